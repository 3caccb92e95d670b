"""What comparing returns: values only, small enough to be handed from process to process."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from wardeval.engine.kinds import Agreement, Kind, Proof, Relation
from wardeval.engine.result import Count, Coverage, GapKind, Outcome, State, Status
from wardeval.engine.unit_name import UnitName as UnitName  # noqa: PLC0414 - said on, for those who compare
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
    apart: bool = False
    """Whether it is open because answers of several units are not put together, not because one is missing."""


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
    same_answer: bool = False
    """Whether both sides give the same answer; where the outcome differs, the set or a fact of the unit is why."""

    def walk(self) -> Iterator[NodeChange]:
        """The change and those inside it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def counts(self, tolerance: Fraction = Fraction(0)) -> Direction:
        """Where the change leads, once so many points are tolerated: to be met, or not, always counts.

        This decides what counts as better or worse wherever it is counted, listed or makes the exit code.
        """
        mets = [stand.outcome.met for stand in (self.before, self.after) if stand is not None]
        if self.points is None or mets.count(Met.YES) == 1 or abs(self.points.least) > tolerance:
            return self.direction
        return Direction.NEITHER


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
    """Empty where a list of many units is made, which does not show it."""
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
    """What the unit says otherwise: its answers, its facts, a published count."""
    coverage: Ends
    verification: Ends
    rubric: Ends
    published: bool = False
    """Whether only the counts that are published moved: without them the answers come to the same on both sides."""

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


class FactChange(NamedTuple):
    """A fact of the unit that is another one than before; none where a side does not say it."""

    id: str
    title: Words | Message
    before: object | None
    """As `Language.text` takes it."""
    after: object | None


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
    facts: tuple[FactChange, ...] = ()
    """The facts of the unit, of those that both sets ask for, that are others than before."""
    sums_compare: bool = True
    """Whether verdicts, totals and counts say anything of each other; not where a mapping leaves anything open."""
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
        moved = (self.gates, self.criteria, self.facts, self.stated_changed)
        still = (self.total or NOTHING).is_none and (self.count or NOTHING).is_none
        return still and not any(moved) and self.before.standing == self.after.standing

    @property
    def compares_verdicts(self) -> bool:
        """Whether verdicts before and after say anything of each other; each of several units has one of its own."""
        return self.is_comparable and self.sums_compare and not self.has_members

    @property
    def verdict_changed(self) -> bool:
        """Whether the verdict stands otherwise than before, be it higher, lower, or only more or less settled."""
        if self.before is None or self.after is None or not self.compares_verdicts:
            return False
        sides = self.before.standing, self.after.standing
        old, new = ((each.status, each.reached, each.candidates) for each in sides)
        return self.verdict is not Direction.NEITHER or old != new

    @property
    def verdict_open(self) -> bool:
        """Whether the verdict stands otherwise, and may yet turn out to be higher, lower, or the same."""
        sides = [side.standing.status for side in (self.before, self.after) if side is not None]
        return self.verdict_changed and self.verdict is Direction.NEITHER and any(each in OPEN for each in sides)

    @property
    def points_moved(self) -> Fraction:
        """How far the points that are surely there moved; nothing where they are out of another most, or not known."""
        totals = [side.total.possible for side in (self.before, self.after) if side is not None and side.total]
        return self.total.least if self.total is not None and len(set(totals)) <= 1 else Fraction(0)

    def worsened(self, tolerance: Fraction = Fraction(0)) -> bool:
        """Whether a verdict, a gate or a criterion was lost, or more points than `tolerance`, in all or of one."""
        return self._moved(Direction.WORSE, tolerance)

    def improved(self, tolerance: Fraction = Fraction(0)) -> bool:
        """Whether a verdict, a gate or a criterion was gained, or more points than `tolerance`, in all or of one."""
        return self._moved(Direction.BETTER, tolerance)

    def top(self) -> tuple[NodeChange, ...]:
        """What changed of gates and criteria, the parts inside them left out."""
        return self.gates + self.criteria

    def _moved(self, way: Direction, tolerance: Fraction) -> bool:
        some = any(change.counts(tolerance) is way for change in self.top())
        return self.verdict is way or some or way * self.points_moved > tolerance


OPEN = (Status.UNDECIDED, Status.UNKNOWN_RULE)
