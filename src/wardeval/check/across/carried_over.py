"""Rules about what a file says of last year, or takes from last year's file, in the same run."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from wardeval.check.consistent.agreeing import in_full
from wardeval.check.plausible.last_year import is_copy, is_same_territory
from wardeval.check.pool import Pool
from wardeval.check.rule import Family, Finding, across
from wardeval.check.traits import Traits, Yearly
from wardeval.check.whose import days_of
from wardeval.problems import Severity, say


@across(Family.ACROSS, 10, Severity.WARNING)
def last_years_file(pool: Pool) -> Iterator[Finding]:
    """Every answer and every document is that of last year's file.

    Why: What was done and counted in two years is not the same throughout, so one file was most likely handed in again
    with another period. It is reported where there is a number above 0 among the answers and a document with its day,
    or where there are at least three such documents; and in the file to whose period fewer of the documents belong.

    Mend: Put in the answers and documents of the year, or take the file out of that year's folder.

    Fails:

        # file: 2023.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2023
        answers: {5.1.a: {value: 10/01/2023, evidence: [nq]}, 5.1.d: 2}
        evidence: {nq: {number: 08-NQ/ĐU, date: 10/01/2023}}
        # file: 2024.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {5.1.a: {value: 10/01/2023, evidence: [nq]}, 5.1.d: 2}
        evidence: {nq: {number: 08-NQ/ĐU, date: 10/01/2023}}

    Passes:

        # file: 2023.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2023
        answers: {5.1.a: {value: 10/01/2023, evidence: [nq]}, 5.1.d: 2}
        evidence: {nq: {number: 08-NQ/ĐU, date: 10/01/2023}}
        # file: 2024.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {5.1.a: {value: 12/01/2024, evidence: [nq]}, 5.1.d: 2}
        evidence: {nq: {number: 05-NQ/ĐU, date: 12/01/2024}}
    """
    for name, other in pool.units.before.items():
        mine, theirs = pool.traits[name], pool.traits[other]
        if is_copy(mine, theirs):
            first, copy = (name, other) if _of_its_period(mine) > _of_its_period(theirs) else (other, name)
            message = say(
                "every answer and every document is that of {file}, the file of {year}",
                file=first,
                year=str(pool.traits[first].period),
            )
            hint = say("put in the answers and documents of {year}", year=str(pool.traits[copy].period))
            yield Finding(copy, ("period",), message, hint)


def _of_its_period(of: Traits) -> int:
    """How many documents bear a day of the file's own period."""
    first, last = days_of(of._replace(as_of=None))
    return sum(1 for each in of.documents if each.day is not None and first <= each.day <= last)


@across(Family.ACROSS, 11, Severity.WARNING)
def year_before_differs(pool: Pool) -> Iterator[Finding]:
    """The number that an answer gives for the year before is not the one that last year's file gave for itself.

    Why: Such criteria compare two years: with another number for the year before, a rise may look like a fall. Last
    year's number is that of the unit or of its verifier. Files that name a day (as-of) may be of a part of the year;
    they are passed over, and so are units that may have merged in between.

    Mend: Correct the number in the file that is wrong. Where last year's was corrected since, correct that file, too.

    Fails:

        # file: 2023.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2023
        answers: {4.4.a: {now: 34, before: 40}}
        # file: 2024.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {4.4.a: {now: 14, before: 15}}

    Passes:

        # file: 2023.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2023
        answers: {4.4.a: {now: 34, before: 40}}
        # file: 2024.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {4.4.a: {now: 14, before: 34}}
    """
    for name, other in pool.units.before.items():
        mine, theirs = pool.traits[name], pool.traits[other]
        if not mine.yearly or not theirs.yearly or mine.as_of is not None or theirs.as_of is not None:
            continue
        if is_copy(mine, theirs) or not is_same_territory(pool, name, other):
            continue
        for each in mine.yearly:
            given = [of_theirs for of_theirs in theirs.yearly if of_theirs.keys[-1] == each.keys[-1]]
            if given and all(of_theirs.now != each.before for of_theirs in given):
                yield _differing(name, each, other, given[-1])


def _differing(name: str, mine: Yearly, other: str, theirs: Yearly) -> Finding:
    message = say(
        "{before} is written for the year before, but {file} says {now}",
        before=in_full(Fraction(*mine.before)),
        file=other,
        now=in_full(Fraction(*theirs.now)),
    )
    return Finding(name, (*mine.keys, "before"), message, say("correct the number in the file that is wrong"))
