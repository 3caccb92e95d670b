"""What a unit states of its own result, claim by claim, beside what its own answers come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from wardeval.check.consistent.agreeing import agrees, bounds_of, in_full
from wardeval.check.sheet import Sheet
from wardeval.engine.result import SELF, NodeResult, State, Status
from wardeval.exact import Interval, Met
from wardeval.language import Apart, Share
from wardeval.model.base import fold
from wardeval.model.criterion_set import CriterionSet, Verdict
from wardeval.model.printed import Printed
from wardeval.problems import Keys, Message, say

HUNDRED = Fraction(100)


class Claim(NamedTuple):
    """A number that is stated, and the same as it is computed."""

    keys: Keys
    states: Message
    stated: Printed
    computed: Interval | None
    """None where the set has no such number, or where none is public."""
    missing: int
    """How many answers that bear on it are missing."""
    marks: tuple[Fraction, ...] = ()
    """The thresholds that it must not be rounded to, or past."""
    is_percent: bool = False
    of: int | None = None
    """Out of how many the number is stated, where that is said."""

    @property
    def agrees(self) -> Met:
        """Whether the two agree; undecided where nothing is computed."""
        return Met.UNDECIDED if self.computed is None else agrees(self.stated, self.computed, self.marks)

    @property
    def found(self) -> object:
        """What is computed, in words; never reads as what is stated where it is not that."""
        assert self.computed is not None
        ends = [self._shown(value) for value in (self.computed.least, self.computed.most)]
        return ends[0] if self.computed.exact is not None else say("{least} to {most}", least=ends[0], most=ends[1])

    def _shown(self, value: Fraction) -> object:
        beside = (self.stated.value, *self.marks)
        if self.is_percent:
            return Share(value / 100, tuple(each / 100 for each in beside))
        shown = Apart(value, beside, grouped=False)
        return shown if self.of is None else say("{n} of {of}", n=shown, of=self.of)


def numbers(sheet: Sheet) -> Iterator[Claim]:
    """Every number that the unit states of its result."""
    if sheet.assessment.claims is not None:
        yield from (claim for one in (total, met, percent) if (claim := one(sheet)) is not None)
        yield from points(sheet)


def total(sheet: Sheet) -> Claim | None:
    """The total that is stated."""
    claims = sheet.assessment.claims
    if claims is None or claims.total is None:
        return None
    stated = claims.total
    found = sheet.own.total
    return Claim(
        ("claims", "total"),
        say("the unit states a total of {n}", n=in_full(stated.value)),
        stated,
        None if found is None else found.points,
        _missing(sheet.own.nodes),
        tuple(_marks_of_total(sheet)),
    )


def met(sheet: Sheet) -> Claim | None:
    """The number of met criteria that is stated."""
    claims = sheet.assessment.claims
    if claims is None or claims.met is None:
        return None
    stated = claims.met
    count = sheet.own.count
    of = count.of - count.not_applicable or None
    return Claim(
        ("claims", "met"),
        say("the unit states {n} criteria as met", n=stated)
        if of is None
        else say("the unit states {n} of {of} criteria as met", n=stated, of=of),
        Printed(Fraction(stated), 0),
        count.met if count.of else None,
        _missing(sheet.own.nodes),
        of=of,
    )


def percent(sheet: Sheet) -> Claim | None:
    """The share that is stated: of the most points, or of the criteria where the set has no total."""
    claims = sheet.assessment.claims
    if claims is None or claims.percent is None:
        return None
    stated = claims.percent
    of_points = sheet.criteria.total is not None
    states = (
        say("the unit states {n}% of the most points", n=in_full(stated.value))
        if of_points
        else say("the unit states {n}% of the criteria as met", n=in_full(stated.value))
    )
    computed, marks = _share_of_points(sheet) if of_points else _share_of_criteria(sheet)
    return Claim(("claims", "percent"), states, stated, computed, _missing(sheet.own.nodes), marks, is_percent=True)


def points(sheet: Sheet) -> Iterator[Claim]:
    """The points that are stated of nodes that have any, and that count."""
    claims = sheet.assessment.claims
    for id_, stated in claims.points.items() if claims is not None else ():
        result = sheet.nodes.get(id_)
        if result is None or not result.node.earns:
            continue
        if result.state is State.NOT_NEEDED or result.outcome.applies is Met.NO:
            continue
        yield Claim(
            ("claims", "points", id_),
            say("the unit states {n} points for “{id}”", n=in_full(stated.value), id=id_),
            stated,
            result.outcome.points,
            _missing([result]),
            tuple(_marks_of_node(sheet, result)),
        )


def find_verdict(criteria: CriterionSet, text: str) -> Verdict | None:
    """The verdict that is meant by its id or its title, however it is written."""
    for said in (text, *_other_words(text)):
        for same in (str.casefold, fold):
            found = [
                verdict
                for verdict in criteria.verdicts
                if same(said) in {same(name) for name in (verdict.id, *verdict.title) if name}
            ]
            if len(found) == 1:
                return found[0]
    return None


def _other_words(text: str) -> Iterator[str]:
    """The same verdict in the other words that people use: “không đạt” is “chưa đạt”."""
    words = fold(text).replace("-", " ").split()
    for one, other in (("khong", "chua"), ("chua", "khong")):
        if words[:2] == [one, "dat"]:
            rest = [other, *words[1:]]
            yield from (" ".join(rest), "-".join(rest))


def stands(sheet: Sheet, verdict: Verdict) -> Met:
    """Whether the verdict is the one that the unit's own answers reach."""
    result = sheet.own
    if result.status is Status.REACHED and result.reached is not None:
        return Met.of(result.reached.id == verdict.id)
    return Met.UNDECIDED if any(each.id == verdict.id for each in result.candidates) else Met.NO


