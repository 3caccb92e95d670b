"""The pages about the rules of `wardeval check` say what the rules say, byte for byte, below what a person wrote."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.conftest import ROOT
from wardeval.check.rules import RULES
from wardeval.language import Code, Language

NAMES = {"checks.md": Code.EN, "checks.vi.md": Code.VI}


@pytest.fixture(scope="module")
def tool() -> SimpleNamespace:
    """The tool in `tools/checks_page.py`."""
    return SimpleNamespace(**runpy.run_path(str(ROOT / "tools" / "checks_page.py")))


def test_the_pages_are_current(tool: SimpleNamespace) -> None:
    assert list(tool.faults()) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_is_on_the_page_and_every_link_leads_to_one(
    name: str, tool: SimpleNamespace, tmp_path: Path
) -> None:
    text = tool.pages(tmp_path)[name].decode()
    plain = re.sub(r"\\(.)", r"\1", text)
    language = Language(NAMES[name])
    anchors = [heading.replace(" ", "-") for heading in re.findall(r"(?m)^### (.*)$", text)]
    assert anchors == [f"{rule.number}-{rule.id}" for rule in RULES]
    assert re.findall(r"\]\(#([^)]*)\)", text) == anchors
    for rule in RULES:
        assert all(language.text(message) in plain for message in rule.page.messages())
        assert text.count(f"```yaml\n{rule.page.fails}```\n") >= 1
        assert text.count(f"```yaml\n{rule.page.passes}```\n") >= 1


def test_what_is_written_by_hand_stays(tool: SimpleNamespace, tmp_path: Path) -> None:
    (tmp_path / "checks.md").write_text(f"# By hand\n\nText.\n\n{tool.MARK}\n\nold\n", encoding="utf-8")
    text = tool.pages(tmp_path)["checks.md"].decode()
    assert text.startswith(f"# By hand\n\nText.\n\n{tool.MARK}\n\n## The rules\n")
    assert "\nold\n" not in text


def test_a_page_that_is_not_current_is_found(tool: SimpleNamespace, tmp_path: Path) -> None:
    assert [line.partition(" ")[0] for line in tool.faults(tmp_path)] == list(NAMES)
    for name, content in tool.pages(tmp_path).items():
        (tmp_path / name).write_bytes(content)
    assert list(tool.faults(tmp_path)) == []
    with (tmp_path / "checks.vi.md").open("ab") as file:
        file.write(b"\n")
    assert [line.partition(" ")[0] for line in tool.faults(tmp_path)] == ["checks.vi.md"]


@pytest.mark.parametrize("arguments", [[], ["update"], ["check", "write"]])
def test_another_command_is_refused(
    arguments: list[str], tool: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main(arguments) == 2
    assert "write | check" in capsys.readouterr().err
