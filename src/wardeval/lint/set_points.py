"""Rules about sums: maxima, caps, floors, weights, and parts that earn nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from wardeval.library import LoadedSet
from wardeval.lint.own import literal, nodes
from wardeval.model.criterion_set import Indicator
from wardeval.model.rules import Points
from wardeval.problems import Severity, say
from wardeval.rule import Hit, rule

_LOGIC = ("all", "any", "at_least")


def most(node: Indicator) -> Fraction | None:
    """The most points that a node can earn; none where that is not known."""
    match node.combination:
        case None:
            earned = most_of(node.points) if node.points is not None else None
            judged = node.points is not None or node.measure == "points"
            return earned if earned is not None or not judged else node.max
        case "all" | "any" | "at_least":
            return node.points.fixed if node.points is not None else None
        case "sum":
            whole = node.max if node.max is not None else together(node.children)
            return whole if whole is None or node.cap is None else min(whole, node.cap)
        case "either":
            return _highest(node.children)
    return node.max


def most_of(points: Points) -> Fraction | None:
    """The most points that a rule can give, where it says so itself."""
    match points.form:
        case "fixed":
            return max(Fraction(0), points.fixed or Fraction(0))
        case "answers":
            not_met = points.not_met or Fraction(0)
            basically = not_met if points.basically is None else points.basically
            return max(points.met or Fraction(0), basically, not_met)
        case "bands":
            known = [band.points for band in points.bands if band.points is not None]
            return max(known) if len(known) == len(points.bands) else None
        case "proportional":
            return points.proportional
        case "less":
            return points.max
        case "steps":
            return points.cap
    return None


def together(parts: Iterable[Indicator]) -> Fraction | None:
    """The most points of some nodes together, bonus points apart; none where one of them is not known."""
    return _added(most(part) for part in parts if not part.bonus)


def reach(node: Indicator) -> Fraction | None:
    """The points that a node can come to, bonus points included; none where that is not known."""
    if node.combination != "sum":
        return most(node)
    whole = _added((most(node), *(extra(part) for part in node.children)))
    return whole if whole is None or node.cap is None else min(whole, node.cap)


def extra(node: Indicator) -> Fraction | None:
    """What a node can add beyond the most points of what it is a part of; none where that is not known."""
    whole, stated = reach(node), most(node)
    if node.bonus or whole is None or stated is None:
        return whole
    return max(Fraction(0), whole - stated)


def _added(sizes: Iterable[Fraction | None]) -> Fraction | None:
    known = list(sizes)
    return None if None in known else sum((size for size in known if size is not None), Fraction(0))


def _highest(parts: Iterable[Indicator]) -> Fraction | None:
    known = [size for part in parts if (size := most(part)) is not None]
    return max(known) if known and len(known) == len(list(parts)) else None


def may_earn(node: Indicator) -> bool:
    """Whether a node has points at all, known or not."""
    match node.combination:
        case None:
            return node.points is not None or node.measure == "points"
        case "all" | "any" | "at_least":
            return node.points is not None
        case "either":
            return any(may_earn(child) for child in node.children)
    return True


@rule(Severity.ERROR)
def max_differs_from_parts(loaded: LoadedSet) -> Iterator[Hit]:
    """The stated `max` of a sum is not what its parts can earn together.

    One of the numbers was copied wrongly, or a part is missing. For `either` the highest way counts.
    """
    for keys, node, _ in nodes(loaded):
        if node.max is None or node.combination not in ("sum", "either"):
            continue
        parts = together(node.children) if node.combination == "sum" else _highest(node.children)
        if parts is not None and node.cap is not None:
            parts = min(parts, node.cap)
        if parts is not None and parts != node.max:
            yield Hit(
                (*keys, "max"),
                say(
                    "the parts of “{id}” earn {parts} points at most, not {max}", id=node.id, parts=parts, max=node.max
                ),
                say("compare the points of each part with the text"),
            )


@rule(Severity.ERROR)
def points_differ_from_max(loaded: LoadedSet) -> Iterator[Hit]:
    """The stated `max` is not the most points that the node's own rule gives."""
    for keys, node, _ in nodes(loaded):
        if node.max is None or node.points is None or node.combination not in (None, *_LOGIC):
            continue
        earned = most_of(node.points)
        if earned is not None and earned != node.max:
            yield Hit(
                (*keys, "max"),
                say("the points of “{id}” go up to {points}, not {max}", id=node.id, points=earned, max=node.max),
                say("leave max out, or correct one of the two"),
            )


@rule(Severity.ERROR)
def total_differs_from_criteria(loaded: LoadedSet) -> Iterator[Hit]:
    """The stated maximum of the total is not what all criteria can earn together."""
    criteria = loaded.criteria
    parts = together(criteria.criteria)
    if criteria.total is not None and parts is not None and parts != criteria.total.max:
        yield Hit(
            ("total", "max"),
            say("the criteria earn {parts} points at most, not {max}", parts=parts, max=criteria.total.max),
            say("compare the points of each criterion with the text"),
        )


