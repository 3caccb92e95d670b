"""Numbers beside the answers keep their value and the decimals that they are written with."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from pydantic_core import PydanticCustomError

from wardeval.model.printed import Printed, SumOf, percent, printed, sum_of

NUMBERS = {
    "whole": ("95", Fraction(95), 0),
    "a comma": ("95,45", Fraction(1909, 20), 2),
    "a point": ("95.4500", Fraction(1909, 20), 4),
    "blanks": (" 7,5 ", Fraction(15, 2), 1),
    "below 0": ("-0,5", Fraction(-1, 2), 1),
    "groups of three": ("1.000.000", Fraction(1_000_000), 0),
    "groups with commas": ("12,400,000", Fraction(12_400_000), 0),
}


@pytest.mark.parametrize(("text", "value", "decimals"), NUMBERS.values(), ids=NUMBERS.keys())
def test_a_number_keeps_its_decimals(text: str, value: Fraction, decimals: int) -> None:
    assert printed(text) == Printed(value, decimals)


@pytest.mark.parametrize("text", ["98,33%", "98,33 %", "98.33", " 98,33 "])
def test_a_percent_with_or_without_its_sign(text: str) -> None:
    assert percent(text) == Printed(Fraction(9833, 100), 2)


def test_what_was_added_up() -> None:
    assert sum_of({"Tổ 1": "14", "Tổ 2": "2,5"}) == SumOf({"Tổ 1": Fraction(14), "Tổ 2": Fraction(5, 2)})
    assert sum_of(["2.1", "2.2"]) == SumOf(ids=("2.1", "2.2"))
    assert sum_of("2.1") == SumOf(ids=("2.1",))


REFUSED: dict[str, tuple[Callable[[object], object], object, str]] = {
    "a word": (printed, "nhiều", "“nhiều” is not a number"),
    "nothing": (printed, None, "a number is expected here"),
    "two readings": (printed, "3.321", "can be read in two ways"),
    "a percent below 0": (percent, "-1%", "a percent is 0 or more"),
    "two signs": (percent, "1%%", "“1%” is not a number"),
    "a list of percents": (percent, ["1%"], "a number is expected here"),
    "no number under a name": (sum_of, {"a": None}, "a number is expected here"),
    "nothing added up": (sum_of, {}, "the numbers that were added up are expected here"),
    "an empty list": (sum_of, [], "the numbers that were added up are expected here"),
    "no id": (sum_of, ["2.1 + 2.2"], "an id is expected here"),
    "a sum in words": (sum_of, "2.1 + 2.2", "an id is expected here"),
}


@pytest.mark.parametrize(("read", "value", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(read: Callable[[object], object], value: object, said: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read(value)
    message = (caught.value.context or {})["message"]
    assert said in message.template.format(**message.arguments)
