"""The facts of a unit that a set's parameters hang on."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from wardeval.library import LoadedSet
from wardeval.model.assessment import Assessment
from wardeval.model.base import fold, number, share
from wardeval.model.mistakes import Mistake, closest
from wardeval.model.parameters import BUILT_IN_FACTS, parameters_in
from wardeval.model.replies import GRADES, Grade
from wardeval.model.rules import Parameter
from wardeval.problems import Keys, say


def read_facts(loaded: LoadedSet, assessment: Assessment, mistakes: list[Mistake]) -> dict[str, str]:
    """The declared facts in their one spelling; a fact that some parameter needs must be there."""
    declared = {key: fact for other in loaded.others.values() for key, fact in other.facts.items()}
    declared.update(loaded.criteria.facts)
    found = {"type": assessment.unit.type}
    for name, text in assessment.facts.items():
        keys: Keys = ("facts", name)
        if name not in declared:
            close = closest(name, declared)
            hint = say("did you mean “{id}”?", id=close) if close else None
            message = say("the set does not ask for the fact “{id}”", id=name)
            mistakes.append(Mistake("unknown-fact", keys, message, hint, at_key=True))
            continue
        try:
            found[name] = _fact(declared[name].is_, declared[name].of, text)
        except PydanticCustomError as error:
            context = error.context or {}
            mistakes.append(Mistake("fact", keys, context["message"], context.get("hint")))
        except LookupError:
            message = say("one of these is expected here: {words}", words=declared[name].of or ("có", "không"))
            mistakes.append(Mistake("fact", keys, message))
    for parameter in _in_use(loaded):
        if parameter.by == "type" and parameter.table is not None and assessment.unit.type not in parameter.table:
            message = say("one of these is expected here: {words}", words=tuple(parameter.table))
            mistakes.append(Mistake("fact", ("unit", "type"), message))
            break
    for name, percent in _needed(loaded).items():
        if percent and name in found and not found[name].endswith("%"):
            mistakes.append(Mistake("fact", ("facts", name), say("a percent such as 70% is expected here")))
        if name not in assessment.facts and name not in BUILT_IN_FACTS:
            title = declared[name].title if name in declared else name
            message = say("the set needs the fact “{id}” ({title})", id=name, title=title)
            mistakes.append(Mistake("missing-fact", ("facts",), message, say("write it under facts:")))
    return found


def _fact(kind: str, values: tuple[str, ...], text: str) -> str:
    match kind:
        case "yes-no":
            return "yes" if {Grade.MET: True, Grade.NOT_MET: False}[GRADES[fold(text)]] else "no"
        case "one-of":
            return {fold(value): value for value in values}[fold(text)]
    if text.endswith("%"):
        share(text)
    else:
        number(text)
    return text


def _in_use(loaded: LoadedSet) -> Iterator[Parameter]:
    """Every parameter that the rules and verdicts of a set come to, those of other sets too."""
    criteria = loaded.criteria
    conditions = [*criteria.assessed_if, *(item for verdict in criteria.verdicts for item in verdict.when or ())]
    open_ = [(parameter, criteria) for node in criteria.nodes() for parameter in node.parameters()]
    open_ += [(parameter, criteria) for condition in conditions for _, parameter in condition.parameters()]
    for parameter, owner in open_:
        for inner in parameters_in(parameter):
            yield inner
            other = loaded.others.get(inner.set_) if inner.set_ else owner
            if other is not None and inner.parameter in other.parameters:
                open_.append((other.parameters[inner.parameter], other))


def _needed(loaded: LoadedSet) -> dict[str, bool]:
    """The facts that the parameters in use hang on, in order, and whether each has to be written as a percent."""
    found: dict[str, bool] = {}
    for parameter in _in_use(loaded):
        names = (parameter.by, parameter.fact, *(override.if_ for override in parameter.override))
        ends = [end for band in parameter.bands for end in (band.from_, band.below) if end is not None]
        for name in names:
            if name is not None:
                percent = name == parameter.by and any(end.kind == "share" for end in ends)
                found[name] = found.get(name, False) or percent
    return found
