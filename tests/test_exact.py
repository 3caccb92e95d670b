"""Numbers are read exactly or refused; rounding, intervals and three-valued logic do what their tables say."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.building import NO, OPEN, YES, between, exactly
from wardeval.exact import Interval, Met, NumberError, either, every, less, parse_number, round_half_up, some

READ = {
    "95,45": Fraction(9545, 100),
    "95.45": Fraction(9545, 100),
    "1.000.000": Fraction(1_000_000),
    "1,000,000": Fraction(1_000_000),
    "12.345.678": Fraction(12_345_678),
    "-1.000.000": Fraction(-1_000_000),
    "1" + ".000" * 9: Fraction(10**27),
    "3321": Fraction(3321),
    "3,3210": Fraction(3321, 1000),
    "1234.567": Fraction(1_234_567, 1000),
    "03": Fraction(3),
    "00": Fraction(0),
    "0": Fraction(0),
    "-0": Fraction(0),
    "-1": Fraction(-1),
    "-0,5": Fraction(-1, 2),
    "0.500": Fraction(1, 2),
    "0,05": Fraction(1, 20),
    "0.1": Fraction(1, 10),
    "9" * 30: Fraction(10**30 - 1),
    "0," + "3" * 29: Fraction(int("3" * 29), 10**29),
}

REFUSED = {
    "3.321": "ambiguous",
    "3,321": "ambiguous",
    "-3.321": "ambiguous",
    "120.000": "ambiguous",
    "010": "zeros",
    "007": "zeros",
    "03,5": "zeros",
    "0x10": "form",
    "0b1": "form",
    "1e3": "form",
    "1E3": "form",
    "1e400": "form",
    "NaN": "form",
    "nan": "form",
    "inf": "form",
    "-inf": "form",
    ".inf": "form",
    "+5": "form",
    "--5": "form",
    "5 000": "form",
    "5\u00a0000": "form",
    " 5": "form",
    "5\n": "form",
    "1_000": "form",
    "1.000,5": "form",
    "1,000.5": "form",
    "1.000,000": "form",
    "1.00.000": "form",
    "0.000.001": "form",
    "1.000.0000": "form",
    "5.": "form",
    ",5": "form",
    ".": "form",
    "-": "form",
    "": "form",
    "95%": "form",
    "1/2": "form",
    "12:30": "form",
    "\u0663": "form",
    "\uff15": "form",
    "\u00b2": "form",
    "\u22121": "form",
    "năm": "form",
    "9" * 31: "digits",
    "0," + "3" * 30: "digits",
    "9" * 5000: "digits",
    "11" + ".111" * 11: "digits",
    "-" + "9" * 5000: "digits",
    "x" * 5000: "form",
}


@pytest.mark.parametrize(("text", "number"), READ.items(), ids=lambda value: str(value)[:16])
def test_a_number_is_read_exactly(text: str, number: Fraction) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(("text", "reason"), REFUSED.items(), ids=lambda value: ascii(value)[:16])
def test_what_is_not_surely_a_number_is_refused(text: str, reason: str) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(text)
    assert (caught.value.reason, caught.value.text) == (reason, text)


def written(whole: int, decimals: str, mark: str) -> str:
    return f"{whole}{mark}{decimals}" if decimals else str(whole)


@given(
    st.integers(0, 10**15),
    st.text("0123456789", max_size=12).filter(lambda decimals: len(decimals) != 3),
    st.sampled_from(",."),
    st.booleans(),
)
def test_a_decimal_in_either_style_is_read_exactly(whole: int, decimals: str, mark: str, negative: bool) -> None:
    sign = "-" if negative else ""
    expected = Fraction(f"{sign}{whole}.{decimals or 0}")
    assert parse_number(sign + written(whole, decimals, mark)) == expected


@given(st.integers(-(10**24), 10**24).filter(lambda number: abs(number) >= 10**6), st.sampled_from(",."))
def test_groups_of_three_are_read_exactly(number: int, mark: str) -> None:
    assert parse_number(f"{number:,}".replace(",", mark)) == number


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(",."))
def test_one_group_of_three_always_has_two_readings(whole: int, rest: int, mark: str) -> None:
    with pytest.raises(NumberError, match="ambiguous"):
        parse_number(f"{whole}{mark}{rest:03}")


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    with suppress(NumberError):
        assert isinstance(parse_number(text), Fraction)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("783877/10000", 2, "7839/100"),
        ("5/2", 0, "3"),
        ("7/2", 0, "4"),
        ("-1/2", 0, "-1"),
        ("-5/2", 0, "-3"),
        ("-2/5", 0, "0"),
        ("2449999/1000000", 1, "24/10"),
        ("1005/1000", 2, "101/100"),
        ("-1005/1000", 2, "-101/100"),
        ("799999/10000", 1, "80"),
        ("79949/1000", 1, "799/10"),
        ("2/3", 4, "6667/10000"),
        ("0", 2, "0"),
        ("7", 6, "7"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert round_half_up(Fraction(value), decimals) == Fraction(rounded)


@given(st.fractions(), st.integers(0, 6))
def test_rounding_moves_by_half_a_step_at_most(value: Fraction, decimals: int) -> None:
    rounded = round_half_up(value, decimals)
    assert abs(rounded - value) <= Fraction(1, 2 * 10**decimals)
    assert (rounded * 10**decimals).denominator == 1
    assert round_half_up(-value, decimals) == -rounded


EVERY = {
    (): YES,
    (YES,): YES,
    (OPEN,): OPEN,
    (NO,): NO,
    (YES, YES): YES,
    (YES, OPEN): OPEN,
    (YES, NO): NO,
    (OPEN, OPEN): OPEN,
    (OPEN, NO): NO,
    (NO, NO): NO,
}
SOME = {
    (): NO,
    (YES,): YES,
    (OPEN,): OPEN,
    (NO,): NO,
    (YES, YES): YES,
    (YES, OPEN): YES,
    (YES, NO): YES,
    (OPEN, OPEN): OPEN,
    (OPEN, NO): OPEN,
    (NO, NO): NO,
}
EITHER = {
    (YES, YES): YES,
    (YES, OPEN): OPEN,
    (YES, NO): OPEN,
    (OPEN, OPEN): OPEN,
    (OPEN, NO): OPEN,
    (NO, NO): NO,
}


@pytest.mark.parametrize(("parts", "whole"), EVERY.items())
def test_every(parts: tuple[Met, ...], whole: Met) -> None:
    assert every(parts) is every(reversed(parts)) is whole


@pytest.mark.parametrize(("parts", "whole"), SOME.items())
def test_some(parts: tuple[Met, ...], whole: Met) -> None:
    assert some(parts) is some(reversed(parts)) is whole


@pytest.mark.parametrize(("worlds", "shared"), EITHER.items())
def test_either(worlds: tuple[Met, Met], shared: Met) -> None:
    first, second = worlds
    assert either(first, second) is either(second, first) is shared


def test_what_holds_is_decided() -> None:
    assert (Met.of(True), Met.of(False)) == (YES, NO)
    assert [met.decided for met in (NO, OPEN, YES)] == [True, False, True]


def test_an_undecided_part_may_be_either_without_contradiction() -> None:
    for parts in product(Met, repeat=3):
        worlds = list(product(*([NO, YES] if part is OPEN else [part] for part in parts)))
        for combine in (every, some):
            assert {combine(world) for world in worlds} <= ({NO, YES} if combine(parts) is OPEN else {combine(parts)})


def test_an_interval_that_contains_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="empty interval"):
        Interval(Fraction(2), Fraction(1))
    assert Interval(Fraction(1), Fraction(1)).exact == 1


def test_only_a_point_is_exact() -> None:
    assert exactly("7/3").exact == Fraction(7, 3)
    assert Interval(Fraction(1, 2), Fraction(2, 4)).exact == Fraction(1, 2)
    assert between(1, 2).exact is None


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (between(1, 2) + between(10, 30), between(11, 32)),
        (exactly("1/3") + exactly("1/6"), exactly("1/2")),
        (exactly(5) + between(-1, 0), between(4, 5)),
        (between(1, 2) + exactly(5), between(6, 7)),
        (between(1, 4).times(Fraction(3, 2)), between("3/2", 6)),
        (between(1, 4).times(Fraction(0)), exactly(0)),
        (exactly(6).times(Fraction(1, 3)), exactly(2)),
        (between(-3, 9).clamp(Fraction(0), Fraction(5)), between(0, 5)),
        (between(6, 9).clamp(Fraction(0), Fraction(5)), exactly(5)),
        (between(-3, -1).clamp(Fraction(0), None), exactly(0)),
        (between(-3, 9).clamp(None, Fraction(5)), between(-3, 5)),
        (between(-3, 9).clamp(None, None), between(-3, 9)),
        (between("123/100", "125/100").round(1), between("12/10", "13/10")),
        (between("123/100", "124/100").round(1), exactly("12/10")),
        (between("123/100", "125/100").round(None), between("123/100", "125/100")),
        (between("-5/2", "5/2").round(0), between(-3, 3)),
        (between(1, 2).hull(between(5, 6)), between(1, 6)),
        (between(5, 6).hull(between(1, 2)), between(1, 6)),
        (between(1, 9).hull(between(2, 3)), between(1, 9)),
        (exactly(2).hull(exactly(2)), exactly(2)),
    ],
)
def test_arithmetic_of_intervals(found: Interval, expected: Interval) -> None:
    assert found == expected


@pytest.mark.parametrize(
    ("inner", "inside"),
    [
        (between(1, 3), True),
        (exactly(1), True),
        (exactly(3), True),
        (between(1, "301/100"), False),
        (between("99/100", 2), False),
        (exactly(4), False),
    ],
)
def test_one_to_three_contains(inner: Interval, inside: bool) -> None:
    assert between(1, 3).contains(inner) is inside


ENDS = st.fractions(-1000, 1000, max_denominator=1000)
INTERVALS = st.tuples(ENDS, ENDS).map(lambda ends: Interval(min(ends), max(ends)))


@given(ENDS, ENDS)
def test_less_is_the_order_of_fractions(one: Fraction, other: Fraction) -> None:
    assert less(one, other) is (one < other)


@given(INTERVALS, INTERVALS, st.fractions(0, 1), st.fractions(0, 1), st.integers(0, 3))
def test_a_number_inside_stays_inside(
    one: Interval, other: Interval, here: Fraction, there: Fraction, decimals: int
) -> None:
    first = one.least + here * (one.most - one.least)
    second = other.least + there * (other.most - other.least)
    floor, cap = Fraction(-10), Fraction(10)
    assert (one + other).contains(Interval.exactly(first + second))
    assert one.times(Fraction(7, 3)).contains(Interval.exactly(first * Fraction(7, 3)))
    assert one.clamp(floor, cap).contains(Interval.exactly(min(max(first, floor), cap)))
    assert one.round(decimals).contains(Interval.exactly(round_half_up(first, decimals)))
    assert one.hull(other).contains(one)
    assert one.hull(other).contains(other)
