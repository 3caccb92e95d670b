"""Rules about what a verifier leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardeval.check.complete.owed import is_explained
from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.engine.result import SELF, VERIFIED
from wardeval.model.assessment import Answer
from wardeval.model.values import NotApplicable, Reply
from wardeval.problems import Severity, say


@rule(Family.COMPLETE, 6, Severity.WARNING)
def change_without_reason(sheet: Sheet) -> Iterator[Hit]:
    """The verifier answers differently from the unit, and gives no reason.

    Why: The unit has to know what was wrong before it can answer, mend it or object. The report of both tracks shows
    the reason beside every difference.

    Mend: Add a reason to the verifier's answer.

    Fails:

        answers:
          5.4.b: {part: 18, whole: 25}
        verified:
          by: Tổ thẩm định Thành phố Hư Cấu
          answers:
            5.4.b: {part: 17, whole: 25}

    Passes:

        answers:
          5.4.b: {part: 18, whole: 25}
        verified:
          by: Tổ thẩm định Thành phố Hư Cấu
          answers:
            5.4.b: {part: 17, whole: 25, reason: Một quyết định ghi sai năm.}
    """
    contexts = sheet.case.contexts
    if VERIFIED not in contexts:
        return
    own, verified = contexts[SELF].replies, contexts[VERIFIED].replies
    about = _waived(sheet, own)
    answers = [written for written in sheet.written() if written.track == VERIFIED]
    told = {about.get(written.node.id, written.node.id) for written in answers if _gives_reason(written.answer)}
    for written in answers:
        id_ = written.node.id
        changed = about.get(id_, id_)
        if changed not in told and _differs(own.get(changed), verified.get(id_)):
            told.add(changed)
            yield Hit(
                written.keys,
                say("the verifier answers “{id}” differently from the unit, without a reason", id=id_),
                say("add reason: why the unit's answer was not accepted"),
                at_key=True,
            )


def _waived(sheet: Sheet, own: Mapping[str, Reply]) -> dict[str, str]:
    """The nodes that do not apply by what the unit says of a node above, by their ids."""
    nodes = sheet.criteria.by_id
    above = [nodes[id_] for id_, reply in own.items() if isinstance(reply.value, NotApplicable)]
    return {part.id: node.id for node in above for part in node.walk()}


def _gives_reason(answer: Answer) -> bool:
    """Whether an answer says why it is as it is; that something does not apply is always said with the reason."""
    return is_explained(answer) or answer.note is not None or answer.not_applicable is not None


def _differs(one: Reply | None, other: Reply | None) -> bool:
    """Whether two replies answer otherwise; half an answer answers nothing yet."""
    if one is None or other is None or one.value is None or other.value is None:
        return False
    if isinstance(one.value, NotApplicable) and isinstance(other.value, NotApplicable):
        return False
    return one.value != other.value


@rule(Family.COMPLETE, 9, Severity.NOTE)
def verifier_without_date(sheet: Sheet) -> Iterator[Hit]:
    """The verifier's answers have no date.

    Why: Answers change. Who reads the result later wants to know what the verifier could know, and whether a
    document that came afterwards was still considered.

    Mend: Add date: the day of the verification.

    Fails:

        verified:
          by: Tổ thẩm định Thành phố Hư Cấu
          answers: {5.1.d: 2}

    Passes:

        verified:
          by: Tổ thẩm định Thành phố Hư Cấu
          date: 12/07/2025
          answers: {5.1.d: 2}
    """
    verified = sheet.assessment.verified
    if verified is not None and verified.date is None:
        yield Hit(
            ("verified",),
            say("the verification has no date"),
            say("add date: the day of the verification"),
            at_key=True,
        )


@rule(Family.COMPLETE, 10, Severity.NOTE)
def verified_without_answers(sheet: Sheet) -> Iterator[Hit]:
    """The file names a verifier who has answered nothing and stated no number.

    Why: The unit's own answers then count as the verified result, unchanged. Whether the verifier has agreed to
    all of them, or has not begun, cannot be told.

    Mend: Write down the answers that were verified. Leave “verified” out until somebody has verified something.

    Fails:

        answers: {5.1.d: 2}
        verified: {by: Tổ thẩm định Thành phố Hư Cấu, date: 12/07/2025}

    Passes:

        answers: {5.1.d: 2}
        verified:
          by: Tổ thẩm định Thành phố Hư Cấu
          date: 12/07/2025
          answers: {5.1.d: 2}
    """
    verified = sheet.assessment.verified
    if verified is None or verified.stated_count is not None:
        return
    replies = sheet.case.contexts[VERIFIED].replies
    said = (replies.get(id_) for id_, answer in verified.answers.items() if answer.given)
    if all(reply is None or reply.is_empty for reply in said):
        yield Hit(
            ("verified",),
            say("the verifier has answered nothing; the unit's own answers count unchanged"),
            say("write down what was verified, or leave out “verified” until then"),
            at_key=True,
        )
