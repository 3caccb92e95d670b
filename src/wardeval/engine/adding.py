"""The answers of several units to one leaf as one answer, measure by measure; or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from wardeval.model.criterion_set import Indicator
from wardeval.model.values import Events, ExceptedEvents, Grade, NotApplicable, Present, Ratio, Value
from wardeval.problems import Message, say


class Given(NamedTuple):
    """The answer of one unit, by the unit's name."""

    unit: str
    value: Value


class Added(NamedTuple):
    """One answer made of several, and what a reader has to know of it."""

    value: Value
    remark: Message | None = None


APART = {
    "level": say("the levels of several units make no one level"),
    "points": say("judged points of several units are neither added nor averaged"),
    "amount": say("amounts of several units are not put together: what each was measured on differs"),
    "change": say("comparisons of several units with the year before are not put together"),
    "date": say("the days of several units make no one day"),
}
"""Why answers of some measures are never put together."""


def add(node: Indicator, given: Sequence[Given]) -> Added:
    """The answers of units to a leaf whose measure can be added up; at least one answer is given."""
    return _ADD[node.measure or ""](node, given)


def _worst(_node: Indicator, given: Sequence[Given]) -> Added:
    """The worst grade; “basically met” stands between the others."""
    grades = [(unit, value) for unit, value in given if isinstance(value, Grade)]
    worst = min((grade for _, grade in grades), key=_RANK.index)
    if all(grade is worst for _, grade in grades):
        return Added(worst)
    units = listed(unit for unit, grade in grades if grade is worst)
    return Added(
        worst, say("the worst of {n} answers: {grade} in {units}", n=len(grades), grade=worst.value, units=units)
    )


_RANK = (Grade.NOT_MET, Grade.BASICALLY, Grade.MET)


def _count(_node: Indicator, given: Sequence[Given]) -> Added:
    return Added(sum((value for _, value in given if isinstance(value, Fraction)), Fraction(0)))


def _ratio(_node: Indicator, given: Sequence[Given]) -> Added:
    """One share of all: the sum of the parts out of the sum of the wholes, never an average of shares."""
    ratios = [value for _, value in given if isinstance(value, Ratio)]
    parts, wholes = (sum(numbers, Fraction(0)) for numbers in zip(*ratios, strict=True))
    return Added(Ratio(parts, wholes))


def _events(_node: Indicator, given: Sequence[Given]) -> Added:
    """All events, each exception kept with its ground and its needs."""
    events = [value for _, value in given if isinstance(value, Events)]
    excepted = sorted((item for value in events for item in value.excepted), key=_weight)
    return Added(Events(sum(value.number for value in events), tuple(excepted)))


def _weight(item: ExceptedEvents) -> tuple[str, bool, list[str], int]:
    return item.ground, item.holds is None, sorted(item.holds or ()), item.number


def _parts(node: Indicator, given: Sequence[Given]) -> Added:
    """Part by part the worst: there where it is there in every unit, not there where it is missing in any."""
    found = [(unit, value) for unit, value in given if isinstance(value, Present)]
    present = frozenset.intersection(*(value.present for _, value in found))
    absent = frozenset.union(*(value.absent for _, value in found))
    notes = []
    for id_, title in node.parts.items():
        units = [unit for unit, value in found if id_ in value.absent]
        if units and len(units) < len(found):
            notes.append(say("{title}: missing in {units}", title=title, units=listed(units)))
        open_ = [unit for unit, value in found if id_ not in value.present]
        if not units and open_ and len(open_) < len(found):
            notes.append(say("{title}: no answer of {units}", title=title, units=listed(open_)))
    remark = say("only parts that are there in every unit count ({notes})", notes=tuple(notes)) if notes else None
    return Added(Present(present, absent), remark)


_ADD: dict[str, Callable[[Indicator, Sequence[Given]], Added]] = {
    "met": _worst,
    "count": _count,
    "ratio": _ratio,
    "events": _events,
    "parts": _parts,
}


def waived(waivers: Iterable[NotApplicable]) -> NotApplicable:
    """That a node applies to no unit, with all reasons."""
    return NotApplicable("; ".join(dict.fromkeys(waiver.reason for waiver in waivers)))


def listed(units: Iterable[str]) -> str:
    """The names of units in one text."""
    return ", ".join(units)
