"""The plain values of a file as JSON Schema, for editors and validators that read YAML by its own rules.

wardeval reads every scalar as text. Other programs see `2024` as a number, `no` as false (YAML 1.1) or as text (1.2),
an empty value as null, a date as a date or as text. Each schema here takes whatever such a program may make of a text
that wardeval reads. Patterns are written for Python's and JavaScript's regular expressions alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

Schema = dict[str, Any]

_SIMPLE: list[str] = ["string", "number", "boolean"]

_EDGE = r"[^\s!-/:-@\[-`{-~]"
_INSIDE = r"[^\s!-,/:-@\[-^`{-~]"
ID_PATTERN = rf"^{_EDGE}(?:{_INSIDE}*{_EDGE})?$"
"""Not what letters are, which the two dialects see differently, but which signs of ASCII an id does not have."""

_AMBIGUOUS = r"(?![1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9.,]))"
_GROUPED = r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,})"
_WHOLE = r"(?:0?[0-9]|[1-9][0-9]{1,29})"
_DECIMAL = r"(?:0|[1-9][0-9]{0,28})[.,][0-9]{1,29}"
_ZERO = r"-?0?0(?:[.,]0+)?"
UNSIGNED = rf"{_AMBIGUOUS}(?:{_GROUPED}|{_DECIMAL}|{_WHOLE})"
"""A number of digits, as `exact.parse_number` reads it; `3.321` has two readings and is refused."""

_CENTURY = "(?:19|20)[0-9]{2}"
_OF_MONTH = "(?:0?[1-9]|[12][0-9]|3[01])"
_OF_YEAR = "(?:0?[1-9]|1[0-2])"
DATE_PATTERN = rf"(?:{_CENTURY}-{_OF_YEAR}-{_OF_MONTH}|{_OF_MONTH}[/.-]{_OF_YEAR}[/.-]{_CENTURY})"

TEXT: Schema = {"type": _SIMPLE, "pattern": r"\S"}
"""Any text that is not blank."""

ANY_TEXT: Schema = {"type": _SIMPLE}

ID: Schema = {"type": _SIMPLE, "pattern": ID_PATTERN, "maxLength": 80, "minimum": 0}

NAME: Schema = {"pattern": ID_PATTERN, "maxLength": 80}
"""An id that is a key: always text."""

NUMBER: Schema = {"type": ["number", "string"], "pattern": f"^-?{UNSIGNED}$"}

PERCENT: Schema = {"type": "string", "pattern": rf"^-?{UNSIGNED}\s*%$"}

SHARE: Schema = {"type": "string", "pattern": rf"^-?{UNSIGNED}(?:\s*%|/-?{UNSIGNED})$"}
"""`70%` or `2/3`."""

DECIMALS: Schema = {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 6}, {"enum": [*"0123456"]}]}

YEAR: Schema = {"type": ["integer", "string"], "minimum": 1900, "maximum": 2099, "pattern": f"^{_CENTURY}$"}

FLAG: Schema = {"anyOf": [{"enum": ["yes", "no"]}, {"type": "boolean"}]}

DAY: Schema = {"type": "string", "pattern": rf"^{_OF_MONTH}/{_OF_YEAR}/(?:{_CENTURY}|Y(?:[+-][0-9])?)$"}

DATE: Schema = {"type": "string", "pattern": f"^{DATE_PATTERN}$"}

_WORDS_IN_BOTH: Schema = {
    "type": "object",
    "properties": {"vi": TEXT, "en": ANY_TEXT},
    "required": ["vi"],
    "additionalProperties": False,
}

WORDS: Schema = {"anyOf": [TEXT, _WORDS_IN_BOTH]}
"""Text in Vietnamese, or `{vi: …, en: …}`."""

SHA256: Schema = {"type": "string", "pattern": "^[0-9A-Fa-f]{64}$"}

NULL: Schema = {"type": "null"}

UNKNOWN: Schema = {"enum": ["unknown", None]}
"""What is not public."""

# Text that stands in an answer may have blanks around it.
ANSWERED_NUMBER: Schema = {"type": ["number", "string"], "pattern": rf"^\s*-?{UNSIGNED}\s*$"}
ANSWERED_PERCENT: Schema = {"type": "string", "pattern": rf"^\s*-?{UNSIGNED}\s*%\s*$"}
ANSWERED_DATE: Schema = {"type": "string", "pattern": rf"^\s*{DATE_PATTERN}\s*$"}
ANSWERED_FRACTION: Schema = {
    "type": "string",
    "pattern": rf"^\s*(?:{UNSIGNED}|{_ZERO})\s*/\s*{UNSIGNED}\s*$",
}
NOT_NEGATIVE: Schema = {
    "type": ["number", "string"],
    "minimum": 0,
    "pattern": rf"^\s*(?:{UNSIGNED}|{_ZERO})\s*$",
}
WHOLE: Schema = {
    "type": ["integer", "string"],
    "minimum": 0,
    "pattern": rf"^\s*(?:{_AMBIGUOUS}(?:{_GROUPED}|{_WHOLE}(?:[.,]0+)?)|{_ZERO})\s*$",
}

STATED_PERCENT: Schema = {
    "type": ["number", "string"],
    "minimum": 0,
    "pattern": rf"^\s*(?:{UNSIGNED}|{_ZERO})\s*%?\s*$",
}
ADDED_UP: Schema = {
    "anyOf": [
        {"type": "object", "minProperties": 1, "additionalProperties": ANSWERED_NUMBER},
        {"type": "array", "minItems": 1, "items": ID},
        ID,
    ]
}
"""What a number was added up from: numbers by their names, or ids of other leaves."""

LEVEL: Schema = {"type": "string", "pattern": rf"^[^0-9\s!-/:-@\[-`{{-~](?:{_INSIDE}*{_EDGE})?$", "maxLength": 80}
"""A level of a scale where a number might stand: an id that begins with a letter."""

ZERO: Schema = {"anyOf": [{"const": 0}, {"type": "string", "pattern": rf"^\s*{_ZERO}\s*$"}]}

YAML_BOOLEANS = frozenset(("yes", "no", "true", "false", "on", "off"))
"""What YAML 1.1 reads as true or false, without quotes and in small letters, capitals or with a capital first."""


def spelled(*words: str) -> list[Any]:
    """What other programs may make of each word when it stands without quotes: itself, a truth value, a number."""
    found: list[Any] = list(words)
    if any(word.lower() in YAML_BOOLEANS for word in words):
        found += [True, False]
    for word in filter(_NUMERIC.match, words):
        found += [json_number(Fraction(word))]
        if word.startswith("0") and "." not in word and not {"8", "9"} & {*word}:
            found += [int(word, 8)]  # YAML 1.1
    return [item for index, item in enumerate(found) if not any(_same(item, other) for other in found[:index])]


_NUMERIC = re.compile(r"[0-9]+(?:\.[0-9]+)?\Z")


def _same(one: object, other: object) -> bool:
    """Whether JSON takes two values for one; Python takes true for 1."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def json_number(value: Fraction) -> Any:
    """A decimal as a number of JSON: the nearest that other programs have, as they read the same digits in a file."""
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator


