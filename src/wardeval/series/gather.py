"""The assessments of files and folders by their heads, each once, whatever the order in which they are named."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from wardeval.library import Library, Place
from wardeval.problems import Problem, Span, reason, say
from wardeval.series.line import Missing, Point
from wardeval.series.read import read_point
from wardeval.sides.files import yaml_files
from wardeval.sides.gather import read
from wardeval.sides.submission import Submission


def gather(paths: Iterable[Path]) -> tuple[list[Submission], list[Problem]]:
    """The assessments in folders, and those named; and what is wrong with files of which not even the head is clear."""
    files: dict[Path, tuple[Path, bool]] = {}
    problems: list[Problem] = []
    for path in paths:
        failed: list[OSError] = []
        for file in yaml_files(path, failed.append) if path.is_dir() else (path,):
            place = file.resolve()
            files[place] = file, file is path or files.get(place, (file, False))[1]
        problems.extend(_unreadable(error) for error in failed)
    found: list[Submission] = []
    for file, is_named in sorted(files.values()):
        head = read(file, str(file), is_named=is_named)
        problems.extend(head.problems)
        if head.submission is not None:
            found.append(head.submission)
    return found, problems


def _unreadable(error: OSError) -> Problem:
    message = say("the folder cannot be read: {detail}", detail=reason(error))
    return Problem("unreadable-folder", message, Span(str(error.filename)))


class Reader:
    """Reads points in one process, with the sets that it has loaded; what it is made from can be pickled."""

    def __init__(self, places: tuple[Place, ...], track: str | None) -> None:
        """Read by the sets of `places`."""
        self._library = Library(places)
        self._track = track

    def __call__(self, submission: Submission) -> Point | Missing:
        """What a file comes to."""
        return read_point(submission, self._library, self._track)


def reader(places: tuple[Place, ...], track: str | None) -> partial[Reader]:
    """What starts a reader in any process."""
    return partial(Reader, places, track)
