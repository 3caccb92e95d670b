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
        self.sizes: dict[str, int | None] = {}
        self.signs: dict[str, str] = {}
        """What tells the files whose bytes were read from every later state of them."""
        self.digests: dict[tuple[str, bool], str | None] = {}
        """By the path, and whether all of the file was read."""
        self.others: dict[str, bool] = {}
        self.there: dict[str, bool] = {}

    def listing(self, folder: str) -> Listing:
        """The names in a folder."""
        found = self.listings.get(folder)
        if found is None:
            found = self.listings[folder] = Listing(folder)
        return found

    def size(self, path: str) -> int | None:
        """How many bytes a file has, none where that is not known; a link is not followed."""
        if path not in self.sizes:
            self.sizes[path] = _size(path)
        return self.sizes[path]

    def digest(self, path: str, *, whole: bool = True) -> str | None:
        """The SHA-256 of an ordinary file, or of its end only; none where it cannot be read."""
        asked = path, whole
        if asked not in self.digests:
            self.signs.setdefault(path, sign(path, self._now, follow=False))
            self.digests[asked] = digest_of(path, whole=whole)
        return self.digests[asked]

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


_END = 4096
"""Bytes at the end of a file by which one is told from another of the same size: a scan says there what it is."""


def digest_of(path: str, *, follow: bool = False, whole: bool = True) -> str | None:
    """The SHA-256 of an ordinary file, or of its end; none where it cannot be read. No pipe is waited for."""
    try:
        descriptor = os.open(path, _READ | (0 if follow else _NO_LINK))
        with open(descriptor, "rb", buffering=0) as file:  # noqa: PTH123 - by its descriptor
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                return None
            if not whole:
                file.seek(max(0, about.st_size - _END))
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _size(path: str) -> int | None:
    try:
        return os.lstat(path).st_size
    except OSError:
        return None
