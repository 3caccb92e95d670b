"""Rules about what the unit states of its own result and cannot be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wardeval.check.consistent.claim import Claim, find_verdict, numbers, stands
from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.engine.result import Status
from wardeval.exact import Met
from wardeval.model.criterion_set import Verdict
from wardeval.problems import Keys, Message, Severity, say, say_n


@rule(Family.CONSISTENT, 9, Severity.NOTE)
def unconfirmed_claim(sheet: Sheet) -> Iterator[Hit]:
    """What the unit states of its own result cannot be confirmed, because answers are missing.

    Why: The answers that are there neither bear out what is stated nor contradict it. Until more are given, the
    statement stands alone.

    Mend: Give the answers that are missing, or leave out the statement until they are there.

    Fails:

        answers:
          5.3.b: 0        # all other answers are missing
        claims: {verdict: Đạt}

    Passes:

        answers:
          5.3.b: 1        # enough to know that “Chưa đạt” is true
        claims: {verdict: Chưa đạt}
    """
    found = list(_unconfirmed(sheet))
    if len(found) > 1:
        states = tuple(each.states for each in found)
        message = say("{states}; this cannot be confirmed: {why}", states=states, why=_why(sheet))
        yield Hit(("claims",), message, at_key=True)
    else:
        yield from (Hit(each.keys, each.message) for each in found)


class _Unconfirmed(NamedTuple):
    """What is stated, and cannot be confirmed."""

    keys: Keys
    states: Message
    message: Message


def _unconfirmed(sheet: Sheet) -> Iterator[_Unconfirmed]:
    verdict = _open_verdict(sheet)
    if verdict is not None and sheet.own.status is not Status.UNKNOWN_RULE:
        states = say("the unit states “{verdict}”", verdict=verdict.title)
        message = say("{states}; it cannot be confirmed: {why}", states=states, why=_why(sheet))
        yield _Unconfirmed(("claims", "verdict"), states, message)
    for claim in numbers(sheet):
        if claim.computed is not None and claim.agrees is Met.UNDECIDED and claim.missing:
            message = say(
                "{states}; it cannot be confirmed: {why}, and so far it is {found}",
                states=claim.states,
                why=say_n("{n} answer is missing", "{n} answers are missing", n=claim.missing),
                found=claim.found,
            )
            yield _Unconfirmed(claim.keys, claim.states, message)


def _why(sheet: Sheet) -> object:
    """What keeps the verdict open."""
    missing = sheet.own.coverage.of - sheet.own.coverage.answered
    if not missing:
        return say("an answer is not complete")
    return say_n("{n} answer is missing", "{n} answers are missing", n=missing)


@rule(Family.CONSISTENT, 10, Severity.NOTE)
def uncheckable_claim(sheet: Sheet) -> Iterator[Hit]:
    """What the unit states of its own result cannot be checked, because the set does not say how, or not in public.

    Why: A reader should know that nothing stands behind the statement here. There is no fault in the file.

    Mend: Nothing has to be done. An office that holds the full text of the set can complete it with an overlay.

    Fails:

        answers:
          5.3.b: 0
        claims: {total: 95}             # this set has no points

    Passes:

        answers:
          5.3.b: 0
        claims: {met: 4}                # this set counts criteria
    """
    verdict = _open_verdict(sheet)
    if verdict is not None and sheet.own.status is Status.UNKNOWN_RULE:
        states = say("the unit states “{verdict}”", verdict=verdict.title)
        yield Hit(("claims", "verdict"), say("{states}; the rule for it is not public", states=states))
    for claim in numbers(sheet):
        if claim.computed is None or (claim.agrees is Met.UNDECIDED and not claim.missing):
            yield Hit(claim.keys, say("{states}; {why}", states=claim.states, why=_unknown(claim)))


def _unknown(claim: Claim) -> object:
    if claim.computed is None:
        return say("the set has no public number to compare that with")
    return say("as far as the set is public, it is {found}", found=claim.found)


def _open_verdict(sheet: Sheet) -> Verdict | None:
    """A verdict that is stated, and that the answers leave open."""
    claims = sheet.assessment.claims
    verdict = find_verdict(sheet.criteria, claims.verdict) if claims is not None and claims.verdict else None
    return verdict if verdict is not None and stands(sheet, verdict) is Met.UNDECIDED else None
