"""Whether one day, or a number of days, is never later than another."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from wardeval.model.base import Day
from wardeval.model.rules import Requirement, Within
from wardeval.overlay.scope import Change


class _Days(NamedTuple):
    """A day in each of four years, one of which is a leap year, and whether its year is fixed."""

    fixed: bool
    dates: tuple[date, ...]


_YEARS = range(2024, 2028)


def on(day: Day | None) -> _Days | None:
    """The day in several years; none where none is given."""
    return None if day is None else _Days(day.year is not None, tuple(day.on(year) for year in _YEARS))


def last_of(requirement: Requirement) -> _Days | None:
    """The last day that counts."""
    found = [each for each in (on(requirement.to),) if each is not None]
    before = on(requirement.before)
    if before is not None:
        found.append(_Days(before.fixed, tuple(first - timedelta(days=1) for first in before.dates)))
    if len({each.fixed for each in found}) != 1:
        return None
    return _Days(found[0].fixed, tuple(map(min, zip(*(each.dates for each in found), strict=True))))


def earlier(one: _Days | None, other: _Days | None) -> Change:
    """Tighter where the second day is never later than the first; both in the same way of naming the year."""
    if one is None or other is None or one.fixed != other.fixed:
        return Change.LOOSER
    if any(first < second for first, second in zip(one.dates, other.dates, strict=True)):
        return Change.LOOSER
    return Change.SAME if one == other else Change.TIGHTER


def shorter(old: Within | None, new: Within | None) -> Change:
    """Tighter where fewer days are left, counted from the same date."""
    if old is None or new is None or old.of != new.of:
        return Change.LOOSER
    was, is_ = _days(old), _days(new)
    # so many days are never more than as many working days
    if was is None or is_ is None or (old.working_days is None) > (new.working_days is None):
        return Change.LOOSER
    return Change.LOOSER if is_ > was else Change.TIGHTER


def _days(within: Within) -> Fraction | None:
    return within.days if within.days is not None else within.working_days
