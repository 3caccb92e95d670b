"""What a series is made of: points, marks between them, and the lines of one unit. Values only."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from wardeval.engine.change import Side, UnitName
from wardeval.exact import Met
from wardeval.language import Words
from wardeval.problems import Message, Problem


class Point(NamedTuple):
    """One assessment on a line, and what its verdicts are called."""

    side: Side
    ladder: tuple[tuple[str, Words], ...] = ()
    """The verdicts of the set, the highest first: id and title."""
    top: Fraction | None = None
    """The least total of the highest verdict, where it asks for one and that is public."""
    limits: tuple[tuple[Words, Fraction], ...] = ()
    """The verdicts that ask for a public least total, the highest first, and which it is."""
    short: Words | None = None
    """What the set is called where there is little room."""

    @property
    def when(self) -> When:
        """Where the point stands on its line."""
        return When(self.side.period, self.side.as_of)

    def reaches(self, rung: int) -> Met:
        """Whether a verdict is reached, counted from the highest, or a higher one."""
        verdicts = self.side.standing.verdicts
        return verdicts[rung][1] if rung < len(verdicts) else Met.UNDECIDED


class When(NamedTuple):
    """A period, and the day in it where the file says one."""

    period: int
    as_of: date | None = None

    @property
    def day(self) -> date:
        """The day that counts: the one that the file says, else the last of the period."""
        return self.as_of or date(self.period, 12, 31)

    @property
    def order(self) -> tuple[int, date]:
        """A key to sort by; what is said of the whole period stands after its days."""
        return self.period, self.as_of or date.max


class Missing(NamedTuple):
    """A file without a result: its year is suspended, or it cannot be used."""

    file: str
    set_: str
    """What the file names: the id of a set, or a family."""
    when: When
    suspended: bool = False
    problems: tuple[Problem, ...] = ()
    """What is wrong with the file; nothing, where its year is suspended."""
    told: tuple[Message, ...] = ()
    """Why there is no result, in words."""


class MarkKind(enum.Enum):
    """What a mark on a line says."""

    SET = "set"
    """From here on another set judges."""
    TRACK = "track"
    """From here on another track counts."""
    MADE_OF = "made-of"
    """The unit was made from others, or from parts of them."""
    BECAME = "became"
    """The unit went into others, whole or in parts."""
    RENAMED = "renamed"
    """The same unit by another name, or by another code."""
    CONTINUED = "continued"
    """A new unit of the same territory, name and code."""
    REUSED = "reused"
    """The same code stands for a unit of another name since the codes were given anew."""
    ABSENT = "absent"
    """Years without an assessment in between."""
    SUSPENDED = "suspended"
    """A year in which the set was not applied."""
    UNUSABLE = "unusable"
    """A file that is there and cannot be used."""
    TWICE = "twice"
    """More than one file for the same time."""


class Kinship(NamedTuple):
    """A unit that another was made from, or went into: all of it, or only a part; unknown is none."""

    unit: UnitName
    whole: bool | None


class Mark(NamedTuple):
    """Something on a line between two points; what it does not speak of is left empty."""

    kind: MarkKind
    place: int
    """The index of the point that it stands before; the number of points where it stands at the end."""
    first: int
    """The period that it is about, or the first of them."""
    last: int
    before: str | None = None
    """The set, track, name or file before."""
    after: str | None = None
    mapping: str | None = None
    """The mapping that relates two sets."""
    units: tuple[Kinship, ...] = ()
    day: date | None = None
    decision: str | None = None
    told: tuple[Message, ...] = ()
    """Why a year is suspended or a file cannot be used."""


BREAKS = frozenset({MarkKind.SET, MarkKind.ABSENT, MarkKind.SUSPENDED, MarkKind.UNUSABLE, MarkKind.TWICE})
"""The marks over which no line is drawn."""


class Role(enum.Enum):
    """How the unit of a series stands to the unit that was asked for."""

    ORIGIN = "origin"
    OWN = "own"
    SUCCESSOR = "successor"


class Series(NamedTuple):
    """One unit under one set, or under sets of which each came after the other."""

    unit: UnitName
    role: Role
    sets: tuple[str, ...]
    """The sets in their order; what the files name, where none of them has a result."""
    points: tuple[Point, ...]
    marks: tuple[Mark, ...]

    @property
    def fictional(self) -> bool:
        """Whether the unit does not exist."""
        return any(point.side.fictional for point in self.points)

    def entries(self) -> Iterator[Point | Mark]:
        """Points and marks in the order in which they are read."""
        for index in range(len(self.points) + 1):
            yield from (mark for mark in self.marks if mark.place == index)
            yield from self.points[index : index + 1]

    def runs(self) -> Iterator[tuple[Point, ...]]:
        """Neighbouring points that a line may join: one set, and nothing between them that breaks it."""
        broken = {mark.place for mark in self.marks if mark.kind in BREAKS}
        run: list[Point] = []
        for index, point in enumerate(self.points):
            if run and index in broken:
                yield tuple(run)
                run = []
            run.append(point)
        if run:
            yield tuple(run)

    def stretches(self) -> Iterator[tuple[Point, ...]]:
        """Neighbouring points of one set, which have one scale."""
        stretch: list[Point] = []
        for point in self.points:
            if stretch and stretch[-1].side.set_id != point.side.set_id:
                yield tuple(stretch)
                stretch = []
            stretch.append(point)
        if stretch:
            yield tuple(stretch)


class Trend(NamedTuple):
    """A unit over the years, with those that it was made from and those that it went into, each a line of its own."""

    unit: UnitName
    series: tuple[Series, ...]
    notes: tuple[Message, ...] = ()
    """How files came to be taken for one unit, or for two."""
