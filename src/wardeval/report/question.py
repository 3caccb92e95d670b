"""What a person is told when a file is filled in: the question, how it is judged, why it is asked, what is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from wardeval.facts import declared_facts
from wardeval.interview import Step
from wardeval.language import Language
from wardeval.model.criterion_set import Indicator
from wardeval.problems import say
from wardeval.report import words
from wardeval.report.foreign import visible
from wardeval.report.rules import rule
from wardeval.settled import Settled

HOW = {
    "met": say("met, not met or basically met"),
    "events": say("how many times; 0 for none"),
    "count": say("a whole number"),
    "ratio": say("part/whole, for example 14/15"),
    "amount": say("a number, for example 82,5"),
    "change": say("this year's number"),
    "date": say("day/month/year, or “chưa” if it was not done"),
    "level": say("a level of the scale"),
    "points": say("a number of points"),
    "parts": say("those that are there"),
}
"""How an answer of each measure is written at a prompt."""


class Questions:
    """Puts the steps of an interview into words."""

    def __init__(self, settled: Settled, language: Language, width: int) -> None:
        """Ask about the set of `settled` in `language`, in lines of `width` columns."""
        self.settled, self.loaded, self.text, self.width = settled, settled.loaded, language.text, width

    def head(self, step: Step, place: tuple[int, int], now: object, last: object) -> str:
        """The question: its place among all, its wording, what is required, what is written now and was last year."""
        lines: list[str] = []
        if step.node is not None:
            lines += [self.text(say("in {name}", name=self._label(node))) for node in step.above]
            lines += [self.text(line) for line in rule(self.settled.node(step.node), self.loaded.criteria)]
            lines += [f"- {self.text(title)}" for title in step.node.parts.values()]
            if step.node.proof is not None:
                lines.append(self.text(say("proof: {proof}", proof=step.node.proof)))
        if last is not None:
            lines.append(self.text(say("last year: {answer}", answer=flat(last))))
        if now is not None:
            lines.append(self.text(say("now: {answer}", answer=flat(now))))
        return self._block(lines, f"[{place[0]}/{place[1]}] {self._name(step)}")

    def _name(self, step: Step) -> str:
        if step.node is not None:
            return self._label(step.node)
        return self.text(say("the unit: {title}", title=declared_facts(self.loaded)[step.id].title))

    def _label(self, node: Indicator) -> str:
        return f"{words.number(node)} {self.text(words.label(node))}"

    def why(self, step: Step) -> str:
        """Why it is asked and where it comes from."""
        return self._block(list(self._why(step)))

    def _why(self, step: Step) -> Iterator[str]:
        if step.node is None:
            yield self.text(say("the thresholds of the set depend on it"))
            return
        node = step.node
        for about in (node, *reversed(step.above)):
            known: list[object] = [self._source(about), words.ATTESTED[about.attested] if about.attested else None]
            if found := [part for part in known if part]:
                yield self.text(say("source: {parts}", parts=tuple(found)))
                break
        if node.assumed is not None:
            yield self.text(say("assumed: {text}", text=node.assumed))
        if node.note is not None:
            yield self.text(say("note: {text}", text=node.note))
        for verdict in self.loaded.criteria.verdicts:
            if verdict.when is not None or verdict.unknown:
                yield self.text(say("it counts toward: {verdict}", verdict=verdict.title))
                break

    def _source(self, node: Indicator) -> str | None:
        """Where a node's text comes from, with the title of the source."""
        if node.source is None:
            return None
        owner = self.loaded.others.get(node.origin or "", self.loaded.criteria)
        id_, _, place = node.source.partition(" ")
        title = self.text(owner.sources[id_].title) if id_ in owner.sources else id_
        return f"{title}, {place}" if place else title

    def _block(self, lines: list[str], head: str | None = None) -> str:
        shown = [] if head is None else wrap(visible(head), self.width)
        for line in map(visible, lines):
            shown += wrap(line, self.width, initial_indent="    ", subsequent_indent="      ")
        return "\n".join(shown) + "\n"


def flat(value: object) -> str:
    """A plain answer in one line, as a file would write it."""
    match value:
        case Mapping():
            return ", ".join(f"{key}: {flat(inner)}" for key, inner in value.items())
        case str():
            return value
        case Iterable():
            return f"[{', '.join(flat(item) for item in value)}]"
    return ""
