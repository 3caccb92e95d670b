"""Units over the years by what they are judged by: the years of each set, and how many units reach its verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from wardeval.exact import Interval, Met
from wardeval.report.order import alphabetical
from wardeval.series.line import Mark, MarkKind, Point, Series


class Key(NamedTuple):
    """A column: a year of a set. Years of another set are columns of their own, so that nothing is read across."""

    period: int
    rank: int
    set_id: str


class Group(NamedTuple):
    """The units of one line of sets."""

    sets: tuple[str, ...]
    series: tuple[Series, ...]

    def keys(self) -> tuple[Key, ...]:
        """The columns, year by year, in a year of two sets the earlier set first."""
        return tuple(sorted({self.key(entry) for series in self.series for entry in cells_of(series)}))

    def key(self, entry: Point | Mark) -> Key:
        """The column of a point, or of a year without a result."""
        if isinstance(entry, Point):
            return Key(entry.side.period, self.sets.index(entry.side.set_id), entry.side.set_id)
        if entry.after in self.sets:
            return Key(entry.first, self.sets.index(entry.after), entry.after)
        if len(self.sets) == 1:  # a file may name no more than the family
            return Key(entry.first, 0, self.sets[0])
        return Key(entry.first, len(self.sets), "")

    @property
    def ladder(self) -> int:
        """How many verdicts there are above the lowest, in the set that has most."""
        return max((rungs(point) for series in self.series for point in series.points), default=0)


def rungs(point: Point) -> int:
    """How many verdicts a set has above the lowest; the only one of a set counts."""
    return max(1, len(point.ladder) - 1) if point.ladder else 0


def cells_of(series: Series) -> Iterator[Point | Mark]:
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


def totals(group: Group, rung: int = 0) -> Mapping[Key, tuple[Interval, int]]:
    """For each year of a set, how many units reach a verdict, the highest first, of how many with a result."""
    last: dict[tuple[Key, int], Point] = {}
    for index, series in enumerate(group.series):
        for point in series.points:
            if rung < rungs(point):
                last[group.key(point), index] = point
    found: dict[Key, tuple[Interval, int]] = {}
    for (key, _), point in last.items():
        reached, of = found.get(key, (Interval.exactly(0), 0))
        met = point.reaches(rung)
        one = Interval.exactly(int(met is Met.YES)).hull(Interval.exactly(int(met is not Met.NO)))
        found[key] = reached + one, of + 1
    return found
