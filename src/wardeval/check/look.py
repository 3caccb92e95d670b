"""One file looked at by itself: read, judged, checked by every rule about one file."""

from __future__ import annotations

from datetime import date

from wardeval.case import Case, case_of, set_of
from wardeval.check.comments import ignores
from wardeval.check.kind import other_kind
from wardeval.check.looked import Level, Looked, Standing
from wardeval.check.rules import OF_SHEETS
from wardeval.check.sheet import Sheet
from wardeval.check.traits_of import traits_of, whose
from wardeval.engine.verdict import reaches
from wardeval.library import Library
from wardeval.load import build
from wardeval.model.assessment import Assessment
from wardeval.problems import ExitCode, InputError, Problem
from wardeval.source import GivenTwice, Source, parse_source


def look(content: bytes, name: str, library: Library, today: date, digest: str = "") -> Looked:
    """What comes of the file whose bytes are `content`, called `name` to people, on a day. Raises nothing for them.

    `digest` is that of the bytes, which is only handed on.
    """
    try:
        source = source_in(content, name, library)
    except InputError as error:
        return Looked(name, digest, error.problems, ExitCode(error.code), whose=whose(content))
    comments = ignores(source)
    try:
        case = case_in(source, library)
    except InputError as error:
        code = ExitCode(error.code)
        return Looked(name, digest, error.problems, code, comments, whose=whose(content, source))
    sheet = Sheet(case, today, library.overlays(case.criteria.id))
    found = problems(sheet)
    return Looked(name, digest, found, ExitCode.OK, comments, traits_of(sheet), standing(case), lasts=sheet.lasts)


def problems(sheet: Sheet) -> tuple[Problem, ...]:
    """What every rule about one file finds, in the order of the file."""
    source = sheet.case.source
    found = []
    for each in OF_SHEETS:
        for hit in each.find(sheet):
            found.append(Problem(each.id, hit.message, hit.span(source), hit.keys, hit.hint, each.severity))
    return tuple(sorted(found, key=lambda problem: (problem.span, problem.rule)))


def source_in(content: bytes, name: str, library: Library) -> Source:
    """What a file says; raises `InputError` with every problem of it, also where it only gives some keys twice."""
    try:
        return parse_source(content, name)
    except GivenTwice as error:
        from wardeval.salvage import beside

        raise beside(error, library) from error


def case_in(source: Source, library: Library) -> Case:
    """The case of a file; raises `InputError` with every problem of it, also where only part of it can be read."""
    if (other := other_kind(source)) is not None:
        raise InputError([other])
    try:
        assessment = build(Assessment, source)
    except InputError as error:
        from wardeval.salvage import every_problem

        raise InputError(every_problem(source, error.problems, library)) from error
    loaded = set_of(assessment, source, library)
    return case_of(assessment, source, loaded, library, by_family=loaded.criteria.id != assessment.set_)


def standing(case: Case) -> Standing:
    """What a case comes to on the track that counts."""
    result = case.results[case.final_track]
    levels = tuple(
        Level(verdict.id, verdict.title, reaches(result, verdict).name) for verdict in case.criteria.verdicts
    )
    return Standing(levels, result.coverage.answered, result.coverage.of)
