"""The numbers of documents as Vietnamese offices write them, and what is surely no number.

Authorities number `12/BC-UBND` (Decree 30/2020/NĐ-CP), with the unit that drafted it `5764/QĐ-BCA-V05`, legal documents
with the year `124/2021/TT-BCA`; the Party `03-NQ/ĐU` (as its guideline 11-HD/VPTW of 2004 is itself numbered). Minutes
and lists have numbers of many kinds, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.lint.set_texts import LOOKALIKES
from wardeval.problems import Message, Severity, say

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТХУ", "ABESIJKMHOPCTXY", strict=True))
MEANT = {**LOOKALIKES, "\u00f0": "đ", **_CYRILLIC}
LOOKALIKE = re.compile(f"[{''.join(MEANT)}]")

YEAR = r"(?:19|20)\d\d"
LETTERS = "A-ZĐƯ"
USUAL = re.compile(rf"\d+[a-zđ]?(?:/{YEAR})?[/-][{LETTERS}][\w]*(?:[/-][{LETTERS}\d]\w*)*")
_TYPE = re.compile(rf"\d+[a-zđ]?(?:/{YEAR})?([/-])([^\W\d_]+)(?:[/-]|$)")
_YEAR_LAST = re.compile(rf"\d+[a-zđ]?[/-]([{LETTERS}]\w*)(?:[/-][{LETTERS}]\w*)+[/-]({YEAR})")
_OF_YEAR = re.compile(rf"\d+[a-zđ]?/({YEAR})\b")
_JOINT = re.compile(r"\s*[\u2010-\u2015-]\s*|\s*/\s*")
_SAID = re.compile(r"(?:số|Số|SỐ)\s*:?\s+|(?:số|Số|SỐ):")
BLANK = re.compile(r"(?:[.…_?]+|[xX]+)?/.*|0+(?:[/-].*)?")
_LONGEST = 100
"""Letters beyond which nothing of a number is looked at, nor told."""


class DocumentType(NamedTuple):
    """What kind of document a number is of, by its abbreviation, and whether the Party issued it."""

    letters: str
    of_party: bool


@lru_cache(maxsize=4096)
def type_of(number: str) -> DocumentType | None:
    """What a number says of the kind of document; none where it says nothing."""
    found = _TYPE.match(_joined(number))
    return DocumentType(found[2].upper(), found[1] == "-") if found else None


@lru_cache(maxsize=4096)
def has_year(number: str) -> bool:
    """Whether the year is part of a number, as in `124/2021/TT-BCA`."""
    return _OF_YEAR.match(_joined(number)) is not None


def is_law(number: str) -> bool:
    """Whether a number is, or may be, that of a legal document, which holds for long: the year stands in it."""
    kind = type_of(number) if has_year(number) else None
    return has_year(number) and (kind is None or kind.letters in _LEGAL)


_LEGAL = frozenset(("L", "PL", "LCT", "NĐ", "NQ", "NQLT", "QĐ", "CT", "TT", "TTLT"))
"""The kinds of documents whose number has the year in it by law."""


@rule(Family.PROVED, 5, Severity.WARNING)
def malformed_number(sheet: Sheet) -> Iterator[Hit]:
    """What is written as the number of a document cannot be one.

    Why: A document is found, and told from others, by its number. Decree 30/2020/NĐ-CP puts the digits first, then the
    kind of document and the issuer: 12/BC-UBND; the Party writes 03-NQ/ĐU. Other forms are accepted; here the digits
    are missing, or come after the letters, or something else is in their place.

    Mend: Copy the number from the head of the document. Leave number out where the document has none, and write its
    title.

    Fails:

        answers:
          5.1.b: {value: 22/01/2024, evidence: [kh-12]}
        evidence:
          kh-12: {number: /KH-UBND, date: 22/01/2024, issuer: UBND phường Ví Dụ}

    Passes:

        answers:
          5.1.b: {value: 22/01/2024, evidence: [kh-12]}
        evidence:
          kh-12: {number: 12/KH-UBND, date: 22/01/2024, issuer: UBND phường Ví Dụ}
    """
    if not any(map(fault, sheet.columns.numbers)):
        return
    for id_, entry in sheet.evidence.items():
        if entry.number is not None and (found := fault(entry.number)) is not None:
            message, hint = found
            yield Hit(("evidence", id_, "number"), message, hint)


@lru_cache(maxsize=4096)
def fault(number: str) -> tuple[Message, Message] | None:
    """Why a text cannot be the number of a document, and what to do; none where it can be one, however unusual."""
    text = _joined(number).removeprefix("Số ").removeprefix("Số: ")
    if USUAL.fullmatch(text) and not (LOOKALIKE.search(text) or BLANK.fullmatch(text)):
        return None
    from wardeval.check.proved.number_faults import faults  # its patterns take longer to build than many a file

    return next(faults(number[:_LONGEST], text), None)


def _joined(number: str) -> str:
    """A number without blanks around its signs, with plain hyphens."""
    bare = _SAID.sub("", number[:_LONGEST], count=1) if number[:1] in "sS" else number[:_LONGEST]
    return _JOINT.sub(lambda found: "/" if "/" in found[0] else "-", bare)


@rule(Family.PROVED, 18, Severity.WARNING)
def number_year_differs(sheet: Sheet) -> Iterator[Hit]:
    """The year in the number of a document is not the year of its date.

    Why: The year in a number, as in 05/2023/NQ-HĐND, is that in which the document was issued. If the date says
    otherwise, one of the two was copied wrongly, or last year's document bears this year's date.

    Mend: Copy number and date from the document.

    Fails:

        answers:
          5.1.d: {value: 1, evidence: [nq-05]}
        evidence:
          nq-05: {number: 05/2023/NQ-HĐND, date: 10/03/2024, issuer: HĐND phường Ví Dụ}

    Passes:

        answers:
          5.1.d: {value: 1, evidence: [nq-05]}
        evidence:
          nq-05: {number: 05/2024/NQ-HĐND, date: 10/03/2024, issuer: HĐND phường Ví Dụ}
    """
    if not (any(map(year_in, sheet.columns.numbers)) or any(map(_year_last, sheet.columns.numbers))):
        return
    for id_, entry in sheet.evidence.items():
        if entry.number is None or entry.date is None:
            continue
        year = year_in(entry.number) or _other_year_last(entry.number, entry.date.year)
        if year is not None and year != entry.date.year:
            message = say(
                "“{number}” says {year}, but the date is {day}",
                number=entry.number[:_SHOWN],
                year=str(year),
                day=entry.date,
            )
            yield Hit(("evidence", id_, "date"), message, say("copy number and date from the document"))


_SHOWN = 60


@lru_cache(maxsize=4096)
def year_in(number: str) -> int | None:
    """The year between the digits of a number and its letters, as in `05/2023/NQ-HĐND`; none where there is none."""
    text = _joined(number)
    found = _OF_YEAR.match(text)
    return int(found[1]) if found is not None and _TYPE.match(text) is not None else None


class _Last(NamedTuple):
    """The year behind the letters of a number, and the kind of document."""

    year: int
    letters: str


@lru_cache(maxsize=4096)
def _year_last(number: str) -> _Last | None:
    """The year at the end of a number, as in `12/KH-UBND/2021`; none where there is none."""
    found = _YEAR_LAST.fullmatch(_joined(number))
    return _Last(int(found[2]), found[1].upper()) if found is not None else None


def _other_year_last(number: str, year: int) -> int | None:
    """The year at the end of a number where it is surely not that of a date.

    It may be that which the document is about: a plan is also written the year before, a report the year after.
    """
    last = _year_last(number)
    if last is None or last.year == year:
        return None
    is_before, is_after = last.letters == "KH" and last.year < year, last.letters == "BC" and last.year > year
    return last.year if is_before or is_after or abs(last.year - year) > 1 else None
