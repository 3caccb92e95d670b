"""Which rules are followed where, and how much they matter: the command line before the settings, ignoring first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pace import in_seconds
from wardeval.check.rule import Family
from wardeval.check.rules import RULES, by_id
from wardeval.check.settings import EVERYTHING, Chosen, WrongWord, choose
from wardeval.check.words import ids_of
from wardeval.language import Code, Language
from wardeval.problems import InputError, Problem, Severity, Span, say
from wardeval.workspace import NAME, Workspace

ENGLISH = Language(Code.EN)
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
OWED = "basically-without-explanation"


def workspace(folder: Path, text: str) -> Workspace:
    (folder / NAME).write_text(f"check:\n{text}", encoding="utf-8")
    return Workspace(folder)


def severity(chosen: Chosen, rule: str, path: Path | None) -> Severity | None:
    return chosen.severities(path).get(rule)


def test_nothing_said_follows_every_rule_as_severe_as_it_is() -> None:
    assert choose().severities(None) == {each.id: each.severity for each in RULES}
    assert EVERYTHING.severities(Path("a.yaml")) == {each.id: each.severity for each in RULES}


CHOICES = {
    "a rule by its id": (("missing-answer",), (), {"missing-answer"}),
    "by its number": (("201",), (), {"missing-answer"}),
    "a family": (("complete",), (), {each.id for each in RULES if each.family is Family.COMPLETE}),
    "words between commas": (("201, 202", "203"), (), {"201", "202", "203"}),
    "ignored after all": (("complete",), ("complete",), set()),
    "all": (("all",), ("complete", "202"), {each.id for each in RULES if each.family is not Family.COMPLETE}),
}


@pytest.mark.parametrize(("select", "ignore", "followed"), CHOICES.values(), ids=CHOICES.keys())
def test_words_of_the_command_line(select: tuple[str, ...], ignore: tuple[str, ...], followed: set[str]) -> None:
    ids = {next((each.id for each in RULES if each.number == word), word) for word in followed}
    found = choose(None, select, ignore).severities(None)
    assert {id_ for id_ in found if not by_id()[id_].is_fixed} == {id_ for id_ in ids if not by_id()[id_].is_fixed}


def test_what_makes_a_file_unusable_is_always_followed() -> None:
    found = choose(None, ["missing-answer"], ["missing-answer"]).severities(None)
    assert found == {each.id: each.severity for each in RULES if each.is_fixed}


WRONG = {
    "misspelt": ((("complet",), ()), "there is no rule “complet”; did you mean “complete”?"),
    "misspelt between others": ((("201,mising-answer",), ()), "there is no rule “mising-answer”; did you mean"),
    "capitals": (((), ("Missing-Answer",)), "there is no rule “Missing-Answer”; did you mean “missing-answer”?"),
    "a part of it": ((("phone",), ()), "there is no rule “phone”; did you mean “phone-number”?"),
    "several have that part": ((("date",), ()), "there is no rule “date”"),
    "nothing like it": (((), ("999",)), "there is no rule “999”; “wardeval explain rules” lists them"),
    "a refusal": (((), ("duplicate-key",)), "“duplicate-key” cannot be switched off: a file that breaks it"),
    "the gates": (((), ("gate",)), "“gate” cannot be switched off: it holds only where an option asks for it"),
}


@pytest.mark.parametrize(("options", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_word_of_the_command_line_is_told(options: tuple[tuple[str], tuple[str]], said: str) -> None:
    with pytest.raises(WrongWord) as caught:
        choose(None, *options)
    assert ENGLISH.text(caught.value.message).startswith(said)


def test_a_family_has_two_words() -> None:
    for family in Family:
        assert ids_of(f"{family.number}xx") == ids_of(family.value) != frozenset()
    assert choose(None, ignore=["7xx"]) == choose(None, ignore=["private"])
    assert ids_of("9xx") == ids_of("xx") == frozenset()


def test_a_rule_that_is_to_be_switched_off_has_its_place(tmp_path: Path) -> None:
    for word in ("off", "Tắt", "none", "no"):
        with pytest.raises(InputError) as caught:
            choose(workspace(tmp_path, f"  severity: {{missing-answer: {word}}}\n"))
        (problem,) = caught.value.problems
        assert problem.hint is not None
        assert ENGLISH.text(problem.hint) == "to switch the rule off, name it in “ignore:”"
    with pytest.raises(InputError, match="value"):
        choose(workspace(tmp_path, "  severity: {missing-answer: Error}\n"))


def test_the_command_line_goes_before_the_settings(tmp_path: Path) -> None:
    said = workspace(tmp_path, f"  select: [complete]\n  ignore: [201]\n  severity: {{{OWED}: error}}\n")
    assert severity(choose(said), "missing-answer", None) is None
    assert severity(choose(said), "round-numbers", None) is None
    assert severity(choose(said, select=["201"]), "missing-answer", None) is by_id()["missing-answer"].severity
    assert severity(choose(said, select=["201"]), OWED, None) is None
    assert severity(choose(said, ignore=["202"]), OWED, None) is None
    assert severity(choose(said, ignore=["203"]), OWED, None) is ERROR  # as the settings say


PER_PATH = """\
  ignore: [203]
  severity: {complete: note, missing-answer: error, private: error}
  per-path:
    - {paths: ["assessments/2023/**"], ignore: [complete], severity: {private: note}}
    - {paths: ["**/nhap-*.yaml", thử/], severity: {all: note, private: warning}}
