"""What comparing returns: values only, small enough to be handed from process to process."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from wardeval.engine.result import Count, Coverage, GapKind, Outcome, State, Status
from wardeval.exact import Interval, Met
from wardeval.language import Words
from wardeval.problems import Message, Problem


class Direction(enum.IntEnum):
    """Where a change leads; going back leads the other way."""

    WORSE = -1
    NEITHER = 0
    BETTER = 1


class Ends(NamedTuple):
    """How much both ends of an interval moved; no interval itself, since the least may move further than the most."""

    least: Fraction
    most: Fraction

    def __add__(self, other: object) -> Ends:
        """Both ends added up."""
        assert isinstance(other, Ends)
        return Ends(self.least + other.least, self.most + other.most)

    def __neg__(self) -> Ends:
        return Ends(-self.least, -self.most)

    @property
    def exact(self) -> Fraction | None:
        """The change, where both ends moved alike."""
        return self.least if self.least == self.most else None

    @property
    def is_none(self) -> bool:
        """Whether nothing moved."""
        return not self.least and not self.most

    @classmethod
    def between(cls, before: Interval, after: Interval) -> Ends:
        """How far the ends moved from one interval to another."""
        return cls(after.least - before.least, after.most - before.most)


NOTHING = Ends(Fraction(0), Fraction(0))


class Kind(enum.Enum):
    """What happened to a node."""

    BETTER = "better"
    WORSE = "worse"
    ANSWERED = "answered"
    """Newly answered: it was missing, at least in part."""
    MISSING = "missing"
    """Newly missing: it was answered."""
    CHANGED = "changed"
    """Another answer, or another outcome that is neither better nor worse."""
    PROOF = "proof"
    """The same answer on other documents, or another agreement between unit and verifier."""
    INCOMPARABLE = "incomparable"
    """Nothing can be compared: no counterpart, another measure, or numbers that cannot be added up."""
    SAME = "same"
    """Nothing of its own changed; listed because of what changed inside it."""


class Proof(enum.Enum):
    """What happened to the documents behind an answer; going back, each turns into the one beside it."""

    ADDED = "added"
    REMOVED = "removed"
    RENEWED = "renewed"
    """Newer documents; or the same ones, which lie within the period only now."""
    EXPIRED = "expired"
    """Older documents; or the same ones, which lie before the period now."""
    REPLACED = "replaced"
    """Other documents of which neither is known to be newer."""


class Agreement(enum.Enum):
    """What happened to a difference between the unit's answer and the verifier's."""

    SETTLED = "settled"
    OPENED = "opened"


class Relation(enum.Enum):
    """How criteria of two sets stand to each other, read from the first set to the second."""

    EQUAL = "equal"
    SUBSET = "subset"
    SUPERSET = "superset"
    INTERSECTS = "intersects"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DROPPED = "dropped"

    @property
    def inverse(self) -> Relation:
        """The same relation read from the second set to the first."""
        return _INVERSE.get(self, self)


_INVERSE = {
    Relation.SUBSET: Relation.SUPERSET,
    Relation.SUPERSET: Relation.SUBSET,
    Relation.SPLIT: Relation.MERGED,
    Relation.MERGED: Relation.SPLIT,
    Relation.NEW: Relation.DROPPED,
    Relation.DROPPED: Relation.NEW,
}


class Stand(NamedTuple):
    """One node on one side."""

    id: str
    number: str
    """The number that the decision gives it; "unknown" where that is not public; else the id."""
    label: Words | None
    """None where the text is not public."""
    state: State
    outcome: Outcome
    answer: object | None = None
    """The answer as `Language.text` takes it; none where there is none, or for a node with parts."""
    documents: tuple[object, ...] = ()
    """The documents behind the answer, each by number and date as far as known, as `Language.text` takes them."""
    basically: bool = False
    """Whether the answer is “basically met”, and does not count as met."""


class NodeChange(NamedTuple):
    """What changed of one gate, criterion or part; `before` or `after` is none where the set has no such node."""

    before: Stand | None
    after: Stand | None
    kind: Kind
    direction: Direction = Direction.NEITHER
    points: Ends | None = None
    """How far the points moved; none where the node earns none, or they are not public, on either side."""
    proof: Proof | None = None
    agreement: Agreement | None = None
    relation: Relation | None = None
    """How a mapping relates the nodes; none where both have the same id in the same set."""
    notes: tuple[Message | Words, ...] = ()
    """What a reader has to know: why it cannot be compared, that the worst of several answers was taken."""
    parts: tuple[NodeChange, ...] = ()

    def walk(self) -> Iterator[NodeChange]:
        """The change and those inside it."""
        yield self
        for part in self.parts:
            yield from part.walk()


class UnitName(NamedTuple):
    """A unit as a file names it."""

    id: str | None
    name: str
    type: str
    within: tuple[str, ...] = ()


class Standing(NamedTuple):
    """Where a verdict stands."""

    status: Status
    reached: Words | None
    is_lowest: bool
    """Whether what is reached is only what remains when no other verdict is."""
    candidates: tuple[Words, ...]
    hidden: str | None = None
    """What is not public, where that keeps the verdict open: rule, requirement or points."""
    verdicts: tuple[tuple[str, Met], ...] = ()
    """Every verdict of the set, the highest first, and whether it is reached."""


class Side(NamedTuple):
    """One assessment of a comparison, and what it comes to."""

    file: str
    digest: str
    unit: UnitName
    period: int
    as_of: date | None
    fictional: bool
    set_id: str
    set_title: Words
    set_digest: str
    scale: str
    """What the set comes to: points, met, review."""
    track: str
    tracks: tuple[str, ...]
    standing: Standing
    count: Count  # type: ignore[assignment] # not the method of a tuple
    total: Outcome | None
    coverage: Coverage
    notes: tuple[Message | Words, ...] = ()
    members: tuple[Side, ...] = ()
    """The units that this side is put together from, where it is no assessment of its own."""
    landmarks: tuple[Fraction, ...] = ()
    """The thresholds that the set puts to this unit: no number may be written so that it reads as one of them."""


class Decomposition(NamedTuple):
    """What a change of points, or of the number of criteria met, comes from; the parts add up to it exactly.

    `scores` are those of the old answers under the old set, of the old ones under the new set, of the new answers
    under the old set, of the new ones under the new set.
    """

    of: str
    """points or count."""
    scores: tuple[Interval, Interval, Interval, Interval]
    answers: Ends
    coverage: Ends
    verification: Ends
    rubric: Ends

    @property
    def total(self) -> Ends:
        """The whole change."""
        return Ends.between(self.scores[0], self.scores[3])


class GapChange(NamedTuple):
    """A gap that is only on one side."""

    kind: GapKind
    id: str
    number: str
    label: Words | None
    missing: bool
    closes: Message | None


class Comparison(NamedTuple):
    """One unit before and after; only one side where nothing stands on the other."""

    before: Side | None
    after: Side | None
    refusals: tuple[Message, ...] = ()
    """Why the two cannot be compared, each with what to do; both results stand side by side then."""
    notes: tuple[Message, ...] = ()
    """How the two came to be compared: by name, by lineage, under which mapping."""
    verdict: Direction = Direction.NEITHER
    gates: tuple[NodeChange, ...] = ()
    criteria: tuple[NodeChange, ...] = ()
    total: Ends | None = None
    count: Ends | None = None  # type: ignore[assignment] # not the method of a tuple
    decompositions: tuple[Decomposition, ...] = ()
    closed: tuple[GapChange, ...] = ()
    opened: tuple[GapChange, ...] = ()
    unmapped: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """The criteria of either set that no mapping speaks of, by number or id."""
    mapping: str | None = None
    """The mapping by which two different sets were compared."""
    set_changed: bool = False
    stated_changed: bool = False
    """Whether another count of criteria met is published, or the same one in other words."""
    problems: tuple[Problem, ...] = ()
    """Why a file on either side cannot be used."""
    unit: UnitName | None = None
    """The unit as the heads of its files name it, for where there is no side that does."""

    @property
    def is_comparable(self) -> bool:
        """Whether both sides are there and were compared."""
        return self.before is not None and self.after is not None and not self.refusals and not self.problems

    @property
    def has_members(self) -> bool:
        """Whether a side is put together from several units."""
        return any(side is not None and side.members for side in (self.before, self.after))

    @property
    def is_empty(self) -> bool:
        """Whether both sides were compared and nothing changed."""
        if self.before is None or self.after is None or not self.is_comparable or self.set_changed:
            return False
        moved = (self.gates, self.criteria, self.closed, self.opened, self.stated_changed)
        still = (self.total or NOTHING).is_none and (self.count or NOTHING).is_none
        return still and not any(moved) and self.before.standing == self.after.standing

    def worsened(self, tolerance: Fraction = Fraction(0)) -> bool:
        """Whether a verdict, a gate or a criterion was lost, or more points than `tolerance` surely were."""
        lost = any(change.direction is Direction.WORSE and self._was_met(change) for change in self.top())
        return self.verdict is Direction.WORSE or lost or self._points(Direction.WORSE, tolerance)

    def improved(self, tolerance: Fraction = Fraction(0)) -> bool:
        """Whether a verdict, a gate or a criterion was gained, or more points than `tolerance` surely were."""
        won = any(change.direction is Direction.BETTER and self._was_met(change) for change in self.top())
        return self.verdict is Direction.BETTER or won or self._points(Direction.BETTER, tolerance)

    def top(self) -> tuple[NodeChange, ...]:
        """What changed of gates and criteria, the parts inside them left out."""
        return self.gates + self.criteria

    def _was_met(self, change: NodeChange) -> bool:
        """Whether a change is about being met, not only about points."""
        mets = [stand.outcome.met for stand in (change.before, change.after) if stand is not None]
        return mets.count(Met.YES) == 1

    def _points(self, way: Direction, tolerance: Fraction) -> bool:
        ends = self.total
        if ends is None:
            return False
        moved = (way * ends.least, way * ends.most)
        return min(moved) >= 0 and max(moved) > tolerance
