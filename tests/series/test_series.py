"""The lines of a unit: what belongs together, what breaks, what is marked; the order of files never matters."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.series.workspace import MERGER, WARD, Folder, points_set
from wardeval.exact import Interval
from wardeval.library import Library, places
from wardeval.problems import Problem
from wardeval.series.assemble import Assembly
from wardeval.series.choose import chosen
from wardeval.series.gather import gather, reader
from wardeval.series.identity import Identity, identify
from wardeval.series.kin import SetKin
from wardeval.series.line import Mark, MarkKind, Role, Series, Trend
from wardeval.units.register import load_register

FULL = {"a": 60, "b": 40}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty workspace."""
    return Folder(tmp_path)


def assembly(
    folder: Folder, sets: tuple[str, ...] = (), order: Callable[[list[Path]], object] | None = None
) -> Assembly:
    """All that there is, read from files in any order."""
    files = list((folder.path / "assessments").rglob("*.yaml"))
    if order is not None:
        order(files)
    submissions, problems = gather(files)
    assert problems == list[Problem]()
    file = folder.path / "units.yaml"
    register = load_register(file) if file.exists() else None
    found = places(folder.path, {})
    return Assembly(identify(submissions, register), register, SetKin(Library(found)), reader(found, None)(), sets)


def only(found: tuple[Identity, ...]) -> Identity:
    (one,) = found
    return one


def trend(folder: Folder, wish: str = WARD, **more: object) -> Trend:
    every = assembly(folder, **more)  # type: ignore[arg-type]
    return every.trend(only(chosen(wish, every.units)))


def line(folder: Folder, wish: str = WARD) -> Series:
    (series,) = trend(folder, wish).series
    return series


def kinds(series: Series) -> list[tuple[MarkKind, int, int]]:
    """What the marks are, where they stand, and the first year that they are about."""
    return [(mark.kind, mark.place, mark.first) for mark in series.marks]


def runs(series: Series) -> list[list[int]]:
    return [[point.side.period for point in run] for run in series.runs()]


def marked(series: Series, kind: MarkKind) -> Mark:
    (mark,) = (mark for mark in series.marks if mark.kind is kind)
    return mark


def test_years_stand_in_order_with_their_bounds(folder: Folder) -> None:
    folder.ward(2021, {"a": 50})
    folder.ward(2020, {"a": 40, "b": 10})
    found = line(folder)
    totals = [point.side.total.points for point in found.points if point.side.total]
    assert totals == [Interval.exactly(50), Interval(Fraction(50), Fraction(90))]
    assert runs(found) == [[2020, 2021]]
    assert found.marks == ()
    assert [point.top for point in found.points] == [80, 80]


def test_the_order_of_files_never_matters(folder: Folder) -> None:
    folder.units(MERGER)
    for year in (2019, 2020, 2022, 2023):
        folder.ward(year, FULL)
    folder.ward(2023, {"a": 1}, "thu-moi")
    folder.ward(2021, FULL, id_=None)
    folder.ward(2024, FULL, name="Phường Hai", id_="00200")
    folder.ward(2025, FULL, "thu-moi", name="Phường Gộp")
    expected = trend(folder, "Phường Gộp")
    for seed in range(5):
        assert trend(folder, "Phường Gộp", order=random.Random(seed).shuffle) == expected


def test_a_year_without_a_file_is_marked_and_breaks_the_line(folder: Folder) -> None:
    for year in (2017, 2018, 2021):
        folder.ward(year, FULL)
    found = line(folder)
    assert kinds(found) == [(MarkKind.ABSENT, 2, 2019)]
    assert found.marks[0].last == 2020
    assert runs(found) == [[2017, 2018], [2021]]


def test_a_suspended_year_is_no_result_and_no_absence(folder: Folder) -> None:
    for year in (2021, 2022, 2023):
        folder.ward(year, FULL)
    found = line(folder)
    assert kinds(found) == [(MarkKind.SUSPENDED, 1, 2022)]
    assert runs(found) == [[2021], [2023]]
    assert assembly(folder).items == ()


def test_a_file_with_mistakes_is_a_mark_and_a_problem(folder: Folder) -> None:
    folder.ward(2020, FULL)
    path = folder.ward(2021, {"zz": 1})
    every = assembly(folder)
    (found,) = every.trend(every.units[0]).series
    assert kinds(found) == [(MarkKind.UNUSABLE, 1, 2021)]
    assert marked(found, MarkKind.UNUSABLE).before == str(path)
    problems = [problem.rule for item in every.items for problem in getattr(item, "problems", ())]
    assert problems == ["unknown-id"]


