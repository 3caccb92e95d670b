"""What `--output` must not overwrite: what was read, what belongs to a workspace, what wardeval reads anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from wardeval.library import FOLDER, Library
from wardeval.problems import InputError, Message, say
from wardeval.workspace import NAME, Workspace, find_workspace

_ENDINGS = (".yaml", ".yml")
_OWN_FORMAT = re.compile(rb"""^(?:\xef\xbb\xbf)?["']?format["']?[ \t]*:[ \t]*["']?wardeval/""", re.MULTILINE)
_HEAD = 100_000
"""The bytes in which a file says what it is."""


def refusal(
    target: Path, read: Iterable[Path], library: Library, workspace: Workspace | None, *, is_result: bool = True
) -> Message | None:
    """Why a file cannot be written over what stands at `target`; none where it can.

    What is no result may take the place of what belongs to the workspace, but of no set.
    """
    if not target.is_file():
        return None
    for file in read:
        if _is_same(target, file):
            return say("--output would overwrite {file}, which is read", file=str(file))
    real = target.resolve()
    sets = [place.path for place in library.folders if isinstance(place.path, Path)]
    kept = (*sets, *_kept(real, workspace)) if is_result else sets
    if any(real in {file.resolve(), *_inside(file)} for file in kept):
        return say("--output would overwrite {file}, which belongs to the workspace", file=str(target))
    if is_result and _is_own_format(real):
        return say(
            "--output would overwrite {file}, which is no result but a file that wardeval reads", file=str(target)
        )
    return None


def is_one_of(target: Path, files: Iterable[str]) -> bool:
    """Whether a file is one of many, which are looked at only where their names are its own."""
    names = (file for file in files if file.endswith(target.name))
    return target.is_file() and any(_is_same(target, Path(name)) for name in names)


def _is_same(target: Path, file: Path) -> bool:
    with suppress(OSError):
        return target.samefile(file)
    return False


def _kept(target: Path, workspace: Workspace | None) -> Iterator[Path]:
    """The files and folders of every workspace that may be meant."""
    from wardeval.units.register import NAME as UNITS

    for around in (workspace, find_workspace(target.parent)):
        if around is not None:
            yield from (around.path / NAME, around.path / UNITS, around.path / FOLDER)
            with suppress(InputError):
                yield around.assessments


def _inside(folder: Path) -> set[Path]:
    """Every file of a folder that may hold something to read."""
    if not folder.is_dir():
        return set()
    return {file.resolve() for file in folder.rglob("*") if file.suffix.lower() in _ENDINGS}


def _is_own_format(target: Path) -> bool:
    """Whether a file says of itself that it is an assessment, a set, a mapping or a register."""
    if target.suffix.lower() not in _ENDINGS:
        return False
    with suppress(OSError), target.open("rb") as file:
        return _OWN_FORMAT.search(file.read(_HEAD)) is not None
    return False
