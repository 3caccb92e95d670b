"""What an inspector may want to look at in the numbers of one file: questions, never accusations."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import chain

from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet, leaves_of
from wardeval.engine.context import Context
from wardeval.engine.threshold import Side, sides, threshold
from wardeval.exact import Interval, Met
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.rules import Requirement
from wardeval.model.values import Change, Events, Ratio, Value
from wardeval.problems import Severity, say

FEWEST_AT_THRESHOLD = 4
"""Answers from which on it is no chance that each lies exactly at its threshold."""

SMALL = 10
"""Below it a threshold is often kept to the number: as many meetings as were asked for."""


@rule(Family.PLAUSIBLE, 2, Severity.NOTE)
def exactly_at_threshold(sheet: Sheet) -> Iterator[Hit]:
    """Every share, count and amount that is met lies exactly at its threshold, at least four of them.

    Only thresholds that could be surpassed are looked at: not 100% or 0, nor counts below 10, which are often met
    exactly.

    Why: Numbers that were counted lie somewhere above what is required, seldom on it, and hardly ever all of them.

    Mend: Name what the numbers were counted from, such as a list or a register. There is nothing to mend where that is
    known.

    Fails:

        # file: criteria/vi-du-ty-le.yaml
        format: wardeval/criterion-set/1
        id: vi-du-ty-le
        title: Bốn tỷ lệ (hư cấu)
        basis: {number: null, issuer: Hư cấu, issued: 01/01/2024}
        units: [phuong]
        completeness: complete
        sources: {S1: {title: Ví dụ, publisher: Ví dụ, kind: press}}
        verdicts: [{id: dat, title: Đạt, when: [{all: criteria}]}]
        criteria:
          - {id: a, ask: Hộ, attested: press, measure: ratio, met: {at-least: 80%}}
          - {id: b, ask: Tổ, attested: press, measure: ratio, met: {at-least: 60%}}
          - {id: c, ask: Đơn, attested: press, measure: ratio, met: {at-least: 95%}}
          - {id: d, ask: Nợ, attested: press, measure: ratio, met: {at-most: 5%}}
        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: vi-du-ty-le
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {a: 1040/1300, b: 9/15, c: 190/200, d: 7/140}

    Passes:

        # file: criteria/vi-du-ty-le.yaml
        format: wardeval/criterion-set/1
        id: vi-du-ty-le
        title: Bốn tỷ lệ (hư cấu)
        basis: {number: null, issuer: Hư cấu, issued: 01/01/2024}
        units: [phuong]
        completeness: complete
        sources: {S1: {title: Ví dụ, publisher: Ví dụ, kind: press}}
        verdicts: [{id: dat, title: Đạt, when: [{all: criteria}]}]
        criteria:
          - {id: a, ask: Hộ, attested: press, measure: ratio, met: {at-least: 80%}}
          - {id: b, ask: Tổ, attested: press, measure: ratio, met: {at-least: 60%}}
          - {id: c, ask: Đơn, attested: press, measure: ratio, met: {at-least: 95%}}
          - {id: d, ask: Nợ, attested: press, measure: ratio, met: {at-most: 5%}}
        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: vi-du-ty-le
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {a: 1041/1300, b: 9/15, c: 190/200, d: 7/140}
    """
    leaves = _with_threshold(sheet.criteria)
    if len(leaves) < FEWEST_AT_THRESHOLD:
        return
    context = sheet.case.contexts[sheet.case.final_track]
    at_threshold = 0
    for node, met in leaves:
        reply = context.replies.get(node.id)
        value = reply.value if reply is not None else None
        number = value.share if isinstance(value, Ratio) else value
        if isinstance(number, Fraction) and (bounds := _bounds(node, met, number, context)):
            if number not in bounds:
                return
            at_threshold += 1
    if at_threshold >= FEWEST_AT_THRESHOLD:
        yield Hit(
            ("answers",),
            say("all {n} shares, counts and amounts that are met lie exactly at what is required", n=at_threshold),
            say("what were they counted from?"),
            at_key=True,
        )


@lru_cache(maxsize=32)
def _with_threshold(criteria: CriterionSet) -> tuple[tuple[Indicator, Requirement], ...]:
    """The leaves of a set with a threshold for a share, a count or an amount."""
    found = [(node, node.met) for node in criteria.nodes() if node.measure in ("ratio", "count", "amount")]
    return tuple((node, met) for node, met in found if met is not None and sides(met))


def _bounds(node: Indicator, met: Requirement, number: Fraction, context: Context) -> list[Fraction]:
    """The thresholds that a number meets, and that it could also have surpassed; none where it does not meet all."""
    resolve = context.resolve_share if node.measure == "ratio" else context.resolve_of
    judged, bounds, _ = threshold(Interval.exactly(number), met, resolve)
    if judged is not Met.YES:
        return []
    return [bound for side, bound in bounds if _can_be_surpassed(node, side, bound)]


def _can_be_surpassed(node: Indicator, side: Side, bound: Fraction) -> bool:
    """Whether more than a threshold is possible, and is not as seldom as one meeting more than was asked for."""
    if node.measure == "count" and bound < SMALL:
        return False
    if side.lower:
        return node.measure != "ratio" or bound != 1
    return bound != 0


TEN = 10
FEWEST_NUMBERS = 6
"""Different numbers from which on it is no chance that each ends in a zero: one in a million."""


@rule(Family.PLAUSIBLE, 3, Severity.NOTE)
def round_numbers(sheet: Sheet) -> Iterator[Hit]:
    """Every number that was counted ends in a zero: of at least six different ones from 10 up, none does not.

    Counts, numbers of events, parts and wholes, and the numbers of two years are looked at. Amounts are left out: money
    and percentages are often round.

    Why: Of numbers that were counted, about one in ten ends in a zero. Where all do, a reader wants to know whether
    they were rounded.

    Mend: Give the numbers as they were counted. There is nothing to mend where they are.

    Fails:

        answers:
          5.1.d: 10
          4.4.a: {now: 20, before: 30}
          5.4.a: {part: 110, whole: 120}
          5.4.b: {part: 80, whole: 110}

    Passes:

        answers:
          5.1.d: 10
          4.4.a: {now: 20, before: 31}
          5.4.a: {part: 110, whole: 120}
          5.4.b: {part: 80, whole: 110}
    """
    numbers: set[Fraction | int] = set()
    replies = sheet.case.contexts[sheet.case.final_track].replies
    for id_ in chain.from_iterable(leaves_of(sheet.criteria, measure) for measure in _COUNTING):
        for number in _counted(replies[id_].value) if id_ in replies else ():
            if number >= TEN:
                if number % TEN:
                    return
                numbers.add(number)
    if len(numbers) >= FEWEST_NUMBERS:
        yield Hit(
            ("answers",),
            say("all {n} different numbers from 10 up end in a zero: were they rounded?", n=len(numbers)),
            say("give the numbers as they were counted"),
            at_key=True,
        )


_COUNTING = ("ratio", "change", "count", "events")
"""The measures whose numbers are counted, those first whose numbers are larger."""


def _counted(value: Value | None) -> tuple[Fraction | int, ...]:
    """The numbers of an answer that somebody counted."""
    match value:
        case Ratio() | Change():
            return tuple(value)
        case Events():
            return (value.number,)
        case Fraction():
            return (value,)
    return ()
