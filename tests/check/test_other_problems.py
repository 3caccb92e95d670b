"""Every id that stands in brackets behind a problem is a rule, or is known as another kind of problem."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.check.form.test_refusals import MAKERS, PATHS, ids_of
from tests.conftest import ROOT
from wardeval.check.other_problems import COMMAND, SET, UNITS, kinds, said_of
from wardeval.check.rules import by_id
from wardeval.lint import criterion_set, mapping

BESIDE = {"Refusal": 0, "self._wrong": 0, "self.merging.wrong": 0, "self.wrong": 0, "refuse": 1, "_failures": 1}
"""What else is called with the id of a problem, and which argument it is; names that only hand it on are not."""
PASSED_ON = {
    *("rule", "gate.id", "rule.id", "each.id", "self.id", "name", "problem.rule", "found.rule", "mistake.rule"),
    *("worse_than_before.id", "deleted_assessment.id", "type(value).__name__", "said"),
}
"""Where an id is handed on that was given somewhere else, or that is the id of a rule."""


def given() -> dict[str, str]:
    """Every literal id that any module gives, and a module that gives it."""
    found = {}
    for module in PATHS:
        for id_ in (*ids_of(module), *_beside(module)):
            if isinstance(id_, ast.Constant) and isinstance(id_.value, str):
                found[id_.value] = module
            else:
                assert isinstance(id_, ast.Constant) or ast.unparse(id_) in PASSED_ON, f"{module}: {ast.unparse(id_)}"
    return found


def _beside(module: str) -> Iterator[ast.expr]:
    """What a module hands to what makes problems with an id."""
    for node in ast.walk(ast.parse(PATHS[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            place = BESIDE.get(ast.unparse(node.func))
            if place is not None and len(node.args) > place:
                argument = node.args[place]
                if isinstance(argument, ast.Constant):
                    yield argument


def test_every_id_is_a_rule_or_known_as_something_else() -> None:
    lacking = {id_: module for id_, module in given().items() if id_ not in by_id() and id_ not in kinds()}
    assert lacking == {}


def test_nothing_is_known_that_is_not_given() -> None:
    ids = {*given(), *(each.id for each in criterion_set.RULES), *(each.id for each in mapping.RULES)}
    assert [id_ for id_ in kinds() if id_ not in ids] == []
    assert not kinds().keys() & by_id().keys()


def test_the_ids_in_goldens_and_expected_texts_are_among_them() -> None:
    seen = set()
    for path in (*(ROOT / "tests" / "golden").rglob("*.txt"), *(ROOT / "tests" / "data").rglob("expected*")):
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            if " error: " in line and line.endswith("]"):
                seen.add(line.rpartition("[")[2][:-1])
    assert len(seen) > len(MAKERS)
    fictional = {"fictional-gap", "fictional-fault", "of-a-set"}
    assert [id_ for id_ in sorted(seen - fictional) if id_ not in by_id() and said_of(id_) is None] == []


def test_one_id_may_be_of_several_kinds() -> None:
    assert kinds()["undeclared-source"] == (UNITS, SET)
    assert kinds()["no-such-year"] == (COMMAND,)
    assert said_of("missing-answer") is None
    assert said_of("nothing-like-it") is None
