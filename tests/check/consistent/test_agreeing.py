"""A printed number agrees with an exact one where it is that, rounded to what is written, and misleads nobody."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.building import NO, OPEN, YES, between
from wardeval.check.consistent.agreeing import agrees, in_full
from wardeval.exact import Interval, Met
from wardeval.language import Code, Language
from wardeval.model.printed import printed

EXACT: dict[str, tuple[str, str, tuple[int, ...], Met]] = {
    "the same": ("95,45", "95.45", (), YES),
    "with more zeros": ("95,4500", "95.45", (), YES),
    "rounded": ("95,5", "95.45", (), YES),
    "rounded to nothing behind the comma": ("95", "95.45", (), YES),
    "half up": ("0,13", "0.125", (), YES),
    "half down": ("0,12", "0.125", (), NO),
    "cut off": ("66,66", "200/3", (), NO),
    "thirds": ("66,67", "200/3", (), YES),
    "another number": ("95,54", "95.45", (), NO),
    "rounded up to a threshold": ("80", "79.95", (80,), NO),
    "rounded past a threshold": ("80,1", "80.05", (80,), YES),
    "rounded over a threshold": ("81", "80.6", (80, 81), NO),
    "rounded down to a threshold": ("80", "80.05", (80,), NO),
    "exactly the threshold": ("80", "80", (80,), YES),
    "far from the threshold": ("80", "79.95", (70, 90), YES),
    "from the threshold itself": ("80,5", "80.5", (80,), YES),
    "below 0": ("-0,5", "-0.5", (), YES),
}


@pytest.mark.parametrize(("stated", "exact", "marks", "met"), EXACT.values(), ids=EXACT.keys())
def test_with_an_exact_number(stated: str, exact: str, marks: tuple[int, ...], met: Met) -> None:
    assert agrees(printed(stated), Interval.exactly(Fraction(exact)), map(Fraction, marks)) is met


RANGES: dict[str, tuple[str, Interval, Met]] = {
    "inside": ("17", between(15, 20), OPEN),
    "the least": ("15", between(15, 20), OPEN),
    "the most": ("20", between(15, 20), OPEN),
    "below": ("14,9", between(15, 20), NO),
    "above": ("20,1", between(15, 20), NO),
    "rounded to the least": ("15", between("15.4", 20), OPEN),
    "cut off below the least": ("15,3", between("15.4", 20), NO),
    "rounded to the most": ("20", between(15, "19.5"), OPEN),
}


@pytest.mark.parametrize(("stated", "computed", "met"), RANGES.values(), ids=RANGES.keys())
def test_with_a_range(stated: str, computed: Interval, met: Met) -> None:
    assert agrees(printed(stated), computed) is met


@pytest.mark.parametrize("text", ["98,3333", "98,33", "5", "0,001"])
def test_a_stated_number_is_shown_with_all_its_decimals(text: str) -> None:
    assert Language(Code.VI).text(in_full(printed(text).value)) == text
