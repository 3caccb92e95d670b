"""The conversation that fills a file in: what is asked next, and what becomes of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from wardeval.cli.asking import Asking
from wardeval.cli.prompts import Move, Prompts, legend
from wardeval.cli.session import Session
from wardeval.draft import Draft, section
from wardeval.interview import is_settled, steps, with_value
from wardeval.model.base import fold
from wardeval.problems import InputError, Problem, Span, say, say_n
from wardeval.report.foreign import visible
from wardeval.report.question import Questions
from wardeval.source import read_source

WIDEST = 100


class Filling:
    """A file that is being filled in: its steps, where we are, what has been asked."""

    def __init__(
        self, session: Session, draft: Draft, last: Mapping[str, object] | None, start: str | None, *, everything: bool
    ) -> None:
        """Fill `draft` in from the step `start`; `last` is what the file of last year says, if it is named."""
        self.session, self.draft, self.everything, self.start = session, draft, everything, start
        self.steps = steps(draft.loaded)
        found = self._last_year() if last is None else last
        self.last = {**section(found, "facts"), **section(found, "answers")}
        self.first = self._index(start) if start is not None else 0

    def _last_year(self) -> Mapping[str, object]:
        """What the same unit's file of the year before says, where the workspace has it; a broken one says nothing."""
        if self.session.workspace is None:
            return {}
        folder = self.session.workspace.assessments / str(self.draft.settled.period - 1)
        for path in sorted(folder.rglob("*.yaml")):
            with suppress(InputError):
                data = read_source(path).data
                same_set = isinstance(data, dict) and data.get("set") == self.draft.set_name
                if same_set and _same_unit(section(data, "unit"), self.draft.section("unit")):
                    return data if isinstance(data, dict) else {}
        return {}

    def _index(self, id_: str) -> int:
        found = [index for index, step in enumerate(self.steps) if step.id == id_]
        found += [index for index, step in enumerate(self.steps) if any(node.id == id_ for node in step.above)]
        if not found:
            from wardeval.model.mistakes import closest

            close = closest(id_, [step.id for step in self.steps])
            hint = say("did you mean “{id}”?", id=close) if close else None
            message = say("the set has no criterion or indicator “{id}”", id=id_)
            raise InputError([Problem("unknown-id", message, Span(self.draft.name), hint=hint)])
        return found[0]

    def run(self, prompts: Prompts) -> None:
        """Ask until everything is answered or somebody has had enough."""
        language = self.session.language
        asking = Asking(prompts, self.draft.loaded, language)
        questions = Questions(self.draft.settled, language, min(self.session.width(None), WIDEST))
        self.session.complain(f"{legend(tuple(Move), language)}\n")
        asked: list[int] = []
        again: set[int] = set()
        index = self.first
        while index < len(self.steps):
            step = self.steps[index]
            if index not in again and not self._asks(index):
                index += 1
                continue
            place = (index + 1, len(self.steps))
            self.session.complain("\n" + questions.head(step, place, self._now(index), self.last.get(step.id)))
            found: object = asking.ask(step)
            while found is Move.WHY:
                self.session.complain(questions.why(step))
                found = asking.ask(step)
            if found is not Move.BACK and not isinstance(found, Move):
                problem = self._take(index, found)
                if problem is not None:
                    self._tell(prompts, problem)
                    again.add(index)
                    continue
                found = self._prove(index, found, asking)
            if found is Move.STOP:
                return
            if found is Move.BACK:
                index = asked.pop() if asked else index
                again.add(index)
                continue
            asked.append(index)
            again.discard(index)
            index += 1

    def _tell(self, prompts: Prompts, problem: Problem) -> None:
        """Why an answer was not written: what would be wrong with the file."""
        text = self.session.language.text
        prompts.tell(text(say("not written: {problem}", problem=problem.message)))
        if problem.hint is not None:
            prompts.tell(text(problem.hint))

    def _asks(self, index: int) -> bool:
        step = self.steps[index]
        settled = is_settled(step, self.draft.loaded, self.draft.section("facts"), self.draft.section("answers"))
        return not settled or (self.everything and self._now(index) is not None) or step.id == self.start

    def _now(self, index: int) -> object:
        place, id_ = self.steps[index].keys
        return self.draft.section(place).get(id_)

    def _take(self, index: int, found: Any) -> Problem | None:
        """Write an answer; gives what would be wrong with the file then."""
        step = self.steps[index]
        value: Any = with_value(self._now(index), found) if step.node is not None else found
        return self.draft.put([(step.keys, value)], self._order(index))

    def _order(self, index: int) -> tuple[str, ...]:
        return tuple(step.id for step in self.steps if step.is_fact is self.steps[index].is_fact)

    def _prove(self, index: int, found: Any, asking: Asking) -> object:
        """Ask for the proof of an answer that was written, and write it."""
        step = self.steps[index]
        waived = isinstance(found, dict) and "not-applicable" in found
        if step.node is None or step.node.proof is None or step.node.measure is None or waived:
            return None
        proof = asking.proof(self.draft.section("evidence"), self.draft.text)
        if not isinstance(proof, tuple):
            return proof
        ids, new = proof
        if not ids:
            return None
        now: Any = self._now(index)
        answer = now if isinstance(now, dict) else {"parts" if isinstance(now, list) else "value": now}
        known = answer.get("evidence") or []
        known = [known] if isinstance(known, str) else known
        answer = {**answer, "evidence": [*known, *(id_ for id_ in ids if id_ not in known)]}
        self.draft.put([*((("evidence", id_), entry) for id_, entry in new.items()), (step.keys, answer)])
        return None

    def summary(self) -> str:
        """How much is answered now, and what to do next."""
        text, file = self.session.language.text, self.draft.name
        open_ = [index for index in range(len(self.steps)) if self._asks(index) and self._now(index) is None]
        if not open_:
            said = say("everything is answered; “wardeval score {file}” shows the result", file=file)
        else:
            missing = say_n("{n} answer is still missing", "{n} answers are still missing", n=len(open_))
            said = say("{missing}; to go on: wardeval fill {file}", missing=missing, file=file)
        return f"{visible(text(said))}\n"


def _same_unit(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two files are about one unit: by its code, else by its name, whatever the tones and capitals."""
    key = "id" if one.get("id") and other.get("id") else "name"
    return fold(str(one.get(key))) == fold(str(other.get(key)))
