"""Documents with a day: what each tells of by its number or title, and for what it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from wardeval.check.days import in_year
from wardeval.check.proved.document_numbers import DocumentType, is_law, type_of
from wardeval.check.sheet import Sheet, Written
from wardeval.problems import Keys, Message, say

_LOOKING_BACK = {"BC": say("the report"), "KQ": say("the result")}
_LOOKING_AHEAD = {
    "KH": say("the plan"),
    "CTR": say("the programme"),
    "CTHĐ": say("the programme of action"),
    "ĐK": say("the registration"),
}
_RESOLUTION = say("the Party resolution")
_OF_RESOLUTIONS = DocumentType("NQ", of_party=True)


class Dated(NamedTuple):
    """A document with a number and a day: its keys, and what it tells of, as far as the number says so."""

    keys: Keys
    number: str
    day: date
    looks_back: Message | None
    """What it is called, if it tells of what has been."""
    looks_ahead: Message | None
    """What it is called, if it tells of what is to be done."""


def dated(sheet: Sheet, before: date = date.min, after: date = date.max) -> Iterator[Dated]:
    """The numbered documents from before a day or after another; those with the year in their number hold for long."""
    if before <= sheet.columns.first and sheet.columns.last <= after:
        return
    for id_, entry in sheet.evidence.items():
        number, day = entry.number, entry.date
        if number is None or day is None or before <= day <= after:
            continue
        if (looks := _looks(number)) is not None:
            yield Dated(("evidence", id_), number[:60], day, *looks)


@lru_cache(maxsize=4096)
def _looks(number: str) -> tuple[Message | None, Message | None] | None:
    """What a document is called that looks back, or ahead, as far as its number says so; none if it holds for long."""
    if is_law(number):
        return None
    kind = type_of(number) or DocumentType("", of_party=False)
    ahead = _RESOLUTION if kind == _OF_RESOLUTIONS else _LOOKING_AHEAD.get(kind.letters)
    return _LOOKING_BACK.get(kind.letters), ahead


def entitled(sheet: Sheet, before: date, after: date) -> Iterator[Dated]:
    """The same of reports and plans without a number, by their title; a page of the press may only be about one."""
    if before <= sheet.columns.first and sheet.columns.last <= after:
        return
    if len(sheet.columns.numbers) == len(sheet.evidence):
        return  # as a rule
    for id_, entry in sheet.evidence.items():
        if entry.number is not None or entry.date is None or entry.url is not None or before <= entry.date <= after:
            continue
        title = entry.title or entry.summary or ""
        if found := _KIND.match(title):
            letters = _IN_WORDS[found[0].lower()]
            yield Dated(
                ("evidence", id_), title[:60], entry.date, _LOOKING_BACK.get(letters), _LOOKING_AHEAD.get(letters)
            )


_KIND = re.compile(r"báo cáo\b(?! viên)|kế hoạch\b(?! h(?:óa|oá))", re.IGNORECASE)
_IN_WORDS = {"báo cáo": "BC", "kế hoạch": "KH"}


def naming(sheet: Sheet, id_: str) -> Iterator[Written]:
    """The answers that name a document."""
    for each in sheet.written():
        if id_ in each.answer.evidence or any(id_ in item.evidence for item in each.answer.excepted):
            yield each


def is_for_the_period(sheet: Sheet, id_: str) -> bool:
    """Whether a document is named for what the period was like, not for the year before or another set's verdict."""
    return any(each.node.verdict_of is None and each.node.measure != "change" for each in naming(sheet, id_))


def is_let_pass(sheet: Sheet, document: Dated, first: date) -> bool:
    """Whether a report may stand behind numbers of the year before, or a plan mend what is not met in full.

    A report does so only behind such numbers, and only one of that year; both may stand behind another set's verdict.
    """
    named = list(naming(sheet, str(document.keys[-1])))
    measures = {each.node.measure for each in named if each.node.verdict_of is None}
    if document.day < first and measures:
        return measures == {"change"} and document.day >= in_year(first, first.year - 1)
    return measures <= {"change"} or any(
        not sheet.leaves[each.node.id].is_full for each in named if each.node.id in sheet.leaves
    )
