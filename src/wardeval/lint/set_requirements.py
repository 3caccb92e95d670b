"""Rules about what is required: thresholds, tables, overrides, and what not applicable means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from wardeval.library import LoadedSet
from wardeval.lint.own import literal, nodes, records
from wardeval.lint.set_bands import COMMON_YEAR
from wardeval.lint.set_points import most, reach
from wardeval.lint.stretch import EVERYTHING, FROM_0, SHARES, Stretch, cut, up_to
from wardeval.model.criterion_set import Indicator
from wardeval.model.rules import Parameter, Requirement
from wardeval.problems import Keys, Severity, say
from wardeval.rule import Hit, rule


class Demand(NamedTuple):
    """What a requirement lets in, as far as it is known, and what an answer can be."""

    keys: Keys
    node: Indicator
    wanted: Stretch
    possible: Stretch
    exact: bool


def wanted(
    requirement: Requirement, value: Callable[[Parameter], Fraction | None], *, whole: bool = False
) -> tuple[Stretch, bool]:
    """What the thresholds of a requirement let in; an end that is not known is open, and the result not exact."""
    found = EVERYTHING
    exact = requirement.at_boundary is None
    for name, lower, after in (
        ("at_least", True, False),
        ("more_than", True, True),
        ("at_most", False, True),
        ("less_than", False, False),
    ):
        parameter = getattr(requirement, name)
        if parameter is None:
            continue
        bound = value(parameter)
        if bound is None:
            exact = False
        else:
            end = cut(bound, after=after, whole=whole)
            found = found.meet(Stretch(end, EVERYTHING.high) if lower else Stretch(EVERYTHING.low, end))
    return found, exact


def demands(loaded: LoadedSet) -> Iterator[Demand]:
    """The requirements of the file's own nodes that compare with numbers."""
    for keys, node, _ in nodes(loaded):
        if node.at_least is not None:
            yield _parts_demand(loaded, (*keys, "at-least", "n"), node, node.at_least.n, len(node.children))
        elif node.met is not None and node.met.word is None and node.met.level is None:
            yield from _demand(loaded, (*keys, "met"), node, node.met)


def _parts_demand(loaded: LoadedSet, keys: Keys, node: Indicator, n: Parameter, of: int) -> Demand:
    number = literal(n, loaded)
    bound = number.value * of if number.value is not None and number.percent else number.value
    low = EVERYTHING.low if bound is None else cut(bound, after=False, whole=True)
    return Demand(keys, node, Stretch(low, EVERYTHING.high), up_to(of, whole=True), exact=bound is not None)


def _demand(loaded: LoadedSet, keys: Keys, node: Indicator, met: Requirement) -> Iterator[Demand]:
    def plain(parameter: Parameter) -> Fraction | None:
        return literal(parameter, loaded).value

    def share_of(whole: Fraction | None) -> Callable[[Parameter], Fraction | None]:
        def value(parameter: Parameter) -> Fraction | None:
            known = literal(parameter, loaded)
            if known.word == "max":
                return whole
            if known.value is None or not known.percent:
                return known.value
            return None if whole is None else known.value * whole

        return value

    match node.measure:
        case "count" | "events":
            yield Demand(keys, node, *_ordered(wanted(met, plain, whole=True), FROM_0))
        case "ratio":
            yield Demand(keys, node, *_ordered(wanted(met, plain), SHARES))
        case "amount":
            yield Demand(keys, node, *_ordered(wanted(met, plain), EVERYTHING))
        case "change":
            if met.given & {"at_least", "more_than", "at_most", "less_than"}:
                yield Demand(keys, node, *_ordered(wanted(met, plain), FROM_0))
        case "parts" if met.at_least is not None:
            yield _parts_demand(loaded, (*keys, "at-least"), node, met.at_least, len(node.parts))
        case "points" | None:
            whole = most(node) if node.measure is None else node.max
            limit = reach(node)
            if whole is not None and whole >= 0:
                possible = FROM_0 if limit is None else up_to(limit)
                yield Demand(keys, node, *_ordered(wanted(met, share_of(whole)), possible))


def _ordered(found: tuple[Stretch, bool], possible: Stretch) -> tuple[Stretch, Stretch, bool]:
    return found[0], possible, found[1]


