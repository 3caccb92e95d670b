"""Which files of two sides are of one unit: by the register, else by id, day and name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from unicodedata import normalize

from wardeval.engine.change import UnitName
from wardeval.model.base import fold
from wardeval.problems import Message, say
from wardeval.sides.submission import Submission
from wardeval.units.lineage import KnownUnit

REORDERED = date(2025, 7, 1)
"""The day on which units merged and codes were given anew: from then on an id may mean another unit."""


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


def era(file: Submission) -> bool | None:
    """Whether a file stands for a time since codes were given anew; none where that year is all it says."""
    if file.as_of is not None:
        return file.as_of >= REORDERED
    return None if file.period == REORDERED.year else file.period > REORDERED.year


def folded(name: str) -> str:
    """A name without case, tones and the placement of either."""
    return " ".join(fold(name).split())


def spelled(name: str) -> str:
    """A name as it is written, whatever the form of its letters."""
    return " ".join(normalize("NFC", name).casefold().split())


def by_id(before: Iterable[Submission], after: Iterable[Submission]) -> list[OneUnit]:
    """Files together by their ids; those of different names only if their ids were given on the same terms.

    Those without an id are together on one side where name, type and place are the same; no two sides are.
    """
    groups: dict[Hashable, list[tuple[Submission, int]]] = defaultdict(list)
    for side, files in enumerate((before, after)):
        for file in files:
            groups[_key(file, side)].append((file, side))
    found = []
    for group in groups.values():
        for part in _divided(group) if group[0][0].unit.id is not None else [group]:
            found.append(OneUnit([file for file, side in part if not side], [file for file, side in part if side]))
    return found


def _key(file: Submission, side: int) -> Hashable:
    unit = file.unit
    if unit.id is not None:
        return unit.id
    return side, spelled(unit.name), unit.type, frozenset(map(folded, unit.within))


def _divided(group: Sequence[tuple[Submission, int]]) -> list[list[tuple[Submission, int]]]:
    """The files of one id by the units it may mean: one before codes were given anew, and one since."""
    first = group[0][0]
    if all(file.unit.name == first.unit.name for file, _ in group):
        return [list(group)]
    parts: list[tuple[set[Hashable], list[tuple[Submission, int]]]] = []
    for each in group:
        signs: set[Hashable] = {folded(each[0].unit.name)} | ({era(each[0])} - {None})
        same = [part for part in parts if part[0] & signs]
        for part in same:
            parts.remove(part)
        parts.append((signs.union(*(part[0] for part in same)), [*(one for part in same for one in part[1]), each]))
    return [part for _, part in parts]


def note_other_units(units: Iterable[OneUnit]) -> None:
    """Say of files on one side whose id means another unit on the other that this is why they stand alone."""
    groups: dict[str, list[OneUnit]] = defaultdict(list)
    for unit in units:
        for id_ in {file.unit.id for file in unit.files} - {None}:
            groups[id_ or ""].append(unit)
    for id_, group in groups.items():
        if len(group) > 1:
            names = tuple(sorted({file.unit.name for unit in group for file in unit.files}))
            for unit in group:
                if unit.is_one_sided and any(_opposite(unit, other) for other in group):
                    unit.notes.append(_not_the_same(id_, names))


def _opposite(one: OneUnit, other: OneUnit) -> bool:
    return bool(other.after if one.before else other.before)


def _not_the_same(id_: str, names: tuple[str, ...]) -> Message:
    return say(
        "the id {id} goes with several names ({names}), and codes were given anew on {day}, so it is not known whether"
        " they are one unit; write units.yaml (“wardeval units build”) to say what became of each",
        id=id_,
        names=names,
        day=REORDERED,
    )


def by_name(units: list[OneUnit]) -> list[OneUnit]:
    """Units of one side together with those of the other whose name is theirs alone; as it is written, then folded.

    A file that is on both sides is of one unit, whatever others are called.
    """
    units = _by_file(units)
    for form in (spelled, folded):
        if any(unit.is_one_sided for unit in units):
            units = _by_name(units, form)
    if any(unit.is_one_sided for unit in units):
        _note_namesakes(units)
    return units


def _by_file(units: Sequence[OneUnit]) -> list[OneUnit]:
    there = {(file.name, file.unit): unit for unit in units if not unit.before for file in unit.after}
    gone: set[int] = set()
    for one in units if there else ():
        same = [there[file.name, file.unit] for file in one.before if (file.name, file.unit) in there]
        if same and not one.after:
            one.after = same[0].after
            gone.add(id(same[0]))
    return [unit for unit in units if id(unit) not in gone]


def _by_name(units: list[OneUnit], form: Callable[[str], str]) -> list[OneUnit]:
    named = _named(units, form)
    gone: set[int] = set()
    for one in units:
        if one.after or not (other := _only(one, named, form)) or other.before or _only(other, named, form) is not one:
            continue
        one.notes.extend((*other.notes, _paired_by_name(one, other)))
        one.after = other.after
        gone.add(id(other))
    return [unit for unit in units if id(unit) not in gone]


def _named(units: Iterable[OneUnit], form: Callable[[str], str]) -> dict[str, list[OneUnit]]:
    named: dict[str, list[OneUnit]] = defaultdict(list)
    for unit in units:
        for name in {form(file.unit.name) for file in unit.files}:
            named[name].append(unit)
    return named


def _only(one: OneUnit, named: dict[str, list[OneUnit]], form: Callable[[str], str]) -> OneUnit | None:
    """The one unit of the other side that has the name of this one."""
    found = [other for other in _namesakes(one, named, form) if _may_be_one(one, other)]
    return found[0] if len(found) == 1 else None


def _namesakes(one: OneUnit, named: dict[str, list[OneUnit]], form: Callable[[str], str]) -> list[OneUnit]:
    """The units with files on the other side that share a name with this one."""
    names = {form(file.unit.name) for file in one.files}
    found = {id(other): other for name in names for other in named[name] if other is not one and _opposite(one, other)}
    return list(found.values())


def _may_be_one(one: OneUnit, other: OneUnit) -> bool:
    return all(
        mine.unit.type == theirs.unit.type and _lie_alike(mine.unit, theirs.unit)
        for mine in one.files
        for theirs in other.files
    )


def _lie_alike(one: UnitName, other: UnitName) -> bool:
    """Whether what two files say of where their units lie may be true of one unit."""
    places = [{place(each) for each in unit.within} for unit in (one, other)]
    return places[0] <= places[1] or places[1] <= places[0]


def place(name: str) -> str:
    """The name of a district or province, whether or not it says that it is one."""
    from wardeval.units.naming import bare

    return bare(name)


def _paired_by_name(one: OneUnit, other: OneUnit) -> Message:
    ids = tuple(sorted({file.unit.id for file in (*one.files, *other.files)} - {None}, key=str))
    if len(ids) > 1:
        return say("paired by name, since the ids differ ({ids})", ids=ids)
    return say("paired by name, since not both files give an id")


def _note_namesakes(units: Sequence[OneUnit]) -> None:
    """Say of what is left on one side why a name of the other did not count."""
    named = _named(units, folded)
    for one in units:
        others = _namesakes(one, named, folded) if one.is_one_sided else []
        if alike := [other for other in others if _may_be_one(one, other)]:
            names = {folded(file.unit.name) for unit in (one, *alike) for file in unit.files}
            files = {file.name for name in names for unit in named[name] for file in unit.files}
            one.notes.append(
                say(
                    "not paired by name, since the name is not of one unit alone: {files}; write the id into each file",
                    files=tuple(sorted(files)),
                )
            )
        elif apart := [other for other in others if other.is_one_sided and _lacks_id(one, other)]:
            files = {file.name for unit in (one, *apart) for file in unit.files}
            one.notes.append(
                say(
                    "not paired by name, since type or place differ: {files}; write the same id into each file if they"
                    " are one unit",
                    files=tuple(sorted(files)),
                )
            )


def _lacks_id(*units: OneUnit) -> bool:
    return any(file.unit.id is None for unit in units for file in unit.files)


def notes_on(before: Submission, after: Submission) -> Iterator[Message]:
    """What a reader has to know of two files that were taken for those of one unit, without a register."""
    if before.unit.id is not None and before.unit.id == after.unit.id and before.unit.name != after.unit.name:
        names = tuple(sorted((before.unit.name, after.unit.name)))
        if len(set(map(folded, names))) > 1:
            yield say("the id {id} goes with two names: {names}", id=before.unit.id, names=names)
    if era(before) != era(after):
        yield say(
            "whether the territory is the same since {day} is not known without units.yaml (“wardeval units build”)",
            day=REORDERED,
        )
