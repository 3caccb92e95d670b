"""On which side a leaf itself draws a line for days."""

from __future__ import annotations

import pytest

from tests.building import full_set
from wardeval.check.consistent.dates import judges
from wardeval.model.criterion_set import CriterionSet
from wardeval.source import parse_source

LEAVES: dict[str, tuple[str, tuple[bool, bool]]] = {
    "from": ("met: {from: 01/01/Y}", (True, False)),
    "to": ("met: {to: 31/03/Y}", (False, True)),
    "before": ("met: {before: 31/03/Y}", (False, True)),
    "both": ("met: {from: 01/01/Y, to: 31/03/Y}", (True, True)),
    "within": ("met: {within: {days: 3, of: n}}", (True, True)),
    "not public": ("met: unknown", (False, False)),
    "the earlier the better": (
        "points: {bands: [{to: 28/02/Y, points: 5}, {above: 28/02/Y, to: 31/03/Y, points: 3}, "
        "{above: 31/03/Y, points: 0}]}",
        (False, True),
    ),
    "the later the better": (
        "points: {bands: [{below: 28/02/Y, points: 0}, {from: 28/02/Y, points: 5}]}",
        (True, False),
    ),
    "nothing before, nothing after": ("points: {bands: [{from: 01/01/Y, to: 28/02/Y, points: 5}]}", (True, True)),
    "the late band is not public": (
        "points: {bands: [{to: 28/02/Y, points: 5}, {above: 28/02/Y, points: unknown}]}, max: 5",
        (False, True),
    ),
    "bands within a quarter": (
        "met: {from: 01/01/Y}, points: {bands: [{to: 28/02/Y, points: 5}, {above: 28/02/Y, points: 1}]}",
        (True, True),
    ),
}


@pytest.mark.parametrize(("rule", "expected"), LEAVES.values(), ids=LEAVES.keys())
def test_the_sides_that_a_leaf_judges(rule: str, expected: tuple[bool, bool]) -> None:
    body = f"criteria:\n  - {{id: n, measure: date, met: {{from: 01/01/Y}}}}\n  - {{id: a, measure: date, {rule}}}\n"
    criteria = CriterionSet.read(parse_source(full_set(body).encode(), "f").data)
    assert judges(criteria.by_id["a"]) == expected
