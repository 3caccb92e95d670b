"""What a run asks of the disk beside the files that it checks: every question once, so that all rules see the same."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from wardeval.folders import Listing
from wardeval.sides.files import says_other

_READ = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))


class Disk:
    """What was asked, and the answers, by path."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.listings: dict[str, Listing] = {}
        self.empty: dict[str, bool] = {}
        self.digests: dict[str, str | None] = {}
        self.others: dict[str, bool] = {}
        self.there: dict[str, bool] = {}

    def listing(self, folder: str) -> Listing:
        """The names in a folder."""
        found = self.listings.get(folder)
        if found is None:
            found = self.listings[folder] = Listing(folder)
        return found

    def is_empty(self, path: str) -> bool:
        """Whether there is a file without any bytes; a link is not followed."""
        found = self.empty.get(path)
        if found is None:
            found = self.empty[path] = _size(path) == 0
        return found

    def digest(self, path: str) -> str | None:
        """The SHA-256 of an ordinary file; none where it cannot be read."""
        if path not in self.digests:
            self.digests[path] = digest_of(path)
        return self.digests[path]

    def says_other(self, path: str) -> bool:
        """Whether a file says that it is a criterion set or another file of wardeval, and no assessment."""
        if path not in self.others:
            self.others[path] = says_other(Path(path))
        return self.others[path]

    def has(self, path: str) -> bool:
        """Whether something has this name, a link that leads nowhere included."""
        if path not in self.there:
            self.there[path] = os.path.lexists(path)
        return self.there[path]


def digest_of(path: str) -> str | None:
    """The SHA-256 of an ordinary file; none where it cannot be read. No link is followed, and no pipe waited for."""
    try:
        with open(os.open(path, _READ), "rb", buffering=0) as file:  # noqa: PTH123 - by its descriptor
            is_ordinary = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            return hashlib.file_digest(file, "sha256").hexdigest() if is_ordinary else None
    except OSError:
        return None


def _size(path: str) -> int | None:
    try:
        return os.lstat(path).st_size
    except OSError:
        return None
