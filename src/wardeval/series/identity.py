"""Whose file is it? Files of one unit found by id, day and name, with the units that it came from and went into."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from wardeval.engine.change import UnitName
from wardeval.model.base import fold
from wardeval.problems import Message, say
from wardeval.series.line import When
from wardeval.sides.submission import Submission
from wardeval.units.lineage import KnownUnit

if TYPE_CHECKING:
    from wardeval.units.register import Register

REORDERED = date(2025, 7, 1)
"""The day on which units merged and codes were given anew: from then on a code may stand for another unit."""


class Identity(NamedTuple):
    """A unit and its files in the order of time; a unit that only a register knows has none."""

    unit: UnitName
    """As the last of the files names it."""
    submissions: tuple[Submission, ...]
    known: tuple[KnownUnit, ...] = ()
    """What the register says of it: one after the other where it got another name or code."""
    reused: tuple[UnitName, ...] = ()
    """Units of another name that its code stands for on the other side of that day."""
    notes: tuple[Message, ...] = ()

    @property
    def first(self) -> tuple[int, date]:
        """A key that sorts units by the time of their files."""
        return when(self.submissions[0]).order if self.submissions else (0, date.max)


def when(submission: Submission) -> When:
    """What time a file speaks of."""
    return When(submission.period, submission.as_of)


def identify(submissions: Iterable[Submission], register: Register | None = None) -> tuple[Identity, ...]:
    """The units of files, whatever the order in which they are given."""
    ordered = sorted(submissions, key=lambda one: (when(one).order, one.name))
    if register is None:
        found = [*_by_id(one for one in ordered if one.unit.id is not None)]
        return tuple(_named(found, [one for one in ordered if one.unit.id is None]))
    from wardeval.series.descent import registered

    known, rest = registered(ordered, register)
    plain = identify(rest)
    told = (one._replace(notes=(*one.notes, _NOT_LISTED)) if _after_the_turn(one) else one for one in plain)
    return (*known, *told)


def _after_the_turn(identity: Identity) -> bool:
    """Whether some file is of a time when units had merged."""
    return any(when(one).day >= REORDERED for one in identity.submissions)


_NOT_LISTED = say("the register does not have this unit on the days of its files, so it says nothing of its origin")
_BY_NAME = say("files without an id are taken for this unit by their name")


def _by_id(submissions: Iterable[Submission]) -> Iterator[Identity]:
    """Units by their ids; an id that has another name since it was given anew is another unit."""
    groups: dict[str, list[Submission]] = {}
    for submission in submissions:
        groups.setdefault(submission.unit.id or "", []).append(submission)
    for group in groups.values():
        old, new = _at_the_turn(group)
        if old and new and not _names(old) & _names(new):
            yield _identity(old)._replace(reused=(new[-1].unit,))
            yield _identity(new)._replace(reused=(old[-1].unit,))
        else:
            yield _identity(group)


def _at_the_turn(group: Sequence[Submission]) -> tuple[list[Submission], list[Submission]]:
    """Files from before and after the day on which codes were given anew; a year around it goes by its name."""
    old = [one for one in group if when(one).day < REORDERED]
    names = _names(old)
    old += [one for one in group if _is_around(one) and fold(one.unit.name) in names]
    return old, [one for one in group if one not in old]


def _is_around(submission: Submission) -> bool:
    """Whether the file says no more than the year in which codes were given anew."""
    return submission.as_of is None and submission.period == REORDERED.year


def _names(submissions: Iterable[Submission]) -> set[str]:
    return {fold(one.unit.name) for one in submissions}


def _identity(submissions: Sequence[Submission]) -> Identity:
    return Identity(submissions[-1].unit, tuple(submissions))


def _named(found: Sequence[Identity], nameless: Sequence[Submission]) -> Iterator[Identity]:
    """Units with an id joined by the files of their name that have none, then the units that nothing but names tell."""
    rest: dict[str, list[list[Submission]]] = {}
    for one in nameless:
        _spelled(one, rest.setdefault(fold(one.unit.name), []))
    namesakes: dict[str, list[Identity]] = {}
    for identity in found:
        for name in _names(identity.submissions):
            namesakes.setdefault(name, []).append(identity)
    for identity in found:
        for name in sorted(_names(identity.submissions)):
            alike = [group for group in rest.get(name, ()) if _may_be_one(identity.submissions, group)]
            others = [one for group in alike for one in namesakes[name] if _may_be_one(one.submissions, group)]
            if len(alike) == 1 and len(others) == 1:
                rest[name].remove(alike[0])
                identity = _joined(identity, alike[0])  # noqa: PLW2901 - one name after another joins
        yield identity
    for groups in rest.values():
        if len(groups) == 2 and _may_be_one(*groups):  # noqa: PLR2004 - two spellings of one name
            yield _joined(_identity(groups[0]), groups[1])
        else:
            for group in groups:
                yield _identity(group)._replace(notes=(_BY_NAME,) if len(group) > 1 else ())


def _joined(identity: Identity, group: Sequence[Submission]) -> Identity:
    """A unit with more files, taken for its own by their name."""
    both = sorted((*identity.submissions, *group), key=lambda one: (when(one).order, one.name))
    unit = both[-1].unit._replace(id=both[-1].unit.id or identity.unit.id)
    return identity._replace(unit=unit, submissions=tuple(both), notes=(*identity.notes, _BY_NAME))


def _spelled(submission: Submission, groups: list[list[Submission]]) -> None:
    """Put a file to those whose units are spelled alike and may lie in the same place."""
    for group in groups:
        same = spelling(group[0].unit.name) == spelling(submission.unit.name)
        if same and all(lies_alike(other.unit, submission.unit) for other in group):
            group.append(submission)
            return
    groups.append([submission])


def spelling(name: str) -> str:
    """A name as it is written, but for case and the form of its letters."""
    return " ".join(unicodedata.normalize("NFC", name.casefold()).split())


def lies_alike(one: UnitName, other: UnitName) -> bool:
    """Whether two units may lie in the same place: some place of both is the same, or one says none."""
    places = [{fold(place) for place in unit.within} for unit in (one, other)]
    return not all(places) or bool(places[0] & places[1])


def _may_be_one(some: Sequence[Submission], others: Sequence[Submission]) -> bool:
    """Whether files may be of one unit: in the same place, and never two for one time and set."""
    times = [{(one.set_, when(one)) for one in group} for group in (some, others)]
    return not times[0] & times[1] and all(lies_alike(one.unit, other.unit) for one in some for other in others)
