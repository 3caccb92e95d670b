"""What must fit together inside a leaf: its measure, what is required, and what it earns."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.mistakes import Mistake
from wardeval.model.parameters import dead, kind_mistakes, known, parameter_mistakes, parameters_in
from wardeval.model.record import kebab
from wardeval.model.rules import Points, Requirement
from wardeval.problems import Keys, say

THRESHOLDS = {"at_least", "more_than", "at_most", "less_than", "at_boundary"}
_DAYS = {"from_", "to", "before", "within"}

REQUIRES: dict[str, tuple[set[str], set[str]]] = {
    "met": ({"met", "basically"}, set()),
    "events": ({"none"}, THRESHOLDS),
    "count": (set(), THRESHOLDS),
    "ratio": (set(), THRESHOLDS),
    "amount": (set(), THRESHOLDS),
    "change": (set(), {*THRESHOLDS, "down_by", "up_by"}),
    "date": (set(), _DAYS),
    "level": (set(), {"level"}),
    "points": ({"max"}, THRESHOLDS),
    "parts": ({"all"}, {"at_least"}),
}
"""The requirements of each measure: the words, and the keys."""

EARNS: dict[str, set[str]] = {
    "met": {"fixed", "answers"},
    "events": {"fixed", "less", "bands"},
    "count": {"fixed", "bands", "steps"},
    "ratio": {"fixed", "bands", "proportional", "steps"},
    "amount": {"fixed", "bands", "steps"},
    "change": {"fixed", "bands"},
    "date": {"fixed", "bands"},
    "level": {"fixed"},
    "points": {"judged"},
    "parts": {"fixed"},
}
"""The ways of giving points that fit each measure."""


def leaf_mistakes(criteria: CriterionSet, keys: Keys, node: Indicator) -> Iterator[Mistake]:
    """What does not fit together in a leaf."""
    assert node.measure is not None
    yield from silent_mistakes(criteria, keys, node)
    if node.met is not None:
        yield from _requirement(criteria, (*keys, "met"), node, node.met)
    if node.points is not None:
        yield from _leaf_points(criteria, (*keys, "points"), node, node.points)
    if node.measure == "level":
        yield from _scale(criteria, keys, node)
    if node.measure == "parts" and not node.parts:
        yield dead(keys, say("“{id}” needs its parts", id=node.id))
    if node.measure == "points" and "max" not in node.given and (node.points is None or node.points.form == "judged"):
        yield dead(keys, say("“{id}” needs max, the most points, or points: unknown", id=node.id))
    judged = node.measure == "points" or (node.points is not None and node.points.form == "unknown")
    if node.max is None and "max" in node.given and not judged:
        yield dead((*keys, "max"), say("only judged points may have a maximum that is not public"))
    for index, ground in enumerate(node.except_):
        yield from known((*keys, "except", index), say("the exception"), ground, criteria.exceptions)


def silent_mistakes(criteria: CriterionSet, keys: Keys, node: Indicator) -> Iterator[Mistake]:
    """A leaf that is only recorded: a review may have it, nothing else could be done with it."""
    says = node.met is not None or node.points is not None or node.measure in ("met", "points")
    if not says and criteria.purpose != "review":
        yield dead(keys, say("“{id}” says neither when it is met nor what it earns", id=node.id))


def _scale(criteria: CriterionSet, keys: Keys, node: Indicator) -> Iterator[Mistake]:
    if node.scale is None:
        yield dead(keys, say("“{id}” needs the scale of its levels", id=node.id))
        return
    yield from known((*keys, "scale"), say("the scale"), node.scale, criteria.scales)
    if node.met is not None and node.met.level is not None and node.scale in criteria.scales:
        yield from known((*keys, "met", "at-least"), say("the level"), node.met.level, criteria.scales[node.scale])


def _requirement(criteria: CriterionSet, keys: Keys, node: Indicator, met: Requirement) -> Iterator[Mistake]:
    words, allowed = REQUIRES[node.measure or ""]
    given = met.given
    fits = met.word in {*words, "unknown"} if met.word else given <= allowed and bool(given - {"at_boundary"})
    if not fits:
        yield dead(
            keys,
            say("this requirement does not fit the measure “{measure}”", measure=node.measure or ""),
            say("this measure takes {words}", words=tuple(sorted([*words, *map(kebab, allowed)]))),
        )
        return
    for name in ("at_least", "more_than", "at_most", "less_than", "down_by", "up_by"):
        parameter = getattr(met, name)
        if parameter is not None:
            yield from parameter_mistakes(criteria, (*keys, kebab(name)), parameter)
            kind = _COMPARED.get("down-by" if name in ("down_by", "up_by") else node.measure or "")
            yield from kind_mistakes(criteria, (*keys, kebab(name)), parameter, kind)
            if parameter.word == "before" and node.measure != "change":
                yield dead((*keys, kebab(name)), say("“before” is only for the measure “change”"))
    if met.within is not None:
        dates = [item.id for item in criteria.nodes() if item.measure == "date"]
        yield from known((*keys, "within", "of"), say("the date"), met.within.of, dates)
        if (met.within.days is None) == (met.within.working_days is None):
            yield dead((*keys, "within"), say("write either days or working-days"))
        for name, days in (("days", met.within.days), ("working-days", met.within.working_days)):
            if days is not None and not (days.denominator == 1 and 0 <= days <= MOST_DAYS):
                yield dead((*keys, "within", name), say("a whole number, 0 or more, is expected here"))


MOST_DAYS = 3660
"""The longest time that days are counted for: ten years."""

_COMPARED = {"ratio": "share", "down-by": "share", "events": "number", "count": "number", "amount": "number"}
_COMPARED |= {"change": "number"}


def _leaf_points(criteria: CriterionSet, keys: Keys, node: Indicator, points: Points) -> Iterator[Mistake]:
    if points.form not in {*EARNS[node.measure or ""], "unknown"}:
        yield dead(
            keys,
            say("these points do not fit the measure “{measure}”", measure=node.measure or ""),
            say("this measure takes {words}", words=tuple(sorted(EARNS[node.measure or ""]))),
        )
    if points.form == "fixed" and node.met is None and node.measure != "met":
        yield dead(keys, say("fixed points need “met”: when they are earned"))
    kind = {"ratio": "share", "change": "share", "date": "day"}.get(node.measure or "", "number")
    for index, band in enumerate(points.bands):
        for name in ("from_", "above", "to", "below"):
            end = getattr(band, name)
            if end is not None and end.kind != kind:
                expected = {
                    "share": say("a percent such as 70% is expected here"),
                    "day": say("a day such as 31/03/Y is expected here"),
                    "number": say("a number is expected here"),
                }[kind]
                yield dead((*keys, "bands", index, kebab(name)), expected)
    size = "share" if node.measure == "ratio" else "number"
    for name, wanted in (("full_at", "share"), ("up_to", size), ("per", size)):
        parameter = getattr(points, name)
        if parameter is not None:
            yield from parameter_mistakes(criteria, (*keys, kebab(name)), parameter)
            yield from kind_mistakes(criteria, (*keys, kebab(name)), parameter, wanted)
    for name in ("less", "plus"):
        value = getattr(points, name)
        if value is not None and value < 0:
            yield dead((*keys, name), say("a number above 0 is expected here"))
    for inner in parameters_in(points.per) if points.per is not None else ():
        if inner.value is not None and inner.value <= 0:
            yield dead((*keys, "per"), say("a number above 0 is expected here"))
