"""How many points a node can come to, as far as the set says it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from wardeval.exact import round_half_up
from wardeval.model.criterion_set import Indicator

_NOTHING = Fraction(0)


def top(node: Indicator) -> Fraction | None:
    """The most points that any answers can bring to a node; none where nothing that is public limits them."""
    match node.combination:
        case None:
            return _top_of_leaf(node)
        case "all" | "any" | "at_least":
            fixed = node.points.fixed if node.points is not None else _NOTHING
            return None if fixed is None else max(_NOTHING, fixed)
        case "sum":
            found = top_of_sum(node.children, node.max)
        case "either":
            tops = [top(part) for part in node.children]
            found = node.max if None in tops else max(known for known in tops if known is not None)
        case _:
            found = node.max
    if found is not None and node.cap is not None:
        found = min(found, node.cap)
    if found is not None and node.floor is not None:
        found = max(found, node.floor)
    return found if found is None or node.round is None else round_half_up(found, node.round)


def _top_of_leaf(node: Indicator) -> Fraction | None:
    rule = node.points
    if rule is None and node.measure != "points":
        return _NOTHING
    if rule is None or rule.form in ("judged", "unknown"):
        return node.max
    match rule.form:
        case "fixed":
            return max(_NOTHING, rule.fixed or _NOTHING)
        case "answers":
            return max(given or _NOTHING for given in (rule.met, rule.basically, rule.not_met))
        case "bands":
            known = [band.points for band in rule.bands if band.points is not None]
            if len(known) < len(rule.bands):
                return None if node.max is None else max([*known, node.max])
            return max(_NOTHING, *known)
        case "proportional":
            return rule.proportional
        case "less":
            return max(rule.max or _NOTHING, rule.floor or _NOTHING)
        case "steps":
            return node.max if rule.cap is None else rule.cap
    return None


def top_of_sum(parts: Iterable[Indicator], stated: Fraction | None) -> Fraction | None:
    """What parts can come to together; those whose points are not public share what the others leave."""
    own, more = _NOTHING, _NOTHING
    is_open = False
    for part in parts:
        found = top(part)
        if found is not None and part.bonus:
            more += found
        elif found is not None:
            own += max(_NOTHING, found)
        elif part.bonus:
            return None
        else:
            is_open = True
            own += _known(part)
    if is_open:
        if stated is None:
            return None
        own = max(own, stated)
    return own + more


def _known(node: Indicator) -> Fraction:
    """What is public of the most points of a sum with parts whose points are not."""
    found = top(node)
    return sum(map(_known, node.sum), _NOTHING) if found is None else max(_NOTHING, found)


def pays(node: Indicator) -> bool:
    """Whether a node has points of its own, or a part of it that has."""
    if node.combination in ("sum", "weighted", "either"):
        return any(map(pays, node.children))
    return node.points is not None or node.measure == "points"


def size(node: Indicator) -> Fraction | None:
    """The most points that shares of a node are counted by; none where they are not known."""
    if node.combination != "sum":
        return top(node)
    whole = node.max if node.max is not None else sum_of(part for part in node.children if not part.bonus)
    return whole if whole is None or node.cap is None else min(whole, node.cap)


def sum_of(parts: Iterable[Indicator]) -> Fraction | None:
    """The sizes of nodes together; none where one of them is not known."""
    sizes = [size(part) for part in parts]
    return None if None in sizes else sum((known for known in sizes if known is not None), _NOTHING)
