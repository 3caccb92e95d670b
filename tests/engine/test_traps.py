"""Mistakes that a scoring engine once made, or nearly: each is a confident wrong answer that must not come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import (
    LADDER,
    NO,
    OPEN,
    YES,
    Answers,
    between,
    exactly,
    load_set,
    met_of,
    node_of,
    one,
    points_of,
    refused,
    score_of,
    verdict_of,
)
from wardeval.engine.verdict import reaches
from wardeval.exact import Interval, Met

CLASS = "facts: {loai: {title: Loại, is: one-of, of: [I, II]}}\n"

# A share that comes from a table or a parameter is a share of the whole, not a number below 1.


@pytest.mark.parametrize(
    ("parts", "met"), [("[1]", NO), ("[1, 2]", NO), ("[1, 2, 3]", YES)], ids=["1 of 4", "2 of 4", "3 of 4"]
)
def test_a_share_of_parts_from_a_table(parts: str, met: Met) -> None:
    leaves = ", ".join(f"{{id: b{number}, measure: met}}" for number in range(1, 5))
    body = CLASS + one(f"at-least: {{n: {{by: loai, table: {{I: 70%, II: 50%}}}}, of: [{leaves}]}}")
    done = [int(number) for number in parts.strip("[]").split(",")]
    answers = {f"b{number}": "đạt" if number in done else "chưa đạt" for number in range(1, 5)}
    assert met_of(score_of(body, answers, facts={"loai": "I"})) is met


@pytest.mark.parametrize(("loai", "verdict"), [("I", "chua-dat"), ("II", "dat")])
def test_a_share_of_the_total_from_a_table(loai: str, verdict: str) -> None:
    body = f"""
{CLASS}
total: {{max: 100}}
verdicts:
  - {{id: dat, title: Đạt, when: [{{total: {{at-least: {{by: loai, table: {{I: 90%, II: 80%}}}}}}}}]}}
  - {{id: chua-dat, title: Chưa đạt}}
criteria:
  - {{id: a, measure: points, max: 100}}
"""
    assert verdict_of(score_of(body, {"a": 85}, facts={"loai": loai})) == verdict


def test_a_share_of_judged_points() -> None:
    body = one("measure: points, max: 10, met: {at-least: 50%}")
    assert met_of(score_of(body, {"a": 1})) is NO
    assert met_of(score_of(body, {"a": 5})) is YES


@pytest.mark.parametrize(
    ("required", "present", "met"),
    [
        ("{by: loai, table: {I: 2, II: 3}}", ["p", "q"], YES),
        ("{by: loai, table: {I: 2, II: 3}}", ["p"], NO),
        ("unknown", ["p", "q", "r"], OPEN),
        ("60%", ["p"], NO),
        ("60%", ["p", "q"], YES),
    ],
)
def test_parts_that_are_required_by_a_parameter(required: str, present: list[str], met: Met) -> None:
    body = CLASS + one(f"measure: parts, parts: {{p: P, q: Q, r: R}}, met: {{at-least: {required}}}")
    assert met_of(score_of(body, {"a": present}, facts={"loai": "I"})) is met


def test_a_number_where_a_share_is_compared_is_refused() -> None:
    body = CLASS + one("measure: ratio, met: {at-least: {by: loai, table: {I: 70, II: 50%}}}")
    (problem,) = refused(body)
    assert problem.keys == ("criteria", 0, "met", "at-least")


# What is not public is never enough.


@pytest.mark.parametrize("way", ["sum", "either"])
def test_a_requirement_that_is_not_public_is_never_met(way: str) -> None:
    body = one(f"met: unknown, {way}: [{{id: b, measure: met, points: 3, met: met}}]")
    result = score_of(body, {"b": "đạt"})
    assert met_of(result) is OPEN
    assert points_of(result) == exactly(3)
    assert not node_of(result).outcome.known


def test_a_weight_that_is_not_public_leaves_the_verdict_open() -> None:
    weighted = "max: 10, met: {at-least: 50%}, weighted: [{id: b, weight: unknown, measure: points, max: 5}]"
    body = LADDER + one(weighted) + "  - {id: c, measure: met}"
    result = score_of(body, {"b": 5, "c": "đạt"})
    assert met_of(result) is OPEN
    assert result.count.of == 2
    assert verdict_of(result) == "unknown-rule"


def test_a_cut_off_that_is_not_public_gives_no_verdict() -> None:
    body = """
