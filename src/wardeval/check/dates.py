"""Rules about days: those of the period, those that are still to come, and those that cannot follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.engine.result import SELF, VERIFIED
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.rules import Band
from wardeval.model.values import On
from wardeval.problems import Keys, Severity, say


class Dated(NamedTuple):
    """An answer that is a day: where it stands, by whom, and the leaf that it answers."""

    keys: Keys
    track: str
    node: Indicator
    day: date


@rule(Family.CONSISTENT, 21, Severity.WARNING)
def date_outside_window(sheet: Sheet) -> Iterator[Hit]:
    """The answer is a day outside of the days that count for the period, and the criterion itself draws no line there.

    A day that the criterion judges, as too late or too early, is not told here. Where the set does not state its days,
    only what lies years away is told.

    Why: A deadline such as “by 28 February” is also kept by a day ten years ago. The score cannot see that the year
    was mistyped, or that last year's plan was taken over.

    Mend: Look whether the year is right, and whether the day belongs into the file of another period.

    Fails:

        # file: assessment.yaml
        format: wardeval/assessment/1
        set: thu
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {"1": 15/01/2014}
        # file: criteria/thu.yaml
        format: wardeval/criterion-set/1
        id: thu
        title: Bộ tiêu chí hư cấu
        basis: {number: null, issuer: Hư cấu}
        units: [phuong]
        window: {from: 01/01/Y, to: 31/12/Y}
        completeness: complete
        sources: {}
        verdicts: [{id: dat, title: Đạt}]
        criteria: [{id: "1", measure: date, met: {to: 28/02/Y}}]

    Passes:

        answers:
          5.1.a: 15/01/2014     # the criterion asks for the first quarter
    """
    first, last = _counting(sheet)
    for each in _dated(sheet):
        if first <= each.day <= last:
            continue
        early, late = judges(each.node)
        if early if each.day < first else late:
            continue
        if sheet.criteria.window is None:
            message = say("{day} lies years away from {period}", day=each.day, period=str(sheet.assessment.period))
        else:
            message = say(
                "{day} lies outside the period, which runs from {first} to {last}", day=each.day, first=first, last=last
            )
        yield Hit(each.keys, message, say("write the right day, or answer it in the file of its own period"))


@rule(Family.CONSISTENT, 22, Severity.ERROR)
def date_in_future(sheet: Sheet) -> Iterator[Hit]:
    """A day that something is said to have happened on is still to come.

    It is an answer, the date of a document or of the verification, or as-of. The day of the check is that of the
    computer; the option “--on” sets another.

    Why: What has not happened yet can neither be answered nor proved. Mostly the year was mistyped.

    Mend: Write the right day; what is only planned is left out until it is done.

    Fails:

        answers:
          5.1.a: 15/01/2044

    Passes:

        answers:
          5.1.a: 15/01/2024
    """
    today = sheet.today
    for keys, day in _stated_days(sheet):
        if day is not None and day > today:
            yield Hit(keys, say("{day} is still to come: today is {today}", day=day, today=today))


def _stated_days(sheet: Sheet) -> Iterator[tuple[Keys, date | None]]:
    """Every day on which something is said to have happened."""
    verified = sheet.assessment.verified
    yield ("as-of",), sheet.assessment.as_of
    if verified is not None:
        yield ("verified", "date"), verified.date
    yield from ((each.keys, each.day) for each in _dated(sheet))
    yield from ((("evidence", id_, "date"), document.date) for id_, document in sheet.evidence.items())


@rule(Family.CONSISTENT, 23, Severity.ERROR)
def date_after_as_of(sheet: Sheet) -> Iterator[Hit]:
    """An answer is a day later than the day as of which the answers stood so.

    Why: As of that day it had not happened yet. Either the answer was added later without a change of as-of, or one
    of the two days is wrong.

    Mend: Write the right day of the answer, or the day as of which all answers stand so.

    Fails:

        as-of: 30/06/2024
        answers:
          5.1.a: 15/07/2024

    Passes:

        as-of: 30/06/2024
        answers:
          5.1.a: 15/01/2024
    """
    as_of = sheet.assessment.as_of
    if as_of is None:
        return
    for each in _dated(sheet):
        if each.track == SELF and each.day > as_of:
            message = say(
                "{day} is later than {as_of}, the day as of which the answers stood so", day=each.day, as_of=as_of
            )
            yield Hit(each.keys, message, say("write the right day of the answer, or of as-of"))


@rule(Family.CONSISTENT, 24, Severity.WARNING)
def as_of_before_period(sheet: Sheet) -> Iterator[Hit]:
    """The answers stood so as of a day before the period began.

    Why: Nothing can have been reached yet in a period none of whose days has passed. Mostly as-of, or the period, was
    taken over from another file.

    Mend: Write the right day under as-of, or the right period.

    Fails:

        as-of: 30/06/2023
        answers:
          5.3.b: 0

    Passes:

        as-of: 30/06/2024
        answers:
          5.3.b: 0
    """
    as_of, first = sheet.assessment.as_of, _counting(sheet)[0]
    if as_of is not None and as_of < first:
        message = say("{day} is before the period, which begins on {first}", day=as_of, first=first)
        yield Hit(("as-of",), message, say("write the right day, or the right period"))


@rule(Family.CONSISTENT, 25, Severity.ERROR)
def verified_too_early(sheet: Sheet) -> Iterator[Hit]:
    """The verification is dated before the period began, or before a day that the verifier himself answers.

    Why: Nobody can verify what has not happened yet. One of the days is wrong.

    Mend: Write the right date of the verification, or the right day of the answer.

    Fails:

        verified:
          by: Ban Chỉ đạo Thành phố Hư Cấu
          date: 18/11/2022
          answers:
            5.3.b: 0

    Passes:

        verified:
          by: Ban Chỉ đạo Thành phố Hư Cấu
          date: 18/11/2024
          answers:
            5.3.b: 0
    """
    verified = sheet.assessment.verified
    if verified is None or verified.date is None:
        return
    day, first = verified.date, _counting(sheet)[0]
    hint = say("write the right date of the verification, or of the answer")
    if day < first:
        message = say("verified on {day}, before the period, which begins on {first}", day=day, first=first)
        yield Hit(("verified", "date"), message, say("write the right day, or the right period"))
    for each in _dated(sheet):
        if each.track == VERIFIED and each.day > day:
            yield Hit(each.keys, say("{day} is later than the verification, on {date}", day=each.day, date=day), hint)


@rule(Family.CONSISTENT, 26, Severity.NOTE)
def period_not_over(sheet: Sheet) -> Iterator[Hit]:
    """The period is not over yet, and the file does not say as of which day the answers stand so.

    Why: Until its last day a period can still bring what changes an answer. A reader has to know of which day the
    result is.

    Mend: Write as-of with the day, or wait until the period is over.

    Fails:

        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2090
        answers:
          5.3.b: 0

    Passes:

        answers:
          5.3.b: 0
    """
    last = sheet.window[1]
    if sheet.assessment.as_of is None and sheet.today < last:
        yield Hit(
            ("period",), say("the period is over only on {day}", day=last), say("add as-of: the day of these answers")
        )


def _counting(sheet: Sheet) -> tuple[date, date]:
    """The days that count for the period; where the set does not state them, years that surely hold all of them."""
    year = sheet.assessment.period
    return sheet.window if sheet.criteria.window is not None else (date(year - 1, 1, 1), date(year + 1, 12, 31))


@lru_cache(maxsize=64)
def _date_leaves(criteria: CriterionSet) -> tuple[str, ...]:
    """The ids of the leaves of a set that take a day."""
    return tuple(node.id for node in criteria.nodes() if node.measure == "date")


def _dated(sheet: Sheet) -> Iterator[Dated]:
    """Every answer that is a day, the unit's own and then the verifier's."""
    for track, context in sheet.case.contexts.items() if _date_leaves(sheet.criteria) else ():
        for id_ in _date_leaves(sheet.criteria):
            reply = context.replies.get(id_)
            own = reply is not None and (reply.keys[0] == "verified") is (track == VERIFIED)
            if reply is not None and own and isinstance(reply.value, On) and reply.value.day is not None:
                yield Dated(reply.keys, track, sheet.criteria.by_id[id_], reply.value.day)


def judges(node: Indicator) -> tuple[bool, bool]:
    """Whether a leaf itself draws a line for days that are too early, and for days that are too late."""
    met, bands = node.met, node.points.bands if node.points is not None else ()
    within = met is not None and met.within is not None
    early = within or (met is not None and met.from_ is not None) or _earns_less(bands, "from_", "above")
    late = within or (met is not None and (met.to or met.before) is not None) or _earns_less(bands, "to", "below")
    return early, late


def _earns_less(bands: Sequence[Band], *ends: str) -> bool:
    """Whether the band that is open at an end earns less than another one, or no band is."""
    if not bands:
        return False
    open_ = [band.points for band in bands if all(getattr(band, end) is None for end in ends)]
    most = max((band.points for band in bands if band.points is not None), default=Fraction(0))
    return not any(points is not None and points >= most for points in open_)
