"""Rules about the days of documents: each has one, and can prove something for the period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from wardeval.case import VERIFIED
from wardeval.check.proved.dated_documents import Dated, dated, entitled, is_for_the_period, is_let_pass, naming
from wardeval.check.proved.document_numbers import has_year, type_of
from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.problems import Severity, say

_OF_OUTCOMES = frozenset(("QĐ", "TB", "KL", "BB"))
"""The kinds of documents that tell what came of a verification: decision, notice, conclusion, minutes."""
_SIGNED_WITHIN = timedelta(days=60)
_YEARS = re.compile(r"((?:19|20)\d\d)\s*(?:[–—-]|đến|to)\s*(?:năm\s+)?((?:19|20)\d\d)")


@rule(Family.PROVED, 6, Severity.WARNING)
def document_without_date(sheet: Sheet) -> Iterator[Hit]:
    """A document has a number and no date.

    Why: Authorities begin their numbers anew every year, Party committees with every term (guideline 36-HD/VPTW of
    2018): without its day, 12/BC-UBND may be any of many, and nobody sees whether it is of the period. Numbers with the
    year in them, such as 124/2021/TT-BCA, are passed over.

    Mend: Write the day on which the document was signed.

    Fails:

        answers:
          5.1.b: {value: 22/01/2024, evidence: [kh-12]}
        evidence:
          kh-12: {number: 12/KH-UBND, issuer: UBND phường Ví Dụ}

    Passes:

        answers:
          5.1.b: {value: 22/01/2024, evidence: [kh-12]}
        evidence:
          kh-12: {number: 12/KH-UBND, date: 22/01/2024, issuer: UBND phường Ví Dụ}
    """
    if sheet.columns.dated == len(sheet.evidence):
        return
    for id_, entry in sheet.evidence.items():
        if entry.date is None and entry.number is not None and not has_year(entry.number):
            message = say("the document “{number}” has no date", number=entry.number[:60])
            yield Hit(("evidence", id_), message, say("write the day on which it was signed, as date"), at_key=True)


@rule(Family.PROVED, 7, Severity.WARNING)
def document_outside_period(sheet: Sheet) -> Iterator[Hit]:
    """A document cannot prove anything for the period: a report from before it, or a plan from after it.

    Why: A report tells what has been, so one from before the first day that counts says nothing of the period. A plan,
    a programme, a registration or a Party resolution tells what is to be done; one from after the last day cannot have
    led to it. A plan beside an answer that is not met in full may be the one that mends it, and is passed over. So are
    decisions and minutes, which may be signed later and may hold for years, and what proves the numbers of the year
    before, or the verdict of another set. Where the set does not state its days, only what is surely outside is
    reported.

    Mend: Check whether the date is right, and whether last year's document was carried over. Name the document of this
    period.

    Fails:

        answers:
          5.4.a: {part: 25, whole: 25, evidence: [bc-88]}
        evidence:
          bc-88: {number: 88/BC-UBND, date: 04/11/2023, issuer: UBND phường Ví Dụ}

    Passes:

        answers:
          5.4.a: {part: 25, whole: 25, evidence: [bc-88]}
        evidence:
          bc-88: {number: 88/BC-UBND, date: 04/11/2024, issuer: UBND phường Ví Dụ}
    """
    first, last = _widest(sheet)
    for each in chain(dated(sheet, first, last), entitled(sheet, first, last)):
        if each.day < first and each.looks_back is not None:
            message = say(
                "{what} “{number}” of {day} is from before the period ({period})",
                what=each.looks_back,
                number=each.number,
                day=each.day,
                period=_period(sheet),
            )
        elif each.day > last and each.looks_ahead is not None:
            message = say(
                "{what} “{number}” of {day} is from after the period ({period})",
                what=each.looks_ahead,
                number=each.number,
                day=each.day,
                period=_period(sheet),
            )
        else:
            continue
        if not is_let_pass(sheet, each, first):
            hint = say("write the right day, or name the document of this period")
            yield Hit((*each.keys, "date"), message, hint)


@rule(Family.PROVED, 8, Severity.NOTE)
def older_document(sheet: Sheet) -> Iterator[Hit]:
    """A decision, a plan or another document is from before the period; an inspector may ask whether it still holds.

    Why: Decisions that set something up, plans for several years and rules of cooperation hold for long; those of a
    single year do not, and are easily carried over with last year's file.

    Mend: Nothing, if the document still holds; its title or summary may say for which years, such as 2021–2025, and
    the note is gone. Else name the document of this period.

    Fails:

        answers:
          5.1.d: {value: 1, evidence: [qd-07]}
        evidence:
          qd-07: {number: 07/QĐ-UBND, date: 20/02/2023, issuer: UBND phường Ví Dụ}

    Passes:

        answers:
          5.1.d: {value: 1, evidence: [qd-07]}
        evidence:
          qd-07:
            number: 07/QĐ-UBND
            date: 20/02/2023
            issuer: UBND phường Ví Dụ
            summary: Quyết định lập Tổ tự quản, giai đoạn 2023–2025.
    """
    first = _widest(sheet)[0]
    for each in dated(sheet, before=first):
        id_ = str(each.keys[-1])
        entry = sheet.evidence[id_]
        says_so = _names_year(f"{entry.title} {entry.summary}", sheet.assessment.period)
        if each.looks_back is None and not says_so and is_for_the_period(sheet, id_):
            message = say(
                "“{number}” of {day} is from before the period ({period}): does it still hold?",
                number=each.number,
                day=each.day,
                period=_period(sheet),
            )
            yield Hit((*each.keys, "date"), message)


@rule(Family.PROVED, 9, Severity.WARNING)
def document_after_answers(sheet: Sheet) -> Iterator[Hit]:
    """A document is dated later than the day on which the answer that rests on it was given.

    Why: The verifier cannot have seen a document that was signed after the verification; and what a plan or a
    resolution proves cannot have been so before it was signed. Reports about a day are signed later and are passed
    over, and so are decisions, notices, conclusions and minutes of the sixty days after the verification: they may be
    what came of it.

    Mend: Find out which of the two days is wrong: that of the document, or the date of verified, or as-of.

    Fails:

        answers:
          5.1.d: 1
        verified:
          by: Ban Chỉ đạo Thành phố Hư Cấu
          date: 18/11/2024
          answers:
            5.1.d: {value: 1, evidence: [bc-07]}
        evidence:
          bc-07: {number: 07/BC-CAP, date: 25/11/2024, issuer: Công an phường Ví Dụ}

    Passes:

        answers:
          5.1.d: 1
        verified:
          by: Ban Chỉ đạo Thành phố Hư Cấu
          date: 18/11/2024
          answers:
            5.1.d: {value: 1, evidence: [bc-07]}
        evidence:
          bc-07: {number: 07/BC-CAP, date: 15/11/2024, issuer: Công an phường Ví Dụ}
    """
    verified = sheet.assessment.verified
    seen, stood = verified.date if verified is not None else None, sheet.assessment.as_of
    if stood is not None and stood < _widest(sheet)[0]:
        stood = None
    known = [day for day in (seen, stood) if day is not None]
    for each in dated(sheet, after=min(known)) if known else ():
        tracks = {answer.track for answer in naming(sheet, str(each.keys[-1]))}
        if seen is not None and each.day > seen and VERIFIED in tracks and not _may_record(each, seen):
            message = say(
                "“{number}” of {day} is later than the verification of {seen} that rests on it",
                number=each.number,
                day=each.day,
                seen=seen,
            )
        elif stood is not None and each.day > stood and each.looks_ahead is not None and tracks:
            message = say(
                "{what} “{number}” of {day} is later than as-of, {stood}",
                what=each.looks_ahead,
                number=each.number,
                day=each.day,
                stood=stood,
            )
        else:
            continue
        yield Hit((*each.keys, "date"), message, say("write the right day of the document, or of the answers"))


def _may_record(document: Dated, seen: date) -> bool:
    """Whether a document may be what came of a verification: such are signed some weeks later."""
    kind = type_of(document.number)
    return kind is not None and kind.letters in _OF_OUTCOMES and document.day <= seen + _SIGNED_WITHIN


def _widest(sheet: Sheet) -> tuple[date, date]:
    """The days that count for the period; where the set does not state them, the widest of any set that does."""
    year = sheet.assessment.period
    return sheet.window if sheet.criteria.window is not None else (date(year - 1, 1, 1), date(year, 12, 31))


def _period(sheet: Sheet) -> object:
    """The period as people are told: by its days where the set states them, else by its year."""
    first, last = sheet.window
    return (
        str(sheet.assessment.period)
        if sheet.criteria.window is None
        else say("from {first} to {last}", first=first, last=last)
    )


def _names_year(text: str, year: int) -> bool:
    """Whether a text names a year, or years around it as in 2021–2025."""
    if str(year) in text:
        return True
    return any(int(found[1]) <= year <= int(found[2]) for found in _YEARS.finditer(text))
