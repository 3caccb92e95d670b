"""Which files are of one unit where no register says it: by id and day, then by name. One rule for every command."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from wardeval.model.base import fold
from wardeval.problems import Message, say
from wardeval.sides.submission import Submission
from wardeval.units.lineage import KnownUnit
from wardeval.units.naming import bare, spelled

REORDERED = date(2025, 7, 1)
"""The day on which units merged and codes were given anew: from then on an id may mean another unit."""

Placed = tuple[Submission, int]
"""A file, and the side that it is on, or the year that it is of."""


@dataclass(eq=False)
class OneUnit:
    """The files of one unit on both sides, as far as they are known to be of one."""

    before: list[Submission] = field(default_factory=list)
    after: list[Submission] = field(default_factory=list)
    known: KnownUnit | None = None
    """The unit of the register."""
    notes: list[Message] = field(default_factory=list)

    @property
    def files(self) -> list[Submission]:
        """The files of both sides."""
        return self.before + self.after

    @property
    def is_one_sided(self) -> bool:
        """Whether no file of the unit is on one of the sides."""
        return not self.before or not self.after


class Group:
    """Files of one unit, as far as they are known to be of one."""

    def __init__(self, placed: Sequence[Placed], notes: Iterable[Message] = (), *, by_name: bool = False) -> None:
        """Keep the files, in their order; `by_name` says that nothing but a name put some of them together."""
        self.placed, self.notes, self.by_name = list(placed), list(notes), by_name
        self.places = {place for _, place in self.placed}
        units = {file.unit for file, _ in self.placed}
        self.names = {unit.name for unit in units}
        self.ids = {unit.id for unit in units} - {None}
        self.kinds = {(unit.type, frozenset(map(bare, unit.within))) for unit in units}

    @property
    def files(self) -> list[Submission]:
        """The files wherever they stand."""
        return [file for file, _ in self.placed]

    def is_there(self, other: Group) -> bool:
        """Whether the other has files where this one has none."""
        return bool(other.places - self.places)

    def lies_like(self, other: Group) -> bool:
        """Whether type and place do not contradict each other."""
        return all(
            (not kinds[0] or not theirs[0] or kinds[0] == theirs[0]) and lie_alike(kinds[1], theirs[1])
            for kinds in self.kinds
            for theirs in other.kinds
        )

    def may_join(self, other: Group) -> bool:
        """Whether a name that both have is enough: ids that differ ask for the same spelling, and for places."""
        if self.places & other.places:
            return False
        if not self.ids or not other.ids:
            return True
        same = {spelled(name) for name in self.names} & {spelled(name) for name in other.names}
        return bool(same) and all(within for _, within in (*self.kinds, *other.kinds))


def lie_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether what is said of where two units lie may be true of one unit; nothing said may be anywhere."""
    return one <= other or other <= one


def era(file: Submission) -> bool | None:
    """Whether a file stands for a time since codes were given anew; none where that year is all it says."""
    if file.as_of is not None:
        return file.as_of >= REORDERED
    return None if file.period == REORDERED.year else file.period > REORDERED.year


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """A name without case, tones and the placement of either."""
    return " ".join(fold(name).split())


def by_id(files: Iterable[Placed]) -> list[Group]:
    """Files together by their ids; those of different names only if their ids were given on the same terms.

    Those without an id are together in one place where name and type are the same and no place contradicts another.
    """
    groups: dict[Hashable, list[Placed]] = defaultdict(list)
    for file, place in files:
        unit = file.unit
        key: Hashable = unit.id if unit.id is not None else (place, spelled(unit.name), unit.type)
        groups[key].append((file, place))
    return [
        Group(part)
        for group in groups.values()
        for part in (_by_place(group) if group[0][0].unit.id is None else _by_day(group))
    ]


def _by_place(group: list[Placed]) -> list[list[Placed]]:
    """The files of one name, together unless some of them lie elsewhere."""
    parts: dict[frozenset[str], list[Placed]] = defaultdict(list)
    for each in group:
        parts[frozenset(map(bare, each[0].unit.within))].append(each)
    return [group] if all(lie_alike(one, other) for one in parts for other in parts) else list(parts.values())


def _by_day(group: list[Placed]) -> list[list[Placed]]:
    """The files of one id by the units it may mean: one before codes were given anew, and one since."""
    first = group[0][0]
    if all(file.unit.name == first.unit.name for file, _ in group):
        return [group]
    parts: list[tuple[set[Hashable], list[Placed]]] = []
    for each in group:
        unit = each[0].unit
        named: set[Hashable] = {folded(unit.name)} if unit.name != unit.id else set()
        signs = named | ({era(each[0])} - {None})
        same = [part for part in parts if part[0] & signs]
        for part in same:
            parts.remove(part)
        parts.append((signs.union(*(part[0] for part in same)), [*(one for part in same for one in part[1]), each]))
    return [part for _, part in parts]


def note_other_units(groups: Iterable[Group]) -> None:
    """Say of files whose id means another unit elsewhere that this is why they stand alone."""
    called: dict[str | None, list[Group]] = defaultdict(list)
    for each in groups:
        for id_ in each.ids:
            called[id_].append(each)
    for id_, alike in called.items():
        names = tuple(sorted({name for each in alike for name in each.names})) if len(alike) > 1 else ()
        for each in alike:
            if any(each.is_there(other) for other in alike):
                each.notes.append(_not_the_same(id_ or "", names))


def _not_the_same(id_: str, names: tuple[str, ...]) -> Message:
    return say(
        "the id {id} goes with several names ({names}), and codes were given anew on {day}, so it is not known whether"
        " they are one unit; write units.yaml (“wardeval units build”) to say what became of each",
        id=id_,
        names=names,
        day=REORDERED,
    )


def notes_on(before: Submission, after: Submission) -> Iterator[Message]:
    """What a reader has to know of two files that were taken for those of one unit, without a register."""
    if before.unit.id is not None and before.unit.id == after.unit.id and before.unit.name != after.unit.name:
        names = tuple(sorted((before.unit.name, after.unit.name)))
        if len(set(map(folded, names))) > 1 and before.unit.id not in names:
            yield say("the id {id} goes with two names: {names}", id=before.unit.id, names=names)
    if era(before) != era(after):
        yield say(
            "whether the territory is the same since {day} is not known without units.yaml (“wardeval units build”)",
            day=REORDERED,
        )
