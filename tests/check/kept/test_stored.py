"""Values as plain data and back: the same again; data of any other form is none."""

from __future__ import annotations

import json
import random
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from wardeval.check.checkup import CheckedFile, Checkup, checkup
from wardeval.check.kept.stored import dumps, form, loads
from wardeval.check.look import look
from wardeval.check.looked import Looked
from wardeval.exact import Met
from wardeval.language import Apart, Code, Language, Share, Words
from wardeval.library import Library, Place, built_in
from wardeval.problems import ExitCode, Message, Problem, Severity, Span, say, say_n

TODAY = date(2026, 6, 30)
FILES = sorted([*(ROOT / "examples").rglob("*.yaml"), *(ROOT / "tests/data/check").glob("*/fails-*/*.yaml")])
VALUES: dict[str, object] = {
    "text": "“ở”\n\x00\u2028",
    "half a pair": "\udcff",
    "no text": "",
    "number": -(10**40),
    "fraction": Fraction(1, 3),
    "whole": Fraction(-7),
    "day": date(2024, 2, 29),
    "list": ("a", 1, (Fraction(1, 2), ())),
    "words": Words("Đạt", "Met"),
    "share": Share(Fraction(14, 15), (Fraction(7, 10),)),
    "apart": Apart(Fraction(2), ()),
    "met": Met.UNDECIDED,
    "message": say("{n} of {m}", n=1, m=say_n("{n} file", "{n} files", n=2)),
}


@pytest.fixture(scope="module")
def results() -> list[Looked]:
    """What comes of every file of the examples, and of those that break rules."""
    library = Library((Place("built-in", built_in()),))
    return [look(path.read_bytes(), str(path), library, TODAY, "sha256:1") for path in FILES]


def test_what_comes_of_files_is_the_same_again(results: list[Looked]) -> None:
    assert len(results) > 200
    for result in results:
        assert loads(Looked, dumps(Looked, result)) == result


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
def test_what_stands_in_messages_is_the_same_again(value: object) -> None:
    message = say("{value}", value=value)
    again = loads(Message, dumps(Message, message))
    assert again == message
    assert type(again.arguments["value"]) is type(value)
    english = Language(Code.EN)
    assert english.text(again) == english.text(message)


def test_a_checkup_is_the_same_again() -> None:
    problem = Problem("kind", say("x"), Span("a", 1, 2), ("a", 0), say("y"), Severity.NOTE)
    value = checkup([problem, problem._replace(hint=None)], [CheckedFile("a", "d")], {("a", "kind"): ExitCode.INPUT})
    assert loads(Checkup, dumps(Checkup, value)) == value


@pytest.mark.parametrize("value", [object(), Path(), b"", 1 + 1j, Code.VI, {"a": 1}, True])
def test_what_is_of_no_kind_that_is_kept_is_told_to_the_program(value: object) -> None:
    with pytest.raises(TypeError):
        dumps(Message, say("{value}", value=value))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Looked, ""),
        (Looked, "{"),
        (Looked, "null"),
        (Looked, "[]"),
        (Looked, "[" * 100_000),
        (int, "true"),
        (int, "1.0"),
        (str, "1"),
        (date, '"2024-02-30"'),
        (date, "20240201"),
        (Fraction, "[1, 0]"),
        (Fraction, "[1, 2.5]"),
        (Fraction, "[1]"),
        (tuple[str, ...], '"abc"'),
        (tuple[int, int], "[1, 2, 3]"),
        (Severity, '"fatal"'),
        (ExitCode, "99"),
        (Message, '["a", [], null]'),
        (Message, '["a", {"b": ["Path", "/"]}, null]'),
        (Message, '["a", {"b": ["date"]}, null]'),
        (Message, '["a", {"b": []}, null]'),
        (Message, '["a", {"b": null}, null]'),
        (Message, '["a", {"b": {"c": 1}}, null]'),
        (Message, '["a", {"b": 1.5}, null]'),
    ],
)
def test_other_data_is_none(kind: Any, content: str) -> None:
    assert loads(kind, content.encode()) is None


def test_whatever_is_changed_in_the_data_there_is_none_or_a_value_of_the_kind(results: list[Looked]) -> None:
    chance = random.Random(5)
    others: list[Any] = [None, True, 0, -1, 7, 2.5, "", "x", "2024-01-01", [], [""], ["date", "x"], {}, {"n": 1}]
    refused = 0
    for result in results[::3]:
        plain = json.loads(dumps(Looked, result))
        for _ in range(20):
            changed = json.loads(json.dumps(plain))
            lists = _lists(changed)
            within = chance.choice(lists)
            within[chance.randrange(len(within))] = chance.choice([*others, chance.choice(lists)])
            content = _json(changed)
            found = None if content is None else loads(Looked, content)
            refused += found is None
            assert found is None or loads(Looked, dumps(Looked, found)) == found
    assert refused > 1000


def _lists(data: Any) -> list[list[Any]]:
    """Every list in data that holds anything."""
    found = [data]
    for each in found:
        found.extend(inner for inner in each if isinstance(inner, list) and inner)
    return found


def _json(data: Any) -> bytes | None:
    """Data as JSON; none where it holds itself."""
    try:
        return json.dumps(data).encode()
    except ValueError:
        return None


def test_a_form_is_made_once() -> None:
    assert form(Looked) is form(Looked)
