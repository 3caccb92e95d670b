"""Whose file is it: a trend and a comparison of two years never disagree, and no file is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given

from tests.sides.test_pairing import (
    A_AND_C,
    HCM,
    Q1,
    REGISTER,
    SIDES,
    file,
    no_relation,
    side,
)
from wardeval.language import Code, Language
from wardeval.series.identity import Identity, identify
from wardeval.sides.pairing import pair
from wardeval.sides.submission import Submission
from wardeval.units.register import Register

ENGLISH = Language(Code.EN)
Q3 = ("Quận 3", *HCM)


def shown(units: Iterable[Identity]) -> list[list[str]]:
    return sorted(sorted(file.name for file in unit.submissions) for unit in units if unit.submissions)


def wrong(units: Iterable[Identity]) -> set[str]:
    return {file.name for unit in units for file in unit.submissions if file.problems}


def notes(units: Iterable[Identity]) -> list[str]:
    return [ENGLISH.text(note) for unit in units for note in unit.notes]


def together(files: Sequence[Submission], register: Register | None = None) -> list[list[str]]:
    """The files by their units, which are the same in any order."""
    found = [shown(identify(order, register)) for order in permutations(files)]
    assert all(each == found[0] for each in found)
    return found[0]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (file("a"), file("b", period=2024), True),
        (file("a"), file("b", None, period=2024), True),
        (file("a", None, "Xã Hoà"), file("b", None, "xã hòa", 2024), True),
        (file("a", None, "Xã Sơn Hà"), file("b", None, "Xã Sơn Hạ", 2024), True),
        (file("a", None, "Xã Đông Sơn"), file("b", None, "Xã Dong Son", 2024), False),
        (file("a", None, type_="xa"), file("b", None, period=2024), False),
        (file("a", None, within=("Quận A", *HCM)), file("b", None, period=2024, within=("Quận B", *HCM)), False),
        (file("a", "001"), file("b", "002", period=2024), False),
        (file("a", "001", within=Q1), file("b", "002", period=2024, within=Q1), True),
        (file("a", "001", within=Q1), file("b", "002", period=2024, within=Q3), False),
        (file("a", period=2024), file("b", unit="Phường Nhất", period=2026), False),
        (file("a", period=2022), file("b", unit="Phường Nhất"), True),
    ],
)
def test_a_trend_joins_what_a_comparison_pairs(one: Submission, other: Submission, same: bool) -> None:
    assert together([one, other]) == ([["a", "b"]] if same else [["a"], ["b"]])
    assert len(pair(side(one), side(other), None, no_relation)) == (1 if same else 2)


def test_a_name_that_two_units_have_in_one_year_joins_nothing() -> None:
    files = [file("a", "001"), file("b", "002"), file("c", None, period=2024)]
    assert together(files) == [["a"], ["b"], ["c"]]
    assert sum("not paired by name" in note for note in notes(identify(files))) == 3
    files = [file("a", None, within=Q1), file("b", None, period=2024), file("c", None, period=2025, within=Q3)]
    assert together(files) == [["a"], ["b"], ["c"]]


def test_many_years_of_one_name() -> None:
    files = [file(str(year), None, period=year, within=Q1) for year in range(2019, 2024)]
    assert together(files) == [["2019", "2020", "2021", "2022", "2023"]]
    assert notes(identify(files)) == ["files without an id are taken for this unit by their name"]
    files = [file("a", "001", within=Q1), file("b", "002", period=2024, within=Q1)]
    assert notes(identify(files)) == ["files with several ids (001; 002) are taken for this unit by their name"]


def test_of_files_of_one_unit_set_and_day_neither_counts_whatever_they_are_called() -> None:
    for names in permutations("abc"):
        again = [file(names[0]), file(names[1], unit="Phường Mốt"), file(names[2], period=2024)]
        (unit,) = identify(again)
        assert wrong([unit]) == {names[0], names[1]}
    assert wrong(identify([file("a", as_of=date(2023, 4, 1)), file("b")])) == set()
    assert wrong(identify([file("a", set_="x"), file("b", set_="y")])) == set()
    assert wrong(identify([file("a", "1", "Phường A"), file("b", None, "Phường A")], A_AND_C)) == {"a", "b"}
    assert wrong(identify([file("a", "1", "Phường A", 2026), file("b", "1", "Phường C", 2026)], A_AND_C)) == set()


@given(SIDES)
def test_every_file_is_of_one_unit(files: list[Submission]) -> None:
    for register in (None, REGISTER):
        found = identify(files, register)
        names = [file.name for unit in found for file in unit.submissions]
        assert sorted(names) == sorted(file.name for file in files)
        assert shown(identify(files[::-1], register)) == shown(found)
