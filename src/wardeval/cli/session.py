"""What a run of the command line works with: language, folders, the streams and how they show text."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from wardeval.language import Code, Language, choose
from wardeval.problems import ExitCode, Message, say

if TYPE_CHECKING:
    from wardeval.library import Library
    from wardeval.report.document import Document
    from wardeval.workspace import Workspace

LEAST_WIDTH = 40


class UsageProblem(Exception):
    """The command line is wrong; holds the sentence that says so."""

    def __init__(self, message: Message) -> None:
        """Keep `message`."""
        super().__init__(message.template)
        self.message = message


@dataclass
class Session:
    """One run of the command line."""

    arguments: Sequence[str]
    environ: Mapping[str, str]
    folder: Path
    code: ExitCode = field(default=ExitCode.OK)

    @cached_property
    def language(self) -> Language:
        """The language of this run."""
        return Language(choose(wanted_language(self.arguments), self.environ, self._workspace_language()))

    def _workspace_language(self) -> str | None:
        from wardeval.problems import InputError

        try:
            return self.workspace.language if self.workspace else None
        except InputError:
            return None

    @cached_property
    def workspace(self) -> Workspace | None:
        """The workspace around the current folder."""
        from wardeval.workspace import find_workspace

        return find_workspace(self.folder)

    def library(self, beside: Path | None = None) -> Library:
        """The sets there are; where no workspace is around, that of `beside` counts."""
        from wardeval.library import Library, places
        from wardeval.workspace import find_workspace

        workspace = self.workspace
        if workspace is None and beside is not None:
            start = (self.folder / beside).resolve()
            workspace = find_workspace(start if start.is_dir() else start.parent)
        return Library(places(workspace.path if workspace else None, self.environ))

    def show(self, document: Document, layout: str, width: int | None, output: Path | None) -> None:
        """Write a document in a reader's format to stdout or to a file."""
        self.deliver(self.render(document, layout, width, to_file=output is not None), output)

    def render(self, document: Document, layout: str, width: int | None, *, to_file: bool) -> str:
        """A document as text of one format, for where it goes."""
        if layout == "markdown":
            from wardeval.report import markdown

            return markdown.render(document)
        from wardeval.report import terminal

        unicode = to_file or speaks_unicode(sys.stdout)
        page = terminal.Page(self.width(width), not to_file and self.has_colour(), unicode)
        return terminal.render(document, page)

    def deliver(self, text: str, output: Path | None) -> None:
        """Write a result to stdout, or to a file whole or not at all."""
        if output is None:
            write(sys.stdout, text)
        else:
            write_file(output, text)

    def complain(self, text: str) -> None:
        """Write to stderr what is not a result."""
        write(sys.stderr, text)

    def width(self, wanted: int | None) -> int:
        """The width of a page: as asked for, of the terminal, or 80 in a pipe."""
        if wanted is not None:
            return max(LEAST_WIDTH, wanted)
        columns = self.environ.get("COLUMNS", "")
        if columns.isdecimal() and int(columns):
            return max(LEAST_WIDTH, int(columns))
        return max(LEAST_WIDTH, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 80

    def has_colour(self) -> bool:
        """Whether stdout may have colour: NO_COLOR, then FORCE_COLOR, then whether it is a terminal."""
        if self.environ.get("NO_COLOR"):
            return False
        if self.environ.get("FORCE_COLOR"):
            return True
        return sys.stdout.isatty() and self.environ.get("TERM") != "dumb"


def wanted_language(arguments: Sequence[str]) -> str | None:
    """What `--lang` says, read ahead of everything else so that every message speaks it."""
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def check_language(wanted: str | None) -> None:
    """Refuse a language that wardeval does not speak."""
    if wanted is not None and wanted not in set(Code):
        raise UsageProblem(say("--lang is vi or en, not “{text}”", text=wanted))


def speaks_unicode(stream: TextIO) -> bool:
    """Whether a stream can show any letter."""
    return (stream.encoding or "").lower().replace("-", "").startswith("utf")


def write(stream: TextIO, text: str) -> None:
    """Write text as far as the stream can show it; a reader that has gone away is no mistake."""
    encoding = stream.encoding or "utf-8"
    if not speaks_unicode(stream):
        text = fitted(text, encoding)
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        # NOTE: Python would complain once more when it closes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def fitted(text: str, encoding: str) -> str:
    """Text that an encoding can say: cp1258 writes tone marks as letters of their own; others lose their marks."""
    if encoding.lower().replace("-", "") in ("cp1258", "windows1258"):
        text = "".join(_tones_apart(letter) for letter in unicodedata.normalize("NFC", text))
    return "".join(_plainer(letter, encoding) for letter in text)


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_PLAIN = str.maketrans(
    {"đ": "d", "Đ": "D", "–": "-", "—": "-", "“": '"', "”": '"', "…": "...", "·": "-", "×": "x", "→": "->"}
)


def _plainer(letter: str, encoding: str) -> str:
    """A letter as near as an encoding comes to it."""
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        base = unicodedata.normalize("NFD", letter).translate(_PLAIN).encode("ascii", "ignore")
        return base.decode() or "?"
    return letter


def _tones_apart(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return base + "".join(mark for mark in marks if mark in _TONES)


def write_file(target: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(text.encode())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
