"""What is said of a case as a whole, and cannot be true beside its answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wardeval.engine.excess import find_excess, has_judged
from wardeval.engine.result import SELF, NodeResult, SetResult
from wardeval.engine.score import stated_fits
from wardeval.engine.sums import count_met
from wardeval.exact import Met
from wardeval.model.mistakes import Mistake
from wardeval.problems import Keys, Message, say

if TYPE_CHECKING:
    from wardeval.case import Case


def contradictions(case: Case) -> Iterator[Mistake]:
    """Points and published counts that the answers do not bear."""
    judged = case.results.values() if has_judged(case.criteria) else ()
    found = {excess.keys: excess for result in judged for excess in find_excess(result)}
    for excess in found.values():
        yield Mistake("answer", excess.keys, excess.message)
    for track, (number_, _) in case.stated.items():
        result = case.results[track]
        if not stated_fits(result, number_):
            verified = case.assessment.verified
            own = track == SELF or verified is None or verified.stated_count is None
            keys: Keys = ("stated-count",) if own else ("verified", "stated-count")
            message = say("a count of {n} contradicts the answers that are given one by one", n=number_)
            yield Mistake("stated-count", (*keys, "met"), message, _disproof(case, result, number_))


_MOST_ANSWERS = 5
"""How many answers are named that a stated count contradicts."""


def _disproof(case: Case, result: SetResult, number_: int) -> Message | None:
    """The answers by which more, or fewer, criteria are met than stated, each with its line."""
    bounds = count_met(result.nodes)
    met = Met.YES if number_ < bounds.least else Met.NO
    decisive = (_decisive(node, met) for node in result.nodes if node.outcome.met is met)
    answers = [
        say("{id} (line {line})", id=leaf.node.id, line=str(case.source.locate_key(leaf.reply.keys).line))
        for leaf in decisive
        if leaf is not None and leaf.reply is not None
    ]
    if not answers:
        return None
    ids = (*answers[:_MOST_ANSWERS], *(["…"] if len(answers) > _MOST_ANSWERS else []))
    if met is Met.YES:
        return say("by the answers at least {least} are met: {ids}", least=bounds.least, ids=ids)
    hedged = result.count.basically if result.count.hedge else 0
    return say("by the answers at most {most} can be met; not met: {ids}", most=bounds.most + hedged, ids=ids)


def _decisive(result: NodeResult, met: Met) -> NodeResult | None:
    """The first answered leaf of a criterion that is met, or not met, as the whole criterion is."""
    if result.reply is not None and not result.children:
        return result
    parts = (_decisive(part, met) for part in result.children if part.outcome.met is met)
    return next((leaf for leaf in parts if leaf is not None), None)
