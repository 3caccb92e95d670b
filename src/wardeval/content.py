"""A file's bytes and its text, before anything is known of what they say; and how large a file may be."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple, NoReturn, Protocol, Self

from wardeval.problems import InputError, Message, Problem, Span, reason, say

if TYPE_CHECKING:
    from os import stat_result


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be; all of it far above what a ward writes."""

    bytes: int = 4 * 1024 * 1024
    depth: int = 40
    nodes: int = 200_000
    """The parser's steps: keys, values, and the ends of lists and mappings."""
    scalar: int = 65_536
    """Characters of one text."""
    problems: int = 100
    """Problems that are told before the reading stops."""


LIMITS = Limits()

EMPTY = frozenset(("", "~", "null", "Null", "NULL"))
"""What says "nothing" when it is not in quotes."""

BOM = b"\xef\xbb\xbf"

# NOTE: said the other way round, as the characters that may stand, this takes ten times as long to compile.
UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""A character that no text holds: a control character, half of a pair, a byte order mark inside."""

_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


class File(Protocol):
    """A file or folder that is only read: a `Path`, or one of a revision, which means the same by every word."""

    @property
    def name(self) -> str:
        """The last part of the path."""

    @property
    def stem(self) -> str:
        """The name without what follows its last point."""

    def __truediv__(self, key: str, /) -> Self: ...

    def __lt__(self, other: Self, /) -> bool: ...

    def resolve(self) -> Self:
        """The path without links."""

    def is_dir(self) -> bool:
        """Whether this is a folder."""

    def is_file(self) -> bool:
        """Whether this is an ordinary file."""

    def glob(self, pattern: str, /) -> Iterator[Self]:
        """What is in the folder under names that fit."""

    def stat(self) -> stat_result:
        """What kind of thing this is, and how large."""

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """The bytes to read."""


class Place(NamedTuple):
    """A line and a column, both from 1; 0 where the whole file is meant."""

    line: int
    column: int


WHOLE_FILE = Place(0, 0)
BEGINNING = Place(1, 1)


def place_of(text: str, index: int) -> Place:
    """The place of the character `index` of `text`."""
    lines = _LINE_BREAK.split(text[:index])
    return Place(len(lines), len(lines[-1]) + 1)


def read_bytes(path: File, name: str, limits: Limits = LIMITS) -> bytes:
    """The bytes of the ordinary file at `path`, and no more than tell that it is too large; raises `InputError`."""
    try:
        about = path.stat()
        mode, size = about.st_mode, about.st_size
        if stat.S_ISDIR(mode):
            _refuse("is-a-directory", name, say("this is a folder; a file is expected"))
        if not stat.S_ISREG(mode):  # a pipe or a device may never end
            _refuse("unreadable-file", name, say("this is not an ordinary file"))
        with path.open("rb") as file:
            content = file.read(min(size, limits.bytes) + 1)  # making room for the largest takes longer than reading
            return content + file.read(limits.bytes + 1 - len(content)) if len(content) > size else content
    except (FileNotFoundError, NotADirectoryError):
        _refuse("missing-file", name, say("there is no such file"), say("check its name and its folder"))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        detail = reason(error) if isinstance(error, OSError) else str(error)
        _refuse("unreadable-file", name, say("the file cannot be read: {detail}", detail=detail))


def decode(body: bytes, name: str, limits: Limits = LIMITS) -> str:
    """The text of a file that is UTF-8 and not too large; raises `InputError`."""
    if len(body) > limits.bytes:
        message = say("the file is larger than {n} MiB", n=limits.bytes // 1024**2)
        _refuse("too-large", name, message, say("is it the right file? Divide it if it is"))
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        if body.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
            _refuse_utf16(name)
        message = say("the file is not UTF-8: the byte {code} cannot stand here", code=f"0x{body[error.start]:02X}")
        before = body[: error.start].decode()
        _refuse("not-utf8", name, message, _SAVE_AS_UTF8, place_of(before, len(before)))


def refuse_unprintable(text: str, name: str) -> None:
    """Raise `InputError` for a text that holds what no text holds."""
    if unprintable := UNPRINTABLE.search(text):
        if "\0" in text[:4]:  # plain letters in UTF-16 or UTF-32 without a mark
            _refuse_utf16(name)
        message = say("the character {code} stands here, which no text holds", code=f"U+{ord(unprintable[0]):04X}")
        hint = say("remove it. If there are many, this is not a text file: save it as plain text")
        _refuse("binary", name, message, hint, place_of(text, unprintable.start()))


_SAVE_AS_UTF8 = say("save the file as UTF-8; in Notepad: “Save as”, then the encoding “UTF-8”")


def _refuse_utf16(name: str) -> NoReturn:
    _refuse("not-utf8", name, say("the file is saved as UTF-16 or UTF-32, not as UTF-8"), _SAVE_AS_UTF8, BEGINNING)


def _refuse(rule: str, name: str, message: Message, hint: Message | None = None, at: Place = WHOLE_FILE) -> NoReturn:
    raise InputError([Problem(rule, message, Span(name, *at), hint=hint)]) from None
