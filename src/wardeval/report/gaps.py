"""What is missing to the next verdict, as a list for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardeval.engine.leaf import half
from wardeval.engine.result import Gap, SetResult, Status
from wardeval.language import Language
from wardeval.model.values import Grade
from wardeval.problems import say, say_n
from wardeval.report import words
from wardeval.report.document import Block, Cell, Heading, Items, Line, Tone


class Missing:
    """Says what is missing of a result."""

    def __init__(self, result: SetResult, language: Language) -> None:
        """List the gaps of `result` in `language`."""
        self.result, self.text = result, language.text

    def blocks(self) -> Iterator[Block]:
        """The heading and the list."""
        gaps = self.result.gaps
        yield Heading(self.text(say("What is missing")))
        unnamed = self._unnamed()
        if self.result.status is Status.NOT_ASSESSED:
            yield Line(
                Cell(self.text(say("the unit is not assessed this period: a condition for assessing it does not hold")))
            )
        elif not gaps and unnamed is None:
            yield Line(Cell(self.text(say("nothing")), Tone.GOOD))
        else:
            rows = [self._gap(run, parent) for run, parent in self._gap_runs(gaps)]
            yield Items((*rows, *([unnamed] if unnamed else [])), numbered=True)

    def _unnamed(self) -> Cell | None:
        """The criteria that a published count leaves out without naming them."""
        count = self.result.count
        if count.hedge:
            text = say(
                "how many of the {n} are met in full, and not only “{hedge}”, is not published",
                n=count.stated,
                hedge=count.hedge,
            )
            return Cell(self.text(text), Tone.OPEN)
        if count.stated is not None and self.result.unnamed == 0 and self.result.status is Status.UNDECIDED:
            return Cell(self.text(say("which criteria are not met, or do not apply, is not published")), Tone.OPEN)
        if count.stated is None or self.result.unnamed == 0:
            return None
        text = say_n(
            "{n} more criterion is not met; which one is not published",
            "{n} more criteria are not met; which ones is not published",
            n=self.result.unnamed,
        )
        return Cell(self.text(text), Tone.BAD)

    def _gap_runs(self, gaps: Sequence[Gap]) -> Iterator[tuple[tuple[Gap, ...], str | None]]:
        """Gaps one by one, but together those without public text that stand alike: criteria, or parts of one node.

        Beside each run the node that its parts belong to.
        """
        parents = {child.node.id: result.node.id for result in self.result.all_nodes() for child in result.children}
        silent: dict[object, list[Gap]] = {}
        for gap in gaps:
            node = gap.result.node
            state = words.state(gap.result)[0].template
            key = (gap.kind, state, parents.get(node.id)) if words.is_silent(node) else object()
            silent.setdefault(key, []).append(gap)
        yield from ((tuple(run), parents.get(run[0].result.node.id)) for run in silent.values())

    def _gap(self, run: Sequence[Gap], parent: str | None) -> Cell:
        gap = run[0]
        shown, tone = words.state(gap.result)
        if len(run) > 1:
            n = len(run)
            if parent is None:
                text = say_n("{n} criterion, content not published", "{n} criteria, content not published", n=n)
            else:
                text = say_n(
                    "{n} part of {parent}, content not published",
                    "{n} parts of {parent}, content not published",
                    n=n,
                    parent=parent,
                )
            return Cell(self.text(say("{what}: {state}", what=text, state=shown)), tone)
        name = self.text(
            say("{id} {label}: {state}", id=gap.result.node.id, label=words.label(gap.result.node), state=shown)
        )
        reply = gap.result.reply
        told = gap.missing or (reply is not None and reply.value is Grade.NOT_MET)
        shown_steps = () if told and half(reply) is None else gap.result.steps[:1]
        details = [self.text(step) for step in shown_steps]
        if gap.closes is not None and not told:
            details.append(self.text(say("to close it: {closes}", closes=gap.closes)))
        if gap.lost is not None and gap.lost.most:
            details.append(self.text(say("points at stake: {points}", points=gap.lost.most)))
        if gap.missing and gap.result.node.proof:
            details.append(self.text(say("proof: {proof}", proof=gap.result.node.proof)))
        return Cell(" · ".join([name, *details]), tone)