total: {max: 100}
verdicts: [{id: dat, title: Đạt, when: [{total: {at-least: unknown}}]}, {id: chua-dat, title: Chưa đạt}]
criteria: [{id: a, measure: points, max: 100}]
"""
    result = score_of(body, {"a": 87})
    assert result.total is not None
    assert result.total.points == exactly(87)
    assert verdict_of(result) == "unknown-rule"


# What does not apply is neither a pass nor a penalty, and what may not apply leaves everything open.

LEFT_OUT = """
total: {max: 20}
verdicts: [{id: dat, title: Đạt, when: [{total: {at-most: 30}}]}, {id: chua-dat, title: Chưa đạt}]
criteria:
  - {id: a, measure: points, max: 10, not-applicable: excluded}
  - {id: b, measure: points, max: 10, not-applicable: excluded}
"""
NONE: Answers = {"a": {"not-applicable": "không có"}, "b": {"not-applicable": "không có"}}


def test_where_nothing_applies_there_is_no_verdict() -> None:
    assert verdict_of(score_of(LEFT_OUT, NONE)) == "undecided"
    counted = "criteria: [{id: a, measure: met, not-applicable: excluded}]"
    assert verdict_of(score_of(counted, {"a": {"not-applicable": "không có"}})) == "undecided"


def test_nothing_is_settled_while_nothing_may_apply() -> None:
    assert verdict_of(score_of(LEFT_OUT)) == "undecided"  # any total is at most 30, but there may be none


def test_a_penalty_counts_beside_what_is_left_out() -> None:
    body = """
total: {max: 10}
criteria:
  - {id: a, measure: points, max: 10, not-applicable: excluded}
  - {id: b, measure: events, points: {bands: [{from: 1, points: -3}, {below: 1, points: 0}]}}
"""
    totals = [score_of(body, answers).total for answers in ({}, {"b": 2}, {"a": 4, "b": 2})]
    assert [total.points for total in totals if total] == [between(-3, 10), between(-3, 7), exactly(1)]


@pytest.mark.parametrize("way", ["all", "any"])
def test_a_node_may_not_apply_while_none_of_its_parts_must(way: str) -> None:
    part = f"{way}: [{{id: b, measure: met, not-applicable: excluded}}]"
    body = f"criteria:\n  - {{id: a, not-applicable: full, {part}}}\n  - {{id: c, measure: met}}\n"
    assert node_of(score_of(body)).outcome.applies is OPEN
    result = score_of(body, {"b": {"not-applicable": "không có"}, "c": "đạt"})
    assert node_of(result).outcome.applies is NO
    assert verdict_of(result) == "dat"


def test_fewer_parts_than_are_required_cannot_meet_it() -> None:
    leaves = ", ".join(f"{{id: b{number}, measure: met, not-applicable: excluded}}" for number in (1, 2, 3))
    body = one(f"at-least: {{n: 2, of: [{leaves}]}}")
    waived = {"not-applicable": "không có"}
    assert met_of(score_of(body, {"b1": "đạt", "b2": waived, "b3": waived})) is NO
    assert met_of(score_of(body, {"b1": "đạt", "b2": waived})) is OPEN


@pytest.mark.parametrize(("policy", "points"), [("full", 0), ("zero", 0)])
def test_a_condition_that_fails_leaves_nothing_to_a_waiver(policy: str, points: int) -> None:
    body = f"""
total: {{max: 5}}
criteria:
  - {{id: b, measure: met, points: 2}}
  - {{id: a, measure: met, points: 3, only-if: b, not-applicable: {policy}}}
