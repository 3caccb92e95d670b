"""Overlays: what an office's own file may add, fill in and tighten; everything else is refused at both lines."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.building import NO, YES, exactly, full_set, met_of, one, verdict_of
from tests.conftest import EXAMPLES, ROOT, Run
from tests.test_architecture import loaded_by
from wardeval.case import load_case
from wardeval.engine.result import SetResult
from wardeval.exact import Interval
from wardeval.language import Code, Language
from wardeval.library import Library, LoadedSet, Place, built_in
from wardeval.lint.criterion_set import lint_set, name_problems
from wardeval.model.criterion_set import Indicator
from wardeval.problems import InputError, Problem

ENGLISH = Language(Code.EN)
DATA = ROOT / "tests" / "data" / "overlay"

BASE = """\
facts: {vung: {title: Vùng, is: one-of, of: [x, y]}}
parameters: {muc: {by: vung, table: {x: 60%, y: unknown}}, co-dinh: 50%}
scales: {s: {kem: Kém, kha: Khá, tot: Tốt}}
exceptions: {bao: {title: Bão}, lu: {title: Lũ}}
verdicts:
  - {id: xuat-sac, title: Xuất sắc, when: unknown}
  - {id: dat, title: Đạt, when: [{all: criteria}, {gate: g}]}
  - {id: chua-dat, title: Chưa đạt}
gates:
  - {id: g, ask: Bị kỷ luật, measure: events, met: none, source: S}
criteria:
  - {id: "1", title: Nhất, source: S, attested: press, all: [{id: 1.a, measure: ratio, met: {at-least: 70%}}, {id: 1.b, measure: met}]}
  - {id: "2", ask: Nhì, source: S, attested: official-text, measure: amount, met: {at-most: 10}}
  - {id: "3", title: null, source: S, attested: not-public, measure: met}
  - {id: "4", ask: Tư, source: S, attested: press, measure: ratio, met: {at-least: {parameter: muc}}}
  - {id: "5", ask: Năm, source: S, attested: press, measure: level, scale: s, met: {at-least: kha}}
  - {id: "6", ask: Sáu, source: S, attested: press, measure: date, met: {from: 01/01/Y, to: 31/03/Y}}
  - {id: "7", ask: Bảy, source: S, attested: press, measure: met, met: basically, not-applicable: full}
  - {id: "8", ask: Tám, source: S, attested: press, measure: events, except: [bao, lu], met: {at-most: 2}}
  - {id: "9", title: Chín, source: S, attested: press, at-least: {n: 2, of: [{id: 9.a, measure: met}, {id: 9.b, measure: met}, {id: 9.c, measure: met}]}}
  - {id: "10", ask: Mười, source: S, attested: press, measure: parts, parts: {a: A, b: B}, met: all}
  - {id: "11", ask: Mười một, source: S, attested: press, measure: count, met: unknown}
  - {id: "12", ask: Mười hai, source: S, attested: press, measure: amount, met: {more-than: 75, at-boundary: unknown}}
  - {id: "13", ask: Mười ba, source: S, attested: press, measure: change, met: {at-most: before}}
  - {id: "14", title: Mười bốn, source: S, attested: press, either: [{id: 14.a, measure: count, met: {at-least: 3}}, {id: 14.b, measure: met}]}
