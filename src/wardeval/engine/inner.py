"""One inner node: what its parts come to together, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from wardeval.engine.combine import COMBINE
from wardeval.engine.context import Context, Frame
from wardeval.engine.leaf import could_be_not_applicable, not_applicable, not_applicable_text
from wardeval.engine.result import Coverage, NodeResult, Outcome, State
from wardeval.exact import Met
from wardeval.model.criterion_set import Indicator
from wardeval.model.values import NotApplicable, Reply

LOGIC = frozenset({"all", "any", "at_least"})
"""The ways to combine parts that look at how each part stands, and at nothing inside it."""


def score_inner(node: Indicator, children: tuple[NodeResult, ...], reply: Reply | None, context: Context) -> NodeResult:
    """The result of an inner node from the results of its parts, and from the reply that it does not apply."""
    if reply is not None and isinstance(reply.value, NotApplicable):
        return _waived(node, children, reply, reply.value, context)
    if node.combination in LOGIC:
        stands = [(part.outcome, part.state, part.coverage.answered, part.coverage.of) for part in children]
        whole = _combined_once(node, tuple(stands), context.frame)
    else:
        whole = _combined(node, children, context)
        children = whole.children
    _, outcome, state, coverage, _, steps, closes, _ = whole
    return NodeResult._make((node, outcome, state, coverage, reply, steps, closes, children))


Stand = tuple[Outcome, State, int, int]
"""How a part stands: its outcome and state, how many of its leaves are answered, and of how many."""


@lru_cache(maxsize=4096)
def _combined_once(node: Indicator, stands: tuple[Stand, ...], frame: Frame) -> NodeResult:
    """What parts come to by logic alone: they stand in few ways, however much the answers differ."""
    parts = tuple(
        NodeResult(child, outcome, state, Coverage(answered, of))
        for child, (outcome, state, answered, of) in zip(node.children, stands, strict=True)
    )
    return _combined(node, parts, frame.blank)


def _combined(node: Indicator, children: tuple[NodeResult, ...], context: Context) -> NodeResult:
    """The result of an inner node that applies, without its reply."""
    combined = COMBINE[node.combination or ""](node, children, context)
    untouched = all(child.state is State.MISSING for child in children)
    if node.combination == "either":
        children = _rungs(children)
    coverage = covered(children)
    outcome = combined.outcome
    state = State.ANSWERED if coverage.answered == coverage.of else State.PARTIAL
    if untouched:
        state = State.MISSING
        outcome = could_be_not_applicable(node, outcome)
    elif combined.outcome.applies is Met.NO:
        state = State.NOT_APPLICABLE
    return NodeResult(node, outcome, state, coverage, None, combined.why, combined.closes, children)


def _waived(
    node: Indicator, children: tuple[NodeResult, ...], reply: Reply, value: NotApplicable, context: Context
) -> NodeResult:
    """The result of an inner node that does not apply."""
    combined = COMBINE[node.combination or ""](node, children, context)
    return NodeResult(
        node,
        not_applicable(node, combined.outcome),
        State.NOT_APPLICABLE,
        Coverage(1, 1),
        reply,
        (not_applicable_text(node, value.reason),),
        None,
        tuple(not_needed(child) for child in children),
    )


def covered(parts: Sequence[NodeResult]) -> Coverage:
    """How many leaves are answered in all parts together."""
    answered = of = 0
    for part in parts:
        answered += part.coverage.answered
        of += part.coverage.of
    return Coverage(answered, of)


def not_needed(result: NodeResult) -> NodeResult:
    """A node that nothing hangs on any more; an answer that is there is kept and shown."""
    return result._replace(
        state=State.NOT_NEEDED,
        coverage=Coverage(),
        closes=None,
        children=tuple(not_needed(child) for child in result.children),
    )


def _rungs(children: Sequence[NodeResult]) -> tuple[NodeResult, ...]:
    """The rungs of a ladder; those after one that is met are not needed."""
    found: list[NodeResult] = []
    decided = False
    for child in children:
        found.append(not_needed(child) if decided else child)
        decided = decided or (child.outcome.met is Met.YES and child.outcome.applies is Met.YES)
    return tuple(found)
