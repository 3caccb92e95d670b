"""The page of one unit before and after: what changed of its verdict, gates, criteria and points, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from wardeval.engine.change import Comparison, NodeChange, Side
from wardeval.engine.tally import ALL, Counted, Wanted, counted_in
from wardeval.language import Language
from wardeval.problems import Message, say, say_n
from wardeval.report import words
from wardeval.report.diff_gaps import gap_blocks
from wardeval.report.diff_members import member_blocks
from wardeval.report.diff_nodes import NodeTables
from wardeval.report.diff_results import fact_blocks, result_blocks
from wardeval.report.diff_sums import sum_blocks
from wardeval.report.diff_words import AFTER, BEFORE, NONE_SUCH, listed, name, of_comparison, period
from wardeval.report.document import Block, Cell, Column, Document, Facts, Heading, Items, Line, Row, Space, Table, Tone


class DiffPage:
    """One comparison in one language."""

    def __init__(self, comparison: Comparison, language: Language, wanted: Wanted = ALL) -> None:
        """Show `comparison` in `language`; of one that is not `wanted` only the results, and that it is not."""
        self.wanted = wanted
        self.comparison, self.language = comparison, of_comparison(language, comparison)
        self.text = self.language.text
        self.sides = [side for side in (comparison.before, comparison.after) if side is not None]

    def document(self) -> Document:
        """The page."""
        return Document((Heading(self._title(), 1), *self._front(), *self._middle(), *self._digests()))

    def _title(self) -> str:
        """The unit and both periods; the files, where they do not even say of which unit they are."""
        side = self.sides[-1] if self.sides else None
        unit = self.comparison.unit if side is None else side.unit
        if unit is None:
            return ", ".join(dict.fromkeys(problem.span.file for problem in self.comparison.problems))
        whole = ", ".join([f"{unit.name} ({unit.id})" if unit.id else unit.name, *unit.within])
        if side is not None and side.fictional:
            whole = self.text(say("{name} (fictional)", name=whole))
        ends = [self.text(period(each)) for each in self.sides]
        return f"{whole}: {' → '.join(dict.fromkeys(ends))}" if ends else whole

    def _front(self) -> Iterator[Block]:
        comparison = self.comparison
        for file in dict.fromkeys(problem.span.file for problem in comparison.problems):
            yield Line(Cell(self.text(say("{file} cannot be read; nothing is compared", file=file)), Tone.BAD))
        for why in comparison.refusals:
            yield Line(Cell(self.text(say("not comparable: {why}", why=why)), Tone.OPEN))
        if len(self.sides) == 1 and not comparison.problems and not comparison.refusals:
            said = say("only before: there is nothing to compare with after it")
            if comparison.before is None:
                said = say("only after: there is nothing to compare with before it")
            yield Line(Cell(self.text(said), Tone.OPEN))
        yield from self._shared()
        yield from self._heads()

    def _shared(self) -> Iterator[Block]:
        """What is said once for both sides."""
        rows: list[tuple[Message, Cell]] = []
        sets = list(dict.fromkeys(self._set(side) for side in self.sides))
        if len(sets) == 1:
            rows.append((say("Criterion set"), Cell(sets[0])))
            if len({side.set_digest for side in self.sides}) > 1:
                rows.append(
                    (
                        say("Note"),
                        Cell(self.text(say("the file of the set is another one before and after")), Tone.OPEN),
                    )
                )
        if self.comparison.mapping is not None:
            rows.append((say("Mapping"), Cell(self.comparison.mapping)))
        notes = [(self.text(note), Tone.OPEN) for note in self.comparison.notes]
        for side in self.sides:
            place = BEFORE if side is self.comparison.before else AFTER
            for note in side.notes:
                told = all(note in each.notes for each in self.sides)
                said = note if told else say("{place}: {note}", place=place, note=note)
                notes.append((self.text(said), Tone.OPEN))
        rows += [(say("Note"), Cell(note, tone)) for note, tone in dict.fromkeys(notes)]
        for side in self.sides:
            rows += [
                (say("File before") if side is self.comparison.before else say("File after"), Cell(each.file))
                for each in (side.members or (side,))
            ]
        if rows:
            yield Facts(tuple((self.text(label), cell) for label, cell in rows))

    def _set(self, side: Side) -> str:
        return f"{self.text(side.set_title)} [{side.set_id}]"

    def _heads(self) -> Iterator[Block]:
        """What names the two sides, beside each other where they differ."""
        if len(self.sides) < 2:  # noqa: PLR2004 - a difference needs two
            return
        before, after = self.sides
        read: tuple[tuple[Message, Callable[[Side], str]], ...] = (
            (say("Unit"), lambda side: ", ".join([self.text(name(side)), *side.unit.within])),
            (say("Id"), lambda side: side.unit.id or "–"),
            (say("Criterion set"), self._set),
            (say("Track"), lambda side: self.text(words.track(side.track))),
        )
        rows = []
        for label, of in read:
            first, second = of(before), of(after)
            if first != second:
                rows.append(Row((Cell(self.text(label), Tone.QUIET), Cell(first), Cell(second))))
        if rows:
            sides = (
                Column(self.text(BEFORE), narrow=False, least=20),
                Column(self.text(AFTER), narrow=False, least=20),
            )
            yield Space()
            yield Table((Column(""), *sides), tuple(rows))

    def _middle(self) -> Iterator[Block]:
        comparison = self.comparison
        if any(side.members for side in self.sides):
            yield from member_blocks(self.sides, self.language)
        if not comparison.is_comparable:
            if self.sides and not (comparison.refusals and any(side.members for side in self.sides)):
                yield from result_blocks(comparison, self.language, compared=False)
            return
        yield from result_blocks(comparison, self.language, compared=True)
        if comparison.is_empty:
            yield Space()
            yield Line(Cell(self.text(say("no difference")), Tone.GOOD))
            return
        if not self.wanted.holds(comparison):
            yield Space()
            yield Line(Cell(self.text(NONE_SUCH[self.wanted.only or ""])))
            return
        yield from fact_blocks(comparison, self.language)
        nodes = NodeTables(self.language)
        if comparison.gates:
            yield Heading(self.text(say("Conditions outside the sum")))
            yield self._counted(comparison.gates)
            yield from nodes.table(comparison.gates)
        yield Heading(self.text(say("Criteria")))
        yield self._counted(comparison.criteria)
        if comparison.stated_changed:
            yield Line(Cell(self.text(say("the number of criteria met is published otherwise than before"))))
        yield from nodes.table(comparison.criteria)
        yield from nodes.lists(comparison.top())
        yield from sum_blocks(comparison, self.language)
        yield from gap_blocks(comparison, self.language)
        yield from self._unmapped()

    def _counted(self, changes: Sequence[NodeChange]) -> Line:
        """How many gates, or how many criteria, changed."""
        count = counted_in(changes, self.wanted.tolerance)
        return Line(Cell(self.text(summary(count, say("no criterion changed"))), Tone.STRONG))

    def _unmapped(self) -> Iterator[Block]:
        rows = []
        for ids, side in zip(self.comparison.unmapped, self.sides, strict=True):
            if ids:
                text = say_n(
                    "{n} criterion of {set}: {ids}",
                    "{n} criteria of {set}: {ids}",
                    n=len(ids),
                    set=side.set_id,
                    ids=listed(ids),
                )
                rows.append(Cell(self.text(text), Tone.OPEN))
        if rows:
            yield Heading(self.text(say("Not comparable: no mapping speaks of them")))
            yield Items(tuple(rows))

    def _digests(self) -> Iterator[Block]:
        from wardeval import __version__

        single = [member for side in self.sides for member in (side.members or (side,))]
        sets = dict.fromkeys(f"{side.set_id} {side.set_digest[:19]}" for side in single)
        files = dict.fromkeys(side.digest[:19] for side in single)
        if self.sides:
            digests = say(
                "wardeval {version}; sets {sets}; files {files}",
                version=__version__,
                sets=" + ".join(sets),
                files=" + ".join(files),
            )
            yield Space()
            yield Line(Cell(self.text(digests), Tone.QUIET))


def summary(count: Counted, none: Message) -> Message:
    """How many changed and which way, in one sentence; `none` where none did."""
    if not count.all:
        return none
    further = [
        (count.answered, say_n("{n} newly answered", "{n} newly answered", n=count.answered)),
        (count.missing, say_n("{n} no longer answered", "{n} no longer answered", n=count.missing)),
        (count.proof, say_n("{n} with other evidence only", "{n} with other evidence only", n=count.proof)),
        (count.incomparable, say_n("{n} not comparable", "{n} not comparable", n=count.incomparable)),
    ]
    said = tuple(text for n, text in further if n)
    ways = say(
        "{changed}: {better} better, {worse} worse, {otherwise} otherwise",
        changed=say_n("{n} change", "{n} changes", n=count.all),
        better=str(count.better),
        worse=str(count.worse),
        otherwise=str(count.otherwise),
    )
    return say("{ways}; of these {further}", ways=ways, further=_in_a_row(said)) if said else ways


def _in_a_row(said: tuple[Message, ...]) -> object:
    """Several texts with a comma between them."""
    found: object = said[0]
    for each in said[1:]:
        found = say("{first}, {second}", first=found, second=each)
    return found
