"""What changed between two sets as a document: heads beside each other, then before and after of every part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from wardeval.engine.set_changes import HEAD as READ
from wardeval.engine.set_changes import Aspect, Incomparable, Pair, SetChanges, kind_of, parameter_names
from wardeval.language import Language
from wardeval.library import LoadedSet
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.problems import Message, say, say_n
from wardeval.report.document import Block, Branch, Cell, Column, Document, Heading, Line, Row, Table, Tone, Tree
from wardeval.report.set_lines import HEAD, IN_LINES, head_lines, head_text, lines, name_of
from wardeval.report.set_lines import KINDS as KINDS_OF_SETS

ASPECTS = {
    Aspect.PUBLISHED: say("now public"),
    Aspect.WITHDRAWN: say("no longer public"),
    Aspect.WORDING: say("reworded"),
    Aspect.ENGLISH: say("English reworded"),
    Aspect.RENUMBERED: say("renumbered"),
    Aspect.MOVED: say("moved"),
    Aspect.RULE: say("rule"),
    Aspect.POINTS: say("points"),
    Aspect.PARAMETER: say("parameter"),
    Aspect.PROOF: say("proof"),
    Aspect.ASSUMPTION: say("assumption"),
    Aspect.SOURCE: say("source"),
}
KINDS = {"added": say("added"), "removed": say("removed"), "changed": say("changed")}


def reason(why: Incomparable, changes: SetChanges) -> Message:
    """Why two sets cannot be compared criterion by criterion."""
    if why is Incomparable.NOTHING_SHARED:
        return say("they share no id and no text")
    old, new = changes.old, changes.new
    return say(
        "{old} comes to: {first}; {new} comes to: {second}",
        old=old.id,
        first=KINDS_OF_SETS[kind_of(old)],
        new=new.id,
        second=KINDS_OF_SETS[kind_of(new)],
    )


DECLARED = {
    "parameters": say("Parameters"),
    "facts": say("Facts of the unit"),
    "scales": say("Scales"),
    "exceptions": say("Exceptions"),
    "sources": say("Sources"),
}
_TONES = {"added": Tone.GOOD, "removed": Tone.BAD, "changed": Tone.STRONG}


class ChangesPage:
    """Two sets beside each other."""

    def __init__(self, changes: SetChanges, old: LoadedSet, new: LoadedSet, language: Language) -> None:
        """Show `changes` from `old` to `new` in `language`."""
        self.changes, self.language, self.text = changes, language, language.text
        self.names = (old.criteria.id, new.criteria.id)
        self.same_id = self.names[0] == self.names[1]
        if self.same_id and old.source.name != new.source.name:
            self.names = (old.source.name, new.source.name)

    def document(self) -> Document:
        """The page."""
        changes = self.changes
        title = self.text(say("{old} → {new}", old=self.names[0], new=self.names[1]))
        return Document((Heading(title, 1), *self._front(), *(self._both() if changes.incomparable else self._parts())))

    def _front(self) -> Iterator[Block]:
        changes = self.changes
        for why in changes.incomparable:
            text = say("not comparable criterion by criterion: {why}", why=reason(why, changes))
            yield Line(Cell(self.text(text), Tone.OPEN))
        if not changes.related:
            text = say("neither set says that it belongs to the other: one id may stand for two different things")
            yield Line(Cell(self.text(text), Tone.OPEN))
        if not changes.incomparable:
            yield Line(Cell(self.text(summary(changes))))

    def _both(self) -> Iterator[Block]:
        """Both heads and ladders in full, where nothing else can be compared."""
        old, new = self.changes.old, self.changes.new
        yield from self._heads([Pair(name, read(old), read(new)) for name, read in READ.items()])
        for name, criteria in zip(self.names, (old, new), strict=True):
            yield Heading(self.text(say("Verdicts of {set}", set=name)))
            for verdict in criteria.verdicts:
                below = tuple(Branch(Cell(self.text(line))) for line in lines(verdict, criteria)[1:])
                yield Tree(Branch(Cell(self.text(name_of(verdict, verdict.id))), below))

    def _heads(self, pairs: Sequence[Pair]) -> Iterator[Block]:
        sides = (self.text(say("before")), self.text(say("after"))) if self.same_id else self.names
        columns = (Column(""), *(Column(side, narrow=False, least=22) for side in sides))
        rows = []
        for pair in pairs:
            if pair.id in IN_LINES:
                continue
            old, new = (self.text(head_text(pair.id, value)) for value in (pair.old, pair.new))
            if old != new or pair.id in _ALWAYS:
                rows.append(Row((Cell(self.text(HEAD[pair.id]), Tone.QUIET), Cell(old), Cell(new))))
        if rows:
            yield Table(columns, tuple(rows))
        for pair in pairs:
            if pair.id in IN_LINES:
                before, after = ([*map(self.text, head_lines(pair.id, side))] for side in (pair.old, pair.new))
                below = self._differing(before, after)
                if below:
                    yield Tree(Branch(Cell(self.text(HEAD[pair.id]), Tone.STRONG), tuple(below)))

    def _differing(self, before: Sequence[str], after: Sequence[str]) -> list[Branch]:
        """The lines that only one side has."""
        found = [self._line(say("before: {text}", text=line), Tone.BAD) for line in before if line not in after]
        return found + [self._line(say("after: {text}", text=line), Tone.GOOD) for line in after if line not in before]

    def _parts(self) -> Iterator[Block]:
        changes = self.changes
        if changes.head:
            yield Heading(self.text(say("Head")))
            yield from self._heads(changes.head)
        yield from self._section(say("Verdicts"), changes.verdicts)
        yield from self._section(say("Groups"), changes.groups)
        yield from self._section(say("Criteria and indicators"), self._outermost(changes.nodes))
        for name, title in DECLARED.items():
            yield from self._section(title, changes.declared[name])

    def _outermost(self, pairs: Sequence[Pair]) -> list[Pair]:
        """The changes, without parts of what is added or removed as a whole: those are shown inside it."""
        inside: set[tuple[str, str]] = set()
        for pair in pairs:
            node = pair.new or pair.old
            if pair.kind != "changed":
                inside |= {(pair.kind, part.id) for part in node.walk() if part is not node}
        return [pair for pair in pairs if (pair.kind, pair.id) not in inside]

    def _section(self, title: Message, pairs: Sequence[Pair]) -> Iterator[Block]:
        if pairs:
            yield Heading(self.text(title))
            yield from (Tree(self._pair(pair)) for pair in pairs)

    def _pair(self, pair: Pair) -> Branch:
        kind, name = pair.kind, name_of(pair.new or pair.old, pair.id)
        changes = self.changes
        if kind != "changed":
            whole = changes.new if pair.old is None else changes.old
            return self._whole(pair.new or pair.old, name, whole, KINDS[kind], _TONES[kind])
        said = tuple(ASPECTS[aspect] for aspect in pair.aspects) or (KINDS[kind],)
        head = say("{name}: {what}", name=name, what=said)
        before, after = (
            [self.text(line) for line in lines(item, criteria)]
            for item, criteria in ((pair.old, changes.old), (pair.new, changes.new))
        )
        below = [*self._places(pair), *self._differing(before, after)]
        below += [self._line(line, Tone.OPEN) for line in self._through(pair)]
        if not below:
            below.append(self._line(say("changed in a way that these words do not show"), Tone.OPEN))
        return Branch(Cell(self.text(head), _TONES[kind]), tuple(below))

    def _whole(self, item: Any, name: object, criteria: CriterionSet, kind: Message, tone: Tone) -> Branch:
        below = [Branch(Cell(self.text(line), Tone.QUIET)) for line in lines(item, criteria)[1:]]
        if isinstance(item, Indicator):
            for child in item.children:
                if self._is_alone(child):
                    below.append(self._whole(child, name_of(child, child.id), criteria, kind, tone))
        return Branch(Cell(self.text(say("{name}: {what}", name=name, what=kind)), tone), tuple(below))

    def _is_alone(self, node: Indicator) -> bool:
        """Whether a node is only on one side; one that came from elsewhere is shown as moved."""
        return any(pair.id == node.id and pair.kind != "changed" for pair in self.changes.nodes)

    def _places(self, pair: Pair) -> Iterator[Branch]:
        if Aspect.RENUMBERED in pair.aspects and pair.old.id != pair.new.id:
            yield self._line(say("before: id {id}", id=pair.old.id), Tone.BAD)
            yield self._line(say("after: id {id}", id=pair.new.id), Tone.GOOD)
        if Aspect.MOVED in pair.aspects:
            before, after = self._place(self.changes.old, pair.old), self._place(self.changes.new, pair.new)
            yield self._line(say("before: {text}", text=before), Tone.BAD)
            yield self._line(say("after: {text}", text=after), Tone.GOOD)

    def _place(self, criteria: CriterionSet, node: Indicator) -> Message:
        """Where a node stands."""
        for other in criteria.nodes():
            if any(child.id == node.id for child in other.children):
                return say("in “{id}”", id=other.id)
        if any(gate.id == node.id for gate in criteria.gates):
            return say("a condition outside the sum")
        if node.group is not None:
            return say("in group “{id}”", id=node.group)
        return say("a criterion of its own")

    def _through(self, pair: Pair) -> Iterator[Message]:
        if Aspect.PARAMETER in pair.aspects:
            changed = {item.id for item in self.changes.declared["parameters"]}
            for name in sorted(changed & {name for node in (pair.old, pair.new) for name in parameter_names(node)}):
                yield say("rests on the parameter “{name}”, which changed", name=name)

    def _line(self, line: Message, tone: Tone) -> Branch:
        return Branch(Cell(self.text(line), tone))


_ALWAYS = ("title", "number", "kind", "completeness")


def summary(changes: SetChanges) -> Message:
    """How much changed, in one sentence."""
    if changes.is_empty:
        return say("no difference")
    counts = {kind: sum(1 for pair in changes.nodes if pair.kind == kind) for kind in KINDS}
    return say(
        "criteria and indicators: {added}, {removed}, {changed}",
        added=say_n("{n} added", "{n} added", n=counts["added"]),
        removed=say_n("{n} removed", "{n} removed", n=counts["removed"]),
        changed=say_n("{n} changed", "{n} changed", n=counts["changed"]),
    )
