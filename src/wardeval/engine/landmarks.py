"""The numbers that results are compared with: what a printed number must never look like unless it is exactly that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from wardeval.engine.context import Context, Frame
from wardeval.engine.result import SetResult
from wardeval.model.rules import Parameter, Requirement

Sizes = tuple[Fraction | None, ...]
"""The most points of every node of a set, in its order."""


def landmarks(result: SetResult, context: Context) -> tuple[Fraction, ...]:
    """Every threshold that the set puts to this unit: of leaves, of sums, of the total, of each criterion."""
    sizes = tuple([node.outcome.possible for node in result.all_nodes()])
    return _landmarks_once(context.frame, sizes, result.total.possible if result.total else None)


@lru_cache(maxsize=256)
def _landmarks_once(frame: Frame, sizes: Sizes, total: Fraction | None) -> tuple[Fraction, ...]:
    """The same, in order: for most units of a set they are the same ones."""
    possible = {node.id: size for node, size in zip(frame.criteria.nodes(), sizes, strict=True)}
    found = _all(frame.blank, possible, total)
    return tuple(sorted({value for value in found if value is not None}))


def _all(
    context: Context, possible: Mapping[str, Fraction | None], total: Fraction | None
) -> Iterator[Fraction | None]:
    criteria = context.criteria
    for node in criteria.nodes():
        if node.met is not None:
            yield from _bounds(node.met, possible[node.id], context)
    for verdict in criteria.verdicts:
        for condition in verdict.when or ():
            if condition.total is not None:
                for parameter in _parameters(condition.total):
                    yield context.resolve_of(parameter, total)
            if condition.every_criterion is not None:
                for node in (node for node in criteria.criteria if not node.bonus):
                    yield from _bounds(condition.every_criterion, possible[node.id], context)


def _bounds(requirement: Requirement, possible: Fraction | None, context: Context) -> Iterator[Fraction | None]:
    for parameter in _parameters(requirement):
        yield context.resolve(parameter)
        yield context.resolve_of(parameter, possible)


def _parameters(requirement: Requirement) -> Iterator[Parameter]:
    found = (requirement.at_least, requirement.more_than, requirement.at_most, requirement.less_than)
    yield from (parameter for parameter in found if parameter is not None)
