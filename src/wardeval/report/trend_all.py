"""All units over the years: a row for each, a short cell for each year, and how many reached the highest verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase

from wardeval.engine.enough import range_text
from wardeval.engine.result import Status
from wardeval.exact import Interval, Met
from wardeval.language import Language
from wardeval.problems import Message, say, say_n
from wardeval.report import trend_words
from wardeval.report.diff_words import of_side
from wardeval.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Line,
    Picture,
    Row,
    Space,
    Table,
    Tone,
)
from wardeval.report.trend import BETWEEN, PAGE, points
from wardeval.report.trend_groups import Group, Key, cells_of, totals
from wardeval.series.line import Mark, MarkKind, Point, Series

UNDECIDED, NONE, SUSPENDED, UNUSABLE, SEVERAL = "?", "0", "/", "×", "*"
NAMES, NOTES = 20, 17
"""How narrow the columns of the units and of the notes may become."""


def document(groups: Sequence[Group], units: int, language: Language, picture: str | None = None) -> Document:
    """A table for each line of sets, of so many units in all."""
    text = language.text
    title = text(say_n("{n} unit over the years", "{n} units over the years", n=units))
    blocks: list[Block] = [Heading(title, level=1)]
    if picture is not None:
        blocks.append(Picture(picture, title))
    shown: set[str] = set()
    for group in groups:
        table = GroupTable(group, language)
        blocks += table.blocks()
        shown |= table.signs()
    if said := [text(meaning) for sign, meaning in _SIGNS.items() if sign in shown]:
        blocks.append(Line(Cell(" · ".join(said), Tone.QUIET)))
    return Document(tuple(blocks))


_LETTER = "A"
_SIGNS = {
    _LETTER: say("the letter is the verdict"),
    UNDECIDED: say("{sign} undecided", sign=UNDECIDED),
    NONE: say("{sign} none reached", sign=NONE),
    SUSPENDED: say("{sign} suspended year", sign=SUSPENDED),
    UNUSABLE: say("{sign} file cannot be used", sign=UNUSABLE),
    trend_words.NO_RESULT: say("{sign} no assessment", sign=trend_words.NO_RESULT),
    SEVERAL: say("{sign} the last of several in the year", sign=SEVERAL),
}


class GroupTable:
    """The table of one line of sets."""

    def __init__(self, group: Group, language: Language) -> None:
        """Prepare the columns and the letters of the verdicts."""
        self.group, self.language = group, language
        self.keys = group.keys()
        self.points = [point for series in group.series for point in series.points]
        self.cells = [self._cells(series) for series in group.series]
        self.notes = [_notes(series, language) for series in group.series]
        self.totals = [self._total(rung) for rung in range(group.ladder)]
        self.parts = self._parts()
        self.noted = any(self.notes) and len(self.parts) == 1

    def blocks(self) -> Iterator[Block]:
        """The heading, what the sets are called, the table."""
        text = self.language.text
        yield Heading(" → ".join(self.group.sets) or text(say("no result in any year")))
        facts = []
        for number, set_id in enumerate(self.group.sets, start=1):
            point = next(point for point in self.points if point.side.set_id == set_id)
            ladder = ", ".join(
                f"{letter} {text(title)}" for letter, (_, title) in zip(ascii_uppercase, point.ladder, strict=False)
            )
            named = say("{title} ({verdicts})", title=point.side.set_title, verdicts=ladder)
            facts.append((f"[{number}] {set_id}" if len(self.group.sets) > 1 else set_id, Cell(text(named))))
        if facts:
            yield Facts(tuple(facts))
        for place, part in enumerate(self.parts):
            if place:
                yield Space()
            yield Table(self._columns(part), tuple(self._rows(part)))
        if any(self.notes) and not self.noted:
            told = zip(self._names(), self.notes, strict=True)
            yield Items(tuple(Cell(text(say("{unit}: {note}", unit=name, note=note))) for name, note in told if note))

    def signs(self) -> set[str]:
        """The signs and letters that occur in the table."""
        cells = [cells.get(key) for part in self.parts for cells in self._with(part) for key in part]
        found = {trend_words.NO_RESULT if cell is None else cell.text[:1] for cell in cells}
        found |= {SEVERAL for cell in cells if cell is not None and cell.text.endswith(SEVERAL)}
        return found | ({_LETTER} if found & set(ascii_uppercase) else set())

    def _parts(self) -> list[tuple[Key, ...]]:
        """The columns of one table; where a page has no room for all of them, set by set in several tables."""
        if self._width(self.keys) <= PAGE - (BETWEEN + NOTES if any(self.notes) else 0):
            return [self.keys]
        parts: list[list[Key]] = []
        for key in sorted(self.keys, key=lambda key: (self._first[key.rank], key.rank, key.period)):
            if parts and parts[-1][0].rank == key.rank and self._width((*parts[-1], key)) <= PAGE:
                parts[-1].append(key)
            else:
                parts.append([key])
        return list(map(tuple, parts))

    @property
    def _first(self) -> dict[int, int]:
        """The first year of each set, by its rank."""
        return {key.rank: key.period for key in reversed(self.keys)}

    def _width(self, keys: Sequence[Key]) -> int:
        """How wide a table of some columns is at least."""
        return NAMES + sum(BETWEEN + self._wide(key) for key in keys)

    def _wide(self, key: Key) -> int:
        cells = (*(cells.get(key) for cells in self.cells), *(total[key] for total in self.totals))
        return max(len(self._year(key)), *(len(cell.text) for cell in cells if cell is not None))

    def _with(self, part: Sequence[Key]) -> list[Mapping[Key, Cell]]:
        """The cells of units that have one of these years."""
        return [cells for cells in self.cells if any(key in cells for key in part)]

    def _names(self) -> list[str]:
        return [self.language.text(trend_words.name(series)) for series in self.group.series]

    def _year(self, key: Key) -> str:
        named = len(self.group.sets) > 1 and key.set_id in self.group.sets
        return f"{key.period} [{key.rank + 1}]" if named else str(key.period)

    def _columns(self, part: Sequence[Key]) -> tuple[Column, ...]:
        text = self.language.text
        noted = [Column(text(say("Notes")), narrow=False, least=NOTES)] if self.noted else []
        return (
            Column(text(say("Unit")), narrow=False, least=NAMES),
            *(Column(self._year(key)) for key in part),
            *noted,
        )

    def _rows(self, part: Sequence[Key]) -> Iterator[Row]:
        """The units that have one of these years, and how many reach each verdict."""
        for name, cells, note in zip(self._names(), self.cells, self.notes, strict=True):
            if any(key in cells for key in part):
                noted = [Cell(note)] if self.noted else []
                yield Row((Cell(name), *(cells.get(key, _NO_CELL) for key in part), *noted))
        for rung, total in enumerate(self.totals):
            if any(total[key].text != trend_words.NO_RESULT for key in part):
                label = Cell(self.language.text(self._label(rung)), Tone.STRONG)
                yield Row((label, *(total[key] for key in part), *([Cell("")] if self.noted else [])))

    def _cells(self, series: Series) -> Mapping[Key, Cell]:
        """What a unit shows in the years that it has."""
        found: dict[Key, list[Point | Mark]] = {}
        for entry in cells_of(series):
            found.setdefault(self.group.key(entry), []).append(entry)
        return {key: self._cell(entries) for key, entries in found.items()}

    def _cell(self, entries: Sequence[Point | Mark]) -> Cell:
        found = [entry for entry in entries if isinstance(entry, Point)]
        if not found:
            marks = [entry.kind for entry in entries if isinstance(entry, Mark)]
            return Cell(UNUSABLE if MarkKind.UNUSABLE in marks else SUSPENDED, Tone.OPEN)
        cell = short(found[-1], self.language)
        return Cell(cell.text + SEVERAL, cell.tone) if len(entries) > 1 else cell

    def _label(self, rung: int) -> Message:
        """What a row of totals counts."""
        if self.group.ladder == 1:
            return say("reach the highest verdict")
        letter = ascii_uppercase[rung % len(ascii_uppercase)]
        return say("reach {letter}", letter=letter) if rung == 0 else say("reach {letter} or higher", letter=letter)

    def _total(self, rung: int) -> Mapping[Key, Cell]:
        """How many units reach a verdict, of those with a result; a range where some are undecided."""
        found = totals(self.group, rung)
        return {key: Cell(self._count(found.get(key)), Tone.STRONG) for key in self.keys}

    def _count(self, found: tuple[Interval, int] | None) -> str:
        return f"{self.language.text(range_text(found[0]))}/{found[1]}" if found else trend_words.NO_RESULT


_NO_CELL = Cell(trend_words.NO_RESULT, Tone.QUIET)


def short(point: Point, language: Language) -> Cell:
    """A result in a few letters: the letter of its verdict, and its points or criteria."""
    side, language = point.side, of_side(language, point.side)
    number = points(point, language) if side.total is not None and side.total.known else ""
    number = number or trend_words.count(point, language)
    letter = verdict_letter(point)
    tone = Tone.BAD if side.standing.is_lowest or letter == NONE else Tone.GOOD
    tone = Tone.OPEN if letter == UNDECIDED else tone
    return Cell(f"{letter} {number}".rstrip(), tone)


def verdict_letter(point: Point) -> str:
    """The letter of the verdict reached, A for the highest."""
    status = point.side.standing.status
    if status is Status.REACHED:
        place = next((at for at, (_, met) in enumerate(point.side.standing.verdicts) if met is Met.YES), None)
        return UNDECIDED if place is None else ascii_uppercase[place % len(ascii_uppercase)]
    return NONE if status in (Status.NOT_ASSESSED, Status.NONE_REACHED) else UNDECIDED


_NOTED = (MarkKind.MADE_OF, MarkKind.BECAME, MarkKind.RENAMED, MarkKind.CONTINUED, MarkKind.REUSED)


def _notes(series: Series, language: Language) -> str:
    """What happened to the unit itself."""
    return "; ".join(language.text(trend_words.brief(mark)) for mark in series.marks if mark.kind in _NOTED)
