"""Nothing may be worse than it was: files of a run compared with what was there before, criterion by criterion."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wardeval.batch import run
from wardeval.check.files import ToCheck
from wardeval.check.gate.gates import not_comparable_with_before, unusable_before, worse_than_before
from wardeval.check.gate.gone import Run, gone
from wardeval.check.rule import Gate
from wardeval.check.sources import Sources
from wardeval.comparison import Libraries, compare_pairing, libraries_of
from wardeval.engine.change import Comparison, Direction, NodeChange, Stand
from wardeval.engine.enough import points_text
from wardeval.engine.kinds import Kind
from wardeval.engine.result import VERIFIED
from wardeval.exact import Met
from wardeval.library import Place
from wardeval.mappings import related_in
from wardeval.problems import Keys, Message, Problem, Span, say, say_n
from wardeval.sides.gather import Heads
from wardeval.sides.head import read_head
from wardeval.sides.pairing import pair
from wardeval.sides.resolve import YEAR
from wardeval.sides.submission import Found, Pairing, Submission
from wardeval.source import Value, value_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wardeval.check.traits import Whose
    from wardeval.units.register import Register


class StepBack(NamedTuple):
    """Something of a file that is worse, or that cannot be said: a gate, and the places where it may be found."""

    gate: str
    file: str
    message: Message
    places: tuple[Keys, ...] = ()


class Later(NamedTuple):
    """The files of a run that can be judged, and what they are judged by."""

    files: Sequence[ToCheck]
    contents: Mapping[str, bytes]
    """The bytes of those that lie nowhere."""
    sets: tuple[Place, ...]
    register: Register | None = None
    told: Container[str] = ()
    """The names of those that something is told of."""
    unread: Sequence[Whose | None] = ()
    """Of whom the files of the run are that cannot be judged, as far as that can be read."""
    folders: Sequence[Path] = ()
    """The folders of the run."""
    is_whole: bool = False
    """Whether the run holds whatever may have come after what was there before."""
    today: date = date.max


def steps_back(before: Found, later: Later, sources: Sources) -> Iterator[Problem]:
    """What is worse in the later files than before; a file of a unit that was not there before is no worse."""
    places = before.places, later.sets
    files = _files(before, later)
    found = pair(before, Found("", files, (), later.sets), later.register, related_in(libraries_of(places)))
    pairings = [each for each in found if any(file.name in later.told for file in each.after)]
    for steps in run(pairings, partial(_start, places)):
        yield from (_problem(each, sources) for each in steps)
    themselves = [] if YEAR.fullmatch(before.label) else later.files
    real = frozenset(os.path.realpath(file.path) for file in themselves if file.path is not None)
    rest = Run(files, real, later.unread, later.folders, later.is_whole, later.register, later.today)
    yield from map(_gone, gone((file for each in found if not each.after for file in each.before), rest))
    unread = len({problem.span.file for problem in before.problems})
    if unread:
        message = say_n(
            "{n} file of what was there before cannot be read; it may be the one of this unit",
            "{n} files of what was there before cannot be read; one of them may be that of this unit",
            n=unread,
        )
        alone = (file.name for each in pairings if not each.before for file in each.after)
        yield from (_problem(StepBack(unusable_before.id, name, message), sources) for name in alone)


def _gone(file: Submission) -> Problem:
    """That a unit had a file and has none now, at the place of that file."""
    name = file.name if file.place is None else os.path.relpath(file.place)
    message = say("{unit} had a file, {file}, and has none now", unit=file.unit.name, file=file.name)
    hint = say("put it back; what became of a unit that is no more, units.yaml says")
    return Problem(worse_than_before.id, message, Span(name), (), hint, worse_than_before.severity)


def _files(before: Found, later: Later) -> tuple[Submission, ...]:
    """The later files that what was there before is compared with."""
    known = {os.path.realpath(file.path) for file in before.submissions if file.path is not None}
    files = [file for file in later.files if file.path is None or os.path.realpath(file.path) not in known]
    found = [*_on_disk(files), *(_of_bytes(later.contents[file.name], file.name) for file in files if not file.path)]
    if YEAR.fullmatch(before.label):  # of a year, only what came later can be worse
        found = [file for file in found if file.period > int(before.label)]
    return tuple(found)


def _of_bytes(content: bytes, name: str) -> Submission:
    """A file that lies nowhere; it cannot be read a second time."""
    return read_head(content, name)._replace(content=content)


def _on_disk(files: Iterable[ToCheck]) -> list[Submission]:
    read = Heads().read((file.path, file.name) for file in files if file.path is not None)
    return [each.submission for each in read if each.submission is not None]


def _start(places: tuple[tuple[Place, ...], tuple[Place, ...]]) -> Callable[[Pairing], list[StepBack]]:
    """Begin the work of one process: the sets of both sides, each loaded once."""
    return partial(_compared, libraries_of(places))


def _compared(libraries: Libraries, pairing: Pairing) -> list[StepBack]:
    """What is worse on the later side of a pairing."""
    if not pairing.before:
        return []
    file, earlier = pairing.after[0].name, tuple(each.name for each in pairing.before)
    found = compare_pairing(pairing, libraries, in_short=True)
    if found.problems:
        ours = {each.name for each in pairing.after}
        if all(problem.span.file not in ours for problem in found.problems):
            return [StepBack(unusable_before.id, file, say("{file} cannot be used", file=earlier))]
        reasons: tuple[object, ...] = tuple(problem.message for problem in found.problems)
        return [_incomparable(file, earlier, reasons)]
    if found.refusals:
        return [_incomparable(file, earlier, found.refusals)]
    if not found.worsened():
        return []
    return list(_worse(compare_pairing(pairing, libraries), file, earlier))


def _incomparable(file: str, earlier: tuple[str, ...], reasons: Sequence[object]) -> StepBack:
    message = say("cannot be compared with {file}: {reasons}", file=earlier, reasons=tuple(reasons))
    return StepBack(not_comparable_with_before.id, file, message)


def _worse(found: Comparison, file: str, earlier: tuple[str, ...]) -> Iterator[StepBack]:
    """What is worse in a comparison that is: each criterion, else what it comes to."""
    assert found.before is not None
    assert found.after is not None
    changes = [change for change in found.top() if change.counts() is Direction.WORSE]
    for change in changes:
        assert change.before is not None
        assert change.after is not None
        before, after = _states(change.before, change.after)
        message = say(
            "{number}: {before} in {file}, {after} now",
            number=change.after.number,
            before=before,
            after=after,
            file=earlier,
        )
        yield StepBack(worse_than_before.id, file, message, tuple(_places(change, found.after.track)))
    if not changes and found.verdict is Direction.WORSE:
        message = say("a verdict that {file} reaches is not reached any more", file=earlier)
        yield StepBack(worse_than_before.id, file, message)
    elif not changes and found.before.total is not None and found.after.total is not None:
        before, after = points_text(found.before.total), points_text(found.after.total)
        message = say("total: {before} in {file}, {after} now", before=before, after=after, file=earlier)
        yield StepBack(worse_than_before.id, file, message)


def _states(before: Stand, after: Stand) -> tuple[object, object]:
    """How a node stood and stands: met or not where that changed, else its points."""
    mets = before.outcome.met, after.outcome.met
    if None not in mets and mets.count(Met.YES) == 1:
        return mets
    return points_text(before.outcome), points_text(after.outcome)


_MAY_BE_WORSE = (Kind.WORSE, Kind.MISSING, Kind.CHANGED)


def _places(change: NodeChange, track: str) -> Iterator[Keys]:
    """Where the answers may stand that a change for the worse comes from, the likeliest first."""
    inside = [each for each in change.walk() if each.after is not None and each.kind in _MAY_BE_WORSE]
    inside.sort(key=lambda each: (bool(each.parts), each.direction is not Direction.WORSE))
    for each in inside:
        assert each.after is not None
        if track == VERIFIED:
            yield ("verified", "answers", each.after.id)
        yield ("answers", each.after.id)


def _problem(step: StepBack, sources: Sources) -> Problem:
    """A step back at its answer; where that is gone, at the answers."""
    gate = _GATES[step.gate]
    source = sources.find(step.file) if step.places else None
    keys = next((keys for keys in step.places if source is not None and _holds(source.data, keys)), ("answers",))
    span = sources.head(step.file, "answers") if keys == ("answers",) else sources.span(step.file, keys)
    return Problem(gate.id, step.message, span, keys, _HINTS.get(gate.id), gate.severity)


def _holds(data: Value, keys: Keys) -> bool:
    around = value_at(data, keys[:-1])
    return isinstance(around, dict) and keys[-1] in around


_GATES: dict[str, Gate] = {each.id: each for each in (worse_than_before, not_comparable_with_before, unusable_before)}
_HINTS = {worse_than_before.id: say("correct it if it is a slip; “wardeval diff” shows what changed, and why")}
