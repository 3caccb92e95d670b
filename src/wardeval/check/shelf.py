"""Where the files of evidence lie: looked for by the listings of folders, each read once; nothing is opened.

A file is named from the folder of its assessment. Nothing outside that folder is looked at, and no link is followed.
"""

from __future__ import annotations

import enum
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from wardeval.check.disk import Disk
from wardeval.check.traits import Claimed, Traits
from wardeval.folders import Kind, Listing, path_in
from wardeval.model.record import EMPTY


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


class _Folder(NamedTuple):
    """A folder that paths lead to."""

    spot: Spot
    kinds: Mapping[str, Kind]
    """What is in it; nothing where there is no such folder."""
    begin: str
    """What the paths of its files begin with."""


class Shelf:
    """The files of evidence that the assessments of a run claim, and the folders that they lie in."""

    def __init__(self, traits: Mapping[str, Traits], paths: Mapping[str, Path], disk: Disk) -> None:
        """Of the assessments that lie somewhere; one from standard input or of a revision does not."""
        self._traits, self._paths, self._disk = traits, paths, disk
        self._folders: dict[str, dict[str, _Folder]] = defaultdict(dict)
        """By the folder of the assessment, and the way from there."""

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """Every file that is claimed, in the order of the run."""
        found: list[Found] = []
        for name, traits in self._traits.items():
            if traits.claimed and name in self._paths:
                folder = os.path.dirname(str(self._paths[name])) or "."  # noqa: PTH120 - of thousands
                spots = self._spots(folder, [each.file for each in traits.claimed])
                found.extend(
                    [Found(name, folder, claimed, spot) for claimed, spot in zip(traits.claimed, spots, strict=True)]
                )
        return tuple(found)

    @cached_property
    def faulty(self) -> tuple[Found, ...]:
        """Those of them that are not there."""
        return tuple([each for each in self.found if each.spot.fault is not None])

    def _spots(self, base: str, files: Iterable[str]) -> Iterator[Spot]:
        """Where the files of an assessment in the folder `base` lie."""
        known = self._folders[base]
        for file in files:
            if (fault := _leads_away(file)) is not None:
                yield Spot("", file, fault)
                continue
            around, _, name = file.rpartition("/")
            folder = known.get(around)
            if folder is None:
                folder = known[around] = self._folder(base, around)
            if folder.kinds.get(name) is Kind.FILE and folder.spot.name == around:  # as a rule
                yield Spot(folder.begin + name, file)
            elif folder.spot.fault is not None:
                yield folder.spot
            else:
                yield self._step(folder.spot, name, Kind.FILE)

    def _folder(self, base: str, around: str) -> _Folder:
        """Where the folders of a path lead to."""
        place = Spot(base, "")
        for name in around.split("/"):
            if name not in ("", ".") and place.fault is None:
                place = self._step(place, name, Kind.FOLDER)
        kinds = EMPTY if place.fault is not None else self._disk.listing(place.path).kinds
        return _Folder(place, kinds, path_in(place.path, ""))

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
