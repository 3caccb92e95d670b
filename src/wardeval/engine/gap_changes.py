"""Which gaps closed and which opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from wardeval.engine.bridge import Bridge
from wardeval.engine.change import GapChange, Relation
from wardeval.engine.counterparts import equals
from wardeval.engine.result import Gap, GapKind, NodeResult, SetResult
from wardeval.model.criterion_set import Indicator

Name = tuple[Relation, str]
"""What a node is called for both sides: by the one it is equal to in the second set, or as one of its own set alone."""
IsApart = Callable[[NodeResult], bool]
Naming = Callable[[str], Name | None]
Keyed = Mapping[tuple[GapKind, Name], list[Gap]]


def gap_changes(
    before: SetResult, after: SetResult, bridge: Bridge, is_apart: tuple[IsApart, IsApart]
) -> tuple[tuple[GapChange, ...], tuple[GapChange, ...]]:
    """The gaps that closed, and those that opened.

    Under a mapping only those of nodes that it calls equal, new or dropped, or of what is inside them; none of those
    of which `is_apart` says, for either side, that its answers cannot be compared.
    """
    old, new = _names(before, after, bridge)
    closed, opened = _keyed(before.gaps, old, is_apart[0]), _keyed(after.gaps, new, is_apart[1])
    return tuple(_only(closed, opened)), tuple(_only(opened, closed))


def _names(before: SetResult, after: SetResult, bridge: Bridge) -> tuple[Naming, Naming]:
    """What gives the nodes of either side their names; what has no counterpart and is not said to has none."""
    if bridge.mapping is None:
        return _own, _own
    equal = equals(before.criteria, after.criteria, bridge)
    old = {id_: (Relation.EQUAL, other) for id_, other in equal.items()}
    new = {other: (Relation.EQUAL, other) for other in equal.values()}
    for tie in bridge.ties:
        if tie.relation is Relation.DROPPED:
            old |= {id_: (Relation.DROPPED, id_) for id_ in tie.before}
        elif tie.relation is Relation.NEW:
            new |= {id_: (Relation.NEW, id_) for id_ in tie.after}
    return _with_parts(before, old).get, _with_parts(after, new).get


def _own(id_: str) -> Name:
    return Relation.EQUAL, id_


def _with_parts(result: SetResult, names: Mapping[str, Name]) -> Mapping[str, Name]:
    """The same names, and those of the nodes around for whatever has no name of its own."""
    criteria = result.criteria
    return {id_: name for node in (*criteria.gates, *criteria.criteria) for id_, name in _named(node, names, None)}


def _named(node: Indicator, names: Mapping[str, Name], around: Name | None) -> Iterator[tuple[str, Name]]:
    name = names.get(node.id, around)
    if name is not None:
        yield node.id, name
    for child in node.children:
        yield from _named(child, names, name)


def _keyed(gaps: Iterable[Gap], name_of: Naming, is_apart: IsApart) -> Keyed:
    found: dict[tuple[GapKind, Name], list[Gap]] = {}
    for gap in gaps:
        name = name_of(gap.result.node.id)
        if name is not None and not is_apart(gap.result):
            found.setdefault((gap.kind, name), []).append(gap)
    return found


def _only(gaps: Keyed, others: Keyed) -> Iterator[GapChange]:
    """The gaps of one side that the other has not."""
    for key, found in gaps.items():
        if key not in others:
            for gap in found:
                node = gap.result.node
                yield GapChange(gap.kind, node.id, node.number or node.id, node.label, gap.missing, gap.closes)
