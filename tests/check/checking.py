"""Folders of files checked by every rule, as `wardeval check` does it, but without settings and comments."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tests.check.made import HEAD as HEAD  # noqa: PLC0414 - said on, for tests of single rules
from tests.conftest import ROOT
from wardeval.check import together
from wardeval.check.ignoring import sift
from wardeval.check.look import look
from wardeval.check.looked import Looked
from wardeval.check.pool import Pool
from wardeval.check.rule import IgnoreRule
from wardeval.check.rules import by_id
from wardeval.content import read_bytes
from wardeval.language import Code, Language
from wardeval.library import Library, places
from wardeval.problems import ExitCode, InputError, Problem
from wardeval.sides.files import inside
from wardeval.units.register import load_register

TODAY = date(2026, 6, 30)


def checked(folder: Path, named: Iterable[str] = (), today: date = TODAY) -> list[Problem]:
    """Every problem of the assessments of a folder, and of those that are `named`, each by its path in the folder."""
    library = Library(places(folder, {}))
    files = {path.relative_to(folder).as_posix(): path for path in inside(folder)}
    files |= {name: folder / name for name in named}
    found = [looked(path, name, library, today) for name, path in sorted(files.items())]
    units = folder / "units.yaml"
    pool = Pool(
        {each.name: each.traits for each in found if each.traits is not None},
        files | {"units.yaml": units},
        today,
        load_register(units) if units.is_file() else None,
        "units.yaml",
        {each.name: each.whose for each in found if each.traits is None},
        is_whole=True,
    )
    problems = [_beside(problem, folder) for each in found for problem in each.problems]
    across = [*together.problems(pool)]
    problems += [*across, *(problem for each in found for problem in _about_comments(each, across))]
    return sorted(problems, key=lambda problem: (problem.span, problem.rule))


def _about_comments(looked: Looked, across: list[Problem]) -> list[Problem]:
    """What is wrong with the comments of a file that ignore rules."""
    told = sift(looked, [problem for problem in across if problem.span.file == looked.name], whole=True).told
    return [problem for problem in told if isinstance(by_id().get(problem.rule), IgnoreRule)]


def _beside(problem: Problem, folder: Path) -> Problem:
    """A problem of a set of the folder, called by its path there, too."""
    path = Path(problem.span.file)
    if not path.is_relative_to(folder):
        return problem
    return problem._replace(span=problem.span._replace(file=path.relative_to(folder).as_posix()))


def looked(path: Path, name: str, library: Library, today: date = TODAY) -> Looked:
    """What comes of the file at a path."""
    try:
        return look(read_bytes(path, name), name, library, today)
    except InputError as error:
        return Looked(name, "", error.problems, ExitCode(error.code))


def told(problems: list[Problem], rule: str) -> str:
    """What a rule finds, a line each, in English."""
    english = Language(Code.EN)
    lines = "".join(f"{each.span}: {english.text(each.message)}\n" for each in problems if each.rule == rule)
    return lines.replace(f"{ROOT}{os.sep}", "")
