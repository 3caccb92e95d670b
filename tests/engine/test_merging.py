"""Units put together: what each measure comes to, what is never put together, and the laws of putting together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings

from tests.building import NO, OPEN, YES, Answers, case_of, met_of, one
from tests.engine.generating import FACTS, Builder, Filler
from tests.engine.test_laws import assert_follows, full_answers, laws, replies, seeds
from wardeval.engine.context import Context
from wardeval.engine.merging import Member, combine
from wardeval.engine.result import SELF, VERIFIED, SetResult, State
from wardeval.engine.score import score
from wardeval.engine.subject import Subject
from wardeval.language import Code, Language
from wardeval.library import LoadedSet
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.structure import structure_mistakes
from wardeval.model.values import Events, ExceptedEvents, Grade, NotApplicable, On, Present, Ratio, Reply, Value
from wardeval.problems import Message

ENGLISH = Language(Code.EN)
NAMES = ("Xã Giáp", "Xã Ất", "Xã Bính")


def together(set_: str, *answers: object) -> Subject:
    """What units that answer a set of one criterion `a` come to as one."""
    return merged(set_, *({"a": answer} if answer is not None else {} for answer in answers))


def merged(set_: str | LoadedSet, *answers: Answers, **more: object) -> Subject:
    members = [Member(name, subject(set_, each, **more)) for name, each in zip(NAMES, answers, strict=False)]
    found = combine(members).subject
    assert found is not None
    return found


def subject(set_: str | LoadedSet, answers: Answers, **more: object) -> Subject:
    case = case_of(set_, answers, **more)
    return Subject(case.contexts, case.stated, case.results, case.final_track, case.assessment.evidence)


def value(found: Subject, id_: str = "a") -> Value | None:
    reply = found.contexts[found.track].replies.get(id_)
    return None if reply is None else reply.value


def remark(found: Subject, id_: str = "a") -> str | None:
    return text(found.remarks.get(id_))


def text(message: Message | None) -> str | None:
    return None if message is None else ENGLISH.text(message)


# what each measure comes to

GRADED = one("measure: met")
SHARED = one("measure: ratio, met: {at-least: 70%}")
COUNTED = one("measure: count, met: {at-least: 3}")
DIVIDED = one("measure: parts, parts: {p: Biển, q: Sổ, r: Tủ}, met: all")
GROUNDS = "exceptions: {troi: {title: Trời}, kip: {title: Kịp, needs: {x: X}}}\n"
HAPPENED = GROUNDS + one("measure: events, except: [troi, kip], met: {at-most: 2}")
SCALED = "scales: {bac: {thap: Thấp, cao: Cao}}\n" + one("measure: level, scale: bac, met: {at-least: cao}")


def test_counts_add_up() -> None:
    found = together(COUNTED, "1", "2")
    assert (value(found), met_of(found.result)) == (Fraction(3), YES)


def test_a_share_is_that_of_all_and_no_average_of_shares() -> None:
    found = together(SHARED, {"part": 1, "whole": 2}, {"part": 20, "whole": 25})
    assert value(found) == Ratio(Fraction(21), Fraction(27))
    assert met_of(found.result) is YES  # the average of 50 % and 80 % would be too low


def test_events_add_up_and_keep_their_exceptions() -> None:
    first = {"value": "2", "excepted": [{"reason": "troi"}]}
    second = {"value": "3", "excepted": [{"reason": "kip", "number": "1", "holds": ["x"]}]}
    found = together(HAPPENED, first, second)
    assert value(found) == Events(
        5, (ExceptedEvents(1, "kip", frozenset({"x"})), ExceptedEvents(1, "troi", frozenset()))
    )
    assert met_of(found.result) is NO
    assert met_of(together(HAPPENED, {**first, "value": "1"}, second).result) is YES


@pytest.mark.parametrize(
    ("grades", "worst", "said"),
    {
        "met and not met": (("đạt", "chưa đạt"), Grade.NOT_MET, "the worst of 2 answers: not met in Xã Ất"),
        "basically": (("đạt", "cơ bản đạt"), Grade.BASICALLY, "the worst of 2 answers: basically met in Xã Ất"),
        "basically and not": (("chưa đạt", "cơ bản đạt"), Grade.NOT_MET, "the worst of 2 answers: not met in Xã Giáp"),
        "all met": (("đạt", "đạt"), Grade.MET, None),
        "two of three": (
            ("chưa đạt", "đạt", "chưa đạt"),
            Grade.NOT_MET,
            "the worst of 3 answers: not met in Xã Bính, Xã Giáp",
        ),
    }.values(),
    ids=str,
)
def test_the_worst_grade_counts_and_says_whose_it_is(grades: tuple[str, ...], worst: Grade, said: str | None) -> None:
    found = together(GRADED, *grades)
    assert (value(found), remark(found)) == (worst, said)


def test_a_part_is_there_where_it_is_there_in_every_unit() -> None:
    found = together(DIVIDED, ["p", "q"], {"parts": {"p": "có", "r": "không"}})
    assert value(found) == Present(frozenset("p"), frozenset("r"))
    assert remark(found) == "only parts that are there in every unit count (Sổ: no answer of Xã Ất)"
    found = together(DIVIDED, ["p", "q", "r"], ["p"])
    assert value(found) == Present(frozenset("p"), frozenset("qr"))
    assert remark(found) == (
        "only parts that are there in every unit count (Sổ: missing in Xã Ất; Tủ: missing in Xã Ất)"
    )


APART = {
    "level": (SCALED, "cao"),
    "points": (one("measure: points, max: 10, points: as-judged"), "8"),
    "amount": (one("measure: amount, met: {at-least: 50}"), "60"),
    "change": (one("measure: change, met: {at-most: before}"), {"now": "1", "before": "2"}),
    "date": (one("measure: date, met: {to: 31/03/Y}"), "01/02/2024"),
}


@pytest.mark.parametrize(("set_", "answer"), APART.values(), ids=APART)
def test_what_cannot_be_added_up_is_left_open_and_says_why(set_: str, answer: object) -> None:
    found = together(set_, answer, answer)
    assert value(found) is None
    assert set(found.apart) == {"a"}
    assert text(found.apart["a"])
    assert met_of(found.result) in (OPEN, None)
    assert together(set_, None, None).apart == {}
    assert value(together(set_, answer)) is not None


# what is missing, and what does not apply


def test_one_answer_that_is_missing_makes_the_leaf_missing_and_says_whose() -> None:
    found = together(COUNTED, "5", None)
    assert (value(found), met_of(found.result)) == (None, OPEN)
    assert remark(found) == "no answer of Xã Ất"
    assert found.result.coverage.answered == 0


def test_half_an_answer_is_none() -> None:
    found = together(SHARED, {"part": 1, "whole": 2}, {"part": 1})
    assert (value(found), remark(found)) == (None, "no answer of Xã Ất")


def test_what_nobody_answered_needs_no_remark() -> None:
    assert together(COUNTED, None, None).remarks == {}


WAIVABLE = one("measure: count, not-applicable: excluded, met: {at-least: 3}")
WAIVED: Answers = {"not-applicable": "không có rừng"}


def test_what_applies_to_no_unit_does_not_apply() -> None:
    found = together(WAIVABLE, WAIVED, {"not-applicable": "không có biển"})
    assert value(found) == NotApplicable("không có rừng; không có biển")
    assert found.result.nodes[0].state is State.NOT_APPLICABLE


def test_where_it_applies_to_some_only_those_count() -> None:
    found = together(WAIVABLE, "4", WAIVED)
    assert (value(found), remark(found)) == (Fraction(4), "does not apply in Xã Ất")
    found = together(WAIVABLE, None, WAIVED)
    assert (value(found), remark(found)) == (None, "no answer of Xã Giáp; does not apply in Xã Ất")


NESTED = """\
criteria:
  - id: a
    not-applicable: excluded
    all:
      - {id: a.1, measure: met}
      - {id: a.2, measure: count, met: {at-least: 3}, not-applicable: excluded}
