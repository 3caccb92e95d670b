"""What is missing, and how it is said: the sentences beside a number must fit the number."""

from __future__ import annotations

import pytest

from tests.building import Answers, one, points_of, score_of, verdict_of
from wardeval.engine.result import SetResult, Status
from wardeval.exact import Interval, Met
from wardeval.language import Code, Language

ENGLISH = Language(Code.EN)


def closing(result: SetResult) -> list[str]:
    return [ENGLISH.text(gap.closes) for gap in result.gaps if gap.closes is not None]


@pytest.mark.parametrize(
    ("required", "part", "closes"),
    [
        ("{at-least: 50%, at-most: 70%}", 20, "at most 17 of 25, now 20"),
        ("{at-least: 50%, at-most: 70%}", 10, "at least 13 of 25, now 10"),
        ("{more-than: 40%}", 10, "at least 11 of 25, now 10"),
        ("{at-least: 40%, at-boundary: unknown}", 10, "at least 11 of 25, now 10"),
        ("{less-than: 40%}", 10, "at most 9 of 25, now 10"),
    ],
)
def test_a_ratio_says_how_many_are_enough(required: str, part: int, closes: str) -> None:
    result = score_of(one(f"measure: ratio, met: {required}"), {"a": {"part": part, "whole": 25}})
    assert closing(result) == [closes]


@pytest.mark.parametrize(
    ("required", "of_22"),
    [
        ("{at-least: 90%}", "at least 20 criteria are met"),
        ("{more-than: 90%}", "more than 19 criteria are met"),
        ("{at-most: 90%}", "at most 19 criteria are met"),
        ("{less-than: 90%}", "less than 20 criteria are met"),
    ],
)
def test_a_share_of_criteria_is_said_as_a_number_that_is_true(required: str, of_22: str) -> None:
    nodes = "\n".join(f"  - {{id: c{number}, measure: met}}" for number in range(22))
    body = f"verdicts:\n  - {{id: dat, title: Đạt, when: [{{criteria-met: {required}}}]}}\n"
    result = score_of(f"{body}  - {{id: chua-dat, title: Chưa đạt}}\ncriteria:\n{nodes}\n", {})
    assert ENGLISH.text(result.verdicts[0].conditions[0].says) == of_22


BANDS = "points: {bands: [{to: 28/02/Y, points: 5}, {above: 28/02/Y, points: 3}]}"


@pytest.mark.parametrize(("answer", "points"), [("28/02/2024", 5), ("01/03/2024", 3), ("chưa", 0), ("không", 0)])
def test_what_was_never_done_earns_nothing(answer: str, points: int) -> None:
    body = f"total: {{max: 5}}\n{one(f'measure: date, {BANDS}')}"
    assert points_of(score_of(body, {"a": answer})) == Interval.exactly(points)


def total(*criteria: str, at_least: int = 8, most: int = 10) -> str:
    nodes = "\n".join(f"  - {criterion}" for criterion in criteria)
    return f"""
total: {{max: {most}}}
verdicts:
  - {{id: dat, title: Đạt, when: [{{total: {{at-least: {at_least}}}}}]}}
  - {{id: chua-dat, title: Chưa đạt}}
criteria:
{nodes}
"""


def stakes(result: SetResult) -> dict[str, Interval | None]:
    return {gap.result.node.id: gap.lost for gap in result.gaps}


@pytest.mark.parametrize(
    ("criterion", "lost"),
    [
        ("{id: a, sum: [{id: x, measure: points, max: 6}, {id: y, measure: points, max: 4}]}", (5, 4)),
        ("{id: a, cap: 8, max: 8, sum: [{id: x, measure: points, max: 6}, {id: y, measure: points, max: 4}]}", None),
        (
            "{id: a, max: 10, weighted: [{id: x, weight: 80%, measure: points, max: 6}, "
            "{id: y, weight: 20%, measure: points, max: 4}]}",
            None,
        ),
    ],
    ids=["summed", "capped", "weighted"],
)
def test_points_at_stake_are_said_only_where_they_count_as_they_are(
    criterion: str, lost: tuple[int, int] | None
) -> None:
    result = score_of(total(criterion), {"x": 1, "y": 0})
    expected = {"x": None, "y": None} if lost is None else dict(zip("xy", map(Interval.exactly, lost), strict=True))
    assert stakes(result) == expected


def test_a_condition_for_being_assessed_is_missing_too() -> None:
    body = "assessed-if: [{gate: g}]\ngates: [{id: g, measure: count, met: {at-least: 9}}]\n" + one("measure: met")
    result = score_of(body, {"a": "đạt"})
    assert [gap.result.node.id for gap in result.gaps] == ["g"]
    assert result.status is Status.UNDECIDED


NO_FALLBACK = "verdicts: [{id: dat, title: Đạt, when: [{all: criteria}]}]\ncriteria: [{id: a, measure: met}]\n"


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [({"a": "đạt"}, "dat"), ({"a": "chưa"}, Status.NONE_REACHED.value), ({}, Status.UNDECIDED.value)],
    ids=["met", "not met", "missing"],
)
def test_a_ladder_without_a_last_rung(answers: Answers, verdict: str) -> None:
    assert verdict_of(score_of(NO_FALLBACK, answers)) == verdict


@pytest.mark.parametrize(("one_is", "points"), [("đạt", 3), ("chưa", 0), ({"not-applicable": "không có"}, 3)])
def test_a_condition_that_does_not_apply_holds_nothing_back(one_is: object, points: int) -> None:
    first = "{id: a, not-applicable: excluded, measure: met, points: 2}"
    body = total(first, "{id: b, only-if: a, measure: met, points: 3}", at_least=1, most=5)
    result = score_of(body, {"a": one_is, "b": "đạt"})
    (b,) = (node for node in result.nodes if node.node.id == "b")
    assert b.outcome.points == Interval.exactly(points)
    assert b.outcome.applies is Met.YES


def test_millions_of_events_take_no_time() -> None:
    body = """
total: {max: 4}
exceptions: {e: {title: E, needs: {n: N}}}
verdicts: [{id: dat, title: Đạt, when: [{total: {at-least: 3}}]}, {id: chua-dat, title: Chưa đạt}]
criteria:
  - id: a
    measure: events
    except: [e]
    points: {bands: [{to: 0, points: 4}, {above: 0, to: 1, points: 2}, {above: 1, points: 0}]}
"""
    many = 99_999_999_999
    result = score_of(body, {"a": {"value": many, "excepted": [{"reason": "e", "number": many}]}})
    assert points_of(result) == Interval.exactly(0).hull(Interval.exactly(4))
