"""The conditions of a verdict: whether each holds, and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from wardeval.engine.context import Context
from wardeval.engine.enough import enough, points_text, range_text
from wardeval.engine.result import ConditionResult, Count, NodeResult, Outcome
from wardeval.engine.sums import add
from wardeval.engine.threshold import NOT_PUBLIC, Side, needs, threshold
from wardeval.exact import Interval, Met, either, every, less, some
from wardeval.language import Share
from wardeval.model.criterion_set import Condition
from wardeval.model.rules import Requirement
from wardeval.problems import Message, say, say_n


class Findings(NamedTuple):
    """What verdict conditions may look at."""

    context: Context
    nodes: tuple[NodeResult, ...]
    gates: tuple[NodeResult, ...]
    counted: Count
    total: Outcome | None

    def find(self, id_: str) -> NodeResult:
        """The node or gate with an id, at any depth."""
        open_ = [*self.gates, *self.nodes]
        for result in open_:
            if result.node.id == id_:
                return result
            open_.extend(result.children)
        raise KeyError(id_)


def holds(condition: Condition, findings: Findings) -> Met:
    """Whether a condition holds; that is most of what is asked, and told in words for few."""
    if condition.all is not None:
        return _all_met(findings)
    return tell(condition, findings).met


def tell(condition: Condition, findings: Findings) -> ConditionResult:
    """Whether a condition holds, and what is told of it."""
    if condition.all is not None:
        return _all_criteria(findings)
    if condition.answered is not None:
        return _answered(findings)
    if condition.criteria_met is not None:
        return _criteria_met(condition.criteria_met, findings)
    if condition.total is not None:
        return _total(condition.total, condition.without, findings)
    if condition.every_criterion is not None:
        return _every_criterion(condition.every_criterion, findings)
    if condition.gate is not None:
        return _node(
            findings.find(condition.gate), say("the condition “{title}” holds", title=_title(findings, condition.gate))
        )
    assert condition.met is not None
    return _node(findings.find(condition.met), say("“{title}” is met", title=_title(findings, condition.met)))


def _title(findings: Findings, id_: str) -> object:
    return findings.find(id_).node.label or id_


def _applies(findings: Findings) -> Met:
    """Whether any criterion applies at all: where none does, there is nothing that could be met."""
    if findings.counted.stated is not None:
        return Met.YES
    return some([node.outcome.applies for node in findings.nodes])


def _surely_applying(findings: Findings) -> list[NodeResult]:
    """The criteria with a notion of met of which no answer can say that they do not apply."""
    return [node for node in findings.nodes if node.outcome.met is not None and node.outcome.applies is Met.YES]


def _open(findings: Findings) -> tuple[NodeResult, ...]:
    """The criteria that apply, or may, and are not met."""
    return tuple(
        [node for node in findings.nodes if node.outcome.applies is not Met.NO and node.outcome.met is not Met.YES]
    )


def _applying(findings: Findings) -> int:
    return findings.counted.of - findings.counted.not_applicable


def count_text(count: Count) -> Message:
    """How many criteria are met, as shown to people."""
    if count.hedge:
        return say("{n} of {of}, published as “{hedge}”", n=count.stated, of=count.of, hedge=count.hedge)
    return say("{met} of {of}", met=range_text(count.met), of=count.of - count.not_applicable)


def _all_met(findings: Findings) -> Met:
    """Whether all criteria that apply are met."""
    count = findings.counted.met
    if _applies(findings) is not Met.YES:
        return Met.UNDECIDED
    if not less(count.least, _applying(findings)):
        return Met.YES
    sure = [node.outcome.met for node in _surely_applying(findings)]
    return Met.NO if Met.NO in sure or less(count.most, len(sure)) else Met.UNDECIDED


def _all_criteria(findings: Findings) -> ConditionResult:
    open_ = _open(findings)
    return ConditionResult(
        say_n("the one criterion is met", "all {n} criteria are met", n=_applying(findings)),
        _all_met(findings),
        say("{count} are met", count=count_text(findings.counted)),
        open_,
        all(node.outcome.known for node in open_),
    )


def _answered(findings: Findings) -> ConditionResult:
    """Whether every criterion is answered; never “no”, for what is missing may still be filled in."""
    open_ = tuple(node for node in findings.nodes if node.coverage.answered < node.coverage.of)
    return ConditionResult(
        say("every criterion is answered"),
        Met.UNDECIDED if open_ else Met.YES,
        say("{n} of {of} criteria are answered", n=len(findings.nodes) - len(open_), of=len(findings.nodes)),
        open_,
        answers=True,
    )


def _criteria_met(requirement: Requirement, findings: Findings) -> ConditionResult:
    def judge(of: int) -> tuple[Met, list[tuple[Side, Fraction]], bool]:
        whole = Fraction(of)
        return threshold(findings.counted.met, requirement, lambda item: findings.context.resolve_of(item, whole))

    of = _applying(findings)
    met, bounds, known = judge(of)
    if findings.counted.stated is not None:  # a published number stays, however many criteria turn out not to apply
        for fewer in range(len(_surely_applying(findings)), of):
            met = either(met, judge(fewer)[0])
    met = met if _applies(findings) is Met.YES else Met.UNDECIDED
    open_ = _open(findings)
    whole = [(side, Fraction(ceil(bound) if side.lower == side.closed else floor(bound))) for side, bound in bounds]
    if bounds:
        says = say("{needs} criteria are met", needs=needs(whole, lambda bound: bound))
    else:
        says = say("enough criteria are met; how many is not public")
    return ConditionResult(
        says,
        met,
        say("{count} are met", count=count_text(findings.counted)),
        open_,
        known,
    )


def _total(requirement: Requirement, without: Sequence[str], findings: Findings) -> ConditionResult:
    total = findings.total or Outcome(known=False)
    nodes = tuple(node for node in findings.nodes if node.node.id not in without)
    if without:
        stated = findings.context.criteria.total
        total = add(nodes, None, decimals=stated.round if stated else None)
    met, required, _, known = enough(total, requirement, findings.context)
    met = met if total.applies is Met.YES else Met.UNDECIDED
    found = points_text(total) if total.known else say("the points are not public in full")
    says = say("the total is enough; how much is not public") if required == NOT_PUBLIC else None
    return ConditionResult(says or say("the total is {needs}", needs=required), met, found, _losing(nodes), known)


def _losing(nodes: Sequence[NodeResult]) -> tuple[NodeResult, ...]:
    return tuple(
        node
        for node in nodes
        if node.outcome.applies is not Met.NO
        and node.outcome.points is not None
        and node.outcome.possible is not None
        and node.outcome.points.least < node.outcome.possible
    )


def _every_criterion(requirement: Requirement, findings: Findings) -> ConditionResult:
    results = [
        (node, enough(node.outcome, requirement, findings.context))
        for node in findings.nodes
        if node.outcome.applies is not Met.NO and not node.node.bonus
    ]
    judged = [(node, _unless_left_out(node, found.met)) for node, found in results]
    met = every(found for _, found in judged)
    met = met if _applies(findings) is Met.YES else Met.UNDECIDED
    failing = tuple(node for node, found in results if found.met is not Met.YES)
    says = _each_needs(requirement, findings.context)
    short = [node.node.id for node, found in judged if found is Met.NO]
    open_ = [node.node.id for node in failing if node.node.id not in short]
    return ConditionResult(
        says, met, _short_and_open(short, open_), failing, all(found.known or found.met.decided for _, found in results)
    )


def _short_and_open(short: Sequence[str], open_: Sequence[str]) -> Message:
    """The criteria that surely fall short, and apart from them those of which that is open."""
    if short and open_:
        return say("{short}; undecided: {open}", short=_criteria(short), open=_criteria(open_))
    return _criteria(short or open_) if short or open_ else say("all have it")


def _criteria(ids: Sequence[str]) -> Message:
    return say_n("criterion {ids}", "criteria {ids}", n=len(ids), ids=", ".join(ids))


def _unless_left_out(result: NodeResult, met: Met) -> Met:
    """What is asked of a node holds where the node does not apply, and may yet hold where that is open."""
    if result.outcome.applies is Met.YES:
        return met
    return Met.YES if result.outcome.applies is Met.NO else either(met, Met.YES)


def _each_needs(requirement: Requirement, context: Context) -> Message:
    """What is required of every criterion: a share of its most points, or a number of them."""
    _, shares, known = threshold(Interval.exactly(0), requirement, context.resolve_share)
    if known:
        return say("every criterion has {needs} of its most points", needs=needs(shares, Share))
    _, bounds, _ = threshold(Interval.exactly(0), requirement, context.resolve)
    if not bounds:
        return say("every criterion has enough points; how many is not public")
    return say("every criterion has {needs} points", needs=needs(bounds, lambda bound: bound))


def _node(result: NodeResult, says: Message) -> ConditionResult:
    met = _unless_left_out(result, Met.UNDECIDED if result.outcome.met is None else result.outcome.met)
    why = result.steps[0] if result.steps else say("not answered")
    return ConditionResult(says, met, why, () if met is Met.YES else (result,), result.outcome.known)
