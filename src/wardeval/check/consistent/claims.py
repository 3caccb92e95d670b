"""Rules about what the unit states of its own result: its verdict, total, criteria met and percent."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.check.consistent.agreeing import agrees
from wardeval.check.consistent.claim import Claim, find_verdict, met, percent, stands, total
from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.engine.result import SetResult, Status
from wardeval.exact import Interval, Met
from wardeval.model.base import fold
from wardeval.model.mistakes import closest
from wardeval.problems import Message, Severity, say

CORRECT = say("correct what is stated, or the answer that is wrong; “wardeval score” shows how the result comes about")


@rule(Family.CONSISTENT, 1, Severity.ERROR)
def claimed_verdict(sheet: Sheet) -> Iterator[Hit]:
    """The verdict that the unit states of itself is not the one that its own answers lead to.

    Why: What a unit states is copied into letters and lists. If its own answers lead to another verdict, either the
    statement or an answer is wrong, and only the unit can tell which.

    Mend: See with “wardeval score” what keeps the unit from the verdict; then correct the answer that is wrong, or the
    verdict under claims.

    Fails:

        answers:
          5.3.b: 1        # one officer disciplined: criterion 5.3 is not met
        claims: {verdict: Đạt}

    Passes:

        answers:
          5.3.b: 1
        claims: {verdict: Chưa đạt}
    """
    claims = sheet.assessment.claims
    verdict = find_verdict(sheet.criteria, claims.verdict) if claims is not None and claims.verdict else None
    if verdict is not None and stands(sheet, verdict) is Met.NO:
        message = say("the unit states “{verdict}”; {found}", verdict=verdict.title, found=_found(sheet.own))
        yield Hit(("claims", "verdict"), message, CORRECT)


def _found(result: SetResult) -> Message:
    """The verdict that the answers lead to, or those that they leave open."""
    if result.status is Status.NOT_ASSESSED:
        return say("by its own answers it is not assessed at all")
    titles = tuple(say("“{verdict}”", verdict=each.title) for each in result.candidates)
    if result.status is Status.REACHED:
        return say("by its own answers it is {verdict}", verdict=titles[0])
    if not titles:
        return say("by its own answers it reaches no verdict")
    return say("by its own answers it can only be one of these: {verdicts}", verdicts=titles)


@rule(Family.CONSISTENT, 2, Severity.ERROR)
def claimed_verdict_unknown(sheet: Sheet) -> Iterator[Hit]:
    """The verdict that the unit states of itself is not one that the criterion set has.

    Why: A verdict that the set does not have cannot be compared with the result, so a wrong statement would pass
    unseen.

    Mend: Write the id or the title of a verdict of the set; “wardeval criteria show” lists them.

    Fails:

        claims: {verdict: Xuất sắc}

    Passes:

        claims: {verdict: chưa đạt}
    """
    claims = sheet.assessment.claims
    if claims is None or claims.verdict is None or find_verdict(sheet.criteria, claims.verdict) is not None:
        return
    names = [name for verdict in sheet.criteria.verdicts for name in (verdict.title.vi, verdict.title.en, verdict.id)]
    close = None if fold(claims.verdict).startswith("co ban") else closest(claims.verdict, filter(None, names))
    yield Hit(
        ("claims", "verdict"),
        say("the set has no verdict “{id}”", id=claims.verdict[:40]),
        say("did you mean “{id}”?", id=close)
        if close
        else say("the verdicts are {ids}", ids=tuple(verdict.id for verdict in sheet.criteria.verdicts)),
    )


@rule(Family.CONSISTENT, 3, Severity.ERROR)
def claimed_total(sheet: Sheet) -> Iterator[Hit]:
    """The total of points that the unit states of itself is not what its own answers add up to.

    A total that is rounded half up to the decimals that are written agrees, unless the rounding takes it to a
    threshold of the set or past it.

    Why: A total decides on a verdict, and one that was added up by hand is where slips are commonest. While answers are
    missing, only a total that is no longer possible is reported.

    Mend: Compare the points of each criterion with those that “wardeval score” shows; then correct the answer that is
    wrong, or the total.

    Fails:

        format: wardeval/assessment/1
        set: qd-619-2017
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2020
        facts: {loai: I}
        answers: {"1": 15, "2": "29,63", "3": "21,25", "4": "9,57", "5": 20}
        claims: {total: "96,45"}        # 15 + 29,63 + 21,25 + 9,57 + 20 = 95,45

    Passes:

        format: wardeval/assessment/1
        set: qd-619-2017
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2020
        facts: {loai: I}
        answers: {"1": 15, "2": "29,63", "3": "21,25", "4": "9,57", "5": 20}
        claims: {total: "95,5"}         # rounded to one decimal
    """
    yield from differing(total(sheet))


@rule(Family.CONSISTENT, 4, Severity.ERROR)
def claimed_met(sheet: Sheet) -> Iterator[Hit]:
    """The number of met criteria that the unit states of itself is not the one that its own answers lead to.

    Why: “21 of 22” is what is reported upwards and added up over wards. While answers are missing, only a number that
    is no longer possible is reported.

    Mend: Compare criterion by criterion with what “wardeval score” shows; then correct the answer that is wrong, or
    the number.

    Fails:

        answers:
          5.3.b: 1        # criterion 5.3 is not met, so at most 3 of 4 are
        claims: {met: 4}

    Passes:

        answers:
          5.3.b: 1
        claims: {met: 3}
    """
    yield from differing(met(sheet))


@rule(Family.CONSISTENT, 5, Severity.ERROR)
def claimed_percent(sheet: Sheet) -> Iterator[Hit]:
    """The percent that the unit states of itself is not the one that its own answers lead to.

    It is the share of the most points or, where the set has no total, of the criteria that apply. A percent that is
    rounded half up to the decimals that are written agrees, unless the rounding takes it to a threshold or past it.

    Why: A percent is what wards are ranked by, and it hides what was divided by what: criteria that do not apply are
    easily counted in, or out, by mistake.

    Mend: Divide the number that wardeval shows by the most that is possible, and correct the percent or the answer
    that is wrong.

    Fails:

        answers:
          5.3.b: 1        # at most 3 of 4 criteria: 75%
        claims: {percent: 100%}

    Passes:

        answers:
          5.3.b: 1
        claims: {percent: 75%}
    """
    claim = percent(sheet)
    if claim is not None and not _follows(sheet, claim):
        yield from differing(claim)


def _follows(sheet: Sheet, claim: Claim) -> bool:
    """Whether a percent is only the stated number of criteria, said again; where that is wrong, it is told there."""
    stated, count = met(sheet), sheet.own.count
    of = count.of - count.not_applicable
    if sheet.criteria.total is not None or stated is None or stated.agrees is not Met.NO or of <= 0:
        return False
    return agrees(claim.stated, Interval.exactly(100 * stated.stated.value / of)) is Met.YES


def differing(claim: Claim | None) -> Iterator[Hit]:
    """A claim that surely differs from what is computed."""
    if claim is not None and claim.agrees is Met.NO:
        message = say("{states}; by its own answers it is {found}", states=claim.states, found=claim.found)
        yield Hit(claim.keys, message, CORRECT)
