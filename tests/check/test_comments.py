"""Comments that ignore rules: what is one, and which lines it is about; the same with and without libyaml."""

from __future__ import annotations

import pytest
import yaml

from tests.pace import in_seconds
from wardeval import events
from wardeval.check import comments
from wardeval.check.comments import ignores
from wardeval.source import parse_source


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers, where both are there."""
    if request.param == "pure Python":
        monkeypatch.setattr(events, "PARSER", events.PurePythonParser)
    elif not yaml.__with_libyaml__:
        pytest.skip("PyYAML has no libyaml here")


def found(text: str) -> list[tuple[int, str, str, int, int]]:
    """Line, rules, reason, and from which line to which, of every comment in a file."""
    return [(each.line, " ".join(each.rules), each.reason, each.first, each.last) for each in ignores(text.encode())]


def covered(text: str) -> str:
    """The lines that the comments of a file are about, a blank between them."""
    lines = text.splitlines()
    return " ".join(
        line.split("#")[0].strip() for _, _, _, first, last in found(text) for line in lines[first - 1 : last]
    )


ENTRY = "# wardeval: ignore[complete] vì thế\n"

BELOW = {
    "a value": (f"{ENTRY}a: 1\nb: 2\n", "a: 1"),
    "a mapping": (f"{ENTRY}a:\n  b: 1\n\n  c: 2\nd: 3\n", "a: b: 1  c: 2"),
    "a mapping in a mapping": (f"a:\n  {ENTRY}  b:\n    c: 1\n  d: 2\n", "b: c: 1"),
    "a list at the same indentation": (f"{ENTRY}a:\n- b\n- c\nd: 3\n", "a: - b - c"),
    "an indented list": (f"{ENTRY}a:\n  - b\n  - c\nd: 3\n", "a: - b - c"),
    "one entry of a list": (f"a:\n{ENTRY}- b: 1\n  c: 2\n- d: 3\n", "- b: 1 c: 2"),
    "an entry whose dash stands alone": (f"a:\n  {ENTRY}  -\n    b: 1\n  - c: 2\n", "b: 1"),
    "a text below its sign": (f"{ENTRY}a: >\n  b\n\n  c\n\nd: 1\n", "a: > b  c "),
    "a dash alone, not indented": (f"a:\n{ENTRY}-\n  b: 1\n- c: 2\n", "b: 1"),
    "a text over two lines": (f"{ENTRY}a: b\n  c\nd: 1\n", "a: b c"),
    "a text in quotes over two lines": (f'{ENTRY}a: "b\n  c"\nd: 1\n', 'a: "b c"'),
    "braces over lines": (f"{ENTRY}a: {{b: 1,\n  c: 2\n}}\nd: 1\n", "a: {b: 1, c: 2 }"),
    "within braces": (f"a: {{\n  {ENTRY}  b: 1,\n  c: 2}}\n", "b: 1,"),
    "within braces, several on the line": (f"a: {{\n  {ENTRY}  b: 1, c: [2,\n  3], d: 4}}\n", "b: 1, c: [2, 3], d: 4}"),
    "blank lines and comments between": (f"{ENTRY}\n# x\n\na: 1\nb: 2\n", "a: 1"),
    "two of them": (f"{ENTRY}{ENTRY}a: 1\nb: 2\n", "a: 1 a: 1"),
    "nothing said of a key": (f"{ENTRY}a:\n\n# x\nb: 2\n", "a:"),
    "a key in braces without a value": (f"{ENTRY}a: {{b\n, c}}\nd: 1\n", "a: {b , c}"),
    "the next section, where nothing follows": (f"a:\n  b: 1\n  {ENTRY}c: 2\n", "c: 2"),
    "nothing below it": (f"a: 1\n{ENTRY}", ""),
    "other line ends": (f"{ENTRY}a:\n  b: 1\nc: 2\n".replace("\n", "\r\n"), "a: b: 1"),
    "a byte order mark": (f"\ufeff{ENTRY}a: 1\nb: 2\n", "a: 1"),
}


@pytest.mark.parametrize(("text", "entry"), BELOW.values(), ids=BELOW.keys())
def test_on_a_line_of_its_own_it_is_about_the_entry_below(text: str, entry: str) -> None:
    assert covered(text) == entry


BEHIND = {
    "a value": ("a: 1 # wardeval: ignore[complete] vì thế\nb: 2\n", "a: 1"),
    "without blanks": ("a: 1 #wardeval:ignore[complete]vì thế\nb: 2\n", "a: 1"),
    "a key": ("a: # wardeval: ignore[complete] vì thế\n  b: 2\n", "a:"),
    "quotes": ("a: '#'# wardeval: ignore[complete] vì thế\n", "a: '"),
    "the sign of a text below": ("a: > # wardeval: ignore[complete] vì thế\n  b\n", "a: >"),
    "braces": ("a: {b: 1} # wardeval: ignore[complete] vì thế\n", "a: {b: 1}"),
    "a line of braces": ("a: {b: 1,\n  c: 2, # wardeval: ignore[complete] vì thế\n  d: 3}\n", "c: 2,"),
}


@pytest.mark.parametrize(("text", "line"), BEHIND.values(), ids=BEHIND.keys())
def test_at_the_end_of_a_line_it_is_about_that_line(text: str, line: str) -> None:
    assert covered(text) == line


@pytest.mark.parametrize(
    "text",
    {
        "in quotes": 'a: "# wardeval: ignore[complete] vì thế"\n',
        "in quotes over lines": "a: 'b\n  # wardeval: ignore[complete] vì thế'\n",
        "below a sign": "a: |\n  b\n  # wardeval: ignore[complete] vì thế\nc: 1\n",
        "below a sign, at the end": "a: >-\n  # wardeval: ignore[complete] vì thế",
        "in a word": "a: b#wardeval:ignore[complete] vì thế\n",
        "in another comment": "a: 1  # viết # wardeval: ignore[complete] vì thế\n",
        "in a comment of its own": "# ví dụ: # wardeval: ignore[complete] vì thế\na: 1\n",
        "not at its beginning": "a: 1  # xem wardeval: ignore[complete] vì thế\n",
        "nothing of it": "a: 1\n",
    }.values(),
)
def test_what_is_no_such_comment(text: str) -> None:
    assert found(text) == []


FORMS = {
    "one rule": ("ignore[complete] vì thế", ("complete", "vì thế")),
    "several": ("ignore[complete, 201,a-b ] vì thế", ("complete 201 a-b", "vì thế")),
    "a reason behind a sign": ("ignore[complete]: vì thế.", ("complete", "vì thế")),
    "a bracket in the reason": ("ignore[complete] xem [1]", ("complete", "xem [1]")),
    "no reason": ("ignore[complete]", ("complete", "")),
    "a reason of signs": ("ignore[complete] - …:", ("complete", "…")),
    "blanks alone": ("ignore[complete]  \t ", ("complete", "")),
    "blanks inside": (" ignore [complete] vì thế", ("complete", "vì thế")),
    "no bracket": ("ignore complete", ("", "ignore complete")),
    "an empty bracket": ("ignore[ , ] vì thế", ("", "ignore[ , ] vì thế")),
    "misspelt": ("ignroe[complete] vì thế", ("", "ignroe[complete] vì thế")),
    "an open bracket": ("ignore[complete vì thế", ("", "ignore[complete vì thế")),
    "nothing": ("", ("", "")),
}


@pytest.mark.parametrize(("said", "read"), FORMS.values(), ids=FORMS.keys())
def test_what_a_comment_says(said: str, read: tuple[str, str]) -> None:
    ((_, rules, reason, _, _),) = found(f"a: 1  # wardeval: {said}\n")
    assert (rules, reason) == read


@pytest.mark.parametrize("text", ["# wardeval: {}\na: 1\nb: 2\n", "a: 1\nb: 2  # wardeval: {}\n"])
def test_a_comment_for_the_whole_file_may_stand_anywhere(text: str) -> None:
    (ignore,) = ignores(text.format("ignore-file[complete] vì thế").encode())
    assert ignore.whole
    assert (ignore.first, ignore.rules, ignore.reason) == (0, ("complete",), "vì thế")
    assert ignore.last >= len(text.splitlines())


def test_the_place_of_a_comment_is_that_of_its_sign() -> None:
    (ignore,) = ignores("a:\n  b: đạt  # wardeval: ignore[complete] vì thế\n".encode())
    assert (ignore.line, ignore.column) == (2, 11)


def test_a_file_without_such_a_comment_does_not_pay_for_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    source = parse_source(b"format: wardeval/assessment/1 # x\na: wardeval:b\n", "a.yaml")
    monkeypatch.setattr(events, "stretches", None)
    assert comments.ignores(source.content) == ()


def test_thousands_of_comments_take_no_time() -> None:
    text = "a:\n" + "".join(f"  # wardeval: ignore[complete] vì thế\n  k{number}: v\n" for number in range(5000))
    source = parse_source(text.encode(), "a.yaml")
    with in_seconds(10):  # pure Python parses for most of it
        assert len(ignores(source.content)) == 5000


@pytest.mark.parametrize(
    "comment",
    [
        "# wardeval ignore[complete] vì thế",
        "# Wardeval: Ignore[complete] vì thế",
        "# WARDEVAL: ignore[complete] vì thế",
        "## wardeval: ignore[complete] vì thế",
        "#wardeval-ignore[complete] vì thế",
        "# wardeval : ignore[complete] vì thế",
        "# wardeval, ignore-file[complete] vì thế",
        "# wardeval:ignore complete",
    ],
)
def test_what_was_meant_as_such_a_comment_is_told(comment: str) -> None:
    ((line, rules, reason, first, last),) = found(f"a: 1  {comment}\nb: 2\n")
    assert (line, rules, first, last) == (1, "", 1, 1)
    assert "complete" in reason


@pytest.mark.parametrize(
    "comment",
    [
        "# wardeval score a.yaml",
        "# xem wardeval: ignore[complete]",
        "# wardevals ignore[complete] vì thế",
        "# wardeval explains: ignore[complete]",
        "# bỏ qua",
    ],
)
def test_other_comments_are_none(comment: str) -> None:
    assert found(f"a: 1  {comment}\nb: 2\n") == []
