"""What a rule's plain words make of a value, by direction and inclusion alone.

A second reading of the rules of single leaves, for `boundaries` to hold against the engine. It shares no code
with `wardeval.engine`, on purpose: a slip made there is not made here as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import NamedTuple

from wardeval.library import LoadedSet
from wardeval.model.base import number
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.rules import Band, Limit, Parameter, Points, Requirement


class Setting(NamedTuple):
    """The unit and the year that a boundary is tried for."""

    type: str
    period: int
    facts: Mapping[str, str]


class Figure(NamedTuple):
    """A number of a rule: how much, and whether it is a share."""

    value: Fraction
    is_share: bool


class Change(NamedTuple):
    """The number of the year and that of the year before."""

    now: Fraction
    before: Fraction


Value = Fraction | Change | date
"""What is compared: a number, a share, a rank or a number of parts; two years' numbers; a day."""

Points_ = tuple[Fraction, Fraction] | None
"""The least and the most points; none where they are not public."""


class Reading:
    """The rules of one leaf for one setting."""

    def __init__(self, node: Indicator, loaded: LoadedSet, setting: Setting) -> None:
        """Read `node`, a leaf of `loaded`."""
        self.node, self.loaded, self.setting = node, loaded, setting
        self.rows: list[str] = []
        """The rows and bands of tables that were used so far, by which settings differ."""

    def figure(self, parameter: Parameter, owner: CriterionSet | None = None) -> Figure | None:
        """The number that a parameter is; none where it is not public."""
        owner = owner or self.loaded.criteria
        if parameter.value is not None:
            return Figure(parameter.value, parameter.percent)
        if parameter.table is not None:
            return self._row(parameter, owner)
        for index, band in enumerate(parameter.bands):
            at = self._fact(parameter.by)
            if at is not None and _in(at.value, band.from_, None, None, band.below, self.setting.period):
                self.rows.append(f"{parameter.by}:{index}")
                return self.figure(band.is_, owner)
        if parameter.times is not None and parameter.of is not None:
            times, of = self.figure(parameter.times, owner), self.figure(parameter.of, owner)
            return None if times is None or of is None else Figure(times.value * of.value, of.is_share)
        if parameter.parameter is not None:
            other = self.loaded.others[parameter.set_] if parameter.set_ else owner
            return self.figure(other.parameters[parameter.parameter], other)
        return self._fact(parameter.fact)

    def _row(self, parameter: Parameter, owner: CriterionSet) -> Figure | None:
        row = self._said(parameter.by)
        for override in parameter.override:
            if self._said(override.if_) == "yes":
                row = f"{override.row}"
                self.rows.append(override.if_)
        self.rows.append(f"{parameter.by}={row}")
        found = (parameter.table or {}).get(row or "")
        return None if found is None else self.figure(found, owner)

    def _said(self, name: str | None) -> str | None:
        built_in = {"year": str(self.setting.period), "type": self.setting.type}
        return {**self.setting.facts, **built_in}.get(name or "")

    def _fact(self, name: str | None) -> Figure | None:
        text = self._said(name)
        if text is None:
            return None
        return Figure(number(text[:-1]) / 100, True) if text.endswith("%") else Figure(number(text), False)

    def bound(self, parameter: Parameter, value: Value) -> Fraction | None:
        """What a value is compared with."""
        node = self.node
        if parameter.word == "before":
            return value.before if isinstance(value, Change) else None
        if parameter.word == "max":
            return node.max
        figure = self.figure(parameter)
        if figure is None:
            return None
        if node.measure == "ratio":
            return figure.value if figure.is_share else None
        if not figure.is_share:
            return figure.value
        whole = {"points": node.max, "parts": Fraction(len(node.parts))}.get(node.measure or "")
        return None if whole is None else figure.value * whole

    def met(self, value: Value) -> str | None:
        """Whether a value is what is asked for: yes, no or undecided; none where nothing is asked for."""
        asked = self.node.met
        if asked is None:
            return None
        found = [self._side(asked, name, holds, value) for name, holds in _SIDES.items()]
        found += [self._down(asked.down_by, value, -1), self._down(asked.up_by, value, 1), self._word(asked, value)]
        found += [self._days(asked, value)]
        said = [item for item in found if item is not None]
        return "no" if "no" in said else "undecided" if "undecided" in said else "yes"

    def _side(
        self, asked: Requirement, name: str, holds: Callable[[Fraction, Fraction], bool], value: Value
    ) -> str | None:
        parameter = getattr(asked, name)
        if parameter is None:
            return None
        bound = self.bound(parameter, value)
        if bound is None or isinstance(value, date):
            return "undecided"
        compared = value.now if isinstance(value, Change) else value
        if compared == bound and asked.at_boundary == "unknown":
            return "undecided"
        return "yes" if holds(compared, bound) else "no"

    def _down(self, parameter: Parameter | None, value: Value, direction: int) -> str | None:
        """A fall or a rise by at least a share of the year before."""
        if parameter is None or not isinstance(value, Change):
            return None
        by = self.figure(parameter)
        if by is None:
            return "undecided"
        return "yes" if direction * (value.now - value.before) >= by.value * value.before else "no"

    def _word(self, asked: Requirement, value: Value) -> str | None:
        node = self.node
        wanted: object = None
        match asked.word:
            case "none":
                wanted = Fraction(0)
            case "all":
                wanted = Fraction(len(node.parts))
            case "max":
                wanted = node.max
            case "unknown":
                return "undecided"
        if asked.level is not None:
            assert isinstance(value, Fraction)
            return "yes" if value >= self.rank(asked.level) else "no"
        return None if wanted is None else "yes" if value == wanted else "no"

    def rank(self, level: str) -> int:
        """The place of a level on its scale, 0 the lowest."""
        return list(self.loaded.criteria.scales[self.node.scale or ""]).index(level)

    def _days(self, asked: Requirement, value: Value) -> str | None:
        if not isinstance(value, date):
            return None
        period = self.setting.period
        good = [
            asked.from_ is None or value >= asked.from_.on(period),
            asked.to is None or value <= asked.to.on(period),
            asked.before is None or value < asked.before.on(period),
        ]
        if asked.within is not None:
            days = asked.within.working_days
            first = start_of(period)
            last = (
                last_working(first, int(days)) if days is not None else first + timedelta(int(asked.within.days or 0))
            )
            good.append(first <= value <= last)
        return "yes" if all(good) else "no"

    def points(self, value: Value) -> Points_:
        """The least and the most points of a value."""
        rule = self.node.points
        if rule is None or rule.form == "judged":
            return _exactly(value) if isinstance(value, Fraction) else None
        match rule.form:
            case "fixed":
                return self._fixed(rule, value)
            case "bands":
                return self._banded(rule, value)
            case "proportional":
                return self._in_proportion(rule, value)
            case "less":
                return self._lessened(rule, value)
            case "steps":
                return self._stepped(rule, value)
        return None

    def _fixed(self, rule: Points, value: Value) -> Points_:
        whole = rule.fixed or Fraction(0)
        return {"yes": (whole, whole), "no": (Fraction(0), Fraction(0))}.get(
            self.met(value) or "", (min(whole, Fraction(0)), max(whole, Fraction(0)))
        )

    def _banded(self, rule: Points, value: Value) -> Points_:
        if isinstance(value, Change):
            value = value.now / value.before - 1
        for band in rule.bands:
            if _in_band(band, value, self.setting.period):
                return None if band.points is None else (band.points, band.points)
        return None

    def _in_proportion(self, rule: Points, value: Value) -> Points_:
        full = Figure(Fraction(1), True) if rule.full_at is None else self.figure(rule.full_at)
        if full is None or rule.proportional is None or not isinstance(value, Fraction):
            return None
        return _exactly(_rounded(min(rule.proportional, rule.proportional * value / full.value), rule.round))

    def per(self, rule: Points) -> Fraction | None:
        """How much one step is."""
        figure = Figure(Fraction(1), False) if rule.per is None else self.figure(rule.per)
        return None if figure is None else figure.value

    def start(self, rule: Points) -> Fraction | None:
        """Where steps begin to count."""
        figure = Figure(Fraction(0), False) if rule.up_to is None else self.figure(rule.up_to)
        return None if figure is None else figure.value

    def _lessened(self, rule: Points, value: Value) -> Points_:
        per = self.per(rule)
        if per is None or rule.max is None or rule.less is None or not isinstance(value, Fraction):
            return None
        return _exactly(max(rule.max - floor(value / per) * rule.less, rule.floor or Fraction(0)))

    def _stepped(self, rule: Points, value: Value) -> Points_:
        per, start = self.per(rule), self.start(rule)
        if per is None or start is None or not isinstance(value, Fraction):
            return None
        assert rule.base is not None
        assert rule.plus is not None
        above = max(value - start, Fraction(0)) / per
        most = self.node.max if rule.cap is None else rule.cap
        ends = []
        for steps in (Fraction(floor(above)), above):
            points = rule.base + rule.plus * steps
            ends.append(_rounded(points if most is None else min(points, most), rule.round))
        whole, exact = ends
        return {"whole": (whole, whole), "pro-rata": (exact, exact)}.get(rule.steps, (whole, exact))


