"""Kinds of rule as tables: the rule as a set writes it beside rows of answers and what they come to.

The name of a kind begins with its place in the list of kinds that published sets have: A1 to A13 are kinds of answer
(`test_rule_kinds_items.py`), B and C of parameter and of what does not apply (`test_rule_kinds_parameters.py`), D of
sets, E and F of the rest (`test_rule_kinds_sets.py`).
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.building import case_of, load_set, node_of, one
from wardeval.engine.result import Outcome, SetResult
from wardeval.exact import Interval, Met, parse_number
from wardeval.library import LoadedSet
from wardeval.problems import InputError

METS = {"met": Met.YES, "not met": Met.NO, "undecided": Met.UNDECIDED}
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


def check(item: Kind, line: Row) -> None:
    """Score the answers of a row, and compare every part of what is expected."""
    given = yaml.load(line.answers, yaml.BaseLoader)
    answers = {"a": given} if item.leaf and given is not None else given or {}
    set_ = loaded(item.body, item.others)
    if line.expected == "refused":
        with pytest.raises(InputError) as error:
            case_of(set_, answers, **line.more)
        assert {problem.rule for problem in error.value.problems} <= MISTAKES
        return
    case = case_of(set_, answers, **line.more)
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
