"""Where a new assessment goes: its file, the schema for editors beside it, and what is said of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from wardeval.cli.session import UsageProblem, path_of
from wardeval.problems import InputError, Message, say, say_n
from wardeval.workspace import from_folder

if TYPE_CHECKING:
    from wardeval.cli.starting import Starting
    from wardeval.language import Language


def target_of(new: Starting, output: str | None, *, force: bool) -> Path:
    """The file to write; one that is there already only by `force`, and never one that is read."""
    path = path_of(output) if output is not None else usual_target(new)
    read = [file for file in (new.last_file, new.set_file) if file is not None]
    target = new.session.target(str(path), read, new.library, is_result=False) or path
    if target.is_dir():
        raise UsageProblem(say("{file} is a folder; -o takes the name of a file", file=str(target)))
    if os.path.lexists(target) and _is_ordinary(target) and not force:
        raise UsageProblem(_is_there(target))
    return target


def _is_there(target: Path) -> Message:
    """That a file is there already, how many answers it has, and how to go on with it."""
    answered = _answered(target)
    if answered is None:
        return say("{file} is there already; --force replaces it", file=str(target))
    command = " ".join(("wardeval", "fill", in_shell(str(target))))
    if not answered:
        return say(
            "{file} is there already, still without answers; to fill it in: {command}; --force replaces it",
            file=str(target),
            command=command,
        )
    return say_n(
        "{file} is there already, with {n} answer; to go on filling it in: {command};"
        " --force replaces it, and its answers are lost",
        "{file} is there already, with {n} answers; to go on filling it in: {command};"
        " --force replaces it, and its answers are lost",
        n=answered,
        file=str(target),
        command=command,
    )


def _answered(file: Path) -> int | None:
    """How many answers a file has, the unit's and the verifier's; none where it is no assessment."""
    from wardeval.source import read_source

    try:
        data = read_source(file).data
    except (InputError, OSError):
        return None
    if not isinstance(data, dict) or "answers" not in data:
        return None
    verified = data.get("verified")
    sections = (data["answers"], verified.get("answers") if isinstance(verified, dict) else None)
    return sum(
        1 for answers in sections if isinstance(answers, dict) for answer in answers.values() if answer is not None
    )


def usual_target(new: Starting) -> Path:
    """What the file is called where nobody says: in a workspace by year and set, else in the current folder."""
    from wardeval.naming import file_name

    unit, period = new.assessment.unit.name, new.assessment.period
    if new.workspace is None:
        return Path(file_name(unit, period))
    name = file_name(unit, period, new.loaded.criteria.id)
    return from_folder(new.workspace.assessments / str(period) / name, new.session.folder)


def files(new: Starting, target: Path, language: Language) -> dict[Path, str]:
    """What is to be written: the assessment, and the schema for editors where that is not there yet."""
    return {**_schema(new, target, language), target: _text(new, target, language)}


def _text(new: Starting, target: Path, language: Language) -> str:
    from wardeval.carry import carry
    from wardeval.report.blank import Blank
    from wardeval.report.start import Start

    unit, period = new.assessment.unit, new.assessment.period
    carried = carry(new.last, new.loaded, period, unit) if new.last is not None else None
    facts = {**(carried.facts if carried is not None else {}), **new.facts}
    file = _schema_file(new, target)
    schema = from_folder(file, target.absolute().parent).as_posix() if file is not None else None
    root = _root(new, target)
    command = _command(from_folder(target, root), from_folder(new.set_file, root) if new.set_file else None)
    start = Start(new.loaded, unit, period, facts, carried, schema, command, new.notes)
    return Blank(start, language).render()


def command_of(new: Starting, target: Path) -> str:
    """The command that scores the file from where we are."""
    return _command(target, new.set_file)


def _command(file: Path, set_file: Path | None) -> str:
    named = ("--set", in_shell(set_file.as_posix())) if set_file is not None else ()
    return " ".join(("wardeval", "score", in_shell(str(file)), *named))


def _schema_file(new: Starting, target: Path) -> Path | None:
    """Where the schema of the set stands: in the workspace, else beside the file; none beside a pipe."""
    if target.exists() and not _is_ordinary(target):
        return None
    from wardeval.report.office import SCHEMAS

    return _root(new, target) / SCHEMAS / f"{new.loaded.criteria.id}.schema.json"


def _root(new: Starting, target: Path) -> Path:
    """The folder that a file belongs to: the workspace around it, else its own."""
    folder = target.absolute().parent
    workspace = new.workspace.path if new.workspace else None
    return workspace if workspace is not None and folder.is_relative_to(workspace) else folder


def _schema(new: Starting, target: Path, language: Language) -> dict[Path, str]:
    """The schema's file, where it is not there yet or says something else."""
    from wardeval.report.schema import render

    file = _schema_file(new, target)
    return unlike({file: render("assessment", language, new.loaded)}) if file is not None else {}


def unlike(files: Mapping[Path, str]) -> dict[Path, str]:
    """The files whose text is not what stands there already."""
    return {file: text for file, text in files.items() if _text_of(file) != text}


def _text_of(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def told(new: Starting, target: Path, language: Language) -> str:
    """What was written, and what to do next."""
    from wardeval.report.foreign import visible

    lines: list[object] = list(noted(new.notes))
    lines.append(say("written: {file}", file=str(target)))
    lines.append(say("next: fill it in, then {command}", command=command_of(new, target)))
    return "".join(f"{visible(language.text(line))}\n" for line in lines)


def noted(notes: Iterable[object]) -> Iterator[Message]:
    """What is to be known of a set, as one line of a terminal each."""
    return (say("please note: {text}", text=note) for note in notes)


def in_shell(text: str) -> str:
    """A word of a command line, in quotes where it needs them."""
    plain = all(letter.isalnum() or letter in "./\\:_-" for letter in text)
    return text if plain else f'"{text}"'


def _is_ordinary(path: Path) -> bool:
    """Whether a path is a file like any other, or a link to nowhere; not a pipe or a device."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True
