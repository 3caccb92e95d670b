"""How far long work has come, on stderr, where a person sees it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from wardeval.cli.streams import fitted, is_terminal, speaks_unicode
from wardeval.language import Language
from wardeval.problems import Message


def progress(language: Language, what: Message) -> AbstractContextManager[Callable[[int, int], None] | None]:
    """A bar that is called with how many things are done, and of how many; none where stderr is no terminal."""
    if not is_terminal(sys.stderr):
        return nullcontext()
    from wardeval.report.terminal_progress import ProgressBar

    encoding = "utf-8" if speaks_unicode(sys.stderr) else sys.stderr.encoding or "ascii"
    return ProgressBar(sys.stderr, language, what, partial(fitted, encoding=encoding))
