"""Formats are quick: a whole country's clean files take no time worth mention, thousands of problems little."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time_ns

import pytest

from tests.report.checkups import TEXT, many
from wardeval.check.checkup import Checkup
from wardeval.language import Code, Language
from wardeval.report import (
    check_github,
    check_gitlab,
    check_json,
    check_junit,
    check_markdown,
    check_sarif,
    check_text,
    terminal_check,
)
from wardeval.report.terminal_rows import Page

LINES = TEXT.splitlines() * 10
RENDER: dict[str, Callable[[Checkup, Language], str]] = {
    "text": check_text.render,
    "terminal": lambda checkup, language: terminal_check.render(checkup, language, Page(colour=True), lambda _: LINES),
    "github": check_github.render,
    "sarif": check_sarif.render,
    "junit": check_junit.render,
    "gitlab": check_gitlab.render,
    "json": check_json.render,
    "markdown": check_markdown.render,
}


def milliseconds(name: str, checkup: Checkup, tries: int) -> int:
    """The best of some tries, of this process alone."""
    language, taken = Language(Code.VI), []
    for _ in range(tries):
        before = process_time_ns()
        RENDER[name](checkup, language)
        taken.append((process_time_ns() - before) // 1_000_000)
    return min(taken)


@pytest.mark.parametrize("name", RENDER)
def test_a_country_of_clean_files(name: str) -> None:
    assert milliseconds(name, many(3321), 10) < 500


@pytest.mark.parametrize("name", RENDER)
def test_thousands_of_problems(name: str) -> None:
    assert milliseconds(name, many(3321, 20_000), 3) < 20_000
