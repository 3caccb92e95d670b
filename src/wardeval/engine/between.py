"""Answers between old and new ones: only what was missing is taken over, or only the rest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from wardeval.engine.context import Context
from wardeval.engine.result import SELF, SetResult
from wardeval.engine.score import score
from wardeval.engine.stands import content, is_whole
from wardeval.model.assessment import StatedCount
from wardeval.model.criterion_set import Indicator
from wardeval.model.values import NotApplicable, Reply

Stated = tuple[int, StatedCount] | None


class Given:
    """What one side says, as far as one set takes it, and what that comes to; scored only when it is asked for."""

    def __init__(self, context: Context, stated: Stated, result: SetResult | None = None) -> None:
        """`result` is what it comes to, where that is known already."""
        self.context, self.stated = context, stated
        self._known = result

    @cached_property
    def result(self) -> SetResult:
        """What it comes to."""
        return self._known or score(self.context, SELF, self.stated)


def between(old: Given, new: Given) -> tuple[Given, Given]:
    """The old answers with the new ones to what is missing on one side; the old ones with the new ones to all else.

    Whatever else a side says (facts, period, days off) goes with all else, and so does a published count unless only
    one side has one. Nothing is scored where one of the two is what is there already.
    """
    missing = _missing_once(old.context, new.context)
    counted_once = (old.stated is None) is not (new.stated is None)
    if not missing and not counted_once:
        return old, new
    if not _differs_elsewhere(old, new, missing, counted_once=counted_once):
        return new, old
    first = _with(old.context, new.context, missing), new.stated if counted_once else old.stated
    last = _with(new.context, old.context, missing), old.stated if counted_once else new.stated
    return Given(*first), Given(*last)


def _with(context: Context, other: Context, ids: frozenset[str]) -> Context:
    """A context in which some replies are those of another."""
    replies = {id_: reply for id_, reply in context.replies.items() if id_ not in ids}
    replies |= {id_: reply for id_, reply in other.replies.items() if id_ in ids}
    return Context(
        context.criteria,
        context.period,
        context.facts,
        replies,
        context.days_off,
        context.others,
        context.accept_explained,
    )


def _missing_once(old: Context, new: Context) -> frozenset[str]:
    """The nodes whose answers are missing on exactly one side.

    A node with parts is one of them where it does not apply on one side and nothing inside is answered on the other.
    """
    nodes = [*old.criteria.gates, *old.criteria.criteria]
    answered = [set[str](), set[str]()]
    for node in nodes:
        for context, found in zip((old, new), answered, strict=True):
            found.update(_answered(node, context, waived=False))
    before, after = answered
    if before == after:
        return frozenset()
    return frozenset(before ^ after) | frozenset(_waived_once(old, new, before, after))


def _answered(node: Indicator, context: Context, *, waived: bool) -> Iterator[str]:
    """The leaves below a node that have a whole answer, or that are said not to apply."""
    reply = context.replies.get(node.id)
    waived = waived or (reply is not None and isinstance(reply.value, NotApplicable))
    if node.children:
        for child in node.children:
            yield from _answered(child, context, waived=waived)
    elif waived or is_whole(node, reply):
        yield node.id


def _waived_once(old: Context, new: Context, before: set[str], after: set[str]) -> Iterator[str]:
    for node in old.criteria.nodes():
        if node.children and (node.id in old.replies) is not (node.id in new.replies):
            silent = after if node.id in old.replies else before
            if not any(part.id in silent for part in node.walk()):
                yield node.id


def _differs_elsewhere(old: Given, new: Given, ids: frozenset[str], *, counted_once: bool) -> bool:
    """Whether the sides differ in anything but what is missing on one of them."""
    one, other = old.context, new.context
    if (one.facts, one.period, one.days_off) != (other.facts, other.period, other.days_off):
        return True
    if not counted_once and _said(old.stated) != _said(new.stated):
        return True
    rest = {*one.replies, *other.replies} - ids
    return any(_content(one, id_) != _content(other, id_) for id_ in rest)


def _content(context: Context, id_: str) -> object:
    reply: Reply | None = context.replies.get(id_)
    return content(reply)


def _said(stated: Stated) -> object:
    return None if stated is None else (stated[0], stated[1].hedge)
