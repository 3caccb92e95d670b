"""The heads of many files: what each is of, or what is wrong with it; and the side that they make up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from wardeval.batch import run
from wardeval.content import File, read_bytes
from wardeval.library import Place
from wardeval.problems import InputError, Message, Problem, Span, say
from wardeval.sides.files import is_other
from wardeval.sides.head import head_with_mistakes, period_of, read_head
from wardeval.sides.submission import Found, Submission


class Read(NamedTuple):
    """What one file is of; or its problems, and its period if that is clear; nothing where it is no assessment.

    Where it is clear whose a file with mistakes is, its problems stand in the submission.
    """

    submission: Submission | None = None
    problems: tuple[Problem, ...] = ()
    period: int | None = None

    def at(self, path: Path) -> Read:
        """The same, with the path of the file."""
        return self if self.submission is None else self._replace(submission=self.submission._replace(path=path))


class Heads:
    """Files by what they are of. Those on disk are read once, also where two years are looked for in one folder."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._read: dict[tuple[str, str], Read] = {}

    def read(self, files: Iterable[tuple[File, str]]) -> list[Read]:
        """What files are of, each beside what it is called to people; those that are something else are passed over."""
        all_files = [(str(file), name, file) for file, name in files]
        new = [
            (path, name) for path, name, file in all_files if isinstance(file, Path) and (path, name) not in self._read
        ]
        self._read.update(zip(new, run(new, _start, few=_FEW, at_once=_AT_ONCE), strict=True))
        found = []
        for path, name, file in all_files:
            each = self._read[path, name].at(file) if isinstance(file, Path) else read(file, name)
            if each.submission is not None or each.problems:
                found.append(each)
        return found


_FEW = 1000
"""Files up to which starting processes takes longer than reading their heads."""
_AT_ONCE = 128


def _start() -> Callable[[tuple[str, str]], Read]:
    return _without_path


def _without_path(file: tuple[str, str]) -> Read:
    """What a file is of; its path, which is known where it is asked for, need not travel."""
    path, name = file
    found = read(Path(path), name)
    return found if found.submission is None else found._replace(submission=found.submission._replace(path=None))


def read(file: File, name: str, *, is_named: bool = False) -> Read:
    """What one file is of; one that is named is meant to be an assessment."""
    content = None
    try:
        content = read_bytes(file, name)
        found = read_head(content, name)
    except InputError as error:
        if content is not None and is_other(content) and not is_named:
            return Read()
        if content is None:
            return Read(None, error.problems)
        known = head_with_mistakes(content, name)
        if known is None:
            return Read(None, error.problems, period_of(content))
        found = known._replace(problems=error.problems)
    found = found._replace(path=file) if isinstance(file, Path) else found._replace(content=content)
    return Read(found, (), found.period)


def of_year(
    wish: str, year: int, shown: str, found: Sequence[Read], problems: Sequence[Problem], sets: tuple[Place, ...]
) -> Found:
    """A side of those of the files that are of a year, and that may be; refuses a year that has none."""
    wanted = [each for each in found if each.period in (year, None)]
    if not wanted and not problems:
        years = tuple(str(each) for each in sorted({each.period for each in found if each.period is not None}))
        hint = say("there are assessments of {years}", years=years) if years else None
        message = say("there is no assessment of {year} in {folder}", year=str(year), folder=shown)
        refuse(wish, "no-such-year", message, hint)
    return side_of(wish, wanted, problems, sets)


def side_of(
    wish: str, found: Sequence[Read], problems: Sequence[Problem], sets: tuple[Place, ...], *, is_file: bool = False
) -> Found:
    """A side of all the files that were read, with what is wrong with them; refuses one without any."""
    if not found and not problems:
        refuse(wish, "no-assessment", say("there is no assessment in {files}", files=(wish,)))
    submissions = tuple(each.submission for each in found if each.submission is not None)
    wrong = [*problems, *(problem for each in found for problem in each.problems)]
    return Found(wish, submissions, tuple(sorted(wrong, key=lambda problem: problem.span)), sets, is_file)


def refuse(wish: str, rule: str, message: Message, hint: Message | None = None) -> NoReturn:
    """Say why a side names nothing."""
    raise InputError([Problem(rule, message, Span(wish), hint=hint)]) from None
