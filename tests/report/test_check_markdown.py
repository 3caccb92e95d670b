"""What a check found as Markdown, read by the parser that GitHub uses: nothing that people write becomes markup."""

from __future__ import annotations

import html
import re

import cmarkgfm  # type: ignore[import-untyped]
import pytest

from tests.conftest import Golden
from tests.report.checkups import CLEAN, EMPTY, HOSTILE, NASTY, SMALL, many, of_texts
from wardeval.check.checkup import Checkup
from wardeval.language import Code, Language
from wardeval.problems import Severity
from wardeval.report.check_markdown import COMMENT, SUMMARY, render
from wardeval.report.foreign import visible

ENGLISH = Language(Code.EN)
ADDRESS = "https://example.invalid"
"""An address that stands in a text alone becomes a link, which shows where it leads."""

TAGS = {"h2", "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td"}


def page(text: str) -> str:
    """The page that GitHub makes of it, with HTML left in, so that it would be seen."""
    return str(cmarkgfm.github_flavored_markdown_to_html(text, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE))


def rows(text: str) -> list[list[str]]:
    """The cells of every row of the tables, without those of their heads."""
    found = re.findall("<tr>(.*?)</tr>", page(text), re.DOTALL)
    cells = (re.findall("<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in found)
    return [[html.unescape(re.sub("</?strong>|</?a[^>]*>", "", cell)) for cell in row] for row in cells if row]


def left(text: str) -> int:
    """How many problems the last line counts as not shown."""
    last = text.rstrip().splitlines()[-1]
    return sum(map(int, re.findall(r"([\d]+) (?:errors?|warnings?|notes?)", last.replace(",", ""))))


@pytest.mark.parametrize("code", list(Code))
def test_markdown(golden: Golden, code: Code) -> None:
    golden(f"check-markdown.{code}.txt", render(SMALL, Language(code)))


@pytest.mark.parametrize("checkup", [CLEAN, EMPTY], ids=["clean", "empty"])
def test_a_clean_run_is_its_verdict(checkup: Checkup) -> None:
    text = render(checkup, ENGLISH)
    assert "check passed" in text
    assert "|" not in text


def test_every_problem_is_a_row() -> None:
    assert [(row[0], row[1], row[3]) for row in rows(render(SMALL, ENGLISH))] == [
        ("3:10", "warning", "fictional-gap"),
        ("4:2", "error", "fictional-gap"),
        ("", "note", "fictional-gap"),
        ("", "error", "fictional-fault"),
        ("7:1", "error", "of-a-set"),
    ]


def test_nothing_becomes_markup() -> None:
    found = page(render(NASTY, ENGLISH, SUMMARY))
    assert set(re.findall(r"<([a-z0-9]+)", found)) - {"a"} == TAGS
    assert {(to, said) for to, said in re.findall(r'<a href="([^"]*)">(.*?)</a>', found)} == {(ADDRESS, ADDRESS)}
    assert len(rows(render(NASTY, ENGLISH, SUMMARY))) == len(NASTY.problems)
    assert found.count("<h3>") == len(HOSTILE)


@pytest.mark.parametrize("text", HOSTILE[:-1], ids=range(len(HOSTILE) - 1))
def test_a_hostile_text_is_shown_as_everywhere_else(text: str) -> None:
    shown = visible(f"{text}; {text}")
    for row in rows(render(of_texts([text]), ENGLISH)):
        assert " ".join(row[2].replace("\u200b", "").split()) == " ".join(shown.split())


def test_nobody_is_called() -> None:
    found = html.unescape(page(render(of_texts(["@everyone #1 (#23) a@b.vn"]), ENGLISH)))
    assert "@\u200beveryone #\u200b1 (#\u200b23)" in found
    assert not re.search(r"@\w|#\d", found)


def test_a_long_text_is_cut() -> None:
    for row in rows(render(of_texts(HOSTILE[-1:]), ENGLISH)):
        assert len(row[2]) == 500
        assert row[2].endswith("…")


@pytest.mark.parametrize("most", [2_000, 20_000, COMMENT, SUMMARY])
@pytest.mark.parametrize("code", list(Code))
@pytest.mark.parametrize("checkup", [many(40, 4000), of_texts(HOSTILE * 90)], ids=["many", "nasty"])
def test_no_more_is_shown_than_has_room_and_the_rest_is_counted(checkup: Checkup, code: Code, most: int) -> None:
    text = render(checkup, Language(code), most)
    assert most // 2 < len(text) <= most
    shown = len(rows(text))
    assert 0 < shown < len(checkup.problems)
    if code is Code.EN:
        assert shown + left(text) == len(checkup.problems)


def test_the_rest_says_what_is_left_of_each_severity() -> None:
    checkup = many(40, 4000)
    text = render(checkup, ENGLISH, 2_000)
    rest = checkup.problems[len(rows(text)) :]
    numbers = [sum(found.severity is severity for found in rest) for severity in Severity]
    said = re.findall(r"(\d[\d,]*) \w", text.splitlines()[-1])
    assert [int(number.replace(",", "")) for number in said] == [*numbers, len({found.span.file for found in rest})]
