"""One panel of a picture: the years of one set with one scale, drawn on axes of matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from textwrap import wrap
from typing import Any, NamedTuple

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from wardeval.engine.enough import range_text
from wardeval.exact import Interval
from wardeval.language import Language
from wardeval.problems import Message, say
from wardeval.report.chart import Scale
from wardeval.report.foreign import visible
from wardeval.report.plot import Panel, Slot

GREY = "#555555"
_KNOWN, _OPEN, _NEITHER, _LIMIT = "#1f5f8b", "#9cc3dd", "#dddddd", "#b5541c"
_HALF, _APART = Fraction(1, 2), Fraction(1, 12)
_LETTERS = 15
"""How many letters of a verdict have room below its year."""
_ROOM = Fraction(23, 20)
"""How much higher a panel is than its scale."""
_LABEL = Fraction(1, 8)
"""How much of a panel's height a label takes, with what keeps it off its point."""
_PAPER: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 1}
"""What is behind a text, so that no line runs through it."""


class Bars(NamedTuple):
    """How many units reach the highest verdict of a set in each year, of how many."""

    set_id: str
    title: str
    counts: tuple[tuple[str, tuple[Interval, int]], ...]


def handles(panels: Sequence[Panel | Bars], language: Language) -> list[Artist]:
    """What colours and lines mean, of those that occur; in the words of the table."""
    lines = [panel for panel in panels if isinstance(panel, Panel)]
    values = [slot.value for panel in lines for slot in panel.slots if slot.value is not None]
    counts = [counted for panel in panels if isinstance(panel, Bars) for _, counted in panel.counts]
    text = language.text
    shown: list[tuple[bool, Artist]] = [
        (any(value.exact is not None for value in values), _dot(text(say("known")))),
        (any(value.exact is None for value in values), _patch(_OPEN, text(say("open")))),
        (any(panel.limits for panel in lines), _dashes(text(say("least points for a verdict")))),
        (any(reached.least > 0 for reached, _ in counts), _patch(_KNOWN, text(say("reach it")))),
        (any(reached.exact is None for reached, _ in counts), _patch(_OPEN, text(say("undecided")), hatch="//")),
        (any(reached.most < of for reached, of in counts), _patch(_NEITHER, text(say("do not reach it")))),
    ]
    return [handle for occurs, handle in shown if occurs]


def _dot(label: str) -> Artist:
    return Line2D([], [], color=_KNOWN, marker="o", lw=2, label=label)


def _dashes(label: str) -> Artist:
    return Line2D([], [], color=_LIMIT, ls="--", lw=1, label=label)


def _patch(colour: str, label: str, hatch: str | None = None) -> Artist:
    return Patch(facecolor=colour, hatch=hatch, label=label)


def draw(axes: Axes, panel: Panel | Bars, language: Language) -> None:
    """The panel, with the id of its set below."""
    if isinstance(panel, Bars):
        _bars(axes, panel, language)
    else:
        _line(axes, panel, language)
    axes.set_xlabel(visible(panel.set_id), fontsize=7, color=GREY)


def number(value: Fraction | int) -> Any:
    """An exact number as matplotlib takes it: to be drawn, never to be printed."""
    return value.numerator / value.denominator


def _frame(axes: Axes, labels: Sequence[str], most: Fraction, most_text: str, what: str) -> None:
    """The ticks of the years, and the scale from 0 to the most, which has a tick of its own."""
    axes.set_xlim(number(-_HALF), number(len(labels) - _HALF))
    axes.set_xticks(range(len(labels)), labels=list(labels), fontsize=8)
    axes.set_ylim(0, number(most * _ROOM))
    found = MaxNLocator(nbins=5, integer=True).tick_values(0, number(most))
    step = found[1] - found[0]
    ticks = [tick for tick in found if 0 <= tick <= number(most) - step * number(_HALF)]
    axes.set_yticks([*ticks, number(most)], labels=[*(f"{tick:g}" for tick in ticks), most_text])
    axes.set_ylabel(what, fontsize=8)


def _line(axes: Axes, panel: Panel, language: Language) -> None:
    """A stretch of years of one set: runs joined, bounds as error bars, years without a result as empty slots."""
    scale = panel.scale
    labels = ["\n".join((slot.label, *wrap(visible(slot.verdict), _LETTERS))) for slot in panel.slots]
    most = scale.most if scale is not None else Fraction(1)
    _frame(axes, labels, most, language.text(most), "" if scale is None else language.text(_measured(scale)))
    if scale is None:
        axes.set_yticks([])
    for run in panel.runs():
        _run(axes, run)
    for place, slot in enumerate(panel.slots):
        for _, least in slot.limits:
            axes.hlines(number(least), number(place - _HALF), number(place + _HALF), color=_LIMIT, ls="--", lw=1)
        if slot.value is not None:
            _bounds(axes, place, slot, most)
        if slot.empty:
            axes.axvspan(number(place - _HALF), number(place + _HALF), color=_NEITHER, alpha=number(_HALF), lw=0)
            axes.text(place, number(most / 2), slot.empty, rotation=90, ha="center", va="center", fontsize=8)
        for turn, sign in enumerate(slot.marks, start=1):
            _sign(axes, place - _HALF + _APART * turn, sign, most)
    for turn, sign in enumerate(panel.after, start=1):
        _sign(axes, len(panel.slots) - _HALF - _APART * turn, sign, most)
    _named(axes, panel.limits, most)


