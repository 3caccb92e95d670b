"""Every id that reading an assessment can give has a rule with a page, and no page is of an id that nothing gives."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.building import full_set, one
from tests.check.checking import TODAY, checked, told
from tests.check.made import written
from tests.test_architecture import imports, modules, name_of
from wardeval.check.look import look
from wardeval.check.rule import Refusal
from wardeval.check.rules import RULES, find_rule
from wardeval.library import Library, places
from wardeval.problems import ExitCode, Severity

PATHS = {name_of(path): path for path in modules()}
ROOTS = ("source", "load", "case", "salvage", "library")
"""What reads an assessment and its set; all that they import is read through, too."""
OF_FILES = ("check.files", "check.kind", "check.run")
"""What finds the files of a run and reads them; not what they import, which holds every rule."""
MAKERS = {"Problem", "Mistake", "_refuse", "self._add"}
"""What is called with the id of a problem first."""
PASSED_ON = {
    ("content", "rule"),
    ("positions", "rule"),
    ("positions", "found.rule"),
    ("load", "rule"),
    ("load", "mistake.rule"),
}
"""Where an id is handed on that was given somewhere else."""
OF_SETS = ("overlay", "lint", "rule", "model.overlay")
"""Modules and packages that find something in files of sets only."""
ONLY_IN_SETS = {"structure", "dead-reference", "circle", "set-file-name"}
"""Ids that only a file of a set can give, although a module that assessments go through gives them."""


@cache
def reached(names: tuple[str, ...]) -> frozenset[str]:
    """Some modules and all that they import, however far away."""
    found: set[str] = set()
    open_ = list(names)
    while open_:
        name = open_.pop()
        if name in PATHS and name not in found:
            found.add(name)
            open_.extend(each.removeprefix("wardeval.") for each in imports(PATHS[name]))
    return frozenset(found)


def ids_of(module: str) -> Iterator[ast.expr]:
    """What a module gives as the id of a problem."""
    for node in ast.walk(ast.parse(PATHS[module].read_text(encoding="utf-8"))):
        match node:
            case ast.Call() if ast.unparse(node.func) in MAKERS:
                yield node.args[0]
            case ast.keyword(arg="rule"):
                yield node.value
            case ast.AnnAssign(target=ast.Name(id="rule"), value=ast.expr() as value):
                yield value
            case ast.FunctionDef(name="said"):
                returned = (each.value for each in ast.walk(node) if isinstance(each, ast.Return))
                yield from (each.elts[0] for each in returned if isinstance(each, ast.Tuple))


def given() -> dict[str, str]:
    """Every literal id that reading an assessment can give, and a module that gives it."""
    found = {}
    for module in sorted(reached(ROOTS) | {*OF_FILES}):
        if module in OF_SETS or module.startswith(tuple(f"{name}." for name in OF_SETS)):
            continue
        for id_ in ids_of(module):
            if isinstance(id_, ast.Constant):
                found[str(id_.value)] = module
            else:
                assert (module, ast.unparse(id_)) in PASSED_ON, f"{module}: {ast.unparse(id_)} may be any id"
    return found


def test_every_id_has_a_rule() -> None:
    ids = given()
    lacking = {id_: module for id_, module in ids.items() if find_rule(id_) is None and id_ not in ONLY_IN_SETS}
    assert lacking == {}
    assert ids.keys() >= ONLY_IN_SETS
    assert [id_ for id_ in ONLY_IN_SETS if find_rule(id_)] == []


def test_every_refusal_is_given_somewhere() -> None:
    ids = given()
    assert [rule.id for rule in RULES if isinstance(rule, Refusal) and rule.id not in ids] == []


def test_the_walk_finds_ids_however_they_are_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "class E:\n    rule: str = 'as-a-default'\n"
        "E(rule='by-its-name')\nself._add('by-a-method', 1)\nreturned = Mistake('as-a-mistake', ())\n"
        "def said():\n    return 'as-the-first', 2\n"
    )
    (tmp_path / "new.py").write_text(text, encoding="utf-8")
    monkeypatch.setitem(PATHS, "check.kind", tmp_path / "new.py")
    assert {each.value for each in ids_of("check.kind") if isinstance(each, ast.Constant)} == {
        "as-a-default",
        "by-its-name",
        "by-a-method",
        "as-a-mistake",
        "as-the-first",
    }
    assert given()["as-a-mistake"] == "check.kind"


def test_the_walk_reads_the_modules_that_it_has_to() -> None:
    assert {"positions", "syntax", "content", "facts", "edition", "contradictions", "model.replies"} <= reached(ROOTS)
    assert PATHS.keys() >= {*ROOTS, *OF_FILES}


@pytest.mark.parametrize("rule", [each for each in RULES if isinstance(each, Refusal)], ids=lambda rule: rule.id)
def test_a_refusal_is_an_error_that_nobody_switches_off(rule: Refusal) -> None:
    assert rule.severity is Severity.ERROR
    assert rule.is_fixed


BROKEN_SET = """\
# file: criteria/bo-vi-du.yaml
format: wardeval/criterion-set/1
id: bo-khac
# file: phuong-a.yaml
format: wardeval/assessment/1
set: bo-vi-du
unit: {name: Phường Ví Dụ A, type: phuong}
period: 2024
# file: phuong-b.yaml
answers:
  5.3.a: đạt
"""


def test_a_problem_in_a_set_is_told_at_the_file_of_the_set(tmp_path: Path) -> None:
    written(BROKEN_SET, tmp_path)
    refused = [problem for problem in checked(tmp_path) if problem.severity is Severity.ERROR]
    assert {problem.span.file for problem in refused} == {"criteria/bo-vi-du.yaml"}
    library = Library(places(tmp_path, {}))
    found = look((tmp_path / "phuong-a.yaml").read_bytes(), "a.yaml", library, TODAY)
    assert found.code is ExitCode.INPUT
    assert (found.standing, found.traits) == (None, None)
    assert look((tmp_path / "phuong-b.yaml").read_bytes(), "b.yaml", library, TODAY).code is ExitCode.OK


def test_a_problem_of_a_set_that_has_no_rule_is_told_all_the_same(tmp_path: Path) -> None:
    written(BROKEN_SET, tmp_path)
    text = full_set(one("title: Thử, measure: met, source: S"), "bo-khac")
    (tmp_path / "criteria" / "bo-vi-du.yaml").write_text(text, encoding="utf-8")
    (problem,) = (each for each in checked(tmp_path) if each.span.file.startswith("criteria/"))
    assert problem.rule == "set-file-name"
    assert find_rule(problem.rule) is None
    assert told([problem], problem.rule) == (
        "criteria/bo-vi-du.yaml:2:5: the file of this set has to be called bo-khac.yaml\n"
    )


def test_a_suspended_year_is_not_comparable(tmp_path: Path) -> None:
    library = Library(places(tmp_path, {}))
    content = find_page("suspended-year").encode()
    assert look(content, "a.yaml", library, TODAY).code is ExitCode.INCOMPARABLE


def find_page(id_: str) -> str:
    """The failing example of a rule, without the line that names its file."""
    rule = find_rule(id_)
    assert rule is not None
    return rule.page.fails.partition("\n")[2]


def test_what_a_file_is_does_not_depend_on_the_day(tmp_path: Path) -> None:
    library = Library(places(tmp_path, {}))
    content = find_page("no-edition").encode()
    early, late = (look(content, "a.yaml", library, day) for day in (date(2012, 1, 1), TODAY))
    assert early == late
