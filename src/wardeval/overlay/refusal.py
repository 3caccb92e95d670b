"""Why what an overlay says of a node is refused: what it says, what the set says, and at which line."""

from __future__ import annotations

from typing import NamedTuple

from wardeval.model.record import kebab
from wardeval.model.rules import Band, Points
from wardeval.overlay.found import Found
from wardeval.overlay.layers import Draft, text_at
from wardeval.problems import Keys, Message, say

_STRICT = {"met", "at_least", "parts", "except_", "not_applicable"}


class Refusal(NamedTuple):
    """The rule that is broken, the keys of the overlay that break it, and the sentence."""

    rule: str
    keys: Keys
    message: Message


def refusal(draft: Draft, found: Found, name: str, keys: Keys, new: object, *, looser: bool) -> Refusal:
    """Why the key `name` of a node of the set cannot become `new`, which the overlay has at `keys`."""
    key = kebab(name)
    at: Keys = ("n",) if name == "at_least" else ()
    old = text_at(draft.base.data, (*found.keys, key, *at)) if found.written else ""
    given = old not in ("", "null") or key in found.node.given
    says = {
        "id": found.node.id,
        "key": key,
        "new": text_at(draft.source.data, (*keys, *at)),
        "old": old if given else say("not given"),
        "place": draft.base_place((*found.keys, key)),
    }
    was = getattr(found.node, name)
    if isinstance(was, Points) and isinstance(new, Points) and was.bands and new.bands and found.written:
        return _other_band(draft, found, keys, was.bands, new.bands)
    if name not in _STRICT:
        return Refusal("overlay-changes", keys, say("“{id}”: {key} cannot become {new}; it is {old} ({place})", **says))
    if looser and not given:
        message = say("“{id}”: {key} {new} is looser than the set, which does not write {key} ({place})", **says)
    elif looser:
        message = say("“{id}”: {key} {new} is looser than {old} ({place})", **says)
    else:
        message = say("“{id}”: {key} {new} is not surely stricter than {old} ({place})", **says)
    return Refusal("overlay-loosens", keys, message)


def _other_band(draft: Draft, found: Found, keys: Keys, was: tuple[Band, ...], new: tuple[Band, ...]) -> Refusal:
    """The first band that the set has otherwise, or does not have; else the first known one that was left out."""
    old_at, new_at = (*found.keys, "points", "bands"), (*keys, "bands")
    ends = [_ends(band) for band in was]
    for index, band in enumerate(new):
        place = ends.index(_ends(band)) if _ends(band) in ends else None
        if place is not None and (was[place].points is None or was[place].points == band.points):
            continue
        says = {"id": found.node.id, "new": text_at(draft.source.data, (*new_at, index))}
        if place is not None:
            says["old"] = text_at(draft.base.data, (*old_at, place))
            says["place"] = draft.base_place((*old_at, place))
            message = say("“{id}”: the band {new} cannot stand; it is {old} ({place})", **says)
        elif any(each.points is None for each in was):
            continue  # it may lie in a band whose points were not public
        else:
            says["place"] = draft.base_place(old_at)
            message = say("“{id}”: the set that is extended has no band {new} ({place})", **says)
        return Refusal("overlay-changes", (*new_at, index), message)
    written = [_ends(band) for band in new]
    left = next((index for index, band in enumerate(was) if band.points is not None and ends[index] not in written), 0)
    message = say(
        "“{id}”: the bands that are known have to stay as they are: {old} ({place})",
        id=found.node.id,
        old=text_at(draft.base.data, (*old_at, left)),
        place=draft.base_place((*old_at, left)),
    )
    return Refusal("overlay-changes", keys, message)


def _ends(band: Band) -> str:
    return repr((band.from_, band.above, band.to, band.below))
