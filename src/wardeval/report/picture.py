"""Pictures of trends as SVG: a panel for each set, so that no line joins numbers of two; drawn with matplotlib.

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
from textwrap import wrap
from typing import Any, NamedTuple

import matplotlib as mpl
from matplotlib.figure import Figure, SubFigure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from wardeval.exact import Interval
from wardeval.language import Language
from wardeval.problems import say
from wardeval.report.foreign import visible
from wardeval.report.picture_panel import GREY, Bars, draw, handles, number
from wardeval.report.plot import Panel, panels_of
from wardeval.report.trend import title
from wardeval.report.trend_groups import Group, totals
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
_WIDTH, _PANEL, _LETTERS = Fraction(8), Fraction(13, 4), 110
_SLOT = Fraction(6, 5)
"""How wide a year is at least, so that what is written below it does not run into its neighbour."""
_HEAD, _LINE = Fraction(4, 5), Fraction(1, 6)
_PAD, _LEFT = 1 / 8, 1 / 60
_TITLE = 84
"""How many letters of a title stand on one line over all panels of a row."""


def draw_trend(trend: Trend, language: Language) -> str:
    """The lines of a unit, one below the other, each with its marks in words."""
    rows = [
        _Row(language.text(head(series)), panels_of(series, language), _told(series, language))
        for series in trend.series
    ]
    return _drawn(title(trend, language), rows, language)


class _Row(NamedTuple):
    """Panels side by side under one heading, and what is said below."""

    heading: str
    panels: Sequence[Panel | Bars]
    told: Sequence[str] = ()

    @property
    def height(self) -> Fraction:
        lines = max((len(self.titled(panel)) for panel in self.panels), default=0) + len(self.told)
        return _PANEL + lines * _LINE

    def titled(self, panel: Panel | Bars) -> list[str]:
        """The title of a panel in lines that have room over it."""
        return wrap(visible(panel.title), max(20, _TITLE * _slots(panel) // sum(map(_slots, self.panels)) - 4))


def draw_totals(groups: Sequence[Group], language: Language) -> str:
    """How many units reach the highest verdict of their sets, year by year, of how many."""
    rows = []
    for group in groups:
        by_set: dict[str, list[tuple[str, tuple[Interval, int]]]] = {}
        for key, counted in sorted(totals(group).items()):
            by_set.setdefault(key.set_id, []).append((str(key.period), counted))
        points = {point.side.set_id: point for series in group.series for point in series.points}
        panels = [
            Bars(set_id, language.text(points[set_id].short or points[set_id].side.set_title), tuple(found))
            for set_id, found in by_set.items()
        ]
        if panels:
            rows.append(_Row("", panels))
    return _drawn(language.text(say("units that reach the highest verdict")), rows, language)


def _told(series: Series, language: Language) -> list[str]:
    """The marks of a line in words."""
    marks = (visible(language.text(mark_text(mark))) for mark in series.marks)
    return [line for text in marks for line in wrap(text, _LETTERS, subsequent_indent="   ")]


def _drawn(heading: str, rows: Sequence[_Row], language: Language) -> str:
    with _settled():
        engine = ConstrainedLayoutEngine(w_pad=_PAD, h_pad=_PAD / 3)
        figure = Figure(figsize=tuple(map(number, _size(rows))), layout=engine)
        figure.suptitle(visible(heading), fontsize=12)
        if rows:
            ratios = [number(row.height) for row in rows]
            found = figure.subfigures(len(rows), 1, height_ratios=ratios, squeeze=False)
            for row, part in zip(rows, found[:, 0], strict=True):
                _row(part, row, language)
            shown = handles([panel for row in rows for panel in row.panels], language)
            if shown:
                figure.legend(handles=shown, loc="outside lower center", ncols=4, fontsize=8, frameon=False)
        content = io.StringIO()
        metadata = {"Date": None, "Creator": "wardeval", "Title": visible(heading)}
        figure.savefig(content, format="svg", metadata=metadata)
    return "".join(f"{line.rstrip()}\n" for line in content.getvalue().splitlines())


def _size(rows: Sequence[_Row]) -> tuple[Fraction, Fraction]:
    """How wide and how high a picture is, in inches."""
    slots = max((sum(map(_slots, row.panels)) for row in rows), default=0)
    return max(_WIDTH, 1 + slots * _SLOT), sum((row.height for row in rows), _HEAD)


def _row(part: SubFigure, row: _Row, language: Language) -> None:
    """Panels side by side, as wide as they have years; above them whose they are, below what the marks say."""
    if row.heading:
        part.suptitle(visible(row.heading), x=_LEFT, ha="left", fontweight="bold", fontsize=10)
    if row.told:
        part.supxlabel("\n".join(row.told), x=_LEFT, ha="left", fontsize=8, color=GREY, linespacing=1 + 1 / 3)
    if not row.panels:
        return
    axes = part.subplots(1, len(row.panels), squeeze=False, width_ratios=list(map(_slots, row.panels)))
    for each, panel in zip(axes[0], row.panels, strict=True):
        draw(each, panel, language)
        each.set_title("\n".join(row.titled(panel)), loc="left", fontsize=9)


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
    return max(2, len(panel.slots if isinstance(panel, Panel) else panel.counts))
