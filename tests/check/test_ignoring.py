"""What of a file's problems is told: comments and settings pass over some, and comments have problems of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardeval.check.comments import ignores
from wardeval.check.ignoring import sift
from wardeval.check.looked import Looked
from wardeval.check.rule import AcrossRule
from wardeval.check.rules import RULES, by_id
from wardeval.check.settings import EVERYTHING, Chosen, choose
from wardeval.language import Code, Language
from wardeval.problems import ExitCode, Problem, Severity, Span, say

ENGLISH = Language(Code.EN)
OWED = "basically-without-explanation"
ACROSS = next(each.id for each in RULES if isinstance(each, AcrossRule))


def looked(text: str, *problems: Problem, code: ExitCode = ExitCode.OK) -> Looked:
    return Looked("a.yaml", "sha256:", problems, code, ignores(text.encode()))


def problem(rule: str, line: int, file: str = "a.yaml") -> Problem:
    return Problem(rule, say("x"), Span(file, line, 1 if line else 0), severity=by_id()[rule].severity)


def told(found: Looked, *across: Problem, chosen: Chosen = EVERYTHING, whole: bool = False) -> list[tuple[str, int]]:
    return [(each.rule, each.span.line) for each in sift(found, across, chosen, Path("a.yaml"), whole=whole).told]


def test_what_is_covered_is_counted_and_not_told() -> None:
    text = f"a: 1\nb: 2  # wardeval: ignore[{OWED}] vì thế\nc: 3\n"
    found = looked(text, *(problem(OWED, line) for line in (1, 2, 2, 3)), problem("missing-answer", 2))
    sifted = sift(found)
    assert [(each.rule, each.span.line) for each in sifted.told] == [(OWED, 1), ("missing-answer", 2), (OWED, 3)]
    assert sifted.ignored == 2


def test_only_a_comment_for_the_whole_file_covers_a_problem_of_the_whole_file() -> None:
    found = problem("missing-answer", 0)
    of_an_entry = looked("# wardeval: ignore[complete] vì thế\na: 1\n", found)
    assert told(of_an_entry) == [("missing-answer", 0), ("unused-ignore", 1)]
    assert told(looked("a: 1\n# wardeval: ignore-file[complete] vì thế\n", found)) == []


@pytest.mark.parametrize("word", ["missing-answer", "201", "complete"])
def test_words_of_a_comment(word: str) -> None:
    assert told(looked(f"a: 1  # wardeval: ignore[{word}] vì thế\n", problem("missing-answer", 1))) == []


@pytest.mark.parametrize("rule", ["duplicate-key", "unknown-id", "ignore-without-reason"])
@pytest.mark.parametrize("word", [None, "form"])
def test_what_cannot_be_ignored_is_told_although_a_comment_says_so(rule: str, word: str | None) -> None:
    found = told(looked(f"a: 1  # wardeval: ignore[{word or rule}] vì thế\n", problem(rule, 1)))
    assert (rule, 1) in found
    assert ("unused-ignore", 1) in found


def test_a_comment_without_a_reason_ignores_nothing_and_is_not_said_to_be_unused() -> None:
    text = f"a: 1  # wardeval: ignore[{OWED}, missing-answer]\n"
    assert told(looked(text, problem(OWED, 1))) == [(OWED, 1), ("ignore-without-reason", 1)]


def test_all_comments_that_cover_a_problem_are_of_use() -> None:
    text = f"# wardeval: ignore-file[complete] vì thế\na: 1  # wardeval: ignore[{OWED}] vì thế\n"
    assert told(looked(text, problem(OWED, 2)), whole=True) == []


def test_each_word_of_a_comment_has_to_be_of_use() -> None:
    found = sift(looked(f"a: 1  # wardeval: ignore[{OWED}, missing-answer] vì thế\n", problem(OWED, 1)))
    (left,) = found.told
    assert ENGLISH.text(left.message) == "“missing-answer” is ignored here, but finds nothing here"
    assert left.hint is not None
    assert ENGLISH.text(left.hint) == "remove “missing-answer” from the comment"
    assert left.severity is Severity.WARNING


UNUSED = [("unused-ignore", 1)]


@pytest.mark.parametrize(
    ("word", "whole", "found"), [(ACROSS, False, []), (ACROSS, True, UNUSED), (OWED, False, UNUSED)]
)
def test_of_rules_about_several_files_nothing_is_certain_while_some_are_not_there(
    word: str, whole: bool, found: list[tuple[str, int]]
) -> None:
    assert told(looked(f"a: 1  # wardeval: ignore[{word}] vì thế\n"), whole=whole) == found


def test_a_rule_that_is_switched_off_may_still_be_meant() -> None:
    text = f"a: 1  # wardeval: ignore[{OWED}] vì thế\nb: 2  # wardeval: ignore[complete] vì thế\n"
    assert told(looked(text), whole=True) == [("unused-ignore", 1), ("unused-ignore", 2)]
    assert told(looked(text), whole=True, chosen=choose(None, ignore=[OWED])) == []


def test_what_is_switched_off_is_neither_told_nor_counted() -> None:
    sifted = sift(looked("a: 1\n", problem(OWED, 1), problem("syntax", 1)), chosen=choose(None, select=["private"]))
    assert ([each.rule for each in sifted.told], sifted.ignored) == (["syntax"], 0)


def test_a_file_that_cannot_be_judged_leaves_open_whether_a_comment_is_of_use() -> None:
    text = f"a: 1  # wardeval: ignore[{OWED}, abc] vì thế\n"
    assert told(looked(text, problem("unknown-id", 1), code=ExitCode.INPUT)) == [("unknown-id", 1), ("unknown-rule", 1)]


def test_the_rules_about_comments_can_be_switched_off() -> None:
    text = "a: 1  # wardeval: ignore[abc]\nb: 1  # wardeval: ignorr\nc: 1  # wardeval: ignore[202] vì thế\n"
    rules = ["ignore-without-reason", "unknown-rule", "unreadable-ignore", "unused-ignore"]
    assert [rule for rule, _ in told(looked(text))] == rules
    assert told(looked(text), chosen=choose(None, ignore=rules)) == []


def test_problems_of_rules_about_several_files_are_covered_and_sorted_in() -> None:
    text = f"a: 1  # wardeval: ignore[{ACROSS}] vì thế\nb: 2\n"
    found = looked(text, problem(OWED, 2))
    assert told(found, problem(ACROSS, 1), problem(ACROSS, 2)) == sorted(
        [(ACROSS, 2), (OWED, 2)], key=lambda each: each[0]
    )


def test_a_file_cannot_ignore_what_is_wrong_with_its_set() -> None:
    text = f"a: 1  # wardeval: ignore[{OWED}] vì thế\n"
    assert (OWED, 1) in told(looked(text, problem(OWED, 1, "criteria/bo.yaml")))
