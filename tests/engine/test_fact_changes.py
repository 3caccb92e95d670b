"""Which facts of the unit are told to be others than before."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from tests.building import case_of
from wardeval.comparison import side_of, subject_of
from wardeval.engine.bridge import SAME, VERSIONS
from wardeval.engine.change import Comparison
from wardeval.engine.compare import Changes, compare
from wardeval.engine.subject import Subject
from wardeval.language import Code, Language

ENGLISH, VIETNAMESE = Language(Code.EN), Language(Code.VI)
SET = dedent("""
    facts:
      vung: {title: Vùng, is: one-of, of: [núi, biển]}
      bien-gioi: {title: Biên giới, is: yes-no}
      dan-so: {title: Dân số, is: number}
    criteria: [{id: a, measure: met}]
""")
TYPED = SET.replace("measure: met", "measure: count, met: {at-least: {by: type, table: {phuong: 1, xa: 1}}}")
FACTS = {"vung": "núi", "bien-gioi": "có", "dan-so": "12400"}


def subject(body: str = SET, answer: object = "đạt", **more: Any) -> Subject:
    return subject_of(case_of(body, {"a": answer}, **more))


def told(found: Changes) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            ENGLISH.text(fact.title),
            None if fact.before is None else ENGLISH.text(fact.before),
            None if fact.after is None else ENGLISH.text(fact.after),
        )
        for fact in found.facts
    ]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("vung", "biển", ("Vùng", "núi", "biển")),
        ("bien-gioi", "không", ("Biên giới", "yes", "no")),
        ("dan-so", "12401", ("Dân số", "12,400", "12,401")),
        ("dan-so", None, ("Dân số", "12,400", None)),
        ("dan-so", "35%", ("Dân số", "12,400", "35%")),
    ],
)
def test_a_fact_of_every_kind(name: str, value: str | None, shown: tuple[str, ...]) -> None:
    old, new = subject(facts=FACTS), subject(facts={**FACTS, name: value})
    assert told(compare(old, new, SAME)) == [shown]
    (back,) = compare(new, old, SAME).facts
    (there,) = compare(old, new, SAME, in_short=True).facts
    assert (back.before, back.after) == (there.after, there.before)


def test_a_fact_that_is_only_written_otherwise_is_the_same() -> None:
    other = subject(facts={**FACTS, "dan-so": "12400,0", "vung": "Núi", "bien-gioi": "yes"})
    assert compare(subject(facts=FACTS), other, SAME).facts == ()


def test_the_type_of_the_unit_is_told_where_the_set_goes_by_it() -> None:
    assert told(compare(subject(type_="xa"), subject(), SAME)) == []
    found = compare(subject(TYPED, 2, type_="xa"), subject(TYPED, 2), SAME)
    assert told(found) == [("type of unit", "commune", "ward")]


def test_a_fact_that_only_one_set_asks_for_is_no_change() -> None:
    new = SET.replace("  dan-so: {title: Dân số, is: number}\n", "")
    kept = {name: FACTS[name] for name in ("vung", "bien-gioi")}
    assert compare(subject(facts=FACTS), subject(new, facts=kept), VERSIONS).facts == ()


def test_a_unit_of_which_only_a_fact_changed_is_not_without_any_difference() -> None:
    cases = [case_of(SET, {"a": "đạt"}, facts={**FACTS, "dan-so": number}) for number in ("12400", "12500")]
    before, after = map(subject_of, cases)
    found = compare(before, after, SAME)
    comparison = Comparison(side_of(cases[0], before), side_of(cases[1], after), **found._asdict())
    assert found.criteria == ()
    assert not comparison.is_empty
    assert comparison._replace(facts=()).is_empty
