"""Many units before and after: what changed most stands first, and what all of it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from wardeval.engine.enough import range_text
from wardeval.engine.tally import Tally, by_sets
from wardeval.language import Language
from wardeval.problems import Message, say, say_n
from wardeval.report.diff_notes import note_blocks
from wardeval.report.diff_rows import BESIDE, UnitRow, UnitSum, unit_key
from wardeval.report.diff_words import NONE_SUCH
from wardeval.report.document import Block, Cell, Column, Document, Facts, Heading, Items, Line, Row, Space, Table, Tone
from wardeval.report.order import in_order

NONE = Cell("")
DASH = Cell("–", Tone.QUIET)
_NO_RANK = (0, 0, Fraction(0), 0)


class UnitsPage:
    """Many comparisons in one language."""

    def __init__(
        self,
        labels: tuple[str, str],
        sums: Sequence[UnitSum],
        rows: Sequence[UnitRow],
        tally: Tally,
        language: Language,
        only: str | None = None,
    ) -> None:
        """Show the `rows` of what is listed; the totals hold all `sums`, which come to `tally`.

        `labels` are the two sides as the command line named them.
        """
        self.labels = labels
        self.sums, self.tally, self.language, self.text = sums, tally, language, language.text
        self.shown, self.only = in_order(rows, lambda row: row.turn), only
        self.scored = any(unit.scored for unit in sums)
        self.times = Counter(unit[0] for unit in {unit.unit for unit in sums} if unit is not None)

    def document(self) -> Document:
        """The page."""
        rows = list(self._rows())
        table: Block = Table(self._columns(), tuple(rows))
        if not rows:
            table = Line(Cell(self.text(NONE_SUCH.get(self.only or "", say("no difference"))), Tone.GOOD))
        front = (Heading(" → ".join(self.labels), 1), table, *self._legend())
        notes = note_blocks(((unit.unit[0], unit.notes) for unit in self.sums if unit.unit is not None), self.language)
        return Document(
            (*front, *self._unchanged(), *self._totals(), *self._verdicts(), *self._reasons(), *notes, *self._digests())
        )

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.text(say("Unit")), narrow=False, least=12),
            Column(self.text(say("Verdict")), narrow=False, least=12),
            Column(self.text(say("Criteria")), narrow=False, least=4),
            *([Column(self.text(say("Points")), narrow=False, least=4)] if self.scored else []),
            Column(self.text(say("Better")), right=True),
            Column(self.text(say("Worse")), right=True),
        )

    def _rows(self) -> Iterator[Row]:
        """A section per pair of sets, then what could not be compared, then what is on one side only.

        Sets that a mapping relates come after the others, as do those of which no verdicts compare.
        """
        sections: dict[str, list[UnitRow]] = {}
        for row in sorted((row for row in self.shown if row.rank is not None), key=lambda row: row.rank or _NO_RANK):
            sections.setdefault(row.sets, []).append(row)
        for title in sorted(sections, key=lambda title: (all(row.related for row in sections[title]), title)):
            yield from self._section(title, sections[title])
        for what, section in (
            (say("Not comparable"), "refused"),
            (say("Only before: no longer submitted"), "only-before"),
            (say("Only after: newly submitted"), "only-after"),
            (say("Cannot be read"), "unreadable"),
        ):
            yield from self._section(self.text(what), [row for row in self.shown if row.section == section])

    def _section(self, title: str, rows: Sequence[UnitRow]) -> Iterator[Row]:
        if not rows:
            return
        yield Row((Cell(title), *[NONE] * (4 + self.scored)), section=True)
        named = [self._named(row) for row in rows]
        periods = self._periods(named, rows)
        for row, name, when in zip(rows, named, periods, strict=True):
            yield self._row(row, ", ".join(filter(None, (name, when))))

    def _named(self, row: UnitRow) -> str:
        return row.apart if self.times[row.turn[0]] > 1 else row.named

    def _periods(self, named: Sequence[str], rows: Sequence[UnitRow]) -> list[str]:
        """The periods of rows, where they are not all of the same; the days, where a unit has several in one period."""
        several = len(set(zip(named, (row.years for row in rows), strict=True))) < len(rows)
        periods = [row.days if several else row.years for row in rows]
        return periods if len(set(periods)) > 1 else [""] * len(rows)

    def _row(self, row: UnitRow, named: str) -> Row:
        cells = (Cell(named), row.verdict, Cell(row.met), *([Cell(row.points)] if self.scored else []))
        if row.rank is None:
            return Row((*cells, NONE, NONE))
        counts = ((row.better, Tone.GOOD), (row.worse, Tone.BAD))
        return Row((*cells, *(Cell(str(number), tone) if number else DASH for number, tone in counts)))

    def _legend(self) -> Iterator[Block]:
        """What the sign between results means that are not compared."""
        texts = (text for row in self.shown for text in (row.verdict.text, row.met, row.points))
        if any(BESIDE in text for text in texts):
            said = say("before{sign}after: both results, which are not compared", sign=BESIDE)
            yield Space()
            yield Line(Cell(self.text(said), Tone.QUIET))

    def _unchanged(self) -> Iterator[Block]:
        if self.tally.unchanged and self.only is None:
            text = say_n("{n} unit without any difference", "{n} units without any difference", n=self.tally.unchanged)
            yield Space()
            yield Line(Cell(self.text(text), Tone.QUIET))

    def _totals(self) -> Iterator[Block]:
        tally = self.tally
        yield Heading(self.text(self._counted()))
        rows = [
            (say("Compared"), tally.compared, Tone.STRONG),
            (say("A higher verdict"), tally.gained, Tone.GOOD),
            (say("A lower verdict"), tally.lost, Tone.BAD),
            (say("Better in something"), tally.improved, Tone.GOOD),
            (say("Worse in something"), tally.worsened, Tone.BAD),
            (say("Without any difference"), tally.unchanged, Tone.PLAIN),
            (say("Newly submitted"), tally.only_after, Tone.OPEN),
            (say("No longer submitted"), tally.only_before, Tone.OPEN),
            (say("Not comparable"), tally.incomparable, Tone.OPEN),
            (say("Cannot be read"), tally.unusable, Tone.BAD),
        ]
        facts = ((label, Cell(str(n), tone if n else Tone.PLAIN)) for label, n, tone in rows)
        yield Facts(tuple((self.text(label), cell) for label, cell in facts))

    def _counted(self) -> Message:
        """How many units there are, and how many comparisons where a unit has several."""
        units = len(set(map(unit_key, self.sums)))
        said = say_n("{n} unit", "{n} units", n=units)
        if units == len(self.sums):
            return said
        return say_n("{n} comparison of {units}", "{n} comparisons of {units}", n=len(self.sums), units=said)

    def _verdicts(self) -> Iterator[Block]:
        """How many of those compared reach each verdict, before and after."""
        rows = [
            (" → ".join(dict.fromkeys(sets)), item)
            for sets, found in by_sets(unit.reach for unit in self.sums if unit.reach is not None)
            for item in found
        ]
        if not rows:
            return
        columns = (
            Column(self.text(say("Criterion set")), narrow=False),
            Column(self.text(say("Verdict reached")), narrow=False),
            *(
                Column(self.text(head), right=True)
                for head in (say("Before"), say("After"), say("Gained"), say("Lost"))
            ),
        )
        yield Heading(self.text(say("Verdicts of the units that were compared")))
        yield Table(
            columns,
            tuple(
                Row(
                    (
                        Cell(title),
                        Cell(" → ".join(map(self.text, item.titles))),
                        *(Cell(self.text(range_text(number))) for number in (item.before, item.after)),
                        *(DASH if number is None else Cell(str(number)) for number in (item.gained, item.lost)),
                    )
                )
                for title, item in rows
            ),
        )

    def _reasons(self) -> Iterator[Block]:
        """Why units could not be compared, each reason once."""
        reasons = Counter(why for unit in self.sums for why in unit.refusals)
        if reasons:
            yield Heading(self.text(say("Why units could not be compared")))
            yield Items(tuple(Cell(f"{times} × {why}", Tone.OPEN) for why, times in sorted(reasons.items())))

    def _digests(self) -> Iterator[Block]:
        """By which version and which sets it was found, and from how many files."""
        from wardeval import __version__

        sets = sorted({each for unit in self.sums for each in unit.sets})
        files = sum(unit.files for unit in self.sums)
        if sets:
            digests = say_n(
                "wardeval {version}; sets {sets}; {n} file",
                "wardeval {version}; sets {sets}; {n} files",
                version=__version__,
                sets=" + ".join(sets),
                n=files,
            )
            yield Space()
            yield Line(Cell(self.text(digests), Tone.QUIET))
