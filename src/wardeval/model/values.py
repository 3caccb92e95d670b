"""Values: what the answers to leaves are read as, one kind per measure."""

from __future__ import annotations

import enum
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from wardeval.model.assessment import Answer
from wardeval.problems import Keys, say


class Grade(enum.Enum):
    """A judged answer; “cơ bản đạt” is kept as what it is."""

    NOT_MET = say("not met")
    BASICALLY = say("basically met")
    MET = say("met")


class ExceptedEvents(NamedTuple):
    """Some of the events, the ground on which they would not count, and which of its needs hold (None: not said)."""

    number: int
    ground: str
    holds: frozenset[str] | None


class Events(NamedTuple):
    """How often something happened, and what of it is excepted."""

    number: int
    excepted: tuple[ExceptedEvents, ...] = ()


class Ratio(NamedTuple):
    """A part of a whole; the whole is above zero."""

    part: Fraction
    whole: Fraction

    @property
    def share(self) -> Fraction:
        """The exact share."""
        return self.part / self.whole


class Change(NamedTuple):
    """The year's value and the year before's."""

    now: Fraction
    before: Fraction


class On(NamedTuple):
    """The day on which something was done; none where it was not."""

    day: date | None


class Level(NamedTuple):
    """A place on an ordered scale, 0 the lowest."""

    rank: int
    id: str


class Present(NamedTuple):
    """Which parts are there, and which are not; parts in neither are not answered."""

    present: frozenset[str]
    absent: frozenset[str]


class NotApplicable(NamedTuple):
    """The leaf, or the node above it, does not apply to this unit, and why."""

    reason: str


Value = Grade | Fraction | Events | Ratio | Change | On | Level | Present | NotApplicable


class Reply(NamedTuple):
    """What was answered to a node: the value, none where it is missing or incomplete, and all that stands beside it."""

    value: Value | None
    answer: Answer
    keys: Keys

    @property
    def is_empty(self) -> bool:
        """Whether nothing is answered, not even a part of it."""
        halves = (self.answer.part, self.answer.whole, self.answer.now, self.answer.before)
        return self.value is None and all(half is None for half in halves)
