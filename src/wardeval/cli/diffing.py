"""What `wardeval diff` compares: both sides found, their units paired, each pairing compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from wardeval.batch import run
from wardeval.cli.progress import progress
from wardeval.cli.session import Session, UsageProblem
from wardeval.comparison import compare_pairing, libraries_of
from wardeval.engine.change import Comparison, UnitName
from wardeval.library import Place
from wardeval.mappings import related_in
from wardeval.model.mistakes import closest
from wardeval.predecessors import named
from wardeval.problems import InputError, Message, Problem, Severity, each_once, say
from wardeval.report.order import Turn, alphabetical, in_order, turn_of
from wardeval.sides.files import yaml_files
from wardeval.sides.gather import Heads
from wardeval.sides.pairing import only_units, pair
from wardeval.sides.resolve import resolve
from wardeval.sides.submission import Found, Pairing
from wardeval.workspace import find_workspace

R = TypeVar("R")
MOST_NAMED = 5
"""So many units or places are named where none is the one that was asked for."""


class Wish(NamedTuple):
    """What the command line asks for."""

    sides: tuple[str, str]
    unit: str | None = None
    within: str | None = None
    track: str | None = None
    units: Path | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Begins the work of one process: the sets of both sides, each loaded once."""

    places: tuple[tuple[Place, ...], tuple[Place, ...]]
    track: str | None
    in_short: bool = False

    def __call__(self) -> Callable[[Pairing], Comparison]:
        """What compares a pairing."""
        both, track, in_short = libraries_of(self.places), self.track, self.in_short
        return lambda pairing: compare_pairing(pairing, both, track, in_short=in_short)


class Diff:
    """Both sides of one run, their units in pairs, and what is compared of them."""

    def __init__(self, wish: Wish, session: Session) -> None:
        """Find both sides of `wish` and pair their units; raises `InputError`."""
        self.wish, self.session = wish, session
        self.before, self.after = self._sides()
        self.library = libraries_of(self.places)[1]
        self.units = self._units_file()
        self.pairings = self._selected(self._paired())

    @property
    def places(self) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
        """Where the sets of both sides are looked for."""
        return self.before.places, self.after.places

    def files(self) -> Iterator[Path]:
        """The files that are read, be it only to see what they are: no result may be written over them."""
        for side in (self.before, self.after):
            yield from (file.path for file in side.submissions if isinstance(file.path, Path))
        for wish in self.wish.sides:
            path = self.session.folder / wish
            yield from yaml_files(path) if path.is_dir() else [path]
        if self.units is not None:
            yield self.units

    @property
    def labels(self) -> tuple[str, str]:
        """The two sides as the command line named them."""
        return self.before.label, self.after.label

    @property
    def alone(self) -> bool:
        """Whether one unit was asked for, or there is but one."""
        return self.wish.unit is not None or len(self.pairings) == 1

    def run(self, start: Callable[[], Callable[[Pairing], R]], *, quiet: bool = False) -> Iterator[R]:
        """What comes of every pairing, in the order of their units, from all cores where there are many."""
        pairings = in_order(self.pairings, _turn)
        with nullcontext() if quiet else progress(self.session.language, say("units compared")) as bar:
            yield from run(pairings, start, bar)

    def comparisons(self) -> list[Comparison]:
        """Every pairing compared, each with all that is known of it."""
        return in_order(self.run(Start(self.places, self.wish.track)), turn_of)

    def problems(self, further: Iterable[Problem]) -> tuple[Problem, ...]:
        """What is wrong with any file, each once: what was found while looking for them, and `further` ones."""
        return _in_order([*self._heads(), *further])

    def unread(self) -> int:
        """How many files say too little of themselves to be compared with any."""
        return len({problem.span.file for problem in self._heads() if problem.severity is Severity.ERROR})

    def _heads(self) -> tuple[Problem, ...]:
        return *self.before.problems, *self.after.problems

    def _sides(self) -> tuple[Found, Found]:
        """Both sides; raises `InputError` with what is wrong with either."""
        session, heads = self.session, Heads()
        found: list[Found] = []
        problems: list[Problem] = []
        for wish in self.wish.sides:
            try:
                found.append(resolve(wish, session.workspace, session.folder, session.environ, heads))
            except InputError as error:
                problems.extend(error.problems)
        if problems:
            raise InputError(_in_order(problems))
        before, after = found
        return before, after

    def _units_file(self) -> Path | None:
        """The register: the one that is named, else the workspace's, where there is one."""
        if self.wish.units is not None:
            return self.wish.units
        from wardeval.units.register import NAME

        around = (self.session.workspace, *(find_workspace(self._around(side)) for side in self.wish.sides))
        path = next((workspace.path / NAME for workspace in around if workspace is not None), None)
        return path if path is not None and path.is_file() else None

    def _around(self, side: str) -> Path:
        """The folder that a side lies in, where it is a path; else the current one."""
        path = (self.session.folder / side).resolve()
        return path if path.is_dir() else path.parent if path.exists() else self.session.folder

    def _paired(self) -> list[Pairing]:
        """The files of both sides in pairs."""
        register = None
        if self.units is not None:
            from wardeval.units.register import load_register

            register = load_register(self.units)
        return pair(self.before, self.after, register, related_in(libraries_of(self.places)))

    def _selected(self, pairings: Sequence[Pairing]) -> list[Pairing]:
        """The pairings of `--unit` and `--within`; refuses a name that none of them has."""
        for option, name, read in (("--unit", "unit", _names), ("--within", "within", _places)):
            wish = getattr(self.wish, name)
            if wish is None:
                continue
            found = only_units(pairings, **{name: wish})
            if not found:
                known = dict.fromkeys(name for each in pairings for name in read(each))
                ids = {unit.id for each in pairings for unit in _units(each)} if name == "unit" else set()
                raise UsageProblem(_nobody(option, wish, tuple(known), [each for each in known if each not in ids]))
            pairings = found
        return list(pairings)


def _nobody(option: str, wish: str, known: Sequence[str], names: Sequence[str]) -> Message:
    """That neither side has a unit or a place, and what there is: what may be meant, else the first `names`."""
    close = closest(wish, known)
    if close is not None:
        return say(
            "{option}: neither side has “{text}”; did you mean “{close}”?", option=option, text=wish, close=close
        )
    rest = len(names) - MOST_NAMED
    more: list[object] = ["…" if option == "--within" else say("and {n} more", n=rest)] if rest > 0 else []
    there = (*sorted(names, key=alphabetical)[:MOST_NAMED], *more) or (say("none"),)
    return say("{option}: neither side has “{text}”; there are: {names}", option=option, text=wish, names=there)


def _turn(pairing: Pairing) -> Turn:
    """What the unit of a pairing is sorted by."""
    files = (*pairing.after, *pairing.before)
    unit = files[0].unit if pairing.lineage is None else named(pairing.lineage.unit)
    return unit.name, unit.id or "", (*unit.within, files[0].set_, *(file.name for file in files))


def _units(pairing: Pairing) -> Iterator[UnitName]:
    """Every unit of a pairing, on either side."""
    yield from (file.unit for file in (*pairing.before, *pairing.after))


def _names(pairing: Pairing) -> Iterator[str]:
    """What its units may be called: by id or by name."""
    for unit in _units(pairing):
        yield from (name for name in (unit.id, unit.name) if name)


def _places(pairing: Pairing) -> Iterator[str]:
    """The places that its units lie in."""
    for unit in _units(pairing):
        yield from unit.within


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of their places, each once although a file may stand on both sides."""
    return tuple(each_once(sorted(problems, key=lambda each: each.span)))
