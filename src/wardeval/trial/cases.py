"""The cases of a set tried: each read and scored as an assessment file is, and compared with what it has to come to."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

from wardeval.case import case_of
from wardeval.language import Words
from wardeval.library import SUFFIX, LoadedSet
from wardeval.load import build, refuse_mistakes
from wardeval.model.assessment import Answer, Assessment, Unit, Verified
from wardeval.model.cases import Cases, LeafCase, Range, WholeCase
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.mistakes import Mistake
from wardeval.model.record import kebab
from wardeval.model.structure import walk
from wardeval.problems import InputError, Keys, Message, Problem, Span, say
from wardeval.source import Source, read_source
from wardeval.trial.boundaries import Boundary, boundaries
from wardeval.trial.expectation import (
    Difference,
    compare_met,
    compare_points,
    compare_result,
    dead_expectations,
    found_text,
    result_text,
)
from wardeval.trial.single_leaf import judge_leaf, usual_period

CASES_SUFFIX = f".cases{SUFFIX}"


class Kind(enum.Enum):
    """What was tried."""

    CASE = "case"
    ANSWER = "answer"
    BOUNDARY = "boundary"


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that was tried: what it is, what it came to, and where that is not what was expected."""

    kind: Kind
    id: str
    says: object
    found: Message
    failures: tuple[Problem, ...] = ()
    why: Words | None = None
    source: str | None = None

    @property
    def passed(self) -> bool:
        """Whether it came to what was expected."""
        return not self.failures


@dataclass(frozen=True, slots=True)
class SetTrial:
    """Everything that was tried of one set, and what of its cases file could not be read."""

    loaded: LoadedSet
    cases: Source | None
    trials: tuple[Trial, ...] = ()
    mistakes: tuple[Problem, ...] = ()

    def count(self, kind: Kind) -> int:
        """How many of a kind were tried."""
        return sum(1 for trial in self.trials if trial.kind is kind)

    @property
    def failures(self) -> tuple[Problem, ...]:
        """Every difference, in the order in which things were tried."""
        return tuple(failure for trial in self.trials for failure in trial.failures)

    @property
    def failed(self) -> int:
        """How many of the things tried came to something else."""
        return sum(1 for trial in self.trials if not trial.passed)


def cases_beside(loaded: LoadedSet) -> Path:
    """The file in which the cases of a set are kept."""
    return Path(loaded.source.name).with_name(f"{loaded.criteria.id}{CASES_SUFFIX}")


def try_set(loaded: LoadedSet, path: Path | None) -> SetTrial:
    """Everything that can be tried of a set; `path` is its cases file, where there is one."""
    edges = tuple(try_boundaries(loaded, boundaries(loaded, usual_period(loaded.criteria))))
    if path is None:
        return SetTrial(loaded, None, edges)
    source: Source | None = None
    try:
        source = read_source(path)
        cases = read_cases(source, loaded)
    except InputError as error:
        return SetTrial(loaded, source, edges, error.problems)
    trials: list[Trial] = []
    mistakes: list[Problem] = []
    for run in _runs(cases, source, loaded):
        try:
            trials.append(run())
        except InputError as error:
            mistakes.extend(error.problems)
    return SetTrial(loaded, source, (*trials, *edges), tuple(mistakes))


def read_cases(source: Source, loaded: LoadedSet) -> Cases:
    """The cases that a file says, which are those of the set; raises `InputError`."""
    cases = build(Cases, source)
    refuse_mistakes([*_misplaced(cases, loaded), *dead_expectations(cases, loaded.criteria)], source)
    return cases


def set_of_cases(path: Path) -> tuple[str, Callable[[], Span]]:
    """The id of the set that a cases file is for, and where it says so; raises `InputError`."""
    source = read_source(path)
    return build(Cases, source).set_, lambda: source.locate(("set",))


def _misplaced(cases: Cases, loaded: LoadedSet) -> Iterator[Mistake]:
    """Cases of another set, and two of one name."""
    if cases.set_ != loaded.criteria.id:
        message = say("these are cases of “{set}”, not of “{id}”", set=cases.set_, id=loaded.criteria.id)
        yield Mistake("cases-of-another-set", ("set",), message)
    seen: set[str] = set()
    for index, case in enumerate(cases.cases):
        if case.id in seen:
            yield Mistake("structure", ("cases", index, "id"), say("the id “{id}” is used twice", id=case.id))
        seen.add(case.id)


def _runs(cases: Cases, source: Source, loaded: LoadedSet) -> Iterator[Callable[[], Trial]]:
    nodes = {node.id: node for node in loaded.criteria.nodes()}
    for index, case in enumerate(cases.cases):
        yield partial(_try_whole, case, loaded, _Part(source, partial(_within_case, index)))
    for id_, rows in cases.leaves.items():
        for index, row in enumerate(rows):
            part = _Part(source, partial(_within_row, ("leaves", id_, index)))
            yield partial(_try_answer, nodes[id_], row, loaded, part)


def _within_case(index: int, keys: Keys) -> Keys:
    return ("cases", index, *keys)


def _within_row(row: Keys, keys: Keys) -> Keys:
    return (*row, "answer", *keys[2:]) if keys[:1] == ("answers",) else (*row, *keys)


class _Part(Source):
    """One case of a file as if it were an assessment of its own; its places are those in the whole file."""

    __slots__ = ("_whole", "_within")
    _whole: Source
    _within: Callable[[Keys], Keys]

    def __init__(self, whole: Source, within: Callable[[Keys], Keys]) -> None:
        """A part of `whole` whose keys are led to those of the whole file by `within`."""
        Source.__init__(self, whole.name, whole.content, whole.data)
        object.__setattr__(self, "_whole", whole)
        object.__setattr__(self, "_within", within)

    def locate(self, keys: Keys) -> Span:
        """The place of the value at `keys` of the part."""
        return self._whole.locate(self._within(keys))

    def locate_key(self, keys: Keys) -> Span:
        """The place of the last of `keys` of the part."""
        return self._whole.locate_key(self._within(keys))


