"""What comes from where in a set that overlays complete: in one line, and beside each criterion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from wardeval.library import LoadedSet
from wardeval.model.criterion_set import Indicator
from wardeval.problems import Message, say, say_n

_SHOWN = 6


def overlay_lines(loaded: LoadedSet) -> Iterator[Message]:
    """A line for each overlay of a set: what it completes, and what it adds, tightens and fills in."""
    for below, layer in pairwise(loaded.layers):
        number = below.basis.number if below.basis else None
        named = say("{id} ({basis})", id=below.id, basis=number) if number else below.id
        what = say("{id} completes {base}", id=layer.id, base=named)
        done = tuple(_done(loaded, layer.id))
        yield say("{what}: {done}", what=what, done=done) if done else what


def mark(loaded: LoadedSet, id_: str) -> tuple[Message, ...]:
    """What overlays did to a node, for beside its name."""
    marks: dict[tuple[str, str], list[str]] = {}
    for by, kind, key in loaded.touches.get(id_, ()):
        marks.setdefault((kind, by), []).append(key)
    return tuple(_mark(kind, by, keys) for (kind, by), keys in marks.items())


def condition_mark(by: str) -> Message:
    """That a condition of a verdict comes from an overlay."""
    return say("from {id}", id=by)


def _mark(kind: str, by: str, keys: Iterable[str]) -> Message:
    match kind:
        case "added":
            return say("from {id}", id=by)
        case "tightened":
            return say("tightened by {id}: {keys}", id=by, keys=_fields(keys))
    return say("filled in by {id}: {keys}", id=by, keys=_fields(keys))


def _fields(keys: Iterable[str]) -> tuple[object, ...]:
    """What the keys of a node are, each once."""
    said = [_FIELDS.get(key, key) for key in keys]
    return tuple(text for place, text in enumerate(said) if text not in said[:place])


_PARTS = say("parts")
_FIELDS: dict[str, Message] = {
    "number": say("number"),
    "title": say("name"),
    "ask": say("wording"),
    "note": say("its note"),
    "proof": say("proof"),
    "source": say("source"),
    "attested": say("how the wording is attested"),
    "assumed": say("assumption"),
    "group": say("group"),
    "measure": say("measure"),
    "unit": say("unit of measure"),
    "scale": say("scale of levels"),
    "met": say("what is required"),
    "at-least": say("how many parts are required"),
    "points": say("points"),
    "max": say("most points"),
    "step": say("steps of the points"),
    "weight": say("weight"),
    "bonus": say("bonus points"),
    "cap": say("cap of the points"),
    "floor": say("floor of the points"),
    "round": say("rounding"),
    "except": say("grounds of exception"),
    "not-applicable": say("what counts where it does not apply"),
    "only-if": say("condition for counting it"),
    "verdict-of": say("set whose verdict it is"),
    **dict.fromkeys(("parts", "all", "any", "sum", "weighted", "either", "use"), _PARTS),
}
"""What the keys of a node are called."""


def _done(loaded: LoadedSet, by: str) -> Iterator[Message]:
    sections = (*loaded.criteria.gates, *loaded.criteria.criteria)
    added = [id_ for node in sections for id_ in _added(node, loaded, by)]
    if added:
        yield say("added {ids}", ids=_ids(added))
    for kind, text in (("tightened", say("tightened {ids}")), ("filled", say("filled in {ids}"))):
        found = [node.id for node in loaded.criteria.nodes() if kind in _kinds(loaded, node.id, by)]
        if found:
            yield Message(text.template, {"ids": _ids(found)})
    conditions = sum(1 for other in loaded.conditions.values() if other == by)
    if conditions:
        yield say_n("{n} condition of a verdict", "{n} conditions of verdicts", n=conditions)


def _added(node: Indicator, loaded: LoadedSet, by: str) -> Iterator[str]:
    """The outermost nodes that an overlay added."""
    if "added" in _kinds(loaded, node.id, by):
        yield node.id
        return
    for part in node.children:
        yield from _added(part, loaded, by)


def _kinds(loaded: LoadedSet, id_: str, by: str) -> set[str]:
    return {touch.kind for touch in loaded.touches.get(id_, ()) if touch.by == by}


def _ids(ids: list[str]) -> tuple[object, ...]:
    if len(ids) <= _SHOWN:
        return tuple(ids)
    return (*ids[:_SHOWN], say("{n} more", n=len(ids) - _SHOWN))
