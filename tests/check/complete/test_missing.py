"""Answers that are missed: only those that the result needs, and at most eight by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.checking import checked, told

SET = """
format: wardeval/criterion-set/1
id: vi-du-nhieu
title: Nhiều tiêu chí (hư cấu)
basis: {number: null, issuer: Hư cấu, issued: 01/01/2024}
units: [phuong]
completeness: complete
sources: {S1: {title: Ví dụ, publisher: Ví dụ, kind: press}}
verdicts: [{id: dat, title: Đạt, when: [{all: criteria}]}]
criteria:
"""
CRITERION = '  - {{id: "{n}", ask: Tiêu chí {n}, attested: press, measure: met}}\n'
ASSESSMENT = """
format: wardeval/assessment/1
set: vi-du-nhieu
unit: {name: Phường Ví Dụ, type: phuong}
period: 2024
answers: {ANSWERS}
"""


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        (1, ""),
        (2, "1 answer is missing: 2"),
        (9, "8 answers are missing: 2; 3; 4; 5; 6; 7; 8; 9"),
        (10, "9 answers are missing: 2; 3; 4; 5; 6; 7; 8; 9; …"),
    ],
)
def test_at_most_eight_are_named(criteria: int, expected: str, tmp_path: Path) -> None:
    (tmp_path / "criteria").mkdir()
    text = SET + "".join(CRITERION.format(n=number) for number in range(1, criteria + 1))
    (tmp_path / "criteria" / "vi-du-nhieu.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(ASSESSMENT.replace("ANSWERS", '"1": đạt'), encoding="utf-8")
    found = told(checked(tmp_path), "missing-answer")
    assert found == (f"a.yaml:6:1: {expected}\n" if expected else "")


ASSESSED_IF = """assessed-if: [{gate: hoat-dong}]
gates: [{id: hoat-dong, ask: Số tháng hoạt động, attested: press, measure: count, met: {at-least: 9}}]
"""


@pytest.mark.parametrize(("months", "is_missed"), [(8, False), (9, True)])
def test_a_unit_that_is_not_assessed_misses_nothing(months: int, is_missed: bool, tmp_path: Path) -> None:
    (tmp_path / "criteria").mkdir()
    text = SET.replace("verdicts:", f"{ASSESSED_IF}verdicts:") + CRITERION.format(n=1) + CRITERION.format(n=2)
    (tmp_path / "criteria" / "vi-du-nhieu.yaml").write_text(text, encoding="utf-8")
    answers = f'hoat-dong: {months}, "1": đạt'
    (tmp_path / "a.yaml").write_text(ASSESSMENT.replace("ANSWERS", answers), encoding="utf-8")
    assert bool(told(checked(tmp_path), "missing-answer")) is is_missed
