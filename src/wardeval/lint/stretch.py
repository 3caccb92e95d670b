"""Stretches of the number line with open and closed ends: what a band, or a requirement, lets in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from wardeval.problems import Message, say


class Cut(NamedTuple):
    """A place between numbers: just before `value`, or, with `after`, just behind it; `rank` is -1 or 1 at the ends."""

    rank: int
    value: Fraction
    after: bool


LOWEST = Cut(-1, Fraction(0), after=False)
HIGHEST = Cut(1, Fraction(0), after=False)


def cut(value: Fraction | int, *, after: bool, whole: bool = False) -> Cut:
    """The place before or behind a number; among whole numbers, the place before the next one."""
    if whole:
        return Cut(0, Fraction(floor(value) + 1 if after else ceil(value)), after=False)
    return Cut(0, Fraction(value), after)


class Stretch(NamedTuple):
    """The numbers between two cuts."""

    low: Cut
    high: Cut

    @property
    def is_empty(self) -> bool:
        """Whether no number lies inside."""
        return self.low >= self.high

    def meet(self, other: Stretch) -> Stretch:
        """What lies in both."""
        return Stretch(max(self.low, other.low), min(self.high, other.high))

    def inside(self, other: Stretch) -> bool:
        """Whether all of it lies in `other`."""
        return self.is_empty or (other.low <= self.low and self.high <= other.high)

    def without(self, others: Iterable[Stretch]) -> Iterator[Stretch]:
        """What is left of it where the others are taken away."""
        at = self.low
        for other in sorted(other for other in others if not other.is_empty):
            left = Stretch(at, min(other.low, self.high))
            if not left.is_empty:
                yield left
            at = max(at, other.high)
        if at < self.high:
            yield Stretch(at, self.high)

    def text(self, show: Callable[[Fraction], object], *, whole: bool) -> Message | object:
        """The stretch in words."""
        low, high = self.low, self.high
        if whole and not high.rank:
            high = Cut(0, high.value - 1, after=True)
        if not low.rank and not high.rank and low.value == high.value:
            return show(low.value)
        if low.rank and high.rank:
            return say("any answer")
        first = say("above {bound}", bound=show(low.value)) if low.after else say("from {bound}", bound=show(low.value))
        last = say("to {bound}", bound=show(high.value)) if high.after else say("below {bound}", bound=show(high.value))
        if high.rank:
            return first
        return last if low.rank else say("{low}, {high}", low=first, high=last)


EVERYTHING = Stretch(LOWEST, HIGHEST)
FROM_0 = Stretch(cut(0, after=False), HIGHEST)
SHARES = Stretch(cut(0, after=False), cut(1, after=True))


def up_to(most: Fraction | int, *, whole: bool = False) -> Stretch:
    """From 0 to a number, both included."""
    return Stretch(cut(0, after=False), cut(most, after=True, whole=whole))
