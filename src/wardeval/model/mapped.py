"""What a mapping says of its two sets that they do not bear out."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Entries

from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.mapping import ONE_SIDED, Correspondence, Mapping
from wardeval.model.mistakes import Mistake, closest
from wardeval.problems import Keys, Message, say

Nodes = Entries[str, Indicator]


def nodes_of(criteria: CriterionSet) -> dict[str, Indicator]:
    """The gates, criteria and indicators of a set by their ids."""
    return {node.id: node for node in criteria.nodes()}


def mapped_mistakes(mapping: Mapping, before: CriterionSet, after: CriterionSet) -> Iterator[Mistake]:
    """Ids that a set does not have, `equal` between nodes that are answered otherwise, parts of what is left out."""
    sets = {"from": before, "to": after}
    nodes = {side: nodes_of(criteria) for side, criteria in sets.items()}
    for index, entry in enumerate(mapping.criteria):
        at: Keys = ("criteria", index)
        strangers = list(_strangers(entry, at, sets, nodes))
        yield from strangers
        difference = None if strangers else unequal(entry, nodes["from"], nodes["to"])
        if difference is not None:
            hint = say("“equal” carries the answer over; write subset, superset or intersects where it may differ")
            yield Mistake("not-equal", (*at, "relation"), difference, hint)
    for side, known in nodes.items():
        yield from _half_left_out(mapping, side, known)


def _strangers(
    entry: Correspondence, at: Keys, sets: Entries[str, CriterionSet], nodes: Entries[str, Nodes]
) -> Iterator[Mistake]:
    for side, ids in entry.sides.items():
        for place, id_ in enumerate(ids):
            if id_ in nodes[side]:
                continue
            close = closest(id_, nodes[side])
            hint = (
                say("did you mean “{id}”?", id=close)
                if close
                else say("“wardeval criteria show {id}” shows the ids of the set", id=sets[side].id)
            )
            message = say("the set “{set}” has no criterion or indicator “{id}”", set=sets[side].id, id=id_)
            yield Mistake("dead-reference", (*at, side, place), message, hint)


def unequal(entry: Correspondence, before: Nodes, after: Nodes) -> Message | None:
    """Why an answer to one node of an `equal` entry cannot mean the same under the other; none where it can."""
    if entry.relation != "equal":
        return None
    one, other = before[entry.from_[0]], after[entry.to[0]]
    ids = {"one": one.id, "other": other.id}
    if one.measure is None or other.measure is None:
        if one.measure is other.measure:
            return None
        return say("“{one}” and “{other}” cannot be equal: one is answered, the other is made of parts", **ids)
    if one.measure != other.measure:
        return say(
            "“{one}” and “{other}” cannot be equal: one takes {measure}, the other {meant}",
            measure=one.measure,
            meant=other.measure,
            **ids,
        )
    return _answered_otherwise(one, other, ids)


def _answered_otherwise(one: Indicator, other: Indicator, ids: dict[str, str]) -> Message | None:
    """Why leaves of one measure do not take the same answers."""
    if one.measure in ("amount", "change") and one.unit != other.unit:
        return say("“{one}” and “{other}” cannot be equal: they are counted in different units", **ids)
    if one.measure == "points" and one.max != other.max:
        return say("“{one}” and “{other}” cannot be equal: their most points differ", **ids)
    if one.measure == "parts" and list(one.parts) != list(other.parts):
        return say("“{one}” and “{other}” cannot be equal: their lists of parts differ", **ids)
    if one.measure == "events" and set(one.except_) != set(other.except_):
        return say("“{one}” and “{other}” cannot be equal: events are excepted on different grounds", **ids)
    if (one.not_applicable == "forbidden") is not (other.not_applicable == "forbidden"):
        return say("“{one}” and “{other}” cannot be equal: only one of them may be not applicable", **ids)
    return None


def _half_left_out(mapping: Mapping, side: str, nodes: Nodes) -> Iterator[Mistake]:
    """What is new or dropped as a whole, while a part of it is said to correspond to something."""
    related = {
        id_: index
        for index, entry in enumerate(mapping.criteria)
        if entry.relation not in ONE_SIDED
        for id_ in entry.sides[side]
    }
    for index, entry in enumerate(mapping.criteria):
        for place, id_ in enumerate(entry.sides[side] if entry.relation in ONE_SIDED else ()):
            inside = [node.id for node in nodes[id_].walk() if node.id in related] if id_ in nodes else []
            if inside and inside[0] != id_:
                message = say(
                    "“{id}” is “{relation}”, but its part “{part}” is related by entry {n}",
                    id=id_,
                    relation=entry.relation,
                    part=inside[0],
                    n=related[inside[0]] + 1,
                )
                hint = say("say it of the other parts only")
                yield Mistake("structure", ("criteria", index, side, place), message, hint)
