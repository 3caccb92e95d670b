"""The picture: the same bytes every time, names as they are, a panel of its own for every set."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont
from matplotlib.ft2font import FT2Font

from tests.conftest import Run
from tests.series.workspace import LADDER_OF_FOUR, MERGER, WARD, Folder
from wardeval.exact import Interval
from wardeval.language import Code, Language
from wardeval.library import Library, places
from wardeval.report.chart import Scale
from wardeval.report.picture_panel import Bars, draw, handles, label_above
from wardeval.report.plot import Panel, Slot, panels_of
from wardeval.series.assemble import Assembly
from wardeval.series.gather import gather, reader
from wardeval.series.identity import identify
from wardeval.series.kin import SetKin

FULL = {"a": 60, "b": 40}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty workspace."""
    return Folder(tmp_path)


def drawn(run: Run, folder: Folder, wish: str, lang: str = "en") -> str:
    ran = run("trend", wish, "--format", "svg", folder=folder.path, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    ElementTree.fromstring(ran.out)
    return ran.out


def panels(folder: Folder) -> list[Panel]:
    submissions, _ = gather([folder.path / "assessments"])
    found = places(folder.path, {})
    every = Assembly(identify(submissions), None, SetKin(Library(found)), reader(found, None)())
    return [panel for series in every.trend(every.units[0]).series for panel in panels_of(series, Language(Code.EN))]


def shown(panel: Panel) -> list[tuple[str, str]]:
    return [(slot.label, slot.empty or slot.number) for slot in panel.slots]


def test_every_set_has_a_panel_and_a_scale_of_its_own(folder: Folder) -> None:
    folder.ward(2021, {"a": 50})
    folder.ward(2023, FULL)
    folder.ward(2023, {"a": 30, "b": 20}, "thu-moi")
    first, second = panels(folder)
    assert shown(first) == [("2021", "50 to 90"), ("2022", "no assessment"), ("2023", "100")]
    assert shown(second) == [("2023", "50")]
    assert [panel.scale.most for panel in (first, second) if panel.scale] == [100, 50]
    assert [[place for place, _ in run] for run in first.runs()] == [[0], [2]]
    assert first.slots[0].value == Interval(*map(Interval.exactly(50).least.__class__, (50, 90)))


def test_neighbours_are_joined_and_a_suspended_year_has_a_slot(folder: Folder) -> None:
    for year in (2019, 2020, 2022):
        folder.ward(year, FULL)
    (panel,) = panels(folder)
    assert shown(panel)[-2:] == [("2021", "no assessment"), ("2022", "suspended year")]
    assert [[place for place, _ in run] for run in panel.runs()] == [[0, 1]]
    assert panel.slots[0].limits == (("Đạt", Fraction(80)),)


def test_every_verdict_with_a_public_threshold_has_its_line(folder: Folder) -> None:
    folder.set("bac", LADDER_OF_FOUR)
    folder.ward(2020, {"a": 30}, "bac")
    (panel,) = panels(folder)
    assert panel.limits == (("Tốt", Fraction(90)), ("Khá", Fraction(50)))


def test_a_panel_is_called_by_the_short_title_of_its_set(folder: Folder) -> None:
    folder.set("bac", f"short: {{vi: Bậc thang, en: Ladder}}\n{LADDER_OF_FOUR}")
    folder.ward(2020, FULL)
    folder.ward(2021, {"a": 30}, "bac")
    folder.ward(2023, FULL, "thu")
    assert {panel.set_id: panel.title for panel in panels(folder)} == {"thu": "Thử", "bac": "Ladder"}


@pytest.mark.parametrize(
    ("least", "most", "limit", "above"),
    [(70, 78, 80, False), (70, 70, 80, False), (81, 90, 80, True), (30, 40, 80, True), (0, 78, 80, True)],
)
def test_a_number_stands_where_no_threshold_runs_through_it(least: int, most: int, limit: int, above: bool) -> None:
    value = Interval(Fraction(least), Fraction(most))
    assert label_above(value, (("Đạt", Fraction(limit)),), Fraction(100)) is above


def test_the_most_of_a_scale_has_a_tick(folder: Folder) -> None:
    axes = Figure().subplots()
    panel = Panel("x", Scale(points=False, most=Fraction(22)), slots=[Slot("2020", value=Interval.exactly(21))])
    draw(axes, panel, Language(Code.EN))
    assert [label.get_text() for label in axes.get_yticklabels()] == ["0", "5", "10", "15", "22"]


def test_colours_are_explained_in_the_words_of_the_table_where_they_occur() -> None:
    open_, known = Slot("2020", value=Interval(Fraction(1), Fraction(2))), Slot("2021", value=Interval.exactly(1))
    limits = Slot("2022", limits=(("Đạt", Fraction(1)),))

    def said(*shown: Panel | Bars) -> list[object]:
        return [handle.get_label() for handle in handles(shown, Language(Code.EN))]

    assert said(Panel("x", None, slots=[known])) == ["known"]
    assert said(Panel("x", None, slots=[open_, limits])) == ["open", "least points for a verdict"]
    assert said(Bars("x", "", (("2020", (Interval.exactly(2), 2)),))) == ["reach it"]
    assert said(Bars("x", "", (("2020", (Interval(Fraction(0), Fraction(1)), 2)),))) == ["undecided", "do not reach it"]


def test_many_years_without_an_assessment_share_a_slot(folder: Folder) -> None:
    folder.ward(2005, FULL)
    folder.ward(2020, FULL)
    (panel,) = panels(folder)
    assert [slot.label for slot in panel.slots] == ["2005", "2006–2019", "2020"]
    assert panel.slots[1] == Slot("2006–2019", empty="no assessment")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_same_files_give_the_same_bytes(lang: str, run: Run, folder: Folder) -> None:
    folder.units(MERGER)
    folder.ward(2024, FULL)
    folder.ward(2025, {"a": 30}, name="Phường Gộp")
    for wish in ("Phường Gộp", "--all"):
        first = drawn(run, folder, wish, lang)
        mpl.rcParams["font.size"] = 30  # what a user has settled is not looked at
        try:
            assert drawn(run, folder, wish, lang) == first
            assert mpl.rcParams["font.size"] == 30
        finally:
            mpl.rcdefaults()
        assert not [line for line in first.splitlines() if "dc:date" in line]


def test_another_process_draws_the_same_bytes(run: Run, folder: Folder) -> None:
    folder.ward(2024, FULL)
    command = [sys.executable, "-m", "wardeval", "--lang", "en", "trend", WARD, "--format", "svg"]
    root = Path(__file__).parents[2]
    for seed in ("1", "2"):
        environ = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root / "src"), "HOME": str(folder.path), "PATH": ""}
        ran = subprocess.run(command, capture_output=True, check=True, cwd=folder.path, env=environ)
        assert ran.stdout.decode() == drawn(run, folder, WARD)


