"""`wardeval trend`: which unit, which files, exit codes, where it is written."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.series.workspace import AGAIN, WARD, Folder

FULL = {"a": 60, "b": 40}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A workspace with two years of one ward, and one of another."""
    found = Folder(tmp_path / "van-phong")
    found.ward(2020, FULL)
    found.ward(2021, FULL)
    found.ward(2021, FULL, name="Xã Ví Dụ", id_="00200", within=["Huyện Một", "Tỉnh Khác"])
    return found


@pytest.mark.parametrize("wish", ["00100", "Phường Ví Dụ", "phuong vi du", "PHƯỜNG VÍ DỤ"])
def test_a_unit_is_found_by_id_or_name(wish: str, run: Run, folder: Folder) -> None:
    ran = run("trend", wish, folder=folder.path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Phường Ví Dụ, 2020–2021\n")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    {
        "ambiguous": (("vi du",), 2, "“vi du” may be one of 2 units: Phường Ví Dụ (00100, Tỉnh Ví Dụ, 2020–2021); Xã"),
        "ambiguous, but not within": (("vi du", "--within", "tinh khac"), 0, ""),
        "not within": ((WARD, "--within", "Tỉnh Khác"), 2, "no assessment is of “Phường Ví Dụ”"),
        "mistyped": (("Phường Ví Dạ",), 2, "did you mean “Phường Ví Dụ”?"),
        "unknown": (("Hoàng Sa",), 2, "“wardeval trend --all” shows the units there are"),
        "neither": ((), 2, "name one unit, or write --all"),
        "both": ((WARD, "--all"), 2, "name one unit, or write --all"),
        "bad format": ((WARD, "--format", "png"), 2, "--format takes one of"),
        "bad track": ((WARD, "--track", "own"), 2, "--track takes one of"),
        "bad width": ((WARD, "--width", "wide"), 2, "--width takes a number"),
        "no such file": ((WARD, "--in", "nowhere"), 3, "nowhere"),
        "no verifier": ((WARD, "--track", "verified"), 3, "no answers of a verifier"),
        "no such register": ((WARD, "--units", "nowhere.yaml"), 3, "nowhere.yaml"),
        "picture of another kind": ((WARD, "--picture", "a.png"), 2, "ends in .svg"),
        "all": (("--all",), 0, ""),
    }.values(),
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_exit_codes(arguments: tuple[str, ...], code: int, said: str, lang: str, run: Run, folder: Folder) -> None:
    ran = run("trend", *arguments, folder=folder.path, lang=lang)
    assert ran.code == code
    if lang == "en":
        assert said in ran.err
    assert bool(ran.err) is bool(said)


def test_a_reused_code_is_told_by_its_units(run: Run, folder: Folder) -> None:
    folder.ward(2025, FULL, name="Phường Gộp")
    ran = run("trend", "00100", folder=folder.path)
    assert ran.code == 2
    assert "the id “00100” stands for 2 units" in ran.err
    out = run("trend", WARD, "--width", "140", folder=folder.path).out
    assert "since 2025-07-01 the code 00100 is that of “Phường Gộp”: another unit, as far as is known" in out


def test_who_is_told_apart_by_a_place_is_chosen_by_it(run: Run, folder: Folder) -> None:
    folder.units(AGAIN.replace("MADE", '"00100": whole, "00200": part'))
    folder.ward(2024, FULL, within=["Huyện Cũ", "Tỉnh Ví Dụ"])
    folder.ward(2025, {"a": 1, "b": 1})
    for wish in ("00100", WARD):
        ran = run("trend", wish, folder=folder.path)
        assert ran.code == 2
        assert "Huyện Cũ" in ran.err
        said = re.findall(r'((?:"[^"]+"|\S+) --within "[^"]+")', ran.err)
        years = []
        for way in said:
            chosen = run("trend", *shlex.split(way), "--format", "json", folder=folder.path)
            assert chosen.code == 0
            (found,) = json.loads(chosen.out)["trends"]
            years.append(
                [point["period"] for line in found["series"] if line["role"] == "own" for point in line["points"]]
            )
        assert sorted(years) == [[2020, 2021, 2024], [2025]]


