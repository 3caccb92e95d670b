"""What a check found as a Code Quality report, held against what GitLab asks of one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import ROOT, Golden
from tests.report.checkups import BY_ID, CLEAN, EMPTY, GOOD, HOSTILE, NASTY, SMALL, many, of_texts, problem
from wardeval.check.checkup import Checkup
from wardeval.language import Code, Language
from wardeval.problems import ExitCode, Message, Severity, Span
from wardeval.report import check_gitlab
from wardeval.report.check_gitlab import render
from wardeval.report.check_paths import Checkout
from wardeval.report.foreign import visible

ENGLISH = Language(Code.EN)
VALIDATOR = Draft202012Validator(json.loads((ROOT / "tests/data/schemas/code-quality.json").read_text("utf-8")))


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_gitlab, "by_id", lambda: BY_ID)


def data(checkup: Checkup, checkout: Checkout | None = None) -> Any:
    entries = json.loads(render(checkup, ENGLISH, checkout).encode())
    VALIDATOR.validate(entries)
    return entries


@pytest.mark.parametrize("code", list(Code))
def test_gitlab(golden: Golden, code: Code) -> None:
    golden(f"check-gitlab.{code}.txt", render(SMALL, Language(code)))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize("checkup", [SMALL, NASTY, many(9, 200)], ids=["small", "nasty", "many"])
def test_every_problem_is_an_entry_with_a_mark_of_its_own(checkup: Checkup) -> None:
    entries = data(checkup)
    assert [entry["check_name"] for entry in entries] == [found.rule for found in checkup.problems]
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


@pytest.mark.parametrize("checkup", [CLEAN, EMPTY], ids=["clean", "empty"])
def test_a_clean_run_is_an_empty_list(checkup: Checkup) -> None:
    assert render(checkup, ENGLISH) == "[]\n"


def test_severities() -> None:
    assert [entry["severity"] for entry in data(SMALL)] == ["minor", "major", "info", "critical", "critical"]


@pytest.mark.parametrize(
    ("span", "path", "line"),
    [(Span(f"./{GOOD}"), GOOD, 1), (Span(GOOD, 12, 4), GOOD, 12), (Span("a//b.yaml", 1, 1), "a/b.yaml", 1)],
)
def test_places(span: Span, path: str, line: int) -> None:
    (entry,) = data(Checkup((problem(Message("m"), span, Severity.NOTE),), (), ExitCode.OK))
    assert entry["location"] == {"path": path, "lines": {"begin": line}}


def test_the_file_is_named_from_the_root_of_the_repository() -> None:
    (first, *_) = data(SMALL, Checkout("/repo", "/repo/b"))
    assert first["location"]["path"] == f"b/{GOOD}"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_shown_as_everywhere_else(text: str) -> None:
    for entry in data(of_texts([text])):
        assert entry["description"] == visible(f"{text}; {text}")
