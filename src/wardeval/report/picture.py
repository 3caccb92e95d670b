"""Pictures of trends as SVG: a panel for each set, so that no line joins numbers of two. Only this imports matplotlib.

Text is drawn as shapes of the font that matplotlib brings along, which has every Vietnamese letter: it looks the same
wherever it is shown. The same trend gives the same bytes.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from itertools import pairwise
from textwrap import wrap
from typing import Any, NamedTuple

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from wardeval.exact import Interval
from wardeval.language import Language
from wardeval.problems import say
from wardeval.report.chart import Scale
from wardeval.report.foreign import visible
from wardeval.report.plot import Panel, Slot, panels_of
from wardeval.report.trend import THRESHOLD, title
from wardeval.report.trend_all import Group, totals
from wardeval.report.trend_words import head, mark_text
from wardeval.series.line import Series, Trend

_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "wardeval",
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "text.parse_math": False,
    "text.usetex": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_KNOWN, _OPEN, _NEITHER, _LIMIT, _MARK = "#1f5f8b", "#9cc3dd", "#dddddd", "#b5541c", "#555555"
_WIDTH, _PANEL, _LETTERS = 8, 3, 110
_HALF, _APART = Fraction(1, 2), Fraction(1, 12)
_PAPER: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 1}
"""What is behind a text, so that no line runs through it."""


def draw_trend(trend: Trend, language: Language) -> str:
    """The lines of a unit, one below the other, each with its marks in words."""
    rows = []
    for series in trend.series:
        panels = panels_of(series, language)
        told = _told(series, language)
        if any(slot.top is not None for panel in panels for slot in panel.slots):
            told.append(language.text(say("dashed: {what}", what=THRESHOLD)))
        rows.append(_Row(head(series), panels, told))
    return _drawn(title(trend, language), rows, language)


_COLOURS = say("dark: reach it · hatched: undecided · light: do not reach it")


class _Row(NamedTuple):
    """Panels side by side under one heading, and what is said below."""

    heading: object
    panels: Sequence[Panel | Bars]
    told: Sequence[str]


class Bars(NamedTuple):
    """How many units reach the highest verdict of a set in each year."""

    label: str
    years: tuple[str, ...]
    counts: tuple[tuple[Interval, int], ...]


def draw_totals(groups: Sequence[Group], language: Language) -> str:
    """How many units reach the highest verdict of their sets, year by year, of how many."""
    rows = []
    for group in groups:
        by_set: dict[str, list[tuple[str, tuple[Interval, int]]]] = {}
        for key, counted in sorted(totals(group).items()):
            by_set.setdefault(key.set_id, []).append((str(key.period), counted))
        panels = [Bars(set_id, *map(tuple, zip(*found, strict=True))) for set_id, found in by_set.items()]
        if panels:
            rows.append(_Row(" → ".join(group.sets), panels, [language.text(_COLOURS)]))
    return _drawn(language.text(say("units that reach the highest verdict")), rows, language)


def _told(series: Series, language: Language) -> list[str]:
    """The marks of a line in words."""
    marks = (visible(language.text(mark_text(mark))) for mark in series.marks)
    return [line for text in marks for line in wrap(text, _LETTERS, subsequent_indent="   ")]


def _drawn(heading: str, rows: Sequence[_Row], language: Language) -> str:
    with _settled():
        heights = [height for row in rows for height in (_PANEL, max(1, len(row.told)) * Fraction(1, 6))] or [1]
        figure = Figure(figsize=(_WIDTH, _number(sum(heights, Fraction(1)))), layout="constrained")
        figure.suptitle(visible(heading), fontsize=12)
        if rows:
            grid = figure.add_gridspec(len(heights), 1, height_ratios=[_number(height) for height in heights])
            for index, row in enumerate(rows):
                inner = grid[2 * index].subgridspec(
                    1, max(1, len(row.panels)), width_ratios=[_slots(panel) for panel in row.panels] or [1]
                )
                for place in range(max(1, len(row.panels))):
                    axes = figure.add_subplot(inner[place])
                    if row.panels:
                        _panel(axes, row.panels[place], language)
                    else:
                        axes.set_axis_off()
                    if place == 0:
                        axes.set_title(visible(language.text(row.heading)), loc="left", fontweight="bold", fontsize=10)
                below = figure.add_subplot(grid[2 * index + 1])
                below.set_axis_off()
                below.text(0, 1, "\n".join(row.told), va="top", fontsize=8, color=_MARK)
        content = io.StringIO()
        metadata = {"Date": None, "Creator": "wardeval", "Title": visible(heading)}
        figure.savefig(content, format="svg", metadata=metadata)
    return "".join(f"{line.rstrip()}\n" for line in content.getvalue().splitlines())


@contextmanager
def _settled() -> Iterator[None]:
    """The same settings whatever the user's own are; a sign that the font lacks is drawn as a box, not told."""
    logger = logging.getLogger("matplotlib")
    level = logger.level
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logger.setLevel(logging.ERROR)
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        try:
            yield
        finally:
            logger.setLevel(level)


def _slots(panel: Panel | Bars) -> int:
    return max(2, len(panel.slots if isinstance(panel, Panel) else panel.years))


def _number(value: Fraction | int) -> Any:
    """An exact number as matplotlib takes it: to be drawn, never to be printed."""
    return value.numerator / value.denominator


def _panel(axes: Axes, panel: Panel | Bars, language: Language) -> None:
    if isinstance(panel, Bars):
        _bars(axes, panel, language)
    else:
        _line(axes, panel, language)