def test_another_set_of_the_family_breaks_the_line_even_in_one_year(folder: Folder) -> None:
    folder.ward(2022 + 1, FULL)
    folder.ward(2021, FULL)
    folder.ward(2023, {"a": 30, "b": 20}, "thu-moi")
    folder.ward(2024, {"a": 30, "b": 20}, "thu-moi")
    found = line(folder)
    assert found.sets == ("thu", "thu-moi")
    assert [(point.side.period, point.side.set_id) for point in found.points] == [
        (2021, "thu"),
        (2023, "thu"),
        (2023, "thu-moi"),
        (2024, "thu-moi"),
    ]
    assert runs(found) == [[2021], [2023], [2023, 2024]]
    mark = marked(found, MarkKind.SET)
    assert (mark.place, mark.before, mark.after, mark.mapping) == (2, "thu", "thu-moi", None)


def test_sets_that_nothing_relates_are_lines_of_their_own(folder: Folder) -> None:
    folder.ward(2020, FULL)
    folder.ward(2021, {"a": "met"}, "khac")
    folder.ward(2022 + 1, FULL)
    found = trend(folder).series
    assert [(series.sets, runs(series)) for series in found] == [(("khac",), [[2021]]), (("thu",), [[2020], [2023]])]


def test_sets_that_follow_by_replaces_are_one_line(folder: Folder) -> None:
    folder.set("sau", points_set(100, 80, "replaces: {set: khac}\n"))
    folder.ward(2020, {"a": "met"}, "khac")
    folder.ward(2021, FULL, "sau")
    assert line(folder).sets == ("khac", "sau")


def test_sets_used_side_by_side_are_not_one_line(folder: Folder) -> None:
    for year in (2020, 2021, 2023):
        folder.ward(year, FULL)
        folder.ward(year, {"a": 30, "b": 20}, "thu-moi")
    assert [series.sets for series in trend(folder).series] == [("thu",), ("thu-moi",)]


def test_only_the_sets_asked_for_are_lines(folder: Folder) -> None:
    folder.ward(2020, FULL)
    folder.ward(2021, {"a": "met"}, "khac")
    folder.ward(2023, {"a": 1}, "thu-moi")
    assert [series.sets for series in trend(folder, sets=("khac",)).series] == [("khac",)]
    assert [series.sets for series in trend(folder, sets=("thu",)).series] == [("thu", "thu-moi")]


def test_of_two_files_of_one_time_neither_counts(folder: Folder) -> None:
    folder.ward(2019, FULL)
    folder.ward(2020, FULL)
    folder.ward(2020, {"a": 1, "b": 1})
    found = line(folder)
    assert kinds(found) == [(MarkKind.UNUSABLE, 1, 2020), (MarkKind.UNUSABLE, 1, 2020)]
    assert runs(found) == [[2019]]


def test_two_days_of_one_year_are_two_points(folder: Folder) -> None:
    folder.ward(2023, FULL, as_of="2023-11-30")
    folder.ward(2023, {"a": 1, "b": 1}, as_of="2023-04-30")
    found = line(folder)
    assert [point.side.as_of for point in found.points] == [date(2023, 4, 30), date(2023, 11, 30)]
    assert found.marks == ()


def test_another_track_is_marked(folder: Folder) -> None:
    folder.ward(2020, FULL)
    folder.ward(2021, FULL, verified={"by": "Tỉnh", "answers": {"a": "50"}})
    mark = marked(line(folder), MarkKind.TRACK)
    assert (mark.place, mark.before, mark.after) == (1, "self", "verified")


def test_a_code_given_anew_is_another_unit_unless_a_register_says_otherwise(folder: Folder) -> None:
    folder.ward(2024, FULL)
    folder.ward(2025, FULL, name="Phường Gộp")
    every = assembly(folder)
    assert [unit.unit.name for unit in every.units] == [WARD, "Phường Gộp"]
    (old,), (new,) = (every.own(unit) for unit in every.units)
    assert kinds(old) == [(MarkKind.REUSED, 1, 2025)]
    assert kinds(new) == [(MarkKind.REUSED, 0, 2025)]
    assert old.marks[0].units[0].unit.name == "Phường Gộp"
    assert len(chosen("00100", every.units)) == 2


@pytest.mark.parametrize(
    ("name", "as_of", "units"),
    [(WARD, None, 1), ("phuong vi du", None, 1), ("Phường Gộp", "2025-03-01", 1), ("Phường Gộp", "2025-08-01", 2)],
)
def test_within_2025_the_day_or_the_name_tells_which_unit_is_meant(
    name: str, as_of: str | None, units: int, folder: Folder
) -> None:
    folder.ward(2024, FULL)
    folder.ward(2025, FULL, name=name, as_of=as_of)
    assert len(assembly(folder).units) == units


