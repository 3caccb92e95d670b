"""Units that became one: their results side by side, and put together where all of each became part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wardeval.engine.adding import listed
from wardeval.engine.change import Side, Standing, UnitName
from wardeval.engine.landmarks import landmarks
from wardeval.engine.merging import Member, combine
from wardeval.engine.result import Count, Coverage, Status
from wardeval.engine.subject import Subject
from wardeval.exact import ZERO
from wardeval.facts import needed_facts, tables_by_type
from wardeval.language import Words
from wardeval.library import LoadedSet
from wardeval.model.base import fold
from wardeval.problems import Message, Problem, say
from wardeval.sides.submission import Submission
from wardeval.units.lineage import KnownUnit, Lineage
from wardeval.units.naming import bare


class Half(NamedTuple):
    """What the files on one side of a pairing come to; no subject where there is nothing to compare."""

    side: Side | None = None
    subject: Subject | None = None
    loaded: LoadedSet | None = None
    problems: tuple[Problem, ...] = ()
    refusals: tuple[Message, ...] = ()


OF_NOBODY = Standing(Status.UNDECIDED, None, is_lowest=False, candidates=())
"""Where units put together stand: each has a verdict of its own, and nobody gave them one in common."""


def together(read: Sequence[tuple[Submission, Half]], lineage: Lineage | None, set_: str = "") -> Half:
    """Several files of one side as one half, in whatever order they come; all results stand in it as members.

    `set_` is that of the unit which others became: where one of them has no file, nothing is put together.
    """
    read = sorted(read, key=lambda each: (fold(each[0].unit.name), each[0].unit.id or "", each[0].name))
    halves = [half for _, half in read]
    problems = tuple(problem for half in halves for problem in half.problems)
    refusals = tuple(refusal for half in halves for refusal in half.refusals)
    shown = tuple(half.side for half in halves if half.side is not None)
    refusals += tuple(_refusals([file for file, _ in read], lineage))
    names, missing = _names([file for file, _ in read], lineage) if lineage is not None else ([], [])
    if lineage is not None and lineage.is_whole and missing:
        absent = listed(sorted(missing))
        refusals += (
            say(
                "cannot be put together: no assessment of {units} by {set}; read each result by itself",
                units=absent,
                set=set_,
            ),
        )
    side = _only_members(shown, lineage) if shown else None
    if problems or refusals or side is None:
        if side is not None and missing and lineage is not None and not lineage.is_whole:
            side = side._replace(notes=(say("no assessment of {units}", units=listed(sorted(missing))), *side.notes))
        return Half(side, problems=problems, refusals=refusals)
    members = [Member(name, half.subject) for name, half in zip(names, halves, strict=True) if half.subject is not None]
    loaded = next(half.loaded for half in halves if half.loaded is not None)
    merged = combine(members, _needed(loaded))
    if merged.subject is None:
        return Half(side, refusals=merged.refusals)
    result = merged.subject.result
    side = side._replace(
        track=merged.subject.track,
        tracks=tuple(merged.subject.contexts),
        standing=OF_NOBODY,
        count=result.count,
        total=result.total,
        coverage=sum((member.coverage for member in shown), Coverage()),
        landmarks=landmarks(result, merged.subject.contexts[merged.subject.track]),
        notes=(*merged.notes, *side.notes),
    )
    return Half(side, merged.subject, loaded)


def _refusals(files: Sequence[Submission], lineage: Lineage | None) -> Iterator[Message]:
    """Why files are not put together: nothing says that they belong together, or only parts of units do."""
    if lineage is None:
        yield say(
            "several files are of one unit ({files}); name the one that is meant",
            files=listed(file.name for file in files),
        )
    elif not lineage.is_whole:
        whole = listed(descent.unit.name for descent in lineage.made_of if descent.whole)
        parts = listed(descent.unit.name for descent in lineage.made_of if not descent.whole)
        made = say("parts of {parts}", parts=parts)
        if whole:
            made = say("all of {whole} and parts of {parts}", whole=whole, parts=parts)
        yield say(
            "not the same territory: {unit} was made of {made}, so nothing is added up; read each result by itself",
            unit=lineage.unit.name,
            made=made,
        )


def _names(files: Sequence[Submission], lineage: Lineage) -> tuple[list[str], list[str]]:
    """What the unit of every file is called, each otherwise; and the units without a file that belong to them."""
    absent = [descent.unit for descent in lineage.made_of]
    others = list(files)
    for same in (_has_id, _has_name):
        for file in list(others):
            unit = next((unit for unit in absent if same(file, unit)), None)
            if unit is not None:
                absent.remove(unit)
                others.remove(file)
    absent = absent if len(others) < len(absent) else []  # NOTE: the register may know a unit by more than this
    units = [(file.unit.name, file.unit.id) for file in files] + [(unit.name, unit.id) for unit in absent]
    often = Counter(name for name, _ in units)
    names = [f"{name} [{id_}]" if often[name] > 1 and id_ else name for name, id_ in units]
    return names[: len(files)], names[len(files) :]


def _has_id(file: Submission, unit: KnownUnit) -> bool:
    return file.unit.id == unit.id


def _has_name(file: Submission, unit: KnownUnit) -> bool:
    return bare(file.unit.name) == bare(unit.name)


def _needed(loaded: LoadedSet) -> tuple[str, ...]:
    """The facts that what a set requires depends on."""
    return (*needed_facts(loaded), *(("type",) if tables_by_type(loaded) else ()))


def _only_members(members: Sequence[Side], lineage: Lineage | None) -> Side:
    """A side that has nothing of its own but its members."""
    first = members[0]
    days = {side.as_of for side in members}
    return Side(
        file=listed(side.file for side in members),
        digest=" + ".join(side.digest for side in members),
        unit=first.unit if lineage is None else named(lineage.unit),
        period=max(side.period for side in members),
        as_of=first.as_of if len(days) == 1 else None,
        fictional=any(side.fictional for side in members),
        set_id=listed(sorted({side.set_id for side in members})),
        set_title=_titles(members),
        set_digest=" + ".join(dict.fromkeys(side.set_digest for side in members)),
        scale=first.scale,
        track=first.track,
        tracks=first.tracks,
        standing=OF_NOBODY,
        count=Count(ZERO, 0),
        total=None,
        coverage=Coverage(),
        notes=tuple(_notes(members)),
        members=tuple(members),
    )


def named(unit: KnownUnit) -> UnitName:
    """A unit of the register as a file would name it."""
    return UnitName(unit.id, unit.name, unit.type, unit.within)


def _titles(members: Sequence[Side]) -> Words:
    titles = list(dict.fromkeys(side.set_title for side in members))
    return (
        titles[0]
        if len(titles) == 1
        else Words(*(listed(title[place] or title.vi for title in titles) for place in (0, 1)))
    )


def _notes(members: Sequence[Side]) -> Iterator[Message | Words]:
    """What a reader of every member's result has to know, and of whose where it is not of all."""
    notes: list[Message | Words] = []
    for side in members:
        notes.extend(note for note in side.notes if note not in notes)
    for note in notes:
        units = [side.unit.name for side in members if note in side.notes]
        yield note if len(units) == len(members) else say("{units}: {note}", units=listed(units), note=note)
