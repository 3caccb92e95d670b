"""Many files mended, in this process or on every core; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from wardeval.batch import run
from wardeval.check.files import ToCheck
from wardeval.check.mend.mending import Change, mended
from wardeval.check.run import AT_ONCE, FEW, says_other
from wardeval.content import read_bytes
from wardeval.library import Library, Place
from wardeval.problems import InputError


class MendedFile(NamedTuple):
    """A file that can be mended: how it is, how it would be, and what that changes; or why it cannot be used."""

    name: str
    path: Path | None
    before: bytes = b""
    after: bytes = b""
    changes: tuple[Change, ...] = ()
    refusal: InputError | None = None


def mend_files(files: Sequence[ToCheck], sets: tuple[Place, ...], contents: Mapping[str, bytes]) -> list[MendedFile]:
    """The files that would change or that cannot be used, in their order; `contents` holds those that lie nowhere."""
    found = run(files, _Start(sets, contents), few=FEW, at_once=AT_ONCE)
    return [each for each in found if each is not None]


@dataclass(frozen=True, slots=True)
class _Start:
    """Begins the work of one process: the sets, each loaded once."""

    sets: tuple[Place, ...]
    contents: Mapping[str, bytes]

    def __call__(self) -> Callable[[ToCheck], MendedFile | None]:
        return partial(_mended, Library(self.sets), self.contents)


def _mended(library: Library, contents: Mapping[str, bytes], file: ToCheck) -> MendedFile | None:
    """What comes of a file; none where it stays as it is."""
    try:
        before = contents[file.name] if file.path is None else read_bytes(file.path, file.name)
    except InputError as error:
        return MendedFile(file.name, file.path, refusal=error)
    after, changes, refusal = mended(before, file.name, library)
    if refusal is not None and not file.is_named and says_other(before, refusal.problems):
        return None
    return MendedFile(file.name, file.path, before, after, changes, refusal) if changes or refusal else None
