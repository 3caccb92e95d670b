"""Whether a number as it is printed agrees with an exact one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from wardeval.engine.context import Context
from wardeval.engine.threshold import sides
from wardeval.exact import Interval, Met, round_half_up
from wardeval.language import MOST_DECIMALS, Apart
from wardeval.model.printed import Printed
from wardeval.model.rules import Requirement


def agrees(stated: Printed, computed: Interval, marks: Iterable[Fraction] = ()) -> Met:
    """Whether a stated number is the computed one; undecided where that is a range and the number lies in it.

    A number agrees as well when it is the computed one rounded half up to the decimals that are written, unless that
    takes it to one of the marks (a threshold, a maximum) or past it: 79.95 beside a threshold of 80 is not 80.
    """
    exact = computed.exact
    if exact is not None:
        return Met.of(stated.value == exact or _is_rounded(stated, exact, marks))
    rounded = computed.round(stated.decimals)
    return Met.UNDECIDED if rounded.least <= stated.value <= rounded.most else Met.NO


def _is_rounded(stated: Printed, exact: Fraction, marks: Iterable[Fraction]) -> bool:
    if round_half_up(exact, stated.decimals) != stated.value:
        return False
    low, high = sorted((stated.value, exact))
    return not any(low <= mark <= high and mark != exact for mark in marks)


def in_full(number: Fraction) -> Apart:
    """A number to be shown as a file may have it: with all its decimals, and its thousands not set apart."""
    return Apart(number, tuple(round_half_up(number, decimals) for decimals in range(2, MOST_DECIMALS)), grouped=False)


def bounds_of(requirement: Requirement | None, context: Context, whole: Fraction | None) -> Iterator[Fraction]:
    """The thresholds of a requirement as numbers, shares being shares of `whole`; none that is not public."""
    for _, parameter in sides(requirement) if requirement is not None else ():
        bound = context.resolve_of(parameter, whole)
        if bound is not None:
            yield bound
