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


def chosen(wish: str, units: Sequence[Identity], place: str | None = None) -> tuple[Identity, ...]:
    """The units of an id; else of a name as it is written; else of a name without tone marks, type and office.

    Of those in `place`, one alone that lies directly in it is meant: the ward of a city, not that of its district.
    """
    if place is not None:
        found = chosen(wish, [unit for unit in units if lies_within(unit, place)])
        direct = tuple(unit for unit in found if lies_within(unit, place, directly=True))
        return direct if len(direct) == 1 else found
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


def ambiguous(wish: str, found: Sequence[Identity], units: Sequence[Identity]) -> Message:
    """That more than one of `units` may be meant, which, and what chooses each."""
    ordered = sorted(found, key=lambda unit: (unit.unit.name, unit.first))
    more = [say("and {n} more", n=len(ordered) - MOST_NAMED)] if len(ordered) > MOST_NAMED else []
    named = (*map(described, ordered[:MOST_NAMED]), *more)
    about = {"text": wish, "n": len(ordered), "units": named, "advice": _advice(wish, ordered, _alike(ordered, units))}
    if any(wish in _ids(unit) for unit in found):
        return say("the id “{text}” stands for {n} units: {units}; {advice}", **about)
    return say("“{text}” may be one of {n} units: {units}; {advice}", **about)


def _alike(found: Sequence[Identity], units: Sequence[Identity]) -> list[Identity]:
    """The units that what chooses one of those found may choose, too: far fewer than all of a country."""
    ids = {id_ for unit in found for id_ in _ids(unit)}
    names = {bare(name) for unit in found for name in _names(unit)}
    return [unit for unit in units if not ids.isdisjoint(_ids(unit)) or not names.isdisjoint(map(bare, _names(unit)))]


def _advice(wish: str, found: Sequence[Identity], units: Sequence[Identity]) -> Message:
    """What chooses one of several units; only what does is advised."""
    if all(_chooses(unit.unit.name, unit, units) for unit in found):
        return say("write the full name of the one that is meant")
    if all(unit.unit.id is not None and _chooses(unit.unit.id, unit, units) for unit in found):
        return say("write the id of the one that is meant")
    ways = [_way(wish, unit, units) for unit in found[:MOST_NAMED]]
    if None in ways:
        return say(
            "name only the files of the one that is meant with --in, or write both into units.yaml with their places"
        )
    return say("write one of: {ways}", ways=tuple(way for way in ways if way is not None))


def _chooses(wish: str, unit: Identity, units: Sequence[Identity], place: str | None = None) -> bool:
    return chosen(wish, units, place) == (unit,)


def _way(wish: str, unit: Identity, units: Sequence[Identity]) -> str | None:
    """What chooses one unit: its name or id, or what was written with a place."""
    names = [name for name in (unit.unit.name, unit.unit.id) if name is not None]
    plain = next((name for name in names if _chooses(name, unit, units)), None)
    if plain is not None:
        return quote(plain)
    within = ((name, place) for name in (wish, *names) for place in _places(unit))
    found = next(((name, place) for name, place in within if _chooses(name, unit, units, place)), None)
    return None if found is None else f"{quote(found[0])} --within {quote(found[1])}"


def quote(text: str) -> str:
    """A word of a command line, in quotes where it is more than letters and digits."""
    return text if text.isalnum() or text.replace("-", "").isalnum() else f'"{text}"'


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


def lies_within(unit: Identity, place: str, *, directly: bool = False) -> bool:
    """Whether a unit lies in a place, by any of its files; tone marks and the type of the place do not matter."""
    if directly:
        return any(bare(part) == bare(place) for part in unit.unit.within[:1])
    return any(bare(part) == bare(place) for within in _withins(unit) for part in within)


def _withins(unit: Identity) -> Iterable[tuple[str, ...]]:
    return unit.unit.within, *(one.unit.within for one in unit.submissions)


def _places(unit: Identity) -> tuple[str, ...]:
    """The places that a unit lies in, the nearest first."""
    return tuple(dict.fromkeys(part for within in _withins(unit) for part in within))
