"""Whether a value meets a requirement, in three values, with the sentence that says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from wardeval.engine.context import Context
from wardeval.exact import Interval, Met, every, less
from wardeval.language import Apart, Share
from wardeval.model.criterion_set import Indicator
from wardeval.model.replies import Change, Events, Grade, Level, On, Present, Ratio, Value
from wardeval.model.rules import Parameter, Requirement
from wardeval.problems import Message, say, say_n


class Judgement(NamedTuple):
    """Met or not, why, and what would close the gap where there is one."""

    met: Met
    why: Message
    closes: Message | None = None
    known: bool = True


NOT_PUBLIC = say("what is required is not public")


def requirement_of(node: Indicator) -> Requirement | None:
    """The requirement of a leaf; one that asks for met or not met is met when it is met."""
    if node.met is None and node.measure == "met":
        return _MET
    return node.met


_MET = Requirement.made(word="met")


def judge(node: Indicator, requirement: Requirement, value: Value, context: Context) -> Judgement:
    """Whether `value`, which fits the node's measure, meets the requirement."""
    if requirement.word == "unknown":
        return Judgement(Met.UNDECIDED, NOT_PUBLIC, known=False)
    match value:
        case Grade():
            return _grade(requirement, value)
        case Events():
            return _events(requirement, value, context)
        case Ratio():
            return _ratio(requirement, value, context)
        case Change():
            return _change(requirement, value, context)
        case On():
            return _day(node, requirement, value, context)
        case Level():
            return _level(node, requirement, value, context)
        case Present():
            return _parts(node, requirement, value, context)
        case Fraction():
            return _amount(node, requirement, value, context)
    raise TypeError(f"no requirement for {value!r}")


class Side(NamedTuple):
    """One end of a threshold: its direction, and whether equality is enough."""

    key: str
    lower: bool
    closed: bool


SIDES = (
    Side("at_least", lower=True, closed=True),
    Side("more_than", lower=True, closed=False),
    Side("at_most", lower=False, closed=True),
    Side("less_than", lower=False, closed=False),
)
_NEEDS: dict[str, Callable[[object], Message]] = {
    "at_least": lambda bound: say("at least {bound}", bound=bound),
    "more_than": lambda bound: say("more than {bound}", bound=bound),
    "at_most": lambda bound: say("at most {bound}", bound=bound),
    "less_than": lambda bound: say("less than {bound}", bound=bound),
}


def sides(requirement: Requirement) -> list[tuple[Side, Parameter]]:
    """The thresholds that a requirement states."""
    return [(side, bound) for side in SIDES if (bound := getattr(requirement, side.key)) is not None]


def compare(value: Interval, side: Side, bound: Fraction, *, open_boundary: bool = False) -> Met:
    """Whether every value of an interval lies on the right side of a bound, or none does.

    With `open_boundary` the text leaves equality open, so a value exactly at the bound stays undecided.
    """
    worst, best = (value.least, value.most) if side.lower else (value.most, value.least)
    if _beyond(worst, bound, side) or (side.closed and not open_boundary and worst == bound):
        return Met.YES
    if not _beyond(best, bound, side) and not ((side.closed or open_boundary) and best == bound):
        return Met.NO
    return Met.UNDECIDED


def _beyond(value: Fraction, bound: Fraction, side: Side) -> bool:
    """Whether a value lies on the right side of a bound, and not on it."""
    return less(bound, value) if side.lower else less(value, bound)


def threshold(
    value: Interval, requirement: Requirement, resolve: Callable[[Parameter], Fraction | None]
) -> tuple[Met, list[tuple[Side, Fraction]], bool]:
    """The thresholds of a requirement against an interval: met, the bounds as numbers, and whether all are known."""
    found: list[Met] = []
    bounds: list[tuple[Side, Fraction]] = []
    known = True
    for side, parameter in sides(requirement):
        bound = resolve(parameter)
        if bound is None:
            known = False
            found.append(Met.UNDECIDED)
        else:
            bounds.append((side, bound))
            found.append(compare(value, side, bound, open_boundary=requirement.at_boundary == "unknown"))
    return every(found), bounds, known


def needs(bounds: list[tuple[Side, Fraction]], show: Callable[[Fraction], object]) -> Message:
    """The thresholds in words."""
    texts = [_NEEDS[side.key](show(bound)) for side, bound in bounds]
    if not texts:
        return NOT_PUBLIC
    return texts[0] if len(texts) == 1 else say("{first} and {second}", first=texts[0], second=texts[1])


