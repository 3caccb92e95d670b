"""A unit as a file names it."""

from __future__ import annotations

from typing import NamedTuple


class UnitName(NamedTuple):
    """The id, the name and the type of a unit, and where it lies."""

    id: str | None
    name: str
    type: str
    within: tuple[str, ...] = ()
