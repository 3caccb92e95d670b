"""Many files looked at, in this process or on every core; what came of each, in the order of the files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from wardeval.batch import run
from wardeval.check.files import ToCheck
from wardeval.check.look import Paper, look_at
from wardeval.check.looked import Looked
from wardeval.content import read_bytes
from wardeval.library import Library, Place
from wardeval.model.record import EMPTY
from wardeval.problems import ExitCode, InputError, Problem
from wardeval.sides.files import is_other

if TYPE_CHECKING:
    from wardeval.check.kept.cache import Cache, Row

Progress = Callable[[int, int], None]

FEW = 60
"""Files up to which starting processes takes longer than it saves."""
AT_ONCE = 32
"""Files that a process is handed together: fewer take longer, more save nothing."""


class Outcome(NamedTuple):
    """What comes of a file, if it is an assessment; and what to keep of it for the next time."""

    looked: Looked | None
    kept: Row | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Begins the work of one process: the sets, each loaded once, and the day of checking."""

    sets: tuple[Place, ...]
    today: date
    cache: Cache | None = None
    """Where what came of files before is kept."""
    digests: bool = True
    """Whether the digests of files are asked for."""

    def __call__(self) -> Looking:
        """What looks at files."""
        return Looking(self)


class Looking:
    """Looks at files, each for itself."""

    def __init__(self, start: Start) -> None:
        """As `start` says; no set is loaded yet."""
        self._library, self._today, self._digests = Library(start.sets), start.today, start.digests
        self._before = None if start.cache is None else start.cache.open(start.today)

    def __call__(self, files: Sequence[ToCheck]) -> list[Outcome]:
        """What comes of files on disk; nothing of one that was found in a folder and says that it is no assessment."""
        contents: list[bytes | InputError] = [_content(file) for file in files]
        found = iter(
            self.look(
                [(each, file.name) for each, file in zip(contents, files, strict=True) if isinstance(each, bytes)]
            )
        )
        return [
            _unless_other(next(found), file, content)
            if isinstance(content, bytes)
            else Outcome(Looked(file.name, "", content.problems, ExitCode(content.code)))
            for file, content in zip(files, contents, strict=True)
        ]

    def look(self, files: Iterable[tuple[bytes, str]]) -> list[Outcome]:
        """What comes of the bytes of files, each with its name."""
        if self._before is None and not self._digests:
            papers = [Paper(content, name) for content, name in files]
            return [Outcome(looked) for looked in look_at(papers, self._library, self._today)]
        papers, digests = [], []
        known: list[Outcome | None] = []
        for content, name in files:
            digest = hashlib.sha256(content)
            before = None if self._before is None else self._before.find(digest.digest(), name)
            known.append(None if before is None else Outcome(*before))
            if before is None:
                papers.append(Paper(content, name, f"sha256:{digest.hexdigest()}"))
                digests.append(digest.digest())
        found = map(self._kept, look_at(papers, self._library, self._today), digests)
        return [next(found) if each is None else each for each in known]

    def _kept(self, looked: Looked, digest: bytes) -> Outcome:
        return Outcome(looked, None if self._before is None else self._before.row(looked, digest))


def _content(file: ToCheck) -> bytes | InputError:
    """The bytes of a file on disk, or why they cannot be had."""
    assert file.path is not None
    try:
        return read_bytes(file.path, file.name)
    except InputError as error:
        return error


def _unless_other(found: Outcome, file: ToCheck, content: bytes) -> Outcome:
    """What came of a file, but nothing where it says that it is no assessment and was not named."""
    if file.is_named or found.looked is None or found.looked.code is ExitCode.OK:
        return found
    return found._replace(looked=None) if says_other(content, found.looked.problems) else found


def says_other(content: bytes, problems: Iterable[Problem]) -> bool:
    """Whether a file that cannot be used says that it is no assessment."""
    return is_other(content) or any(problem.rule == "other-kind" for problem in problems)


def look_all(
    files: Sequence[ToCheck],
    start: Start,
    contents: Mapping[str, bytes] = EMPTY,
    on_progress: Progress | None = None,
    *,
    processes: int | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> list[Looked]:
    """What comes of every file, in their order, those left out that are no assessments.

    `contents` holds the bytes of files that lie nowhere. `meanwhile` is called while other processes look at files.
    """
    on_disk = [file for file in files if file.path is not None]
    handfuls = [on_disk[at : at + AT_ONCE] for at in range(0, len(on_disk), AT_ONCE)]
    look_here = start().look
    rows: list[Row] = []
    found: list[Looked] = []
    counted = None if on_progress is None else _of_files(on_progress, len(on_disk))
    count = 1 if processes is None and len(on_disk) <= FEW else processes
    if not handfuls and meanwhile is not None:
        meanwhile()
    outcomes = chain.from_iterable(
        run(handfuls, start, counted, few=1, at_once=1, processes=count, meanwhile=meanwhile)
    )
    for file in files:
        looked, kept = look_here([(contents[file.name], file.name)])[0] if file.path is None else next(outcomes)
        found.extend([looked] if looked is not None else [])
        rows.extend([kept] if kept is not None else [])
    if start.cache is not None:
        start.cache.keep(rows)
    return found


def _of_files(on_progress: Progress, number: int) -> Progress:
    """What is told of handfuls, told of so many files."""
    return lambda done, _: on_progress(min(done * AT_ONCE, number), number)
