"""Reviews: answers that are only recorded, and the condition that asks for answers and not for results."""

from __future__ import annotations

import pytest

from tests.building import Answers, met_of, node_of, score_of, verdict_of
from wardeval.engine.result import GapKind, SetResult, State, Status
from wardeval.engine.verdict import reaches
from wardeval.exact import Interval, Met
from wardeval.language import Code, Language

ENGLISH = Language(Code.EN)
VERDICTS = "[{id: da-ra-soat, title: Đ, when: [{answered: criteria}]}, {id: chua-ra-soat-xong, title: C}]"
REVIEW = f"""
purpose: review
verdicts: {VERDICTS}
scales: {{muc: {{thap: Thấp, cao: {{vi: Cao, en: High}}}}}}
criteria:
  - {{id: dem, measure: count, unit: camera}}
  - id: nhieu
    all:
      - {{id: ty-le, measure: ratio}}
      - {{id: muc, measure: level, scale: muc}}
      - {{id: ngay, measure: date}}
      - {{id: vu, measure: events}}
      - {{id: phan, measure: parts, parts: {{x: X, y: Y}}}}
      - {{id: so, measure: change}}
  - {{id: co, measure: met, not-applicable: excluded}}
"""
FULL: dict[str, object] = {
    "dem": 0,
    "ty-le": "45/60",
    "muc": "Cao",
    "ngay": "chưa",
    "vu": 2,
    "phan": ["x"],
    "so": {"now": 9, "before": 10},
    "co": "chưa đạt",
}


def test_a_recorded_answer_is_neither_met_nor_points() -> None:
    result = score_of(REVIEW, FULL)
    for id_ in ("dem", "nhieu", "ty-le", "phan"):
        node = node_of(result, id_)
        assert (node.outcome.met, node.outcome.points, node.outcome.known) == (None, None, True)
        assert node.state is State.ANSWERED


@pytest.mark.parametrize(
    ("id_", "said"),
    {
        "dem": "recorded: 0 camera",
        "ty-le": "recorded: 45 of 60 = 75%",
        "muc": "recorded: High",
        "ngay": "recorded: not done",
        "vu": "recorded: 2",
        "phan": "recorded: X",
        "so": "recorded: 9 now, 10 the year before",
        "nhieu": "of 6 parts, 6 answered",
    }.items(),
)
def test_a_recorded_answer_is_said_as_it_stands(id_: str, said: str) -> None:
    assert [ENGLISH.text(step) for step in node_of(score_of(REVIEW, FULL), id_).steps] == [said]


def test_only_criteria_with_a_notion_of_met_are_counted() -> None:
    result = score_of(REVIEW, FULL)
    assert (result.count.met, result.count.of, result.count.not_met) == (Interval.exactly(0), 1, 1)


def missing(*ids: str) -> Answers:
    return {id_: answer for id_, answer in FULL.items() if id_ not in ids}


@pytest.mark.parametrize(
    ("answers", "verdict", "found"),
    [
        ({}, "undecided", "0 of 3 criteria are answered"),
        (missing("vu"), "undecided", "2 of 3 criteria are answered"),
        (missing("dem", "co"), "undecided", "1 of 3 criteria are answered"),
        ({**FULL, "so": {"now": 9}}, "undecided", "2 of 3 criteria are answered"),
        ({**FULL, "phan": {"parts": {"x": "có"}}}, "undecided", "2 of 3 criteria are answered"),
        (FULL, "da-ra-soat", "3 of 3 criteria are answered"),
        ({**FULL, "co": {"not-applicable": "Không có"}}, "da-ra-soat", "3 of 3 criteria are answered"),
    ],
)
def test_a_review_is_done_when_everything_is_answered(answers: Answers, verdict: str, found: str) -> None:
    result = score_of(REVIEW, answers)
    assert verdict_of(result) == verdict
    (condition,) = result.verdicts[0].conditions
    assert (ENGLISH.text(condition.says), ENGLISH.text(condition.found)) == ("every criterion is answered", found)
    assert condition.met in (Met.YES, Met.UNDECIDED)


def gaps(result: SetResult) -> list[tuple[str, str]]:
    assert all(gap.kind is GapKind.CRITERION and gap.missing for gap in result.gaps)
    return [(gap.criterion.node.id, gap.result.node.id) for gap in result.gaps]


def test_what_a_review_lacks_is_named_leaf_by_leaf() -> None:
    assert gaps(score_of(REVIEW, missing("dem", "muc", "so"))) == [("dem", "dem"), ("nhieu", "muc"), ("nhieu", "so")]
    assert gaps(score_of(REVIEW, FULL)) == []


MIXED = """
verdicts:
  - {id: dat, title: Đ, when: [{all: criteria}, {answered: criteria}]}
  - {id: chua-dat, title: C}
criteria:
  - {id: a, any: [{id: b, measure: met}, {id: c, measure: met}]}
  - {id: d, either: [{id: e, measure: met}, {id: f, measure: met}]}
"""


@pytest.mark.parametrize(
    ("answers", "verdict", "open_"),
    [
        ({"b": "đạt", "e": "đạt"}, Status.UNDECIDED.value, ["c"]),
        ({"b": "đạt", "c": "chưa", "e": "đạt"}, "dat", []),  # what a ladder does not need is not asked for
        ({"b": "đạt", "c": "chưa", "e": "chưa"}, Status.UNDECIDED.value, ["d", "f"]),
        ({"b": "chưa", "c": "chưa"}, "chua-dat", ["a", "d", "e", "f"]),
    ],
)
def test_answers_may_be_asked_for_beside_results(answers: Answers, verdict: str, open_: list[str]) -> None:
    result = score_of(MIXED, answers)
    assert verdict_of(result) == verdict
    assert sorted(gap.result.node.id for gap in result.gaps) == open_
    top = result.verdicts[0].verdict
    assert reaches(result, top) is {"dat": Met.YES, "chua-dat": Met.NO}.get(verdict, Met.UNDECIDED)


def test_all_with_a_part_that_is_only_recorded_asks_the_others() -> None:
    body = f"purpose: review\nverdicts: {VERDICTS}\n"
    body += "criteria: [{id: a, all: [{id: b, measure: count}, {id: c, measure: met}]}]"
    assert met_of(score_of(body, {"c": "đạt"})) is Met.YES
    assert met_of(score_of(body, {"b": 3, "c": "chưa"})) is Met.NO
    assert met_of(score_of(body, {"b": 3})) is Met.UNDECIDED
    assert score_of(body, {"c": "đạt"}).status is Status.UNDECIDED
