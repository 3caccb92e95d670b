"""Of which unit each file of a run is, and which two files are surely of two units.

Units are told apart as `wardeval diff` and `wardeval trend` do it: by the register, by id and day, by name and place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from wardeval.check.traits import Traits, Whose
from wardeval.engine.unit_name import UnitName
from wardeval.naming import type_of
from wardeval.problems import Message, say
from wardeval.sides.identity import REORDERED, era
from wardeval.sides.submission import Submission
from wardeval.units.lineage import KnownUnit
from wardeval.units.naming import bare, spelled

if TYPE_CHECKING:
    from wardeval.units.register import FoundUnit, Register

WARDS = frozenset(("phuong", "xa", "thi-tran", "dac-khu"))
"""The types of unit that are wards and communes."""
MOST_NAMED = 3
"""Files that are named where more than one is meant."""
_MOST_LOOKED_AT = 50
"""Files of other units among which one is looked for that surely is."""


class Others(NamedTuple):
    """Files of other units: the first of some of them, and how many there are in all."""

    files: tuple[str, ...]
    n: int

    @property
    def told(self) -> Message | tuple[str, ...]:
        """The files as `Language.text` takes them."""
        if self.n <= len(self.files):
            return self.files
        return say("{files} and {n} more", files=self.files, n=self.n - len(self.files))

    @property
    def further(self) -> Message | tuple[str, ...]:
        """The same without the first of them, which is told already."""
        return Others(self.files[1:], self.n - 1).told


class Circle:
    """Files that have something in common, and how many of them are of each unit."""

    def __init__(self, files: Iterable[str], number: Mapping[str, int]) -> None:
        """Of files in path order; `number` says of which unit each is."""
        once = dict.fromkeys(files)
        self.n = len(once)
        self.numbers = Counter(number[name] for name in once)
        self.first: dict[int, str] = {}
        """The first file of each unit."""
        for name in once:
            self.first.setdefault(number[name], name)


class Units:
    """The units of the files of a run."""

    def __init__(self, traits: Mapping[str, Traits], register: Register | None = None) -> None:
        """Of files by their names; a `register` knows units better than their names do."""
        self._traits, self._register = traits, register
        self._found: dict[str, FoundUnit] = {}

    @cached_property
    def number(self) -> Mapping[str, int]:
        """A number for the unit of each file: files of one number are of one unit."""
        if (plain := self._by_id_alone()) is not None:
            return plain
        from wardeval.series.identity import identify

        files = [submission(name, each) for name, each in self._traits.items()]
        units = identify(files, self._register)
        return {file.name: number for number, unit in enumerate(units) for file in unit.submissions}

    def _by_id_alone(self) -> dict[str, int] | None:
        """The numbers where ids leave nothing open: every file of one year, each with an id that goes with one name."""
        names: dict[str | None, str] = {}
        for each in self._traits.values():
            if names.setdefault(each.unit.id, each.unit.name) != each.unit.name:
                return None
        if None in names or len({each.period for each in self._traits.values()}) > 1:
            return None
        numbers = {id_: number for number, id_ in enumerate(names)}
        return {name: numbers[each.unit.id] for name, each in self._traits.items()}

    def apart(self, one: str, other: str) -> bool:
        """Whether two files of a period are surely of two units, of which neither was made from the other."""
        if self.number[one] == self.number[other]:
            return False
        mine, theirs = self._traits[one], self._traits[other]
        ids = mine.unit.id, theirs.unit.id
        if ids[0] == ids[1] and ids[0] is not None:
            return False
        if None in ids and spelled(mine.unit.name) == spelled(theirs.unit.name):
            return False
        if is_office_of(mine.unit, theirs.unit) or lies_in(mine.unit, theirs.unit) or lies_in(theirs.unit, mine.unit):
            return False
        if self._register is None:
            return not may_follow(mine, theirs)
        return not self._are_kin(one, other)

    def _are_kin(self, one: str, other: str) -> bool:
        """Whether the register says that a part of one unit is in the other, or does not know them in such a year."""
        mine, theirs = self.found(one).unit, self.found(other).unit
        if mine is None or theirs is None or self._register is None:
            return may_follow(self._traits[one], self._traits[other])
        heirs = self._register.heirs
        return any(heir.unit == unit for unit, old in ((mine, theirs), (theirs, mine)) for heir in heirs(old) or ())

    def found(self, name: str) -> FoundUnit:
        """The unit of the register that a file means; there has to be a register."""
        if name not in self._found:
            assert self._register is not None
            self._found[name] = find(self._traits[name], self._register)
        return self._found[name]

    def others(self, name: str, circle: Circle) -> Others | None:
        """The files of a circle that are surely of other units than a file of it; none where there are none."""
        own = self.number[name]
        of_others = islice((first for number, first in circle.first.items() if number != own), _MOST_LOOKED_AT)
        found = tuple(islice((each for each in of_others if self.apart(name, each)), MOST_NAMED))
        return Others(found, circle.n - circle.numbers[own]) if found else None

    def circle(self, files: Iterable[str]) -> Circle:
        """Files that have something in common, each once."""
        return Circle(files, self.number)

    @cached_property
    def before(self) -> Mapping[str, str]:
        """The file of the year before, by the name of the file, where there is one of the same unit and set.

        Of several the last is meant; where two say the same of themselves, none.
        """
        if len({each.period for each in self._traits.values()}) < 2:  # noqa: PLR2004
            return {}
        by_year: dict[tuple[int, str, int], list[str]] = {}
        for name, each in self._traits.items():
            by_year.setdefault((self.number[name], each.set_, each.period), []).append(name)
        found = {}
        for name, each in self._traits.items():
            earlier = by_year.get((self.number[name], each.set_, each.period - 1), ())
            if (last := self._last_of(earlier)) is not None:
                found[name] = last
        return found

    def _last_of(self, names: Sequence[str]) -> str | None:
        days = [self._traits[name].as_of or date.max for name in names]
        return names[days.index(max(days))] if days and days.count(max(days)) == 1 else None


def is_office_of(one: UnitName, other: UnitName) -> bool:
    """Whether two names are those of a ward and of its own police."""
    names = [spelled(unit.name).removeprefix(_POLICE) for unit in (one, other)]
    if names[0] != names[1] or spelled(one.name) == spelled(other.name) or one.type != other.type:
        return False
    mine, theirs = places(one), places(other)
    return mine <= theirs or theirs <= mine


_POLICE = f"{spelled('Công an')} "


def lies_in(small: UnitName, ward: UnitName) -> bool:
    """Whether a smaller unit, such as a school, lies in a ward; also where its file names no other ward."""
    if small.type in WARDS or ward.type not in WARDS:
        return False
    wards = [place for place in small.within if type_of(place) in WARDS]
    return bare(ward.name) in map(bare, wards) if wards else True


def submission(name: str, of: Traits) -> Submission:
    """What a file says it is of, as both sides of a comparison know it."""
    return Submission(name, of.set_, of.unit, of.period, of.as_of)


def same_era(one: Traits, other: Traits) -> bool:
    """Whether no reform of units lies between two files."""
    eras = era(submission("", one)), era(submission("", other))
    return eras[0] is not None and eras[0] == eras[1]


def may_follow(one: Traits, other: Traits) -> bool:
    """Whether units of one year may be one before and one after the reform, of which nothing else is known."""
    if one.period != REORDERED.year:
        return False
    eras = era(submission("", one)), era(submission("", other))
    return eras[0] != eras[1] or len(one.unit.within) != len(other.unit.within)


def days_of(of: Traits | Whose) -> tuple[date, date]:
    """The first and the last day that a file speaks of: the one it names, else its set's window, else the year."""
    return days_meant(of) if of.as_of is None else (of.as_of, of.as_of)


def days_meant(of: Traits | Whose) -> tuple[date, date]:
    """The first and the last day of the set's window, else of the year, whichever day the file names."""
    if isinstance(of, Traits) and of.window is not None:
        return of.window
    assert of.period is not None
    return date(of.period, 1, 1), date(of.period, 12, 31)


def find(of: Traits | Whose, register: Register) -> FoundUnit:
    """The unit that a file means on the last of its days, or else one that it means on the first."""
    first, last = days_of(of)
    found = register.find(of.unit, last)
    if not found.notes:
        return found
    earlier = register.find(of.unit, first)
    return found if earlier.unit is None or earlier.notes else earlier


def places(unit: UnitName | KnownUnit) -> frozenset[str]:
    """Where a unit lies, each place without type and tones."""
    return _places(unit.within)


@lru_cache(maxsize=4096)
def _places(within: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(bare, within))


def possible(of: Traits | Whose, found: FoundUnit, register: Register) -> Iterator[KnownUnit]:
    """The units of the register that a file may mean: the one that was found, else all of its id or name."""
    if found.unit is not None:
        yield found.unit
        return
    if of.unit.id is not None:
        yield from register.named(of.unit.id)
    yield from register.named(of.unit.name)
