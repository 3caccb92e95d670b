"""One track of one assessment against one set: every node, the sum, the verdict, the gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache, partial

from wardeval.engine.context import Context, Frame
from wardeval.engine.gaps import find_gaps
from wardeval.engine.inner import LOGIC, covered, score_inner
from wardeval.engine.leaf import halves, score_leaf
from wardeval.engine.result import Count, GroupResult, NodeResult, Outcome, SetResult
from wardeval.engine.sums import add, count_met
from wardeval.engine.verdict import Findings, decide
from wardeval.exact import ZERO, Interval, Met, either
from wardeval.model.assessment import Answer, StatedCount
from wardeval.model.criterion_set import Indicator
from wardeval.model.values import Grade, Reply, Value
from wardeval.problems import say


def score(context: Context, track: str, stated: tuple[int, StatedCount] | None = None) -> SetResult:
    """Score the replies of one track; `stated` is a published count of met criteria, with how it was published."""
    scorer = _Scorer(context)
    criteria = context.criteria
    nodes = tuple([scorer.whole(node) for node in criteria.criteria])
    gates = tuple([scorer.whole(node) for node in criteria.gates])
    count = _count(nodes, stated)
    total = add(nodes, criteria.total.max, decimals=criteria.total.round) if criteria.total else None
    coverage = covered((*gates, *nodes))
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
        if node.id in self.done:
            return self.done[node.id]
        if parts := node.children:
            result = score_inner(node, tuple([self.node(part) for part in parts]), self.context)
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


Said = Value | frozenset[str] | None
"""What a reply comes to: its value, or which halves of one are given, or nothing."""


@lru_cache(maxsize=1024)
def _closed(node: Indicator) -> tuple[str, ...]:
    """The ids of a node with parts and of all that is inside; none where other answers than theirs may bear on it.

    None, too, where all of it is logic, of which each part is quickly found by itself.
    """
    parts = tuple(node.walk())
    linked = any(part.only_if is not None or (part.met is not None and part.met.within is not None) for part in parts)
    logic = all(part.combination in LOGIC for part in parts if part.children)
    return () if linked or logic else tuple(part.id for part in parts)


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
