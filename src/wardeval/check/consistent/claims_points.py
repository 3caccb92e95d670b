"""Rules about the points that the unit states of criteria and indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from wardeval.check.consistent.agreeing import agrees, in_full
from wardeval.check.consistent.claim import points, total
from wardeval.check.consistent.claims import differing
from wardeval.check.consistent.sums import added
from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.engine.result import State
from wardeval.exact import Interval, Met
from wardeval.model.criterion_set import Indicator
from wardeval.model.mistakes import closest
from wardeval.model.printed import Printed
from wardeval.problems import Keys, Severity, say


@rule(Family.CONSISTENT, 6, Severity.ERROR)
def claimed_points(sheet: Sheet) -> Iterator[Hit]:
    """The points that the unit states for a criterion or indicator are not those that its answers earn.

    Points that are rounded half up to the decimals that are written agree, unless the rounding takes them to a
    threshold or past it.

    Why: A score sheet that was filled in by hand and one that is computed differ where a band was misread or a share
    was rounded too early. The total may even agree by chance.

    Mend: See with “wardeval explain” how the points of the criterion come about; correct the answer or the points.

    Fails:

        format: wardeval/assessment/1
        set: qd-619-2017
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2020
        facts: {loai: I}
        answers: {"1": 15, "2": "29,63"}
        claims: {points: {"2": 30}}

    Passes:

        format: wardeval/assessment/1
        set: qd-619-2017
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2020
        facts: {loai: I}
        answers: {"1": 15, "2": "29,63"}
        claims: {points: {"1": 15, "2": "29,6"}}
    """
    for claim in points(sheet):
        yield from differing(claim)


@rule(Family.CONSISTENT, 7, Severity.ERROR)
def claimed_points_unknown(sheet: Sheet) -> Iterator[Hit]:
    """Points are stated for an id that the set does not have, or for one that earns no points.

    Why: Such points cannot be compared with anything, so a wrong statement would pass unseen.

    Mend: Write the ids as the set has them; “wardeval criteria show” lists them with their points.

    Fails:

        claims: {points: {"5.1": 20}}   # this set counts criteria; it has no points

    Passes:

        claims: {met: 4}
    """
    claims = sheet.assessment.claims
    for id_ in claims.points if claims is not None else ():
        node = sheet.criteria.by_id.get(id_)
        if node is None:
            close = closest(id_, sheet.criteria.by_id)
            hint = say("did you mean “{id}”?", id=close) if close else None
            message = say("the set has no criterion or indicator “{id}”", id=id_)
            yield Hit(("claims", "points", id_), message, hint, at_key=True)
        elif not node.earns:
            yield Hit(("claims", "points", id_), say("“{id}” earns no points in this set", id=id_), at_key=True)


@rule(Family.CONSISTENT, 8, Severity.ERROR)
def claimed_points_do_not_add_up(sheet: Sheet) -> Iterator[Hit]:
    """The points that the unit states of the parts do not come to what it states of their sum.

    Where some of the parts are not stated, the others alone are more than the sum.

    Why: This is the arithmetic of the score sheet itself: it is wrong whatever the answers are. One of the numbers
    was copied, changed or added up wrongly. Where one of them is already known to differ from what the answers come
    to, only that is reported.

    Mend: Add the column up again, and correct the part or the sum.

    Fails:

        format: wardeval/assessment/1
        set: qd-619-2017
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2020
        facts: {loai: I}
        claims:
          total: 95
          points: {"1": 15, "2": 28, "3": 21, "4": 10, "5": 20}   # 94

    Passes:

        format: wardeval/assessment/1
        set: qd-619-2017
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2020
        facts: {loai: I}
        claims:
          total: 94
          points: {"1": 15, "2": 28, "3": 21, "4": 10, "5": 20}
    """
    claims = sheet.assessment.claims
    if claims is None or not claims.points:
        return
    criteria = sheet.criteria
    sums: list[tuple[Keys, Printed, Sequence[Indicator], Indicator | None]] = [
        (("claims", "points", node.id), claims.points[node.id], node.children, node)
        for node in criteria.nodes()
        if node.combination == "sum" and node.id in claims.points and _is_sum(sheet, node)
    ]
    if claims.total is not None and criteria.total is not None:
        sums.append((("claims", "total"), claims.total, criteria.criteria, None))
    differ = {claim.keys for claim in (total(sheet), *points(sheet)) if claim is not None and claim.agrees is Met.NO}
    for keys, stated, parts, node in sums:
        earning = [part for part in parts if part.earns]
        given = [part for part in earning if part.id in claims.points]
        if not given or not all(_is_plain(sheet, part) for part in earning):
            continue
        if len(given) < len(earning) and not _exceed(stated, earning, claims.points, sheet, node):
            continue
        earning = given
        if not differ.isdisjoint([keys, *(("claims", "points", part.id) for part in earning)]):
            continue
        printed = [claims.points[part.id].value for part in earning]
        exact = _exact(sheet, claims.points, earning)
        if not any(_comes_to(stated, sum(numbers, Fraction(0)), sheet, node) for numbers in (printed, exact)):
            message = say(
                "{n} points are stated, but those of the parts are {sum}",
                n=in_full(stated.value),
                sum=added(printed),
            )
            yield Hit(keys, message, say("add them up again, and correct the number that is wrong"))


def _is_sum(sheet: Sheet, node: Indicator) -> bool:
    """Whether the points of a sum are those of its parts: it is not said to count in full, or for nothing."""
    return node.only_if is None and sheet.nodes[node.id].state is not State.NOT_APPLICABLE


def _is_plain(sheet: Sheet, part: Indicator) -> bool:
    """Whether the points of a part are simply added: it is not left out, and hangs on nothing else."""
    return part.only_if is None and sheet.nodes[part.id].outcome.applies is not Met.NO


def _exact(sheet: Sheet, stated: Mapping[str, Printed], parts: Sequence[Indicator]) -> list[Fraction]:
    """The points of the parts before they were rounded for print, where that is known."""
    found = []
    for part in parts:
        computed, said = sheet.nodes[part.id].outcome.points, stated[part.id]
        exact = None if computed is None else computed.exact
        known = exact is not None and agrees(said, Interval.exactly(exact)) is Met.YES
        found.append(exact if exact is not None and known else said.value)
    return found


def _exceed(
    stated: Printed,
    parts: Sequence[Indicator],
    claimed: Mapping[str, Printed],
    sheet: Sheet,
    node: Indicator | None,
) -> bool:
    """Whether the points of some parts alone are more than their sum; the others surely take nothing away."""
    others = [sheet.nodes[part.id].outcome.points for part in parts if part.id not in claimed]
    if any(points is None or points.least < 0 for points in others):
        return False
    given = sum((claimed[part.id].value for part in parts if part.id in claimed), Fraction(0))
    if node is not None and node.cap is not None:
        given = min(given, node.cap)
    return given > stated.value


def _comes_to(stated: Printed, number: Fraction, sheet: Sheet, node: Indicator | None) -> bool:
    """Whether a sum of points comes to the stated one, held and rounded as the set says."""
    held = Interval.exactly(number)
    if node is not None:
        held = held.clamp(node.floor, node.cap).round(node.round)
    elif sheet.criteria.total is not None:
        held = held.round(sheet.criteria.total.round)
    return agrees(stated, held) is Met.YES