_SIDES: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "at_least": lambda value, bound: value >= bound,
    "more_than": lambda value, bound: value > bound,
    "at_most": lambda value, bound: value <= bound,
    "less_than": lambda value, bound: value < bound,
}


def start_of(period: int) -> date:
    """The day from which a number of days is counted where a boundary is tried: a Thursday, Friday or so in June."""
    return date(period, 6, 6)


def last_working(first: date, days: int) -> date:
    """The last of a number of working days after a day; Saturdays and Sundays do not work."""
    following = (first + timedelta(after) for after in range(1, 2 * days + 8))
    working = [day for day in following if day.strftime("%u") not in ("6", "7")]
    return working[days - 1] if days else first


def _exactly(points: Fraction) -> tuple[Fraction, Fraction]:
    return points, points


def _rounded(points: Fraction, decimals: int | None) -> Fraction:
    """Half up."""
    if decimals is None:
        return points
    return Fraction(floor(points * 10**decimals + Fraction(1, 2)), 10**decimals)


def _in_band(band: Band, value: Value, period: int) -> bool:
    return _in(value, band.from_, band.above, band.to, band.below, period)


def _in(
    value: object, from_: Limit | None, above: Limit | None, to: Limit | None, below: Limit | None, period: int
) -> bool:
    """Whether a value lies between ends: `from` and `to` belong to what is between them, `above` and `below` do not."""

    def end(limit: Limit | None) -> object:
        return None if limit is None else limit.value if isinstance(limit.value, Fraction) else limit.value.on(period)

    return (
        (from_ is None or not value < end(from_))  # type: ignore[operator]
        and (above is None or value > end(above))  # type: ignore[operator]
        and (to is None or not value > end(to))  # type: ignore[operator]
        and (below is None or value < end(below))  # type: ignore[operator]
    )
