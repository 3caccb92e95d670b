"""The values that both kinds of file are made of: ids, words, exact numbers, days."""

from __future__ import annotations

import re
import unicodedata
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
    refuse(
        say("“{text}” is not a number", text=error.text[:40]),
        say("write whole numbers with digits only, decimals with a comma or a point: 25 or 95,45"),
    )


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


def identifier(value: object) -> str:
    """An id: letters, digits, points, hyphens; Vietnamese letters such as đ are letters."""
    if not isinstance(value, str) or len(value) > MAX_ID or not _is_id(value):
        refuse(
            say("an id is expected here"),
            say("an id has letters, digits, points and hyphens only, for example 5.4.b"),
        )
    return value


@_ONCE
def _is_id(text: str) -> bool:
    return _ID.match(text) is not None


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
        refuse(
            say("a date is expected here"),
            say("write day/month/year, for example 10/02/2023, or 2023-02-10"),
        )
    year, month, day_ = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day_))
    except ValueError:
        refuse(say("there is no day {text}", text=found[0]))


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
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _text(value: object) -> str:
    if isinstance(value, str) and (text := value.strip()):
        return text
    refuse(say("text is expected here"))


Text = Annotated[str, Check(_text, plain.TEXT)]
Id = Annotated[str, Check(identifier, plain.ID)]
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
