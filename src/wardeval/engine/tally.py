"""What many comparisons come to: the totals that are printed, and the exit code, from one value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from wardeval.engine.change import Comparison, Direction, Kind
from wardeval.exact import Met
from wardeval.language import Words
from wardeval.problems import ExitCode

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units came to what; tallies add up."""

    compared: int = 0
    unchanged: int = 0
    improved: int = 0
    worsened: int = 0
    """Those that lost a verdict, a gate, a criterion, or more points than are tolerated."""
    gained: int = 0
    lost: int = 0
    """Those that reach a higher verdict than before, and those that no longer reach theirs."""
    only_before: int = 0
    only_after: int = 0
    incomparable: int = 0
    unusable: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def code(self, *, regression: bool) -> ExitCode:
        """The exit code; with `regression` it says whether anything worsened."""
        if self.unusable:
            return ExitCode.INPUT
        if self.incomparable:
            return ExitCode.INCOMPARABLE
        return ExitCode.NO if regression and self.worsened else ExitCode.OK


def tally(comparisons: Iterable[Comparison], tolerance: Fraction = ZERO, unread: int = 0) -> Tally:
    """What comparisons come to; `unread` files could not even be told to be of a unit."""
    return sum((_one(comparison, tolerance) for comparison in comparisons), Tally(unusable=unread))


def _one(comparison: Comparison, tolerance: Fraction) -> Tally:
    if comparison.problems:
        return Tally(unusable=1)
    if comparison.refusals:
        return Tally(incomparable=1)
    if comparison.before is None:
        return Tally(only_after=1)
    if comparison.after is None:
        return Tally(only_before=1)
    return Tally(
        compared=1,
        unchanged=int(comparison.is_empty),
        improved=int(comparison.improved(tolerance)),
        worsened=int(comparison.worsened(tolerance)),
        gained=int(comparison.verdict is Direction.BETTER),
        lost=int(comparison.verdict is Direction.WORSE),
    )


class Wanted(NamedTuple):
    """Which comparisons are listed; the totals hold all of them."""

    only: str | None = None
    """worse, better, or verdict: another verdict than before."""
    tolerance: Fraction = ZERO
    """A loss of so many points is none yet, nor is a gain."""

    def holds(self, comparison: Comparison) -> bool:
        """Whether a comparison is one of those asked for."""
        match self.only:
            case "worse":
                return comparison.is_comparable and comparison.worsened(self.tolerance)
            case "better":
                return comparison.is_comparable and comparison.improved(self.tolerance)
            case "verdict":
                return comparison.is_comparable and verdict_changed(comparison)
        return True


ALL = Wanted()


def compares_verdicts(comparison: Comparison) -> bool:
    """Whether verdicts before and after say something of each other.

    Not where a mapping leaves criteria out, nor where several units have each a verdict of its own.
    """
    summed = comparison.count is not None or comparison.total is not None
    return comparison.is_comparable and not comparison.has_members and (comparison.mapping is None or summed)


def verdict_changed(comparison: Comparison) -> bool:
    """Whether the verdict stands otherwise than before, be it higher, lower, or only more or less settled."""
    before, after = comparison.before, comparison.after
    if before is None or after is None or not compares_verdicts(comparison):
        return False
    sides = [(side.standing.status, side.standing.reached, side.standing.candidates) for side in (before, after)]
    return comparison.verdict is not Direction.NEITHER or sides[0] != sides[1]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many gates or criteria changed, and how; those inside them are not counted.

    Each has one direction, so that better, worse and otherwise add up to all; what else is said counts again.
    """

    all: int
    better: int
    worse: int
    answered: int
    missing: int
    proof: int
    incomparable: int

    @property
    def otherwise(self) -> int:
        """Those that changed, but are neither better nor worse."""
        return self.all - self.better - self.worse


def counted(comparison: Comparison) -> Counted:
    """How many gates and criteria of a comparison changed, and how."""
    top = comparison.top()
    directions = [change.direction for change in top]
    kinds = [change.kind for change in top]
    return Counted(
        len(top),
        directions.count(Direction.BETTER),
        directions.count(Direction.WORSE),
        kinds.count(Kind.ANSWERED),
        kinds.count(Kind.MISSING),
        kinds.count(Kind.PROOF),
        kinds.count(Kind.INCOMPARABLE),
    )


def by_most_changed(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Those that were compared: lost verdicts first, then what is worse, then what is better, then all else."""
    return sorted(comparisons, key=_rank)


def _rank(comparison: Comparison) -> tuple[int, int, Fraction, int]:
    count = counted(comparison)
    ends = comparison.total
    points = ZERO if ends is None else min(ends.least, ends.most)
    if comparison.verdict is Direction.WORSE:
        place = 0
    elif count.worse or comparison.worsened():
        place = 1
    elif comparison.verdict is Direction.BETTER:
        place = 2
    elif count.better or comparison.improved():
        place = 3
    else:
        place = 4
    most = points if place <= 1 else -(ZERO if ends is None else max(ends.least, ends.most))
    return place, -count.worse if place <= 1 else -count.better, most, -count.all


class Reached(NamedTuple):
    """A verdict, and how many of the units that were compared reach it or a higher one."""

    id: str
    titles: tuple[Words, ...]
    """What it is called; two where the sets before and after call it otherwise."""
    before: int
    after: int
    gained: int | None
    """None, as `lost`, where a mapping leaves it open how the verdicts of two sets correspond."""
    lost: int | None


def verdicts_reached(comparisons: Iterable[Comparison]) -> list[Reached]:
    """Every verdict that anyone reaches, the highest first, but what only remains when no other is reached.

    Sets that differ have verdicts of their own; one that is only in one of them counts there alone.
    """
    titles: dict[str, set[tuple[int, Words]]] = {}
    lowest: set[str] = set()
    found: dict[str, list[int]] = {}
    compares = False
    for comparison in comparisons:
        compares = compares or compares_verdicts(comparison)
        held = [set[str](), set[str]()]
        for place, (ids, side) in enumerate(zip(held, (comparison.before, comparison.after), strict=True)):
            standing = side.standing if side is not None else None
            if standing is None:
                continue
            for id_, met in standing.verdicts:
                found.setdefault(id_, [0, 0, 0, 0])
                if met is Met.YES:
                    if standing.reached is not None and not ids:
                        titles.setdefault(id_, set()).add((place, standing.reached))
                        lowest.update([id_] if standing.is_lowest else [])
                    ids.add(id_)
        for id_ in held[0] | held[1]:
            was, is_ = id_ in held[0], id_ in held[1]
            found[id_] = [n + one for n, one in zip(found[id_], (was, is_, is_ > was, was > is_), strict=True)]
    named = {id_: _in_order(words) for id_, words in titles.items() if id_ not in lowest}
    reached = (Reached(id_, named[id_], *counts) for id_, counts in found.items() if id_ in named)
    return [each if compares else each._replace(gained=None, lost=None) for each in reached]


def _in_order(titles: set[tuple[int, Words]]) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(title for _, title in sorted(titles)))
