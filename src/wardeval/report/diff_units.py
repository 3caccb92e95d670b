"""Many units before and after: what changed most stands first, and what all of it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from wardeval.engine.change import Comparison, Ends, Side
from wardeval.engine.enough import range_text
from wardeval.engine.tally import ALL, Tally, Wanted, by_most_changed, compares_verdicts, counted, verdicts_reached
from wardeval.language import Language
from wardeval.problems import say, say_n
from wardeval.report import words
from wardeval.report.diff_words import (
    NONE_SUCH,
    TONES,
    is_short,
    name,
    of_comparison,
    short_count,
    signed,
)
from wardeval.report.document import Block, Cell, Column, Document, Facts, Heading, Items, Line, Row, Space, Table, Tone
from wardeval.report.order import in_order

NONE = Cell("")
DASH = Cell("–", Tone.QUIET)


class UnitsPage:
    """Many comparisons in one language."""

    def __init__(
        self, comparisons: Sequence[Comparison], tally: Tally, language: Language, wanted: Wanted = ALL
    ) -> None:
        """Show `comparisons`, which come to `tally`; the table holds those that are `wanted`, the totals all."""
        self.all, self.tally, self.language, self.text = comparisons, tally, language, language.text
        self.shown = [item for item in in_order(comparisons) if wanted.holds(item)]
        self.only = wanted.only
        self.scored = any(side.total is not None for item in self.shown for side in _sides(item))
        units = {(side.unit.name, side.unit.within, side.unit.id) for item in comparisons for side in _sides(item)[-1:]}
        self.times = Counter(unit for unit, *_ in units)

    def document(self) -> Document:
        """The page."""
        rows = list(self._rows())
        table: Block = Table(_whole(self._columns(), rows), tuple(rows))
        if not rows:
            table = Line(Cell(self.text(NONE_SUCH.get(self.only or "", say("no difference"))), Tone.GOOD))
        return Document((table, *self._unchanged(), *self._totals(), *self._verdicts(), *self._reasons()))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.text(say("Unit")), narrow=False, least=16),
            Column(self.text(say("Verdict")), narrow=False, least=16),
            Column(self.text(say("Criteria")), narrow=False, least=9),
            *([Column(self.text(say("Points")), narrow=False, least=8)] if self.scored else []),
            Column(self.text(say("Better")), right=True),
            Column(self.text(say("Worse")), right=True),
        )

    def _rows(self) -> Iterator[Row]:
        """A section per pair of sets, then what could not be compared, then what is on one side only."""
        changed = [item for item in self.shown if item.is_comparable and not item.is_empty]
        sections: dict[str, list[Comparison]] = {}
        for item in by_most_changed(changed):
            sections.setdefault(_sets(item), []).append(item)
        for title in sorted(sections):
            yield from self._section(title, sections[title])
        rest = [item for item in self.shown if not item.is_comparable]
        refused = [item for item in rest if item.refusals and not item.problems]
        alone = [item for item in rest if not item.refusals and not item.problems]
        yield from self._section(self.text(say("Not comparable")), refused)
        for what, side in (
            (say("Only before: no longer submitted"), "before"),
            (say("Only after: newly submitted"), "after"),
        ):
            yield from self._section(self.text(what), [item for item in alone if getattr(item, side) is not None])
        yield from self._section(self.text(say("Cannot be read")), [item for item in rest if item.problems])

    def _section(self, title: str, items: Sequence[Comparison]) -> Iterator[Row]:
        if items:
            yield Row((Cell(title), *[NONE] * (len(self._columns()) - 1)), section=True)
            yield from map(self._row, items)

    def _row(self, comparison: Comparison) -> Row:
        sides = _sides(comparison)
        language = of_comparison(self.language, comparison)
        if comparison.problems or not sides:
            return Row((Cell(self._name(comparison)), Cell(_files(comparison)), *[NONE] * (len(self._columns()) - 2)))
        cells = [Cell(self._name(comparison)), self._verdict(comparison, language)]
        cells.append(Cell(_count(comparison, language)))
        if self.scored:
            cells.append(Cell(_points(comparison, language)))
        if not comparison.is_comparable:
            return Row((*cells, NONE, NONE))
        count = counted(comparison)
        for number, tone in ((count.better, Tone.GOOD), (count.worse, Tone.BAD)):
            cells.append(Cell(str(number), tone) if number else DASH)
        return Row(tuple(cells))

    def _name(self, comparison: Comparison) -> str:
        """A unit, with what it lies in where several of one name are there."""
        side = comparison.after or comparison.before
        if side is None:
            return comparison.unit.name if comparison.unit is not None else "–"
        shown = self.text(name(side))
        if self.times[side.unit.name] > 1:
            whole = (*side.unit.within, *([side.unit.id] if side.unit.id else []))
            shown = ", ".join((shown, *whole)) if whole else f"{shown} ({side.file})"
        return shown

    def _verdict(self, comparison: Comparison, language: Language) -> Cell:
        """The verdict before and after; beside each other only where they can be compared."""
        cells = [words.standing_cell(side.standing, language) for side in _shown(comparison)]
        if not compares_verdicts(comparison):
            return Cell("; ".join(cell.text for cell in cells))
        return Cell(" → ".join(dict.fromkeys(cell.text for cell in cells)), TONES[comparison.verdict])

    def _unchanged(self) -> Iterator[Block]:
        if self.tally.unchanged and self.only is None:
            text = say_n("{n} unit without any difference", "{n} units without any difference", n=self.tally.unchanged)
            yield Space()
            yield Line(Cell(self.text(text), Tone.QUIET))

    def _totals(self) -> Iterator[Block]:
        tally = self.tally
        yield Heading(self.text(say_n("{n} unit", "{n} units", n=len(self.all))))
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

    def _verdicts(self) -> Iterator[Block]:
        """How many of those compared reach each verdict, before and after."""
        rows = []
        for title in sorted({_sets(item) for item in self.all if item.is_comparable}):
            items = [item for item in self.all if item.is_comparable and _sets(item) == title]
            rows += [(title, item.titles, item[2:]) for item in verdicts_reached(items)]
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
        yield Space()
        yield Table(
            columns,
            tuple(
                Row(
                    (
                        Cell(title),
                        Cell(" → ".join(map(self.text, verdict))),
                        *(DASH if number is None else Cell(str(number)) for number in numbers),
                    )
                )
                for title, verdict, numbers in rows
            ),
        )

    def _reasons(self) -> Iterator[Block]:
        """Why units could not be compared, each reason once."""
        reasons = Counter(self.text(why) for item in self.all if not item.problems for why in item.refusals)
        if reasons:
            yield Heading(self.text(say("Why units could not be compared")))
            yield Items(tuple(Cell(f"{times} × {why}", Tone.OPEN) for why, times in sorted(reasons.items())))


def _whole(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Columns of numbers wide enough that none of their numbers is broken over two lines."""
    found = list(columns)
    for place, column in enumerate(columns):
        if place > 1 and not column.narrow:
            pieces = (piece for row in rows for piece in row.cells[place].text.split())
            found[place] = column._replace(least=max(map(len, pieces), default=column.least))
    return tuple(found)


