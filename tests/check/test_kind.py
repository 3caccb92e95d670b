"""Files of wardeval that are no assessments say so themselves."""

from __future__ import annotations

import pytest

from wardeval.check.kind import other_kind
from wardeval.language import Code, Language
from wardeval.source import parse_source

ENGLISH = Language(Code.EN)


@pytest.mark.parametrize(
    ("kind", "says", "hint"),
    [
        ("criterion-set", "this is a criterion set, and no assessment", "“wardeval criteria lint a.yaml” checks it"),
        (
            "overlay",
            "this completes a criterion set, and is no assessment",
            "“wardeval criteria lint a.yaml” checks it",
        ),
        ("mapping", "this is a mapping between criterion sets, and no assessment", "“wardeval criteria lint a.yaml”"),
        ("cases", "these are the cases of a criterion set, and no assessment", "“wardeval criteria test a.yaml”"),
        ("units", "this is a register of units, and no assessment", "“wardeval units show ID --units a.yaml”"),
        ("workspace", "these are the settings of a workspace, and no assessment", "leave it out"),
    ],
)
def test_another_kind(kind: str, says: str, hint: str) -> None:
    problem = other_kind(parse_source(f"a: b\nformat: wardeval/{kind}/1\n".encode(), "a.yaml"))
    assert problem is not None
    assert (problem.rule, str(problem.span), ENGLISH.text(problem.message)) == ("other-kind", "a.yaml:2:9", says)
    assert problem.hint is not None
    assert ENGLISH.text(problem.hint).startswith(hint)


@pytest.mark.parametrize(
    "text",
    [
        "format: wardeval/assessment/1",
        "format: wardeval/assessment/2",
        "format: wardeval/new-kind/1",
        "format: [wardeval/units/1]",
        "format:",
        "a: wardeval/units/1",
    ],
)
def test_an_assessment_and_what_is_not_known(text: str) -> None:
    assert other_kind(parse_source(text.encode(), "a.yaml")) is None
