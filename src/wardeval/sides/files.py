"""Which files of a folder are assessments, by what they are called and by what they say of themselves."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from wardeval.folders import Kind, Listing, path_in
from wardeval.workspace import FOLDER, NAME, UNITS

SUFFIXES = (".yaml", ".yml")
_NAMES = {NAME, UNITS, "units.yml"}
_OTHER = re.compile(
    rb"""
    (?: (?:^|\A\xef\xbb\xbf) (?:\?[ ]*)? ["']?                      # in the first column,
    | \A (?:\xef\xbb\xbf)? (?:[ \t]*(?:\#[^\r\n]*)?[\r\n]|---[^\r\n]*[\r\n])*
      [ \t]* (?:\{[^\r\n]*?)? ["']?                              # or in the first line that says anything
    ) \bformat\W+wardeval/(?:criterion-set|overlay|cases|mapping|units|workspace)/
    """,
    re.MULTILINE | re.VERBOSE,
)
HEAD_BYTES = 4096
"""Bytes in which a file says what it is."""


def inside(folder: Path) -> Iterator[Path]:
    """The assessments of a folder: nothing hidden in it, none of its sets, not the workspace's own files."""
    for path in yaml_files(folder):
        if not says_other(path):
            yield path


def yaml_files(folder: Path, failed: Callable[[OSError], object] | None = None) -> list[Path]:
    """The files of a folder whose names may be those of assessments; `failed` gets folders that cannot be read."""
    return [Path(name) for name, _ in named_so(folder, failed)]


def named_so(
    folder: Path, failed: Callable[[OSError], object] | None = None, listing: Callable[[str], Listing] = Listing
) -> list[tuple[str, Kind]]:
    """The paths of these files, and what each is.

    A link to a folder is followed, once, unless it leads to what is looked through anyhow. What is in a folder, and
    in those inside, `listing` says.
    """
    found: list[tuple[str, Kind]] = []
    seen = [folder.resolve()]
    open_ = [str(folder)]
    while open_:
        around = open_.pop()
        here = listing(around)
        if here.error is not None and failed is not None:
            failed(here.error)
        begin, folders = path_in(around, ""), []
        for name, kind in here.kinds.items():
            if kind is Kind.FOLDER or (kind is Kind.LINK and Path(around, name).is_dir()):
                folders.append(name)
            elif name.lower().endswith(SUFFIXES) and may_be(name):
                found.append((begin + name, kind))
        below = [
            begin + name
            for name in sorted(folders)
            if may_hold(name) and (here.kinds[name] is Kind.FOLDER or _is_new(Path(around, name), seen))
        ]
        open_.extend(reversed(below))
    found.sort(key=lambda each: each[0].split(os.sep))  # noqa: PTH206 - of thousands
    return found


def _is_new(folder: Path, seen: list[Path]) -> bool:
    """Whether a link to a folder leads to one that neither holds what was seen nor lies in it; it is seen then."""
    place = folder.resolve()
    if any(place.is_relative_to(each) or each.is_relative_to(place) for each in seen):
        return False
    seen.append(place)
    return True


def may_hold(folder: str) -> bool:
    """Whether assessments are looked for in a folder of this name."""
    return not folder.startswith(".") and folder != FOLDER


def may_be(name: str) -> bool:
    """Whether a file of this name may be an assessment."""
    return name.lower().endswith(SUFFIXES) and not name.startswith(".") and name not in _NAMES


def may_be_at(parts: Sequence[str]) -> bool:
    """Whether a file may be one, by the folders that lead to it and its own name."""
    return may_be(parts[-1]) and all(map(may_hold, parts[:-1]))


def is_other(content: bytes) -> bool:
    """Whether a file says of itself that it is no assessment but a set, an overlay, cases or the like."""
    return bool(_OTHER.search(content[:HEAD_BYTES]))


def says_other(path: Path) -> bool:
    """Whether the file at `path` does; one that cannot be read says nothing."""
    try:
        if not path.is_file():  # a pipe may never end
            return False
        with path.open("rb") as file:
            return is_other(file.read(HEAD_BYTES))
    except OSError:
        return False
