"""Whether one rule is surely at least as strict as another; what cannot be proved is not."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from wardeval.exact import less
from wardeval.model.base import Day
from wardeval.model.parameters import parameters_in
from wardeval.model.rules import Parameter, Requirement, Within


class Change(enum.IntEnum):
    """What a new rule is to an old one, ordered so that the whole is the greatest of its parts."""

    SAME = 0
    FILLED = 1
    TIGHTER = 2
    LOOSER = 3
    """Or not surely as strict."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What names in the old and the new rule stand for, and the levels of a scale, lowest first."""

    old: Mapping[str, Parameter]
    new: Mapping[str, Parameter]
    levels: tuple[str, ...] = ()


class Compared(NamedTuple):
    """What the new requirement is to the old one, both together, and which keys of the old one stay."""

    change: Change
    together: Requirement
    kept: tuple[str, ...] = ()


def same(old: object, new: object) -> bool:
    """Whether two records, or values of them, say the same."""
    return repr(old) == repr(new)


def compare_requirements(old: Requirement, new: Requirement, scope: Scope) -> Compared:
    """Whether every answer that meets the new requirement meets the old one, too."""
    if same(old, new):
        return Compared(Change.SAME, old)
    if old.word == "unknown":
        return Compared(Change.FILLED, new)
    if old.word is not None or new.word is not None:
        return Compared(_words(old, new), new)
    if old.level is not None or new.level is not None:
        return Compared(_levels(old.level, new.level, scope), new)
    if new.down_by is not None and not new.given - {"down_by"} and _not_above_before(old):
        down = _literal(new.down_by, scope.new).value
        return Compared(Change.TIGHTER if down is not None and down >= 0 else Change.LOOSER, new)
    return _bound_by_bound(old, new, scope)


def _bound_by_bound(old: Requirement, new: Requirement, scope: Scope) -> Compared:
    """Every bound that the new requirement writes with that of the old one; the others stay."""
    values: dict[str, object] = {}
    kept: list[str] = []
    changes = [Change.SAME]
    for names in _ASPECTS:
        was, is_ = _said(old, names), _said(new, names)
        if not is_:
            values |= was
            kept += was
            continue
        values |= is_
        if was:
            changes.append(_aspect(names, old, new, scope))
        else:  # a bound in the other direction is not what was asked; a day more to keep to is
            changes.append(Change.TIGHTER if names in _DAYS and not _bounds(old) else Change.LOOSER)
    if old.at_boundary is not None and not new.given & {*_LOWER, *_UPPER}:
        values["at_boundary"] = old.at_boundary
        kept.append("at_boundary")
    elif old.at_boundary is not None and new.at_boundary is None:
        changes.append(Change.FILLED)  # the bound is written anew, and says whether equality counts
    if new.at_boundary is not None and old.at_boundary is None and max(changes) is not Change.TIGHTER:
        changes.append(Change.LOOSER)
    if new.at_boundary is not None:
        values["at_boundary"] = new.at_boundary
    return Compared(max(changes), Requirement.made(**values), tuple(kept))


_LOWER, _UPPER = ("at_least", "more_than"), ("at_most", "less_than")
_FROM, _LAST, _WITHIN = ("from_",), ("to", "before"), ("within",)
_DAYS = (_FROM, _LAST, _WITHIN)
_ASPECTS: tuple[tuple[str, ...], ...] = (_LOWER, _UPPER, *_DAYS, ("down_by",), ("up_by",))


def _said(requirement: Requirement, names: tuple[str, ...]) -> dict[str, object]:
    return {name: value for name in names if (value := getattr(requirement, name)) is not None}


def _words(old: Requirement, new: Requirement) -> Change:
    """A word is the strictest requirement of its measure, but for “basically”."""
    if old.word == "basically":
        return Change.TIGHTER if new.word == "met" else Change.LOOSER
    if old.word is not None:
        return Change.LOOSER
    fits = {"none": _UPPER, "all": ("at_least",), "max": _LOWER}.get(new.word or "", ())
    return Change.TIGHTER if old.given - {"at_boundary"} <= set(fits) else Change.LOOSER


def _levels(old: str | None, new: str | None, scope: Scope) -> Change:
    if old not in scope.levels or new not in scope.levels:
        return Change.LOOSER
    return Change.TIGHTER if scope.levels.index(new) > scope.levels.index(old) else Change.LOOSER


def _not_above_before(old: Requirement) -> bool:
    return old.given == {"at_most"} and old.at_most is not None and old.at_most.word == "before"


def _bounds(requirement: Requirement) -> bool:
    return any(getattr(requirement, name) is not None for name in (*_LOWER, *_UPPER, "down_by", "up_by"))


