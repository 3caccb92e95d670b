"""What must fit together inside a criterion set before anything can be scored with it."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.leaves import THRESHOLDS, leaf_mistakes, silent_mistakes
from wardeval.model.mistakes import Mistake
from wardeval.model.parameters import BUILT_IN_FACTS, dead, known, parameter_mistakes, parameters_in
from wardeval.model.record import kebab
from wardeval.problems import Keys, Message, say


def walk(criteria: CriterionSet) -> Iterator[tuple[Keys, Indicator]]:
    """Every node of a set with its keys; parts taken over from another set have those of the node that uses them."""
    for section in ("gates", "criteria"):
        for index, node in enumerate(getattr(criteria, section)):
            yield from _walk((section, index), node)


def _walk(keys: Keys, node: Indicator) -> Iterator[tuple[Keys, Indicator]]:
    yield keys, node
    name = node.combination
    for index, child in enumerate(node.children):
        if child.origin is not None:
            inner = keys
        else:
            inner = (*keys, kebab(name or ""), *(("of",) if name == "at_least" else ()), index)
        yield from _walk(inner, child)


def structure_mistakes(criteria: CriterionSet) -> Iterator[Mistake]:
    """Everything that would make scoring with the set impossible or ambiguous."""
    yield from _doubled_ids(criteria)
    if not criteria.verdicts:
        yield dead(("verdicts",), say("a set has at least one verdict"))
    if not criteria.criteria:
        yield dead(("criteria",), say("a set has at least one criterion"))
    for keys, node in walk(criteria):
        if node.origin is None:
            yield from _node(criteria, keys, node)
        else:
            yield from _taken(criteria, keys, node)
    yield from _verdicts(criteria)
    if criteria.purpose == "review":
        yield from _review(criteria)
    for name in criteria.facts:
        if name in BUILT_IN_FACTS:
            yield Mistake(
                "structure",
                ("facts", name),
                say("“{id}” is known of every unit", id=name),
                say("give it another id here"),
                at_key=True,
            )
    for name, parameter in criteria.parameters.items():
        yield from parameter_mistakes(criteria, ("parameters", name), parameter)
    yield from _circles(criteria)


def _doubled_ids(criteria: CriterionSet) -> Iterator[Mistake]:
    seen: set[str] = set()
    for keys, node in walk(criteria):
        if node.id in seen:
            yield dead((*keys, "id"), say("the id “{id}” is used twice", id=node.id))
        seen.add(node.id)


REVIEWED, NOT_REVIEWED = "da-ra-soat", "chua-ra-soat-xong"
"""The only verdicts of a review, the highest first: it may come to its end, and never recognises anybody."""


def _review(criteria: CriterionSet) -> Iterator[Mistake]:
    if tuple(verdict.id for verdict in criteria.verdicts) != (REVIEWED, NOT_REVIEWED):
        yield dead(
            ("verdicts",),
            say(
                "a review recognises nobody: its verdicts are “{first}” and “{last}”", first=REVIEWED, last=NOT_REVIEWED
            ),
            say("write these two ids, in this order"),
        )


def _taken(criteria: CriterionSet, keys: Keys, node: Indicator) -> Iterator[Mistake]:
    """What a part taken over from another set refers to has to be taken over with it."""
    ids = [item.id for item in criteria.nodes()]
    if not node.children:
        yield from silent_mistakes(criteria, keys, node)
    if node.only_if is not None:
        yield from known(keys, say("the criterion"), node.only_if, ids)
    if node.met is not None and node.met.within is not None:
        yield from known(keys, say("the date"), node.met.within.of, ids)


def _node(criteria: CriterionSet, keys: Keys, node: Indicator) -> Iterator[Mistake]:
    ways = [name for name in ("all", "any", "at_least", "sum", "weighted", "either", "use") if getattr(node, name)]
    if bool(node.measure) + len([way for way in ways if way != "use" or len(ways) == 1]) != 1:
        yield dead(
            keys,
            say("“{id}” either has a measure and is answered, or is made of parts in one way", id=node.id),
            say("write measure, or one of all, any, at-least, sum, weighted, either, use"),
        )
        return
    if node.group is not None:
        yield from known((*keys, "group"), say("the group"), node.group, [group.id for group in criteria.groups])
    if node.only_if is not None:
        by_id = {item.id: item for item in criteria.nodes()}
        yield from known((*keys, "only-if"), say("the criterion"), node.only_if, by_id)
        if node.only_if in by_id and not may_be_met(by_id[node.only_if]):
            yield dead((*keys, "only-if"), say("“{id}” has no “met”, so it cannot be counted here", id=node.only_if))
    if node.measure is not None:
        yield from leaf_mistakes(criteria, keys, node)
    else:
        yield from _inner(criteria, keys, node)


def _inner(criteria: CriterionSet, keys: Keys, node: Indicator) -> Iterator[Mistake]:
    way = node.combination
    if way in ("all", "any", "at_least"):
        yield from _logic(criteria, keys, node)
    elif node.points is not None:
        yield dead((*keys, "points"), say("the points of this node follow from its parts"))
    if way == "at_least" and node.at_least is not None:
        if not node.at_least.of:
            yield dead((*keys, "at-least", "of"), say("“{id}” needs its parts", id=node.id))
        yield from parameter_mistakes(criteria, (*keys, "at-least", "n"), node.at_least.n)
    if way == "either":
        for index, child in enumerate(node.children[:-1]):
            if not may_be_met(child):
                yield dead((*keys, "either", index), say("every way but the last needs “met”: when it applies"))
    if way in ("sum", "weighted", "either"):
        yield from _sum(criteria, keys, node)
    if node.max is None and "max" in node.given:
        yield dead((*keys, "max"), say("only judged points may have a maximum that is not public"))


def _logic(criteria: CriterionSet, keys: Keys, node: Indicator) -> Iterator[Mistake]:
    """A node that asks whether its parts are met; in a review, parts of `all` may be only recorded."""
    without = [child.id for child in node.children if not may_be_met(child)]
    if not (criteria.purpose == "review" and node.combination == "all" and node.points is None):
        for id_ in without:
            yield dead(keys, say("“{id}” has no “met”, so it cannot be counted here", id=id_))
    if node.points is not None and node.points.form not in ("fixed", "unknown"):
        yield dead((*keys, "points"), say("a node made of parts earns a fixed number of points when it is met"))
    if node.met is not None:
        yield dead((*keys, "met"), say("whether this is met follows from its parts"))


def _sum(criteria: CriterionSet, keys: Keys, node: Indicator) -> Iterator[Mistake]:
    if node.combination == "weighted":
        if node.max is None:
            yield dead(keys, say("a weighted sum needs max, its most points"))
        for index, child in enumerate(node.children):
            if child.weight is None:
                yield dead((*keys, "weighted", index), say("“{id}” needs its weight", id=child.id))
            else:
                yield from parameter_mistakes(criteria, (*keys, "weighted", index, "weight"), child.weight)
    if node.met is not None:
        allowed = THRESHOLDS | {"word"}
        if not node.met.given <= allowed or node.met.word not in (None, "max", "unknown"):
            yield dead((*keys, "met"), say("a sum is met by enough points: at-least: 50%, or max"))
        for name in ("at_least", "more_than", "at_most", "less_than"):
            parameter = getattr(node.met, name)
            if parameter is not None:
                yield from parameter_mistakes(criteria, (*keys, "met", kebab(name)), parameter)


def may_be_met(node: Indicator) -> bool:
    """Whether a node has a notion of met."""
    if node.measure is not None:
        return node.measure == "met" or node.met is not None
    if node.combination == "all":
        return any(may_be_met(child) for child in node.children)  # in a review, parts may be only recorded
    if node.combination in ("any", "at_least"):
        return True
    return node.met is not None or (node.combination == "either" and may_be_met(node.children[-1]))


def _verdicts(criteria: CriterionSet) -> Iterator[Mistake]:
    ids = [node.id for node in criteria.nodes()]
    gates = [gate.id for gate in criteria.gates]
    top = [node.id for node in criteria.criteria]
    lists = [(("verdicts", i, "when"), verdict.when or ()) for i, verdict in enumerate(criteria.verdicts)]
    seen: set[str] = set()
    for index, verdict in enumerate(criteria.verdicts):
        if verdict.id in seen:
            yield dead(("verdicts", index, "id"), say("the id “{id}” is used twice", id=verdict.id))
        seen.add(verdict.id)
    for base, conditions in [*lists, (("assessed-if",), criteria.assessed_if)]:
        for index, condition in enumerate(conditions):
            keys: Keys = (*base, index)
            if condition.gate is not None:
                yield from known((*keys, "gate"), say("the gate"), condition.gate, gates)
            if condition.met is not None:
                yield from known((*keys, "met"), say("the criterion"), condition.met, ids)
            for place, id_ in enumerate(condition.without):
                yield from known((*keys, "without", place), say("the criterion"), id_, top)
            if condition.total is not None and criteria.total is None:
                yield dead((*keys, "total"), say("the set has no total of points"))
            for name in ("criteria_met", "total", "every_criterion"):
                met = getattr(condition, name)
                if met is not None and not met.given <= THRESHOLDS:
                    yield dead((*keys, kebab(name)), say("a number or a share is required here, such as at-least: 80"))
            for at, parameter in condition.parameters():
                yield from parameter_mistakes(criteria, (*keys, *at), parameter)
            if condition.all is not None and not all(may_be_met(node) for node in criteria.criteria):
                yield dead(keys, say("some criteria only earn points, so “all” cannot be asked of them"))


def _circles(criteria: CriterionSet) -> Iterator[Mistake]:
    """Nodes that hang on themselves through `only-if`, and parameters defined by themselves."""
    below = {node.id: [child.id for child in node.children] for node in criteria.nodes()}
    for node in criteria.nodes():
        if node.only_if is not None:
            below[node.id] = [*below[node.id], node.only_if]
    yield from _loops(below, say("“{id}” hangs on itself"), {node.id: keys for keys, node in walk(criteria)})
    uses = {
        name: [inner.parameter for inner in parameters_in(parameter) if inner.parameter and inner.set_ is None]
        for name, parameter in criteria.parameters.items()
    }
    places: dict[str, Keys] = {name: ("parameters", name) for name in uses}
    yield from _loops(uses, say("“{id}” hangs on itself"), places)


def _loops(edges: dict[str, list[str]], message: Message, places: dict[str, Keys]) -> Iterator[Mistake]:
    settled: set[str] = set()
    for start, first in edges.items():
        reached: set[str] = set()
        open_ = list(first)
        while open_ and start not in settled:
            name = open_.pop()
            if name == start:
                yield dead(places[start], Message(message.template, {"id": start}))
                settled.update(reached, {start})
            elif name not in reached:
                reached.add(name)
                open_.extend(edges.get(name, ()))
