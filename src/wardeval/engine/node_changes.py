"""What changed of each gate, criterion and part, and whether for the better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from wardeval.engine.bridge import Bridge
from wardeval.engine.change import Direction, Ends, NodeChange
from wardeval.engine.counterparts import BY_ID, Pair, equals
from wardeval.engine.documents import period, proof
from wardeval.engine.kinds import Agreement, Kind, Proof, Relation
from wardeval.engine.result import SELF, VERIFIED, NodeResult, Outcome, State
from wardeval.engine.set_changes import Aspect, compare_sets
from wardeval.engine.stands import bare, content, stand
from wardeval.engine.subject import Subject
from wardeval.exact import Interval, Met
from wardeval.language import Words
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.values import On
from wardeval.problems import Message, say

OPEN = (State.MISSING, State.PARTIAL)
WHOLE = (State.ANSWERED, State.NOT_APPLICABLE)
ASPECTS = {
    Aspect.RULE: say("its rule changed"),
    Aspect.POINTS: say("its points changed"),
    Aspect.PARAMETER: say("a number that its rule takes from the set changed"),
}
OTHER_MEASURE = say("it takes another kind of answer now")
RESTS_ON = say("it rests on answers that cannot be compared")
HINT = say("no result is carried over: judge it anew; the documents behind the one may serve the other")


class NodeChanges:
    """Finds what changed of nodes that belong together."""

    def __init__(self, before: Subject, after: Subject, bridge: Bridge, *, in_short: bool = False) -> None:
        """The nodes of either side belong together as `bridge` says; `in_short` leaves words and parts out."""
        self.before, self.after, self.same, self.in_short = before, after, bridge.same, in_short
        self.apart = _apart(before, after, bridge)
        self.verified = all(VERIFIED in subject.contexts and SELF in subject.contexts for subject in (before, after))

    def of(self, pairs: tuple[Pair, ...]) -> tuple[NodeChange, ...]:
        """What changed of some pairs; those of which nothing did, nor of anything inside, are left out."""
        found = map(self._of, pairs)
        return tuple(change for change in found if change is not None)

    @property
    def is_sound(self) -> bool:
        """Whether the answers to every node can be compared."""
        return not any(self.apart)

    def rests_before(self, result: NodeResult) -> bool:
        """Whether a node of the side before is, or holds, one whose answers cannot be compared."""
        return _rests(result, self.apart[0])

    def rests_after(self, result: NodeResult) -> bool:
        """Whether a node of the side after is, or holds, one whose answers cannot be compared."""
        return _rests(result, self.apart[1])

    def _of(self, pair: Pair) -> NodeChange | None:
        parts = () if self.in_short else self.of(pair.parts)
        if pair.before is None or pair.after is None:
            return self._made(pair, Kind.INCOMPARABLE, parts)
        if reasons := self._incomparable(pair, pair.before, pair.after):
            return self._made(pair, Kind.INCOMPARABLE, parts, notes=reasons)
        return self._compared(pair, pair.before, pair.after, parts)

    def _inside(self, pair: Pair) -> bool:
        """Whether anything inside a pair changed; looked for only as far as the first that did."""
        return any(self._of(part) is not None for part in pair.parts)

    def _incomparable(self, pair: Pair, before: NodeResult, after: NodeResult) -> tuple[Message, ...]:
        """Why the answers to two nodes cannot be compared."""
        old, new = self.apart[0].get(before.node.id), self.apart[1].get(after.node.id)
        if old is not None or new is not None:
            return tuple(reason for reason in (old, None if old == new else new) if reason is not None)
        if pair.tie.relation is not Relation.EQUAL:
            return (HINT,)
        if pair.tie is BY_ID and before.node.measure != after.node.measure:
            return (OTHER_MEASURE,)
        return ()

    def _compared(
        self, pair: Pair, before: NodeResult, after: NodeResult, parts: tuple[NodeChange, ...]
    ) -> NodeChange | None:
        old, new = before.outcome, after.outcome
        needed = State.NOT_NEEDED not in (before.state, after.state)
        rests = self.rests_before(before) or self.rests_after(after)
        kind = _toggled(before.state, after.state) if needed and not rests else None
        answered, documents, agreement = self._replies(before, after)
        moved = kind is not None or (needed and old != new)
        if not (answered or moved or documents or agreement or parts or (self.in_short and self._inside(pair))):
            return None
        way = _direction(old, new, rests=rests) if needed else Direction.NEITHER
        if rests and moved and way is Direction.NEITHER:
            return self._made(pair, Kind.INCOMPARABLE, parts, documents=documents, notes=(RESTS_ON,))
        inner = bool(before.node.children or after.node.children)
        if kind is None or inner:  # where a node with parts leads says more than that one of them was answered
            kind = _KINDS.get(way) or kind or (Kind.CHANGED if answered or moved else None)
        if kind is None:
            kind = Kind.PROOF if documents or agreement else Kind.SAME
        return self._made(pair, kind, parts, way, documents, agreement, points=None if rests else _points(old, new))

    def _replies(self, before: NodeResult, after: NodeResult) -> tuple[bool, Proof | None, Agreement | None]:
        """Whether another answer is given, what happened to its documents, and whether unit and verifier agree."""
        if before.reply is None and after.reply is None:
            return False, None, None
        one_measure = before.node.measure == after.node.measure
        answered = one_measure and not self._is_same(before, after) and not self._is_own_date(before, after)
        agreement = self._agreement(before.node.id, after.node.id) if self.verified and one_measure else None
        return answered, proof(before.node.id, after.node.id, self.before, self.after), agreement

    def _is_same(self, before: NodeResult, after: NodeResult) -> bool:
        """Whether both sides say the same of a node."""
        return before.reply is after.reply or content(before.reply) == content(after.reply)

    def _is_own_date(self, before: NodeResult, after: NodeResult) -> bool:
        """Whether each of two years has its date, in time both times, which changes nothing."""
        old, new = before.reply, after.reply
        if old is None or new is None or not (isinstance(old.value, On) and isinstance(new.value, On)):
            return False
        done = old.value.day is not None and new.value.day is not None
        met = before.outcome.met is Met.YES and before.outcome == after.outcome
        return done and met and period(self.before) != period(self.after)

    def _has_answer(self, pair: Pair) -> bool:
        """Whether anything is answered on both sides."""
        return all(side is not None and (side.coverage.answered or content(side.reply)) for side in pair[:2])

    def _gives_same(self, pair: Pair) -> bool:
        """Whether both sides give the same answer to a node, or to all that is asked below it."""
        if pair.before is None or pair.after is None or not self._is_same(pair.before, pair.after):
            return False
        if pair.parts:
            return all(map(self._gives_same, pair.parts))
        inside = (*pair.before.children, *pair.after.children)
        return not inside and pair.before.node.measure == pair.after.node.measure

    def _made(
        self,
        pair: Pair,
        kind: Kind,
        parts: tuple[NodeChange, ...],
        way: Direction = Direction.NEITHER,
        documents: Proof | None = None,
        agreement: Agreement | None = None,
        *,
        points: Ends | None = None,
        notes: tuple[Message | Words, ...] = (),
    ) -> NodeChange:
        before, after = pair.before, pair.after
        if self.in_short:
            return NodeChange(
                before=None if before is None else bare(before),
                after=None if after is None else bare(after),
                kind=kind,
                direction=way,
                points=points,
            )
        return NodeChange(
            before=None if before is None else stand(before, self.before),
            after=None if after is None else stand(after, self.after),
            kind=kind,
            direction=way,
            points=points,
            proof=documents,
            agreement=agreement,
            relation=None if pair.tie is BY_ID else pair.tie.relation,
            notes=(*notes, *self._notes(pair)),
            parts=parts,
            same_answer=kind is not Kind.INCOMPARABLE and self._has_answer(pair) and self._gives_same(pair),
        )

    def _notes(self, pair: Pair) -> Iterator[Message | Words]:
        """What a reader has to know of two nodes, however they compare."""
        if pair.tie.why is not None:
            source = pair.tie.source
            yield say("{text} ({source})", text=pair.tie.why, source=source) if source else pair.tie.why
        old = None if pair.before is None else self.before.remarks.get(pair.before.node.id)
        new = None if pair.after is None else self.after.remarks.get(pair.after.node.id)
        yield from (remark for remark in (old, None if old == new else new) if remark is not None)
        if pair.tie is BY_ID and not self.same and pair.after is not None:
            aspects = _aspects(self.before.criteria, self.after.criteria).get(pair.after.node.id, ())
            yield from (ASPECTS[aspect] for aspect in aspects if aspect in ASPECTS)

    def _agreement(self, before: str, after: str) -> Agreement | None:
        differed, differs = _differs(before, self.before), _differs(after, self.after)
        if differed == differs:
            return None
        return Agreement.SETTLED if differed else Agreement.OPENED


Apart = Mapping[str, Message]


def _apart(before: Subject, after: Subject, bridge: Bridge) -> tuple[Apart, Apart]:
    """The nodes of either side whose answers cannot be compared, be it for the sake of the other side, and why."""
    if not before.apart and not after.apart:
        return {}, {}
    equal = equals(before.criteria, after.criteria, bridge).items()
    return (
        {**before.apart, **{id_: after.apart[other] for id_, other in equal if other in after.apart}},
        {**after.apart, **{other: before.apart[id_] for id_, other in equal if id_ in before.apart}},
    )


def _rests(result: NodeResult, apart: Apart) -> bool:
    return bool(apart) and any(node.id in apart for node in result.node.walk())


@lru_cache(maxsize=32)
def _aspects(before: CriterionSet, after: CriterionSet) -> Mapping[str, tuple[Aspect, ...]]:
    """What changed of every node of two versions of a set; found out once for all their assessments."""
    pairs = compare_sets(before, after).nodes
    return {pair.id: pair.aspects for pair in pairs if pair.old is not None and pair.old.id == pair.id}


_KINDS = {Direction.BETTER: Kind.BETTER, Direction.WORSE: Kind.WORSE}


def _differs(id_: str, subject: Subject) -> bool:
    """Whether the verifier answered otherwise than the unit."""
    own, verified = (subject.contexts[track].replies.get(id_) for track in (SELF, VERIFIED))
    return own is not verified and content(own) != content(verified)


def _toggled(before: State, after: State) -> Kind | None:
    """Whether a node was answered only now, or is answered no more."""
    if before in OPEN and after in WHOLE:
        return Kind.ANSWERED
    return Kind.MISSING if before in WHOLE and after in OPEN else None


def _direction(before: Outcome, after: Outcome, *, rests: bool) -> Direction:
    """Where a change of outcome leads; what does not apply is neither better nor worse than what does.

    Of points those count that are shown so far: what is answered with none is no better, what is answered no more may
    be worse. Where it `rests` on answers that cannot be compared, only what is decided on both sides leads anywhere.
    """
    if Met.NO in (before.applies, after.applies):
        return Direction.NEITHER
    mets = before.met, after.met
    if None not in mets and mets.count(Met.YES) == 1 and not (rests and Met.UNDECIDED in mets):
        return Direction.BETTER if after.met is Met.YES else Direction.WORSE
    if rests or before.possible != after.possible:
        return Direction.NEITHER
    ends = _points(before, after)
    if ends is None or not ends.least:
        return Direction.NEITHER
    return Direction.BETTER if ends.least > 0 else Direction.WORSE


def _points(before: Outcome, after: Outcome) -> Ends | None:
    """How far the points moved, where they are public on both sides."""
    old, new = known_points(before), known_points(after)
    return None if old is None or new is None else Ends.between(old, new)


def known_points(outcome: Outcome | None) -> Interval | None:
    """The points of an outcome, where nothing that is not public bears on them."""
    return outcome.points if outcome is not None and outcome.known else None
