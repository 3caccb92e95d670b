"""A YAML file as plain data in which every scalar is text, and the place of every value.

The data is built without yaml's guesses: `no` is not False, `010` is not 8. A plainly written file is read line by
line, any other by a parser (`wardeval.events`), which is imported only then. A clean file pays for no places; a file
in doubt is read again by `wardeval.positions`, which finds every problem.
"""

from __future__ import annotations

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
from wardeval.problems import InputError, Keys, Span

if TYPE_CHECKING:
    from wardeval.positions import Survey

__all__ = ["LIMITS", "Limits", "Source", "Value", "parse_source", "read_source", "value_at"]

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

    def _nearest(self, keys: Keys) -> tuple[Place, Place]:
        if not self._places:
            body = self.content.removeprefix(BOM)
            self._places.update(_survey(body, body.decode(), self.name, self.limits).places)
        while keys and keys not in self._places:
            keys = keys[:-1]
        return self._places.get(keys, (WHOLE_FILE, WHOLE_FILE))


def read_source(path: File, name: str | None = None, limits: Limits = LIMITS) -> Source:
    """The file at `path`, called `name` to people; raises `InputError`."""
    name = str(path) if name is None else name
    return parse_source(read_bytes(path, name, limits), name, limits)


def parse_source(content: bytes, name: str, limits: Limits = LIMITS) -> Source:
    """The file whose bytes are `content`, called `name` to people; raises `InputError` with every problem found."""
    body = content.removeprefix(BOM)
    text = decode(body, name, limits)
    composed = not any(map(text.__contains__, _TONES)) and is_normalized("NFC", text)
    data = read_plain(text, limits) if composed else None
    if data is None:
        from wardeval.events import build  # only a file that is not plain pays for yaml

        data = build(body, text, limits, composed)
    if data is None:
        refuse_unprintable(text, name)
        raise InputError(_survey(body, text, name, limits).problems)
    return Source(name, content, data, limits=limits)


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