@rule(Severity.ERROR)
def impossible_requirement(loaded: LoadedSet) -> Iterator[Hit]:
    """No answer can meet a requirement.

    More than 100 %, more points than there are, more parts than there are, a lower limit above the upper one, a last
    day before the first.
    """
    hint = say("compare with the text of the decision")
    for demand in demands(loaded):
        if demand.wanted.meet(demand.possible).is_empty:
            yield Hit(demand.keys, say("no answer to “{id}” can meet this requirement", id=demand.node.id), hint)
    for keys, node, _ in nodes(loaded):
        met = node.met
        if met is None:
            continue
        if met.down_by is not None and (literal(met.down_by, loaded).value or 0) > 1:
            yield Hit((*keys, "met", "down-by"), say("no answer to “{id}” can meet this requirement", id=node.id), hint)
        last = met.to or met.before
        if met.from_ is not None and last is not None and (met.from_.year is None) == (last.year is None):
            first_day, last_day = met.from_.on(COMMON_YEAR), last.on(COMMON_YEAR)
            if first_day > last_day or (met.to is None and first_day == last_day):
                yield Hit((*keys, "met"), say("no answer to “{id}” can meet this requirement", id=node.id), hint)


@rule(Severity.WARNING)
def requirement_always_met(loaded: LoadedSet) -> Iterator[Hit]:
    """Every answer meets a requirement, such as at least 0 %, so that it asks for nothing."""
    for demand in demands(loaded):
        if demand.exact and demand.possible.inside(demand.wanted):
            yield Hit(
                demand.keys,
                say("every answer to “{id}” meets this requirement", id=demand.node.id),
                say("compare with the text of the decision"),
            )


@rule(Severity.ERROR)
def missing_row(loaded: LoadedSet) -> Iterator[Hit]:
    """A table lacks a row for a value that its fact can have.

    A unit with that value would get no threshold at all. Where the text is not public, write the row as `unknown`.
    The rows of a yes-no fact are `yes` and `no`; those of `type` are the units of the set.
    """
    for keys, parameter in records(loaded, Parameter):
        if parameter.table is None or parameter.by is None:
            continue
        fact = loaded.criteria.facts.get(parameter.by)
        values: tuple[str, ...] = loaded.criteria.units if fact is None and parameter.by == "type" else ()
        if fact is not None:
            values = ("yes", "no") if fact.is_ == "yes-no" else fact.of
        missing = tuple(value for value in values if value not in parameter.table)
        if missing:
            yield Hit(
                (*keys, "table"),
                say("the table has no row for {values}", values=missing),
                say("add the row; write unknown where it is not public"),
                at_key=True,
            )


@rule(Severity.ERROR)
def unreachable_override(loaded: LoadedSet) -> Iterator[Hit]:
    """An override of a table can never apply.

    The last override that holds wins, so an earlier one with the same fact does nothing; and only a yes-no fact can
    switch an override on.
    """
    for keys, parameter in records(loaded, Parameter):
        for index, override in enumerate(parameter.override):
            fact = loaded.criteria.facts.get(override.if_)
            place = (*keys, "override", index)
            if fact is None or fact.is_ != "yes-no":
                message = say("“{id}” is not a yes-no fact, so this override never applies", id=override.if_)
                yield Hit(place, message, say("declare a fact with is: yes-no"))
            elif any(later.if_ == override.if_ for later in parameter.override[index + 1 :]):
                message = say("a later override hangs on “{id}” too, and wins", id=override.if_)
                yield Hit(place, message, say("keep one of the two"))


@rule(Severity.WARNING)
def not_applicable_meets_any(loaded: LoadedSet) -> Iterator[Hit]:
    """A part of `any` that does not apply would meet the whole by itself.

    With `not-applicable: full` a part that does not apply counts as met, and one met part is all that `any` asks for.
    """
    for keys, node, above in nodes(loaded):
        if above and above[-1].combination == "any" and node.not_applicable == "full":
            yield Hit(
                (*keys, "not-applicable"),
                say("where “{id}” does not apply, all of “{above}” is met", id=node.id, above=above[-1].id),
                say("write not-applicable: excluded, so that the other parts decide"),
            )
