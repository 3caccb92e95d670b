"""Where a set comes from, and when it applies: sources, the decision, the years, what came before and after."""

from __future__ import annotations

from typing import Any, Literal

from wardeval.model import plain
from wardeval.model.base import CalendarDate, Id, SetDay, Text, Title, Year, refuse
from wardeval.model.record import Record, Written
from wardeval.problems import say

Attested = Literal["official-text", "official-paraphrase", "press", "inferred", "not-public"]


class Reference(Record):
    """A published source of a set."""

    title: Title
    publisher: Text | None = None
    url: Text | None = None
    date: CalendarDate | None = None
    kind: Attested


class Basis(Record):
    """The decision that issued the set."""

    number: Text | None
    article: Text | None = None
    issuer: Text
    issued: CalendarDate | None = None
    in_force: CalendarDate | None = None
    amended_by: Text | None = None


class Link(Record):
    """The set that came before or comes after: its id where there is a file of it, else its number; from which day."""

    set_: Id | None = None
    number: Text | None = None
    on: CalendarDate | None = None

    written = Written(short=plain.TEXT, together={"anyOf": [plain.present("set"), plain.present("number")]})

    @classmethod
    def _before(cls, value: Any) -> Any:
        return {"number": value} if isinstance(value, str) else value

    def _after(self) -> None:
        if self.set_ is None and self.number is None:
            refuse(say("write the set that is meant: set with its id, or number with the number of its decision"))


class Suspension(Record):
    """A year in which a set was not applied, everywhere or `within` one place, such as a province."""

    year: Year
    within: Text | None = None
    source: Text
    note: Title | None = None


class Applies(Record):
    """The years that are judged by the set, whenever the judging is done; an end left out is not known."""

    from_: Year | None = None
    to: Year | None = None
    suspended: tuple[Suspension, ...] = ()
    source: Text | None = None


class Remark(Record):
    """What a reader of a result has to know where its period lies in these years."""

    text: Title
    from_: Year | None = None
    to: Year | None = None
    source: Text | None = None


class Window(Record):
    """The days that count for a period, both included."""

    from_: SetDay
    to: SetDay
