"""What an answer earns: one function per way of giving points, and the bounds of any answer."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import NamedTuple

from wardeval.engine.bands import Measured, band_text, holds
from wardeval.engine.context import Context
from wardeval.engine.enough import range_text
from wardeval.engine.requirement import counted
from wardeval.exact import ZERO, Interval, Met, round_half_up
from wardeval.language import Share
from wardeval.model.criterion_set import Indicator
from wardeval.model.rules import Points
from wardeval.model.values import Change, Events, Grade, On, Ratio, Value
from wardeval.problems import Message, say


class Earned(NamedTuple):
    """Points, why, and whether everything that bears on them is public."""

    points: Interval | None
    why: Message
    known: bool = True


NOT_PUBLIC = Earned(None, say("the points are not public"), known=False)


def limits(node: Indicator, context: Context) -> Interval | None:
    """The points that any answer at all can earn; none where a bound is not known."""
    rule = node.points
    if rule is None:
        return ZERO.hull(Interval.exactly(node.max)) if node.measure == "points" and node.max is not None else None
    match rule.form:
        case "fixed":
            assert rule.fixed is not None
            return ZERO.hull(Interval.exactly(rule.fixed))
        case "answers":
            grades = [_grade_points(rule, grade) for grade in Grade]
            return Interval(min(grades), max(grades))
        case "bands":
            points = [band.points for band in rule.bands if band.points is not None]
            known = Interval(min(points), max(points)) if points else None
            if known is not None and node.measure == "date":
                known = known.hull(ZERO)  # what was not done earns nothing
            if known is not None and len(points) == len(rule.bands):
                return known
            if known is not None and node.max is not None:
                return known.hull(ZERO).hull(Interval.exactly(node.max))
        case "proportional":
            assert rule.proportional is not None
            return ZERO.hull(Interval.exactly(rule.proportional)).round(rule.round)
        case "less":
            assert rule.max is not None
            return Interval.exactly(rule.floor or Fraction(0)).hull(Interval.exactly(rule.max))
        case "steps":
            assert rule.base is not None
            cap = _cap(node, rule)
            return None if cap is None else Interval(min(rule.base, cap), cap).round(rule.round)
    return ZERO.hull(Interval.exactly(node.max)) if node.max is not None else None


def _cap(node: Indicator, rule: Points) -> Fraction | None:
    """The most that steps lead to."""
    return node.max if rule.cap is None else rule.cap


def earn(node: Indicator, value: Value, met: Met | None, context: Context) -> Earned:
    """The points of an answer; `met` is whether it meets the leaf's requirement, which fixed points hang on."""
    rule = node.points
    if rule is None or rule.form == "judged":
        assert isinstance(value, Fraction)
        why = say("{points} points as judged", points=value)
        if node.max is None:
            return Earned(Interval.exactly(value), say("{why}; the most points are not public", why=why), known=False)
        return Earned(Interval.exactly(value), why)
    form = rule.form or "unknown"
    if form == "fixed":
        return fixed(rule, met)
    if form == "unknown":
        return NOT_PUBLIC
    return _EARN[form](node, rule, value, context)


def fixed(rule: Points, met: Met | None) -> Earned:
    """All the points when met, none when not."""
    assert rule.fixed is not None
    whole = Interval.exactly(rule.fixed)
    match met:
        case Met.YES:
            return Earned(whole, say("{points} points, because it is met", points=rule.fixed))
        case Met.NO:
            return Earned(ZERO, say("0 of {points} points, because it is not met", points=rule.fixed))
    return Earned(ZERO.hull(whole), say("0 to {points} points, because it is undecided", points=rule.fixed))


def _grade_points(rule: Points, grade: Grade) -> Fraction:
    not_met = rule.not_met or Fraction(0)
    match grade:
        case Grade.MET:
            return rule.met or Fraction(0)
        case Grade.BASICALLY:
            return not_met if rule.basically is None else rule.basically
    return not_met


def _answers(_node: Indicator, rule: Points, value: Value, _context: Context) -> Earned:
    assert isinstance(value, Grade)
    points = _grade_points(rule, value)
    return Earned(Interval.exactly(points), say("{points} points for “{grade}”", points=points, grade=value.value))


def _bands(_node: Indicator, rule: Points, value: Value, context: Context) -> Earned:
    if isinstance(value, Events) and (count := counted(value, context)[0]).exact is None:
        return _bands_between(rule, count, context.period)
    measured = _measured(value, context)
    if isinstance(measured, _Undefined):
        return Earned(None, measured.why, known=False)
    for band in rule.bands:
        if holds(band, measured, context.period):
            break
    else:
        if measured is None:
            return Earned(ZERO, say("0 points, because it was not done"))
        return Earned(None, say("no band of the set covers this answer"), known=False)
    if band.points is None:
        return Earned(None, say("the points of this band are not public"), known=False)
    return Earned(
        Interval.exactly(band.points), say("{points} points: {band}", points=band.points, band=band_text(band))
    )


