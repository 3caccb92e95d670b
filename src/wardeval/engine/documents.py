"""The documents behind an answer, and what happened to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from wardeval.engine.kinds import Proof
from wardeval.engine.result import SELF
from wardeval.engine.subject import Subject
from wardeval.model.assessment import Evidence
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.values import Reply
from wardeval.problems import say


class Document(NamedTuple):
    """A document by what it is called on its own, which is the same in every register, and its day."""

    name: str
    day: date | None

    @property
    def text(self) -> object:
        """The document as `Language.text` takes it."""
        return self.name if self.day is None else say("{number}, {day}", number=self.name, day=self.day)


def documents(id_: str, subject: Subject) -> tuple[Document, ...]:
    """The documents behind the answer that counts; the unit's own where the verifier names none."""
    for track in dict.fromkeys((subject.track, SELF)):
        context = subject.contexts.get(track)
        found = dict.fromkeys(_named(context.replies.get(id_)) if context is not None else ())
        if found:
            return tuple(dict.fromkeys(_document(name, subject.evidence.get(name)) for name in found))
    return ()


def _named(reply: Reply | None) -> Iterator[str]:
    if reply is not None:
        yield from reply.answer.evidence
        for event in reply.answer.excepted:
            yield from event.evidence


def _document(id_: str, known: Evidence | None) -> Document:
    if known is None:
        return Document(id_, None)
    return Document(known.number or known.title or known.file or known.url or id_, known.date)


def proof(id_: str, other: str, before: Subject, after: Subject) -> Proof | None:
    """What happened to the documents behind the answer to `id_`, which is `other` on the side after."""
    old, new = documents(id_, before), documents(other, after)
    if not old or not new:
        return Proof.REMOVED if old else Proof.ADDED if new else None
    one_period = period(before) == period(after)
    if set(old) == set(new):
        return None if one_period else _same(_newest(old), _window(before), _window(after))
    first, last = _newest(old), _newest(new)
    if one_period or first is None or last is None or first == last:
        return Proof.REPLACED
    return Proof.RENEWED if first < last else Proof.EXPIRED


def _same(newest: date | None, before: tuple[date, date], after: tuple[date, date]) -> Proof | None:
    """What became of documents that stayed the same while the period went on, or back."""
    if newest is None:
        return None
    if before[0] <= newest <= before[1] and newest < after[0]:
        return Proof.EXPIRED
    return Proof.RENEWED if after[0] <= newest <= after[1] and newest < before[0] else None


def _newest(found: Sequence[Document]) -> date | None:
    """The day of the newest document; unknown where a day of one is."""
    days = [document.day for document in found if document.day is not None]
    return max(days) if len(days) == len(found) else None


def period(subject: Subject) -> int:
    """The year that a side is about."""
    return subject.contexts[subject.track].period


def _window(subject: Subject) -> tuple[date, date]:
    """The days that count for the period of a side."""
    return window_of(subject.criteria, period(subject))


def window_of(criteria: CriterionSet, year: int) -> tuple[date, date]:
    """The days that count for a period: as the set says, else the calendar year."""
    window = criteria.window
    if window is None:
        return date(year, 1, 1), date(year, 12, 31)
    return window.from_.on(year), window.to.on(year)
