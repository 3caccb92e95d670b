"""`wardeval explain RULE`: the page of a rule, or a list of rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from wardeval.check.rule import Family
from wardeval.check.rules import RULES

PAGE = """\
191 unused-ignore
A comment ignores a rule that finds nothing there, or that nobody can ignore.
Family of rules      form: what a file says can be read, and is what the set
                     asks for
Severity             warning
Can be switched off  yes, in wardeval.yaml or by --ignore

Why
"""


@pytest.mark.parametrize("word", ["unused-ignore", "191"])
def test_a_rule_by_its_id_or_number(word: str, run: Run) -> None:
    ran = run("explain", word)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(PAGE)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("layout", ["table", "markdown"])
def test_every_rule_has_its_page(lang: str, layout: str, run: Run) -> None:
    for rule in RULES[::10]:
        ran = run("explain", rule.id, "--format", layout, lang=lang)
        assert (ran.code, ran.err) == (0, "")
        assert rule.page.fails.splitlines()[0] in ran.out
        assert "Traceback" not in ran.out


@pytest.mark.parametrize("word", ["rules", "all"])
def test_all_rules_are_listed(word: str, run: Run) -> None:
    ran = run("explain", word)
    assert (ran.code, ran.err) == (0, "")
    assert [line.split()[1] for line in ran.out.splitlines() if line[:3].isdecimal()] == [rule.id for rule in RULES]
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("family", Family, ids=lambda family: family.value)
def test_the_rules_of_a_family_are_listed(family: Family, run: Run) -> None:
    ran = run("explain", family.value)
    listed = [line.split()[1] for line in ran.out.splitlines() if line[:3].isdecimal()]
    assert (ran.code, listed) == (0, [rule.id for rule in RULES if rule.family is family])


def test_a_family_may_be_named_by_its_hundred(run: Run) -> None:
    assert run("explain", "7xx") == run("explain", "private")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("id-twice-on-one-day", "units.yaml"),
        ("no-such-year", "git"),
        ("unknown-revision", "git"),
        ("fixed-rule", "wardeval.yaml"),
        ("not-a-baseline", "not-a-baseline"),
        ("band-overlap", "band-overlap"),
    ],
)
def test_a_problem_that_is_no_rule_is_named_as_what_it_is(id_: str, said: str, lang: str, run: Run) -> None:
    ran = run("explain", id_, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    assert "wardeval check" in ran.out
    assert said in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    {
        "misspelt": (("unused-ignor",), "there is no rule “unused-ignor”; did you mean “unused-ignore”?"),
        "in capitals": (("Unused-Ignore",), "did you mean “unused-ignore”?"),
        "nothing like it": (("zzz",), "there is no rule “zzz”; “wardeval explain rules” lists them"),
        "a file without a criterion": (("README.md",), "CRITERION is missing"),
        "a file that is not there": (("nop/a.yaml",), "CRITERION is missing"),
        "a folder": (("examples",), "CRITERION is missing"),
        "nothing": (("",), "the name of a file is empty"),
        "a track": (("191", "--track", "self"), "--track goes with a file and a criterion"),
        "a set": (("191", "--set", "tt-124-2021-xa"), "--set goes with a file and a criterion"),
        "a format": (("191", "--format", "json"), "--format takes one of table; markdown, not “json”"),
    }.values(),
)
def test_what_cannot_be_explained(arguments: tuple[str, ...], said: str, run: Run) -> None:
    ran = run("explain", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "?;" not in ran.err


def test_a_page_goes_into_a_file(run: Run, tmp_path: Path) -> None:
    ran = run("explain", "191", "--format", "markdown", "-o", str(tmp_path / "191.md"))
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert "# 191 unused-ignore\n" in (tmp_path / "191.md").read_text(encoding="utf-8")


def test_a_broken_workspace_does_not_stand_in_the_way(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wardeval.yaml").write_text("check: {ignore: [zzz]}\nx: y\n", encoding="utf-8")
    assert run("explain", "191", folder=tmp_path).code == 0
