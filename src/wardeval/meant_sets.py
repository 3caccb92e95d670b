"""A criterion set that is not there by the name that somebody wrote: which one was probably meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from wardeval.model.base import fold
from wardeval.model.mistakes import closest
from wardeval.problems import InputError, Message, say
from wardeval.set_places import SUFFIX
from wardeval.source import Value, read_source, value_at

if TYPE_CHECKING:
    from wardeval.library import Library

_ENOUGH = 6
"""Letters of a title that are enough to know it by."""
_LEAST = 3
"""Letters that are enough to know an id by."""
_RUNS = re.compile(r"\d+|[^\W\d_]+")


class Heading(NamedTuple):
    """What the file of a set says at its top, whether or not the rest of it is right."""

    id: str
    number: str
    """The number of the decision; empty where it is not known."""
    titles: tuple[str, ...]
    units: tuple[str, ...]
    """The types of unit that the set is for; none where the file does not say so itself."""

    def is_for(self, unit: str) -> bool:
        """Whether the set is for a type of unit, as far as the file says."""
        return not self.units or unit in self.units


def set_hint(text: str, library: Library, unit: str | None = None) -> Message:
    """Which set to write instead of `text`; `unit` is the type of the unit, where it is known."""
    sets = headings(library)
    runs = _runs(text)
    if spelt := [each.id for each in sets if _runs(each.id) == runs]:
        return say("did you mean “{id}”?", id=spelt[0])
    if found := _narrowed([each for each in sets if _is_named(each, text, runs)], runs, unit):
        return (
            say("did you mean “{id}”?", id=found[0]) if len(found) == 1 else say("name one of them: {ids}", ids=found)
        )
    fitting = [each.id for each in sets if unit is None or each.is_for(unit)]
    bare = text.casefold()
    close = closest(text, [*fitting, *library.families()]) or next(
        (id_ for id_ in fitting if len(bare) >= _LEAST and bare in id_), None
    )
    if close:
        return say("did you mean “{id}”?", id=close)
    return say("“wardeval criteria list” shows the sets there are")


def _is_named(heading: Heading, text: str, runs: Sequence[str]) -> bool:
    """Whether a text begins as the id of a set does, or has the number of its decision, or words of its title."""
    stem, own = _stem(heading.id), _runs(heading.id)
    if _begins(runs, stem) or _begins(own, runs):
        return True
    number = next((runs[place:] for place, run in enumerate(runs) if run.isdecimal()), ())
    theirs = _runs(heading.number)
    if number and theirs and (_begins(number, theirs) or _begins(theirs, number)):
        return True
    words = fold(text.strip())
    return len(words) >= _ENOUGH and any(words in fold(title) for title in heading.titles)


def _narrowed(found: Sequence[Heading], runs: Sequence[str], unit: str | None) -> tuple[str, ...]:
    """The ids of those that the end of a text, or else the type of the unit, points to."""
    rests = {each.id: "-".join(runs[len(_stem(each.id)) :]) for each in found}
    named = [each.id for each in found if rests[each.id] in each.units]
    if not named and unit is not None:
        named = [each.id for each in found if each.is_for(unit)]
    if not named:
        ends = {"-".join(_runs(each.id)[len(_stem(each.id)) :]): each.id for each in found}
        named = [ends[close] for rest in {*rests.values()} if rest and (close := closest(rest, ends))]
    return tuple(named or rests)


def _runs(text: str) -> tuple[str, ...]:
    """The numbers and words of a text, without capitals and tone marks."""
    return tuple(_RUNS.findall(fold(text)))


def _stem(id_: str) -> tuple[str, ...]:
    """What sets of one decision have in common: their ids up to the last number; nothing where there is none."""
    runs = _runs(id_)
    last = max((place for place, run in enumerate(runs) if run.isdecimal()), default=-1)
    return runs[: last + 1]


def _begins(runs: Sequence[str], with_: Sequence[str]) -> bool:
    return bool(with_) and tuple(runs[: len(with_)]) == tuple(with_)


@lru_cache(maxsize=8)
def headings(library: Library) -> tuple[Heading, ...]:
    """What every set file says at its top; a file that cannot be read says nothing."""
    data: dict[str, Value] = {}
    for id_, place in library.ids():
        with suppress(InputError):
            data[id_] = read_source(place.path / f"{id_}{SUFFIX}", id_).data
    return tuple(_heading(id_, data) for id_ in data)


def _heading(id_: str, data: dict[str, Value]) -> Heading:
    own = data[id_]
    titles = [value_at(own, keys) for key in ("title", "short") for keys in ((key,), (key, "vi"), (key, "en"))]
    units = value_at(own, ("units",))
    base: Value = own
    for _ in data:  # an overlay is for the units of the set that it completes
        if units is not None or not isinstance(extended := value_at(base, ("extends",)), str):
            break
        base = data.get(extended)
        units = value_at(base, ("units",))
    number = value_at(own, ("basis", "number"))
    return Heading(
        id_,
        number if isinstance(number, str) else "",
        tuple(each for each in titles if isinstance(each, str)),
        tuple(each for each in (units if isinstance(units, list) else [units]) if isinstance(each, str)),
    )
