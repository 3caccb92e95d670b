"""Sums with bonus points, and with judged points whose most is not public."""

from __future__ import annotations

import pytest

from tests.building import between, exactly, node_of, points_of, refused, score_of
from wardeval.engine.result import SetResult
from wardeval.exact import Interval, Met
from wardeval.language import Code, Language

ENGLISH = Language(Code.EN)
BONUS = """
total: {max: 10}
criteria:
  - {id: x, measure: points, max: 6}
  - {id: y, measure: points, max: 4, not-applicable: excluded}
  - {id: more, measure: points, max: 3, bonus: yes, not-applicable: excluded}
"""
WAIVED = {"not-applicable": "Không có"}


def total_of(result: SetResult) -> Interval | None:
    assert result.total is not None
    return result.total.points


@pytest.mark.parametrize(
    ("answers", "total"),
    {
        "all": ({"x": 6, "y": 4, "more": 3}, exactly(13)),
        "none": ({}, between(0, 13)),
        "the bonus missing": ({"x": 6, "y": 4}, between(10, 13)),
        "no bonus": ({"x": 6, "y": 4, "more": WAIVED}, exactly(10)),
        "the rest stretched, the bonus not": ({"x": 3, "y": WAIVED, "more": 3}, exactly(8)),
        "only the bonus": ({"more": 3}, between(3, 13)),
    }.values(),
    ids=["all", "none", "the bonus missing", "no bonus", "the rest stretched, the bonus not", "only the bonus"],
)
def test_a_bonus_comes_on_top_of_the_most_points(answers: dict[str, object], total: Interval) -> None:
    result = score_of(BONUS, answers)
    assert total_of(result) == total
    assert result.total is not None
    assert result.total.possible == 10


def inner(changes: str, *parts: str) -> str:
    return f"criteria: [{{id: a, {changes}sum: [{', '.join('{' + part + '}' for part in parts)}]}}]"


POINTS = "id: b, measure: points, max: 6"
EXTRA = "id: c, measure: points, max: 3, bonus: yes"


@pytest.mark.parametrize(
    ("changes", "points", "possible", "met"),
    [
        ("", exactly(9), 6, None),
        ("max: 6, ", exactly(9), 6, None),
        ("cap: 8, ", exactly(8), 6, None),
        ("met: {at-least: 150%}, ", exactly(9), 6, Met.YES),
        ("met: {more-than: 150%}, ", exactly(9), 6, Met.NO),
        ("met: max, ", exactly(9), 6, Met.YES),
    ],
)
def test_a_bonus_in_a_sum_is_held_back_by_a_cap_only(
    changes: str, points: Interval, possible: int, met: Met | None
) -> None:
    outcome = node_of(score_of(inner(changes, POINTS, EXTRA), {"b": 6, "c": 3})).outcome
    assert (outcome.points, outcome.met) == (points, met)
    assert outcome.possible == possible


def test_the_bonus_of_a_part_counts_in_the_whole() -> None:
    body = inner("", "id: s, sum: [{id: b, measure: points, max: 6}, {id: c, measure: met, points: 1, bonus: yes}]")
    assert points_of(score_of(body, {"b": 6, "c": "đạt"})) == exactly(7)
    assert points_of(score_of(body, {"b": 6})) == between(6, 7)


def test_a_sum_whose_own_parts_do_not_apply_does_not_apply_for_its_bonus() -> None:
    body = inner("", "id: b, measure: points, max: 6, not-applicable: excluded", EXTRA)
    result = node_of(score_of(body, {"b": WAIVED, "c": 3}))
    assert result.outcome.applies is Met.NO
    assert result.state.value == "not-applicable"


def test_a_bonus_that_is_not_public_leaves_the_sum_without_a_most() -> None:
    body = f"total: {{max: 6}}\n{inner('', POINTS)}".replace(
        "criteria: [", "criteria: [{id: c, measure: points, max: unknown, bonus: yes}, "
    )
    result = score_of(body, {"b": 6})
    assert result.total is not None
    assert (result.total.points, result.total.known) == (None, False)
    assert total_of(score_of(body, {"b": 6, "c": 100})) == exactly(106)


def test_a_bonus_has_no_share_that_every_criterion_needs() -> None:
    verdicts = "verdicts: [{id: dat, title: D, when: [{every-criterion: {at-least: 50%}}]}, {id: chua-dat, title: C}]"
    result = score_of(f"{verdicts}\n{BONUS}", {"x": 3, "y": 2, "more": 0})
    assert result.reached is not None
    assert result.reached.id == "dat"


JUDGED = """
total: {max: 30}
criteria:
  - {id: x, measure: points, max: 10}
  - id: s
    sum:
      - {id: known, measure: points, max: 5}
      - {id: open, measure: points, max: unknown, points: as-judged}
  - {id: last, measure: points, max: unknown}
"""


