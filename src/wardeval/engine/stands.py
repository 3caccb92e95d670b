"""How one node stands on one side: its outcome, its answer in words, the documents behind it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from wardeval.engine.change import Stand
from wardeval.engine.context import Context
from wardeval.engine.documents import documents
from wardeval.engine.leaf import answer_text
from wardeval.engine.result import NodeResult
from wardeval.engine.subject import Subject
from wardeval.exact import Met
from wardeval.model.criterion_set import Exception_, Indicator
from wardeval.model.values import Events, Grade, Level, NotApplicable, Present, Reply
from wardeval.problems import Message, say

HALVES = ("part", "whole", "now", "before")


def stand(result: NodeResult, subject: Subject) -> Stand:
    """How a node stands."""
    node, reply = result.node, result.reply
    basically = reply is not None and reply.value is Grade.BASICALLY and result.outcome.met is not Met.YES
    return Stand(
        id=node.id,
        number=node.number or node.id,
        label=node.label,
        state=result.state,
        outcome=result.outcome,
        answer=None if reply is None else _said(node, reply, subject.contexts[subject.track]),
        documents=tuple(document.text for document in documents(node.id, subject)),
        basically=basically,
        apart=_is_apart(result, subject.apart),
    )


def _is_apart(result: NodeResult, apart: Mapping[str, Message]) -> bool:
    """Whether a node is left open by answers that are not put together."""
    if not apart or not any(node.id in apart for node in result.node.walk()):
        return False
    met, points = result.outcome.met, result.outcome.points
    return met is Met.UNDECIDED or (met is None and (points is None or points.exact is None))


def bare(result: NodeResult) -> Stand:
    """How a node stands, without words and documents."""
    node = result.node
    return Stand(node.id, node.number or node.id, None, result.state, result.outcome)


def content(reply: Reply | None) -> Hashable:
    """What a reply says, without what stands beside it; none where nothing is said, not even half of an answer."""
    if reply is None or reply.is_empty:
        return None
    value = reply.value
    if value is None:
        return tuple(getattr(reply.answer, name) for name in HALVES)
    return (type(value), value.id if isinstance(value, Level) else value)  # NOTE: equal tuples may be other kinds


def is_whole(node: Indicator, reply: Reply | None) -> bool:
    """Whether a reply leaves nothing of its leaf open."""
    if reply is None or reply.value is None:
        return False
    value = reply.value
    return not isinstance(value, Present) or len(value.present) + len(value.absent) == len(node.parts)


def _said(node: Indicator, reply: Reply, context: Context) -> object | None:
    """An answer in words; also half of one."""
    match reply.value:
        case None:
            return next(iter(_half(reply)), None)
        case NotApplicable(reason):
            return say("not applicable: {reason}", reason=reason)
        case Events(excepted=excepted) as events if excepted:
            grounds = tuple(
                say("{n} excepted: {ground}", n=item.number, ground=_ground(context.criteria.exceptions, item.ground))
                for item in excepted
            )
            return say("{n}, of these {excepted}", n=answer_text(node, events, context), excepted=grounds)
        case Present(absent=absent) as present if absent and not is_whole(node, reply):
            titles = tuple(title for id_, title in node.parts.items() if id_ in absent)
            return say("{parts}; not there: {absent}", parts=answer_text(node, present, context), absent=titles)
        case value:
            return answer_text(node, value, context)


def _ground(declared: dict[str, Exception_], id_: str) -> object:
    return declared[id_].title if id_ in declared else id_


def _half(reply: Reply) -> Iterator[Message]:
    """What is there of an answer in halves."""
    answer = reply.answer
    if answer.part is not None:
        yield say("{n} of a whole that is not given", n=answer.part)
    if answer.whole is not None:
        yield say("a part that is not given, of {n}", n=answer.whole)
    if answer.now is not None:
        yield say("{n} now, the year before not given", n=answer.now)
    if answer.before is not None:
        yield say("{n} the year before, this year not given", n=answer.before)
