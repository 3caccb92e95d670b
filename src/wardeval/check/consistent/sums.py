"""Rules about how a number came about: its printed share, and the numbers that it was added up from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce

from wardeval.check.consistent.agreeing import agrees, bounds_of, in_full
from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet, Written
from wardeval.engine.context import Context
from wardeval.exact import Interval, Met
from wardeval.language import Share
from wardeval.model.criterion_set import Indicator
from wardeval.model.printed import printed
from wardeval.model.values import Events, Ratio, Reply
from wardeval.problems import Message, Severity, say

COUNTED = ("events", "count", "ratio", "amount", "points")
"""The measures whose answer is one number, or the part of a share."""
_MOST_PARTS = 12
"""How many numbers of a sum are written out."""


@rule(Family.CONSISTENT, 11, Severity.WARNING)
def stated_percent(sheet: Sheet) -> Iterator[Hit]:
    """The percent beside a part and its whole is not their share.

    A percent that is rounded half up to the decimals that are written agrees, unless the rounding takes it to a
    threshold of the criterion or past it.

    Why: The score is computed from the part and the whole. If the percent that was printed says something else, one of
    the three numbers is wrong, or the percent was taken of another whole.

    Mend: Divide the part by the whole again, and correct the number that is wrong; where the percent was printed so,
    say in note of what it was taken.

    Fails:

        answers:
          5.4.b: {part: 137, whole: 192, percent: "73,5"}   # 71,35%

    Passes:

        answers:
          5.4.b: {part: 118, whole: 120, percent: "98,33"}
    """
    for written in sheet.worked:
        stated, reply = written.answer.percent, _reply(sheet, written)
        if stated is None or reply is None or not isinstance(reply.value, Ratio):
            continue
        context = sheet.case.contexts[written.track]
        share = reply.value.share
        marks = tuple(_marks(written.node, context))
        if agrees(stated, Interval.exactly(share * 100), [mark * 100 for mark in marks]) is Met.NO:
            yield Hit(
                (*written.keys, "percent"),
                say(
                    "{n}% is written, but {part} of {whole} is {share}",
                    n=in_full(stated.value),
                    part=in_full(reply.value.part),
                    whole=in_full(reply.value.whole),
                    share=Share(share, (stated.value / 100, *marks)),
                ),
                say("correct the part, the whole or the percent"),
            )


def _marks(node: Indicator, context: Context) -> Iterator[Fraction]:
    """The shares that the set asks for or draws a line at, and none and all of it."""
    yield from (Fraction(0), Fraction(1))
    yield from bounds_of(node.met, context, Fraction(1))
    for band in node.points.bands if node.points is not None else ():
        for end in (band.from_, band.above, band.to, band.below):
            if end is not None and isinstance(end.value, Fraction):
                yield end.value


@rule(Family.CONSISTENT, 12, Severity.ERROR)
def sum_differs(sheet: Sheet) -> Iterator[Hit]:
    """The numbers under sum-of do not add up to the answer.

    They are either written out with a name for each, or they are the answers of other criteria, which are named by
    their ids. The sum has to be the answer itself; of a share, its part. Amounts and points may be rounded half up
    to the decimals that are written, what is counted one by one may not.

    Why: A number that was added up over neighbourhoods or over criteria is no better than the addition. If the
    numbers do not add up, one of them is wrong, or one was forgotten.

    Mend: Add the numbers up again, and correct the one that is wrong.

    Fails:

        answers:
          5.1.d: {value: 24, sum-of: {Khu A: 14, Khu B: 6, Khu C: 3}}   # 23

    Passes:

        answers:
          5.1.d: {value: 23, sum-of: {Khu A: 14, Khu B: 6, Khu C: 3}}
    """
    for written in sheet.worked:
        sum_of, reply = written.answer.sum_of, _reply(sheet, written)
        number = None if reply is None else _number(reply)
        if sum_of is None or number is None:
            continue
        parts = list(sum_of.numbers.values()) if sum_of.numbers else _numbers(sheet, written)
        if parts and not _adds_up(written, number, sum(parts, Fraction(0))):
            yield Hit(
                (*written.keys, "sum-of"),
                say("{n} is written, but {sum}", n=in_full(number), sum=added(parts)),
                say("add them up again, and correct the number that is wrong"),
            )


@rule(Family.CONSISTENT, 13, Severity.ERROR)
def sum_of_unusable(sheet: Sheet) -> Iterator[Hit]:
    """An id under sum-of names nothing that could be added up there.

    The set does not have it, or its answer is no number; or it is the criterion itself, or named twice.

    Why: Without it the sum cannot be checked, so a wrong one would pass unseen.

    Mend: Name the criteria whose numbers were added up, each of them once.

    Fails:

        answers:
          5.1.d: {value: 3, sum-of: ["5.3.a", "5.9"]}

    Passes:

        answers:
          4.3.a: 1
          4.3.b: 2
          5.1.d: {value: 3, sum-of: [4.3.a, 4.3.b]}
    """
    for written in sheet.worked:
        ids = written.answer.sum_of.ids if written.answer.sum_of is not None else ()
        for place, id_ in enumerate(ids):
            message = _unusable(sheet, written, ids[:place], id_)
            if message is not None:
                yield Hit((*written.keys, "sum-of", place), message)


def added(numbers: Sequence[Fraction]) -> Message:
    """A sum as people write it: `14 + 6 + 3 = 23`; of very many numbers only what they come to."""
    total = sum(numbers, Fraction(0))
    shown: list[object] = [in_full(number) for number in numbers]
    if len(numbers) > _MOST_PARTS:
        return say("the sum of the {n} numbers is {sum}", n=len(numbers), sum=in_full(total))
    terms = reduce(lambda first, second: say("{first} + {second}", first=first, second=second), shown)
    return say("{terms} = {sum}", terms=terms, sum=in_full(total))


def _reply(sheet: Sheet, written: Written) -> Reply | None:
    return sheet.case.contexts[written.track].replies.get(written.node.id)


def _number(reply: Reply) -> Fraction | None:
    """The number that an answer is; of a share, its part."""
    match reply.value:
        case Events(number):
            return Fraction(number)
        case Ratio(part):
            return part
        case Fraction() as number:
            return number
    return None


def _adds_up(written: Written, number: Fraction, total: Fraction) -> bool:
    """Whether a number is a sum; what is counted one by one is never rounded."""
    if number == total or written.node.measure in ("events", "count"):
        return number == total
    answer = written.answer
    text = answer.part if answer.part is not None else (answer.value or "").partition("/")[0]
    return agrees(printed(text), Interval.exactly(total)) is Met.YES


def _numbers(sheet: Sheet, written: Written) -> list[Fraction]:
    """The numbers of the answers that are named; none while one of them cannot be added up."""
    ids = written.answer.sum_of.ids if written.answer.sum_of is not None else ()
    if any(_unusable(sheet, written, ids[:place], id_) for place, id_ in enumerate(ids)):
        return []
    replies = [sheet.case.contexts[written.track].replies.get(id_) for id_ in ids]
    found = [None if reply is None else _number(reply) for reply in replies]
    numbers = [number for number in found if number is not None]
    return numbers if len(numbers) == len(ids) else []


def _unusable(sheet: Sheet, written: Written, before: Sequence[str], id_: str) -> Message | None:
    """Why an id cannot be added up here."""
    node = sheet.criteria.by_id.get(id_)
    if node is None:
        return say("the set has no criterion or indicator “{id}”", id=id_)
    if node.measure not in COUNTED:
        return say("the answer to “{id}” is no number that could be added up", id=id_)
    if id_ == written.node.id:
        return say("“{id}” is no part of itself", id=id_)
    return say("“{id}” is named twice", id=id_) if id_ in before else None
