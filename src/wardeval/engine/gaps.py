"""What is missing to the next verdict, in the order of what matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardeval.engine.result import ConditionResult, Gap, GapKind, NodeResult, State, VerdictResult
from wardeval.exact import Interval, Met


def find_gaps(
    following: VerdictResult | None,
    assessed: Sequence[ConditionResult],
    nodes: Sequence[NodeResult],
    gates: Sequence[NodeResult],
    *,
    counted: bool,
) -> tuple[Gap, ...]:
    """The gaps to the verdict `following`: gates first, then criteria that block it, then points by what they cost.

    Conditions for being `assessed` at all come first of the gates.

    Where the rule of the verdict is not public, every criterion that is not met is a gap. Where the number of met
    criteria is `counted` by a publication, a criterion without an answer of its own is not a gap of its own.
    """
    blocking: dict[str, NodeResult] = {}
    unanswered: dict[str, NodeResult] = {}
    for condition in (*assessed, *(following.conditions if following else ())):
        if condition.met is not Met.YES:
            asked = unanswered if condition.answers else blocking
            asked.update((result.node.id, result) for result in condition.nodes)
    if following is not None and not following.conditions:
        blocking |= {node.node.id: node for node in nodes if node.outcome.met in (Met.NO, Met.UNDECIDED)}
    gate_ids = {gate.node.id for gate in gates}
    found: dict[str, Gap] = {}
    for criterion in blocking.values():
        for result, plain in _open_leaves(criterion):
            gap = _gap(result, criterion, is_gate=criterion.node.id in gate_ids, plain=plain)
            if not (counted and gap.kind is GapKind.CRITERION and gap.missing):
                found.setdefault(result.node.id, gap)
    for criterion in unanswered.values():
        for result in _unanswered(criterion):
            found.setdefault(result.node.id, _gap(result, criterion, is_gate=False, plain=True))
    return tuple(sorted(found.values(), key=_weight))


def _gap(result: NodeResult, criterion: NodeResult, *, is_gate: bool, plain: bool) -> Gap:
    only_points = result.outcome.met is None and result.node.earns
    kind = GapKind.POINTS if only_points else GapKind.CRITERION
    lost = None
    points, possible = result.outcome.points, result.outcome.possible
    if plain and points is not None and possible is not None and result.outcome.known:
        lost = Interval(possible - points.most, possible - points.least)
    return Gap(GapKind.GATE if is_gate else kind, result, criterion, result.closes, lost)


_ORDER = list(GapKind)


def _weight(gap: Gap) -> tuple[int, bool, object]:
    """Gates, criteria, points; what is known to fail before what is only unanswered; the dearest points first."""
    return (_ORDER.index(gap.kind), gap.result.outcome.met is not Met.NO, -gap.lost.most if gap.lost else 0)


def _open_leaves(result: NodeResult, *, plain: bool = True) -> Iterator[tuple[NodeResult, bool]]:
    """What keeps a node from being met, or from its most points, as far down as it can be told.

    Beside each, whether its points count `plain` in the total: not where they are weighted, capped or rescaled.
    """
    if result.state is State.NOT_NEEDED or result.outcome.applies is Met.NO:
        return
    combination = result.node.combination
    lossy = combination in ("sum", "weighted")
    if combination == "all" or (lossy and result.children):
        rescaled = any(child.outcome.applies is not Met.YES for child in result.children)
        plain = plain and combination == "sum" and result.node.cap is None and not rescaled
        for child in result.children:
            if _is_open(child):
                yield from _open_leaves(child, plain=plain)
    else:
        yield result, plain


def _unanswered(result: NodeResult) -> Iterator[NodeResult]:
    """The leaves whose answers are missing."""
    if result.coverage.answered < result.coverage.of:
        if not result.children:
            yield result
        for child in result.children:
            yield from _unanswered(child)


def _is_open(result: NodeResult) -> bool:
    if result.outcome.applies is Met.NO or result.state is State.NOT_NEEDED:
        return False
    if result.outcome.met in (Met.NO, Met.UNDECIDED):
        return True
    points, possible = result.outcome.points, result.outcome.possible
    return (points is None and not result.outcome.known) or (
        points is not None and possible is not None and points.least < possible
    )
