"""All units over the years: a row for each, a short cell for each year, and how many reached the highest verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import NamedTuple

from wardeval.engine.enough import range_text
from wardeval.engine.result import Status
from wardeval.exact import Interval, Met
from wardeval.language import Language
from wardeval.problems import Message, say, say_n
from wardeval.report import trend_words
from wardeval.report.diff_words import of_side
from wardeval.report.document import Block, Cell, Column, Document, Facts, Heading, Line, Picture, Row, Table, Tone
from wardeval.report.order import alphabetical
from wardeval.report.trend import points
from wardeval.series.line import Mark, MarkKind, Point, Series

UNDECIDED, NONE, SUSPENDED, UNUSABLE, SEVERAL = "?", "0", "/", "×", "*"


class Key(NamedTuple):
    """A column: a year of a set. Years of another set are columns of their own, so that nothing is read across."""

    rank: int
    set_id: str
    period: int


class Group(NamedTuple):
    """The units of one line of sets."""

    sets: tuple[str, ...]
    series: tuple[Series, ...]

    def keys(self) -> tuple[Key, ...]:
        """The columns, set by set, year by year."""
        return tuple(sorted({self.key(entry) for series in self.series for entry in _cells_of(series)}))

    def key(self, entry: Point | Mark) -> Key:
        """The column of a point, or of a year without a result."""
        if isinstance(entry, Point):
            return Key(self.sets.index(entry.side.set_id), entry.side.set_id, entry.side.period)
        set_id = entry.after or ""
        return Key(self.sets.index(set_id) if set_id in self.sets else len(self.sets), set_id, entry.first)


def _cells_of(series: Series) -> Iterator[Point | Mark]:
    """What takes a cell of its own."""
    for entry in series.entries():
        if isinstance(entry, Point) or entry.kind in (MarkKind.SUSPENDED, MarkKind.UNUSABLE):
            yield entry


def groups_of(series: Iterable[Series], lines: Sequence[Sequence[str]]) -> tuple[Group, ...]:
    """Lines of many units by what they are judged by, `lines` saying which sets follow each other."""
    found = []
    every = list(series)
    for line in lines:
        own = [one for one in every if one.sets and one.sets[0] in line]
        first: dict[str, int] = {}
        for one in own:
            for point in one.points:
                first[point.side.set_id] = min(first.get(point.side.set_id, point.side.period), point.side.period)
        sets = tuple(sorted(first, key=lambda set_id: (first[set_id], set_id)))
        ordered = sorted(
            own, key=lambda one: (alphabetical(one.unit.name), one.unit.within, one.unit.id or "", one.sets)
        )
        if own:
            found.append(Group(sets, tuple(ordered)))
    return tuple(found)


def document(groups: Sequence[Group], units: int, language: Language, picture: str | None = None) -> Document:
    """A table for each line of sets, of so many units in all."""
    text = language.text
    title = text(say_n("{n} unit over the years", "{n} units over the years", n=units))
    blocks: list[Block] = [Heading(title, level=1)]
    if picture is not None:
        blocks.append(Picture(picture, title))
    for group in groups:
        blocks += GroupTable(group, language).blocks()
    if groups:
        blocks.append(Line(Cell(text(_signs()), Tone.QUIET)))
    return Document(tuple(blocks))


def _signs() -> Message:
    return say(
        "the letter is the verdict; {undecided} undecided · {no_verdict} none reached · {suspended} suspended year"
        " · {unusable} file cannot be used · {none} no assessment · {several} the last of several in the year",
        undecided=UNDECIDED,
        no_verdict=NONE,
        suspended=SUSPENDED,
        unusable=UNUSABLE,
        none=trend_words.NO_RESULT,
        several=SEVERAL,
    )


class GroupTable:
    """The table of one line of sets."""

    def __init__(self, group: Group, language: Language) -> None:
        """Prepare the columns and the letters of the verdicts."""
        self.group, self.language = group, language
        self.keys = group.keys()
        self.points = [point for series in group.series for point in series.points]
        self.noted = any(_notes(series, language) for series in group.series)

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
        yield Table(self._columns(), (*map(self._row, self.group.series), *self._totals()))

    def _columns(self) -> tuple[Column, ...]:
        text = self.language.text
        many = len(self.group.sets) > 1
        years = [f"{key.period} [{key.rank + 1}]" if many else str(key.period) for key in self.keys]
        noted = [Column(text(say("Notes")), narrow=False)] if self.noted else []
        return (Column(text(say("Unit")), narrow=False), *map(Column, years), *noted)

    def _row(self, series: Series) -> Row:
        found: dict[Key, list[Point | Mark]] = {}
        for entry in _cells_of(series):
            found.setdefault(self.group.key(entry), []).append(entry)
        name = self.language.text(trend_words.name(series))
        noted = [Cell(_notes(series, self.language))] if self.noted else []
        return Row((Cell(name), *(self._cell(found.get(key, ())) for key in self.keys), *noted))

    def _cell(self, entries: Sequence[Point | Mark]) -> Cell:
        if not entries:
            return Cell(trend_words.NO_RESULT, Tone.QUIET)
        found = [entry for entry in entries if isinstance(entry, Point)]
        if not found:
            marks = [entry.kind for entry in entries if isinstance(entry, Mark)]
            return Cell(UNUSABLE if MarkKind.UNUSABLE in marks else SUSPENDED, Tone.OPEN)
        cell = short(found[-1], self.language)
        return Cell(cell.text + SEVERAL, cell.tone) if len(entries) > 1 else cell

    def _totals(self) -> Iterator[Row]:
        """How many units reach the highest verdict, of those with a result; a range where some are undecided."""
        if not self.points:
            return
        counted = [self._count(key) for key in self.keys]
        noted = [Cell("")] if self.noted else []
        label = self.language.text(say("reach the highest verdict"))
        yield Row((Cell(label, Tone.STRONG), *(Cell(count, Tone.STRONG) for count in counted), *noted))

    def _count(self, key: Key) -> str:
        reached, of = totals(self.group).get(key, (Interval.exactly(0), 0))
        return f"{self.language.text(range_text(reached))}/{of}" if of else trend_words.NO_RESULT


def totals(group: Group) -> Mapping[Key, tuple[Interval, int]]:
    """For each year of a set, how many units reach the highest verdict, of how many with a result."""
    last: dict[tuple[Key, int], Point] = {}
    for index, series in enumerate(group.series):
        for point in series.points:
            last[group.key(point), index] = point
    found: dict[Key, tuple[Interval, int]] = {}
    for (key, _), point in last.items():
        reached, of = found.get(key, (Interval.exactly(0), 0))
        met = point.reaches_top
        one = Interval.exactly(int(met is Met.YES)).hull(Interval.exactly(int(met is not Met.NO)))
        found[key] = reached + one, of + 1
    return found


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


_NOTED = (MarkKind.MADE_OF, MarkKind.BECAME, MarkKind.RENAMED, MarkKind.REUSED)


def _notes(series: Series, language: Language) -> str:
    """What happened to the unit itself."""
    return "; ".join(language.text(trend_words.brief(mark)) for mark in series.marks if mark.kind in _NOTED)
