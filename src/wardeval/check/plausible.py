"""What an inspector may want to look at in one file: questions, never accusations."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.engine.context import Context
from wardeval.engine.result import NodeResult, State
from wardeval.engine.threshold import sides, threshold
from wardeval.exact import Interval, Met
from wardeval.model.assessment import Answer
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.rules import Requirement
from wardeval.model.values import Change, Events, Grade, Ratio, Value
from wardeval.problems import Severity, say

FEWEST_MET = 5
"""Answers from which on it is worth asking for a single document."""


@rule(Family.PLAUSIBLE, 1, Severity.NOTE)
def met_without_proof(sheet: Sheet) -> Iterator[Hit]:
    """Everything that is answered is met, and no answer names a document; at least five are answered.

    Why: An assessment without a fault and without a document may be right, but nobody can see that it is.

    Mend: Name the documents behind the answers under evidence. There is nothing to mend where the inspector has
    seen them.

    Fails:

        answers: {4.3.a: 0, 4.3.b: 0, 4.3.c: 0, 4.3.d: 0, 5.1.d: 2}

    Passes:

        answers:
          4.3.a: 0
          4.3.b: 0
          4.3.c: 0
          4.3.d: 0
          5.1.d: {value: 2, evidence: [qd-02]}
        evidence:
          qd-02: {number: 02/QĐ-UBND, date: 10/01/2024, summary: Lập hai mô hình}
    """
    if any(_names_document(written.answer) for written in sheet.written):
        return
    leaves = [each for each in sheet.result.all_nodes() if each.node.measure is not None and each.state in _ANSWERED]
    met = sum(1 for leaf in leaves if _is_full(leaf))
    if met >= FEWEST_MET and met + sum(1 for leaf in leaves if _is_recorded(leaf)) == len(leaves):
        yield Hit(
            ("answers",),
            say("all {n} answers are met, and none names a document: what do they rest on?", n=met),
            say("name the documents under evidence"),
            at_key=True,
        )


_ANSWERED = (State.ANSWERED, State.PARTIAL)


def _names_document(answer: Answer) -> bool:
    """Whether a document stands beside an answer, or beside an exception of it."""
    return bool(answer.evidence) or any(item.evidence for item in answer.excepted)


def _is_full(leaf: NodeResult) -> bool:
    """Whether a leaf is met, or where it only earns points, has all of them."""
    met, points, possible, _, _ = leaf.outcome
    if met is None:
        return points is not None and possible is not None and points.least == possible
    return met is Met.YES


def _is_recorded(leaf: NodeResult) -> bool:
    """Whether a leaf is neither judged nor earns anything."""
    return leaf.outcome.met is None and leaf.outcome.points is None


FEWEST_AT_THRESHOLD = 4
"""Answers from which on it is no chance that each lies exactly at its threshold."""

SMALL = 10
"""Below it a threshold is often kept to the number: as many meetings as were asked for."""


@rule(Family.PLAUSIBLE, 2, Severity.NOTE)
def exactly_at_threshold(sheet: Sheet) -> Iterator[Hit]:
    """Every share, count and amount that is met lies exactly at its threshold, at least four of them.

    Looked at are thresholds that could be surpassed: not 100% or 0, nor counts below 10, which are often kept to
    the number.

    Why: Numbers that were counted lie somewhere above what is required, seldom on it, and hardly ever all of them.

    Mend: See whether the numbers were counted, or worked out from what is required. There is nothing to mend where
    they were counted.

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
            say("were they counted, or worked out from what is required?"),
            at_key=True,
        )


@lru_cache(maxsize=32)
def _with_threshold(criteria: CriterionSet) -> tuple[tuple[Indicator, Requirement], ...]:
    """The leaves of a set with a threshold for a share, a count or an amount."""
    found = [(node, node.met) for node in criteria.nodes() if node.measure in ("ratio", "count", "amount")]
    return tuple((node, met) for node, met in found if met is not None and sides(met))


