"""The values that both kinds of file are made of: ids, words, exact numbers, days."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, NamedTuple, NoReturn

from pydantic_core import PydanticCustomError

from wardeval.exact import NumberError, parse_number
from wardeval.language import Words
from wardeval.model import plain
from wardeval.model.record import Before, Check
from wardeval.problems import Message, say

_ONCE = lru_cache(maxsize=4096)
"""What thousands of files say alike is made out once; what is refused is not kept."""


def refuse(message: Message, hint: Message | None = None) -> NoReturn:
    """Report a mistake in the value at hand; the loader finds its line."""
    raise PydanticCustomError("wardeval", "{text}", {"text": message.template, "message": message, "hint": hint})


def number(text: object) -> Fraction:
    """The exact number a field holds."""
    if not isinstance(text, str):
        refuse(say("a number is expected here"))
    try:
        return parse_number(text)
    except NumberError as error:
        refuse_number(error)


def whole_number(text: object) -> int:
    """A whole number that is not negative."""
    value = number(text)
    if value < 0 or value.denominator != 1:
        refuse(say("a whole number, 0 or more, is expected here"))
    return value.numerator


def refuse_number(error: NumberError) -> NoReturn:
    """Say what is wrong with a number, and the ways to write it."""
    match error.reason:
        case "ambiguous":
            whole, part = re.split("[.,]", error.text)
            refuse(
                say("“{text}” can be read in two ways", text=error.text),
                say(
                    "write {thousands} for thousands, or {decimal} for a decimal",
                    thousands=f"{whole}{part}",
                    decimal=f"{whole},{part}0",
                ),
            )
        case "digits":
            refuse(say("the number is too long to be a count, a share or an amount"))
        case "zeros":  # 010 is 8 to other programs
            bare = re.sub(r"\A(-?)0+(?=\d)", r"\1", error.text)
            refuse(say("“{text}” begins with a zero too many", text=error.text), say("write {text}", text=bare))
    hint = say("write whole numbers with digits only, decimals with a comma or a point: 25 or 95,45")
    from wardeval.model.meant_numbers import number_alone  # only what is refused pays for it

    if alone := number_alone(error.text):
        hint = say("write only the number: {number}", number=alone)
    refuse(say("“{text}” is not a number", text=error.text[:40]), hint)


def share(text: object) -> Fraction:
    """The exact share that `70%` or `2/3` writes."""
    if isinstance(text, str):
        if text.endswith("%"):
            return number(text[:-1].rstrip()) / 100
        part, slash, whole = text.partition("/")
        if slash and (below := number(whole)):
            return number(part) / below
    refuse(say("a percent such as 70% is expected here"))


def words(value: object) -> Words:
    """Text in Vietnamese, or `{vi: …, en: …}`."""
    match value:
        case str() if value.strip():
            return Words(value.strip())
        case {"vi": str(vi), **rest} if vi.strip() and set(rest) <= {"en"} and isinstance(rest.get("en", ""), str):
            return Words(vi.strip(), str(rest.get("en", "")).strip())
    refuse(say("text is expected here, or {{vi: …, en: …}}"))


MAX_ID = 80
_ID = re.compile(r"[^\W_](?:[\w.\-]*[^\W_])?\Z")


_NO_ID = say("an id is expected here")


def reader_of_ids(hint: Callable[[object], Message]) -> Callable[[object], str]:
    """What reads an id: letters, digits, points, hyphens; Vietnamese letters such as đ are letters.

    `hint` says what to write in the place of what is none.
    """

    def identifier(value: object) -> str:
        if not isinstance(value, str) or len(value) > MAX_ID or not _is_id(value):
            refuse(_NO_ID, hint(value))
        return value

    return identifier


@_ONCE
def _is_id(text: str) -> bool:
    return _ID.match(text) is not None


def _such_as(example: str) -> Message:
    return say("an id has letters, digits, points and hyphens only, for example {example}", example=example)


def _mended(value: object, otherwise: str) -> str:
    """The id that is nearest to a text, or another where none is near."""
    text = re.sub(r"[^\w.]+", "-", value).strip("-._") if isinstance(value, str) else ""
    return text if len(text) <= MAX_ID and _is_id(text) else otherwise


def _set_hint(value: object) -> Message:
    return say("write the id of the set, for example tt-124-2021-xa; “wardeval criteria list” shows them all")


def _document_hint(value: object) -> Message:
    return _such_as(_mended(value, "nq-01"))


identifier = reader_of_ids(lambda _: say("an id has letters, digits, points and hyphens only"))
node_identifier = reader_of_ids(lambda _: _such_as("5.4.b"))


_YEAR = re.compile(r"(?:19|20)\d\d\Z", re.ASCII)


def year(value: object) -> int:
    """A year of this or the last century."""
    if not (isinstance(value, str) and _YEAR.match(value)):
        refuse(say("a year is expected here, for example 2024"))
    return int(value)


def decimals(value: object) -> int:
    """How many decimals a rule rounds to."""
    if value in ("0", "1", "2", "3", "4", "5", "6"):
        return int(str(value))
    refuse(say("a number of decimals from 0 to 6 is expected here"))


def number_or_unknown(value: object) -> Fraction | None:
    """A number, or nothing where the text is not public."""
    return None if value in (None, "unknown") else number(value)


def flag(value: object) -> bool:
    """Yes or no, about the set or the file, never about the ward."""
    if value in ("yes", "no"):
        return value == "yes"
    refuse(say("yes or no is expected here"))


def texts(value: object) -> object:
    """One text is a list of one."""
    return [value] if isinstance(value, str) else value


class Day(NamedTuple):
    """A day of the period's year (`31/03/Y`), of a year around it (`10/01/Y+1`), or of a fixed year."""

    day: int
    month: int
    year: int | None = None
    offset: int = 0

    def on(self, period: int) -> date:
        """The date in `period`."""
        return date(self.year if self.year is not None else period + self.offset, self.month, self.day)

    def __str__(self) -> str:
        year = "Y" if self.year is None else str(self.year)
        return f"{self.day:02d}/{self.month:02d}/{year}{f'{self.offset:+d}' if self.offset else ''}"


