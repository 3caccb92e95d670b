"""One set as a page for readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wardeval.edition import years, years_text
from wardeval.facts import declared_facts
from wardeval.language import Language
from wardeval.library import LoadedSet
from wardeval.model.criterion_set import CriterionSet, Indicator, Verdict, unit_type
from wardeval.model.record import EMPTY
from wardeval.model.rules import Requirement
from wardeval.problems import Message, say
from wardeval.report import words
from wardeval.report.document import (
    Block,
    Branch,
    Cell,
    Document,
    Facts,
    Heading,
    Items,
    Tone,
    Tree,
)
from wardeval.report.overlays import condition_mark, mark, overlay_lines
from wardeval.report.rules import YES_NO, bounds, rule
from wardeval.report.rules import Facts as Declared


class SetPage:
    """One set as a page: what it is, where it comes from, every criterion with its rule and source."""

    def __init__(self, loaded: LoadedSet, language: Language) -> None:
        """Show `loaded` in `language`."""
        self.loaded, self.language, self.text = loaded, language, language.text
        self.criteria: CriterionSet = loaded.criteria
        self.labels = {node.id: words.label(node) for node in self.criteria.nodes()}

    def document(self) -> Document:
        """The page."""
        blocks: list[Block] = [Heading(self.text(self.criteria.title), 1), self._head(), *self._verdicts()]
        blocks += self._facts()
        if self.criteria.gates:
            blocks.append(Heading(self.text(say("Conditions outside the sum"))))
            blocks += [Tree(self._branch(node)) for node in self.criteria.gates]
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
            *((say("Overlay"), line) for line in overlay_lines(self.loaded)),
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
        rows += _validity(criteria)
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
            lines = [self.text(line) for line in conditions(verdict, self.labels, self.criteria.facts)]
            rule_text = "; ".join(self._marked(verdict, index, line) for index, line in enumerate(lines))
        assumed = self.text(say(" (assumed: {text})", text=verdict.assumed)) if verdict.assumed else ""
        return f"{self.text(verdict.title)} [{verdict.id}]: {rule_text}{assumed}"

    def _facts(self) -> Iterator[Block]:
        """What the rules have to know of the unit."""
        rows = []
        for id_, fact in declared_facts(self.loaded).items():
            choices: tuple[object, ...] = fact.of or (tuple(YES_NO.values()) if fact.is_ == "yes-no" else ())
            text = say("{title}: {choices}", title=fact.title, choices=choices) if choices else fact.title
            rows.append((id_, Cell(self.text(text))))
        if rows:
            yield Heading(self.text(say("Facts of the unit that the rules need")))
            yield Facts(tuple(rows))

    def _marked(self, verdict: Verdict, index: int, line: str) -> str:
        """A condition, and the overlay that added it."""
        by = self.loaded.conditions.get((verdict.id, index))
        return line if by is None else f"{line} [{self.text(condition_mark(by))}]"

    def _runs(self) -> Iterator[list[Indicator]]:
        run: list[Indicator] = []
        for node in self.criteria.criteria:
            if run and not (words.is_silent(node) and words.is_silent(run[-1])):
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
        if node.note is not None:
            lines.append(Branch(Cell(self.text(say("note: {text}", text=node.note)), Tone.QUIET)))
        if node.proof is not None:
            lines.append(Branch(Cell(self.text(say("proof: {proof}", proof=node.proof)), Tone.QUIET)))
        tone = Tone.STRONG if node in self.criteria.criteria else Tone.PLAIN
        children = [self._branch(child) for child in node.children]
        marks = "".join(f" [{self.text(each)}]" for each in mark(self.loaded, node.id))
        return Branch(Cell(f"{name} ({known}){marks}" if known else f"{name}{marks}", tone), (*lines, *children))

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


def _validity(criteria: CriterionSet) -> Iterator[tuple[Message, object]]:
    """For which years a set is, and what came before and after it."""
    if criteria.family:
        yield say("Family"), criteria.family
    applies = criteria.applies
    if applies is not None and (applies.from_ or applies.to):
        yield say("Years judged"), years(criteria)
    for suspension in applies.suspended if applies is not None else ():
        year, place = str(suspension.year), suspension.within or say("everywhere")
        yield say("Suspended"), say("{year}, {place} ({source})", year=year, place=place, source=suspension.source)
    for label, link in ((say("Replaces"), criteria.replaces), (say("Replaced by"), criteria.replaced_by)):
        if link is not None:
            name = link.set_ or link.number
            yield label, say("{name}, on {day}", name=name, day=link.on) if link.on else name
    for remark in criteria.remarks:
        yield say("Note"), say("{text} ({years})", text=remark.text, years=years_text(remark.from_, remark.to))


def conditions(verdict: Verdict, labels: Mapping[str, object], facts: Declared = EMPTY) -> Iterator[Message]:
    """What a verdict asks for, a sentence at a time; `labels` says what criteria and gates are called."""
    for condition in verdict.when or ():
        if condition.all is not None:
            yield say("all criteria are met")
        elif condition.answered is not None:
            yield say("every criterion is answered")
        elif condition.criteria_met is not None:
            yield say("{needs} criteria are met", needs=_bounds(condition.criteria_met, facts))
        elif condition.total is not None:
            yield say("the total is {needs}", needs=_bounds(condition.total, facts))
        elif condition.every_criterion is not None:
            yield say("every criterion has {needs} of its most points", needs=_bounds(condition.every_criterion, facts))
        else:
            id_ = condition.gate or condition.met or ""
            yield say("“{title}” is met", title=labels.get(id_, id_))


def _bounds(requirement: Requirement, facts: Declared) -> Message:
    return next(bounds(requirement, facts), say("not public"))
