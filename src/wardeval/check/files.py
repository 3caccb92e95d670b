"""Which files are checked: those that are named, those in folders, those that a pattern fits; each once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from wardeval.check.patterns import fits
from wardeval.folders import Kind, Listing
from wardeval.problems import Problem, Span, reason, say
from wardeval.sides.files import named_so

STDIN = "-"
"""What standard input is called on the command line."""
_MAGIC = "*?["


class ToCheck(NamedTuple):
    """A file to check: what it is called to people, and where it lies; standard input lies nowhere."""

    name: str
    path: Path | None
    is_named: bool = False
    """Whether it is meant to be an assessment: it is named, not found in a folder."""


class Listed(NamedTuple):
    """The files that the command line names, in path order, and what is wrong with its names."""

    files: tuple[ToCheck, ...]
    problems: tuple[Problem, ...]
    folders: tuple[Path, ...] = ()
    """The folders that were looked through whole."""
    failed: bool = False
    """Whether some folder could not be read: what is in it is not known."""


def by_path(name: str) -> tuple[str, ...]:
    """A key that sorts names of files folder by folder."""
    return tuple(name.split(os.sep))  # noqa: PTH206 - of thousands


def listed(words: Iterable[str], stdin: str | None = None, listing: Callable[[str], Listing] = Listing) -> Listed:
    """The files of the words of a command line; `stdin` is what standard input is called, where it is one of them.

    Of a file and standard input of its name, standard input counts. What is in a folder, `listing` says.
    """
    finding = _Finding(listing)
    if stdin is not None:
        finding.add(ToCheck(stdin, None, is_named=True), os.path.realpath(stdin))
    for word in words:
        if word != STDIN:
            finding.take(word)
    files = sorted(finding.found.values(), key=lambda each: by_path(each.name))
    return Listed(tuple(files), tuple(finding.problems), tuple(finding.folders), finding.failed)


class _Finding:
    """The files found so far, by where they really lie."""

    def __init__(self, listing: Callable[[str], Listing]) -> None:
        self.listing = listing
        self.found: dict[str, ToCheck] = {}
        self.problems: list[Problem] = []
        self.folders: list[Path] = []
        self.failed = False

    def add(self, file: ToCheck, real: str) -> None:
        """Add a file; one that is found again only may turn out to be named."""
        known = self.found.get(real)
        self.found[real] = file if known is None else known._replace(is_named=known.is_named or file.is_named)

    def take(self, word: str) -> None:
        """Add the files that a word of the command line means."""
        path = Path(word)
        if _is_folder(path):
            self.folders.append(path)
            self._add_all(path, self._inside(path))
        elif os.path.lexists(path) or not any(letter in word for letter in _MAGIC):
            self.add(ToCheck(str(path), path, is_named=True), os.path.realpath(path))
        else:
            self._fitting(word, path)

    def _fitting(self, word: str, path: Path) -> None:
        """Add the files that a pattern fits, and those in folders that it fits."""
        root, pattern = _divided(path)
        cut = _length(root)
        found = [file for file in self._inside(root) if _fits(pattern, file[0][cut:])]
        self._add_all(root, found)
        if not found:
            hint = say("check its name and its folder")
            self.problems.append(Problem("missing-file", say("no assessment fits this pattern"), Span(word), hint=hint))

    def _inside(self, folder: Path) -> list[tuple[str, Kind]]:
        failed: list[OSError] = []
        found = named_so(folder, failed.append, self.listing)
        for error in failed:
            self.failed = True
            message = say("the folder cannot be read: {detail}", detail=reason(error))
            self.problems.append(Problem("unreadable-file", message, Span(str(Path(error.filename)))))
        return found

    def _add_all(self, root: Path, files: Iterable[tuple[str, Kind]]) -> None:
        real, cut = os.path.realpath(root), _length(root)
        for name, kind in files:
            around = os.path.realpath(name) if kind is Kind.LINK else f"{real}{os.sep}{name[cut:]}"
            self.add(ToCheck(name, Path(name)), around)


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder; one that is too long to be any is none."""
    with suppress(OSError):
        return path.is_dir()
    return False


def _length(root: Path) -> int:
    """The letters before what follows a folder in the name of a file in it."""
    return len(str(root / "x")) - 1


def _divided(path: Path) -> tuple[Path, str]:
    """The folder that a pattern begins in: as far as its words are names of folders; and the rest of it."""
    root, rest = Path(path.anchor), list(path.parts[1:] if path.anchor else path.parts)
    while rest and _is_folder(root / rest[0]):
        root /= rest.pop(0)
    return root, "/".join(rest)


def _fits(pattern: str, name: str) -> bool:
    return any(fits(pattern, each) for each in _with_folders(name.replace(os.sep, "/")))


def _with_folders(name: str) -> Iterator[str]:
    """A path, and the folders that lead to it."""
    while name:
        yield name
        name = name.rpartition("/")[0]
