"""Changed gates, criteria and parts as a table, and what there is to say of them as lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wardeval.engine.change import NodeChange, Stand
from wardeval.engine.kinds import Kind, Relation
from wardeval.language import Language
from wardeval.problems import say
from wardeval.report import words
from wardeval.report.diff_words import (
    AGREEMENTS,
    PROOFS,
    RELATIONS,
    TONES,
    label,
    number,
    numbers,
    one_of,
    standing,
    what,
)
from wardeval.report.document import Block, Cell, Column, Heading, Items, Row, Table, Tone

INDENT = "  "


class NodeTables:
    """Shows changed nodes in one language."""

    def __init__(self, language: Language) -> None:
        """Write in `language`."""
        self.language, self.text = language, language.text

    def table(self, changes: Sequence[NodeChange]) -> Iterator[Table]:
        """The nodes in the order of the set, what changed inside each below it."""
        if not changes:
            return
        columns = (
            Column(self.text(words.head(number(one_of(each)) for change in changes for each in change.walk()))),
            Column(self.text(say("Criterion")), narrow=False, least=10),
            Column(self.text(say("Before")), narrow=False, least=10),
            Column(self.text(say("After")), narrow=False, least=10),
            Column(self.text(say("Change")), narrow=False, least=12),
        )
        yield Table(columns, tuple(self._rows(changes, 0)))

    def _rows(self, changes: Sequence[NodeChange], depth: int) -> Iterator[Row]:
        for run in self._runs(changes):
            yield self._row(run, depth)
            yield from self._rows(run[0].parts, depth + 1)

    def _row(self, run: Sequence[NodeChange], depth: int) -> Row:
        change = run[0]
        named, called = numbers(change), self.text(label(one_of(change)))
        if len(run) > 1:
            named = f"{number(one_of(change))}–{number(one_of(run[-1]))}"
            called = self.text(say("{n} criteria, content not published", n=len(run)))
        tone = Tone.OPEN if change.kind is Kind.INCOMPARABLE else TONES[change.direction]
        cells = (Cell(standing(change.before, self.language)), Cell(standing(change.after, self.language)))
        return Row((Cell(INDENT * depth + named), Cell(called), *cells, Cell(what(change, self.language), tone)))

    def _runs(self, changes: Sequence[NodeChange]) -> Iterator[list[NodeChange]]:
        """Nodes one by one, but neighbours without any public text that changed alike together."""
        run: list[NodeChange] = []
        for change in changes:
            if run and not (_is_silent(change) and self._looks(change) == self._looks(run[-1])):
                yield run
                run = []
            run.append(change)
            if not _is_silent(change):
                yield run
                run = []
        if run:
            yield run

    def _looks(self, change: NodeChange) -> tuple[object, ...]:
        """What is shown of a node beside its number."""
        sides = (standing(change.before, self.language), standing(change.after, self.language))
        return (_is_silent(change), *sides, what(change, self.language))

    def lists(self, changes: Sequence[NodeChange]) -> Iterator[Block]:
        """The documents, the disagreements, the relations and the notes, each with the numbers of its nodes."""
        nodes = [each for change in changes for each in change.walk()]
        yield from self._list(say("Evidence"), (self._documents(each) for each in nodes))
        yield from self._list(say("Unit and verifier"), (self._agreement(each) for each in nodes))
        yield from self._list(say("How the criteria correspond"), (self._relation(each) for each in nodes))
        yield from self._list(say("To note"), (told for each in nodes for told in self._notes(each)))

    def _list(self, title: object, told: Iterable[tuple[str, str] | None]) -> Iterator[Block]:
        """What is told, each once, after the numbers of all nodes that it is told of."""
        numbers_of: dict[str, list[str]] = {}
        for each in told:
            if each is not None and each[0] not in numbers_of.setdefault(each[1], []):
                numbers_of[each[1]].append(each[0])
        if numbers_of:
            yield Heading(self.text(title))
            lines = (say("{id}: {what}", id=", ".join(ids), what=text) for text, ids in numbers_of.items())
            yield Items(tuple(Cell(self.text(line)) for line in lines))

    def _documents(self, change: NodeChange) -> tuple[str, str] | None:
        if change.proof is None:
            return None
        papers = dict.fromkeys(self.text(self._papers(stand)) for stand in (change.before, change.after))
        text = say("{what}: {documents}", what=PROOFS[change.proof], documents=" → ".join(papers))
        return numbers(change), self.text(text)

    def _papers(self, stand: Stand | None) -> object:
        return (stand.documents if stand is not None else ()) or say("none")

    def _agreement(self, change: NodeChange) -> tuple[str, str] | None:
        return None if change.agreement is None else (numbers(change), self.text(AGREEMENTS[change.agreement]))

    def _relation(self, change: NodeChange) -> tuple[str, str] | None:
        """How a mapping relates the nodes; that they are equal goes without saying."""
        if change.relation is None or (change.relation is Relation.EQUAL and not change.notes):
            return None
        return numbers(change), self.text((RELATIONS[change.relation], *change.notes))

    def _notes(self, change: NodeChange) -> Iterator[tuple[str, str]]:
        if change.relation is None:
            yield from ((numbers(change), self.text(note)) for note in change.notes)


def _is_silent(change: NodeChange) -> bool:
    """Whether there is nothing to show of a node but where it stands."""
    sides = [stand for stand in (change.before, change.after) if stand is not None]
    further = (change.parts, change.notes, change.relation, change.proof, change.agreement, change.points)
    return not any(stand.label or stand.outcome.points for stand in sides) and not any(further)
