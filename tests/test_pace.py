"""The limits of time of other tests: what is too slow fails, however slow the machine is."""

from __future__ import annotations

import pytest

from tests import pace
from tests.pace import in_seconds


def work() -> int:
    return sum(range(2_000_000))


def test_what_is_too_slow_fails() -> None:
    with pytest.raises(AssertionError, match=r"work took .* s of 0 s"), in_seconds(0, "work"):
        work()


def test_a_slow_machine_has_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "QUIET", 1e-9)
    with in_seconds(1e-6, "work"):
        work()


def test_a_quick_machine_has_no_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "QUIET", 1e9)
    with in_seconds(60, "work"):
        work()
