"""A workspace in a folder, with sets short enough to stand beside what is expected of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.building import assessment, full_set, one

LADDER = (
    "verdicts: [{{id: dat, title: Đạt, when: [{{total: {{at-least: {least}}}}}]}}, {{id: chua-dat, title: Chưa đạt}}]\n"
)
PARTS = """\
criteria:
  - {{id: a, measure: points, max: {a}, points: as-judged}}
  - {{id: b, measure: points, max: {b}, points: as-judged}}
"""
SUSPENDED = "applies: {from: 2000, to: 2025, suspended: [{year: 2022, source: S}]}\n"
WARD = "Phường Ví Dụ"


def points_set(most: int, least: int, head: str = "family: thu\n") -> str:
    """A set of two judged criteria, 3 to 2, whose higher verdict asks for a total."""
    parts = PARTS.format(a=most * 3 // 5, b=most * 2 // 5)
    return f"{head}total: {{max: {most}}}\n{LADDER.format(least=least)}{parts}"


class Folder:
    """A workspace that is written file by file."""

    def __init__(self, path: Path) -> None:
        """Begin with the sets `thu` (100 points, at least 80), `thu-moi` (50, at least 40), and `khac` (met or not)."""
        self.path = path
        (path / "criteria").mkdir(parents=True)
        (path / "wardeval.yaml").write_text("format: wardeval/workspace/1\n", encoding="utf-8")
        self.set("thu", points_set(100, 80, f"family: thu\n{SUSPENDED}"))
        self.set("thu-moi", points_set(50, 40))
        self.set("khac", one("measure: met"))

    def set(self, id_: str, body: str) -> None:
        """Write a set."""
        (self.path / "criteria" / f"{id_}.yaml").write_text(full_set(body, id_), encoding="utf-8")

    def ward(
        self,
        period: int,
        answers: Mapping[str, object],
        set_: str = "thu",
        *,
        name: str = WARD,
        id_: str | None = "00100",
        within: Sequence[str] = ("Tỉnh Ví Dụ",),
        file: str | None = None,
        **more: Any,
    ) -> Path:
        """Write an assessment."""
        unit = {**({"id": id_} if id_ else {}), "name": name, "type": "phuong", "within": list(within)}
        text = assessment(answers, period=period, unit=unit, **more).replace("set: thu\n", f"set: {set_}\n")
        number = len(list((self.path / "assessments").rglob("*.yaml")))
        path = self.path / "assessments" / str(period) / (file or f"w{number}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def units(self, text: str) -> None:
        """Write the register of units."""
        (self.path / "units.yaml").write_text(f"format: wardeval/units/1\nunits:\n{text}", encoding="utf-8")


MERGER = """\
  - {id: "00100", name: Phường Ví Dụ, type: phuong, within: [Tỉnh Ví Dụ], to: 2025-06-30}
  - {id: "00200", name: Phường Hai, type: phuong, within: [Tỉnh Ví Dụ], to: 2025-06-30}
  - {id: "00300", name: Phường Ba, type: phuong, within: [Tỉnh Ví Dụ], to: 2025-06-30}
  - id: "00100"
    name: Phường Gộp
    type: phuong
    within: [Tỉnh Ví Dụ]
    from: 2025-07-01
    made-of: {"00100": whole, "00200": part}
    decision: Nghị quyết 1
  - id: "00301"
    name: Phường Ba Mới
    type: phuong
    within: [Tỉnh Ví Dụ]
    from: 2025-07-01
    made-of: {"00300": whole}
    decision: Nghị quyết 2
"""
"""Two wards that became one, one of them in part only, and one that got another name and code."""


LADDER_OF_FOUR = (
    "total: {max: 100}\n"
    "verdicts: [{id: xuat-sac, title: Xuất sắc, when: [{total: {at-least: unknown}}]},\n"
    "  {id: tot, title: Tốt, when: [{total: {at-least: 90}}]},\n"
    "  {id: kha, title: Khá, when: [{total: {more-than: 50}}]}, {id: yeu, title: Yếu}]\n"
) + PARTS.format(a=60, b=40)
"""A set of four verdicts; what the highest asks for is not public."""

AGAIN = """\
  - {id: "00100", name: Phường Ví Dụ, type: phuong, within: [Huyện Cũ, Tỉnh Ví Dụ], to: 2025-06-30}
  - {id: "00200", name: Phường Hai, type: phuong, within: [Huyện Cũ, Tỉnh Ví Dụ], to: 2025-06-30}
  - {id: "00100", name: Phường Ví Dụ, type: phuong, within: [Tỉnh Ví Dụ], from: 2025-07-01, made-of: {MADE}}
"""
"""A ward that has the name and the code of the one before it, made of `MADE`."""
