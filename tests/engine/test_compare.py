"""What comparing says of each kind of change: for itself, of its documents, of the verdict, of the gaps."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from textwrap import dedent
from typing import Any

import pytest

from tests.building import case_of
from wardeval.comparison import side_of, subject_of
from wardeval.engine.bridge import SAME
from wardeval.engine.change import Comparison, Direction, Ends, NodeChange
from wardeval.engine.compare import Changes, compare
from wardeval.engine.kinds import Agreement, Kind, Proof
from wardeval.engine.result import GapKind
from wardeval.language import Code, Language

ENGLISH = Language(Code.EN)
BETTER, NEITHER, WORSE = Direction.BETTER, Direction.NEITHER, Direction.WORSE
POINTS = """
total: {max: 20}
verdicts: [{id: tot, title: Tốt, when: [{total: {at-least: 15}}]}, {id: con-lai, title: Còn lại}]
criteria:
  - {id: p, measure: points, max: 10}
  - {id: q, measure: points, max: 10}
"""
WARD = """
verdicts:
  - {id: dat, title: Đạt, when: [{all: criteria}, {gate: g}]}
  - {id: chua-dat, title: Chưa đạt}
gates: [{id: g, title: Không oan sai, measure: met}]
criteria:
  - {id: a, measure: met, not-applicable: excluded}
  - {id: b, measure: ratio, met: {at-least: 70%}}
  - id: c
    number: "3"
    all:
      - {id: c.1, measure: events, met: none, except: [troi]}
      - {id: c.2, measure: parts, parts: {p: Loa, q: Bảng}, met: all}
