"""Formats are quick: a whole country's clean files take no time worth mention, thousands of problems little."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pace import in_seconds
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


@pytest.mark.parametrize("name", RENDER)
def test_a_country_of_clean_files(name: str) -> None:
    checkup = many(3321)
    with in_seconds(0.5, name):
        RENDER[name](checkup, Language(Code.VI))


@pytest.mark.parametrize("name", RENDER)
def test_thousands_of_problems(name: str) -> None:
    checkup = many(3321, 20_000)
    with in_seconds(20, name):
        RENDER[name](checkup, Language(Code.VI))
