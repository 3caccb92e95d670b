"""A pairing of files compared: both sides read and judged, and what changed between them, or why that is not said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from wardeval.case import Case, case_of, set_of
from wardeval.engine.bridge import Bridge
from wardeval.engine.change import Comparison, Direction, Side, UnitName
from wardeval.engine.comparable import incomparable
from wardeval.engine.compare import compare
from wardeval.engine.landmarks import landmarks
from wardeval.engine.set_changes import kind_of
from wardeval.engine.standing import standing
from wardeval.engine.subject import Subject
from wardeval.library import Library, LoadedSet, Place
from wardeval.load import build
from wardeval.mappings import find_bridge, mappings_of
from wardeval.model.assessment import Assessment
from wardeval.model.base import fold
from wardeval.predecessors import Half, named, together
from wardeval.problems import InputError, Message, NotComparable, Problem, say
from wardeval.sides.submission import Pairing, Submission
from wardeval.source import parse_source, read_source
from wardeval.units.lineage import Lineage

Libraries = tuple[Library, Library]
"""The sets of the side before, and those of the side after."""


def libraries_of(places: tuple[tuple[Place, ...], tuple[Place, ...]]) -> Libraries:
    """The sets of both sides; where they lie in the same places, one library is both."""
    before = Library(places[0])
    return before, before if places[0] == places[1] else Library(places[1])


def compare_pairing(
    pairing: Pairing, libraries: Libraries, track: str | None = None, *, in_short: bool = False
) -> Comparison:
    """What changed between the files of a pairing.

    `track` is the one that counts on both sides; without one, the track that the set says. Nothing is raised for
    what is wrong with a file: the comparison holds its problems, and the other side's result. `in_short` it holds only
    what a list of many units shows: gates and criteria without their words and parts, gaps only where nothing else
    changed, no decomposition, no digests of files.
    """
    before, after = _halves(pairing, libraries, track, in_short=in_short)
    notes = tuple(_notes(pairing))
    problems = (*before.problems, *after.problems)
    refusals = (*pairing.refusals, *before.refusals, *after.refusals)
    bridge = None
    if before.loaded is not None and after.loaded is not None:
        try:
            bridge, by_file = _bridge(before.loaded, after.loaded, libraries)
            notes += () if by_file is None else (by_file,)
        except InputError as error:
            problems = (*problems, *error.problems)
    comparison = Comparison(
        before.side,
        after.side,
        refusals,
        notes,
        mapping=None if bridge is None else bridge.mapping,
        set_changed=not bridge.same if bridge is not None else _set_of(before, after) != _set_of(after, before),
        problems=problems,
        unit=_unit(pairing),
    )
    if problems or refusals or before.subject is None or after.subject is None:
        return comparison
    if why := incomparable(before.subject, after.subject, bridge):
        return comparison._replace(refusals=why)
    assert bridge is not None
    compared = comparison._replace(**compare(before.subject, after.subject, bridge, in_short=in_short)._asdict())
    return _of_nobody(compared) if compared.has_members else compared


def _of_nobody(compared: Comparison) -> Comparison:
    """A comparison with units put together, without what they have not in common.

    Recognition is not inherited; what several units would come to together is nobody's verdict. A fact in which they
    differ is not one that is not known.
    """
    facts = tuple(fact for fact in compared.facts if fact.before is not None and fact.after is not None)
    return compared._replace(verdict=Direction.NEITHER, facts=facts)


def _unit(pairing: Pairing) -> UnitName:
    """The unit that a pairing is about: the one that others became, else that of the later file."""
    if pairing.lineage is not None:
        return named(pairing.lineage.unit)
    return (pairing.after or pairing.before)[0].unit


def _set_of(half: Half, other: Half) -> tuple[str, str] | None:
    """What the set of one side is known by, where there is another side."""
    return (half.side.set_id, half.side.set_digest) if half.side is not None and other.side is not None else None


def _bridge(before: LoadedSet, after: LoadedSet, libraries: Libraries) -> tuple[Bridge | None, Message | None]:
    """How the sets of both sides correspond, and by which file; a mapping may stand in the folders of either side."""
    earlier, later = libraries
    found, library = find_bridge(before, after, later), later
    if earlier is not later and (found is None or not _is_settled(found, later)):
        other = find_bridge(before, after, earlier)
        if other is not None and (found is None or _is_settled(other, earlier)):
            found, library = other, earlier
    mapping = None if found is None else found.mapping
    return found, None if mapping is None else mappings_of(library).files.told(mapping)


def _is_settled(bridge: Bridge, library: Library) -> bool:
    """Whether nothing goes before a bridge: it needs no mapping, or that of an office itself."""
    return bridge.mapping is None or mappings_of(library).files.is_own(bridge.mapping)


def _halves(pairing: Pairing, libraries: Libraries, track: str | None, *, in_short: bool) -> tuple[Half, Half]:
    lineage = pairing.lineage
    earlier = None if pairing.backwards else lineage
    later = lineage if pairing.backwards else None
    wanted = next((file.set_ for file in (pairing.before if pairing.backwards else pairing.after)), "")
    return (
        _half(pairing.before, libraries[0], track, earlier, wanted, in_short=in_short),
        _half(pairing.after, libraries[1], track, later, wanted, in_short=in_short),
    )


def _half(
    files: Sequence[Submission],
    library: Library,
    track: str | None,
    lineage: Lineage | None,
    wanted: str,
    *,
    in_short: bool,
) -> Half:
    """One side: its one file, or those of the units that a unit of the other side, under the set `wanted`, is from."""
    if len(files) == 1 and (lineage is None or _is_same_territory(lineage)):
        return read(files[0], library, track, in_short=in_short)
    if not files:
        return Half()
    halves = [read(file, library, track, in_short=in_short) for file in files]
    if lineage is None and (problems := tuple(problem for half in halves for problem in half.problems)):
        return Half(problems=problems)
    return together(list(zip(files, halves, strict=True)), lineage, wanted)


def _is_same_territory(lineage: Lineage) -> bool:
    """Whether a unit is all of one other unit, under another name or id."""
    return lineage.is_whole and len(lineage.made_of) == 1


def _notes(pairing: Pairing) -> Iterator[Message]:
    """How the files came to be compared, and what is not known of it."""
    yield from pairing.notes
    lineage = pairing.lineage
    if lineage is None:
        return
    if lineage.is_whole:
        old = tuple(_called(descent.unit.name, descent.unit.id) for descent in lineage.made_of)
        new = _called(lineage.unit.name, lineage.unit.id)
        by = lineage.decision or say("the decision is not known")
        if _is_same_territory(lineage):
            same = (lineage.made_of[0].unit.name, lineage.made_of[0].unit.id) == (lineage.unit.name, lineage.unit.id)
            if same:
                yield say("the territory of {unit} is the same as before ({decision})", unit=new, decision=by)
            else:
                yield say("{unit} is all of {units}, and nothing else ({decision})", unit=new, units=old, decision=by)
        else:
            yield say("{unit} was made of all of {units} ({decision})", unit=new, units=old, decision=by)
    yield from (note for note in lineage.notes if note not in pairing.notes)


def _called(name: str, id_: str | None) -> object:
    return say("{name} [{id}]", name=name, id=id_) if id_ else name


def read(submission: Submission, library: Library, track: str | None = None, *, in_short: bool = False) -> Half:
    """One file read in full and judged; `in_short` without its digest, which takes as long as all of a side."""
    if submission.problems:
        return Half(problems=submission.problems)
    try:
        case = load_submission(submission, library)
        wanted = track or case.final_track
        if wanted not in case.contexts:
            message = say("the file has no answers of a verifier, so --track verified has nothing to show")
            raise InputError([Problem("no-such-track", message, case.source.locate(()))])
    except NotComparable as error:  # nothing is wrong with the file: its year is suspended
        told = tuple(_told(problem) for problem in error.problems)
        return Half(refusals=told)
    except InputError as error:
        return Half(problems=error.problems)
    subject = subject_of(case, wanted)
    return Half(side_of(case, subject, in_short=in_short), subject, case.loaded, refusals=_other_head(submission, case))


def _told(problem: Problem) -> Message:
    """A problem as a reason: the file, what it is, and what to do."""
    if problem.hint is None:
        return say("{file}: {message}", file=problem.span.file, message=problem.message)
    return say("{file}: {message}; {hint}", file=problem.span.file, message=problem.message, hint=problem.hint)


def load_submission(submission: Submission, library: Library) -> Case:
    """The case of a file of either side, read from disk or from the bytes at hand; raises `InputError`."""
    if submission.content is not None or submission.path is None:
        source = parse_source(submission.content or b"", submission.name)
    else:
        source = read_source(submission.path, submission.name)
    assessment = build(Assessment, source)
    loaded = set_of(assessment, source, library)
    return case_of(assessment, source, loaded, library, by_family=loaded.criteria.id != assessment.set_)


def _other_head(submission: Submission, case: Case) -> tuple[Message, ...]:
    """That a file, read in full, is not of the unit and the period that it was paired by."""
    unit, found = submission.unit, unit_name(case)
    one_name = unit.name == found.name or fold(unit.name) == fold(found.name)
    if one_name and (unit.id, submission.period) == (found.id, case.assessment.period):
        return ()
    return (
        say(
            "{file} was taken for the file of {unit}, {year}, but is of {other}, {other_year}; compare it by its name",
            file=submission.name,
            unit=_called(unit.name, unit.id),
            year=str(submission.period),
            other=_called(found.name, found.id),
            other_year=str(case.assessment.period),
        ),
    )


def unit_name(case: Case) -> UnitName:
    """The unit of a case."""
    unit = case.assessment.unit
    return UnitName(unit.id, unit.name, unit.type, unit.within)


def subject_of(case: Case, track: str | None = None) -> Subject:
    """What is compared of a case; without a `track`, the one that counts."""
    return Subject(case.contexts, case.stated, case.results, track or case.final_track, case.assessment.evidence)


def side_of(case: Case, subject: Subject, *, in_short: bool = False) -> Side:
    """A case as one side of a comparison: who, when, by which set, and what it comes to."""
    result = subject.result
    return Side(
        file=case.source.name,
        digest="" if in_short else case.source.digest,
        unit=unit_name(case),
        period=case.assessment.period,
        as_of=case.assessment.as_of,
        fictional=case.assessment.fictional,
        set_id=case.criteria.id,
        set_title=case.criteria.title,
        set_digest=set_digest(case.loaded),
        scale=kind_of(case.criteria),
        track=subject.track,
        tracks=tuple(subject.contexts),
        standing=standing(result),
        count=result.count,
        total=result.total,
        coverage=result.coverage,
        notes=case.notes,
        landmarks=landmarks(result, subject.contexts[subject.track]),
    )


@lru_cache(maxsize=64)
def set_digest(loaded: LoadedSet) -> str:
    """The digest of a set's file; of a set completed by overlays, one digest of those of all its files."""
    digests = [layer.digest for layer in loaded.layers]
    if len(digests) <= 1:
        return loaded.source.digest
    import hashlib

    return f"sha256:{hashlib.sha256(' '.join(digests).encode()).hexdigest()}"
