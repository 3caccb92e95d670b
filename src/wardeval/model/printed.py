"""Numbers that stand beside the answers: as they are printed elsewhere, and what a number was added up from."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, NamedTuple

from wardeval.model import plain
from wardeval.model.base import node_identifier, number, refuse, texts, whole_number
from wardeval.model.record import EMPTY, Check
from wardeval.problems import say


class Printed(NamedTuple):
    """A number as it is printed: its value, and to how many decimals it is written."""

    value: Fraction
    decimals: int


class SumOf(NamedTuple):
    """What a number was added up from: numbers by their names, or other leaves by their ids."""

    numbers: Mapping[str, Fraction] = EMPTY
    ids: tuple[str, ...] = ()


def printed(text: object) -> Printed:
    """A number with its decimals; `1.000.000` has none."""
    bare = text.strip() if isinstance(text, str) else text
    value = number(bare)
    digits = str(bare).replace(",", ".").split(".")
    return Printed(value, len(digits[1]) if len(digits) == 2 else 0)  # noqa: PLR2004 - before and after the comma


def percent(text: object) -> Printed:
    """A percent, with its sign or without: `98,33%` is 98.33."""
    found = printed(text.strip().removesuffix("%") if isinstance(text, str) else text)
    if found.value < 0:
        refuse(say("a percent is 0 or more"))
    return found


def sum_of(value: object) -> SumOf:
    """`{name: number}`, or ids of other leaves."""
    if isinstance(value, dict) and value:
        return SumOf({name: printed(text).value for name, text in value.items()})
    ids = texts(value)
    if not isinstance(ids, list) or not ids:
        refuse(
            say("the numbers that were added up are expected here"),
            say("write {{name: number}} with a name for each of them, or the ids of their criteria: [2.1, 2.2]"),
        )
    return SumOf(ids=tuple(map(node_identifier, ids)))


def _whole(value: object) -> int:
    return whole_number(value.strip() if isinstance(value, str) else value)


Stated = Annotated[Printed, Check(printed, plain.ANSWERED_NUMBER)]
StatedPercent = Annotated[Printed, Check(percent, plain.STATED_PERCENT)]
Whole = Annotated[int, Check(_whole, plain.WHOLE)]
AddedUp = Annotated[SumOf, Check(sum_of, plain.ADDED_UP)]