exceptions: {troi: {title: Bất khả kháng}}
"""
FULL: Mapping[str, Any] = {"g": "đạt", "a": "đạt", "b": {"part": 8, "whole": 10}, "c.1": 0, "c.2": ["p", "q"]}
REGISTER = {
    "d1": {"number": "01/BC", "date": "2023-05-04"},
    "d2": {"number": "02/BC", "date": "2024-05-04"},
    "d0": {"number": "00/BC", "date": "2021-05-04"},
    "dx": {"title": "Sổ theo dõi"},
}


def changed(before: Mapping[str, Any], after: Mapping[str, Any], body: str = WARD, **more: Any) -> Changes:
    """What changed from some answers of 2023 to others of 2024."""
    old_more, new_more = more.pop("old", {}), more.pop("later", {})
    old = subject_of(case_of(body, before, **{"period": 2023, **more, **old_more}))
    new = subject_of(case_of(body, after, **{"period": 2024, **more, **new_more}))
    return compare(old, new, SAME)


def one(found: Changes, id_: str) -> NodeChange:
    (change,) = [
        node
        for top in (*found.gates, *found.criteria)
        for node in top.walk()
        if id_ in {stand.id for stand in (node.before, node.after) if stand is not None}
    ]
    return change


def listed(found: Changes) -> list[str]:
    return [str(node.after and node.after.id) for top in (*found.gates, *found.criteria) for node in top.walk()]


@pytest.mark.parametrize(
    ("id_", "before", "after", "kind", "direction"),
    {
        "met": ("a", "không đạt", "đạt", Kind.BETTER, BETTER),
        "no longer met": ("a", "đạt", "không đạt", Kind.WORSE, WORSE),
        "only basically met now": ("a", "đạt", "cơ bản đạt", Kind.WORSE, WORSE),
        "basically met now, which is not met": ("a", "không đạt", "cơ bản đạt", Kind.CHANGED, NEITHER),
        "answered and met": ("a", None, "đạt", Kind.ANSWERED, BETTER),
        "answered and not met": ("a", None, "không đạt", Kind.ANSWERED, NEITHER),
        "missing what was met": ("a", "đạt", None, Kind.MISSING, WORSE),
        "missing what was not met": ("a", "không đạt", None, Kind.MISSING, NEITHER),
        "another share that is enough too": (
            *("b", {"part": 8, "whole": 10}, {"part": 9, "whole": 10}),
            *(Kind.CHANGED, NEITHER),
        ),
        "a share that is enough no more": (
            *("b", {"part": 8, "whole": 10}, {"part": 6, "whole": 10}),
            *(Kind.WORSE, WORSE),
        ),
        "half of a share": ("b", {"part": 8, "whole": 10}, {"part": 8}, Kind.MISSING, WORSE),
        "another half": ("b", {"part": 8}, {"whole": 10}, Kind.CHANGED, NEITHER),
        "does not apply any more": ("a", "đạt", {"not-applicable": "không có"}, Kind.CHANGED, NEITHER),
        "does not apply, which is an answer": ("a", None, {"not-applicable": "không có"}, Kind.ANSWERED, NEITHER),
        "an excepted event": (
            *("c.1", 1, {"value": 1, "excepted": [{"reason": "troi"}]}),
            *(Kind.BETTER, BETTER),
        ),
        "all parts": ("c.2", {"parts": {"p": "có"}}, ["p", "q"], Kind.ANSWERED, BETTER),
    }.values(),
    ids=lambda value: str(value)[:20],
)
def test_a_leaf(id_: str, before: object, after: object, kind: Kind, direction: Direction) -> None:
    sides = ({**FULL, id_: answer} for answer in (before, after))
    old, new = ({key: value for key, value in side.items() if value is not None} for side in sides)
    there, back = changed(old, new), changed(new, old)
    assert (one(there, id_).kind, one(there, id_).direction) == (kind, direction)
    mirrored = {
        Kind.BETTER: Kind.WORSE,
        Kind.WORSE: Kind.BETTER,
        Kind.ANSWERED: Kind.MISSING,
        Kind.MISSING: Kind.ANSWERED,
    }
    assert (one(back, id_).kind, one(back, id_).direction) == (mirrored.get(kind, kind), -direction)


def test_a_criterion_is_listed_with_the_parts_that_changed() -> None:
    found = changed(FULL, {**FULL, "c.1": 2})
    assert listed(found) == ["c", "c.1"]
    assert (found.criteria[0].kind, found.criteria[0].parts[0].kind) == (Kind.WORSE, Kind.WORSE)
    assert found.criteria[0].after is not None
    assert (found.criteria[0].after.number, found.criteria[0].after.answer) == ("3", None)


def test_a_criterion_of_which_only_a_part_changed_is_the_same() -> None:
    worst = {**FULL, "c.2": {"parts": {"p": "không", "q": "không"}}}
    found = changed({**worst, "c.1": 1}, {**worst, "c.1": 2})
    assert [(node.kind, node.direction) for node in found.criteria[0].walk()] == [
        (Kind.SAME, NEITHER),
        (Kind.CHANGED, NEITHER),
    ]


def test_gates_stand_apart_and_the_verdict_follows() -> None:
    found = changed(FULL, {**FULL, "g": "không đạt"})
    assert [node.direction for node in found.gates] == [WORSE]
    assert (found.criteria, found.verdict) == ((), WORSE)
    assert [(gap.kind, gap.id) for gap in found.opened] == [(GapKind.GATE, "g")]
    assert changed({**FULL, "g": "không đạt"}, FULL).verdict is BETTER


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ({}, FULL, BETTER),
        (FULL, {}, WORSE),
        ({}, {**FULL, "a": "không đạt"}, NEITHER),
        ({**FULL, "a": "không đạt"}, {}, NEITHER),
    ],
    ids=["undecided to reached", "reached to undecided", "undecided to not reached", "not reached to undecided"],
)
def test_a_verdict_is_won_or_lost_only_where_it_is_surely_reached(
    before: Mapping[str, Any], after: Mapping[str, Any], direction: Direction
) -> None:
    assert changed(before, after).verdict is direction


def test_gaps_that_closed_and_that_opened() -> None:
    found = changed({**FULL, "a": "không đạt", "b": {"part": 1, "whole": 10}}, {**FULL, "b": None, "c.1": 1})
    assert [(gap.kind, gap.id, gap.missing) for gap in found.closed] == [(GapKind.CRITERION, "a", False)]
    assert [(gap.id, gap.number) for gap in found.opened] == [("c.1", "c.1")]


def test_points_move_with_their_bounds() -> None:
    found = changed({"p": 3, "q": 4}, {"p": 5}, POINTS)
    assert one(found, "p").points == Ends(Fraction(2), Fraction(2))
    assert (one(found, "p").kind, one(found, "p").direction) == (Kind.BETTER, BETTER)
    assert (one(found, "q").points, one(found, "q").direction) == (Ends(Fraction(-4), Fraction(6)), WORSE)
    assert found.total == Ends(Fraction(-2), Fraction(8))
    assert found.total is not None
    assert found.total.exact is None


@pytest.mark.parametrize(
    ("before", "after", "kind", "direction"),
    [
        (None, 0, Kind.ANSWERED, NEITHER),
        (None, 3, Kind.ANSWERED, BETTER),
        (0, None, Kind.MISSING, NEITHER),
        (3, None, Kind.MISSING, WORSE),
        (3, 2, Kind.WORSE, WORSE),
    ],
)
def test_points_lead_where_those_lead_that_are_shown_so_far(
    before: int | None, after: int | None, kind: Kind, direction: Direction
) -> None:
    old, new = ({"q": 1} if points is None else {"q": 1, "p": points} for points in (before, after))
    change = one(changed(old, new, POINTS), "p")
    assert (change.kind, change.direction) == (kind, direction)


DATED = """
gates: [{id: g, measure: date, met: {to: 31/03/Y}}]
criteria:
  - {id: a, measure: date, met: {to: 31/03/Y}}
  - {id: b, measure: met}
