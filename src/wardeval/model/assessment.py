"""The assessment: one unit's answers for one period, one YAML file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from wardeval.model import plain
from wardeval.model.base import (
    CalendarDate,
    DocumentId,
    DocumentIds,
    Flag,
    Id,
    Ids,
    NodeId,
    SetId,
    Sha256,
    Text,
    Year,
    texts,
)
from wardeval.model.printed import AddedUp, Stated, StatedPercent, Whole
from wardeval.model.record import EMPTY, Before, Check, Record, Written, inside
from wardeval.model.unit_types import type_id

FORMAT = "wardeval/assessment/1"


class Excepted(Record):
    """Events that do not count, on a ground of the set, and which of its needs hold."""

    reason: Id
    number: Text = "1"
    holds: Ids | None = None
    note: Text | None = None
    evidence: DocumentIds = ()


class Answer(Record):
    """What the unit, or the verifier, says of one leaf; a bare value is short for `{value: …}`."""

    internal = frozenset({"each_part"})
    written = Written(
        short={"anyOf": [plain.or_null(plain.TEXT), {"type": "array", "items": plain.ID}]},
        keys={"parts": {"type": "object", "propertyNames": plain.NAME, "additionalProperties": plain.TEXT}},
    )

    value: Text | None = None
    part: Text | None = None
    whole: Text | None = None
    now: Text | None = None
    before: Text | None = None
    parts: Ids | None = None
    each_part: dict[Id, Text] | None = None
    excepted: tuple[Excepted, ...] = ()
    percent: StatedPercent | None = None
    sum_of: AddedUp | None = None
    not_applicable: Text | None = None
    evidence: DocumentIds = ()
    explanation: Text | None = None
    reason: Text | None = None
    note: Text | None = None

    @classmethod
    def _before(cls, value: Any) -> Any:
        if isinstance(value, dict) and "parts" not in value:
            return value
        match value:
            case None:
                return {}
            case str():
                return {"value": value}
            case list():
                return {"parts": value}
            case {"parts": dict(each), **rest}:
                return {inside("each_part"): each, **rest}
        return value


class StatedCount(Record):
    """How many criteria are published as met, where it is not published which; `hedge` keeps a word like “cơ bản”."""

    met: Text
    of: Text
    hedge: Text | None = None
    evidence: DocumentIds = ()


class Unit(Record):
    """The ward or commune."""

    id: Text | None = None
    name: Text
    type: Annotated[str, Check(type_id, plain.ID)]
    within: Annotated[tuple[Text, ...], Before(texts)] = ()


class Verified(Record):
    """The verifier's answers; where one is given it replaces the unit's own."""

    by: Text
    date: CalendarDate | None = None
    answers: dict[NodeId, Answer] = EMPTY
    stated_count: StatedCount | None = None


class Evidence(Record):
    """A document that answers point to."""

    title: Text | None = None
    number: Text | None = None
    date: CalendarDate | None = None
    issuer: Text | None = None
    summary: Text | None = None
    file: Text | None = None
    sha256: Sha256 | None = None
    url: Text | None = None


class Claims(Record):
    """What the unit says of its own result; `check` compares it.

    `percent` is the share of the most points, or of the criteria where a set has no total; `points` are by node.
    """

    verdict: Text | None = None
    total: Stated | None = None
    met: Whole | None = None
    percent: StatedPercent | None = None
    points: dict[NodeId, Stated] = EMPTY


class Assessment(Record):
    """An assessment as its file says it; a register of evidence that is still empty is none."""

    written = Written(keys={"evidence": plain.NULL})

    format: Literal["wardeval/assessment/1"]
    set_: SetId
    unit: Unit
    period: Year
    as_of: CalendarDate | None = None
    fictional: Flag = False
    facts: dict[Id, Text | None] = EMPTY
    days_off: tuple[CalendarDate, ...] = ()
    answers: dict[NodeId, Answer] = EMPTY
    stated_count: StatedCount | None = None
    verified: Verified | None = None
    evidence: dict[DocumentId, Evidence] = EMPTY
    claims: Claims | None = None

    @classmethod
    def _before(cls, value: Any) -> Any:
        match value:
            case {"evidence": None, **rest}:
                return rest
        return value