def _grade(requirement: Requirement, grade: Grade) -> Judgement:
    if grade is Grade.MET or (grade is Grade.BASICALLY and requirement.word == "basically"):
        return Judgement(Met.YES, say("answered: {grade}", grade=grade.value))
    if grade is Grade.BASICALLY:
        return Judgement(
            Met.NO,
            say("answered: basically met, which the set does not count as met"),
            say("settle what is left, so that it is met in full"),
        )
    return Judgement(Met.NO, say("answered: not met"), say("do what it asks for"))


def counted(events: Events, context: Context) -> tuple[Interval, list[Message]]:
    """How many events count, after the exceptions that hold; bounds where a need was not answered."""
    if not events.excepted:
        return Interval.exactly(events.number), []
    least = most = events.number
    notes = []
    for item in events.excepted:
        ground = context.criteria.exceptions[item.ground]
        missing = set(ground.needs) - (item.holds or frozenset())
        if item.holds is None:
            least -= item.number
            notes.append(say("{n} under “{ground}”: its needs are not answered", n=item.number, ground=ground.title))
        elif missing:
            names = tuple(title for id_, title in ground.needs.items() if id_ in missing)
            notes.append(
                say(
                    "{n} under “{ground}” count all the same, because this is missing: {needs}",
                    n=item.number,
                    ground=ground.title,
                    needs=names,
                )
            )
        else:
            least, most = least - item.number, most - item.number
            notes.append(say("{n} do not count: {ground}", n=item.number, ground=ground.title))
    return Interval(Fraction(least), Fraction(most)), notes


def _events(requirement: Requirement, events: Events, context: Context) -> Judgement:
    count, notes = counted(events, context)
    happened = say_n("{n} event", "{n} events", n=events.number)
    why = say("{happened}: {notes}", happened=happened, notes=tuple(notes)) if notes else happened
    if requirement.word == "none":
        met = compare(count, SIDES[2], Fraction(0))
        return Judgement(met, why, None if met is Met.YES else say("no event that counts"))
    met, bounds, known = threshold(count, requirement, context.resolve_of)
    closes = needs(bounds, lambda bound: bound)
    return Judgement(met, why, None if met is Met.YES else closes, known)


def _ratio(requirement: Requirement, ratio: Ratio, context: Context) -> Judgement:
    met, bounds, known = threshold(Interval.exactly(ratio.share), requirement, context.resolve_share)
    why = say(
        "{part} of {whole} = {share}; required: {needs}",
        part=ratio.part,
        whole=ratio.whole,
        share=Share(ratio.share, tuple(bound for _, bound in bounds)),
        needs=needs(bounds, Share),
    )
    closes = None
    if met is not Met.YES and bounds:
        side, bound = next(
            (item for item in bounds if compare(Interval.exactly(ratio.share), *item) is not Met.YES), bounds[0]
        )
        beyond = side._replace(closed=False) if requirement.at_boundary == "unknown" else side
        edge = _needed_part(ratio.whole, beyond, bound)
        closes = (
            say("at least {n} of {whole}, now {part}", n=edge, whole=ratio.whole, part=ratio.part)
            if side.lower
            else say("at most {n} of {whole}, now {part}", n=edge, whole=ratio.whole, part=ratio.part)
        )
    return Judgement(met, why, closes, known)


def _needed_part(whole: Fraction, side: Side, bound: Fraction) -> int:
    """The whole number of parts at which a share is enough: 70 % of 25 asks for 18."""
    edge = whole * bound
    if side.lower:
        return ceil(edge) if side.closed else floor(edge) + 1
    return floor(edge) if side.closed else ceil(edge) - 1


def _amount(node: Indicator, requirement: Requirement, value: Fraction, context: Context) -> Judgement:
    if requirement.word == "max":
        most = node.max
        met = Met.UNDECIDED if most is None else Met.of(value == most)
        shown: object = most if most is not None else NOT_PUBLIC
        why = say("{value} points; required: the most, {max}", value=value, max=shown)
        return Judgement(
            met, why, None if met is Met.YES else say("the most points, {max}", max=shown), most is not None
        )
    whole = node.max if node.measure == "points" else None
    met, bounds, known = threshold(
        Interval.exactly(value), requirement, lambda parameter: context.resolve_of(parameter, whole)
    )
    shown = Apart(value, tuple(bound for _, bound in bounds))
    why = say(
        "{value}; required: {needs}",
        value=say("{value} {unit}", value=shown, unit=node.unit) if node.unit else shown,
        needs=needs(bounds, lambda bound: bound),
    )
    return Judgement(met, why, None if met is Met.YES else needs(bounds, lambda bound: bound), known)