"""  # noqa: E501
HEAD = "format: wardeval/overlay/1\nid: thu-them\nextends: thu\nsources: {T: {title: Công báo, kind: official-text}}\n"


def overlaid(body: str, folder: Path, base: str = BASE, **more: str) -> LoadedSet:
    """A set with an overlay of `body`, and further overlays by their ids, the last of which is returned."""
    (folder / "thu.yaml").write_text(full_set(base, "thu"), encoding="utf-8")
    (folder / "thu-them.yaml").write_text(HEAD + body, encoding="utf-8")
    for name, text in more.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Library((Place("workspace", folder),)).load([*more][-1] if more else "thu-them")


def refused(body: str, folder: Path, base: str = BASE) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        overlaid(body, folder, base)
    return caught.value.problems


def node(loaded: LoadedSet, id_: str) -> Indicator:
    (found,) = [each for each in loaded.criteria.nodes() if each.id == id_]
    return found


def score(loaded: LoadedSet, answers: str, folder: Path, facts: str = "{vung: x}") -> SetResult:
    path = folder / "bai.txt"
    head = "format: wardeval/assessment/1\nset: thu\nunit: {name: Thử, type: phuong}\nperiod: 2024\n"
    path.write_text(f"{head}facts: {facts}\nanswers: {answers}\n", encoding="utf-8")
    return load_case(path, Library(()), loaded).results["self"]


# what is tightened: an answer that met the rule before no longer does, one that meets the new one did before

TIGHTENED: dict[str, tuple[str, str, str, str]] = {
    "a higher share": ("1.a", "met: {at-least: 80%}", "{part: 79, whole: 100}", "{part: 80, whole: 100}"),
    "more than what was enough": ("1.a", "met: {more-than: 70%}", "{part: 70, whole: 100}", "{part: 71, whole: 100}"),
    "a lower amount": ("2", "met: {at-most: 9}", "10", "9"),
    "less than what was still right": ("2", "met: {less-than: 10}", "10", "9"),
    "a higher level": ("5", "met: {at-least: tot}", "kha", "tot"),
    "an earlier day": ("6", "met: {to: 28/02/Y}", "01/03/2024", "28/02/2024"),
    "a day not yet counted": ("6", "met: {before: 31/03/Y}", "31/03/2024", "30/03/2024"),
    "a window that begins later": ("6", "met: {from: 01/02/Y}", "31/01/2024", "01/02/2024"),
    "basically is no longer enough": ("7", "met: met", "cơ bản đạt", "đạt"),
    "no event at all": ("8", "met: none", "1", "0"),
    "fewer events": ("8", "met: {at-most: 1}", "2", "1"),
    "one ground less": ("8", "except: [bao], met: {at-most: 0}", "1", "0"),
    "one part more": ("10", "parts: {a: A, b: B, c: C}", "[a, b]", "[a, b, c]"),
    "down by a share": ("13", "met: {down-by: 5%}", "{now: 96, before: 100}", "{now: 95, before: 100}"),
    "less than before": ("13", "met: {less-than: before}", "{now: 9, before: 9}", "{now: 8, before: 9}"),
}


@pytest.mark.parametrize(("id_", "rule", "failing", "passing"), TIGHTENED.values(), ids=TIGHTENED.keys())
def test_a_rule_may_be_tightened(id_: str, rule: str, failing: str, passing: str, tmp_path: Path) -> None:
    loaded = overlaid(f'criteria: [{{id: "{id_}", {rule}, source: T}}]\n', tmp_path)
    assert met_of(score(loaded, f'{{"{id_}": {failing}}}', tmp_path), id_) is NO
    assert met_of(score(loaded, f'{{"{id_}": {passing}}}', tmp_path), id_) is YES
    assert {touch.kind for touch in loaded.touches[id_]} == {"tightened"}
    assert node(loaded, id_).source == "T + S"


def test_the_other_end_of_a_window_stays_and_is_found_in_the_set(tmp_path: Path) -> None:
    loaded = overlaid('criteria: [{id: "6", met: {to: 28/02/Y}}]\n', tmp_path)
    assert met_of(score(loaded, '{"6": 31/12/2023}', tmp_path), "6") is NO
    assert Path(loaded.source.locate(("criteria", 5, "met", "from")).file).name == "thu.yaml"
    assert Path(loaded.source.locate(("criteria", 5, "met", "to")).file).name == "thu-them.yaml"


def test_more_of_the_parts_may_be_asked_for(tmp_path: Path) -> None:
    loaded = overlaid('criteria: [{id: "9", at-least: {n: 3}}]\n', tmp_path)
    answers = '{"9.a": đạt, "9.b": đạt, "9.c": chưa}'
    assert met_of(score(loaded, answers, tmp_path), "9") is NO
    assert len(node(loaded, "9").children) == 3


def test_a_part_may_be_added_where_all_are_needed(tmp_path: Path) -> None:
    loaded = overlaid('criteria: [{id: "1", all: [{id: 1.c, ask: Thêm, measure: met}]}]\n', tmp_path)
    answers = '{"1.a": 9/10, "1.b": đạt, "1.c": chưa}'
    assert met_of(score(loaded, answers, tmp_path), "1") is NO
    assert [part.id for part in node(loaded, "1").children] == ["1.a", "1.b", "1.c"]
    assert str(loaded.source.locate(("criteria", 0, "all", 2))).endswith("thu-them.yaml:5:28")


def test_not_applicable_may_be_forbidden(tmp_path: Path) -> None:
    loaded = overlaid('criteria: [{id: "7", not-applicable: forbidden}]\n', tmp_path)
    with pytest.raises(InputError):
        score(loaded, '{"7": {not-applicable: không có}}', tmp_path)


# what is filled in

FILLED: dict[str, tuple[str, str, str]] = {
    "the wording of a slot": ("3", "title: {vi: Ba, en: Three}, attested: official-text", "title"),
    "a question beside a title": ("1.a", "ask: Tỷ lệ", "ask"),
    "a better wording": ("4", "ask: Lời văn chính thức, attested: official-text", "ask"),
    "the rule of a slot": ("3", "ask: Ba, attested: official-text, measure: count, met: {at-least: 2}", "measure"),
    "the parts of a slot": ("3", "title: Ba, attested: official-text, all: [{id: 3.a, measure: met}]", "all"),
    "a requirement that was not public": ("11", "met: {at-least: 4}", "met"),
    "whether equality counts": ("12", "met: {at-least: 75}", "met"),
    "a proof": ("2", "proof: Báo cáo", "proof"),
    "a note": ("2", "note: Ghi chú", "note"),
}


@pytest.mark.parametrize(("id_", "more", "key"), FILLED.values(), ids=FILLED.keys())
def test_a_gap_may_be_filled(id_: str, more: str, key: str, tmp_path: Path) -> None:
    loaded = overlaid(f'criteria: [{{id: "{id_}", source: T, {more}}}]\n', tmp_path)
    assert key in {touch.key for touch in loaded.touches[id_]}
    assert {touch.kind for touch in loaded.touches[id_]} == {"filled"}


SLOTS = """\
total: {max: 24}
criteria:
  - {id: "1", title: null, source: S, attested: not-public, measure: points, max: 10, points: as-judged}
  - {id: "2", title: null, source: S, attested: not-public, measure: met, points: 10}
  - {id: "3", title: null, source: S, attested: not-public, measure: ratio, met: {at-least: 70%}, points: 4}
"""
PARTS = "attested: official-text, title: X, source: T, %s: [{id: x, measure: met, points: 4}, {id: y, measure: met, points: 6}]"  # noqa: E501


@pytest.mark.parametrize("id_", ["1", "2"])
def test_a_slot_that_turns_out_to_be_a_sum_keeps_its_most_points(id_: str, tmp_path: Path) -> None:
    loaded = overlaid(f'criteria: [{{id: "{id_}", {PARTS % "sum"}}}]\n', tmp_path, SLOTS)
    found = node(loaded, id_)
    assert found.combination == "sum"
    assert found.max == 10
    assert (found.measure, found.points) == (None, None)
    assert {problem.rule for problem in lint_set(loaded)} == {
        "completeness-overstated",
        "missing-english",
        "untitled-but-public",
    }


def test_a_rule_that_is_known_of_a_slot_stays(tmp_path: Path) -> None:
    problems = refused(f'criteria: [{{id: "3", {PARTS % "sum"}}}]\n', tmp_path, SLOTS)
    assert {problem.rule for problem in problems} == {"overlay-changes"}
    problems = refused('criteria: [{id: "3", measure: met, source: T}, {id: "2", points: 11}]\n', tmp_path, SLOTS)
    assert [problem.rule for problem in problems] == ["overlay-changes", "overlay-changes"]


def test_a_row_that_was_not_public_is_filled(tmp_path: Path) -> None:
    loaded = overlaid("parameters: {muc: {by: vung, table: {x: 60%, y: 40%}}}\n", tmp_path)
    assert met_of(score(loaded, '{"4": 2/5}', tmp_path, "{vung: y}"), "4") is YES
    assert met_of(score(loaded, '{"4": 39/100}', tmp_path, "{vung: y}"), "4") is NO


def test_a_verdict_whose_rule_was_not_public_is_filled(tmp_path: Path) -> None:
    loaded = overlaid('verdicts: [{id: xuat-sac, when: [{met: "2"}], source: T}]\n', tmp_path)
    assert verdict_of(score(loaded, '{"2": 1}', tmp_path)) == "xuat-sac"


def test_an_assumption_is_settled_by_the_official_text(tmp_path: Path) -> None:
    base = BASE.replace("ask: Nhì,", "ask: Nhì, assumed: Đoán,")
    loaded = overlaid('criteria: [{id: "2", assumed: null, attested: official-text, source: T}]\n', tmp_path, base)
    assert node(loaded, "2").assumed is None


POINTS = """\
total: {max: 20}
criteria:
  - {id: "1", title: Một, source: S, attested: press, max: 10, sum: [
      {id: 1.a, ask: A, measure: points, max: unknown, points: as-judged},
      {id: 1.b, ask: B, measure: ratio, points: {bands: [{from: 90%, points: unknown}, {below: 90%, points: 1}]}},
      {id: 1.c, ask: C, measure: events, met: none, points: unknown}]}
  - {id: "2", ask: Hai, source: S, attested: press, measure: met, points: 10}