def test_another_name_under_one_id_is_marked(folder: Folder) -> None:
    folder.ward(2020, FULL)
    folder.ward(2021, FULL, name="Phường Mới")
    mark = marked(line(folder, "Phường Mới"), MarkKind.RENAMED)
    assert (mark.before, mark.after) == (WARD, "Phường Mới")


def test_files_without_an_id_join_by_name_with_a_note(folder: Folder) -> None:
    folder.ward(2020, FULL)
    folder.ward(2021, FULL, id_=None, name="phường ví dụ")
    found = trend(folder)
    assert [point.side.period for point in found.series[0].points] == [2020, 2021]
    assert len(found.notes) == 1
    assert found.unit.id == "00100"


def test_one_name_in_two_places_is_two_units(folder: Folder) -> None:
    folder.ward(2020, FULL, id_=None, within=["Tỉnh A"])
    folder.ward(2021, FULL, id_=None, within=["Tỉnh B"])
    assert len(assembly(folder).units) == 2


def test_names_that_differ_in_tones_are_two_units_where_both_have_a_file_of_one_year(folder: Folder) -> None:
    for name in ("Xã Tân Thạnh", "Xã Tân Thành"):
        folder.ward(2020, FULL, id_=None, name=name)
    assert len(assembly(folder).units) == 2
    assert [unit.unit.name for unit in chosen("Xã Tân Thành", assembly(folder).units)] == ["Xã Tân Thành"]
    assert len(chosen("xa tan thanh", assembly(folder).units)) == 2


def test_a_merger_leaves_every_unit_its_own_line(folder: Folder) -> None:
    folder.units(MERGER)
    folder.ward(2023, FULL)
    folder.ward(2024, {"a": 10, "b": 10})
    folder.ward(2024, FULL, name="Phường Hai", id_="00200")
    folder.ward(2025, {"a": 30, "b": 30}, name="Phường Gộp")
    found = trend(folder, "Phường Gộp")
    assert [(series.unit.name, series.role, len(series.points)) for series in found.series] == [
        ("Phường Hai", Role.ORIGIN, 1),
        (WARD, Role.ORIGIN, 2),
        ("Phường Gộp", Role.OWN, 1),
    ]
    made_of = marked(found.series[2], MarkKind.MADE_OF)
    assert [(kin.unit.name, kin.whole) for kin in made_of.units] == [(WARD, True), ("Phường Hai", False)]
    assert (made_of.day, made_of.decision, made_of.place) == (date(2025, 7, 1), "Nghị quyết 1", 0)
    became = marked(found.series[0], MarkKind.BECAME)
    assert ([(kin.unit.name, kin.whole) for kin in became.units], became.place) == ([("Phường Gộp", False)], 1)
    totals = [point.side.total for point in found.series[2].points]
    assert [total.points for total in totals if total] == [Interval.exactly(60)]


def test_a_predecessor_shows_what_it_went_into(folder: Folder) -> None:
    folder.units(MERGER)
    folder.ward(2024, FULL)
    folder.ward(2025, FULL, name="Phường Gộp")
    found = trend(folder, WARD)
    assert [(series.unit.name, series.role) for series in found.series] == [
        (WARD, Role.OWN),
        ("Phường Gộp", Role.SUCCESSOR),
    ]


def test_a_unit_that_only_got_another_name_and_code_is_one_line(folder: Folder) -> None:
    folder.units(MERGER)
    folder.ward(2024, FULL, name="Phường Ba", id_="00300")
    folder.ward(2025, FULL, name="Phường Ba Mới", id_="00301")
    found = line(folder, "00301")
    assert [point.side.period for point in found.points] == [2024, 2025]
    mark = marked(found, MarkKind.RENAMED)
    assert (mark.place, mark.decision) == (1, "Nghị quyết 2")
    assert (mark.before, mark.after) == ("Phường Ba [00300]", "Phường Ba Mới [00301]")
    assert runs(found) == [[2024, 2025]]


def test_a_unit_is_found_through_what_it_was_made_of_though_it_has_no_file(folder: Folder) -> None:
    folder.units(MERGER)
    folder.ward(2024, FULL)
    found = trend(folder, "Phường Gộp")
    assert [(series.unit.name, len(series.points)) for series in found.series] == [(WARD, 1), ("Phường Gộp", 0)]
