"""A set with overlays in the form in which all of it can be checked."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.mistakes import Mistake
from wardeval.model.overlay import Overlay
from wardeval.problems import say


def checkable(criteria: CriterionSet) -> CriterionSet:
    """The set as if it had written the parts that it takes over: an overlay may have changed them."""
    sections = {name: tuple(map(_own, getattr(criteria, name))) for name in ("gates", "criteria")}
    return criteria.replace(**sections)


def overstated_mistakes(overlay: Overlay, criteria: CriterionSet) -> Iterator[Mistake]:
    """An overlay that says complete closes the gaps of its set; so nothing may be left that is not public."""
    if overlay.completeness == "complete":
        from wardeval.lint.set_declared import overstated, unknowns

        if found := unknowns(criteria):
            hint = say("fill it in, or leave completeness out: the gaps of the set then stay")
            yield Mistake("completeness-overstated", ("completeness",), overstated(found), hint)


def _own(node: Indicator) -> Indicator:
    name = node.combination
    changes: dict[str, object] = {}
    if node.origin is not None:
        changes |= {"origin": None, "group": None}
    if name is not None:
        parts = tuple(map(_own, node.children))
        changes[name] = node.at_least.replace(of=parts) if node.at_least is not None else parts
    return node.replace(**changes) if changes else node