"""


def test_points_that_were_not_public_are_filled(tmp_path: Path) -> None:
    bands = "{bands: [{from: 95%, points: 4}, {from: 90%, below: 95%, points: 2}, {below: 90%, points: 1}]}"
    body = f"criteria: [{{id: 1.a, max: 4}}, {{id: 1.b, points: {bands}}}, {{id: 1.c, points: {{max: 2, less: 1}}}}]\n"
    loaded = overlaid(body, tmp_path, POINTS)
    result = score(loaded, '{"1.a": 3, "1.b": 91/100, "1.c": 1, "2": đạt}', tmp_path, "{}")
    assert result.total is not None
    assert (result.total.known, result.total.points) == (True, Interval.exactly(16))


# what is refused, each with the line of the set

REFUSED: dict[str, tuple[str, str, str, int]] = {
    "a lower share": (
        "{id: 1.a, met: {at-least: 60%}}",
        "overlay-loosens",
        "is looser than {at-least: 70%}",
        19,
    ),
    "a higher limit": (
        '{id: "2", met: {at-most: 11}}',
        "overlay-loosens",
        "is looser than {at-most: 10}",
        20,
    ),
    "the other direction": ('{id: "2", met: {at-least: 5}}', "overlay-loosens", "not surely stricter", 20),
    "a further direction": ("{id: 1.a, met: {at-least: 80%, at-most: 90%}}", "overlay-loosens", "not surely", 19),
    "a number for a share": ("{id: 1.a, met: {at-least: 80}}", "overlay-loosens", "not surely stricter", 19),
    "a rule taken away": ("{id: 1.a, met: unknown}", "overlay-loosens", "unknown is not surely stricter", 19),
    "basically instead of met": (
        "{id: 1.b, met: basically}",
        "overlay-loosens",
        "the set, which does not write met",
        19,
    ),
    "a lower level": ('{id: "5", met: {at-least: kem}}', "overlay-loosens", "is looser than {at-least: kha}", 23),
    "a later day": ('{id: "6", met: {to: 30/04/Y}}', "overlay-loosens", "is looser than {from", 24),
    "a fixed year": ('{id: "6", met: {to: 01/03/2024}}', "overlay-loosens", "not surely", 24),
    "a ground more": ('{id: "13", except: [bao]}', "overlay-loosens", "[bao] is looser than the set", 31),
    "fewer parts asked for": ('{id: "9", at-least: {n: 1}}', "overlay-loosens", "at-least 1 is looser than 2", 27),
    "a part more to choose from": (
        '{id: "9", at-least: {n: 2, of: [{id: 9.d, measure: met}]}}',
        "overlay-loosens",
        "cannot be added",
        27,
    ),
    "a shorter list": ('{id: "10", parts: {a: A}}', "overlay-loosens", "is looser than {a: A, b: B}", 28),
    "a table that is lower for some": (
        '{id: "4", met: {at-least: {by: vung, table: {x: 59%, y: 90%}}}}',
        "overlay-loosens",
        "not surely",
        22,
    ),
    "waived instead of answered": ('{id: "7", not-applicable: excluded}', "overlay-loosens", "full", 25),
    "a part of a ladder": ("{id: 14.a, met: {at-least: 4}}", "overlay-loosens", "not surely", 32),
    "parts for a rule that is known": ('{id: "2", any: [{id: 2.x, measure: met}]}', "overlay-changes", "any", 20),
    "another measure": ('{id: "2", measure: count}', "overlay-changes", "cannot become count; it is amount", 20),
    "another wording": ('{id: "2", ask: Khác}', "overlay-changes", "cannot become Khác; it is Nhì", 20),
    "a wording attested no better": (
        '{id: "1", title: Khác, source: T, attested: press}',
        "overlay-changes",
        "Nhất",
        19,
    ),
    "a weaker attestation": ('{id: "2", attested: press}', "overlay-changes", "press; it is official-text", 20),
    "another combination": ('{id: "1", any: [{id: 1.z, measure: met}]}', "overlay-changes", "", 19),
    "points where there were none": ('{id: "2", points: 5}', "overlay-changes", "cannot become 5", 20),
    "a part that stands elsewhere": ('{id: "1", all: [{id: 9.a}]}', "overlay-moves", "stands elsewhere", 27),
    "a criterion among the gates": ("{id: g, note: X}", "overlay-moves", "stands elsewhere", 17),
    "an id in another spelling": (
        "{id: 1a, ask: X, source: T, attested: press, measure: met}",
        "overlay-new-id",
        "differs only in case",
        19,
    ),
}


@pytest.mark.parametrize(("entry", "rule", "says", "line"), REFUSED.values(), ids=REFUSED.keys())
def test_what_loosens_or_changes_is_refused_at_both_lines(
    entry: str, rule: str, says: str, line: int, tmp_path: Path
) -> None:
    problems = refused(f"criteria:\n  - {entry}\n", tmp_path)
    problem = problems[0]
    message = ENGLISH.text(problem.message)
    assert (problem.rule, Path(problem.span.file).name, problem.span.line) == (rule, "thu-them.yaml", 6)
    assert says in message
    assert f"thu.yaml:{line}" in message, message


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    body = """\
units: [phuong, dac-khu]
final-track: self
verdicts:
  - {id: gioi, when: [{met: "1"}]}
  - {id: dat, title: Khác}
  - {id: chua-dat, when: [{met: "1"}]}
  - {id: dat, when: unknown}
