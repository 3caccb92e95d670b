"""The heads of many files: what each is of, or what is wrong with it; and the side that they make up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from wardeval.content import File, read_bytes
from wardeval.library import Place
from wardeval.problems import InputError, Message, Problem, Span, say
from wardeval.sides.files import is_other
from wardeval.sides.head import period_of, read_head
from wardeval.sides.pairing import duplicate_problems
from wardeval.sides.submission import Found, Submission


class Read(NamedTuple):
    """What one file is of; or its problems, and its period if that is clear; nothing where it is no assessment."""

    submission: Submission | None = None
    problems: tuple[Problem, ...] = ()
    period: int | None = None


class Heads:
    """Files by what they are of. Those on disk are read once, also where two years are looked for in one folder."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._read: dict[tuple[str, str], Read] = {}

    def read(self, files: Iterable[tuple[File, str]]) -> list[Read]:
        """What files are of, each beside what it is called to people; those that are something else are passed over."""
        found = (self._one(file, name) for file, name in files)
        return [each for each in found if each.submission is not None or each.problems]

    def _one(self, file: File, name: str) -> Read:
        if not isinstance(file, Path):
            return read(file, name)
        key = str(file), name
        if key not in self._read:
            self._read[key] = read(file, name)
        return self._read[key]


def read(file: File, name: str, *, is_named: bool = False) -> Read:
    """What one file is of; one that is named is meant to be an assessment."""
    content = None
    try:
        content = read_bytes(file, name)
        found = read_head(content, name)
    except InputError as error:
        if content is not None and is_other(content) and not is_named:
            return Read()
        return Read(None, error.problems, None if content is None else period_of(content))
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


def side_of(wish: str, found: Sequence[Read], problems: Sequence[Problem], sets: tuple[Place, ...]) -> Found:
    """A side of all the files that were read, with what is wrong with them; refuses one without any."""
    if not found and not problems:
        refuse(wish, "no-assessment", say("there is no assessment in {files}", files=(wish,)))
    submissions = tuple(each.submission for each in found if each.submission is not None)
    wrong = [*problems, *(problem for each in found for problem in each.problems), *duplicate_problems(submissions)]
    return Found(wish, submissions, tuple(sorted(wrong, key=lambda problem: problem.span)), sets)


def refuse(wish: str, rule: str, message: Message, hint: Message | None = None) -> NoReturn:
    """Say why a side names nothing."""
    raise InputError([Problem(rule, message, Span(wish), hint=hint)]) from None
