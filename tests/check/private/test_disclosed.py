"""Everything that people write in their own words is searched, and nothing private is repeated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.check.checking import HEAD, checked, told
from tests.check.test_rules import DATA
from tests.pace import in_seconds
from wardeval.check.private.personal import numbers, private_addresses

PRIVATE = ("citizen-id", "phone-number", "email-address", "bank-account")
PLACES = """
unit: {name: "Phường Ví Dụ @", type: phuong}
answers:
  5.1.d: {value: 1, explanation: "@", reason: "@", note: "@"}
  4.4.d.1: {value: 1, excepted: [{reason: bat-kha-khang, note: "@"}]}
verified:
  by: "@"
  answers:
    5.1.d: {value: 2, explanation: "@", reason: "@", note: "@"}
    4.4.d.1: {value: 1, excepted: [{reason: bat-kha-khang, note: "@"}]}
evidence:
  qd-01: {number: 01/QĐ-UBND, title: "@", issuer: "@", summary: "@", file: "a/@", url: "https://example.com/@"}
"""


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("citizen-id", "079199000000"),
        ("phone-number", "0900000000"),
        ("email-address", "ong.a@example.com"),
    ],
)
def test_every_text_is_searched(rule: str, text: str, tmp_path: Path) -> None:
    head = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith("unit"))
    (tmp_path / "a.yaml").write_text(head + PLACES.replace("@", text), encoding="utf-8")
    problems = [problem for problem in checked(tmp_path) if problem.rule == rule]
    assert len(problems) == PLACES.count("@")


def test_what_does_not_apply_is_searched(tmp_path: Path) -> None:
    head = HEAD.replace("tt-124-2021-xa", "qd-25-2021")
    (tmp_path / "a.yaml").write_text(
        f'{head}answers: {{"1.1": {{not-applicable: Hỏi 0900000000}}}}\n', encoding="utf-8"
    )
    assert told(checked(tmp_path), "phone-number")


@pytest.mark.parametrize(
    ("note", "shown"),
    {
        "plain": ("Hỏi 0900 000 000 nhé", "0900 000 000 nhé"),
        "quoted": ('"Hỏi \\"tổ\\": 0900.000.000"', '0900.000.000"'),
        "abroad": ("Hỏi +84 900 000 000", "+84 900 000 000"),
        "in braces": ("{value: 2, note: 'Hỏi 0900000000'}", "0900000000'}"),
        "folded": ("Hỏi\n      0900 000 000", "Hỏi"),
        "in a block": ("|\n      Hỏi 0900 000 000", "|"),
        "written with an escape": ('"Hỏi 090\\u0030000000"', '"Hỏi 090\\u0030000000"'),
    }.values(),
)
def test_the_place_is_that_of_the_number_where_its_line_shows_it(note: str, shown: str, tmp_path: Path) -> None:
    entry = note if note.startswith("{") else f"\n    value: 2\n    note: {note}"
    text = f"{HEAD}answers:\n  5.1.d: {entry}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (found,) = [problem for problem in checked(tmp_path) if problem.rule == "phone-number"]
    assert text.splitlines()[found.span.line - 1][found.span.column - 1 :] == shown


@pytest.mark.parametrize("rule", PRIVATE)
def test_nothing_private_is_repeated(rule: str) -> None:
    for expected in (DATA / rule).glob("*/expected.txt"):
        for line in expected.read_text(encoding="utf-8").splitlines():
            message = line.partition(": ")[2]
            assert "…" in message
            assert max(map(len, re.findall(r"\d+", message)), default=0) <= 3
            assert re.search(r"\w{3,}@", message) is None


@pytest.mark.parametrize(
    "text",
    ["1 " * 32_000 + "a", "1" * 65_000, "a." * 32_000 + "@", "a@" + "b." * 32_000, "stk 12345678 " * 5_000],
    ids=["groups", "digits", "names", "domains", "accounts"],
)
def test_long_texts_are_searched_in_no_time(text: str, tmp_path: Path) -> None:
    with in_seconds(5):
        list(numbers(text))
        list(private_addresses(text))
