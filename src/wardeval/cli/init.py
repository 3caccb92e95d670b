"""`wardeval init`: makes a workspace, and writes over nothing that is there."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.new import Unit, UnitId, UnitType, Within
from wardeval.cli.options import Debug, msgid
from wardeval.cli.session import Session, UsageProblem, path_of, wanted_language
from wardeval.problems import Message, say

if TYPE_CHECKING:
    from wardeval.cli.starting import Starting
    from wardeval.language import Language
    from wardeval.library import LoadedSet

EXAMPLE_SET = "tt-124-2021-xa"
"""The set that the instructions are written about where the office names none."""

ASSESSMENTS = "assessments"


def command(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar=msgid("FOLDER"), help=msgid("The folder of the workspace (default: this one)."))
    ] = ".",
    sets: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar=msgid("SET"),
            help=msgid("The id of a set that the office uses. May be given several times."),
        ),
    ] = None,
    unit: Unit = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar=msgid("YEAR"), help=msgid("The year that is assessed (default: this year).")),
    ] = None,
    type_: UnitType = None,
    unit_id: UnitId = None,
    within: Within = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="vi|en", help=msgid("Language of the workspace and its files (default: vi).")),
    ] = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    from wardeval.cli.streams import write_files

    session = session_of(ctx)
    if unit is not None and not sets:
        raise UsageProblem(say("{name} is missing", name="--set"))
    year = period if period is not None else str(date.today().year)
    office = _Making(session, path_of(folder), tuple(sets or ()), unit, year)
    if unit is not None:
        office.start(unit, year, type_, unit_id, tuple(within or ()))
    write_files({**office.files, **office.editors})
    session.deliver(office.told(), None)


class _Making:
    """A workspace in the making: the files that it needs, those that are there already, and what comes next."""

    def __init__(self, session: Session, folder: Path, sets: tuple[str, ...], unit: str | None, period: str) -> None:
        from wardeval.cli.placing import unlike
        from wardeval.cli.starting import one_line
        from wardeval.report.office import Office, editor_files, office_files
        from wardeval.source import parse_source
        from wardeval.workspace import NAME, Workspace

        self.session, self.folder, self.sets = session, folder, sets
        there = Workspace(folder.absolute()) if (folder / NAME).is_file() else None
        settled = there.settings if there is not None else None
        self.language = self._spoken(settled.language if settled is not None else None)
        example = [self._set(id_) for id_ in sets or (EXAMPLE_SET,)][0].criteria  # noqa: RUF015 - all have to be there
        office = Office(
            _year(period),
            sets,
            example.id,
            next(node.id for node in example.nodes() if node.measure is not None),
            one_line(unit) if unit is not None else None,
            settled.assessments if settled is not None else ASSESSMENTS,
        )
        wanted = {folder / path: text for path, text in office_files(office, self.language).items()}
        self.kept = [file for file in wanted if os.path.lexists(file)]
        self.files = {file: text for file, text in wanted.items() if file not in self.kept}
        self.editors = unlike({folder / path: text for path, text in editor_files(self.language).items()})
        self.workspace = there or Workspace(folder.absolute(), parse_source(wanted[folder / NAME].encode(), NAME))
        self.started: list[tuple[Starting, Path]] = []

    def _spoken(self, settled: str | None) -> Language:
        """The language of the files: as asked for, as settled in the folder, else Vietnamese."""
        from wardeval.language import Code, Language

        return Language(Code(wanted_language(self.session.arguments) or settled or Code.VI))

    def _set(self, id_: str) -> LoadedSet:
        """A set, or the newest of a family; raises `InputError`."""
        library = self.session.library(self.folder)
        editions = () if library.has(id_) else library.editions(id_)
        return editions[-1] if editions else library.load(id_)

    def start(self, unit: str, period: str, type_: str | None, unit_id: str | None, within: tuple[str, ...]) -> None:
        """Add an assessment of the unit for every set, where there is none yet."""
        from wardeval.cli.placing import files, usual_target
        from wardeval.cli.starting import Given, Starting

        for id_ in self.sets:
            given = Given(period, id_, unit, type_, unit_id, within)
            starting = Starting(self.session, self.session.library(self.folder), self.workspace, given)
            target = usual_target(starting)
            self.started.append((starting, target))
            if os.path.lexists(target):
                self.kept.append(target)
            else:
                self.files |= files(starting, target, self.language)

    def told(self) -> str:
        """What was written, what was kept, and what to do next."""
        from wardeval.report.foreign import visible

        text = self.session.language.text
        hidden = (".gitkeep", ".schema.json")
        lines: list[object] = [note for starting, _ in self.started for note in starting.notes]
        lines += [say("written: {file}", file=str(file)) for file in self.files if not file.name.endswith(hidden)]
        lines += [say("kept as it is: {file}", file=str(file)) for file in self.kept if not file.name.endswith(hidden)]
        lines.append(say("next: {step}", step=self._next()))
        return "".join(f"{visible(text(line))}\n" for line in lines)

    def _next(self) -> Message:
        from wardeval.cli.placing import command_of, in_shell

        if self.started:
            starting, target = self.started[0]
            return say("fill in {file}, then {command}", file=str(target), command=command_of(starting, target))
        readme = in_shell(str(self.folder / "README.md"))
        return say("read {file}; it begins with “wardeval criteria list”", file=readme)


def _year(text: str) -> int:
    from pydantic_core import PydanticCustomError

    from wardeval.model.base import year

    try:
        return year(text)
    except PydanticCustomError as error:
        message: Message = (error.context or {})["message"]
        raise UsageProblem(say("{option}: {message}", option="--period", message=message)) from error
