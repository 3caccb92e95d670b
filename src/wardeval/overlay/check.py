"""A set with overlays in the form in which all of it can be checked."""

from __future__ import annotations

from wardeval.model.criterion_set import CriterionSet, Indicator


def checkable(criteria: CriterionSet) -> CriterionSet:
    """The set as if it had written the parts that it takes over: an overlay may have changed them."""
    sections = {name: tuple(map(_own, getattr(criteria, name))) for name in ("gates", "criteria")}
    return criteria.replace(**sections)


def _own(node: Indicator) -> Indicator:
    name = node.combination
    changes: dict[str, object] = {}
    if node.origin is not None:
        changes |= {"origin": None, "group": None}
    if name is not None:
        parts = tuple(map(_own, node.children))
        changes[name] = node.at_least.replace(of=parts) if node.at_least is not None else parts
    return node.replace(**changes) if changes else node
