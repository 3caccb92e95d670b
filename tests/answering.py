"""Generated answers: one that each leaf of a set takes, as YAML, and the facts that a set needs."""

from __future__ import annotations

import re

from wardeval.facts import declared_facts, needed_facts
from wardeval.library import LoadedSet
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.written import flow, key, scalar


def answer(node: Indicator, criteria: CriterionSet, period: int) -> str:
    """An answer to a leaf, as it stands after the colon."""
    match node.measure:
        case "met":
            return "đạt"
        case "events" | "count":
            return "0"
        case "ratio":
            return "{part: 3, whole: 4}"
        case "amount":
            return scalar("82,5")
        case "change":
            return "{now: 12, before: 17}"
        case "date":
            return f"15/01/{period}"
        case "level":
            return scalar(list(criteria.scales[node.scale or ""])[-1])
        case "points":
            return "0"
        case "parts":
            return flow(list(node.parts))
    raise AssertionError(node.measure)


def facts(loaded: LoadedSet) -> dict[str, str]:
    """A value for every fact that a set needs."""
    declared = declared_facts(loaded)
    values = {}
    for name, percent in needed_facts(loaded).items():
        match declared[name].is_:
            case "yes-no":
                values[name] = "không"
            case "one-of":
                values[name] = declared[name].of[0]
            case _:
                values[name] = "70%" if percent else "12400"
    return values


def filled(text: str, values: dict[str, str]) -> str:
    """The text of a file with a value written after the colon of every empty entry, as a person would."""
    for name, value in values.items():
        text, done = re.subn(rf"^(  {re.escape(key(name))}:)$", lambda found: f"{found[1]} {value}", text, flags=re.M)  # noqa: B023
        assert done == 1, name
    return text


def answers(loaded: LoadedSet, period: int) -> dict[str, str]:
    """An answer to every leaf of a set."""
    criteria = loaded.criteria
    return {node.id: answer(node, criteria, period) for node in criteria.nodes() if node.measure is not None}