"""


def test_parts_of_what_does_not_apply_to_a_unit_do_not_apply_to_it() -> None:
    found = merged(NESTED, {"a.1": "đạt", "a.2": "4"}, {"a": WAIVED, "a.1": "chưa đạt"})
    assert (value(found, "a.1"), value(found, "a.2")) == (Grade.MET, Fraction(4))
    assert remark(found, "a.1") == remark(found, "a.2") == "does not apply in Xã Ất"
    assert value(found) is None
    found = merged(NESTED, {"a.1": "đạt", "a.2": WAIVED}, {"a": WAIVED})
    assert value(found, "a.2") == NotApplicable("không có rừng")
    assert isinstance(value(merged(NESTED, {"a": WAIVED}, {"a": WAIVED})), NotApplicable)


# what stands beside the answers


def test_documents_of_the_same_id_stay_apart_unless_they_are_the_same() -> None:
    one_, other = {"number": "1/QĐ"}, {"number": "2/QĐ"}
    answers = {"a": {"value": "1", "evidence": ["d", "e"]}}
    members = [
        Member(name, subject(COUNTED, answers, evidence={"d": document, "e": one_}))
        for name, document in zip(NAMES, (one_, other), strict=False)
    ]
    found = combine(members).subject
    assert found is not None
    assert {id_: document.number for id_, document in found.evidence.items()} == {
        "d (Xã Giáp)": "1/QĐ",
        "d (Xã Ất)": "2/QĐ",
        "e": "1/QĐ",
    }
    assert set(found.contexts[SELF].replies["a"].answer.evidence) == set(found.evidence)


def test_a_published_count_is_not_added() -> None:
    first = subject(GRADED, {}, stated_count={"met": 1, "of": 1})
    found = combine([Member("Xã Giáp", first), Member("Xã Ất", subject(GRADED, {"a": "đạt"}))])
    assert found.subject is not None
    assert found.subject.stated == {}
    assert found.subject.result.count.stated is None
    assert "the published count of Xã Giáp is left out" in ENGLISH.text(found.notes)


def test_what_a_verifier_said_counts_and_the_unit_s_own_where_none_verified() -> None:
    first = subject(GRADED, {"a": "đạt"}, verified={"by": "Huyện", "answers": {"a": {"value": "chưa đạt"}}})
    found = combine([Member("Xã Giáp", first), Member("Xã Ất", subject(GRADED, {"a": "đạt"}))])
    assert found.subject is not None
    assert found.subject.track == VERIFIED
    assert {track: met_of(result) for track, result in found.subject.results.items()} == {SELF: YES, VERIFIED: NO}
    assert "not verified: Xã Ất" in ENGLISH.text(found.notes)


# what is not put together at all

BY_REGION = """\
facts:
  vung: {title: Vùng, is: one-of, of: [nui, bien]}
  thua: {title: Thừa, is: number}
