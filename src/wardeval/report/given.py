"""An answer as a person would say it: what the file writes, without the keys that it writes it under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardeval.model.base import fold
from wardeval.model.criterion_set import CriterionSet, Exception_, Indicator
from wardeval.model.replies import GRADES
from wardeval.model.values import Grade
from wardeval.problems import Message, say


def given(node: Indicator, raw: object, criteria: CriterionSet) -> object:
    """The answer `raw` to `node` in words; numbers stand as they are written, and nothing is filled in."""
    match raw:
        case {"not-applicable": str(reason)}:
            return say("not applicable: {reason}", reason=reason)
        case {"parts": listed} | (list() as listed):
            return _parts(node, listed)
        case Mapping():
            return _mapping(node, raw, criteria)
        case str() if node.measure == "level":
            return criteria.scales.get(node.scale or "", {}).get(raw, raw)
        case str():
            return raw
    return say("nothing yet")


def _mapping(node: Indicator, raw: Mapping[str, object], criteria: CriterionSet) -> object:
    part, whole, now, before = (raw.get(key) for key in ("part", "whole", "now", "before"))
    if part is not None and whole is not None:
        return f"{part}/{whole}"
    if now is not None and before is not None:
        return say("{now} now, {before} the year before", now=str(now), before=str(before))
    for key, half in (("part", part), ("whole", whole), ("now", now), ("before", before)):
        if half is not None:
            return Message(_HALVES[key].template, {"n": str(half)})
    excepted = raw.get("excepted")
    value = given(node, raw.get("value"), criteria)
    if not isinstance(excepted, list) or not excepted:
        return value
    return say("{n}, of these {excepted}", n=value, excepted=tuple(_excepted(excepted, criteria)))


_HALVES = {
    "part": say("{n} of a whole that is not given"),
    "whole": say("a part that is not given, of {n}"),
    "now": say("{n} now, the year before not given"),
    "before": say("{n} the year before, this year not given"),
}


def _excepted(items: list[object], criteria: CriterionSet) -> Iterator[object]:
    for item in items:
        match item:
            case Mapping():
                ground = item.get("reason")
                declared: Exception_ | None = criteria.exceptions.get(str(ground))
                number = str(item.get("number") or "1")
                shown = say("{n} excepted: {ground}", n=number, ground=declared.title if declared else str(ground))
                held = item.get("holds")
                if declared and held:
                    ids = [held] if isinstance(held, str) else held
                    needs = tuple(declared.needs.get(str(id_), str(id_)) for id_ in ids)
                    shown = say("{text} (fulfilled: {needs})", text=shown, needs=needs)
                yield shown


def _parts(node: Indicator, listed: object) -> object:
    """The parts that are there; those that are said not to be there beside them."""
    if isinstance(listed, Mapping):
        there = [id_ for id_, word in listed.items() if GRADES.get(fold(str(word))) is Grade.MET]
        absent = tuple(node.parts.get(id_, id_) for id_ in listed if id_ not in there)
    else:
        there, absent = list(listed) if isinstance(listed, list) else [str(listed)], ()
    found = tuple(node.parts.get(id_, id_) for id_ in there) or say("none of the parts")
    return say("{parts}; not there: {absent}", parts=found, absent=absent) if absent else found