def _try_whole(case: WholeCase, loaded: LoadedSet, source: Source) -> Trial:
    trial = partial(Trial, Kind.CASE, case.id, case.title, why=case.why, source=case.source)
    try:
        scored = case_of(_assessment(case, loaded.criteria), source, loaded)
    except InputError as error:
        if case.expect.refused:
            return trial(say("refused: {why}", why=error.problems[0].message))
        raise
    result = scored.results[case.expect.track or scored.final_track]
    found = result_text(result)
    differences = _not_refused() if case.expect.refused else compare_result(result, case.expect)
    named = [
        item._replace(message=say("case “{id}”: {difference}", id=case.id, difference=item.message))
        for item in differences
    ]
    return trial(found, _failures(named, "case-differs", source, ("expect",)))


def _not_refused() -> Iterator[Difference]:
    yield Difference(("refused",), say("accepted, expected refused"))


def _failures(differences: Iterable[Difference], rule: str, source: Source, keys: Keys) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            rule,
            item.message,
            source.locate((*keys, *item.keys)),
            (*keys, *item.keys),
            say("the engine says: {why}", why=item.why) if item.why else None,
        )
        for item in differences
    )


def _assessment(case: WholeCase, criteria: CriterionSet) -> Assessment:
    verified = case.verified
    return Assessment.made(
        format="wardeval/assessment/1",
        set_=criteria.id,
        unit=Unit.made(name=case.id, type=case.type or criteria.units[0], within=case.within),
        period=case.period,
        facts=case.facts,
        days_off=case.days_off,
        answers=case.answers,
        stated_count=case.stated_count,
        verified=verified and Verified.made(by=case.id, answers=verified.answers, stated_count=verified.stated_count),
    )


def _try_answer(node: Indicator, row: LeafCase, loaded: LoadedSet, source: Source) -> Trial:
    assessment = Assessment.made(
        format="wardeval/assessment/1",
        set_=loaded.criteria.id,
        unit=Unit.made(name=node.id, type=row.type or loaded.criteria.units[0]),
        period=row.period or usual_period(loaded.criteria),
        facts=row.facts,
        answers={node.id: row.answer},
    )
    says = _answer_text(row)
    trial = partial(Trial, Kind.ANSWER, node.id, says, why=row.why, source=row.source)
    try:
        result = judge_leaf(node, assessment, loaded, source)
    except InputError as error:
        if row.refused:
            return trial(say("refused: {why}", why=error.problems[0].message))
        raise
    differences: list[Difference] = [*_not_refused()] if row.refused else []
    if row.met is not None:
        differences += compare_met(result, row.met, ("met",))
    if row.points is not None:
        differences += compare_points(result, row.points, ("points",))
    named = [
        item._replace(message=say("answer {answer}: {difference}", answer=says, difference=item.message))
        for item in differences
    ]
    return trial(found_text(result), _failures(named, "answer-differs", source, ()))


def try_boundaries(loaded: LoadedSet, edges: Iterable[Boundary]) -> Iterator[Trial]:
    """Boundaries answered to a set; the places of differences are those of its leaves."""
    nodes = {node.id: (keys, node) for keys, node in walk(loaded.criteria)}
    for edge in edges:
        keys, node = nodes[edge.leaf]
        setting = edge.setting
        assessment = Assessment.made(
            format="wardeval/assessment/1",
            set_=loaded.criteria.id,
            unit=Unit.made(name=edge.leaf, type=setting.type),
            period=setting.period,
            facts=setting.facts,
            answers=dict(zip(edge.answers, map(Answer.read, edge.answers.values()), strict=True)),
        )
        said = tuple(f"{name}: {value}" for name, value in setting.facts.items())
        says = say("{answer} ({setting})", answer=edge.answer, setting=(str(setting.period), setting.type, *said))
        try:
            result = judge_leaf(node, assessment, loaded, loaded.source)
        except InputError as error:
            refused = say("refused: {why}", why=error.problems[0].message)
            differences, found = [Difference((), refused)], refused
        else:
            found = found_text(result)
            differences = list(compare_met(result, edge.met, ()) if edge.met is not None else ())
            if edge.earns:
                wanted = _range(edge.points)
                differences += compare_points(result, wanted, ())
        named = [
            item._replace(message=say("boundary {answer}: {difference}", answer=says, difference=item.message))
            for item in differences
        ]
        failures = _failures(named, "boundary-differs", loaded.source, keys)
        yield Trial(Kind.BOUNDARY, edge.leaf, says, found, failures)


def _range(points: tuple[Fraction, Fraction] | None) -> Range:
    if points is None:
        return Range.made(unknown=True)
    return Range.made(least=points[0], most=points[1])


def _answer_text(row: LeafCase) -> str:
    """The answer of a row in one line, as its file writes it."""
    answer = row.answer
    if answer.parts is not None:
        return f"[{', '.join(answer.parts)}]"
    said = {key: getattr(answer, key) for key in ("part", "whole", "now", "before", "not_applicable")}
    said.update(answer.each_part or {})
    parts = [answer.value] if answer.value is not None else []
    parts += [f"{kebab(key)}: {value}" for key, value in said.items() if value is not None]
    for item in answer.excepted:
        holds = "" if item.holds is None else f", holds: [{', '.join(item.holds)}]"
        parts.append(f"excepted: {item.number} {item.reason}{holds}")
    return ", ".join(parts) or "~"
