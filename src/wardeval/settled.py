"""The rules of a node as they are for one period and one type of unit: real dates, and the rows of the year and type.

What depends on other facts of the unit stays as it is, since those may still be changed in the file.
"""

from __future__ import annotations

from dataclasses import dataclass

from wardeval.library import LoadedSet
from wardeval.model.base import Day
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.rules import Band, Limit, Parameter, Points, Requirement

_BOUNDS = ("at_least", "more_than", "at_most", "less_than", "down_by", "up_by")


@dataclass(frozen=True, slots=True)
class Settled:
    """A set for a period and a type of unit."""

    loaded: LoadedSet
    period: int
    type: str

    def node(self, node: Indicator) -> Indicator:
        """A copy of a node with its own rules settled; its parts are left as they are."""
        changes: dict[str, object] = {}
        if node.met is not None:
            changes["met"] = self.requirement(node.met)
        if node.points is not None:
            changes["points"] = self._points(node.points)
        if node.weight is not None:
            changes["weight"] = self.parameter(node.weight)
        if node.at_least is not None:
            changes["at_least"] = node.at_least.replace(n=self.parameter(node.at_least.n))
        return node.replace(**changes)

    def requirement(self, met: Requirement) -> Requirement:
        """A requirement with real dates and settled numbers."""
        changes: dict[str, object] = {}
        for name in ("from_", "to", "before"):
            day = getattr(met, name)
            if day is not None:
                changes[name] = self._day(day)
        for name in _BOUNDS:
            parameter = getattr(met, name)
            if parameter is not None:
                changes[name] = self.parameter(parameter)
        return met.replace(**changes)

    def _points(self, points: Points) -> Points:
        changes: dict[str, object] = {}
        if points.bands:
            changes["bands"] = tuple(self._band(band) for band in points.bands)
        for name in ("full_at", "up_to", "per"):
            parameter = getattr(points, name)
            if parameter is not None:
                changes[name] = self.parameter(parameter)
        return points.replace(**changes)

    def _band(self, band: Band) -> Band:
        ends = {name: getattr(band, name) for name in ("from_", "above", "to", "below")}
        return band.replace(**{name: self._limit(end) for name, end in ends.items() if end is not None})

    def _limit(self, end: Limit) -> Limit:
        return Limit("day", self._day(end.value)) if isinstance(end.value, Day) else end

    def _day(self, day: Day) -> Day:
        date = day.on(self.period)
        return Day(date.day, date.month, date.year)

    def parameter(self, parameter: Parameter, owner: CriterionSet | None = None) -> Parameter:
        """A parameter without names of other parameters, and without a choice by the year or the type of the unit."""
        owner = owner or self.loaded.criteria
        if parameter.parameter is not None:
            other = self.loaded.others.get(parameter.set_) if parameter.set_ else owner
            named = other.parameters.get(parameter.parameter) if other else None
            return self.parameter(named, other) if named is not None else parameter
        if parameter.table is not None:
            known = {"year": str(self.period), "type": self.type}.get(parameter.by or "")
            rows = {row: self.parameter(value, owner) for row, value in parameter.table.items()}
            chosen = rows.get(known or "")
            return parameter.replace(table=rows) if chosen is None or parameter.override else chosen
        if parameter.bands:
            return parameter.replace(
                bands=tuple(band.replace(is_=self.parameter(band.is_, owner)) for band in parameter.bands)
            )
        if parameter.times is not None and parameter.of is not None:
            times, of = self.parameter(parameter.times, owner), self.parameter(parameter.of, owner)
            if times.value is not None and of.value is not None:
                return Parameter.made(value=times.value * of.value, percent=of.percent)
            return parameter.replace(times=times, of=of)
        return parameter
