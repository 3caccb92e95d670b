"""Days of another date beside a window: both are asked for."""

from __future__ import annotations

import pytest

from tests.building import NO, OPEN, YES, met_of, score_of
from wardeval.exact import Met

BODY = """
criteria:
  - {id: n, measure: date, met: {from: 01/01/Y}}
  - {id: a, measure: date, met: {%s, within: {days: 10, of: n}}}
"""


@pytest.mark.parametrize(
    ("window", "begun", "done", "met"),
    [
        ("to: 31/03/Y", "20/03/2024", "30/03/2024", YES),
        ("to: 31/03/Y", "25/03/2024", "01/04/2024", NO),  # in time after the other date, and too late
        ("to: 31/03/Y", "01/02/2024", "01/03/2024", NO),  # before the last day, and too long after the other date
        ("before: 31/03/Y", "25/03/2024", "31/03/2024", NO),
        ("from: 01/02/Y", "25/01/2024", "31/01/2024", NO),
        ("from: 01/02/Y", "25/01/2024", "01/02/2024", YES),
        ("to: 31/03/Y", None, "30/03/2024", OPEN),
        ("to: 31/03/Y", None, "01/04/2024", NO),  # whatever the other date is
        ("to: 31/03/Y", "20/03/2024", "chưa", NO),
    ],
)
def test_a_window_and_days_of_another_date_are_both_asked_for(
    window: str, begun: str | None, done: str, met: Met
) -> None:
    answers = {"a": done} if begun is None else {"n": begun, "a": done}
    assert met_of(score_of(BODY % window, answers)) is met
