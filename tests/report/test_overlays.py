"""What an overlay did to a node: the names of its fields, not the keys of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import full_set
from wardeval.language import Code, Language
from wardeval.library import Library, Place
from wardeval.model.criterion_set import COMBINATIONS, Indicator
from wardeval.model.record import kebab
from wardeval.report.overlays import _FIELDS, mark

SET = """
total: {max: 20}
verdicts: [{id: dat, title: Đạt, when: [{total: {at-least: 10}}]}, {id: chua-dat, title: Chưa đạt}]
criteria:
  - {id: "1", title: null, attested: not-public, measure: points, max: unknown, points: as-judged}
  - {id: "2", title: Two, measure: ratio, met: {at-least: 50%}, points: 10, source: S}
"""
OVERLAY = """\
format: wardeval/overlay/1
id: them
extends: thu
sources: {H: {title: Nguồn, kind: official-text}}
criteria:
  - {id: "1", title: One, attested: official-text, source: H, max: 10}
  - {id: "2", met: {at-least: 60%}, source: H}
"""


@pytest.mark.parametrize(
    ("id_", "marks"),
    [
        ("1", ["filled in by them: name; how the wording is attested; most points"]),
        ("2", ["tightened by them: what is required"]),
    ],
)
def test_fields_are_named_in_words(id_: str, marks: list[str], tmp_path: Path) -> None:
    (tmp_path / "thu.yaml").write_text(full_set(SET), encoding="utf-8")
    (tmp_path / "them.yaml").write_text(OVERLAY, encoding="utf-8")
    loaded = Library((Place("workspace", tmp_path),)).load("them")
    english = Language(Code.EN)
    assert [english.text(text) for text in mark(loaded, id_)] == marks


def test_every_field_of_a_node_has_a_name() -> None:
    fields = {kebab(name.rstrip("_")) for name in Indicator.__annotations__ if name not in {"id", "origin", "written"}}
    assert fields <= set(_FIELDS)
    assert {kebab(name) for name in COMBINATIONS} <= set(_FIELDS)
