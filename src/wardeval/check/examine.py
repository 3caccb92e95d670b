"""A run as a whole: every file looked at, by itself and beside the others, and held against what is asked for."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wardeval.check import together
from wardeval.check.checkup import CheckedFile, Codes
from wardeval.check.comments import ignores
from wardeval.check.disk import Disk
from wardeval.check.files import Listed, by_path
from wardeval.check.gate.gates import CODES
from wardeval.check.gate.standings import covered, required
from wardeval.check.ignoring import sift
from wardeval.check.looked import Looked
from wardeval.check.pool import Pool
from wardeval.check.run import Progress, Start, look_all
from wardeval.check.settings import EVERYTHING, Chosen
from wardeval.check.sources import Sources
from wardeval.content import read_bytes
from wardeval.model.record import EMPTY
from wardeval.problems import ExitCode, InputError, Problem, each_once
from wardeval.units.register import COUNTRY, load_register

if TYPE_CHECKING:
    from wardeval.check.changed import Changed
    from wardeval.sides.submission import Found
    from wardeval.units.register import Register


class Asked(NamedTuple):
    """What is asked of every file beyond its rules."""

    verdict: str | None = None
    coverage: Fraction | None = None
    """The least share of answers."""
    before: Found | None = None
    """What was there before: nothing may be worse."""
    holds_all: bool = False
    """Whether the run holds whatever may have come after that."""


NOTHING = Asked()


class Registered(NamedTuple):
    """The file of the register of units: what it is called to people, and where it lies."""

    name: str
    path: Path


class Scene(NamedTuple):
    """What a run checks, and by what."""

    listed: Listed
    start: Start
    contents: Mapping[str, bytes] = EMPTY
    """The bytes of files that lie nowhere."""
    chosen: Chosen = EVERYTHING
    register: Registered | None = None
    whole: bool = False
    """Whether all that was handed in is part of the run."""
    changed: Changed | None = None
    """What differs from before, where only of that is told."""
    disk: Disk | None = None
    """What is known already of the folders that were looked through."""


class Examined(NamedTuple):
    """What was found in the files that are told of, in path order and in the order of each file."""

    files: tuple[CheckedFile, ...]
    problems: tuple[Problem, ...]
    ignored: int
    codes: Codes
    number: int
    """How many files were looked at, also those that nothing is told of."""


def examine(scene: Scene, asked: Asked = NOTHING, on_progress: Progress | None = None) -> Examined:
    """Look at every file of a run, then at all of them together, then at what is asked for."""
    with _all_kept():
        return _Examination(scene, on_progress).result(asked)


@contextmanager
def _all_kept() -> Iterator[None]:
    """Look seldom for objects that hold each other: what comes of a file is kept, and holds nothing that holds it."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


_OBJECTS = 500_000


