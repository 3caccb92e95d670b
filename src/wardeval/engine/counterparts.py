"""Which nodes of two results belong together: by the same set, by their ids, or as a mapping says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from wardeval.engine.bridge import Bridge, Tie
from wardeval.engine.kinds import Relation
from wardeval.engine.result import NodeResult, SetResult
from wardeval.model.criterion_set import CriterionSet, Indicator

BY_ID: Tie = Tie((), (), Relation.EQUAL)
"""What ties nodes of one id in two versions of a set, or in the very same set."""


class Pair(NamedTuple):
    """Nodes that belong together, or a node of one side that has no counterpart, and pairs inside."""

    before: NodeResult | None
    after: NodeResult | None
    tie: Tie
    parts: tuple[Pair, ...] = ()


class Paired(NamedTuple):
    """The pairs of two results: gates, criteria."""

    gates: tuple[Pair, ...]
    criteria: tuple[Pair, ...]


def equals(before: CriterionSet, after: CriterionSet, bridge: Bridge) -> dict[str, str]:
    """The node of the second set that every node of the first is equal to, by their ids."""
    if bridge.mapping is not None:
        ties = (tie for tie in bridge.ties if tie.relation is Relation.EQUAL)
        return {tie.before[0]: tie.after[0] for tie in ties}
    known = {node.id for node in after.nodes()}
    return {node.id: node.id for node in before.nodes() if node.id in known}


def unmapped(before: CriterionSet, after: CriterionSet, bridge: Bridge) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The gates and criteria of either set that no tie speaks of, not even part by part."""
    if bridge.mapping is None:
        return (), ()
    tied = {id_ for tie in bridge.ties for id_ in tie.before}, {id_ for tie in bridge.ties for id_ in tie.after}
    sides = zip((before, after), tied, strict=True)
    first, second = (
        tuple(_number(node) for node in (*criteria.gates, *criteria.criteria) if not _is_tied(node, ids))
        for criteria, ids in sides
    )
    return first, second


def is_complete(before: CriterionSet, after: CriterionSet, bridge: Bridge) -> bool:
    """Whether all of one result says something of all of the other.

    Under a mapping only where it speaks of every criterion of both sets, leaves none related otherwise than equal, new
    or dropped, and has at least one that is equal: else nothing that is summed would be the same thing twice.
    """
    if bridge.mapping is None:
        return True
    if any(unmapped(before, after, bridge)) or any(tie.relation not in PLAIN for tie in bridge.ties):
        return False
    old, new = ({node.id for node in criteria.criteria} for criteria in (before, after))
    return any(id_ in old and other in new for id_, other in equals(before, after, bridge).items())


PLAIN = (Relation.EQUAL, Relation.NEW, Relation.DROPPED)


def _is_tied(node: Indicator, ids: set[str]) -> bool:
    return node.id in ids or (bool(node.children) and all(_is_tied(child, ids) for child in node.children))


def _number(node: Indicator) -> str:
    return node.id if node.number in (None, "unknown") else node.number or node.id


def paired(before: SetResult, after: SetResult, bridge: Bridge) -> Paired:
    """The nodes of two results in pairs: in the order of the second, what only the first has last.

    A node that moved stands where the second set has it. What is inside a node of one side only is not listed.
    """
    if bridge.mapping is not None:
        return _Mapped(before, after, bridge.ties).paired()
    if bridge.same:
        return Paired(_aligned(before.gates, after.gates), _aligned(before.nodes, after.nodes))
    return _ById(before, after).paired()


def _aligned(before: Iterable[NodeResult], after: Iterable[NodeResult]) -> tuple[Pair, ...]:
    """The nodes of one set, which stand in the same places on both sides."""
    return tuple(
        Pair(old, new, BY_ID, _aligned(old.children, new.children)) for old, new in zip(before, after, strict=True)
    )


NEW, DROPPED = Tie((), (), Relation.NEW), Tie((), (), Relation.DROPPED)


