"""One assessment beside its set, read and checked as far as scoring needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pydantic_core import PydanticCustomError

from wardeval.contradictions import contradictions
from wardeval.engine.context import Context
from wardeval.engine.landmarks import landmarks
from wardeval.engine.result import SELF as SELF  # noqa: PLC0414 - said on, for those who ask a case
from wardeval.engine.result import VERIFIED as VERIFIED  # noqa: PLC0414
from wardeval.engine.result import SetResult
from wardeval.engine.score import Results, score
from wardeval.facts import read_facts
from wardeval.language import Language, Words
from wardeval.library import Library, LoadedSet
from wardeval.load import build, refuse_mistakes
from wardeval.model.assessment import Answer, Assessment, StatedCount
from wardeval.model.base import whole_number
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.mistakes import Mistake, closest_id
from wardeval.model.replies import read_replies
from wardeval.model.structure import may_be_met
from wardeval.model.unit_types import IN_WORDS, meant_type, unit_type
from wardeval.model.values import NotApplicable, Reply
from wardeval.problems import InputError, Keys, Message, say
from wardeval.source import GivenTwice, Source, read_source


@dataclass(frozen=True)
class Case:
    """An assessment, its set, and a result per track."""

    assessment: Assessment
    source: Source
    loaded: LoadedSet
    contexts: Mapping[str, Context]
    stated: Mapping[str, tuple[int, StatedCount]]
    notes: tuple[Message | Words, ...]

    @property
    def criteria(self) -> CriterionSet:
        """The criterion set."""
        return self.loaded.criteria

    @cached_property
    def results(self) -> Mapping[str, SetResult]:
        """The result of every track that the file has."""
        return Results(self.contexts, self.stated)

    @cached_property
    def explained(self) -> dict[str, SetResult]:
        """The same, as it would be if every explanation were accepted; only tracks that have one."""
        found = {}
        for track, context in self.contexts.items():
            if any(reply.answer.explanation for reply in context.replies.values()):
                found[track] = score(replace(context, accept_explained=True), track, self.stated.get(track))
        return found

    @property
    def final_track(self) -> str:
        """The track that counts: the verified one where the set says so and there is one."""
        return VERIFIED if VERIFIED in self.contexts and self.criteria.final_track == VERIFIED else SELF

    def language(self, language: Language, track: str) -> Language:
        """`language` for reports of a track: no number in them reads as a threshold that it is not."""
        return language.apart_from(landmarks(self.results[track], self.contexts[track]))

    def reason(self, id_: str) -> str | None:
        """Why the verifier answered otherwise."""
        verified = self.assessment.verified
        answer = verified.answers.get(id_) if verified else None
        return (answer.reason or answer.note) if answer else None


def load_case(path: Path, library: Library, use: LoadedSet | None = None) -> Case:
    """The case of an assessment file, scored against its own set or against `use`; raises `InputError`."""
    try:
        source = read_source(path)
    except GivenTwice as error:
        from wardeval.salvage import beside

        raise beside(error, library, use) from error
    try:
        assessment = build(Assessment, source)
    except InputError as error:
        from wardeval.salvage import every_problem

        raise InputError(every_problem(source, error.problems, library, use)) from error
    if use is not None:
        return case_of(assessment, source, use, library)
    loaded = set_of(assessment, source, library)
    return case_of(assessment, source, loaded, library, by_family=loaded.criteria.id != assessment.set_)


def set_of(assessment: Assessment, source: Source, library: Library) -> LoadedSet:
    """The set that an assessment names: by its id, or by its family, the period and the unit."""
    if library.has(assessment.set_):
        return library.load(assessment.set_, lambda: source.locate(("set",)))
    from wardeval.edition import edition  # an id is the rule, and does not pay for it

    return edition(assessment, source, library)


def case_of(
    assessment: Assessment,
    source: Source,
    loaded: LoadedSet,
    library: Library | None = None,
    *,
    by_family: bool = False,
) -> Case:
    """The case of an assessment that was read, against a set; raises `InputError`.

    With a `library`, a period outside the set's years is told with the name of the set that applies instead;
    `by_family` says that the file names only the family of the set.
    """
    about_years: tuple[Message, ...] = ()
    if loaded.criteria.applies is not None or by_family:
        from wardeval.edition import period_notes, refuse_suspended

        refuse_suspended(loaded.criteria, assessment, source)
        about_years = tuple(period_notes(loaded.criteria, assessment, library, by_family=by_family))
    mistakes: list[Mistake] = []
    facts = read_facts(loaded, assessment, mistakes)
    own = read_replies(loaded.criteria, assessment.answers, ("answers",), mistakes)
    tracks = {SELF: own}
    stated: dict[str, tuple[int, StatedCount]] = {}
    _state(loaded, assessment.stated_count, ("stated-count",), SELF, stated, mistakes)
    if assessment.verified is not None:
        verified = read_replies(loaded.criteria, assessment.verified.answers, ("verified", "answers"), mistakes)
        tracks[VERIFIED] = _overlaid(loaded.criteria, own, verified)
        if SELF in stated and all(reply.is_empty for reply in verified.values()):
            stated[VERIFIED] = stated[SELF]  # NOTE: once the verifier answers anything, the unit's count is not his
        count = assessment.verified.stated_count
        _state(loaded, count, ("verified", "stated-count"), VERIFIED, stated, mistakes)
    mistakes.extend(_evidence(assessment))
    mistakes.extend(_decimals_in_braces(source, assessment))
    refuse_mistakes(mistakes, source)
    contexts = {track: _context(loaded, assessment, facts, replies) for track, replies in tracks.items()}
    case = Case(assessment, source, loaded, contexts, stated, (*set_notes(loaded.criteria, assessment), *about_years))
    refuse_mistakes(contradictions(case), source)
    return case


def answer_mistakes(assessment: Assessment, source: Source, loaded: LoadedSet) -> list[Mistake]:
    """What is wrong with each answer, taken for itself."""
    mistakes: list[Mistake] = []
    read_replies(loaded.criteria, assessment.answers, ("answers",), mistakes)
    if assessment.verified is not None:
        read_replies(loaded.criteria, assessment.verified.answers, ("verified", "answers"), mistakes)
    return [*mistakes, *_evidence(assessment), *_decimals_in_braces(source, assessment)]


def _overlaid(criteria: CriterionSet, own: Mapping[str, Reply], verified: Mapping[str, Reply]) -> dict[str, Reply]:
    """The unit's replies with the verifier's in their places.

    One that is left empty replaces nothing; one to a part says that the nodes around it apply after all.
    """
    said = {id_: reply for id_, reply in verified.items() if not reply.is_empty}
    replies = {**verified, **own, **said}
    waived = {id_ for id_, reply in replies.items() if isinstance(reply.value, NotApplicable)}
    for id_ in waived - set(said):
        if any(part.id in said and part.id not in waived for part in criteria.by_id[id_].walk()):
            del replies[id_]
    return replies


def _context(
    loaded: LoadedSet, assessment: Assessment, facts: Mapping[str, str], replies: Mapping[str, Reply]
) -> Context:
    return Context(loaded.criteria, assessment.period, facts, replies, frozenset(assessment.days_off), loaded.others)


def _state(
    loaded: LoadedSet,
    count: StatedCount | None,
    keys: Keys,
    track: str,
    stated: dict[str, tuple[int, StatedCount]],
    mistakes: list[Mistake],
) -> None:
    """Read a published count of met criteria."""
    if count is None:
        return
    of = sum(1 for node in loaded.criteria.criteria if may_be_met(node))
    for name in ("met", "of"):
        try:
            value = whole_number(getattr(count, name))
        except PydanticCustomError as error:
            context = error.context or {}
            mistakes.append(Mistake("stated-count", (*keys, name), context["message"], context.get("hint")))
            return
        if name == "of" and value != of:
            message = say("the set has {of} criteria, not {n}", of=of, n=value)
            mistakes.append(Mistake("stated-count", (*keys, name), message))
        if name == "met" and value > of:
            message = say("more criteria are stated as met than the set has ({of})", of=of)
            mistakes.append(Mistake("stated-count", (*keys, name), message))
    stated[track] = (whole_number(count.met), count)


_DECIMAL_IN_BRACES = re.compile(rb"\{[^}\n]*\d,\d")


def _decimals_in_braces(source: Source, assessment: Assessment) -> Iterator[Mistake]:
    """`{2.4: 3,5}`: YAML reads 3 and an empty answer to “5”; the writer meant 3.5."""
    verified = assessment.verified
    others: Mapping[str, Answer] = verified.answers if verified is not None else {}
    if not any(map(str.isdecimal, (*assessment.answers, *others))):
        return  # as a rule
    blocks = ((("answers",), assessment.answers), (("verified", "answers"), others))
    empty = [
        (*keys, id_)
        for keys, answers in blocks
        for id_, answer in answers.items()
        if id_.isdecimal() and not answer.given
    ]
    if not empty or not _DECIMAL_IN_BRACES.search(source.content):  # NOTE: the search takes longer than all else here
        return
    lines = source.content.decode("utf-8-sig").splitlines()
    for keys in empty:
        span = source.locate_key(keys)
        before = lines[span.line - 1][: span.column - 1] if span.line <= len(lines) else ""
        if before.endswith(","):
            message = say("a comma ends a value inside braces; write decimals there with a point, or in quotes")
            yield Mistake("comma-in-braces", keys, message, at_key=True)


def _evidence(assessment: Assessment) -> Iterator[Mistake]:
    """References to evidence that is not in the register."""
    if named_evidence(assessment) <= assessment.evidence.keys():
        return  # as a rule
    verified = assessment.verified
    blocks: list[tuple[Keys, Mapping[str, Answer]]] = [(("answers",), assessment.answers)]
    counts: list[tuple[Keys, StatedCount | None]] = [(("stated-count",), assessment.stated_count)]
    if verified is not None:
        blocks.append((("verified", "answers"), verified.answers))
        counts.append((("verified", "stated-count"), verified.stated_count))
    named = [((*keys, "evidence"), count.evidence) for keys, count in counts if count is not None]
    for base, answers in blocks:
        for id_, answer in answers.items():
            named.append(((*base, id_, "evidence"), answer.evidence))
            for index, item in enumerate(answer.excepted):
                named.append(((*base, id_, "excepted", index, "evidence"), item.evidence))
    for keys, ids in named:
        for place, id_ in enumerate(ids):
            if id_ not in assessment.evidence:
                close = closest_id(id_, assessment.evidence)
                hint = say("did you mean “{id}”?", id=close) if close else say("write it under evidence:")
                message = say("“{id}” is not in the register of evidence", id=id_)
                yield Mistake("unknown-evidence", (*keys, place), message, hint)


def named_evidence(assessment: Assessment) -> set[str]:
    """The documents that a file points to."""
    found: set[str] = set()
    verified = assessment.verified
    for said in (assessment, verified) if verified is not None else (assessment,):
        answers = said.answers.values()
        found.update(*[answer.evidence for answer in answers])
        found.update(*[item.evidence for answer in answers for item in answer.excepted])
        if said.stated_count is not None:
            found.update(said.stated_count.evidence)
    return found


def set_notes(criteria: CriterionSet, assessment: Assessment) -> Iterator[Message | Words]:
    """What a reader of any result of this case has to know."""
    if assessment.fictional:
        yield say("fictional: an example, not the result of any real unit")
    type_ = assessment.unit.type
    if type_ not in criteria.units and (meant := meant_type(type_)) is not None:
        yield say("{message}: write “{word}”, not “{type}”", message=IN_WORDS, word=meant, type=type_)
    elif type_ not in criteria.units:
        units = tuple(unit_type(unit) for unit in criteria.units)
        yield say("the set names {units}; it does not name “{type}”", units=units, type=unit_type(type_))
    if criteria.basis.in_force and criteria.basis.in_force.year > assessment.period:
        yield say("the set is in force only from {day}", day=criteria.basis.in_force)
    for remark in criteria.remarks:
        if (remark.from_ or assessment.period) <= assessment.period <= (remark.to or assessment.period):
            yield say("{text} ({source})", text=remark.text, source=remark.source) if remark.source else remark.text
