"""What a change of points comes from, on examples that can be reckoned by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from tests.building import between, case_of, exactly
from wardeval.comparison import subject_of
from wardeval.engine.bridge import SAME, VERSIONS, Bridge, Tie
from wardeval.engine.change import Decomposition, Ends
from wardeval.engine.context import Context
from wardeval.engine.decompose import decompose
from wardeval.engine.kinds import Relation
from wardeval.engine.result import SetResult
from wardeval.engine.score import score
from wardeval.engine.subject import Subject

SET = """
total: {max: 40}
criteria:
  - {id: a, measure: points, max: 10}
  - {id: b, measure: points, max: 10}
  - {id: c, measure: points, max: 10}
  - {id: d, measure: met, points: 10, met: met}
"""
LOWER = SET.replace("points: 10, met: met", "points: 4, met: met").replace("total: {max: 40}", "total: {max: 34}")


def side(
    answers: Mapping[str, Any], body: str = SET, *, verified: Mapping[str, Any] | None = None, **more: Any
) -> Subject:
    if verified is not None:
        more["verified"] = {"by": "Thử", "answers": dict(verified)}
    return subject_of(case_of(body, answers, **more))


def points(before: Subject, after: Subject, bridge: Bridge = SAME) -> Decomposition:
    found = {item.of: item for item in decompose(before, after, bridge)}
    item = found["points"]
    assert item.answers + item.coverage + item.verification + item.rubric == item.total
    return item


def moved(least: int | str, most: int | str | None = None) -> Ends:
    return Ends(Fraction(least), Fraction(least if most is None else most))


NONE = moved(0)


def test_every_cause_at_once() -> None:
    """Old: a 4, b 5 (verified 3), c missing, d met. New: a 6, b 5, c 7, d met (verified: not met), which is worth 4.

    Under the old set  V0 = 17..27, S0 = 19..29 and V1 = 18, S1 = 28.
    Under the new set  V0 = 11..21, S0 = 13..23 and V1 = 18, S1 = 22.
    C (only c is new) is 26 and 20; D (only a is new) is 21..31 and 15..25.
    """
    before = side({"a": 4, "b": 5, "d": "đạt"}, verified={"b": 3})
    after = side({"a": 6, "b": 5, "c": 7, "d": "đạt"}, LOWER, verified={"d": "không đạt"})
    item = points(before, after, VERSIONS)
    assert item.scores == (between(17, 27), between(11, 21), exactly(18), exactly(18))
    assert item.answers == moved(2)  # 4 to 6, before as after c is known, under either set
    assert item.coverage == moved(7, -3)  # c came to 7: what was surely there rose by 7, what could be fell by 3
    assert item.verification == moved(
        -5
    )  # b no longer cut (+2); d not confirmed: -10 under the old set, -4 under the new
    assert item.rubric == moved(-3)  # 10 points become 4 for d as the unit and its verifier had it: -6 before, 0 after
    assert item.total == moved(1, -9)


@pytest.mark.parametrize(
    ("before", "after", "causes"),
    {
        "only answers": (
            side({"a": 4, "b": 1, "c": 1, "d": "đạt"}),
            side({"a": 6, "b": 1, "c": 1, "d": "không đạt"}),
            {"answers"},
        ),
        "only coverage": (side({"a": 4}), side({"a": 4, "b": 5}), {"coverage"}),
        "only verification": (side({"a": 4}, verified={}), side({"a": 4}, verified={"a": 3}), {"verification"}),
        "answers and coverage": (side({"a": 4}), side({"a": 6, "b": 5}), {"answers", "coverage"}),
    }.values(),
    ids=["only answers", "only coverage", "only verification", "answers and coverage"],
)
def test_a_cause_that_is_absent_is_nothing(before: Subject, after: Subject, causes: set[str]) -> None:
    item = points(before, after)
    found = {name for name in ("answers", "coverage", "verification", "rubric") if not getattr(item, name).is_none}
    assert found == causes


def test_only_the_rubric() -> None:
    answers = {"a": 1, "b": 2, "c": 3, "d": "đạt"}
    item = points(side(answers), side(answers, LOWER), VERSIONS)
    assert (item.answers, item.coverage, item.verification, item.rubric) == (NONE, NONE, NONE, moved(-6))


def test_causes_that_cancel_out_are_told() -> None:
    item = points(side({"a": 4, "b": 1}), side({"a": 6, "b": 1}, verified={"a": 4}))
    assert (item.answers, item.verification, item.total) == (moved(2), moved(-2), NONE)


def test_where_nothing_moved_nothing_is_told() -> None:
    assert decompose(side({"a": 4}), side({"a": 4}), SAME) == ()


def test_order_weighs_nothing_where_causes_act_on_each_other() -> None:
    """A cap of 12: a rises by 4 and b comes with 6; each is the mean of going first and going last."""
    capped = "total: {max: 12}\ncriteria:\n  - {id: s, cap: 12, max: 12, sum: [{id: a, measure: points, max: 10}, "
    body = capped + "{id: b, measure: points, max: 10}]}\n"
    item = points(side({"a": 6}, body), side({"a": 10, "b": 6}, body))
    assert item.scores[::3] == (between(6, 12), exactly(12))
    # at the lower end: S(0) 6, C 12, D 10, S(1) 12
    assert (item.coverage.least, item.answers.least) == (Fraction(4), Fraction(2))
    assert (item.coverage.most, item.answers.most) == (Fraction(0), Fraction(0))


MAPPED = Bridge(
    same=False,
    mapping="cu--moi",
    ties=(
        Tie(("a",), ("x",), Relation.EQUAL),
        *(Tie((id_,), (), Relation.DROPPED) for id_ in "bcd"),
        Tie((), ("y",), Relation.NEW),
    ),
)
OTHER = "total: {max: 20}\ncriteria:\n  - {id: x, measure: points, max: 10}\n  - {id: y, measure: points, max: 10}\n"


def test_only_what_is_equal_is_judged_under_the_other_set() -> None:
    item = points(side({"a": 4, "b": 1, "c": 1, "d": "đạt"}), side({"x": 5, "y": 9}, OTHER), MAPPED)
    assert item.scores == (exactly(16), between(4, 14), between(5, 35), exactly(14))


def test_a_published_count_belongs_to_its_own_set() -> None:
    body = "criteria:\n  - {id: a, measure: met}\n  - {id: b, measure: met}\n"
    stated = side({}, body, stated_count={"met": 2, "of": 2})
    (same,) = decompose(stated, side({"a": "đạt", "b": "không đạt"}, body), SAME)
    assert same.scores == (exactly(2), exactly(2), exactly(1), exactly(1))
    (other,) = decompose(stated, side({"a": "đạt", "b": "không đạt"}, body), VERSIONS)
    assert other.scores == (exactly(2), between(0, 2), exactly(1), exactly(1))


def test_published_counts_that_alone_moved_are_told_apart() -> None:
    body = "criteria:\n  - {id: a, measure: met}\n  - {id: b, measure: met}\n"
    fewer, more = ({"stated_count": {"met": number, "of": 2}} for number in (1, 2))
    (published,) = decompose(side({}, body, **fewer), side({}, body, **more), SAME)
    assert (published.published, published.answers) == (True, moved(1))
    (newly,) = decompose(side({"a": "đạt"}, body), side({"a": "đạt"}, body, **more), SAME)
    assert newly.published
    (answered,) = decompose(side({}, body, **fewer), side({"a": "đạt", "b": "đạt"}, body), SAME)
    assert not answered.published
    (plain,) = decompose(side({}, body), side({"a": "đạt"}, body), SAME)
    assert not plain.published


def test_the_facts_are_those_of_the_side_whose_answers_are_judged() -> None:
    facts = "facts: {loai: {title: Loại, is: one-of, of: [m, n]}}\nparameters: {p: {by: loai, table: {m: 1, n: 3}}}\n"
    body = facts + "criteria: [{id: a, measure: count, met: {at-least: {parameter: p}}}]\n"
    (item,) = decompose(side({"a": 2}, body, facts={"loai": "m"}), side({"a": 2}, body, facts={"loai": "n"}), SAME)
    assert (item.answers, item.coverage) == (moved(-1), NONE)
    (item,) = decompose(side({"a": 2}, body, facts={"loai": "m"}), side({"a": 2}, body, facts={"loai": "n"}), VERSIONS)
    assert (item.answers, item.rubric) == (moved(-1), NONE)


@pytest.mark.parametrize(
    ("before", "after", "scored"),
    [
        (side({"a": 1, "b": 1, "c": 1, "d": "đạt"}), side({"a": 2, "b": 1, "c": 1, "d": "đạt"}, period=2025), 0),
        (side({"a": 1}), side({"a": 1, "b": 5}), 0),
        (side({"a": 1}), side({"a": 2, "b": 5}), 2),
    ],
    ids=["all answered", "only more answers", "both"],
)
def test_nothing_is_scored_that_need_not_be(
    monkeypatch: pytest.MonkeyPatch, before: Subject, after: Subject, scored: int
) -> None:
    calls: list[str] = []

    def counted(context: Context, track: str, stated: Any = None) -> SetResult:
        calls.append(track)
        return score(context, track, stated)

    monkeypatch.setattr("wardeval.engine.between.score", counted)
    decompose(before, after, SAME)
    assert len(calls) == scored