def test_one_id_and_one_name_for_several_units_is_no_circle(run: Run, folder: Folder) -> None:
    folder.ward(2024, FULL, name="Phường Cũ", id_="1", within=["Quận Một", "Thành phố A"])
    folder.ward(2025, FULL, name="Phường Mới", id_="1", within=["Thành phố A"])
    folder.ward(2024, FULL, name="Phường Mới", id_="2", within=["Quận Hai", "Thành phố B"])
    by_id, by_name = (run("trend", wish, folder=folder.path).err for wish in ("1", "Phường Mới"))
    assert 'write one of: "Phường Cũ"; 1 --within "Thành phố A"' in by_id
    assert 'write one of: 2; "Phường Mới" --within "Thành phố A"' in by_name
    for wish in ("1", "Phường Mới"):
        ran = run("trend", wish, "--within", "Thành phố A", folder=folder.path)
        assert (ran.code, ran.out.splitlines()[0]) == (0, "Phường Mới, 2025")


def test_units_that_nothing_tells_apart_are_chosen_by_their_files(run: Run, folder: Folder) -> None:
    made = AGAIN.replace("MADE", '"00100": whole, "00200": part').replace("[Huyện Cũ, Tỉnh Ví Dụ]", "[Tỉnh Ví Dụ]")
    folder.units(made)
    folder.ward(2025, FULL)
    ran = run("trend", "00100", folder=folder.path)
    assert (ran.code, "name only the files of the one that is meant with --in" in ran.err) == (2, True)
    ran = run("trend", "00100", "--in", "assessments/2025", folder=folder.path)
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"{WARD}, 2025")


def test_a_bad_file_hides_no_other_and_exits_with_3(run: Run, folder: Folder) -> None:
    folder.ward(2022 + 1, {"zz": 1})
    (folder.path / "assessments" / "hong.yaml").write_text("format: [\n", encoding="utf-8")
    for wish in (WARD, "--all"):
        ran = run("trend", wish, folder=folder.path)
        assert ran.code == 3
        assert "Phường Ví Dụ" in ran.out
        assert len(ran.err.splitlines()) == 2
    assert "2023: no result" in run("trend", WARD, folder=folder.path).out


def test_files_and_folders_may_be_named_from_anywhere(run: Run, folder: Folder, tmp_path: Path) -> None:
    ran = run(
        "trend", WARD, "--in", "van-phong/assessments/2020", "--in", "van-phong/assessments/2021", folder=tmp_path
    )
    assert (ran.code, ran.err) == (0, "")
    assert "2020–2021" in ran.out
    twice = ("--in", "van-phong/assessments", "--in", "van-phong/assessments/2021")
    assert run("trend", WARD, *twice, folder=tmp_path).out == ran.out
    assert run("trend", WARD, folder=tmp_path).code == 2


def test_only_results_of_a_set_are_shown(run: Run, folder: Folder) -> None:
    folder.ward(2021, {"a": "met"}, "khac")
    assert "khac" in run("trend", WARD, folder=folder.path).out
    assert "khac" not in run("trend", WARD, "--set", "thu", folder=folder.path).out


def test_markdown_links_the_picture_from_where_it_stands(run: Run, folder: Folder) -> None:
    (folder.path / "ket qua").mkdir()
    arguments = ("--format", "markdown", "-o", "ket qua/trang.md", "--picture", "ket qua/hình 1.svg")
    ran = run("trend", WARD, *arguments, folder=folder.path)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    page = (folder.path / "ket qua" / "trang.md").read_text(encoding="utf-8")
    assert "![Phường Ví Dụ, 2020–2021](<h%C3%ACnh%201.svg>)" in page
    assert (folder.path / "ket qua" / "hình 1.svg").read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize("option", ["-o", "--picture"])
def test_what_is_read_is_not_overwritten(option: str, run: Run, folder: Folder) -> None:
    path = folder.ward(2019, FULL, file="a.svg.yaml")
    target = path.rename(path.with_name("a.svg")) if option == "--picture" else path
    before = target.read_bytes()
    ran = run("trend", WARD, "--in", "assessments", "--in", str(target), option, str(target), folder=folder.path)
    assert ran.code == 2
    assert target.read_bytes() == before


def test_a_missing_package_is_told_with_how_to_install_it(
    run: Run, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    ran = run("trend", WARD, "--format", "svg", folder=folder.path)
    assert (ran.code, ran.out) == (2, "")
    assert "pip install “wardeval[charts]”" in ran.err


def test_no_workspace_and_no_files_are_told(run: Run, tmp_path: Path) -> None:
    assert "say with --in" in run("trend", "--all", folder=tmp_path).err
    (tmp_path / "leer").mkdir()
    assert run("trend", "--all", "--in", "leer", folder=tmp_path).code == 2
