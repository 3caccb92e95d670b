"""What problems come to: the exit code is the worst that any of them asks for, and the sentence says the same."""

from __future__ import annotations

import pytest

from wardeval.check.checkup import CheckedFile, checkup
from wardeval.language import Code, Language
from wardeval.problems import ExitCode, Problem, Severity, Span, say

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
OK, NO, INPUT, UNDECIDED, INCOMPARABLE = (
    ExitCode.OK,
    ExitCode.NO,
    ExitCode.INPUT,
    ExitCode.UNDECIDED,
    ExitCode.INCOMPARABLE,
)
CODES = {
    ("a.yaml", "syntax"): INPUT,
    ("a.yaml", "suspended-year"): INCOMPARABLE,
    ("a.yaml", "verdict-undecided"): UNDECIDED,
}
FILES = [CheckedFile("a.yaml", "sha256:0")]


def problem(rule: str, severity: Severity) -> Problem:
    return Problem(rule, say("wrong"), Span("a.yaml", 1, 1), severity=severity)


TABLE = {
    "nothing": ([], OK, OK, 0),
    "a note": ([("round", NOTE)], OK, OK, 0),
    "a warning": ([("missing", WARNING)], NO, OK, 1),
    "an error": ([("sum", ERROR)], NO, NO, 1),
    "unusable": ([("syntax", ERROR)], INPUT, INPUT, 1),
    "suspended": ([("suspended-year", ERROR)], INCOMPARABLE, INCOMPARABLE, 1),
    "undecided": ([("verdict-undecided", ERROR)], UNDECIDED, UNDECIDED, 1),
    "undecided, and a note": ([("verdict-undecided", ERROR), ("round", NOTE)], UNDECIDED, UNDECIDED, 1),
    "undecided, and a warning": ([("verdict-undecided", ERROR), ("missing", WARNING)], NO, UNDECIDED, 2),
    "undecided, and an error": ([("verdict-undecided", ERROR), ("sum", ERROR)], NO, NO, 2),
    "an error, and suspended": ([("sum", ERROR), ("suspended-year", ERROR)], INCOMPARABLE, INCOMPARABLE, 2),
    "suspended, and unusable": ([("suspended-year", ERROR), ("syntax", ERROR)], INPUT, INPUT, 2),
    "all": ([("round", NOTE), ("missing", WARNING), ("sum", ERROR), *((rule, ERROR) for _, rule in CODES)],
            INPUT, INPUT, 5),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLE)
def test_the_worst_counts(case: str) -> None:
    found, code, of_errors, failing = TABLE[case]
    problems = [problem(rule, severity) for rule, severity in found]
    for told in (problems, problems[::-1]):
        came_to = checkup(told, FILES, CODES)
        assert (came_to.code, came_to.failing) == (code, failing)
        assert checkup(told, FILES, CODES, fail_on=ERROR).code == of_errors


@pytest.mark.parametrize("case", TABLE)
def test_the_sentence_says_what_the_code_says(case: str) -> None:
    found, code, _, _ = TABLE[case]
    came_to = checkup([problem(rule, severity) for rule, severity in found], FILES, CODES)
    said = Language(Code.EN).text(came_to.summary)
    beginnings = {
        OK: "check passed: ",
        NO: "check failed: ",
        INPUT: "check failed, since a file cannot be used: ",
        UNDECIDED: "check undecided, ",
        INCOMPARABLE: "check not possible, ",
    }
    assert said.startswith(beginnings[code])
    assert (came_to.code is OK) is (came_to.failing == 0)


def test_what_a_problem_of_another_file_asks_for_is_not_asked_by_this_one() -> None:
    other = Problem("syntax", say("wrong"), Span("b.yaml"), severity=ERROR)
    assert checkup([other], FILES, CODES).code is NO


def test_the_numbers_stand_in_the_sentence() -> None:
    came_to = checkup([problem("sum", ERROR), problem("round", NOTE)], FILES, ignored=2, known=1, gone=3)
    said = Language(Code.EN).text(came_to.summary)
    assert said == (
        "check failed: 1 error, 0 warnings, 1 note in 1 file"
        " (2 ignored; 1 known from the baseline; 3 of the baseline gone)"
    )
