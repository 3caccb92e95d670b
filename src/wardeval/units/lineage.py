"""Where a unit comes from: values only."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from wardeval.problems import Message


class KnownUnit(NamedTuple):
    """A unit of the register: an id means it only together with its days."""

    id: str
    name: str
    type: str
    within: tuple[str, ...] = ()
    from_: date | None = None
    """The first day; none where it is not known since when the unit has been as it is."""
    to: date | None = None

    def on(self, day: date) -> bool:
        """Whether the unit is there on a day."""
        return (self.from_ or day) <= day <= (self.to or day)


class Descent(NamedTuple):
    """One unit that another was made from: all of it, or only a part."""

    unit: KnownUnit
    whole: bool


class Lineage(NamedTuple):
    """What a unit was made from, and by which decision."""

    unit: KnownUnit
    made_of: tuple[Descent, ...]
    decision: str | None = None
    notes: tuple[Message, ...] = ()
    """What is not known of it."""

    @property
    def is_whole(self) -> bool:
        """Whether the unit is nothing but whole units put together."""
        return all(descent.whole for descent in self.made_of)
