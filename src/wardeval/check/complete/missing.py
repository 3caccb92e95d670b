"""The rule about answers that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.engine.leaf import half
from wardeval.engine.result import NodeResult, State, Status
from wardeval.model.values import Present
from wardeval.problems import Keys, Message, Severity, say, say_n

MOST_IDS = 8
"""How many answers that are left out are named."""

MOST_BLANK = 3
"""How many answers that are begun and left blank are told each at its line; more are told together."""

_OPEN = (State.MISSING, State.PARTIAL)
_COMPLETE_IT = say("complete the answer; what is not known yet stays missing, do not guess it")
_ASKS = say("“wardeval fill” asks for them one by one")


@rule(Family.COMPLETE, 1, Severity.WARNING)
def missing_answer(sheet: Sheet) -> Iterator[Hit]:
    """An answer that the result needs is not there, or only a part of it is.

    Why: What is missing counts neither as met nor as not met. The result stays a range, and the verdict may stay
    open. Where only the number of met criteria is stated, nobody can tell which ones they are.

    Mend: Answer what is known. Write not-applicable with the reason where the set allows it. What is not known
    stays missing; do not guess it.

    Fails:

        answers:
          5.4.a: {part: 14}
          5.4.b:

    Passes:

        format: wardeval/assessment/1
        set: qd-27-2025
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2025
        answers: {"1": đạt, "2": chưa đạt, "3": đạt}
    """
    result = sheet.result
    if result.coverage.answered == result.coverage.of or result.status is Status.NOT_ASSESSED:
        return
    left_out = []
    for leaf in result.all_nodes():
        if leaf.node.measure is None or leaf.state not in _OPEN:
            continue
        if leaf.reply is None or not leaf.reply.answer.given:
            left_out.append(leaf.node.id)
        else:
            yield Hit(leaf.reply.keys, _lacks(leaf), _COMPLETE_IT, at_key=True)
    blank = [id_ for id_ in left_out if id_ in sheet.assessment.answers]
    if blank == left_out and len(blank) <= MOST_BLANK:
        for id_ in blank:
            yield Hit(("answers", id_), say("“{id}” is in the file without an answer", id=id_), _ASKS, at_key=True)
    elif left_out:
        ids = (*left_out[:MOST_IDS], *(["…"] if len(left_out) > MOST_IDS else []))
        yield Hit(_place(sheet), _missing(sheet, len(left_out), ids), _ASKS, at_key=True, of=tuple(left_out))


def _lacks(leaf: NodeResult) -> Message:
    """What an answer that stands in the file lacks."""
    id_, reply = leaf.node.id, leaf.reply
    if reply is not None and isinstance(reply.value, Present):
        known = reply.value.present | reply.value.absent
        parts = tuple(title for part, title in leaf.node.parts.items() if part not in known)
        return say("“{id}” does not say of every part whether it is there: {parts}", id=id_, parts=parts)
    given = half(reply)
    if given is not None:
        return say("“{id}” is only half answered: {what}", id=id_, what=given)
    return say("“{id}” is in the file without an answer", id=id_)


def _place(sheet: Sheet) -> Keys:
    """Where answers that do not stand in the file are missed: at the answers, else at the number in their place."""
    said = sheet.assessment
    if said.answers:
        return ("answers",)
    return ("stated-count",) if said.stated_count is not None else ("verified", "stated-count")


def _missing(sheet: Sheet, number: int, ids: tuple[str, ...]) -> Message:
    """That answers do not stand in the file; mildly where a published number stands for them."""
    if sheet.case.final_track in sheet.case.stated:
        return say_n(
            "only the number of met criteria is stated; {n} single answer is missing: {ids}",
            "only the number of met criteria is stated; {n} single answers are missing: {ids}",
            n=number,
            ids=ids,
        )
    return say_n("{n} answer is missing: {ids}", "{n} answers are missing: {ids}", n=number, ids=ids)
