"""One track of one assessment against one set: every node, the sum, the verdict, the gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache, partial

from wardeval.engine.combine import COMBINE
from wardeval.engine.context import Context, Frame
from wardeval.engine.gaps import find_gaps
from wardeval.engine.leaf import could_be_not_applicable, halves, not_applicable, not_applicable_text, score_leaf
from wardeval.engine.result import Count, Coverage, GroupResult, NodeResult, Outcome, SetResult, State
from wardeval.engine.sums import add, count_met
from wardeval.engine.verdict import Findings, decide
from wardeval.exact import ZERO, Interval, Met, either
from wardeval.model.assessment import Answer, StatedCount
from wardeval.model.criterion_set import Indicator
from wardeval.model.values import Grade, NotApplicable, Reply, Value
from wardeval.problems import say


def score(context: Context, track: str, stated: tuple[int, StatedCount] | None = None) -> SetResult:
    """Score the replies of one track; `stated` is a published count of met criteria, with how it was published."""
    scorer = _Scorer(context)
    criteria = context.criteria
    nodes = tuple(scorer.whole(node) for node in criteria.criteria)
    gates = tuple(scorer.whole(node) for node in criteria.gates)
    count = _count(nodes, stated)
    total = add(nodes, criteria.total.max, decimals=criteria.total.round) if criteria.total else None
    coverage = _covered((*gates, *nodes))
    findings = Findings(context, nodes, gates, count, total)
    decision = decide(findings)
    return SetResult(
        criteria=criteria,
        track=track,
        nodes=nodes,
        gates=gates,
        count=count,
        total=total,
        coverage=coverage,
        verdicts=decision.verdicts,
        status=decision.status,
        reached=decision.reached,
        candidates=decision.candidates,
        next=decision.next,
        assessed=decision.assessed,
        find_groups=partial(_groups, context, nodes),
        find_gaps=partial(find_gaps, decision.next, decision.assessing, nodes, gates, counted=stated is not None),
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
        """The result of a gate or criterion; where it hangs on nothing else, one that the same answers came to."""
        ids = _closed(node)
        if not ids or self.context.accept_explained:
            return self.node(node)
        replies = self.context.replies
        said = tuple([_said(replies.get(id_)) for id_ in ids])
        return _with_replies(_scored_once(node, self.context.frame, said), replies)

    def node(self, node: Indicator) -> NodeResult:
        """The result of a node and of everything below."""
        if node.id not in self.done:
            result = self._inner(node) if node.children else score_leaf(node, self.context)
            self.done[node.id] = self._only_if(node, result)
        return self.done[node.id]

    def _inner(self, node: Indicator) -> NodeResult:
        children = tuple(self.node(child) for child in node.children)
        reply = self.context.replies.get(node.id)
        combined = COMBINE[node.combination or ""](node, children, self.context)
        if reply is not None and isinstance(reply.value, NotApplicable):
            return NodeResult(
                node,
                not_applicable(node, combined.outcome),
                State.NOT_APPLICABLE,
                Coverage(1, 1),
                reply,
                (not_applicable_text(node, reply.value.reason),),
                None,
                tuple(not_needed(child) for child in children),
            )
        untouched = all(child.state is State.MISSING for child in children)
        if node.combination == "either":
            children = _rungs(children)
        coverage = _covered(children)
        outcome = combined.outcome
        state = State.ANSWERED if coverage.answered == coverage.of else State.PARTIAL
        if untouched:
            state = State.MISSING
            outcome = could_be_not_applicable(node, outcome)
        elif combined.outcome.applies is Met.NO:
            state = State.NOT_APPLICABLE
        return NodeResult(node, outcome, state, coverage, reply, combined.why, combined.closes, children)

    def _only_if(self, node: Indicator, result: NodeResult) -> NodeResult:
        if node.only_if is None:
            return result
        on = self.node(self.context.criteria.by_id[node.only_if]).outcome
        condition = Met.YES if on.applies is Met.NO else on.met
        if on.applies is Met.UNDECIDED and condition is Met.NO:
            condition = Met.UNDECIDED
        outcome = result.outcome
        if condition is Met.YES or outcome.applies is Met.NO:
            return result
        if condition is Met.NO:
            met = _no(outcome.met) if outcome.applies is Met.YES else _or_no(outcome.met)
            changed = outcome._replace(met=met, points=ZERO if node.earns else None, known=True)
            why = say("counts as nothing, because “{id}” is not met", id=node.only_if)
        else:
            met = Met.NO if outcome.met is Met.NO else None if outcome.met is None else Met.UNDECIDED
            changed = outcome._replace(met=met, points=outcome.points and outcome.points.hull(ZERO))
            why = say("counts only if “{id}” is met, which is undecided", id=node.only_if)
        return result._replace(outcome=changed, steps=(*result.steps, why))


Said = Value | frozenset[str] | None
"""What a reply comes to: its value, or which halves of one are given, or nothing."""


@lru_cache(maxsize=1024)
def _closed(node: Indicator) -> tuple[str, ...]:
    """The ids of a node with parts and of all that is inside; none where other answers than theirs may bear on it."""
    parts = tuple(node.walk())
    linked = any(part.only_if is not None or (part.met is not None and part.met.within is not None) for part in parts)
    return () if linked or not node.children else tuple(part.id for part in parts)


@lru_cache(maxsize=4096)
def _scored_once(node: Indicator, frame: Frame, said: tuple[Said, ...]) -> NodeResult:
    """The result of a node for what is said to it and to every node inside: thousands of units say the same."""
    replies = {
        part.id: Reply(None, Answer.made(**dict.fromkeys(each, "")), ())
        if isinstance(each, frozenset)
        else Reply(each, NO_ANSWER, ())
        for part, each in zip(node.walk(), said, strict=True)
        if each is not None
    }
    return _Scorer(frame.context(replies)).node(node)


NO_ANSWER = Answer.made()


def _said(reply: Reply | None) -> Said:
    if reply is None:
        return None
    return halves(reply) if reply.value is None else reply.value


def _with_replies(result: NodeResult, replies: Mapping[str, Reply]) -> NodeResult:
    """The same result for a unit's own replies, which come to the same."""
    node, outcome, state, coverage, _, steps, closes, children = result
    if children:
        children = tuple([_with_replies(child, replies) for child in children])
    return NodeResult._make((node, outcome, state, coverage, replies.get(node.id), steps, closes, children))


