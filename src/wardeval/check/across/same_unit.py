"""Rules about files of one unit: handed in twice, or under an id or a name that is that of another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import islice

from wardeval.check.across.registered import is_of_another
from wardeval.check.pool import Pool
from wardeval.check.rule import Family, Finding, across
from wardeval.check.traits import Traits
from wardeval.check.whose import MOST_NAMED, WARDS, Others, places, same_era
from wardeval.problems import Severity, say
from wardeval.sides.identity import REORDERED
from wardeval.units.naming import bare, spelled


@across(Family.ACROSS, 4, Severity.ERROR)
def duplicate_submission(pool: Pool) -> Iterator[Finding]:
    """Several files are of one unit, one set, one period and one day.

    Why: Which of them counts is not for a program to say. A result that takes one of them, or both, is wrong for the
    unit and for everything that is added up.

    Mend: Keep one file. Where both are meant, one from during the year and one from its end, write its day into each
    (as-of). Where they are of two units, write the id of its unit into each.

    Fails:

        # file: ban-1.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        # file: ban-2.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024

    Passes:

        # file: giua-nam.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        as-of: 30/06/2024
        # file: cuoi-nam.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
    """
    if not pool.has_several:
        return
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for name, each in pool.traits.items():
        groups[pool.units.number[name], each.set_, each.period, each.as_of].append(name)
    for group in groups.values():
        # NOTE: one id under two names is told of by unit-id-name-conflict
        if len(group) > 1 and len({bare(pool.traits[name].unit.name) for name in group}) == 1:
            yield from (_again(name, group) for name in group)


def _again(name: str, group: Sequence[str]) -> Finding:
    first = tuple(islice((each for each in group if each != name), MOST_NAMED))
    message = say("the same unit, set and period as in {files}", files=Others(first, len(group) - 1).told)
    hint = say("keep one of them, or write into each the id of its unit, or the day that it is of (as-of)")
    return Finding(name, ("unit",), message, hint, at_key=True)


@across(Family.ACROSS, 7, Severity.WARNING)
def unit_id_name_conflict(pool: Pool) -> Iterator[Finding]:
    """One id goes with two names within a period, or one name in one place with two ids.

    Why: A file finds its unit by the id. With a wrong one a result is put down to somebody else, and the unit itself
    seems to have handed in nothing. What units.yaml knows as two units is passed over, and so is what it settles: the
    rule unit-not-registered then reports the file that is wrong. In 2025, when codes were given anew, an id may mean
    two units one after the other, so files that name no day (as-of) are passed over then.

    Mend: Compare both files with the list of units, and correct the one that is wrong.

    Fails:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        # file: phuong-khac.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Khác, type: phuong}
        period: 2024

    Passes:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        # file: phuong-khac.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-02, name: Phường Khác, type: phuong}
        period: 2024
    """
    if not pool.has_several:
        return
    names: _Forms = defaultdict(dict)
    ids: _Forms = defaultdict(dict)
    for file, each in pool.traits.items():
        if each.unit.id is not None and each.unit.type in WARDS:
            names[each.period, each.unit.id].setdefault(bare(each.unit.name), file)
            if (place := _place(each)) is not None:
                ids[place].setdefault(each.unit.id, file)
    several = [{key: forms for key, forms in each.items() if len(forms) > 1} for each in (names, ids)]
    for file, each in pool.traits.items() if any(several) else ():
        if each.unit.id is not None and each.unit.type in WARDS:
            yield from islice(_conflicts(pool, file, *several), 1)


_MOST_LOOKED_AT = 50
"""Forms among which a contradiction is looked for."""
_Forms = dict[Hashable, dict[str, str]]
"""By what should go with one form: the forms that it goes with, each with the first file of it."""


def _place(each: Traits) -> Hashable:
    """What no two wards have in common; none where there may be two of that name, in two districts for example."""
    unit = each.unit
    if len(unit.within) < (1 if each.period > REORDERED.year else 2):
        return None
    return each.period, bare(unit.name), unit.type, places(unit)


def _conflicts(pool: Pool, file: str, names: _Forms, ids: _Forms) -> Iterator[Finding]:
    each = pool.traits[file]
    hint = say("compare both files with the list of units, and correct the one that is wrong")
    for other in islice(names.get((each.period, each.unit.id), {}).values(), _MOST_LOOKED_AT):
        theirs = pool.traits[other].unit
        if bare(theirs.name) != bare(each.unit.name) and _contradict(pool, file, other):
            message = say(
                "the id {id} is also that of {name}, in {file}", id=each.unit.id, name=theirs.name, file=other
            )
            yield Finding(file, ("unit", "id"), message, hint)
    for other in islice(ids.get(_place(each), {}).values(), _MOST_LOOKED_AT):
        theirs = pool.traits[other].unit
        is_same = spelled(theirs.name) == spelled(each.unit.name)
        if theirs.id != each.unit.id and is_same and _contradict(pool, file, other):
            message = say("{name} has the id {id} in {file}", name=theirs.name, id=theirs.id, file=other)
            yield Finding(file, ("unit", "id"), message, hint)


def _contradict(pool: Pool, one: str, other: str) -> bool:
    """Whether both files cannot be right about their units."""
    mine, theirs = pool.traits[one], pool.traits[other]
    if pool.register is not None:
        known = pool.units.found(one).unit, pool.units.found(other).unit
        if None not in known and known[0] != known[1]:
            return False
        if any(is_of_another(pool, each) for each in (one, other)):
            return False  # unit-not-registered tells which of them is wrong
    return mine.period != REORDERED.year or same_era(mine, theirs)
