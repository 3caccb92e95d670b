"""Whose file is it? Files of one unit found by id, day and name, with the units that it came from and went into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from wardeval.engine.change import UnitName
from wardeval.problems import Message, say
from wardeval.series.line import When
from wardeval.sides.duplicates import duplicates
from wardeval.sides.identity import REORDERED, Group, by_id
from wardeval.sides.names import by_name
from wardeval.sides.submission import Submission
from wardeval.units.lineage import KnownUnit
from wardeval.units.naming import spelled

if TYPE_CHECKING:
    from wardeval.units.register import Register

__all__ = ["REORDERED", "Identity", "identify", "spelling", "when"]

spelling = spelled


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
    """The units of files, whatever the order in which they are given; found as `wardeval diff` finds them.

    Files that say the same of themselves hold that as their problem: none of them counts.
    """
    ordered = sorted(submissions, key=lambda one: (when(one).order, one.name))
    if register is None:
        return tuple(map(_each_once, _plain(ordered)))
    from wardeval.series.descent import registered

    known, rest = registered(ordered, register)
    told = (one._replace(notes=(*one.notes, _NOT_LISTED)) if _after_the_turn(one) else one for one in _plain(rest))
    return tuple(map(_each_once, (*known, *told)))


def _each_once(identity: Identity) -> Identity:
    """The unit, with what is wrong with those of its files that say the same of themselves."""
    again = {file.name: file for group in duplicates(identity.submissions) for file in group}
    return identity._replace(submissions=tuple(again.get(file.name, file) for file in identity.submissions))


def _after_the_turn(identity: Identity) -> bool:
    """Whether some file is of a time when units had merged."""
    return any(when(one).day >= REORDERED for one in identity.submissions)


_NOT_LISTED = say("the register does not have this unit on the days of its files, so it says nothing of its origin")
_BY_NAME = say("files without an id are taken for this unit by their name")


def _plain(ordered: Sequence[Submission]) -> Iterator[Identity]:
    """The units of files that no register knows, those with an id first."""
    groups = by_name(by_id((file, file.period) for file in ordered))
    sharing: dict[str | None, list[Group]] = defaultdict(list)
    for group in groups:
        for id_ in group.ids:
            sharing[id_].append(group)
    for group in sorted(groups, key=lambda group: not group.ids):
        files = tuple(sorted(group.files, key=lambda one: (when(one).order, one.name)))
        others = [other for id_ in group.ids for other in sharing[id_] if _is_old(other) is not _is_old(group)]
        ids = [file.unit.id for file in files if file.unit.id is not None]
        yield Identity(
            files[-1].unit._replace(id=ids[-1] if ids else None),
            files,
            reused=tuple(_last(other).unit for other in others),
            notes=(*group.notes, *_by_name(group)),
        )


def _is_old(group: Group) -> bool:
    """Whether the files are those from before codes were given anew."""
    return min(when(file).day for file in group.files) < REORDERED


def _last(group: Group) -> Submission:
    return max(group.files, key=lambda one: (when(one).order, one.name))


def _by_name(group: Group) -> Iterator[Message]:
    """That nothing but a name says that files are of one unit."""
    if len(group.ids) > 1:
        ids = tuple(sorted(map(str, group.ids)))
        yield say("files with several ids ({ids}) are taken for this unit by their name", ids=ids)
    elif any(file.unit.id is None for file in group.files) and len(group.files) > 1:
        yield _BY_NAME
