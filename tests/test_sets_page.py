"""The pages about the sets say what the sets say, byte for byte."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import ROOT
from wardeval.library import Library, Place, built_in

NAMES = ("README.md", "README.vi.md")


@pytest.fixture(scope="module")
def tool() -> SimpleNamespace:
    """The tool in `tools/sets_page.py`."""
    return SimpleNamespace(**runpy.run_path(str(ROOT / "tools" / "sets_page.py")))


@pytest.fixture(scope="module")
def entries(tool: SimpleNamespace) -> Any:
    return tool.entries()


def test_the_pages_are_current_and_every_set_says_enough(tool: SimpleNamespace, entries: Any) -> None:
    """“Run python tools/sets_page.py write”, or give the set its short name, its cases, who could close its gaps."""
    assert list(tool.faults(entries)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_set_and_every_gap_is_on_the_page(name: str) -> None:
    text = (ROOT / "criteria" / name).read_text(encoding="utf-8")
    plain = re.sub(r"\\(.)", r"\1", text)
    library = Library((Place("built-in", built_in()),))
    for id_, _ in library.ids():
        criteria = library.load(id_).criteria
        assert f"\n## {id_}: " in plain
        assert f"| {id_} |" in plain
        for gap in criteria.gaps:
            assert (gap.vi if name.endswith(".vi.md") else gap.en) in plain


def test_a_page_that_is_not_current_is_found(tool: SimpleNamespace, entries: Any, tmp_path: Path) -> None:
    current = tool.pages(entries)
    (tmp_path / "README.md").write_bytes(current["README.md"])
    (tmp_path / "README.vi.md").write_bytes(current["README.vi.md"] + b"\n")
    assert [line.partition(" ")[0] for line in tool.faults(entries, tmp_path)] == ["README.vi.md"]
    (tmp_path / "README.md").unlink()
    assert [line.partition(" ")[0] for line in tool.faults(entries, tmp_path)] == list(NAMES)


def test_what_a_set_does_not_say_is_found(tool: SimpleNamespace, tmp_path: Path) -> None:
    text = (ROOT / "criteria" / "xa-dien-hinh-20-2021.yaml").read_text(encoding="utf-8")
    silent = re.sub(r"short: .*\n", "", text.replace("Ai bổ sung được:", "Có thể hỏi:"))
    (tmp_path / "xa-dien-hinh-20-2021.yaml").write_text(silent, encoding="utf-8")
    found = list(tool.faults(tool.entries(tmp_path), tmp_path))[len(NAMES) :]
    assert [re.search(r"short|who|cases", line)[0] for line in found] == ["short", "who", "cases"]  # type: ignore[index]


@pytest.mark.parametrize("arguments", [[], ["update"], ["check", "write"]])
def test_another_command_is_refused(
    arguments: list[str], tool: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main(arguments) == 2
    assert "write | check" in capsys.readouterr().err


def test_check_says_nothing_where_nothing_is_wrong(tool: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main(["check"]) == 0
    assert capsys.readouterr().out == ""