def _aspect(names: tuple[str, ...], old: Requirement, new: Requirement, scope: Scope) -> Change:
    if names == _FROM:
        return _earlier(_on(new.from_), _on(old.from_))
    if names == _LAST:
        return _earlier(_last(old), _last(new))
    if names == _WITHIN:
        return _within(old.within, new.within)
    up = names != _UPPER
    changes = []
    for name in names:  # both ends may be given; the strictest old one has to be kept to
        was = getattr(old, name)
        if was is None:
            continue
        for other in names:
            is_ = getattr(new, other)
            if is_ is not None:
                change = compare_parameters(was, is_, scope, up=up)
                opens = name == names[-1] and other == names[0] and old.at_boundary is None
                changes.append(Change.LOOSER if opens and not _all_above(was, is_, scope, up=up) else change)
                if change is Change.SAME and name != other:
                    changes.append(Change.TIGHTER if other == names[-1] else Change.FILLED)
    return max(changes, default=Change.LOOSER)


def _all_above(old: Parameter, new: Parameter, scope: Scope, *, up: bool) -> bool:
    """Whether the new bound lies beyond the old one, so that it no longer matters whether equality counts."""
    was, is_ = _literal(old, scope.old), _literal(new, scope.new)
    if was.word == "unknown":
        return True
    if was.value is None or is_.value is None or was.percent != is_.percent:
        return False
    return less(was.value, is_.value) if up else less(is_.value, was.value)


def compare_parameters(old: Parameter, new: Parameter, scope: Scope, *, up: bool) -> Change:
    """Whether a new number is as strict as the old one for every unit; `up` where more is stricter."""
    old, new = _literal(old, scope.old), _literal(new, scope.new)
    if same(old, new):
        return Change.SAME
    if old.word == "unknown":
        return Change.FILLED
    if old.value is not None and new.value is not None:
        return _numbers(old, new, up=up)
    if old.table is not None and new.table is not None:
        if old.by != new.by or not same(old.override, new.override) or old.table.keys() - new.table.keys():
            return Change.LOOSER
        return max(compare_parameters(row, new.table[name], scope, up=up) for name, row in old.table.items())
    if old.table is not None and new.value is not None:
        return max(compare_parameters(row, new, scope, up=up) for row in old.table.values())
    if old.value is not None and new.table is not None:
        return max(compare_parameters(old, row, scope, up=up) for row in new.table.values())
    if old.bands and [(b.from_, b.below) for b in old.bands] == [(b.from_, b.below) for b in new.bands]:
        if old.by != new.by:
            return Change.LOOSER
        pairs = zip(old.bands, new.bands, strict=True)
        return max(compare_parameters(was.is_, is_.is_, scope, up=up) for was, is_ in pairs)
    return Change.LOOSER


def fills(old: Parameter, new: Parameter) -> bool:
    """Whether a new parameter only says what the old one leaves open."""
    nothing = Scope({}, {})
    changes = {compare_parameters(old, new, nothing, up=up) for up in (True, False)}
    return max(changes) <= Change.FILLED and _rows(old) <= _rows(new)


def is_open(parameter: Parameter) -> bool:
    """Whether a part of a parameter is not public."""
    return any(inner.word == "unknown" for inner in parameters_in(parameter))


def _rows(parameter: Parameter) -> set[str]:
    return set(parameter.table or ())


def _numbers(old: Parameter, new: Parameter, *, up: bool) -> Change:
    assert old.value is not None
    assert new.value is not None
    if old.percent != new.percent:
        return Change.LOOSER
    if old.value == new.value:
        return Change.SAME
    return Change.TIGHTER if (new.value > old.value) is up else Change.LOOSER


def _literal(parameter: Parameter, parameters: Mapping[str, Parameter]) -> Parameter:
    """What a parameter that only names another one of the set stands for."""
    seen: set[str] = set()
    while parameter.parameter is not None and parameter.set_ is None and parameter.parameter not in seen:
        seen.add(parameter.parameter)
        if parameter.parameter not in parameters:
            break
        parameter = parameters[parameter.parameter]
    return parameter


def _on(day: Day | None) -> tuple[bool, date] | None:
    return None if day is None else (day.year is not None, day.on(2023))


def _last(requirement: Requirement) -> tuple[bool, date] | None:
    """The last day that counts."""
    days = [_on(requirement.to)] if requirement.to is not None else []
    if requirement.before is not None:
        fixed, first = _on(requirement.before) or (False, date.max)
        days.append((fixed, first - timedelta(days=1)))
    found = [each for each in days if each is not None]
    return min(found) if len({fixed for fixed, _ in found}) == 1 else None


def _earlier(one: tuple[bool, date] | None, other: tuple[bool, date] | None) -> Change:
    """Tighter where the second day is earlier than the first; both in the same way of naming the year."""
    if one is None or other is None or one[0] != other[0] or one[1] < other[1]:
        return Change.LOOSER
    return Change.SAME if one == other else Change.TIGHTER


def _within(old: Within | None, new: Within | None) -> Change:
    if old is None or new is None or old.of != new.of:
        return Change.LOOSER
    was, is_ = _days(old), _days(new)
    # so many days are never more than as many working days
    if was is None or is_ is None or (old.working_days is None) > (new.working_days is None):
        return Change.LOOSER
    return Change.LOOSER if is_ > was else Change.TIGHTER


def _days(within: Within) -> Fraction | None:
    return within.days if within.days is not None else within.working_days
