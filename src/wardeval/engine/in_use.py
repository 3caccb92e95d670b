"""Every parameter that the rules of a set come to, those of other sets too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from wardeval.model.criterion_set import CriterionSet
from wardeval.model.parameters import parameters_in
from wardeval.model.rules import Parameter

Others = Mapping[str, CriterionSet]
"""The sets that a set takes from, by id."""


def in_use(criteria: CriterionSet, others: Others) -> Iterator[Parameter]:
    """Every parameter that the rules and verdicts of a set come to."""
    conditions = [*criteria.assessed_if, *(item for verdict in criteria.verdicts for item in verdict.when or ())]
    yield from reached(criteria, others, (parameter for node in criteria.nodes() for parameter in node.parameters()))
    yield from reached(criteria, others, (item for condition in conditions for _, item in condition.parameters()))


def reached(criteria: CriterionSet, others: Others, start: Iterable[Parameter]) -> Iterator[Parameter]:
    """Some parameters of a set, and all that they are computed from."""
    open_ = [(parameter, criteria) for parameter in start]
    for parameter, owner in open_:
        for inner in parameters_in(parameter):
            yield inner
            other = others.get(inner.set_) if inner.set_ else owner
            if other is not None and inner.parameter in other.parameters:
                open_.append((other.parameters[inner.parameter], other))


def by_type(criteria: CriterionSet, others: Others) -> list[dict[str, Parameter]]:
    """The tables with a row for each type of unit."""
    return [item.table for item in in_use(criteria, others) if item.by == "type" and item.table is not None]
