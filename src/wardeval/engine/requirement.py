"""Whether a value meets a requirement, in three values, with the sentence that says so."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple

from wardeval.engine.context import Context, Frame
from wardeval.engine.days import judge_day
from wardeval.engine.threshold import NOT_PUBLIC, SIDES, Judgement, Side, compare, required, resolved, threshold, within
from wardeval.exact import Interval, Met, every
from wardeval.language import Apart, Share
from wardeval.model.criterion_set import Indicator
from wardeval.model.rules import Parameter, Requirement
from wardeval.model.values import Change, Events, Grade, Level, On, Present, Ratio, Value
from wardeval.problems import Message, say, say_n


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
            return _events(node, requirement, value, context)
        case Ratio():
            return _ratio(requirement, value, context)
        case Change():
            return _change(requirement, value, context)
        case On():
            return judge_day(node, requirement, value, context)
        case Level():
            return _level(node, requirement, value, context)
        case Present():
            return _parts(node, requirement, value, context)
        case Fraction():
            return _amount(node, requirement, value, context)
    raise TypeError(f"no requirement for {value!r}")


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


_NO_EVENT = Fraction(0)


def _events(node: Indicator, requirement: Requirement, events: Events, context: Context) -> Judgement:
    count, notes = counted(events, context)
    happened = (
        say_n("{n} event ({unit})", "{n} events ({unit})", n=events.number, unit=node.unit)
        if node.unit
        else say_n("{n} event", "{n} events", n=events.number)
    )
    why = say("{happened}: {notes}", happened=happened, notes=tuple(notes)) if notes else happened
    if requirement.word == "none":
        met = compare(count, SIDES[2], _NO_EVENT)
        return Judgement(met, why, None if met is Met.YES else say("no event that counts"))
    met, bounds, known = threshold(count, requirement, context.resolve_of)
    closes = required(bounds, lambda bound: bound) if bounds else None
    return Judgement(met, why, None if met is Met.YES else closes, known)


def _ratio(requirement: Requirement, ratio: Ratio, context: Context) -> Judgement:
    share = ratio.share
    exactly = Interval(share, share)
    bounds, limits, asked, known = _shares(requirement, context.frame)
    met = within(exactly, bounds, requirement, known=known)
    shown = Share(share, limits)
    if bounds:
        why = say(
            "{part} of {whole} = {share}; required: {needs}",
            part=ratio.part,
            whole=ratio.whole,
            share=shown,
            needs=asked,
        )
    else:
        found = say("{part} of {whole} = {share}", part=ratio.part, whole=ratio.whole, share=shown)
        why = say("{found}; what is required is not public", found=found)
    closes = None
    if met is not Met.YES and bounds:
        side, bound = next((item for item in bounds if compare(exactly, *item) is not Met.YES), bounds[0])
        beyond = side._replace(closed=False) if requirement.at_boundary == "unknown" else side
        edge = _needed_part(ratio.whole, beyond, bound)
        closes = (
            say("at least {n} of {whole}, now {part}", n=edge, whole=ratio.whole, part=ratio.part)
            if side.lower
            else say("at most {n} of {whole}, now {part}", n=edge, whole=ratio.whole, part=ratio.part)
        )
    return Judgement(met, why, closes, known)


class _Shares(NamedTuple):
    """The shares that a requirement asks for: with their directions, alone, in words; and whether all are known."""

    bounds: tuple[tuple[Side, Fraction], ...]
    limits: tuple[Fraction, ...]
    asked: Message
    known: bool


@lru_cache(maxsize=1024)
def _shares(requirement: Requirement, frame: Frame) -> _Shares:
    """The shares that a requirement asks for: the same ones, whatever was answered."""
    bounds, known = resolved(requirement, frame.blank.resolve_share)
    asked = required(bounds, Share, share=True)
    return _Shares(tuple(bounds), tuple([bound for _, bound in bounds]), asked, known)


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
        if most is None:
            why = say("{value} points; required: the most, which is not public", value=value)
            return Judgement(met, why, say("the most points, which are not public"), known=False)
        why = say("{value} points; required: the most, {max}", value=value, max=most)
        return Judgement(met, why, None if met is Met.YES else say("the most points, {max}", max=most))
    whole = node.max if node.measure == "points" else None
    met, bounds, known = threshold(
        Interval.exactly(value), requirement, lambda parameter: context.resolve_of(parameter, whole)
    )
    shown: object = Apart(value, tuple(bound for _, bound in bounds))
    shown = say("{value} {unit}", value=shown, unit=node.unit) if node.unit else shown
    if not bounds:
        return Judgement(met, say("{found}; what is required is not public", found=shown), None, known)
    asked = required(bounds, lambda bound: bound)
    why = say("{value}; required: {needs}", value=shown, needs=asked)
    return Judgement(met, why, None if met is Met.YES else asked, known)


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
    closes = None if met is Met.YES or not bounds else required(bounds, lambda edge: edge)
    return Judgement(met, why, closes, known and not open_)


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
