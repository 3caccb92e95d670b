"""Rules about what a set says of itself: its count, its completeness, and what it declares but does not use."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.library import LoadedSet
from wardeval.lint.own import conditions, declared, nodes, records
from wardeval.model.basis import Applies, Remark
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.parameters import parameters_in
from wardeval.model.rules import Parameter
from wardeval.problems import Keys, Message, Severity, say
from wardeval.rule import Hit, rule

SHOWN = 5


@rule(Severity.ERROR)
def count_differs(loaded: LoadedSet) -> Iterator[Hit]:
    """The stated `count` is not the number of criteria.

    A criterion whose text is not public still has its place: a numbered slot with `title: null`.
    """
    criteria = loaded.criteria
    if criteria.count is not None and criteria.count != len(criteria.criteria):
        yield Hit(
            ("count",),
            say("the set has {n} criteria, not {count}", n=len(criteria.criteria), count=criteria.count),
            say("write a criterion that is not public as a slot with title: null"),
        )


def unknowns(criteria: CriterionSet) -> list[str]:
    """What is not public in a set, by its ids, in the order of the file; of parts taken over, too."""
    found = [group.id for group in criteria.groups if group.title is None]
    found += [name for name, parameter in criteria.parameters.items() if _unknown(parameter)]
    found += [verdict.id for verdict in criteria.verdicts if verdict.unknown]
    found += [node.id for node in criteria.nodes() if _not_public(node)]
    return found


def _unknown(parameter: Parameter) -> bool:
    return any(inner.word == "unknown" for inner in parameters_in(parameter))


def _not_public(node: Indicator) -> bool:
    points = node.points
    return (
        node.label is None
        or node.attested == "not-public"
        or node.number == "unknown"
        or (node.met is not None and node.met.word == "unknown")
        or (points is not None and (points.form == "unknown" or points.steps == "unknown"))
        or (node.max is None and "max" in node.given)
        or (points is not None and any(band.points is None for band in points.bands))
        or any(_unknown(parameter) for parameter in node.parameters())
    )


def overstated(found: list[str]) -> Message:
    """That a set says it is complete, although some things in it are not public."""
    shown = (*found[:SHOWN], "…") if len(found) > SHOWN else tuple(found)
    return say("the set says complete, but this is not public: {ids}", ids=shown)


@rule(Severity.ERROR)
def completeness_overstated(loaded: LoadedSet) -> Iterator[Hit]:
    """A set says that it is complete, although something in it is not public.

    A title that is null, a rule, row, band, maximum or number that is `unknown`, or a wording attested as `not-public`.
    """
    found = unknowns(loaded.criteria)
    if loaded.criteria.completeness == "complete" and found:
        yield Hit(
            ("completeness",),
            overstated(found),
            say("write partial, or count-only where only the number of criteria is public"),
        )


@rule(Severity.WARNING)
def completeness_understated(loaded: LoadedSet) -> Iterator[Hit]:
    """A set says that it is not complete, although nothing in it is unknown or assumed.

    Either it is complete, or what is missing should have its place in the file. A review records what was reported of
    a programme whose text is not public, so that nobody can say which places it would need.
    """
    criteria = loaded.criteria
    assumed = any(verdict.assumed is not None for verdict in criteria.verdicts)
    open_ = criteria.purpose == "review" or assumed or bool(unknowns(criteria))
    if criteria.completeness != "complete" and not open_:
        yield Hit(
            ("completeness",),
            say("nothing in the set is unknown, but it says {word}", word=criteria.completeness),
            say("write complete, or give what is missing a place: title: null, or unknown")
            if loaded.base is None
            else say("write completeness: complete in the overlay; that closes the gaps of the set, too"),
        )


@rule(Severity.WARNING)
def unused_declaration(loaded: LoadedSet) -> Iterator[Hit]:
    """A fact, parameter, scale, exception or group is declared, but nothing in the set refers to it."""
    own = nodes(loaded)
    all_nodes = list(loaded.criteria.nodes())
    parameters = [parameter for _, parameter in records(loaded, Parameter)]
    facts = {name for each in parameters for name in (each.by, each.fact, *(row.if_ for row in each.override))}
    named = {each.parameter for each in parameters if each.set_ is None}
    sections: list[tuple[str, set[str | None], Message]] = [
        ("facts", facts, say("the fact “{id}” is not used")),
        ("parameters", named, say("the parameter “{id}” is not used")),
        ("scales", {node.scale for node in all_nodes}, say("the scale “{id}” is not used")),
        ("exceptions", {id_ for node in all_nodes for id_ in node.except_}, say("the exception “{id}” is not used")),
    ]
    hint = say("remove it, or refer to it")
    for section, used, message in sections:
        for name in declared(loaded, section):
            if name not in used:
                yield Hit((section, name), Message(message.template, {"id": name}), hint, at_key=True)
    grouped = {node.group for _, node, _ in own}
    for index, group in enumerate(loaded.criteria.groups):
        if group.id not in grouped:
            yield Hit(("groups", index), say("the group “{id}” has no criteria", id=group.id), hint)


@rule(Severity.WARNING)
def unused_gate(loaded: LoadedSet) -> Iterator[Hit]:
    """A gate that no verdict asks for changes nothing: it can fail, and every verdict is still reached."""
    asked = {id_ for _, condition in conditions(loaded) for id_ in (condition.gate, condition.met)}
    for node in loaded.criteria.nodes():
        asked.add(node.only_if)
        if node.met is not None and node.met.within is not None:
            asked.add(node.met.within.of)
    for index, gate in enumerate(loaded.criteria.gates):
        keys: Keys = ("gates", index)
        if not asked & {node.id for node in gate.walk()}:
            yield Hit(
                keys,
                say("no verdict asks for the gate “{id}”", id=gate.id),
                say("name it under when of a verdict, as gate: {id}", id=gate.id),
            )


@rule(Severity.ERROR)
def applies_backwards(loaded: LoadedSet) -> Iterator[Hit]:
    """Years run backwards: the last year lies before the first, or a suspended year outside of both.

    `applies` says which years are judged by the set, a remark for which years it is printed.
    """
    hint = say("compare with the text of the decision")
    criteria = loaded.criteria
    applies = criteria.applies
    spans = [(("applies",), applies)] if applies is not None else []
    found: list[tuple[Keys, Applies | Remark]] = [*spans]
    found += [(("remarks", index), remark) for index, remark in enumerate(criteria.remarks)]
    for keys, span in found:
        if span.from_ is not None and span.to is not None and span.from_ > span.to:
            yield Hit(
                (*keys, "to"),
                say("the last year, {to}, lies before the first, {first}", to=str(span.to), first=str(span.from_)),
                hint,
            )
    for index, suspension in enumerate(applies.suspended if applies is not None else ()):
        year = suspension.year
        if applies is not None and not (applies.from_ or year) <= year <= (applies.to or year):
            yield Hit(
                ("applies", "suspended", index, "year"),
                say("{year} is not one of the years that are judged by the set", year=str(year)),
                hint,
            )
