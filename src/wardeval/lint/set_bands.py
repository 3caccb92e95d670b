"""Rules about bands: of points, and of parameters that hang on a numeric fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from wardeval.language import Share
from wardeval.library import LoadedSet
from wardeval.lint.own import nodes, records
from wardeval.lint.stretch import EVERYTHING, FROM_0, HIGHEST, LOWEST, SHARES, Cut, Stretch, cut
from wardeval.model.rules import Band, Limit, Parameter, ParameterBand
from wardeval.problems import Keys, Severity, say
from wardeval.rule import Hit, rule

COMMON_YEAR, LEAP_YEAR = 2023, 2024
"""Days of the period's year are looked at in both: 29 February is a day that bands forget."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The bands of one rule as stretches, in the order of the file."""

    keys: Keys
    bands: tuple[Stretch, ...]
    points: tuple[Fraction | None, ...]
    needed: Stretch
    """What the bands have to cover between them."""
    possible: Stretch
    """What an answer can be at all."""
    show: Callable[[Fraction], object]
    whole: bool
    rest: bool = False
    """Whether a last band without ends takes what is left."""


def ladders(loaded: LoadedSet) -> Iterator[Ladder]:
    """Every list of bands that the file writes."""
    for period in (COMMON_YEAR, LEAP_YEAR):
        for keys, node, _ in nodes(loaded):
            if node.points is not None and node.points.bands:
                dated = node.measure == "date"
                if dated or period == COMMON_YEAR:
                    yield from _points_ladder((*keys, "points", "bands"), node.points.bands, node.measure, period)
    for keys, parameter in records(loaded, Parameter):
        if parameter.bands:
            yield from _parameter_ladder((*keys, "bands"), parameter)


def _points_ladder(keys: Keys, bands: tuple[Band, ...], measure: str | None, period: int) -> Iterator[Ladder]:
    days = [end.value for band in bands for end in _ends(band) if end and not isinstance(end.value, Fraction)]
    if len({day.year is None for day in days}) > 1:
        return  # whether fixed days come before or after days of the period's year hangs on the period
    domains = {
        "ratio": (SHARES, SHARES),
        "change": (Stretch(cut(-1, after=False), HIGHEST),) * 2,
        "date": (EVERYTHING, EVERYTHING),
        "amount": (FROM_0, EVERYTHING),
    }
    needed, possible = domains.get(measure or "", (FROM_0, FROM_0))
    whole = measure in ("date", "count", "events")
    fixed = bool(days) and days[0].year is not None
    show = {"ratio": Share, "change": Share, "date": _fixed_day if fixed else _day_in(period)}.get(
        measure or "", _plain
    )
    stretches = tuple(_stretch(*(_number(end, period) for end in _ends(band)), whole=whole) for band in bands)
    rest = len(bands) > 1 and not any(_ends(bands[-1]))
    yield Ladder(keys, stretches, tuple(band.points for band in bands), needed, possible, show, whole, rest)


def _parameter_ladder(keys: Keys, parameter: Parameter) -> Iterator[Ladder]:
    bands = parameter.bands
    kinds = {end.kind for band in bands for end in (band.from_, band.below) if end}
    if len(kinds) > 1 or "day" in kinds:
        return
    whole = parameter.by == "year"
    stretches = tuple(_parameter_stretch(band, whole=whole) for band in bands)
    share = kinds == {"share"}
    needed = SHARES if share else FROM_0
    if whole:  # a set is not asked about years before or after those it speaks of
        needed = Stretch(min(each.low for each in stretches), max(each.high for each in stretches))
    yield Ladder(keys, stretches, (), needed, EVERYTHING, Share if share else _plain, whole)


def _ends(band: Band) -> tuple[Limit | None, Limit | None, Limit | None, Limit | None]:
    return band.from_, band.above, band.to, band.below


def _number(end: Limit | None, period: int) -> Fraction | None:
    if end is None:
        return None
    return end.value if isinstance(end.value, Fraction) else Fraction(end.value.on(period).toordinal())


def _parameter_stretch(band: ParameterBand, *, whole: bool) -> Stretch:
    return _stretch(_number(band.from_, 0), None, None, _number(band.below, 0), whole=whole)


