"""The report of one assessment: how what is missing, open or half answered is said."""

from __future__ import annotations

import pytest

from tests.building import case_of
from tests.engine.rule_kinds import loaded
from wardeval.case import SELF
from wardeval.language import Code, Language
from wardeval.report.markdown import render
from wardeval.report.score import ScoreReport

ENGLISH = Language(Code.EN)
POINTS = """
total: {max: 30}
verdicts: [{id: dat, title: Reached, when: [WHEN]}, {id: chua-dat, title: Not}]
criteria:
  - {id: "1", title: One, measure: points, max: 10}
  - {id: "2", title: Two, measure: points, max: 10}
  - {id: "3", title: Three, measure: points, max: 10}
"""
UNKNOWN = POINTS.replace("title: Two, measure: points", "title: Two, measure: met, points: unknown")


def report(body: str, answers: dict[str, object], **more: object) -> str:
    case = case_of(loaded(body), answers, **more)
    return render(ScoreReport(case, ENGLISH, SELF).document())


def items(text: str, heading: str = "What is missing") -> list[str]:
    """The list below a heading."""
    block = text.split(f"## {heading}\n\n")[1].split("\n\n", maxsplit=1)[0]
    return [line.split(" ", maxsplit=1)[1] for line in block.splitlines()]


SILENT = "title: null, attested: not-public, measure: met"
NESTED = f"""
criteria:
  - {{id: "1", {SILENT}}}
  - {{id: "2", {SILENT}}}
  - id: "3"
    title: Three
    all: [{{id: 3.a, {SILENT}}}, {{id: 3.b, {SILENT}}}, {{id: 3.c, ask: Asked, measure: met}}]
  - {{id: "4", title: Four, all: [{{id: 4.a, {SILENT}}}, {{id: 4.b, {SILENT}}}]}}
  - {{id: "5", {SILENT}}}
"""


def test_criteria_without_text_stand_apart_from_parts_without_text() -> None:
    assert items(report(NESTED, {})) == [
        "3 criteria, content not published: not answered",
        "2 parts of 3, content not published: not answered",
        "3.c Asked: not answered",
        "2 parts of 4, content not published: not answered",
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    {
        "the rule": (POINTS.replace("[WHEN]", "unknown"), "no verdict: the rule is not public"),
        "how many points": (
            POINTS.replace("WHEN", "{total: {at-least: unknown}}"),
            "no verdict: the rule is not public",
        ),
        "how many of points that are not public": (
            UNKNOWN.replace("WHEN", "{total: {at-least: unknown}}"),
            "no verdict: the rule is not public",
        ),
        "the points": (
            UNKNOWN.replace("WHEN", "{total: {at-least: 25}}"),
            "no verdict: not all of the points are public",
        ),
        "the points of each": (
            UNKNOWN.replace("WHEN", "{every-criterion: {at-least: 50%}}"),
            "no verdict: not all of the points are public",
        ),
        "what is required": (
            'criteria: [{id: "1", title: One, measure: ratio, met: unknown}]\n',
            "no verdict: not all that is required is public",
        ),
    }.values(),
)
def test_no_verdict_says_what_is_not_public(body: str, said: str) -> None:
    answers: dict[str, object] = (
        {"1": "9/10"} if "ratio" in body else {"1": 8, "2": "đạt" if "measure: met" in body else 8, "3": 8}
    )
    assert f"- VERDICT: {said}\n" in report(body, answers)


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"1": 10, "2": 10, "3": 10}, None),
        ({"1": 10, "2": 2, "3": 3}, "not met: criteria 2, 3"),
        ({"1": 10, "2": 2}, "not met: criterion 2; undecided: criterion 3"),
        ({"1": 10}, "undecided: criteria 2, 3"),
    ],
)
def test_what_surely_falls_short_stands_apart_from_what_is_open(answers: dict[str, object], found: str | None) -> None:
    text = report(POINTS.replace("WHEN", "{every-criterion: {at-least: 50%}}"), answers)
    if found is None:
        assert "of its most points" not in text
    else:
        assert f"every criterion has at least 50% of its most points ({found})" in text


