"""Days beside those of other years."""

from __future__ import annotations

from datetime import date


def in_year(day: date, year: int) -> date:
    """The same day of another year; the last day of February for the 29th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(year, 2, 28) if is_leap_day else day.replace(year=year)
