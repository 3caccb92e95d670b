"""Whether points that an overlay writes only say what was not public of the points that the set gives."""

from __future__ import annotations

from fractions import Fraction

from wardeval.model.base import Day
from wardeval.model.rules import Band, Limit, Parameter, Points
from wardeval.overlay.scope import Change
from wardeval.overlay.strictness import fills, same


def compare_points(old: Points, new: Points) -> Change:
    """Filled where the new points only say what the old ones leave open; points that are known stay."""
    if same(old, new):
        return Change.SAME
    if old.form == "unknown":
        return Change.FILLED
    if old.form != new.form:
        return Change.LOOSER
    for name in (old.given | new.given) - {"bands"}:
        was, is_ = getattr(old, name), getattr(new, name)
        if same(was, is_) or (name == "steps" and was == "unknown"):
            continue
        if isinstance(was, Parameter) and isinstance(is_, Parameter) and fills(was, is_):
            continue
        return Change.LOOSER
    return Change.FILLED if _bands_filled(old.bands, new.bands) else Change.LOOSER


def _bands_filled(old: tuple[Band, ...], new: tuple[Band, ...]) -> bool:
    """Whether every known band stays, and every other lies inside one whose points were not public."""
    known = [repr(band) for band in old if band.points is not None]
    written = [repr(band) for band in new]
    if any(text not in written for text in known):
        return False
    open_ = [band for band in old if band.points is None]
    rest = [band for band in new if repr(band) not in known]
    return all(any(_inside(band, around) for around in open_) for band in rest)


def _inside(band: Band, around: Band) -> bool:
    """Whether one band lies in another; an end left out has no limit."""
    lower = _beyond(band.from_, band.above, around.from_, around.above, up=True)
    return lower and _beyond(band.to, band.below, around.to, around.below, up=False)


def _beyond(
    closed: Limit | None, open_: Limit | None, around: Limit | None, around_open: Limit | None, *, up: bool
) -> bool:
    """Whether an end, which counts (`closed`) or does not (`open_`), lies at the end around it or further inside."""
    outer = around or around_open
    if outer is None:
        return True
    inner = closed or open_
    if inner is None or inner.kind != outer.kind:
        return False
    one, other = _value(inner), _value(outer)
    if one == other:
        return around is not None or closed is None
    return (one > other) is up


def _value(limit: Limit) -> Fraction:
    """The end as a number; only ends of one kind are compared."""
    return Fraction(limit.value.on(2023).toordinal()) if isinstance(limit.value, Day) else limit.value
