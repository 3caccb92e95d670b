"""What a rule may look at besides its answer: facts of the unit, the period, other leaves, other sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple

from wardeval.exact import parse_number
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.record import EMPTY
from wardeval.model.rules import Limit, Parameter, ParameterBand
from wardeval.model.values import Reply


class Resolved(NamedTuple):
    """The number that a parameter is, and whether it is a share."""

    value: Fraction
    is_share: bool


@dataclass(frozen=True, eq=False)
class Frame:
    """A case without its answers: what many cases of one set have in common.

    Equal cases have the very same frame, so that what hangs on it is found by what it is, not by all that it holds.
    """

    criteria: CriterionSet
    period: int
    facts: Mapping[str, str]
    days_off: frozenset[date]
    others: Mapping[str, CriterionSet]

    @cached_property
    def blank(self) -> Context:
        """The case without any answers."""
        return self.context(EMPTY)

    def context(self, replies: Mapping[str, Reply]) -> Context:
        """A case with such answers."""
        return Context(self.criteria, self.period, self.facts, replies, self.days_off, self.others)


@lru_cache(maxsize=256)
def _frame(
    criteria: CriterionSet,
    period: int,
    facts: frozenset[tuple[str, str]],
    days_off: frozenset[date],
    others: tuple[tuple[str, CriterionSet], ...],
) -> Frame:
    return Frame(criteria, period, dict(facts), days_off, dict(others))


@dataclass(frozen=True)
class Context:
    """The case at hand, as far as rules may see it."""

    criteria: CriterionSet
    period: int
    facts: Mapping[str, str]
    replies: Mapping[str, Reply]
    days_off: frozenset[date] = frozenset()
    others: Mapping[str, CriterionSet] = field(default_factory=dict)
    accept_explained: bool = False

    @cached_property
    def frame(self) -> Frame:
        """The case without its answers."""
        facts, others = frozenset(self.facts.items()), tuple(self.others.items())
        return _frame(self.criteria, self.period, facts, self.days_off, others)

    def fact(self, name: str) -> str | None:
        """A declared fact, or one of the built-in ones: `year`, `type`."""
        return str(self.period) if name == "year" else self.facts.get(name)

    def resolve(self, parameter: Parameter) -> Fraction | None:
        """The number that a parameter is for this unit; none where the set's text is not public."""
        found = self._resolve(parameter, self.criteria)
        return None if found is None else found.value

    def resolve_share(self, parameter: Parameter) -> Fraction | None:
        """The share that a parameter is; none for a number that is not one."""
        found = self._resolve(parameter, self.criteria)
        return found.value if found is not None and found.is_share else None

    def resolve_of(self, parameter: Parameter, whole: Fraction | None = None) -> Fraction | None:
        """The number that a parameter is, a share being that share of `whole`; none where there is no whole."""
        found = self._resolve(parameter, self.criteria)
        if found is None or not found.is_share:
            return None if found is None else found.value
        return None if whole is None else found.value * whole

    def _resolve(self, parameter: Parameter, criteria: CriterionSet) -> Resolved | None:
        if parameter.value is not None:
            return Resolved(parameter.value, parameter.percent)
        if parameter.table is not None:
            return self._row(parameter, criteria)
        if parameter.bands:
            return self._band(parameter.bands, self._numeric(parameter.by), criteria)
        if parameter.times is not None and parameter.of is not None:
            times, of = self._resolve(parameter.times, criteria), self._resolve(parameter.of, criteria)
            return None if times is None or of is None else Resolved(times.value * of.value, of.is_share)
        if parameter.parameter is not None:
            owner = self.others.get(parameter.set_) if parameter.set_ else criteria
            return self._resolve(owner.parameters[parameter.parameter], owner) if owner else None
        return self._numeric(parameter.fact)

    def _row(self, parameter: Parameter, criteria: CriterionSet) -> Resolved | None:
        assert parameter.table is not None
        assert parameter.by is not None
        row = self.fact(parameter.by)
        for override in parameter.override:
            if self.fact(override.if_) == "yes":
                row = override.row
        found = parameter.table.get(row or "")
        return None if found is None else self._resolve(found, criteria)

    def _band(self, bands: tuple[ParameterBand, ...], at: Resolved | None, criteria: CriterionSet) -> Resolved | None:
        for band in bands:
            if at is not None and _above(at.value, band.from_) and not _above(at.value, band.below, default=False):
                return self._resolve(band.is_, criteria)
        return None

    def _numeric(self, name: str | None) -> Resolved | None:
        text = self.fact(name) if name else None
        if text is None:
            return None
        if text.endswith("%"):
            return Resolved(parse_number(text[:-1].rstrip()) / 100, is_share=True)
        return Resolved(parse_number(text), is_share=False)


def _above(value: Fraction, end: Limit | None, *, default: bool = True) -> bool:
    return default if end is None or not isinstance(end.value, Fraction) else value >= end.value
