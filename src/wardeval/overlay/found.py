"""The gates, criteria and indicators of the set that an overlay extends: where each stands, and what is open in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from wardeval.model.criterion_set import Condition, CriterionSet, Indicator
from wardeval.model.record import kebab
from wardeval.model.rules import Requirement
from wardeval.problems import Keys

STRENGTH = {"not-public": 0, "inferred": 1, "press": 2, "official-paraphrase": 3, "official-text": 4}
"""How well a wording is attested, the weakest first."""

_HIDDEN = {None, "unknown", "judged"}


@dataclass(frozen=True, slots=True)
class Found:
    """A node of the set, its keys, and the nodes that it lies in, the outermost first."""

    keys: Keys
    node: Indicator
    above: tuple[Indicator, ...]
    written: bool
    """Whether the set's own files write it; else it is taken over from another set."""

    @property
    def section(self) -> str:
        """`gates` or `criteria`."""
        return str(self.keys[0])

    @property
    def parent(self) -> str | None:
        """The id of the node that it is a part of."""
        return self.above[-1].id if self.above else None

    @property
    def attested(self) -> str | None:
        """How the wording is attested, here or in the nearest node around."""
        return next((node.attested for node in (self.node, *reversed(self.above)) if node.attested), None)

    @property
    def source(self) -> str | None:
        """Where the wording comes from, as said here or in the nearest node around."""
        return next((node.source for node in (self.node, *reversed(self.above)) if node.source), None)

    @property
    def is_blank(self) -> bool:
        """Whether the node is a slot without public text."""
        return self.attested == "not-public" or self.node.label is None

    @property
    def is_open(self) -> bool:
        """Whether it is not public how the node is judged, so that even its measure is only a stand-in.

        A fixed number of points may be known of a slot without text, or that it is met or not met; any other
        requirement, or a rule of points, may not.
        """
        node = self.node
        met, form = node.met, node.points.form if node.points is not None else None
        plain = self.is_blank and met is not None and met.word == "met"
        if node.children or form not in _HIDDEN | {"fixed"} or not (met is None or met.word == "unknown" or plain):
            return False
        judged = form == "judged" and (self.has_open_max or self.is_guessed)
        hidden = met is not None or form == "unknown" or judged
        return self.is_blank or (hidden and form != "fixed")

    @property
    def is_guessed(self) -> bool:
        """Whether how it is judged was only assumed, though its text is known."""
        return self.node.assumed is not None and not self.is_blank

    @property
    def has_open_max(self) -> bool:
        """Whether the most points are said not to be public."""
        return self.node.max is None and "max" in self.node.given

    @property
    def has_open_sum(self) -> bool:
        """Whether it is a sum whose parts are not public."""
        return self.node.combination == "sum" and self.attested == "not-public"

    @property
    def may_be_tightened(self) -> bool:
        """Whether a stricter rule here can never lead to more: not in a ladder, nor where meeting it costs points."""
        inner = (*self.above, self.node)
        for around, part in pairwise(inner):
            if around.combination == "either" and part.id != around.children[-1].id:
                return False
        return not any(_costs(node) for node in inner)


def found_nodes(criteria: CriterionSet) -> dict[str, Found]:
    """Every node of a set by its id."""
    found: dict[str, Found] = {}
    for section in ("gates", "criteria"):
        for index, node in enumerate(getattr(criteria, section)):
            found.update({each.node.id: each for each in _inside(node, (section, index), (), written=True)})
    return found


def _inside(node: Indicator, keys: Keys, above: tuple[Indicator, ...], *, written: bool) -> Iterator[Found]:
    written = written and node.origin is None
    yield Found(keys, node, above, written)
    at = parts_at(node, keys)
    for index, child in enumerate(node.children):
        yield from _inside(child, (*at, index), (*above, node), written=written)


def parts_at(node: Indicator, keys: Keys) -> Keys:
    """The keys of the list of a node's parts."""
    name = node.combination
    return (*keys, kebab(name or ""), *(("of",) if name == "at_least" else ()))


def costly(criteria: CriterionSet) -> set[str]:
    """The ids of nodes in which a stricter rule may lead to more.

    Something that costs points hangs on them, or something that is asked to be no more than a number, or what is a
    rung of a ladder; also where that hangs on a node between.
    """
    found = found_nodes(criteria)
    ids = held_down(criteria)
    hanging = [each for each in found.values() if each.node.only_if is not None]
    known = -1
    while known < len(ids):
        known = len(ids)
        for each in hanging:
            around = {node.id for node in (*each.above, each.node)}
            if around & ids or not each.may_be_tightened or may_lose(each.node):
                ids.add(str(each.node.only_if))
    return ids


def held_down(criteria: CriterionSet) -> set[str]:
    """The ids of nodes whose points, or whose being met, are asked to be no more than a number."""
    ids: set[str] = set()
    for node in criteria.nodes():
        if node.children and _is_limit(node.met):
            ids.update(child.id for child in node.children)
    conditions = [*criteria.assessed_if, *(each for verdict in criteria.verdicts for each in verdict.when or ())]
    if any(map(_limits, conditions)):
        ids.update(node.id for node in criteria.criteria)
    return ids


def _limits(condition: Condition) -> bool:
    return any(map(_is_limit, (condition.criteria_met, condition.total, condition.every_criterion)))


def _is_limit(requirement: Requirement | None) -> bool:
    return requirement is not None and bool(requirement.given & {"at_most", "less_than"})


def may_lose(node: Indicator) -> bool:
    """Whether a node can come to fewer points than none."""
    points = node.points
    if node.children and points is None:
        return (node.floor is None or node.floor < 0) and any(map(may_lose, node.children))
    if points is None:
        return False
    given = [points.fixed, points.met, points.basically, points.not_met, points.base, points.floor, points.cap]
    given += [band.points for band in points.bands]
    if points.form == "less":
        given.append(points.max)
    return any(number is not None and number < 0 for number in given)


def may_drop_out(node: Indicator) -> bool:
    """Whether answers can say that a node, or every part of it, does not apply and is left out."""
    if node.not_applicable == "excluded":
        return True
    return bool(node.children) and all(map(may_drop_out, node.children))


def fewer_is_better(node: Indicator) -> bool:
    """Whether events that count can only make it worse."""
    if node.met is not None and node.met.given & {"at_least", "more_than"}:
        return False
    bands = node.points.bands if node.points is not None else ()
    if any(band.points is None for band in bands):
        return False

    def begin(index: int) -> Fraction:
        end = bands[index].from_ or bands[index].above
        return end.value if end is not None and isinstance(end.value, Fraction) else Fraction(-1)

    points = [bands[index].points or Fraction(0) for index in sorted(range(len(bands)), key=begin)]
    return points == sorted(points, reverse=True)


def _costs(node: Indicator) -> bool:
    """Whether being met may earn less than not being met."""
    points = node.points
    if points is None:
        return node.floor is not None and node.floor < 0
    if points.fixed is not None:
        return points.fixed < 0
    return points.met is not None and points.met < max(points.not_met or 0, points.basically or 0)
