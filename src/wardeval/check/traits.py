"""What the rules about several files know of one file: values only, small, the same for the same bytes and set."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from wardeval.engine.unit_name import UnitName
from wardeval.problems import Keys

Pair = tuple[int, int]
"""An exact number: what stands above the line, and below it."""


class Whose(NamedTuple):
    """Of whom and of when a file is that cannot be judged, as far as its head says it."""

    unit: UnitName
    period: int | None
    """None where that cannot be read."""
    set_: str
    """What the file names: the id of a set, or a family; empty where that cannot be read."""
    as_of: date | None = None


class Claimed(NamedTuple):
    """A file that the register of evidence names, as written there, and the SHA-256 that it should have."""

    id: str
    """The key in the register."""
    file: str
    sha256: str | None = None


class Documented(NamedTuple):
    """A document of the register: by its key, with its number in one spelling, its issuer, its day."""

    id: str
    number: str
    """In capitals, without blanks and leading zeros; empty where there is none."""
    issuer: str
    """In small letters and one spelling; empty where there is none."""
    title: int
    """A number that stands for the title, or the summary, where a year stands in it; else 0."""
    day: date | None
    is_ours: int = 0
    """1 where its title or summary names the unit of the file, else 0."""
    written: str = ""
    """The number as it is told, where it is written otherwise; empty where that is the one spelling."""


class Explained(NamedTuple):
    """A text of one's own words: where it stands, and what near-identical texts have in common with it."""

    keys: Keys
    sketch: str
    """Owned by `check/texts.py`."""


class Asked(NamedTuple):
    """An answer about the verdict of another set, on the track that counts: where it stands, and what it says."""

    keys: Keys
    set_: str
    """The id of the set, or a family."""
    is_met: int
    """1 or 0."""


class Yearly(NamedTuple):
    """An answer that gives the number of the year and of the year before: where it stands, and both."""

    keys: Keys
    now: Pair
    before: Pair


class Tallied(NamedTuple):
    """What the unit's own answers come to at least and at most, and out of how much."""

    least: Pair
    most: Pair
    of: Pair


class Traits(NamedTuple):
    """What a file says of itself that other files may contradict."""

    unit: UnitName
    period: int
    set_: str
    """The id of the set that it is judged by."""
    as_of: date | None
    known_as: tuple[str, ...] = ()
    """The id of the set, of those that it completes, the last of them the set itself, and its family."""
    types: tuple[str, ...] = ()
    """The types of unit that the set is for."""
    window: tuple[date, date] | None = None
    """The days that count for the period."""
    documents: tuple[Documented, ...] = ()
    claimed: tuple[Claimed, ...] = ()
    explained: tuple[Explained, ...] = ()
    asked: tuple[Asked, ...] = ()
    reached: Pair | None = None
    """Whether the highest verdict that has conditions is reached, and whether any of them is: numbers of `Met`."""
    is_verified: int = 0
    """1 where that is what a verifier's answers come to, else 0."""
    met: Tallied | None = None
    """Criteria met; none where no criterion has a notion of met."""
    points: Tallied | None = None
    """The total; none where there is none, or no bound of it is known."""
    numbers: Pair = (0, 0)
    """How many of the unit's own answers are numbers above 0, and a number that stands for all of these."""
    said: int = 0
    """A number that stands for all that the unit's own answers mean and explain; 0 where there are none."""
    yearly: tuple[Yearly, ...] = ()

    @property
    def registered(self) -> list[tuple[object, ...]]:
        """The documents in one order, without their keys and without how their numbers are written."""
        documents = [(each.number, each.issuer, each.title, each.day) for each in self.documents]
        return sorted(documents, key=repr)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes as columns: thousands of small records take longer than all that is in them."""
        values: list[Any] = list(self)
        for place, _ in _TABLES:
            values[place] = tuple(zip(*values[place], strict=True))
        return _joined, (values,)


_TABLES: tuple[tuple[int, type], ...] = tuple(
    (Traits._fields.index(name), kind)
    for name, kind in (("documents", Documented), ("claimed", Claimed), ("explained", Explained))
)
"""Where stands what a file may have many of, and what each is."""


def _joined(values: list[Any]) -> Traits:
    """Traits of which the tables came as columns."""
    for place, kind in _TABLES:
        values[place] = tuple([tuple.__new__(kind, row) for row in zip(*values[place], strict=True)])
    return Traits._make(values)
