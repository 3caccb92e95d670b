"""What came of trying the cases of sets: a line per set, every difference as a line, a summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardeval.language import Language
from wardeval.problems import Message, say, say_n
from wardeval.report.document import Block, Branch, Cell, Column, Document, Line, Row, Space, Table, Tone, Tree
from wardeval.trial.cases import Kind, SetTrial, Trial

_COUNTED = (Kind.CASE, Kind.ANSWER, Kind.BOUNDARY)


def tried(trials: Sequence[SetTrial], language: Language, *, verbose: bool) -> Document:
    """A table of the sets and a summary; with `verbose` every case before them, with its title and why."""
    blocks: list[Block] = [*(_every(trial, language) for trial in trials if verbose and trial.trials)]
    if blocks:
        blocks.append(Space())
    return Document((*blocks, _table(trials, language), Space(), *_summary(trials, language)))


def _table(trials: Sequence[SetTrial], language: Language) -> Table:
    titles = (say("Set"), say("Cases"), say("Answers"), say("Boundaries"), say("Failed"))
    columns = tuple(Column(language.text(title), right=index > 0) for index, title in enumerate(titles))
    return Table(columns, tuple(_row(trial, language) for trial in trials))


def _row(trial: SetTrial, language: Language) -> Row:
    counts = [Cell(language.text(trial.count(kind))) for kind in _COUNTED]
    if trial.mistakes:
        failed = Cell(language.text(say("mistakes")), Tone.BAD)
    else:
        failed = Cell(language.text(trial.failed), Tone.BAD if trial.failed else Tone.GOOD)
    return Row((Cell(trial.loaded.criteria.id), *counts, failed))


def _summary(trials: Sequence[SetTrial], language: Language) -> Iterator[Line]:
    without = tuple(trial.loaded.criteria.id for trial in trials if trial.cases is None and not trial.mistakes)
    if without:
        yield Line(Cell(language.text(say("no cases: {ids}", ids=without)), Tone.OPEN))
    failed = sum(trial.failed for trial in trials)
    mistakes = sum(len(trial.mistakes) for trial in trials)
    tone = Tone.BAD if failed or mistakes else Tone.GOOD
    yield Line(Cell(language.text(summary(trials)), tone))


def summary(trials: Sequence[SetTrial]) -> Message:
    """The whole run in one sentence."""
    counts = tuple(sum(trial.count(kind) for trial in trials) for kind in _COUNTED)
    failed = sum(trial.failed for trial in trials)
    mistakes = sum(len(trial.mistakes) for trial in trials)
    came: list[Message] = []
    if failed:
        came.append(say_n("{n} failed", "{n} failed", n=failed))
    if mistakes:
        came.append(say_n("{n} mistake in the cases", "{n} mistakes in the cases", n=mistakes))
    return say(
        "{sets}: {cases}, {answers}, {boundaries}: {came}",
        sets=say_n("{n} set", "{n} sets", n=len(trials)),
        cases=say_n("{n} case", "{n} cases", n=counts[0]),
        answers=say_n("{n} single answer", "{n} single answers", n=counts[1]),
        boundaries=say_n("{n} boundary", "{n} boundaries", n=counts[2]),
        came=tuple(came) or say("all as expected"),
    )


def _every(trial: SetTrial, language: Language) -> Tree:
    """Every case and answer of a set, and how many boundaries each leaf has."""
    named = [item for item in trial.trials if item.kind is not Kind.BOUNDARY]
    branches = [_branch(item, language) for item in named]
    counts: dict[str, list[Trial]] = {}
    for item in trial.trials:
        if item.kind is Kind.BOUNDARY:
            counts.setdefault(item.id, []).append(item)
    for id_, items in counts.items():
        text = say_n("“{id}”: {n} boundary", "“{id}”: {n} boundaries", n=len(items), id=id_)
        branches.append(_marked(all(item.passed for item in items), language.text(text), language))
    return Tree(Branch(Cell(trial.loaded.criteria.id, Tone.STRONG), tuple(branches)))


def _marked(passed: bool, text: str, language: Language, children: tuple[Branch, ...] = ()) -> Branch:
    text = text if passed else language.text(say("FAILED: {text}", text=text))
    return Branch(Cell(text, Tone.PLAIN if passed else Tone.BAD), children)


def _branch(trial: Trial, language: Language) -> Branch:
    title = trial.says or ""
    head: object
    if trial.kind is Kind.ANSWER:
        head = say("“{id}”: {answer} → {found}", id=trial.id, answer=title, found=trial.found)
        lines = []
    else:
        head = say("{id}: {title}", id=trial.id, title=title) if title else trial.id
        lines = [Branch(Cell(language.text(say("comes to: {found}", found=trial.found))))]
    lines += [Branch(Cell(language.text(failure.message), Tone.BAD)) for failure in trial.failures]
    beside = (trial.why, None if trial.source is None else say("source: {source}", source=trial.source))
    lines += [Branch(Cell(language.text(text), Tone.QUIET)) for text in beside if text is not None]
    return _marked(trial.passed, language.text(head), language, tuple(lines))
