"""Units of one side that were made from units of the other, as the register says it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter

from wardeval.problems import say
from wardeval.sides.identity import OneUnit
from wardeval.sides.matching import Match, Related, latest, match
from wardeval.sides.submission import Pairing, Submission
from wardeval.units.lineage import KnownUnit, Lineage
from wardeval.units.notes import became, unknown_end
from wardeval.units.register import Register, day_of

Spare = tuple[tuple[Submission, ...], tuple[Submission, ...]]
Side = Callable[[OneUnit], list[Submission]]
There = Mapping[KnownUnit, OneUnit]


def descended(units: Sequence[OneUnit], register: Register, related: Related) -> Iterator[tuple[Pairing, Spare]]:
    """A pairing for each file of a unit that was made from units of the other side, whichever side is the later one.

    Beside it, the files of either side that are left out because a later one of their unit is in it.
    """
    changes = _changes(register)
    for backwards in (False, True):
        earlier, later = map(attrgetter, ("after", "before") if backwards else ("before", "after"))
        there = {unit.known: unit for unit in units if unit.known is not None and earlier(unit)}
        days = _days(there.values(), earlier, changes)
        for unit in units:
            if there and unit.known is not None and unit.known.from_ is not None and not earlier(unit):
                lineage = _origins(unit, register, there, days)
                if lineage is not None:
                    yield from _pairings(unit, there, lineage, related, (earlier, later), backwards=backwards)


def _changes(register: Register) -> list[date]:
    """The days on which some unit began, or was no more."""
    begun = {unit.from_ for unit in register.units if unit.from_ is not None}
    ended = {unit.to + timedelta(1) for unit in register.units if unit.to is not None and unit.to < date.max}
    return sorted(begun | ended)


def _days(units: Iterable[OneUnit], earlier: Side, changes: Sequence[date]) -> list[date]:
    """The days that there are files for, the latest first; between two changes of units, one is as good as all."""
    found: dict[int, date] = {}
    for unit in units:
        assert unit.known is not None
        for file in earlier(unit):
            day = max(unit.known.from_ or _day(file), min(_day(file), unit.known.to or _day(file)))
            found.setdefault(bisect_right(changes, day), day)
    return sorted(found.values(), reverse=True)


def _origins(unit: OneUnit, register: Register, there: There, days: Iterable[date]) -> Lineage | None:
    """What a unit was made of, if some of it has files on the other side."""
    assert unit.known is not None
    known = [register.origins(unit.known, day) for day in days if unit.known.from_ and day < unit.known.from_]
    for lineage in known:
        if lineage is not None and any(each.unit in there for each in lineage.made_of):
            return lineage
    found = next((lineage for lineage in known if lineage is not None), None)
    if found is not None:
        names = tuple(each.unit.name for each in found.made_of)
        unit.notes.append(say("made of {units}, of which no file is on the other side", units=names))
    elif known:
        unit.notes.append(say("units.yaml does not say what {name} was made of", name=unit.known.name))
    return None


def _pairings(
    unit: OneUnit, there: There, lineage: Lineage, related: Related, sides: tuple[Side, Side], *, backwards: bool
) -> Iterator[tuple[Pairing, Spare]]:
    """A pairing for each file of the later unit that files of the earlier ones belong to."""
    earlier, later = sides
    origins = [there[each.unit] for each in lineage.made_of if each.unit in there]
    matches = [(origin, match(earlier(origin), later(unit), related)) for origin in origins]
    notes = tuple(note for one in (unit, *origins) for note in one.notes)
    for file in later(unit):
        matched = [each for _, found in matches for each in found if each.before is not None and each.after is file]
        if not matched:
            continue
        matched.extend(each for origin, found in matches if origin.is_one_sided for each in _of_no_set_there(found))
        old = tuple(each.before for each in matched if each.before is not None)
        spare = [tuple(one for each in matched for one in each.left_out[place]) for place in (0, 1)]
        if backwards:
            yield Pairing((file,), old, lineage, backwards=True, notes=notes), (spare[1], spare[0])
        else:
            yield Pairing(old, (file,), lineage, notes=notes), (spare[0], spare[1])


def _of_no_set_there(found: Sequence[Match]) -> Iterator[Match]:
    """The latest file of each set of a unit that has files, but none of a set that the later unit has."""
    if any(each.before is not None and each.after is not None for each in found):
        return
    by_set: dict[str, list[Submission]] = {}
    for each in found:
        if each.before is not None:
            by_set.setdefault(each.before.set_, []).append(each.before)
    for files in by_set.values():
        last = latest(files)
        yield Match(last, None, (tuple(file for file in files if file.name != last.name), ()))


def note_ends(units: Sequence[OneUnit], register: Register) -> None:
    """Say what became of units that had ended by the time of the files that stand beside theirs."""
    days = [[_day(file) for unit in units for file in side(unit)] for side in (_before, _after)]
    there = [{unit.known for unit in units if side(unit)} for side in (_before, _after)]
    for unit in units:
        if unit.known is None or unit.known.to is None:
            continue
        place = 0 if unit.is_one_sided and unit.after else 1
        day = max(days[place] if unit.is_one_sided else map(_day, unit.files), default=unit.known.to)
        if day <= unit.known.to:
            continue
        heirs = register.successors(unit.known, day)
        if heirs is None:
            unit.notes.append(unknown_end(unit.known))
        else:
            alone = unit.is_one_sided and not any(each.unit in there[place] for each in heirs)
            unit.notes.append(became(unit.known, heirs, alone=alone))


_before = attrgetter("before")
_after = attrgetter("after")


def _day(file: Submission) -> date:
    return day_of(file.period, file.as_of)
