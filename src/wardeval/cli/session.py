"""What a run of the command line works with: language, folders, the streams and how they show text."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from wardeval.cli.streams import is_terminal, speaks_unicode, terminal_width, write, write_file
from wardeval.language import Code, Language, choose
from wardeval.problems import ExitCode, Message, say

if TYPE_CHECKING:
    from wardeval.library import Library
    from wardeval.report.document import Document
    from wardeval.workspace import Workspace

TABLE = "table"
"""The format of results that are laid out for people; every other one is for programs, too."""
STDOUT = "-"
"""What stdout is called where a file is named."""
LEAST_WIDTH = 40
MAX_WIDTH_DIGITS = 4


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
        option = wanted_language(self.arguments)
        wish = option or self.environ.get("WARDEVAL_LANG") or ""
        asked = wish.lower() not in set(Code)  # else the workspace's file need not be read
        return Language(choose(option, self.environ, self.workspace.language if asked and self.workspace else None))

    @cached_property
    def workspace(self) -> Workspace | None:
        """The workspace around the current folder."""
        from wardeval.workspace import find_workspace

        return find_workspace(self.folder, self.folder)

    def workspace_around(self, path: Path) -> Workspace | None:
        """The workspace around a file or a folder."""
        from wardeval.workspace import find_workspace

        start = (self.folder / path).resolve()
        return find_workspace(start if start.is_dir() else start.parent, self.folder)

    def library(self, beside: Path | None = None) -> Library:
        """The sets there are; where no workspace is around, that of `beside` counts."""
        from wardeval.library import Library, places
        from wardeval.workspace import from_folder

        workspace = self.workspace
        if workspace is None and beside is not None:
            workspace = self.workspace_around(beside)
        if workspace is not None:
            _ = workspace.settings  # a mistake in wardeval.yaml is told, not passed over
        return Library(places(from_folder(workspace.path, self.folder) if workspace else None, self.environ))

    def target(
        self, output: str | None, read: Iterable[Path], library: Library, *, is_result: bool = True
    ) -> Path | None:
        """The file of `--output`, where one is given: none of those that are read, and no set; `-` means stdout.

        A result takes the place of no other file that belongs to a workspace, either.
        """
        if output is None or output == STDOUT:
            return None
        from wardeval.cli.overwriting import refusal

        target = path_of(output)
        why = refusal(target, read, library, self.workspace, is_result=is_result)
        if why is not None:
            raise UsageProblem(why)
        return target

    def show(self, document: Document, layout: str, width: int | None, output: Path | None) -> None:
        """Write a document in a reader's format to stdout or to a file."""
        text = self.render(document, layout, width, to_file=output is not None)
        self.deliver(text, output, exact=layout != TABLE)

    def render(self, document: Document, layout: str, width: int | None, *, to_file: bool) -> str:
        """A document as text of one format, for where it goes."""
        if layout == "markdown":
            from wardeval.report import markdown

            return markdown.render(document)
        from wardeval.report import terminal
        from wardeval.report.terminal_rows import Page

        unicode = to_file or speaks_unicode(sys.stdout)
        page = Page(self.width(width), not to_file and self.has_colour(), unicode)
        return terminal.render(document, page)

    def deliver(self, text: str | Iterable[str], output: Path | None, *, exact: bool = False) -> None:
        """Write a result, or the pieces of one that is not made yet, to stdout, or to a file whole or not at all.

        An `exact` one, such as JSON, is the same bytes in a pipe as in a file.
        """
        pieces = (text,) if isinstance(text, str) else text
        if output is not None:
            write_file(output, pieces)
            return
        for piece in pieces:
            self._write(piece, exact=exact)

    def _write(self, text: str, *, exact: bool) -> None:
        try:
            write(sys.stdout, text, exact=exact)
        except OSError as error:
            raise OSError(error.errno, error.strerror, "stdout") from error

    def complain(self, text: str) -> None:
        """Write to stderr what is not a result; nothing can be said of it where that fails."""
        with suppress(OSError):
            write(sys.stderr, text)

    def width(self, wanted: int | None) -> int:
        """The width of a page: as asked for, of the terminal, or 80 in a pipe."""
        if wanted is not None:
            return max(LEAST_WIDTH, wanted)
        found = columns_of(self.environ.get("COLUMNS", "")) or terminal_width(sys.stdout)
        return max(LEAST_WIDTH, found) if found else 80

    def has_colour(self) -> bool:
        """Whether stdout may have colour: NO_COLOR, then FORCE_COLOR, then whether it is a terminal."""
        if self.environ.get("NO_COLOR"):
            return False
        if forced := self.environ.get("FORCE_COLOR"):
            return forced != "0"
        return is_terminal(sys.stdout) and self.environ.get("TERM") != "dumb"


def path_of(name: str) -> Path:
    """The path that a file name of the command line says."""
    if not name:
        raise UsageProblem(say("the name of a file is empty"))
    return Path(name)


def columns_of(text: str) -> int | None:
    """A number of columns, where `text` says one."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= MAX_WIDTH_DIGITS
    return (int(text) or None) if is_number else None


def wanted_language(arguments: Sequence[str]) -> str | None:
    """What the last `--lang` says, read ahead of everything else so that every message speaks it."""
    wanted = None
    for argument, following in zip(arguments, (*arguments[1:], None), strict=False):
        if argument == "--":
            break
        if argument == "--lang" and following is not None:
            wanted = following
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
    return wanted


def check_language(wanted: str | None) -> None:
    """Refuse a language that wardeval does not speak."""
    if wanted is not None and wanted not in set(Code):
        raise UsageProblem(say("--lang is vi or en, not “{text}”", text=wanted))
