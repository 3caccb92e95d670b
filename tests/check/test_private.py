"""Everything that people write in their own words is searched, and nothing private is repeated."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time

import pytest

from tests.check.checking import HEAD, checked, told
from tests.check.test_rules import DATA
from wardeval.check.personal import numbers, private_addresses

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
    began = process_time()
    list(numbers(text))
    list(private_addresses(text))
    assert process_time() - began < 5
