"""Answers just below, at and just above every threshold and band edge of a set, each with what it has to come to.

What an answer has to come to is read off the rule's plain words by `plain_reading`, not asked of the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import NamedTuple

from wardeval.facts import declared_facts
from wardeval.library import LoadedSet
from wardeval.model.criterion_set import Indicator
from wardeval.model.parameters import parameters_in
from wardeval.model.rules import Limit, Parameter
from wardeval.trial.plain_reading import Change, Points_, Reading, Setting, Value, last_working, start_of

Said = str | list[str] | dict[str, str]
"""An answer as a file writes it."""


class Boundary(NamedTuple):
    """One answer at the edge of a rule, the unit and year it is given for, and what it has to come to."""

    leaf: str
    setting: Setting
    answers: Mapping[str, Said]
    met: str | None
    points: Points_
    earns: bool

    @property
    def answer(self) -> str:
        """The answer in one line."""
        said = self.answers[self.leaf]
        match said:
            case dict():
                return ", ".join(f"{key}: {value}" for key, value in said.items())
            case list():
                return f"[{', '.join(said)}]"
        return said


def boundaries(loaded: LoadedSet, usual: int) -> Iterator[Boundary]:
    """Every boundary of every leaf; `usual` is the year for rules that hang on none."""
    for node in loaded.criteria.nodes():
        if node.measure is not None:
            yield from leaf_boundaries(node, loaded, usual)


def leaf_boundaries(node: Indicator, loaded: LoadedSet, usual: int) -> Iterator[Boundary]:
    """The boundaries of one leaf for every row of the tables that it hangs on."""
    readings = [Reading(node, loaded, setting) for setting in _settings(node, loaded, usual)]
    edges = [_Edges(reading) for reading in readings]
    everywhere = {value for item in edges for value in item.values()}
    for reading, item in zip(readings, edges, strict=True):
        values = sorted(everywhere if item.is_open else item.values(), key=_in_order)
        for value in values:
            answers = _answers(node, reading, value)
            if answers is not None:
                yield Boundary(node.id, reading.setting, answers, reading.met(value), reading.points(value), node.earns)


def _settings(node: Indicator, loaded: LoadedSet, usual: int) -> Iterator[Setting]:
    """A unit and year for every row and band that the parameters of a leaf have, each once."""
    found: dict[str, dict[str, None]] = {}
    for name, values in _wanted(node, loaded):
        found.setdefault(name, {}).update(dict.fromkeys(values))
    names = list(found)
    seen: set[tuple[str, ...]] = set()
    for chosen in product(*found.values()):
        said = dict(zip(names, chosen, strict=True))
        setting = Setting(said.pop("type", loaded.criteria.units[0]), int(said.pop("year", usual)), said)
        reading = Reading(node, loaded, setting)
        for parameter in node.parameters():
            reading.figure(parameter)
        if (rows := tuple(reading.rows)) not in seen:
            seen.add(rows)
            yield setting


def _wanted(node: Indicator, loaded: LoadedSet) -> Iterator[tuple[str, Iterable[str]]]:
    """The facts that the rules of a leaf look at, and the values that make a difference."""
    declared = declared_facts(loaded)
    open_ = [(parameter, loaded.criteria) for parameter in node.parameters()]
    for outer, owner in open_:
        for parameter in parameters_in(outer):
            other = loaded.others[parameter.set_] if parameter.set_ else owner
            if parameter.parameter is not None:
                open_.append((other.parameters[parameter.parameter], other))
            for override in parameter.override:
                yield override.if_, ("no", "yes")
            name = parameter.by or parameter.fact
            if name is None:
                continue
            if name in declared and declared[name].is_ == "one-of":
                yield name, declared[name].of
            elif name in declared and declared[name].is_ == "yes-no":
                yield name, ("no", "yes")
            elif parameter.table is not None:
                yield name, tuple(parameter.table)
            else:
                yield name, _around(parameter) if parameter.bands else (_some(node, name),)


def _around(parameter: Parameter) -> Iterator[str]:
    """Values of a fact at and beside every end of its bands."""
    ends: list[Limit] = [end for band in parameter.bands for end in (band.from_, band.below) if end is not None]
    for end in ends:
        assert isinstance(end.value, Fraction)
        step = Fraction(1, 10_000) if end.kind == "share" else Fraction(1)
        for value in (end.value - step, end.value):
            if value >= 0:
                yield f"{_number(value * 100)}%" if end.kind == "share" else _number(value)


def _some(node: Indicator, name: str) -> str:
    """A value of a fact that is itself the threshold."""
    return "2024" if name == "year" else "50%" if node.measure == "ratio" else "1000"


class _Edges:
    """The values around the edges of one leaf's rules, for one setting."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.node = reading, reading.node
        self.is_open = False
        """Whether some bound is not public for this setting, so that there is nothing to go around."""

    def values(self) -> set[Value]:
        """Just below, at and just above every edge, as far as an answer can say it."""
        match self.node.measure:
            case "date":
                return set(self._days())
            case "change":
                return set(self._changes())
            case "level":
                asked = self.node.met
                ranks = [Fraction(self.reading.rank(asked.level))] if asked is not None and asked.level else []
                return {near for rank in ranks for near in (rank - 1, rank, rank + 1)}
        return {near for edge in self._edges() for near in self._near(edge)}

    def _edges(self) -> Iterator[Fraction]:
        """Where the rules of a leaf turn, as numbers or shares."""
        asked, node = self.node.met, self.node
        for parameter in _thresholds(node):
            yield from self._known(self.reading.bound(parameter, Fraction(0)))
        if asked is not None and asked.word == "none":
            yield Fraction(0)
        if asked is not None and asked.word == "all":
            yield Fraction(len(node.parts))
        if asked is not None and asked.word == "max" and node.max is not None:
            yield node.max
        rule = node.points
        if rule is None:
            return
        yield from (end for end in _ends(node) if isinstance(end, Fraction))
        if rule.form == "proportional" and rule.proportional is not None:
            full = self.reading.figure(rule.full_at) if rule.full_at is not None else None
            yield from (Fraction(0), *self._known(Fraction(1) if rule.full_at is None else full and full.value))
        if rule.form == "less" and rule.max is not None and rule.less:
            yield from self._steps(Fraction(0), (rule.max - (rule.floor or 0)) / rule.less)
        if rule.form == "steps" and rule.base is not None and rule.plus:
            most = node.max if rule.cap is None else rule.cap
            start = self.reading.start(rule)
            for known in self._known(start):
                yield from self._steps(known, None if most is None else (most - rule.base) / rule.plus)

    def _steps(self, start: Fraction, number: Fraction | None) -> Iterator[Fraction]:
        """The start, the first steps, the last ones that change anything, and one that has to change nothing."""
        assert self.node.points is not None
        last = _FIRST_STEPS if number is None else ceil(number) + 1
        for per in self._known(self.reading.per(self.node.points)):
            for step in sorted({*range(min(last, _FIRST_STEPS) + 1), max(last - 2, 0), max(last - 1, 0), last}):
                yield start + step * per

    def _known(self, value: Fraction | None) -> Iterator[Fraction]:
        if value is None:
            self.is_open = True
        else:
            yield value

    def _near(self, edge: Fraction) -> Iterator[Fraction]:
        """The edge and what stands beside it, as far as the measure can say it."""
        step, least, most = _grid(self.node, edge)
        below, above = (ceil(edge / step) - 1) * step, (floor(edge / step) + 1) * step
        at = [edge] if (edge / step).denominator == 1 else []
        yield from (near for near in (below, *at, above) if near >= least and (most is None or near <= most))

    def _changes(self) -> Iterator[Change]:
        """The year's number beside a number, the number of the year before, or a share more or less than it."""
        before = Fraction(_BEFORE)
        for parameter in _thresholds(self.node):
            for bound in self._known(self.reading.bound(parameter, Change(before, before))):
                yield from (Change(now, before) for now in _beside(bound, Fraction(1)))
                if parameter.word == "before":
                    yield from (Change(Fraction(now), Fraction(0)) for now in (0, 1))
        asked = self.node.met
        shares: list[Fraction] = [end for end in _ends(self.node) if isinstance(end, Fraction)]
        for by, sign in ((asked.down_by if asked else None, -1), (asked.up_by if asked else None, 1)):
            if by is not None:
                figure = self.reading.figure(by)
                shares += [sign * known for known in self._known(figure and figure.value)]
        for edge in shares:
            whole = Fraction(_whole(edge))
            exact = Fraction(edge.denominator)
            yield Change(exact * (1 + edge), exact)
            yield from (Change(now, whole) for now in _beside(whole * (1 + edge), Fraction(1)) if now >= 0)

    def _days(self) -> Iterator[date]:
        period, asked = self.reading.setting.period, self.node.met
        edges = [end for end in _ends(self.node, period) if isinstance(end, date)]
        if asked is not None:
            edges += [day.on(period) for day in (asked.from_, asked.to, asked.before) if day is not None]
        if asked is not None and asked.within is not None:
            start, within = start_of(period), asked.within
            days = int(within.working_days if within.working_days is not None else within.days or 0)
            working = within.working_days is not None
            edges += [start, last_working(start, days) if working else start + timedelta(days)]
        for edge in edges:
            yield from (edge + timedelta(days=step) for step in (-1, 0, 1))


