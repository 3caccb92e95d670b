"""Rules about answers that do not count: to what does not apply, or because of another answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.engine.result import NodeResult, State
from wardeval.exact import Met
from wardeval.model.assessment import Answer
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.values import NotApplicable
from wardeval.problems import Keys, Message, Severity, say


@rule(Family.CONSISTENT, 34, Severity.WARNING)
def answer_does_not_apply(sheet: Sheet) -> Iterator[Hit]:
    """Something is said not to apply, and yet a part of it is answered.

    Why: The answer to the part does not count, because the whole does not apply. Either it does apply after all, or
    the answer is left over. A published score sheet may well say both; then a comment keeps it as it is.

    Mend: Take out the answer to the part, or the mark that the whole does not apply.

    Fails:

        # file: assessment.yaml
        format: wardeval/assessment/1
        set: qd-25-2021
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2024
        answers:
          "1.1": {not-applicable: Trong năm không được giao văn bản nào}
          1.1.a: 1/1

    Passes:

        # file: assessment.yaml
        format: wardeval/assessment/1
        set: qd-25-2021
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2024
        answers:
          "1.1": {not-applicable: Trong năm không được giao văn bản nào}
    """
    if not any(written.answer.not_applicable is not None for written in sheet.worded):
        return
    yield from _inside_waived(sheet.criteria, sheet.assessment.answers, ("answers",))
    if sheet.assessment.verified is not None:
        yield from _inside_waived(sheet.criteria, sheet.assessment.verified.answers, ("verified", "answers"))


def _inside_waived(criteria: CriterionSet, answers: Mapping[str, Answer], keys: Keys) -> Iterator[Hit]:
    for id_, answer in answers.items():
        if answer.not_applicable is None:
            continue
        for part in criteria.by_id[id_].walk():
            inner = answers.get(part.id)
            if part.id != id_ and inner is not None and inner.not_applicable is None and inner.given & _SAYING:
                message = say("“{id}” does not apply, so this answer does not count", id=id_)
                yield Hit((*keys, part.id), message, say("take out this answer, or not-applicable of “{id}”", id=id_))


_SAYING = {"value", "part", "whole", "now", "before", "parts", "each_part"}


@rule(Family.CONSISTENT, 35, Severity.NOTE)
def answer_does_not_count(sheet: Sheet) -> Iterator[Hit]:
    """An answer does not count, because of another answer.

    Either the criterion counts only if another one is met, and that is not met; or it is one of several ways to fulfil
    something, and an earlier way is fulfilled already.

    Why: The answer changes nothing in the result, whatever it is. An inspector who looks for the points that it seems
    to earn will not find them.

    Mend: Nothing, if both answers are right.

    Fails:

        # file: assessment.yaml
        format: wardeval/assessment/1
        set: thu
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {"1": không, "2": đạt}
        # file: criteria/thu.yaml
        format: wardeval/criterion-set/1
        id: thu
        title: Bộ tiêu chí hư cấu
        basis: {number: null, issuer: Hư cấu}
        units: [phuong]
        completeness: complete
        sources: {}
        verdicts: [{id: dat, title: Đạt}]
        criteria:
          - {id: "1", measure: met}
          - {id: "2", measure: met, only-if: "1"}

    Passes:

        # file: assessment.yaml
        format: wardeval/assessment/1
        set: thu
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {"1": có, "2": đạt}
        # file: criteria/thu.yaml
        format: wardeval/criterion-set/1
        id: thu
        title: Bộ tiêu chí hư cấu
        basis: {number: null, issuer: Hư cấu}
        units: [phuong]
        completeness: complete
        sources: {}
        verdicts: [{id: dat, title: Đạt}]
        criteria:
          - {id: "1", measure: met}
          - {id: "2", measure: met, only-if: "1"}
    """
    linked = _linked(sheet.criteria)
    if not linked:
        return
    result = sheet.result
    nodes = {each.node.id: each for each in result.all_nodes()}
    for node in linked:
        if node.only_if is not None:
            on = nodes[node.only_if].outcome
            if on.met is Met.NO and on.applies is Met.YES and nodes[node.id].state is not State.NOT_NEEDED:
                message = say("this does not count, because “{id}” is not met", id=node.only_if)
                yield from _answered(nodes[node.id], message)
        elif nodes[node.id].state not in (State.NOT_NEEDED, State.NOT_APPLICABLE):
            yield from _after_the_first(nodes[node.id])


def _after_the_first(ladder: NodeResult) -> Iterator[Hit]:
    """The answers to ways of which an earlier one is fulfilled."""
    first = None
    for rung in ladder.children:
        if rung.state is State.NOT_NEEDED and first is not None:
            yield from _answered(rung, say("this does not count, because “{id}” is met already", id=first))
        elif first is None and rung.outcome.met is Met.YES:
            first = rung.node.id


def _answered(result: NodeResult, message: Message) -> Iterator[Hit]:
    """The answers that are given to a node and inside of it."""
    reply = result.reply
    if reply is not None and not reply.is_empty and not isinstance(reply.value, NotApplicable):
        yield Hit(reply.keys, message)
    for child in result.children:
        yield from _answered(child, message)


@lru_cache(maxsize=64)
def _linked(criteria: CriterionSet) -> tuple[Indicator, ...]:
    """The nodes of a set that count only if another is met, and those that may be fulfilled in several ways."""
    return tuple(node for node in criteria.nodes() if node.only_if is not None or node.combination == "either")
