"""`wardeval init`: makes a workspace, and writes over nothing that is there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.new import Unit, UnitId, UnitType, Within
from wardeval.cli.options import Debug, msgid, one_of, read_as
from wardeval.cli.session import Session, UsageProblem, path_of, wanted_language
from wardeval.problems import Message, say

if TYPE_CHECKING:
    from wardeval.cli.starting import Starting
    from wardeval.language import Language
    from wardeval.library import LoadedSet
    from wardeval.model.criterion_set import CriterionSet

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
    services: Annotated[
        list[str] | None,
        typer.Option(
            "--ci",
            metavar="github|gitlab",
            help=msgid(
                "Also write the files that check every assessment there, and before each commit. May be given several"
                " times."
            ),
        ),
    ] = None,
    requirement: Annotated[
        str | None,
        typer.Option(
            "--ci-install",
            metavar=msgid("REQUIREMENT"),
            help=msgid(
                "What pip installs there (default: this release), such as git+https://… of a copy of the office's own."
            ),
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="vi|en", help=msgid("Language of the workspace and its files (default: vi).")),
    ] = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    from wardeval.cli.streams import write_files
    from wardeval.report.ci import SERVICES

    session = session_of(ctx)
    for service in services or ():
        one_of("--ci", service, tuple(SERVICES))
    _check_requirement(requirement, services or ())
    if unit is not None and not sets:
        raise UsageProblem(say("{name} is missing", name="--set"))
    year = period if period is not None else str(date.today().year)
    office = _Making(session, path_of(folder), tuple(sets or ()), year)
    if unit is not None:
        office.start(unit, year, type_, unit_id, tuple(within or ()))
    written = office.files(services or (), requirement)
    write_files(written, [path for path in written if not os.path.lexists(path)])
    session.complain(office.noted())
    session.deliver(office.told(), None)


class _Making:
    """A workspace in the making: the files that it needs, those that are there already, and what comes next."""

    def __init__(self, session: Session, folder: Path, sets: tuple[str, ...], period: str) -> None:
        from wardeval.model.base import year
        from wardeval.report.office import Office, settings_text
        from wardeval.source import parse_source
        from wardeval.workspace import NAME, Workspace, find_workspace

        self.session, self.folder, self.sets, self.period = session, folder, sets, read_as("--period", year, period)
        there = Workspace(folder.absolute()) if (folder / NAME).is_file() else None
        self.around = find_workspace(folder.absolute().parent) if there is None else None
        settled = there.settings if there is not None else None
        self.language = self._spoken(settled.language if settled is not None else None)
        self.loaded = [self._set(id_) for id_ in sets or (EXAMPLE_SET,)]
        assessments = settled.assessments if settled is not None else ASSESSMENTS
        example = self.loaded[0].criteria
        self.office = Office(
            self.period, sets, example.id, _first_leaf(example), _usual_type(example), assessments=assessments
        )
        written = settings_text(self.office, self.language)
        self.workspace = there or Workspace(folder.absolute(), parse_source(written.encode(), NAME))
        self.started: list[tuple[Starting, Path]] = []
        self.assessments: dict[Path, str] = {}
        self.written: dict[Path, str] = {}
        self.kept: list[Path] = []
        self.served = False

    def _spoken(self, settled: str | None) -> Language:
        """The language of the files: as asked for, as settled in the folder, else Vietnamese."""
        from wardeval.language import Code, Language

        return Language(Code(wanted_language(self.session.arguments) or settled or Code.VI))

    def _set(self, id_: str) -> LoadedSet:
        """A set, or of a family the newest one that may be in force; raises `InputError`."""
        from wardeval.edition import in_force
        from wardeval.exact import Met

        library = self.session.library(self.folder)
        editions = [] if library.has(id_) else library.editions(id_)
        fitting = [loaded for loaded in editions if in_force(loaded.criteria, self.period) is not Met.NO]
        return (fitting or editions or [library.load(id_)])[-1]

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
                self.assessments |= files(starting, target, self.language)
        first = self.started[0][0]
        criteria, of = first.loaded.criteria, first.assessment.unit
        self.office = replace(self.office, example=criteria.id, leaf=_first_leaf(criteria), type=of.type, unit=of.name)

    def files(self, services: Sequence[str], requirement: str | None) -> dict[Path, str]:
        """The files to write, with those of CI services; what is there already is kept, but for the schemas."""
        from wardeval.cli.placing import unlike
        from wardeval.report.office import editor_files, office_files

        named = office_files(self.office, self.language)
        self.served = bool(services)
        if services:
            from wardeval.report.ci import RELEASE, ci_files

            named |= ci_files(services, self.language, requirement or RELEASE)
        wanted = {self.folder / path: text for path, text in named.items()}
        there = [file for file in wanted if os.path.lexists(file)]
        self.kept = [*there, *self.kept]
        self.written = {file: text for file, text in wanted.items() if file not in there} | self.assessments
        return self.written | unlike({self.folder / path: text for path, text in editor_files(self.language).items()})

    def noted(self) -> str:
        """What is to be known of the place and of the sets."""
        from wardeval.cli.placing import noted
        from wardeval.report.foreign import visible

        text = self.session.language.text
        return "".join(f"{visible(text(line))}\n" for line in noted(self._notes()))

    def _notes(self) -> Iterator[object]:
        from wardeval.edition import in_force, period_notes
        from wardeval.exact import Met
        from wardeval.model.assessment import Assessment, Unit
        from wardeval.workspace import from_folder

        if self.around is not None:
            yield say(
                "this workspace lies inside another one, that of {file}; commands that run in it follow its own"
                " wardeval.yaml",
                file=str(from_folder(self.around.file, self.session.folder)),
            )
        if self.served and (root := _repository_around(self.folder)) is not None:
            yield say(
                "CI files are read only in the root of the repository, {folder}: begin the workspace there, or move"
                " them there and name this folder in them",
                folder=str(root),
            )
        for starting, _ in self.started:
            yield from starting.notes
        if self.started or not self.sets:
            return
        for loaded in self.loaded:
            if in_force(loaded.criteria, self.period) is Met.NO:
                unit = Unit.made(name="", type=loaded.criteria.units[0])
                anybody = Assessment.made(set_=loaded.criteria.id, unit=unit, period=self.period)
                yield from period_notes(loaded.criteria, anybody, self.session.library(self.folder))

    def told(self) -> str:
        """What was written, what was kept, and what to do next."""
        from wardeval.report.foreign import visible

        text = self.session.language.text
        hidden = (".gitkeep", ".schema.json")
        lines: list[object] = [
            say("written: {file}", file=str(file)) for file in self.written if not file.name.endswith(hidden)
        ]
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


def _repository_around(folder: Path) -> Path | None:
    """The git repository that a folder lies in, if it is not its root."""
    places = [folder.absolute(), *folder.absolute().parents]
    root = next((place for place in places if os.path.lexists(place / ".git")), None)
    return None if root == places[0] else root


def _check_requirement(requirement: str | None, services: Sequence[str]) -> None:
    """Refuse what pip cannot install, as far as that is certain."""
    if requirement is None:
        return
    if not services:
        raise UsageProblem(say("{option} goes with {other}", option="--ci-install", other="--ci"))
    if not requirement.strip() or not requirement.isprintable() or requirement.startswith("-"):
        raise UsageProblem(say("--ci-install takes what pip installs, not “{text}”", text=requirement))


def _first_leaf(criteria: CriterionSet) -> str:
    return next(node.id for node in criteria.nodes() if node.measure is not None)


def _usual_type(criteria: CriterionSet) -> str:
    """The type of unit that the examples are about: a ward where the set is for wards too."""
    return "phuong" if "phuong" in criteria.units else criteria.units[0]
