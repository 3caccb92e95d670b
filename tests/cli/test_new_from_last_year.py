"""`wardeval new --from`: what is carried over, what is dropped, and what is marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import full_set
from tests.conftest import ROOT, Run
from wardeval.load import build
from wardeval.model.assessment import Assessment
from wardeval.source import read_source

OLD = """\
parameters: {muc: {by: year, table: {"2023": 70%, "2024": 80%}}}
facts: {vung: {title: Vùng, is: one-of, of: [a, b]}, cu: {title: Cũ, is: yes-no}}
window: {from: 16/11/Y-1, to: 15/11/Y}
criteria:
  - {id: "1", ask: Số hộ đăng ký, measure: ratio, met: {at-least: {parameter: muc}}}
  - {id: "2", ask: Số vụ, measure: events, met: none}
  - {id: "3", ask: Có kế hoạch, measure: met}
  - {id: "4", ask: Bỏ năm sau, measure: count, met: {at-least: {by: vung, table: {a: 1, b: 2}}}}
  - {id: "5", title: Nhóm, all: [{id: 5.a, ask: Phần một, measure: met}, {id: 5.b, ask: Phần hai, measure: met}]}
"""
NEW = """\
facts: {vung: {title: Vùng, is: one-of, of: [b, c]}}
window: {from: 16/11/Y-1, to: 15/11/Y}
criteria:
  - {id: "1", ask: Số hộ đăng ký, measure: ratio, met: {at-least: 80%}}
  - {id: "2", ask: Số vụ, measure: events, met: {at-most: 1}}
  - {id: "3", ask: Có kế hoạch được duyệt, measure: met, met: met}
  - {id: "5", title: Nhóm, any: [{id: 5.a, ask: Phần một, measure: met}, {id: 5.b, ask: Phần hai, measure: met}]}
  - {id: "6", ask: Nội dung mới, measure: count, met: {at-least: {by: vung, table: {b: 1, c: 2}}}}
"""
LAST = """\
format: wardeval/assessment/1
set: bo-cu
unit: {id: "00070", name: Phường Ví Dụ, type: phuong, within: [Quận A]}
period: 2023
fictional: yes
facts: {vung: a}
days-off: [20/01/2023]
answers:
  "1": {part: 3, whole: 4, evidence: [moi]}
  "2": 0
  "3": {value: đạt, explanation: "Xem “biên bản” #2: đủ"}
  "4": 5
  5.a: đạt
verified:
  by: Tỉnh
  answers: {"2": {value: 1, reason: Có một vụ}}
evidence:
  cu: {number: 01/QĐ, date: 15/11/2023, summary: Cũ}
  moi: {number: 02/QĐ, date: 16/11/2023, file: minh-chung/02.pdf}
  khong-ngay: {title: "Sổ: theo dõi"}
claims: {verdict: dat}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wardeval.yaml").write_text("language: en\n", "utf-8")
    (tmp_path / "criteria").mkdir()
    for id_, body in (("bo-cu", OLD), ("bo-moi", NEW)):
        (tmp_path / "criteria" / f"{id_}.yaml").write_text(full_set(body, id_), "utf-8")
    (tmp_path / "2023.yaml").write_text(LAST, "utf-8")
    return tmp_path


def carried(run: Run, folder: Path, *more: str) -> tuple[str, Assessment]:
    ran = run("new", "--from", "2023.yaml", "--period", "2024", "-o", "2024.yaml", *more, folder=folder)
    assert ran.code == 0, ran.err
    file = folder / "2024.yaml"
    return file.read_text("utf-8"), build(Assessment, read_source(file))


def about(text: str, id_: str) -> list[str]:
    """The comment lines right above an entry."""
    lines = text.splitlines()
    end = next(n for n, line in enumerate(lines) if line in (f"  {id_}:", f'  "{id_}":'))
    begin = end
    while lines[begin - 1].lstrip().startswith("#"):
        begin -= 1
    return [line.strip().removeprefix("#").strip() for line in lines[begin:end]]


def test_the_same_set_keeps_unit_facts_and_proof_and_asks_everything_anew(run: Run, folder: Path) -> None:
    text, new = carried(run, folder)
    last = build(Assessment, read_source(folder / "2023.yaml"))
    assert (new.set_, new.period, new.fictional) == ("bo-cu", 2024, True)
    assert repr(new.unit) == repr(last.unit)
    assert new.facts == {"vung": "a"}
    assert new.days_off == ()
    assert (new.verified, new.claims, new.stated_count) == (None, None, None)
    assert [id_ for id_, answer in new.answers.items() if answer.given] == []
    assert list(new.answers) == ["1", "2", "3", "4", "5.a", "5.b"]
    assert "NEW:" not in text
    assert run("score", "2024.yaml", folder=folder).code == 0


def test_proof_older_than_the_window_is_dropped_and_named(run: Run, folder: Path) -> None:
    text, new = carried(run, folder)
    last = build(Assessment, read_source(folder / "2023.yaml"))
    assert repr(new.evidence) == repr({id_: last.evidence[id_] for id_ in ("moi", "khong-ngay")})
    head, _, tail = text.partition("# Left out, because they are older than 2023-11-16:\n")
    assert head
    assert tail.startswith("# - cu: 01/QĐ; 15/11/2023; Cũ\n")
    assert "# without a date: is it still valid?\n  khong-ngay:\n" in text


