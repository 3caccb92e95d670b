"""Notes of many comparisons: each kind once, with the units that it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from wardeval.language import Language
from wardeval.problems import Message, say, say_n
from wardeval.report.document import Block, Cell, Heading, Items, Tone

FEW = 5
"""So many units are named; of more, only how many they are."""


class Noted(NamedTuple):
    """A note in one language, its kind, and what is so of every unit that has one of this kind."""

    kind: str
    text: str
    in_general: str | None = None


def noted(note: Message, language: Language) -> Noted:
    """A note as a list of many units keeps it."""
    general = IN_GENERAL.get(note.template)
    if general is None:
        return Noted(note.template, language.text(note))
    return Noted(general.template, language.text(note), language.text(general))


_BY_NAME = say("paired by name, since not both files give the same id")
_NOT_BY_NAME = say("not paired by name, since name, type, place or id do not say clearly who is meant")
_UNKNOWN = say("the register does not know these units; add them to units.yaml with their days")
IN_GENERAL: Mapping[str, Message] = {
    note.template: general
    for note, general in (
        (say("paired by name, since the ids differ ({ids})"), _BY_NAME),
        (say("paired by name, since not both files give an id"), _BY_NAME),
        (
            say(
                "not paired by name, since the ids differ: {files}; write the same id into each file if they "
                "are one unit"
            ),
            _NOT_BY_NAME,
        ),
        (
            say("not paired by name, since the name is not of one unit alone: {files}; write the id into each file"),
            _NOT_BY_NAME,
        ),
        (
            say(
                "not paired by name, since type or place differ: {files}; write the same id into each file if "
                "they are one unit"
            ),
            _NOT_BY_NAME,
        ),
        (
            say("left out, since a later file of the same unit is compared: {files}"),
            say("files are left out, since a later one of the same unit is compared"),
        ),
        (
            say(
                "the id {id} goes with several names ({names}), and codes were given anew on {day}, so it is "
                "not known whether they are one unit; write units.yaml (“wardeval units build”) to say what "
                "became of each"
            ),
            say(
                "the id means another unit on the other side, or may, since codes were given anew in between; "
                "write units.yaml (“wardeval units build”)"
            ),
        ),
        (say("the id {id} goes with two names: {names}"), say("one id goes with two names")),
        (
            say("the register does not know {name}; add the unit to units.yaml with its days, and what became of it"),
            _UNKNOWN,
        ),
        (
            say(
                "the register does not know {name} ({id}); add the unit to units.yaml with its days, and what "
                "became of it"
            ),
            _UNKNOWN,
        ),
        (
            say(
                "the register does not say since when these units were as they are in it, so a change between "
                "{day} and their end would not be seen; write their from: where it is known: {names}"
            ),
            say(
                "the register does not say since when units that merged were as they are in it; write their "
                "from: where it is known"
            ),
        ),
        (say("{unit} was made of all of {units} ({decision})"), say("made of whole units, which are put together")),
        (
            say("{unit} is all of {units}, and nothing else ({decision})"),
            say("the same territory under another name or id"),
        ),
        (
            say("made of {units}, of which no file is on the other side"),
            say("made of units of which no file is on the other side"),
        ),
        (
            say("units.yaml does not say what {name} was made of"),
            say("units.yaml does not say what these units were made of"),
        ),
    )
}
"""What is said of several units in the place of what names the files, ids and names of each."""


def note_blocks(found: Iterable[tuple[str, tuple[Noted, ...]]], language: Language) -> Iterator[Block]:
    """A list of the kinds of notes that units have, each unit by its name."""
    kinds: dict[str, list[tuple[str, Noted]]] = {}
    for unit, notes in found:
        for note in notes:
            kinds.setdefault(note.kind, []).append((unit, note))
    if kinds:
        yield Heading(language.text(say("Notes")))
        yield Items(tuple(Cell(line, Tone.OPEN) for kind in kinds.values() for line in _lines(kind, language)))


def _lines(kind: list[tuple[str, Noted]], language: Language) -> Iterator[str]:
    """What notes of one kind say, with the units; of many texts only the first."""
    several = len({unit for unit, _ in kind}) > 1
    units_of: dict[str, list[str]] = {}
    for unit, note in kind:
        units_of.setdefault(note.in_general if several and note.in_general else note.text, []).append(unit)
    texts = list(units_of.items())
    for text, units in texts[:FEW]:
        named = tuple(dict.fromkeys(units))
        whom: object = named if len(named) <= FEW else say_n("{n} unit", "{n} units", n=len(named))
        yield language.text(say("{units}: {note}", note=text, units=whom))
    if len(texts) > FEW:
        rest = len({unit for _, units in texts[FEW:] for unit in units})
        yield language.text(say_n("the like of {n} more unit", "the like of {n} more units", n=rest))