def _missing(nodes: Iterable[NodeResult]) -> int:
    return sum(node.coverage.of - node.coverage.answered for node in nodes)


def _marks_of_total(sheet: Sheet) -> Iterator[Fraction]:
    found = sheet.own.total
    possible = None if found is None else found.possible
    if possible is not None:
        yield possible
    for verdict in sheet.criteria.verdicts:
        for condition in verdict.when or ():
            if condition.total is not None and not condition.without:
                yield from bounds_of(condition.total, sheet.case.contexts[SELF], possible)


def _share_of_points(sheet: Sheet) -> tuple[Interval | None, tuple[Fraction, ...]]:
    found = sheet.own.total
    if found is None or found.points is None or not found.possible:
        return None, ()
    each = HUNDRED / found.possible
    return found.points.times(each), tuple(mark * each for mark in _marks_of_total(sheet))


def _share_of_criteria(sheet: Sheet) -> tuple[Interval | None, tuple[Fraction, ...]]:
    """The share of the criteria that apply; a published count may be of fewer, if some turn out not to."""
    result = sheet.own
    count = result.count
    of = Fraction(count.of - count.not_applicable)
    if of <= 0:
        return None, ()
    least, most = count.met.least / of, count.met.most / of
    if count.stated is not None and count.met.most:
        sure = sum(1 for node in result.nodes if node.outcome.met is not None and node.outcome.applies is Met.YES)
        most = count.met.most / max(Fraction(sure), count.met.most)
    bounds = [
        bound / of
        for verdict in sheet.criteria.verdicts
        for condition in verdict.when or ()
        for bound in bounds_of(condition.criteria_met, sheet.case.contexts[SELF], of)
    ]
    return Interval(least, most).times(HUNDRED), (HUNDRED, *(bound * 100 for bound in bounds))


def _marks_of_node(sheet: Sheet, result: NodeResult) -> Iterator[Fraction]:
    """The thresholds that the points of a node are held against."""
    node, possible = result.node, result.outcome.possible
    context = sheet.case.contexts[SELF]
    if possible is not None:
        yield possible
    if node.measure in (None, "points"):
        yield from bounds_of(node.met, context, possible)
    for verdict in sheet.criteria.verdicts if node in sheet.criteria.criteria else ():
        for condition in verdict.when or ():
            yield from bounds_of(condition.every_criterion, context, possible)