sources: {S: {title: Khác, kind: press}}
gates: [{id: g2, ask: Mới, measure: met}]
criteria: [{id: 1.a, met: {at-least: 1%}}, {id: "2", ask: Khác}, {id: 1.x, met: met}, {id: "2", note: Lại}]
"""
    problems = refused(body.replace("sources:", "exceptions: {bao: {title: Khác}}\nscales: {s: {kem: X}}\n#"), tmp_path)
    told = [(problem.span.line, problem.rule) for problem in problems]
    changes, loosens = "overlay-changes", "overlay-loosens"
    assert told == [
        (5, changes), (6, changes), (8, changes), (9, changes), (10, changes), (11, changes), (12, changes),
        (13, changes), (15, "overlay-idle-gate"),
        (16, loosens), (16, changes), (16, "overlay-new-id"), (16, "structure"),
    ]  # fmt: skip
    assert all("thu.yaml:" in ENGLISH.text(each.message) for each in problems if each.rule in (changes, loosens))


def test_a_slip_in_an_id_is_told_with_what_was_meant(tmp_path: Path) -> None:
    (problem,) = refused("criteria: [{id: 1.c, met: {at-least: 80%}}]\n", tmp_path)
    assert ENGLISH.text(problem.message).startswith("“1.c” is not in “thu”, and is no whole criterion")
    assert problem.hint is not None
    assert ENGLISH.text(problem.hint).startswith("did you mean “")


@pytest.mark.parametrize("id_", ["1", "2", "54", "5.4.đ", "11"])
def test_an_id_that_is_clearly_another_is_new(id_: str, tmp_path: Path) -> None:
    base = "criteria: [{id: '5.4', all: [{id: 5.4.d, measure: met}, {id: '1.1', measure: met}]}]\n"
    loaded = overlaid(
        f'criteria: [{{id: "{id_}", ask: X, source: T, attested: press, measure: met}}]\n', tmp_path, base
    )
    assert [each.id for each in loaded.criteria.criteria] == ["5.4", id_]


# criteria, gates and conditions that are added

PLAIN = """\
verdicts:
  - {id: dat, title: Đạt, when: [%s]}
  - {id: chua-dat, title: Chưa đạt}
count: 3
criteria:
  - {id: "1", ask: A, source: S, attested: press, measure: met}
  - {id: "2", ask: B, source: S, attested: press, measure: met}
  - {id: "3", ask: C, source: S, attested: press, measure: met}
"""
NEW = 'criteria: [{id: "4", ask: D, source: T, attested: official-text, measure: met}]\n'


def test_four_of_five_do_not_meet_a_standard_that_asks_for_all(tmp_path: Path) -> None:
    loaded = overlaid(NEW, tmp_path, PLAIN % "{all: criteria}")
    assert loaded.criteria.count == 4
    most = '{"1": đạt, "2": đạt, "3": đạt, "4": '
    assert verdict_of(score(loaded, most + "chưa}", tmp_path, "{}")) == "chua-dat"
    assert verdict_of(score(loaded, most + "đạt}", tmp_path, "{}")) == "dat"


@pytest.mark.parametrize(
    ("condition", "more", "allowed"),
    [
        ("{criteria-met: {at-least: 2}}", "", False),
        ("{criteria-met: {at-least: 2}}", "{criteria-met: {at-least: 2}}", False),
        ("{criteria-met: {at-least: 2}}", "{criteria-met: {at-least: 3}}", True),
        ("{criteria-met: {at-least: 2}}", "{all: criteria}", True),
        ("{criteria-met: {more-than: 1}}", "{criteria-met: {at-least: 2}}", False),
        ("{criteria-met: {more-than: 1}}", "{criteria-met: {at-least: 3}}", True),
        ("{criteria-met: {more-than: 1}}", "{criteria-met: {more-than: 2}}", True),
        ("{criteria-met: {at-least: 60%}}", "{criteria-met: {at-least: 90%}}", False),
        ("{criteria-met: {at-least: 60%}}", "{criteria-met: {at-least: 3}}", True),
        ("{criteria-met: {at-least: unknown}}", "{criteria-met: {at-least: 3}}", False),
        ("{met: '1'}", "", True),
    ],
)
def test_a_new_criterion_cannot_stand_in_for_another(condition: str, more: str, allowed: bool, tmp_path: Path) -> None:
    body = NEW + (f"verdicts: [{{id: dat, when: [{more}]}}]\n" if more else "")
    if allowed:
        assert len(overlaid(body, tmp_path, PLAIN % condition).criteria.criteria) == 4
        return
    (problem,) = refused(body, tmp_path, PLAIN % condition)
    assert (problem.rule, problem.span.line) == ("overlay-loosens", 5)
    assert "could stand in for a criterion of the set: “dat”" in ENGLISH.text(problem.message)


def test_a_new_criterion_brings_no_points_to_a_total(tmp_path: Path) -> None:
    body = 'criteria: [{id: "3", ask: C, source: T, attested: press, measure: met, points: 5}]\n'
    (problem,) = refused(body, tmp_path, POINTS)
    assert "would bring points to a total that the set fixes" in ENGLISH.text(problem.message)


def test_conditions_and_gates_are_added(tmp_path: Path) -> None:
    body = """\