"""
    assert points_of(score_of(body, {"b": "chưa đạt"})) == exactly(points)
    assert points_of(score_of(body, {"b": "chưa đạt", "a": {"not-applicable": "không có"}})) == exactly(points)


WAYS = "either: [{id: b, measure: met, points: 5}, {id: c, measure: met, points: 2, not-applicable: excluded}]"


@pytest.mark.parametrize(
    ("answers", "points"),
    [
        ({}, between(0, 5)),
        ({"b": "chưa đạt"}, between(0, 2)),
        ({"b": "chưa đạt", "c": {"not-applicable": "không có"}}, exactly(0)),
        ({"b": "đạt"}, exactly(5)),
    ],
    ids=["nothing", "first fails", "no way is left", "first way"],
)
def test_a_ladder_whose_last_way_may_not_apply(answers: Answers, points: Interval) -> None:
    assert points_of(score_of(one(WAYS), answers)) == points


# Events that were not excepted count, in bands as elsewhere.


@pytest.mark.parametrize(
    ("holds", "points"),
    [({"holds": ["x"]}, exactly(4)), ({"holds": []}, exactly(1)), ({}, between(1, 4))],
    ids=["need holds", "need fails", "need not answered"],
)
def test_exceptions_in_bands(holds: dict[str, object], points: Interval) -> None:
    body = "exceptions: {e: {title: E, needs: {x: X}}}\n" + one(
        "measure: events, except: [e], points: {bands: [{from: 1, points: 1}, {below: 1, points: 4}]}"
    )
    answer = {"value": 1, "excepted": [{"reason": "e", **holds}]}
    assert points_of(score_of(body, {"a": answer})) == points


# Points never leave the bounds that were told before.


def test_steps_without_a_cap_stop_at_the_most_points() -> None:
    body = one("max: 4, measure: count, points: {base: 0, plus: 1, per: 1}")
    assert points_of(score_of(body)) == between(0, 4)
    assert points_of(score_of(body, {"a": 9})) == exactly(4)


def test_steps_that_are_not_limited_are_added_all_the_same() -> None:
    body = "total: {max: 10}\n" + one("measure: count, points: {base: 0, plus: 1, per: 1}")
    total = score_of(body, {"a": 12}).total
    assert total is not None
    assert total.points == exactly(12)


@pytest.mark.parametrize(("known", "bounds"), [({}, (0, 100)), ({"b": 60}, (60, 100)), ({"b": 103}, (103, 103))])
def test_points_that_are_not_public_are_what_the_others_leave(known: Answers, bounds: tuple[int, int]) -> None:
    body = """
total: {max: 100}
criteria:
  - {id: a, measure: met, points: unknown}
  - {id: b, measure: points, max: 60}
"""
    if known == {"b": 103}:  # a bonus, above the stated most
        body = body.replace("max: 60", "max: 105")
    total = score_of(body, {"a": "đạt", **known}).total
    assert total is not None
    assert total.points == between(*bounds)
    assert not total.known


def test_weights_in_points_say_the_same_as_in_percent() -> None:
    parts = "{{id: b, weight: {0}, measure: points, max: 10}}, {{id: c, weight: {1}, measure: points, max: 10}}"
    for weights in (("65%", "35%"), ("65", "35")):
        body = one(f"max: 100, weighted: [{parts.format(*weights)}]")
        assert points_of(score_of(body, {"b": 10, "c": 10})) == exactly(100)
        assert points_of(score_of(body, {"b": 8, "c": 2})) == exactly(59)


# Whether a verdict is reached.

ASSESSED = """
assessed-if: [{gate: g}]
gates: [{id: g, measure: met}]
"""


@pytest.mark.parametrize(
    ("gate", "met"),
    [({}, OPEN), ({"g": "đạt"}, YES), ({"g": "chưa đạt"}, NO)],
    ids=["open", "yes", "no"],
)
def test_no_verdict_is_sure_before_the_unit_is_assessed_at_all(gate: Answers, met: Met) -> None:
    result = score_of(ASSESSED + "criteria: [{id: a, measure: met}]", gate)
    assert reaches(result, result.verdicts[-1].verdict) is met


def test_a_ladder_that_ends_with_none_reached() -> None:
    body = "verdicts: [{id: dat, title: Đạt, when: [{all: criteria}]}]\ncriteria: [{id: a, measure: met}]"
    result = score_of(body, {"a": "chưa đạt"})
    assert reaches(result, result.verdicts[0].verdict) is NO


def test_a_ladder_that_may_end_with_none_reached() -> None:
    two = "{id: cao, title: Cao, when: [{met: a}]}, {id: dat, title: Đạt, when: [{met: b}]}"
    body = f"verdicts: [{two}]\ncriteria: [{{id: a, measure: met}}, {{id: b, measure: met}}]"
    result = score_of(body)
    assert reaches(result, result.verdicts[1].verdict) is OPEN


# What a taken part means does not change, and everything that a number hangs on is asked for.


def test_facts_that_only_a_verdict_needs_are_asked_for() -> None:
    body = f"""
{CLASS}
total: {{max: 100}}
parameters:
  muc: {{by: loai, table: {{I: 90, II: 80}}}}
  muc-tren: {{times: 110%, of: {{parameter: muc}}}}