def _bands_between(rule: Points, count: Interval, period: int) -> Earned:
    """What any number of events of a range can earn."""
    points = []
    ends = [
        end.value for band in rule.bands for end in (band.from_, band.above, band.to, band.below) if end is not None
    ]
    near = {Fraction(floor(end) + step) for end in ends if isinstance(end, Fraction) for step in (-1, 0, 1, 2)}
    for number in sorted({count.least, count.most, *(end for end in near if count.least <= end <= count.most)}):
        found = next((band.points for band in rule.bands if holds(band, number, period)), None)
        if found is None:
            return Earned(None, say("the points of this band are not public"), known=False)
        points.append(found)
    return Earned(Interval(min(points), max(points)), say("how many events count is not answered"))


class _Undefined(NamedTuple):
    why: Message


def _measured(value: Value, context: Context) -> Measured | _Undefined:
    """The number or day that bands are about; none for what was never done."""
    match value:
        case Ratio():
            return value.share
        case On():
            return value.day
        case Change():
            if value.before == 0:
                return _Undefined(say("the year before is 0, so there is no share of change"))
            return (value.now - value.before) / value.before
        case Events():
            return counted(value, context)[0].least
        case Fraction():
            return value
    raise TypeError(f"no bands for {value!r}")


def _proportional(_node: Indicator, rule: Points, value: Value, context: Context) -> Earned:
    assert isinstance(value, Ratio)
    assert rule.proportional is not None
    full = Fraction(1) if rule.full_at is None else context.resolve(rule.full_at)
    if full is None or full <= 0:
        return NOT_PUBLIC
    points = rule.proportional * min(value.share / full, Fraction(1))
    if rule.round is not None:
        points = round_half_up(points, rule.round)
    return Earned(
        Interval.exactly(points),
        say(
            "{points} points: {most} × {part} / {whole}",
            points=points,
            most=rule.proportional,
            part=value.part,
            whole=value.whole * full,
        ),
    )


def _less(_node: Indicator, rule: Points, value: Value, context: Context) -> Earned:
    assert isinstance(value, Events)
    assert rule.max is not None
    assert rule.less is not None
    count, _ = counted(value, context)
    floor = rule.floor or Fraction(0)
    per = Fraction(1) if rule.per is None else context.resolve(rule.per)
    if per is None or per <= 0:
        return NOT_PUBLIC

    def left(events: Fraction) -> Fraction:
        assert rule.max is not None
        assert rule.less is not None
        return max(floor, rule.max - rule.less * (events // per))

    return Earned(
        Interval(left(count.most), left(count.least)),
        _less_text(rule, per, count),
    )


def _less_text(rule: Points, per: Fraction, count: Interval) -> Message:
    assert rule.max is not None
    number = range_text(count)
    if per == 1:
        why = say("{most} points, less {less} for each event ({n})", most=rule.max, less=rule.less, n=number)
    else:
        why = say(
            "{most} points, less {less} for every {per} events ({n})", most=rule.max, less=rule.less, per=per, n=number
        )
    return say("{why}, not below {floor}", why=why, floor=rule.floor) if rule.floor else why


def _steps(node: Indicator, rule: Points, value: Value, context: Context) -> Earned:
    assert isinstance(value, Fraction | Ratio)
    assert rule.base is not None
    assert rule.plus is not None
    assert rule.per is not None
    reached = value.share if isinstance(value, Ratio) else value
    start = context.resolve(rule.up_to) if rule.up_to else Fraction(0)
    per = context.resolve(rule.per)
    if start is None or (reached > start and (per is None or per <= 0)):
        return NOT_PUBLIC
    steps = (reached - start) / per if per is not None and reached > start else Fraction(0)
    whole, exact = Fraction(steps.numerator // steps.denominator), steps
    least = rule.base + rule.plus * (exact if rule.steps == "pro-rata" else whole)
    most = rule.base + rule.plus * (whole if rule.steps == "whole" else exact)
    points = Interval(least, most).clamp(None, _cap(node, rule)).round(rule.round)
    show = Share if isinstance(value, Ratio) else _plain
    if not steps:
        return Earned(points, say("{base} points up to {start}", base=rule.base, start=show(start)))
    assert per is not None
    why = say(
        "{base} points, and {plus} for each {per} above {start}",
        base=rule.base,
        plus=rule.plus,
        per=show(per),
        start=show(start),
    )
    if rule.steps == "unknown" and points.exact is None:
        return Earned(points, say("{why}; whether a part of a step counts is not public", why=why), known=False)
    return Earned(points, why)


def _plain(value: Fraction) -> object:
    return value


_EARN: dict[str, Callable[[Indicator, Points, Value, Context], Earned]] = {
    "answers": _answers,
    "bands": _bands,
    "proportional": _proportional,
    "less": _less,
    "steps": _steps,
}
