"""One leaf: an answer, its rule, its outcome."""

from __future__ import annotations

from functools import lru_cache

from wardeval.engine.context import Context, Frame
from wardeval.engine.points import earn, limits
from wardeval.engine.requirement import judge, requirement_of
from wardeval.engine.result import Coverage, NodeResult, Outcome, State
from wardeval.exact import ZERO, Interval, Met
from wardeval.language import Share
from wardeval.model.assessment import Answer
from wardeval.model.criterion_set import Indicator
from wardeval.model.values import Change, Events, Grade, Level, NotApplicable, On, Present, Ratio, Reply, Value
from wardeval.problems import Message, say

MISSING = say("not answered")
NO_ANSWER = Answer.made()
"""What stands beside a value that no unit gave."""
OPEN, CLOSED = Coverage(0, 1), Coverage(1, 1)
"""How much of a leaf is answered: it, or not; one that does not apply needs no other answer."""


def score_leaf(node: Indicator, context: Context) -> NodeResult:
    """The result of a leaf for its reply, or for none."""
    reply = context.replies.get(node.id)
    if reply is None or reply.value is None:
        found = _missing_once(node, None if reply is None else half_given(reply), context.frame)
    else:
        explained = context.accept_explained and bool(reply.answer.explanation)
        if node.met is None or node.met.within is None:
            found = _judged_once(node, reply.value, context.frame, explained)
        else:
            found = _judged(node, reply.value, context, explained)
    return found._replace(reply=reply)


Said = Value | str | None
"""What a reply comes to: its value, or the half of one that is given without the other, or nothing."""


def said_in(reply: Reply | None) -> Said:
    """What a reply comes to."""
    if reply is None:
        return None
    return half_given(reply) if reply.value is None else reply.value


def leaf_for(node: Indicator, said: Said, frame: Frame) -> NodeResult:
    """The result of a leaf that hangs on no other, with a reply that comes to the same as the unit's own."""
    if said is None or isinstance(said, str):
        return _missing_once(node, said, frame)
    return _judged_once(node, said, frame, explained=False)


@lru_cache(maxsize=4096)
def _judged_once(node: Indicator, value: Value, frame: Frame, explained: bool) -> NodeResult:
    """The result of a leaf that hangs on no other: thousands of units give the same answers."""
    return _judged(node, value, frame.blank, explained)


def _judged(node: Indicator, value: Value, context: Context, explained: bool) -> NodeResult:
    """The result of a leaf for a value; one that is `explained` counts in full."""
    if isinstance(value, NotApplicable):
        outcome = not_applicable(node, blank(node, context))
        why = not_applicable_text(node, value.reason)
        return NodeResult(node, outcome, State.NOT_APPLICABLE, CLOSED, Reply(value, NO_ANSWER, ()), (why,))
    requirement = requirement_of(node)
    whole = limits(node, context)
    possible = whole.most if whole else None
    met, closes, known = None, None, True
    steps: list[Message] = []
    if requirement is not None:
        met, why, closes, known = judge(node, requirement, value, context)
        steps.append(why)
    points = None
    if node.points is not None or node.measure == "points":
        points, why, points_known = earn(node, value, met, context)
        known = known and points_known
        points = points or whole
        steps.append(why)
    elif requirement is None:
        steps.append(say("recorded: {answer}", answer=answer_text(node, value, context)))
    if explained and met is not Met.UNDECIDED:
        met = None if met is None else Met.YES
        points = None if whole is None else Interval.exactly(whole.most)
    partial = isinstance(value, Present) and len(value.present) + len(value.absent) < len(node.parts)
    return NodeResult(
        node,
        Outcome(met, points, possible, known=known),
        State.PARTIAL if partial else State.ANSWERED,
        OPEN if partial else CLOSED,
        Reply(value, NO_ANSWER, ()),
        tuple(steps),
        closes,
    )


