"""Numbers and dates in their usual form: 3 for `03`, 1000000 for `1.000.000`, 82,5 for `82.5`, 10/02/2023 for ISO.

Only what has one reading is written otherwise, and only where the file's measure reads a number or a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pydantic_core import PydanticCustomError

from wardeval.case import Case
from wardeval.exact import NumberError, parse_number
from wardeval.facts import declared_facts
from wardeval.model.base import calendar_date
from wardeval.problems import Keys
from wardeval.source import Value, value_at

_COUNTED = frozenset(("count", "amount", "points", "events", "ratio", "change"))
_NUMBERS = ("value", "part", "whole", "now", "before", "percent")
_grouped = re.compile(r"(?:[.,]\d{3}){2,}\Z", re.ASCII).search


@lru_cache(maxsize=4096)
def number(text: str) -> str | None:
    """A number, a percent or a part of a whole in its usual form; none of what is none of these or has two readings."""
    if "/" in text:
        parts = [_number(part.strip()) for part in text.split("/")]
        return None if len(parts) != 2 or None in parts else "/".join(map(str, parts))  # noqa: PLR2004 - part and whole
    bare = text.strip()
    if bare.endswith("%"):
        found = _number(bare[:-1].rstrip())
        return None if found is None else f"{found}%"
    return _number(bare)


def _number(text: str) -> str | None:
    try:
        value = parse_number(text)
    except NumberError:
        return None
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    if _grouped(digits):
        digits = digits.replace(".", "").replace(",", "")
    whole, comma, decimals = digits.replace(".", ",").partition(",")
    found = f"{sign}{whole.lstrip('0') or '0'}{comma}{decimals}"
    try:
        return found if parse_number(found) == value else None
    except NumberError:  # a comma with three digits behind it, which have two readings now
        return None


@lru_cache(maxsize=4096)
def date(text: str) -> str | None:
    """A date as day/month/year with two, two and four digits; none where it is no date."""
    try:
        return calendar_date(text).strftime("%d/%m/%Y")
    except PydanticCustomError:
        return None


def otherwise(case: Case) -> dict[Keys, str]:
    """What of a file is not written in its usual form, by its keys, and how it would be written."""
    data = case.source.data
    assert isinstance(data, dict)
    found = {}
    for reads, keys in (
        *((number, keys) for keys in _numbers(case, data)),
        *((date, keys) for keys in _dates(case, data)),
    ):
        text = value_at(data, keys)
        usual = reads(text) if isinstance(text, str) else None
        if usual is not None and usual != text:
            found[keys] = usual
    return found


def _numbers(case: Case, data: dict[str, Value]) -> Iterator[Keys]:
    """Where numbers may stand."""
    for base, id_ in _answered(case, _COUNTED):
        keys = (*base, id_)
        answer = value_at(data, keys)
        if not isinstance(answer, dict):
            yield keys
            continue
        yield from ((*keys, name) for name in _NUMBERS)
        yield from ((*keys, "excepted", index, "number") for index, _ in enumerate(_list(answer.get("excepted"))))
        yield from ((*keys, "sum-of", name) for name in _mapping(answer.get("sum-of")))
    yield from ((*base, "stated-count", name) for base in ((), ("verified",)) for name in ("met", "of"))
    yield from (("claims", name) for name in ("total", "met", "percent"))
    yield from (("claims", "points", name) for name in _mapping(value_at(data, ("claims", "points"))))
    declared = declared_facts(case.loaded)
    yield from (("facts", name) for name in _mapping(data.get("facts")) if declared[name].is_ == "number")


def _dates(case: Case, data: dict[str, Value]) -> Iterator[Keys]:
    """Where dates may stand."""
    yield from (("as-of",), ("verified", "date"))
    yield from (("days-off", index) for index, _ in enumerate(_list(data.get("days-off"))))
    yield from (("evidence", id_, "date") for id_ in _mapping(data.get("evidence")))
    for base, id_ in _answered(case, frozenset(("date",))):
        keys = (*base, id_)
        yield (*keys, "value") if isinstance(value_at(data, keys), dict) else keys


def _answered(case: Case, measures: frozenset[str]) -> Iterator[tuple[Keys, str]]:
    """The answers, by both sides, to leaves of some measures."""
    said, nodes = case.assessment, case.criteria.by_id
    verified = said.verified.answers if said.verified is not None else {}
    for base, answers in ((("answers",), said.answers), (("verified", "answers"), verified)):
        yield from ((base, id_) for id_ in answers if nodes[id_].measure in measures)


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, dict) else {}


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