def _grid(node: Indicator, edge: Fraction) -> tuple[Fraction, Fraction, Fraction | None]:
    """How far apart the nearest answers to a leaf are, and the least and the most that can be answered."""
    zero = Fraction(0)
    match node.measure:
        case "ratio":
            return Fraction(1, _whole(edge)), zero, Fraction(1)
        case "amount":
            return _SMALL, min(edge, zero), None
        case "points":
            return node.step or _SMALL, zero, node.max
        case "parts":
            return Fraction(1), zero, Fraction(len(node.parts))
    return Fraction(1), zero, None


def _in_order(value: Value) -> tuple[Fraction, Fraction]:
    match value:
        case date():
            return Fraction(value.toordinal()), Fraction(0)
        case Change():
            return value.now, value.before
    return value, Fraction(0)


_SMALL = Fraction(1, 10_000)
"""The least difference between two amounts: four decimals, because three can be read as thousands."""

_FIRST_STEPS = 2
_LARGE = 100_000
_BEFORE = 20


def _whole(edge: Fraction) -> int:
    """A whole of which the edge is a whole part: 100,000 for 70 %."""
    return edge.denominator * max(1, _LARGE // edge.denominator)


def _beside(edge: Fraction, step: Fraction) -> tuple[Fraction, ...]:
    """Just below, at and just above, of whole numbers."""
    at = (edge,) if edge.denominator == 1 else ()
    near = ((ceil(edge / step) - 1) * step, *at, (floor(edge / step) + 1) * step)
    return tuple(value for value in near if value >= 0)


def _thresholds(node: Indicator) -> Iterator[Parameter]:
    asked = node.met
    if asked is not None:
        found = (asked.at_least, asked.more_than, asked.at_most, asked.less_than)
        yield from (parameter for parameter in found if parameter is not None)


def _ends(node: Indicator, period: int = 0) -> Iterator[Fraction | date]:
    """The ends of the bands of a leaf."""
    for band in node.points.bands if node.points is not None else ():
        for end in (band.from_, band.above, band.to, band.below):
            if end is not None:
                yield end.value if isinstance(end.value, Fraction) else end.value.on(period or _LEAP)


_LEAP = 2024


def _answers(node: Indicator, reading: Reading, value: Value) -> dict[str, Said] | None:
    """The answers that say a value, in the ways in which files write them; none where no answer can say it."""
    asked = node.met
    if isinstance(value, date):
        found: dict[str, Said] = {node.id: value.strftime("%d/%m/%Y")}
        if asked is not None and asked.within is not None:
            found[asked.within.of] = start_of(reading.setting.period).strftime("%d/%m/%Y")
        return found
    if isinstance(value, Change):
        return {node.id: {"now": _number(value.now), "before": _number(value.before)}}
    match node.measure:
        case "ratio":
            return {node.id: f"{value.numerator}/{value.denominator}"}
        case "level":
            levels = list(reading.loaded.criteria.scales[node.scale or ""])
            return {node.id: levels[int(value)]} if 0 <= value < len(levels) else None
        case "parts":
            return {node.id: list(node.parts)[: int(value)]}
    return {node.id: _number(value)}


def _number(value: Fraction) -> str:
    """An exact number as a file writes it, with a comma; four decimals, because three can be read as thousands."""
    if value.denominator == 1:
        return str(value.numerator)
    whole, rest = divmod(abs(value) * _SMALL.denominator, _SMALL.denominator)
    assert rest.denominator == 1
    return f"{'-' if value < 0 else ''}{whole},{rest.numerator:04d}"
