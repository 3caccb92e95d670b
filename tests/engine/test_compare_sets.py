"""What comparing says where the sets differ, and where some answers cannot be compared at all."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from tests.building import case_of
from wardeval.comparison import subject_of
from wardeval.engine.bridge import SAME, VERSIONS, Bridge, Tie
from wardeval.engine.change import Direction, Ends, NodeChange
from wardeval.engine.comparable import incomparable
from wardeval.engine.compare import Changes, compare
from wardeval.engine.kinds import Kind, Relation
from wardeval.engine.subject import Subject
from wardeval.language import Code, Language, Words
from wardeval.problems import Message, say

ENGLISH = Language(Code.EN)
VERDICTS = "verdicts: [{id: dat, title: Đạt, when: [{all: criteria}]}, {id: chua-dat, title: Chưa đạt}]"
OLD = f"""
{VERDICTS}
gates: [{{id: g, measure: met}}]
criteria:
  - {{id: "1", measure: met}}
  - {{id: "2", number: "II", measure: ratio, met: {{at-least: 70%}}}}
  - id: "3"
    all:
      - {{id: "3.1", measure: met}}
      - {{id: "3.2", measure: count, met: {{at-least: 3}}}}
"""
NEW = f"""
{VERDICTS}
gates: [{{id: an, measure: met}}]
criteria:
  - {{id: A, measure: ratio, met: {{at-least: 80%}}}}
  - {{id: B, measure: met}}
  - {{id: C, measure: met}}
  - {{id: D, measure: count, met: {{at-least: 5}}}}
