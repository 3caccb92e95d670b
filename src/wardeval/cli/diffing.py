"""What `wardeval diff` compares: both sides found, their units paired, each pairing compared."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import NamedTuple

from wardeval.batch import run
from wardeval.cli.session import Session, UsageProblem
from wardeval.cli.streams import fitted, is_terminal, speaks_unicode
from wardeval.comparison import compare_pairing
from wardeval.engine.change import Comparison, UnitName
from wardeval.engine.tally import Tally, tally
from wardeval.library import Library, Place
from wardeval.mappings import related
from wardeval.model.mistakes import closest
from wardeval.problems import InputError, Problem, Severity, say
from wardeval.sides.gather import Heads
from wardeval.sides.pairing import only_units, pair
from wardeval.sides.resolve import resolve
from wardeval.sides.submission import Found, Pairing
from wardeval.workspace import find_workspace


class Wish(NamedTuple):
    """What the command line asks for."""

    sides: tuple[str, str]
    unit: str | None = None
    within: str | None = None
    track: str | None = None
    units: Path | None = None


class Compared(NamedTuple):
    """What came of it."""

    labels: tuple[str, str]
    comparisons: tuple[Comparison, ...]
    problems: tuple[Problem, ...]
    """Those of every file, each once."""
    unread: int
    """How many files say too little of themselves to be compared with any."""
    alone: bool
    """Whether one unit was asked for."""

    def tally(self, tolerance: Fraction) -> Tally:
        """The totals, which the exit code comes from, too."""
        return tally(self.comparisons, tolerance, self.unread)


@dataclass(frozen=True, slots=True)
class Start:
    """Begins the work of one process: the sets of both sides, each loaded once."""

    places: tuple[tuple[Place, ...], tuple[Place, ...]]
    track: str | None
    in_short: bool = False

    def __call__(self) -> Callable[[Pairing], Comparison]:
        """What compares a pairing."""
        return partial(_compare, libraries=libraries(self.places), start=self)


def _compare(pairing: Pairing, libraries: tuple[Library, Library], start: Start) -> Comparison:
    return compare_pairing(pairing, libraries, start.track, in_short=start.in_short)


def libraries(places: tuple[tuple[Place, ...], tuple[Place, ...]]) -> tuple[Library, Library]:
    """The sets of both sides; where they lie in the same places, of both together."""
    before = Library(places[0])
    return before, before if places[0] == places[1] else Library(places[1])


class Diff:
    """Both sides of one run, their units in pairs, and what is compared of them."""

    def __init__(self, wish: Wish, session: Session) -> None:
        """Find both sides of `wish` and pair their units; raises `InputError`."""
        self.wish, self.session = wish, session
        self.before, self.after = self._sides()
        self.library = libraries(self.places)[1]
        self.units = self._units_file()
        self.pairings = self._selected(self._paired())

    @property
    def places(self) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
        """Where the sets of both sides are looked for."""
        return self.before.places, self.after.places

    def files(self) -> Iterator[Path]:
        """The files that are read: no result may be written over them."""
        for side in (self.before, self.after):
            yield from (file.path for file in side.submissions if isinstance(file.path, Path))
        if self.units is not None:
            yield self.units

    def run(self, *, in_short: bool) -> Compared:
        """Compare every pairing, on all cores where there are many; several of them `in_short`, if that is enough."""
        in_short = in_short and len(self.pairings) > 1 and self.wish.unit is None
        start = Start(self.places, self.wish.track, in_short)
        with self._progress() as progress:
            comparisons = tuple(run(self.pairings, start, progress))
        heads = (*self.before.problems, *self.after.problems)
        problems = _each_once([*heads, *(problem for item in comparisons for problem in item.problems)])
        unread = {problem.span.file for problem in heads if problem.severity is Severity.ERROR}
        labels = (self.before.label, self.after.label)
        return Compared(labels, comparisons, problems, len(unread), alone=self.wish.unit is not None)

    def _progress(self) -> AbstractContextManager[Callable[[int, int], None] | None]:
        """A bar on stderr, where a person sees it."""
        if not is_terminal(sys.stderr):
            return nullcontext()
        from wardeval.report.terminal_progress import ProgressBar

        encoding = "utf-8" if speaks_unicode(sys.stderr) else sys.stderr.encoding or "ascii"
        fit = partial(fitted, encoding=encoding)
        return ProgressBar(sys.stderr, self.session.language, say("units compared"), fit)

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
            raise InputError(_each_once(problems))
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
        both = libraries(self.places)
        ways = both[:1] if both[0] is both[1] else both
        return pair(
            self.before,
            self.after,
            register,
            lambda one, other: any(related(one, other, library) for library in ways),
        )

    def _selected(self, pairings: Sequence[Pairing]) -> list[Pairing]:
        """The pairings of `--unit` and `--within`; refuses a name that none of them has."""
        for option, name, read in (("--unit", "unit", _names), ("--within", "within", _places)):
            wish = getattr(self.wish, name)
            if wish is None:
                continue
            found = only_units(pairings, **{name: wish})
            if not found:
                known = dict.fromkeys(name for each in pairings for name in read(each))
                close = closest(wish, known)
                if close is None:
                    raise UsageProblem(say("{option}: neither side has “{text}”", option=option, text=wish))
                raise UsageProblem(
                    say(
                        "{option}: neither side has “{text}”; did you mean “{close}”?",
                        option=option,
                        text=wish,
                        close=close,
                    )
                )
            pairings = found
        return list(pairings)


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


def _each_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of their places, each once although a file may stand on both sides."""
    found: dict[tuple[object, ...], Problem] = {}
    for problem in sorted(problems, key=lambda each: each.span):
        found.setdefault((problem.span, problem.rule, problem.keys, problem.message.template), problem)
    return tuple(found.values())
