"""Which files of a run differ from a revision of git: only what is found in them is told."""

from __future__ import annotations

from pathlib import Path

from wardeval.check.names import Names
from wardeval.git.changes import unchanged_since
from wardeval.git.repository import Repository


class Unchanged:
    """The files that are as they were in a revision; one that git does not know is none of them."""

    def __init__(self, folder: Path, revision: str) -> None:
        """Ask the repository around `folder`; raises `InputError` where there is none, or no such revision."""
        repository = Repository.at(folder)
        try:
            self._files = unchanged_since(repository, revision)
        finally:
            repository.close()
        self._called = Names(Path(repository.top))

    def __contains__(self, path: object) -> bool:
        """Whether the file at a path is as it was."""
        return self._called(str(path)) in self._files
