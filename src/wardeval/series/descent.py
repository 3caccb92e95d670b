"""Units as a register knows them: which one a file means, which others it was made of and went into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from wardeval.engine.change import UnitName
from wardeval.problems import Message
from wardeval.series.identity import Identity, when
from wardeval.series.line import Kinship, Mark, MarkKind
from wardeval.sides.submission import Submission
from wardeval.units.lineage import Descent, KnownUnit
from wardeval.units.register import FoundUnit, Register


def registered(submissions: Sequence[Submission], register: Register) -> tuple[list[Identity], list[Submission]]:
    """The units of files that a register knows, with their relatives that have none; and the files it does not know."""
    files: dict[KnownUnit, list[Submission]] = {}
    notes: dict[KnownUnit, list[Message]] = {}
    rest = []
    for submission in submissions:
        found = _find(submission, register)
        if found.unit is None:
            rest.append(submission)
            continue
        chain = chain_of(found.unit, register)
        files.setdefault(chain[-1], []).append(submission)
        told = notes.setdefault(chain[-1], [])
        told += (note for note in found.notes if note not in told)
    for unit in list(files):
        for relative in _around(chain_of(unit, register), register):
            files.setdefault(chain_of(relative, register)[-1], [])
    return [_identity(unit, files[unit], tuple(notes.get(unit, ())), register) for unit in files], rest


def _find(submission: Submission, register: Register) -> FoundUnit:
    """The unit that a file means; one that says only the year may mean a unit that was there when it began."""
    found = register.find(submission.unit, when(submission).day)
    if not found.notes or submission.as_of is not None:
        return found
    earlier = register.find(submission.unit, date(submission.period, 1, 1))
    return found if earlier.unit is None or earlier.notes else earlier


def _identity(
    unit: KnownUnit, submissions: Sequence[Submission], notes: tuple[Message, ...], register: Register
) -> Identity:
    ordered = sorted(submissions, key=lambda one: (when(one).order, one.name))
    return Identity(named(unit), tuple(ordered), chain_of(unit, register), notes=notes)


def named(unit: KnownUnit) -> UnitName:
    """A unit of the register as files name units."""
    return UnitName(unit.id, unit.name, unit.type, unit.within)


def chain_of(unit: KnownUnit, register: Register) -> tuple[KnownUnit, ...]:
    """The names and codes that one territory had, one after the other."""
    chain = [unit]
    while (before := _same_before(chain[0], register)) is not None:
        chain.insert(0, before)
    while (after := _same_after(chain[-1], register)) is not None:
        chain.append(after)
    return tuple(chain)


def _same_before(unit: KnownUnit, register: Register) -> KnownUnit | None:
    """The unit that one is all of, and nothing else."""
    lineage = register.lineage(unit)
    return None if lineage is None else _only(lineage.made_of, register.heirs(lineage.made_of[0].unit))


def _same_after(unit: KnownUnit, register: Register) -> KnownUnit | None:
    heirs = register.heirs(unit)
    if not heirs:
        return None
    lineage = register.lineage(heirs[0].unit)
    return _only(heirs, None if lineage is None else lineage.made_of)


def _only(one: Sequence[Descent], back: Sequence[Descent] | None) -> KnownUnit | None:
    """The one unit on the other side, where all of it went to one unit and all of that came from it."""
    both = (one, back or ())
    return one[0].unit if all(len(side) == 1 and side[0].whole for side in both) else None


def _around(chain: Sequence[KnownUnit], register: Register) -> Iterator[KnownUnit]:
    """The units that the first of a chain was made of, and that the last went into."""
    lineage = register.lineage(chain[0])
    yield from (descent.unit for descent in (lineage.made_of if lineage is not None else ()))
    yield from (descent.unit for descent in register.heirs(chain[-1]) or ())


def relatives(
    identity: Identity, units: Mapping[KnownUnit, Identity], register: Register, *, earlier: bool
) -> tuple[Identity, ...]:
    """The units that one was made of, through any number of steps, or those that it went into; the oldest first."""
    found: dict[KnownUnit, Identity] = {}
    open_ = [identity]
    while open_:
        at = open_.pop(0)
        if not at.known:
            continue
        if earlier:
            lineage = register.lineage(at.known[0])
            descents: Iterable[Descent] = lineage.made_of if lineage is not None else ()
        else:
            descents = register.heirs(at.known[-1]) or ()
        for descent in descents:
            unit = chain_of(descent.unit, register)[-1]
            if unit not in found:
                found[unit] = units.get(unit) or _identity(unit, (), (), register)
                open_.append(found[unit])
    ordered = list(found.values())
    return tuple(reversed(ordered)) if earlier else tuple(ordered)


def marks_of(identity: Identity, register: Register) -> tuple[Mark, ...]:
    """What a register says of a unit: what it was made of, its other names and codes, what it went into."""
    chain = identity.known
    marks = []
    lineage = register.lineage(chain[0])
    if lineage is not None:
        marks.append(_mark(MarkKind.MADE_OF, lineage.made_of, chain[0].from_, lineage.decision))
    for before, after in pairwise(chain):
        step = register.lineage(after)
        decision = step.decision if step is not None else None
        kind = MarkKind.CONTINUED if _called(before) == _called(after) else MarkKind.RENAMED
        mark = _mark(kind, (), after.from_, decision)
        marks.append(mark._replace(before=_called(before), after=_called(after)))
    heirs = register.heirs(chain[-1]) or ()
    decisions = {step.decision: None for heir in heirs if (step := register.lineage(heir.unit)) is not None}
    if heirs:
        said = "; ".join(decision for decision in decisions if decision)
        marks.append(_mark(MarkKind.BECAME, heirs, heirs[0].unit.from_, said or None))
    return tuple(marks)


def _called(unit: KnownUnit) -> str:
    return f"{unit.name} [{unit.id}]"


def _mark(kind: MarkKind, descents: Sequence[Descent], day: date | None, decision: str | None) -> Mark:
    year = day.year if day is not None else 0
    units = tuple(Kinship(named(descent.unit), descent.whole) for descent in descents)
    return Mark(kind, 0, year, year, units=units, day=day, decision=decision)
