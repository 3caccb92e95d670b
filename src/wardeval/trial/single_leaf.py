"""One leaf judged by itself, without the answers to any other."""

from __future__ import annotations

from wardeval.engine.context import Context
from wardeval.engine.leaf import score_leaf
from wardeval.engine.result import NodeResult
from wardeval.facts import read_facts
from wardeval.library import LoadedSet
from wardeval.load import refuse_mistakes
from wardeval.model.assessment import Assessment
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.mistakes import Mistake
from wardeval.model.parameters import parameters_in
from wardeval.model.replies import read_replies
from wardeval.source import Source


def judge_leaf(node: Indicator, assessment: Assessment, loaded: LoadedSet, source: Source) -> NodeResult:
    """What the answer to one leaf comes to; only the facts that it hangs on are needed. Raises `InputError`."""
    mistakes: list[Mistake] = []
    facts = read_facts(loaded, assessment, mistakes)
    mistakes = [item for item in mistakes if not _of_others(item, facts_of(node, loaded))]
    replies = read_replies(loaded.criteria, assessment.answers, ("answers",), mistakes)
    refuse_mistakes(mistakes, source)
    days_off = frozenset(assessment.days_off)
    return score_leaf(node, Context(loaded.criteria, assessment.period, facts, replies, days_off, loaded.others))


def _of_others(mistake: Mistake, needed: frozenset[str]) -> bool:
    """Whether a mistake is about facts that only other leaves hang on."""
    if mistake.rule == "missing-fact":
        return mistake.message.arguments["id"] not in needed
    return mistake.keys == ("unit", "type") and "type" not in needed


def facts_of(node: Indicator, loaded: LoadedSet) -> frozenset[str]:
    """The facts that the rules of one leaf hang on."""
    found: set[str] = set()
    open_ = [(parameter, loaded.criteria) for parameter in node.parameters()]
    for parameter, owner in open_:
        for inner in parameters_in(parameter):
            found.update(name for name in (inner.by, inner.fact, *(row.if_ for row in inner.override)) if name)
            other = loaded.others.get(inner.set_) if inner.set_ else owner
            if other is not None and inner.parameter in other.parameters:
                open_.append((other.parameters[inner.parameter], other))
    return frozenset(found)


def usual_period(criteria: CriterionSet) -> int:
    """A year that is judged by the set: the first that it says, else the one in which it came into force."""
    if criteria.applies is not None and criteria.applies.from_ is not None:
        return criteria.applies.from_
    day = criteria.basis.in_force or criteria.basis.issued
    return day.year if day is not None else _ANY_YEAR


_ANY_YEAR = 2024
