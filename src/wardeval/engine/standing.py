"""Where the verdict of a result stands, and what keeps it open where something is not public."""

from __future__ import annotations

from wardeval.engine.change import Standing
from wardeval.engine.result import ConditionResult, SetResult, Status
from wardeval.engine.verdict import reaches
from wardeval.model.criterion_set import Condition

HIDDEN = ("rule", "requirement", "points")
"""What may be not public: a rule, what is required, or points; the first of them is named."""


def standing(result: SetResult) -> Standing:
    """Where the verdict of a result stands; of every verdict of the set, whether it or a higher one is reached."""
    reached = result.reached
    return Standing(
        status=result.status,
        reached=None if reached is None else reached.title,
        is_lowest=result.verdicts[-1].verdict is reached and len(result.verdicts) > 1,
        candidates=tuple(candidate.title for candidate in result.candidates),
        hidden=_hidden(result) if result.status is Status.UNKNOWN_RULE else None,
        verdicts=tuple((item.verdict.id, reaches(result, item.verdict)) for item in result.verdicts),
    )


def _hidden(result: SetResult) -> str:
    """What it is that is not public, where it keeps every verdict open: a rule, what is required, or points."""
    found = set()
    for item in result.verdicts:
        if item.verdict in result.candidates and not item.known:
            if item.verdict.when is None:
                return "rule"
            for condition, how in zip(item.verdict.when, item.conditions, strict=True):
                if not how.known and not how.met.decided:
                    found.add(_hidden_in(condition, how, result))
    return next((each for each in HIDDEN if each in found), "rule")


def _hidden_in(condition: Condition, how: ConditionResult, result: SetResult) -> str:
    """What is not public of a condition: its own threshold, or something of the criteria that it looks at."""
    sums = condition.total or condition.every_criterion
    if sums is None:
        return "rule" if condition.criteria_met is not None else "requirement"
    hidden = sums.word == "unknown" or any(bound.word == "unknown" for _, bound in condition.parameters())
    looked_at = how.nodes if condition.every_criterion is not None else result.nodes
    return "points" if not hidden and any(not node.outcome.known for node in looked_at) else "rule"
