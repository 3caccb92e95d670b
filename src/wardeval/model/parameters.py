"""What must fit together inside the parameters of a set, and the mistakes that say where it does not."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.model.criterion_set import CriterionSet
from wardeval.model.mistakes import Mistake, closest
from wardeval.model.rules import Parameter
from wardeval.problems import Keys, Message, say

BUILT_IN_FACTS = ("year", "type")


def dead(keys: Keys, message: Message, hint: Message | None = None) -> Mistake:
    """A mistake in how the parts of a set fit together."""
    return Mistake("structure", keys, message, hint)


def known(keys: Keys, kind: Message, wanted: str, declared: object) -> Iterator[Mistake]:
    """A word that has to be among those that are declared."""
    words = list(declared)  # type: ignore[call-overload]
    if wanted not in words:
        close = closest(wanted, words)
        hint = say("did you mean “{id}”?", id=close) if close else None
        yield Mistake(
            "dead-reference", keys, say("{kind} “{id}” is not declared in the set", kind=kind, id=wanted), hint
        )


def parameter_mistakes(criteria: CriterionSet, keys: Keys, parameter: Parameter) -> Iterator[Mistake]:
    """What a parameter refers to is declared, and is of the kind that it needs."""
    facts = [*criteria.facts, *BUILT_IN_FACTS]
    if parameter.by is not None:
        yield from known((*keys, "by"), say("the fact"), parameter.by, facts)
        fact = criteria.facts.get(parameter.by)
        if fact is not None and fact.is_ != "number" and parameter.table is not None:
            values = fact.of if fact.is_ == "one-of" else ("yes", "no")
            for row in parameter.table:
                yield from known((*keys, "table", row), say("the value"), row, values)
        if parameter.bands:
            yield from _numeric(criteria, (*keys, "by"), parameter.by)
    for index, band in enumerate(parameter.bands):
        for name, end in (("from", band.from_), ("below", band.below)):
            if end is not None and end.kind == "day":
                yield dead((*keys, "bands", index, name), say("a number is expected here"))
    if parameter.fact is not None:
        yield from known((*keys, "fact"), say("the fact"), parameter.fact, facts)
        yield from _numeric(criteria, (*keys, "fact"), parameter.fact)
    if parameter.parameter is not None and parameter.set_ is None:
        yield from known((*keys, "parameter"), say("the parameter"), parameter.parameter, criteria.parameters)
    for index, override in enumerate(parameter.override):
        yield from known((*keys, "override", index, "if"), say("the fact"), override.if_, facts)
        yield from known((*keys, "override", index, "row"), say("the row"), override.row, parameter.table or ())
    for at, inner in _inner_parameters(parameter):
        yield from parameter_mistakes(criteria, (*keys, *at), inner)


def _numeric(criteria: CriterionSet, keys: Keys, name: str) -> Iterator[Mistake]:
    """A fact that is compared or computed with is a number."""
    if name == "type" or (name in criteria.facts and criteria.facts[name].is_ != "number"):
        yield dead(keys, say("“{id}” is not a number", id=name))


def _inner_parameters(parameter: Parameter) -> Iterator[tuple[Keys, Parameter]]:
    for row, inner in (parameter.table or {}).items():
        yield ("table", row), inner
    for index, band in enumerate(parameter.bands):
        yield ("bands", index, "is"), band.is_
    if parameter.times is not None and parameter.of is not None:
        yield ("times",), parameter.times
        yield ("of",), parameter.of


def parameters_in(parameter: Parameter) -> Iterator[Parameter]:
    """A parameter and every one inside it."""
    yield parameter
    for _, inner in _inner_parameters(parameter):
        yield from parameters_in(inner)


def kind_mistakes(criteria: CriterionSet, keys: Keys, parameter: Parameter, wanted: str | None) -> Iterator[Mistake]:
    """A share is compared with a share, a number with a number."""
    if wanted is not None and _kinds(criteria, parameter) - {wanted}:
        share = wanted == "share"
        yield dead(keys, say("a percent such as 70% is expected here") if share else say("a number is expected here"))


def _kinds(criteria: CriterionSet, parameter: Parameter, seen: frozenset[str] = frozenset()) -> set[str]:
    """What a parameter may turn out to be: a number, a share; nothing where only the unit or another set says it."""
    if parameter.value is not None:
        return {"share" if parameter.percent else "number"}
    if parameter.times is not None and parameter.of is not None:
        return _kinds(criteria, parameter.of, seen)
    name = parameter.parameter
    if name is not None:
        own = parameter.set_ is None and name in criteria.parameters and name not in seen
        return _kinds(criteria, criteria.parameters[name], seen | {name}) if own else set()
    return {kind for _, inner in _inner_parameters(parameter) for kind in _kinds(criteria, inner, seen)}