def _frame(axes: Axes, labels: Sequence[str], most: Fraction, what: str) -> None:
    """The ticks of the years, and the scale from 0 to the most."""
    axes.set_xlim(_number(-_HALF), _number(len(labels) - _HALF))
    axes.set_xticks(range(len(labels)), labels=list(labels), fontsize=8)
    axes.set_ylim(0, _number(most * Fraction(23, 20)))
    axes.set_yticks([tick for tick in MaxNLocator(nbins=5, integer=True).tick_values(0, _number(most)) if tick <= most])
    axes.set_ylabel(what, fontsize=8)


def _line(axes: Axes, panel: Panel, language: Language) -> None:
    """A stretch of years of one set: runs joined, bounds as error bars, years without a result as empty slots."""
    scale = panel.scale
    labels = ["\n".join((slot.label, *wrap(visible(slot.verdict), 16))) for slot in panel.slots]
    _frame(axes, labels, scale.most if scale is not None else Fraction(1), _measured(scale, language))
    axes.set_xlabel(visible(panel.set_id), fontsize=8, color=_MARK)
    if scale is None:
        axes.set_yticks([])
    for run in panel.runs():
        _run(axes, run)
    for place, slot in enumerate(panel.slots):
        if slot.value is not None:
            _bounds(axes, place, slot)
        if slot.empty:
            axes.axvspan(_number(place - _HALF), _number(place + _HALF), color=_NEITHER, alpha=_number(_HALF), lw=0)
            axes.text(place, _number(_middle(scale)), slot.empty, rotation=90, ha="center", va="center", fontsize=8)
        for number, sign in enumerate(slot.marks, start=1):
            _sign(axes, place - _HALF + _APART * number, sign, scale)
        if slot.top is not None:
            axes.hlines(_number(slot.top), _number(place - _HALF), _number(place + _HALF), color=_LIMIT, ls="--", lw=1)
    for number, sign in enumerate(panel.after, start=1):
        _sign(axes, len(panel.slots) - _HALF - _APART * number, sign, scale)


def _measured(scale: Scale | None, language: Language) -> str:
    """What the axis of a panel measures, and out of how much."""
    if scale is None:
        return ""
    if scale.points:
        return language.text(say("points, of {most}", most=scale.most))
    return language.text(say("criteria met, of {most}", most=scale.most))


def _sign(axes: Axes, at: Fraction, sign: str, scale: Scale | None) -> None:
    """A mark between two years: a dotted line, with a word on it."""
    axes.axvline(_number(at), color=_MARK, ls=":", lw=1)
    shown: dict[str, Any] = {
        "rotation": 90,
        "ha": "center",
        "va": "center",
        "fontsize": 7,
        "color": _MARK,
        "bbox": _PAPER,
    }
    axes.text(_number(at), _number(_middle(scale)), sign, **shown)


def _middle(scale: Scale | None) -> Fraction:
    return (scale.most if scale is not None else Fraction(1)) / 2


def _run(axes: Axes, run: Sequence[tuple[int, Interval]]) -> None:
    """Years that may be joined: known ones by a line; where one is open, by the band that it leaves."""
    for (start, before), (end, after) in pairwise(run):
        if before.exact is not None and after.exact is not None:
            axes.plot([start, end], [_number(before.exact), _number(after.exact)], color=_KNOWN, lw=2)
        else:
            least, most = (
                [_number(value) for value in ends] for ends in zip(*map(_ends, (before, after)), strict=True)
            )
            axes.fill_between([start, end], least, most, color=_OPEN, alpha=_number(_HALF), lw=0)


def _ends(value: Interval) -> tuple[Fraction, Fraction]:
    return value.least, value.most


def _bounds(axes: Axes, place: int, slot: Slot) -> None:
    """One year: its value as a point, or the bounds that it lies between as an error bar, with the number beside it."""
    value = slot.value
    assert value is not None
    least, most = _number(value.least), _number(value.most)
    if value.exact is None:
        axes.errorbar([place], [least], yerr=[[0], [most - least]], color=_KNOWN, capsize=5, lw=1, fmt="none")
        axes.plot([place, place], [least, most], color=_OPEN, lw=5, solid_capstyle="butt", zorder=1)
    else:
        axes.plot([place], [least], "o", color=_KNOWN)
    offset: dict[str, Any] = {"xytext": (0, 7), "textcoords": "offset points", "bbox": _PAPER}
    axes.annotate(visible(slot.number), (place, most), ha="center", fontsize=8, **offset)


def _bars(axes: Axes, bars: Bars, language: Language) -> None:
    """Units that reach the highest verdict, those that still may, and the others."""
    most = max(of for _, of in bars.counts)
    _frame(axes, bars.years, Fraction(most), language.text(say("units")))
    axes.set_xlabel(visible(bars.label), fontsize=8, color=_MARK)
    for place, (reached, of) in enumerate(bars.counts):
        least, upto = _number(reached.least), _number(reached.most)
        axes.bar(place, least, color=_KNOWN, width=_number(_HALF))
        axes.bar(place, upto - least, bottom=least, color=_OPEN, hatch="//", width=_number(_HALF))
        axes.bar(place, of - upto, bottom=upto, color=_NEITHER, width=_number(_HALF))
        shown = str(reached.least) if reached.exact is not None else f"{reached.least}–{reached.most}"
        axes.annotate(f"{shown}/{of}", (place, of), (0, 3), textcoords="offset points", ha="center", fontsize=8)
