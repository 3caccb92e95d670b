"""Rules in words: what is asked and required, said as people say it."""

from __future__ import annotations

import pytest

from tests.building import one
from tests.engine.rule_kinds import loaded
from wardeval.language import Code, Language
from wardeval.report.rules import rule

ENGLISH = Language(Code.EN)
FACTS = "{bien-gioi: {title: {vi: Phường biên giới, en: Border ward}, is: yes-no}}"


def said(leaf: str, **more: str) -> list[str]:
    """The sentences of the rule of a set's one criterion."""
    criteria = loaded(one(leaf, **more)).criteria
    return [ENGLISH.text(line) for line in rule(criteria.criteria[0], criteria)]


@pytest.mark.parametrize(
    ("leaf", "line"),
    {
        "a share": ("measure: ratio, met: {at-least: 70%}", "answer: a part of a whole"),
        "people": ("measure: events, unit: người, met: none", "answer: a number of events, 0 for none (người)"),
        "no people": ("measure: events, unit: người, met: none", "required: none (người)"),
        "events": ("measure: events, met: none", "required: none may happen"),
        "not public": ("measure: ratio, met: unknown", "what is required is not public"),
        "nothing": ("measure: amount, met: {at-most: 0}", "required: must be 0"),
        "some": ("measure: amount, met: {at-most: 0.5}", "required: at most 0.5"),
        "everything": ("measure: ratio, met: {at-least: 100%}", "required: all of them (100%)"),
        "a number of 100": ("measure: amount, met: {at-least: 100}", "required: at least 100"),
        "between": ("measure: amount, met: {at-least: -1, at-most: 0}", "required: at least -1 and at most 0"),
        "the year before": ("measure: change, met: {at-most: before}", "required: not more than the year before"),
        "and by how much": (
            "measure: change, met: {at-most: before, down-by: 5%}",
            "required: at most the year before and at least 5% down on the year before",
        ),
        "open at the year before": (
            "measure: change, met: {less-than: before, at-boundary: unknown}",
            "required: less than the year before (whether an equal number is enough, the text does not say)",
        ),
        "open at a number": (
            "measure: amount, met: {more-than: 75, at-boundary: unknown}",
            "required: more than 75 (whether exactly this much is enough, the text does not say)",
        ),
        "less": ("measure: events, points: {max: 30, less: 6}", "points: 30, less 6 for each event"),
        "less per two": (
            "measure: events, points: {max: 30, less: 6, per: 2, floor: 3}",
            "points: 30, less 6 for every 2 events, not below 3",
        ),
    }.values(),
)
def test_a_rule_is_said_shortly(leaf: str, line: str) -> None:
    more = {"total": "{max: 30}"} if "points" in leaf else {}
    assert line in said(leaf, **more)


def test_a_fact_has_its_title_and_yes_and_no_are_words() -> None:
    leaf = (
        (
            "measure: amount, max: 30, "
            "points: {base: 10, up-to: {by: bien-gioi, table: {có: 1500, không: 5000}}, plus: 0.5, per: 200, cap: 30}"
        )
        .replace("có", '"yes"')
        .replace("không", '"no"')
    )
    (points,) = [line for line in said(leaf, facts=FACTS, total="{max: 30}") if " up to " in line]
    assert points == ("points: 10 up to the level by “Border ward” (yes: 1,500; no: 5,000), then 0.5 for each 200")


def test_a_row_stands_as_people_write_it() -> None:
    facts = "{vung: {title: {vi: Vùng, en: Region}, is: one-of, of: [bac-bo, no]}}"
    leaf = "measure: ratio, met: {at-least: {by: vung, table: {bac-bo: 50%, no: unknown}}}"
    assert "required: at least the level by “Region” (bac-bo: 50%; no: not public)" in said(leaf, facts=facts)
    leaf = "measure: ratio, met: {at-least: {by: type, table: {xa: 50%, phuong: 60%, thi-tran: 70%}}}"
    assert "required: at least the level by “type of the unit” (commune: 50%; ward: 60%; township: 70%)" in said(leaf)