def _change(requirement: Requirement, change: Change, context: Context) -> Judgement:
    def bound(parameter: Parameter) -> Fraction | None:
        return change.before if parameter.word == "before" else context.resolve_of(parameter)

    met, bounds, known = threshold(Interval.exactly(change.now), requirement, bound)
    found = [met]
    for parameter, falls in ((requirement.down_by, True), (requirement.up_by, False)):
        if parameter is None:
            continue
        by = context.resolve(parameter)
        if by is None:
            found.append(Met.UNDECIDED)
            known = False
            continue
        side = SIDES[2] if falls else SIDES[0]
        edge = change.before * (1 - by if falls else 1 + by)
        bounds.append((side, edge))
        found.append(compare(Interval.exactly(change.now), side, edge))
    met = every(found)
    open_ = requirement.at_boundary == "unknown" and change.now == change.before
    limits = tuple(edge for _, edge in bounds)
    why = say("{now} now, {before} the year before", now=Apart(change.now, limits), before=change.before)
    if open_:
        why = say("{why}; the text does not say whether an equal value is enough", why=why)
    closes = None if met is Met.YES else needs(bounds, lambda edge: edge)
    return Judgement(met, why, closes, known and not open_)


def _day(node: Indicator, requirement: Requirement, on: On, context: Context) -> Judgement:
    if requirement.within is not None:
        return _within(requirement, on, context)
    first = requirement.from_.on(context.period) if requirement.from_ else None
    last = requirement.to.on(context.period) if requirement.to else None
    if requirement.before:
        before = requirement.before.on(context.period) - timedelta(days=1)
        last = before if last is None else min(last, before)
    closes = _days(first, last)
    if on.day is None:
        return Judgement(Met.NO, say("not done"), closes)
    met = Met.of((first is None or first <= on.day) and (last is None or on.day <= last))
    return Judgement(
        met, say("on {day}; required: {needs}", day=on.day, needs=closes), closes if met is Met.NO else None
    )


def _days(first: date | None, last: date | None) -> Message:
    if first and last:
        return say("from {first} to {last}", first=first, last=last)
    return say("on {last} or before", last=last) if last else say("on {first} or after", first=first)


def _within(requirement: Requirement, on: On, context: Context) -> Judgement:
    within = requirement.within
    assert within is not None
    start = context.replies.get(within.of)
    begun = start.value if start else None
    if on.day is None:
        return Judgement(Met.NO, say("not done"), say("within the days counted from “{id}”", id=within.of))
    if isinstance(begun, On) and begun.day is None:
        return Judgement(Met.UNDECIDED, say("counted from “{id}”, which was not done", id=within.of))
    if not isinstance(begun, On) or begun.day is None:
        return Judgement(
            Met.UNDECIDED,
            say("counted from “{id}”, which is not answered", id=within.of),
            say("answer “{id}”", id=within.of),
        )
    length = within.working_days if within.working_days is not None else within.days
    assert length is not None
    last = last_day(begun.day, int(length), working=within.working_days is not None, days_off=context.days_off)
    closes = _days(begun.day, last)
    met = Met.of(begun.day <= on.day <= last)
    return Judgement(
        met, say("on {day}; the last day is {last}", day=on.day, last=last), closes if met is Met.NO else None
    )


def last_day(start: date, days: int, *, working: bool, days_off: frozenset[date]) -> date:
    """The last of `days` days after `start`, which is not counted; Saturdays, Sundays and days off do not work."""
    day = start
    while days:
        day += timedelta(days=1)
        if not working or (day.weekday() < 5 and day not in days_off):  # noqa: PLR2004 - Monday to Friday are 0 to 4
            days -= 1
    return day


def _level(node: Indicator, requirement: Requirement, level: Level, context: Context) -> Judgement:
    scale = context.criteria.scales[node.scale or ""]
    wanted = list(scale).index(requirement.level or "")
    met = Met.of(level.rank >= wanted)
    needed = scale[requirement.level or ""]
    why = say("{level}; required: “{needed}” or above", level=scale[level.id], needed=needed)
    return Judgement(met, why, None if met is Met.YES else say("“{needed}” or above", needed=needed))


def _parts(node: Indicator, requirement: Requirement, found: Present, context: Context) -> Judgement:
    count = Interval(Fraction(len(found.present)), Fraction(len(node.parts) - len(found.absent)))
    of = Fraction(len(node.parts))
    wanted = of if requirement.at_least is None else context.resolve_of(requirement.at_least, of)
    if wanted is None:
        return Judgement(Met.UNDECIDED, NOT_PUBLIC, known=False)
    met = compare(count, SIDES[0], wanted)
    why = say(
        "{n} of {of} parts; required: {wanted}", n=len(found.present), of=len(node.parts), wanted=Fraction(ceil(wanted))
    )
    lacking = tuple(title for id_, title in node.parts.items() if id_ not in found.present)
    return Judgement(met, why, None if met is Met.YES else say("still missing: {parts}", parts=lacking))
