"""What changed from one side to another, and what it comes from."""

from __future__ import annotations

from typing import NamedTuple

from wardeval.engine.bridge import Bridge
from wardeval.engine.change import Decomposition, Direction, Ends, FactChange, GapChange, NodeChange
from wardeval.engine.counterparts import is_complete, paired, unmapped
from wardeval.engine.decompose import decompose
from wardeval.engine.fact_changes import fact_changes
from wardeval.engine.gap_changes import gap_changes
from wardeval.engine.node_changes import NodeChanges, known_points
from wardeval.engine.result import Count, SetResult
from wardeval.engine.subject import Subject
from wardeval.engine.verdict import reaches
from wardeval.exact import Met
from wardeval.model.criterion_set import Verdict


class Changes(NamedTuple):
    """What comparing two sides finds; its fields are those of a `Comparison`."""

    verdict: Direction
    gates: tuple[NodeChange, ...]
    criteria: tuple[NodeChange, ...]
    total: Ends | None
    count: Ends | None  # type: ignore[assignment] # not the method of a tuple
    decompositions: tuple[Decomposition, ...]
    closed: tuple[GapChange, ...]
    opened: tuple[GapChange, ...]
    unmapped: tuple[tuple[str, ...], tuple[str, ...]]
    mapping: str | None
    set_changed: bool
    stated_changed: bool
    facts: tuple[FactChange, ...]
    sums_compare: bool


def compare(before: Subject, after: Subject, bridge: Bridge, *, in_short: bool = False) -> Changes:
    """What changed; both sides have to be comparable. `in_short` it is only what a list of many units shows.

    Where a mapping leaves anything open, totals, counts and verdicts of the two say nothing of each other; nor do
    totals and counts where answers on either side cannot be compared.
    """
    nodes = NodeChanges(before, after, bridge, in_short=in_short)
    pairs = paired(before.result, after.result, bridge)
    left_out = unmapped(before.criteria, after.criteria, bridge)
    complete = is_complete(before.criteria, after.criteria, bridge)
    summed = complete and nodes.is_sound
    gates, criteria = nodes.of(pairs.gates), nodes.of(pairs.criteria)
    closed, opened = ((), ()) if in_short else gap_changes(before.result, after.result, gates, criteria)
    return Changes(
        verdict=_verdict(before.result, after.result, rests=not nodes.is_sound) if complete else Direction.NEITHER,
        gates=gates,
        criteria=criteria,
        total=_total(before.result, after.result) if summed else None,
        count=_count(before.result.count, after.result.count) if summed else None,
        decompositions=decompose(before, after, bridge) if summed and not in_short else (),
        closed=closed,
        opened=opened,
        unmapped=left_out,
        mapping=bridge.mapping,
        set_changed=not bridge.same,
        stated_changed=_published(before.result.count) != _published(after.result.count),
        facts=fact_changes(before, after),
        sums_compare=complete,
    )


def _verdict(before: SetResult, after: SetResult, *, rests: bool) -> Direction:
    """Where the verdict leads: to or from a verdict that is surely reached, the highest that moved.

    Where it `rests` on answers that cannot be compared, only what is decided on both sides leads anywhere.
    """
    old = {item.verdict.id: reaches(before, item.verdict) for item in before.verdicts if _has_rule(item.verdict)}
    for item in after.verdicts:
        mets = old.get(item.verdict.id), reaches(after, item.verdict)
        if mets[0] is None or not _has_rule(item.verdict) or mets.count(Met.YES) != 1:
            continue
        if not (rests and Met.UNDECIDED in mets):
            return Direction.BETTER if mets[1] is Met.YES else Direction.WORSE
    return Direction.NEITHER


def _has_rule(verdict: Verdict) -> bool:
    """Whether a verdict is more than what remains when no other is reached."""
    return verdict.when is not None or verdict.unknown


def _total(before: SetResult, after: SetResult) -> Ends | None:
    old, new = known_points(before.total), known_points(after.total)
    return None if old is None or new is None else Ends.between(old, new)


def _count(before: Count, after: Count) -> Ends | None:
    return Ends.between(before.met, after.met) if before.of and after.of else None


def _published(count: Count) -> tuple[int | None, str | None]:
    return count.stated, count.hedge
