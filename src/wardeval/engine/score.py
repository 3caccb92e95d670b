"""One track of one assessment against one set: every node, the sum, the verdict, the gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from wardeval.engine.conditions import Findings
from wardeval.engine.context import Context
from wardeval.engine.inner import covered, score_inner
from wardeval.engine.leaf import score_leaf
from wardeval.engine.once import score_closed
from wardeval.engine.result import Count, NodeResult, SetResult
from wardeval.engine.sums import add, count_met
from wardeval.engine.told import Told
from wardeval.engine.verdict import decide
from wardeval.exact import ZERO, Interval, Met, either
from wardeval.model.assessment import StatedCount
from wardeval.model.criterion_set import Indicator
from wardeval.model.values import Grade
from wardeval.problems import say


def score(context: Context, track: str, stated: tuple[int, StatedCount] | None = None) -> SetResult:
    """Score the replies of one track; `stated` is a published count of met criteria, with how it was published."""
    scorer = _Scorer(context)
    criteria = context.criteria
    nodes = tuple([scorer.whole(node) for node in criteria.criteria])
    gates = tuple([scorer.whole(node) for node in criteria.gates])
    count = _count(nodes, stated)
    total = add(nodes, criteria.total.max, decimals=criteria.total.round) if criteria.total else None
    findings = Findings(context, nodes, gates, count, total)
    decision = decide(findings)
    return SetResult(
        criteria=criteria,
        track=track,
        count=count,
        total=total,
        coverage=covered((*gates, *nodes)),
        mets=tuple([standing.met for standing in decision.ladder]),
        status=decision.status,
        reached=decision.reached,
        candidates=decision.candidates,
        assessed=decision.assessed,
        told=Told(findings, decision),
    )


class Results(Mapping[str, SetResult]):
    """The result of every track, each scored when it is first asked for."""

    def __init__(self, contexts: Mapping[str, Context], stated: Mapping[str, tuple[int, StatedCount]]) -> None:
        """The answers and the published counts by track."""
        self._contexts, self._stated = contexts, stated
        self._found: dict[str, SetResult] = {}

    def __getitem__(self, track: str) -> SetResult:
        if track not in self._found:
            self._found[track] = score(self._contexts[track], track, self._stated.get(track))
        return self._found[track]

    def __contains__(self, track: object) -> bool:
        """Whether there is such a track; it is not scored for that."""
        return track in self._contexts

    def __iter__(self) -> Iterator[str]:
        return iter(self._contexts)

    def __len__(self) -> int:
        return len(self._contexts)


class _Scorer:
    """Scores nodes once each; a node may look at another one that it hangs on."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.done: dict[str, NodeResult] = {}

    def whole(self, node: Indicator) -> NodeResult:
        """The result of a gate or criterion, which may have replies that come to the same as the unit's own."""
        return score_closed(node, self.context) or self.node(node)

    def node(self, node: Indicator) -> NodeResult:
        """The result of a node and of everything below."""
        if node.id in self.done:
            return self.done[node.id]
        if parts := node.children:
            children = tuple([self.node(part) for part in parts])
            result = score_inner(node, children, self.context.replies.get(node.id), self.context)
        else:
            result = score_leaf(node, self.context)
        if node.only_if is not None:
            result = self._only_if(node.only_if, result)
        self.done[node.id] = result
        return result

    def _only_if(self, id_: str, result: NodeResult) -> NodeResult:
        """The same result as far as it counts, which hangs on another node."""
        on = self.node(self.context.criteria.by_id[id_]).outcome
        condition = Met.YES if on.applies is Met.NO else on.met
        if on.applies is Met.UNDECIDED and condition is Met.NO:
            condition = Met.UNDECIDED
        outcome = result.outcome
        if condition is Met.YES or outcome.applies is Met.NO:
            return result
        if condition is Met.NO:
            met = _no(outcome.met) if outcome.applies is Met.YES else _or_no(outcome.met)
            changed = outcome._replace(met=met, points=ZERO if result.node.earns else None, known=True)
            why = say("counts as nothing, because “{id}” is not met", id=id_)
        else:
            met = Met.NO if outcome.met is Met.NO else None if outcome.met is None else Met.UNDECIDED
            changed = outcome._replace(met=met, points=outcome.points and outcome.points.hull(ZERO))
            why = say("counts only if “{id}” is met, which is undecided", id=id_)
        return result._replace(outcome=changed, steps=(*result.steps, why))


def _no(met: Met | None) -> Met | None:
    return None if met is None else Met.NO


def _or_no(met: Met | None) -> Met | None:
    """What holds whether a node that is counted as nothing applies in the end or not."""
    return None if met is None else either(met, Met.NO)


def _count(nodes: Sequence[NodeResult], stated: tuple[int, StatedCount] | None) -> Count:
    """How many criteria are met; a published count holds where no answer says which."""
    of = not_met = not_applicable = basically = 0
    for node in nodes:
        reply = node.reply
        if reply is not None and reply.value is Grade.BASICALLY:
            basically += 1
        met, applies = node.outcome.met, node.outcome.applies
        if met is not None:
            of += 1
            if applies is Met.NO:
                not_applicable += 1
            elif met is Met.NO:
                not_met += 1
    by_answers = count_met(nodes)
    count = Count(by_answers, of, basically, not_met, not_applicable)
    if stated is None:
        return count
    number, how = stated
    at_most = min(by_answers.most, Fraction(number))
    at_least = min(by_answers.least, at_most) if how.hedge else at_most
    return count._replace(met=Interval(at_least, at_most), stated=number, hedge=how.hedge)


def stated_fits(result: SetResult, number: int) -> bool:
    """Whether a stated count can be true beside the answers that are given one by one."""
    met = count_met(result.nodes)
    hedged = result.count.basically if result.count.hedge else 0
    return met.least <= number <= met.most + hedged
