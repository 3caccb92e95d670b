"""The house of the rules: each family in a package of its own, which knows nothing of the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_architecture import PACKAGE, imports, name_of
from wardeval.check.rule import Family, Rule
from wardeval.check.rules import RULES

OF_RULES = sorted(path for family in Family for path in (PACKAGE / "check" / family.value).glob("*.py"))
OF_THE_RUN = {
    *("rules", "words", "settings", "ignoring", "baseline", "checkup"),
    *("look", "run", "together", "examine", "mend", "kept"),
}
"""What knows the rules, so that no rule may know it."""


@pytest.mark.parametrize("path", OF_RULES, ids=name_of)
def test_rules_know_what_they_look_at_and_nothing_of_the_run(path: Path) -> None:
    assert OF_THE_RUN.isdisjoint(name.split(".")[2] for name in imports(path) if name.startswith("wardeval.check."))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_lies_in_the_package_of_its_family(rule: Rule) -> None:
    assert rule.function.__module__.startswith(f"wardeval.check.{rule.family.value}.")
