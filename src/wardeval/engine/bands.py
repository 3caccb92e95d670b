"""Bands: whether one contains a number or a day, and how it is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from wardeval.language import Share
from wardeval.model.rules import Band, Limit
from wardeval.problems import Message, say

Measured = Fraction | date | None


def holds(band: Band, value: Measured, period: int) -> bool:
    """Whether a band contains a number or a day."""
    if value is None:
        return band.from_ is band.above is band.to is band.below is None
    checks: tuple[tuple[Limit | None, Callable[[Measured, Measured], bool]], ...] = (
        (band.from_, lambda end, found: end <= found),  # type: ignore[operator]
        (band.above, lambda end, found: end < found),  # type: ignore[operator]
        (band.to, lambda end, found: found <= end),  # type: ignore[operator]
        (band.below, lambda end, found: found < end),  # type: ignore[operator]
    )
    return all(end is None or inside(_end(end, period), value) for end, inside in checks)


def _end(end: Limit, period: int) -> Measured:
    return end.value if isinstance(end.value, Fraction) else end.value.on(period)


def band_text(band: Band) -> Message:
    """A band in words, as a decision would write it."""
    low, high = band.from_ or band.above, band.to or band.below
    if low is None and high is None:
        return say("everything else")
    days = "day" in {end.kind for end in (low, high) if end is not None}
    template = _BANDS[days, _side(band.from_, low), _side(band.to, high)].template
    ends = {name: limit_text(end) for name, end in (("low", low), ("high", high)) if end is not None}
    return Message(template, ends)


def _side(included: Limit | None, end: Limit | None) -> bool | None:
    """Whether an end of a band belongs to it; none where there is no end."""
    return None if end is None else included is not None


_BANDS = {
    (False, True, True): say("from {low} to {high}"),
    (False, True, False): say("from {low} to below {high}"),
    (False, False, True): say("above {low} to {high}"),
    (False, False, False): say("above {low} to below {high}"),
    (False, True, None): say("from {low} up"),
    (False, False, None): say("above {low}"),
    (False, None, True): say("up to {high}"),
    (False, None, False): say("below {high}"),
    (True, True, True): say("from {low} to {high}"),
    (True, True, False): say("on {low} or after, before {high}"),
    (True, False, True): say("after {low}, to {high}"),
    (True, False, False): say("after {low}, before {high}"),
    (True, True, None): say("on {low} or after"),
    (True, False, None): say("after {low}"),
    (True, None, True): say("on {high} or before"),
    (True, None, False): say("before {high}"),
}
"""A band in words: of days or not; whether its low end and its high end belong to it."""


def limit_text(end: Limit) -> object:
    """The end of a band, ready to be put into a message."""
    if isinstance(end.value, Fraction):
        return Share(end.value) if end.kind == "share" else end.value
    return str(end.value)