"""
ANSWERS: Mapping[str, Any] = {"g": "đạt", "1": "đạt", "2": {"part": 3, "whole": 4}, "3.1": "đạt", "3.2": 4}
LATER: Mapping[str, Any] = {"an": "đạt", "A": {"part": 3, "whole": 4}, "B": "đạt", "C": "đạt", "D": 4}


def side(body: str, answers: Mapping[str, Any] = {}, **more: Any) -> Subject:
    return subject_of(case_of(body, answers, **more))


def tie(before: str, after: str, relation: Relation = Relation.EQUAL, why: str | None = None) -> Tie:
    return Tie(tuple(before.split()), tuple(after.split()), relation, None if why is None else Words(why), None)


def mapped(*ties: Tie) -> Bridge:
    return Bridge(same=False, mapping="cu--moi", ties=ties)


def of(found: Changes, id_: str) -> NodeChange:
    """What is found of a node, by its id on either side."""
    (change,) = [
        node
        for top in (*found.gates, *found.criteria)
        for node in top.walk()
        if id_ in {stand.id for stand in (node.before, node.after) if stand is not None}
    ]
    return change


def said(notes: tuple[Message | Words, ...]) -> list[str]:
    return list(map(ENGLISH.text, notes))


COMPLETE = (
    tie("g", "an"),
    tie("1", "B"),
    tie("2", "A"),
    tie("3.1", "C", Relation.SUBSET, "Thêm yêu cầu"),
    tie("3.2", "", Relation.DROPPED),
    tie("", "D", Relation.NEW),
)


def test_only_equal_carries_a_result_over() -> None:
    found = compare(side(OLD, ANSWERS), side(NEW, LATER), mapped(*COMPLETE))
    assert [(node.relation, node.kind, node.direction) for node in found.criteria] == [
        (Relation.EQUAL, Kind.WORSE, Direction.WORSE),
        (Relation.SUBSET, Kind.INCOMPARABLE, Direction.NEITHER),
        (Relation.NEW, Kind.INCOMPARABLE, Direction.NEITHER),
        (Relation.DROPPED, Kind.INCOMPARABLE, Direction.NEITHER),
    ]
    assert found.unmapped == ((), ())
    assert (found.mapping, found.set_changed) == ("cu--moi", True)


def test_what_is_not_equal_shows_its_documents_and_a_hint() -> None:
    register = {"d": {"number": "5/KH", "date": "2024-02-01"}}
    answers = {**ANSWERS, "3.1": {"value": "đạt", "evidence": ["d"]}}
    change = of(compare(side(OLD, answers, evidence=register), side(NEW, LATER), mapped(*COMPLETE)), "C")
    assert change.before is not None
    assert list(map(ENGLISH.text, change.before.documents)) == ["5/KH, 2024-02-01"]
    hint, why = said(change.notes)
    assert hint.startswith("no result is carried over")
    assert why == "Thêm yêu cầu"


def test_what_no_tie_speaks_of_is_named_and_nothing_is_summed() -> None:
    found = compare(side(OLD, ANSWERS), side(NEW, LATER), mapped(tie("1", "B"), tie("3.1", "C")))
    assert found.unmapped == (("g", "II", "3"), ("an", "A", "D"))
    assert (found.total, found.count, found.decompositions) == (None, None, ())
    assert found.criteria == ()
    assert (found.closed, found.opened) == ((), ())


PLAIN = (*COMPLETE[:3], tie("3.1", "", Relation.DROPPED), tie("", "C", Relation.NEW), *COMPLETE[4:])


def test_a_criterion_is_spoken_of_part_by_part() -> None:
    found = compare(side(OLD, ANSWERS), side(NEW, LATER), mapped(*PLAIN))
    assert found.unmapped == ((), ())
    assert found.sums_compare
    assert found.count == Ends(Fraction(-1), Fraction(-1))


DROPPED = [tie(id_, "", Relation.DROPPED) for id_ in ("g", "1", "2", "3")]
NEWLY = [tie("", id_, Relation.NEW) for id_ in ("an", "A", "B", "C", "D")]


@pytest.mark.parametrize(
    "ties",
    [
        (*DROPPED, *NEWLY),
        (*DROPPED[1:], *NEWLY[1:], tie("g", "an")),
        (*COMPLETE[:3], tie("3", "C D", Relation.SPLIT)),
        COMPLETE,
    ],
    ids=["nothing in common", "only a gate", "split", "subset"],
)
def test_a_mapping_that_leaves_anything_open_sums_nothing(ties: tuple[Tie, ...]) -> None:
    lost = {**LATER, "B": "không đạt", "an": "không đạt"}
    found = compare(side(OLD, ANSWERS), side(NEW, lost), mapped(*ties))
    assert found.unmapped == ((), ())
    assert (found.sums_compare, found.verdict) == (False, Direction.NEITHER)
    assert (found.total, found.count, found.decompositions) == (None, None, ())
    incomparable_ = [node for node in found.criteria if node.relation is not Relation.EQUAL]
    assert {node.kind for node in incomparable_} == {Kind.INCOMPARABLE}


def test_an_incomplete_mapping_says_nothing_of_the_verdict() -> None:
    lost = {**LATER, "B": "không đạt"}
    ties = mapped(tie("1", "B"))
    assert compare(side(OLD, ANSWERS), side(NEW, lost), ties).verdict is Direction.NEITHER
    assert compare(side(OLD, ANSWERS), side(NEW, lost), mapped(*PLAIN)).verdict is Direction.WORSE


def test_split_and_merged_stand_pair_by_pair() -> None:
    bridge = mapped(tie("1", "B C", Relation.SPLIT), tie("2 3.2", "A", Relation.MERGED))
    found = compare(side(OLD, ANSWERS), side(NEW, LATER), bridge)
    pairs = [(node.before and node.before.id, node.after and node.after.id) for node in found.criteria]
    assert pairs == [("2", "A"), ("3.2", "A"), ("1", "B"), ("1", "C")]
    assert {node.kind for node in found.criteria} == {Kind.INCOMPARABLE}


def test_gaps_are_followed_through_equal_ties_alone() -> None:
    gone = {**ANSWERS, "1": "không đạt", "3.1": "không đạt"}
    later = {**LATER, "A": {"part": 4, "whole": 4}, "B": "không đạt", "C": "không đạt", "D": 5}
    found = compare(side(OLD, gone), side(NEW, later), mapped(*COMPLETE))
    assert (found.closed, found.opened) == ((), ())
    found = compare(side(OLD, ANSWERS), side(NEW, later), mapped(*COMPLETE))
    assert [gap.id for gap in found.opened] == ["B"]


def test_parts_stand_inside_the_equal_nodes_around_them() -> None:
    new = NEW.replace("{id: C, measure: met}", "{id: C, all: [{id: C1, measure: met}, {id: C2, measure: met}]}")
    bridge = mapped(tie("3", "C"), tie("3.1", "C2"))
    found = compare(side(OLD, ANSWERS), side(new, {"C1": "đạt", "C2": "không đạt"}), bridge)
    assert [(node.relation, node.kind) for node in found.criteria[0].walk()] == [
        (Relation.EQUAL, Kind.WORSE),
        (Relation.EQUAL, Kind.WORSE),
    ]
    assert len(found.criteria) == 1


def test_versions_pair_by_id_and_say_what_of_the_rule_changed() -> None:
    new = OLD.replace("70%", "80%")
    found = compare(side(OLD, ANSWERS), side(new, ANSWERS), VERSIONS)
    change = of(found, "2")
    assert (change.kind, change.direction, change.relation) == (Kind.WORSE, Direction.WORSE, None)
    assert said(change.notes) == ["its rule changed"]
    assert change.same_answer
    assert found.set_changed


def test_another_measure_is_not_compared() -> None:
    new = OLD.replace("measure: count, met: {at-least: 3}", "measure: met")
    change = of(compare(side(OLD, ANSWERS), side(new, {**ANSWERS, "3.2": "đạt"}), VERSIONS), "3.2")
    assert (change.kind, change.direction) == (Kind.INCOMPARABLE, Direction.NEITHER)
    assert said(change.notes)[0] == "it takes another kind of answer now"


def test_new_and_dropped_nodes_of_a_version_come_with_nothing_to_compare_them_with() -> None:
    new = OLD.replace('{id: "1", measure: met}', '{id: "9", measure: met}')
    answers = {"9" if id_ == "1" else id_: answer for id_, answer in ANSWERS.items()}
    found = compare(side(OLD, ANSWERS), side(new, answers), VERSIONS)
    assert [(node.relation, node.before is None, node.after is None) for node in found.criteria] == [
        (Relation.NEW, True, False),
        (Relation.DROPPED, False, True),
    ]


def test_points_out_of_another_most_are_neither_better_nor_worse() -> None:
    old = "total: {max: 3}\ncriteria: [{id: a, measure: points, max: 3}]\n"
    new = old.replace("3", "5")
    change = of(compare(side(old, {"a": 3}), side(new, {"a": 4}), VERSIONS), "a")
    assert (change.kind, change.direction) == (Kind.CHANGED, Direction.NEITHER)
    assert change.points == Ends(Fraction(1), Fraction(1))
    assert said(change.notes) == ["its points changed"]


APART = say("levels cannot be added up")


def test_answers_that_cannot_be_compared_say_so_and_nothing_is_summed() -> None:
    old = side(OLD, ANSWERS)
    new = side(OLD, {key: value for key, value in ANSWERS.items() if key != "3.2"})._replace(apart={"3.2": APART})
    found = compare(old, new, SAME)
    assert [(node.kind, node.direction) for node in found.criteria[0].walk()] == [
        (Kind.INCOMPARABLE, Direction.NEITHER),
        (Kind.INCOMPARABLE, Direction.NEITHER),
    ]
    assert said(of(found, "3.2").notes) == ["levels cannot be added up"]
    assert [stand.apart for node in found.criteria[0].walk() for stand in (node.before, node.after) if stand] == [
        *(False, True),
        *(False, True),
    ]
    assert (found.total, found.count, found.decompositions, found.opened) == (None, None, (), ())
    assert found.verdict is Direction.NEITHER


def test_what_is_sure_without_them_is_said() -> None:
    old = side(OLD, ANSWERS)
    new = side(OLD, {**ANSWERS, "3.1": "không đạt", "3.2": None})._replace(apart={"3.2": APART})
    found = compare(old, new, SAME)
    assert (of(found, "3").direction, found.verdict) == (Direction.WORSE, Direction.WORSE)
    after = of(found, "3").after
    assert after is not None
    assert not after.apart  # it is not met, whatever the other answers come to
    assert [gap.id for gap in found.opened] == ["3.1"]


def test_remarks_stand_beside_what_changed() -> None:
    worst = say("the worst of several")
    new = side(OLD, {**ANSWERS, "1": "không đạt"})._replace(remarks={"1": worst, "2": worst})
    found = compare(side(OLD, ANSWERS), new, SAME)
    assert [said(node.notes) for node in found.criteria] == [["the worst of several"]]


def test_no_bridge_is_refused_with_what_to_do() -> None:
    (reason,) = incomparable(side(OLD), side(NEW), None)
    assert "criteria/mappings/thu--thu.yaml" in ENGLISH.text(reason)
    assert incomparable(side(OLD), side(NEW), mapped()) == ()


def test_other_kinds_of_result_are_refused_whatever_the_bridge() -> None:
    points = "total: {max: 3}\ncriteria: [{id: a, measure: points, max: 3}]\n"
    for bridge in (None, VERSIONS, mapped()):
        (reason,) = incomparable(side(OLD), side(points), bridge)
        assert "comes to met and not met" in ENGLISH.text(reason)


@pytest.mark.parametrize(("values", "refused"), [("[a, b]", False), ("[b, a]", False), ("[a, b, c]", True)])
def test_a_fact_with_other_values_is_refused(values: str, refused: bool) -> None:
    facts = "facts: {vung: {title: Vùng, is: one-of, of: [a, b]}}"
    old = side(f"{facts}\n{OLD}")
    new = side(f"{facts.replace('[a, b]', values)}\n{NEW}")
    reasons = incomparable(old, new, mapped())
    assert bool(reasons) is refused
    assert all("a, b, c" in ENGLISH.text(reason) for reason in reasons)