def _measured(scale: Scale) -> Message:
    """What the axis of a panel measures, and out of how much."""
    if scale.points:
        return say("points, of {most}", most=scale.most)
    return say("criteria met, of {most}", most=scale.most)


def _named(axes: Axes, limits: Sequence[tuple[str, Fraction]], most: Fraction) -> None:
    """The verdicts beside their thresholds, right of the panel; those that lie close are moved apart."""
    before = most * _ROOM * 2
    for name, least in limits:
        lines = wrap(visible(name), 18)
        at = min(least, before - most * _LABEL * 3 / 4 * len(lines))
        shown: dict[str, Any] = {"fontsize": 8, "color": _LIMIT, "ha": "left", "va": "center"}
        place = (1, number(at))
        axes.annotate(
            "\n".join(lines), place, (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points", **shown
        )
        before = at


def _sign(axes: Axes, at: Fraction, sign: str, most: Fraction) -> None:
    """A mark between two years: a dotted line, with a word on it."""
    axes.axvline(number(at), color=GREY, ls=":", lw=1)
    shown: dict[str, Any] = {
        "rotation": 90,
        "ha": "center",
        "va": "center",
        "fontsize": 7,
        "color": GREY,
        "bbox": _PAPER,
    }
    axes.text(number(at), number(most / 2), sign, **shown)


def _run(axes: Axes, run: Sequence[tuple[int, Interval]]) -> None:
    """Years that may be joined: known ones by a line; where one is open, by the band that it leaves."""
    for (start, before), (end, after) in pairwise(run):
        if before.exact is not None and after.exact is not None:
            axes.plot([start, end], [number(before.exact), number(after.exact)], color=_KNOWN, lw=2)
        else:
            least, most = ([number(value) for value in ends] for ends in zip(*map(_ends, (before, after)), strict=True))
            axes.fill_between([start, end], least, most, color=_OPEN, alpha=number(_HALF), lw=0)


def _ends(value: Interval) -> tuple[Fraction, Fraction]:
    return value.least, value.most


def _bounds(axes: Axes, place: int, slot: Slot, scale: Fraction) -> None:
    """One year: its value as a point, or the bounds that it lies between as an error bar, with the number beside it."""
    value = slot.value
    assert value is not None
    least, most = number(value.least), number(value.most)
    if value.exact is None:
        axes.errorbar([place], [least], yerr=[[0], [most - least]], color=_KNOWN, capsize=5, lw=1, fmt="none")
        axes.plot([place, place], [least, most], color=_OPEN, lw=5, solid_capstyle="butt", zorder=1)
    else:
        axes.plot([place], [least], "o", color=_KNOWN)
    label: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "fontsize": 8, "bbox": _PAPER}
    if label_above(value, slot.limits, scale):
        axes.annotate(visible(slot.number), (place, most), (0, 7), va="bottom", **label)
    else:
        axes.annotate(visible(slot.number), (place, least), (0, -7), va="top", **label)


def label_above(value: Interval, limits: Sequence[tuple[str, Fraction]], most: Fraction) -> bool:
    """Whether the number of a year stands above it: below, where a threshold would run through it only above."""
    room = most * _ROOM * _LABEL
    above = any(value.most < least < value.most + room for _, least in limits)
    below = value.least < room or any(value.least - room < least < value.least for _, least in limits)
    return not above or below


def _bars(axes: Axes, bars: Bars, language: Language) -> None:
    """Units that reach the highest verdict, those that still may, and the others."""
    most = max(of for _, (_, of) in bars.counts)
    _frame(axes, [year for year, _ in bars.counts], Fraction(most), str(most), language.text(say("units")))
    for place, (_, (reached, of)) in enumerate(bars.counts):
        least, upto = number(reached.least), number(reached.most)
        axes.bar(place, least, color=_KNOWN, width=number(_HALF))
        axes.bar(place, upto - least, bottom=least, color=_OPEN, hatch="//", width=number(_HALF))
        axes.bar(place, of - upto, bottom=upto, color=_NEITHER, width=number(_HALF))
        shown = f"{language.text(range_text(reached))}/{of}"
        axes.annotate(shown, (place, of), (0, 3), textcoords="offset points", ha="center", fontsize=8)
