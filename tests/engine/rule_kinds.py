"""Kinds of rule as tables: the rule as a set writes it beside rows of answers and what they come to.

The name of a kind begins with its place in the list of kinds that published sets have: A1 to A13 are kinds of answer
(`test_rule_kinds_items.py`), B and C of parameter and of what does not apply (`test_rule_kinds_parameters.py`), D of
verdicts (`test_rule_kinds_sets.py`), E and F further ones (`test_rule_kinds_further.py`).
"""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.building import load_set, node_of, one
from wardeval.case import load_case
from wardeval.engine.result import Outcome, SetResult
from wardeval.exact import Interval, Met, parse_number
from wardeval.library import Library, LoadedSet
from wardeval.problems import InputError

HEAD = """\
format: wardeval/assessment/1
set: thu
unit: {name: Phường Thử, type: phuong}
"""
METS = {"met": Met.YES, "not met": Met.NO, "undecided": Met.UNDECIDED}
LEGAL_2021 = """
total: {max: 100}
gates:
  - {id: dung-dau, ask: Số người đứng đầu bị kỷ luật hoặc truy cứu, measure: events, met: none}
verdicts:
  - {id: dat, title: Đ, when: [{total: {at-least: 80}}, {met: "1"}, {gate: dung-dau}]}
  - {id: chua-dat, title: C}
criteria:
  - {id: "1", measure: points, max: 10, met: {at-least: 50%}}
  - {id: "2-5", measure: points, max: 90}
"""
"""QĐ 25/2021, legal access; criteria 2 to 5, whose maxima are not public, stand as one of 90."""

MISTAKES = {"answer", "unknown-id", "missing-fact", "stated-count"}


class Row(NamedTuple):
    """Answers and what they come to.

    `answers` is YAML: of the one leaf, or of the leaves by id. `expected` is `refused`, or parts with a semicolon
    between them: `5.1 = not met, 9` of a node (the one leaf needs no name), `verdict`, `total`, `count`; `self.` before
    a name is the unit's own track. A number is exact, `0 to 5` a range; `unknown` says that nothing is decided because
    the rule is not public, `undecided` because answers are missing.
    """

    answers: str
    expected: str
    name: str
    more: dict[str, Any]


class Kind(NamedTuple):
    """A kind of rule as a set writes it, and the rows that show it; `others` are sets that it takes from."""

    name: str
    body: str
    rows: tuple[Row, ...]
    others: tuple[tuple[str, str], ...] = ()
    leaf: bool = False


def row(answers: str, expected: str, name: str = "", /, **more: Any) -> Row:
    facts = " ".join(map(str, more.get("facts", {}).values()))
    return Row(answers, expected, name or f"{facts} {answers}".strip(), more)


def leaf(name: str, rule: str, *rows: Row, **declared: str) -> Kind:
    return Kind(name, one(rule, **declared), rows, leaf=True)


def kind(name: str, body: str, *rows: Row, **others: str) -> Kind:
    return Kind(name, body, rows, tuple(others.items()))


def rows_of(*kinds: Kind) -> pytest.MarkDecorator:
    """A test for every row, named after its kind and its case."""
    found = [pytest.param(item, line, id=f"{item.name}: {line.name}") for item in kinds for line in item.rows]
    return pytest.mark.parametrize(("item", "line"), found)


@cache
def loaded(body: str, others: tuple[tuple[str, str], ...] = ()) -> LoadedSet:
    with tempfile.TemporaryDirectory() as name:
        return load_set(body, Path(name), **dict(others))


def assessment(item: Kind, line: Row) -> str:
    """The text of the assessment of a row; JSON is YAML too."""
    answers = f"\n  a: {line.answers}" if item.leaf and line.answers else f" {line.answers or '{}'}"
    more = {"period": "2024", **{key.replace("_", "-"): value for key, value in line.more.items()}}
    rest = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in more.items())
    return f"{HEAD}{rest}\nanswers:{answers}\n"


def check(item: Kind, line: Row, folder: Path) -> None:
    """Score the answers of a row, and compare every part of what is expected."""
    set_ = loaded(item.body, item.others)
    path = folder / "bai.yaml"
    path.write_text(assessment(item, line), encoding="utf-8")
    if line.expected == "refused":
        with pytest.raises(InputError) as error:
            load_case(path, Library(()), set_)
        assert {problem.rule for problem in error.value.problems} <= MISTAKES
        return
    case = load_case(path, Library(()), set_)
    for part in line.expected.split("; "):
        where, _, words = part.rpartition(" = ")
        own = where.startswith("self.")
        check_part(case.results["self" if own else case.final_track], where.removeprefix("self.") or "a", words)


def check_part(result: SetResult, where: str, words: str) -> None:
    match where:
        case "verdict":
            assert words == (result.reached.id if result.reached else result.status.value)
        case "count":
            assert result.count.met == interval(words)
        case _:
            outcome = result.total if where == "total" else node_of(result, where).outcome
            assert outcome is not None
            for word in words.split(", "):
                check_outcome(outcome, word)


def check_outcome(outcome: Outcome, word: str) -> None:
    if word == "unknown":
        assert not outcome.known
        assert outcome.met in (None, Met.UNDECIDED)
        assert outcome.points is None or outcome.points.exact is None
    elif word == "left out":
        assert outcome.applies is Met.NO
    elif word in METS:
        assert outcome.met is METS[word]
        assert outcome.known
    else:
        assert outcome.points == interval(word)


def interval(text: str) -> Interval:
    least, _, most = text.partition(" to ")
    return Interval(parse_number(least), parse_number(most or least))


def plain(number: int, rule: str = "[{all: criteria}]") -> str:
    """A set of so many criteria without public text."""
    criteria = "\n".join(f'  - {{id: "{place}", title: null, measure: met}}' for place in range(1, number + 1))
    verdicts = f"[{{id: dat, title: Đạt, when: {rule}}}, {{id: chua-dat, title: Chưa đạt}}]"
    return f"verdicts: {verdicts}\ncount: {number}\ncriteria:\n{criteria}\n"
