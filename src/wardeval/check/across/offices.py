"""Which ward or commune an office is of, by its name."""

from __future__ import annotations

import re
from functools import lru_cache

from wardeval.check.traits_of import issuer_of
from wardeval.engine.unit_name import UnitName
from wardeval.units.naming import bare

_OF_WARD = re.compile(
    r"(?<!\bthị )(?<!\btác )\b(?P<type>phường|xã|thị trấn|đặc khu)\b(?! hội\b)(?: (?P<name>[^,;()–]+))?"
)
"""An office of a ward or commune: no town, no cooperative, nothing social."""
_TYPES = {"phường": "phuong", "xã": "xa", "thị trấn": "thi-tran", "đặc khu": "dac-khu"}

Owner = tuple[str, str]
"""The type of a ward, and its name without that."""


def called(type_: str, name: str) -> Owner:
    """A ward by its type and name."""
    return type_, bare(name)


@lru_cache(maxsize=16384)
def owner_of(issuer: str) -> Owner | None:
    """The ward whose office an issuer, in small letters, is named as."""
    found = _OF_WARD.search(issuer)
    name = found["name"].partition(" - ")[0] if found is not None and found["name"] else ""
    return called(_TYPES[found["type"]], f"{found['type']} {name}") if found is not None and name.strip() else None


def is_own(unit: UnitName, issuer: str) -> bool:
    """Whether an issuer, in its one spelling, is named as an office of a unit itself."""
    return issuer_of(unit.name) in issuer or owner_of(issuer) == called(unit.type, unit.name)


def is_of_ward(issuer: str) -> bool:
    """Whether an issuer, in small letters, is named as an office of some ward."""
    return _OF_WARD.search(issuer) is not None
