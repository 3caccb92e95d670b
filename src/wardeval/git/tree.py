"""The files of a revision, named and used like paths."""

from __future__ import annotations

import io
import os
import stat
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, NamedTuple
from unicodedata import normalize

from wardeval.git.program import run
from wardeval.problems import InputError, Problem, Span, say

if TYPE_CHECKING:
    from wardeval.git.repository import Repository


_MOST = 1 << 28


class Entry(NamedTuple):
    """What a tree holds under a name: a mode as `stat` knows it, and the name of the content."""

    mode: int
    object: str


@dataclass(eq=False)
class Tree:
    """The files of a revision, listed once."""

    repository: Repository
    label: str
    """The revision as it was named."""
    object: str
    _entries: dict[str, Entry] | None = field(default=None, repr=False)
    _names: list[str] = field(default_factory=list, repr=False)

    @property
    def entries(self) -> dict[str, Entry]:
        """Every file, link and submodule by its path."""
        if self._entries is None:
            listed = run(self.repository.folder, "ls-tree", "-r", "-z", "--full-tree", self.object)
            self._entries = dict(map(_entry, filter(None, listed.split(b"\0"))))
            self._names = sorted(self._entries)
        return self._entries

    def below(self, folder: str) -> Iterator[str]:
        """The paths in a folder and in those inside it."""
        begin = f"{folder}/" if folder else ""
        entries = self.entries
        at = bisect_left(self._names, begin)
        while at < len(entries) and self._names[at].startswith(begin):
            yield self._names[at]
            at += 1

    def same(self, path: str) -> str:
        """A path as the tree writes it: letters with marks may be composed or not."""
        if path in self.entries or any(self.below(path)):
            return path
        wanted, length = normalize("NFC", path), path.count("/") + 1
        for name in () if path.isascii() else self._names:
            begin = "/".join(name.split("/")[:length])
            if normalize("NFC", begin) == wanted:
                return begin
        return path

    def __getstate__(self) -> tuple[Repository, str, str]:
        return self.repository, self.label, self.object

    def __setstate__(self, state: tuple[Repository, str, str]) -> None:
        self.repository, self.label, self.object = state
        self._entries, self._names = None, []


@dataclass(frozen=True, slots=True)
class GitPath:
    """A file or folder of a revision, used like a `Path`; links and submodules are there, but are not followed."""

    tree: Tree
    path: str
    """From the root of the repository, with slashes; empty for the root."""

    def __str__(self) -> str:
        return f"{self.tree.label}:{self.path}"

    def __lt__(self, other: GitPath) -> bool:
        return self.path.split("/") < other.path.split("/")

    def __truediv__(self, key: str) -> GitPath:
        return GitPath(self.tree, "/".join(PurePosixPath(self.path, key).parts))

    @property
    def name(self) -> str:
        """The last part of the path."""
        return PurePosixPath(self.path).name

    @property
    def stem(self) -> str:
        """The name without what follows its last point."""
        return PurePosixPath(self.path).stem

    @property
    def suffix(self) -> str:
        """The last point of the name and what follows it."""
        return PurePosixPath(self.path).suffix

    @property
    def parent(self) -> GitPath:
        """The folder around; the root's is the root."""
        return GitPath(self.tree, self.path.rpartition("/")[0])

    @property
    def parents(self) -> tuple[GitPath, ...]:
        """The folders around, the nearest first."""
        return (self.parent, *self.parent.parents) if self.path else ()

    def with_name(self, name: str) -> GitPath:
        """Another file of the same folder."""
        return self.parent / name

    def resolve(self) -> GitPath:
        """The path itself: a revision has no links that are followed."""
        return self

    def is_dir(self) -> bool:
        """Whether this is a folder."""
        return not self.path or any(self.tree.below(self.path))

    def is_file(self) -> bool:
        """Whether this is an ordinary file."""
        entry = self.tree.entries.get(self.path)
        return entry is not None and stat.S_ISREG(entry.mode)

    def exists(self) -> bool:
        """Whether there is anything here."""
        return self.path in self.tree.entries or self.is_dir()

    def glob(self, pattern: str) -> Iterator[GitPath]:
        """The files of the folder, and what else is no folder, whose names fit."""
        depth = len(self.path.split("/")) if self.path else 0
        return (found for found in self.rglob(pattern) if found.path.count("/") == depth)

    def rglob(self, pattern: str) -> Iterator[GitPath]:
        """The same of the folders inside it, too."""
        for path in self.tree.below(self.path):
            if fnmatchcase(path.rpartition("/")[2], pattern):
                yield GitPath(self.tree, path)

    def stat(self) -> os.stat_result:
        """What kind of thing this is, and nothing else; raises `FileNotFoundError`."""
        entry = self.tree.entries.get(self.path)
        if entry is None and not self.is_dir():
            raise FileNotFoundError(str(self))
        return os.stat_result((entry.mode if entry else stat.S_IFDIR, *(0,) * 9))

    def read(self, limit: int) -> bytes:
        """The first `limit` bytes of an ordinary file; raises `InputError` or `FileNotFoundError`."""
        if not self.is_file():
            raise FileNotFoundError(str(self))
        content = self.tree.repository.read(self.tree.entries[self.path].object, limit)
        if content is None:
            message = say("git does not have the content of this file")
            hint = say("the copy of the repository is not whole; “git fetch” completes it")
            raise InputError([Problem("unreadable-file", message, Span(str(self)), hint=hint)])
        return content

    def open(self, mode: Literal["rb"]) -> io.BytesIO:
        """The file to read, no more of it than anybody takes."""
        assert mode == "rb"
        return io.BytesIO(self.read(_MOST))


def _entry(line: bytes) -> tuple[str, Entry]:
    about, _, path = line.partition(b"\t")
    mode, _, object_ = about.split()
    return decoded(path), Entry(int(mode, 8), object_.decode())


def decoded(path: bytes) -> str:
    """A path of the repository as text; bytes that are no UTF-8 are kept."""
    return path.decode("utf-8", "surrogateescape")
