"""Rules about whether the set fits the period and the unit, and whether an answer is one that counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.edition import in_force, years
from wardeval.engine.result import NodeResult, State
from wardeval.exact import Met
from wardeval.model.assessment import Answer
from wardeval.model.basis import Link
from wardeval.model.criterion_set import CriterionSet, Indicator, unit_type
from wardeval.model.values import NotApplicable
from wardeval.problems import Keys, Message, Severity, say


@rule(Family.CONSISTENT, 31, Severity.WARNING)
def set_not_in_force(sheet: Sheet) -> Iterator[Hit]:
    """The criterion set was not in force yet for the period.

    Why: A year that was judged by other criteria cannot be compared with this result. The result says so, too, and
    is given all the same.

    Mend: Write the set that was in force for the period, or the right period.

    Fails:

        format: wardeval/assessment/1
        set: tt-124-2021-xa             # for the years from 2022
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2020

    Passes:

        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2022
    """
    criteria, period = sheet.criteria, sheet.assessment.period
    applies, begun = criteria.applies, criteria.basis.in_force
    if applies is not None and applies.from_ is not None:
        if period < applies.from_:
            yield Hit(("set",), _other_years(sheet), _instead(say("the set before it"), criteria.replaces))
    elif begun is not None and begun.year > period and in_force(criteria, period) is not Met.YES:
        message = say("the set is in force only from {day}", day=begun)
        yield Hit(("set",), message, _instead(say("the set before it"), criteria.replaces))


@rule(Family.CONSISTENT, 32, Severity.WARNING)
def set_superseded(sheet: Sheet) -> Iterator[Hit]:
    """The criterion set was not in force any more for the period; another one had taken its place.

    Why: A unit is judged by the criteria of its year. A result by older ones says nothing of what was asked of it. The
    result says so, too, and is given all the same.

    Mend: Write the set that was in force for the period, or the right period.

    Fails:

        format: wardeval/assessment/1
        set: qd-619-2017                # for the years from 2017 to 2021
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2023
        facts: {loai: I}

    Passes:

        format: wardeval/assessment/1
        set: qd-619-2017
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2021
        facts: {loai: I}
    """
    criteria, period = sheet.criteria, sheet.assessment.period
    last = criteria.applies.to if criteria.applies is not None else None
    link = criteria.replaced_by
    if last is not None and period > last:
        yield Hit(("set",), _other_years(sheet), _instead(say("the set after it"), link))
    elif last is None and link is not None and link.on is not None and link.on <= sheet.window[0]:
        message = say("another set took its place on {day}, before the period", day=link.on)
        yield Hit(("set",), message, _instead(say("the set after it"), link))


def _other_years(sheet: Sheet) -> Message:
    period = str(sheet.assessment.period)
    return say("the set is for the years {years}, not for {year}", years=years(sheet.criteria), year=period)


def _instead(what: Message, link: Link | None) -> Message:
    """What to do, with the set that may be meant where the set names it."""
    if link is None:
        return say("write the set that was in force then, or the right period")
    return say(
        "write the set that was in force then, or the right period; {what}: {set}",
        what=what,
        set=link.set_ or link.number or "",
    )


@rule(Family.CONSISTENT, 33, Severity.WARNING)
def wrong_unit_type(sheet: Sheet) -> Iterator[Hit]:
    """The criterion set is not for units of this type.

    Why: Communes, wards and townships are judged by sets of their own, with thresholds of their own. The result says
    so, too, and is given all the same.

    Mend: Correct the type of the unit, or write the set that is for it.

    Fails:

        format: wardeval/assessment/1
        set: qd-5764-2021               # for wards
        unit: {name: Xã Ví Dụ, type: xa}
        period: 2024

    Passes:

        format: wardeval/assessment/1
        set: qd-5764-2021
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
    """
    type_, units = sheet.assessment.unit.type, sheet.criteria.units
    if type_ not in units:
        names = tuple(unit_type(unit) for unit in units)
        message = say("the set is for {units}, not for “{type}”", units=names, type=unit_type(type_))
        yield Hit(("unit", "type"), message, say("this set has the types {ids}", ids=units))


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
