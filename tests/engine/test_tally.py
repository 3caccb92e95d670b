"""What counts as worse or better, everywhere by one rule; and where a verdict may yet turn out otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from tests.building import case_of
from wardeval.comparison import side_of, subject_of
from wardeval.engine.bridge import SAME, VERSIONS, Bridge
from wardeval.engine.change import Comparison, Direction, Ends
from wardeval.engine.compare import compare
from wardeval.engine.tally import Wanted, counted, counted_in, rank, tally
from wardeval.problems import ExitCode

POINTS = """
total: {max: 30}
gates: [{id: g, measure: met}]
criteria:
  - {id: a, measure: points, max: 10}
  - {id: b, measure: points, max: 10}
  - {id: c, measure: points, max: 10}
"""
HIDDEN = """
total: {max: 25}
criteria:
  - {id: a, measure: points, max: 10}
  - {id: b, measure: met, met: met, points: unknown}
"""
FULL: Mapping[str, Any] = {"g": "đạt", "a": 10, "b": 0, "c": 5}


def comparison(
    before: Mapping[str, Any], after: Mapping[str, Any], body: str = POINTS, later: str | None = None
) -> Comparison:
    bridge: Bridge = SAME if later is None else VERSIONS
    cases = case_of(body, before), case_of(later or body, after)
    old, new = map(subject_of, cases)
    found = compare(old, new, bridge)
    return Comparison(side_of(cases[0], old), side_of(cases[1], new), **found._asdict())


def agrees(found: Comparison, tolerance: Fraction, *, worse: bool, better: bool) -> None:
    """Every place that says whether something worsened says the same."""
    assert (found.worsened(tolerance), found.improved(tolerance)) == (worse, better)
    totals = tally([found], tolerance)
    assert (totals.worsened, totals.improved) == (worse, better)
    assert totals.code(regression=True) is (ExitCode.NO if worse else ExitCode.OK)
    assert Wanted("worse", tolerance).holds(found) is worse
    assert Wanted("better", tolerance).holds(found) is better
    count = counted(found, tolerance)
    assert (count.worse > 0, count.better > 0) == (worse, better)
    assert (rank(found, count, tolerance)[0] == 1) is worse


@pytest.mark.parametrize(
    ("after", "tolerance", "worse", "better"),
    [
        ({**FULL, "a": 0, "b": 10}, 0, True, True),
        ({**FULL, "a": 0, "b": 10}, 10, False, False),
        ({**FULL, "a": 9}, 0, True, False),
        ({**FULL, "a": 9}, 1, False, False),
        ({**FULL, "g": "không đạt"}, 100, True, False),
        ({**FULL, "g": "đạt", "c": 6}, 0, False, True),
        (FULL, 0, False, False),
    ],
    ids=["one lost what another won", "as much as tolerated", "one point", "tolerated", "a gate", "won", "nothing"],
)
def test_what_is_worse_is_decided_once(after: Mapping[str, Any], tolerance: int, worse: bool, better: bool) -> None:
    agrees(comparison(FULL, after), Fraction(tolerance), worse=worse, better=better)


def test_a_criterion_that_lost_points_counts_where_the_total_is_not_public() -> None:
    found = comparison({"a": 9, "b": "đạt"}, {"a": 4, "b": "đạt"}, HIDDEN)
    assert found.total is None
    agrees(found, Fraction(0), worse=True, better=False)
    agrees(found, Fraction(5), worse=False, better=False)


def test_a_total_out_of_another_most_is_no_loss() -> None:
    halved = POINTS.replace("max: 30", "max: 15").replace("max: 10", "max: 5")
    found = comparison({**FULL, "a": 10, "b": 10, "c": 10}, {"g": "đạt", "a": 5, "b": 5, "c": 5}, POINTS, halved)
    assert found.total == Ends(Fraction(-15), Fraction(-15))
    assert found.points_moved == 0
    assert not found.worsened()


def test_the_total_counts_by_what_is_surely_there() -> None:
    """Each criterion loses no more than is tolerated; what can still be reached is as much as before."""
    found = comparison({"g": "đạt", "a": 2, "b": 2}, {"g": "đạt"})
    assert found.total == Ends(Fraction(-4), Fraction(16))
    assert found.worsened(Fraction(3))
    assert not found.worsened(Fraction(4))
    assert not found.improved()


def test_gates_and_criteria_are_counted_apart() -> None:
    found = comparison(FULL, {**FULL, "g": "không đạt", "a": 5, "b": 1})
    gates, criteria = counted_in(found.gates), counted_in(found.criteria)
    assert (gates.all, gates.worse, gates.better) == (1, 1, 0)
    assert (criteria.all, criteria.worse, criteria.better) == (2, 1, 1)
    assert gates + criteria == counted(found)


MET = "criteria: [{id: a, measure: met}, {id: b, measure: met}]\n"


@pytest.mark.parametrize(
    ("before", "after", "open_"),
    [
        ({"a": "không đạt"}, {"a": "đạt"}, True),
        ({"a": "đạt"}, {"a": "không đạt"}, True),
        ({"a": "đạt"}, {"b": "đạt"}, False),
        ({"a": "đạt"}, {"a": "đạt", "b": "đạt"}, False),
        ({"a": "không đạt"}, {"b": "không đạt"}, False),
    ],
    ids=["not reached to open", "open to not reached", "open as before", "reached", "not reached as before"],
)
def test_a_verdict_that_may_yet_turn_out_otherwise(
    before: Mapping[str, Any], after: Mapping[str, Any], open_: bool
) -> None:
    found = comparison(before, after, MET)
    assert found.verdict_open is open_
    assert not found._replace(sums_compare=False).verdict_open
    assert not open_ or (found.verdict_changed and found.verdict is Direction.NEITHER)
