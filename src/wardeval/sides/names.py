"""Files of one unit found by its name, where that is the name of no other unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from wardeval.problems import Message, say
from wardeval.sides.identity import Group
from wardeval.units.naming import spelled, untoned

Form = Callable[[str], str]


def by_name(groups: Sequence[Group]) -> list[Group]:
    """Groups joined whose name is theirs alone; first as it is written, then without tone marks.

    A file that stands in two places is of one unit, whatever others are called.
    """
    found = _by_file(groups)
    everywhere = {place for group in found for place in group.places}
    if all(group.places == everywhere for group in found):
        return found
    for form in (spelled, untoned):
        found = _joined(found, form)
    _note_namesakes(found)
    return found


def paired_by_name(group: Group) -> Message:
    """That nothing but a name says that files are of one unit."""
    if len(group.ids) > 1:
        return say("paired by name, since the ids differ ({ids})", ids=tuple(sorted(map(str, group.ids))))
    return say("paired by name, since not both files give an id")


def _by_file(groups: Sequence[Group]) -> list[Group]:
    """Groups joined that hold the same file of the same unit."""
    of: dict[object, int] = {}
    found: dict[int, Group] = {}
    for number, group in enumerate(groups):
        keys = [] if group.ids else [(file.name, file.unit) for file in group.files]
        same = next((of[key] for key in keys if key in of), None)
        if same is None:
            same = number
            found[same] = group
        else:
            found[same] = Group([*found[same].placed, *group.placed])
        of.update((key, same) for key in keys)
    return list(found.values())


def _joined(groups: Sequence[Group], form: Form) -> list[Group]:
    """Each group once, with those that share its name if no others do, in the place of the first."""
    found: list[Group] = []
    gone: set[int] = set()
    circles = _circles(groups, form)
    for group in groups:
        circle = circles.get(id(group), [group])
        if id(group) in gone:
            continue
        if len(circle) > 1 and _is_one(circle):
            gone.update(map(id, circle))
            placed = [each for one in circle for each in one.placed]
            found.append(Group(placed, (note for one in circle for note in one.notes), by_name=True))
        else:
            found.append(group)
    return found


def _is_one(circle: Sequence[Group]) -> bool:
    """Whether all groups of a name may be one unit, each with each."""
    return all(
        one.lies_like(other) and one.may_join(other) for at, one in enumerate(circle) for other in circle[at + 1 :]
    )


def _circles(groups: Iterable[Group], form: Form) -> dict[int, list[Group]]:
    """For every group that has namesakes of its type and place, all of them, and theirs."""
    circles: dict[int, list[Group]] = {}
    for namesakes in _named(groups, form).values():
        for at, one in enumerate(namesakes):
            for other in namesakes[at + 1 :]:
                mine, theirs = circles.get(id(one), [one]), circles.get(id(other), [other])
                if mine is not theirs and one.lies_like(other):
                    both = [*mine, *theirs]
                    circles.update((id(each), both) for each in both)
    return circles


def _named(groups: Iterable[Group], form: Form) -> dict[str, list[Group]]:
    named: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for name in {form(name) for name in group.names}:
            named[name].append(group)
    return named


def _note_namesakes(groups: Sequence[Group]) -> None:
    """Say of files why those of the same name elsewhere were not taken for files of their unit."""
    named = {name: alike for name, alike in _named(groups, untoned).items() if len(alike) > 1}
    for group in groups if named else ():
        names = sorted({untoned(name) for name in group.names})
        others = {id(each): each for name in names for each in named.get(name, ()) if each is not group}
        group.notes.extend(_why_not(group, [each for each in others.values() if group.is_there(each)], named))


def _why_not(group: Group, others: Sequence[Group], named: dict[str, list[Group]]) -> Iterator[Message]:
    alike = [each for each in others if group.lies_like(each)]
    apart = [each for each in others if not each.places & group.places and not (each.ids and group.ids)]
    if alike and group.ids and all(each.ids for each in alike):
        if near := [each for each in alike if not each.places & group.places]:
            yield say(
                "not paired by name, since the ids differ: {files}; write the same id into each file if they are"
                " one unit",
                files=_files((group, *near)),
            )
    elif alike:
        every = {untoned(name) for one in (group, *alike) for name in one.names}
        yield say(
            "not paired by name, since the name is not of one unit alone: {files}; write the id into each file",
            files=_files((group, *alike, *(each for name in every for each in named.get(name, ())))),
        )
    elif apart:
        yield say(
            "not paired by name, since type or place differ: {files}; write the same id into each file if they"
            " are one unit",
            files=_files((group, *apart)),
        )


def _files(groups: Iterable[Group]) -> tuple[str, ...]:
    return tuple(sorted({file.name for group in groups for file in group.files}))
