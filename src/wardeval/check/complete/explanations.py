"""Rules about explanations that explain nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from wardeval.check.complete.owed import MOST_SHOWN
from wardeval.check.complete.placeholders import MOST_LETTERS, is_absence, is_empty, plain
from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet, Written
from wardeval.model.values import Change, Events, Ratio
from wardeval.problems import Keys, Severity, say


@rule(Family.COMPLETE, 7, Severity.WARNING)
def explanation_without_content(sheet: Sheet) -> Iterator[Hit]:
    """An explanation, or a verifier's reason, is only a placeholder: “không”, “...”, “như trên”, “xem báo cáo”.

    “Không phát sinh” beside a 0 is none: it says what there is to say.

    Why: An explanation that explains nothing looks like one in every list, and counts like one where a report shows
    the result with all explanations accepted.

    Mend: Say what there is to say, or leave the explanation out. To point to a document, name it as evidence of the
    answer.

    Fails:

        answers:
          5.4.b: {part: 17, whole: 25, explanation: Xem báo cáo}

    Passes:

        answers:
          5.4.b: {part: 17, whole: 25, explanation: Tám khu dân cư chưa được xét}
    """
    for written in sheet.worded:
        answer = written.answer
        for keys, text, by_document in _explanations(written):
            if len(text) > MOST_LETTERS and text[0].isalnum():
                continue  # as a rule
            is_nothing = is_empty(text, proved=by_document or bool(answer.evidence))
            if not is_nothing and not _names_itself(text, written.node.id):
                continue
            if not (is_absence(text) and is_zero(sheet, written)):
                yield Hit(
                    keys,
                    say("“{text}” explains nothing", text=text[:MOST_SHOWN]),
                    say("say what there is to say, or leave it out"),
                )


def is_zero(sheet: Sheet, written: Written) -> bool:
    """Whether an answer is the number 0: there was none of it, which is said alike everywhere."""
    reply = sheet.case.contexts[written.track].replies.get(written.node.id)
    match None if reply is None else reply.value:
        case Events(number) | Ratio(number) | Change(number):
            return number == 0
        case Fraction() as number:
            return number == 0
    return False


def _names_itself(text: str, id_: str) -> bool:
    """Whether an explanation points to the answer that it stands beside."""
    return len(text) <= MOST_LETTERS and plain(text) in {f"{word} {plain(id_)}" for word in _POINTERS}


_POINTERS = ("nhu", "xem", "nhu muc", "xem muc", "nhu tieu chi", "xem tieu chi", "nhu chi tieu")


def _explanations(written: Written) -> Iterator[tuple[Keys, str, bool]]:
    """The explanations beside an answer, and whether a document of its own stands beside each."""
    answer = written.answer
    if answer.explanation is not None:
        yield (*written.keys, "explanation"), answer.explanation, False
    if answer.reason is not None:
        yield (*written.keys, "reason"), answer.reason, False
    for index, item in enumerate(answer.excepted):
        if item.note is not None:
            yield (*written.keys, "excepted", index, "note"), item.note, bool(item.evidence)


@rule(Family.COMPLETE, 8, Severity.WARNING)
def copied_explanation(sheet: Sheet) -> Iterator[Hit]:
    """The same explanation stands under several answers of one file.

    Why: What is lacking at one place is seldom what is lacking at another. A text that was copied mostly explains
    only one of the answers, or none.

    Mend: Explain each answer by its own circumstances. Where one explanation is really about several, write it once,
    and name that answer under the others: như 4.2.

    Fails:

        answers:
          "4.2": {value: chưa đạt, explanation: Do thiếu kinh phí nên chưa làm.}
          4.4.c.3: {value: chưa đạt, explanation: do thiếu kinh phí nên chưa làm}

    Passes:

        answers:
          "4.2": {value: chưa đạt, explanation: Do thiếu kinh phí nên chưa làm.}
          4.4.c.3: {value: chưa đạt, explanation: Như 4.2.}
    """
    alike: defaultdict[tuple[str | int, ...], list[Written]] = defaultdict(list)
    for written in sheet.worded:
        explanation = written.answer.explanation
        if explanation is not None:
            alike[written.track, *_shape(explanation)].append(written)
    for group in alike.values():
        first: dict[str, str] = {}
        for written in [each for each in group if not is_zero(sheet, each)] if len(group) > 1 else ():
            text = written.answer.explanation or ""
            id_ = first.setdefault(plain(text), written.node.id)
            if id_ != written.node.id and not is_empty(text):
                yield Hit(
                    (*written.keys, "explanation"),
                    say("the same words explain “{first}” and “{id}”", first=id_, id=written.node.id),
                    say("explain each by its own circumstances"),
                )


def _shape(text: str) -> tuple[int, ...]:
    """What texts of the same words have in common, whatever their case, marks and signs; found before the words."""
    count = text.count
    return count("n") + count("N"), count("h") + count("H")
