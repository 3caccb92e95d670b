"""The register of units: which unit an id meant on which days, and what each was made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from wardeval.model.base import CalendarDate, Id, Text, texts
from wardeval.model.basis import Reference
from wardeval.model.mistakes import Mistake, closest
from wardeval.model.record import EMPTY, Before, Record, Written
from wardeval.problems import Keys, Message, say

FORMAT = "wardeval/units/1"
UNKNOWN = "unknown"

ONE_DAY = timedelta(days=1)
FIRST, LAST = date.min, date.max


class DatedUnit(Record):
    """A unit as it was from one day to another, both included; an end left out is not known, or still open."""

    written = Written(keys={"made-of": {"const": UNKNOWN}})

    id: Id
    name: Text
    type: Id
    within: Annotated[tuple[Text, ...], Before(texts)] = ()
    from_: CalendarDate | None = None
    to: CalendarDate | None = None
    made_of: dict[Id, Literal["whole", "part"]] = EMPTY
    decision: Text | None = None
    source: Text | None = None

    @classmethod
    def _before(cls, value: Any) -> Any:
        match value:
            case {"made-of": "unknown", **rest}:
                return rest
        return value

    @property
    def days(self) -> tuple[date, date]:
        """The first day and the last, as far as they are known."""
        return self.from_ or FIRST, self.to or LAST


class Units(Record):
    """A register as its file says it."""

    format: Literal["wardeval/units/1"]
    sources: dict[Id, Reference] = EMPTY
    units: tuple[DatedUnit, ...]


def unit_mistakes(register: Units) -> Iterator[Mistake]:
    """What cannot be: days that end before they begin, two units of one id on one day, origins that were not there."""
    by_id: dict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(register.units):
        by_id[unit.id].append(index)
        yield from _own_mistakes(unit, ("units", index), register)
    for indices in by_id.values():
        if len(indices) > 1:
            yield from _meeting(register, indices)
    used: dict[tuple[str, date | None], tuple[DatedUnit, bool]] = {}
    for index, unit in enumerate(register.units):
        if unit.made_of and unit.from_ is not None:
            yield from _origin_mistakes(register, by_id, ("units", index), used)


def _own_mistakes(unit: DatedUnit, keys: Keys, register: Units) -> Iterator[Mistake]:
    if unit.from_ is not None and unit.to is not None and unit.from_ > unit.to:
        message = say(
            "“{name}” ends on {to}, before it begins on {from_}", name=unit.name, to=unit.to, from_=unit.from_
        )
        yield Mistake("unit-days", (*keys, "to"), message, say("from is the first day of the unit, to is its last"))
    if unit.made_of and unit.from_ is None:
        message = say("it is not said from which day “{name}” is made of these", name=unit.name)
        hint = say("write from: with the first day of the unit; those that it was made of end the day before")
        yield Mistake("unit-days", (*keys, "made-of"), message, hint)
    if unit.source is not None and register.sources:
        source = unit.source.split(maxsplit=1)[0].rstrip(",;")
        if source not in register.sources:
            known = tuple(register.sources)
            close = closest(source, known)
            hint = say("did you mean “{id}”?", id=close) if close else say("begin with one of {ids}", ids=known)
            message = say("“{id}” is not one of the file's sources", id=source)
            yield Mistake("undeclared-source", (*keys, "source"), message, hint)


def _meeting(register: Units, indices: list[int]) -> Iterator[Mistake]:
    """Units of one id that are both there on some day."""
    longest, *others = sorted(indices, key=lambda index: register.units[index].days)
    for index in others:
        one, other = register.units[longest], register.units[index]
        day = other.days[0]
        if day <= one.days[1]:
            message = say(
                "the id {id} means two units on one day: “{one}” and “{other}”",
                id=one.id,
                one=one.name,
                other=other.name,
            )
            hint = say("give the earlier one its last day (to), and the later one its first (from)")
            if one.days[0] < day:
                end = (day - ONE_DAY).isoformat()
                hint = say(
                    "end “{one}” with to: {to}, or begin “{other}” later", one=one.name, other=other.name, to=end
                )
            yield Mistake("id-twice-on-one-day", ("units", max(index, longest), "id"), message, hint)
        longest = max(longest, index, key=lambda each: register.units[each].days[1])


def _origin_mistakes(
    register: Units,
    by_id: dict[str, list[int]],
    keys: Keys,
    used: dict[tuple[str, date | None], tuple[DatedUnit, bool]],
) -> Iterator[Mistake]:
    """Origins that were not there on the day before, did not end then, or went somewhere else already."""
    unit = register.units[int(keys[1])]
    assert unit.from_ is not None
    before = unit.from_ - ONE_DAY
    for id_, share in unit.made_of.items():
        at: Keys = (*keys, "made-of", id_)
        there = [register.units[index] for index in by_id.get(id_, ())]
        found = next((other for other in there if other.days[0] <= before <= other.days[1]), None)
        if found is None:
            message, hint = _absent(id_, before, there, by_id)
            yield Mistake("origin-not-there", at, message, hint, at_key=True)
            continue
        if found.to != before:
            message = say("“{name}” ({id}) does not end on {day}", name=found.name, id=id_, day=before)
            hint = say(
                "give it to: {to}; if it goes on with less or more territory, add it once more from the day after",
                to=before.isoformat(),
            )
            yield Mistake("origin-goes-on", at, message, hint, at_key=True)
            continue
        whole = share == "whole"
        other, was_whole = used.setdefault((id_, found.to), (unit, whole))
        if other is not unit and (whole or was_whole):
            message = say(
                "“{name}” ({id}) went whole into one unit, and is in “{one}” and “{other}”",
                name=found.name,
                id=id_,
                one=other.name,
                other=unit.name,
            )
            hint = say("write part at each unit that got only a part of it")
            yield Mistake("origin-whole-twice", at, message, hint)


def _absent(id_: str, day: date, there: list[DatedUnit], by_id: dict[str, list[int]]) -> tuple[Message, Message | None]:
    """That no unit has an id on a day, and what to do."""
    message = say("no unit of this file has the id {id} on {day}", id=id_, day=day)
    if there:
        names = tuple(other.name for other in there)
        return message, say("“{id}” is here, but on other days: {names}; mend their from and to", id=id_, names=names)
    close = None if id_.isdecimal() else closest(id_, by_id)  # one number is as near as another
    if close:
        return message, say("did you mean “{id}”?", id=close)
    return message, say(
        "add it with its name, type and to: {to}; or write made-of: unknown while not all are known",
        to=day.isoformat(),
    )
