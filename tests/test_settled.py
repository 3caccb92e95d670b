"""Rules as they are for one period and type of unit: real dates, chosen rows, no names of parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import load_set, one
from wardeval.language import Code, Language
from wardeval.report.rules import rule
from wardeval.settled import Settled

ENGLISH = Language(Code.EN)
HEAD = {"parameters": "{p: {by: year, table: {'2023': 70%, '2024': 80%}}}"}
FACT = {"facts": "{v: {title: V, is: one-of, of: [a, b]}, n: {title: N, is: number}, k: {title: K, is: yes-no}}"}


@pytest.mark.parametrize(
    ("leaf", "said"),
    {
        "days": (
            "measure: date, met: {from: 16/11/Y-1, to: 15/11/Y}",
            "required: from 16/11/2023 to 15/11/2024",
        ),
        "a fixed day": ("measure: date, met: {before: 28/02/2022}", "required: before 28/02/2022"),
        "days of bands": (
            "measure: date, points: {bands: [{to: 28/02/Y, points: 5}, {above: 28/02/Y, points: 0}]}",
            "points: 5 on 28/02/2024 or before",
        ),
        "a row of the year": ("measure: ratio, met: {at-least: {parameter: p}}", "required: at least 80%"),
        "a row of the type": (
            "measure: count, met: {at-least: {by: type, table: {phuong: 3, xa: 2}}}",
            "required: at least 3",
        ),
        "a product": (
            "measure: ratio, met: {at-least: {times: 110%, of: {parameter: p}}}",
            "required: at least 88%",
        ),
        "a fact stays open": (
            "measure: count, met: {at-least: {by: v, table: {a: 1, b: 2}}}",
            "required: at least the level by “V” (a: 1; b: 2)",
        ),
        "a product with a fact": (
            "measure: count, met: {at-least: {times: 2, of: {by: v, table: {a: 1, b: 2}}}}",
            "required: at least 2 × the level by “V” (a: 1; b: 2)",
        ),
        "bands of a fact": (
            "measure: count, met: {at-least: {by: n, bands: [{below: 10, is: 1}, {from: 10, is: 2}]}}",
            "required: at least the level by “N” (1 below 10; 2 from 10 up)",
        ),
        "a row of the year in a table": (
            "measure: ratio, met: {at-least: {by: v, table: {a: {parameter: p}, b: unknown}}}",
            "required: at least the level by “V” (a: 80%; b: not public)",
        ),
        "an override keeps the table": (
            "measure: count, met: {at-least: {by: type, table: {phuong: 3, xa: 2}, override: [{if: k, row: xa}]}}",
            "required: at least the level by “type of the unit” (ward: 3; commune: 2), but the row “commune” where “K”",
        ),
    }.values(),
)
def test_a_rule_of_a_year_and_a_type(leaf: str, said: str, tmp_path: Path) -> None:
    loaded = load_set(one(leaf, **HEAD, **FACT), tmp_path)
    node = Settled(loaded, 2024, "phuong").node(loaded.criteria.criteria[0])
    assert said in [ENGLISH.text(line) for line in rule(node, loaded.criteria)]


def test_a_parameter_of_another_set(tmp_path: Path) -> None:
    other = one("measure: met", parameters="{q: {by: year, table: {'2024': 5}}}")
    loaded = load_set(one("measure: count, met: {at-least: {parameter: q, set: kia}}"), tmp_path, kia=other)
    node = Settled(loaded, 2024, "phuong").node(loaded.criteria.criteria[0])
    assert "required: at least 5" in [ENGLISH.text(line) for line in rule(node, loaded.criteria)]


def test_a_year_without_a_row_stays_as_it_is(tmp_path: Path) -> None:
    loaded = load_set(one("measure: ratio, met: {at-least: {parameter: p}}", **HEAD), tmp_path)
    node = Settled(loaded, 2030, "phuong").node(loaded.criteria.criteria[0])
    assert "required: at least the level by “year” (2023: 70%; 2024: 80%)" in [
        ENGLISH.text(line) for line in rule(node, loaded.criteria)
    ]
