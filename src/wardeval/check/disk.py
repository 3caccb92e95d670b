"""What a run asks of the disk beside the files that it checks: every question once, so that all rules see the same."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from wardeval.folders import Listing
from wardeval.sides.files import says_other

_READ = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)


class Disk:
    """What was asked, and the answers, by path."""

    def __init__(self, now: int = 0) -> None:
        """Nothing is known yet. `now`, in nanoseconds, is the time from which on changes of files are to be seen."""
        self._now = now
        self.listings: dict[str, Listing] = {}
        self.empty: dict[str, bool] = {}
        self.signs: dict[str, str] = {}
        """What tells the files whose bytes were read from every later state of them."""
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
            self.signs[path] = sign(path, self._now, follow=False)
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


_LATELY = 2 * 10**9
"""Nanoseconds in which a file may change twice and look the same."""


def sign(path: str, now: int, *, follow: bool = True) -> str:
    """What tells a file as it is from every later state of it; empty where that is not certain."""
    try:
        about = os.stat(path, follow_symlinks=follow)  # noqa: PTH116 - for thousands of files
    except (OSError, ValueError):
        return ""
    if max(about.st_mtime_ns, about.st_ctime_ns) > now - _LATELY:
        return ""
    return f"{about.st_size} {about.st_mtime_ns} {about.st_ctime_ns} {about.st_ino}"


def digest_of(path: str, *, follow: bool = False) -> str | None:
    """The SHA-256 of an ordinary file; none where it cannot be read. No pipe is waited for."""
    try:
        descriptor = os.open(path, _READ | (0 if follow else _NO_LINK))
        with open(descriptor, "rb", buffering=0) as file:  # noqa: PTH123 - by its descriptor
            is_ordinary = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            return hashlib.file_digest(file, "sha256").hexdigest() if is_ordinary else None
    except OSError:
        return None


def _size(path: str) -> int | None:
    try:
        return os.lstat(path).st_size
    except OSError:
        return None
