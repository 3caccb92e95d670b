"""The workspace: where it is found, what its file may say, and what a broken one does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Run
from wardeval.language import Code, Language
from wardeval.problems import InputError
from wardeval.workspace import NAME, find_workspace

ENGLISH = Language(Code.EN)


def settle(folder: Path, text: str) -> Path:
    (folder / NAME).write_text(text, encoding="utf-8")
    return folder


def test_it_is_the_nearest_folder_upward(tmp_path: Path) -> None:
    settle(tmp_path, "language: en\n")
    inner = tmp_path / "2023" / "quan-12"
    inner.mkdir(parents=True)
    for start, found in ((inner, tmp_path), (tmp_path, tmp_path)):
        workspace = find_workspace(start)
        assert workspace is not None
        assert (workspace.path, workspace.language) == (found, "en")
    settle(tmp_path / "2023", "language: vi\n")
    nearest = find_workspace(inner)
    assert nearest is not None
    assert (nearest.path, nearest.language) == (tmp_path / "2023", "vi")


def test_a_folder_of_that_name_is_none(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert find_workspace(tmp_path / "a") is None


@pytest.mark.parametrize(
    ("text", "language", "sets", "folder"),
    {
        "all of it": (
            "format: wardeval/workspace/1\nlanguage: vi\nsets: [qd-5764-2021]\nassessments: phuong/ban-tu-cham\n",
            "vi",
            ("qd-5764-2021",),
            "phuong/ban-tu-cham",
        ),
        "one set": ("sets: qd-5764-2021\n", None, ("qd-5764-2021",), "assessments"),
        "only the language": ("language: en\n", "en", (), "assessments"),
        "a slash too many": ("assessments: nop/\n", None, (), "nop"),
    }.values(),
)
def test_what_it_says(text: str, language: str | None, sets: tuple[str, ...], folder: str, tmp_path: Path) -> None:
    workspace = find_workspace(settle(tmp_path, text))
    assert workspace is not None
    assert (workspace.language, workspace.settings.language) == (language, language)
    assert workspace.settings.sets == sets
    assert workspace.assessments == tmp_path / folder


def test_the_workspace_of_the_examples_is_valid() -> None:
    workspace = find_workspace(EXAMPLES)
    assert workspace is not None
    assert workspace.path == EXAMPLES
    assert workspace.settings.language == "vi"


@pytest.mark.parametrize(
    ("text", "place", "said"),
    {
        "empty": ("", (1, 1), "the file is empty; lines like “key: value” are expected"),
        "a list": ("- en\n", (1, 1), "the file does not begin with an entry; lines like “key: value” are expected"),
        "twice": ("language: en\nlanguage: vi\n", (2, 1), "the key “language” is given twice; it is already on line 1"),
        "a slip": ("language: vi\nasessments: nop\n", (2, 1), "the key “asessments” is not known here"),
        "another language": ("language: fr\n", (1, 11), "one of these is expected here: vi; en"),
        "a list of languages": ("language: [en]\n", (1, 11), "one of these is expected here: vi; en"),
        "outside": ("assessments: ../khac\n", (1, 14), "a folder inside the workspace is expected here"),
        "absolute": ("assessments: /srv\n", (1, 14), "a folder inside the workspace is expected here"),
        "a drive": ("assessments: 'C:khac'\n", (1, 14), "a folder inside the workspace is expected here"),
        "backslashes": ("assessments: nop\\2024\n", (1, 14), "a folder inside the workspace is expected here"),
        "no id": ("sets: [a b]\n", (1, 8), "an id is expected here"),
        "another format": (
            "format: wardeval/assessment/1\n",
            (1, 9),
            "one of these is expected here: wardeval/workspace/1",
        ),
    }.values(),
)
def test_a_mistake_is_told_at_its_line(text: str, place: tuple[int, int], said: str, tmp_path: Path) -> None:
    workspace = find_workspace(settle(tmp_path, text))
    assert workspace is not None
    with pytest.raises(InputError) as caught:
        _ = workspace.settings
    (problem,) = caught.value.problems
    assert (problem.span.line, problem.span.column, ENGLISH.text(problem.message)) == (*place, said)


def test_a_slip_is_guessed_at(tmp_path: Path) -> None:
    workspace = find_workspace(settle(tmp_path, "langage: vi\n"))
    assert workspace is not None
    with pytest.raises(InputError) as caught:
        _ = workspace.settings
    (problem,) = caught.value.problems
    assert problem.hint is not None
    assert ENGLISH.text(problem.hint) == "did you mean “language”?"


@pytest.mark.parametrize(
    ("text", "begins"),
    {
        "a mistake beside it": ("language: vi\nset: x\n", "Cách dùng:"),
        "none that is spoken": ("language: fr\n", "Usage:"),
        "a list": ("language: [vi]\n", "Usage:"),
        "broken": ("language: vi\n\t- x\n", "Usage:"),
        "empty": ("", "Usage:"),
    }.values(),
)
def test_a_broken_file_never_stands_in_the_way_of_the_language(
    text: str, begins: str, run: Run, tmp_path: Path
) -> None:
    ran = run("--help", folder=settle(tmp_path, text), lang="")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(begins)


@pytest.mark.parametrize("wish", ["fr", ""])
def test_a_wish_that_is_not_understood_leaves_it_to_the_workspace(wish: str, run: Run, tmp_path: Path) -> None:
    assert run("--help", folder=settle(tmp_path, "language: vi\n"), lang=wish).out.startswith("Cách dùng:")


@pytest.mark.parametrize("arguments", [("score", "a.yaml"), ("criteria", "list"), ("criteria", "show", "qd-5764-2021")])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_broken_file_is_an_error_for_what_needs_the_workspace(
    arguments: tuple[str, ...], lang: str, run: Run, tmp_path: Path
) -> None:
    settle(tmp_path, "sets: []\nlanguages: vi\n")
    (tmp_path / "a.yaml").write_text("x: y\n", encoding="utf-8")
    ran = run(*arguments, folder=tmp_path, lang=lang)
    assert (ran.code, ran.out) == (3, "")
    assert "wardeval.yaml:2:1: " in ran.err
    assert "“language”" in ran.err
