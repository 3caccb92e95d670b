"""The types of unit: what they are called, and how their ids are written."""

from __future__ import annotations

from wardeval.model.base import fold, identifier, refuse
from wardeval.problems import Message, say

_UNITS = {
    "xa": say("commune"),
    "phuong": say("ward"),
    "thi-tran": say("township"),
    "dac-khu": say("special zone"),
    "khu-dan-cu": say("residential area"),
    "co-quan": say("agency"),
    "doanh-nghiep": say("enterprise"),
    "truong": say("school"),
    "quan": say("urban district"),
    "thanh-pho": say("city"),
    "duoi-tinh": say("unit below province level"),
}

IN_WORDS = say("a type of unit is written in small letters, without tone marks and blanks")
"""What is wrong with a type for which another one is meant."""


def unit_type(id_: str) -> Message | str:
    """What a type of unit is called; one that is not known by its id."""
    return _UNITS.get(id_, id_)


def meant_type(text: str) -> str | None:
    """The id of the type that a word means, written with tone marks, capitals or blanks; else none."""
    if text in _UNITS:
        return None
    id_ = "-".join(fold(text).split())
    return id_ if id_ in _UNITS else None


_FIRST_WORDS = {"phường ": "phuong", "xã ": "xa", "thị trấn ": "thi-tran", "đặc khu ": "dac-khu"}
_POLICE = "công an "


def type_named(name: str) -> str | None:
    """The type of ward or commune that the name of a unit, or of its police, begins with, tone marks and all."""
    words = name.lower().removeprefix(_POLICE)
    return next((type_ for first, type_ in _FIRST_WORDS.items() if words.startswith(first)), None)


def type_id(value: object) -> str:
    """The id of a type of unit; where it is written as in a sentence, the refusal says which one that is."""
    if isinstance(value, str) and len(value.split()) > 1 and (meant := meant_type(value)) is not None:
        refuse(IN_WORDS, say("write “{word}”", word=meant))
    return identifier(value)
