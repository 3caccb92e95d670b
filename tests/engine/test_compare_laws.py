"""The laws of comparing: nothing changes beside itself, going back mirrors going there, parts add up to the whole."""

from __future__ import annotations

import os
import pickle
from collections.abc import Hashable, Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from tests.engine.comparing import Pairing, make_pairing, make_set, make_side
from tests.engine.test_laws import laws, seeds
from wardeval.engine.bridge import SAME
from wardeval.engine.carry_over import carry_over
from wardeval.engine.change import Decomposition, Direction, Ends, NodeChange
from wardeval.engine.compare import Changes, compare
from wardeval.engine.context import Context
from wardeval.engine.counterparts import equals
from wardeval.engine.kinds import Agreement, Kind, Proof
from wardeval.engine.result import SELF, SetResult
from wardeval.engine.score import score
from wardeval.engine.stands import content, is_whole
from wardeval.engine.subject import Subject
from wardeval.engine.tally import counted_in
from wardeval.exact import Interval
from wardeval.language import Code, Language
from wardeval.model.values import NotApplicable, Reply
from wardeval.problems import Message

KINDS = ("same", "versions", "complete", "incomplete")
many, few = (settings(laws, max_examples=int(os.environ.get("LAW_EXAMPLES", number))) for number in ("250", "30"))
each_kind = pytest.mark.parametrize("kind", KINDS)
ENGLISH = Language(Code.EN)
MIRROR: Mapping[object, object] = {
    Kind.BETTER: Kind.WORSE,
    Kind.ANSWERED: Kind.MISSING,
    Proof.ADDED: Proof.REMOVED,
    Proof.RENEWED: Proof.EXPIRED,
    Agreement.SETTLED: Agreement.OPENED,
}
BACK: Mapping[Any, Any] = {**MIRROR, **{value: key for key, value in MIRROR.items()}}


def pairing(seed: int, kind: str, **side: Any) -> Pairing:
    return make_pairing(Random(seed), kind, **side)


def compared(pair: Pairing) -> Changes:
    return compare(pair.before, pair.after, pair.bridge)


@few
@given(seed=seeds)
def test_nothing_changes_beside_itself(seed: int) -> None:
    random = Random(seed)
    side = make_side(random, make_set(random, public=False), public=False)
    found = compare(side, side, SAME)
    ends = [(each.least, each.most) for each in (found.total, found.count) if each is not None]
    assert set(ends) <= {(0, 0)}
    assert found._replace(total=None, count=None) == Changes(
        Direction.NEITHER, (), (), None, None, (), (), (), ((), ()), None, False, False, (), True
    )


@each_kind
@few
@given(seed=seeds)
def test_in_short_the_same_changed(seed: int, kind: str) -> None:
    pair = pairing(seed, kind)
    whole, short = compared(pair), compare(pair.before, pair.after, pair.bridge, in_short=True)
    assert [outline(change) for change in short.gates] == [outline(change) for change in whole.gates]
    assert [outline(change) for change in short.criteria] == [outline(change) for change in whole.criteria]
    left_out = whole._replace(gates=(), criteria=(), decompositions=())
    assert short._replace(gates=(), criteria=()) == left_out._replace(closed=(), opened=())
    assert (whole.gates or whole.criteria) or not (whole.closed or whole.opened)


def outline(change: NodeChange) -> tuple[object, ...]:
    """What a list of many units needs to know of a change."""
    stands = [None if each is None else (each.id, each.number, each.state, each.outcome) for each in change[:2]]
    return (*stands, change.kind, change.direction, change.points)


def listed(changes: Changes, *, back: bool) -> list[NodeChange]:
    """Every change for itself, in one order; as it would be said going back."""
    nodes = (node for change in (*changes.gates, *changes.criteria) for node in change.walk())
    said = [node._replace(parts=()) for node in nodes if node.kind is not Kind.SAME]
    return sorted(map(reversed_, said) if back else said, key=ids)


def ids(node: NodeChange) -> tuple[str, ...]:
    return tuple("" if stand is None else stand.id for stand in (node.before, node.after))


def reversed_(node: NodeChange) -> NodeChange:
    return NodeChange(
        before=node.after,
        after=node.before,
        kind=BACK.get(node.kind, node.kind),
        direction=Direction(-node.direction),
        points=None if node.points is None else -node.points,
        proof=BACK.get(node.proof, node.proof),
        agreement=BACK.get(node.agreement, node.agreement),
        relation=None if node.relation is None else node.relation.inverse,
        notes=node.notes,
        same_answer=node.same_answer,
    )


def totals(changes: Changes, *, back: bool) -> Changes:
    """All else that is found; as it would be said going back."""
    rest = changes._replace(gates=(), criteria=())
    if not back:
        return rest
    return rest._replace(
        verdict=Direction(-rest.verdict),
        total=None if rest.total is None else -rest.total,
        count=None if rest.count is None else -rest.count,
        decompositions=tuple(map(turned, rest.decompositions)),
        closed=rest.opened,
        opened=rest.closed,
        unmapped=rest.unmapped[::-1],
        facts=tuple(fact._replace(before=fact.after, after=fact.before) for fact in rest.facts),
    )


