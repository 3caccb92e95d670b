"""What `wardeval trend` shows: files gathered, units found, each of their files read once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wardeval.batch import run
from wardeval.cli.progress import progress
from wardeval.cli.session import Session, UsageProblem, path_of
from wardeval.problems import ExitCode, InputError, Problem, say
from wardeval.series.assemble import Assembly, Read
from wardeval.series.choose import ambiguous, chosen, lies_within, unknown
from wardeval.series.gather import Reader, gather, reader
from wardeval.series.identity import Identity, identify
from wardeval.series.kin import SetKin
from wardeval.series.line import Missing, Trend
from wardeval.workspace import from_folder

if TYPE_CHECKING:
    from wardeval.units.register import Register
    from wardeval.workspace import Workspace


class Wish(NamedTuple):
    """What the command line asks for."""

    paths: tuple[Path, ...] = ()
    """Files and folders; none for those of the workspace."""
    sets: tuple[str, ...] = ()
    within: str | None = None
    track: str | None = None
    units: str | None = None


class Trends:
    """The files of one run and the units that they are of; one bad file never hides the others."""

    def __init__(self, session: Session, wish: Wish) -> None:
        """Find the files and read their heads; raises `InputError` where the register has mistakes."""
        self.wish, self._language = wish, session.language
        paths = wish.paths or (_assessments(session),)
        workspace = session.workspace or session.workspace_around(paths[0])
        self.library = session.library(paths[0])
        submissions, self._problems = gather(paths)
        if not submissions:
            if self._problems:
                raise InputError(self._problems)
            raise UsageProblem(say("there is no assessment in {files}", files=tuple(map(str, paths))))
        self.read = [submission.path for submission in submissions if submission.path is not None]
        self._register = self._load(wish.units, workspace, session.folder)
        self._units = identify(submissions, self._register)
        self._assembly: Assembly | None = None

    def one(self, name: str) -> Trend:
        """The trend of the unit that is meant; raises `UsageProblem` where it is none, or more than one."""
        found = chosen(name, self._units, self.wish.within)
        if len(found) > 1 and self.wish.paths:  # who names files means a unit of theirs
            found = tuple(unit for unit in found if unit.submissions) or found
        if len(found) != 1:
            raise UsageProblem(ambiguous(name, found, self._units) if found else unknown(name, self._within()))
        return self._assemble(self._reader()()).trend(found[0])

    def all(self) -> list[Trend]:
        """The trends of all units that have a file, each with its own lines only."""
        units = [unit for unit in self._within() if unit.submissions]
        submissions = [submission for unit in units for submission in unit.submissions]
        with progress(self._language, say("files read")) as bar:
            read = run(submissions, self._reader(), bar)
            items = dict(zip((each.name for each in submissions), read, strict=True))
        assembly = self._assemble(lambda submission: items[submission.name])
        own = (Trend(unit.unit, tuple(each for each in assembly.own(unit) if each.sets), unit.notes) for unit in units)
        return [trend for trend in own if trend.series]

    def lines(self, trends: Sequence[Trend]) -> tuple[tuple[str, ...], ...]:
        """The sets of many trends, those put together that follow each other."""
        return SetKin(self.library).lines(set_ for one in trends for series in one.series for set_ in series.sets)

    def _assemble(self, read: Read) -> Assembly:
        self._assembly = Assembly(self._units, self._register, SetKin(self.library), read, self.wish.sets)
        return self._assembly

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with any file that was looked at."""
        items = self._assembly.items if self._assembly is not None else ()
        inside = [problem for item in items if isinstance(item, Missing) for problem in item.problems]
        return tuple(sorted([*self._problems, *inside], key=lambda problem: problem.span))

    @property
    def code(self) -> ExitCode:
        """What the run comes to."""
        return ExitCode.INPUT if self.problems else ExitCode.OK

    def _reader(self) -> Callable[[], Reader]:
        return reader(self.library.folders, self.wish.track)

    def _within(self) -> list[Identity]:
        place = self.wish.within
        return [unit for unit in self._units if place is None or lies_within(unit, place)]

    def _load(self, named: str | None, workspace: Workspace | None, folder: Path) -> Register | None:
        """The register of units, where there is one."""
        from wardeval.units.register import NAME, load_register

        if named is not None:
            file = path_of(named)
        elif workspace is not None and (workspace.path / NAME).is_file():
            file = from_folder(workspace.path / NAME, folder)
        else:
            return None
        self.read.append(file)
        return load_register(file)


def _assessments(session: Session) -> Path:
    """The assessments of the workspace."""
    if session.workspace is None:
        raise UsageProblem(say("there is no workspace here; say with --in where the assessments are"))
    return from_folder(session.workspace.assessments, session.folder)