def _bounds(node: Indicator, met: Requirement, number: Fraction, context: Context) -> list[Fraction]:
    """The thresholds that a number meets, and that it could also have surpassed; none where it does not meet all."""
    is_share = node.measure == "ratio"
    resolve = context.resolve_share if is_share else context.resolve_of
    judged, bounds, _ = threshold(Interval.exactly(number), met, resolve)
    least = SMALL if node.measure == "count" else 0
    return [
        bound
        for side, bound in bounds
        if judged is Met.YES and bound >= least and bound != (0 if not side.lower else 1 if is_share else None)
    ]


TEN = 10
FEWEST_NUMBERS = 6
"""Different numbers from which on it is no chance that each ends in a zero: one in a million."""


@rule(Family.PLAUSIBLE, 3, Severity.NOTE)
def round_numbers(sheet: Sheet) -> Iterator[Hit]:
    """Every number that was counted ends in a zero: of at least six different ones from 10 up, none does not.

    Looked at are counts, numbers of events, parts and wholes, and the numbers of two years. Amounts are left out:
    money and percentages are often round.

    Why: Of numbers that were counted, one in ten ends in a zero. Where all do, they may be estimates or plans.

    Mend: Give the numbers as they were counted. There is nothing to mend where they are.

    Fails:

        answers:
          5.1.d: 10
          4.4.a: {now: 20, before: 30}
          4.4.c.2: 40
          5.4.a: {part: 60, whole: 60}
          5.4.b: {part: 50, whole: 60}

    Passes:

        answers:
          5.1.d: 10
          4.4.a: {now: 20, before: 31}
          4.4.c.2: 40
          5.4.a: {part: 60, whole: 60}
          5.4.b: {part: 50, whole: 60}
    """
    numbers: set[Fraction | int] = set()
    replies = sheet.case.contexts[sheet.case.final_track].replies
    for id_ in _counting(sheet.criteria):
        for number in _counted(replies[id_].value) if id_ in replies else ():
            if number >= TEN:
                if number % TEN:
                    return
                numbers.add(number)
    if len(numbers) >= FEWEST_NUMBERS:
        yield Hit(
            ("answers",),
            say("all {n} different numbers from 10 up end in a zero: were they counted?", n=len(numbers)),
            say("give the numbers as they were counted"),
            at_key=True,
        )


_COUNTING = ("ratio", "change", "count", "events")
"""The measures whose numbers are counted, those first whose numbers are larger."""


@lru_cache(maxsize=32)
def _counting(criteria: CriterionSet) -> tuple[str, ...]:
    """The leaves of a set whose answers are counted."""
    return tuple(node.id for measure in _COUNTING for node in criteria.nodes() if node.measure == measure)


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


FEWEST_BASICALLY = 4


@rule(Family.PLAUSIBLE, 4, Severity.NOTE)
def basically_met_throughout(sheet: Sheet) -> Iterator[Hit]:
    """Everything that could be met is “basically met”, at least four answers, and nothing is met in full or not met.

    Why: “Basically” is for what is nearly settled. Where it stands everywhere, it does not tell any more what is
    settled and what is not.

    Mend: See which of them are met in full, and which are not. There is nothing to mend where something small is
    left at each.

    Fails:

        format: wardeval/assessment/1
        set: xa-dien-hinh-20-2021
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2023
        answers: {"1": cơ bản, "2": cơ bản, "3": cơ bản, "4": cơ bản}

    Passes:

        format: wardeval/assessment/1
        set: xa-dien-hinh-20-2021
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2023
        answers: {"1": cơ bản, "2": cơ bản, "3": cơ bản, "4": đạt}
    """
    replies = sheet.case.contexts[sheet.case.final_track].replies.values()
    grades = [reply.value for reply in replies if isinstance(reply.value, Grade)]
    if len(grades) >= FEWEST_BASICALLY and all(grade is Grade.BASICALLY for grade in grades):
        yield Hit(
            ("answers",),
            say("all {n} answers of met or not met are “basically met”: which are met in full?", n=len(grades)),
            say("see which are met in full, and which are not"),
            at_key=True,
        )