def _sides(comparison: Comparison) -> list[Side]:
    return [side for side in (comparison.before, comparison.after) if side is not None]


def _files(comparison: Comparison) -> str:
    """The files that cannot be read."""
    return ", ".join(dict.fromkeys(problem.span.file for problem in comparison.problems))


def _shown(comparison: Comparison) -> list[Side]:
    """The sides with a result: in place of one that could not be put together, the units that it consists of."""
    sides = _sides(comparison)
    if comparison.is_comparable:
        return sides
    return [each for side in sides for each in (side.members or (side,))]


def _sets(comparison: Comparison) -> str:
    """The sets of a comparison."""
    return " → ".join(dict.fromkeys(side.set_id for side in _sides(comparison)))


def _count(comparison: Comparison, language: Language) -> str:
    """The criteria met, and how many more."""
    found = [short_count(side.count, language) for side in _shown(comparison) if side.count.of]
    return _moved(found, comparison, comparison.count, language)


def _points(comparison: Comparison, language: Language) -> str:
    """The points, and how many more; a question mark where the set's points are not all public."""
    found = []
    for side in _shown(comparison):
        if side.total is not None:
            points = side.total.points if side.total.known else None
            found.append("?" if points is None else language.text(range_text(points)))
    return _moved(found, comparison, comparison.total, language)


def _moved(found: Sequence[str], comparison: Comparison, ends: Ends | None, language: Language) -> str:
    """What is there now with the difference, where that is one short number; else what was there, too."""
    if not comparison.is_comparable or ends is None or not found:
        return "; ".join(found)
    if ends.is_none:
        return found[-1]
    if ends.exact is not None and is_short(ends.exact):
        return f"{found[-1]} ({signed(ends.exact, language)})"
    return " → ".join(found)
