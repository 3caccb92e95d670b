"""What `wardeval check` works with: files, sets, rules and gates, as the command line and the workspace name them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from wardeval.check.baseline import NAME as BASELINE
from wardeval.check.baseline import Baseline, Compared, made, read_baseline, root_of, written
from wardeval.check.checkup import Checkup, checkup
from wardeval.check.disk import Disk
from wardeval.check.examine import Asked, Examined, Registered, Scene, examine
from wardeval.check.files import STDIN, ToCheck, listed
from wardeval.check.gate.gates import no_such_verdict
from wardeval.check.rules import by_id
from wardeval.check.run import Start
from wardeval.check.settings import Chosen, WrongWord, choose
from wardeval.cli.options import read_as
from wardeval.cli.progress import progress
from wardeval.cli.session import Session, UsageProblem, path_of
from wardeval.cli.streams import write_files
from wardeval.cli.wish import Wish, beside, workspace_of
from wardeval.content import LIMITS
from wardeval.exact import NumberError, parse_number
from wardeval.model.base import calendar_date
from wardeval.problems import Message, Problem, Severity, say, say_n
from wardeval.report.foreign import visible
from wardeval.sides.files import yaml_files
from wardeval.units.register import NAME as UNITS

if TYPE_CHECKING:
    from wardeval.check.changed import Changed
    from wardeval.cli.memory import Memory


class Checking:
    """One run: everything that the command line names is settled before the first file is looked at."""

    def __init__(self, session: Session, wish: Wish, memory: Memory | None = None, *, digests: bool = True) -> None:
        """Settle what `wish` asks for; raises `UsageProblem` and `InputError`. In `memory` is kept what comes of it.

        `digests` says whether those of the files are told.
        """
        self._digests = digests or memory is not None
        self._session, self._wish, self._memory = session, wish, memory
        self._coverage = None if wish.coverage is None else _share(wish.coverage)
        self._today = date.today() if wish.on is None else read_as("--on", calendar_date, wish.on)
        self._workspace = workspace_of(session, wish.paths)
        self.writes = self._baseline_file() if wish.write_baseline else None
        self.contents = self._stdin()
        if wish.before is not None:
            path_of(wish.before)  # an empty name is a wrong command line
        self._chosen = self._rules()  # NOTE: from here on the files are read that settle what is asked for
        self.words = wish.paths or (self._assessments(),)
        self.library = session.library(beside(self.words, session.folder))
        self._baseline = self._known()
        self._left = 0  # what fails although all that may be known is known
        self._disk = Disk() if memory is None else Disk(memory.now)
        self._listed = listed(self.words, next(iter(self.contents), None), self._disk.listing)

    def _assessments(self) -> str:
        """The assessments of the workspace."""
        workspace = self._session.workspace
        if workspace is None:
            raise UsageProblem(say("there is no workspace here; name the files or folders to check"))
        return os.path.relpath(workspace.assessments, self._session.folder)

    def _rules(self) -> Chosen:
        try:
            return choose(self._workspace, self._wish.select, self._wish.ignore)
        except WrongWord as error:
            raise UsageProblem(error.message) from error

    def _baseline_file(self) -> Path:
        """The file of `--baseline`, else that of the workspace."""
        if self._wish.baseline is not None:
            return path_of(self._wish.baseline)
        if self._workspace is None:
            raise UsageProblem(say("there is no workspace here; name the file to write with --baseline"))
        return Path(os.path.relpath(self._workspace.path / BASELINE, self._session.folder))

    def _known(self) -> Baseline | None:
        """The known problems: of the file that is named, or that is about to be written anew."""
        path = self.writes
        if path is not None:
            return read_baseline(path, self._session.folder) if os.path.lexists(path) else None
        named = self._wish.baseline
        return None if named is None else read_baseline(path_of(named), self._session.folder)

    def _stdin(self) -> dict[str, bytes]:
        """The bytes of standard input by its name, where it is to be checked."""
        name = self._wish.stdin_name
        if STDIN not in self._wish.paths:
            if name is not None:
                raise UsageProblem(say("--stdin-filename goes with “-”, for standard input"))
            return {}
        if sys.stdin is None:
            raise UsageProblem(say("there is no standard input"))
        content = sys.stdin.buffer.read(LIMITS.bytes + 1)
        return {str(path_of(name)) if name is not None else "stdin": content}

    @cached_property
    def _register(self) -> Registered | None:
        """The register of units: the one that is named, else the workspace's, where there is one."""
        if self._wish.units is not None:
            path = path_of(self._wish.units)
            return Registered(str(path), path)
        if self._workspace is None or not (self._workspace.path / UNITS).is_file():
            return None
        path = Path(os.path.relpath(self._workspace.path / UNITS, self._session.folder))
        return Registered(str(path), path)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the names on the command line."""
        return self._listed.problems

    @cached_property
    def _changed(self) -> Changed | None:
        """What differs from before, where only of that is told."""
        if self._wish.changed_since is None:
            return None
        from wardeval.check.changed import Changed

        around = self._session.folder if self._workspace is None else self._workspace.path
        return Changed(around, self._wish.changed_since)

    def mended(self) -> list[ToCheck]:
        """The files that may be mended: those that are not as they were."""
        changed = self._changed
        files = self._listed.files
        return [file for file in files if file.path is None or changed is None or not changed.is_same(file.path)]

    def read(self) -> Iterator[Path]:
        """The files that are read: no result may be written over them."""
        yield from (file.path for file in self._listed.files if file.path is not None)
        yield from self._read_beside()

    def proofs(self) -> Iterable[str]:
        """The files of evidence that were looked at."""
        return self._disk.sizes

    def _read_beside(self) -> Iterator[Path]:
        if self._register is not None:
            yield self._register.path
        if self._wish.baseline is not None and self.writes is None:
            yield path_of(self._wish.baseline)
        if self._wish.before is not None:
            path = self._session.folder / self._wish.before
            yield from yaml_files(path) if path.is_dir() else [path]

    def checkup(self) -> Checkup:
        """Check, and say what it came to."""
        asked, scene, memory = self._asked(), self._scene(), self._memory
        if memory is not None:
            memory.note(self._listed)
        with progress(self._session.language, say("files checked")) as bar:
            found = examine(scene, asked, bar)
        self.refuse_nothing(found.number)
        self._refuse_verdict_of_no_set(found)
        if self.writes is not None:
            self._baseline = self._made(found, self.writes)
        compared = Compared(found.problems)
        if self._baseline is not None:
            compared = self._baseline.compare(found.problems, [file.name for file in found.files], self._runs)
        came_to = checkup(
            compared.new,
            found.files,
            found.codes,
            fail_on=Severity(self._wish.fail_on),
            ignored=found.ignored,
            known=compared.known,
            gone=compared.gone,
            nothing=not found.number,
        )
        self._left = came_to.failing
        if memory is not None:
            memory.keep(self.words, self._read_beside(), self._listed, self._disk, came_to)
        return came_to

    def write(self) -> None:
        """Write the known problems anew, where that was asked for, and say so."""
        if self.writes is None or self._baseline is None:
            return
        write_files({self.writes: written(self._baseline)}, follow=[self.writes])
        text = self._session.language.text
        self._session.complain("".join(f"{visible(text(each))}\n" for each in self._told(self._baseline, self.writes)))

    def _told(self, baseline: Baseline, file: Path) -> Iterator[Message]:
        """What is said of the known problems that are written to a file."""
        n = len(baseline.problems)
        yield say_n("{n} known problem written to {file}", "{n} known problems written to {file}", n=n, file=str(file))
        if self._left:
            yield say_n(
                "{n} problem is no part of it: no baseline passes over a file that cannot be judged, nor over what an"
                " option asks for",
                "{n} problems are no part of it: no baseline passes over a file that cannot be judged, nor over what an"
                " option asks for",
                n=self._left,
            )

    def _asked(self) -> Asked:
        """What is asked beyond the rules."""
        wish, session = self._wish, self._session
        if wish.before is None:
            return Asked(wish.verdict, self._coverage)
        from wardeval.sides.resolve import YEAR, resolve

        before = resolve(wish.before, self._workspace, session.folder, session.environ)
        is_year = YEAR.fullmatch(wish.before) is not None
        is_folder = not is_year and os.path.lexists(session.folder / wish.before)
        holds_all = self._is_whole() or (is_folder and bool(self._listed.folders))
        if is_year and not holds_all and self._workspace is not None:
            from wardeval.check.gate.gone import holds_after

            holds_all = holds_after(int(wish.before), self._workspace.assessments, self._listed.files)
        return Asked(wish.verdict, self._coverage, before, holds_all)

    def _scene(self) -> Scene:
        """What is checked, and by what."""
        cache = None if self._memory is None else self._memory.cache
        start = Start(self.library.folders, self._today, cache, self._digests)
        whole = self._is_whole()
        return Scene(self._listed, start, self.contents, self._chosen, self._register, whole, self._changed, self._disk)

    def _is_whole(self) -> bool:
        """Whether all that was handed in is checked: the workspace's assessments, or folders beside a register."""
        folders = self._listed.folders
        if self._wish.units is not None:
            return bool(folders)
        wanted = None if self._workspace is None else self._workspace.assessments.resolve()
        return wanted is not None and any(wanted.is_relative_to(folder.resolve()) for folder in folders)

    def refuse_nothing(self, number: int | None = None) -> None:
        """Where nothing at all was found, the command line is wrong; `number` is that of files that are assessments.

        A workspace may have no assessment yet.
        """
        number = len(self._listed.files) if number is None else number
        if not number and not self._listed.problems and not self._is_of_workspace():
            raise UsageProblem(say("there is no assessment in {files}", files=self.words))

    def _is_of_workspace(self) -> bool:
        """Whether nothing but folders of the workspace's assessments is checked."""
        if self._workspace is None:
            return False
        wanted = self._workspace.assessments.resolve()
        folders = [folder.resolve() for folder in self._listed.folders]
        return all(folder.is_relative_to(wanted) or wanted.is_relative_to(folder) for folder in folders)

    def _refuse_verdict_of_no_set(self, found: Examined) -> None:
        """Where no set that was judged by has the verdict of `--require`, the command line is wrong."""
        lacking = [problem for problem in found.problems if problem.rule == no_such_verdict.id]
        if lacking and len(lacking) == sum(1 for file in found.files if file.standing is not None):
            raise UsageProblem(lacking[0].message)

    def _made(self, found: Examined, path: Path) -> Baseline:
        """What was found as known problems, beside those of files that were not checked."""
        root = root_of(path, self._session.folder)
        kept = () if self._baseline is None else self._baseline.apart_from(file.name for file in found.files)
        return made(found.problems, root, self._session.language, kept)

    def _runs(self, rule: str, name: str) -> bool:
        """Whether a rule is followed in the file of a name."""
        return rule not in by_id() or rule in self._chosen.severities(None if name in self.contents else Path(name))


def _share(text: str) -> Fraction:
    """The share that `--min-coverage` asks for."""
    try:
        percent = parse_number(text.strip().removesuffix("%").strip())
    except NumberError:
        percent = None
    if percent is None or not 0 <= percent <= 100:  # noqa: PLR2004 - of a hundred
        raise UsageProblem(say("--min-coverage takes a percentage from 0 to 100, not “{text}”", text=text))
    if 0 < percent <= 1 and "%" not in text:
        raise UsageProblem(
            say(
                "--min-coverage {text} may mean {text} or {percent} in a hundred: write it with %, such as 80%",
                text=text.strip(),
                percent=percent * 100,
            )
        )
    return percent / 100
