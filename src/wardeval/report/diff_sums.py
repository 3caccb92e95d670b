"""What a change of points, or of the number of criteria met, comes from: parts that add up, and the four scores."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.engine.change import Comparison, Decomposition, Ends
from wardeval.language import Language
from wardeval.problems import say
from wardeval.report.diff_words import exact_range, signed
from wardeval.report.document import Block, Cell, Column, Heading, Line, Row, Space, Table, Tone

HEADS = {
    "points": say("Where the change of points comes from"),
    "count": say("Where the change of criteria met comes from"),
}
PARTS = {
    "answers": say("other answers and facts"),
    "coverage": say("answers newly given or missing"),
    "verification": say("the verifier's answers"),
    "rubric": say("another criterion set"),
}


def sum_blocks(comparison: Comparison, language: Language) -> Iterator[Block]:
    """A table for each change that is not nothing in all its parts."""
    for item in comparison.decompositions:
        if all(getattr(item, name).is_none for name in PARTS):
            continue
        yield Heading(language.text(HEADS[item.of]))
        yield _parts(item, language)
        if comparison.set_changed:
            yield Space()
            yield Line(Cell(language.text(say("The four scores that it comes from")), Tone.QUIET))
            yield _scores(item, comparison, language)


def _parts(item: Decomposition, language: Language) -> Table:
    """The parts, and below them what they add up to."""
    exact = all(getattr(item, name).exact is not None for name in PARTS)
    heads = [say("Change")] if exact else [say("lower bound"), say("upper bound")]
    columns = (Column(""), *(Column(language.text(head), right=True) for head in heads))
    titles = {**PARTS, "answers": say("published count")} if item.published else PARTS
    rows = [_row(language.text(titles[name]), getattr(item, name), language, exact=exact) for name in PARTS]
    rows.append(_row(language.text(say("= in all")), item.total, language, exact=exact, tone=Tone.STRONG))
    return Table(columns, tuple(rows))


def _row(name: str, ends: Ends, language: Language, *, exact: bool, tone: Tone = Tone.PLAIN) -> Row:
    numbers = ends[:1] if exact else ends
    return Row((Cell(name, tone), *(Cell(signed(number, language), tone) for number in numbers)))


def _scores(item: Decomposition, comparison: Comparison, language: Language) -> Table:
    """The old and the new answers, each under either set."""
    assert comparison.before is not None
    assert comparison.after is not None
    sets = [comparison.before.set_id, comparison.after.set_id]
    if sets[0] == sets[1]:
        sets = [language.text(say("{set}, before", set=sets[0])), language.text(say("{set}, after", set=sets[1]))]
    columns = (Column(""), *(Column(name, narrow=False) for name in sets))
    rows = []
    for name, scores in ((say("old answers"), item.scores[:2]), (say("new answers"), item.scores[2:])):
        rows.append(Row((Cell(language.text(name)), *(Cell(exact_range(score, language)) for score in scores))))
    return Table(columns, tuple(rows))