def _covered(parts: Sequence[NodeResult]) -> Coverage:
    """How many leaves are answered in all parts together."""
    return Coverage(sum(part.coverage.answered for part in parts), sum(part.coverage.of for part in parts))


def _no(met: Met | None) -> Met | None:
    return None if met is None else Met.NO


def _or_no(met: Met | None) -> Met | None:
    """What holds whether a node that is counted as nothing applies in the end or not."""
    return None if met is None else either(met, Met.NO)


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


def _count(nodes: Sequence[NodeResult], stated: tuple[int, StatedCount] | None) -> Count:
    """How many criteria are met; a published count holds where no answer says which."""
    judged = [node for node in nodes if node.outcome.met is not None]
    applying = [node for node in judged if node.outcome.applies is not Met.NO]
    met = count_met(nodes)
    basically = sum(1 for node in nodes if node.reply is not None and node.reply.value is Grade.BASICALLY)
    count = Count(
        met=met,
        of=len(judged),
        basically=basically,
        not_met=sum(1 for node in applying if node.outcome.met is Met.NO),
        not_applicable=len(judged) - len(applying),
    )
    if stated is None:
        return count
    number, how = stated
    at_most = min(met.most, Fraction(number))
    at_least = min(met.least, at_most) if how.hedge else at_most
    return count._replace(met=Interval(at_least, at_most), stated=number, hedge=how.hedge)


def stated_fits(result: SetResult, number: int) -> bool:
    """Whether a stated count can be true beside the answers that are given one by one."""
    met = count_met(result.nodes)
    hedged = result.count.basically if result.count.hedge else 0
    return met.least <= number <= met.most + hedged


def _groups(context: Context, nodes: Iterable[NodeResult]) -> tuple[GroupResult, ...]:
    titles = {group.id: group.title for group in context.criteria.groups}
    members: dict[str, list[NodeResult]] = {}
    for node in nodes:
        members.setdefault(node.node.group or "", []).append(node)
    scored = context.criteria.total is not None
    order = [*titles, *(id_ for id_ in members if id_ not in titles)]
    found = []
    for id_ in order:
        if id_ in members:
            outcome = add(members[id_], None) if scored else Outcome()
            found.append(
                GroupResult(
                    id_,
                    titles.get(id_),
                    tuple(members[id_]),
                    count_met(members[id_]),
                    sum(1 for node in members[id_] if node.outcome.met is not None),
                    outcome.points,
                    outcome.possible,
                )
            )
    return tuple(found)
