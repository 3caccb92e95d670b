"""Each rule by folders that it finds fault with and folders that it does not, and by the examples of its page."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.check.checking import TODAY, checked, told
from tests.check.made import written
from tests.conftest import ROOT
from wardeval.check.rule import Family, Gate, Refusal, Rule
from wardeval.check.rules import RETIRED, RULES, find_rule
from wardeval.language import Code, Language
from wardeval.problems import Problem

DATA = ROOT / "tests" / "data" / "check"
GATES = {each.id for each in RULES if isinstance(each, Gate)}
"""Their folders are run by tests/check/test_gates.py, with the options that they need."""
FOLDERS = sorted(path for path in DATA.glob("*/*") if path.is_dir() and path.parent.name not in GATES)
EXPECTED = "expected.txt"
MADE = "made.txt"
"""What a folder holds beside its files that cannot lie in a repository, as `tests.check.made` reads it."""
NUMBERS = ROOT / "tests" / "data" / "check-numbers.txt"
SHOWN = [each for each in RULES if not isinstance(each, Gate)]


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def problems_of(folder: Path, made: Path) -> list[Problem]:
    """The problems of a folder; where some of its files have to be made, of a copy that has them."""
    if not (folder / MADE).is_file():
        return checked(folder)
    shutil.copytree(folder, made, ignore=shutil.ignore_patterns(MADE, EXPECTED))
    return checked(made, written((folder / MADE).read_text(encoding="utf-8"), made))


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_folder_has_exactly_the_faults_that_it_expects(
    folder: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    found = told(problems_of(folder, tmp_path / "made"), folder.parent.name)
    expected = folder / EXPECTED
    if request.config.getoption("--update") and found:
        expected.write_text(found, encoding="utf-8")
    assert found == (expected.read_text(encoding="utf-8") if expected.is_file() else "")
    assert bool(found) is folder.name.startswith("fails-")


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)
def test_rule_has_two_folders_of_each_kind(rule: Rule) -> None:
    kinds = Counter(path.name.partition("-")[0] for path in (DATA / rule.id).iterdir())
    assert kinds["fails"] >= 2
    assert kinds["passes"] >= 2
    assert kinds.keys() == {"fails", "passes"}


def test_every_folder_is_that_of_a_rule() -> None:
    assert {path.name for path in DATA.iterdir()} <= {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)
def test_the_examples_of_a_page_fail_and_pass(rule: Rule, tmp_path: Path) -> None:
    for example, fails in ((rule.page.fails, True), (rule.page.passes, False)):
        folder = tmp_path / str(fails)
        problems = checked(folder, written(example, folder), _day_of(example))
        assert bool(told(problems, rule.id)) is fails, example
        refused = {problem.rule for problem in problems if isinstance(find_rule(problem.rule), Refusal)}
        assert refused == set() or (fails and rule.id in refused), "nothing else may keep an example from being judged"


def _day_of(example: str) -> date:
    """The day that an example is checked on, where that matters."""
    on = re.match(r"# on: (\d\d)/(\d\d)/(\d{4})\n", example)
    return date(*map(int, reversed(on.groups()))) if on is not None else TODAY


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_reads_as_one(rule: Rule) -> None:
    for message in rule.page.messages():
        for code in Code:
            text = Language(code).text(message)
            assert text.endswith("."), text
            assert text[0].isupper() or not text[0].isalpha()


def test_ids_and_numbers_are_given_once_and_never_again() -> None:
    numbers = [rule.number for rule in RULES]
    assert len(set(numbers)) == len(numbers) == len({rule.id for rule in RULES})
    assert RETIRED.keys().isdisjoint(numbers)
    given = dict(line.split() for line in NUMBERS.read_text(encoding="utf-8").splitlines())
    assert {**{rule.number: rule.id for rule in RULES}, **RETIRED} == given


def test_rules_stand_by_family_and_number() -> None:
    assert [rule.number for rule in RULES] == sorted(rule.number for rule in RULES)
    assert {rule.family for rule in RULES} == set(Family)
