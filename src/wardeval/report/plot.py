"""What a picture of a line shows, before anybody draws it: a panel for each set, a slot for each year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from wardeval.engine.enough import range_text
from wardeval.exact import Interval
from wardeval.language import Language
from wardeval.report import trend_words, words
from wardeval.report.chart import Scale, scale_of
from wardeval.report.diff_words import of_side
from wardeval.series.line import BREAKS, Mark, MarkKind, Point, Series

MOST_EMPTY = 3
"""Years without an assessment up to so many have a slot each; more have one together."""
_EMPTY = (MarkKind.ABSENT, MarkKind.SUSPENDED, MarkKind.UNUSABLE)


class Slot(NamedTuple):
    """A year of a panel."""

    label: str
    verdict: str = ""
    value: Interval | None = None
    number: str = ""
    limits: tuple[tuple[str, Fraction], ...] = ()
    """The verdicts that ask for a least total, the highest first, and which."""
    empty: str = ""
    """Why there is no result."""
    marks: tuple[str, ...] = ()
    """What stands between this year and the one before."""
    joined: bool = False
    """Whether a line may join it to the one before."""


@dataclass
class Panel:
    """The years of one set, with one scale."""

    set_id: str
    scale: Scale | None
    title: str = ""
    """What the set is called where there is little room."""
    slots: list[Slot] = field(default_factory=list)
    after: tuple[str, ...] = ()
    """What stands behind the last year."""

    @property
    def limits(self) -> tuple[tuple[str, Fraction], ...]:
        """The thresholds of the last year that has any."""
        return next((slot.limits for slot in reversed(self.slots) if slot.limits), ())

    def runs(self) -> Iterator[list[tuple[int, Interval]]]:
        """Slots that a line joins, by their place."""
        run: list[tuple[int, Interval]] = []
        for place, slot in enumerate(self.slots):
            if run and (not slot.joined or slot.value is None):
                yield run
                run = []
            if slot.value is not None:
                run.append((place, slot.value))
        if run:
            yield run


def panels_of(series: Series, language: Language) -> list[Panel]:
    """The panels of a line, in the order of its sets."""
    panels: list[Panel] = []
    scales = iter([scale_of(stretch) for stretch in series.stretches()])
    signs: list[str] = []
    broken = True
    waiting: list[Slot] = []
    for entry in series.entries():
        if isinstance(entry, Mark):
            broken = broken or entry.kind in BREAKS
            if entry.kind in _EMPTY:
                waiting += _empty(entry, language)
            elif entry.kind is not MarkKind.SET:
                signs.append(language.text(trend_words.SHORT[entry.kind]))
            continue
        if not panels or panels[-1].set_id != entry.side.set_id:
            named = language.text(entry.short or entry.side.set_title)
            panels.append(Panel(entry.side.set_id, next(scales), named))
            broken = True
        panel = panels[-1]
        panel.slots += waiting
        panel.slots.append(_slot(entry, panel.scale, language, tuple(signs), joined=not broken))
        signs, waiting, broken = [], [], False
    if not panels:
        panels.append(Panel(", ".join(series.sets), None))
    panels[-1].slots += waiting
    panels[-1].after = tuple(signs)
    return [panel for panel in panels if panel.slots]


def _empty(mark: Mark, language: Language) -> Iterator[Slot]:
    """The slots of years without a result."""
    why = language.text(trend_words.SHORT[mark.kind])
    if mark.last - mark.first >= MOST_EMPTY:
        yield Slot(trend_words.years(mark), empty=why)
    else:
        yield from (Slot(str(year), empty=why) for year in range(mark.first, mark.last + 1))


def _slot(point: Point, scale: Scale | None, language: Language, signs: tuple[str, ...], *, joined: bool) -> Slot:
    side, told = point.side, of_side(language, point.side)
    value = scale.value(side) if scale is not None else None
    label = str(side.period) if side.as_of is None else f"{side.period}\n({language.text(side.as_of)})"
    verdict = words.standing_cell(side.standing, language).text
    number = ""
    if scale is not None and value is not None:
        number = told.text(range_text(value)) if scale.points else trend_words.count(point, told)
    limits = point.limits if scale is not None and scale.points else ()
    named = tuple((language.text(title), least) for title, least in limits)
    return Slot(label, verdict, value, number, named, marks=signs, joined=joined)
