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
PAGE, BETWEEN = 80, 3
"""The page that a table is made for, and what stands between two columns of it."""
MOST_BAR, LEAST_BAR = 16, 6
"""How many cells a bar has; it is as long in every row of a table, and gives way to the numbers beside it."""
VERDICT = 12
"""How narrow the column of the verdict may become."""


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
    rows = SeriesRows(series, language)
    if series.points or series.marks:
        yield Space()
        yield Table(rows.columns(), tuple(rows.rows()))
    if legend := _legend(rows):
        yield Line(Cell(legend, Tone.QUIET))


class SeriesRows:
    """The table of a line: a row for each point, the marks between them over the whole width."""

    def __init__(self, series: Series, language: Language) -> None:
        """Prepare the scales, one for each stretch of years of one set, and what is beside the bars."""
        self.series, self.language = series, language
        self.scales = [scale_of(stretch) for stretch in series.stretches() for _ in stretch]
        self._cells = [self._beside(point) for point in series.points]
        self._titles = self._shown_titles()
        self._bar_length = max(LEAST_BAR, min(MOST_BAR, PAGE - self._least_width() - len(LIMIT)))

    def columns(self) -> tuple[Column, ...]:
        """The columns; no number is ever broken, but the verdict and the words above numbers are."""
        year, verdict, *numbers = self._titles
        return (
            Column(year),
            Column(verdict, narrow=False, least=VERDICT),
            *(Column(title, narrow=False, least=self._least(at)) for at, title in enumerate(numbers, start=2)),
            *([Column("")] if any(self.scales) else []),
        )

    def rows(self) -> Iterator[Row]:
        """Points and marks from the first year to the last."""
        points = iter(zip(self._cells, self.bars(), strict=True))
        for entry in self.series.entries():
            if isinstance(entry, Mark):
                text = self.language.text(trend_words.mark_text(entry))
                yield Row((Cell(text), *[Cell("")] * (len(self.columns()) - 1)), section=True)
            else:
                cells, shown = next(points)
                yield Row((*cells, Cell(shown)) if any(self.scales) else cells)

    def bars(self) -> list[str]:
        """The bar of every point."""
        both = zip(self.series.points, self.scales, strict=True)
        return [_bar(point, scale, self._bar_length) for point, scale in both]

    def _shown_titles(self) -> list[str]:
        sides = [point.side for point in self.series.points]
        said = [say("Year"), say("Verdict")]
        said += [say("Criteria")] if any(side.count.of for side in sides) else []
        said += [say("Points")] if any(side.total is not None for side in sides) else []
        return list(map(self.language.text, (*said, say("Answered"))))

    def _beside(self, point: Point) -> tuple[Cell, ...]:
        """What a row says beside its bar."""
        side, language = point.side, of_side(self.language, point.side)
        sides = [other.side for other in self.series.points]
        said = [trend_words.count(point, language)] if any(other.count.of for other in sides) else []
        said += [points(point, language)] if any(other.total is not None for other in sides) else []
        said.append(f"{side.coverage.answered}/{side.coverage.of}")
        year = Cell(trend_words.period(point, self.language))
        return year, words.standing_cell(side.standing, self.language), *map(Cell, said)

    def _least(self, at: int) -> int:
        """How narrow a column may become: no number in it, and no word of its title, is broken."""
        return max(map(len, (*self._titles[at].split(), *(cells[at].text for cells in self._cells))), default=0)

    def _least_width(self) -> int:
        """How wide the table without its bars is at least."""
        years = max((len(cells[0].text) for cells in self._cells), default=0)
        return years + VERDICT + sum(self._least(at) + BETWEEN for at in range(2, len(self._titles))) + 2 * BETWEEN


def points(point: Point, language: Language) -> str:
    """The total with its bounds; a question mark where the points are not all public, nothing where there are none."""
    total = point.side.total
    if total is None:
        return ""
    if not total.known or total.points is None:
        return "?"
    return language.text(range_text(total.points))


def _bar(point: Point, scale: Scale | None, length: int) -> str:
    value = scale.value(point.side) if scale is not None else None
    if scale is None or value is None:
        return ""
    return bar(value, scale.most, point.top if scale.points else None, length)


def _legend(rows: SeriesRows) -> str:
    """What the bars show: what of, up to which number, and what those signs mean that occur."""
    series = rows.series
    text = of_side(rows.language, *(point.side for point in series.points)).text
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
    bars = "".join(rows.bars())
    meant = {
        KNOWN: say("{sign} known", sign=KNOWN),
        OPEN: say("{sign} open", sign=OPEN),
        LIMIT: say("{sign} {what}", sign=LIMIT, what=THRESHOLD),
    }
    signs = ", ".join(text(meaning) for sign, meaning in meant.items() if sign in bars)
    if not signs:
        return text(say("bars: {what}", what=tuple(said)))
    return text(say("bars: {what} · {signs}", what=tuple(said), signs=signs))