gates: [{id: khao-sat, ask: Khảo sát, source: T, measure: ratio, met: {at-least: 90%}}]
verdicts: [{id: dat, when: [{all: criteria}, {gate: khao-sat}], source: T khoản 2}]
"""
    loaded = overlaid(body, tmp_path, PLAIN % "{all: criteria}")
    answers = '{"1": đạt, "2": đạt, "3": đạt, khao-sat: '
    assert verdict_of(score(loaded, answers + "89/100}", tmp_path, "{}")) == "chua-dat"
    assert verdict_of(score(loaded, answers + "90/100}", tmp_path, "{}")) == "dat"
    assert loaded.conditions == {("dat", 1): "thu-them"}
    assert loaded.criteria.verdicts[0].source == "T khoản 2"


@pytest.mark.parametrize(
    ("points", "id_"), [("-2", "3"), ("{met: 0, not-met: 2}", "3"), ("3", "1")], ids=["minus", "less if met", "ladder"]
)
def test_what_costs_points_is_not_tightened(points: str, id_: str, tmp_path: Path) -> None:
    base = f"""\
total: {{max: 9}}
criteria:
  - {{id: "0", title: A, either: [{{id: "1", measure: count, met: {{at-least: 1}}, points: 3}}, {{id: "2", measure: points, max: 9, points: as-judged}}]}}
  - {{id: "3", ask: B, measure: met, met: basically, points: {points}}}
"""  # noqa: E501
    rule = "{at-least: 2}" if id_ == "1" else "met"
    (problem,) = refused(f'criteria: [{{id: "{id_}", met: {rule}}}]\n', tmp_path, base)
    assert problem.rule == "overlay-loosens"


# the set itself

WHOLE_SET: dict[str, tuple[str, str]] = {
    "more units": ("units: [phuong, dac-khu]", "an overlay may name fewer units, not more"),
    "another track": ("final-track: self", "final-track cannot become self"),
    "another window": ("window: {from: 01/01/Y, to: 31/12/Y}", "window cannot become"),
    "a review": ("purpose: review", "purpose cannot become review"),
    "another total": ("total: {max: 30}", "total cannot become {max: 30}; it is {max: 20}"),
    "more years": ("applies: {from: 2020}", "an overlay may be for fewer years, not for more"),
    "another source": ("sources: {S: {title: Khác, kind: press}}", "sources.S cannot become"),
}


@pytest.mark.parametrize(("line", "says"), WHOLE_SET.values(), ids=WHOLE_SET.keys())
def test_what_a_set_says_of_itself_stays(line: str, says: str, tmp_path: Path) -> None:
    base = "window: {from: 16/11/Y-1, to: 15/11/Y}\napplies: {from: 2022}\n" + POINTS
    (tmp_path / "thu.yaml").write_text(full_set(base), encoding="utf-8")
    (tmp_path / "t.yaml").write_text(f"format: wardeval/overlay/1\nid: t\nextends: thu\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Library((Place("workspace", tmp_path),)).load("t")
    (problem,) = caught.value.problems
    assert problem.hint is not None
    assert says in f"{ENGLISH.text(problem.message)} {ENGLISH.text(problem.hint)}"
    assert (problem.span.line, "thu.yaml:" in ENGLISH.text(problem.message)) == (4, True)


def test_what_a_set_leaves_open_of_itself_is_filled(tmp_path: Path) -> None:
    body = """\
