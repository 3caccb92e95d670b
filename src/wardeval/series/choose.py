"""Which unit is meant by an id or a name, and what may have been meant where it is none, or more than one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from wardeval.model.base import fold
from wardeval.model.mistakes import closest
from wardeval.naming import type_of
from wardeval.problems import Message, say
from wardeval.series.identity import Identity, spelling
from wardeval.units.naming import bare

MOST_NAMED = 12
"""How many units are named where more than one may be meant."""


def chosen(wish: str, units: Sequence[Identity]) -> tuple[Identity, ...]:
    """The units of an id; else of a name as it is written; else of a name without tone marks, type and office."""
    ways: tuple[Callable[[Identity], bool], ...] = (
        lambda unit: wish in _ids(unit),
        lambda unit: spelling(wish) in map(spelling, _names(unit)),
        lambda unit: fold(wish) in map(fold, _names(unit)),
        lambda unit: any(_is_short_for(wish, name) for name in _names(unit)),
    )
    for fits in ways:
        if found := tuple(unit for unit in units if fits(unit)):
            return found
    return ()


def _is_short_for(wish: str, name: str) -> bool:
    """Whether a name is meant by what leaves out its type; another type is another unit."""
    return bare(wish) == bare(name) and type_of(wish) in (None, type_of(name))


def _ids(unit: Identity) -> set[str]:
    ids = {unit.unit.id, *(known.id for known in unit.known), *(one.unit.id for one in unit.submissions)}
    return {id_ for id_ in ids if id_ is not None}


def _names(unit: Identity) -> set[str]:
    return {unit.unit.name, *(known.name for known in unit.known), *(one.unit.name for one in unit.submissions)}


def ambiguous(wish: str, units: Sequence[Identity]) -> Message:
    """That more than one unit may be meant, and which."""
    named = [described(unit) for unit in sorted(units, key=lambda unit: (unit.unit.name, unit.first))]
    more = [say("and {n} more", n=len(named) - MOST_NAMED)] if len(named) > MOST_NAMED else []
    about = {"text": wish, "n": len(named), "units": (*named[:MOST_NAMED], *more)}
    if any(wish in _ids(unit) for unit in units):
        return say("the id “{text}” stands for {n} units: {units}; write the name of the one that is meant", **about)
    return say("“{text}” may be one of {n} units: {units}; write its id, its full name, or add --within", **about)


def unknown(wish: str, units: Iterable[Identity]) -> Message:
    """That no file is of such a unit, and which may have been meant."""
    known = sorted({name for unit in units for name in (*_names(unit), *_ids(unit))})
    close = closest(wish, known) or next((name for name in known if bare(wish) in bare(name)), None)
    if close is not None:
        return say("no assessment is of “{text}”; did you mean “{close}”?", text=wish, close=close)
    return say("no assessment is of “{text}”; “wardeval trend --all” shows the units there are", text=wish)


def described(unit: Identity) -> Message | str:
    """A unit so that it can be told from others: name, id, place, years."""
    periods = [one.period for one in unit.submissions]
    span = "" if not periods else str(periods[0]) if len({*periods}) == 1 else f"{periods[0]}–{periods[-1]}"
    about = [part for part in (unit.unit.id, *unit.unit.within, span) if part]
    if not about:
        return unit.unit.name
    return say("{name} ({about})", name=unit.unit.name, about=", ".join(about))


def lies_within(unit: Identity, place: str) -> bool:
    """Whether a unit lies in a place, by any of its files; tone marks and the type of the place do not matter."""
    withins = (unit.unit.within, *(one.unit.within for one in unit.submissions))
    return any(bare(part) == bare(place) for within in withins for part in within)
