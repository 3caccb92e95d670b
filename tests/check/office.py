"""A workspace to check: a set of two criteria, a set by points, and assessments of fictional wards."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.building import assessment, full_set
from tests.conftest import Ran

MET = """
criteria:
  - {id: "1", title: Một, measure: met}
  - {id: "2", title: Hai, all: [{id: 2.a, ask: Tỷ lệ, measure: ratio, met: {at-least: 70%}}]}
"""
POINTS = """
total: {max: 20}
verdicts: [{id: tot, title: {vi: Tốt, en: Good}, when: [{total: {at-least: 15}}]}, {id: kha, title: Khá}]
criteria:
  - {id: "1", title: Một, measure: points, max: 10}
  - {id: "2", title: Hai, measure: points, max: 10}
"""
GOOD: dict[str, object] = {"1": "đạt", "2.a": "18/25"}
UNKNOWN = {**GOOD, "9": "đạt"}
"""Answers of which one is to nothing that the set asks: refused by a rule that is always followed."""
BROKEN = "format: wardeval/assessment/1\nset: thu\nunit: {name: Phường Ví Dụ\n"


class Office:
    """A workspace in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "wardeval.yaml").write_text("language: en\n", encoding="utf-8")
        (folder / "criteria").mkdir()
        for id_, body in {"thu": MET, "diem": POINTS}.items():
            (folder / "criteria" / f"{id_}.yaml").write_text(full_set(body, id_), encoding="utf-8")

    def write(
        self, name: str, answers: dict[str, object] = GOOD, *, period: int = 2024, set_: str = "thu", **unit: object
    ) -> Path:
        """An assessment below the folder of assessments."""
        whole = {"id": f"FICTION-{name}", "name": f"Phường Ví Dụ {name}", "type": "phuong", **unit}
        text = assessment(answers, period=period, unit=whole, fictional="yes").replace("set: thu", f"set: {set_}")
        return self.put(f"assessments/{period}/{name}.yaml", text)

    def put(self, name: str, text: str) -> Path:
        """A file of the workspace."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


def places(ran: Ran) -> list[str]:
    """The file, line and column of every problem."""
    return [line.split(": ")[0] for line in ran.out.splitlines()]


def rules(ran: Ran) -> list[str]:
    """The rule of every problem."""
    return [line.rpartition("[")[2].rstrip("]") for line in ran.out.splitlines()]


def shut(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no folder of a name be read."""
    scan = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith(folder):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