def turned(item: Decomposition) -> Decomposition:
    scores = item.scores[3], item.scores[2], item.scores[1], item.scores[0]
    answers, coverage, verification, rubric = -item.answers, -item.coverage, -item.verification, -item.rubric
    return Decomposition(item.of, scores, answers, coverage, verification, rubric, item.published)


@each_kind
@many
@given(seed=seeds)
def test_going_back_mirrors_going_there_and_parts_add_up_exactly(seed: int, kind: str) -> None:
    pair = pairing(seed, kind)
    there = compared(pair)
    assert_adds_up(pair, there)
    assert_reasons(there)
    back = compare(pair.after, pair.before, pair.bridge.inverted())
    assert listed(back, back=False) == listed(there, back=True)
    assert totals(back, back=False) == totals(there, back=True)


def assert_adds_up(pair: Pairing, found: Changes) -> None:
    assert found.sums_compare or (found.total, found.count, found.decompositions) == (None, None, ())
    assert found.sums_compare or found.verdict is Direction.NEITHER
    assert not (any(found.unmapped) and found.sums_compare)
    for item in found.decompositions:
        whole = found.total if item.of == "points" else found.count
        assert item.answers + item.coverage + item.verification + item.rubric == item.total == whole
        assert item.scores[::3] == tuple(points(side.result, item.of) for side in (pair.before, pair.after))
        assert all(isinstance(end, Fraction) for part in item[2:6] for end in part)
        if pair.bridge.same:
            assert item.rubric == Ends(Fraction(0), Fraction(0))


@each_kind
@few
@given(seed=seeds)
def test_a_cause_that_is_absent_adds_nothing(seed: int, kind: str) -> None:
    pair = pairing(seed, kind, full=True, verified=False)
    for item in compared(pair).decompositions:
        assert item.verification.is_none
        if pair.bridge.same:
            assert item.coverage.is_none
            assert item.answers == item.total


@few
@given(seed=seeds)
def test_the_same_answers_under_another_version_leave_all_to_the_rubric(seed: int) -> None:
    pair = pairing(seed, "versions")
    equal = equals(pair.before.criteria, pair.after.criteria, pair.bridge)
    back = {other: id_ for id_, other in equal.items()}
    contexts = {}
    for track, context in pair.before.contexts.items():
        said = carry_over(context.replies, equal, context.criteria, pair.after.criteria)
        again = carry_over(said, back, pair.after.criteria, context.criteria)
        if contents(again) != contents(context.replies):
            return  # some answers fit the old version alone
        contexts[track] = Context(pair.after.criteria, context.period, context.facts, said)
    old, new = (plain(each, pair.before) for each in (pair.before.contexts, contexts))
    for item in compare(old, new, pair.bridge).decompositions:
        assert item.answers.is_none
        assert item.coverage.is_none
        assert item.verification.is_none


def plain(contexts: Mapping[str, Context], side: Subject) -> Subject:
    """A side without a published count."""
    results = {track: score(context, track) for track, context in contexts.items()}
    return Subject(contexts, {}, results, side.track, side.evidence)


def contents(replies: Mapping[str, Reply]) -> Mapping[str, Hashable]:
    return {id_: content(reply) for id_, reply in replies.items()}


@each_kind
@few
@given(seed=seeds)
def test_the_parts_are_those_of_the_formula(seed: int, kind: str) -> None:
    """The formula written down once more, with every score taken anew."""
    pair = pairing(seed, kind)
    pair.before, pair.after = (plain(side.contexts, side) for side in (pair.before, pair.after))
    for item in compared(pair).decompositions:
        expected = [plainly(pair, item.of, place) for place in range(2)]
        for end in range(2):
            answers, coverage, verification = (
                sum((each[part][end] for each in expected), Fraction(0)) / 2 for part in range(3)
            )
            assert (item.answers[end], item.coverage[end], item.verification[end]) == (answers, coverage, verification)


def plainly(pair: Pairing, of: str, judge: int) -> list[tuple[Fraction, ...]]:
    """Answers, coverage and verification under one of the sets, at both ends."""
    own = [under(pair, place, judge, SELF) for place in range(2)]
    final = [under(pair, place, judge, side.track) for place, side in enumerate((pair.before, pair.after))]
    swapped = missing_once(*own)
    first = mixed(own[0], own[1], swapped), own[0]
    last = mixed(own[1], own[0], swapped), own[1]
    old, new, was, is_, some, rest = (ends(score(context, SELF), of) for context in (*final, *own, first[0], last[0]))
    found = []
    for end in range(2):
        coverage = ((some[end] - was[end]) + (is_[end] - rest[end])) / 2
        answers = ((rest[end] - was[end]) + (is_[end] - some[end])) / 2
        found.append((answers, coverage, (new[end] - is_[end]) - (old[end] - was[end])))
    return [tuple(each[part] for each in found) for part in range(3)]


