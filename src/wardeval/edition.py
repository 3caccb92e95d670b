"""The set in force: which set of a family a period and a unit are judged by, and years that are not judged at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wardeval.exact import Met
from wardeval.library import Library, LoadedSet
from wardeval.model.assessment import Assessment
from wardeval.model.base import fold
from wardeval.model.basis import Suspension
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.unit_types import meant_type, unit_type
from wardeval.problems import InputError, Message, NotComparable, Problem, say
from wardeval.source import Source


def edition(assessment: Assessment, source: Source, library: Library) -> LoadedSet:
    """The one set of a family that is in force for a unit and a period; raises `InputError`."""
    family, span = assessment.set_, source.locate(("set",))
    sets = library.editions(family)
    if not sets:
        return library.load(family, lambda: span, assessment.unit.type)  # says what may have been meant
    fitting = [loaded for loaded in sets if assessment.unit.type in loaded.criteria.units]
    if not fitting:
        units = tuple(say("{id} ({about})", id=one.criteria.id, about=_units(one.criteria)) for one in sets)
        message = say(
            "no set of “{family}” is for “{type}”: {sets}",
            family=family,
            type=unit_type(assessment.unit.type),
            sets=units,
        )
        meant = meant_type(assessment.unit.type)
        hint = None if meant is None else say("write “{word}”", word=meant)
        raise InputError([Problem("no-edition", message, source.locate(("unit", "type")), ("unit", "type"), hint)])
    found = _in_force(fitting, assessment.period)
    sure = len(found) == 1 and in_force(found[0].criteria, assessment.period) is Met.YES
    if sure or len(fitting) == 1 == len(found):
        return found[0]
    if found:
        found = found if len(found) > 1 else fitting  # years that are not known are no reason to pick a set
        message = say(
            "more than one set of “{family}” may be in force for {year}: {sets}",
            family=family,
            year=str(assessment.period),
            sets=_listed(found),
        )
        hint = say("choose one: {choices}", choices=tuple(f"set: {loaded.criteria.id}" for loaded in found))
        raise InputError([Problem("several-editions", message, span, ("set",), hint)])
    message = say(
        "no set of “{family}” is in force for {year}: {sets}",
        family=family,
        year=str(assessment.period),
        sets=_listed(fitting),
    )
    hint = say("to judge by one of them all the same, write its id")
    raise InputError([Problem("no-edition", message, span, ("set",), hint)])


def in_force(criteria: CriterionSet, period: int) -> Met:
    """Whether a period is judged by a set; undecided where the set's years are not known."""
    applies = criteria.applies
    if applies is None or (applies.from_ is None and applies.to is None):
        return Met.UNDECIDED
    return Met.of((applies.from_ or period) <= period <= (applies.to or period))


def years(criteria: CriterionSet) -> Message:
    """The years that are judged by a set, in words."""
    applies = criteria.applies
    return years_text(applies.from_, applies.to) if applies is not None else years_text(None, None)


def years_text(first: int | None, last: int | None) -> Message:
    """A range of years in words; an end that is not given is not known."""
    match (first, last):
        case (None, None):
            return say("years not known")
        case (_, None):
            return say("from {year}", year=str(first))
        case (None, _):
            return say("to {year}", year=str(last))
    if first == last:
        return say("only {year}", year=str(first))
    return say("{first} to {last}", first=str(first), last=str(last))


def refuse_suspended(criteria: CriterionSet, assessment: Assessment, source: Source) -> None:
    """Raise `NotComparable` where the period is a year in which the set was not applied to the unit."""
    for suspension in _suspended(criteria, assessment.period):
        if suspension.within is None or _lies_in(suspension.within, assessment.unit.within):
            told: list[object] = [_source(criteria, suspension), *([suspension.note] if suspension.note else [])]
            message = say(
                "{year} is not judged by “{set}”: it is suspended, {place} ({told})",
                year=str(assessment.period),
                set=criteria.id,
                place=suspension.within or say("everywhere"),
                told=tuple(told),
            )
            hint = say("a suspended year has no result; keep the file, or choose another period or another set")
            raise NotComparable([Problem("suspended-year", message, source.locate(("period",)), ("period",), hint)])


