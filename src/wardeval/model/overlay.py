"""The overlay: a file of an office's own that completes a criterion set: it adds, fills gaps and tightens."""

from __future__ import annotations

from typing import Any, Literal

from wardeval.model import plain
from wardeval.model.base import Exact, Id, Ids, Text, Title
from wardeval.model.basis import Applies, Basis, Link, Reference, Remark, Window
from wardeval.model.criterion_set import Completeness, Condition, Exception_, Fact, Group, Indicator, Total
from wardeval.model.record import EMPTY, Record, Written, inside
from wardeval.model.rules import Parameter

FORMAT = "wardeval/overlay/1"


class MoreOfVerdict(Record):
    """What an overlay says of a verdict of the set: further conditions, or the rule where it was not known."""

    internal = frozenset({"unknown"})
    written = Written(keys={"when": plain.UNKNOWN})

    id: Id
    title: Title | None = None
    when: tuple[Condition, ...] = ()
    unknown: bool = False
    assumed: Title | None = None
    source: Text | None = None

    @classmethod
    def _before(cls, value: Any) -> Any:
        """`when: unknown` is read, so that the merging can say that it takes a rule away."""
        match value:
            case {"when": None | "unknown", **rest}:
                return {**rest, inside("unknown"): True}
        return value


class Overlay(Record):
    """An overlay as its file says it. What it may say of the set that it extends, `wardeval.overlay` knows."""

    written = Written(optional={"AtLeast": ("of",)})

    format: Literal["wardeval/overlay/1"]
    id: Id
    extends: Id
    title: Title | None = None
    short: Title | None = None
    basis: Basis | None = None
    scored: Title | None = None
    purpose: Literal["review"] | None = None
    units: Ids = ()
    replaces: Link | None = None
    replaced_by: Link | None = None
    applies: Applies | None = None
    remarks: tuple[Remark, ...] = ()
    window: Window | None = None
    final_track: Literal["self", "verified"] | None = None
    completeness: Completeness | None = None
    gaps: tuple[Title, ...] = ()
    sources: dict[Id, Reference] = EMPTY
    facts: dict[Id, Fact] = EMPTY
    parameters: dict[Id, Parameter] = EMPTY
    scales: dict[Id, dict[Id, Title]] = EMPTY
    exceptions: dict[Id, Exception_] = EMPTY
    groups: tuple[Group, ...] = ()
    verdicts: tuple[MoreOfVerdict, ...] = ()
    gates: tuple[Indicator, ...] = ()
    count: Exact | None = None
    total: Total | None = None
    criteria: tuple[Indicator, ...] = ()

    @classmethod
    def _before(cls, value: Any) -> Any:
        """`at-least: {n: 3}` asks for more of the parts that the set has, and need not write them."""
        if not isinstance(value, dict):
            return value
        return {key: _with_parts(part) if key in ("gates", "criteria") else part for key, part in value.items()}


def _with_parts(value: Any) -> Any:
    match value:
        case list():
            return [_with_parts(part) for part in value]
        case {"at-least": {"n": _, **rest} as least} if isinstance(rest.get("of", []), list):
            return {**value, "at-least": {**least, "of": _with_parts(rest.get("of", []))}}
        case dict():
            ways = ("all", "any", "sum", "weighted", "either")
            return {key: _with_parts(part) if key in ways else part for key, part in value.items()}
    return value
