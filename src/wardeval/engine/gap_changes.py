"""Which gaps closed and which opened: those of nodes that changed themselves, not only in how they look from afar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wardeval.engine.change import Direction, GapChange, NodeChange, Stand
from wardeval.engine.kinds import Kind
from wardeval.engine.result import Gap, GapKind, NodeResult, SetResult
from wardeval.exact import Met


def gap_changes(
    before: SetResult, after: SetResult, gates: Sequence[NodeChange], criteria: Sequence[NodeChange]
) -> tuple[tuple[GapChange, ...], tuple[GapChange, ...]]:
    """The gaps that closed, and those that opened, by what changed of `gates` and `criteria`.

    A gap closed where its node is none any more and is better, or newly answered; a gap opened the other way round.
    A node that looks otherwise only because another verdict is the next one, and one that cannot be compared, did
    neither. A gate that was gained or lost always did.
    """
    closed = _Gone(before, after, gates, (*gates, *criteria), Direction.BETTER)
    opened = _Gone(after, before, gates, (*gates, *criteria), Direction.WORSE)
    return tuple(closed.all()), tuple(opened.all())


class _Gone:
    """The gaps of one side that the other has not; read backwards, those that came."""

    def __init__(
        self,
        side: SetResult,
        other: SetResult,
        gates: Sequence[NodeChange],
        top: Iterable[NodeChange],
        way: Direction,
    ) -> None:
        self.side, self.gates, self.way = side, gates, way
        self.others = {gap.result.node.id for gap in other.gaps}
        self.changes = [change for each in top for change in each.walk()]

    def all(self) -> Iterator[GapChange]:
        """The gaps of gates first, then all others, in their order."""
        gone = {id_ for id_ in map(self._gone, self.changes) if id_ is not None}
        found = [gap for gap in self.side.gaps if gap.result.node.id in gone]
        listed = {gap.result.node.id for gap in found}
        inside = {id_: gate for gate in self.side.gates for id_ in _ids(gate)}
        told = {inside[id_].node.id for id_ in listed if id_ in inside}
        moved = {id_ for id_ in map(self._turned, self.gates) if id_ is not None}
        for gate in self.side.gates:
            if gate.node.id in moved - told:
                yield _change(Gap(GapKind.GATE, gate, gate, gate.closes))
        yield from map(_change, found)

    def _gone(self, change: NodeChange) -> str | None:
        """The node whose gap went, if it is one, by its id on this side."""
        stands = self._stands(change)
        if stands is None or stands[1].id in self.others:
            return None
        toggled = Kind.ANSWERED if self.way is Direction.BETTER else Kind.MISSING
        answered = change.kind is toggled and stands[1].outcome.met is not Met.NO
        return stands[0].id if change.direction is self.way or answered else None

    def _turned(self, change: NodeChange) -> str | None:
        """The gate that is met, or is not any more, if it is one, by its id on this side."""
        stands = self._stands(change)
        if stands is None or stands[1].id in self.others or change.direction is not self.way:
            return None
        return stands[0].id if [stand.outcome.met for stand in stands].count(Met.YES) == 1 else None

    def _stands(self, change: NodeChange) -> tuple[Stand, Stand] | None:
        """How a node stands on this side and on the other."""
        if change.before is None or change.after is None or change.kind is Kind.INCOMPARABLE:
            return None
        stands = change.before, change.after
        return stands if self.way is Direction.BETTER else stands[::-1]


def _ids(gate: NodeResult) -> Iterator[str]:
    yield gate.node.id
    for child in gate.children:
        yield from _ids(child)


def _change(gap: Gap) -> GapChange:
    node = gap.result.node
    return GapChange(gap.kind, node.id, node.number or node.id, node.label, gap.missing, gap.closes)