def period_notes(
    criteria: CriterionSet, assessment: Assessment, library: Library | None, *, by_family: bool = False
) -> Iterator[Message]:
    """What a reader of a result has to know of the set's years, and of the set that was chosen for them."""
    period = str(assessment.period)
    if by_family:
        yield _chosen(criteria, assessment.period)
    if in_force(criteria, assessment.period) is Met.NO:
        instead = _instead(criteria, assessment, library)
        told = say("the set is for the years {years}, not for {year}", years=years(criteria), year=period)
        yield say("{told}; “{id}” is in force then", told=told, id=instead) if instead else told
    for suspension in _suspended(criteria, assessment.period):
        if not any(map(_names_province, assessment.unit.within)):
            yield say(
                "{year} is suspended in {place}; the file does not say whether the unit lies there",
                year=period,
                place=suspension.within,
            )


def _chosen(criteria: CriterionSet, period: int) -> Message:
    """Why a set of a family was taken: its years, or that there is no other for such a unit."""
    says = {"family": criteria.family, "id": criteria.id, "year": str(period)}
    if in_force(criteria, period) is Met.YES:
        return say("of “{family}”, “{id}” is in force for {year}", **says)
    return say(
        "of “{family}”, “{id}” is the only set for such a unit; whether it is in force for {year} is not known", **says
    )


def _in_force(sets: Sequence[LoadedSet], period: int) -> list[LoadedSet]:
    """The sets that are, or may be, in force."""
    return [loaded for loaded in sets if in_force(loaded.criteria, period) is not Met.NO]


def _instead(criteria: CriterionSet, assessment: Assessment, library: Library | None) -> str | None:
    """The one set of the family that is surely in force, where it can be found."""
    if library is None or criteria.family is None:
        return None
    try:
        sets = library.editions(criteria.family)
    except InputError:  # a set that cannot be used is no mistake of this file
        return None
    fitting = [loaded for loaded in sets if assessment.unit.type in loaded.criteria.units]
    found = _in_force(fitting, assessment.period)
    sure = [loaded for loaded in found if in_force(loaded.criteria, assessment.period) is Met.YES]
    return sure[0].criteria.id if len(found) == len(sure) == 1 else None


def _suspended(criteria: CriterionSet, period: int) -> list[Suspension]:
    suspended = criteria.applies.suspended if criteria.applies is not None else ()
    return [suspension for suspension in suspended if suspension.year == period]


_KINDS = {"tỉnh": "tinh", "tinh": "tinh", "t": "tinh", "thành phố": "tp", "thanh pho": "tp", "tp": "tp"}
_CITIES = {"hanoi", "hochiminh", "haiphong", "danang", "cantho", "hue"}
"""Cities that are no part of a province, but on its level."""


class _Place(NamedTuple):
    """A place by its bare name, and what kind it is said to be."""

    name: str
    kind: str | None


def _lies_in(place: str, within: Sequence[str]) -> bool:
    """Whether a place is among those that a unit lies in; tones and case do not matter, nor a word left out."""
    wanted = _place(place)
    found = [_place(part) for part in _parts(within)]
    return any(each.name == wanted.name and None in (each.kind, wanted.kind) for each in found) or wanted in found


def _names_province(within: str) -> bool:
    """Whether a place is surely a province, or a city on its level; not a district, nor a name of either."""
    return any(place.kind == "tinh" or place.name in _CITIES for place in map(_place, _parts([within])))


def _parts(within: Iterable[str]) -> Iterator[str]:
    """The places one by one, also where several are written in one text."""
    for text in within:
        yield from re.split("[,;/]", unicodedata.normalize("NFKC", text))


def _place(text: str) -> _Place:
    """A place without tones, case, marks and characters that cannot be seen."""
    seen = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    words = re.findall(r"\w+", seen.casefold().replace("tỉnh", "tỉnh "))
    for count in (2, 1):
        kind = _KINDS.get(" ".join(words[:count]))
        if kind is not None and len(words) > count:
            return _Place(fold("".join(words[count:])), kind)
    return _Place(fold("".join(words)), None)


def _source(criteria: CriterionSet, suspension: Suspension) -> object:
    """Where a suspension is known from: the title of the source that it names."""
    reference = criteria.sources.get(suspension.source.split(maxsplit=1)[0])
    return say("{id}: {title}", id=suspension.source, title=reference.title) if reference else suspension.source


def _listed(sets: Sequence[LoadedSet]) -> tuple[Message, ...]:
    return tuple(say("{id} ({about})", id=one.criteria.id, about=years(one.criteria)) for one in sets)


def _units(criteria: CriterionSet) -> tuple[object, ...]:
    return tuple(unit_type(unit) for unit in criteria.units)
