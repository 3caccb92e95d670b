"""Many files looked at, in this process or on every core; what came of each, in the order of the files."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from wardeval.batch import run
from wardeval.check.cache import Cache, Row
from wardeval.check.files import ToCheck
from wardeval.check.look import look
from wardeval.check.looked import Looked
from wardeval.content import read_bytes
from wardeval.library import Library, Place
from wardeval.model.record import EMPTY
from wardeval.problems import ExitCode, InputError, Problem
from wardeval.sides.files import is_other

Progress = Callable[[int, int], None]

FEW = 60
"""Files up to which starting processes takes longer than it saves."""
AT_ONCE = 16
"""Files that a process is handed together: fewer take longer, more save nothing."""
_OBJECTS = 50_000


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

    def __call__(self) -> Looking:
        """What looks at files."""
        return Looking(self)


class Looking:
    """Looks at files, each for itself."""

    def __init__(self, start: Start) -> None:
        """As `start` says; no set is loaded yet."""
        self._library, self._today = Library(start.sets), start.today
        self._before = None if start.cache is None else start.cache.open(start.today)

    def __call__(self, file: ToCheck) -> Outcome:
        """What comes of a file on disk; nothing where it was found in a folder and says that it is no assessment."""
        assert file.path is not None
        try:
            content = read_bytes(file.path, file.name)
        except InputError as error:
            return Outcome(Looked(file.name, "", error.problems, ExitCode(error.code)))
        found = self.look(content, file.name)
        if file.is_named or found.looked is None or found.looked.code is ExitCode.OK:
            return found
        return found._replace(looked=None) if says_other(content, found.looked.problems) else found

    def look(self, content: bytes, name: str) -> Outcome:
        """What comes of the bytes of a file."""
        digest = hashlib.sha256(content)
        if self._before is not None and (found := self._before.find(digest.digest(), name)) is not None:
            return Outcome(*found)
        looked = look(content, name, self._library, self._today, f"sha256:{digest.hexdigest()}")
        return Outcome(looked, None if self._before is None else self._before.row(looked, digest.digest()))


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
) -> list[Looked]:
    """What comes of every file, in their order, those left out that are no assessments.

    `contents` holds the bytes of files that lie nowhere.
    """
    on_disk = [file for file in files if file.path is not None]
    look_here = start().look
    rows: list[Row] = []
    found: list[Looked] = []
    with _all_kept():
        results = run(on_disk, start, on_progress, few=FEW, at_once=AT_ONCE, processes=processes)
        for file in files:
            looked, kept = look_here(contents[file.name], file.name) if file.path is None else next(results)
            found.extend([looked] if looked is not None else [])
            rows.extend([kept] if kept is not None else [])
    if start.cache is not None:
        start.cache.keep(rows)
    return found


@contextmanager
def _all_kept() -> Iterator[None]:
    """Look seldom for objects that hold each other: what comes of a file is kept, and holds nothing that holds it."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