def or_null(schema: Schema) -> Schema:
    """The same, or left empty."""
    match schema:
        case {"anyOf": forms}:
            return {**schema, "anyOf": [*(form for form in forms if form != NULL), NULL]}
        case {"enum": words}:
            return {**schema, "enum": [*(word for word in words if word is not None), None]}
        case {"type": str() | list() as types}:
            return {**schema, "type": [*([types] if isinstance(types, str) else types), "null"]}
    return {"anyOf": [schema, NULL]}


NAMED = {
    "text": TEXT,
    "id": ID,
    "number": NUMBER,
    "percent": PERCENT,
    "share": SHARE,
    "decimals": DECIMALS,
    "year": YEAR,
    "yes-no": FLAG,
    "day": DAY,
    "date": DATE,
    "words": WORDS,
    "answered-number": ANSWERED_NUMBER,
    "answered-percent": ANSWERED_PERCENT,
    "answered-date": ANSWERED_DATE,
    "answered-fraction": ANSWERED_FRACTION,
    "not-negative": NOT_NEGATIVE,
    "whole-number": WHOLE,
    "stated-percent": STATED_PERCENT,
    "added-up": ADDED_UP,
}
"""What a schema defines once and refers to."""


def present(*keys: str) -> Schema:
    """A mapping in which all of `keys` are there and say something."""
    return {"required": [*keys], "properties": {key: {"not": _NOTHING} for key in keys}}


_NOTHING: Schema = {"anyOf": [{"type": "null"}, {"type": "array", "maxItems": 0}]}


def only(needed: Iterable[str], more: Iterable[str] = ()) -> Schema:
    """A mapping in which all of `needed` are there, and beside them only some of `more`."""
    keys = sorted(needed)
    return {"required": keys, "propertyNames": {"enum": [*keys, *sorted(more)]}}


def said_yes(key: str) -> Schema:
    """A mapping in which a flag is set."""
    return {"required": [key], "properties": {key: {"enum": ["yes", True]}}}
