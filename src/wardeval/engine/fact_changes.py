"""Which facts of the unit are others than before: what a set judges by hangs on them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from wardeval.engine.change import FactChange
from wardeval.engine.context import Context
from wardeval.engine.in_use import by_type
from wardeval.engine.subject import Subject
from wardeval.exact import parse_number
from wardeval.language import Share, Words
from wardeval.model.criterion_set import CriterionSet, Fact, unit_type
from wardeval.problems import Message, say

TYPE = "type"
YES_NO = {"yes": say("yes"), "no": say("no")}


def fact_changes(before: Subject, after: Subject) -> tuple[FactChange, ...]:
    """The facts that both sets ask for, and the type of the unit where a set goes by it, that are others than before.

    One that only one of the sets asks for says nothing of the unit before or after.
    """
    old, new = (side.contexts[side.track] for side in (before, after))
    if old.facts == new.facts:
        return ()
    asked, still = _asked(old), _asked(new)
    found = (_change(id_, (asked[id_], still[id_]), old, new) for id_ in still if id_ in asked)
    typed = any(_goes_by_type(each.criteria, tuple(each.others.items())) for each in (old, new))
    kind = _change(TYPE, (None, None), old, new) if typed else None
    return tuple(change for change in (kind, *found) if change is not None)


def _asked(context: Context) -> Mapping[str, Fact]:
    """Every fact that a set, or one that it takes from, asks for."""
    others = {id_: fact for other in context.others.values() for id_, fact in other.facts.items()}
    return {**others, **context.criteria.facts}


@lru_cache(maxsize=64)
def _goes_by_type(criteria: CriterionSet, others: tuple[tuple[str, CriterionSet], ...]) -> bool:
    """Whether a set has a table with a row for each type of unit."""
    return bool(by_type(criteria, dict(others)))


def _change(id_: str, facts: tuple[Fact | None, Fact | None], before: Context, after: Context) -> FactChange | None:
    old, new = (_said(fact, context.facts.get(id_)) for fact, context in zip(facts, (before, after), strict=True))
    if old == new:
        return None
    title: Words | Message = say("type of unit") if facts[1] is None else facts[1].title
    return FactChange(id_, title, old, new)


def _said(fact: Fact | None, text: str | None) -> object | None:
    """A fact as people read it; equal where it is the same, however it is written."""
    if text is None:
        return None
    if fact is None:
        return unit_type(text)
    if fact.is_ == "yes-no":
        return YES_NO.get(text, text)
    if fact.is_ == "one-of":
        return text
    return Share(parse_number(text[:-1].rstrip()) / 100) if text.endswith("%") else parse_number(text)
