"""The lines of a unit from its points: what belongs together, what breaks, and the marks in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from wardeval.engine.change import UnitName
from wardeval.model.base import fold
from wardeval.series.kin import SetKin
from wardeval.series.line import Mark, MarkKind, Missing, Point, Role, Series

Item = Point | Missing


class Member(NamedTuple):
    """A unit of a trend: its files, read, and what the register says of where it comes from and goes to."""

    unit: UnitName
    role: Role
    items: tuple[Item, ...]
    marks: tuple[Mark, ...] = ()
    """Where it was made, what it became, what its code stands for elsewhere; `place` is not set yet."""


def series_of(member: Member, kin: SetKin) -> tuple[Series, ...]:
    """The lines of one unit: a line for each family of sets, whatever the order of the files."""
    lines: list[list[Item]] = []
    for group in kin.lines(map(_set, member.items)):
        items = [item for item in member.items if _set(item) in group]
        points = [item for item in items if isinstance(item, Point)]
        if _follow(points):
            lines.append(items)
        else:  # sets that were used side by side do not follow each other
            lines += [[item for item in items if _set(item) == set_] for set_ in group]
    if not lines:
        return (Series(member.unit, member.role, (), (), member.marks),)
    return tuple(_series(member, items, kin) for items in lines)


def _set(item: Item) -> str:
    return item.side.set_id if isinstance(item, Point) else item.set_


def _ranks(points: Sequence[Point]) -> dict[str, int]:
    """The sets of points in the order in which they were used."""
    spans: dict[str, list[int]] = {}
    for point in points:
        spans.setdefault(point.side.set_id, []).append(point.side.period)
    ordered = sorted(spans, key=lambda set_: (min(spans[set_]), max(spans[set_]), set_))
    return {set_: rank for rank, set_ in enumerate(ordered)}


def _order(points: Sequence[Point]) -> list[Point]:
    """Points by period, day, set and file; in a year of two sets the earlier one comes first."""
    ranks = _ranks(points)

    def key(point: Point) -> tuple[object, ...]:
        side = point.side
        return side.period, ranks[side.set_id], point.when.order, side.file

    return sorted(points, key=key)


def _follow(points: Sequence[Point]) -> bool:
    """Whether each set ends before another begins, or in the year in which it does."""
    sets = [point.side.set_id for point in _order(points)]
    runs = [set_ for set_, before in zip(sets, [None, *sets], strict=False) if set_ != before]
    return len(runs) == len(set(runs))


def _series(member: Member, items: Sequence[Item], kin: SetKin) -> Series:
    points = _order([item for item in items if isinstance(item, Point)])
    missing = sorted(
        (item for item in items if isinstance(item, Missing)), key=lambda item: (item.when.order, item.file)
    )
    sets = tuple(_ranks(points)) or tuple(sorted({item.set_ for item in missing}))
    marks = [_placed(mark, points) for mark in member.marks]
    marks += [_of_missing(item, points) for item in missing]
    marks += _absent(points, missing)
    renamed = {mark.place for mark in marks if mark.kind is MarkKind.RENAMED}
    for index in range(1, len(points)):
        found = _between(points[index - 1], points[index], index, kin)
        marks += (mark for mark in found if mark.kind is not MarkKind.RENAMED or index not in renamed)
    marks.sort(key=lambda mark: (mark.place, mark.first, _SORTED.index(mark.kind), mark.before or ""))
    return Series(member.unit, member.role, sets, tuple(points), tuple(marks))


_SORTED = (
    MarkKind.ABSENT,
    MarkKind.SUSPENDED,
    MarkKind.UNUSABLE,
    MarkKind.BECAME,
    MarkKind.MADE_OF,
    MarkKind.RENAMED,
    MarkKind.CONTINUED,
    MarkKind.REUSED,
    MarkKind.SET,
    MarkKind.TRACK,
    MarkKind.TWICE,
)
"""The order of marks that stand in one place."""


def _placed(mark: Mark, points: Sequence[Point]) -> Mark:
    """A mark of the unit's own history before the first point of its day or later."""
    if mark.kind is MarkKind.MADE_OF or mark.day is None:
        return mark._replace(place=0)
    if mark.kind is MarkKind.BECAME:
        return mark._replace(place=len(points))
    return mark._replace(place=sum(point.when.day < mark.day for point in points))


def _of_missing(item: Missing, points: Sequence[Point]) -> Mark:
    """The mark of a file without a result."""
    kind = MarkKind.SUSPENDED if item.suspended else MarkKind.UNUSABLE
    place = sum(point.when.order < item.when.order for point in points)
    period = item.when.period
    return Mark(kind, place, period, period, item.file, item.set_, told=item.told)


def _absent(points: Sequence[Point], missing: Sequence[Missing]) -> Iterator[Mark]:
    """The years without any file between the first and the last, neighbours together."""
    years = sorted({*(point.side.period for point in points), *(item.when.period for item in missing)})
    for before, after in pairwise(years):
        if after - before > 1:
            place = sum(point.side.period <= before for point in points)
            yield Mark(MarkKind.ABSENT, place, before + 1, after - 1)


def _between(before: Point, after: Point, place: int, kin: SetKin) -> Iterator[Mark]:
    """What changed from one point to the next."""
    one, other = before.side, after.side
    period = other.period
    if one.set_id != other.set_id:
        mapping = kin.mapping(one.set_id, other.set_id)
        yield Mark(MarkKind.SET, place, period, period, one.set_id, other.set_id, mapping)
    elif before.when == after.when:
        yield Mark(MarkKind.TWICE, place, period, period, one.file, other.file)
    if one.track != other.track:
        yield Mark(MarkKind.TRACK, place, period, period, one.track, other.track)
    if fold(one.unit.name) != fold(other.unit.name):
        yield Mark(MarkKind.RENAMED, place, period, period, one.unit.name, other.unit.name)
