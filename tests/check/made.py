"""Files as an example of a rule's page writes them, those among them that no plain text can be.

An example is the text of one assessment, or several parts, each below a line that says what it is:

    # file: NAME                    the text of a file
    # named: NAME                   the same, of a file that the command line names, whatever kind it says it is
    # missing: NAME                 a file that the command line names, and that is not there
    # folder: NAME                  a folder
    # pipe: NAME                    a pipe
    # link: NAME -> OTHER           a link
    # utf-16: NAME                  text saved in another encoding; cp1258 is that of Windows for Vietnamese
    # escaped: NAME                 text in which \\x00 and \\u0000 stand for characters
    # last line 100 times: NAME     text that is longer than one wants to read
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import pytest

HEAD = """\
format: wardeval/assessment/1
set: tt-124-2021-xa
unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong, within: [Thành phố Hư Cấu]}
period: 2024
"""
"""What the examples of a rule's page stand below."""

_PART = re.compile(
    r"^# (file|named|missing|folder|pipe|link|utf-16|cp1258|escaped|last line \d+ times): (.+)\n", re.MULTILINE
)
_ESCAPE = re.compile(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})")
_SAYS_FORMAT = re.compile(r"^[-{ \"\ufeff]*format\"?:", re.MULTILINE)
_NAMED = {"named", "missing"}


class Part(NamedTuple):
    """One thing of an example: what it is, its name, its text."""

    kind: str
    name: str
    text: str = ""


def parts(example: str) -> Iterator[Part]:
    """What an example is made of."""
    before, *rest = _PART.split(example)
    if not rest:
        yield Part("file", "assessment.yaml", example)
        return
    assert not before.strip(), "what stands above the first part belongs to none"
    for kind, name, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        yield Part(kind, name.strip(), text)


def written(example: str, folder: Path) -> tuple[str, ...]:
    """Make everything of an example in a folder; the names that the command line names, beside the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made = tuple(parts(example))
    for part in made:
        _make(part, folder)
    return tuple(part.name for part in made if part.kind in _NAMED)


def _make(part: Part, folder: Path) -> None:
    path = folder / part.name
    path.parent.mkdir(parents=True, exist_ok=True)
    match part.kind:
        case "missing":
            assert not path.exists()
        case "folder":
            path.mkdir()
        case "pipe":
            if not hasattr(os, "mkfifo"):
                pytest.skip("this system knows no pipes among files")
            os.mkfifo(path)
        case "link":
            name, other = part.name.split(" -> ")
            (folder / name).symlink_to(other)
        case _:
            path.write_bytes(_content(part))


def _content(part: Part) -> bytes:
    """The bytes of a file; an example of an assessment leaves out its head."""
    text = part.text
    if part.kind == "escaped":
        text = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
    if part.name.endswith(".yaml") and text.strip() and not _SAYS_FORMAT.search(text):
        text = HEAD + text
    match part.kind.split():
        case ["utf-16"]:
            return text.encode("utf-16")
        case ["cp1258"]:
            return b"".join(map(_cp1258, text))
        case ["last", "line", count, "times"]:
            *_, last = text.splitlines(keepends=True)
            return (text + last * (int(count) - 1)).encode()
    return text.encode()


def _cp1258(letter: str) -> bytes:
    """A letter as Windows saves it: the tone mark behind it where it has no letter with both."""
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        apart = normalize("NFD", letter)
        tone = next(mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323")
        return (normalize("NFC", apart.replace(tone, "")) + tone).encode("cp1258")
