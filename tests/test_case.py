"""An assessment beside its set: facts, evidence, published counts, the verifier's answers, explanations, notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import (
    NO,
    OPEN,
    YES,
    between,
    case_of,
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
from wardeval.case import SELF, VERIFIED, Case, load_case
from wardeval.engine.context import Context
from wardeval.engine.result import Coverage, SetResult, State
from wardeval.engine.score import score
from wardeval.exact import Interval, Met
from wardeval.language import Code, Language
from wardeval.library import Library, Place
from wardeval.model.assessment import StatedCount
from wardeval.problems import InputError, Problem

ENGLISH = Language(Code.EN)


def said(problem: Problem) -> tuple[str, str]:
    return ENGLISH.text(problem.message), "" if problem.hint is None else ENGLISH.text(problem.hint)


# facts

FACTS = """\
facts:
  vung: {title: Vùng, is: one-of, of: [do-thi, đồng-bằng, mien-nui]}
  kho: {title: Khó khăn, is: yes-no}
  dan-so: {title: Dân số, is: number}
  thua: {title: Không dùng, is: number}
"""
TABLE = "{by: vung, table: {do-thi: 75, đồng-bằng: unknown, mien-nui: 40}, override: [{if: kho, row: mien-nui}]}"
BY_REGION = FACTS + one(f"measure: amount, met: {{at-least: {TABLE}}}")
BY_SIZE = FACTS + one(
    "measure: count, met: {at-least: {by: dan-so, bands: [{below: 10000, is: 100}, {from: 10000, is: 200}]}}"
)
REGION: dict[str, object] = {"vung": "do-thi", "kho": "không"}


@pytest.mark.parametrize(
    ("amount", "facts", "met"),
    [
        (75, REGION, YES),
        ("74,9", REGION, NO),
        (40, REGION | {"vung": "mien-nui"}, YES),
        (39, REGION | {"vung": "mien-nui"}, NO),
        (40, REGION | {"kho": "có"}, YES),
        (40, REGION | {"kho": "yes"}, YES),
        (40, REGION | {"kho": "Đạt"}, YES),
        (40, REGION | {"kho": "no"}, NO),
        (40, REGION | {"kho": "False"}, NO),
        (1000, REGION | {"vung": "đồng-bằng"}, OPEN),
        (1000, REGION | {"vung": "Dong-Bang"}, OPEN),
        (39, REGION | {"vung": "đồng-bằng", "kho": "có"}, NO),
    ],
)
def test_a_threshold_by_region_with_an_override(amount: object, facts: dict[str, object], met: Met) -> None:
    assert met_of(score_of(BY_REGION, {"a": amount}, facts=facts)) is met


@pytest.mark.parametrize(
    ("people", "forms", "met"),
    [
        (9999, 100, YES),
        (9999, 99, NO),
        (10000, 100, NO),
        (10000, 200, YES),
        ("12.400.000", 200, YES),
        ("0,5", 100, YES),
    ],
)
def test_a_threshold_by_a_number(people: object, forms: int, met: Met) -> None:
    assert met_of(score_of(BY_SIZE, {"a": forms}, facts={"dan-so": people})) is met


def test_the_type_and_the_year_are_always_known() -> None:
    by_type = one("measure: count, met: {at-least: {by: type, table: {phuong: 2, xa: 1}}}")
    assert met_of(score_of(by_type, {"a": 1}, type_="xa")) is YES
    assert met_of(score_of(by_type, {"a": 1}, type_="phuong")) is NO
    by_year = one("measure: count, met: {at-least: {by: year, table: {'2023': 1, '2024': 2}}}")
    assert met_of(score_of(by_year, {"a": 1}, period=2023)) is YES
    assert met_of(score_of(by_year, {"a": 1}, period=2024)) is NO


WRONG_FACTS: dict[str, tuple[dict[str, object], str, tuple[str | int, ...], str, str]] = {
    "a needed one is missing": (
        {"kho": "không"},
        "missing-fact",
        ("facts",),
        "the set needs the fact “vung” (Vùng)",
        "write it under facts, as vung: do-thi, đồng-bằng or mien-nui",
    ),
    "the one that overrides is missing": (
        {"vung": "do-thi"},
        "missing-fact",
        ("facts",),
        "the set needs the fact “kho” (Khó khăn)",
        "write it under facts, as kho: có or không",
    ),
    "one that is not asked for": (
        REGION | {"vungg": "do-thi"},
        "unknown-fact",
        ("facts", "vungg"),
        "the set does not ask for the fact “vungg”",
        "“vung” stands there already; keep one of the two",
    ),
    "one that is not asked for, and is like one that is": (
        REGION | {"dan-soo": "12400"},
        "unknown-fact",
        ("facts", "dan-soo"),
        "the set does not ask for the fact “dan-soo”",
        "did you mean “dan-so”?",
    ),
    "one like no other": (
        REGION | {"xyz": "1"},
        "unknown-fact",
        ("facts", "xyz"),
        "the set does not ask for the fact “xyz”",
        "",
    ),
    "a value that is not there": (
        REGION | {"vung": "ven-bien"},
        "fact",
        ("facts", "vung"),
        "one of these is expected here: do-thi; đồng-bằng; mien-nui",
        "",
    ),
    "neither yes nor no": (
        REGION | {"kho": "cơ bản"},
        "fact",
        ("facts", "kho"),
        "one of these is expected here: có; không",
        "",
    ),
    "off": (REGION | {"kho": "off"}, "fact", ("facts", "kho"), "one of these is expected here: có; không", ""),
    "a number in two readings": (
        REGION | {"dan-so": "12.400"},
        "fact",
        ("facts", "dan-so"),
        "“12.400” can be read in two ways",
        "write 12400 for thousands, or 12,4000 for a decimal",
    ),
    "a number in words": (
        REGION | {"dan-so": "đông"},
        "fact",
        ("facts", "dan-so"),
        "“đông” is not a number",
        "write whole numbers with digits only, decimals with a comma or a point: 25 or 95,45",
    ),
}


@pytest.mark.parametrize(("facts", "rule", "keys", "message", "hint"), WRONG_FACTS.values(), ids=WRONG_FACTS.keys())
def test_a_fact_that_cannot_be_used(
    facts: dict[str, object], rule: str, keys: tuple[str | int, ...], message: str, hint: str
) -> None:
    (problem,) = refused(BY_REGION, facts=facts)
    assert (problem.rule, problem.keys) == (rule, keys)
    assert said(problem) == (message, hint)


def test_a_fact_that_nothing_hangs_on_may_be_left_out() -> None:
    assert met_of(score_of(FACTS + one("measure: met"), {"a": "đạt"})) is YES


NEEDING = {
    "a table": one(f"measure: amount, met: {{at-least: {TABLE}}}"),
    "a weight": one(
        "max: 5, weighted: [{id: b, measure: points, max: 5, weight: {by: vung, table: {do-thi: 100%}}}]",
        total="{max: 5}",
    ),
    "how many of the parts": one("at-least: {n: {by: vung, table: {do-thi: 1}}, of: [{id: b, measure: met}]}"),
    "full at": one(
        "measure: ratio, points: {proportional: 5, full-at: {by: vung, table: {do-thi: 95%}}}", total="{max: 5}"
    ),
    "a named parameter": one(
        "measure: count, met: {at-least: {parameter: p}}", parameters="{p: {by: vung, table: {do-thi: 1}}}"
    ),
    "a parameter of a parameter": one(
        "measure: count, met: {at-least: {parameter: p}}",
        parameters="{p: {times: 2, of: {parameter: q}}, q: {by: vung, table: {do-thi: 1}}}",
    ),
    "a condition of a verdict": "verdicts: [{id: x, title: X, when: [{criteria-met: {at-least: {by: vung, table: "
    "{do-thi: 1}}}}]}, {id: y, title: Y}]\n" + one("measure: met"),
    "whether it is assessed": one(
        "measure: met", **{"assessed-if": "[{criteria-met: {at-least: {by: vung, table: {do-thi: 1}}}}]"}
    ),
}


@pytest.mark.parametrize("body", NEEDING.values(), ids=NEEDING.keys())
def test_wherever_a_rule_hangs_on_a_fact_it_is_needed(body: str) -> None:
    facts = "facts: {vung: {title: Vùng, is: one-of, of: [do-thi]}, kho: {title: Khó, is: yes-no}}\n"
    body = body.replace("do-thi: 75, đồng-bằng: unknown, mien-nui: 40", "do-thi: 75").replace(
        "row: mien-nui", "row: do-thi"
    )
    (problem,) = refused(facts + body, facts={"kho": "không"})
    assert (problem.rule, said(problem)[0]) == ("missing-fact", "the set needs the fact “vung” (Vùng)")
    case_of(facts + body, facts={"kho": "không", "vung": "do-thi"})


def test_a_fact_left_out_is_asked_for_where_it_would_stand() -> None:
    (problem,) = refused(BY_SIZE)
    assert (problem.keys, said(problem)[1]) == (("unit",), "write it under facts, as dan-so: a number")
    (problem,) = refused(BY_SIZE, facts={"dan-so": None})
    assert (problem.keys, said(problem)[1]) == (("facts", "dan-so"), "write a number after the colon")


# evidence

REGISTER = {"qd-1": {"number": "1/QĐ"}, "bb-2": {"title": "Biên bản"}}
EVENTS = "exceptions: {bao: {title: Bão}}\n" + one("measure: events, met: none, except: [bao]")


def test_evidence_of_the_register_may_stand_everywhere() -> None:
    excepted = {"value": 1, "evidence": ["qd-1"], "excepted": [{"reason": "bao", "evidence": ["bb-2", "qd-1"]}]}
    case = case_of(
        EVENTS,
        {"a": excepted},
        evidence=REGISTER,
        stated_count={"met": 1, "of": 1, "evidence": "qd-1"},
        verified={"by": "Tổ", "answers": {"a": {"value": 0, "evidence": ["bb-2"]}}},
    )
    assert case.assessment.answers["a"].evidence == ("qd-1",)


@pytest.mark.parametrize(
    ("more", "keys", "hint"),
    {
        "an answer": (
            {"answers": {"a": {"value": 0, "evidence": ["qd-1", "qd-2"]}}},
            ("answers", "a", "evidence", 1),
            0,
        ),
        "an exception": (
            {"answers": {"a": {"value": 1, "excepted": [{"reason": "bao", "evidence": ["bb2"]}]}}},
            ("answers", "a", "excepted", 0, "evidence", 0),
            2,
        ),
        "a published count": (
            {"stated_count": {"met": 1, "of": 1, "evidence": ["zzz"]}},
            ("stated-count", "evidence", 0),
            0,
        ),
        "the verifier": (
            {"verified": {"by": "Tổ", "answers": {"a": {"value": 0, "evidence": ["qd-1", "bb-2", "qđ1"]}}}},
            ("verified", "answers", "a", "evidence", 2),
            1,
        ),
        "the verifier's count": (
            {"verified": {"by": "Tổ", "stated-count": {"met": 1, "of": 1, "evidence": ["zzz"]}}},
            ("verified", "stated-count", "evidence", 0),
            0,
        ),
    }.values(),
)
def test_evidence_that_is_not_in_the_register(more: dict[str, object], keys: tuple[str | int, ...], hint: int) -> None:
    answers = more.pop("answers", {"a": 0})
    (problem,) = refused(EVENTS, answers, evidence=REGISTER, **more)  # type: ignore[arg-type]
    assert (problem.rule, problem.keys) == ("unknown-evidence", keys)
    assert said(problem)[1] == ["write it under evidence:", "did you mean “qd-1”?", "did you mean “bb-2”?"][hint]


# published counts

THREE = "criteria: [{id: a, measure: met}, {id: b, measure: met}, {id: c, measure: met}]\n"


@pytest.mark.parametrize(
    ("stated", "answers", "count", "verdict"),
    {
        "all": ({"met": 3, "of": 3}, {}, exactly(3), "dat"),
        "some": ({"met": 2, "of": 3}, {}, exactly(2), "chua-dat"),
        "none": ({"met": 0, "of": 3}, {}, exactly(0), "chua-dat"),
        "with the one that is not met": ({"met": 2, "of": 3}, {"a": "chưa"}, exactly(2), "chua-dat"),
        "with one that is met": ({"met": 1, "of": 3}, {"a": "đạt"}, exactly(1), "chua-dat"),
        "basically all": ({"met": 3, "of": 3, "hedge": "cơ bản"}, {}, between(0, 3), "undecided"),
        "basically some": ({"met": 2, "of": 3, "hedge": "cơ bản"}, {}, between(0, 2), "chua-dat"),
        "basically all, one surely": ({"met": 3, "of": 3, "hedge": "cơ bản"}, {"a": "đạt"}, between(1, 3), "undecided"),
        "one basically met": ({"met": 2, "of": 3}, {"a": "cơ bản đạt"}, exactly(2), "chua-dat"),
    }.values(),
)
def test_a_published_count(
    stated: dict[str, object], answers: dict[str, object], count: Interval, verdict: str
) -> None:
    result = score_of(THREE, answers, stated_count=stated)
    assert (result.count.met, verdict_of(result)) == (count, verdict)
    assert result.coverage == Coverage(len(answers), 3)
    unanswered = [node for node in result.nodes if node.node.id not in answers]
    assert {node.state for node in unanswered} == {State.MISSING}
    assert {node.outcome.met for node in unanswered} == {OPEN}


CONTRADICTIONS: dict[str, tuple[dict[str, object], dict[str, object], tuple[str, ...], str]] = {
    "too many": (
        {"met": 3, "of": 3},
        {"a": "chưa"},
        ("stated-count", "met"),
        "a count of 3 contradicts the answers that are given one by one",
    ),
    "too few": (
        {"met": 0, "of": 3},
        {"a": "đạt"},
        ("stated-count", "met"),
        "a count of 0 contradicts the answers that are given one by one",
    ),
    "basically, and still too many": (
        {"met": 3, "of": 3, "hedge": "cơ bản"},
        {"a": "chưa"},
        ("stated-count", "met"),
        "a count of 3 contradicts the answers that are given one by one",
    ),
    "basically, and too few": (
        {"met": 1, "of": 3, "hedge": "cơ bản"},
        {"a": "đạt", "b": "đạt"},
        ("stated-count", "met"),
        "a count of 1 contradicts the answers that are given one by one",
    ),
    "of another number": ({"met": 2, "of": 4}, {}, ("stated-count", "of"), "the set has 3 criteria, not 4"),
    "more than all": (
        {"met": 4, "of": 3},
        {},
        ("stated-count", "met"),
        "more criteria are stated as met than the set has (3)",
    ),
    "half a criterion": (
        {"met": "1,5", "of": 3},
        {},
        ("stated-count", "met"),
        "a whole number, 0 or more, is expected here",
    ),
    "below 0": ({"met": -1, "of": 3}, {}, ("stated-count", "met"), "a whole number, 0 or more, is expected here"),
    "no number": ({"met": 2, "of": "tất cả"}, {}, ("stated-count", "of"), "“tất cả” is not a number"),
}


@pytest.mark.parametrize(("stated", "answers", "keys", "message"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_a_published_count_that_cannot_be(
    stated: dict[str, object], answers: dict[str, object], keys: tuple[str, ...], message: str
) -> None:
    (problem,) = refused(THREE, answers, stated_count=stated)
    assert (problem.rule, problem.keys, said(problem)[0]) == ("stated-count", keys, message)


@pytest.mark.parametrize(
    ("stated", "answers", "hint"),
    [
        (3, {"a": "đạt", "b": "chưa"}, "by the answers at most 2 can be met; not met: b (line 9)"),
        (0, {"a": "đạt"}, "by the answers at least 1 are met: a (line 8)"),
        (1, {"a": "đạt", "b": "đạt"}, "by the answers at least 2 are met: a (line 8); b (line 9)"),
    ],
)
def test_the_answers_that_a_published_count_contradicts_are_named(
    stated: int, answers: dict[str, object], hint: str
) -> None:
    (problem,) = refused(THREE, answers, stated_count={"met": stated, "of": 3})
    assert said(problem)[1] == hint


def test_of_a_criterion_in_parts_the_leaf_that_decides_is_named() -> None:
    body = "criteria:\n  - {id: a, all: [{id: a.1, measure: met}, {id: a.2, measure: count, met: {at-least: 3}}]}\n"
    (problem,) = refused(body, {"a.1": "đạt", "a.2": 2}, stated_count={"met": 1, "of": 1})
    assert said(problem)[1] == "by the answers at most 0 can be met; not met: a.2 (line 9)"


def test_only_a_track_that_is_asked_for_is_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    scored: list[str] = []

    def counting(context: Context, track: str, stated: tuple[int, StatedCount] | None = None) -> SetResult:
        scored.append(track)
        return score(context, track, stated)

    monkeypatch.setattr("wardeval.engine.score.score", counting)
    case = case_of(THREE, verified={"by": "Tổ"})
    assert (list(case.results), SELF in case.results, "khác" in case.results) == ([SELF, VERIFIED], True, False)
    assert scored == []
    assert case.results[VERIFIED] is case.results[VERIFIED]
    assert scored == [VERIFIED]
    with pytest.raises(KeyError):
        case.results["khác"]


def test_the_verifier_may_state_a_count() -> None:
    case = case_of(THREE, stated_count={"met": 3, "of": 3}, verified={"by": "Tổ", "stated-count": {"met": 2, "of": 3}})
    assert [verdict_of(case.results[track]) for track in (SELF, VERIFIED)] == ["dat", "chua-dat"]


def test_a_count_of_the_ward_stands_while_the_verifier_says_nothing() -> None:
    case = case_of(THREE, stated_count={"met": 2, "of": 3}, verified={"by": "Tổ", "answers": {"a": None}})
    assert case.results[VERIFIED].count.stated == 2


def test_a_count_of_the_ward_is_not_the_verifiers_once_he_answers() -> None:
    case = case_of(THREE, stated_count={"met": 3, "of": 3}, verified={"by": "Tổ", "answers": {"a": "chưa"}})
    assert case.results[SELF].count.met == exactly(3)
    assert (case.results[VERIFIED].count.stated, case.results[VERIFIED].count.met) == (None, between(0, 2))


def test_a_hedged_count_takes_in_what_is_answered_as_basically_met() -> None:
    case = case_of(THREE, {"a": "cơ bản đạt"}, stated_count={"met": 3, "of": 3, "hedge": "cơ bản"})
    assert case.results[SELF].count.met == between(0, 2)


def test_a_count_of_the_verifier_is_compared_with_the_verified_answers_only() -> None:
    answers = {"a": "đạt", "b": "đạt", "c": "đạt"}
    verified = {"by": "Tổ", "answers": {"a": "chưa"}, "stated-count": {"met": 2, "of": 3}}
    case = case_of(THREE, answers, verified=verified)
    assert case.results[VERIFIED].count.met == exactly(2)
    (problem,) = refused(THREE, answers, verified=verified | {"stated-count": {"met": 3, "of": 3}})
    assert problem.keys == ("verified", "stated-count", "met")


# the verifier's answers

MIXED = """\
total: {max: 9}
verdicts: [{id: xong, title: Xong}]
criteria:
  - {id: a, measure: met, points: 5}
  - {id: b, measure: ratio, met: {at-least: 70%}, points: 3, not-applicable: zero}
  - {id: c, measure: parts, parts: {x: X, y: Y}, met: all, points: 1}
