"""A new assessment as text: every answer empty, under comments that say what is asked and how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardeval.facts import declared_facts, needed_facts
from wardeval.language import Language
from wardeval.model.assessment import FORMAT
from wardeval.model.criterion_set import CriterionSet, Fact, Indicator, unit_type
from wardeval.problems import Message, say, say_n
from wardeval.report import words
from wardeval.report.instructions import INDENT, Instructions
from wardeval.report.overlays import overlay_lines
from wardeval.report.rest import Rest
from wardeval.report.start import Comments, Start
from wardeval.settled import Settled
from wardeval.written import WIDTH, block, flow, key, quoted, scalar

EDITOR = "yaml-language-server:"
"""What a comment for editors begins with."""

YES = "yes"


class Blank:
    """The text of a new assessment."""

    def __init__(self, start: Start, language: Language) -> None:
        """Of `start`, with comments in `language`."""
        self.start, self.language, self.text = start, language, language.text
        self._say = Comments(language).say
        self.criteria: CriterionSet = start.loaded.criteria
        settled = Settled(start.loaded, start.period, start.unit.type)
        self.asks = Instructions(start.loaded, language, settled, start.carried)

    def render(self) -> str:
        """The whole file."""
        return block(
            line
            for part in (self._head(), self._known(), self._answers(), Rest(self.start, self.language).lines())
            for line in part
        )

    def _head(self) -> Iterator[str]:
        criteria, start = self.criteria, self.start
        if start.schema is not None:
            yield f"# {EDITOR} $schema={start.schema}"
            yield "#"
        yield from self._say(say("Self-assessment of {unit}, {period}", unit=start.unit.name, period=str(start.period)))
        yield "#"
        yield from self._say(say("Criterion set: {title} [{id}]", title=criteria.title, id=criteria.id))
        for line in overlay_lines(start.loaded):
            yield from self._say(say("Overlay: {line}", line=line))
        yield from self._say(say("Basis: {basis}", basis=words.basis(criteria, self.language)))
        judged: object = criteria.scored or tuple(unit_type(unit) for unit in criteria.units)
        yield from self._say(say("Judged: {who}", who=judged))
        yield from self._say(self._window())
        yield from self._say(say("Published: {completeness}", completeness=words.COMPLETENESS[criteria.completeness]))
        if criteria.purpose == "review":
            yield from self._say(say("Note: {text}", text=words.REVIEW))
        if criteria.derived_from:
            yield from self._say(say("Derived from press reports, not from the text of the decision"))
        for note in start.notes:
            yield from self._say(say("Note: {text}", text=note))
        if criteria.gaps:
            yield from self._say(say("Not public in this set:"))
            for gap in criteria.gaps:
                yield from self._say(gap, "- ")
        yield "#"
        yield from self._how_to()

    def _window(self) -> Message:
        window, period = self.criteria.window, self.start.period
        if window is None:
            return say("Days that count: the set does not say; the period is {period}", period=str(period))
        return say(
            "Days that count for {period}: {first} to {last}",
            period=str(period),
            first=window.from_.on(period),
            last=window.to.on(period),
        )

    def _how_to(self) -> Iterator[str]:
        reason = self.text(say("the reason"))
        leaves = sum(1 for node in self.criteria.nodes() if node.measure is not None)
        yield from self._say(
            say_n(
                "How to fill it in: write the answer after the colon. There is {n} answer to give.",
                "How to fill it in: write the answer after the colon. There are {n} answers to give.",
                n=leaves,
            )
        )
        example = flow({"value": f"15/01/{self.start.period}", "evidence": ["nq-01"]})
        for sentence in (
            say("What is not known yet stays empty: it counts as missing, never as 0 and never as not met."),
            say("With proof: {example}; nq-01 then stands under evidence:", example=example),
            say("Beside a value there may be explanation: and note:; they are shown and never change a number."),
            say(
                "Where it is said that something may not apply: {example}",
                example=flow({"not-applicable": reason}),
            ),
            say("Put a decimal comma in quotes: {example}", example=scalar("95,45")),
        ):
            yield from self._say(sentence, "- ")
        yield from self._say(say("To score it: {command}", command=self.start.command))
        yield from self._carried()
        yield ""

    def _carried(self) -> Iterator[str]:
        carried = self.start.carried
        if carried is None:
            return
        yield "#"
        last = str(carried.last.period)
        yield from self._say(
            say(
                "From the assessment of {period}: the unit, its facts and its proof. Every answer is to be given anew;"
                " last year's stand in the comments.",
                period=last,
            )
        )
        if carried.loaded.criteria.id != self.criteria.id:
            yield from self._say(say("It was made against another set: {id}", id=carried.loaded.criteria.id), "- ")
            if carried.is_other_set:
                yield from self._say(say("the two sets have no criterion in common"), "- ")
        if carried.lost_facts:
            names = tuple(f"{name}: {carried.last.facts[name]}" for name in carried.lost_facts)
            yield from self._say(say("Facts that this set does not take: {facts}", facts=names), "- ")

    def _known(self) -> Iterator[str]:
        unit = self.start.unit
        yield f"format: {FORMAT}"
        yield f"set: {scalar(self.criteria.id)}"
        yield "unit:"
        if unit.id is not None:
            yield f"  id: {quoted(unit.id)}"
        yield f"  name: {scalar(unit.name)}"
        yield f"  type: {scalar(unit.type)}"
        if unit.within:
            yield f"  within: {flow(unit.within)}"
        yield f"period: {self.start.period}"
        carried = self.start.carried
        if carried is not None and carried.last.fictional:
            yield f"fictional: {YES}"
        yield from self._facts()
        if any(node.met is not None and node.met.within is not None for node in self.criteria.nodes()):
            yield ""
            yield from self._say(say("Days on which nobody works, besides Saturdays and Sundays:"))
            yield f"# days-off: [01/01/{self.start.period}]"
        yield ""

    def _facts(self) -> Iterator[str]:
        declared = declared_facts(self.start.loaded)
        needed = needed_facts(self.start.loaded)
        if not declared:
            return
        yield ""
        if not needed and not self.start.facts:
            yield from self._say(say("The set does not need to know more of the unit than this."))
            return
        yield from self._say(say("What the set has to know of the unit, to judge by:"))
        yield "facts:"
        for name, percent in needed.items():
            fact = declared[name]
            yield from self._say(
                say("{title}: {choices}", title=fact.title, choices=self._choices(fact, percent)), indent=INDENT
            )
            if name in self.start.facts:
                yield f"{INDENT}{key(name)}: {scalar(self.start.facts[name])}"
            else:
                yield from self._say(say("TO BE FILLED IN before scoring"), ">>> ", INDENT)
                yield f"{INDENT}{key(name)}:"
        for name in (name for name in self.start.facts if name not in needed):
            yield f"{INDENT}{key(name)}: {scalar(self.start.facts[name])}"

    def _choices(self, fact: Fact, percent: bool) -> Message:
        match fact.is_:
            case "yes-no":
                return say("yes or no")
            case "one-of":
                return say("one of {values}", values=", ".join(map(scalar, fact.of)))
        return say("a percent, for example {example}", example="70%") if percent else say("a number")

    def _answers(self) -> Iterator[str]:
        yield "answers:"
        if self.criteria.gates:
            yield from self._band(say("Conditions outside the sum"))
        for run in _runs(self.criteria.gates, self.asks):
            yield from self._nodes(run)
        titles = {group.id: group.title for group in self.criteria.groups}
        current: str | None = None
        if self.criteria.gates and self.criteria.criteria[0].group is None:
            yield from self._band(say("Criteria"))
        for run in _runs(self.criteria.criteria, self.asks):
            group = run[0].group
            if group is not None and group != current:
                yield from self._band(titles.get(group) or words.UNPUBLISHED)
                current = group
            yield from self._nodes(run)

    def _band(self, title: object) -> Iterator[str]:
        """A heading over criteria."""
        yield ""
        yield f"{INDENT}# {'=' * (WIDTH - 4)}"
        yield from self._say(title, indent=INDENT)
        yield f"{INDENT}# {'=' * (WIDTH - 4)}"

    def _nodes(self, run: Sequence[Indicator], above: Indicator | None = None) -> Iterator[str]:
        """A node with all below it, or several leaves without public text; they are parts of the node `above`."""
        node = run[0]
        if len(run) > 1:
            yield ""
            yield from self.asks.run(run, above)
            for item in run:
                yield from self.asks.last_year(item)
                yield f"{INDENT}{key(item.id)}:"
            return
        yield ""
        if node.measure is None and above is None:
            yield f"{INDENT}# {'-' * (WIDTH - 4)}"
        yield from self.asks.title(node)
        yield from self.asks.about(node)
        yield from self.asks.last_year(node)
        if node.measure is not None:
            yield f"{INDENT}{key(node.id)}:"
        for inner in _runs(node.children, self.asks):
            yield from self._nodes(inner, node)


def _runs(nodes: Sequence[Indicator], asks: Instructions | None = None) -> Iterator[list[Indicator]]:
    """Nodes one by one, but neighbouring leaves without public text that are judged alike together."""
    run: list[Indicator] = []
    for node in nodes:
        if run and not _alike(run[-1], node, asks):
            yield run
            run = []
        run.append(node)
    if run:
        yield run


def _alike(one: Indicator, other: Indicator, asks: Instructions | None) -> bool:
    silent = all(node.label is None and node.measure is not None for node in (one, other))
    return silent and one.group == other.group and (asks is None or asks.rules(one) == asks.rules(other))
