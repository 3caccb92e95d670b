"""One criterion as comments of an assessment: what it asks, how it is judged, what proves it, how it is answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from wardeval.carry import Carried, Mark
from wardeval.language import Code, Language
from wardeval.library import LoadedSet
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.structure import may_be_met
from wardeval.problems import Message, say
from wardeval.report import words
from wardeval.report.foreign import visible
from wardeval.report.overlays import mark
from wardeval.report.rules import NOT_APPLICABLE, parameter, rule
from wardeval.settled import Settled
from wardeval.written import comment, flow, key, scalar

INDENT = "  "


def is_counted(criteria: CriterionSet) -> bool:
    """Whether a file may say only how many criteria are met; a review recognises nobody, and counts nothing."""
    return criteria.purpose != "review" and any(map(may_be_met, criteria.criteria))


class Instructions:
    """Says of every node of a set what the one who fills in the file has to know."""

    def __init__(self, loaded: LoadedSet, language: Language, settled: Settled, carried: Carried | None) -> None:
        """For `settled`, the set in one period; `carried` is last year's assessment."""
        self.loaded, self.language, self.settled, self.carried = loaded, language, settled, carried
        self.criteria = loaded.criteria

    def title(self, node: Indicator) -> Iterator[str]:
        """The number of a node, where the decision gives it one, and what it is called."""
        number, label = words.number(node), self._text(words.label(node))
        has_number = any(letter.isdecimal() for letter in number) and node.number != "unknown"
        if has_number and node.label is None:
            yield from comment(self._line(self._text(self._silent(node, number))), INDENT)
            return
        yield from comment(self._line(label), INDENT, f"{number} " if has_number else "")

    def _silent(self, node: Indicator, number: str) -> Message:
        """What a node without public text is called; a bare number before these words would read as a count."""
        if node in self.criteria.criteria:
            return say("Criterion {number} (content not published)", number=number)
        return say("Content {number} (not published)", number=number)

    def about(self, node: Indicator) -> Iterator[str]:
        """What is to be known of a node, a line of comment each."""
        for text in (*self._marks(node), *self._said(node)):
            yield from comment(self._line(text), INDENT, "  ")

    def rules(self, node: Indicator) -> tuple[str, ...]:
        """How a node is judged."""
        sentences = [*rule(self.settled.node(node), self.criteria)]
        if node.measure is not None:
            del sentences[0]  # what is answered; `_how` says it with an example
        if node.weight is not None:
            sentences.append(say("weight: {weight}", weight=parameter(self.settled.parameter(node.weight))))
        return tuple(self._text(sentence) for sentence in sentences)

    def run(self, nodes: Sequence[Indicator], parent: Indicator | None = None) -> Iterator[str]:
        """What is to be known of several leaves without public text that are judged alike, all parts of `parent`."""
        title = say("{n} criteria, content not published", n=len(nodes))
        if parent is not None:
            title = say("{n} contents of {id}, not published", n=len(nodes), id=words.number(parent))
        yield from comment(self._line(self._text(title)), INDENT)
        for text in ("; ".join(self.rules(nodes[0])), self._answer(nodes[0])):
            if text:
                yield from comment(self._line(text), INDENT, "  ")
        if is_counted(self.criteria) and nodes[0] in self.criteria.criteria:
            hint = say("where only a number of them is known, write it as stated-count, at the end of this file")
            yield from comment(self._text(hint), INDENT, "  ")

    def last_year(self, node: Indicator) -> Iterator[str]:
        """Last year's answers to a node."""
        if self.carried is None:
            return
        period = str(self.carried.last.period)
        for said, answers in (
            (say("{period}, the unit:", period=period), self.carried.answers),
            (say("{period}, the verifier:", period=period), self.carried.verified),
        ):
            if answers.get(node.id) is not None:
                answer = visible(flow(answers[node.id]))
                yield from comment(f"{self._text(said)} {answer}", INDENT, "  ")

    def _said(self, node: Indicator) -> Iterator[str]:
        if node.title is not None and node.ask is not None:
            yield self._text(node.ask)
        yield from map(self._text, mark(self.loaded, node.id))
        if rules := self.rules(node):
            yield "; ".join(rules)
        if node.verdict_of is not None:
            yield self._text(
                say("this is the verdict of the set “{set}”; its decision is the proof", set=node.verdict_of)
            )
        if node.proof is not None:
            yield self._text(say("proof: {proof}", proof=node.proof))
        if node.assumed is not None:
            yield self._text(say("assumed: {text}", text=node.assumed))
        if node.note is not None:
            yield self._text(node.note)
        if node.attested not in (None, "official-text") and node.attested is not None:
            yield self._text(say("wording: {attested}", attested=words.ATTESTED[node.attested]))
        for part, title in node.parts.items():
            yield f"- {part}: {self._text(title)}"
        if node.measure is not None:
            yield self._answer(node)
            yield from map(self._text, self._exceptions(node))
        if node.not_applicable in NOT_APPLICABLE:
            entry = {"not-applicable": self._text(say("the reason"))}
            shown = flow(entry) if node.measure is not None else f"{key(node.id)}: {flow(entry)}"
            yield self._text(say("if it does not apply, write {example}", example=shown))

    def _marks(self, node: Indicator) -> Iterator[str]:
        """How the node differs from last year's."""
        if self.carried is None or self.carried.is_other_set:
            return
        marks = self.carried.marks.get(node.id, frozenset())
        period = str(self.carried.last.period)
        if Mark.NEW in marks:
            yield self._text(say("NEW: not asked in {period}", period=period))
        old = {item.id: item for item in self.carried.loaded.criteria.nodes()}.get(node.id)
        if old is None:
            return
        if Mark.WORDING in marks:
            label = words.label(old)
            yield self._text(say("CHANGED: the wording; in {period}: “{label}”", period=period, label=label))
        if Mark.RULE in marks:
            before = Settled(self.carried.loaded, self.carried.last.period, self.settled.type)
            said = "; ".join(map(self._text, rule(before.node(old), self.carried.loaded.criteria)))
            yield self._text(say("CHANGED: how it is judged; in {period}: {rule}", period=period, rule=said))

    def _answer(self, node: Indicator) -> str:
        """How an answer is written, and in what unit of measure."""
        how = self._text(self._how(node))
        if node.measure == "events" and node.unit:
            return how
        return self._text(say("{how} (counted in: {unit})", how=how, unit=node.unit)) if node.unit else how

    def _how(self, node: Indicator) -> Message:
        """How an answer is written, with an example."""
        vi = self.language.code is Code.VI
        match node.measure:
            case "events":
                if node.unit:
                    return say("write the number, 0 if there was none ({unit})", unit=node.unit)
                return say("write the number, 0 if there was none")
            case "count":
                return say("write a whole number, for example {example}", example="3")
            case "ratio":
                return say(
                    "write how many were counted (part) and out of how many (whole), for example {example}",
                    example="{part: 14, whole: 15}",
                )
            case "amount":
                return say("write a number, for example {example}", example=scalar("82,5"))
            case "change":
                return say(
                    "write this year's number and last year's, for example {example}", example="{now: 12, before: 17}"
                )
            case "date":
                return say("write the date, for example {example}; if it was not done: none", example=self._day(node))
            case "level":
                scale = self.criteria.scales.get(node.scale or "", {})
                levels = tuple(say("{id} ({title})", id=id_, title=title) for id_, title in scale.items())
                return say("write one of: {levels}", levels=levels)
            case "points":
                return self._how_many_points(node)
            case "parts":
                first = list(node.parts)[:2]
                each = {
                    "parts": {id_: (("có", "không") if vi else ("yes", "no"))[place] for place, id_ in enumerate(first)}
                }
                return say(
                    "write which are there, for example {some}, or one by one, {each}; none: {none}",
                    some=flow(first),
                    each=flow(each),
                    none="[]",
                )
        return say("write met, basically met or not met")

    def _how_many_points(self, node: Indicator) -> Message:
        example = scalar("3,5" if node.step is not None and node.step.denominator > 1 else "3")
        if node.max is None:
            return say("write the points that were given, for example {example}", example=example)
        if node.step is not None:
            return say("write the points, from 0 to {max} in steps of {step}", max=node.max, step=node.step)
        return say("write the points, from 0 to {max}", max=node.max)

    def _day(self, node: Indicator) -> str:
        """A day of the period as an example: one that the rule allows."""
        met, period = self.settled.requirement(node.met) if node.met else None, self.settled.period
        day = date(period, 1, 15)
        if met is not None and met.from_ is not None and day < met.from_.on(period):
            day = met.from_.on(period)
        if met is not None and met.to is not None and day > met.to.on(period):
            day = met.to.on(period)
        if met is not None and met.before is not None and day >= met.before.on(period):
            day = met.before.on(period) - timedelta(days=1)
        return day.strftime("%d/%m/%Y")

    def _exceptions(self, node: Indicator) -> Iterator[Message]:
        for ground in node.except_:
            exception = self.criteria.exceptions[ground]
            excepted: dict[str, object] = {"reason": ground}
            if exception.needs:
                excepted["holds"] = list(exception.needs)
            excepted["note"] = "…"
            example = flow({"value": "1", "excepted": [excepted]})
            yield say("one that does not count ({ground}): {example}", ground=exception.title, example=example)

    def _text(self, value: object) -> str:
        return self.language.text(value)

    def _line(self, text: str) -> str:
        return visible(" ".join(text.split()))