@rule(Severity.ERROR)
def weights_off(loaded: LoadedSet) -> Iterator[Hit]:
    """The weights of a weighted sum are not 100 % together.

    Points are scaled by the weights as they stand: weights of 110 % together would earn more than the most points.
    """
    for keys, node, _ in nodes(loaded):
        weights = [literal(child.weight, loaded).value if child.weight else None for child in node.weighted]
        known = [weight for weight in weights if weight is not None]
        if node.weighted and len(known) == len(weights) and sum(known) != 1:
            yield Hit(
                (*keys, "weighted"),
                say("the weights are {sum} % together, not 100 %", sum=sum(known, Fraction(0)) * 100),
                say("write weights as shares that add up to 100%"),
                at_key=True,
            )


@rule(Severity.WARNING)
def cap_never_binds(loaded: LoadedSet) -> Iterator[Hit]:
    """The parts cannot earn more than the `cap`, so that it changes nothing.

    Perhaps `max` was meant, or a part is missing.
    """
    for keys, node, _ in nodes(loaded):
        if node.cap is None or (node.max is not None and node.cap > node.max):
            continue
        bonus = _added(extra(part) for part in node.children)
        parts = node.max if node.combination == "weighted" else together(node.children)
        parts = None if parts is None or bonus is None else parts + bonus
        if node.children and parts is not None and parts <= node.cap:
            yield Hit(
                (*keys, "cap"),
                say(
                    "the parts earn {parts} points at most, so the cap of {cap} changes nothing",
                    parts=parts,
                    cap=node.cap,
                ),
                say("leave cap out, or write max"),
            )


@rule(Severity.ERROR)
def cap_above_max(loaded: LoadedSet) -> Iterator[Hit]:
    """The `cap` of a node is higher than its `max`."""
    for keys, node, _ in nodes(loaded):
        if node.cap is not None and node.max is not None and node.cap > node.max:
            yield Hit(
                (*keys, "cap"),
                say("the cap of {cap} lies above the most points, {max}", cap=node.cap, max=node.max),
                say("correct one of the two"),
            )


@rule(Severity.ERROR)
def limits_crossed(loaded: LoadedSet) -> Iterator[Hit]:
    """The lower limit of points lies above the upper one.

    A `floor` above `max` or `cap`, or steps whose `cap` lies below their `base`.
    """
    for keys, node, _ in nodes(loaded):
        points = node.points
        pairs = [((*keys, "floor"), node.floor, limit) for limit in (node.max, node.cap)]
        if points is not None and points.form == "less":
            pairs.append(((*keys, "points", "floor"), points.floor, points.max))
        if points is not None and points.form == "steps":
            pairs.append(((*keys, "points", "cap"), points.base, points.cap))
        for place, low, high in pairs:
            if low is not None and high is not None and low > high:
                yield Hit(
                    place,
                    say("the least points, {low}, lie above the most points, {high}", low=low, high=high),
                    say("correct one of the two"),
                )
                break


@rule(Severity.WARNING)
def points_never_count(loaded: LoadedSet) -> Iterator[Hit]:
    """A part of `all`, `any` or `at-least` earns points that are never added to anything.

    These ways only ask whether their parts are met; what the whole earns is said by its own `points`. To add points
    up, write `sum`, with `met` for the points that are enough.
    """
    for keys, node, above in nodes(loaded):
        inside = bool(above) and above[-1].combination in _LOGIC
        if inside and node.points is not None and node.points.form != "judged":
            yield Hit(
                (*keys, "points"),
                say(
                    "the points of “{id}” are never added, because “{above}” only asks for met",
                    id=node.id,
                    above=above[-1].id,
                ),
                say("leave points out, or combine the parts by sum"),
                at_key=True,
            )


@rule(Severity.ERROR)
def part_without_points(loaded: LoadedSet) -> Iterator[Hit]:
    """A part of a sum, or a criterion of a set with a total, earns no points.

    A part whose points are not public says `points: unknown`. A criterion that a verdict asks for needs no points.
    """
    top = 2
    asked = [condition for verdict in loaded.criteria.verdicts for condition in verdict.when or ()]
    all_asked = any(condition.all or condition.criteria_met for condition in asked)
    ids = {condition.met for condition in asked}
    for keys, node, above in nodes(loaded):
        is_criterion = keys[0] == "criteria" and len(keys) == top
        in_total = is_criterion and loaded.criteria.total is not None and not (all_asked or node.id in ids)
        in_sum = bool(above) and above[-1].combination in ("sum", "weighted")
        in_ladder = bool(above) and above[-1].combination == "either" and may_earn(above[-1])
        if (in_total or in_sum or in_ladder) and not may_earn(node):
            yield Hit(
                keys,
                say("“{id}” earns no points, so the sum can never be known", id=node.id),
                say("write its points, or points: unknown where they are not public"),
            )


@rule(Severity.ERROR)
def bonus_without_sum(loaded: LoadedSet) -> Iterator[Hit]:
    """Bonus points stand where nothing is added up, so that they are points like any other, or none.

    `bonus: yes` belongs to a part of a `sum`, or to a criterion of a set with a `total`, beside others that are no
    bonus: it comes on top of their most points.
    """
    top = 2
    criteria = loaded.criteria
    for keys, node, above in nodes(loaded):
        if not node.bonus:
            continue
        beside: tuple[Indicator, ...] = above[-1].sum if above else ()
        if keys[0] == "criteria" and len(keys) == top and criteria.total is not None:
            beside = criteria.criteria
        if all(part.bonus for part in beside):
            yield Hit(
                (*keys, "bonus"),
                say("the bonus of “{id}” has no points to come on top of", id=node.id),
                say("leave bonus out, or make it a part of a sum"),
                at_key=True,
            )