def answer_text(node: Indicator, value: Value, context: Context) -> object:
    """An answer as people read it, with the unit that it is counted in."""
    shown = _shown(node, value, context)
    return say("{value} {unit}", value=shown, unit=node.unit) if node.unit else shown


def _shown(node: Indicator, value: Value, context: Context) -> object:
    match value:
        case Ratio():
            return say("{part} of {whole} = {share}", part=value.part, whole=value.whole, share=Share(value.share))
        case Change():
            return say("{now} now, {before} the year before", now=value.now, before=value.before)
        case Events():
            return value.number
        case On():
            return value.day or say("not done")
        case Level():
            return context.criteria.scales[node.scale or ""][value.id]
        case Present():
            return tuple(title for id_, title in node.parts.items() if id_ in value.present) or say("none of the parts")
        case Grade():
            return value.value
    return value


@lru_cache(maxsize=1024)
def _missing_once(node: Indicator, given: str | None, frame: Frame) -> NodeResult:
    """The result of a leaf without an answer, or with one half of it."""
    return NodeResult(
        node,
        could_be_not_applicable(node, blank(node, frame.blank)),
        State.MISSING,
        OPEN,
        None,
        (_HALVES[given] if given else MISSING,),
        say("complete the answer") if given else say("answer it"),
    )


def half(reply: Reply | None) -> Message | None:
    """Which half of an answer is there and which is missing; none where it is not in halves, or whole, or empty."""
    given = None if reply is None else half_given(reply)
    return None if given is None else _HALVES[given]


def half_given(reply: Reply) -> str | None:
    """The name of the half of an answer that is there without the other."""
    given = [name for name in _HALVES if getattr(reply.answer, name) is not None]
    return given[0] if len(given) == 1 else None


_HALVES = {
    "part": say("only the part is there; the whole is missing"),
    "whole": say("only the whole is there; the part is missing"),
    "now": say("only this year's number is there; last year's is missing"),
    "before": say("only last year's number is there; this year's is missing"),
}


def blank(node: Indicator, context: Context) -> Outcome:
    """What any answer to a leaf could come to, short of “not applicable”."""
    requirement = requirement_of(node)
    met = None if requirement is None else Met.UNDECIDED
    known = requirement is None or requirement.word != "unknown"
    if node.points is None and node.measure != "points":
        return Outcome(met, known=known)
    whole = limits(node, context)
    known = known and whole is not None and not (node.points is not None and node.points.form == "unknown")
    return Outcome(met, whole, whole.most if whole else None, known=known)


def not_applicable(node: Indicator, outcome: Outcome) -> Outcome:
    """A node that does not apply, by the policy that the set states for it."""
    met = outcome.met
    match node.not_applicable:
        case "full":
            most = None if outcome.possible is None else Interval.exactly(outcome.possible)
            return Outcome(None if met is None else Met.YES, most, outcome.possible, known=outcome.known)
        case "zero":
            none = ZERO if node.earns else None
            return Outcome(None if met is None else Met.NO, none, outcome.possible, known=True)
    return Outcome(met, outcome.points, outcome.possible, Met.NO)


def could_be_not_applicable(node: Indicator, outcome: Outcome) -> Outcome:
    """A node without any answer, which may yet turn out not to apply."""
    if node.not_applicable == "forbidden":
        return outcome
    other = not_applicable(node, outcome)
    points = outcome.points.hull(other.points) if outcome.points and other.points else None
    return Outcome(
        None if outcome.met is None else Met.UNDECIDED,
        points,
        outcome.possible,
        Met.UNDECIDED if node.not_applicable == "excluded" else outcome.applies,
        outcome.known,
    )


def not_applicable_text(node: Indicator, reason: str) -> Message:
    """What the policy makes of a node that does not apply."""
    match node.not_applicable:
        case "full":
            return say("does not apply, which the set counts in full: {reason}", reason=reason)
        case "zero":
            return say("does not apply, which the set counts as nothing: {reason}", reason=reason)
    return say("does not apply and is left out: {reason}", reason=reason)