@pytest.mark.parametrize(
    "name",
    [
        "Phường $x_1^2$",
        "Phường $\\frac{$",
        "Phường </svg><script>",
        "Phường --> ]]> &lt;",
        "Phường 漢字 \U0001f600",
    ],
)
def test_a_name_is_drawn_as_it_is_written(name: str, run: Run, folder: Folder) -> None:
    folder.ward(2020, FULL, name=name)
    out = drawn(run, folder, "00100")
    assert "<script" not in out
    root = ElementTree.fromstring(out)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    titles = [title.text for title in root.iter("{http://purl.org/dc/elements/1.1/}title")]
    assert f"{name}, 2020" in titles


def test_text_is_drawn_as_shapes_with_every_vietnamese_letter(run: Run, folder: Folder) -> None:
    folder.ward(2020, FULL, name="Phường ẴỘĐữ")
    out = drawn(run, folder, "00100", "vi")
    assert "<text" not in out
    font = FT2Font(findfont("DejaVu Sans"))
    glyphs = {letter: font.get_char_index(ord(letter)) for letter in "ườẴỘĐữ"}
    assert [letter for letter, glyph in glyphs.items() if not glyph or f"#DejaVuSans-{glyph:x}" not in out] == []


def test_a_unit_without_any_result_is_drawn_all_the_same(run: Run, folder: Folder) -> None:
    folder.ward(2022, FULL)
    drawn(run, folder, WARD)
    drawn(run, folder, "--all")
