"""Sets for readers: the list of what there is, and one set as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardeval.language import Language
from wardeval.library import LoadedSet
from wardeval.model.criterion_set import CriterionSet, Indicator, Verdict, unit_type
from wardeval.model.rules import Requirement
from wardeval.problems import Message, say
from wardeval.report import words
from wardeval.report.document import (
    Block,
    Branch,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Row,
    Table,
    Tone,
    Tree,
)
from wardeval.report.rules import bounds, rule

_SHORT = {"complete": say("complete"), "partial": say("partial"), "count-only": say("count only")}
_PLACES = {"built-in": say("built in"), "workspace": say("workspace"), "environment": say("WARDEVAL_CRITERIA")}


def listing(sets: Sequence[LoadedSet], language: Language) -> Document:
    """Every set in one line: id, title, and how many of its criteria have public text."""
    text = language.text
    elsewhere = any(loaded.place != "built-in" for loaded in sets)
    columns = [Column(text(say("Id"))), Column(text(say("Title")), narrow=False), Column(text(say("Published")))]
    if elsewhere:
        columns.append(Column(text(say("From"))))
    rows = []
    for loaded in sets:
        criteria = loaded.criteria
        named = sum(1 for node in criteria.criteria if node.label is not None)
        tone = Tone.GOOD if criteria.completeness == "complete" else Tone.OPEN
        published = say(
            "{named}/{of}, {state}", named=named, of=len(criteria.criteria), state=_SHORT[criteria.completeness]
        )
        cells = [Cell(criteria.id), Cell(text(criteria.title)), Cell(text(published), tone)]
        if elsewhere:
            cells.append(Cell(text(_PLACES.get(loaded.place, say("file")))))
        rows.append(Row(tuple(cells)))
    return Document((Table(tuple(columns), tuple(rows)),))


class SetPage:
    """One set as a page: what it is, where it comes from, every criterion with its rule and source."""

    def __init__(self, loaded: LoadedSet, language: Language) -> None:
        """Show `loaded` in `language`."""
        self.loaded, self.language, self.text = loaded, language, language.text
        self.criteria: CriterionSet = loaded.criteria

    def document(self) -> Document:
        """The page."""
        blocks: list[Block] = [Heading(self.text(self.criteria.title), 1), self._head(), *self._verdicts()]
        for node in self.criteria.gates:
            blocks += [Heading(self.text(say("Condition outside the sum"))), Tree(self._branch(node))]
        titles = {group.id: group.title for group in self.criteria.groups}
        current: str | None = None
        blocks.append(Heading(self.text(say("Criteria"))))
        for run in self._runs():
            group = run[0].group
            if group is not None and group != current:
                blocks.append(Heading(self.text(titles.get(group) or words.UNPUBLISHED), 3))
                current = group
            blocks.append(Tree(self._branch(run[0]) if len(run) == 1 else self._silent(run)))
        return Document((*blocks, *self._tail()))

    def _head(self) -> Facts:
        criteria = self.criteria
        rows: list[tuple[Message, object]] = [
            (say("Id"), criteria.id),
            (say("Basis"), words.basis(criteria, self.language)),
            (say("In force"), criteria.basis.in_force or say("not public")),
            (say("Units"), tuple(unit_type(unit) for unit in criteria.units)),
            (say("Criteria"), str(len(criteria.criteria))),
            (say("Published"), words.COMPLETENESS[criteria.completeness]),
        ]
        if criteria.scored:
            rows.append((say("Judged"), criteria.scored))
        if criteria.window:
            rows.append(
                (
                    say("Window"),
                    say(
                        "{first} to {last}, Y being the year assessed",
                        first=str(criteria.window.from_),
                        last=str(criteria.window.to),
                    ),
                )
            )
        if criteria.replaces:
            rows.append((say("Replaces"), criteria.replaces))
        if criteria.basis.amended_by:
            rows.append((say("Amended by"), criteria.basis.amended_by))
        if criteria.derived_from:
            rows.append((say("Derived from"), say("press reports, not the text of the decision")))
        return Facts(tuple((self.text(label), Cell(self.text(value))) for label, value in rows))

    def _verdicts(self) -> Iterator[Block]:
        yield Heading(self.text(say("Verdicts, highest first")))
        yield Items(tuple(Cell(self._verdict(verdict)) for verdict in self.criteria.verdicts), numbered=True)

    def _verdict(self, verdict: Verdict) -> str:
        if verdict.unknown:
            rule_text = self.text(say("the rule is not public"))
        elif verdict.when is None:
            rule_text = self.text(say("otherwise"))
        else:
            rule_text = "; ".join(self.text(line) for line in _conditions(verdict))
        assumed = self.text(say(" (assumed: {text})", text=verdict.assumed)) if verdict.assumed else ""
        return f"{self.text(verdict.title)} [{verdict.id}]: {rule_text}{assumed}"

    def _runs(self) -> Iterator[list[Indicator]]:
        run: list[Indicator] = []
        for node in self.criteria.criteria:
            if run and (node.label is not None or run[-1].label is not None):
                yield run
                run = []
            run.append(node)
        if run:
            yield run

    def _silent(self, run: Sequence[Indicator]) -> Branch:
        ids = f"{run[0].id} – {run[-1].id}"
        return Branch(
            Cell(self.text(say("{ids}: {n} criteria, content not published", ids=ids, n=len(run))), Tone.OPEN)
        )

    def _branch(self, node: Indicator) -> Branch:
        source = words.source(node)
        attested = words.ATTESTED[node.attested] if node.attested else None
        known = ", ".join(self.text(part) for part in (source, attested) if part is not None)
        label = self.text(words.label(node))
        name = f"{words.number(node)} {label}" if node.number != "unknown" else f"? {label} [{node.id}]"
        lines = [Branch(Cell(self.text(line), Tone.QUIET)) for line in rule(node, self.criteria)]
        if node.assumed is not None:
            lines.append(Branch(Cell(self.text(say("assumed: {text}", text=node.assumed)), Tone.OPEN)))
        if node.proof is not None:
            lines.append(Branch(Cell(self.text(say("proof: {proof}", proof=node.proof)), Tone.QUIET)))
        tone = Tone.STRONG if node in self.criteria.criteria else Tone.PLAIN
        children = [self._branch(child) for child in node.children]
        return Branch(Cell(f"{name} ({known})" if known else name, tone), (*lines, *children))

    def _tail(self) -> Iterator[Block]:
        if self.criteria.gaps:
            yield Heading(self.text(say("Not public in this set")))
            yield Items(tuple(Cell(self.text(gap)) for gap in self.criteria.gaps))
        yield Heading(self.text(say("Sources")))
        yield Items(
            tuple(
                Cell(
                    ": ".join(
                        self.text(part)
                        for part in (id_, source.title, source.publisher, source.date, source.url)
                        if part
                    )
                )
                for id_, source in self.criteria.sources.items()
            )
        )


def _conditions(verdict: Verdict) -> Iterator[Message]:
    for condition in verdict.when or ():
        if condition.all is not None:
            yield say("all criteria are met")
        elif condition.criteria_met is not None:
            yield say("{needs} criteria are met", needs=_bounds(condition.criteria_met))
        elif condition.total is not None:
            yield say("the total is {needs}", needs=_bounds(condition.total))
        elif condition.every_criterion is not None:
            yield say("every criterion has {needs} of its most points", needs=_bounds(condition.every_criterion))
        else:
            yield say("“{title}” is met", title=condition.gate or condition.met)


def _bounds(requirement: Requirement) -> Message:
    return next(bounds(requirement), say("not public"))
