"""What is in folders, by the word of the system: names and what they are the names of. Nothing is opened."""

from __future__ import annotations

import enum
import os
from functools import cached_property
from unicodedata import normalize


class Kind(enum.Enum):
    """What a name in a folder is the name of."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    OTHER = "other"
    """A pipe, a device: nothing that can be handed in."""


class Listing:
    """The names in a folder."""

    def __init__(self, folder: str) -> None:
        """Of `folder`; empty, and with an `error`, where it cannot be read."""
        self.kinds: dict[str, Kind] = {}
        self.error: OSError | None = None
        try:
            with os.scandir(folder) as entries:
                self.kinds = {entry.name: kind_of(entry) for entry in entries}
        except OSError as error:
            self.error = error

    @property
    def is_readable(self) -> bool:
        """Whether the names are known."""
        return self.error is None

    def actual(self, name: str) -> str | None:
        """What a name is on the disk: itself, or one that differs only in capitals or in its Unicode form."""
        return name if name in self.kinds else self._folded.get(_fold(name))

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {_fold(name): name for name in sorted(self.kinds, reverse=True)}


def path_in(folder: str, name: str) -> str:
    """The path of what has a name in a folder; the current folder is not part of it."""
    return name if folder == "." else f"{folder}{os.sep}{name}"


def kind_of(entry: os.DirEntry[str]) -> Kind:
    """What an entry of a folder is; the system says so with the name, so that as a rule nothing more is asked."""
    try:
        if entry.is_file(follow_symlinks=False):
            return Kind.FILE
        if entry.is_symlink() or (hasattr(entry, "is_junction") and entry.is_junction()):
            return Kind.LINK
        return Kind.FOLDER if entry.is_dir(follow_symlinks=False) else Kind.OTHER
    except OSError:
        return Kind.OTHER


def _fold(name: str) -> str:
    return normalize("NFC", normalize("NFC", name).casefold())
