"""Whether something was done in time: by a day, in a quarter, within days of something else."""

from __future__ import annotations

from datetime import date, timedelta

from wardeval.engine.context import Context
from wardeval.engine.threshold import Judgement
from wardeval.exact import Met
from wardeval.model.criterion_set import Indicator
from wardeval.model.rules import Requirement
from wardeval.model.values import On
from wardeval.problems import Message, say


def judge_day(node: Indicator, requirement: Requirement, on: On, context: Context) -> Judgement:
    """Whether a day meets a requirement, all of it; what was not done does not."""
    has_limits = any(limit is not None for limit in (requirement.from_, requirement.to, requirement.before))
    if requirement.within is None:
        return _between(requirement, on, context)
    within = _within(requirement, on, context)
    return _both(_between(requirement, on, context), within) if has_limits else within


def _both(one: Judgement, other: Judgement) -> Judgement:
    """What two requirements of one day come to."""
    open_ = [judgement.closes for judgement in (one, other) if judgement.closes is not None]
    closes = say("{first} and {second}", first=open_[0], second=open_[1]) if len(open_) > 1 else next(iter(open_), None)
    why = say("{first}; {second}", first=one.why, second=other.why)
    return Judgement(min(one.met, other.met), why, closes, one.known and other.known)


def _between(requirement: Requirement, on: On, context: Context) -> Judgement:
    """Whether a day lies where the requirement says."""
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
