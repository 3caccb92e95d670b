"""What a check found as text: a line per problem, and at a terminal the line of the file with a caret at the place."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from rich.cells import cell_len

from tests.conftest import Golden
from tests.report.checkups import CLEAN, GOOD, HOSTILE, NASTY, SMALL, TEXT, of_texts, problem
from wardeval.check.checkup import Checkup
from wardeval.language import Code, Language
from wardeval.problems import ExitCode, Message, Span
from wardeval.report import check_text, terminal_check
from wardeval.report.terminal_check import excerpt
from wardeval.report.terminal_rows import Page

ENGLISH = Language(Code.EN)
WIDE = "中文字 e\u0323\u0302 \tcủa\u200b hết: 😀 xong " * 40


def lines(name: str) -> Sequence[str]:
    return TEXT.splitlines() if name == GOOD else ()


def of_one(span: Span) -> Checkup:
    return Checkup((problem(Message("m"), span),), (), ExitCode.NO)


@pytest.mark.parametrize("code", list(Code))
def test_text(golden: Golden, code: Code) -> None:
    golden(f"check-text.{code}.txt", check_text.render(SMALL, Language(code)))


@pytest.mark.parametrize("code", list(Code))
def test_text_at_a_terminal(golden: Golden, code: Code) -> None:
    golden(f"check-terminal.{code}.txt", terminal_check.render(SMALL, Language(code), Page(60), lines))


@pytest.mark.parametrize("code", list(Code))
def test_text_at_a_terminal_with_colour(golden: Golden, code: Code) -> None:
    golden(f"check-colour.{code}.txt", terminal_check.render(SMALL, Language(code), Page(60, colour=True), lines))


def test_a_clean_run_says_nothing() -> None:
    assert check_text.render(CLEAN, ENGLISH) == terminal_check.render(CLEAN, ENGLISH, Page(), lines) == ""


def test_colour_is_all_that_a_terminal_with_colour_adds() -> None:
    coloured, plain = (
        terminal_check.render(SMALL, ENGLISH, Page(60, colour=colour), lines) for colour in (True, False)
    )
    assert "\x1b" not in plain
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain
    errors = [line for line in coloured.splitlines() if "error" in line]
    assert errors
    assert all("\x1b[1;31merror\x1b[0m" in line for line in errors)


def test_each_problem_stands_on_one_line_and_nothing_acts_unseen() -> None:
    text = check_text.render(NASTY, ENGLISH)
    assert text.count("\n") == len(NASTY.problems)
    assert re.fullmatch("[^\x00-\x09\x0b-\x1f\x7f-\x9f\u200f\u202e\u2066\ud800-\udfff]*", text)
    assert text.splitlines() == text.split("\n")[:-1]


@pytest.mark.parametrize("colour", [True, False])
def test_no_runner_finds_a_command_in_a_log(colour: bool) -> None:
    texts = [*HOSTILE, " ::error::owned", "##vso[task.setvariable]owned"]
    checkup = of_texts(texts)
    log = [
        check_text.render(checkup, ENGLISH),
        terminal_check.render(checkup, ENGLISH, Page(80, colour=colour), lambda name: ["", "", f"    {name}"]),
    ]
    for line in "".join(log).splitlines():
        assert not re.match(r"\s*::", re.sub("\x1b\\[[0-9;]*m", "", line))
        assert not re.search(r"##\w*\[", line)


@pytest.mark.parametrize("colour", [True, False])
def test_lines_of_a_file_cannot_act_on_a_terminal(colour: bool) -> None:
    text = terminal_check.render(NASTY, ENGLISH, Page(80, colour=colour), lambda name: ["", "", name.replace("\n", "")])
    plain = re.sub("\x1b\\[[0-9;]*m", "", text) if colour else text
    assert re.fullmatch("[^\x00-\x09\x0b-\x1f\x7f-\x9f\u200f\u202e\u2066\ud800-\udfff]*", plain)


@pytest.mark.parametrize("name", HOSTILE[-1:])
def test_the_lines_of_a_file_are_asked_for_once(name: str) -> None:
    asked = []

    def ask(name: str) -> Sequence[str]:
        asked.append(name)
        return ["a", "b", "c: d"]

    terminal_check.render(NASTY, ENGLISH, Page(), ask)
    assert asked == list(HOSTILE)


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    {
        "begin": ("a: b", 1, "^"),
        "middle": ("a: b", 4, "   ^"),
        "behind the end": ("a:", 3, "  ^"),
        "far behind the end": ("a:", 300, "  ^"),
        "nothing in the line": ("", 1, "^"),
        "behind a tab": ("\ta: b", 2, "    ^"),
        "a tab": ("\ta: b", 1, "^^^^"),
        "behind wide letters": ("中文: b", 4, "     ^"),
        "a wide letter": ("a中", 2, " ^^"),
        "behind letters of several characters": ("e\u0323\u0302: b", 5, "  ^"),
        "a mark above a letter": ("be\u0323\u0302: b", 3, " ^"),
        "behind what acts unseen": ("a\u200bb", 3, "       ^"),
        "behind a command": ("##[x]: b", 8, " " * 8 + "^"),
        "what acts unseen": ("a\u200bb", 2, " ^^^^^^"),
    }.values(),
    ids=lambda value: None,
)
def test_the_caret_stands_below_the_place(line: str, column: int, shown: str) -> None:
    cut = excerpt(line, column, 60, Page())
    assert " " * cut.before + "^" * cut.length == shown


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("room", [20, 21, 37, 74, 5000])
@pytest.mark.parametrize("line", [WIDE, "x" * 3000, "中" * 1500, "- a: b", "\t" * 300, "e\u0323\u0302" * 500])
def test_a_line_is_cut_to_the_room_and_its_place_stays_in_sight(line: str, room: int, unicode: bool) -> None:
    page = Page(unicode=unicode)
    width = cell_len if unicode else len
    for column in {1, 2, 3, 19, 20, 21, 700, len(line) - 1, len(line), len(line) + 1}:
        cut = excerpt(line, column, room, page)
        assert width(cut.text) <= room
        assert cut.before + cut.length <= room
        under = cut.text[: len(cut.text)]
        while width(under) > cut.before:
            under = under[:-1]
        assert cut.text.removeprefix(under) or column > len(line.rstrip())


def test_the_character_above_the_caret_is_the_one_meant() -> None:
    line = "".join(chr(0x4E00 + place) if place % 3 else chr(0x1EA0 + place % 90) for place in range(400))
    for column in range(1, 401):
        cut = excerpt(line, column, 33, Page())
        above = next(place for place in range(len(cut.text)) if cell_len(cut.text[:place]) == cut.before)
        assert cut.text[above] == line[column - 1]


def test_as_much_is_shown_as_there_is_room_for() -> None:
    for column in (1, 50, 100):
        assert len(excerpt("x" * 100, column, 40, Page()).text) >= 39
    assert excerpt("x" * 40, 20, 40, Page()).text == "x" * 40


@pytest.mark.parametrize("span", [Span(GOOD), Span(GOOD, 99, 1), Span(GOOD, 3), Span("elsewhere.yaml", 3, 1)], ids=str)
def test_a_place_without_a_line_has_no_excerpt(span: Span) -> None:
    assert terminal_check.render(of_one(span), ENGLISH, Page(), lines) == f"{span}: error: m [fictional-gap]\n\n"


def test_a_narrow_terminal_still_shows_the_place() -> None:
    text = terminal_check.render(of_one(Span(GOOD, 3, 10)), ENGLISH, Page(3), lines)
    assert "^" in text