""" + one("measure: count, met: {at-least: {by: vung, table: {nui: 1, bien: 2}}}")


def refusals(*members: Subject, needed: Sequence[str] = ()) -> list[str]:
    found = combine([Member(name, each) for name, each in zip(NAMES, members, strict=False)], needed)
    assert (found.subject is None) == bool(found.refusals)
    return [ENGLISH.text(refusal) for refusal in found.refusals]


def test_units_that_differ_in_a_fact_that_counts_are_not_put_together() -> None:
    high = subject(BY_REGION, {"a": "1"}, facts={"vung": "nui", "thua": "1"})
    low = subject(BY_REGION, {"a": "1"}, facts={"vung": "bien", "thua": "2"})
    (why,) = refusals(high, low, needed=["vung"])
    assert why.startswith("what the set requires depends on “Vùng”, which differs (Xã Giáp: nui; Xã Ất: bien)")
    assert refusals(high, high, needed=["vung"]) == []
    assert refusals(high, low, needed=[]) == []


def test_units_of_different_types_where_the_type_counts() -> None:
    members = [subject(GRADED, {"a": "đạt"}, type_=type_) for type_ in ("xa", "phuong")]
    (why,) = refusals(*members, needed=["type"])
    assert "depends on “type of unit”, which differs (Xã Giáp: commune; Xã Ất: ward)" in why
    assert refusals(*members) == []


def test_units_of_different_years_are_not_put_together() -> None:
    (why,) = refusals(subject(GRADED, {"a": "đạt"}), subject(GRADED, {"a": "đạt"}, period=2023))
    assert "different years (Xã Giáp: 2024; Xã Ất: 2023)" in why


def test_units_judged_under_different_sets_are_not_put_together() -> None:
    other = subject(GRADED, {"a": "đạt"})
    context = other.contexts[SELF]
    renamed = Context(context.criteria.replace(id="khac"), 2023, context.facts, context.replies)
    (why,) = refusals(other, other._replace(contexts={SELF: renamed}))
    assert "different sets (Xã Giáp: thu; Xã Ất: khac)" in why


# laws

laws_of_units = settings(laws, max_examples=laws.max_examples // 3)  # an example scores many times


class Units:
    """Units of one generated set, whose answers grow from few to all."""

    def __init__(self, seed: int, number: int = 3, stages: int = 3) -> None:
        random = Random(seed)
        data = Builder(random, public=False).criterion_set()
        self.criteria = CriterionSet.read(data)
        assert not list(structure_mistakes(self.criteria))
        top = [*data["gates"], *data["criteria"]]
        self.stages: list[list[Mapping[str, Reply]]] = []
        for _ in range(number):
            filler = Filler(random, public=False)
            answers = full_answers(self.criteria, filler, top)
            found = [answers]
            for _ in range(stages - 1):
                answers = filler.fewer(top, answers)
                found.append(answers)
            self.stages.append([replies(self.criteria, stage) for stage in reversed(found)])
        self.random = random

    def members(self, stage: int) -> list[Member]:
        return [Member(name, self.subject(stages[stage])) for name, stages in zip(NAMES, self.stages, strict=False)]

    def subject(self, said: Mapping[str, Reply]) -> Subject:
        context = Context(self.criteria, 2024, FACTS, said)
        return Subject({SELF: context}, {}, {SELF: score(context, SELF)}, SELF, {})


def one_of(members: Sequence[Member]) -> Subject:
    found = combine(members).subject
    assert found is not None
    return found


def values(found: Subject) -> dict[str, Value]:
    said = found.contexts[found.track].replies
    return {id_: reply.value for id_, reply in said.items() if reply.value is not None}


def outcomes(result: SetResult) -> object:
    nodes = [(node.node.id, node.outcome, node.state, node.coverage) for node in result.all_nodes()]
    return nodes, result.count, result.total, result.status, result.candidates


def leaves(criteria: CriterionSet) -> dict[str, str]:
    return {node.id: node.measure for node in criteria.nodes() if node.measure is not None}


@laws_of_units
@given(seeds)
def test_a_unit_alone_is_what_it_was(seed: int) -> None:
    (member,) = Units(seed, number=1).members(0)
    assert combine([member]) == (member.subject, (), ())


@laws_of_units
@given(seeds)
def test_the_order_of_units_does_not_matter(seed: int) -> None:
    units = Units(seed)
    members = units.members(1)
    found = one_of(members)
    units.random.shuffle(members)
    again = one_of(members)
    assert (values(again), again.apart, again.remarks) == (values(found), found.apart, found.remarks)
    assert outcomes(again.result) == outcomes(found.result)


@laws_of_units
@given(seeds)
def test_two_of_three_may_be_put_together_first(seed: int) -> None:
    members = Units(seed).members(1)
    first = Member("Xã Đầu", one_of(members[:2]))
    both, all_ = one_of([first, members[2]]), one_of(members)
    assert {id_: each for id_, each in values(both).items() if not isinstance(each, NotApplicable)} == {
        id_: each for id_, each in values(all_).items() if not isinstance(each, NotApplicable)
    }
    assert outcomes(both.result) == outcomes(all_.result)


@laws_of_units
@given(seeds)
def test_what_is_filled_in_lies_within_what_was_said_of_all(seed: int) -> None:
    units = Units(seed)
    few, many, full = (one_of(units.members(stage)).result for stage in range(3))
    for earlier, later in ((few, many), (many, full), (few, full)):
        assert_follows(earlier, later)


@laws_of_units
@given(seeds)
def test_numbers_add_up_exactly_where_all_answered(seed: int) -> None:
    units = Units(seed)
    members = units.members(2)
    found = values(one_of(members))
    measures = leaves(units.criteria)
    for id_, each in found.items():
        said = [member.subject.contexts[SELF].replies.get(id_) for member in members]
        parts = [reply.value for reply in said if reply is not None and not isinstance(reply.value, NotApplicable)]
        if id_ not in measures or len(parts) < len(members) or _is_waived_around(units.criteria, id_, members):
            continue
        match measures[id_]:
            case "count":
                assert each == sum(part for part in parts if isinstance(part, Fraction))
            case "ratio":
                ratios = [part for part in parts if isinstance(part, Ratio)]
                assert each == Ratio(
                    sum((ratio.part for ratio in ratios), Fraction(0)),
                    sum((ratio.whole for ratio in ratios), Fraction(0)),
                )
            case "events":
                assert isinstance(each, Events)
                events = [part for part in parts if isinstance(part, Events)]
                assert each.number == sum(part.number for part in events)
                assert sorted(map(repr, each.excepted)) == sorted(
                    repr(item) for part in events for item in part.excepted
                )
            case "met":
                assert each in parts
            case "parts":
                assert isinstance(each, Present)
                assert all(isinstance(part, Present) and each.present <= part.present for part in parts)
            case measure:
                raise AssertionError(f"{measure} of {id_} is not put together")


def _is_waived_around(criteria: CriterionSet, id_: str, members: Sequence[Member]) -> bool:
    """Whether something around a leaf does not apply to some unit."""
    around = {node.id for node in criteria.nodes() if any(part.id == id_ for part in node.walk())}
    return any(
        isinstance(reply.value, NotApplicable)
        for member in members
        for at, reply in member.subject.contexts[SELF].replies.items()
        if at in around
    )


@laws_of_units
@given(seeds)
def test_what_is_missing_stays_missing(seed: int) -> None:
    units = Units(seed)
    members = units.members(1)
    found = values(one_of(members))
    for id_ in leaves(units.criteria):
        for member in members:
            reply = member.subject.contexts[SELF].replies.get(id_)
            silent = reply is None or reply.value is None
            if silent and not _is_waived_around(units.criteria, id_, [member]):
                assert id_ not in found


@laws_of_units
@given(seeds)
def test_units_together_meet_nothing_that_one_of_them_does_not_say_is_met(seed: int) -> None:
    units = Units(seed)
    members = units.members(2)
    found = one_of(members)
    for node in found.result.all_nodes():
        if node.node.measure not in ("met", "parts") or node.outcome.met is not YES or node.node.only_if:
            continue
        for member in members:
            own = next(each for each in member.subject.result.all_nodes() if each.node.id == node.node.id)
            waived = _is_waived_around(units.criteria, node.node.id, [member])
            assert waived or own.outcome.met is YES, node.node.id


def test_the_day_of_a_unit_alone_is_kept() -> None:
    assert value(together(APART["date"][0], "01/02/2024")) == On(date(2024, 2, 1))
