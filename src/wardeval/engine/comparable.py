"""Why two sides cannot be compared, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.engine.bridge import Bridge
from wardeval.engine.set_changes import kind_of
from wardeval.engine.subject import Subject
from wardeval.model.criterion_set import CriterionSet, Fact
from wardeval.problems import Message, say

KINDS = {
    "points": say("points"),
    "met": say("met and not met"),
    "review": say("a review, which judges nobody"),
}


def incomparable(before: Subject, after: Subject, bridge: Bridge | None) -> tuple[Message, ...]:
    """Why two sides cannot be compared: what the sets come to, what they ask of the unit, or no bridge between them.

    A bridge between sets of which the reasons here speak would not help, so that its lack is told only without them.
    """
    if bridge is not None and bridge.same:
        return ()
    old, new = before.criteria, after.criteria
    reasons = tuple(_reasons(old, new))
    if reasons or bridge is not None:
        return reasons
    return (
        say(
            "nothing says how “{before}” and “{after}” correspond; write criteria/mappings/{before}--{after}.yaml, "
            "which says which criteria are equal, or read both results side by side",
            before=old.id,
            after=new.id,
        ),
    )


def _reasons(old: CriterionSet, new: CriterionSet) -> Iterator[Message]:
    if kind_of(old) != kind_of(new):
        yield say(
            "“{before}” comes to {old}, “{after}” to {new}: neither result says anything in terms of the other; "
            "read each by itself, or have both years judged under one set",
            before=old.id,
            after=new.id,
            old=KINDS[kind_of(old)],
            new=KINDS[kind_of(new)],
        )
    for name in new.facts:
        if name in old.facts and _values(old.facts[name]) != _values(new.facts[name]):
            yield say(
                "both sets depend on “{fact}”, but not on the same values (before: {old}; after: {new}): their "
                "thresholds cannot be told apart from what changed; read each result by itself, or have both years "
                "judged under one set",
                fact=new.facts[name].title,
                old=_shown(old.facts[name]),
                new=_shown(new.facts[name]),
            )


def _values(fact: Fact) -> tuple[str, frozenset[str]]:
    return fact.is_, frozenset(fact.of)


def _shown(fact: Fact) -> object:
    match fact.is_:
        case "yes-no":
            return say("yes or no")
        case "number":
            return say("a number")
    return ", ".join(fact.of)
