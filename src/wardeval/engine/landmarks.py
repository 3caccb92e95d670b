"""The numbers that results are compared with: what a printed number must never look like unless it is exactly that."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from wardeval.engine.context import Context
from wardeval.engine.result import NodeResult, SetResult
from wardeval.model.rules import Parameter, Requirement


def landmarks(result: SetResult, context: Context) -> frozenset[Fraction]:
    """Every threshold that the set puts to this unit: of leaves, of sums, of the total, of each criterion."""
    return frozenset(value for value in _all(result, context) if value is not None)


def _all(result: SetResult, context: Context) -> Iterator[Fraction | None]:
    for node in result.all_nodes():
        if node.node.met is not None:
            yield from _bounds(node.node.met, node, context)
    total = result.total.possible if result.total else None
    for item in result.verdicts:
        for condition in item.verdict.when or ():
            if condition.total is not None:
                for parameter in _parameters(condition.total):
                    yield context.resolve_of(parameter, total)
            if condition.every_criterion is not None:
                for node in (node for node in result.nodes if not node.node.bonus):
                    yield from _bounds(condition.every_criterion, node, context)


def _bounds(requirement: Requirement, node: NodeResult, context: Context) -> Iterator[Fraction | None]:
    for parameter in _parameters(requirement):
        yield context.resolve(parameter)
        yield context.resolve_of(parameter, node.outcome.possible)


def _parameters(requirement: Requirement) -> Iterator[Parameter]:
    found = (requirement.at_least, requirement.more_than, requirement.at_most, requirement.less_than)
    yield from (parameter for parameter in found if parameter is not None)
