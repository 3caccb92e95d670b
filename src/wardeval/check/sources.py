"""Files of a run read again, to find the line of what was found in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from wardeval.batch import run
from wardeval.content import read_bytes
from wardeval.model.record import EMPTY
from wardeval.problems import InputError, Keys, Span
from wardeval.source import Source, parse_source
from wardeval.units.register import COUNTRY

FEW = 60
"""Files up to which starting processes takes longer than reading them again."""


class Wanted(NamedTuple):
    """A place that is looked for: that of a value, or of its key."""

    keys: Keys
    at_key: bool = False


class _File(NamedTuple):
    """A file that is read again: what it is called, where it lies or what it holds, what is looked for in it."""

    name: str
    path: Path | None
    content: bytes | None
    wanted: Sequence[Wanted] = ()

    def read(self) -> bytes:
        """The bytes of the file, none where it lies nowhere; raises `InputError`."""
        if self.content is not None:
            return self.content
        return b"" if self.path is None else read_bytes(self.path, self.name, COUNTRY)

    def parsed(self) -> Source | None:
        """What the file says; none where it cannot be read any more."""
        with suppress(InputError):
            return parse_source(self.read(), self.name, COUNTRY)  # the largest that may be read is a register
        return None


class Sources:
    """The files of a run by their names; the last one that was asked for is kept."""

    def __init__(self, paths: Mapping[str, Path], contents: Mapping[str, bytes] = EMPTY) -> None:
        """Read from `paths`; `contents` holds the bytes of files that lie nowhere."""
        self._paths, self._contents = paths, contents
        self._last: tuple[str, Source | None] = ("", None)

    def spans(self, wanted: Mapping[str, Sequence[Wanted]]) -> dict[str, list[Span]]:
        """The places that are looked for in each file, every file read once; of many, on every core."""
        files = [self._file(name, places) for name, places in wanted.items()]
        return dict(zip(wanted, run(files, _start, few=FEW), strict=True))

    def span(self, name: str, keys: Keys) -> Span:
        """The place of the value at `keys`, or of the nearest one around it; the whole file where none is known."""
        source = self.find(name)
        return Span(name) if source is None else source.locate(keys)

    def head(self, name: str, key: str) -> Span:
        """The place of a key of the whole file; found without reading all of it where it stands there plainly."""
        with suppress(InputError):
            content = self._file(name).read()
            found = list(re.finditer(rb"^%b[ \t]*:" % key.encode(), content, re.MULTILINE))
            if len(found) == 1:
                return Span(name, content.count(b"\n", 0, found[0].start()) + 1, 1)
        source = self.find(name)
        return Span(name) if source is None else source.locate_key((key,))

    def find(self, name: str) -> Source | None:
        """A file read again; none where there is none, or where it cannot be read any more."""
        if self._last[0] != name:
            self._last = name, self._file(name).parsed()
        return self._last[1]

    def _file(self, name: str, wanted: Sequence[Wanted] = ()) -> _File:
        return _File(name, self._paths.get(name), self._contents.get(name), wanted)


def _start() -> Callable[[_File], list[Span]]:
    return _located


def _located(file: _File) -> list[Span]:
    """The places that are looked for in a file, or the nearest around them; the whole file where none is known."""
    source = file.parsed()
    if source is None:
        return [Span(file.name)] * len(file.wanted)
    return [source.locate_key(keys) if at_key else source.locate(keys) for keys, at_key in file.wanted]
