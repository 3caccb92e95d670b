"""The cases of a set: answers, and what they have to come to; one YAML file beside the set."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from wardeval.model import plain
from wardeval.model.assessment import Answer, StatedCount
from wardeval.model.base import CalendarDate, Exact, Flag, Id, Text, Title, Year, refuse, texts
from wardeval.model.record import EMPTY, Before, Record, Written, inside
from wardeval.problems import say

FORMAT = "wardeval/cases/1"

ExpectedMet = Literal["yes", "no", "undecided", "not-applicable"]


class Range(Record):
    """What a number has to come to: one number, a range of what is still possible, or `unknown` (not public)."""

    internal = frozenset({"unknown"})
    written = Written(short={"anyOf": [plain.NUMBER, plain.UNKNOWN]}, together=plain.present("least", "most"))

    least: Exact | None = None
    most: Exact | None = None
    unknown: bool = False

    @classmethod
    def _before(cls, value: Any) -> Any:
        match value:
            case None | "unknown":
                return {inside("unknown"): True}
            case str():
                return {"least": value, "most": value}
        return value

    def _after(self) -> None:
        if not self.unknown and (self.least is None or self.most is None):
            refuse(say("a range has both ends: least and most"))
        if self.least is not None and self.most is not None and self.least > self.most:
            refuse(say("the range is empty: its least is above its most"))


class Expected(Record):
    """What a case has to come to."""

    verdict: Text | None = None
    total: Range | None = None
    criteria_met: Range | None = None
    met: dict[Id, ExpectedMet] = EMPTY
    points: dict[Id, Range] = EMPTY
    refused: Flag = False
    track: Literal["self", "verified"] | None = None

    written = Written(
        together={
            "anyOf": [{"required": [key]} for key in ("verdict", "total", "criteria-met", "met", "points", "refused")],
            "if": plain.said_yes("refused"),
            "then": {"propertyNames": {"const": "refused"}},
        }
    )

    def _after(self) -> None:
        if not self.given - {"track"}:
            refuse(say("a case says what it has to come to: verdict, total, criteria-met, met, points or refused"))
        if self.refused and self.given != {"refused"}:
            refuse(say("what is refused comes to nothing else"))


class Checked(Record):
    """The verifier's part of a case."""

    answers: dict[Id, Answer] = EMPTY
    stated_count: StatedCount | None = None


class WholeCase(Record):
    """A whole assessment and what it has to come to."""

    id: Id
    title: Title | None = None
    why: Title | None = None
    source: Text | None = None
    period: Year
    type: Id | None = None
    within: Annotated[tuple[Text, ...], Before(texts)] = ()
    facts: dict[Id, Text] = EMPTY
    days_off: tuple[CalendarDate, ...] = ()
    answers: dict[Id, Answer] = EMPTY
    stated_count: StatedCount | None = None
    verified: Checked | None = None
    expect: Expected


class LeafCase(Record):
    """One answer to one leaf and what it has to come to."""

    answer: Answer
    met: ExpectedMet | None = None
    points: Range | None = None
    refused: Flag = False
    period: Year | None = None
    type: Id | None = None
    facts: dict[Id, Text] = EMPTY
    why: Title | None = None
    source: Text | None = None

    written = Written(together={"anyOf": [plain.present("met"), plain.present("points"), plain.said_yes("refused")]})

    def _after(self) -> None:
        if self.met is None and self.points is None and not self.refused:
            refuse(say("an answer says what it has to come to: met, points or refused"))
        if self.refused and (self.met is not None or self.points is not None):
            refuse(say("what is refused comes to nothing else"))


class Cases(Record):
    """The cases of a set as their file says them."""

    format: Literal["wardeval/cases/1"]
    set_: Id
    cases: tuple[WholeCase, ...] = ()
    leaves: dict[Id, tuple[LeafCase, ...]] = EMPTY
