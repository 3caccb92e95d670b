"""The units that one was made of, each with its own result, and the one that it became."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardeval.engine.change import Side
from wardeval.language import Language
from wardeval.problems import say
from wardeval.report import words
from wardeval.report.diff_words import name, of_side, short_count, total
from wardeval.report.document import Block, Cell, Column, Heading, Row, Table


def member_blocks(sides: Sequence[Side], language: Language) -> Iterator[Block]:
    """A row for each unit."""
    text = language.text
    shown = [member for side in sides for member in (side.members or (side,))]
    scored = any(side.total is not None for side in shown)
    columns = [
        Column(text(say("Unit")), narrow=False),
        Column(text(say("Period"))),
        Column(text(say("Verdict")), narrow=False),
        Column(text(say("Criteria")), narrow=False, least=10),
        *([Column(text(say("Points")), narrow=False)] if scored else []),
        Column(text(say("Answers")), right=True),
    ]
    yield Heading(text(say("Each unit by itself")))
    yield Table(tuple(columns), tuple(_row(side, of_side(language, side), scored=scored) for side in shown))


def _row(side: Side, language: Language, *, scored: bool) -> Row:
    cells = [
        Cell(language.text(name(side))),
        Cell(language.text(side.as_of or str(side.period))),
        words.standing_cell(side.standing, language),
        Cell(short_count(side.count, language) if side.count.of else ""),
    ]
    if scored:
        said = total(side)
        cells.append(Cell(language.text(said) if said else ""))
    return Row((*cells, Cell(f"{side.coverage.answered}/{side.coverage.of}")))
