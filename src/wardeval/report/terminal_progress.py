"""How far long work has come, as a bar on a terminal that is gone when the work is done."""

from __future__ import annotations

import os
from collections.abc import Callable
from time import monotonic_ns
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from wardeval.language import Language
from wardeval.problems import Message, say

PATIENCE = 1_000_000_000
"""Nanoseconds that pass before a bar is shown: what is done by then needs none."""
_PAUSE = 100_000_000
"""Nanoseconds between two drawings."""
_USUAL_WIDTH = 80


class ProgressBar:
    """A bar for work that is called with how many things are done and of how many.

    Nothing is drawn on what is no terminal, on one that cannot move its cursor, or for work that is soon done.
    """

    def __init__(
        self,
        stream: TextIO | None,
        language: Language,
        what: Message,
        fit: Callable[[str], str] = str,
        clock: Callable[[], int] = monotonic_ns,
    ) -> None:
        """Begin to wait; `fit` makes a text what the stream can show, `clock` gives nanoseconds."""
        self.stream, self.language, self.what, self.fit, self.clock = stream, language, what, fit, clock
        self.next = clock() + PATIENCE
        self.bar: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()

    def __call__(self, done: int, total: int) -> None:
        """Draw how far the work is, if it is time to."""
        if self.stream is None or not self.stream.isatty() or self.clock() < self.next:
            return
        self.next = self.clock() + _PAUSE
        if self.bar is None:
            self.bar = _bar(self.stream)
            self.bar.add_task("", total=total)
            self.bar.start()
        text = self.language.text(say("{what}: {done} of {of}", what=self.what, done=done, of=total))
        self.bar.update(self.bar.task_ids[0], completed=done, total=total, description=self.fit(text), refresh=True)


def _bar(stream: TextIO) -> Progress:
    console = Console(
        file=stream,
        width=_width(stream),
        height=25,  # NOTE: with both known, rich never reads COLUMNS and LINES itself, which breaks on “²”
        markup=False,
        highlight=False,
        emoji=False,
    )
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        console=console,
        auto_refresh=False,  # NOTE: its thread would be there when processes are forked
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
        expand=True,
        disable=console.is_dumb_terminal,
    )


def _width(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _USUAL_WIDTH
    except OSError:
        return _USUAL_WIDTH
