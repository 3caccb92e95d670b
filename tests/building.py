"""Sets and assessments for tests, short enough to stand beside what is expected of them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import yaml

from wardeval.case import Case, load_case
from wardeval.engine.result import NodeResult, SetResult
from wardeval.exact import Interval, Met
from wardeval.library import Library, LoadedSet, Place
from wardeval.problems import InputError, Problem

YES, NO, OPEN = Met.YES, Met.NO, Met.UNDECIDED

HEAD = """\
format: wardeval/criterion-set/1
id: {id}
title: Thử
basis: {{number: null, issuer: Thử}}
units: [phuong, xa, thi-tran]
completeness: complete
sources: {{S: {{title: Thử, kind: inferred}}}}
"""
LADDER = "verdicts: [{id: dat, title: Đạt, when: [{all: criteria}]}, {id: chua-dat, title: Chưa đạt}]\n"
BOTTOM = "verdicts: [{id: xong, title: Xong}]\n"

Answers = Mapping[str, object]


def full_set(body: str, id_: str = "thu") -> str:
    """The text of a set file: `body` under a head, with a ladder of verdicts where it has none."""
    text = HEAD.format(id=id_) + body
    if "\nverdicts:" in f"\n{body}":
        return text
    return f"{text}\n{BOTTOM if 'total:' in body or 'points' in body else LADDER}"


def one(leaf: str, **more: str) -> str:
    """The text of a set of one criterion `a`, written as the inside of braces."""
    rest = "\n".join(f"{key}: {value}" for key, value in more.items())
    return f"{rest}\ncriteria:\n  - {{id: a, {leaf}}}\n"


def assessment(answers: Answers, *, period: int = 2024, type_: str = "phuong", **more: object) -> str:
    """The text of an assessment file; a key `days_off` of `more` is `days-off` in the file."""
    data = {
        "format": "wardeval/assessment/1",
        "set": "thu",
        "unit": {"name": "Phường Thử", "type": type_},
        "period": str(period),
        "answers": dict(answers),
        **{key.replace("_", "-"): value for key, value in more.items() if value is not None},
    }
    return yaml.safe_dump(_text(data), allow_unicode=True, sort_keys=False)


def _text(value: object) -> object:
    """Data as wardeval reads it: numbers are what is written."""
    match value:
        case dict():
            return {str(key): _text(item) for key, item in value.items()}
        case list() | tuple():
            return [_text(item) for item in value]
        case None:
            return None
    return str(value)


def case_of(set_: str | LoadedSet, answers: Answers = {}, **more: object) -> Case:  # noqa: B006 - never changed
    """The case of `answers` to a set, both read from files as the command line reads them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        loaded = set_ if isinstance(set_, LoadedSet) else load_set(set_, folder)
        path = folder / "bai.yaml"
        path.write_text(assessment(answers, **more), encoding="utf-8")  # type: ignore[arg-type]
        return load_case(path, Library(()), loaded)


def load_set(body: str, folder: Path, **others: str) -> LoadedSet:
    """The set of `body` beside other sets by their ids, with `_` for `-`."""
    for id_, text in {"thu": body, **{key.replace("_", "-"): text for key, text in others.items()}}.items():
        (folder / f"{id_}.yaml").write_text(full_set(text, id_), encoding="utf-8")
    return Library((Place("workspace", folder),)).load("thu")


def score_of(set_: str | LoadedSet, answers: Answers = {}, **more: object) -> SetResult:  # noqa: B006 - never changed
    """The result of the track that counts; `period`, `facts`, `verified`, `days_off` and the like as in a file."""
    case = case_of(set_, answers, **more)
    return case.results[case.final_track]


def refused(set_: str, answers: Answers = {}, **more: object) -> tuple[Problem, ...]:  # noqa: B006 - never changed
    """The problems for which a set, or the answers to it, are refused."""
    try:
        case_of(set_, answers, **more)
    except InputError as error:
        return error.problems
    raise AssertionError("nothing was refused")


def node_of(result: SetResult, id_: str = "a") -> NodeResult:
    """A criterion, indicator or gate by its id."""
    (found,) = [node for node in result.all_nodes() if node.node.id == id_]
    return found


def met_of(result: SetResult, id_: str = "a") -> Met | None:
    """Whether a node is met."""
    return node_of(result, id_).outcome.met


def points_of(result: SetResult, id_: str = "a") -> Interval | None:
    """The points of a node."""
    return node_of(result, id_).outcome.points


def verdict_of(result: SetResult) -> str | None:
    """The id of the verdict reached, or how the result stands where none is."""
    return result.reached.id if result.reached else result.status.value


def exactly(number: str | int) -> Interval:
    """A known number."""
    return Interval.exactly(Fraction(number))


def between(least: str | int, most: str | int) -> Interval:
    """A number known to lie in a range."""
    return Interval(Fraction(least), Fraction(most))
