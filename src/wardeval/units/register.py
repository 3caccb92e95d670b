"""The register: which unit a file means on a day, what that was made from, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from wardeval.content import Limits
from wardeval.engine.change import UnitName
from wardeval.load import build, refuse_mistakes
from wardeval.model.basis import Reference
from wardeval.model.record import EMPTY
from wardeval.model.units import FIRST, LAST, ONE_DAY, DatedUnit, Units, unit_mistakes
from wardeval.problems import Message
from wardeval.source import Source, parse_source, read_source
from wardeval.units.lineage import Descent, KnownUnit, Lineage
from wardeval.units.naming import bare, same_but_for_tones
from wardeval.units.notes import by_name_alone, of_another_day, of_another_id, several, stranger, unsure
from wardeval.workspace import UNITS

NAME = UNITS
"""What the register of a workspace is called; it stands beside wardeval.yaml."""

COUNTRY = Limits(bytes=16 * 1024 * 1024, nodes=1_000_000)
"""How large a register may be: all units of the country before and after a reform, several times over."""


class FoundUnit(NamedTuple):
    """The unit that a file means; none where the register does not know it, and the notes say so."""

    unit: KnownUnit | None
    notes: tuple[Message, ...] = ()
    meant: KnownUnit | None = None
    """The unit that has the name and the place of one that the register does not know by its id."""


def load_register(path: Path) -> Register:
    """The register in a file; raises `InputError` with every mistake in it."""
    return _register(read_source(path, limits=COUNTRY))


def parse_register(content: bytes, name: str) -> Register:
    """The register whose file's bytes are `content`; raises `InputError` with every mistake in it."""
    return _register(parse_source(content, name, COUNTRY))


def _register(source: Source) -> Register:
    written = build(Units, source)
    refuse_mistakes(unit_mistakes(written), source)
    return Register(written.units, written.sources)


def register_file(workspace: Path | None, folder: Path) -> Path:
    """Where the register stands: beside wardeval.yaml, or in the folder where no workspace is around it."""
    return (workspace or folder) / NAME


def day_of(period: int, as_of: date | None) -> date:
    """The day that an assessment stands for: the one it names, else the last of its year."""
    return as_of or date(period, 12, 31)


