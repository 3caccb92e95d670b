"""The facts of a unit that a set's parameters hang on."""

from __future__ import annotations

from functools import lru_cache

from pydantic_core import PydanticCustomError

from wardeval.engine.in_use import by_type, in_use, reached
from wardeval.library import LoadedSet
from wardeval.model.assessment import Assessment
from wardeval.model.base import fold, number, refuse, share
from wardeval.model.criterion_set import Fact
from wardeval.model.mistakes import Mistake, closest
from wardeval.model.parameters import BUILT_IN_FACTS
from wardeval.model.replies import GRADES
from wardeval.model.rules import Parameter
from wardeval.model.values import Grade
from wardeval.problems import Keys, Message, say

_ONCE = lru_cache(maxsize=32)
"""What every assessment of a set would ask anew is found out once for each of as many sets as are in use at a time."""


def read_facts(loaded: LoadedSet, assessment: Assessment, mistakes: list[Mistake]) -> dict[str, str]:
    """The declared facts in their one spelling; a fact that some parameter needs must be there."""
    declared = declared_facts(loaded)
    found = {"type": assessment.unit.type}
    for name, text in assessment.facts.items():
        keys: Keys = ("facts", name)
        if name not in declared:
            message = say("the set does not ask for the fact “{id}”", id=name)
            hint = _other_fact(name, assessment, declared)
            mistakes.append(Mistake("unknown-fact", keys, message, hint, at_key=True))
            continue
        if text is None:
            continue  # left open
        try:
            found[name] = read_fact(declared[name], text)
        except PydanticCustomError as error:
            context = error.context or {}
            mistakes.append(Mistake("fact", keys, context["message"], context.get("hint")))
    for table in tables_by_type(loaded):
        if assessment.unit.type not in table:
            message = say("one of these is expected here: {words}", words=tuple(table))
            mistakes.append(Mistake("fact", ("unit", "type"), message))
            break
    for name, percent in needed_facts(loaded).items():
        if percent and name in found and not found[name].endswith("%"):
            mistakes.append(Mistake("fact", ("facts", name), say("a percent such as 70% is expected here")))
        if assessment.facts.get(name) is None:
            title = declared[name].title if name in declared else name
            message = say("the set needs the fact “{id}” ({title})", id=name, title=title)
            values = _values(declared.get(name), percent=percent)
            if name in assessment.facts:
                hint = say("write {values} after the colon", values=values)
                mistakes.append(Mistake("missing-fact", ("facts", name), message, hint))
            else:
                hint = say("write it under facts, as {id}: {values}", id=name, values=values)
                near = "facts" if "facts" in assessment.given else "unit"
                mistakes.append(Mistake("missing-fact", (near,), message, hint, at_key=True))
    return found


def _other_fact(name: str, assessment: Assessment, declared: dict[str, Fact]) -> Message | None:
    """What to write instead of a fact that the set does not ask for."""
    close = closest(name, [each for each in declared if each not in assessment.facts])
    if close is not None:
        return say("did you mean “{id}”?", id=close)
    given = closest(name, declared)
    return say("“{word}” stands there already; keep one of the two", word=given) if given else None


def _values(fact: Fact | None, *, percent: bool) -> Message | str:
    """What a fact may be, in words."""
    values = _YES_NO if fact is not None and fact.is_ == "yes-no" else fact.of if fact is not None else ()
    if len(values) > 1:
        return say("{values} or {last}", values=", ".join(values[:-1]), last=values[-1])
    if values:
        return values[0]
    return say("a percent such as 70%") if percent else say("a number")


@_ONCE
def declared_facts(loaded: LoadedSet) -> dict[str, Fact]:
    """Every fact that a set, or one that it takes from, declares."""
    declared = {key: fact for other in loaded.others.values() for key, fact in other.facts.items()}
    return {**declared, **loaded.criteria.facts}


_YES_NO = ("có", "không")
_TRUTHS = {Grade.MET: "yes", Grade.NOT_MET: "no"}


def read_fact(fact: Fact, text: str) -> str:
    """A fact in its one spelling; refuses what is not one of its values."""
    match fact.is_:
        case "yes-no":
            truth = _TRUTHS.get(GRADES.get(fold(text), Grade.BASICALLY))
            return truth or refuse(say("one of these is expected here: {words}", words=_YES_NO))
        case "one-of":
            value = {fold(value): value for value in fact.of}.get(fold(text))
            return value or refuse(say("one of these is expected here: {words}", words=fact.of))
    if text.endswith("%"):
        share(text)
    else:
        number(text)
    return text


@_ONCE
def tables_by_type(loaded: LoadedSet) -> list[dict[str, Parameter]]:
    """The tables with a row for each type of unit: the unit has to be of a type that all of them have."""
    return by_type(loaded.criteria, loaded.others)


@_ONCE
def needed_facts(loaded: LoadedSet) -> dict[str, bool]:
    """The facts that the parameters in use hang on, in order, and whether each has to be written as a percent.

    Those that every assessment says anyway, the year and the type of the unit, are not among them.
    """
    ratios = [node for node in loaded.criteria.nodes() if node.measure == "ratio"]
    bounds = (item for node in ratios for item in node.parameters() if item is not node.weight)
    shares = {parameter.fact for parameter in reached(loaded.criteria, loaded.others, bounds)}
    found: dict[str, bool] = {}
    for parameter in in_use(loaded.criteria, loaded.others):
        names = (parameter.by, parameter.fact, *(override.if_ for override in parameter.override))
        ends = [end for band in parameter.bands for end in (band.from_, band.below) if end is not None]
        for name in names:
            if name is not None and name not in BUILT_IN_FACTS:
                percent = name in shares or (name == parameter.by and any(end.kind == "share" for end in ends))
                found[name] = found.get(name, False) or percent
    return found
