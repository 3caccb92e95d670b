"""The working behind one criterion or indicator, from the answer in the file up to the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.case import Case
from wardeval.engine.result import NodeResult, SetResult, State
from wardeval.language import Language
from wardeval.problems import Keys, say
from wardeval.report import words
from wardeval.report.document import Branch, Cell, Document, Heading, Tone, Tree
from wardeval.report.given import given
from wardeval.report.overlays import mark
from wardeval.report.rules import rule


class Explanation:
    """Builds the tree of one node of one track."""

    def __init__(self, case: Case, language: Language, track: str) -> None:
        """Explain results of `track`."""
        self.case, self.language = case, case.language(language, track)
        self.result: SetResult = case.results[track]
        self.text = self.language.text

    def document(self, id_: str) -> Document:
        """The derivation of the node with this id, which exists."""
        path = self._path(id_)
        return Document((Heading(self._name(path[-1]), 1), Tree(self._branch(path[-1], above=path[:-1]))))

    def _path(self, id_: str) -> list[NodeResult]:
        open_: list[list[NodeResult]] = [[node] for node in (*self.result.gates, *self.result.nodes)]
        for path in open_:
            if path[-1].node.id == id_:
                return path
            open_.extend([*path, child] for child in path[-1].children)
        raise KeyError(id_)

    def _name(self, result: NodeResult) -> str:
        return self.text(say("{id} {label}", id=result.node.id, label=words.label(result.node)))

    def _branch(self, result: NodeResult, above: list[NodeResult] | None = None) -> Branch:
        shown, tone = words.state(result)
        points = words.points(result)
        head = say("{state}, {points}", state=shown, points=points) if points else shown
        text = head if above is not None else say("{name}: {state}", name=self._name(result), state=head)
        children = [*self._answer(result), *self._rule(result), *self._why(result)]
        children += [self._branch(child) for child in result.children]
        if above is not None:
            children += self._upward([*above, result])
        return Branch(Cell(self.text(text), tone), tuple(children))

    def _answer(self, result: NodeResult) -> Iterator[Branch]:
        if result.node.children and result.reply is None:
            return
        if result.reply is None:
            yield Branch(Cell(self.text(say("answer: none in {file}", file=self.case.source.name)), Tone.OPEN))
            return
        span = self.case.source.locate(result.reply.keys)
        raw = given(result.node, _raw(self.case.source.data, result.reply.keys), self.case.criteria)
        evidence = tuple(self._evidence(id_) for id_ in result.reply.answer.evidence)
        beside = [
            Branch(Cell(self.text(text)))
            for text in (
                *evidence,
                *(
                    say("explanation (changes no number): {text}", text=text)
                    for text in [result.reply.answer.explanation]
                    if text
                ),
                *(say("reason of the verifier: {text}", text=text) for text in [result.reply.answer.reason] if text),
            )
        ]
        yield Branch(Cell(self.text(say("answer: {text} ({place})", text=raw, place=str(span)))), tuple(beside))

    def _evidence(self, id_: str) -> object:
        found = self.case.assessment.evidence[id_]
        parts = [
            part for part in (found.number, found.date, found.issuer, found.title or found.summary, found.file) if part
        ]
        return say("evidence {id}: {parts}", id=id_, parts=tuple(parts))

    def _rule(self, result: NodeResult) -> Iterator[Branch]:
        node = result.node
        lines = [Branch(Cell(self.text(line))) for line in rule(node, self.case.criteria)]
        lines += [Branch(Cell(self.text(each), Tone.OPEN)) for each in mark(self.case.loaded, node.id)]
        if node.assumed is not None:
            lines.append(Branch(Cell(self.text(say("assumed: {text}", text=node.assumed)), Tone.OPEN)))
        source = words.source(node)
        if source is None and not lines:
            return
        attested = self.text(words.ATTESTED[node.attested]) if node.attested else None
        where = ", ".join(part for part in (source, attested) if part) or self.text(say("as the criterion above"))
        yield Branch(Cell(self.text(say("rule: {source}", source=where))), tuple(lines))

    def _why(self, result: NodeResult) -> Iterator[Branch]:
        for step in result.steps:
            yield Branch(Cell(self.text(say("therefore: {step}", step=step))))
        if result.closes is not None and result.state is not State.MISSING:
            yield Branch(Cell(self.text(say("to close it: {closes}", closes=result.closes)), Tone.STRONG))

    def _upward(self, path: list[NodeResult]) -> Iterator[Branch]:
        """Where the node goes: its parents, its group, the verdict."""
        for parent in reversed(path[:-1]):
            shown, tone = words.state(parent)
            points = words.points(parent)
            state = say("{state}, {points}", state=shown, points=points) if points else shown
            yield Branch(Cell(self.text(say("goes into {name}: {state}", name=self._name(parent), state=state)), tone))
        for group in self.result.groups:
            if group.title is not None and any(node.node.id == path[0].node.id for node in group.criteria):
                yield Branch(Cell(self.text(say("group: {title}", title=group.title))))
        conditions = [
            Branch(
                Cell(
                    self.text(
                        say(
                            "{verdict}: {says} ({met}: {found})",
                            verdict=item.verdict.title,
                            says=condition.says,
                            met=condition.met,
                            found=condition.found,
                        )
                    )
                )
            )
            for item in self.result.verdicts
            for condition in item.conditions
        ]
        verdict = words.verdict(self.result, self.language)
        yield Branch(Cell(self.text(say("verdict: {verdict}", verdict=verdict.text)), verdict.tone), tuple(conditions))


def _raw(data: object, keys: Keys) -> object:
    """An answer as the file writes it."""
    for key in keys:
        data = data[key]  # type: ignore[index]
    return data
