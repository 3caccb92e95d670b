"""What scoring returns: values only, each with its working."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from wardeval.exact import Interval, Met
from wardeval.language import Words
from wardeval.model.criterion_set import CriterionSet, Indicator, Verdict
from wardeval.model.values import Reply
from wardeval.problems import Message

if TYPE_CHECKING:
    from wardeval.engine.told import Told

SELF, VERIFIED = "self", "verified"
"""The tracks: who gave the answers, the unit or the verifier."""


class Outcome(NamedTuple):
    """What is known of a node: met or not, its points, and whether it applies.

    `met` is none for a node that only earns points; `points` is none for one that earns none, and where no bound is
    known. `possible` is the most points. `known` is false where something that is not public bears on the outcome.
    """

    met: Met | None = None
    points: Interval | None = None
    possible: Fraction | None = None
    applies: Met = Met.YES
    known: bool = True


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many leaves are answered, of those that need an answer; coverages add up."""

    answered: int = 0
    of: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(self.answered + other.answered, self.of + other.of)


class State(enum.StrEnum):
    """Where a node stands."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_APPLICABLE = "not-applicable"
    NOT_NEEDED = "not-needed"


class NodeResult(NamedTuple):
    """One criterion, indicator or gate: its outcome, why, and what would close its gap."""

    node: Indicator
    outcome: Outcome
    state: State
    coverage: Coverage
    reply: Reply | None = None
    steps: tuple[Message, ...] = ()
    closes: Message | None = None
    children: tuple[NodeResult, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether it is met or, where it only earns points, has all of them."""
        met, points, possible = self.outcome.met, self.outcome.points, self.outcome.possible
        if met is None:
            return points is not None and possible is not None and points.least == possible
        return met is Met.YES


class ConditionResult(NamedTuple):
    """One condition of a verdict: what it says, whether it holds, and by how much it fails or what is open.

    `nodes` are what keeps it from holding; where it only asks for `answers`, for lack of those.
    """

    says: Message
    met: Met
    found: Message
    nodes: tuple[NodeResult, ...] = ()
    known: bool = True
    answers: bool = False


class VerdictResult(NamedTuple):
    """One verdict of the ladder and its conditions."""

    verdict: Verdict
    met: Met
    conditions: tuple[ConditionResult, ...]
    known: bool = True


class Status(enum.Enum):
    """How far the verdict is settled."""

    REACHED = "reached"
    UNDECIDED = "undecided"
    UNKNOWN_RULE = "unknown-rule"
    NOT_ASSESSED = "not-assessed"
    NONE_REACHED = "none-reached"


class GapKind(enum.Enum):
    """What a gap is about, in the order in which gaps matter."""

    GATE = "gate"
    CRITERION = "criterion"
    POINTS = "points"


class Gap(NamedTuple):
    """Something missing to the next verdict: where, how it stands, and what would close it."""

    kind: GapKind
    result: NodeResult
    criterion: NodeResult
    closes: Message | None
    lost: Interval | None = None

    @property
    def missing(self) -> bool:
        """Whether an answer, not a fact, is what is missing."""
        return self.result.state in (State.MISSING, State.PARTIAL)


class Count(NamedTuple):
    """How many criteria are met: by their answers, and as stated where only a number is published.

    Criteria that only earn points are not among them.
    """

    met: Interval
    of: int
    basically: int = 0
    not_met: int = 0
    not_applicable: int = 0
    stated: int | None = None
    hedge: str | None = None


class GroupResult(NamedTuple):
    """A heading and what its criteria add up to."""

    id: str
    title: Words | None
    criteria: tuple[NodeResult, ...]
    met: Interval
    of: int
    points: Interval | None
    possible: Fraction | None


@dataclass(frozen=True, eq=False)
class SetResult:
    """What one track of one assessment comes to against one set; what is told of that is made when it is asked for."""

    criteria: CriterionSet
    track: str
    count: Count
    total: Outcome | None
    coverage: Coverage
    mets: tuple[Met, ...]
    """Of every verdict of the set, whether its conditions hold."""
    status: Status
    reached: Verdict | None
    candidates: tuple[Verdict, ...]
    assessed: Met
    told: Told = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SetResult) and self._compared == other._compared

    def __hash__(self) -> int:
        return hash((self.criteria.id, self.track))

    @property
    def _compared(self) -> tuple[object, ...]:
        places = (self.criteria, self.track, self.nodes, self.gates, self.verdicts, self.next)
        return (
            *places,
            self.count,
            self.total,
            self.coverage,
            self.status,
            self.reached,
            self.candidates,
            self.assessed,
        )

    @property
    def nodes(self) -> tuple[NodeResult, ...]:
        """The criteria."""
        return self.told.findings.nodes

    @property
    def gates(self) -> tuple[NodeResult, ...]:
        """The gates."""
        return self.told.findings.gates

    @property
    def verdicts(self) -> tuple[VerdictResult, ...]:
        """Every verdict of the set, and its conditions."""
        return self.told.verdicts

    @property
    def next(self) -> VerdictResult | None:
        """The next verdict up."""
        return self.told.next

    @property
    def groups(self) -> tuple[GroupResult, ...]:
        """The headings of the set, and what their criteria add up to."""
        return self.told.groups

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing to the next verdict."""
        return self.told.gaps

    def all_nodes(self) -> tuple[NodeResult, ...]:
        """Every gate, criterion and part, in the order of the set."""
        found: list[NodeResult] = []
        open_ = [*reversed(self.nodes), *reversed(self.gates)]
        while open_:
            node = open_.pop()
            found.append(node)
            open_.extend(reversed(node.children))
        return tuple(found)

    @property
    def unnamed(self) -> int:
        """How many criteria a published count leaves out without an answer that says which."""
        count = self.count
        loose = any(node.outcome.applies is Met.UNDECIDED for node in self.nodes)
        return 0 if count.stated is None or loose else count.of - count.not_applicable - count.stated - count.not_met

    @property
    def assumptions(self) -> tuple[tuple[str, Words], ...]:
        """Every reading that no source states and that this result rests on, by the id of its place."""
        verdicts = [(item.verdict.id, item.verdict.assumed) for item in self.verdicts if item.verdict.assumed]
        nodes = [(item.node.id, item.node.assumed) for item in self.all_nodes() if item.node.assumed]
        return tuple(verdicts + nodes)
