"""Files of two sides in pairs: of one unit, or of a unit and those that it was made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from wardeval.problems import Message, Problem, Span, say
from wardeval.sides.identity import OneUnit, by_id, by_name, era, folded, note_other_units, notes_on, spelled
from wardeval.sides.matching import Match, Related, left_out, match
from wardeval.sides.submission import Found, Pairing, Submission

if TYPE_CHECKING:
    from wardeval.sides.descent import Spare
    from wardeval.units.register import Register


def pair(before: Found, after: Found, register: Register | None, related: Related) -> list[Pairing]:
    """Every file of both sides in a pairing, in the order of their names; turned around, the pairings are the same.

    `related` says whether two sets can be compared although they are not the same. Where files of one side are of the
    same unit, set, period and day, none of them is compared, and what stands on the other side says why.
    """
    sides = [sorted(side.submissions, key=lambda file: file.name) for side in (before, after)]
    units = _units(sides[0], sides[1], register)
    twice = _twice(unit.before for unit in units), _twice(unit.after for unit in units)
    found = _placed(_all(units, register, related), twice)
    return sorted(found, key=_order)


def _all(units: Sequence[OneUnit], register: Register | None, related: Related) -> Iterator[tuple[Pairing, Spare]]:
    """The pairings of units with those that they were made from, then of every unit with itself.

    Beside each, the files for which later ones of the same unit stand in it.
    """
    used: tuple[set[str], set[str]] = (set(), set())
    if register is not None:
        from wardeval.sides.descent import descended

        for pairing, spare in descended(units, register, related):
            yield pairing._replace(notes=_in_order(pairing.notes)), spare
            for names, files in zip(used, ((*pairing.before, *spare[0]), (*pairing.after, *spare[1])), strict=True):
                names.update(file.name for file in files)
    for unit in units:
        sides = [unit.before, unit.after]
        if unit.is_one_sided:
            sides = [[file for file in side if file.name not in names] for side, names in zip(sides, used, strict=True)]
        for each in match(sides[0], sides[1], related):
            yield _pairing(each, unit), each.left_out


def _order(pairing: Pairing) -> tuple[object, ...]:
    """A key that is the same there and back."""
    files = (*pairing.before, *pairing.after)
    return sorted(file.name for file in files), sorted((file.period, file.set_, *map(str, file.unit)) for file in files)


def duplicates(files: Iterable[Submission]) -> list[list[Submission]]:
    """Files of one side that are of the same unit, set, period and day."""
    groups: dict[Hashable, list[Submission]] = defaultdict(list)
    for file in files:
        groups[_identity(file), file.set_, file.period, file.as_of].append(file)
    return [group for group in groups.values() if len(group) > 1]


def duplicate_problems(files: Iterable[Submission]) -> Iterator[Problem]:
    """A problem for each file that says of which unit, set, period and day it is as another file does."""
    for group in duplicates(files):
        for file in group:
            message = say(
                "{files} are of the same unit, set and period", files=tuple(sorted(one.name for one in group))
            )
            hint = say("keep one of them, or write into each the id of its unit, or the day that it is of (as-of)")
            yield Problem("duplicate-assessment", message, Span(file.name), hint=hint)


def _identity(file: Submission) -> Hashable:
    """What tells the unit of a file from the others of its side, on the same day."""
    unit = file.unit
    if unit.id is None:
        return spelled(unit.name), unit.type, frozenset(map(folded, unit.within))
    return unit.id, folded(unit.name) if era(file) is None else None


_Notes = dict[int, tuple[Message, ...]]


def _units(before: Sequence[Submission], after: Sequence[Submission], register: Register | None) -> list[OneUnit]:
    units: list[OneUnit] = []
    unknown, notes = (before, after), _Notes()
    if register is not None:
        units, unknown, notes = _registered(before, after, register)
    unregistered = by_name(by_id(*unknown))
    note_other_units(unregistered)
    for unit in unregistered:
        eras = {era(file) for file in unit.files}
        if not unit.is_one_sided and len(eras) == 1 and None not in eras:
            continue  # nothing happened in between that a register would have to tell
        unit.notes.extend(note for file in unit.files for note in notes.get(id(file), ()))
    return [*units, *unregistered]


def _registered(
    before: Sequence[Submission], after: Sequence[Submission], register: Register
) -> tuple[list[OneUnit], tuple[Sequence[Submission], Sequence[Submission]], _Notes]:
    """The units that the register knows; the files of both sides that it does not, and what it says of them."""
    from wardeval.units.register import day_of

    known: dict[Hashable, OneUnit] = {}
    unknown: tuple[list[Submission], list[Submission]] = ([], [])
    notes: _Notes = {}
    for side, files in enumerate((before, after)):
        for file in files:
            found = register.find(file.unit, day_of(file.period, file.as_of))
            if found.unit is None:
                unknown[side].append(file)
                notes[id(file)] = found.notes
                continue
            unit = known.setdefault(found.unit, OneUnit(known=found.unit))
            (unit.after if side else unit.before).append(file)
            unit.notes.extend(note for note in found.notes if note not in unit.notes)
    return list(known.values()), unknown, notes


def _pairing(each: Match, unit: OneUnit) -> Pairing:
    """A match as a pairing, with what a reader has to know of it."""
    notes = list(unit.notes)
    if each.before is not None and each.after is not None and unit.known is None:
        notes.extend(notes_on(each.before, each.after))
    notes.extend(left_out(each))
    return Pairing(
        () if each.before is None else (each.before,),
        () if each.after is None else (each.after,),
        notes=_in_order(notes),
    )


def _in_order(notes: Iterable[Message]) -> tuple[Message, ...]:
    """Notes once each, in an order that does not depend on that of the sides."""
    once: list[Message] = []
    for note in notes:
        if note not in once:
            once.append(note)
    return tuple(sorted(once, key=lambda note: (note.template, repr(sorted(note.arguments.items())))))


_Twice = Mapping[str, tuple[str, ...]]


def _twice(sides: Iterable[list[Submission]]) -> _Twice:
    """Files of one unit that are of the same set, period and day, by the one that is kept to find what they are of."""
    found = {}
    for files in sides:
        groups: dict[Hashable, list[Submission]] = defaultdict(list)
        for file in files if len(files) > 1 else ():
            groups[file.set_, file.period, file.as_of].append(file)
        for group in groups.values():
            if len(group) > 1:
                found[group[0].name] = tuple(file.name for file in group)
                files[:] = [file for file in files if file not in group[1:]]
    return found


def _placed(found: Iterable[tuple[Pairing, Spare]], twice: tuple[_Twice, _Twice]) -> list[Pairing]:
    """Pairings without the files that say the same of themselves as others do; what stood beside them says why."""
    pairings: list[Pairing] = []
    freed: list[Pairing] = []
    for pairing, spare in found:
        sides = list(zip((pairing.before, pairing.after), twice, strict=True))
        groups = [names[file.name] for files, names in sides for file in files if file.name in names]
        if not groups:
            pairings.append(pairing)
            continue
        left = [tuple(file for file in files if file.name not in names) for files, names in sides]
        if any(left):
            pairings.append(pairing._replace(before=left[0], after=left[1], refusals=tuple(map(_none_of, groups))))
        freed.extend(Pairing((file,), ()) for file in spare[0])
        freed.extend(Pairing((), (file,)) for file in spare[1])
    for pairing in freed:
        if not any(
            set(pairing.before) <= set(each.before) and set(pairing.after) <= set(each.after) for each in pairings
        ):
            pairings.append(pairing)
    return pairings


def _none_of(files: tuple[str, ...]) -> Message:
    return say("{files} are of the same unit, set and period, so none of them is compared; keep one", files=files)


def only_units(pairings: Iterable[Pairing], unit: str | None = None, within: str | None = None) -> list[Pairing]:
    """The pairings of a unit, by id or name, or of the units of a place, by the name of any level of it."""
    return [each for each in pairings if _is_of(each, unit, within)]


def _is_of(pairing: Pairing, unit: str | None, within: str | None) -> bool:
    from wardeval.units.naming import bare

    files = (*pairing.before, *pairing.after)
    named = [(file.unit.id, file.unit.name, file.unit.within) for file in files]
    if pairing.lineage is not None:
        known = (pairing.lineage.unit, *(each.unit for each in pairing.lineage.made_of))
        named.extend((each.id, each.name, each.within) for each in known)
    return any(
        (unit is None or id_ == unit or folded(unit) in (folded(name), bare(name)))
        and (within is None or any(bare(place) == bare(within) for place in places))
        for id_, name, places in named
    )
