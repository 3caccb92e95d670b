"""Rules about files beside the register of units: who handed in nothing, and who is not in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from wardeval.check.pool import Pool
from wardeval.check.rule import Family, Finding, across
from wardeval.check.traits import Traits
from wardeval.check.whose import days_meant, days_of, find, places, possible
from wardeval.problems import Message, Severity, say, say_n
from wardeval.units.lineage import KnownUnit
from wardeval.units.register import FoundUnit, Register


@across(Family.ACROSS, 5, Severity.WARNING)
def unit_without_submission(pool: Pool) -> Iterator[Finding]:
    """A unit that stands in units.yaml handed in nothing, although others of its place did.

    Why: Whoever is missing drops out of every count, and nobody notices. A unit is expected where it existed on the
    last day of the period, is of a type that the set is for, and others of the same district, or of the same province
    where there are no districts, handed in. One that handed in something else for the period is reported only where at
    least half of those others handed in for the set. Nothing is reported before the last day is over, nor where only a
    part of what was handed in is checked.

    Mend: Ask the unit for its file. If it no longer exists, write its last day (to) into units.yaml.

    Fails:

        # file: units.yaml
        format: wardeval/units/1
        units:
          - {id: FICTION-01, name: Phường Ví Dụ, type: phuong, within: Hư Cấu}
          - {id: FICTION-02, name: Phường Khác, type: phuong, within: Hư Cấu}
        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong, within: Hư Cấu}
        period: 2024

    Passes:

        # file: units.yaml
        format: wardeval/units/1
        units:
          - {id: FICTION-01, name: Phường Ví Dụ, type: phuong, within: Hư Cấu}
          - {id: FICTION-02, name: Phường Khác, type: phuong, within: Hư Cấu}
        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong, within: Hư Cấu}
        period: 2024
        # file: phuong-khac.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-02, name: Phường Khác, type: phuong, within: Hư Cấu}
        period: 2024
    """
    if pool.register is None or not pool.is_whole:
        return
    rounds, given = _rounds(pool, pool.register)
    found: dict[tuple[int, str], Message] = {}
    for place, unit in enumerate(pool.register.units):
        for each in rounds:
            each.count(place, unit)
    for each in rounds:
        for place, unit in each.missing:
            year = str(each.period)
            if unit not in given[each.period]:
                found[place, year] = say("{name} handed in nothing for {year}", name=unit.name, year=year)
            elif each.is_usual(unit):
                message = say(
                    "{name} handed in nothing for {year} under “{set}”", name=unit.name, year=year, set=each.set_
                )
                found[place, f"{year} {each.set_}"] = message
    hint = _ask(sum(1 for whose in pool.unread.values() if whose is None))
    for place, about in sorted(found):
        yield Finding(pool.register_name, ("units", place), found[place, about], hint)


def _ask(unread: int) -> Message:
    if not unread:
        return say("ask for its file; if the unit no longer exists, write its last day (to) into units.yaml")
    return say_n(
        "{n} file cannot be read; it is not known whether it is that of this unit",
        "{n} files cannot be read; it is not known whether one of them is that of this unit",
        n=unread,
    )


class _Round:
    """What is handed in for one period under sets that stand for each other."""

    def __init__(self, of: Traits, last: date, given: set[KnownUnit]) -> None:
        self.set_, self.period, self.last, self.given = of.set_, of.period, last, given
        self.types = frozenset(of.types)
        self.around: set[frozenset[str]] = set()
        """Where units lie that handed in."""
        self.missing: list[tuple[int, KnownUnit]] = []
        """Units that handed in nothing, by their places in the register."""
        self._missing: Counter[frozenset[str]] = Counter()
        self._given: Counter[frozenset[str]] = Counter()

    def count(self, place: int, unit: KnownUnit) -> None:
        """Count a unit of the register, if it is one of those that might have handed in."""
        if unit.type in self.types and unit.on(self.last) and (lies := places(unit)) in self.around:
            if unit in self.given:
                self._given[lies] += 1
            else:
                self._missing[lies] += 1
                self.missing.append((place, unit))

    def is_usual(self, unit: KnownUnit) -> bool:
        """Whether half of the units around one, or more, handed in."""
        lies = places(unit)
        return self._given[lies] >= self._missing[lies]


def _rounds(pool: Pool, register: Register) -> tuple[list[_Round], dict[int, set[KnownUnit]]]:
    """What was handed in, by period and set; only periods that are over; and by whom for each period at all."""
    by_period: dict[int, set[KnownUnit]] = defaultdict(set)
    by_set: dict[tuple[int, str], set[KnownUnit]] = defaultdict(set)
    for name, each in pool.traits.items():
        by_set[each.period, each.known_as[-1]].update(possible(each, pool.units.found(name), register))
    of_any_year: set[KnownUnit] = set()
    for whose in filter(None, pool.unread.values()):
        if whose.period is None:
            of_any_year.update(possible(whose, FoundUnit(None), register))
        else:
            by_period[whose.period].update(possible(whose, find(whose, register), register))
    for (period, _), units in by_set.items():
        # it is not known under which set the files are that cannot be judged, nor of some of them for which year
        units.update(by_period[period], of_any_year)
    for (period, _), units in by_set.items():
        by_period[period].update(units)
    rounds: dict[tuple[object, ...], _Round] = {}
    for name, each in pool.traits.items():
        last = days_meant(each)[1]
        if last >= pool.today:
            continue
        key = each.period, each.known_as[-1], each.types
        if key not in rounds:
            rounds[key] = _Round(each, last, by_set[key[:2]])
        unit = pool.units.found(name).unit
        if unit is not None and unit.on(last):
            rounds[key].around.add(places(unit))
    return list(rounds.values()), by_period


@across(Family.ACROSS, 6, Severity.WARNING)
def unit_not_registered(pool: Pool) -> Iterator[Finding]:
    """The unit of a file is not in units.yaml, or has another name or other days there.

    Why: Units are found by the register when years are compared and results added up. One that is not in it stands
    alone, without what it was made from. Where the register has the unit under another id, that one is named. Where it
    holds no unit of that type in the place, nothing is said.

    Mend: Compare id, name and place with the register. If the file is right, add the unit to units.yaml with its days.

    Fails:

        # file: units.yaml
        format: wardeval/units/1
        units:
          - {id: FICTION-01, name: Phường Khác, type: phuong, within: Hư Cấu}
        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong, within: Hư Cấu}
        period: 2024

    Passes:

        # file: units.yaml
        format: wardeval/units/1
        units:
          - {id: FICTION-01, name: Phường Ví Dụ, type: phuong, within: Hư Cấu}
        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong, within: Hư Cấu}
        period: 2024
    """
    if pool.register is None:
        return
    regions = _Regions(pool.register)
    for name, each in pool.traits.items():
        found = pool.units.found(name)
        if found.unit is not None and (each.unit.id is None or not found.notes):
            continue
        if found.unit is None and not is_of_another(pool, name) and not _is_stranger(each, pool.register, regions):
            continue
        key = "id" if each.unit.id is not None else "name"
        hint = None if found.meant is None else say("write “{word}”", word=found.meant.id)
        yield Finding(name, ("unit", key), found.notes[0], hint)


def is_of_another(pool: Pool, name: str) -> bool:
    """Whether the register says that a file has a wrong id: it is that of another unit, or the unit has another one."""
    found, id_ = pool.units.found(name), pool.traits[name].unit.id
    if found.unit is not None or id_ is None or pool.register is None:
        return False
    return found.meant is not None or any(known.id == id_ for known in pool.register.named(id_))


def _is_stranger(each: Traits, register: Register, regions: _Regions) -> bool:
    """Whether the register would have the unit: it has others of its type and place then."""
    unit = each.unit
    if unit.id is None and register.named(unit.name):
        return False  # one of several, or one that lies elsewhere
    return any(regions.holds(unit.type, places(unit), day) for day in days_of(each))


class _Regions:
    """Where the units of a register lie, and when there were any."""

    def __init__(self, register: Register) -> None:
        self._units: dict[tuple[str, frozenset[str]], list[KnownUnit]] = defaultdict(list)
        for known in register.units:
            self._units[known.type, places(known)].append(known)
        self._holds: dict[tuple[str, frozenset[str], date], bool] = {}

    def holds(self, type_: str, lies: frozenset[str], day: date) -> bool:
        """Whether there is a unit of a type in a place, or in a place within it, on a day."""
        key = type_, lies, day
        if key not in self._holds:
            around = (units for (other, there), units in self._units.items() if other == type_ and lies <= there)
            self._holds[key] = bool(lies) and any(known.on(day) for units in around for known in units)
        return self._holds[key]
