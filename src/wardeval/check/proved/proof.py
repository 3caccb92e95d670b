"""Rules about what proves the answers: every document that the set asks for is named, and every one is used."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.case import named_evidence
from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.engine.result import NodeResult, State
from wardeval.exact import Met
from wardeval.model.assessment import Excepted
from wardeval.model.criterion_set import Indicator
from wardeval.model.values import NotApplicable, Reply
from wardeval.problems import Message, Severity, say


@rule(Family.PROVED, 1, Severity.WARNING)
def missing_evidence(sheet: Sheet) -> Iterator[Hit]:
    """An answer that counts names no document, although the set asks for one.

    Why: The set names the documents that prove an answer: a resolution, a plan, a decision. Without one, whoever
    verifies can only believe the answer. An answer that is not met and earns nothing needs no proof.

    Mend: Write the document into the register under evidence, and its id beside the answer. What the verifier
    answers may rest on the documents of the unit.

    Fails:

        answers:
          5.1.a: 15/01/2024

    Passes:

        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, issuer: Đảng ủy phường}
    """
    nodes, results = sheet.criteria.by_id, None
    for id_, reply in sheet.case.contexts[sheet.case.final_track].replies.items():
        if reply.answer.evidence:
            continue
        node = nodes[id_]
        asks = node.proof is not None or node.verdict_of is not None
        if not (asks or reply.answer.excepted) or reply.value is None or isinstance(reply.value, NotApplicable):
            continue
        if _is_proved_before(sheet, reply):
            continue
        results = results or {each.node.id: each for each in sheet.result.all_nodes()}
        if asks and _counts(results[id_]):
            hint = say("write the id of the document beside the answer, as evidence: [id]")
            yield Hit(reply.keys, _asked(node), hint, at_key=True)
        for index, item in enumerate(reply.answer.excepted):
            if not item.evidence and (titles := _needs(sheet, item)):
                message = say("the exception has no evidence for what the set asks of it: {needs}", needs=titles)
                yield Hit((*reply.keys, "excepted", index), message, say("write evidence: [id] beside reason"))


def _is_proved_before(sheet: Sheet, reply: Reply) -> bool:
    """Whether the unit's own answer to the same names a document."""
    own = sheet.assessment.answers.get(str(reply.keys[-1]))
    return own is not None and bool(own.evidence)


def _counts(result: NodeResult) -> bool:
    """Whether an answer may be met or earn points; one that surely comes to nothing needs no proof."""
    met, points = result.outcome.met, result.outcome.points
    if result.state is State.NOT_NEEDED or result.outcome.applies is Met.NO:
        return False
    if points is not None and points.most > 0:
        return True
    return met is not Met.NO and (met is not None or points is None)


def _asked(node: Indicator) -> Message:
    if node.proof is not None:
        return say("“{id}” has no evidence; the set asks for: {proof}", id=node.id, proof=node.proof)
    return say("“{id}” has no evidence; the decision on “{set}” proves it", id=node.id, set=node.verdict_of)


def _needs(sheet: Sheet, item: Excepted) -> tuple[object, ...]:
    """What must hold for an exception, if all of it is said to hold; nothing else has to be proved."""
    needs = sheet.criteria.exceptions[item.reason].needs
    return tuple(needs.values()) if item.holds is not None and set(needs) <= set(item.holds) else ()


@rule(Family.PROVED, 2, Severity.WARNING)
def evidence_without_number_or_file(sheet: Sheet) -> Iterator[Hit]:
    """An entry of the register does not say which document it is.

    Why: Without a number, a title, a file or an address nobody can find the document. An issuer, a date and a summary
    fit many.

    Mend: Write the number as the document has it. Minutes and other documents without one have a title.

    Fails:

        answers:
          5.1.d: {value: 1, evidence: [bb-01]}
        evidence:
          bb-01: {date: 12/03/2024, issuer: UBND phường Ví Dụ}

    Passes:

        answers:
          5.1.d: {value: 1, evidence: [bb-01]}
        evidence:
          bb-01: {title: Biên bản ra mắt mô hình, date: 12/03/2024, issuer: UBND phường Ví Dụ}
    """
    if len(sheet.columns.numbers) == len(sheet.evidence):
        return
    for id_, entry in sheet.evidence.items():
        if entry.number is None and entry.title is None and entry.file is None and entry.url is None:
            yield Hit(
                ("evidence", id_),
                say("“{id}” does not say which document it is: it has no number, title, file or url", id=id_),
                say("write the number of the document, or its title where it has no number"),
                at_key=True,
            )


@rule(Family.PROVED, 3, Severity.WARNING)
def unused_evidence(sheet: Sheet) -> Iterator[Hit]:
    """A document of the register proves nothing: no answer, exception or count names it.

    Why: Either the answer that it belongs to does not name it and stands without proof, or it is left over from the
    year before.

    Mend: Write its id beside the answer that it proves, or take the entry out.

    Fails:

        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, issuer: Đảng ủy phường}

    Passes:

        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, issuer: Đảng ủy phường}
    """
    named = named_evidence(sheet.assessment) if sheet.evidence else ()
    if len(named) == len(sheet.evidence):
        return  # as a rule
    for id_ in sheet.evidence:
        if id_ not in named:
            hint = say("write its id beside the answer that it proves, or take the entry out")
            yield Hit(("evidence", id_), say("no answer names “{id}”", id=id_), hint, at_key=True)


@rule(Family.PROVED, 4, Severity.WARNING)
def hash_without_file(sheet: Sheet) -> Iterator[Hit]:
    """An entry of the register has a sha256 and no file that it could be of.

    Why: A hash says which bytes a file has. Without the file nothing is compared, although it looks so.

    Mend: Write the path of the file under file, or take the sha256 out.

    Fails:

        answers:
          5.1.d: {value: 1, evidence: [bb-01]}
        evidence:
          bb-01:
            title: Biên bản ra mắt mô hình
            sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08

    Passes:

        answers:
          5.1.d: {value: 1, evidence: [bb-01]}
        evidence:
          bb-01: {title: Biên bản ra mắt mô hình}
    """
    if not sheet.columns.digests:
        return
    for id_, entry in sheet.evidence.items():
        if entry.sha256 is not None and entry.file is None:
            message = say("“{id}” has a sha256, but no file that it could be of", id=id_)
            yield Hit(("evidence", id_, "sha256"), message, say("write file with the path of the file"))
