"""The answers to one set as answers to another: only where a leaf is equal to another of the same measure."""

from __future__ import annotations

from collections.abc import Mapping

from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.values import Events, ExceptedEvents, Level, NotApplicable, Present, Reply, Value


def carry_over(
    replies: Mapping[str, Reply], equal: Mapping[str, str], before: CriterionSet, after: CriterionSet
) -> dict[str, Reply]:
    """The replies that answer the set `after` too; `equal` names the node there that a node of `before` is equal to.

    What the other set does not take is left out: a part, a ground, a step of a scale that it does not know, judged
    points out of another most, a number in another unit, “not applicable” where it forbids that.
    """
    nodes, others = _by_id(before), _by_id(after)
    found = {}
    for id_, reply in replies.items():
        if id_ in equal and id_ in nodes:
            carried = _carried(reply, nodes[id_], others[equal[id_]], after)
            if carried is not None:
                found[equal[id_]] = carried
    return found


def _by_id(criteria: CriterionSet) -> dict[str, Indicator]:
    return {node.id: node for node in criteria.nodes()}


def _carried(reply: Reply, node: Indicator, other: Indicator, criteria: CriterionSet) -> Reply | None:
    if node.measure != other.measure or (node.measure in ("amount", "change") and node.unit != other.unit):
        return None
    if reply.value is None:
        return reply
    value = _value(reply.value, node, other, criteria)
    return None if value is None else reply._replace(value=value)


def _value(value: Value, node: Indicator, other: Indicator, criteria: CriterionSet) -> Value | None:
    """The value as the other node takes it."""
    match value:
        case NotApplicable():
            return None if other.not_applicable == "forbidden" else value
        case Level(id=id_):
            ranks = list(criteria.scales[other.scale or ""])
            return Level(ranks.index(id_), id_) if id_ in ranks else None
        case Present(present, absent):
            known = frozenset(other.parts)
            return Present(present & known, absent & known) if known & (present | absent) else None
        case Events(number, excepted):
            return Events(number, tuple(_excepted(item, criteria) for item in excepted if item.ground in other.except_))
    if node.measure == "points" and node.max != other.max:
        return None
    return value


def _excepted(item: ExceptedEvents, criteria: CriterionSet) -> ExceptedEvents:
    needs = frozenset(criteria.exceptions[item.ground].needs)
    if item.holds is None and needs:
        return item
    return item._replace(holds=(item.holds or frozenset()) & needs)
