"""Rules about answers that are days, beside the period and the documents that they name."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.check.consistent.dates import counting_days, judges
from wardeval.check.days import in_year
from wardeval.check.proved.document_numbers import type_of
from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Dated, Sheet
from wardeval.model.assessment import Evidence
from wardeval.problems import Severity, say

_TELLING = frozenset(("BC", "KQ", "BB", "TB", "DS", "GXN", "GCN", "CV"))
"""The kinds of documents that tell of an earlier day: reports, results, minutes, notices, lists, certificates."""
_SHOWN = 60
"""Letters of a number that are told."""


@rule(Family.CONSISTENT, 28, Severity.NOTE)
def day_of_another_year(sheet: Sheet) -> Iterator[Hit]:
    """An answer is a day of another year, and the same day of this period would count.

    The criterion itself draws a line there, so the answer is judged as too early or too late.

    Why: A year is easily mistyped, or carried over with last year's file. The unit then loses what it may have done in
    time, and only the result shows it.

    Mend: Write the right year. Nothing has to be changed where the day is right.

    Fails:

        answers:
          5.1.a: 10/01/2023

    Passes:

        answers:
          5.1.a: 10/04/2024
    """
    first, last = counting_days(sheet)
    for each in sheet.answered_days:
        if each.day.year == sheet.assessment.period or first <= each.day <= last:
            continue
        if not judges(each.node)[0 if each.day < first else 1]:
            continue
        is_near = any(first <= in_year(each.day, year) <= last for year in (first.year, last.year))
        if is_near and not sheet.is_to_come(each.day):  # date-in-future tells that
            message = say(
                "{day} lies outside the period, from {first} to {last}: is the year right?",
                day=each.day,
                first=first,
                last=last,
            )
            yield Hit(each.keys, message)


@rule(Family.CONSISTENT, 29, Severity.NOTE)
def day_not_of_its_documents(sheet: Sheet) -> Iterator[Hit]:
    """An answer is a day that none of the documents bears that it names.

    Looked at are answers for which the set asks for a document. Reports, minutes, notices, lists and certificates tell
    of what was before them: where an answer names a later one, nothing is said.

    Why: The day on which a plan was issued stands on the plan. If the answer is another day, one of the two was copied
    wrongly, or another document is meant.

    Mend: Write the day that the document bears, or name the document of that day.

    Fails:

        answers:
          5.1.b: {value: 10/02/2024, evidence: [kh-12]}
        evidence:
          kh-12: {number: 12/KH-UBND, date: 15/03/2024, issuer: UBND phường Ví Dụ}

    Passes:

        answers:
          5.1.b: {value: 10/02/2024, evidence: [bc-20]}
        evidence:
          bc-20: {number: 20/BC-UBND, date: 15/03/2024, issuer: UBND phường Ví Dụ}
    """
    for each in sheet.answered_days:
        if each.node.proof is None:
            continue
        answer = sheet.case.contexts[each.track].replies[each.node.id].answer
        named = [(id_, sheet.evidence[id_]) for id_ in answer.evidence]
        if named and not any(_may_prove(document, each) for _, document in named):
            message = say(
                "{day} is the answer, but the documents that it names bear other days: {documents}",
                day=each.day,
                documents=tuple(
                    say("“{number}” of {day}", number=(document.number or id_)[:_SHOWN], day=document.date)
                    for id_, document in named
                ),
            )
            hint = say("write the day that the document bears, or name the document of that day")
            yield Hit(each.keys, message, hint)


def _may_prove(document: Evidence, answered: Dated) -> bool:
    """Whether a document bears the day of an answer, or none, or may tell of an earlier day than its own."""
    if document.date is None or document.date == answered.day:
        return True
    kind = type_of(document.number) if document.number is not None else None
    return document.date > answered.day and (kind is None or kind.letters in _TELLING)
