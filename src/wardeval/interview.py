"""What an assessment still has to be asked, step by step in the order of the set, and whether an answer can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pydantic_core import PydanticCustomError, ValidationError

from wardeval.facts import declared_facts, needed_facts, read_fact
from wardeval.language import Code
from wardeval.library import LoadedSet
from wardeval.load import said
from wardeval.model.assessment import Answer
from wardeval.model.criterion_set import Indicator
from wardeval.model.mistakes import Mistake
from wardeval.model.replies import read_replies
from wardeval.model.values import NotApplicable, Reply
from wardeval.problems import Message

WRITTEN_GRADES = {
    Code.VI: ("đạt", "chưa đạt", "cơ bản đạt"),
    Code.EN: ("met", "not met", "basically met"),
}
"""How an answer of the measure `met` is written in each language; the last needs an explanation."""
YES_NO = {Code.VI: ("có", "không"), Code.EN: ("yes", "no")}
"""How a yes-or-no fact is written in each language."""


class Step(NamedTuple):
    """One thing to be asked: a fact of the unit, whether a node with parts applies, or a leaf's answer."""

    id: str
    node: Indicator | None = None
    above: tuple[Indicator, ...] = ()

    @property
    def is_fact(self) -> bool:
        """Whether it is about the unit, not about a criterion."""
        return self.node is None

    @property
    def keys(self) -> tuple[str, str]:
        """Where the answer stands in the file."""
        return ("facts" if self.node is None else "answers", self.id)


def steps(loaded: LoadedSet) -> tuple[Step, ...]:
    """Everything that a set asks: the facts that its rules need, then gates and criteria in the order of the file."""
    criteria = loaded.criteria
    facts = [Step(name) for name in needed_facts(loaded)]
    nodes = [step for node in (*criteria.gates, *criteria.criteria) for step in _below(node, ())]
    return (*facts, *nodes)


def _below(node: Indicator, above: tuple[Indicator, ...]) -> Iterator[Step]:
    if node.measure is not None or node.not_applicable != "forbidden":
        yield Step(node.id, node, above)
    for child in node.children:
        yield from _below(child, (*above, node))


def is_settled(step: Step, loaded: LoadedSet, facts: Mapping[str, object], answers: Mapping[str, object]) -> bool:
    """Whether a step needs no asking: it is answered, or something around it does not apply."""
    if step.node is None:
        return facts.get(step.id) is not None
    if any(_waived(answers.get(node.id)) for node in step.above):
        return True
    if step.node.measure is None:
        return _waived(answers.get(step.id)) or any(answers.get(node.id) is not None for node in step.node.walk())
    reply, mistake = read(loaded, step.node, answers.get(step.id))
    return mistake is None and reply is not None and reply.value is not None


def _waived(answer: object) -> bool:
    return isinstance(answer, Mapping) and answer.get("not-applicable") is not None


def read(loaded: LoadedSet, node: Indicator, plain: object) -> tuple[Reply | None, Mistake | None]:
    """What an answer in plain data is read as, or why it cannot be."""
    try:
        answer = Answer.read(plain)
    except ValidationError as error:
        rule, message, hint = said(error.errors(include_url=False, include_input=True)[0])
        return None, Mistake(rule, (node.id,), message, hint)
    mistakes: list[Mistake] = []
    replies = read_replies(loaded.criteria, {node.id: answer}, (), mistakes)
    return replies.get(node.id), mistakes[0] if mistakes else None


def refusal(step: Step, loaded: LoadedSet, plain: object) -> tuple[Message, Message | None] | None:
    """Why an answer cannot be taken, and what to do; none where it can."""
    if step.node is not None:
        _, mistake = read(loaded, step.node, plain)
        return None if mistake is None else (mistake.message, mistake.hint)
    try:
        read_fact(declared_facts(loaded)[step.id], str(plain))
    except PydanticCustomError as error:
        context = error.context or {}
        return context["message"], context.get("hint")
    return None


def with_value(old: object, new: object) -> object:
    """An answer with another value: what stands beside it (proof, explanation, note) stays."""
    if isinstance(old, Mapping):
        beside = {key: value for key, value in old.items() if key in _BESIDE and value is not None}
    else:
        beside = {}
    if not isinstance(old, Mapping):
        return new
    return {**(new if isinstance(new, Mapping) else {"parts" if isinstance(new, list) else "value": new}), **beside}


_BESIDE = ("evidence", "explanation", "note", "reason")


def is_waived(reply: Reply | None) -> bool:
    """Whether a reply says that the node does not apply."""
    return reply is not None and isinstance(reply.value, NotApplicable)
