"""Which files `wardeval criteria lint` checks, and what it says of them: sets, and mappings between sets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from wardeval.library import SUFFIX, Library
from wardeval.problems import InputError, Message, Problem, say, say_n


class Linted(NamedTuple):
    """What was found in some files."""

    problems: tuple[Problem, ...]
    broken: bool
    """Whether a file cannot be used at all."""
    summary: Message


def set_files_in(path: Path) -> list[Path]:
    """A file as it was named; of a folder the sets in it, and the mappings beside them."""
    from wardeval.mapping_files import FOLDER

    found = [*sorted(path.glob(f"*{SUFFIX}")), *sorted((path / FOLDER).glob(f"*{SUFFIX}"))] if path.is_dir() else [path]
    return [file for file in found if not file.name.endswith(f".cases{SUFFIX}")]


def lint_files(files: Sequence[Path], library: Library) -> Linted:
    """What is wrong or doubtful in set files and mappings, each file by itself."""
    from wardeval.mappings import is_mapping

    problems: list[Problem] = []
    broken = False
    mappings = 0
    for file in files:
        if (other := _other(file)) is not None:
            broken = True
            problems.append(other)
            continue
        of_mapping = is_mapping(file)
        mappings += of_mapping
        try:
            problems.extend(_mapping_problems(file, library) if of_mapping else _set_problems(file, library))
        except InputError as error:
            broken = True
            problems.extend(error.problems)
    return Linted(tuple(problems), broken, _summary(len(files) - mappings, mappings, len(problems)))


def _other(file: Path) -> Problem | None:
    """That a file is none of those that are checked here, and what checks it; none for those that are."""
    from wardeval.source import read_source

    try:
        source = read_source(file)
    except InputError:
        return None
    kind = str(source.data.get("format")) if isinstance(source.data, dict) else ""
    for begin, message, command in _OTHERS:
        if kind.startswith(begin):
            hint = say("“{command}” checks it", command=command.format(file=file))
            return Problem("other-kind", message, source.locate(("format",)), hint=hint)
    return None


_OTHERS = (
    (
        "wardeval/units/",
        say("this is a register of units, and no criterion set"),
        "wardeval units show ID --units {file}",
    ),
    ("wardeval/assessment/", say("this is an assessment, and no criterion set"), "wardeval score {file}"),
)
"""Files of wardeval that are neither sets nor mappings: what they are, and what checks them."""


def _set_problems(file: Path, library: Library) -> list[Problem]:
    from wardeval.lint.criterion_set import lint_set, name_problems

    loaded = library.load_file(file)
    return [*name_problems(loaded, file, library.folders), *lint_set(loaded)]


def _mapping_problems(file: Path, library: Library) -> list[Problem]:
    from wardeval.lint.mapping import lint_mapping, place_problems
    from wardeval.mapping_files import FOLDER
    from wardeval.mappings import load_mapping

    loaded = load_mapping(file, library, named=file.resolve().parent.name == FOLDER)
    return [*place_problems(loaded, file, library.folders), *lint_mapping(loaded)]


def _summary(sets: int, mappings: int, problems: int) -> Message:
    found = say_n("{n} problem", "{n} problems", n=problems)
    if not mappings:
        return say_n("{n} set checked, {problems}", "{n} sets checked, {problems}", n=sets, problems=found)
    if not sets:
        return say_n("{n} mapping checked, {problems}", "{n} mappings checked, {problems}", n=mappings, problems=found)
    return say_n(
        "{n} set and {mappings} checked, {problems}",
        "{n} sets and {mappings} checked, {problems}",
        n=sets,
        mappings=say_n("{n} mapping", "{n} mappings", n=mappings),
        problems=found,
    )
