"""What a case has to come to, compared with what scoring came to; the differences, each with the engine's working."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wardeval.engine.enough import points_text, range_text
from wardeval.engine.result import NodeResult, SetResult, Status
from wardeval.exact import Interval, Met
from wardeval.model.cases import Cases, Expected, Range, WholeCase
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.mistakes import Mistake, closest
from wardeval.model.structure import may_be_met
from wardeval.problems import Keys, Message, say

MET = {
    "yes": say("met"),
    "no": say("not met"),
    "undecided": say("undecided"),
    "not-applicable": say("not applicable"),
}
_MET_OF = {Met.YES: "yes", Met.NO: "no", Met.UNDECIDED: "undecided"}
_NO_VERDICTS = tuple(status.value for status in Status if status is not Status.REACHED)


class Difference(NamedTuple):
    """Something that came out otherwise: where it is expected, what it is, and how the engine came to it."""

    keys: Keys
    message: Message
    why: tuple[Message, ...] = ()


def compare_result(result: SetResult, expected: Expected) -> Iterator[Difference]:
    """Where a result is not what a case has to come to."""
    if expected.verdict is not None and expected.verdict != (found := verdict_of(result)):
        message = say("the verdict is “{found}”, expected “{expected}”", found=found, expected=expected.verdict)
        yield Difference(("verdict",), message, tuple(_conditions(result, expected.verdict)))
    if expected.total is not None and result.total is not None:
        total = result.total.points if result.total.known else None
        if not _same(expected.total, total, known=result.total.known):
            message = say("the total is {found}, expected {expected}", **_both(total, expected.total))
            yield Difference(("total",), message, tuple(_points_of(result.nodes)))
    if expected.criteria_met is not None and not _same(expected.criteria_met, result.count.met, known=True):
        found_, wanted = _both(result.count.met, expected.criteria_met).values()
        message = say("{found} criteria are met, expected {expected}", found=found_, expected=wanted)
        yield Difference(("criteria-met",), message, tuple(_met_of(result.nodes)))
    nodes = {node.node.id: node for node in result.all_nodes()}
    for id_, met in expected.met.items():
        yield from compare_met(nodes[id_], met, ("met", id_))
    for id_, points in expected.points.items():
        yield from compare_points(nodes[id_], points, ("points", id_))


def compare_met(result: NodeResult, expected: str, keys: Keys) -> Iterator[Difference]:
    """Where a node is met otherwise than expected."""
    found = met_word(result)
    if found != expected:
        message = say(
            "“{id}” is {found}, expected {expected}", id=result.node.id, found=MET[found], expected=MET[expected]
        )
        yield Difference(keys, message, result.steps)


def compare_points(result: NodeResult, expected: Range, keys: Keys) -> Iterator[Difference]:
    """Where a node earns otherwise than expected."""
    outcome = result.outcome
    if not _same(expected, outcome.points, known=outcome.known):
        message = say(
            "points of “{id}” are {found}, expected {expected}", id=result.node.id, **_both(outcome.points, expected)
        )
        yield Difference(keys, message, result.steps)


def met_word(result: NodeResult) -> str:
    """Whether a node is met, as a cases file writes it."""
    if result.outcome.applies is Met.NO:
        return "not-applicable"
    return _MET_OF[Met.UNDECIDED if result.outcome.met is None else result.outcome.met]


def verdict_of(result: SetResult) -> str:
    """The verdict of a result, or how it stands where there is none, as a cases file writes it."""
    return result.reached.id if result.reached is not None else result.status.value


def found_text(result: NodeResult) -> Message:
    """What a node came to, in a few words."""
    outcome = result.outcome
    met = MET[met_word(result)] if may_be_met(result.node) or outcome.applies is Met.NO else None
    points = points_text(outcome) if result.node.earns else None
    if met is not None and points is not None:
        return say("{state}, {points}", state=met, points=points)
    return met or points or say("recorded")


def result_text(result: SetResult) -> Message:
    """What a whole assessment came to, in a few words."""
    verdict = say("verdict “{verdict}”", verdict=verdict_of(result))
    if result.total is None:
        return verdict
    total = range_text(result.total.points) if result.total.known and result.total.points else say("not public")
    return say("{verdict}, total {total}", verdict=verdict, total=total)


def _same(expected: Range, found: Interval | None, *, known: bool) -> bool:
    if expected.unknown:
        return not known or found is None
    return found is not None and (found.least, found.most) == (expected.least, expected.most)


def _both(found: Interval | None, expected: Range) -> dict[str, object]:
    unknown = say("not public")
    wanted: object = unknown
    if not expected.unknown and expected.least is not None and expected.most is not None:
        wanted = range_text(Interval(expected.least, expected.most))
    return {"found": unknown if found is None else range_text(found), "expected": wanted}


def _conditions(result: SetResult, expected: str) -> Iterator[Message]:
    """Why the expected verdict is not the one, or else why the next one up is not."""
    ladder = {item.verdict.id: item for item in result.verdicts}
    wanted = ladder.get(expected) or result.next
    for condition in wanted.conditions if wanted is not None else ():
        yield say(
            "{verdict}: {says} ({met}: {found})",
            verdict=wanted.verdict.title if wanted is not None else "",
            says=condition.says,
            met=condition.met,
            found=condition.found,
        )


def _points_of(nodes: Iterable[NodeResult]) -> Iterator[Message]:
    for node in nodes:
        if node.node.earns:
            yield say("{id}: {points}", id=node.node.id, points=points_text(node.outcome))


def _met_of(nodes: Iterable[NodeResult]) -> Iterator[Message]:
    for node in nodes:
        if node.outcome.met is not None:
            yield say("{id}: {points}", id=node.node.id, points=MET[met_word(node)])


def dead_expectations(cases: Cases, criteria: CriterionSet) -> Iterator[Mistake]:
    """Expectations of what the set does not have: ids, verdicts, a total, points, a track that a case lacks."""
    nodes = {node.id: node for node in criteria.nodes()}
    for index, case in enumerate(cases.cases):
        yield from _dead(case, criteria, nodes, ("cases", index, "expect"))
    for id_, rows in cases.leaves.items():
        node = nodes.get(id_)
        if node is None or node.measure is None:
            yield _no_such(id_, nodes, ("leaves", id_))
            continue
        for index, row in enumerate(rows):
            if row.met is not None and not may_be_met(node):
                yield _no_met(id_, ("leaves", id_, index, "met"))
            if row.points is not None and not node.earns:
                yield _no_points(id_, ("leaves", id_, index, "points"))


def _dead(case: WholeCase, criteria: CriterionSet, nodes: dict[str, Indicator], keys: Keys) -> Iterator[Mistake]:
    expected = case.expect
    ladder = [verdict.id for verdict in criteria.verdicts]
    if expected.verdict is not None and expected.verdict not in (*ladder, *_NO_VERDICTS):
        message = say("the set has no verdict “{id}”", id=expected.verdict)
        hint = say("write one of {ids}", ids=(*ladder, *_NO_VERDICTS))
        yield Mistake("dead-reference", (*keys, "verdict"), message, hint)
    if expected.total is not None and criteria.total is None:
        yield Mistake("dead-reference", (*keys, "total"), say("the set has no total of points"), at_key=True)
    if expected.track == "verified" and case.verified is None:
        yield Mistake("dead-reference", (*keys, "track"), say("the case has no answers of a verifier"))
    for name, ids in (("met", expected.met), ("points", expected.points)):
        for id_ in ids:
            node = nodes.get(id_)
            if node is None:
                yield _no_such(id_, nodes, (*keys, name, id_))
            elif name == "met" and not may_be_met(node):
                yield _no_met(id_, (*keys, name, id_))
            elif name == "points" and not node.earns:
                yield _no_points(id_, (*keys, name, id_))


def _no_such(id_: str, nodes: dict[str, Indicator], keys: Keys) -> Mistake:
    if id_ in nodes:
        message = say("“{id}” is made of parts; only the parts are answered", id=id_)
        hint = say("answer {ids} instead", ids=tuple(child.id for child in nodes[id_].children))
        return Mistake("dead-reference", keys, message, hint, at_key=True)
    close = closest(id_, nodes)
    hint_ = say("did you mean “{id}”?", id=close) if close else None
    message = say("the set has no criterion or indicator “{id}”", id=id_)
    return Mistake("unknown-id", keys, message, hint_, at_key=True)


def _no_met(id_: str, keys: Keys) -> Mistake:
    return Mistake(
        "dead-reference", keys, say("“{id}” is never met or not met: it only earns points", id=id_), at_key=True
    )


def _no_points(id_: str, keys: Keys) -> Mistake:
    return Mistake("dead-reference", keys, say("“{id}” earns no points", id=id_), at_key=True)
