"""What many comparisons come to: the totals that are printed, and the exit code, from one value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from wardeval.engine.change import Comparison, Direction, NodeChange, Standing
from wardeval.engine.kinds import Kind
from wardeval.exact import Interval, Met
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
                return comparison.verdict_changed
        return True


ALL = Wanted()


@dataclass(frozen=True, slots=True)
class Counted:
    """How many gates or criteria changed, and how, by the same rule as what worsened; those inside do not count.

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

    def __add__(self, other: Counted) -> Counted:
        return Counted(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def counted(comparison: Comparison, tolerance: Fraction = ZERO) -> Counted:
    """How many gates and criteria of a comparison changed, and how."""
    return counted_in(comparison.gates, tolerance) + counted_in(comparison.criteria, tolerance)


def counted_in(changes: Iterable[NodeChange], tolerance: Fraction = ZERO) -> Counted:
    """How many changed, and how, of the gates alone, or of the criteria alone."""
    found = tuple(changes)
    directions = [change.counts(tolerance) for change in found]
    kinds = [change.kind for change in found]
    return Counted(
        len(found),
        directions.count(Direction.BETTER),
        directions.count(Direction.WORSE),
        kinds.count(Kind.ANSWERED),
        kinds.count(Kind.MISSING),
        kinds.count(Kind.PROOF),
        kinds.count(Kind.INCOMPARABLE),
    )


Rank = tuple[int, int, Fraction, int]


def rank(comparison: Comparison, count: Counted, tolerance: Fraction = ZERO) -> Rank:
    """What changed most stands first: lost verdicts, then what is worse, then what is better, then all else."""
    if comparison.verdict is Direction.WORSE:
        place = 0
    elif comparison.worsened(tolerance):
        place = 1
    elif comparison.verdict is Direction.BETTER:
        place = 2
    elif comparison.improved(tolerance):
        place = 3
    else:
        place = 4
    moved = comparison.points_moved
    return (place, -count.worse, moved, -count.all) if place <= 1 else (place, -count.better, -moved, -count.all)


class Reached(NamedTuple):
    """A verdict, and how many of the units that were compared reach it or a higher one."""

    id: str
    titles: tuple[Words, ...]
    """What it is called; two where the sets before and after call it otherwise."""
    before: Interval
    """From those that surely reach it to those that may."""
    after: Interval
    gained: int | None
    """None, as `lost`, where a mapping leaves it open how the verdicts of two sets correspond."""
    lost: int | None


class Reach(NamedTuple):
    """Where the verdicts of one unit stand, before and after."""

    sets: tuple[str, str]
    before: Standing
    after: Standing
    compares: bool
    """Whether the two say something of each other."""


def reach(comparison: Comparison) -> Reach | None:
    """Where the verdicts of a unit stand, if it could be compared."""
    before, after = comparison.before, comparison.after
    if before is None or after is None or not comparison.is_comparable:
        return None
    sets = (before.set_id, after.set_id)
    return Reach(sets, before.standing, after.standing, comparison.compares_verdicts)


def by_sets(found: Iterable[Reach]) -> list[tuple[tuple[str, str], list[Reached]]]:
    """The verdicts that the units of each pair of sets reach."""
    groups: dict[tuple[str, str], list[Reach]] = {}
    for each in found:
        groups.setdefault(each.sets, []).append(each)
    return [(sets, verdicts_reached(groups[sets])) for sets in sorted(groups)]


def verdicts_reached(units: Iterable[Reach]) -> list[Reached]:
    """Every verdict that anyone reaches or may reach, the highest first, but what only remains when no other is.

    Sets that differ have verdicts of their own; one that is only in one of them counts there alone.
    """
    titles: dict[str, set[tuple[int, Words]]] = {}
    lowest: set[str] = set()
    found: dict[str, list[int]] = {}
    compares = False
    for unit, times in Counter(units).items():
        compares = compares or unit.compares
        mets = [dict(standing.verdicts) for standing in (unit.before, unit.after)]
        for place, standing in enumerate((unit.before, unit.after)):
            for id_, title in _titled(standing):
                titles.setdefault(id_, set()).add((place, title))
            lowest.update(id_ for id_, _ in standing.verdicts[1:][-1:])
        for id_ in dict.fromkeys((*mets[0], *mets[1])):
            old, new = (each.get(id_, Met.NO) for each in mets)
            surely, maybe = ([met is Met.YES for met in (old, new)], [met is not Met.NO for met in (old, new)])
            more = (*surely, *maybe, surely[1] > surely[0], surely[0] > surely[1])
            counts = found.setdefault(id_, [0] * len(more))
            found[id_] = [n + times * one for n, one in zip(counts, more, strict=True)]
    reached = []
    for id_, (*counts, gained, lost) in found.items():
        if id_ not in lowest and any(counts):
            before, after = map(_between, counts[:2], counts[2:])
            reached.append(
                Reached(id_, _in_order(titles.get(id_, set())) or (Words(id_),), before, after, gained, lost)
            )
    return [each if compares else each._replace(gained=None, lost=None) for each in reached]


def _titled(standing: Standing) -> Iterator[tuple[str, Words]]:
    """What the verdicts that are reached, or may be, are called."""
    possible = [id_ for id_, met in standing.verdicts if met is not Met.NO]
    surely = [id_ for id_, met in standing.verdicts if met is Met.YES]
    ids = possible[: possible.index(surely[0]) + 1] if surely else possible
    names = standing.candidates or (() if standing.reached is None else (standing.reached,))
    return zip(ids, names, strict=True) if len(ids) == len(names) else iter(())


def _between(least: int, most: int) -> Interval:
    return Interval(Fraction(least), Fraction(most))


def _in_order(titles: set[tuple[int, Words]]) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(title for _, title in sorted(titles)))