title: {vi: Có thêm, en: With more}
units: [phuong]
window: {from: 01/01/Y, to: 31/12/Y}
applies: {from: 2023, suspended: [{year: 2024, within: Tỉnh X, source: T}]}
exceptions: {bao: {title: Bão, needs: {bao-cao: Báo cáo}}, han: {title: Hạn}}
groups: [{id: moi, title: Mới}]
remarks: [{text: Lưu ý}]
gaps: [Còn thiếu]
"""
    criteria = overlaid(body, tmp_path, "gaps: [Thiếu]\n" + BASE).criteria
    assert (criteria.id, criteria.title.vi, criteria.units) == ("thu-them", "Có thêm", ("phuong",))
    assert [gap.vi for gap in criteria.gaps] == ["Thiếu", "Còn thiếu"]
    assert list(criteria.exceptions) == ["bao", "lu", "han"]
    assert list(criteria.exceptions["bao"].needs) == ["bao-cao"]
    assert criteria.applies is not None
    assert criteria.applies.suspended[0].year == 2024
    remaining = overlaid("completeness: partial\ngaps: [Còn thiếu]\n", tmp_path, "gaps: [Thiếu]\n" + BASE).criteria
    assert [gap.vi for gap in remaining.gaps] == ["Còn thiếu"]


# several files

SECOND = """\
format: wardeval/overlay/1
id: thu-hai
extends: thu-them
sources: {H: {title: Huyện, kind: official-text}}
criteria: [{id: 1.a, met: {at-least: %s}, source: H}]
"""


def test_an_overlay_may_complete_an_overlay(tmp_path: Path) -> None:
    first = "criteria: [{id: 1.a, met: {at-least: 80%}, source: T}]\n"
    loaded = overlaid(first, tmp_path, **{"thu-hai": SECOND % "90%"})
    assert [layer.id for layer in loaded.layers] == ["thu", "thu-them", "thu-hai"]
    assert len({layer.digest for layer in loaded.layers}) == 3
    assert [touch.by for touch in loaded.touches["1.a"]] == ["thu-them", "thu-hai"]
    assert node(loaded, "1.a").source == "H + T + S"
    with pytest.raises(InputError) as caught:
        overlaid(first, tmp_path, **{"thu-hai": SECOND % "75%"})
    message = ENGLISH.text(caught.value.problems[0].message)
    assert "{at-least: 75%} is looser than {at-least: 80%}" in message
    assert "thu-them.yaml:5" in message


def test_a_mistake_in_the_whole_is_told_in_the_file_that_wrote_it(tmp_path: Path) -> None:
    body = 'criteria: [{id: "15", ask: X, group: khong-co, source: T, attested: press, measure: met}]\n'
    (problem,) = refused(body, tmp_path)
    assert (Path(problem.span.file).name, problem.span.line) == ("thu-them.yaml", 5)
    body = 'criteria: [{id: "4", ask: X, attested: official-text, source: T, met: {at-least: {parameter: nao}}}]\n'
    assert [Path(each.span.file).name for each in refused(body, tmp_path)] == ["thu-them.yaml"]


HOSTILE: dict[str, tuple[str, str]] = {
    "itself": ("id: x\nextends: x\n", "circle"),
    "each other": ("id: x\nextends: y\n", "circle"),
    "nothing": ("id: x\nextends: zzz\n", "unknown-set"),
    "no word": ("id: x\n", "missing-key"),
    "another name": ("id: z\nextends: thu\n", "set-file-name"),
    "an unknown key": ("id: x\nextends: thu\nremove: [a]\n", "unknown-key"),
    "a list": ("id: x\nextends: thu\ncriteria: {id: a}\n", "kind"),
    "no id": ("id: x\nextends: thu\ncriteria: [{met: met}]\n", "missing-key"),
}


@pytest.mark.parametrize(("text", "rule"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_overlay_is_refused_with_its_line(text: str, rule: str, tmp_path: Path) -> None:
    (tmp_path / "thu.yaml").write_text(full_set(BASE), encoding="utf-8")
    (tmp_path / "x.yaml").write_text(f"format: wardeval/overlay/1\n{text}", encoding="utf-8")
    (tmp_path / "y.yaml").write_text("format: wardeval/overlay/1\nid: y\nextends: x\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Library((Place("workspace", tmp_path),)).load("x")
    assert [problem.rule for problem in caught.value.problems] == [rule]
    assert caught.value.problems[0].span.line > 0


def test_a_format_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("format: wardeval/overlay/2\nid: x\nextends: thu\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Library((Place("workspace", tmp_path),)).load("x")
    assert "wardeval/overlay/1" in ENGLISH.text(caught.value.problems[0].message)


def test_a_large_overlay_is_laid_over_in_time(tmp_path: Path) -> None:
    rows = (f'  - {{id: "{100 + n}", ask: X, source: T, attested: press, measure: met}}\n' for n in range(2000))
    assert len(overlaid("criteria:\n" + "".join(rows), tmp_path).criteria.criteria) == 2014


# the sets of the library


@pytest.fixture(scope="module")
def library() -> Library:
    return Library((Place("built-in", built_in()), Place("examples", EXAMPLES / "criteria"), Place("tests", DATA)))


def test_a_part_that_a_set_takes_over_may_be_tightened(tmp_path: Path) -> None:
    folder = tmp_path / "sets"
    folder.mkdir()
    text = "format: wardeval/overlay/1\nid: them\nextends: tt-124-2021-xa\ncriteria: [{id: %s}]\n"
    (folder / "them.yaml").write_text(text % "4.4.a, met: {at-most: before}, proof: Báo cáo", encoding="utf-8")
    places = (Place("built-in", built_in()), Place("workspace", folder))
    found = node(Library(places).load("them"), "4.4.a")
    assert (found.proof is not None and found.proof.vi, found.origin) == ("Báo cáo", "tt-124-2021-kdc")
    (folder / "them.yaml").write_text(text % "4.4.a, met: {at-most: 5}", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Library(places).load("them")
    assert "tt-124-2021-xa.yaml:" in ENGLISH.text(caught.value.problems[0].message)


@pytest.mark.parametrize("id_", ["tt-124-2021-xa-hu-cau", "qd-25-2021-hu-cau"])
def test_the_overlays_brought_along_lint_clean(id_: str, library: Library) -> None:
    assert lint_set(library.load(id_)) == []


def test_lint_tells_what_an_overlay_makes_wrong(tmp_path: Path) -> None:
    bands = "{bands: [{from: 90%, points: 3}, {below: 90%, points: 1}]}"
    body = f"criteria: [{{id: 1.a, max: N}}, {{id: 1.b, points: {bands}}}, {{id: 1.c, points: 1}}]\n"
    rules = {problem.rule for problem in lint_set(overlaid(body.replace("N", "3"), tmp_path, POINTS))}
    assert "max-differs-from-parts" in rules
    rules = {problem.rule for problem in lint_set(overlaid(body.replace("N", "6"), tmp_path, POINTS))}
    assert "max-differs-from-parts" not in rules


FULL = {
    "1.1.a": "5/5", "1.1.b": "0", "1.2": "10/10", "2.1": "6", "2.2": "5", "2.3": "5", "2.4": "6", "2.5": "20/20",
    "2.6": "5", "3.1": "8", "3.2": "6", "3.3": "6", "4.1": "4", "4.2": "4", "4.3": "4", "4.4": "4", "4.5": "4",
    "5.1": "7", "5.2": "6", "5.3": "0", "5.4": "đạt", "nguoi-dung-dau": "0",
}  # fmt: skip


def legal_access(library: Library, folder: Path, verified: str = "", **answers: str) -> tuple[str | None, Interval]:
    """The verdict and total under decision 25/2021 with the fictional points."""
    path = folder / "bai.txt"
    rows = "".join(f'  "{id_}": {text}\n' for id_, text in {**FULL, **answers}.items())
    head = "format: wardeval/assessment/1\nset: qd-25-2021-hu-cau\nunit: {name: Xã Thử, type: xa}\nperiod: 2023\n"
    path.write_text(f"{head}answers:\n{rows}{verified}", encoding="utf-8")
    case = load_case(path, library)
    result = case.results[case.final_track]
    assert result.total is not None
    assert result.total.points is not None
    assert result.total.known
    return verdict_of(result), result.total.points


LOW = {"4.1": "0", "4.2": "2", "3.1": "3", "2.1": "1", "2.4": "2"}  # 20 points less

LEGAL_ACCESS: dict[str, tuple[dict[str, str], str, str]] = {
    "all": ({}, "dat", "100"),
    "L1 80": (LOW, "dat", "80"),
    "L1 79.99": ({**LOW, "5.2": '"5,99"'}, "chua-dat", "79.99"),
    "L2 criterion 1 at 4.99": ({"1.1.a": "4/5", "1.1.b": "0", "1.2": "299/700"}, "chua-dat", "94.99"),
    "L2 criterion 1 at 5.00": ({"1.1.a": "4/5", "1.1.b": "0", "1.2": "3/7"}, "dat", "95"),
    "L3 a head prosecuted": ({"1.1.a": "4/5", "5.3": "1", "4.1": "2", "nguoi-dung-dau": "1"}, "chua-dat", "95"),
    "L4 another official": ({"5.3": "1"}, "dat", "98"),
    "L6 no task": ({"1.1": "{not-applicable: Không được giao văn bản nào}"}, "dat", "100"),
    "bands": ({"2.5": "19/20"}, "dat", "100"),
    "the next band": ({"2.5": "94/100"}, "dat", "99"),
}


@pytest.mark.parametrize(("answers", "verdict", "total"), LEGAL_ACCESS.values(), ids=LEGAL_ACCESS.keys())
def test_legal_access_with_points(
    answers: dict[str, str], verdict: str, total: str, library: Library, tmp_path: Path
) -> None:
    found, points = legal_access(library, tmp_path, **answers)
    assert (found, points) == (verdict, exactly(total))


def test_legal_access_counts_the_appraised_points(library: Library, tmp_path: Path) -> None:
    own = {**LOW, "4.1": "2"}
    assert legal_access(library, tmp_path, **own) == ("dat", exactly(82))
    verified = 'verified: {by: Hội đồng, answers: {"5.2": 4, "2.6": 4}}\n'
    assert legal_access(library, tmp_path, verified, **own) == ("chua-dat", exactly(79))


# gaps

GAPS = """\
gaps: [{vi: Thiếu, en: Missing}]
criteria:
  - {id: "1", ask: A, source: S, attested: press, measure: count, met: unknown}
  - {id: "2", ask: B, source: S, attested: press, measure: met}