def under(pair: Pairing, place: int, judge: int, track: str) -> Context:
    """What one side says on a track, as far as the set of `judge` takes it."""
    sides = (pair.before, pair.after)
    said, other = sides[place].contexts[track], sides[judge].contexts[SELF]
    if place == judge or pair.bridge.same:
        return said
    bridge = pair.bridge if place == 0 else pair.bridge.inverted()
    equal = equals(said.criteria, other.criteria, bridge)
    return Context(
        other.criteria, said.period, said.facts, carry_over(said.replies, equal, said.criteria, other.criteria)
    )


def mixed(context: Context, other: Context, ids: set[str]) -> Context:
    replies = {id_: reply for id_, reply in context.replies.items() if id_ not in ids}
    replies |= {id_: reply for id_, reply in other.replies.items() if id_ in ids}
    return Context(context.criteria, context.period, context.facts, replies)


def missing_once(old: Context, new: Context) -> set[str]:
    answered = [whole_leaves(context) for context in (old, new)]
    found = answered[0] ^ answered[1]
    for node in old.criteria.nodes():
        waived = [node.id in context.replies for context in (old, new)]
        inside = {part.id for part in node.walk() if not part.children}
        if node.children and waived[0] != waived[1] and found and not inside & answered[waived[0]]:
            found.add(node.id)
    return found


def whole_leaves(context: Context) -> set[str]:
    """The leaves that are answered in full, or waived with what holds them."""
    waived = {
        part.id
        for node in context.criteria.nodes()
        for part in node.walk()
        if isinstance(getattr(context.replies.get(node.id), "value", None), NotApplicable)
    }
    leaves = [node for node in context.criteria.nodes() if not node.children]
    return {node.id for node in leaves if node.id in waived or is_whole(node, context.replies.get(node.id))}


def ends(result: SetResult, of: str) -> tuple[Fraction, Fraction]:
    found = points(result, of)
    assert found is not None
    return found.least, found.most


def points(result: SetResult, of: str) -> Interval | None:
    if of == "count":
        return result.count.met
    return None if result.total is None else result.total.points


@each_kind
@few
@given(seed=seeds)
def test_the_order_of_answers_does_not_matter(seed: int, kind: str) -> None:
    pair = pairing(seed, kind)
    found = compared(pair)
    for side in ("before", "after"):
        setattr(pair, side, shuffled(getattr(pair, side), Random(seed)))
    assert compared(pair) == found


def shuffled(side: Subject, random: Random) -> Subject:
    contexts = {}
    for track, context in side.contexts.items():
        items = list(context.replies.items())
        random.shuffle(items)
        contexts[track] = Context(context.criteria, context.period, context.facts, dict(items))
    results = {track: score(context, track, side.stated.get(track)) for track, context in contexts.items()}
    return side._replace(contexts=contexts, results=results)


@each_kind
@few
@given(seed=seeds)
def test_what_is_found_travels_between_processes_and_can_be_said(seed: int, kind: str) -> None:
    found = compared(pairing(seed, kind))
    assert pickle.loads(pickle.dumps(found)) == found
    for value in values_in(found):
        assert not isinstance(value, float)
        if isinstance(value, Message):
            assert ENGLISH.text(value)


def values_in(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from values_in(item)


@each_kind
@many
@given(seed=seeds)
def test_every_gap_that_closed_or_opened_is_of_a_node_that_changed_itself(seed: int, kind: str) -> None:
    pair = pairing(seed, kind)
    found = compared(pair)
    nodes = [change for top in (*found.gates, *found.criteria) for change in top.walk()]
    sides = (found.closed, pair.before, Kind.ANSWERED), (found.opened, pair.after, Kind.MISSING)
    for place, (gaps, side, toggled) in enumerate(sides):
        assert len({gap.id for gap in gaps}) == len(gaps)
        for gap in gaps:
            (change,) = [node for node in nodes if ids(node)[place] == gap.id]
            assert change.kind is toggled or change.direction is (Direction.WORSE if place else Direction.BETTER)
            assert any(node.node.id == gap.id for node in side.result.all_nodes())
    assert not {gap.id for gap in found.closed} & {gap.id for gap in found.opened} or not pair.bridge.same


@each_kind
@few
@given(seed=seeds)
def test_what_worsened_is_what_improved_going_back(seed: int, kind: str) -> None:
    pair = pairing(seed, kind)
    there = compared(pair)
    back = compare(pair.after, pair.before, pair.bridge.inverted())
    for tolerance in (Fraction(0), Fraction(2)):
        counts = [counted_in((*each.gates, *each.criteria), tolerance) for each in (there, back)]
        assert (counts[0].better, counts[0].worse) == (counts[1].worse, counts[1].better)


def assert_reasons(found: Changes) -> None:
    """What is listed changed, or holds what changed; what has no counterpart is not compared."""
    for top in (*found.gates, *found.criteria):
        for change in top.walk():
            sides = change.before is not None and change.after is not None
            assert sides or change.kind is Kind.INCOMPARABLE
            assert change.kind is not Kind.SAME or change.parts
            assert change.direction is Direction.NEITHER or change.kind in (
                *(Kind.BETTER, Kind.WORSE, Kind.ANSWERED, Kind.MISSING),
            )