_CENTURY = r"(?:19|20)\d\d"
_DAY = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(?:({_CENTURY})|Y([+-]\d)?)\Z", re.ASCII)
_DATE = re.compile(rf"({_CENTURY})-(\d{{1,2}})-(\d{{1,2}})\Z|(\d{{1,2}})[/.-](\d{{1,2}})[/.-]({_CENTURY})\Z", re.ASCII)
_OTHER_YEAR = re.compile(r"(\d{3,9})-\d{1,2}-\d{1,2}\Z|\d{1,2}[/.-]\d{1,2}[/.-](\d{1,9})\Z", re.ASCII)


def day(text: object) -> Day:
    """A day as a set writes it."""
    found = _DAY.match(text) if isinstance(text, str) else None
    if found:
        value = Day(int(found[1]), int(found[2]), int(found[3]) if found[3] else None, int(found[4] or 0))
        try:
            value.on(2023)
        except ValueError:
            refuse(say("there is no day {text}", text=found[0]))
        return value
    refuse(
        say("a day is expected here"),
        say("write day/month/Y, for example 31/03/Y, 10/01/Y+1 for the next year, or 28/02/2022 for a fixed one"),
    )


def calendar_date(text: object) -> date:
    """A date as people write it, day first, or in ISO form."""
    return _written_date(text if isinstance(text, str) else "")


@_ONCE
def _written_date(text: str) -> date:
    found = _DATE.match(text)
    if not found:
        other = _OTHER_YEAR.match(text)
        refuse(
            say("“{year}” is not a year from 1900 to 2099", year=other[1] or other[2])
            if other
            else say("a date is expected here"),
            say("write day/month/year, for example 10/02/2023, or 2023-02-10"),
        )
    year, month, day_ = map(int, (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4]))
    try:
        return date(year, month, day_)
    except ValueError:
        refuse(say("there is no day {text}", text=found[0]), _month_first(year, month, day_))


def _month_first(year: int, month: int, day_: int) -> Message | None:
    """What to do about a date whose month was written before its day."""
    try:
        swapped = date(year, day_, month)
    except ValueError:
        return None
    return say("the day comes first, then the month: {day}", day=f"{swapped:%d/%m/%Y}")


_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


def sha256(value: object) -> str:
    """The SHA-256 of a file, in small letters."""
    text = value.lower() if isinstance(value, str) else ""
    if not _SHA256.match(text):
        refuse(
            say("the SHA-256 of a file is expected here: 64 digits from 0 to 9 and a to f"),
            say("copy it from sha256sum FILE (Linux), shasum -a 256 FILE (macOS) or certutil -hashfile FILE SHA256"),
        )
    return text


def fold(text: str) -> str:
    """`text` without case, tone marks and their placement: for comparing names and guessing what was meant."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold().replace("đ", "d")))
    return bare if bare.isascii() else "".join(letter for letter in bare if not unicodedata.combining(letter))


_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")


def _text(value: object) -> str:
    if isinstance(value, str) and (text := value.strip()):
        return text
    refuse(say("text is expected here"), say("write it without brackets") if isinstance(value, list) else None)


Text = Annotated[str, Check(_text, plain.TEXT)]
Id = Annotated[str, Check(identifier, plain.ID)]
NodeId = Annotated[str, Check(node_identifier, plain.ID)]
SetId = Annotated[str, Check(reader_of_ids(_set_hint), plain.ID)]
DocumentId = Annotated[str, Check(reader_of_ids(_document_hint), plain.ID)]
Exact = Annotated[Fraction, Check(number, plain.NUMBER)]
KnownOrNot = Annotated[Fraction | None, Check(number_or_unknown, {"anyOf": [plain.NUMBER, plain.UNKNOWN]})]
Decimals = Annotated[int, Check(decimals, plain.DECIMALS)]
Year = Annotated[int, Check(year, plain.YEAR)]
Flag = Annotated[bool, Check(flag, plain.FLAG)]
Title = Annotated[Words, Check(words, plain.WORDS)]
SetDay = Annotated[Day, Check(day, plain.DAY)]
CalendarDate = Annotated[date, Check(calendar_date, plain.DATE)]
Sha256 = Annotated[str, Check(sha256, plain.SHA256)]
Ids = Annotated[tuple[Id, ...], Before(texts)]
DocumentIds = Annotated[tuple[DocumentId, ...], Before(texts)]
