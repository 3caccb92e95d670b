"""An assessment file on one side, by its head alone: values only."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from wardeval.engine.change import UnitName
from wardeval.library import Place
from wardeval.problems import Message, Problem
from wardeval.units.lineage import Lineage


class Submission(NamedTuple):
    """A file of which it is known whose it is; the rest of it may still be wrong."""

    name: str
    """What the file is called to people: its path, or `revision:path`."""
    set_: str
    """What the file names: the id of a set, or a family."""
    unit: UnitName
    period: int
    as_of: date | None = None
    path: Path | None = None
    content: bytes | None = None
    """The bytes, where the file is not read from disk."""
    place: Path | None = None
    """Where a file of a revision would lie in the work tree."""
    problems: tuple[Problem, ...] = ()
    """Why the file cannot be used, although it is known whose it is; what its head does not say is left empty."""


class Found(NamedTuple):
    """One side: its files, what could not be used, and where its sets are looked for."""

    label: str
    """The side as the command line named it."""
    submissions: tuple[Submission, ...]
    problems: tuple[Problem, ...]
    places: tuple[Place, ...]
    is_file: bool = False
    """Whether the command line named one file."""


class Pairing(NamedTuple):
    """Files that belong together: one of each side, or several of one side that became one unit of the other."""

    before: tuple[Submission, ...]
    after: tuple[Submission, ...]
    lineage: Lineage | None = None
    """Where one side was made from the other: the unit that is there later, and what it was made from."""
    backwards: bool = False
    """Whether the later unit stands on the side before."""
    refusals: tuple[Message, ...] = ()
    """Why files that belong together cannot be compared."""
    notes: tuple[Message, ...] = ()