class _Examination:
    """The parts of one run that each step hands to the next."""

    def __init__(self, scene: Scene, on_progress: Progress | None) -> None:
        self.scene = scene
        self.register: Register | None = None
        self.further: tuple[Problem, ...] = ()
        self.looked = look_all(
            scene.listed.files, scene.start, scene.contents, on_progress, meanwhile=self._read_register
        )
        self.paths = {file.name: file.path for file in scene.listed.files if file.path is not None}
        self.sources = Sources(self._all_paths(), scene.contents)
        self.codes = {(each.span.file, each.rule): ExitCode.INPUT for each in (*scene.listed.problems, *self.further)}

    def _read_register(self) -> None:
        """Read the register of units, or what is wrong with it."""
        if self.scene.register is not None:
            try:
                self.register = load_register(self.scene.register.path)
            except InputError as error:
                self.further = error.problems

    def _all_paths(self) -> dict[str, Path]:
        register = self.scene.register
        return self.paths if register is None else {**self.paths, register.name: register.path}

    def result(self, asked: Asked) -> Examined:
        """What comes of all of it."""
        across = self._across()
        told = [each for each in self.looked if self._is_told(each)]
        problems, ignored = self._sifted(told, across)
        gates = self._gates(told, asked)
        self.codes.update(((each.span.file, each.rule), CODES[each.rule]) for each in gates if each.rule in CODES)
        files = tuple(CheckedFile(each.name, each.digest, each.standing) for each in told)
        found = sorted(each_once((*problems, *gates)), key=_place)
        return Examined(files, tuple(found), ignored, self.codes, len(self.looked))

    def _is_told(self, file: Looked) -> bool:
        """Whether anything is told of a file: it, or something that its result hangs on, is not as it was."""
        path, changed = self.paths.get(file.name), self.scene.changed
        if path is None or changed is None or self._has_other_units or not changed.is_same(path):
            return True
        from wardeval.check.changed import beside

        return any(map(changed.differs, beside(file, path, self.scene.start.sets)))

    @cached_property
    def _has_other_units(self) -> bool:
        """Whether the register of units is not as it was."""
        register, changed = self.scene.register, self.scene.changed
        return register is not None and changed is not None and changed.differs(register.path)

    def _across(self) -> dict[str, list[Problem]]:
        """What the rules about several files find, by the file that it is found in."""
        pool = Pool(
            {each.name: each.traits for each in self.looked if each.traits is not None},
            self._all_paths(),
            self.scene.start.today,
            self.register,
            "" if self.scene.register is None else self.scene.register.name,
            {each.name: each.whose for each in self.looked if each.traits is None},
            is_whole=self.scene.whole,
            disk=self.scene.disk or Disk(),
        )
        found: dict[str, list[Problem]] = defaultdict(list)
        for problem in together.problems(pool, self.sources):
            found[problem.span.file].append(problem)
        return found

    def _sifted(self, told: Iterable[Looked], across: Mapping[str, list[Problem]]) -> tuple[list[Problem], int]:
        """The problems that neither settings nor comments pass over, and how many they do."""
        found, ignored = [*self.scene.listed.problems, *self.further], 0
        whole = self.scene.whole and all(each.code is ExitCode.OK for each in self.looked)
        for file in told:
            path = self.paths.get(file.name)
            sifted = sift(file, across.get(file.name, ()), self.scene.chosen, path, whole=whole)
            found.extend(sifted.told)
            ignored += sifted.ignored
            if file.code is not ExitCode.OK:
                self.codes.update(((each.span.file, each.rule), file.code) for each in file.problems)
        register = self.scene.register
        is_same = register is not None and self.scene.changed is not None and self.scene.changed.is_same(register.path)
        if register is not None and self.register is not None and not is_same:
            content = read_bytes(register.path, register.name, COUNTRY)
            file = Looked(register.name, "", (), ignores=ignores(content))
            sifted = sift(file, across.get(register.name, ()), self.scene.chosen, register.path, whole=whole)
            found.extend(sifted.told)
            ignored += sifted.ignored
        return found, ignored

    def _gates(self, told: list[Looked], asked: Asked) -> list[Problem]:
        changed = self.scene.changed
        found = [] if changed is None else [*changed.deleted(self.scene.listed.folders)]
        if asked.verdict is not None:
            found.extend(required(told, asked.verdict, self.sources))
        if asked.coverage is not None:
            found.extend(covered(told, asked.coverage, self.sources))
        if asked.before is not None:
            from wardeval.check.gate.ratchet import Later, steps_back

            names = {each.name for each in self.looked if each.traits is not None}
            later = Later(
                [file for file in self.scene.listed.files if file.name in names],
                self.scene.contents,
                self.scene.start.sets,
                self.register,
                frozenset(each.name for each in told),
                [each.whose for each in self.looked if each.traits is None],
                self.scene.listed.folders,
                asked.holds_all,
                self.scene.start.today,
            )
            found.extend(steps_back(asked.before, later, self.sources))
        return found


def _place(problem: Problem) -> tuple[object, ...]:
    span = problem.span
    return by_path(span.file), span.line, span.column, problem.rule