"""


def dated(day: str | None) -> dict[str, Any]:
    return {"g": "2024-01-01", "b": "đạt", **({} if day is None else {"a": {"value": day, "evidence": ["d1"]}})}


def test_every_year_has_its_date() -> None:
    old = {**dated("2023-02-01"), "g": "2023-01-01"}
    found = changed(old, {**dated("2024-03-01"), "a": "2024-03-01"}, DATED, evidence=REGISTER)
    assert [(change.kind, change.proof) for change in found.criteria] == [(Kind.PROOF, Proof.REMOVED)]
    assert found.gates == ()
    same = changed(old, dated("2024-03-01"), DATED, evidence=REGISTER)
    assert [change.proof for change in same.criteria] == [Proof.EXPIRED]
    assert changed({**old, "a": "2023-02-01"}, {**dated(None), "a": "2024-03-01"}, DATED).criteria == ()


@pytest.mark.parametrize(
    ("before", "after", "year", "kind"),
    [
        ("2024-02-01", "2024-03-01", 2024, Kind.CHANGED),
        ("2023-02-01", "2024-05-01", 2023, Kind.WORSE),
        ("2023-05-01", "2024-06-01", 2023, Kind.CHANGED),
        ("2023-02-01", "chưa", 2023, Kind.WORSE),
    ],
    ids=["another date in one year", "too late", "too late both times", "not done"],
)
def test_a_date_that_is_more_than_that_of_its_year_is_told(before: str, after: str, year: int, kind: Kind) -> None:
    old, new = ({"g": f"{period}-01-01", "b": "đạt", "a": day} for period, day in ((year, before), (2024, after)))
    assert one(changed(old, new, DATED, old={"period": year}), "a").kind is kind


def test_a_gap_closes_or_opens_only_with_its_own_node() -> None:
    ladder = """
    verdicts:
      - {id: tot, title: Tốt, when: [{met: x}, {met: y}]}
      - {id: dat, title: Đạt, when: [{met: x}]}
      - {id: chua, title: Chưa đạt}
    criteria: [{id: x, measure: met}, {id: y, measure: met}]
    """
    found = changed({"x": "không đạt", "y": "không đạt"}, {"x": "đạt", "y": "không đạt"}, dedent(ladder))
    assert [gap.id for gap in found.closed] == ["x"]
    assert found.opened == ()  # y is in the way only now, but was not met before either


def test_a_gate_that_is_lost_or_gained_is_always_told() -> None:
    ladder = """
    verdicts:
      - {id: dat, title: Đạt, when: [{met: a}]}
      - {id: chua, title: Chưa đạt}
    gates: [{id: g, all: [{id: g.1, measure: met}, {id: g.2, measure: met}]}]
    criteria: [{id: a, measure: met}]
    """
    held, lost = {"a": "đạt", "g.1": "đạt", "g.2": "đạt"}, {"a": "đạt", "g.1": "không đạt", "g.2": "đạt"}
    there, back = changed(held, lost, dedent(ladder)), changed(lost, held, dedent(ladder))
    assert [(gap.kind, gap.id) for gap in there.opened] == [(GapKind.GATE, "g")]
    assert there.closed == back.opened == ()
    assert back.closed == there.opened


def test_the_same_answer_under_another_fact_is_said_to_be_the_same() -> None:
    body = """
    facts: {dan-so: {title: Dân số, is: number}}
    parameters: {p: {by: dan-so, bands: [{below: "10000", is: 1}, {from: "10000", is: 3}]}}
    criteria:
      - {id: a, measure: count, met: {at-least: {parameter: p}}}
      - {id: c, all: [{id: c.1, measure: met}, {id: c.2, measure: count, met: {at-least: {parameter: p}}}]}
    """
    small, large = {"facts": {"dan-so": "9000"}}, {"facts": {"dan-so": "12400"}}
    answers = {"a": 2, "c.1": "đạt", "c.2": 2}
    found = changed(answers, answers, dedent(body), old=small, later=large)
    assert [(node.kind, node.same_answer) for top in found.criteria for node in top.walk()] == [(Kind.WORSE, True)] * 3
    found = changed(answers, {**answers, "a": 1, "c.1": "không đạt"}, dedent(body), old=small, later=large)
    assert [(one(found, id_).same_answer) for id_ in ("a", "c", "c.1", "c.2")] == [False, False, False, True]


@pytest.mark.parametrize(
    ("before", "after", "proof"),
    [
        ([], ["d2"], Proof.ADDED),
        (["d1"], [], Proof.REMOVED),
        (["d1"], ["d2"], Proof.RENEWED),
        (["d2"], ["d1"], Proof.EXPIRED),
        (["d1"], ["dx"], Proof.REPLACED),
        (["dx"], ["d2"], Proof.REPLACED),
        (["d1"], ["d1"], Proof.EXPIRED),
        (["d0"], ["d0"], None),
        (["dx"], ["dx"], None),
        (["d2"], ["d2"], None),
        (["d1", "d2"], ["d2", "d1"], None),
        (["d0", "d1"], ["d1", "d2"], Proof.RENEWED),
    ],
)
def test_documents(before: list[str], after: list[str], proof: Proof | None) -> None:
    old, new = ({**FULL, "a": {"value": "đạt", "evidence": ids}} for ids in (before, after))
    found = changed(old, new, evidence=REGISTER)
    assert listed(found) == (["a"] if proof else [])
    if proof:
        assert (found.criteria[0].kind, found.criteria[0].proof) == (Kind.PROOF, proof)
        assert found.criteria[0].direction is NEITHER


def test_a_document_that_lay_before_the_period_lies_in_it_going_back() -> None:
    answers = {**FULL, "a": {"value": "đạt", "evidence": ["d1"]}}
    back = changed(answers, answers, evidence=REGISTER, old={"period": 2024}, later={"period": 2023})
    assert one(back, "a").proof is Proof.RENEWED


def test_the_window_of_the_set_says_which_days_count() -> None:
    body = f"window: {{from: 16/11/Y-1, to: 15/11/Y}}\n{WARD}"
    register = {"d": {"number": "1", "date": "2023-12-01"}}
    answers = {**FULL, "a": {"value": "đạt", "evidence": ["d"]}}
    assert changed(answers, answers, body, evidence=register).criteria == ()
    (change,) = changed(
        answers, answers, body, evidence=register, old={"period": 2024}, later={"period": 2025}
    ).criteria
    assert change.proof is Proof.EXPIRED


@pytest.mark.parametrize(("before", "after"), [("d1", "d1"), ("d1", "d2"), ("d2", "d1")])
def test_nothing_expires_within_one_period(before: str, after: str) -> None:
    old, new = ({**FULL, "a": {"value": "đạt", "evidence": [id_]}} for id_ in (before, after))
    found = changed(old, new, evidence=REGISTER, old={"period": 2024})
    assert [change.proof for change in found.criteria] == ([] if before == after else [Proof.REPLACED])


def test_documents_are_the_same_under_other_ids_and_are_said_with_their_day() -> None:
    old = {**FULL, "a": {"value": "đạt", "evidence": ["x"]}}
    new = {**FULL, "a": {"value": "không đạt", "evidence": ["d0"]}}
    change = one(changed(old, new, old={"evidence": {"x": REGISTER["d0"]}}, later={"evidence": REGISTER}), "a")
    assert change.proof is None
    assert change.after is not None
    assert list(map(ENGLISH.text, change.after.documents)) == ["00/BC, 2021-05-04"]


def test_the_documents_of_the_unit_stand_behind_the_answer_of_the_verifier() -> None:
    answers = {**FULL, "a": {"value": "đạt", "evidence": ["d0"]}}
    verified = {"by": "Thử", "answers": {"a": "đạt"}}
    assert changed(answers, answers, evidence=REGISTER, later={"verified": verified}).criteria == ()


def verified(answer: object) -> dict[str, object]:
    return {"verified": {"by": "Thử", "answers": {"a": answer}}}


def test_disagreements_of_unit_and_verifier_settle_and_open() -> None:
    apart, agreed = verified("không đạt"), verified("đạt")
    settled = one(changed(FULL, FULL, old=apart, later=agreed), "a")
    assert (settled.agreement, settled.kind) == (Agreement.SETTLED, Kind.BETTER)
    assert one(changed(FULL, FULL, old=agreed, later=apart), "a").agreement is Agreement.OPENED
    same_in_the_end = changed({**FULL, "a": "không đạt"}, FULL, old=agreed, later=agreed)
    assert (one(same_in_the_end, "a").agreement, one(same_in_the_end, "a").kind) == (Agreement.SETTLED, Kind.PROOF)


def test_without_a_verifier_on_both_sides_nothing_is_settled() -> None:
    assert one(changed(FULL, FULL, old=verified("không đạt")), "a").agreement is None


STATED = {"stated_count": {"met": 2, "of": 3}}
HEDGED = {"stated_count": {"met": 2, "of": 3, "hedge": "cơ bản"}}
FEWER = {"stated_count": {"met": 1, "of": 3}}


def comparison(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparison:
    """Two published counts compared, and nothing else."""
    cases = case_of(WARD, {}, **old), case_of(WARD, {}, **new)
    before, after = (subject_of(case) for case in cases)
    found = compare(before, after, SAME)
    return Comparison(side_of(cases[0], before), side_of(cases[1], after), **found._asdict())


def test_a_published_count_is_a_change_also_in_other_words() -> None:
    assert comparison(STATED, STATED).is_empty
    assert not comparison(STATED, HEDGED).is_empty
    assert not comparison(HEDGED, STATED).is_empty
    fewer = comparison(STATED, FEWER)
    assert (fewer.stated_changed, fewer.count) == (True, Ends(Fraction(-1), Fraction(-1)))


def test_one_side_beside_itself_is_empty() -> None:
    case = case_of(WARD, FULL, evidence=REGISTER, **verified("không đạt"))
    subject = subject_of(case)
    side = side_of(case, subject)
    found = Comparison(side, side, **compare(subject, subject, SAME)._asdict())
    assert found.is_empty
    assert not found._replace(set_changed=True).is_empty


def test_answers_are_said_as_people_read_them() -> None:
    old = {**FULL, "c.1": {"value": 2, "excepted": [{"reason": "troi"}]}, "c.2": {"parts": {"p": "không"}}}
    new = {**FULL, "a": {"not-applicable": "không có"}, "b": {"part": 8}, "c.2": {"parts": {"p": "có", "q": "không"}}}
    found = changed(old, new)
    said = {
        node.after.id: tuple(
            None if stand is None or stand.answer is None else ENGLISH.text(stand.answer)
            for stand in (node.before, node.after)
        )
        for top in found.criteria
        for node in top.walk()
        if node.after is not None and not node.parts
    }
    assert said == {
        "a": ("met", "not applicable: không có"),
        "b": ("8 of 10 = 80%", "8 of a whole that is not given"),
        "c.1": ("2, of these 1 excepted: Bất khả kháng", "0"),
        "c.2": ("none of the parts; not there: Loa", "Loa"),
    }
