"""Rules about days: those of the period, those that are still to come, and those that cannot follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.engine.result import SELF, VERIFIED
from wardeval.model.criterion_set import Indicator
from wardeval.model.rules import Band
from wardeval.problems import Keys, Severity, say


@rule(Family.CONSISTENT, 21, Severity.WARNING)
def date_outside_window(sheet: Sheet) -> Iterator[Hit]:
    """The answer is a day outside the period, and the criterion itself draws no line there.

    A day that the criterion judges, as too late or too early, is not reported here. Where the set does not state its
    days, only what is years away is reported.

    Why: A deadline such as “by 28 February” is also kept by a day ten years ago. The score cannot see that the year
    was mistyped, or that last year's plan was taken over.

    Mend: Check whether the year is right, and whether the day belongs in the file of another period.

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
          5.1.a: 15/01/2014
    """
    first, last = counting_days(sheet)
    for each in sheet.answered_days:
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
    """A day on which something is said to have happened is still to come.

    It is an answer, the date of a document or of the verification, or as-of. The day of the check is that of the
    computer; the option “--on” sets another.

    Why: What has not happened yet can neither be answered nor proved. Usually the year was mistyped.

    Mend: Write the right day; what is only planned is left out until it is done.

    Fails:

        # on: 30/06/2024
        answers:
          5.1.a: 15/11/2024

    Passes:

        answers:
          5.1.a: 15/01/2024
    """
    if sheet.is_to_come(_latest(sheet)):
        today = sheet.today
        for keys, day in _stated_days(sheet):
            if day is not None and day > today:
                yield Hit(keys, say("{day} is still to come: today is {today}", day=day, today=today))


def _latest(sheet: Sheet) -> date:
    """The last of the days on which something is said to have happened."""
    verified = sheet.assessment.verified
    days = [sheet.assessment.as_of, None if verified is None else verified.date]
    days += [each.day for each in sheet.answered_days]
    return max([sheet.columns.last, *[day for day in days if day is not None]])


def _stated_days(sheet: Sheet) -> Iterator[tuple[Keys, date | None]]:
    """Every day on which something is said to have happened."""
    verified = sheet.assessment.verified
    yield ("as-of",), sheet.assessment.as_of
    if verified is not None:
        yield ("verified", "date"), verified.date
    yield from ((each.keys, each.day) for each in sheet.answered_days)
    yield from ((("evidence", id_, "date"), document.date) for id_, document in sheet.evidence.items())


@rule(Family.CONSISTENT, 23, Severity.ERROR)
def date_after_as_of(sheet: Sheet) -> Iterator[Hit]:
    """An answer is a day later than as-of, the day that all answers are given for.

    Why: On that day it had not happened yet. Either the answer was added later without changing as-of, or one of the
    two days is wrong. Where as-of itself is before the period, only that is reported.

    Mend: Correct the day of the answer, or as-of.

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
    if as_of is None or as_of < counting_days(sheet)[0]:
        return
    for each in sheet.answered_days:
        if each.track == SELF and each.day > as_of and not sheet.is_to_come(each.day):
            message = say("{day} is later than as-of, {as_of}", day=each.day, as_of=as_of)
            yield Hit(each.keys, message, say("correct the day of the answer, or as-of"))


@rule(Family.CONSISTENT, 24, Severity.ERROR)
def as_of_before_period(sheet: Sheet) -> Iterator[Hit]:
    """The day that the answers are given for (as-of) is before the period.

    Why: Nothing can have been reached in a period that had not begun. Usually as-of, or the period, was copied from
    another file.

    Mend: Correct as-of, or the period.

    Fails:

        as-of: 30/06/2023
        answers:
          5.3.b: 0

    Passes:

        as-of: 30/06/2024
        answers:
          5.3.b: 0
    """
    as_of, first = sheet.assessment.as_of, counting_days(sheet)[0]
    if as_of is not None and as_of < first:
        message = say("{day} is before the period, which begins on {first}", day=as_of, first=first)
        yield Hit(("as-of",), message, say("write the right day, or the right period"))


@rule(Family.CONSISTENT, 25, Severity.ERROR)
def verified_too_early(sheet: Sheet) -> Iterator[Hit]:
    """The verification is dated before the period began, or before a day that it vouches for.

    Such a day is as-of, or one that is answered.

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
    day, first = verified.date, counting_days(sheet)[0]
    hint = say("write the right date of the verification, or of the answer")
    if day < first:
        message = say("verified on {day}, before the period, which begins on {first}", day=day, first=first)
        yield Hit(("verified", "date"), message, say("write the right day, or the right period"))
        return
    as_of = sheet.assessment.as_of
    if as_of is not None and as_of > day and not sheet.is_to_come(as_of):
        message = say("verified on {day}, before as-of, {as_of}", day=day, as_of=as_of)
        yield Hit(("verified", "date"), message, say("write the right date of the verification, or the right as-of"))
    for each in sheet.answered_days:
        if each.track == VERIFIED and each.day > day and not sheet.is_to_come(each.day):
            yield Hit(each.keys, say("{day} is later than the verification, on {date}", day=each.day, date=day), hint)


def counting_days(sheet: Sheet) -> tuple[date, date]:
    """The days that count for the period; where the set does not state them, years that surely hold all of them."""
    year = sheet.assessment.period
    return sheet.window if sheet.criteria.window is not None else (date(year - 1, 1, 1), date(year + 1, 12, 31))


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
