"""What an inspector may want to look at in the answers of one file: questions, never accusations."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.check.proved.proof import missing_evidence
from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.engine.result import NodeResult, State
from wardeval.model.assessment import Answer, StatedCount
from wardeval.model.values import Grade
from wardeval.problems import Keys, Severity, say

FEWEST_MET = 5
"""Answers from which on it is worth asking for a single document."""


@rule(Family.PLAUSIBLE, 1, Severity.NOTE)
def met_without_proof(sheet: Sheet) -> Iterator[Hit]:
    """Everything that is answered is met, and no answer names a document; at least five are answered.

    Why: An assessment without a fault and without a document may be right, but nobody can see that it is.

    Mend: Name the documents behind the answers under evidence. There is nothing to mend where the inspector has
    seen them.

    Fails:

        answers: {4.3.a: 0, 4.3.b: 0, 4.3.c: 0, 4.3.d: 0, 5.1.d: 2}

    Passes:

        answers:
          4.3.a: 0
          4.3.b: 0
          4.3.c: 0
          4.3.d: 0
          5.1.d: {value: 2, evidence: [qd-02]}
        evidence:
          qd-02: {number: 02/QĐ-UBND, date: 10/01/2024, summary: Lập hai mô hình}
    """
    for written in sheet.written():
        if _names_document(written.answer):
            return  # as a rule the first
    yield from _stated_without_proof(sheet)
    leaves = [each for each in sheet.result.all_nodes() if each.node.measure is not None and each.state in _ANSWERED]
    met = sum(1 for leaf in leaves if leaf.is_full)
    is_all = met >= FEWEST_MET and met + sum(1 for leaf in leaves if _is_recorded(leaf)) == len(leaves)
    if is_all and next(missing_evidence.find(sheet), None) is None:
        yield Hit(
            ("answers",),
            say("all {n} answers are met, and none names a document: what do they rest on?", n=met),
            say("name the documents under evidence"),
            at_key=True,
        )


def _stated_without_proof(sheet: Sheet) -> Iterator[Hit]:
    """That all criteria are met is stated as a number, and no document says so."""
    said = sheet.assessment
    stated: dict[Keys, StatedCount | None] = {("stated-count",): said.stated_count}
    if said.verified is not None:
        stated[("verified", "stated-count")] = said.verified.stated_count
    if any(count is not None and count.evidence for count in stated.values()):
        return
    for keys, count in stated.items():
        if count is not None and count.hedge is None and count.met == count.of and said.answers == {}:
            message = say("all {n} criteria are stated as met, without a document: what does it rest on?", n=count.met)
            yield Hit(keys, message, say("name the documents under evidence"), at_key=True)


_ANSWERED = (State.ANSWERED, State.PARTIAL)


def _names_document(answer: Answer) -> bool:
    """Whether a document stands beside an answer, or beside an exception of it."""
    return bool(answer.evidence) or any(item.evidence for item in answer.excepted)


def _is_recorded(leaf: NodeResult) -> bool:
    """Whether a leaf is neither judged nor earns anything."""
    return leaf.outcome.met is None and leaf.outcome.points is None


FEWEST_BASICALLY = 4


@rule(Family.PLAUSIBLE, 4, Severity.NOTE)
def basically_met_throughout(sheet: Sheet) -> Iterator[Hit]:
    """Everything that could be met is “basically met”, at least four answers, and nothing is met in full or not met.

    Why: “Basically” is for what is nearly settled. Where it stands everywhere, it no longer says what is settled and
    what is not.

    Mend: Check which of them are met in full, and which are not. There is nothing to mend where something small is left
    at each.

    Fails:

        format: wardeval/assessment/1
        set: xa-dien-hinh-20-2021
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2023
        answers: {"1": cơ bản, "2": cơ bản, "3": cơ bản, "4": cơ bản}

    Passes:

        format: wardeval/assessment/1
        set: xa-dien-hinh-20-2021
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2023
        answers: {"1": cơ bản, "2": cơ bản, "3": cơ bản, "4": đạt}
    """
    replies = sheet.case.contexts[sheet.case.final_track].replies.values()
    grades = []
    for reply in replies:
        if isinstance(reply.value, Grade):
            if reply.value is not Grade.BASICALLY:
                return
            grades.append(reply.value)
    if len(grades) >= FEWEST_BASICALLY:
        yield Hit(
            ("answers",),
            say("all {n} answers of met or not met are “basically met”: which are met in full?", n=len(grades)),
            say("see which are met in full, and which are not"),
            at_key=True,
        )
