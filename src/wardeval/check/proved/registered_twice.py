"""A rule about a document, or a file, that stands in one register more than once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from posixpath import normpath

from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.check.traits_of import issuer_of, number_of
from wardeval.model.assessment import Evidence
from wardeval.problems import Message, Severity, say


@rule(Family.PROVED, 19, Severity.WARNING)
def document_registered_twice(sheet: Sheet) -> Iterator[Hit]:
    """Two entries of the register are the same document or name the same file, or give one document two dates.

    Documents are the same where number, issuer and date are. One office gives a number only once a year: where number
    and issuer are the same and the dates are two of one year, one of the dates is wrong.

    Why: One document that stands there twice looks like two proofs.

    Mend: Keep one entry and name it beside every answer that it proves; or correct the number, the date or the file.

    Fails:

        answers:
          5.1.d: {value: 2, evidence: [qd-07, qd-07b]}
        evidence:
          qd-07: {number: 07/QĐ-UBND, date: 20/02/2024, issuer: UBND phường Ví Dụ}
          qd-07b: {number: 7/QĐ-UBND, date: 20/02/2024, issuer: UBND phường Ví Dụ}

    Passes:

        answers:
          5.1.d: {value: 2, evidence: [qd-07, qd-08]}
        evidence:
          qd-07: {number: 07/QĐ-UBND, date: 20/02/2024, issuer: UBND phường Ví Dụ}
          qd-08: {number: 08/QĐ-UBND, date: 20/02/2024, issuer: UBND phường Ví Dụ}
    """
    if len(sheet.evidence) < 2:  # noqa: PLR2004 - two are needed
        return
    numbers, named = sheet.columns.numbers, sheet.columns.files
    if len(set(map(number_of, numbers))) == len(numbers) and len(set(map(normpath, named))) == len(named):
        return  # as a rule
    documents: dict[Hashable, str] = {}
    files: dict[Hashable, str] = {}
    for id_, entry in sheet.evidence.items():
        if (found := _again(documents, _document(entry), id_)) is not None:
            yield Hit(("evidence", id_), *_told(sheet, found, entry), at_key=True)
        elif entry.file is not None and (found := _again(files, normpath(entry.file), id_)) is not None:
            message = say("“{id}” names the same file", id=found)
            yield Hit(("evidence", id_, "file"), message, say("keep one entry, or name the file of each"))


def _again(first: dict[Hashable, str], key: Hashable | None, id_: str) -> str | None:
    """The entry that had the key before."""
    if key is None:
        return None
    found = first.setdefault(key, id_)
    return None if found == id_ else found


def _document(entry: Evidence) -> Hashable | None:
    """What no two documents have in common: number, issuer and year; none where one of them is not known."""
    if entry.number is None or entry.issuer is None or entry.date is None:
        return None
    number = number_of(entry.number)
    return (number, issuer_of(entry.issuer), entry.date.year) if any(map(str.isalpha, number)) else None


def _told(sheet: Sheet, found: str, entry: Evidence) -> tuple[Message, Message]:
    """What is wrong with two entries of one document, and what to do."""
    other = sheet.evidence[found]
    if other.date == entry.date:
        return say("“{id}” is the same document", id=found), say("keep one entry for a document")
    message = say("“{id}” has the same number and issuer, and the date {day}", id=found, day=other.date)
    return message, say("copy number and date from the documents")
