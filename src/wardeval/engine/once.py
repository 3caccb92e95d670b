"""Nodes that hang on nothing but the answers inside them: each is scored once for the same answers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from wardeval.engine.context import Context, Frame
from wardeval.engine.inner import score_inner
from wardeval.engine.leaf import NO_ANSWER, Said, leaf_for, said_in
from wardeval.engine.result import NodeResult
from wardeval.model.criterion_set import Indicator
from wardeval.model.values import Reply


def score_closed(node: Indicator, context: Context) -> NodeResult | None:
    """The result of a node with replies that come to the same as the unit's own; none where it hangs on others."""
    ids = closed(node)
    if not ids or context.accept_explained:
        return None
    said = tuple(map(said_in, map(context.replies.get, ids)))
    return _scored_once(node, said, context.frame) if node.children else leaf_for(node, said[0], context.frame)


@lru_cache(maxsize=1024)
def closed(node: Indicator) -> tuple[str, ...]:
    """The ids of a node and of all that is inside; none where other answers than theirs may bear on it."""
    parts = tuple(node.walk())
    linked = any(part.only_if is not None or (part.met is not None and part.met.within is not None) for part in parts)
    return () if linked else tuple(part.id for part in parts)


@lru_cache(maxsize=4096)
def _scored_once(node: Indicator, said: tuple[Said, ...], frame: Frame) -> NodeResult:
    """The result of a node with parts for what is said to it and to all inside: thousands of units say the same."""
    children, at = [], 1
    for part in node.children:
        to = at + len(closed(part))
        children.append(_scored_once(part, said[at:to], frame) if part.children else leaf_for(part, said[at], frame))
        at = to
    own = said[0]
    reply = None if own is None or isinstance(own, str) else Reply(own, NO_ANSWER, ())
    return score_inner(node, tuple(children), reply, frame.blank)


def with_replies(results: tuple[NodeResult, ...], replies: Mapping[str, Reply]) -> tuple[NodeResult, ...]:
    """The same results with a unit's own replies, which come to the same."""
    return tuple(
        [
            each._replace(reply=replies.get(each.node.id), children=with_replies(each.children, replies))
            for each in results
        ]
    )
