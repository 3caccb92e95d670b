"""Numbers and dates in their usual form: the same ones, and none where there are two readings."""

from __future__ import annotations

import pytest

from wardeval.check.mend.canonical import date, number
from wardeval.exact import parse_number

NUMBERS = {
    "03": "3",
    "00": "0",
    "1.000.000": "1000000",
    "1,000,000": "1000000",
    "-1.000.000": "-1000000",
    "1.234.567.890": "1234567890",
    "95.45": "95,45",
    "3.3210": "3,3210",
    "0.321": "0,321",
    "1234.567": "1234,567",
    " 7 ": "7",
    "97.5 %": "97,5%",
    "14 / 15": "14/15",
    "014/15": None,
    "04/15": "4/15",
    "1.000.000/1.000.001": "1000000/1000001",
    "3.321": None,
    "3,321": None,
    "010": None,
    "1e3": None,
    "1/2/3": None,
    "đạt": None,
    "": None,
    "/": None,
    "-0": "-0",
    "95,45": "95,45",
    "3": "3",
}


@pytest.mark.parametrize(("text", "usual"), NUMBERS.items())
def test_a_number_in_its_usual_form(text: str, usual: str | None) -> None:
    assert number(text) == usual
    assert usual is None or number(usual) == usual


@pytest.mark.parametrize("text", [text for text in NUMBERS if NUMBERS[text] and not set(text) & set("%/")])
def test_it_is_the_same_number(text: str) -> None:
    assert parse_number(str(number(text))) == parse_number(text.strip())


@pytest.mark.parametrize(
    ("text", "usual"),
    {
        "2023-02-10": "10/02/2023",
        "2023-2-1": "01/02/2023",
        "1/2/2023": "01/02/2023",
        "1.2.2023": "01/02/2023",
        "01-02-2023": "01/02/2023",
        "10/02/2023": "10/02/2023",
        "02/13/2023": None,
        "31/02/2023": None,
        "2/2023": None,
        "chưa": None,
    }.items(),
)
def test_a_date_in_its_usual_form(text: str, usual: str | None) -> None:
    assert date(text) == usual