class _ById:
    """Pairs the nodes of two versions of a set."""

    def __init__(self, before: SetResult, after: SetResult) -> None:
        self.results = before, after
        self.before = {node.node.id: node for node in before.all_nodes()}
        self.after = {node.node.id: node for node in after.all_nodes()}

    def paired(self) -> Paired:
        before, after = self.results
        return Paired(self._level(before.gates, after.gates), self._level(before.nodes, after.nodes))

    def _level(self, before: Iterable[NodeResult], after: Iterable[NodeResult]) -> tuple[Pair, ...]:
        found = [self._pair(node) for node in after]
        return (*found, *(self._dropped(node) for node in before if node.node.id not in self.after))

    def _pair(self, after: NodeResult) -> Pair:
        before = self.before.get(after.node.id)
        if before is not None:
            return Pair(before, after, BY_ID, self._level(before.children, after.children))
        inside = (self._pair(child) for child in after.children)
        return Pair(None, after, NEW, tuple(pair for pair in inside if pair.before is not None or pair.parts))

    def _dropped(self, before: NodeResult) -> Pair:
        gone = (child for child in before.children if child.node.id not in self.after)
        inside = (self._dropped(child) for child in gone if self._is_kept(child))
        return Pair(before, None, DROPPED, tuple(inside))

    def _is_kept(self, node: NodeResult) -> bool:
        """Whether anything of a dropped node stands elsewhere now."""
        return any(part.id in self.after for part in node.node.walk())


class _Mapped:
    """Pairs the nodes of two sets as a mapping ties them; a pair stands inside that of the nodes around it."""

    def __init__(self, before: SetResult, after: SetResult, ties: tuple[Tie, ...]) -> None:
        self.ties = ties
        self.before, self.after = _Places(before), _Places(after)
        self.equal = {tie.before[0]: tie.after[0] for tie in ties if tie.relation is Relation.EQUAL}
        self.inside: dict[tuple[str, str] | None, list[Pair]] = {}

    def paired(self) -> Paired:
        found = sorted(self._pairs(), key=self._place)
        for pair in found:
            self.inside.setdefault(self._around(pair), []).append(pair)
        top = [self._filled(pair) for pair in self.inside.get(None, ())]
        gates = tuple(pair for pair in top if self._is_gate(pair))
        return Paired(gates, tuple(pair for pair in top if not self._is_gate(pair)))

    def _pairs(self) -> Iterator[Pair]:
        """A pair for every node of the one side and every node of the other that a tie speaks of together."""
        for tie in self.ties:
            for old in tie.before or (None,):
                for new in tie.after or (None,):
                    before = None if old is None else self.before.nodes[old]
                    yield Pair(before, None if new is None else self.after.nodes[new], tie)

    def _place(self, pair: Pair) -> tuple[bool, int, int]:
        before = -1 if pair.before is None else self.before.places[pair.before.node.id]
        after = -1 if pair.after is None else self.after.places[pair.after.node.id]
        return pair.after is None, after, before

    def _around(self, pair: Pair) -> tuple[str, str] | None:
        """The nearest equal nodes that hold both nodes of a pair."""
        old = None if pair.before is None else self.before.above(pair.before.node.id)
        new = None if pair.after is None else self.after.above(pair.after.node.id)
        for id_, other in self._equal_above(old, new):
            if (old is None or id_ in old) and (new is None or other in new):
                return id_, other
        return None

    def _equal_above(self, old: list[str] | None, new: list[str] | None) -> Iterator[tuple[str, str]]:
        """The equal nodes above a node, the nearest first."""
        if old is not None:
            yield from ((id_, self.equal[id_]) for id_ in old if id_ in self.equal)
        else:
            back = {other: id_ for id_, other in self.equal.items()}
            yield from ((back[other], other) for other in new or () if other in back)

    def _filled(self, pair: Pair) -> Pair:
        if pair.before is None or pair.after is None:
            return pair
        inside = self.inside.get((pair.before.node.id, pair.after.node.id), ())
        return pair._replace(parts=tuple(map(self._filled, inside)))

    def _is_gate(self, pair: Pair) -> bool:
        old = pair.before is not None and self.before.is_gate(pair.before.node.id)
        return old or (pair.after is not None and self.after.is_gate(pair.after.node.id))


class _Places:
    """Where the nodes of a result stand."""

    def __init__(self, result: SetResult) -> None:
        found = result.all_nodes()
        self.nodes: Mapping[str, NodeResult] = {node.node.id: node for node in found}
        self.places = {node.node.id: place for place, node in enumerate(found)}
        self.parents = {child.node.id: node.node.id for node in found for child in node.children}
        self.gates = {gate.node.id for gate in result.gates}

    def above(self, id_: str) -> list[str]:
        """The nodes that hold a node, the nearest first."""
        found = []
        while id_ in self.parents:
            id_ = self.parents[id_]
            found.append(id_)
        return found

    def is_gate(self, id_: str) -> bool:
        """Whether a node is a gate or stands in one."""
        return (self.above(id_) or [id_])[-1] in self.gates
