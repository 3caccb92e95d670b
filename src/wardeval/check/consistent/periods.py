"""Rules about a period that is not over, or has not begun, on the day of the check."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.check.consistent.dates import counting_days
from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.problems import Severity, say


@rule(Family.CONSISTENT, 26, Severity.NOTE)
def period_not_over(sheet: Sheet) -> Iterator[Hit]:
    """The period is not over yet, and the file does not say which day its answers are given for (as-of).

    Why: Until its last day a period can still bring what changes an answer. A reader has to know which day the result
    is of.

    Mend: Write as-of with the day, or wait until the period is over.

    Fails:

        # on: 30/06/2024
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers:
          5.3.b: 0

    Passes:

        # on: 30/06/2024
        as-of: 30/06/2024
        answers:
          5.3.b: 0
    """
    last = sheet.window[1]
    if sheet.assessment.as_of is None and sheet.is_to_come(last) and not sheet.is_to_come(counting_days(sheet)[0]):
        yield Hit(
            ("period",), say("the period is over only on {day}", day=last), say("add as-of: the day of these answers")
        )


@rule(Family.CONSISTENT, 27, Severity.ERROR)
def period_not_begun(sheet: Sheet) -> Iterator[Hit]:
    """The period has not begun yet.

    Why: Nothing can have been reached in a period none of whose days has come. Usually the year was mistyped.

    Mend: Correct the period.

    Fails:

        # on: 30/06/2024
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2042
        answers:
          5.3.b: 0

    Passes:

        # on: 30/06/2024
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers:
          5.3.b: 0
    """
    first = counting_days(sheet)[0]
    if sheet.is_to_come(first):
        message = say("the period begins only on {day}: today is {today}", day=first, today=sheet.today)
        yield Hit(("period",), message, say("correct the period"))
