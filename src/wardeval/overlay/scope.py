"""What a rule of an overlay can be to one of the set, and what the names in both stand for."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from wardeval.model.criterion_set import Fact
from wardeval.model.rules import Parameter


class Change(enum.IntEnum):
    """What a new rule is to an old one, ordered so that the whole is the greatest of its parts."""

    SAME = 0
    FILLED = 1
    TIGHTER = 2
    LOOSER = 3
    """Or not surely as strict."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What names in the old and the new rule stand for, and the levels of a scale, lowest first."""

    old: Mapping[str, Parameter]
    new: Mapping[str, Parameter]
    levels: tuple[str, ...] = ()
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The values that a fact can have, where they are few."""
    most: Fraction | None = None
    """The most points, or parts, that there are."""


def fact_values(facts: Mapping[str, Fact], units: Iterable[str]) -> dict[str, frozenset[str]]:
    """Every value that a fact of the unit can have; not those of numbers and years."""
    found = {"type": frozenset(units)}
    for name, fact in facts.items():
        if fact.is_ != "number":
            found[name] = frozenset(("yes", "no") if fact.is_ == "yes-no" else fact.of)
    return found
