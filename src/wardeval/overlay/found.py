"""The gates, criteria and indicators of the set that an overlay extends: where each stands, and what is open in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.record import kebab
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
        judged = form == "judged" and (self.has_open_max or node.assumed is not None)
        hidden = met is not None or form == "unknown" or judged
        return self.is_blank or (hidden and form != "fixed")

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
    """The ids of nodes that something which costs points hangs on."""
    return {node.only_if for node in criteria.nodes() if node.only_if is not None and _costs(node)}


def _costs(node: Indicator) -> bool:
    """Whether being met may earn less than not being met."""
    points = node.points
    if points is None:
        return node.floor is not None and node.floor < 0
    if points.fixed is not None:
        return points.fixed < 0
    return points.met is not None and points.met < max(points.not_met or 0, points.basically or 0)
