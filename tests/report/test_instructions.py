"""What a new assessment says of each kind of leaf: how it is judged, and how an answer is written that is accepted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.building import case_of, load_set, one
from wardeval.language import Code, Language
from wardeval.model.assessment import Unit
from wardeval.report.blank import Blank
from wardeval.report.start import Start
from wardeval.source import parse_source

LEAVES = {
    "events": "measure: events, met: none, except: [bk, ph]",
    "count": "measure: count, met: {at-least: 3}",
    "ratio": "measure: ratio, unit: hộ, met: {at-least: 70%}",
    "amount": "measure: amount, met: {more-than: 75}",
    "change": "measure: change, met: {at-most: before}",
    "date": "measure: date, met: {from: 01/07/Y, to: 31/12/Y}",
    "a date before a day": "measure: date, met: {before: 10/01/Y}",
    "level": "measure: level, scale: s, met: {at-least: kha}",
    "points": "measure: points, max: 4, points: as-judged",
    "points in steps": "measure: points, max: 4, step: 0.5, points: as-judged",
    "parts": "measure: parts, parts: {loa: Loa, to-roi: Tờ rơi}, met: all",
    "met": "measure: met",
    "met with a waiver": "measure: met, not-applicable: full",
}
DECLARED = {
    "scales": "{s: {kem: {vi: Kém, en: Poor}, kha: {vi: Khá, en: Fair}}}",
    "exceptions": "{bk: {title: Bất khả kháng}, ph: {title: Phát hiện, needs: {x: X, y: Y}}}",
}


def text_of(body: str, folder: Path, language: Code = Code.EN) -> str:
    loaded = load_set(body, folder)
    unit = Unit.made(name="Phường Thử", type="phuong")
    return Blank(Start(loaded, unit, 2024), Language(language)).render()


@pytest.mark.parametrize("language", list(Code))
@pytest.mark.parametrize("leaf", LEAVES.values(), ids=LEAVES.keys())
def test_every_example_in_the_comments_is_an_answer(leaf: str, language: Code, tmp_path: Path) -> None:
    """What stands in braces, brackets, quotes or after “for example” is taken for that leaf, and answers it."""
    body = one(leaf, **DECLARED)
    lines = text_of(body, tmp_path, language).split("\nanswers:\n")[1].split("\n# ")[0].splitlines()
    said = " ".join(line.strip().removeprefix("#").strip() for line in lines if line.strip().startswith("#"))
    said = said.replace("…", "x")
    examples = re.findall(
        r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|(?<= )\[[\w, -]*\]|\d\d/\d\d/2024|\"[\d,]+\"", said
    )
    examples = [example for example in examples if example != "[id]"]
    if not examples:
        assert any(word in leaf for word in ("measure: count", "measure: met", "measure: level", "measure: points"))
    loaded = load_set(body, tmp_path)
    for example in examples:
        plain = parse_source(f"a: {example}\n".encode(), "x").data
        assert isinstance(plain, dict)
        case = case_of(loaded, {"a": plain["a"]})
        assert case.results["self"].coverage.answered == 1, example


@pytest.mark.parametrize(
    ("leaf", "lines"),
    {
        "ratio": (
            LEAVES["ratio"],
            [
                "required: at least 70%",
                "write the part and the whole, for example {part: 14, whole: 15} (counted in: hộ)",
            ],
        ),
        "date": (
            LEAVES["date"],
            [
                "required: from 01/07/2024 to 31/12/2024",
                "write the date, for example 01/07/2024; if it was not done: none",
            ],
        ),
        "before": (
            LEAVES["a date before a day"],
            ["required: before 10/01/2024", "write the date, for example 09/01/2024; if it was not done: none"],
        ),
        "level": (LEAVES["level"], ["required: “Fair” or above", "write one of: kem (Poor); kha (Fair)"]),
        "points": (
            LEAVES["points in steps"],
            ["points: as judged, 0 to 4", "write the points, from 0 to 4 in steps of 0.5"],
        ),
        "waiver": (
            LEAVES["met with a waiver"],
            [
                "required: has to be met; if it does not apply: counted in full",
                "write met, basically met or not met",
                "if it does not apply, write {not-applicable: the reason}",
            ],
        ),
        "proof": (
            "measure: met, proof: Sổ, assumed: Hiểu vậy, attested: press, verdict-of: thu-2, note: Ghi chú",
            [
                "required: has to be met",
                "this is the verdict of the set “thu-2”; its decision is the proof",
                "proof: Sổ",
                "assumed: Hiểu vậy",
                "Ghi chú",
                "wording: as the press reports it",
                "write met, basically met or not met",
            ],
        ),
    }.values(),
)
def test_what_is_said(leaf: str, lines: list[str], tmp_path: Path) -> None:
    load_set(one("measure: met"), tmp_path)
    (tmp_path / "thu.yaml").rename(tmp_path / "thu-2.yaml")
    (tmp_path / "thu-2.yaml").write_text(
        (tmp_path / "thu-2.yaml").read_text("utf-8").replace("id: thu\n", "id: thu-2\n"), "utf-8"
    )
    text = text_of(one(leaf, **DECLARED), tmp_path)
    block = text.split("answers:\n")[1].split("\n  a:\n")[0]
    assert [line.removeprefix("  #   ") for line in block.splitlines() if line.startswith("  #   ")] == lines


def test_leaves_without_public_text_stand_together_only_if_they_are_judged_alike(tmp_path: Path) -> None:
    slots = "".join(
        f"  - {{id: '{n}', title: null, attested: not-public, measure: met, points: {1 if n < 4 else 2}}}\n"
        for n in range(1, 6)
    )
    text = text_of(f"total: {{max: 7}}\ncriteria:\n{slots}", tmp_path)
    assert [line for line in text.splitlines() if "content not published" in line] == [
        "  # 3 criteria, content not published",
        "  # 2 criteria, content not published",
    ]
    assert '  "1":\n  "2":\n  "3":\n' in text


def test_texts_of_a_set_are_only_comments(tmp_path: Path) -> None:
    body = one('measure: met, ask: "Hỏi\\n  b: đạt\\u202e", note: "x\\ny: z"')
    text = text_of(body, tmp_path)
    assert "\u202e" not in text
    data = parse_source(text.encode(), "x").data
    assert isinstance(data, dict)
    assert data["answers"] == {"a": None}
    assert set(data) == {"format", "set", "unit", "period", "answers"}
