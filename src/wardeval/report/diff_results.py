"""What both sides of a comparison come to, and how far that moved: verdict, criteria met, points, answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wardeval.engine.change import NOTHING, Comparison, Direction, Side
from wardeval.language import Language
from wardeval.problems import Message, say
from wardeval.report import words
from wardeval.report.diff_words import (
    AFTER,
    BEFORE,
    NOT_COMPARABLE,
    TONES,
    UNCHANGED,
    VERDICTS,
    counts,
    coverage,
    delta,
    total,
)
from wardeval.report.document import Block, Cell, Column, Facts, Heading, Row, Space, Table, Tone


class _Line(NamedTuple):
    """One result on every side, and how far it moved."""

    label: Message
    sides: list[Cell]
    change: str = ""
    tone: Tone = Tone.PLAIN


def result_blocks(comparison: Comparison, language: Language, *, compared: bool) -> Iterator[Block]:
    """The results of both sides beside each other; what moved only where they are `compared`."""
    sides = [side for side in (comparison.before, comparison.after) if side is not None]
    text = language.text
    lines = list(_lines(comparison, sides, language))
    yield Space()
    if not compared and len(sides) == 1:
        yield Facts(tuple((text(line.label), line.sides[0]) for line in lines))
        return
    heads = [Column(text(head), narrow=False, least=12) for head in (BEFORE, AFTER)]
    heads += [Column(text(say("Change")), narrow=False, least=12)] if compared else []
    rows = (
        Row((Cell(text(line.label), Tone.QUIET), *line.sides, *([Cell(line.change, line.tone)] if compared else [])))
        for line in lines
    )
    yield Table((Column(""), *heads), tuple(rows))


def _lines(comparison: Comparison, sides: Sequence[Side], language: Language) -> Iterator[_Line]:
    text = language.text
    verdicts = [words.standing_cell(side.standing, language) for side in sides]
    yield _Line(say("VERDICT"), verdicts, text(_verdict(comparison, verdicts)), TONES[comparison.verdict])
    if any(side.count.hedge for side in sides):
        published = [Cell(_published(side, language), Tone.STRONG) for side in sides]
        moved = say("published otherwise") if comparison.stated_changed else UNCHANGED
        yield _Line(say("Published count"), published, text(moved))
    for label, said, ends in (
        (say("Criteria met"), [counts(side) for side in sides], comparison.count),
        (say("Points"), [total(side) for side in sides], comparison.total),
    ):
        if any(said):
            cells = [Cell(text(each) if each else "–", Tone.STRONG) for each in said]
            known = ends is not None and all(said)
            yield _Line(label, cells, delta(ends or NOTHING, language) if known else text(NOT_COMPARABLE))
    answered = [Cell(text(coverage(side))) for side in sides]
    yield _Line(say("Answered"), answered, _more_answers(comparison, sides, language))


def _verdict(comparison: Comparison, verdicts: Sequence[Cell]) -> Message:
    """Where the verdict leads; “open” where that may yet turn out either way."""
    if not comparison.compares_verdicts:
        return NOT_COMPARABLE
    if comparison.verdict is not Direction.NEITHER:
        return VERDICTS[comparison.verdict]
    if comparison.verdict_open:
        return say("open as yet")
    return UNCHANGED if len({cell.text for cell in verdicts}) == 1 else say("neither higher nor lower")


def _published(side: Side, language: Language) -> str:
    """The count as it was published, with the word that hedges it."""
    if side.count.stated is None:
        return "–"
    said = say("{n} of {of}", n=side.count.stated, of=side.count.of)
    return f"{language.text(said)} “{side.count.hedge}”" if side.count.hedge else language.text(said)


def _more_answers(comparison: Comparison, sides: Sequence[Side], language: Language) -> str:
    """How many more leaves are answered, where as many have to be; of several units together nothing is said."""
    if len(sides) < 2 or comparison.has_members:  # noqa: PLR2004 - a difference needs two
        return ""
    before, after = (side.coverage for side in sides)
    if before.of != after.of:
        return ""
    more = after.answered - before.answered
    return f"{more:+d}" if more else language.text(UNCHANGED)


def fact_blocks(comparison: Comparison, language: Language) -> Iterator[Block]:
    """The facts of the unit that are others than before."""
    if not comparison.facts:
        return
    text = language.text
    columns = (Column(""), *(Column(text(head), narrow=False, least=8) for head in (BEFORE, AFTER)))
    rows = (
        Row(
            (
                Cell(text(fact.title), Tone.QUIET),
                *(Cell(_fact(value, language)) for value in (fact.before, fact.after)),
            )
        )
        for fact in comparison.facts
    )
    yield Heading(text(say("Facts of the unit")))
    yield Table(columns, tuple(rows))


def _fact(value: object | None, language: Language) -> str:
    """A fact as text; a dash where a side does not say it."""
    return "–" if value is None else language.text(value)
