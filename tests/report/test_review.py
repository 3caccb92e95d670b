"""What the reports say of a review: that it is one, what was recorded, and what is still missing."""

from __future__ import annotations

from tests.building import case_of
from tests.engine.rule_kinds import loaded
from wardeval.case import SELF
from wardeval.exact import Met
from wardeval.language import Code, Language
from wardeval.report.explain import Explanation
from wardeval.report.markdown import render
from wardeval.report.score import ScoreReport
from wardeval.report.summary import summary

ENGLISH = Language(Code.EN)
REVIEW = """
purpose: review
verdicts:
  - {id: da-ra-soat, title: {vi: Đã rà soát, en: Reviewed}, when: [{answered: criteria}]}
  - {id: chua-ra-soat-xong, title: {vi: Chưa rà soát xong, en: Review not finished}}
criteria:
  - {id: camera, ask: {vi: Số camera, en: Cameras}, measure: count, unit: camera}
  - id: ho
    title: {vi: Hộ, en: Households}
    all: [{id: ho.a, ask: {vi: Hộ tham gia, en: Taking part}, measure: ratio}, {id: ho.b, ask: Km, measure: amount}]
"""
JUDGED = """
total: {max: 100}
verdicts: [{id: dat, title: Reached, when: [{total: {at-least: 80}}]}, {id: chua-dat, title: Not}]
criteria:
  - {id: "1", title: One, measure: points, max: 10}
  - {id: "2", title: Two, measure: points, max: unknown}
  - {id: "3", title: Three, measure: points, max: 5, bonus: yes}
"""


def report(body: str, answers: dict[str, object]) -> str:
    case = case_of(loaded(body), answers)
    return render(ScoreReport(case, ENGLISH, SELF).document())


def test_a_review_says_that_it_recognises_nobody() -> None:
    for body, said in ((REVIEW, True), (JUDGED, False)):
        text = report(body, {})
        assert ("a review of a programme: it records what is known, and recognises nobody" in text) is said


def test_a_review_shows_what_was_recorded_and_what_is_missing() -> None:
    text = report(REVIEW, {"camera": 0, "ho.a": "3/4"})
    assert "| camera | Cameras | recorded | 1/1 |" in text
    assert "| ho | Households | recorded in part | 1/2 |" in text
    assert "Cameras: 0 camera" in text
    assert "Taking part: 3 of 4 = 75%" in text
    assert "ho.b Km: not answered" in text
    assert "undecided: Review not finished / Reviewed" in text
    assert "Criteria met" not in text


def test_a_finished_review_is_reviewed_and_lacks_nothing() -> None:
    text = report(REVIEW, {"camera": 5, "ho.a": "3/4", "ho.b": "1,5"})
    assert "Reviewed" in text
    assert "not answered" not in text
    assert "undecided" not in text


def test_a_summary_marks_a_review() -> None:
    rows = []
    for body in (REVIEW, JUDGED):
        case = case_of(loaded(body), {})
        rows.append((case.assessment.unit.name, case, case.results[SELF], None))
        assert ("(review)" in render(summary(rows[-1:], ENGLISH))) is (body == REVIEW)


def test_an_explanation_of_a_recorded_answer_asks_for_nothing() -> None:
    case = case_of(loaded(REVIEW), {"ho.a": "3/4"})
    text = render(Explanation(case, ENGLISH, SELF).document("ho"))
    for said in ("its parts are only recorded", "therefore: recorded: 3 of 4 = 75%", "nothing is required"):
        assert said in text
    assert "have to be met" not in text


def test_judged_points_without_a_public_most_are_shown_and_the_total_is_not() -> None:
    case = case_of(loaded(JUDGED), {"1": 10, "2": 75, "3": 5})
    assert case.results[SELF].verdicts[0].met is Met.YES
    text = render(ScoreReport(case, ENGLISH, SELF).document())
    assert "| 2 | Two | scored | 75 | 1/1 |" in text
    assert "unknown: some points of the set are not public" in text
    assert "90" not in text.partition("wardeval ")[0]
    text = render(Explanation(case, ENGLISH, SELF).document("2"))
    assert "points: as judged; the most points are not public" in text
    text = render(Explanation(case, ENGLISH, SELF).document("3"))
    assert "bonus points: beyond the most points of the sum around it" in text