"""
OWN: dict[str, object] = {"a": "đạt", "b": {"part": 7, "whole": 10, "note": "Của xã"}, "c": ["x", "y"]}


def verified(**answers: object) -> Case:
    return case_of(MIXED, OWN, verified={"by": "Tổ", "answers": answers})


def test_without_a_verifier_there_is_one_track() -> None:
    case = case_of(MIXED, OWN)
    assert (list(case.results), case.final_track) == ([SELF], SELF)


def test_what_the_verifier_leaves_alone_stands() -> None:
    case = verified(b={"part": 6, "whole": 10, "reason": "Đếm trùng"})
    assert case.final_track == VERIFIED
    assert points_of(case.results[SELF], "b") == exactly(3)
    own, theirs = (case.results[track] for track in (SELF, VERIFIED))
    assert [met_of(theirs, id_) for id_ in "abc"] == [YES, NO, YES]
    assert (own.total and own.total.points, theirs.total and theirs.total.points) == (exactly(9), exactly(6))
    assert (case.reason("b"), case.reason("a")) == ("Đếm trùng", None)


def test_a_verified_answer_replaces_the_whole_answer() -> None:
    reply = node_of(verified(b={"part": 6, "whole": 10}).results[VERIFIED], "b").reply
    assert reply is not None
    assert reply.answer.note is None
    assert reply.keys == ("verified", "answers", "b")


EMPTY: dict[str, object] = {
    "nothing": None,
    "no value": {"value": None},
    "only a reason": {"reason": "Chưa kiểm tra"},
    "only a note": {"note": "Xem lại"},
}


@pytest.mark.parametrize("answer", EMPTY.values(), ids=EMPTY.keys())
def test_an_empty_verified_answer_does_not_erase_the_wards_own(answer: object) -> None:
    result = verified(a=answer).results[VERIFIED]
    assert (met_of(result, "a"), node_of(result, "a").state) == (YES, State.ANSWERED)
    assert result.total is not None
    assert result.total.points == exactly(9)


@pytest.mark.parametrize(
    ("id_", "answer", "points"),
    [
        ("a", "cơ bản đạt", exactly(0)),
        ("b", {"not-applicable": "Không có"}, exactly(0)),
        ("b", {"part": 0, "whole": 10}, exactly(0)),
        ("b", {"part": 6}, between(0, 3)),
        ("c", [], exactly(0)),
        ("c", {"parts": {"x": "không"}}, exactly(0)),
    ],
)
def test_what_is_an_answer_replaces(id_: str, answer: object, points: Interval) -> None:
    assert points_of(verified(**{id_: answer}).results[VERIFIED], id_) == points


def test_a_verifier_may_answer_what_the_ward_left_out() -> None:
    case = case_of(MIXED, {}, verified={"by": "Tổ", "answers": {"a": "đạt"}})
    assert (met_of(case.results[SELF], "a"), met_of(case.results[VERIFIED], "a")) == (OPEN, YES)
    assert [case.results[track].coverage for track in (SELF, VERIFIED)] == [Coverage(0, 3), Coverage(1, 3)]


WAIVED = """\
criteria:
  - id: a
    not-applicable: full
    all: [{id: b, measure: met}, {id: c, all: [{id: d, measure: met}], not-applicable: full}]
