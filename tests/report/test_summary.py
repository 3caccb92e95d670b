"""The summary of many files: units of one name are told apart, and files without a result say why."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.building import assessment, full_set, one
from tests.conftest import Run

LEAF = "measure: amount, met: {at-least: {by: vung, table: {bac: 10, nam: 20}}}"
FACTS = "{vung: {title: {vi: Vùng, en: Region}, is: one-of, of: [bac, nam]}}"
Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes an assessment of a set that needs a fact."""
    (tmp_path / "criteria").mkdir()
    (tmp_path / "wardeval.yaml").write_text("format: wardeval/workspace/1\n", encoding="utf-8")
    (tmp_path / "criteria" / "thu.yaml").write_text(full_set(one(LEAF, facts=FACTS)), encoding="utf-8")

    def call(file: str, name: str, facts: Mapping[str, str] | None = None, *within: str, period: int = 2024) -> None:
        unit = {"name": name, "type": "phuong", **({"within": list(within)} if within else {})}
        text = assessment({"a": 15}, period=period, facts={"vung": "bac"} if facts is None else facts, unit=unit)
        (tmp_path / file).write_text(text, encoding="utf-8")

    return call


def rows(run: Run, folder: Path, *more: str) -> list[tuple[str, str]]:
    """The units of a summary and their verdicts, in the order of the table."""
    out = run("score", ".", "--width", "200", "--format", "markdown", *more, folder=folder).out
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in out.splitlines() if line[:2] == "| "]
    return [(re.sub(r"\\", "", cells[0]), cells[2].strip("*")) for cells in found[2:] if cells[2]]


def test_units_of_one_name_are_told_apart_by_where_they_lie(write: Write, run: Run, tmp_path: Path) -> None:
    write("a.yaml", "Xã Ví Dụ", None, "Huyện A", "Tỉnh A")
    write("b.yaml", "Xã Ví Dụ", None, "Tỉnh B")
    write("c.yaml", "Xã Khác", None, "Tỉnh B")
    names = [name for name, _ in rows(run, tmp_path)]
    assert names == ["Xã Ví Dụ, Huyện A, Tỉnh A", "Xã Ví Dụ, Tỉnh B", "Xã Khác"]


def test_units_that_nothing_else_tells_apart_have_their_file(write: Write, run: Run, tmp_path: Path) -> None:
    write("a.yaml", "Xã Ví Dụ")
    write("b.yaml", "Xã Ví Dụ", None, "Tỉnh B")
    write("c.yaml", "Xã Khác")
    write("d.yaml", "Xã Khác")
    write("e.yaml", "Xã Khác", period=2023)
    names = [name for name, _ in rows(run, tmp_path)]
    expected = ["Xã Ví Dụ (a.yaml)", "Xã Ví Dụ, Tỉnh B", "Xã Khác (c.yaml)", "Xã Khác (d.yaml)", "Xã Khác"]
    assert names == expected


def test_a_file_that_lacks_a_fact_is_not_called_unreadable(write: Write, run: Run, tmp_path: Path) -> None:
    write("a.yaml", "Xã Đủ")
    write("b.yaml", "Xã Thiếu", {})
    write("c.yaml", "Xã Sai", {"vung": "tay"})
    (tmp_path / "d.yaml").write_text("format: [\n", encoding="utf-8")
    assert dict(rows(run, tmp_path)) == {
        "Xã Thiếu (b.yaml)": "cannot be scored yet",
        "Xã Sai (c.yaml)": "cannot be read",
        "d.yaml": "cannot be read",
        "Xã Đủ": "Đạt",
    }
    assert run("score", ".", folder=tmp_path).code == 3


@pytest.mark.parametrize("years", [("2020", "2030", "2020", "2030"), ("2010", "2011", "2012", "2013")])
def test_a_file_whose_set_is_not_settled_is_not_called_unreadable(
    years: tuple[str, str, str, str], run: Run, tmp_path: Path
) -> None:
    (tmp_path / "criteria").mkdir()
    (tmp_path / "wardeval.yaml").write_text("format: wardeval/workspace/1\n", encoding="utf-8")
    for id_, first, last in (("x-1", *years[:2]), ("x-2", *years[2:])):
        body = f"family: x\napplies: {{from: {first}, to: {last}}}\n{one('measure: met')}"
        (tmp_path / "criteria" / f"{id_}.yaml").write_text(full_set(body, id_), encoding="utf-8")
    (tmp_path / "a.yaml").write_text(assessment({}).replace("set: thu", "set: x"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(assessment({}).replace("set: thu", "set: x-1"), encoding="utf-8")
    found = dict(rows(run, tmp_path))
    assert found["Phường Thử (a.yaml)"] == "cannot be scored yet"
    assert found["Phường Thử"].startswith("undecided")