"""
RULE = 'criteria: [{id: "1", met: {at-least: 2}, source: T}]\n'
OPEN = "gaps: [{vi: Còn thiếu, en: Still missing}]\n"


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("completeness: complete\n" + RULE, []),
        ("completeness: complete\ngaps: []\n" + RULE, []),
        ("completeness: complete\n" + OPEN + RULE, ["Còn thiếu"]),
        ("completeness: partial\n" + RULE, ["Thiếu"]),
        ("completeness: partial\n" + OPEN + RULE, ["Còn thiếu"]),
        (OPEN + RULE, ["Thiếu", "Còn thiếu"]),
        (RULE, ["Thiếu"]),
    ],
)
def test_what_remains_of_the_gaps(body: str, left: list[str], tmp_path: Path) -> None:
    assert [gap.vi for gap in overlaid(body, tmp_path, GAPS).criteria.gaps] == left


def test_gaps_are_not_closed_while_something_is_not_public(tmp_path: Path) -> None:
    (problem,) = refused("completeness: complete\n", tmp_path, GAPS)
    assert (problem.rule, problem.span.line) == ("completeness-overstated", 5)
    assert ENGLISH.text(problem.message) == "the set says complete, but this is not public: 1"


def test_an_empty_list_of_gaps_by_itself_is_refused(tmp_path: Path) -> None:
    (problem,) = refused("gaps: []\n", tmp_path, GAPS)
    assert (problem.rule, problem.span.line) == ("overlay-idle-gaps", 5)
    assert "thu.yaml:8" in ENGLISH.text(problem.message)
    assert overlaid("gaps: []\n", tmp_path).criteria.gaps == ()  # the set has none


# what lint says of an overlay, at its lines


def linted(loaded: LoadedSet) -> list[tuple[str, str, int, str]]:
    return [
        (problem.rule, Path(problem.span.file).name, problem.span.line, ENGLISH.text(problem.message))
        for problem in lint_set(loaded)
        if problem.rule not in ("missing-english", "attested-above-source")
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("verdicts: [{id: dat, when: [{total: {at-least: 70}}]}]\n", True),
        ("verdicts: [{id: dat, when: [{total: {at-least: 60%}}]}]\n", True),
        ("verdicts: [{id: dat, when: [{total: {at-least: 90}}]}]\n", False),
        ("verdicts: [{id: dat, when: [{total: {at-least: 80}}]}]\n", False),  # the very same: nothing is added
        ('verdicts: [{id: dat, when: [{met: "1"}]}]\n', False),
    ],
)
def test_a_condition_that_loosens_nothing_is_told(body: str, found: bool, tmp_path: Path) -> None:
    base = """\
verdicts:
  - {id: dat, title: Đạt, when: [{total: {at-least: 80}}]}
  - {id: chua-dat, title: Chưa đạt}
total: {max: 100}
criteria: [{id: "1", ask: A, source: S, attested: press, measure: count, met: {at-least: 1}, points: 100}]
"""
    loaded = overlaid(body + "remarks: [{text: Xem công báo, source: T}]\n", tmp_path, base)
    if not found:
        assert linted(loaded) == []
        return
    ((rule, file, line, message),) = linted(loaded)
    assert (rule, file, line) == ("condition-without-effect", "thu-them.yaml", 5)
    assert message.startswith("this changes nothing: the set that is extended asks for {total: {at-least: 80}} already")
    assert message.endswith("thu.yaml:9)")


SUMS = """\
completeness: partial
total: {max: 100}
criteria:
  - {id: "1", title: A, source: S, attested: press, max: 60, sum: [
      {id: 1.a, ask: A, measure: points, max: unknown, points: as-judged},
      {id: 1.b, ask: B, measure: points, max: 20, points: as-judged}]}
  - {id: "2", ask: C, source: S, attested: press, measure: points, max: unknown, points: as-judged}
"""


def test_sums_that_an_overlay_makes_wrong_are_told_at_its_lines(tmp_path: Path) -> None:
    body = 'criteria:\n  - {id: 1.a, max: 35, source: T}\n  - {id: "2", max: 30}\n'
    base = SUMS.replace("completeness: partial\n", "")
    text = full_set(base).replace("completeness: complete", "completeness: partial")
    (tmp_path / "thu.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "thu-them.yaml").write_text(HEAD + body, encoding="utf-8")
    found = linted(Library((Place("workspace", tmp_path),)).load("thu-them"))
    assert [(rule, file, line) for rule, file, line, _ in found] == [
        ("completeness-understated", "thu-them.yaml", 3),
        ("max-differs-from-parts", "thu-them.yaml", 6),
        ("total-differs-from-criteria", "thu-them.yaml", 7),
    ]
    assert "earn 55 points at most, not 60" in found[1][3]
    assert "thu.yaml:10, with this overlay" in found[1][3]
    assert "earn 90 points at most, not 100" in found[2][3]
    hint = next(problem.hint for problem in lint_set(Library((Place("workspace", tmp_path),)).load("thu-them")))
    assert hint is not None
    assert ENGLISH.text(hint).startswith("write completeness: complete in the overlay")


# messages


BANDS = """\
total: {max: 4}
criteria:
  - {id: "1", ask: A, source: S, attested: press, measure: ratio, points: {bands: [
      {from: 90%, points: 4},
      {from: 80%, below: 90%, points: 1},
      {below: 80%, points: 0}]}}
