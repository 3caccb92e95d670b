"""What a command line of `wardeval check` asks for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wardeval.check.files import STDIN
from wardeval.cli.session import path_of

if TYPE_CHECKING:
    from wardeval.cli.session import Session
    from wardeval.workspace import Workspace


class Wish(NamedTuple):
    """What the command line asks for."""

    paths: tuple[str, ...] = ()
    stdin_name: str | None = None
    fail_on: str = "warning"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    verdict: str | None = None
    coverage: str | None = None
    before: str | None = None
    baseline: str | None = None
    write_baseline: bool = False
    changed_since: str | None = None
    units: str | None = None
    on: str | None = None


def beside(words: Iterable[str], folder: Path) -> Path:
    """What the command line names first; the current folder where it names nothing."""
    return next((path_of(word) for word in words if word != STDIN), folder)


def workspace_of(session: Session, words: Iterable[str]) -> Workspace | None:
    """The workspace that a run is in, else the one around what the command line names first."""
    return session.workspace or session.workspace_around(beside(words, session.folder))
