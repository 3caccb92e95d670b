from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from wardeval.language import Code, Language
from wardeval.library import Library, Place, built_in, places
from wardeval.lint import mapping as module
from wardeval.lint.criterion_set import RULES as SET_RULES
from wardeval.lint.mapping import RULES, lint_mapping
from wardeval.mappings import LoadedMapping, load_mapping
from wardeval.rule import Rule

DATA = ROOT / "tests" / "data" / "lint-mapping"
SETS = DATA / "sets"
CASES = sorted(path for path in DATA.glob("*/*.yaml") if path.parent != SETS)
BUILT_IN = sorted((built_in() / "mappings").glob("*.yaml"))
EXPECT = "# expect: "


def load(path: Path) -> LoadedMapping:
    return load_mapping(path, Library((*places(None, {}), Place("workspace", SETS))), named=False)


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", CASES, ids=name_of)
def test_file_has_exactly_the_problems_it_expects(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    expected = [line.removeprefix(EXPECT) for line in lines if line.startswith(EXPECT)]
    found = [f"{problem.rule} {problem.span.line}" for problem in lint_mapping(load(path))]
    assert found == expected


@pytest.mark.parametrize("path", CASES, ids=name_of)
def test_failing_file_fails_by_the_rule_of_its_folder_only(path: Path) -> None:
    found = {problem.rule for problem in lint_mapping(load(path))}
    assert found == ({path.parent.name} if path.stem.startswith("failing-") else set())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_a_failing_and_a_passing_file_and_a_manual(rule: Rule[LoadedMapping]) -> None:
    stems = {path.stem for path in (DATA / rule.id).glob("*.yaml")}
    assert {"failing-1", "passing-1"} <= stems
    assert rule.manual.partition("\n")[0].endswith(".")


def test_every_folder_is_a_rule_and_every_rule_is_listed_once() -> None:
    written = [value.id for value in vars(module).values() if isinstance(value, Rule)]
    assert {path.name for path in DATA.iterdir()} == {"sets", *(rule.id for rule in RULES)}
    assert sorted(written) == sorted(rule.id for rule in RULES)


def test_a_rule_that_sets_have_as_well_matters_as_much() -> None:
    of_sets = {rule.id: rule.severity for rule in SET_RULES}
    shared = [rule for rule in RULES if rule.id in of_sets]
    assert len(shared) == 6
    assert all(rule.severity is of_sets[rule.id] for rule in shared)


@pytest.mark.parametrize("path", CASES, ids=name_of)
def test_every_problem_has_a_sentence_and_a_hint(path: Path) -> None:
    english = Language(Code.EN)
    for problem in lint_mapping(load(path)):
        for message in (problem.message, problem.hint):
            assert message is not None
            text = english.text(message)
            assert text
            assert not text.endswith(".")


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.stem)
def test_built_in_mapping_is_clean(path: Path) -> None:
    assert [(problem.rule, problem.span.line) for problem in lint_mapping(load(path))] == []
