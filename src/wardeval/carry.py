"""What an assessment of last year gives to this year's: unit, facts and proof; and what has changed in the set."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from pydantic_core import PydanticCustomError

from wardeval.case import SELF, Case
from wardeval.engine.context import Context
from wardeval.facts import declared_facts, read_fact
from wardeval.library import LoadedSet
from wardeval.model.assessment import Assessment, Evidence, Unit
from wardeval.model.base import fold
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.record import Record
from wardeval.model.rules import Parameter, Requirement


class Mark(enum.Enum):
    """How a node differs from last year's."""

    NEW = "new"
    WORDING = "wording"
    RULE = "rule"


@dataclass(frozen=True)
class Carried:
    """What is taken from last year's assessment."""

    loaded: LoadedSet
    """Last year's set."""
    last: Assessment
    answers: Mapping[str, object]
    """Last year's answers as they were written, by id."""
    verified: Mapping[str, object]
    facts: Mapping[str, str]
    lost_facts: tuple[str, ...] = ()
    """Facts that the set does not ask for, or not with this value."""
    kept: Mapping[str, Evidence] = field(default_factory=dict)
    dropped: Mapping[str, Evidence] = field(default_factory=dict)
    marks: Mapping[str, frozenset[Mark]] = field(default_factory=dict)
    gone: tuple[Indicator, ...] = ()
    """Leaves of last year's set that are no longer asked, in their order."""

    @property
    def is_other_set(self) -> bool:
        """Whether last year's set asks for nothing that this one asks for."""
        return all(Mark.NEW in marks for marks in self.marks.values())


def carry(case: Case, loaded: LoadedSet, period: int, unit: Unit) -> Carried:
    """What the assessment `case` gives to one of `unit` against `loaded` in `period`."""
    last = case.assessment
    facts, lost = _facts(last, loaded)
    earliest = first_day(loaded.criteria, period)
    old = {item.date for item in last.evidence.values() if item.date is not None and item.date < earliest}
    after = Context(loaded.criteria, period, {**facts, "type": unit.type}, {}, frozenset(), loaded.others)
    asked = {node.id for node in loaded.criteria.nodes()}
    return Carried(
        case.loaded,
        last,
        _written(case.source.data, "answers"),
        _written(case.source.data, "verified", "answers"),
        facts,
        lost,
        {id_: item for id_, item in last.evidence.items() if item.date not in old},
        {id_: item for id_, item in last.evidence.items() if item.date in old},
        dict(_marks(case.contexts[SELF], after)),
        tuple(node for node in case.criteria.nodes() if node.measure is not None and node.id not in asked),
    )


def first_day(criteria: CriterionSet, period: int) -> date:
    """The first day that counts for a period: of the set's window, or of the year."""
    return criteria.window.from_.on(period) if criteria.window else date(period, 1, 1)


def is_same_unit(unit: Unit, name: str) -> bool:
    """Whether a name means a unit, however its tones are written."""
    return " ".join(fold(unit.name).split()) == " ".join(fold(name).split())


def _written(data: object, *keys: str) -> dict[str, object]:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def _facts(last: Assessment, loaded: LoadedSet) -> tuple[dict[str, str], tuple[str, ...]]:
    """The facts that the new set asks for too and can read, and the names of the others."""
    declared = declared_facts(loaded)
    kept, lost = {}, []
    for name, text in last.facts.items():
        if text is None:
            continue
        try:
            kept[name] = read_fact(declared[name], text) and text
        except (KeyError, PydanticCustomError):
            lost.append(name)
    return kept, tuple(lost)


def _marks(before: Context, after: Context) -> Iterator[tuple[str, frozenset[Mark]]]:
    """How every node of the new set differs from the one of the same id."""
    known = {node.id: node for node in before.criteria.nodes()}
    for node in after.criteria.nodes():
        old = known.get(node.id)
        if old is None:
            yield node.id, frozenset([Mark.NEW])
            continue
        marks = set()
        if _wording(old) != _wording(node):
            marks.add(Mark.WORDING)
        if not _Rules(before, after).are_same(old, node):
            marks.add(Mark.RULE)
        yield node.id, frozenset(marks)


def _wording(node: Indicator) -> tuple[str, ...]:
    return tuple(" ".join(text.vi.split()) for text in (node.title, node.ask) if text is not None)


_OWN_RULES = (
    *("measure", "unit", "max", "step", "not_applicable", "only_if", "bonus", "verdict_of", "weight", "except_"),
    *("points", "cap", "floor", "round"),
)


def _requirement(node: Indicator) -> Requirement | None:
    return node.met or (Requirement.made(word="met") if node.measure == "met" else None)


@dataclass(frozen=True, slots=True)
class _Rules:
    """Compares rules of two years as numbers, wherever both years have one; else as they are written."""

    before: Context
    after: Context

    def are_same(self, old: Indicator, new: Indicator) -> bool:
        """Whether two nodes are answered and judged alike."""
        if old.combination != new.combination or tuple(old.parts) != tuple(new.parts):
            return False
        if self._scale(self.before, old) != self._scale(self.after, new):
            return False
        if old.at_least is not None and new.at_least is not None and not self._same(old.at_least.n, new.at_least.n):
            return False
        if not self._same(_requirement(old), _requirement(new)):
            return False
        return all(self._same(getattr(old, name), getattr(new, name)) for name in _OWN_RULES)

    def _scale(self, context: Context, node: Indicator) -> tuple[str, ...]:
        return tuple(context.criteria.scales.get(node.scale or "", ()))

    def _same(self, old: Any, new: Any) -> bool:
        if isinstance(old, Parameter) and isinstance(new, Parameter):
            return self._is_one_number(old, new)
        if isinstance(old, Record) and isinstance(new, Record):
            return old.given == new.given and all(
                self._same(getattr(old, name), getattr(new, name)) for name in old.given
            )
        if isinstance(old, tuple) and isinstance(new, tuple) and not isinstance(old, str):
            return len(old) == len(new) and all(map(self._same, old, new))
        return bool(old == new)

    def _is_one_number(self, old: Parameter, new: Parameter) -> bool:
        first, second = self._number(self.before, old), self._number(self.after, new)
        return repr(old) == repr(new) if first is None or second is None else first == second

    def _number(self, context: Context, parameter: Parameter) -> tuple[Fraction, bool] | None:
        number = context.resolve(parameter)
        return None if number is None else (number, context.resolve_share(parameter) is not None)
