"""An interrupted command: no result, no traceback, and an exit code that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from wardeval import case

EXAMPLE = Path(__file__).parents[2] / "examples" / "muong-lat-2025.yaml"


def test_an_interrupt_is_no_success(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(case, "load_case", interrupted)
    ran = run("score", str(EXAMPLE))
    assert (ran.code, ran.out) == (130, "")
    assert "Traceback" not in ran.err