HALVES = """
criteria:
  - {id: a, ask: Change, measure: change, met: {at-most: before}}
  - {id: b, ask: Share, measure: ratio, met: {at-least: 50%}}
"""


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"a": {"now": 0, "before": None}}, "half answered · only this year's number is there; last year's is missing"),
        ({"a": {"before": 3}}, "half answered · only last year's number is there; this year's is missing"),
        ({"a": {"now": None, "before": None}}, "not answered"),
    ],
)
def test_half_an_answer_says_which_half_is_missing(answer: dict[str, object], state: str) -> None:
    assert items(report(HALVES, answer))[0] == f"a Change: {state}"
    assert f"| a | Change | {state.split(' ·', maxsplit=1)[0]} | 0/1 |" in report(HALVES, answer)


def test_half_a_share_says_which_half_is_missing() -> None:
    for key, told in (("part", "only the part is there; the whole"), ("whole", "only the whole is there; the part")):
        assert f"b Share: half answered · {told} is missing" in items(report(HALVES, {"b": {key: 5}}))


def test_the_tracks_are_named_only_where_there_are_two() -> None:
    assert "- Track: self-assessment\n" in report(HALVES, {})
    verified = {"by": "Ai đó", "answers": {"b": "1/2"}}
    assert "- Track: self-assessment (of: self-assessment; verification)\n" in report(HALVES, {}, verified=verified)


def test_nothing_is_said_twice_of_what_one_track_leaves_out() -> None:
    verified = {"by": "Ai đó", "answers": {"b": "1/2"}}
    assert "| b | not answered | met: 1 of 2 = 50%; required: at least 50% |" in report(HALVES, {}, verified=verified)


def test_ids_are_not_called_numbers() -> None:
    gates = "gates: [{id: dung-dau, ask: Head, measure: events, met: none}]\n"
    text = report(f'{gates}criteria: [{{id: "1", title: One, measure: met}}]\n', {})
    assert "| Id | Criterion | Result | Answers |" in text
    assert "| No. | Criterion | Result | Answers |" in text


def test_an_assumption_of_a_verdict_stands_under_its_title() -> None:
    body = """
verdicts:
  - {id: dat, title: Reached, assumed: So we read it, when: [{all: criteria}]}
  - {id: chua-dat, title: Not}
criteria: [{id: "1", title: One, measure: met, assumed: Read so}]
"""
    assert items(report(body, {}), "Assumed: no source states it") == ["“Reached”: So we read it", "1: Read so"]


@pytest.mark.parametrize(
    ("leaf", "answer", "said"),
    [
        ("measure: amount, met: {at-most: 0}", 5, "5; required: must be 0 · to close it: must be 0"),
        ("measure: ratio, met: {at-least: 100%}", "3/4", "3 of 4 = 75%; required: all of them (100%)"),
        ("measure: ratio, met: {at-least: unknown}", "3/4", "undecided · 3 of 4 = 75%; what is required is not public"),
        ("measure: amount, unit: km, met: {at-least: unknown}", 5, "undecided · 5 km; what is required is not public"),
        ("measure: events, unit: người, met: none", 2, "not met · 2 events (người) · to close it"),
        ("measure: events, met: none", 2, "not met · 2 events · to close it"),
    ],
)
def test_a_gap_says_once_what_is_required(leaf: str, answer: object, said: str) -> None:
    (item,) = items(report(f"criteria: [{{id: a, ask: Asked, {leaf}}}]\n", {"a": answer}))
    assert said in item
    assert "required: what" not in item
    assert item.count("not public") <= 1


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ("{max: 30, less: 6}", "30 points, less 6 for each event (2)"),
        ("{max: 30, less: 6, per: 2, floor: 3}", "30 points, less 6 for every 2 events (2), not below 3"),
    ],
)
def test_points_are_lost_event_by_event(points: str, said: str) -> None:
    body = f"""
total: {{max: 30}}
verdicts: [{{id: dat, title: Reached, when: [{{total: {{at-least: 30}}}}]}}, {{id: chua-dat, title: Not}}]
criteria: [{{id: a, ask: Asked, measure: events, points: {points}}}]
"""
    assert f"scored · {said} · " in items(report(body, {"a": 2}))[0]


def test_only_gaps_are_the_same_list() -> None:
    report_ = ScoreReport(case_of(loaded(NESTED), {}), ENGLISH, SELF)
    assert render(report_.document(only_gaps=True)).splitlines()[2:] == [
        *("## What is missing", ""),
        *(f"{n}. {item}" for n, item in enumerate(items(report(NESTED, {})), start=1)),
    ]
