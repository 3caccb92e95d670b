"""One assessment as the rules of `wardeval check` look at it: the case, its leaves and the day of checking."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from wardeval.case import VERIFIED, Case
from wardeval.check.free_text import FreeText, comment_texts, free_texts, may_hold_long_number
from wardeval.engine.documents import window_of
from wardeval.engine.result import SELF, NodeResult, SetResult
from wardeval.library import LoadedSet
from wardeval.model.assessment import Answer, Assessment, Evidence
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.values import On
from wardeval.problems import Keys


class Written(NamedTuple):
    """An answer that stands in the file: where, by whom, and the node that it is about."""

    keys: Keys
    track: str
    node: Indicator
    answer: Answer


class Dated(NamedTuple):
    """An answer that is a day: where it stands, by whom, and the leaf that it answers."""

    keys: Keys
    track: str
    node: Indicator
    day: date


class Columns(NamedTuple):
    """What the entries of the register of documents say, one kind of it after the other, in order."""

    numbers: tuple[str, ...]
    issuers: tuple[str, ...]
    files: tuple[str, ...]
    digests: tuple[str, ...]
    """The SHA-256 that their files should have."""
    addresses: tuple[str, ...]
    first: date
    """The earliest day of a document; the last of all days where none has one."""
    last: date
    """The latest; the first of all days where none has one."""
    dated: int
    """How many entries have a day."""


@dataclass(frozen=True)
class Sheet:
    """An assessment that can be judged, on the day of the check."""

    case: Case
    _today: date
    overlays: tuple[LoadedSet, ...] = ()
    """What one's own folders hold that completes the set of the file."""
    assessment: Assessment = field(init=False, repr=False, compare=False)
    """What the file says."""
    criteria: CriterionSet = field(init=False, repr=False, compare=False)
    """The set that it is judged by."""
    evidence: Mapping[str, Evidence] = field(init=False, repr=False, compare=False)
    """The register of documents."""
    _ahead: list[date] = field(default_factory=list, init=False, repr=False, compare=False)
    """What was found to hang on the day of the check."""

    def __post_init__(self) -> None:
        """Have at hand what nearly every rule asks for."""
        object.__setattr__(self, "assessment", self.case.assessment)
        object.__setattr__(self, "criteria", self.case.criteria)
        object.__setattr__(self, "evidence", self.case.assessment.evidence)

    def is_to_come(self, day: date) -> bool:
        """Whether a day is later than that of the check; one that is not never will be."""
        if day > self._today:
            self._ahead.append(day)
        return day > self._today

    @property
    def today(self) -> date:
        """The day of the check, to be told; what is found with it holds on this day alone."""
        self._ahead.append(self._today)
        return self._today

    @property
    def lasts(self) -> bool:
        """Whether all that was found so far will be found on every later day."""
        return not self._ahead

    @cached_property
    def columns(self) -> Columns:
        """What the register of documents says, for rules that first ask whether there is anything to look at."""
        entries = self.evidence.values()
        days = [each.date for each in entries if each.date is not None]
        return Columns(
            tuple([each.number for each in entries if each.number is not None]),
            tuple([each.issuer for each in entries if each.issuer is not None]),
            tuple([each.file for each in entries if each.file is not None]),
            tuple([each.sha256 for each in entries if each.sha256 is not None]),
            tuple([each.url for each in entries if each.url is not None]),
            min(days, default=date.max),
            max(days, default=date.min),
            len(days),
        )

    @cached_property
    def answered_days(self) -> tuple[Dated, ...]:
        """Every answer that is a day, the unit's own and then the verifier's."""
        return tuple(self._answered_days()) if leaves_of(self.criteria, "date") else ()

    def _answered_days(self) -> Iterator[Dated]:
        for track, context in self.case.contexts.items():
            for id_ in leaves_of(self.criteria, "date"):
                reply = context.replies.get(id_)
                own = reply is not None and (reply.keys[0] == "verified") is (track == VERIFIED)
                if reply is not None and own and isinstance(reply.value, On) and reply.value.day is not None:
                    yield Dated(reply.keys, track, self.criteria.by_id[id_], reply.value.day)

    def written(self, ids: Container[str] | None = None) -> Iterator[Written]:
        """Every answer in the file, or those of some leaves, the unit's own and then the verifier's."""
        nodes, said = self.criteria.by_id, self.assessment
        for id_, answer in said.answers.items():
            if ids is None or id_ in ids:
                yield Written(("answers", id_), SELF, nodes[id_], answer)
        for id_, answer in said.verified.answers.items() if said.verified is not None else ():
            if ids is None or id_ in ids:
                yield Written(("verified", "answers", id_), VERIFIED, nodes[id_], answer)

    @cached_property
    def worded(self) -> tuple[Written, ...]:
        """The answers that say more than what they answer: in words, by exceptions, by how a number came about."""
        said = self.assessment
        ids = _saying_more(said.answers)
        if said.verified is not None:
            ids |= _saying_more(said.verified.answers)
        return tuple(self.written(ids)) if ids else ()

    @cached_property
    def excepting(self) -> tuple[Written, ...]:
        """The answers that say what does not count."""
        return tuple([written for written in self.worded if written.answer.excepted])

    @cached_property
    def worked(self) -> tuple[Written, ...]:
        """The answers that say how their number came about."""
        return tuple(
            written
            for written in self.worded
            if written.answer.percent is not None or written.answer.sum_of is not None
        )

    @cached_property
    def result(self) -> SetResult:
        """The result of the track that counts."""
        return self.case.results[self.case.final_track]

    @cached_property
    def leaves(self) -> dict[str, NodeResult]:
        """Every gate, criterion and part by its id, on the track that counts."""
        return {each.node.id: each for each in self.result.all_nodes()}

    @cached_property
    def own(self) -> SetResult:
        """The result of the unit's own answers."""
        return self.case.results[SELF]

    @cached_property
    def nodes(self) -> dict[str, NodeResult]:
        """Every gate, criterion and part by its id, on the unit's own track."""
        return {each.node.id: each for each in self.own.all_nodes()}

    @cached_property
    def window(self) -> tuple[date, date]:
        """The days that count for the period: as the set says, else the calendar year."""
        return window_of(self.criteria, self.assessment.period)

    @cached_property
    def texts(self) -> tuple[FreeText, ...]:
        """Every text of people's own words."""
        return (*free_texts(self.assessment), *comment_texts(self.case.source.content))

    @cached_property
    def may_have_wide_digits(self) -> bool:
        """Whether digits of full width may stand in the file."""
        content = self.case.source.content
        return b"\xef" in content and b"\xef\xbc" in content  # one byte is found far faster than two

    @cached_property
    def long_numbered(self) -> tuple[FreeText, ...]:
        """Those of the texts in which a number of eight digits or more stands."""
        if not may_hold_long_number(self.case.source.content):
            return ()
        return tuple(each for each in self.texts if each.has_long_number)


def _saying_more(answers: Mapping[str, Answer]) -> set[str]:
    """The ids of the answers that say more than what they answer."""
    return {
        id_
        for id_, answer in answers.items()
        if answer.explanation is not None
        or answer.excepted
        or answer.not_applicable is not None
        or answer.reason is not None
        or answer.percent is not None
        or answer.sum_of is not None
    }


@lru_cache(maxsize=256)
def leaves_of(criteria: CriterionSet, measure: str) -> tuple[str, ...]:
    """The ids of the leaves of a set that are answered in a measure, such as `date`, in the order of the set."""
    return tuple(node.id for node in criteria.nodes() if node.measure == measure)
