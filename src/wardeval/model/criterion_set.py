"""The criterion set: one issued rubric, one YAML file, one id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar, Literal

from wardeval.language import Words
from wardeval.model import plain
from wardeval.model.base import Decimals, Exact, Flag, Id, Ids, KnownOrNot, NodeId, Text, Title, refuse
from wardeval.model.basis import Applies, Attested, Basis, Link, Reference, Remark, Window
from wardeval.model.record import EMPTY, Record, Written, inside
from wardeval.model.rules import Parameter, Points, Requirement
from wardeval.model.unit_types import unit_type as unit_type  # noqa: PLC0414 - said on, for those who show a set
from wardeval.problems import Keys, say

FORMAT = "wardeval/criterion-set/1"

Measure = Literal["met", "events", "count", "ratio", "amount", "change", "date", "level", "points", "parts"]
NotApplicable = Literal["forbidden", "full", "excluded", "zero"]
Completeness = Literal["complete", "partial", "count-only"]


class Fact(Record):
    """Something about the unit that a parameter depends on."""

    title: Title
    is_: Literal["one-of", "yes-no", "number"]
    of: tuple[str, ...] = ()


class Exception_(Record):
    """A ground on which an event does not count, and what must hold for it."""

    title: Title
    needs: dict[Id, Title] = EMPTY
    source: Text | None = None


class Group(Record):
    """A heading over criteria."""

    id: Id
    title: Title | None
    source: Text | None = None


class Use(Record):
    """Criteria or indicators of another set, taken over word for word under their own ids."""

    set_: Id
    ids: Ids


class AtLeast(Record):
    """How many, or what share, of the parts must be met."""

    n: Parameter
    of: tuple[Indicator, ...]


class Indicator(Record):
    """A criterion, indicator or gate: an inner node that combines others, or a leaf that is answered."""

    id: NodeId
    number: Text | None = None
    title: Title | None = None
    ask: Title | None = None
    note: Title | None = None
    group: Id | None = None
    source: Text | None = None
    attested: Attested | None = None
    assumed: Title | None = None
    proof: Title | None = None
    not_applicable: NotApplicable = "forbidden"
    weight: Parameter | None = None
    bonus: Flag = False
    only_if: Id | None = None

    measure: Measure | None = None
    unit: Text | None = None
    max: KnownOrNot = None
    step: Exact | None = None
    scale: Id | None = None
    verdict_of: Id | None = None
    parts: dict[Id, Title] = EMPTY
    except_: Ids = ()
    met: Requirement | None = None
    points: Points | None = None

    all: tuple[Indicator, ...] = ()
    any: tuple[Indicator, ...] = ()
    at_least: AtLeast | None = None
    sum: tuple[Indicator, ...] = ()
    weighted: tuple[Indicator, ...] = ()
    either: tuple[Indicator, ...] = ()
    use: tuple[Use, ...] = ()
    cap: Exact | None = None
    floor: Exact | None = None
    round: Decimals | None = None

    origin: ClassVar[str | None] = None
    """The set that a node was taken over from; the library sets it on its copies."""

    @classmethod
    def _before(cls, value: Any) -> Any:
        """`number: unknown`, `met: null` and `points: null` say that the text is not public, not that there is none."""
        if isinstance(value, dict):
            unknown = {key: "unknown" for key in ("number", "met", "points") if key in value and value[key] is None}
            return {**value, **unknown} if unknown else value
        return value

    @cached_property
    def combination(self) -> str | None:
        """How an inner node combines its parts; none for a leaf."""
        if self.measure is not None:
            return None
        for name in COMBINATIONS:
            if getattr(self, name):
                return name
        return None

    @cached_property
    def children(self) -> tuple[Indicator, ...]:
        """The parts of an inner node."""
        name = self.combination
        if name is None:
            return ()
        parts = getattr(self, name)
        return parts.of if isinstance(parts, AtLeast) else parts

    @cached_property
    def earns(self) -> bool:
        """Whether the node has points at all, known or not."""
        match self.combination:
            case None:
                return self.points is not None or self.measure == "points"
            case "all" | "any" | "at_least":
                return self.points is not None
            case "either":
                return any(child.earns for child in self.children)
        return True

    @property
    def label(self) -> Words | None:
        """What the node is called, or what it asks; none where the text is not public."""
        return self.title or self.ask

    def parameters(self) -> Iterator[Parameter]:
        """The parameters of this node's own rules."""
        met, points = self.met, self.points
        candidates = [self.weight, self.at_least.n if self.at_least else None]
        if met is not None:
            candidates += [met.at_least, met.more_than, met.at_most, met.less_than, met.down_by, met.up_by]
        if points is not None:
            candidates += [points.full_at, points.up_to, points.per]
        yield from (parameter for parameter in candidates if parameter is not None)

    def walk(self) -> Iterator[Indicator]:
        """The node and everything below, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


COMBINATIONS = ("all", "any", "at_least", "sum", "weighted", "either")


class Condition(Record):
    """One condition of a verdict; exactly one key."""

    all: Literal["criteria"] | None = None
    answered: Literal["criteria"] | None = None
    criteria_met: Requirement | None = None
    total: Requirement | None = None
    without: Ids = ()
    every_criterion: Requirement | None = None
    gate: Id | None = None
    met: Id | None = None

    written = Written(
        together={
            "oneOf": [
                {"required": [key]}
                for key in ("all", "answered", "criteria-met", "total", "every-criterion", "gate", "met")
            ],
            "if": plain.present("without"),
            "then": plain.present("total"),
        }
    )

    def _after(self) -> None:
        keys = self.given - {"without"}
        if len(keys) != 1 or (self.without and self.total is None):
            refuse(
                say("a condition has exactly one key"),
                say("write one of all, answered, criteria-met, total, every-criterion, gate, met"),
            )

    def parameters(self) -> Iterator[tuple[Keys, Parameter]]:
        """The parameters of this condition and their places inside it."""
        for key in ("criteria_met", "total", "every_criterion"):
            requirement = getattr(self, key)
            for name in ("at_least", "more_than", "at_most", "less_than"):
                parameter = getattr(requirement, name, None)
                if parameter is not None:
                    yield (key.replace("_", "-"), name.replace("_", "-")), parameter


class Verdict(Record):
    """A level that a unit may reach; without `when` it is what remains when none above is reached."""

    internal = frozenset({"unknown"})
    written = Written(keys={"when": plain.UNKNOWN})

    id: Id
    title: Title
    when: tuple[Condition, ...] | None = None
    unknown: Flag = False
    assumed: Title | None = None
    source: Text | None = None

    @classmethod
    def _before(cls, value: Any) -> Any:
        """`when: unknown` says that the rule is not public."""
        match value:
            case {"when": None | "unknown", **rest}:
                return {**rest, inside("unknown"): "yes"}
        return value


class Total(Record):
    """The sum of a points set: the stated maximum, and how it is rounded."""

    max: Exact
    round: Decimals | None = None


_WAYS = ("all", "any", "at-least", "sum", "weighted", "either", "use")
_WHOLE_NODE = {"anyOf": [plain.present(key) for key in ("measure", *_WAYS)]}
"""A node that has a measure or parts; in an overlay it may have them from the set."""


class CriterionSet(Record):
    """A criterion set as its file says it."""

    written = Written(
        together={
            "allOf": [
                {"properties": {"verdicts": {"minItems": 1}}},
                {"properties": {"criteria": {"minItems": 1, "items": _WHOLE_NODE}, "gates": {"items": _WHOLE_NODE}}},
            ]
        }
    )

    format: Literal["wardeval/criterion-set/1"]
    id: Id
    title: Title
    short: Title | None = None
    family: Id | None = None
    basis: Basis
    scored: Title | None = None
    purpose: Literal["review"] | None = None
    units: Ids
    replaces: Link | None = None
    replaced_by: Link | None = None
    applies: Applies | None = None
    remarks: tuple[Remark, ...] = ()
    derived_from: Literal["press"] | None = None
    window: Window | None = None
    final_track: Literal["self", "verified"] = "verified"
    completeness: Completeness
    gaps: tuple[Title, ...] = ()
    sources: dict[Id, Reference]
    facts: dict[Id, Fact] = EMPTY
    parameters: dict[Id, Parameter] = EMPTY
    scales: dict[Id, dict[Id, Title]] = EMPTY
    exceptions: dict[Id, Exception_] = EMPTY
    groups: tuple[Group, ...] = ()
    verdicts: tuple[Verdict, ...]
    assessed_if: tuple[Condition, ...] = ()
    gates: tuple[Indicator, ...] = ()
    count: Exact | None = None
    total: Total | None = None
    criteria: tuple[Indicator, ...]

    def nodes(self) -> tuple[Indicator, ...]:
        """Every gate, criterion and indicator, in the order of the file."""
        return self._nodes

    @cached_property
    def _nodes(self) -> tuple[Indicator, ...]:
        return tuple(part for node in (*self.gates, *self.criteria) for part in node.walk())

    @cached_property
    def by_id(self) -> Mapping[str, Indicator]:
        """The same, by their ids."""
        return {node.id: node for node in self._nodes}

    @property
    def is_scored(self) -> bool:
        """Whether the set gives points in total."""
        return self.total is not None
