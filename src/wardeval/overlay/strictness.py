"""Whether one rule is surely at least as strict as another; what cannot be proved is not."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from wardeval.exact import less
from wardeval.model.parameters import parameters_in
from wardeval.model.rules import Parameter, Requirement
from wardeval.overlay.days import earlier, last_of, on, shorter
from wardeval.overlay.scope import Change, Scope


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
        return Compared(_words(old, new, scope), new)
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
    if new.at_boundary is not None and old.at_boundary is None and not _moved_on(old, values, scope):
        changes.append(Change.LOOSER)  # equality was decided there
    if new.at_boundary is not None:
        values["at_boundary"] = new.at_boundary
    return Compared(max(changes), Requirement.made(**values), tuple(kept))


def _moved_on(old: Requirement, values: Mapping[str, object], scope: Scope) -> bool:
    """Whether every bound lies beyond that of the old requirement, so that equality was no end there."""
    for names in (_LOWER, _UPPER):
        was = [bound for name in names if (bound := getattr(old, name)) is not None]
        is_ = [bound for name in names if isinstance(bound := values.get(name), Parameter)]
        if not all(any(_all_above(one, other, scope, up=names is _LOWER) for one in was) for other in is_):
            return False
    return True


_LOWER, _UPPER = ("at_least", "more_than"), ("at_most", "less_than")
_FROM, _LAST, _WITHIN = ("from_",), ("to", "before"), ("within",)
_DAYS = (_FROM, _LAST, _WITHIN)
_ASPECTS: tuple[tuple[str, ...], ...] = (_LOWER, _UPPER, *_DAYS, ("down_by",), ("up_by",))


def _said(requirement: Requirement, names: tuple[str, ...]) -> dict[str, object]:
    return {name: value for name in names if (value := getattr(requirement, name)) is not None}


def _words(old: Requirement, new: Requirement, scope: Scope) -> Change:
    """A word is the strictest requirement of its measure, but for “basically”, or where more than all was asked."""
    if old.word == "basically":
        return Change.TIGHTER if new.word == "met" else Change.LOOSER
    if old.word is not None:
        return Change.LOOSER
    fits = {"none": _UPPER, "all": ("at_least",), "max": _LOWER}.get(new.word or "", ())
    if old.given - {"at_boundary"} <= set(fits) and all(
        _within_reach(name, getattr(old, name), new.word, scope) for name in old.given - {"at_boundary"}
    ):
        return Change.TIGHTER
    return Change.LOOSER


def _within_reach(name: str, bound: Parameter, word: str | None, scope: Scope) -> bool:
    """Whether what a word asks for, all of it or none, surely meets a bound."""
    bound = _literal(bound, scope.old)
    if bound.word in ("unknown", "before"):
        return bound.word == "unknown"
    if bound.table is not None and not bound.override:
        return all(_within_reach(name, row, word, scope) for row in bound.table.values())
    end = Fraction(0) if word == "none" else Fraction(1) if bound.percent else scope.most
    if bound.word == "max":
        return name == "at_least"
    if bound.value is None or end is None:
        return False
    if name in _UPPER:
        return less(end, bound.value) or (name == "at_most" and end == bound.value)
    return less(bound.value, end) or (name == "at_least" and end == bound.value)


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
        return earlier(on(new.from_), on(old.from_))
    if names == _LAST:
        return earlier(last_of(old), last_of(new))
    if names == _WITHIN:
        return shorter(old.within, new.within)
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
        if not scope.rows.get(new.by or "", _NO_END) <= new.table.keys():
            return Change.LOOSER  # a unit without a row would have no number at all
        return max(compare_parameters(old, row, scope, up=up) for row in new.table.values())
    if old.bands and [(b.from_, b.below) for b in old.bands] == [(b.from_, b.below) for b in new.bands]:
        if old.by != new.by:
            return Change.LOOSER
        pairs = zip(old.bands, new.bands, strict=True)
        return max(compare_parameters(was.is_, is_.is_, scope, up=up) for was, is_ in pairs)
    return Change.LOOSER


_NO_END = frozenset({""})
"""For a fact whose values cannot be listed: no table has them all."""


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
