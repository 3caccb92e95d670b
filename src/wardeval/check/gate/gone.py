"""Which units had a file before, and have none any more: a file that is deleted hides what got worse."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wardeval.sides.files import yaml_files
from wardeval.sides.gather import Heads
from wardeval.sides.identity import era
from wardeval.sides.submission import Submission
from wardeval.units.naming import spelled
from wardeval.units.register import day_of

if TYPE_CHECKING:
    from wardeval.check.files import ToCheck
    from wardeval.check.traits import Whose
    from wardeval.engine.unit_name import UnitName
    from wardeval.units.register import Register


class Run(NamedTuple):
    """What is known of a run where a file is missing in it."""

    files: Sequence[Submission]
    """The files that may have come after those of before."""
    paths: frozenset[str]
    """Where the files of the run really lie that stand for themselves, also where they were there before."""
    unread: Sequence[Whose | None] = ()
    """Of whom those are that cannot be judged, as far as that can be read."""
    folders: Sequence[Path] = ()
    """The folders that were looked through whole."""
    is_whole: bool = False
    """Whether whatever came after would be among the files."""
    register: Register | None = None
    today: date = date.max


def holds_after(year: int, folder: Path, files: Iterable[ToCheck]) -> bool:
    """Whether every assessment of a folder that is later than a year is among some files."""
    real = {os.path.realpath(file.path) for file in files if file.path is not None}
    others = [(file, str(file)) for file in yaml_files(folder) if os.path.realpath(file) not in real]
    return all(each.period is not None and each.period <= year for each in Heads().read(others))


def gone(before: Iterable[Submission], run: Run) -> Iterator[Submission]:
    """Of files of before that have no counterpart, those that surely have none, wherever it may be looked for."""
    if None in run.unread:
        return  # it may be the one of any unit
    folders = [folder.resolve() for folder in run.folders]
    for file in before:
        if _is_looked_for(file, run, folders) and not (_has_other(file, run) or _may_have_ended(file, run)):
            yield file


def _is_looked_for(file: Submission, run: Run, folders: Iterable[Path]) -> bool:
    """Whether the file, or a later one in its place, would have been found, if it is time for that."""
    if file.path is not None and os.path.realpath(file.path) in run.paths:
        return False  # it is of the run itself
    if file.place is None:
        is_due = any(later.period == file.period or later.period < run.today.year for later in run.files)
        return run.is_whole and is_due
    place = file.place.parent.resolve() / file.place.name
    return run.is_whole or any(place.is_relative_to(folder) for folder in folders)


def _has_other(file: Submission, run: Run) -> bool:
    """Whether the unit has a file that cannot be judged, or a later one for the same set."""
    return any(each is not None and _is_one(each.unit, file.unit) for each in run.unread) or any(
        later.set_ == file.set_ and later.period >= file.period and _is_one(later.unit, file.unit)
        for later in run.files
    )


def _is_one(unit: UnitName, other: UnitName) -> bool:
    if unit.id is not None and other.id is not None:
        return unit.id == other.id
    return spelled(unit.name) == spelled(other.name)


def _may_have_ended(file: Submission, run: Run) -> bool:
    """Whether there may be no such unit any more in the years that the run is of."""
    if any(later.period == file.period for later in run.files):
        return False
    if run.register is not None:
        known = run.register.find(file.unit, day_of(file.period, file.as_of)).unit
        if known is not None:
            last = max((day_of(later.period, later.as_of) for later in run.files), default=known.to)
            return known.to is not None and (last is None or known.to < last)
    return era(file) is not True and any(era(later) is not False for later in run.files)
