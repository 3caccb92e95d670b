"""Where a verdict stands, as a value of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.building import NO, OPEN, YES, score_of
from wardeval.engine.result import Status
from wardeval.engine.standing import standing
from wardeval.exact import Met
from wardeval.language import Code, Language
from wardeval.report.words import standing_cell, verdict

ENGLISH = Language(Code.EN)
SET = """
verdicts:
  - {id: tot, title: Tốt, when: [{all: criteria}]}
  - {id: kha, title: Khá, when: [{criteria-met: {at-least: 1}}]}
  - {id: con-lai, title: Còn lại}
criteria: [{id: a, measure: met}, {id: b, measure: met}]
"""
UNKNOWN = SET.replace("[{all: criteria}]", "unknown")
ASSESSED = "assessed-if: [{met: b}]\n" + SET
NO_REMAINDER = SET.replace("  - {id: con-lai, title: Còn lại}\n", "")
NOTHING: Mapping[str, Any] = {}


@pytest.mark.parametrize(
    ("body", "answers", "status", "text", "reached"),
    {
        "the highest": (SET, {"a": "đạt", "b": "đạt"}, Status.REACHED, "Tốt", (YES, YES, YES)),
        "the middle": (SET, {"a": "đạt", "b": "không đạt"}, Status.REACHED, "Khá", (NO, YES, YES)),
        "the rest": (SET, {"a": "không đạt", "b": "không đạt"}, Status.REACHED, "Còn lại", (NO, NO, YES)),
        "two are possible": (SET, {"a": "đạt"}, Status.UNDECIDED, "undecided: Khá / Tốt", (OPEN, YES, YES)),
        "all are possible": (SET, NOTHING, Status.UNDECIDED, "undecided: Còn lại / Khá / Tốt", (OPEN, OPEN, YES)),
        "a rule is not public": (
            *(UNKNOWN, {"a": "đạt", "b": "đạt"}, Status.UNKNOWN_RULE),
            *("no verdict: the rule is not public", (OPEN, YES, YES)),
        ),
        "not assessed": (ASSESSED, {"b": "không đạt"}, Status.NOT_ASSESSED, "not assessed", (NO, NO, NO)),
        "none": (
            *(NO_REMAINDER, {"a": "không đạt", "b": "không đạt"}, Status.NONE_REACHED),
            *("no verdict of the set is reached", (NO, NO)),
        ),
    }.values(),
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else None,
)
def test_a_standing_says_what_the_result_says(
    body: str, answers: Mapping[str, Any], status: Status, text: str, reached: tuple[Met, ...]
) -> None:
    result = score_of(body, answers)
    found = standing(result)
    assert (found.status, tuple(met for _, met in found.verdicts)) == (status, reached)
    assert standing_cell(found, ENGLISH) == verdict(result, ENGLISH)
    assert standing_cell(found, ENGLISH).text == text
    assert found.is_lowest is (text == "Còn lại")
