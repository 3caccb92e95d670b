"""The law of claims: what is true once all is answered was never called wrong before, and is not called wrong then."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from hypothesis import given

from tests.check.checking import TODAY
from tests.engine.generating import FACTS
from tests.engine.test_laws import Example, laws, make, seeds
from wardeval.case import Case
from wardeval.check.consistent.claims import claimed_met, claimed_percent, claimed_total, claimed_verdict
from wardeval.check.consistent.claims_open import unconfirmed_claim
from wardeval.check.consistent.claims_points import claimed_points, claimed_points_do_not_add_up, claimed_points_unknown
from wardeval.check.sheet import Sheet
from wardeval.engine.context import Context
from wardeval.engine.result import SELF, SetResult
from wardeval.exact import Interval, Met, round_half_up
from wardeval.library import LoadedSet
from wardeval.model.assessment import Assessment, Claims
from wardeval.model.printed import Printed
from wardeval.source import parse_source

RULES = (
    *(claimed_verdict, claimed_total, claimed_met, claimed_percent),
    *(claimed_points, claimed_points_unknown),
)
DECIMALS = 9
"""To how many decimals claims are written here: what has more is rounded, and far from every threshold."""


def stated(interval: Interval | None) -> Printed | None:
    exact = None if interval is None else interval.exact
    return None if exact is None else Printed(round_half_up(exact, DECIMALS), DECIMALS)


def claims_of(result: SetResult) -> Claims:
    """All that is true of a result, as its unit would state it."""
    nodes = {
        node.node.id: found
        for node in result.all_nodes()
        if node.node.earns and node.outcome.applies is Met.YES and (found := stated(node.outcome.points)) is not None
    }
    total = stated(result.total.points) if result.total is not None else None
    count, percent = result.count, None
    if result.total is not None and total is not None and result.total.possible:
        percent = stated(result.total.points and result.total.points.times(100 / result.total.possible))
    elif result.total is None and count.of > count.not_applicable:
        percent = stated(count.met.times(Fraction(100, count.of - count.not_applicable)))
    met = count.met.exact
    return Claims.made(
        verdict=None if result.reached is None else result.reached.id,
        total=total,
        met=None if met is None else int(met),
        percent=percent,
        points=nodes,
    )


def sheet_of(example: Example, stage: int, claims: Claims) -> Sheet:
    source = parse_source(b"a: b\n", "f")
    assessment = Assessment.made(claims=claims, period=2024)
    context = Context(example.criteria, 2024, FACTS, example.stages[stage])
    loaded = LoadedSet(example.criteria, source, "file")
    return Sheet(Case(assessment, source, loaded, {SELF: context}, {}, ()), TODAY)


@laws
@given(seed=seeds)
def test_what_is_true_in_the_end_is_never_called_wrong(seed: int) -> None:
    example = make(Random(seed))
    last = len(example.stages) - 1
    claims = claims_of(example.score(last))
    for stage in range(last + 1):
        sheet = sheet_of(example, stage, claims)
        for rule in RULES:
            assert [hit.message for hit in rule.find(sheet)] == [], (stage, rule.id)
    final = sheet_of(example, last, claims)
    assert [hit.keys for hit in unconfirmed_claim.find(final)] == []
    assert [hit.keys for hit in claimed_points_do_not_add_up.find(final)] == []


@laws
@given(seed=seeds)
def test_what_is_known_and_stated_otherwise_is_called_wrong(seed: int) -> None:
    example = make(Random(seed))
    last = len(example.stages) - 1
    claims = claims_of(example.score(last))
    wrong = Claims.made(
        total=claims.total and claims.total._replace(value=claims.total.value + 1),
        met=None if claims.met is None else claims.met + 1,
        points={id_: points._replace(value=points.value + 1) for id_, points in claims.points.items()},
    )
    sheet = sheet_of(example, last, wrong)
    told = {hit.keys[1:] for rule in (claimed_total, claimed_met, claimed_points) for hit in rule.find(sheet)}
    counted = example.score(last).count.of > 0
    not_needed = {id_ for id_ in wrong.points if sheet.nodes[id_].state.value == "not-needed"}
    assert told == {
        *([("total",)] if wrong.total is not None else []),
        *([("met",)] if wrong.met is not None and counted else []),
        *(("points", id_) for id_ in wrong.points if id_ not in not_needed),
    }
