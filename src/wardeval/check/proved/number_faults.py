"""Why a text is surely no number of a document, and how it may be written right; asked of few."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardeval.check.proved.document_numbers import BLANK, LETTERS, LOOKALIKE, MEANT, USUAL, YEAR
from wardeval.problems import Message, say

_DATE = re.compile(
    rf"(?:ngày\s+)?(?:(0?[1-9]|[12]\d|3[01])([/.-])(0?[1-9]|1[0-2])\2{YEAR}|{YEAR}-(0?[1-9]|1[0-2])-\d\d)"
    rf"|ngày\s+\d+\s+tháng\s+\d+\s+năm\s+{YEAR}",
    re.IGNORECASE,
)
_SWAPPED = re.compile(rf"([{LETTERS}][{LETTERS}a-z]{{0,5}})([/-])(\d+[a-zđ]?)([/-][{LETTERS}].*)")
_GAP = re.compile(r"[/-]{2}|[/-]$")
_SEVERAL = re.compile(r"\d+(?:[^\s,;]*[/-][^\s,;]+)?(?:\s*[;,]|\s+và)\s*(?:số\s+)?\d+[/-].*")
_KINDS = "NQ|QĐ|CT|TB|HD|CTr|KH|PA|BC|TTr|CV|KL|TT"
_LETTERS_FIRST = re.compile(rf"([{LETTERS}]\w*(?:[/-][{LETTERS}]\w*)+)\s+(?:số:?\s*)?(\d+[a-zđ]?)")
_KIND_FIRST = re.compile(rf"((?:{_KINDS})[/-][{LETTERS}]\w*(?:[/-][{LETTERS}]\w*)*)[/-](\d+[a-zđ]?)")
_NO_NUMBER = re.compile(rf"[/\s:-]{YEAR}$|(?:BCĐ|TCT|ĐA)[/\s-]\d+$")
_DOTTED = re.compile(rf"[.…_]+\s*\d+[a-zđ]?[/-][{LETTERS}]\w*(?:[/-][{LETTERS}]\w*)+")
_OTHER_SIGN = re.compile(rf"(\d+[a-zđ]?)\s*([_|\\])\s*([{LETTERS}]+(?:[/-][{LETTERS}]\w*)+)")
_O_FOR_ZERO = re.compile(rf"(?=O*\d)[O\d]*O[O\d]*(?=(?:/{YEAR})?[/-](?:{_KINDS})[/-][{LETTERS}])")
_IN_WORDS = re.compile(
    r"(?:nghị quyết|kế hoạch|quyết định|báo cáo|thông báo|công văn|tờ trình|chỉ thị|hướng dẫn)\s+(?:số:?\s*)?(\d.*)",
    re.IGNORECASE,
)
"""A kind of document in words; plans of other kinds are called by words and a number, as in Đề án 68."""
_TRAILING = re.compile(r"(\d[^\s(]*[/-][^\s(]+)(?:\s+|(?=\())(.*)")
_SMALL_WORD = re.compile(r"(?<![^\W_])[^\W\d_A-ZĐƯ]{2,}(?![^\W_])")


def faults(number: str, text: str) -> Iterator[tuple[Message, Message]]:
    """What is wrong with a number, and what to do; `text` is the same without blanks around its signs."""
    whole = say("copy the whole number, for example 12/BC-UBND; leave number out where the document has none")
    if letter := LOOKALIKE.search(text):
        message = say(
            "the “{letter}” in “{number}” is U+{code}, which only looks like “{meant}”",
            letter=letter[0],
            number=number,
            code=f"{ord(letter[0]):04X}",
            meant=MEANT[letter[0]],
        )
        right = LOOKALIKE.sub(lambda found: MEANT[found[0]], number)
        yield message, say("write “{word}”", word=right)
    elif found := _O_FOR_ZERO.match(text):
        message = say(
            "the “{letter}” in “{number}” is U+{code}, which only looks like “{meant}”",
            letter="O",
            number=number,
            code="004F",
            meant="0",
        )
        yield message, say("write “{word}”", word=found[0].replace("O", "0") + text[found.end() :])
    elif _DATE.fullmatch(text):
        yield say("“{number}” is a date, not the number of a document", number=number), say("write it under date")
    elif not any(map(str.isdigit, text)):
        yield say("“{number}” has no digits, so it is not the number of a document", number=number), whole
    elif BLANK.fullmatch(text):
        yield say("the number itself is left blank in “{number}”", number=number), whole
    elif (usual := _righted(text)) is not None:
        hint = whole if not usual else say("write “{word}”", word=usual)
        yield say("“{number}” does not begin with its digits", number=number), hint
    elif found := _OTHER_SIGN.fullmatch(text):
        message = say("“{number}” has a sign “{sign}” that no office writes in a number", number=number, sign=found[2])
        yield message, say("write “{word}”", word=f"{found[1]}/{found[3]}")
    elif _GAP.search(text):
        yield say("a part of the number “{number}” is missing", number=number), whole
    elif _SEVERAL.fullmatch(text):
        yield say("“{number}” is more than one number", number=number), say("write an entry for each document")
    elif (found := _TRAILING.fullmatch(text)) and _SMALL_WORD.search(found[2]):
        yield (
            say("other words follow the number “{number}”: {words}", number=found[1], words=found[2]),
            say("write the number alone; date, issuer and summary have places of their own"),
        )


def _righted(text: str) -> str | None:
    """A number that does not begin with its digits as it should be; empty where that is not known, none of others."""
    if found := _SWAPPED.fullmatch(text):
        return f"{found[3]}{found[2]}{found[1]}{found[4]}"
    if found := _LETTERS_FIRST.fullmatch(text) or _KIND_FIRST.fullmatch(text):
        return "" if _NO_NUMBER.search(text) else f"{found[2]}/{found[1]}"
    if _DOTTED.fullmatch(text):
        return ""
    if found := _IN_WORDS.fullmatch(text):
        return found[1] if USUAL.fullmatch(found[1]) else ""
    return None
