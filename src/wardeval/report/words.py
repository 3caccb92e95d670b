"""How states, verdicts and points are said; the same words in every report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wardeval.engine.change import Standing
from wardeval.engine.enough import points_text
from wardeval.engine.leaf import half
from wardeval.engine.result import SELF, VERIFIED, NodeResult, Outcome, SetResult, State, Status
from wardeval.engine.standing import standing
from wardeval.exact import Met
from wardeval.language import Language
from wardeval.library import LoadedSet
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.values import Grade
from wardeval.problems import Message, say, say_n
from wardeval.report.document import Cell, Tone

COMPLETENESS = {
    "complete": say("complete: every criterion is public"),
    "partial": say("partial: some of its text or points are not public"),
    "count-only": say("count only: little more than the number of criteria is public"),
}
ATTESTED = {
    "official-text": say("official text"),
    "official-paraphrase": say("as an authority describes it"),
    "press": say("as the press reports it"),
    "inferred": say("inferred, not stated by a source"),
    "not-public": say("not public"),
}
TRACKS = {SELF: say("self-assessment"), VERIFIED: say("verification")}
REQUIRED = {Met.YES: say("reached"), Met.NO: say("not reached"), Met.UNDECIDED: say("undecided")}
UNPUBLISHED = say("content not published")


REVIEW = say("a review of a programme: it records what is known, and recognises nobody")


def track(name: str) -> Message:
    """The name of a track."""
    return TRACKS[name] if name in TRACKS else TRACKS[SELF]


def label(node: Indicator) -> object:
    """What a node is called; a slot without public text says so."""
    return node.label or UNPUBLISHED


def number(node: Indicator) -> str:
    """The number that a decision gives a criterion; a question mark where it is not public."""
    return "?" if node.number == "unknown" else node.number or node.id


def state(result: NodeResult) -> tuple[Message, Tone]:
    """How a node stands, in one or two words."""
    outcome = result.outcome
    if result.state is State.NOT_NEEDED:
        return say("not needed"), Tone.QUIET
    if result.state is State.NOT_APPLICABLE:
        return say("not applicable"), Tone.QUIET
    if result.reply is not None and result.reply.value is Grade.BASICALLY and outcome.met is not Met.YES:
        return say("basically met"), Tone.OPEN
    match outcome.met:
        case Met.YES:
            return say("met"), Tone.GOOD
        case Met.NO:
            return say("not met"), Tone.BAD
    if result.state is State.MISSING:
        return (say("not answered") if half(result.reply) is None else say("half answered")), Tone.OPEN
    if is_recorded(result):
        partial = result.coverage.answered < result.coverage.of
        return (say("recorded in part"), Tone.OPEN) if partial else (say("recorded"), Tone.PLAIN)
    if outcome.met is None and outcome.points is not None and outcome.points.exact is not None:
        return say("scored"), Tone.PLAIN
    return say("undecided"), Tone.OPEN


def is_recorded(result: NodeResult) -> bool:
    """Whether a node has an answer that nothing judges."""
    answered = result.state in (State.ANSWERED, State.PARTIAL)
    return answered and result.outcome.met is None and not result.node.earns


def points(result: NodeResult) -> Message | None:
    """The points of a node out of its most points, where it has any."""
    return points_text(result.outcome) if result.node.earns else None


def verdict(result: SetResult, language: Language) -> Cell:
    """The verdict of a track in one line."""
    return standing_cell(standing(result), language)


def standing_cell(stands: Standing, language: Language) -> Cell:
    """Where a verdict stands, in one line."""
    match stands.status:
        case Status.REACHED if stands.reached is not None:
            return Cell(language.text(stands.reached), Tone.BAD if stands.is_lowest else Tone.GOOD)
        case Status.NOT_ASSESSED:
            return Cell(language.text(say("not assessed")), Tone.OPEN)
        case Status.NONE_REACHED:
            return Cell(language.text(say("no verdict of the set is reached")), Tone.BAD)
        case Status.UNKNOWN_RULE:
            return Cell(language.text(_NO_VERDICT[stands.hidden or "rule"]), Tone.OPEN)
    if not stands.candidates:
        return Cell(language.text(say("each unit has a verdict of its own")), Tone.QUIET)
    names = " / ".join(language.text(title) for title in reversed(stands.candidates))
    return Cell(language.text(say("undecided: {names}", names=names)), Tone.OPEN)


_NO_VERDICT = {
    "rule": say("no verdict: the rule is not public"),
    "requirement": say("no verdict: not all that is required is public"),
    "points": say("no verdict: not all of the points are public"),
}


def total(result: SetResult) -> Message | None:
    """The total, printed only where everything that it rests on is public."""
    return None if result.total is None else total_of(result.total)


def total_of(outcome: Outcome) -> Message:
    """A total, printed only where everything that it rests on is public."""
    return points_text(outcome) if outcome.known else say("unknown: some points of the set are not public")


def coverage(result: SetResult) -> Message:
    """How many answers are there."""
    part = result.coverage
    return say_n("{answered} of {n} answer", "{answered} of {n} answers", n=part.of, answered=part.answered)


def runs(results: Sequence[NodeResult]) -> Iterator[tuple[NodeResult, ...]]:
    """Criteria one by one, but neighbours without any public text that stand alike together.

    One that earns points stands alone: its points are its own.
    """
    run: list[NodeResult] = []
    for result in results:
        silent = all(is_silent(each.node) for each in (result, *run[-1:]))
        if run and not (silent and state(result) == state(run[-1])):
            yield tuple(run)
            run = []
        run.append(result)
    if run:
        yield tuple(run)


def is_silent(node: Indicator) -> bool:
    """Whether nothing is public of a node but that it is there: no text, no points."""
    return node.label is None and not node.earns


def head(ids: Iterable[str]) -> Message:
    """The head of a column of numbers; of ids, where one of them has no number in it."""
    return say("No.") if all(id_ == "?" or any(map(str.isdecimal, id_)) for id_ in ids) else say("Id")


def run_number(run: Sequence[NodeResult]) -> str:
    """The numbers of a run of criteria."""
    first, last = number(run[0].node), number(run[-1].node)
    return first if len(run) == 1 or first == last else f"{first}–{last}"


def run_label(run: Sequence[NodeResult]) -> Message | object:
    """What a run of criteria is called."""
    if len(run) == 1:
        return label(run[0].node)
    return say("{n} criteria, content not published", n=len(run))


def basis(criteria: CriterionSet, language: Language) -> str:
    """The decision that a set rests on."""
    found: Iterable[object | None] = (
        criteria.basis.number or say("number not public"),
        criteria.basis.article,
        criteria.basis.issuer,
        criteria.basis.issued,
    )
    return ", ".join(language.text(part) for part in found if part is not None)


def source(node: Indicator) -> str | None:
    """Where a node's text comes from."""
    return f"{node.source} ({node.origin})" if node.source and node.origin else node.source


def digests(loaded: LoadedSet) -> str:
    """The digest of the set's own file, and of each file that it completes."""
    below = (f"{layer.id} {layer.digest[:19]}" for layer in reversed(loaded.layers[:-1]))
    return " + ".join((loaded.source.digest[:19], *below))
