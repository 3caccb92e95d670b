"""What a new assessment says of each kind of leaf: how it is judged, and how an answer is written that is accepted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.building import case_of, load_set, one
from wardeval.amend import Sheet
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
                "write how many were counted (part) and out of how many (whole), for example {part: 14, whole: 15}",
                "(counted in: hộ)",
            ],
        ),
        "events with a unit": (
            "measure: events, unit: vụ, met: {at-most: 2}",
            ["required: at most 2", "write the number, 0 if there was none (vụ)"],
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
    assert text.count("write it as stated-count") == 2


SLOT = "title: null, attested: not-public, measure: met"
PARTS = f"""\
criteria:
  - {{id: "1", title: Một, all: [{{id: "1.1", {SLOT}}}, {{id: "1.2", {SLOT}}}]}}
  - {{id: "2", title: Hai, all: [{{id: "2.1", {SLOT}}}, {{id: "2.2", {SLOT}}}, {{id: "2.3", {SLOT}}}]}}
  - {{id: "3", title: Ba, all: [{{id: "3.1", {SLOT}}}, {{id: 3.b, ask: B, measure: met}}]}}
  - {{id: "4", {SLOT}}}
  - {{id: "5", title: Năm, measure: met}}
"""


def test_parts_without_public_text_are_told_of_their_own_criterion(tmp_path: Path) -> None:
    text = text_of(PARTS, tmp_path)
    assert [line.removeprefix("  # ") for line in text.splitlines() if "not published" in line] == [
        "2 contents of 1, not published",
        "3 contents of 2, not published",
        "Content 3.1 (not published)",
        "Criterion 4 (content not published)",
    ]
    assert "write it as stated-count" not in text  # it counts criteria, and these are parts of them
    assert "# stated-count: {met: 0, of: 5}\n" in text


def test_a_review_counts_nothing_and_requires_nothing(tmp_path: Path) -> None:
    verdicts = "verdicts: [{id: da-ra-soat, title: A, when: [{answered: criteria}]}, {id: chua-ra-soat-xong, title: B}]"
    body = f"purpose: review\n{verdicts}\n{PARTS}"
    text = text_of(body, tmp_path)
    assert "stated-count" not in text
    assert "#   required:" not in text
    assert "have to be met" not in text
    assert "# Note: a review of a programme: it records what is known, and recognises nobody\n" in text
    assert "phải đạt" not in text_of(body, tmp_path, Code.VI)


def test_texts_of_a_set_are_only_comments(tmp_path: Path) -> None:
    body = one('measure: met, ask: "Hỏi\\n  b: đạt\\u202e", note: "x\\ny: z"')
    text = text_of(body, tmp_path)
    assert "\u202e" not in text
    data = parse_source(text.encode(), "x").data
    assert isinstance(data, dict)
    assert data["answers"] == {"a": None}
    assert set(data) == {"format", "set", "unit", "period", "answers", "evidence"}


def test_a_document_is_put_under_the_heading_and_the_example_can_still_be_uncommented(tmp_path: Path) -> None:
    text = text_of(one("measure: met"), tmp_path)
    sheet = Sheet(text.encode(), "x")
    sheet.put(("evidence", "mc-01"), {"number": "01/QĐ"})
    after = sheet.content().decode()
    assert 'evidence:\n  mc-01: {number: "01/QĐ"}\n  # nq-01:\n' in after
    assert [line for line in after.splitlines() if line.startswith("#")] == [
        line for line in text.splitlines() if line.startswith("#")
    ]
    head, heading, register = after.partition("\nevidence:\n")
    free = head + heading + register.replace("  # ", "  ", 6).replace("  #   ", "    ")
    data = parse_source(free.encode(), "x").data
    assert isinstance(data, dict)
    assert isinstance(data["evidence"], dict)
    assert {id_: document["number"] for id_, document in data["evidence"].items()} == {  # type: ignore[index,call-overload]
        "mc-01": "01/QĐ",
        "nq-01": "01-NQ/ĐU",
    }