def test_without_a_window_the_year_counts(run: Run, folder: Path) -> None:
    path = folder / "criteria/bo-cu.yaml"
    path.write_text(path.read_text("utf-8").replace("window: {from: 16/11/Y-1, to: 15/11/Y}\n", ""), "utf-8")
    text, new = carried(run, folder)
    assert set(new.evidence) == {"khong-ngay"}
    assert "older than 2024-01-01" in text


def test_last_years_answers_stand_beside_the_new_ones(run: Run, folder: Path) -> None:
    text, _ = carried(run, folder)
    assert "2023, the unit: {part: 3, whole: 4, evidence: [moi]}" in about(text, "1")
    assert about(text, "2")[-2:] == ["2023, the unit: 0", "2023, the verifier: {value: 1, reason: Có một vụ}"]
    assert '2023, the unit: {value: đạt, explanation: "Xem “biên bản” #2: đủ"}' in about(text, "3")
    assert not any("2023" in line for line in about(text, "5.b"))


def test_a_rule_that_follows_the_year_is_marked(run: Run, folder: Path) -> None:
    text, _ = carried(run, folder)
    assert "CHANGED: how it is judged; in 2023: answer: a part of a whole; required: at least 70%" in about(text, "1")
    assert "required: at least 80%" in about(text, "1")
    assert not any(line.startswith("CHANGED") for id_ in ("2", "3", "4", "5.a") for line in about(text, id_))


def test_another_set_marks_what_is_new_changed_and_gone(run: Run, folder: Path) -> None:
    text, new = carried(run, folder, "--set", "bo-moi")
    assert new.set_ == "bo-moi"
    assert about(text, "6")[1] == "NEW: not asked in 2023"
    assert any(line.startswith("CHANGED: how it is judged; in 2023") for line in about(text, "1"))  # 70 % → 80 %
    assert any(line.startswith("CHANGED: how it is judged; in 2023") for line in about(text, "2"))
    assert about(text, "3")[1] == "CHANGED: the wording; in 2023: “Có kế hoạch”"
    assert not any("how it is judged" in line for line in about(text, "3"))  # “met” is what it was without saying so
    assert not any(line.startswith("CHANGED") for line in about(text, "5.a"))
    assert '# No longer asked, with the answers of 2023:\n# - "4": 5 (Bỏ năm sau)\n' in text
    assert "# - It was made against another set: bo-cu\n" in text


def test_a_node_whose_parts_are_combined_otherwise_is_marked(run: Run, folder: Path) -> None:
    text, _ = carried(run, folder, "--set", "bo-moi")
    lines = text.splitlines()
    at = lines.index("  # 5 Nhóm")
    assert lines[at + 1] == "  #   CHANGED: how it is judged; in 2023: all parts have to be met"


def test_a_fact_that_the_set_cannot_take_is_told(run: Run, folder: Path) -> None:
    text, new = carried(run, folder, "--set", "bo-moi")
    assert "# - Facts that this set does not take: vung: a\n" in text
    assert new.facts == {"vung": None}
    assert run("score", "2024.yaml", folder=folder).code == 3
    (folder / "2024.yaml").unlink()
    _, new = carried(run, folder, "--set", "bo-moi", "--facts", "vung=c")
    assert new.facts == {"vung": "c"}


def test_sets_with_nothing_in_common_mark_nothing(run: Run, folder: Path) -> None:
    text, new = carried(run, folder, "--set", "qd-5764-2021")
    assert new.unit.id == "00070"
    assert "# - the two sets have no criterion in common\n" in text
    assert "NEW:" not in text
    assert "No longer asked" not in text


def test_another_unit_keeps_nothing_of_the_old_ones_place(run: Run, folder: Path) -> None:
    _, new = carried(run, folder, "--unit", "Xã Khác")
    assert (new.unit.id, new.unit.name, new.unit.type, new.unit.within) == (None, "Xã Khác", "xa", ())


def test_the_same_unit_spelled_otherwise_keeps_its_place(run: Run, folder: Path) -> None:
    _, new = carried(run, folder, "--unit", "PHƯỜNG  ví dụ", "--unit-id", "00071")
    assert (new.unit.id, new.unit.name, new.unit.type, new.unit.within) == (
        "00071",
        "PHƯỜNG ví dụ",
        "phuong",
        ("Quận A",),
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_refused_file_is_told_at_its_lines(lang: str, run: Run, folder: Path) -> None:
    text = LAST.replace("part: 3", "part: 5").replace('"4": 5', '"4": x')
    (folder / "2023.yaml").write_text(text, "utf-8")
    ran = run("new", "--from", "2023.yaml", "--period", "2024", "-o", "2024.yaml", folder=folder, lang=lang)
    assert (ran.code, ran.out) == (3, "")
    assert [line.split(" ")[0] for line in ran.err.splitlines()] == ["2023.yaml:9:8:", "2023.yaml:12:8:"]
    assert not (folder / "2024.yaml").exists()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("file", sorted(path.name for path in (ROOT / "examples").glob("*-*.yaml")))
def test_every_example_can_be_carried_over(file: str, lang: str, run: Run, tmp_path: Path) -> None:
    last = ROOT / "examples" / file
    period = str(int(build(Assessment, read_source(last)).period) + 1)
    ran = run("new", "--from", str(last), "--period", period, "-o", str(tmp_path / "a.yaml"), lang=lang)
    assert (ran.code, ran.out) == (0, ""), ran.err
    build(Assessment, read_source(tmp_path / "a.yaml"))