"""


@pytest.mark.parametrize(
    ("own", "theirs", "met"),
    {
        "the verifier answers a part": ({"a": {"not-applicable": "Không có"}}, {"b": "chưa"}, NO),
        "the verifier answers a part of a part": ({"a": {"not-applicable": "Không có"}}, {"d": "chưa"}, NO),
        "the verifier answers nothing": ({"a": {"not-applicable": "Không có"}}, {"b": {"note": "Xem lại"}}, YES),
        "the verifier waives it": ({"b": "chưa", "d": "đạt"}, {"a": {"not-applicable": "Không có"}}, YES),
        "the verifier waives a part": ({"a": {"not-applicable": "Không có"}}, {"c": {"not-applicable": "Không"}}, YES),
    }.values(),
)
def test_a_waiver_of_the_ward_does_not_hide_the_verifiers_answer(
    own: dict[str, object], theirs: dict[str, object], met: Met
) -> None:
    case = case_of(WAIVED, own, verified={"by": "Tổ", "answers": theirs})
    assert met_of(case.results[VERIFIED]) is met


def test_the_set_may_say_that_the_wards_own_answers_count() -> None:
    case = case_of("final-track: self\n" + MIXED, OWN, verified={"by": "Tổ", "answers": {"a": "chưa"}})
    assert (list(case.results), case.final_track) == ([SELF, VERIFIED], SELF)


def test_mistakes_of_both_tracks_come_at_once() -> None:
    problems = refused(
        MIXED,
        {"a": "off", "zz": 1},
        verified={"by": "Tổ", "answers": {"b": "60%"}},
        facts={"x": "1"},
        stated_count={"met": 1, "of": 2},
    )
    assert {problem.keys for problem in problems} == {
        ("answers", "a"),
        ("answers", "zz"),
        ("verified", "answers", "b"),
        ("facts", "x"),
        ("stated-count", "of"),
    }


# explanations


def test_an_explanation_changes_only_the_second_result() -> None:
    case = case_of(MIXED, OWN | {"a": {"value": "chưa", "explanation": "Đang làm"}})
    result, explained = case.results[SELF], case.explained[SELF]
    assert (met_of(result, "a"), points_of(result, "a")) == (NO, exactly(0))
    assert (met_of(explained, "a"), points_of(explained, "a")) == (YES, exactly(5))
    assert (result.total and result.total.points, explained.total and explained.total.points) == (
        exactly(4),
        exactly(9),
    )
    assert [points_of(explained, id_) for id_ in "bc"] == [points_of(result, id_) for id_ in "bc"]


def test_without_an_explanation_there_is_no_second_result() -> None:
    assert case_of(MIXED, OWN).explained == {}


def test_an_explanation_of_what_is_missing_answers_nothing() -> None:
    case = case_of(MIXED, {"a": {"explanation": "Chưa có số liệu"}})
    assert met_of(case.results[SELF], "a") is OPEN
    assert all(met_of(result, "a") is OPEN for result in case.explained.values())


def test_an_explanation_that_the_verifier_answers_is_his_no_more() -> None:
    case = case_of(
        MIXED,
        OWN | {"a": {"value": "chưa", "explanation": "Đang làm"}},
        verified={"by": "Tổ", "answers": {"a": {"value": "chưa", "reason": "Đã kiểm tra"}}},
    )
    assert list(case.explained) == [SELF]


# notes


def notes(set_: str, **more: object) -> list[str]:
    return [ENGLISH.text(note) for note in case_of(set_, {}, **more).notes]


def test_an_ordinary_case_needs_no_note() -> None:
    assert notes(one("measure: met")) == []


def test_a_fictional_case_says_so() -> None:
    assert notes(one("measure: met"), fictional="yes") == ["fictional: an example, not the result of any real unit"]


@pytest.mark.parametrize(
    ("type_", "note"),
    [
        ("truong", ["the set names ward; commune; township; it does not name “school”"]),
        ("buon", ["the set names ward; commune; township; it does not name “buon”"]),
        ("Xã", ["a type of unit is written in small letters, without tone marks and blanks: write “xa”, not “Xã”"]),
        ("thi-tran", []),
    ],
)
def test_a_unit_of_another_type_is_noted(type_: str, note: list[str]) -> None:
    assert notes(one("measure: met"), type_=type_) == note


@pytest.mark.parametrize(("period", "noted"), [(2021, True), (2022, False), (2023, False)])
def test_a_set_that_came_later_is_noted(period: int, noted: bool, tmp_path: Path) -> None:
    head = one("measure: met").replace("\ncriteria", "\n#\ncriteria")
    loaded = load_set(head, tmp_path)
    text = (tmp_path / "thu.yaml").read_text(encoding="utf-8")
    in_force = text.replace("issuer: Thử}", "issuer: Thử, in-force: 10/02/2022}")
    (tmp_path / "thu.yaml").write_text(in_force, encoding="utf-8")
    loaded = Library((Place("workspace", tmp_path),)).load("thu")
    found = [ENGLISH.text(note) for note in case_of(loaded, period=period).notes]
    assert found == (["the set is in force only from 2022-02-10"] if noted else [])


# which set


def test_an_assessment_names_its_set(tmp_path: Path) -> None:
    load_set(one("measure: met"), tmp_path)
    path = tmp_path / "bai.txt"
    path.write_text(
        "format: wardeval/assessment/1\nset: thuu\nunit: {name: X, type: xa}\nperiod: 2024\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        load_case(path, Library((Place("workspace", tmp_path),)))
    (problem,) = caught.value.problems
    assert (problem.rule, str(problem.span)) == ("unknown-set", f"{path}:2:6")
    assert said(problem)[1] == "did you mean “thu”?"