class Register:
    """The units of a file that makes no mistakes."""

    def __init__(self, units: Sequence[DatedUnit], sources: Mapping[str, Reference] = EMPTY) -> None:
        """Know `units`; no two of one id on one day, and all that one was made of among them."""
        self.sources = sources
        self._entries = {_known(unit): unit for unit in units}
        self._by_id: dict[str, list[KnownUnit]] = defaultdict(list)
        for unit in self._entries:
            self._by_id[unit.id].append(unit)

    @property
    def units(self) -> tuple[KnownUnit, ...]:
        """Every unit, in the order of the file."""
        return tuple(self._entries)

    def find(self, unit: UnitName, day: date) -> FoundUnit:
        """The unit that a file means whose assessment stands for `day`."""
        return self._by_its_id(unit.id, unit, day) if unit.id is not None else self._by_its_name(unit, day)

    def named(self, text: str) -> tuple[KnownUnit, ...]:
        """The units of an id, else those of a name, the oldest first."""
        found = self._by_id.get(text) or self._by_name.get(bare(text)) or []
        exact = [unit for unit in found if unit.name == text] or found
        return tuple(sorted(exact, key=lambda unit: (unit.from_ or FIRST, unit.to or LAST, unit.id)))

    def lineage(self, unit: KnownUnit) -> Lineage | None:
        """The units that one was made of on its first day; none where that is not known."""
        entry = self._entries.get(unit)
        if entry is None or entry.from_ is None or not entry.made_of:
            return None
        before = entry.from_ - ONE_DAY
        made_of = tuple(Descent(self._on(id_, before), share == "whole") for id_, share in entry.made_of.items())
        return Lineage(unit, made_of, entry.decision)

    def origins(self, unit: KnownUnit, day: date) -> Lineage | None:
        """The units of an earlier day that one was made of, through any number of steps.

        Whole is only what went whole from step to step; one that is there on `day` was made of itself. None where some
        step is not known, or the unit had ended before.
        """
        made_of = {unit: True}
        decisions: dict[str, None] = {}
        while later := [each for each in made_of if not each.on(day)]:
            newest = max(later, key=lambda each: each.from_ or FIRST)
            step = self.lineage(newest)
            if step is None or newest.from_ is None or newest.from_ <= day:
                return None
            decisions.update(dict.fromkeys([step.decision] if step.decision else []))
            _spread(made_of, newest, step.made_of)
        found = tuple(Descent(each, whole) for each, whole in made_of.items())
        return Lineage(unit, found, "; ".join(decisions) or None, tuple(unsure(made_of, day)))

    def successors(self, unit: KnownUnit, day: date) -> tuple[Descent, ...] | None:
        """The units of a later day that got all of one, or a part, as far as the register says.

        None where nothing is known of one of the steps, or the unit had not begun.
        """
        heirs = {unit: True}
        while earlier := [each for each in heirs if not each.on(day)]:
            oldest = min(earlier, key=lambda each: each.to or LAST)
            step = self._heirs.get(oldest)
            if step is None or oldest.to is None or oldest.to >= day:
                return None
            _spread(heirs, oldest, step)
        return tuple(Descent(each, whole) for each, whole in heirs.items())

    def heirs(self, unit: KnownUnit) -> tuple[Descent, ...] | None:
        """The units that got all of one, or a part, on the day after its last; none where that is not known."""
        found = self._heirs.get(unit)
        return None if found is None else tuple(found)

    def entry(self, unit: KnownUnit) -> DatedUnit:
        """What the file says of a unit of the register."""
        return self._entries[unit]

    def _on(self, id_: str, day: date) -> KnownUnit:
        return next(unit for unit in self._by_id[id_] if unit.on(day))

    def _by_its_id(self, id_: str, unit: UnitName, day: date) -> FoundUnit:
        ever = self._by_id.get(id_, [])
        there = next((each for each in ever if each.on(day)), None)
        if there is not None and (there.name, there.type) == (unit.name, unit.type):
            return FoundUnit(there)
        named = [each for each in ever if bare(each.name) == bare(unit.name)]
        named = [each for each in named if each.type == unit.type] or named
        if not named:
            return self._by_another_id(unit, ever, day)
        found = min(named, key=lambda each: _days_from(each, day))
        return FoundUnit(found) if found.on(day) else FoundUnit(found, (of_another_day(unit, found, there, day),))

    def _by_another_id(self, unit: UnitName, ever: Sequence[KnownUnit], day: date) -> FoundUnit:
        """What is said of a unit that its id does not mean: whether one of its name has another id."""
        meant = self._by_its_name(unit, day).unit if ever or unit.within else None
        if meant is None or not meant.on(day):
            return FoundUnit(None, (stranger(unit, ever),))
        return FoundUnit(None, (of_another_id(unit, meant, ever),), meant)

    def _by_its_name(self, unit: UnitName, day: date) -> FoundUnit:
        places = {bare(place) for place in unit.within}
        found = [each for each in self._by_name.get(bare(unit.name), ()) if places <= set(map(bare, each.within))]
        found = [each for each in found if same_but_for_tones(each.name, unit.name)]
        found = [each for each in found if each.on(day)] or found
        found = [each for each in found if each.name == unit.name] or found
        found = [each for each in found if each.type == unit.type] or found
        match found:
            case []:
                return FoundUnit(None, (stranger(unit, ()),))
            case [one]:
                return FoundUnit(one, (by_name_alone(unit, one, day),))
        return FoundUnit(None, (several(unit, found),))

    @cached_property
    def _by_name(self) -> dict[str, list[KnownUnit]]:
        found: dict[str, list[KnownUnit]] = defaultdict(list)
        for unit in self._entries:
            found[bare(unit.name)].append(unit)
        return dict(found)

    @cached_property
    def _heirs(self) -> dict[KnownUnit, list[Descent]]:
        found: dict[KnownUnit, list[Descent]] = defaultdict(list)
        for unit in self._entries:
            step = self.lineage(unit)
            for descent in step.made_of if step else ():
                found[descent.unit].append(Descent(unit, descent.whole))
        return dict(found)


def _known(unit: DatedUnit) -> KnownUnit:
    return KnownUnit(unit.id, unit.name, unit.type, unit.within, unit.from_, unit.to)


def _spread(among: dict[KnownUnit, bool], unit: KnownUnit, step: Iterable[Descent]) -> None:
    """Put what a unit was made of, or became, in its place."""
    whole = among.pop(unit)
    for descent in step:
        among[descent.unit] = among.get(descent.unit, False) or (whole and descent.whole)


def _days_from(unit: KnownUnit, day: date) -> int:
    """How many days a unit is away from a day."""
    return max(0, ((unit.from_ or FIRST) - day).days, (day - (unit.to or LAST)).days)
