"""Rules about explanations that are owed: what is basically met, does not apply, or is excepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardeval.check.complete.placeholders import is_empty, is_no_ground
from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet, Written, leaves_of
from wardeval.engine.result import SELF
from wardeval.model.assessment import Answer
from wardeval.model.replies import grade_of
from wardeval.model.values import Grade, Reply
from wardeval.problems import Severity, say

MOST_SHOWN = 40
"""How much of a text is repeated in a message."""


@rule(Family.COMPLETE, 2, Severity.WARNING)
def basically_without_explanation(sheet: Sheet) -> Iterator[Hit]:
    """An answer is “basically met”, and nobody says what is still lacking.

    Why: “Basically” says that something is left. Without knowing what, nobody can judge how much it matters, or see
    next year whether it was settled.

    Mend: Add an explanation: what is lacking, since when, and until when it will be settled.

    Fails:

        answers:
          "4.2": cơ bản đạt

    Passes:

        answers:
          "4.2": {value: cơ bản đạt, explanation: "Tổ 5 lập tháng 9/2024, còn thiếu hồ sơ; bổ sung trước 31/3/2025"}
    """
    said, graded = sheet.assessment, leaves_of(sheet.criteria, "met")
    ids = {id_ for id_ in graded if _is_basically(said.answers.get(id_))}
    if said.verified is not None:
        ids |= {id_ for id_ in graded if _is_basically(said.verified.answers.get(id_))}
    for written in sheet.written(ids) if ids else ():
        answer = written.answer
        if not _is_basically(answer) or not _is_first(sheet, written):
            continue
        if not is_explained(answer) and not _verifier_explains(sheet, written):
            yield Hit(
                written.keys,
                say("“{id}” is “basically met”, without saying what is lacking", id=written.node.id),
                say("add explanation: what is lacking, and until when it will be settled"),
                at_key=True,
            )


def _is_basically(answer: Answer | None) -> bool:
    """Whether an answer is “basically met”."""
    return answer is not None and answer.value is not None and grade_of(answer.value) is Grade.BASICALLY


def _is_first(sheet: Sheet, written: Written) -> bool:
    """Whether nobody has answered before: where the verifier answers otherwise, that needs a reason of its own."""
    return written.track == SELF or written.node.id not in sheet.assessment.answers


def _verifier_explains(sheet: Sheet, written: Written) -> bool:
    """Whether the verifier explains his answer to the same, which is what counts."""
    verified = sheet.assessment.verified
    answer = verified.answers.get(written.node.id) if verified is not None else None
    return answer is not None and is_explained(answer)


def is_explained(answer: Answer) -> bool:
    """Whether something stands beside an answer that explains it; whether that says anything is another question."""
    return (
        answer.explanation is not None
        or answer.reason is not None
        or (answer.note is not None and not is_empty(answer.note, proved=bool(answer.evidence)))
    )


@rule(Family.COMPLETE, 3, Severity.WARNING)
def not_applicable_without_reason(sheet: Sheet) -> Iterator[Hit]:
    """What is given as the reason for “not applicable” is none.

    Why: What does not apply is left out of the result, or even counts in full. That needs a reason which a reader
    can check.

    Mend: Say why it does not apply to this unit in this period. If it does apply, answer it.

    Fails:

        format: wardeval/assessment/1
        set: qd-25-2021
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers:
          "1.1": {not-applicable: không áp dụng}

    Passes:

        format: wardeval/assessment/1
        set: qd-25-2021
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers:
          "1.1": {not-applicable: Trong năm không được giao ban hành văn bản nào}
    """
    for written in [each for each in sheet.worded if each.answer.not_applicable is not None]:
        reason = written.answer.not_applicable or ""
        if is_no_ground(reason):
            yield Hit(
                (*written.keys, "not-applicable"),
                say("“{text}” does not say why “{id}” does not apply", text=reason[:MOST_SHOWN], id=written.node.id),
                say("say why it does not apply here; if it does, answer it"),
            )


@rule(Family.COMPLETE, 4, Severity.WARNING)
def exception_without_note(sheet: Sheet) -> Iterator[Hit]:
    """Events are excepted, and neither a note nor a document says what happened.

    Why: An event that does not count can decide the verdict. The ground alone says which kind of exception it is,
    not that it was one.

    Mend: Add a note to the exception: what happened, when, and who has established it; or name the document.

    Fails:

        answers:
          4.4.d.1: {value: 1, excepted: [{reason: bat-kha-khang}]}

    Passes:

        answers:
          4.4.d.1:
            {value: 1, excepted: [{reason: bat-kha-khang, note: Sét đánh trong bão}]}
    """
    for written in sheet.excepting:
        answer = written.answer
        if answer.evidence or is_explained(answer) or not _is_first(sheet, written):
            continue
        for index, item in enumerate(answer.excepted):
            if item.note is None and not item.evidence:
                yield Hit(
                    (*written.keys, "excepted", index),
                    say("the exception “{ground}” of “{id}” has no note and no document", **_named(written, index)),
                    say("add note: what happened, and who has established it"),
                )


@rule(Family.COMPLETE, 5, Severity.WARNING)
def exception_without_needs(sheet: Sheet) -> Iterator[Hit]:
    """An exception does not say which of its needs hold.

    Why: This ground excepts an event only where further things hold, such as that it was reported at once. As long
    as nobody says so, the answer stays undecided.

    Mend: List under holds what holds. If nothing does, write an empty list: the event then counts.

    Fails:

        answers:
          4.4.b:
            value: 1
            excepted: [{reason: phat-hien-ngan-chan-bao-cao, note: Báo cáo ngay}]

    Passes:

        answers:
          4.4.b:
            value: 1
            excepted:
              - reason: phat-hien-ngan-chan-bao-cao
                holds: [phat-hien, giam-thieu, bao-cao]
                note: Phát hiện trong ngày, báo cáo ngay.
    """
    grounds, counted = sheet.criteria.exceptions, sheet.case.contexts[sheet.case.final_track].replies
    for written in sheet.excepting:
        for index, item in enumerate(written.answer.excepted):
            needs = grounds[item.reason].needs
            if needs and item.holds is None and _is_counted(written, counted):
                yield Hit(
                    (*written.keys, "excepted", index),
                    say(
                        "the exception “{ground}” of “{id}” does not say which of its needs hold",
                        **_named(written, index),
                    ),
                    say("add holds with those that hold: {ids}", ids=tuple(needs)),
                )


def _is_counted(written: Written, counted: Mapping[str, Reply]) -> bool:
    """Whether an answer is the one that the result rests on."""
    reply = counted.get(written.node.id)
    return reply is not None and reply.answer is written.answer


def _named(written: Written, index: int) -> dict[str, str]:
    """The names of an exception in messages."""
    return {"ground": written.answer.excepted[index].reason, "id": written.node.id}
