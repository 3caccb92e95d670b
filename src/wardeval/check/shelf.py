"""Where the files of evidence lie: looked for by the listings of folders, each read once; nothing is opened.

A file is named from the folder of its assessment. Nothing outside that folder is looked at, and no link is followed.
"""

from __future__ import annotations

import enum
import os
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from wardeval.check.disk import Disk
from wardeval.check.traits import Claimed, Traits
from wardeval.folders import Kind, Listing, path_in


class Fault(enum.Enum):
    """Why there is no file of evidence."""

    ABSOLUTE = enum.auto()
    UPWARDS = enum.auto()
    BACKSLASH = enum.auto()
    ADDRESS = enum.auto()
    MISSING = enum.auto()
    LINK = enum.auto()
    NO_FILE = enum.auto()
    UNREADABLE = enum.auto()


class Spot(NamedTuple):
    """What a path leads to: where it lies, what it is called there, and what is wrong with it."""

    path: str
    """As the system knows it; as far as it leads where it is faulty."""
    name: str
    """From the folder of the assessment, as the names are on the disk."""
    fault: Fault | None = None


class Found(NamedTuple):
    """A file that an assessment claims, and what its path leads to."""

    file: str
    """The name of the assessment."""
    folder: str
    """The folder that it lies in."""
    claimed: Claimed
    spot: Spot


class Shelf:
    """The files of evidence that the assessments of a run claim, and the folders that they lie in."""

    def __init__(self, traits: Mapping[str, Traits], paths: Mapping[str, Path], disk: Disk) -> None:
        """Of the assessments that lie somewhere; one from standard input or of a revision does not."""
        self._traits, self._paths, self._disk = traits, paths, disk
        self._spots: dict[tuple[str, str], Spot] = {}

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """Every file that is claimed, in the order of the run."""
        return tuple(self._find())

    @cached_property
    def faulty(self) -> tuple[Found, ...]:
        """Those of them that are not there."""
        return tuple([each for each in self.found if each.spot.fault is not None])

    def _find(self) -> Iterator[Found]:
        for name, traits in self._traits.items():
            if traits.claimed and name in self._paths:
                folder = os.path.dirname(str(self._paths[name])) or "."  # noqa: PTH120 - of thousands
                for claimed in traits.claimed:
                    yield Found(name, folder, claimed, self._spot(folder, claimed.file))

    def _spot(self, folder: str, file: str) -> Spot:
        if (fault := _leads_away(file)) is not None:
            return Spot("", file, fault)
        around, _, name = file.rpartition("/")
        place = self._folder(folder, around)
        return place if place.fault is not None else self._step(place, name, Kind.FILE)

    def _folder(self, base: str, around: str) -> Spot:
        """Where the folders of a path lead to."""
        place = self._spots.get((base, around))
        if place is None:
            place = Spot(base, "")
            for name in around.split("/"):
                if name not in ("", ".") and place.fault is None:
                    place = self._step(place, name, Kind.FOLDER)
            self._spots[base, around] = place
        return place

    def _step(self, place: Spot, name: str, expected: Kind) -> Spot:
        """What a name in a folder leads to."""
        listing = self._disk.listing(place.path)
        kind = listing.kinds.get(name)
        actual = name if kind is not None else listing.actual(name)
        there = actual or name
        shown = f"{place.name}/{there}" if place.name else there
        fault = None if kind is expected else _fault(listing, name, actual, expected)
        return Spot(path_in(place.path, there), shown, fault)


def _fault(listing: Listing, name: str, actual: str | None, expected: Kind) -> Fault | None:
    """What is wrong with a name in a folder, which is `actual` there."""
    if actual is None:
        if not listing.is_readable:
            return Fault.UNREADABLE
        return Fault.MISSING if name not in ("", ".") else Fault.NO_FILE
    kind = listing.kinds[actual]
    if kind is expected:
        return None
    return Fault.LINK if kind is Kind.LINK else Fault.NO_FILE


_DRIVE = re.compile(r"[A-Za-z]:")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")


def _leads_away(file: str) -> Fault | None:
    """Why a path does not lead to a file below a folder, on any system."""
    if file[0] != "/" and ":" not in file and "\\" not in file and ".." not in file:
        return None  # as a rule
    if _ADDRESS.match(file):
        return Fault.ADDRESS
    if file[0] in "/\\" or _DRIVE.match(file):
        return Fault.ABSOLUTE
    if "\\" in file:
        return Fault.BACKSLASH
    return Fault.UPWARDS if ".." in file and ".." in file.split("/") else None
