"""One unit over the years: a line per set and unit, with every mark between the years, and a bar for each."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.engine.enough import range_text
from wardeval.language import Language
from wardeval.problems import say
from wardeval.report import trend_words, words
from wardeval.report.chart import KNOWN, LIMIT, OPEN, Scale, bar, scale_of
from wardeval.report.diff_words import of_side
from wardeval.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Line,
    Picture,
    Row,
    Space,
    Table,
    Tone,
)
from wardeval.series.line import Mark, Point, Series, Trend

THRESHOLD = say("least points for the highest verdict")
BAR = 16
"""How many cells a bar has; it is as long as that in every table, so that a page of 80 columns has room."""


def document(trend: Trend, language: Language, picture: str | None = None) -> Document:
    """The lines of a unit one after the other; with the `picture` of them, where one is written to a file."""
    text = language.text
    blocks: list[Block] = [Heading(title(trend, language), level=1)]
    facts = [(text(say("Lies in")), Cell(", ".join(trend.unit.within)))] if trend.unit.within else []
    if trend.unit.id:
        facts.insert(0, (text(say("Id")), Cell(trend.unit.id)))
    if facts:
        blocks.append(Facts(tuple(facts)))
    if trend.notes:
        blocks.append(Items(tuple(Cell(text(note), Tone.OPEN) for note in trend.notes)))
    if picture is not None:
        blocks.append(Picture(picture, title(trend, language)))
    for series in trend.series:
        blocks += _series(series, language)
    return Document(tuple(blocks))


def title(trend: Trend, language: Language) -> str:
    """The unit, and the years that there are results of."""
    years = sorted({point.side.period for series in trend.series for point in series.points})
    own = next((series for series in trend.series if series.unit == trend.unit), None)
    name = trend.unit.name if own is None else trend_words.name(own)
    if not years:
        return language.text(name)
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return language.text(say("{unit}, {years}", unit=name, years=span))


def _series(series: Series, language: Language) -> Iterator[Block]:
    text = of_side(language, *(point.side for point in series.points)).text
    yield Heading(text(trend_words.head(series)))
    if not series.points:
        yield Line(Cell(text(say("no result in any year"))))
    for set_id, title in dict.fromkeys((point.side.set_id, point.side.set_title) for point in series.points):
        yield Line(Cell(text(say("{set}: {title}", set=set_id, title=title))))
    rows = tuple(SeriesRows(series, language).rows())
    if rows:
        yield Space()
        yield Table(_columns(series, language), rows)
    if legend := _legend(series, language):
        yield Line(Cell(legend, Tone.QUIET))


def _columns(series: Series, language: Language) -> tuple[Column, ...]:
    text = language.text
    counted, scored = _has(series)
    return (
        Column(text(say("Year"))),
        Column(text(say("Verdict")), narrow=False, least=12),
        *([Column(text(say("Criteria")), narrow=False, least=10)] if counted else []),
        *([Column(text(say("Points")), narrow=False, least=8)] if scored else []),
        Column(text(say("Answered"))),
        *([Column("")] if any(scale_of(stretch) for stretch in series.stretches()) else []),
    )


def _has(series: Series) -> tuple[bool, bool]:
    """Whether any point counts criteria, and whether any has a total."""
    sides = [point.side for point in series.points]
    return any(side.count.of for side in sides), any(side.total is not None for side in sides)


class SeriesRows:
    """The rows of the table of a line: a row for each point, the marks between them over the whole width."""

    def __init__(self, series: Series, language: Language) -> None:
        """Prepare the scales, one for each stretch of years of one set."""
        self.series, self.language = series, language
        self.counted, self.scored = _has(series)
        self.scales = [scale_of(stretch) for stretch in series.stretches() for _ in stretch]

    def rows(self) -> Iterator[Row]:
        """Points and marks from the first year to the last."""
        scales = iter(self.scales)
        for entry in self.series.entries():
            yield self._mark(entry) if isinstance(entry, Mark) else self._point(entry, next(scales))

    def _mark(self, mark: Mark) -> Row:
        wide = 2 + self.counted + self.scored + 1 + any(self.scales)
        return Row((Cell(self.language.text(trend_words.mark_text(mark))), *[Cell("")] * (wide - 1)), section=True)

    def _point(self, point: Point, scale: Scale | None) -> Row:
        side, language = point.side, of_side(self.language, point.side)
        coverage = side.coverage
        cells = [Cell(trend_words.period(point, self.language)), words.standing_cell(side.standing, self.language)]
        if self.counted:
            cells.append(Cell(trend_words.count(point, language)))
        if self.scored:
            cells.append(Cell(points(point, language)))
        cells.append(Cell(f"{coverage.answered}/{coverage.of}"))
        if any(self.scales):
            cells.append(Cell(_bar(point, scale)))
        return Row(tuple(cells))


def points(point: Point, language: Language) -> str:
    """The total with its bounds; a question mark where the points are not all public, nothing where there are none."""
    total = point.side.total
    if total is None:
        return ""
    if not total.known or total.points is None:
        return "?"
    return language.text(range_text(total.points))


def _bar(point: Point, scale: Scale | None) -> str:
    value = scale.value(point.side) if scale is not None else None
    if scale is None or value is None:
        return ""
    return bar(value, scale.most, point.top if scale.points else None, BAR)


def _legend(series: Series, language: Language) -> str:
    """What the bars show: what of, up to which number, and what the signs mean."""
    text = of_side(language, *(point.side for point in series.points)).text
    said: list[object] = []
    for stretch in series.stretches():
        scale = scale_of(stretch)
        if scale is None:
            continue
        what = say("points") if scale.points else say("criteria met")
        set_ = stretch[0].side.set_id
        said.append(say("{set}: {what}, 0 to {most}", set=set_, what=what, most=scale.most))
    if not said:
        return ""
    signs: list[object] = [say("{sign} known", sign=KNOWN)]
    scales = SeriesRows(series, language).scales
    bars = [_bar(point, scale) for point, scale in zip(series.points, scales, strict=True)]
    if any(OPEN in shown for shown in bars):
        signs.append(say("{sign} open", sign=OPEN))
    if any(LIMIT in shown for shown in bars):
        signs.append(say("{sign} {what}", sign=LIMIT, what=THRESHOLD))
    return text(say("bars: {what} · {signs}", what=tuple(said), signs=", ".join(map(text, signs))))
