"""Many files looked at, in this process or on every core; what came of each, in the order of the files."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial

from wardeval.batch import run
from wardeval.check.files import ToCheck
from wardeval.check.look import look
from wardeval.check.looked import Looked
from wardeval.content import read_bytes
from wardeval.library import Library, Place
from wardeval.model.record import EMPTY
from wardeval.problems import ExitCode, InputError
from wardeval.sides.files import is_other

Progress = Callable[[int, int], None]
Look = Callable[[bytes, str], Looked]
"""What comes of the bytes of a file and what it is called: where a cache would answer in place of looking."""

FEW = 60
"""Files up to which starting processes takes longer than it saves."""
AT_ONCE = 16
"""Files that a process is handed together: fewer take longer, more save nothing."""
_OBJECTS = 50_000


@dataclass(frozen=True, slots=True)
class Start:
    """Begins the work of one process: the sets, each loaded once, and the day of checking."""

    sets: tuple[Place, ...]
    today: date

    def __call__(self) -> Callable[[ToCheck], Looked | None]:
        """What looks at a file."""
        return partial(look_at, self.look())

    def look(self) -> Look:
        """What looks at the bytes of a file."""
        return partial(_look, library=Library(self.sets), today=self.today)


def _look(content: bytes, name: str, library: Library, today: date) -> Looked:
    found = look(content, name, library, today)
    return found if found.digest else found._replace(digest=f"sha256:{hashlib.sha256(content).hexdigest()}")


def look_at(look: Look, file: ToCheck) -> Looked | None:
    """What comes of a file on disk; none where it was found in a folder and is no assessment, by its own word."""
    assert file.path is not None
    try:
        content = read_bytes(file.path, file.name)
    except InputError as error:
        return Looked(file.name, "", error.problems, ExitCode(error.code))
    found = look(content, file.name)
    is_another = not file.is_named and found.code is not ExitCode.OK and _says_other(found, content)
    return None if is_another else found


def _says_other(found: Looked, content: bytes) -> bool:
    return is_other(content) or any(problem.rule == "other-kind" for problem in found.problems)


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
    elsewhere = {file.name: start.look()(contents[file.name], file.name) for file in files if file.path is None}
    with _all_kept():
        results = run(on_disk, start, on_progress, few=FEW, at_once=AT_ONCE, processes=processes)
        found = (elsewhere[file.name] if file.path is None else next(results) for file in files)
        return [each for each in found if each is not None]


@contextmanager
def _all_kept() -> Iterator[None]:
    """Look seldom for objects that hold each other: what comes of a file is kept, and holds nothing that holds it."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
