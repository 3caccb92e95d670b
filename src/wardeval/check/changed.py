"""What of a run differs from a revision of git: only what is found there is told."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from wardeval.check.gate.gates import deleted_assessment
from wardeval.check.looked import Looked
from wardeval.check.names import Names
from wardeval.git.changes import changes_since
from wardeval.git.repository import Repository
from wardeval.git.tree import GitPath
from wardeval.problems import InputError, Problem, Span, say
from wardeval.set_places import SUFFIX, Place
from wardeval.sides.files import HEAD_BYTES, is_other, may_be_at


class Changed:
    """The files of a work tree beside those of a revision; one that git does not know is as new."""

    def __init__(self, folder: Path, revision: str) -> None:
        """Ask the repository around `folder`; raises `InputError` where there is none, or no such revision."""
        repository = Repository.at(folder)
        try:
            self._found = changes_since(repository, revision)
            self._gone = [path.path for path in self._found.gone if _was_assessment(path)]
        finally:
            repository.close()
        self._top = Path(repository.top)
        self._revision = revision
        self._called = Names(self._top)

    def is_same(self, path: Path) -> bool:
        """Whether the file at a path is as it was."""
        return self._called(str(path)) in self._found.unchanged

    def differs(self, path: Path) -> bool:
        """Whether what is at a path is otherwise, new or gone, as far as git keeps such files."""
        return self._called(str(path)) in self._found.different

    def deleted(self, folders: Iterable[Path]) -> Iterator[Problem]:
        """The assessments of some folders that were there and are gone."""
        around = [folder.resolve() for folder in folders]
        for path in self._gone:
            place = self._top / path
            if any(place.is_relative_to(folder) for folder in around):
                message = say("it was there in {revision}, and has been deleted", revision=self._revision)
                hint = say("with --no-worse-than {revision} that would fail", revision=self._revision)
                span = Span(os.path.relpath(place))
                yield Problem(deleted_assessment.id, message, span, (), hint, deleted_assessment.severity)


def _was_assessment(path: GitPath) -> bool:
    if not may_be_at(path.path.split("/")):
        return False
    with suppress(InputError):
        return not is_other(path.read(HEAD_BYTES))
    return True  # of a copy that is not whole


def beside(file: Looked, path: Path, sets: Iterable[Place]) -> Iterator[Path]:
    """What else a result hangs on: the files of evidence that are claimed in it, and the sets of the workspace."""
    names: tuple[str, ...] = () if file.whose is None else (file.whose.set_,)
    if file.traits is not None:
        names = (file.traits.set_, *file.traits.known_as)
        yield from (path.parent / claimed.file for claimed in file.traits.claimed)
    for place in sets:
        if isinstance(place.path, Path):
            yield from (place.path / f"{name}{SUFFIX}" for name in dict.fromkeys(names) if name)
