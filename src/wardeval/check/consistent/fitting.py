"""Rules about whether the set fits the period and the unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.edition import in_force, years
from wardeval.exact import Met
from wardeval.model.basis import Link
from wardeval.model.unit_types import IN_WORDS, meant_type, type_named, unit_type
from wardeval.problems import Message, Severity, say
from wardeval.units.naming import spelled


@rule(Family.CONSISTENT, 31, Severity.WARNING)
def set_not_in_force(sheet: Sheet) -> Iterator[Hit]:
    """The criterion set was not in force yet for the period.

    Why: A year that was judged by other criteria cannot be compared with this result. The result says so, too, and
    is given all the same.

    Mend: Name the set that was in force for the period, or correct the period.

    Fails:

        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2020

    Passes:

        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2022
    """
    criteria, period = sheet.criteria, sheet.assessment.period
    applies, begun = criteria.applies, criteria.basis.in_force
    if applies is not None and applies.from_ is not None:
        if period < applies.from_:
            yield Hit(("set",), _other_years(sheet), _instead(say("the set before it"), criteria.replaces))
    elif begun is not None and begun.year > period and in_force(criteria, period) is not Met.YES:
        message = say("the set is in force only from {day}", day=begun)
        yield Hit(("set",), message, _instead(say("the set before it"), criteria.replaces))


@rule(Family.CONSISTENT, 32, Severity.WARNING)
def set_superseded(sheet: Sheet) -> Iterator[Hit]:
    """The criterion set was no longer in force for the period; another one had taken its place.

    Why: A unit is judged by the criteria of its year. A result by older ones says nothing of what was asked of it. The
    result says so, too, and is given all the same.

    Mend: Name the set that was in force for the period, or correct the period.

    Fails:

        format: wardeval/assessment/1
        set: qd-619-2017
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2023
        facts: {loai: I}

    Passes:

        format: wardeval/assessment/1
        set: qd-619-2017
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2021
        facts: {loai: I}
    """
    criteria, period = sheet.criteria, sheet.assessment.period
    last = criteria.applies.to if criteria.applies is not None else None
    link = criteria.replaced_by
    if last is not None and period > last:
        yield Hit(("set",), _other_years(sheet), _instead(say("the set after it"), link))
    elif last is None and link is not None and link.on is not None and link.on <= sheet.window[0]:
        message = say("another set took its place on {day}, before the period", day=link.on)
        yield Hit(("set",), message, _instead(say("the set after it"), link))


def _other_years(sheet: Sheet) -> Message:
    period = str(sheet.assessment.period)
    return say("the set is for the years {years}, not for {year}", years=years(sheet.criteria), year=period)


def _instead(what: Message, link: Link | None) -> Message:
    """What to do, with the set that may be meant where the set names it."""
    if link is None:
        return say("write the set that was in force then, or the right period")
    return say(
        "write the set that was in force then, or the right period; {what}: {set}",
        what=what,
        set=link.set_ or link.number or "",
    )


@rule(Family.CONSISTENT, 33, Severity.WARNING)
def wrong_unit_type(sheet: Sheet) -> Iterator[Hit]:
    """The criterion set does not name units of this type.

    Why: A set is issued for the types of unit that it names, for one or for several. Whether it holds for a type that
    it does not name is not for a program to say. The result says so, too, and is given all the same.

    Mend: Correct the type of the unit, or name the set that is for it.

    Fails:

        format: wardeval/assessment/1
        set: qd-5764-2021
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2024

    Passes:

        format: wardeval/assessment/1
        set: qd-5764-2021
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
    """
    type_, units = sheet.assessment.unit.type, sheet.criteria.units
    if type_ not in units and (meant := meant_type(type_)) is not None:
        yield Hit(("unit", "type"), IN_WORDS, say("write “{word}”", word=meant))
    elif type_ not in units:
        names = tuple(unit_type(unit) for unit in units)
        message = say("the set names {units}; it does not name “{type}”", units=names, type=unit_type(type_))
        named = type_named(sheet.assessment.unit.name)
        hint = (
            say("this set has the types {ids}", ids=units)
            if named is None or named not in units
            else say("the name of the unit says “{word}”; the set has the types {ids}", word=named, ids=units)
        )
        yield Hit(("unit", "type"), message, hint)


_SIGNS = re.compile(r"[^\w\s]")


@rule(Family.CONSISTENT, 36, Severity.WARNING)
def overlay_not_used(sheet: Sheet) -> Iterator[Hit]:
    """The place of the unit has an overlay that completes the set, and the file names the set without it.

    An overlay is taken for that of a place where the issuer that its basis names is of a place in which the unit lies.

    Why: What the province adds or tightens binds its units. By the set alone the result may be better than it is.

    Mend: Write the id of the overlay under set.

    Fails:

        # file: criteria/tt-124-vi-du.yaml
        format: wardeval/overlay/1
        id: tt-124-vi-du
        extends: tt-124-2021-xa
        basis: {number: 01/2023/QĐ-UBND, issuer: UBND tỉnh Hư Cấu, issued: 02/01/2023}
        sources: {H1: {title: Ví dụ, publisher: Hư cấu, kind: official-text}}
        criteria:
          - {id: hc.1, title: Thêm, ask: Thêm, measure: met, source: H1, attested: official-text}
        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ, type: phuong, within: [Tỉnh Hư Cấu]}
        period: 2024

    Passes:

        # file: criteria/tt-124-vi-du.yaml
        format: wardeval/overlay/1
        id: tt-124-vi-du
        extends: tt-124-2021-xa
        basis: {number: 01/2023/QĐ-UBND, issuer: UBND tỉnh Hư Cấu, issued: 02/01/2023}
        sources: {H1: {title: Ví dụ, publisher: Hư cấu, kind: official-text}}
        criteria:
          - {id: hc.1, title: Thêm, ask: Thêm, measure: met, source: H1, attested: official-text}
        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-vi-du
        unit: {name: Phường Ví Dụ, type: phuong, within: [Tỉnh Hư Cấu]}
        period: 2024
    """
    for overlay in sheet.overlays:
        criteria, basis = overlay.criteria, overlay.layers[-1].basis if overlay.layers else None
        if basis is None or basis.issuer is None or sheet.assessment.unit.type not in criteria.units:
            continue
        begun = basis.in_force or basis.issued
        if begun is None or begun > sheet.window[0] or in_force(criteria, sheet.assessment.period) is Met.NO:
            continue
        issuer = f" {spelled(_SIGNS.sub(' ', basis.issuer))} "
        if any(f" {spelled(place)} " in issuer for place in sheet.assessment.unit.within):
            message = say("“{id}” completes this set for the place of the unit", id=criteria.id)
            yield Hit(("set",), message, say("write “{word}”", word=criteria.id))
