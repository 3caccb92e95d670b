"""Asking for one answer: which prompts each measure needs, and the plain data that they come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from wardeval.cli.prompts import Move, Option, Prompts, Refusal
from wardeval.facts import declared_facts
from wardeval.interview import WRITTEN_GRADES, YES_NO, Step, refusal
from wardeval.language import Language
from wardeval.library import LoadedSet
from wardeval.model.base import whole_number
from wardeval.model.criterion_set import Indicator
from wardeval.problems import Message, say
from wardeval.report.question import HOW

if TYPE_CHECKING:
    from wardeval.amend import Plain

_ALWAYS = (Move.WHY, Move.BACK, Move.SKIP, Move.STOP)


class Asking:
    """Asks one step after another; every method gives plain data as the file will hold it, or a move."""

    def __init__(self, prompts: Prompts, loaded: LoadedSet, language: Language) -> None:
        """Ask about `loaded` through `prompts`."""
        self.prompts, self.loaded, self.language = prompts, loaded, language
        self.text = language.text

    def ask(self, step: Step) -> Plain | Move:
        """The answer to a step."""
        if step.node is None:
            return self._fact(step)
        if step.node.measure is None:
            return self._whether(step, step.node)
        moves = (Move.WAIVE, *_ALWAYS) if step.node.not_applicable != "forbidden" else _ALWAYS
        ask = {
            "met": self._met,
            "level": self._level,
            "parts": self._parts,
            "ratio": self._ratio,
            "change": self._change,
            "events": self._events,
        }.get(step.node.measure, self._plain)
        found = ask(step, step.node, moves)
        return self._reason() if found is Move.WAIVE else found

    def _fact(self, step: Step) -> str | Move:
        fact = declared_facts(self.loaded)[step.id]
        if fact.is_ == "number":
            return self._line(step, say("a number"), _ALWAYS)
        values = fact.of if fact.is_ == "one-of" else YES_NO[self.language.code]
        return self.prompts.choose(self.text(fact.title), [Option(value, value) for value in values], _ALWAYS)

    def _whether(self, step: Step, node: Indicator) -> Plain | Move:
        """Whether a node with parts applies at all."""
        options = [Option("yes", self.text(say("it applies"))), Option("no", self.text(Move.WAIVE.says))]
        found = self.prompts.choose(self.text(say("does it apply?")), options, _ALWAYS)
        if isinstance(found, Move):
            return found
        return self._reason() if found == "no" else Move.SKIP

    def _reason(self) -> Plain | Move:
        found = self._free(say("the reason"), needed=True)
        return found if isinstance(found, Move) else {"not-applicable": found}

    def _met(self, step: Step, node: Indicator, moves: tuple[Move, ...]) -> Plain | Move:
        grades = WRITTEN_GRADES[self.language.code]
        found = self.prompts.choose(self.text(say("answer")), [Option(grade, grade) for grade in grades], moves)
        if found != grades[-1]:
            return found
        explained = self._free(say("the explanation: what is still missing"), needed=False)
        return {"value": found, "explanation": explained} if isinstance(explained, str) and explained else found

    def _level(self, step: Step, node: Indicator, moves: tuple[Move, ...]) -> Plain | Move:
        scale = self.loaded.criteria.scales[node.scale or ""]
        options = [Option(id_, self.text(title)) for id_, title in scale.items()]
        return self.prompts.choose(self.text(say("answer")), options, moves)

    def _parts(self, step: Step, node: Indicator, moves: tuple[Move, ...]) -> Plain | Move:
        options = [Option(id_, self.text(title)) for id_, title in node.parts.items()]
        return self.prompts.tick(self.text(HOW["parts"]), options, moves)

    def _ratio(self, step: Step, node: Indicator, moves: tuple[Move, ...]) -> Plain | Move:
        found = self._line(step, HOW["ratio"], moves)
        if isinstance(found, Move):
            return found
        part, _, whole = found.partition("/")
        return {"part": part.strip(), "whole": whole.strip()}

    def _change(self, step: Step, node: Indicator, moves: tuple[Move, ...]) -> Plain | Move:
        now = self._line(step, HOW["change"], moves, lambda said: {"now": said})
        if isinstance(now, Move):
            return now
        before = self._line(
            step, say("the year before's number"), (Move.SKIP, Move.STOP), lambda said: {"before": said}
        )
        if before is Move.STOP:
            return before
        return {"now": now, "before": None if isinstance(before, Move) else before}

    def _events(self, step: Step, node: Indicator, moves: tuple[Move, ...]) -> Plain | Move:
        found = self._line(step, HOW["events"], moves)
        if isinstance(found, Move) or not node.except_ or not found.isdecimal() or whole_number(found) == 0:
            return found
        excepted = self._excepted(step, node, found)
        if isinstance(excepted, Move):
            return excepted
        return {"value": found, "excepted": excepted} if excepted else found

    def _excepted(self, step: Step, node: Indicator, events: str) -> list[Plain] | Move:
        """Which of the events are excepted, ground by ground."""
        excepted: list[Plain] = []
        for id_ in node.except_:
            ground = self.loaded.criteria.exceptions[id_]
            self.prompts.tell(self.text(say("may be left out of the count: {ground}", ground=ground.title)))
            question = say("how many of them; Enter for none")

            def plain(said: str, reason: str = id_) -> Plain:
                return {"value": events, "excepted": [*excepted, {"reason": reason, "number": said}]}

            number = self._line(step, question, (Move.SKIP, Move.STOP), plain)
            if number is Move.STOP:
                return number
            if isinstance(number, Move) or whole_number(number) == 0:
                continue
            entry: dict[str, Plain] = {"reason": id_, "number": number}
            if ground.needs:
                options = [Option(need, self.text(title)) for need, title in ground.needs.items()]
                holds = self.prompts.tick(self.text(say("what of this is fulfilled")), options, (Move.STOP,))
                if isinstance(holds, Move):
                    return holds
                entry["holds"] = holds
            excepted.append(entry)
        return excepted

    def _plain(self, step: Step, node: Indicator, moves: tuple[Move, ...]) -> Plain | Move:
        question = HOW[node.measure or ""]
        if node.measure == "points" and node.max is not None:
            question = say("points from 0 to {max}", max=node.max)
        if node.unit is not None:
            question = say("{question} ({unit})", question=question, unit=node.unit)
        return self._line(step, question, moves)

    def _line(
        self,
        step: Step,
        question: Message,
        moves: tuple[Move, ...],
        plain: Callable[[str], object] = lambda said: said,
    ) -> str | Move:
        """A line that the measure can read."""

        def check(said: str) -> Refusal | None:
            refused = refusal(step, self.loaded, plain(said))
            return None if refused is None else Refusal(*refused)

        return self.prompts.line(self.text(question), check, moves)

    def _free(self, question: Message, *, needed: bool) -> str | Move:
        """Any text; where it is not needed an empty line says nothing."""

        def check(said: str) -> Refusal | None:
            return Refusal(say("text is expected here")) if needed and not said.strip() else None

        return self.prompts.line(self.text(question), check, (Move.STOP,) if needed else (Move.SKIP, Move.STOP))

    def proof(self, evidence: Mapping[str, object], file: str) -> tuple[list[str], dict[str, Plain]] | Move:
        """Ids of documents that prove an answer, and the documents among them that are new to the register.

        A new id is one that stands nowhere in the text of the `file`, not even in a comment of last year's.
        """
        new: dict[str, Plain] = {}
        ids: list[str] = []
        question = say("proof: the id of a document, + for a new one, empty for no more")
        while True:
            known = [*evidence, *new]

            def check(said: str, known: list[str] = known) -> Refusal | None:
                if said == "+" or said in known:
                    return None
                return Refusal(say("“{id}” is not in the register of evidence", id=said))

            found = self.prompts.line(self.text(question), check, (Move.SKIP, Move.STOP), [*known, "+"])
            if found is Move.STOP:
                return Move.STOP
            if isinstance(found, Move):
                return ids, new
            if found == "+":
                entry = self._document()
                if entry is Move.BACK:
                    continue
                if isinstance(entry, Move):
                    return entry
                found = _unused(known, file)
                new[found] = entry
                self.prompts.tell(self.text(say("added: {id}", id=found)))
            if found not in ids:
                ids.append(found)

    def _document(self) -> dict[str, Plain] | Move:
        entry: dict[str, Plain] = {}
        for key, question in (
            ("number", say("its number, for example 01-NQ/ĐU")),
            ("date", say("its date: day/month/year")),
            ("issuer", say("who issued it")),
            ("summary", say("what it is about")),
        ):
            check = _date if key == "date" else _anything
            found = self.prompts.line(self.text(question), check, (Move.BACK, Move.SKIP, Move.STOP))
            if found is Move.STOP or found is Move.BACK:
                return found
            if isinstance(found, str):
                entry[key] = found
        return entry


def _anything(_said: str) -> Refusal | None:
    return None


def _date(said: str) -> Refusal | None:
    from pydantic_core import PydanticCustomError

    from wardeval.model.base import calendar_date

    try:
        calendar_date(said)
    except PydanticCustomError as error:
        context = error.context or {}
        return Refusal(context["message"], context.get("hint"))
    return None


def _unused(known: list[str], file: str) -> str:
    """An id for a new document."""
    number = len(known) + 1
    while f"mc-{number:02d}" in known or f"mc-{number:02d}" in file:
        number += 1
    return f"mc-{number:02d}"
