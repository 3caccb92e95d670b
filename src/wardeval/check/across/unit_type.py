"""A rule about the type of a unit beside its name and the register."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.check.pool import Pool
from wardeval.check.rule import Family, Finding, across
from wardeval.check.whose import WARDS
from wardeval.model.unit_types import type_named, unit_type
from wardeval.problems import Severity, say
from wardeval.units.lineage import KnownUnit


@across(Family.ACROSS, 9, Severity.WARNING)
def unit_type_differs(pool: Pool) -> Iterator[Finding]:
    """The type of a unit is not the one that its name begins with, or not the one that units.yaml has for it.

    Why: Thresholds, and the set itself, may depend on whether a unit is a ward, a commune or a township. With the wrong
    type the unit is judged by what holds for others. Where the set does not name the type at all, the rule
    wrong-unit-type reports it.

    Mend: Correct the type, or the name. If the unit became a ward in between, write both with their days into
    units.yaml.

    Fails:

        # file: xa-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Xã Ví Dụ, type: phuong}
        period: 2024

    Passes:

        # file: xa-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2024
    """
    for name, each in pool.traits.items():
        unit = each.unit
        if unit.type not in WARDS or unit.type not in each.types:
            continue
        if (named := type_named(unit.name)) is not None and named != unit.type:
            message = say(
                "by its name “{name}” is a {named}, but its type is “{type}”",
                name=unit.name,
                named=unit_type(named),
                type=unit.type,
            )
            yield Finding(name, ("unit", "type"), message, say("correct the type, or the name"))
        elif (known := _known(pool, name)) is not None and known.type in WARDS and known.type != unit.type:
            message = say(
                "in units.yaml {name} is a {named}, but its type is “{type}”",
                name=known.name,
                named=unit_type(known.type),
                type=unit.type,
            )
            yield Finding(name, ("unit", "type"), message, say("write “{word}”", word=known.type))


def _known(pool: Pool, name: str) -> KnownUnit | None:
    """The unit of the register that a file means; none where unit-not-registered reports that it is not as there."""
    found = pool.units.found(name) if pool.register is not None else None
    return None if found is None or (pool.traits[name].unit.id is not None and found.notes) else found.unit
