"""Rules about how far a unit's answers are from those of a year before, for the same set, in the same run."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from wardeval.check.pool import Pool
from wardeval.check.rule import Family, Finding, across
from wardeval.check.traits import Tallied, Traits
from wardeval.check.whose import same_era
from wardeval.problems import Message, Severity, say

FEWEST_RISEN = 3
"""Criteria by which the number of those that are met has to rise to be told of."""


@across(Family.PLAUSIBLE, 50, Severity.NOTE)
def jump(pool: Pool) -> Iterator[Finding]:
    """Much more is met than a year before.

    Why: Such a leap happens, and an inspector wants to know what is behind it. It is reported where the unit's own
    answers surely meet more criteria than the year before by over a third of all, and by at least three, or come to
    more points by over a fifth of the most. What was left open last year counts as met then, and what is open now as
    not met.

    Mend: Nothing has to be changed; “wardeval diff” with both files shows what did.

    Fails:

        # file: criteria/vi-du.yaml
        format: wardeval/criterion-set/1
        id: vi-du
        title: Ví dụ
        basis: {number: null, issuer: Ví dụ}
        units: [phuong]
        completeness: complete
        sources: {S: {title: Ví dụ, kind: inferred}}
        total: {max: 100}
        verdicts: [{id: xong, title: Xong}]
        criteria: [{id: "1", measure: points, max: 100}]
        # file: 2023.yaml
        format: wardeval/assessment/1
        set: vi-du
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2023
        answers: {"1": 61}
        # file: 2024.yaml
        format: wardeval/assessment/1
        set: vi-du
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {"1": 82}

    Passes:

        # file: criteria/vi-du.yaml
        format: wardeval/criterion-set/1
        id: vi-du
        title: Ví dụ
        basis: {number: null, issuer: Ví dụ}
        units: [phuong]
        completeness: complete
        sources: {S: {title: Ví dụ, kind: inferred}}
        total: {max: 100}
        verdicts: [{id: xong, title: Xong}]
        criteria: [{id: "1", measure: points, max: 100}]
        # file: 2023.yaml
        format: wardeval/assessment/1
        set: vi-du
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2023
        answers: {"1": 61}
        # file: 2024.yaml
        format: wardeval/assessment/1
        set: vi-du
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {"1": 81}
    """
    for name, other in pool.units.before.items():
        mine, theirs = pool.traits[name], pool.traits[other]
        if not is_same_territory(pool, name, other):
            continue
        message = _more_points(mine, theirs, other) or _more_met(mine, theirs, other)
        if message is not None:
            hint = say("“wardeval diff {before} {after}” shows what changed", before=other, after=name)
            yield Finding(name, ("period",), message, hint)


class _Rise(NamedTuple):
    """What there surely is now, what there may have been a year before, and out of how much."""

    now: Fraction
    before: Fraction
    of: Fraction

    @property
    def by(self) -> Fraction:
        """By how much it surely rose."""
        return self.now - self.before


def _rise(now: Tallied | None, before: Tallied | None) -> _Rise | None:
    if now is None or before is None or now.of != before.of:
        return None
    return _Rise(Fraction(*now.least), Fraction(*before.most), Fraction(*now.of))


def _more_points(mine: Traits, theirs: Traits, file: str) -> Message | None:
    rise = _rise(mine.points, theirs.points)
    if rise is None or 5 * rise.by <= rise.of:
        return None
    return say(
        "at least {now} of {of} points; a year before, in {file}, at most {before}",
        now=rise.now,
        of=rise.of,
        file=file,
        before=rise.before,
    )


def _more_met(mine: Traits, theirs: Traits, file: str) -> Message | None:
    rise = _rise(mine.met, theirs.met)
    if rise is None or 3 * rise.by <= rise.of or rise.by < FEWEST_RISEN:
        return None
    return say(
        "at least {now} of {of} criteria are met; a year before, in {file}, at most {before}",
        now=rise.now,
        of=rise.of,
        file=file,
        before=rise.before,
    )


FEWEST_NUMBERS = 4
"""Numbers above 0 that a file has to hold for their staying the same to be told of."""
FEWEST_DOCUMENTS = 3
"""Documents with their days that are too many to be the same in two years, also where nothing is counted."""


@across(Family.PLAUSIBLE, 51, Severity.NOTE)
def unchanged_numbers(pool: Pool) -> Iterator[Finding]:
    """Every number above 0 is exactly that of last year.

    Why: What is counted anew hardly ever comes to the same throughout, so an inspector may ask of which year the
    numbers are. It is reported where the unit's own answers hold at least four numbers above 0, and all of them are
    those of the year before: counts, shares, amounts and changes. Judged points and dates are not looked at. Where the
    whole file is last year's, the rule last-years-file reports it.

    Mend: Nothing has to be changed where the numbers are right; check that they were counted for this year.

    Fails:

        # file: criteria/vi-du.yaml
        format: wardeval/criterion-set/1
        id: vi-du
        title: Ví dụ
        basis: {number: null, issuer: Ví dụ}
        units: [phuong]
        completeness: complete
        sources: {S: {title: Ví dụ, kind: inferred}}
        verdicts: [{id: xong, title: Xong}]
        criteria:
          - id: "1"
            all:
              - {id: 1.a, measure: ratio, met: {at-least: 50%}}
              - {id: 1.b, measure: ratio, met: {at-least: 50%}}
              - {id: 1.c, measure: ratio, met: {at-least: 50%}}
              - {id: 1.d, measure: count, met: {at-least: 1}}
        # file: 2023.yaml
        format: wardeval/assessment/1
        set: vi-du
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2023
        answers: {1.a: 14/19, 1.b: 31/37, 1.c: 8/9, 1.d: 7}
        # file: 2024.yaml
        format: wardeval/assessment/1
        set: vi-du
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {1.a: 14/19, 1.b: 31/37, 1.c: 8/9, 1.d: 7}

    Passes:

        # file: 2023.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2023
        answers: {5.1.d: 2, 5.4.a: 25/25, 5.4.b: 20/25}
        # file: 2024.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {5.1.d: 2, 5.4.a: 25/25, 5.4.b: 20/25}
    """
    for name, other in pool.units.before.items():
        mine, theirs = pool.traits[name], pool.traits[other]
        n = mine.numbers[0]
        if n < FEWEST_NUMBERS or mine.numbers != theirs.numbers or is_copy(mine, theirs):
            continue
        if is_same_territory(pool, name, other):
            message = say("all {n} numbers above 0 are those of {file}, a year before", n=n, file=other)
            yield Finding(name, ("answers",), message, say("see that they were counted for this year"), at_key=True)


def is_copy(mine: Traits, theirs: Traits) -> bool:
    """Whether every answer and every document of a file is that of another, and cannot well be so in two years."""
    if not mine.said or mine.said != theirs.said or mine.registered != theirs.registered:
        return False
    dated = sum(1 for each in mine.documents if each.day is not None)
    return dated >= FEWEST_DOCUMENTS or (dated > 0 and mine.numbers[0] > 0)


def is_same_territory(pool: Pool, name: str, other: str) -> bool:
    """Whether it is known that the unit is what it was: by the register, or since no reform lies in between."""
    if pool.register is not None and None not in (pool.units.found(name).unit, pool.units.found(other).unit):
        return True
    return same_era(pool.traits[name], pool.traits[other])
