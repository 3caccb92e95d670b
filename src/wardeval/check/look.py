"""Files looked at each by itself: read, judged, checked by every rule about one file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from wardeval.case import Case, case_of, set_of
from wardeval.check.comments import ignores
from wardeval.check.kind import other_kind
from wardeval.check.looked import Ignore, Level, Looked, Standing
from wardeval.check.rule import Hit, SheetRule
from wardeval.check.rules import OF_SHEETS
from wardeval.check.sheet import Sheet
from wardeval.check.traits_of import traits_of, whose
from wardeval.engine.verdict import reaches
from wardeval.exact import Met
from wardeval.library import Library
from wardeval.load import build
from wardeval.model.assessment import Assessment
from wardeval.model.criterion_set import Verdict
from wardeval.problems import ExitCode, InputError, Problem
from wardeval.source import GivenTwice, Source, parse_source


class Paper(NamedTuple):
    """A file as it was handed in: its bytes, what it is called to people, and the digest, which is only handed on."""

    content: bytes
    name: str
    digest: str = ""


def look(content: bytes, name: str, library: Library, today: date, digest: str = "") -> Looked:
    """What comes of one file on a day. Raises nothing for it."""
    return look_at([Paper(content, name, digest)], library, today)[0]


def look_at(papers: Iterable[Paper], library: Library, today: date) -> list[Looked]:
    """What comes of files, each by itself, on a day, in their order. Raises nothing for them.

    They go through it in step: a step that is done for one file after the other takes a tenth less of the time.
    """
    files = [_File(paper, library, today) for paper in papers]
    for step in (_File.read, _File.build, _File.judge, _File.score):
        for file in files:
            if file.looked is None:
                step(file)
    judged = [file for file in files if file.looked is None]
    for each in OF_SHEETS:
        find = each.function
        for file in judged:
            for hit in find(file.sheet):
                file.found.append(_problem(each, hit, file.source))
    return [file.told() for file in files]


class _File:
    """A file on its way; each step needs those before it. Once something is wrong with it, `looked` tells that."""

    looked: Looked | None = None
    source: Source
    ignores: tuple[Ignore, ...] = ()
    assessment: Assessment
    sheet: Sheet

    def __init__(self, paper: Paper, library: Library, today: date) -> None:
        self.paper, self.library, self.today = paper, library, today
        self.found: list[Problem] = []

    def read(self) -> None:
        """Read what it says."""
        content, name, _ = self.paper
        try:
            self.source = source_in(content, name, self.library)
        except InputError as error:
            self._refuse(error)
        else:
            self.ignores = ignores(content)

    def build(self) -> None:
        """Read it as an assessment."""
        try:
            self.assessment = assessment_in(self.source, self.library)
        except InputError as error:
            self._refuse(error, self.source)

    def judge(self) -> None:
        """Hold it against its set."""
        try:
            case = judged(self.assessment, self.source, self.library)
        except InputError as error:
            self._refuse(error, self.source)
        else:
            self.sheet = Sheet(case, self.today, self.library.overlays(case.criteria.id))

    def score(self) -> None:
        """Score the track that counts."""
        _ = self.sheet.result

    def _refuse(self, error: InputError, source: Source | None = None) -> None:
        content, name, digest = self.paper
        of = whose(content, source)
        self.looked = Looked(name, digest, error.problems, ExitCode(error.code), self.ignores, whose=of)

    def told(self) -> Looked:
        """What came of it."""
        if self.looked is not None:
            return self.looked
        _, name, digest = self.paper
        sheet = self.sheet
        problems = tuple(sorted(self.found, key=lambda problem: (problem.span, problem.rule)))
        traits, stands = traits_of(sheet), standing(sheet.case)
        return Looked(name, digest, problems, ExitCode.OK, self.ignores, traits, stands, lasts=sheet.lasts)


def _problem(rule: SheetRule, hit: Hit, source: Source) -> Problem:
    return Problem(rule.id, hit.message, hit.span(source), hit.keys, hit.hint, rule.severity, hit.of)


def source_in(content: bytes, name: str, library: Library) -> Source:
    """What a file says; raises `InputError` with every problem of it, also where it only gives some keys twice."""
    try:
        return parse_source(content, name)
    except GivenTwice as error:
        from wardeval.salvage import beside

        raise beside(error, library) from error


def assessment_in(source: Source, library: Library) -> Assessment:
    """The assessment that a file is; raises `InputError` with every problem of it, also where only part can be read."""
    if (other := other_kind(source)) is not None:
        raise InputError([other])
    try:
        return build(Assessment, source)
    except InputError as error:
        from wardeval.salvage import every_problem

        raise InputError(every_problem(source, error.problems, library)) from error


def judged(assessment: Assessment, source: Source, library: Library) -> Case:
    """The case of an assessment, held against its own set; raises `InputError` with every problem of it."""
    loaded = set_of(assessment, source, library)
    return case_of(assessment, source, loaded, library, by_family=loaded.criteria.id != assessment.set_)


def standing(case: Case) -> Standing:
    """What a case comes to on the track that counts."""
    result = case.results[case.final_track]
    levels = tuple([_level(verdict, reaches(result, verdict)) for verdict in case.criteria.verdicts])
    return Standing(levels, result.coverage.answered, result.coverage.of)


@lru_cache(maxsize=256)
def _level(verdict: Verdict, reached: Met) -> Level:
    """A verdict and whether it is reached; the same object again for all files, which then travel with one."""
    return Level(verdict.id, verdict.title, reached.name)