verdicts:
  - {{id: dat, title: Đạt, when: [{{total: {{at-least: {{parameter: muc-tren}}}}}}]}}
  - {{id: chua-dat, title: Chưa đạt}}
criteria: [{{id: a, measure: points, max: 100}}]
"""
    assert [problem.rule for problem in refused(body, {"a": 90})] == ["missing-fact"]
    assert verdict_of(score_of(body, {"a": 88}, facts={"loai": "II"})) == "dat"
    assert verdict_of(score_of(body, {"a": 98}, facts={"loai": "I"})) == "chua-dat"


def test_a_parameter_of_a_set_that_takes_it_from_a_third(tmp_path: Path) -> None:
    own = one("measure: amount, met: {at-least: {times: 110%, of: {parameter: muc, set: hai}}}")
    second = "parameters: {muc: {parameter: goc, set: ba}}\ncriteria: [{id: x, measure: met}]"
    third = "parameters: {goc: 45}\ncriteria: [{id: x, measure: met}]"
    loaded = load_set(own, tmp_path, hai=second, ba=third)
    assert met_of(score_of(loaded, {"a": "49,5"})) is YES
    assert met_of(score_of(loaded, {"a": "49,4"})) is NO


@pytest.mark.parametrize("days", ["-3", "2,5", "1000000"])
def test_days_that_cannot_be_counted_are_refused(days: str) -> None:
    body = f"""
criteria:
  - {{id: b, measure: date, met: {{to: 31/03/Y}}}}
  - {{id: a, measure: date, met: {{within: {{working-days: "{days}", of: b}}}}}}
"""
    (problem,) = refused(body)
    assert problem.keys == ("criteria", 1, "met", "within", "working-days")


@pytest.mark.parametrize("rule", ["per: 0", "per: -1"])
def test_steps_of_nothing_are_refused(rule: str) -> None:
    (problem,) = refused(one(f"measure: events, points: {{max: 4, less: 1, {rule}}}"))
    assert problem.keys == ("criteria", 0, "points", "per")


@pytest.mark.parametrize(
    ("answers", "met"),
    [
        ({"a": "không"}, NO),
        ({"a": "07/06/2024"}, OPEN),
        ({"a": "07/06/2024", "b": "không"}, OPEN),
        ({"a": "07/06/2024", "b": "06/06/2024"}, YES),
    ],
    ids=["never done", "start not answered", "never begun", "in time"],
)
def test_days_counted_from_something_that_was_not_done(answers: Answers, met: Met) -> None:
    body = """
criteria:
  - {id: b, measure: date, met: {to: 31/12/Y}}
  - {id: a, measure: date, met: {within: {working-days: 3, of: b}}}
"""
    assert met_of(score_of(body, answers)) is met


def test_what_counts_for_nothing_is_not_met_while_it_may_still_apply() -> None:
    body = """
criteria:
  - {id: b, measure: met}
  - id: a
    only-if: b
    met: {at-most: 3}
    sum: [{id: c, measure: met, points: 3, not-applicable: excluded}]
"""
    assert met_of(score_of(body, {"b": "chưa"})) is Met.UNDECIDED
    assert met_of(score_of(body, {"b": "chưa", "c": "đạt"})) is Met.NO
