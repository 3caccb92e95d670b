"""A run as it was: where nothing that it looked at has changed since, it comes to the same.

What a run looked at, it looks at again: the names in folders, what lies beside the files, and their bytes; but bytes
are not read where size, times and number of a file say that they are the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from wardeval.check.checkup import CheckedFile, Checkup
from wardeval.check.disk import Disk, digest_of, sign
from wardeval.check.files import Listed, listed
from wardeval.check.looked import Standing
from wardeval.folders import Kind, path_in
from wardeval.problems import Problem

Sizes = tuple[tuple[str, tuple[str, ...], tuple[int, ...]], ...]
"""Folders, names in each, and how many bytes each of these files has."""
_NO_SIZE = -1
"""In the place of a size that is not known."""


class Meant(NamedTuple):
    """What the words of a command line meant."""

    reals: tuple[str, ...]
    """Where they really lead."""
    names: tuple[str, ...]
    """The files, and which of them are named."""
    named: tuple[bool, ...]
    problems: tuple[Problem, ...]
    folders: tuple[str, ...]
    failed: bool


class Traces(NamedTuple):
    """What a run looked at, and what it saw."""

    meant: Meant
    digests: tuple[str, ...]
    """The SHA-256 of the bytes of each file, as `sha256:…`."""
    signs: tuple[str, ...]
    """What tells each file from every later state of it."""
    listed: tuple[str, ...]
    """The folders whose names were asked for, and the digest of all these names."""
    listings: str
    sizes: Sizes
    """The sizes of files beside them."""
    hashed: tuple[tuple[str, bool, str | None, str], ...]
    """Files beside them that were read, whole or at the end: the SHA-256, and what tells each from later states."""
    others: tuple[tuple[str, bool], ...]
    there: tuple[tuple[str, bool], ...]


class Run(NamedTuple):
    """A run: its words, what it looked at, and what it came to."""

    words: tuple[str, ...]
    beside: tuple[str, ...]
    """What it read beside the files, as it is called to people."""
    traces: Traces
    checkup: Checkup
    """Without its files."""
    files: tuple[tuple[int, int], ...]
    """The files of the checkup by their places among the names, each with the place of what it comes to."""
    standings: tuple[Standing | None, ...]


def run_of(words: Iterable[str], beside: Iterable[str], traces: Traces, checkup: Checkup) -> Run:
    """A run that came to a checkup."""
    places = {name: place for place, name in enumerate(traces.meant.names)}
    standings = {standing: place for place, standing in enumerate(dict.fromkeys(each[2] for each in checkup.files))}
    files = tuple((places[each.name], standings[each.standing]) for each in checkup.files)
    return Run(tuple(words), tuple(beside), traces, checkup._replace(files=()), files, tuple(standings))


def checkup_of(run: Run) -> Checkup:
    """What a run came to."""
    names, digests, standings = run.traces.meant.names, run.traces.digests, run.standings
    files = [CheckedFile(names[place], digests[place], standings[stands]) for place, stands in run.files]
    return run.checkup._replace(files=tuple(files))


def traces_of(
    words: Iterable[str], found: Listed, digests: Mapping[str, str], signs: Sequence[str], disk: Disk, now: int
) -> Traces | None:
    """What a run saw, by the digests of the files that it judged; none where the bytes of a file are not known.

    `signs` were taken of the files before they were read.
    """
    known = []
    for file, before in zip(found.files, signs, strict=True):
        digest = digests.get(file.name) or _digest_of_other(file.name, before, now)
        if digest is None:
            return None
        known.append(digest)
    return Traces(
        _meant(words, found),
        tuple(known),
        tuple(signs),
        tuple(disk.listings),
        _names_in(disk, disk.listings),
        _by_folder(disk.sizes),
        tuple([(path, whole, digest, disk.signs[path]) for (path, whole), digest in disk.digests.items()]),
        tuple(disk.others.items()),
        tuple(disk.there.items()),
    )


def unchanged(words: Iterable[str], traces: Traces, now: int) -> Traces | None:
    """What is seen where a run looked, if that is what the run saw; `now` in nanoseconds."""
    disk = Disk(now)
    if _meant(words, listed(words, None, disk.listing)) != traces.meant:
        return None
    if _names_in(disk, traces.listed) != traces.listings:
        return None
    signs = _same_files(traces, now)
    if signs is None:
        return None
    for folder, names, sizes in traces.sizes:
        begin = path_in(folder, "")
        if tuple([_stored(disk.size(begin + name)) for name in names]) != sizes:
            return None
    if any(disk.says_other(path) is not said for path, said in traces.others):
        return None
    if any(disk.has(path) is not is_there for path, is_there in traces.there):
        return None
    hashed = []
    for path, whole, digest, before in traces.hashed:
        after = sign(path, now, follow=False)
        if (not before or after != before) and digest_of(path, whole=whole) != digest:
            return None
        hashed.append((path, whole, digest, after))
    return traces._replace(signs=signs, hashed=tuple(hashed))


def _same_files(traces: Traces, now: int) -> tuple[str, ...] | None:
    """What tells the files from every later state, if their bytes are those of the run."""
    signs = []
    for name, digest, before in zip(traces.meant.names, traces.digests, traces.signs, strict=True):
        after = sign(name, now)
        if (not before or after != before) and f"sha256:{digest_of(name, follow=True)}" != digest:
            return None
        signs.append(after)
    return tuple(signs)


def _meant(words: Iterable[str], found: Listed) -> Meant:
    return Meant(
        tuple(map(os.path.realpath, words)),
        tuple([each.name for each in found.files]),
        tuple([each.is_named for each in found.files]),
        found.problems,
        tuple(map(str, found.folders)),
        found.failed,
    )


def _digest_of_other(name: str, before: str, now: int) -> str | None:
    """The digest of a file that was passed over, if it is surely as it was then."""
    digest = digest_of(name, follow=True)
    return f"sha256:{digest}" if digest is not None and before and sign(name, now) == before else None


def _names_in(disk: Disk, folders: Iterable[str]) -> str:
    """A digest of the names in folders, and of what they are the names of."""
    whole = sha256()
    for folder in folders:
        listing = disk.listing(folder)
        names, kinds = sorted(listing.kinds), listing.kinds
        others = [f"{name}/{kinds[name].value}" for name in names if kinds[name] is not Kind.FILE]
        seen = "\0".join((folder, str(listing.is_readable), *names, *others, ""))  # no name holds these signs
        whole.update(seen.encode(errors="surrogatepass"))
    return whole.hexdigest()


def _by_folder(sizes: Mapping[str, int | None]) -> Sizes:
    found: dict[str, tuple[list[str], list[int]]] = {}
    for path, size in sizes.items():
        folder, _, name = path.rpartition(os.sep)
        names, known = found.setdefault(folder or ".", ([], []))
        names.append(name)
        known.append(_stored(size))
    return tuple([(folder, tuple(names), tuple(known)) for folder, (names, known) in found.items()])


def _stored(size: int | None) -> int:
    return _NO_SIZE if size is None else size
