"""A YAML file as plain data in which every scalar is text, and the place of every value.

The data is built without yaml's guesses: `no` is not False, `010` is not 8. A plainly written file is read line by
line, any other by a parser (`wardeval.events`), which is imported only then. A clean file pays for no places; a file
in doubt is read again by `wardeval.positions`, which finds every problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import is_normalized

from wardeval.content import (
    BOM,
    LIMITS,
    WHOLE_FILE,
    File,
    Limits,
    Place,
    decode,
    read_bytes,
    refuse_unprintable,
)
from wardeval.plain_lines import read_plain
from wardeval.problems import InputError, Keys, Problem, Span

if TYPE_CHECKING:
    from wardeval.positions import Survey

__all__ = ["LIMITS", "GivenTwice", "Limits", "Source", "Value", "parse_source", "read_source", "value_at"]

Value = None | str | list["Value"] | dict[str, "Value"]
"""What a file holds: text, nothing (`~`, `null`, left empty), lists and mappings. No numbers, no booleans."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: what it is called to people, its bytes, and what they say."""

    name: str
    content: bytes
    data: Value
    limits: Limits = field(default=LIMITS, repr=False, kw_only=True)
    """How large it may be."""
    plain: bool = field(default=False, repr=False, kw_only=True)
    """Whether it is plainly written, so that places in it are found without the parser."""
    _places: dict[Keys, tuple[Place, Place]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, as `sha256:…`."""
        import hashlib

        return f"sha256:{hashlib.sha256(self.content).hexdigest()}"

    def locate(self, keys: Keys) -> Span:
        """The place of the value at `keys`, or of the nearest value around it."""
        return Span(self.name, *self._nearest(keys)[0])

    def locate_key(self, keys: Keys) -> Span:
        """The place of the last of `keys` itself, or of the nearest key around it; a list entry is its own key."""
        return Span(self.name, *self._nearest(keys)[1])

    def locate_part(self, keys: Keys, part: str) -> Span:
        """The place of a text in the value at `keys`; that of the value where its first line does not hold the text."""
        span = self.locate(keys)
        lines = self.content.decode("utf-8-sig").splitlines()
        found = lines[span.line - 1].find(part, span.column - 1) if 0 < span.line <= len(lines) else -1
        return span if found < 0 else span._replace(column=found + 1)

    def _nearest(self, keys: Keys) -> tuple[Place, Place]:
        if not self._places:
            body = self.content.removeprefix(BOM)
            self._places.update(self._found(body, body.decode()))
        while keys and keys not in self._places:
            keys = keys[:-1]
        return self._places.get(keys, (WHOLE_FILE, WHOLE_FILE))

    def _found(self, body: bytes, text: str) -> dict[Keys, tuple[Place, Place]]:
        if self.plain:
            from wardeval.plain_places import plain_places  # only a file in doubt pays for it

            return plain_places(text)
        return _survey(body, text, self.name, self.limits).places


class GivenTwice(InputError):
    """A file that gives some keys twice, and in which all else can be read."""

    def __init__(self, problems: Iterable[Problem], source: Source | None = None) -> None:
        """Keep the problems, and what the file says where what stands first is kept."""
        super().__init__(problems)
        self.source = source


def read_source(path: File, name: str | None = None, limits: Limits = LIMITS) -> Source:
    """The file at `path`, called `name` to people; raises `InputError`."""
    name = str(path) if name is None else name
    return parse_source(read_bytes(path, name, limits), name, limits)


def parse_source(content: bytes, name: str, limits: Limits = LIMITS) -> Source:
    """The file whose bytes are `content`, called `name` to people; raises `InputError` with every problem found."""
    body = content.removeprefix(BOM)
    text = decode(body, name, limits)
    usual = _usual(body.translate(None, _ASCII).decode()) is not None
    composed = usual or (not any(map(text.__contains__, _TONES)) and is_normalized("NFC", text))
    data = read_plain(text, limits, printable=usual) if composed else None
    plain = data is not None
    if data is None:
        from wardeval.events import build  # only a file that is not plain pays for yaml

        data = build(body, text, limits, composed)
    if data is None:
        refuse_unprintable(text, name)
        survey = _survey(body, text, name, limits)
        if {problem.rule for problem in survey.problems} != {"duplicate-key"}:
            raise InputError(survey.problems)
        raise GivenTwice(survey.problems, Source(name, content, survey.data, limits=limits))
    return Source(name, content, data, limits=limits, plain=plain)


# NOTE: nearly every file is written with these alone. All are composed and can be shown: that is not asked then.
USUAL = (
    "\r\n -~\u00a1-\u00ac\u00ae-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9"
    "\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026"
)
_ASCII = bytes((*b"\r\n", *range(ord(" "), ord("~") + 1)))  # most of any text: quicker to leave out than to match
_usual = re.compile(f"[{USUAL}]*+").fullmatch
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # where they stand alone, `is_normalized` would be slow to say no


def _survey(body: bytes, text: str, name: str, limits: Limits) -> Survey:
    from wardeval.events import steps
    from wardeval.positions import Survey  # only a file in doubt pays for them

    return Survey(name, limits).follow(steps(body, text))


def value_at(data: Value, keys: Keys) -> Value:
    """What plain data has at `keys`; nothing where it has none."""
    for key in keys:
        if isinstance(data, dict) and key in data:
            data = data[str(key)]
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            return None
    return data
