"""Files of two sides in pairs: of one unit, or of a unit and those that it was made from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from wardeval.problems import Message, Severity, say, say_n
from wardeval.sides.duplicates import duplicates
from wardeval.sides.identity import OneUnit, by_id, era, folded, note_other_units, notes_on
from wardeval.sides.matching import Match, Related, left_out, match
from wardeval.sides.names import by_name, paired_by_name
from wardeval.sides.submission import Found, Pairing, Submission

if TYPE_CHECKING:
    from wardeval.sides.descent import Spare
    from wardeval.units.register import Register


def pair(before: Found, after: Found, register: Register | None, related: Related) -> list[Pairing]:
    """Every file of both sides in a pairing or named in one, in the order of their names; the same turned around.

    `related` says whether two sets can be compared although they are not the same. Where files of one side are of the
    same unit, set, period and day, all of them stand in the pairing, each with that as its problem.
    """
    sides = [sorted(side.submissions, key=lambda file: file.name) for side in (before, after)]
    units = _units(sides[0], sides[1], register)
    twice = _twice(unit.before for unit in units), _twice(unit.after for unit in units)
    found = _whole(_all(units, register, related), twice)
    if before.is_file and after.is_file:
        found = _face_to_face(found)
    unread = _unread(before), _unread(after)
    return sorted((_with_unread(each, unread) for each in found), key=_order)


def _all(units: Sequence[OneUnit], register: Register | None, related: Related) -> Iterator[tuple[Pairing, Spare]]:
    """The pairings of units with those that they were made from, then of every unit with itself.

    Beside each, the files for which later ones of the same unit stand in it.
    """
    used: tuple[set[str], set[str]] = (set(), set())
    if register is not None:
        from wardeval.sides.descent import descended, note_ends

        for pairing, spare in descended(units, register, related):
            yield pairing, spare
            for names, files in zip(used, ((*pairing.before, *spare[0]), (*pairing.after, *spare[1])), strict=True):
                names.update(file.name for file in files)
        note_ends(units, register)
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


_Notes = dict[int, tuple[Message, ...]]


def _units(before: Sequence[Submission], after: Sequence[Submission], register: Register | None) -> list[OneUnit]:
    units: list[OneUnit] = []
    unknown, notes = (before, after), _Notes()
    if register is not None:
        units, unknown, notes = _registered(before, after, register)
    groups = by_name(by_id((file, place) for place, files in enumerate(unknown) for file in files))
    note_other_units(groups)
    unregistered = []
    for group in groups:
        said = [paired_by_name(group)] if group.by_name else []
        sides = [[file for file, place in group.placed if place == side] for side in (0, 1)]
        unregistered.append(OneUnit(sides[0], sides[1], notes=[*group.notes, *said]))
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
    return Pairing(
        () if each.before is None else (each.before,),
        () if each.after is None else (each.after,),
        notes=tuple(notes),
    )


def _in_order(notes: Iterable[Message]) -> tuple[Message, ...]:
    """Notes once each, in an order that does not depend on that of the sides."""
    once: list[Message] = []
    for note in notes:
        if note not in once:
            once.append(note)
    return tuple(sorted(once, key=lambda note: (note.template, repr(sorted(note.arguments.items())))))


_Twice = Mapping[str, tuple[Submission, ...]]


def _twice(sides: Iterable[list[Submission]]) -> _Twice:
    """Files that say the same of themselves as others do, by the one that is kept to find what they belong to."""
    found = {}
    for files in sides:
        for group in duplicates(files) if len(files) > 1 else ():
            found[group[0].name] = group
            others = {file.name for file in group[1:]}
            files[:] = [file for file in files if file.name not in others]
    return found


def _whole(found: Iterable[tuple[Pairing, Spare]], twice: tuple[_Twice, _Twice]) -> list[Pairing]:
    """Pairings with all files that say the same of themselves; for none of those does another file stay out."""
    pairings: list[Pairing] = []
    freed: tuple[dict[str, Submission], dict[str, Submission]] = ({}, {})
    for pairing, spare in found:
        sides = list(zip((pairing.before, pairing.after), twice, strict=True))
        again = any(file.name in names for files, names in sides for file in files)
        kept: list[Submission] = []
        for files, names, free in zip(spare, twice, freed, strict=True):
            for file in files:
                if again or file.name in names:
                    free[file.name] = file
                else:
                    kept.append(file)
        both = [tuple(each for file in files for each in names.get(file.name, (file,))) for files, names in sides]
        notes = _in_order((*pairing.notes, *left_out(kept)))
        pairings.append(pairing._replace(before=both[0], after=both[1], notes=notes))
    for side, (free, names) in enumerate(zip(freed, twice, strict=True)):
        placed = {file.name for each in pairings for file in (each.after if side else each.before)} if free else ()
        for file in free.values():
            if file.name not in placed:
                files = names.get(file.name, (file,))
                pairings.append(Pairing((), files) if side else Pairing(files, ()))
    return pairings


def _face_to_face(found: list[Pairing]) -> list[Pairing]:
    """Two files that were named to be compared, in one pairing although they are of two units."""
    if len(found) != 2:  # noqa: PLR2004 - one alone on either side
        return found
    before = next((each.before for each in found if not each.after), ())
    after = next((each.after for each in found if not each.before), ())
    if not before or not after:
        return found
    units = sorted((before[0].unit, after[0].unit), key=lambda unit: (unit.id or "", unit.name))
    refusal = say(
        "the two files are taken for those of two units: {units}; to compare a unit with itself, name two files of it",
        units=tuple(say("{name} [{id}]", name=unit.name, id=unit.id) if unit.id else unit.name for unit in units),
    )
    notes = _in_order(note for each in found for note in each.notes)
    return [Pairing(before, after, refusals=(refusal,), notes=notes)]


def _unread(side: Found) -> int:
    """How many files of a side are of nobody knows whom."""
    return len({problem.span.file for problem in side.problems if problem.severity is Severity.ERROR})


def _with_unread(pairing: Pairing, unread: tuple[int, int]) -> Pairing:
    """A pairing with a note where a file that is missing in it may be one of those that cannot be read."""
    lineage = pairing.lineage
    wanted = [1, 1]
    if lineage is not None:
        wanted[1 if pairing.backwards else 0] = len(lineage.made_of)
    n = sum(
        number
        for number, files, most in zip(unread, (pairing.before, pairing.after), wanted, strict=True)
        if len(files) < most
    )
    if not n:
        return pairing
    note = say_n(
        "{n} file cannot be read, so it is not known whether it belongs here",
        "{n} files cannot be read, so it is not known whether one of them belongs here",
        n=n,
    )
    return pairing._replace(notes=_in_order((*pairing.notes, note)))


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
