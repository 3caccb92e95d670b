"""The head of an assessment: what it is of, read without its answers where they can be left out safely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import chain
from typing import Any, Literal

from wardeval.content import LIMITS
from wardeval.engine.change import UnitName
from wardeval.load import build
from wardeval.model.assessment import Assessment, Unit
from wardeval.model.base import CalendarDate, SetId, Year
from wardeval.model.record import Record
from wardeval.problems import InputError
from wardeval.sides.submission import Submission
from wardeval.source import Source, Value, parse_source

_NEEDED = ("format", "set", "unit", "period")
_AS_OF = "as-of"

_BODY = re.compile(rb"\n(?:answers|verified|evidence)[ \t]*:")
_MAY_BE_AS_OF = re.compile(rb"""[\r\n\x85\xa8\xa9](?:["?]|'?as-of)""")  # the last bytes of all that ends a line
"""What a key "as-of" of the whole file begins with: it may stand in quotes, with escapes, or after a “?”."""


class Head(Record):
    """What is needed to know which unit and period an assessment is of."""

    format: Literal["wardeval/assessment/1"]
    set_: SetId
    unit: Unit
    period: Year
    as_of: CalendarDate | None = None


def read_head(content: bytes, name: str) -> Submission:
    """What the file is of; raises `InputError` with every problem of a file of which that is not clear.

    Of a file without mistakes it is exactly what the whole file says. The rest of the file may hold mistakes; they are
    found when it is scored.
    """
    data = _head(content)
    if data is None:
        data = _told(parse_source(content, name).data)
    source = Source(name, content, data)
    try:
        head = build(Head, source)
    except InputError:
        build(Assessment, parse_source(content, name))
        raise
    unit = head.unit
    return Submission(name, head.set_, UnitName(unit.id, unit.name, unit.type, unit.within), head.period, head.as_of)


def _head(content: bytes) -> dict[str, Any] | None:
    """The entries of the head, where all that are needed stand above the answers; else none.

    A key in the first column begins an entry of the whole file: if what stands above it can be read by itself, then
    no quotation mark, brace or bracket is open there, and it means the same with what follows.
    """
    body = _BODY.search(content)
    if body is None or len(content) > LIMITS.bytes:
        return None
    try:
        data = _told(parse_source(content[: body.start() + 1], "").data)
    except InputError:
        return None
    if not all(key in data for key in _NEEDED) or (_AS_OF not in data and _follows(content, body.start())):
        return None
    return data


def _follows(content: bytes, start: int) -> bool:
    """Whether there may be a key "as-of" of the whole file from `start` on."""
    if content.find(b"as-of", start) < 0 and content.find(b"\\", start) < 0:
        return False
    return _MAY_BE_AS_OF.search(content, start) is not None


def head_with_mistakes(content: bytes, name: str) -> Submission | None:
    """Whose a file is although something in it is wrong; none where its unit or its period cannot be read."""
    return head_of(chain(_read(content), above_answers(content)), content, name)


def head_of(readable: Iterable[Value], content: bytes, name: str) -> Submission | None:
    """Whose a file is, by the first of its readable parts that says it."""
    for data in map(_told, readable):
        period = period_of(content) or (int(year) if _YEAR.fullmatch(year := _text(data.get("period"))) else None)
        if period is not None and (found := unit_of(data)) is not None:
            return Submission(name, _text(data.get("set")), found, period, _day(data.get(_AS_OF)))
    return None


def unit_of(data: Value) -> UnitName | None:
    """The unit that plain data of an assessment names, whatever else is wrong in it; none where it names none."""
    unit = data.get("unit") if isinstance(data, dict) else None
    if not isinstance(unit, dict):
        return None
    id_, named = _text(unit.get("id")), _text(unit.get("name"))
    if not named and not id_:
        return None
    within = unit.get("within")
    places = tuple(filter(None, map(_text, within if isinstance(within, list) else [within])))
    return UnitName(id_ or None, named or id_, _text(unit.get("type")), places)


def above_answers(content: bytes) -> Iterator[Value]:
    """What stands above the answers, where that can be read by itself."""
    body = _BODY.search(content)
    return _read(content[: body.start() + 1]) if body is not None else iter(())


def _read(content: bytes) -> Iterator[Value]:
    with suppress(InputError):
        yield parse_source(content, "").data


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _day(value: object) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(_text(value))
    return None


def _told(data: object) -> dict[str, Any]:
    """The entries that say what the file is of."""
    return {key: data[key] for key in (*_NEEDED, _AS_OF) if key in data} if isinstance(data, dict) else {}


_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_PERIOD = re.compile(rb"""^["']?period["']?[ \t]*:[ \t]*["']?((?:19|20)\d\d)["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)


def period_of(content: bytes) -> int | None:
    """The period that a file with mistakes nevertheless says, in a line of its own."""
    found = _PERIOD.findall(content)
    return int(found[0]) if len(found) == 1 else None
