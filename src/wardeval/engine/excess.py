"""Judged points whose most is not public, and which together still are more than a stated maximum leaves them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from wardeval.engine.result import NodeResult, SetResult
from wardeval.engine.sums import given, is_judged, terms
from wardeval.exact import Met
from wardeval.model.criterion_set import CriterionSet
from wardeval.problems import Keys, Message, say


class Excess(NamedTuple):
    """An answer that cannot be true, by its keys, and why."""

    keys: Keys
    message: Message


def find_excess(result: SetResult) -> Iterator[Excess]:
    """The judged points of a result that exceed what a sum around them, or the total, leaves for them."""
    if not has_judged(result.criteria):
        return
    sums = [(node.children, node.node.max) for node in result.all_nodes() if node.node.combination == "sum"]
    total = result.criteria.total
    for parts, most in [*sums, (result.nodes, total.max if total else None)]:
        if most is not None:
            yield from _excess(parts, most)


@lru_cache(maxsize=32)
def has_judged(criteria: CriterionSet) -> bool:
    """Whether a set has such points at all."""
    return any(is_judged(node) for node in criteria.nodes())


def _excess(parts: Sequence[NodeResult], most: Fraction) -> Iterator[Excess]:
    own = [part for part in terms([part for part in parts if not part.node.bonus]) if not part.node.bonus]
    open_ = [part for part in own if part.outcome.possible is None and part.outcome.points is not None]
    judged = [leaf for part in open_ for leaf in _judged(part)]
    if not judged or any(part.outcome.applies is not Met.YES for part in own):
        return
    known = sum((part.outcome.possible for part in own if part.outcome.possible is not None), Fraction(0))
    points = sum((_counted(part) for part in open_), Fraction(0))
    room = max(Fraction(0), most - known)
    reply = judged[-1].reply
    if points > room and reply is not None:
        message = say(
            "the judged points come to {points}, more than the {room} that are left for them", points=points, room=room
        )
        yield Excess(reply.keys, message)


def _counted(part: NodeResult) -> Fraction:
    least = part.outcome.points.least if part.outcome.points is not None else Fraction(0)
    return max(given(part), least)


def _judged(part: NodeResult) -> Iterator[NodeResult]:
    """The leaves of such points below a part that are answered with more than 0."""
    if part.children:
        for child in part.children:
            yield from _judged(child)
    elif given(part) > 0:
        yield part
