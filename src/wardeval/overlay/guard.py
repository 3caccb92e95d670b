"""What an overlay adds must not make a verdict easier to reach."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from wardeval.model.criterion_set import Condition, CriterionSet
from wardeval.model.mistakes import Mistake
from wardeval.model.rules import Parameter
from wardeval.model.structure import may_be_met
from wardeval.overlay.nodes import Written
from wardeval.overlay.scope import Change, Scope, fact_values
from wardeval.overlay.strictness import compare_parameters
from wardeval.overlay.tree import Tree
from wardeval.problems import say


def easier_verdicts(tree: Tree, base: CriterionSet, merged: CriterionSet) -> Iterator[Mistake]:
    """A criterion that is added must not stand in for one of the set's own, nor bring points to its total."""
    added = tree.added("criteria")
    for node, keys in added:
        if base.total is not None and node.earns:
            message = say(
                "“{id}” would bring points to a total that the set fixes ({place})",
                id=node.id,
                place=tree.place(("total",)),
            )
            yield Mistake("overlay-loosens", (*keys, "id"), message, say("ask for it in a verdict, without points"))
    more = [written for written in added if may_be_met(written.node)]
    if not more:
        return
    yield from _larger_shares(tree, base, more[0])
    for index, verdict in enumerate(base.verdicts):
        now = merged.verdicts[index].when or ()
        if any(condition.all is not None for condition in now):
            continue
        for place, condition in enumerate(verdict.when or ()):
            found = _least(condition, len(base.criteria))
            if found is None:
                continue
            least, strict = found
            if any(_asks_for(each, least + len(more), merged, strict=strict) for each in now):
                continue
            message = say(
                "“{id}” could stand in for a criterion of the set: “{verdict}” asks for a number of them ({place})",
                id=more[0].node.id,
                verdict=verdict.id,
                place=tree.place(("verdicts", index, "when", place)),
            )
            hint = say(
                "add to “{verdict}” when: [{{criteria-met: {{at-least: {n}}}}}], or {{all: criteria}}",
                verdict=verdict.id,
                n=ceil(least) + len(more) + (strict and least.denominator == 1),
            )
            yield Mistake("overlay-loosens", (*more[0].keys, "id"), message, hint)


def _larger_shares(tree: Tree, base: CriterionSet, added: Written) -> Iterator[Mistake]:
    """A share of the criteria that may be met at most is more of them, where there are more."""
    for index, verdict in enumerate(base.verdicts):
        for place, condition in enumerate(verdict.when or ()):
            requirement = condition.criteria_met
            bounds = (requirement.at_most, requirement.less_than) if requirement is not None else ()
            if any(bound is not None and (bound.value is None or bound.percent) for bound in bounds):
                message = say(
                    "with “{id}”, more criteria may be met: “{verdict}” asks for a share of them at most ({place})",
                    id=added.node.id,
                    verdict=verdict.id,
                    place=tree.place(("verdicts", index, "when", place)),
                )
                yield Mistake("overlay-loosens", (*added.keys, "id"), message)


def _least(condition: Condition, of: int) -> tuple[Fraction, bool] | None:
    """How many of `of` criteria a condition asks for, all where that is not plainly said; and whether for more."""
    requirement = condition.criteria_met
    if requirement is None or not requirement.given & {"at_least", "more_than"}:
        return None
    bound = requirement.at_least or requirement.more_than
    if bound is None or bound.value is None:
        return Fraction(of), False
    return bound.value * of if bound.percent else bound.value, requirement.at_least is None


def _asks_for(condition: Condition, least: Fraction, merged: CriterionSet, *, strict: bool) -> bool:
    """Whether a condition asks for that many criteria, or more."""
    requirement = condition.criteria_met
    bound = (requirement.at_least or requirement.more_than) if requirement is not None else None
    if bound is None or bound.percent:
        return False
    wanted = Parameter.made(value=least)
    scope = Scope(merged.parameters, merged.parameters, rows=fact_values(merged.facts, merged.units))
    change = compare_parameters(wanted, bound, scope, up=True)
    weaker = strict and requirement is not None and requirement.at_least is not None
    return change is Change.TIGHTER or (change is Change.SAME and not weaker)


def idle_gates(tree: Tree, merged: CriterionSet) -> Iterator[Mistake]:
    """A gate that no verdict asks for tightens nothing."""
    asked = {condition.gate for verdict in merged.verdicts for condition in verdict.when or ()}
    for gate, keys in tree.added("gates"):
        if gate.id not in asked:
            message = say("no verdict asks for the new gate “{id}”", id=gate.id)
            hint = say("write verdicts: [{{id: …, when: [{{gate: {id}}}]}}]", id=gate.id)
            yield Mistake("overlay-idle-gate", (*keys, "id"), message, hint)
