"""A run of `wardeval check` that cannot begin: what stops it is told in every format that was asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from wardeval.check.checkup import Checkup, checkup
from wardeval.check.files import STDIN
from wardeval.cli.session import Session
from wardeval.cli.wish import Wish, workspace_of
from wardeval.library import Library
from wardeval.model.record import EMPTY
from wardeval.problems import ExitCode, InputError, Span
from wardeval.set_places import places
from wardeval.workspace import from_folder


class Stopped:
    """A run with a mistake in the settings, or with a revision, a baseline or another file that there is not."""

    contents: Mapping[str, bytes] = EMPTY
    writes = None

    def __init__(self, session: Session, wish: Wish, error: InputError) -> None:
        """By what `error` says."""
        self._session, self._wish, self._error = session, wish, error
        workspace = workspace_of(session, wish.paths)
        self.library = Library(places(None if workspace is None else workspace.path, session.environ))

    def checkup(self) -> Checkup:
        """What stops the run, as what it came to."""
        problems = [each._replace(span=self._called(each.span)) for each in self._error.problems]
        return checkup(problems, (), {(each.span.file, each.rule): ExitCode(self._error.code) for each in problems})

    def _called(self, span: Span) -> Span:
        """A place as it is called from here, unless the command line itself calls it otherwise."""
        if span.file in self._wish.paths or not os.path.isabs(span.file):  # noqa: PTH117 - it may be no path at all
            return span
        return span._replace(file=str(from_folder(Path(span.file), self._session.folder)))

    def read(self) -> Iterator[Path]:
        """The files that the command line names."""
        wish = self._wish
        named = (*wish.paths, wish.baseline, wish.units, wish.before)
        yield from (Path(name) for name in named if name and name != STDIN)

    def proofs(self) -> tuple[str, ...]:
        """No file of evidence was looked at."""
        return ()

    def write(self) -> None:
        """Write nothing: it is not known what there is to be known."""