"""


@pytest.mark.parametrize(
    ("path", "severities"),
    {
        "assessments/2024/a.yaml": (ERROR, NOTE, None, ERROR),
        "assessments/2023/a.yaml": (None, None, None, NOTE),
        "assessments/2023/q1/a.yaml": (None, None, None, NOTE),
        "assessments/2023/nhap-a.yaml": (None, None, None, WARNING),
        "nhap-a.yaml": (NOTE, NOTE, None, WARNING),
        "thử/b/a.yaml": (NOTE, NOTE, None, WARNING),
        "../assessments/2023/a.yaml": (ERROR, NOTE, None, ERROR),
    }.items(),
)
def test_paths_are_those_from_the_folder_of_the_settings(
    path: str, severities: tuple[Severity | None, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "đơn vị"
    folder.mkdir()
    chosen = choose(workspace(folder, PER_PATH))
    third, private = (next(each.id for each in RULES if each.number == number) for number in ("203", "701"))
    rules = ("missing-answer", OWED, third, private)
    assert tuple(severity(chosen, rule, folder / path) for rule in rules) == severities
    monkeypatch.chdir(folder)
    assert tuple(severity(chosen, rule, Path(path)) for rule in rules) == severities


def test_a_folder_means_all_that_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "assessments" / "2023").mkdir(parents=True)
    body = "  per-path:\n    - {paths: [assessments/2023, assessments/2022, ./thử], ignore: [private]}\n"
    (tmp_path / "thử").mkdir()
    chosen = choose(workspace(tmp_path, body))
    private = next(each.id for each in RULES if each.number == "701")
    for name, is_followed in {
        "assessments/2023/a.yaml": False,
        "assessments/2023/q1/a.yaml": False,
        "thử/a.yaml": False,
        "assessments/2022/a.yaml": True,  # there is no such folder
        "assessments/20233/a.yaml": True,
        "assessments/a.yaml": True,
    }.items():
        assert (severity(chosen, private, tmp_path / name) is not None) is is_followed, name


def test_standard_input_lies_nowhere(tmp_path: Path) -> None:
    assert severity(choose(workspace(tmp_path, PER_PATH)), "missing-answer", None) is ERROR


def test_every_wrong_word_of_the_settings_is_told_at_its_line(tmp_path: Path) -> None:
    said = workspace(
        tmp_path,
        "  select: [complete, mising-answer]\n  ignore: [syntax]\n  severity: {formm: note, 201: note}\n"
        "  per-path:\n    - paths: x\n      ignore: [gate]\n      severity:\n        zzz: error\n",
    )
    with pytest.raises(InputError) as caught:
        choose(said)
    found = [(problem.span.line, problem.span.column, problem.rule) for problem in caught.value.problems]
    assert found == [
        (2, 22, "unknown-rule"),
        (3, 12, "fixed-rule"),
        (4, 14, "unknown-rule"),
        (7, 16, "fixed-rule"),
        (9, 9, "unknown-rule"),
    ]
    said_of_201 = workspace(tmp_path, "  severity: {syntax: note, 8xx: error, missing-answer: note}\n")
    with pytest.raises(InputError) as fixed:
        choose(said_of_201)
    assert [ENGLISH.text(each.message) for each in fixed.value.problems] == [
        f"the severity of “{word}” is fixed, and cannot be another" for word in ("syntax", "8xx")
    ]
    hints = [problem.hint and ENGLISH.text(problem.hint) for problem in caught.value.problems]
    assert hints[0] == "did you mean “missing-answer”?"
    assert hints[2] == "did you mean “form”?"


def test_a_problem_is_told_as_severe_as_it_is_there() -> None:
    chosen = Chosen(choose(None, ignore=["202"]).layers)
    problem = Problem("missing-answer", say("x"), Span("a"), severity=ERROR)
    assert chosen.told(problem, None) == problem._replace(severity=by_id()["missing-answer"].severity)
    assert chosen.told(problem._replace(rule=OWED), None) is None
    of_a_set = problem._replace(rule="some-mistake-in-a-set", severity=NOTE)
    assert chosen.told(of_a_set, None) is of_a_set


def test_thousands_of_files_are_answered_at_once(tmp_path: Path) -> None:
    chosen = choose(workspace(tmp_path, PER_PATH))
    paths = [tmp_path / "assessments" / "2023" / f"{number}.yaml" for number in range(3321)]
    with in_seconds(1):
        for path in paths:
            for rule in ("missing-answer", OWED, "syntax"):
                severity(chosen, rule, path)
