"""An assessment that is being filled in: what the file says now, and changes that are taken only whole and sound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from wardeval.amend import Plain, Sheet
from wardeval.case import case_of, set_of
from wardeval.content import read_bytes
from wardeval.library import Library
from wardeval.load import build
from wardeval.model.assessment import Assessment
from wardeval.problems import InputError, Problem, Span, say
from wardeval.settled import Settled
from wardeval.source import parse_source

Write = Callable[[Path, bytes], None]
"""Writes a file whole or not at all."""

MOST_BYTES = 300_000
"""The largest file that is filled in here: changing one value means writing all of it again."""


class Draft:
    """A file on its way to be complete."""

    def __init__(self, path: Path, library: Library, write: Write) -> None:
        """Read the file; raises `InputError` where it cannot be read, or its set cannot be found."""
        self.path, self.name, self._write = path, str(path), write
        self._content = read_bytes(path, self.name)
        if len(self._content) > MOST_BYTES:
            message = say("the file is too large to be filled in here; please edit it by hand")
            raise InputError([Problem("too-large", message, Span(self.name))])
        source = parse_source(self._content, self.name)
        assessment = build(Assessment, source)
        self.loaded = set_of(assessment, source, library)
        self.settled = Settled(self.loaded, assessment.period, assessment.unit.type)
        self._sheet = Sheet(self._content, self.name)
        self._known = self._problems(self._content)

    @property
    def text(self) -> str:
        """The file as text."""
        return self._content.decode(errors="replace")

    def section(self, name: str) -> Mapping[str, object]:
        """What the file says under one of its keys."""
        return section(self._sheet.data, name)

    @property
    def set_name(self) -> object:
        """The set, or the family, that the file names."""
        return self._sheet.data.get("set") if isinstance(self._sheet.data, dict) else None

    def put(self, values: Iterable[tuple[tuple[str, str], Plain]], order: tuple[str, ...] = ()) -> Problem | None:
        """Write values at their keys into the file; gives what would be wrong with it then, and writes nothing then.

        `order` is that of the keys. Raises `InputError` where the file was changed by somebody else meanwhile.
        """
        if read_bytes(self.path, self.name) != self._content:
            message = say("the file was changed by another program meanwhile; nothing was written over it")
            raise InputError([Problem("changed-meanwhile", message, Span(self.name))])
        sheet = Sheet(self._content, self.name)
        for keys, value in values:
            sheet.put(keys, value, order)
        content = sheet.content()
        found = self._problems(content)
        for said, problem in found.items():
            if said not in self._known:
                return problem
        self._write(self.path, content)
        self._content, self._sheet, self._known = content, sheet, found
        return None

    def _problems(self, content: bytes) -> dict[str, Problem]:
        """What is wrong with the file as a whole, by what is said of it."""
        source = parse_source(content, self.name)
        try:
            _ = case_of(build(Assessment, source), source, self.loaded).results
        except InputError as error:
            return {f"{problem.rule} {problem.message!r}": problem for problem in error.problems}
        return {}


def section(data: object, name: str) -> Mapping[str, object]:
    """What plain data says under a key; nothing where that is no mapping."""
    found = data.get(name) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}
