"""Exact numbers and three-valued logic: the arithmetic under every result. No float comes in or goes out."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

MAX_DIGITS = 30
"""The longest number that is read; no count, sum of money or share of a ward is longer."""


class Met(enum.IntEnum):
    """Whether a requirement holds: Kleene's three values, ordered so that `all` is min and `any` is max."""

    NO = 0
    UNDECIDED = 1
    YES = 2

    @classmethod
    def of(cls, holds: bool) -> Met:
        """A decided value."""
        return cls.YES if holds else cls.NO

    @property
    def decided(self) -> bool:
        """Whether no further answer can change it."""
        return self is not Met.UNDECIDED


def every(parts: Iterable[Met]) -> Met:
    """No if any is no; undecided if any is undecided; else yes."""
    return min(parts, default=Met.YES)


def some(parts: Iterable[Met]) -> Met:
    """Yes if any is yes; undecided if any is undecided; else no."""
    return max(parts, default=Met.NO)


def either(first: Met, second: Met) -> Met:
    """The value that two possible worlds share, or undecided."""
    return first if first is second else Met.UNDECIDED


@dataclass(frozen=True, slots=True)
class Interval:
    """An exact number known to lie in `[least, most]`; known exactly when both are equal."""

    least: Fraction
    most: Fraction

    def __post_init__(self) -> None:
        """Refuse an interval that contains nothing."""
        if self.least is not self.most and less(self.most, self.least):
            raise ValueError(f"empty interval [{self.least}, {self.most}]")

    @classmethod
    def exactly(cls, value: Fraction | int) -> Interval:
        """The interval of one number."""
        number = Fraction(value) if isinstance(value, int) else value
        return cls(number, number)

    @property
    def exact(self) -> Fraction | None:
        """The number, where it is known."""
        return self.least if self.least is self.most or self.least == self.most else None

    def __add__(self, other: Interval) -> Interval:
        least = self.least + other.least
        known = self.least is self.most and other.least is other.most
        return Interval(least, least if known else self.most + other.most)

    def times(self, factor: Fraction) -> Interval:
        """Scaled by a number that is not negative."""
        least = self.least * factor
        return Interval(least, least if self.least is self.most else self.most * factor)

    def clamp(self, floor: Fraction | None, cap: Fraction | None) -> Interval:
        """Held between a floor and a cap, where there is one."""
        if floor is None and cap is None:
            return self
        return Interval(_held(self.least, floor, cap), _held(self.most, floor, cap))

    def round(self, decimals: int | None) -> Interval:
        """Both ends rounded half up; rounding keeps order, so the bounds stay bounds."""
        if decimals is None:
            return self
        return Interval(round_half_up(self.least, decimals), round_half_up(self.most, decimals))

    def hull(self, other: Interval) -> Interval:
        """The smallest interval around both."""
        return Interval(
            other.least if less(other.least, self.least) else self.least,
            other.most if less(self.most, other.most) else self.most,
        )

    def contains(self, other: Interval) -> bool:
        """Whether every value of `other` lies inside."""
        return self.least <= other.least and other.most <= self.most


ZERO = Interval.exactly(0)


def less(one: Fraction | int, other: Fraction | int) -> bool:
    """`one < other`, without the checks for other kinds of number that make `Fraction`'s own comparison slow."""
    return one.numerator * other.denominator < other.numerator * one.denominator


def is_negative(value: Fraction) -> bool:
    """`value < 0`, as quickly."""
    return value.numerator < 0


def _held(value: Fraction, floor: Fraction | None, cap: Fraction | None) -> Fraction:
    if floor is not None:
        value = max(value, floor)
    return value if cap is None else min(value, cap)


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """`value` to `decimals` places, halves away from zero: 78.3877 gives 78.39, -0.5 gives -1."""
    scale = 10**decimals
    scaled = abs(value) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, scale)


class NumberError(ValueError):
    """A text is not a number; `reason` says why: form, ambiguous, zeros or digits."""

    def __init__(self, reason: str, text: str) -> None:
        """Keep the reason and the text."""
        super().__init__(f"{reason}: {text[:40]!r}")
        self.reason = reason
        self.text = text


_NUMBER = re.compile(r"(-?)(\d+)(?:[.,](\d+))?\Z", re.ASCII)
_GROUPED = re.compile(r"-?[1-9]\d{0,2}((?:\.\d{3}){2,}|(?:,\d{3}){2,})\Z", re.ASCII)
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}\Z", re.ASCII)


def parse_number(text: str) -> Fraction:
    """The exact number that `text` writes, in Vietnamese (`95,45`, `1.000.000`) or plain (`95.45`) style.

    `3.321` and `3,321` have two readings, three thousand and three, and are refused; so are `010`, `0x10`, `1e3`.
    One leading zero before a single digit (`03`) is how offices write and is understood. Raises `NumberError`.
    """
    if text.isascii() and text.isdigit() and len(text) < (3 if text[0] == "0" else MAX_DIGITS):
        return Fraction(int(text))  # most numbers are counts, which pass all that follows
    if len(text) > MAX_DIGITS + 12:
        raise NumberError("digits" if text.lstrip("-").replace(".", "").isdigit() else "form", text)
    if _AMBIGUOUS.match(text):
        raise NumberError("ambiguous", text)
    if _GROUPED.match(text):
        text = text.replace(".", "").replace(",", "")
    found = _NUMBER.match(text)
    if not found:
        raise NumberError("form", text)
    sign, whole, decimals = found.groups(default="")
    if len(whole) + len(decimals) > MAX_DIGITS:
        raise NumberError("digits", text)
    if whole.startswith("0") and len(whole) > (1 if decimals else 2):
        raise NumberError("zeros", text)
    return Fraction(int(f"{sign}{whole}{decimals}"), 10 ** len(decimals))