def _stretch(
    from_: Fraction | None, above: Fraction | None, to: Fraction | None, below: Fraction | None, *, whole: bool
) -> Stretch:
    lows = [_cut(from_, after=False, whole=whole), _cut(above, after=True, whole=whole)]
    highs = [_cut(to, after=True, whole=whole), _cut(below, after=False, whole=whole)]
    return Stretch(
        max((low for low in lows if low), default=LOWEST), min((end for end in highs if end), default=HIGHEST)
    )


def _cut(value: Fraction | None, *, after: bool, whole: bool) -> Cut | None:
    return None if value is None else cut(value, after=after, whole=whole)


def _plain(value: Fraction) -> object:
    return value


def _fixed_day(value: Fraction) -> object:
    return date.fromordinal(int(value))


def _day_in(period: int) -> Callable[[Fraction], object]:
    def show(value: Fraction) -> object:
        day = date.fromordinal(int(value))
        return f"{day:%d/%m}/Y" + (f"{day.year - period:+d}" if day.year != period else "")

    return show


@rule(Severity.ERROR)
def band_overlap(loaded: LoadedSet) -> Iterator[Hit]:
    """An answer lies in two bands.

    Which points it earns would hang on the order in which the bands are written. Write half-open bands: `from` with
    `below`, or `above` with `to`, so that an end belongs to one band only. A last band without ends stands for
    everything else and overlaps nothing.
    """
    seen: set[Keys] = set()
    for ladder in ladders(loaded):
        bands = ladder.bands[:-1] if ladder.rest else ladder.bands
        for index, band in enumerate(bands):
            shared = next((part for other in bands[:index] if not (part := band.meet(other)).is_empty), None)
            keys = (*ladder.keys, index)
            if shared is not None and keys not in seen:
                seen.add(keys)
                yield Hit(
                    keys,
                    say("{stretch} lies in an earlier band too", stretch=shared.text(ladder.show, whole=ladder.whole)),
                    say("let the end of a band belong to one band only: from with below, or above with to"),
                )


@rule(Severity.ERROR)
def band_gap(loaded: LoadedSet) -> Iterator[Hit]:
    """An answer lies in no band.

    Bands have to be complete: shares from 0 % to 100 %, numbers from 0 up, changes from -100 % up, days without
    beginning or end (what was never done earns nothing). 29 February is a day, too.
    """
    seen: set[Keys] = set()
    for ladder in ladders(loaded):
        gaps = () if ladder.rest else tuple(ladder.needed.without(ladder.bands))
        if gaps and ladder.keys not in seen:
            seen.add(ladder.keys)
            yield Hit(
                ladder.keys,
                say("no band covers {gaps}", gaps=tuple(gap.text(ladder.show, whole=ladder.whole) for gap in gaps)),
                say("add a band, or widen one; points: unknown where the text is not public"),
                at_key=True,
            )


@rule(Severity.ERROR)
def empty_band(loaded: LoadedSet) -> Iterator[Hit]:
    """No answer can ever lie in a band.

    Its ends are the wrong way round, or it lies where no answer can be (a share above 100 %), or it stands for
    everything else where nothing is left.
    """
    seen: set[Keys] = set()
    for ladder in ladders(loaded):
        if ladder.keys in seen:
            continue
        seen.add(ladder.keys)
        for index, band in enumerate(ladder.bands):
            is_rest = ladder.rest and index == len(ladder.bands) - 1
            left = list(ladder.possible.without(ladder.bands[:-1])) if is_rest else [band.meet(ladder.possible)]
            if all(part.is_empty for part in left):
                yield Hit(
                    (*ladder.keys, index), say("no answer can lie in this band"), say("correct its ends, or remove it")
                )


@rule(Severity.NOTE)
def uneven_bands(loaded: LoadedSet) -> Iterator[Hit]:
    """The points of bands go up and down.

    From the lowest answer to the highest, points usually only rise or only fall. Where the decision really gives most
    points to the middle, nothing is wrong.
    """
    seen: set[Keys] = set()
    for ladder in ladders(loaded):
        count = len(ladder.bands) - ladder.rest
        rungs = sorted(zip(ladder.bands[:count], ladder.points[:count], strict=False), key=lambda rung: rung[0])
        points = [earned for band, earned in rungs if earned is not None and not band.is_empty]
        if points not in (sorted(points), sorted(points, reverse=True)) and ladder.keys not in seen:
            seen.add(ladder.keys)
            yield Hit(
                ladder.keys,
                say("from the lowest band to the highest, the points go up and down: {points}", points=tuple(points)),
                say("compare with the text of the decision"),
                at_key=True,
            )
