"""What is said where a file and the register do not quite agree, and of what neither knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from wardeval.engine.change import UnitName
from wardeval.problems import Message, say
from wardeval.units.lineage import Descent, KnownUnit


def unsure(units: Iterable[KnownUnit], day: date) -> Iterator[Message]:
    """That units may have been otherwise on a day, since nobody says from when they were as they are known."""
    names = tuple(unit.name for unit in units if unit.from_ is None)
    if names:
        yield say(
            "the register does not say since when these units were as they are in it, so a change between {day} and"
            " their end would not be seen; write their from: where it is known: {names}",
            day=day,
            names=names,
        )


def of_another_day(unit: UnitName, found: KnownUnit, there: KnownUnit | None, day: date) -> Message:
    """That an id means something else on the day, or nothing, and the name says which unit is meant."""
    had: Message
    if found.to is not None and found.to < day:
        had = say("{name}, which had it until {to}", name=unit.name, to=found.to)
    else:
        had = say("{name}, which has it from {from_}", name=unit.name, from_=found.from_)
    if there is None:
        return say("no unit has the id {id} on {day}; the file names {unit}", id=found.id, day=day, unit=had)
    return say(
        "the id {id} means {there} on {day}; the file names {unit}", id=found.id, there=there.name, day=day, unit=had
    )


def by_name_alone(unit: UnitName, found: KnownUnit, day: date) -> Message:
    """That a file gives no id, and which unit has the name."""
    note = say("{name} has no id in the file; by its name it is {unit}", name=unit.name, unit=described(found))
    if found.on(day):
        return note
    return say("{note}, which is not there on {day}", note=note, day=day)


def several(unit: UnitName, found: Iterable[KnownUnit]) -> Message:
    """That a name alone does not say which unit is meant."""
    return say(
        "the register knows several units called {name}: {units}; write the id of the unit into the file",
        name=unit.name,
        units=tuple(map(described, found)),
    )


def of_another_id(unit: UnitName, meant: KnownUnit, ever: Iterable[KnownUnit]) -> Message:
    """That the unit of a name and place has another id than a file says, and whose that one is."""
    others = tuple(map(_without_id, ever))
    if others:
        return say(
            "in units.yaml {name} has the id {right}; {id} is that of {others}",
            name=meant.name,
            right=meant.id,
            id=unit.id,
            others=others,
        )
    return say("in units.yaml {name} has the id {right}, not {id}", name=meant.name, right=meant.id, id=unit.id)


def stranger(unit: UnitName, ever: Iterable[KnownUnit]) -> Message:
    """That the register does not know a unit, and what to do."""
    others = tuple(map(_without_id, ever))
    if others:
        return say(
            "the register does not know {name}: the id {id} is that of {others}; correct the id, or add the unit to"
            " units.yaml with its days, and what became of it",
            name=unit.name,
            id=unit.id,
            others=others,
        )
    if unit.id is not None:
        return say(
            "the register does not know {name} ({id}); add the unit to units.yaml with its days, and what became of it",
            name=unit.name,
            id=unit.id,
        )
    return say(
        "the register does not know {name}; add the unit to units.yaml with its days, and what became of it",
        name=unit.name,
    )


def became(unit: KnownUnit, heirs: Sequence[Descent], *, alone: bool) -> Message:
    """That a unit had ended, and where it is since; `alone` says that none of those has handed in anything."""
    names = tuple(each.unit.name for each in heirs)
    since = None if unit.to is None else unit.to + timedelta(1)
    if len(heirs) == 1 and heirs[0].whole:
        note = say("by the register all of {name} is in {units} since {day}", name=unit.name, units=names, day=since)
    else:
        note = say("by the register parts of {name} are in {units} since {day}", name=unit.name, units=names, day=since)
    return say("{note}, of which no file is on the other side", note=note) if alone else note


def unknown_end(unit: KnownUnit) -> Message:
    """That nothing says what became of a unit."""
    return say("units.yaml does not say what became of {name}, which it has until {to}", name=unit.name, to=unit.to)


def described(unit: KnownUnit) -> Message:
    """A unit so that it can be told from others: name, place, id, and days as far as they are known."""
    name = _in_its_place(unit)
    if unit.from_ is None and unit.to is None:
        return say("{name} ({id})", name=name, id=unit.id)
    return say("{name} ({id}, {days})", name=name, id=unit.id, days=days_text(unit))


def _without_id(unit: KnownUnit) -> Message | str:
    """The same, where its id is told already."""
    name = _in_its_place(unit)
    return name if unit.from_ is None and unit.to is None else say("{name} ({about})", name=name, about=days_text(unit))


def _in_its_place(unit: KnownUnit) -> str:
    return ", ".join((unit.name, *unit.within))


def days_text(unit: KnownUnit) -> Message:
    """From when until when a unit is there."""
    match unit.from_, unit.to:
        case None, None:
            return say("days not known")
        case from_, None:
            return say("from {from_}", from_=from_)
        case None, to:
            return say("until {to}", to=to)
    return say("from {from_} until {to}", from_=unit.from_, to=unit.to)
