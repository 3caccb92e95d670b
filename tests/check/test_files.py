"""Which files are checked: named ones, those of folders, those that a pattern fits; each once, in path order."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from tests.check.office import shut
from wardeval.check.files import Listed, listed


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def made(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


def names(found: Listed) -> list[str]:
    return [file.name for file in found.files]


def problems(found: Listed) -> list[tuple[str, str]]:
    return [(str(each.span), each.rule) for each in found.problems]


def test_folders_files_and_patterns_in_path_order_each_once() -> None:
    made("b/2.yaml", "b/10.yaml", "a/1.yml", "a/chú thích.txt", "a b/3.yaml", "a/.hidden.yaml", "b/criteria/set.yaml")
    found = listed(["b", "a", "b/10.yaml", "./b/2.yaml", "**/*.yaml", str(Path("b").resolve())])
    assert names(found) == ["a/1.yml", "a b/3.yaml", "b/10.yaml", "b/2.yaml"]
    assert problems(found) == []
    assert [file.name for file in found.files if file.is_named] == ["b/10.yaml", "b/2.yaml"]
    assert found.folders == (Path("b"), Path("a"), Path("b").resolve())


def test_the_current_folder_is_not_part_of_a_name() -> None:
    made("1.yaml", "x/2.yaml")
    assert names(listed(["."])) == names(listed(["./**"])) == ["1.yaml", "x/2.yaml"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.yaml", ["1.yaml"]),
        ("x/*", ["x/2.yaml", "x/sâu/3.yaml"]),
        ("x/*.yaml", ["x/2.yaml"]),
        ("**/*.yaml", ["1.yaml", "x/2.yaml", "x/sâu/3.yaml"]),
        ("**/s*/", ["x/sâu/3.yaml"]),
        ("x/[0-9].yaml", ["x/2.yaml"]),
        ("?/**/3.yaml", ["x/sâu/3.yaml"]),
    ],
)
def test_patterns(pattern: str, expected: list[str]) -> None:
    made("1.yaml", "x/2.yaml", "x/sâu/3.yaml", "x/units.yaml", "x/ghi-chu.txt", ".git/4.yaml")
    assert names(listed([pattern])) == expected


def test_brackets_in_names_are_no_pattern_where_the_name_is_there() -> None:
    made("[2024] Phường/a.yaml", "[2024] Phường/b [nháp].yaml", "2/a.yaml")
    assert names(listed(["[2024] Phường"])) == ["[2024] Phường/a.yaml", "[2024] Phường/b [nháp].yaml"]
    assert names(listed(["[2024] Phường/b [nháp].yaml"])) == ["[2024] Phường/b [nháp].yaml"]
    assert names(listed(["[2024] Phường/*.yaml"])) == ["[2024] Phường/a.yaml", "[2024] Phường/b [nháp].yaml"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_names_are_found_however_they_are_composed(form: Literal["NFC", "NFD"]) -> None:
    name = normalize("NFD" if form == "NFC" else "NFC", "Phường Đồng Ví Dụ.yaml")
    made(f"ho so/{name}")
    assert names(listed([normalize(form, "ho so/Phường*Dụ.yaml")])) == [f"ho so/{name}"]


def test_a_pattern_that_nothing_fits_is_a_problem_and_hides_nothing() -> None:
    made("a.yaml")
    found = listed(["a.yaml", "b/*.yaml"])
    assert names(found) == ["a.yaml"]
    assert problems(found) == [("b/*.yaml", "missing-file")]


def test_a_named_file_that_is_not_there_is_still_to_be_checked() -> None:
    assert names(listed(["nowhere.yaml"])) == ["nowhere.yaml"]


@pytest.mark.parametrize("name", ["a" * 300, "a" * 300 + ".yaml", "x/" * 3000])
def test_a_name_that_is_too_long_is_that_of_a_file_that_cannot_be_read(name: str) -> None:
    made("b.yaml")
    assert names(listed([name, "b.yaml"])) == sorted([str(Path(name)), "b.yaml"])
    assert problems(listed([f"{name}*"])) == [(f"{name}*", "missing-file")]


def test_a_folder_that_cannot_be_read_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    made("a/1.yaml", "kín/2.yaml")
    shut("kín", monkeypatch)
    found = listed(["."])
    assert names(found) == ["a/1.yaml"]
    assert problems(found) == [("kín", "unreadable-file")]
    assert found.failed


def test_links_are_the_files_that_they_lead_to(tmp_path: Path) -> None:
    made("a/1.yaml")
    Path("b").symlink_to(tmp_path / "a", target_is_directory=True)
    Path("c.yaml").symlink_to(tmp_path / "a" / "1.yaml")
    assert names(listed(["a", "b", "c.yaml"])) == ["a/1.yaml"]
    assert len(listed(["."]).files) == 1


def test_standard_input_takes_the_place_of_the_file_of_its_name() -> None:
    made("a/1.yaml", "a/2.yaml")
    found = listed(["a", "-"], "a/1.yaml")
    assert [(file.name, file.path) for file in found.files] == [("a/1.yaml", None), ("a/2.yaml", Path("a/2.yaml"))]
