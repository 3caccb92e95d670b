"""A sum is shown as people write it."""

from __future__ import annotations

from fractions import Fraction

from wardeval.check.consistent.sums import added
from wardeval.language import Code, Language

VIETNAMESE = Language(Code.VI)


def test_a_sum_in_full() -> None:
    assert VIETNAMESE.text(added([Fraction(14), Fraction(13, 2), Fraction(3)])) == "14 + 6,5 + 3 = 23,5"
    assert VIETNAMESE.text(added([Fraction(1, 8), Fraction(1, 8)])) == "0,125 + 0,125 = 0,25"


def test_of_very_many_numbers_only_what_they_come_to() -> None:
    english = Language(Code.EN)
    assert english.text(added([Fraction(1)] * 12)).count("+") == 11
    assert english.text(added([Fraction(1)] * 13)) == "the sum of the 13 numbers is 13"
