"""The trend in text and for programs: bars that never say too much, marks between years, a table of all units."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, Run
from tests.series.workspace import AGAIN, LADDER_OF_FOUR, MERGER, WARD, Folder
from wardeval.cli.streams import fitted
from wardeval.exact import Interval
from wardeval.report.chart import KNOWN, LIMIT, OPEN, REST, bar

SCHEMA = json.loads((ROOT / "src/wardeval/schemas/trend-1.json").read_text(encoding="utf-8"))
FULL = {"a": 60, "b": 40}
HOSTILE = "Phường [b]$x_1^2$ | <b>&amp; [red]"
numbers = st.fractions(min_value=0, max_value=100, max_denominator=60)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty workspace."""
    return Folder(tmp_path)


def told(run: Run, folder: Folder, *arguments: str, lang: str = "en") -> str:
    ran = run("trend", *arguments, folder=folder.path, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def cells(out: str, first: str) -> list[str]:
    """The cells of the row of a Markdown table that begins with a text."""
    (row,) = (line for line in out.splitlines() if line.startswith(f"| {first} |"))
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_a_bar_shows_what_is_known_what_is_open_and_the_threshold() -> None:
    interval = Interval(Fraction(50), Fraction(90))
    assert bar(interval, Fraction(100), Fraction(80), 10) == f"{KNOWN * 5}{OPEN * 3}{LIMIT}{OPEN}{REST}"
    assert bar(Interval.exactly(80), Fraction(100), Fraction(80), 10) == f"{KNOWN * 8}{LIMIT}{REST * 2}"
    assert bar(Interval.exactly(0), Fraction(100), None, 10) == REST * 10


def test_what_is_open_is_shown_however_little_it_is() -> None:
    little = Interval(Fraction(501, 10), Fraction(502, 10))
    assert bar(little, Fraction(100), None, 10) == f"{KNOWN * 5}{OPEN}{REST * 4}"
    assert bar(little, Fraction(100), Fraction(503, 10), 10) == f"{KNOWN * 4}{OPEN}{REST}{LIMIT}{REST * 4}"


@given(numbers, numbers, st.none() | numbers, st.integers(min_value=4, max_value=40))
def test_a_bar_is_full_or_at_the_threshold_only_where_the_value_is(
    one: Fraction, other: Fraction, threshold: Fraction | None, width: int
) -> None:
    value, most = Interval(min(one, other), max(one, other)), Fraction(100)
    shown = bar(value, most, threshold, width)
    filled = shown.replace(LIMIT, "")
    assert len(filled) == width
    assert filled == KNOWN * filled.count(KNOWN) + OPEN * filled.count(OPEN) + REST * filled.count(REST)
    assert value.exact is None or OPEN not in filled
    if threshold is None or not 0 < threshold < most:
        assert value.least == most or filled.count(KNOWN) < width
        return
    before, after = shown.split(LIMIT)
    assert (OPEN in before or REST in before) is (value.least < threshold)
    assert value.most >= threshold or (KNOWN not in after and OPEN not in after)


def test_years_bounds_and_bars_stand_in_a_table(run: Run, folder: Folder) -> None:
    folder.ward(2020, {"a": 50})
    folder.ward(2021, {"a": 50, "b": 30})
    out = told(run, folder, WARD, "--format", "markdown")
    row = cells(out, "2020")
    assert row[1:4] == ["undecided: Chưa đạt / Đạt", "50 to 90", "1/2"]
    assert (KNOWN in row[4], OPEN in row[4], LIMIT in row[4]) == (True, True, True)
    assert cells(out, "2021")[1:4] == ["Đạt", "80", "2/2"]
    assert "thu: points, 0 to 100" in out


def test_a_number_that_misses_the_threshold_does_not_read_as_it(run: Run, folder: Folder) -> None:
    folder.ward(2020, {"a": "59.9999", "b": 20})
    assert cells(told(run, folder, WARD, "--format", "markdown"), "2020")[2] == "79.9999"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("width", ["60", "80", "140"])
def test_marks_stand_between_the_years_on_any_page(lang: str, width: str, run: Run, folder: Folder) -> None:
    folder.ward(2018, FULL)
    folder.ward(2021, FULL)
    folder.ward(2022, FULL)
    folder.ward(2023, {"a": 30, "b": 20}, "thu-moi")
    out = told(run, folder, WARD, "--width", width, lang=lang)
    lines = out.splitlines()
    assert max(map(len, lines)) <= int(width)
    if width == "60":  # a record for each year
        return
    places = [next(at for at, line in enumerate(lines) if line.startswith(f"{year}")) for year in (2018, 2021, 2022)]
    assert lines[places[0] + 1].startswith("2019–2020:")
    assert lines[places[2]].startswith("2022:")
    assert "thu → thu-moi" in " ".join(lines[places[2] :])


def test_it_can_be_read_where_there_is_no_unicode(run: Run, folder: Folder) -> None:
    folder.ward(2020, {"a": 50})
    plain = fitted(told(run, folder, WARD), "ascii")
    assert "########+++++|+--" in plain
    assert "# known, + open, | least points" in plain


def test_a_merger_is_told_on_both_sides(run: Run, folder: Folder) -> None:
    folder.units(MERGER)
    folder.ward(2024, FULL)
    folder.ward(2024, {"a": 1, "b": 1}, name="Phường Hai", id_="00200")
    folder.ward(2025, {"a": 30, "b": 30}, name="Phường Gộp")
    out = told(run, folder, "Phường Gộp", "--width", "200")
    assert "2025-07-01: made of all of Phường Ví Dụ [00100]; a part of Phường Hai [00200] (Nghị quyết 1)" in out
    assert "2025-07-01: a part of it went into Phường Gộp [00100] (Nghị quyết 1)" in out
    assert out.index("Phường Hai, before the merger") < out.index("Phường Ví Dụ, before the merger")


@pytest.mark.parametrize("layout", ["table", "markdown", "json"])
def test_foreign_text_stays_data(layout: str, run: Run, folder: Folder) -> None:
    folder.ward(2020, FULL, name=HOSTILE)
    out = told(run, folder, "00100", "--format", layout)
    if layout == "table":
        assert out.startswith(f"{HOSTILE}, 2020\n")
    if layout == "markdown":
        assert r"# Phường \[b\]\$x\_1^2\$ \| \<b\>\&amp; \[red\], 2020" in out
    if layout == "json":
        assert json.loads(out)["trends"][0]["unit"]["name"] == HOSTILE


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_number_is_broken_on_a_page_of_80_columns(lang: str, run: Run, folder: Folder) -> None:
    folder.ward(2020, {"a": "57.79"}, as_of="2020-06-30")
    folder.ward(2021, {"a": "57.78"})
    out = told(run, folder, WARD, lang=lang)
    assert max(map(len, out.splitlines())) <= 80
    first, second = ("57,79–97,79", "57,78–97,78") if lang == "vi" else ("57.79 to 97.79", "57.78 to 97.78")
    assert (out.count(first), out.count(second)) == (1, 1)
    assert sum(KNOWN * 4 in line for line in out.splitlines()) == 2


def test_signs_are_explained_where_they_occur(run: Run, folder: Folder) -> None:
    folder.ward(2020, {"a": 0, "b": 0})
    out = told(run, folder, WARD)
    assert "bars: thu: points, 0 to 100 · │ least points for the highest" in out
    out = told(run, folder, "--all")
    assert out.splitlines()[-1] == "the letter is the verdict"


def test_a_successor_of_the_same_name_and_code_is_of_the_same_territory(run: Run, folder: Folder) -> None:
    folder.units(AGAIN.replace("MADE", '"00100": whole'))
    folder.ward(2024, FULL, within=["Huyện Cũ", "Tỉnh Ví Dụ"])
    folder.ward(2025, FULL)
    out = " ".join(told(run, folder, "00100").split())
    assert "2025-07-01: a new unit of the same territory, name and code, Phường Ví Dụ [00100]" in out
    assert "before “" not in out


def test_each_verdict_above_the_lowest_is_counted(run: Run, folder: Folder) -> None:
    folder.set("bac", LADDER_OF_FOUR)
    folder.ward(2020, {"a": 30, "b": 10}, "bac")
    folder.ward(2020, {"a": 60, "b": 35}, "bac", id_="2", name="Phường Hai")
    folder.ward(2020, {"a": 45}, "bac", id_="3", name="Phường Ba")
    out = told(run, folder, "--all", "--format", "markdown")
    counted = {
        line.split("|")[1].strip("* "): line.split("|")[2].strip("* ") for line in out.splitlines() if "reach" in line
    }
    assert counted == {"reach A": "0 to 3/3", "reach B or higher": "1 to 3/3", "reach C or higher": "1 to 3/3"}
    (total,) = json.loads(told(run, folder, "--all", "--format", "json"))["totals"]
    assert [(each["id"], each["reached"]["least"]["exact"]) for each in total["verdicts"]] == [
        ("xuat-sac", "0"),
        ("tot", "1"),
        ("kha", "1"),
    ]


def test_years_without_a_usable_file_stand_in_order(run: Run, folder: Folder) -> None:
    for year in (2020, 2021):
        folder.ward(year, {"zz": 1}, "thu-moi")
    folder.ward(2024, FULL)
    folder.ward(2025, FULL)
    ran = run("trend", "--all", "--format", "markdown", folder=folder.path)
    assert ran.code == 3
    assert "| Unit | 2020 | 2021 | 2024 | 2025 |" in ran.out
    assert cells(ran.out, "Phường Ví Dụ")[1:] == ["×", "×", "A 100", "A 100"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_more_years_than_a_page_has_room_for_become_tables_set_by_set(lang: str, run: Run, folder: Folder) -> None:
    folder.units(MERGER)
    for year in range(2014, 2022):
        folder.ward(year, {"a": "30.25"})
    for year in (2021, 2023, 2024):
        folder.ward(year, {"a": 30}, "thu-moi", name="Phường Hai", id_="00200")
    out = told(run, folder, "--all", lang=lang)
    lines = out.splitlines()
    assert max(map(len, lines)) <= 80
    heads = [line.split()[1:] for line in lines if line.startswith(("Unit ", "Đơn vị "))]
    years = [word for head in heads for word in head if word.isdigit()]
    assert years == [*map(str, range(2014, 2022)), "2021", "2023", "2024"]
    assert len(heads) > 2
    assert out.count("30–50/50" if lang == "vi" else "30 to 50") + out.count("30–50") >= 3
    assert sum(line.startswith("Phường Hai") for line in lines) == 1
    assert "  - Phường Hai: 2025: " in out


def many(folder: Folder) -> None:
    for name, id_ in (("Phường Đông", "1"), ("Phường Dương", "2"), ("Phường Ất", "3"), ("Phường Ân", "4")):
        folder.ward(2020, {"a": 50, "b": 30} if id_ < "3" else {"a": 1, "b": 1}, name=name, id_=id_)
    folder.ward(2021, {"a": 50}, name="Phường Đông", id_="1")
    folder.ward(2023, {"a": 30, "b": 20}, "thu-moi", name="Phường Ân", id_="4")
    folder.ward(2022, FULL, name="Phường Ất", id_="3")


def test_all_units_have_a_row_in_vietnamese_order_and_totals_by_year(run: Run, folder: Folder) -> None:
    many(folder)
    out = told(run, folder, "--all", "--format", "markdown")
    rows = [line for line in out.splitlines() if line.startswith("| ")]
    assert [row.split("|")[1].strip() for row in rows[2:-1]] == [
        "Phường Ân",
        "Phường Ất",
        "Phường Dương",
        "Phường Đông",
    ]
    assert rows[0] == r"| Unit | 2020 \[1\] | 2021 \[1\] | 2022 \[1\] | 2023 \[2\] |"
    assert cells(out, "Phường Đông")[1:] == ["A 80", "? 50 to 90", "–", "–"]
    assert cells(out, "Phường Ất")[1:] == ["**B 2**", "–", "/", "–"]
    assert [cell.strip() for cell in rows[-1].strip("|").split("|")][1:] == [
        "**2/4**",
        "**0 to 1/1**",
        "**–**",
        "**1/1**",
    ]


def test_sets_that_do_not_follow_each_other_have_tables_of_their_own(run: Run, folder: Folder) -> None:
    folder.ward(2020, FULL)
    folder.ward(2020, {"a": "met"}, "khac", name="Xã Khác", id_="9")
    out = told(run, folder, "--all", "--format", "markdown")
    assert [line for line in out.splitlines() if line.startswith("## ")] == ["## khac", "## thu"]
    assert "2 units over the years" in out


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_json_keeps_its_schema(lang: str, run: Run, folder: Folder) -> None:
    folder.units(MERGER)
    many(folder)
    folder.ward(2024, FULL)
    folder.ward(2025, FULL, name="Phường Gộp", as_of="2025-12-01")
    folder.ward(2024, FULL, name="Phường Ba", id_="00300")
    folder.ward(2026, {}, "khac", name="Phường Ba Mới", id_="00301")
    for wish in ("--all", "Phường Gộp", "00301", "Phường Ân"):
        data = json.loads(told(run, folder, wish, "--format", "json", lang=lang), parse_float=pytest.fail)
        jsonschema.Draft202012Validator(SCHEMA).validate(data)


def test_json_says_exactly_what_may_be_joined(run: Run, folder: Folder) -> None:
    many(folder)
    (found,) = json.loads(told(run, folder, "Phường Ân", "--format", "json"))["trends"]
    (series,) = found["series"]
    assert series["joined"] == [1, 1]
    assert [(mark["kind"], mark["before-point"], mark["related"]) for mark in series["marks"]] == [
        ("absent", 1, None),
        ("set", 1, False),
    ]
    point = series["points"][0]
    assert point["points"]["least"] == {"exact": "2", "decimal": "2"}
    assert point["least-of-the-highest-verdict"]["exact"] == "80"
    totals = json.loads(told(run, folder, "--all", "--format", "json"))["totals"]
    assert [(each["set"], each["period"], each["of"]) for each in totals] == [
        ("thu", 2020, 4),
        ("thu", 2021, 1),
        ("thu-moi", 2023, 1),
    ]