@pytest.mark.parametrize(
    ("answers", "total"),
    [
        ({}, between(0, 30)),
        ({"x": 10}, between(10, 30)),
        ({"x": 0}, between(0, 20)),
        ({"known": 0}, between(0, 25)),
        ({"open": 7}, between(7, 30)),
        ({"x": 10, "known": 5, "open": 7}, between(22, 30)),
        ({"x": 10, "known": 5, "open": 7, "last": 8}, exactly(30)),
        ({"x": 1, "known": 2, "open": 3, "last": 4}, exactly(10)),
        ({"x": 0, "known": 0, "open": 15, "last": 0}, exactly(15)),
    ],
)
def test_judged_points_are_bounded_by_what_the_stated_total_leaves(answers: dict[str, object], total: Interval) -> None:
    result = score_of(JUDGED, answers)
    assert total_of(result) == total
    assert result.total is not None
    assert not result.total.known


def test_judged_points_are_kept_and_have_no_share() -> None:
    outcome = node_of(score_of(JUDGED, {"last": "7,5"}), "last").outcome
    assert (outcome.points, outcome.possible, outcome.known) == (exactly("15/2"), None, False)
    body = "criteria: [{id: a, measure: points, max: unknown, met: {at-least: 50%}}]"
    outcome = node_of(score_of(body, {"a": 7})).outcome
    assert (outcome.met, outcome.points, outcome.known) == (Met.UNDECIDED, exactly(7), False)
    assert node_of(score_of(body.replace("50%", "5"), {"a": 7})).outcome.met is Met.YES


@pytest.mark.parametrize(
    ("answers", "at"),
    [
        ({"last": 16}, "last"),
        ({"open": 8, "last": 8}, "last"),
        ({"open": 31}, "open"),
    ],
)
def test_judged_points_that_contradict_the_stated_total_are_refused(answers: dict[str, object], at: str) -> None:
    (problem,) = refused(JUDGED, answers)
    assert problem.keys == ("answers", at)
    points = sum(int(str(value)) for value in answers.values())
    said = f"the judged points come to {points}, more than the 15 that are left for them"
    assert ENGLISH.text(problem.message) == said


def test_judged_points_that_contradict_a_stated_sum_are_refused_once_for_both_tracks() -> None:
    body = inner("max: 6, ", "id: b, measure: met, points: 2", "id: c, measure: points, max: unknown")
    assert points_of(score_of(body, {"c": 4})) == between(4, 6)
    (problem,) = refused(body, {"c": 5})
    assert problem.keys == ("answers", "c")
    (problem,) = refused(body, {"c": 5}, verified={"by": "Hội đồng", "answers": {"b": "đạt"}})
    assert problem.keys == ("answers", "c")
    (problem,) = refused(body, {"c": 4}, verified={"by": "Hội đồng", "answers": {"c": "6"}})
    assert problem.keys == ("verified", "answers", "c")


def test_without_a_stated_most_a_sum_with_judged_points_has_no_bound_until_they_are_given() -> None:
    body = inner("", "id: b, measure: met, points: 2", "id: c, measure: points, max: unknown")
    assert points_of(score_of(body, {"b": "đạt"})) is None
    assert points_of(score_of(body, {"c": 100})) == between(100, 102)
    assert node_of(score_of(body, {"c": 100})).outcome.possible is None


def test_judged_points_are_refused_also_where_they_may_count_for_nothing() -> None:
    parts = "id: b, measure: met, points: 2", "id: c, only-if: b, measure: points, max: unknown"
    body = inner("max: 6, ", *parts)
    assert points_of(score_of(body, {"c": 4})) == between(0, 6)
    for answers in ({"c": 5}, {"c": 5, "b": "đạt"}, {"c": 5, "b": "chưa"}):
        (problem,) = refused(body, answers)
        assert problem.keys == ("answers", "c")


def test_a_sum_that_may_be_waived_in_full_may_come_to_all_that_is_left() -> None:
    inside = "{id: k, measure: met, points: 1}, {id: o, measure: met, points: unknown}"
    body = f"total: {{max: 100}}\ncriteria: [{{id: s, not-applicable: full, sum: [{inside}]}}, {{id: x, {POINTS[7:]}}}]"
    assert total_of(score_of(body, {"x": 6})) == between(6, 100)
    assert total_of(score_of(body, {"x": 6, "s": WAIVED})) == between(6, 100)
    assert total_of(score_of(body, {"x": 6, "k": "chưa"})) == between(6, 99)


def test_what_earns_nothing_is_left_out_of_a_total() -> None:
    body = "total: {max: 10}\ncriteria:\n  - {id: x, measure: points, max: 10}\n  - {id: more, measure: met}\n"
    for more in ("có", "không", None):
        answers = {"x": 7} if more is None else {"x": 7, "more": more}
        result = score_of(body, answers)
        assert total_of(result) == exactly(7)
        assert result.total is not None
        assert result.total.known
        assert result.total.possible == 10
    assert total_of(score_of(body, {"more": "có"})) == between(0, 10)
