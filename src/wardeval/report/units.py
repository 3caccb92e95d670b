"""Units of the register as a document: from when until when, made of what, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardeval.language import Language
from wardeval.model.criterion_set import unit_type
from wardeval.problems import Message, say
from wardeval.report.document import Block, Cell, Column, Document, Facts, Heading, Line, Row, Table, Tone
from wardeval.units.lineage import Descent, KnownUnit
from wardeval.units.notes import days_text
from wardeval.units.register import Register

SHARES = {True: say("all of it"), False: say("a part")}
"""How much of a unit went into another."""


class UnitsPage:
    """Units beside each other that have an id or a name in common."""

    def __init__(self, units: Sequence[KnownUnit], register: Register, language: Language) -> None:
        """Show `units` of `register` in `language`."""
        self.units, self.register, self.language, self.text = units, register, language, language.text

    def document(self) -> Document:
        """The page."""
        return Document(tuple(block for unit in self.units for block in self._unit(unit)))

    def _unit(self, unit: KnownUnit) -> Iterator[Block]:
        yield Heading(self.text(say("{name} ({id})", name=unit.name, id=unit.id)), 1)
        yield Facts(tuple((self.text(label), Cell(self.text(value))) for label, value in self._facts(unit)))
        lineage = self.register.lineage(unit)
        yield Heading(self.text(say("Made of")))
        if lineage is not None:
            yield self._table(lineage.made_of)
        elif unit.from_ is None:
            text = say("not known, nor since when the unit is as it is here")
            yield Line(Cell(self.text(text), Tone.OPEN))
        else:
            yield Line(Cell(self.text(say("not known: the register says no more")), Tone.OPEN))
        if unit.to is not None:
            yield Heading(self.text(say("Became")))
            yield from self._heirs(unit)

    def _facts(self, unit: KnownUnit) -> Iterator[tuple[Message, object]]:
        entry = self.register.entry(unit)
        yield say("Type"), unit_type(unit.type)
        if unit.within:
            yield say("Within"), ", ".join(unit.within)
        yield say("Days"), days_text(unit)
        if entry.decision is not None:
            yield say("Decision"), entry.decision
        if entry.source is not None:
            source = self.register.sources.get(entry.source.split(maxsplit=1)[0].rstrip(",;"))
            yield (
                say("Source"),
                entry.source if source is None else say("{source}: {title}", source=entry.source, title=source.title),
            )

    def _heirs(self, unit: KnownUnit) -> Iterator[Block]:
        heirs = self.register.heirs(unit)
        if heirs is None:
            yield Line(Cell(self.text(say("not known: the register says no more")), Tone.OPEN))
            return
        yield self._table(heirs)
        if len(heirs) == 1 and not heirs[0].whole:
            yield Line(Cell(self.text(say("what became of the rest is not known")), Tone.OPEN))

    def _table(self, descents: Sequence[Descent]) -> Table:
        titles = (say("Id"), say("Name"), say("Within"), say("Share"))
        columns = tuple(Column(self.text(title), narrow=title.template in ("Id", "Share")) for title in titles)
        return Table(columns, tuple(self._row(descent) for descent in descents))

    def _row(self, descent: Descent) -> Row:
        unit = descent.unit
        share = Cell(self.text(SHARES[descent.whole]), Tone.PLAIN if descent.whole else Tone.OPEN)
        return Row((Cell(unit.id), Cell(unit.name), Cell(", ".join(unit.within)), share))