"""


@pytest.mark.parametrize(
    ("bands", "says"),
    [
        (
            "{from: 90%, points: 4}, {from: 80%, below: 90%, points: 2}, {below: 80%, points: 0}",
            "the band {from: 80%, below: 90%, points: 2} cannot stand; it is {from: 80%, below: 90%, points: 1} (",
        ),
        (
            "{from: 90%, points: 4}, {from: 70%, below: 90%, points: 1}, {below: 70%, points: 0}",
            "the set that is extended has no band {from: 70%, below: 90%, points: 1} (",
        ),
        (
            "{from: 90%, points: 4}, {below: 80%, points: 0}",
            "the bands that are known have to stay as they are: {from: 80%, below: 90%, points: 1} (",
        ),
    ],
)
def test_only_the_band_that_differs_is_named(bands: str, says: str, tmp_path: Path) -> None:
    (problem,) = refused(f'criteria: [{{id: "1", points: {{bands: [{bands}]}}}}]\n', tmp_path, BANDS)
    assert problem.rule == "overlay-changes"
    message = ENGLISH.text(problem.message)
    assert says in message
    assert re.search(r"thu\.yaml:1[0-3]\)$", message)


def test_a_set_that_extends_is_told_to_be_an_overlay(tmp_path: Path) -> None:
    overlaid("remarks: []\n", tmp_path)
    path = tmp_path / "thu-them.yaml"
    text = path.read_text(encoding="utf-8").replace("wardeval/overlay/1", "wardeval/criterion-set/1")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Library((Place("workspace", tmp_path),)).load("thu-them")
    (problem,) = caught.value.problems
    assert problem.hint is not None
    assert (problem.span.line, "write format: wardeval/overlay/1" in ENGLISH.text(problem.hint)) == (1, True)


COMMA = "a comma ends a value inside braces; put the whole text in quotes"


@pytest.mark.parametrize(
    ("body", "is_comma"),
    [
        ("title: {vi: A, kèm B}\n", True),
        ("title: {vi: A,\n  kèm B}\n", True),
        ('criteria: [{id: "2", note: Số vụ, kèm B}]\n', True),
        ("title:\n  vi: A\n  kèm B:\n", False),
        ("ghi chú:\n", False),
    ],
)
def test_a_comma_that_ends_a_text_inside_braces_is_explained(body: str, is_comma: bool, tmp_path: Path) -> None:
    problems = refused(body, tmp_path)
    assert [problem.hint is not None and ENGLISH.text(problem.hint) == COMMA for problem in problems] == [is_comma]


def test_lint_wants_a_file_to_be_called_by_its_id_in_a_folder_of_sets(run: Run, tmp_path: Path) -> None:
    text = full_set(one("ask: {vi: A, en: A}, source: S, attested: inferred, assumed: {vi: A, en: A}, measure: met"))
    for name in ("criteria/thu.yaml", "criteria/khac.yaml", "mot-noi/khac.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        ran = run("criteria", "lint", str(path))
        assert ("has to be called thu.yaml" in ran.out) is (name == "criteria/khac.yaml"), ran
    loaded = Library(()).load_file(path)
    assert name_problems(loaded, path, ()) == []
    (problem,) = name_problems(loaded, path, (Place("environment", path.parent),))
    assert (problem.rule, problem.span.line) == ("set-file-name", 2)


# what readers are told


def test_reports_say_which_overlay_was_used(run: Run) -> None:
    ran = run("score", "examples/hu-cau-bo-sung.yaml")
    assert ran.code == 0
    assert "tt-124-2021-xa-hu-cau completes tt-124-2021-xa (124/2021/TT-BCA)" in " ".join(ran.out.split())
    assert "added 5.5; tightened 5.4.b" in " ".join(ran.out.split())
    assert "4 of 5" in ran.out
    explained = run("explain", "examples/hu-cau-bo-sung.yaml", "5.4.b")
    assert "tightened by tt-124-2021-xa-hu-cau: what is required" in explained.out


def test_json_has_every_file_with_its_digest(run: Run) -> None:
    (result,) = json.loads(run("score", "examples/hu-cau-bo-sung.yaml", "--format", "json").out)["results"]
    (base,) = result["set"]["extends"]
    assert (result["set"]["id"], base["id"]) == ("tt-124-2021-xa-hu-cau", "tt-124-2021-xa")
    assert base["digest"] != result["set"]["digest"]
    (plain,) = json.loads(run("score", "examples/muong-lat-2025.yaml", "--format", "json").out)["results"]
    assert plain["set"]["extends"] == []


def test_the_page_marks_what_comes_from_where(run: Run) -> None:
    page = " ".join(run("criteria", "show", "examples/criteria/tt-124-2021-xa-hu-cau.yaml").out.split())
    assert "[from tt-124-2021-xa-hu-cau]" in page
    assert "[tightened by tt-124-2021-xa-hu-cau: what is required]" in page
    assert "H1 Điều 3 + L1 Điều 5 khoản 4" in page


def test_a_set_of_one_file_does_not_pay_for_overlays() -> None:
    loaded = loaded_by("--lang", "en", "score", "examples/muong-lat-2025.yaml")
    assert not [name for name in loaded if "overlay" in name]


def test_folders_are_scored_without_overlays_and_cases(run: Run, tmp_path: Path) -> None:
    for name in ("hu-cau-bo-sung", "criteria/tt-124-2021-xa-hu-cau"):
        text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
        (tmp_path / Path(name).with_suffix(".yaml").name).write_text(text, encoding="utf-8")
    (tmp_path / "thu.cases.yaml").write_text("format: wardeval/cases/1\nset: thu\n", encoding="utf-8")
    ran = run("score", str(tmp_path), "--set", "examples/criteria/tt-124-2021-xa-hu-cau.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "1 file" in ran.out
