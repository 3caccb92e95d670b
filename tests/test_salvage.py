"""A mistake in the form of a file hides none in its answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import assessment, full_set, one
from wardeval.case import load_case
from wardeval.language import Code, Language
from wardeval.library import Library, Place
from wardeval.problems import InputError

ENGLISH = Language(Code.EN)
FACTS = "facts: {vung: {title: Vùng, is: one-of, of: [do-thi, mien-nui]}}\n"
BODY = FACTS + one("measure: amount, met: {at-least: {by: vung, table: {do-thi: 75, mien-nui: 40}}}")
ANSWERS = {"a": "nhiều", "b": 1}
BOTH = [("answer", "a"), ("unknown-id", "b")]


def told(tmp_path: Path, text: str, body: str = BODY) -> list[tuple[str, str | int]]:
    """The rule and the last key of every problem."""
    (tmp_path / "thu.yaml").write_text(full_set(body), encoding="utf-8")
    path = tmp_path / "bai.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_case(path, Library((Place("workspace", tmp_path),)))
    return [(problem.rule, problem.keys[-1] if problem.keys else "") for problem in caught.value.problems]


WRONG: dict[str, tuple[dict[str, object], list[tuple[str, str]]]] = {
    "no year": ({"period": "20x4"}, [("value", "period")]),
    "a key that is not known": ({"ghi_chu": "gì"}, [("unknown-key", "ghi-chu")]),
    "a claim": ({"claims": {"verdictt": "dat"}}, [("unknown-key", "verdictt")]),
    "no unit": ({"unit": "Phường Thử"}, [("kind", "unit")]),
    "no verifier": ({"verified": {"answers": {}}}, [("missing-key", "verified")]),
    "a day": ({"days_off": ["30/02/2024"]}, [("value", 0)]),  # type: ignore[list-item]
}


@pytest.mark.parametrize(("more", "form"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_elsewhere_hides_no_wrong_answer(
    more: dict[str, object], form: list[tuple[str, str]], tmp_path: Path
) -> None:
    data = {"facts": {"vung": "do-thi"}, **more}
    found = told(tmp_path, assessment(ANSWERS, **{"period": 2024, **data}))  # type: ignore[arg-type]
    assert sorted(map(str, found)) == sorted(map(str, [*form, *BOTH]))


def test_one_answer_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    text = assessment({"a": "nhiều", "c": {"foo": 1}}, facts={"vung": "do-thi"})
    assert told(tmp_path, text) == [("answer", "a"), ("unknown-key", "foo")]


def test_answers_of_the_verifier_and_facts_are_looked_at_too(tmp_path: Path) -> None:
    verified = {"by": "Tổ", "date": "hôm qua", "answers": {"a": "ít"}}
    text = assessment({"a": 1}, facts={"vung": "bien"}, verified=verified)
    assert sorted(told(tmp_path, text)) == [("answer", "a"), ("fact", "vung"), ("value", "date")]


def test_what_hangs_on_a_part_that_is_wrong_is_not_told(tmp_path: Path) -> None:
    evidence = {"qd-1": {"numberr": "1/QĐ"}}
    text = assessment({"a": {"value": 1, "evidence": ["qd-1"]}}, unit="Phường Thử", evidence=evidence)
    assert told(tmp_path, text) == [("kind", "unit"), ("unknown-key", "numberr")]


@pytest.mark.parametrize(("set_", "rule"), [("không có", "value"), ("thuu", "unknown-set")])
def test_without_its_set_an_answer_is_not_looked_at(set_: str, rule: str, tmp_path: Path) -> None:
    text = assessment(ANSWERS, period="20x4").replace("set: thu\n", f"set: {set_}\n")  # type: ignore[arg-type]
    assert [found for found, _ in told(tmp_path, text)] == [rule, "value"]


def test_every_mistake_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bai.txt"
    (tmp_path / "thu.yaml").write_text(full_set(BODY), encoding="utf-8")
    path.write_text(assessment(ANSWERS, period="20x4", facts={"vung": "do-thi"}), encoding="utf-8")  # type: ignore[arg-type]
    with pytest.raises(InputError) as caught:
        load_case(path, Library((Place("workspace", tmp_path),)))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [lines[problem.span.line - 1].split(":")[0].strip() for problem in caught.value.problems] == [
        "period",
        "a",
        "b",
    ]


def test_a_key_that_is_given_twice_hides_nothing_else(tmp_path: Path) -> None:
    text = assessment({"a": 1}, facts={"vung": "bien"}).replace("'2024'", "20x4")
    text = text.replace("  a: '1'\n", "  a: nhiều\n  b: 1\n  a: 12\n")
    assert told(tmp_path, text) == [
        ("value", "period"),
        ("answer", "a"),
        ("unknown-id", "b"),
        ("duplicate-key", "a"),
        ("fact", "vung"),
    ]


def test_a_file_that_only_gives_a_key_twice_is_refused_all_the_same(tmp_path: Path) -> None:
    text = assessment({"a": 1}, facts={"vung": "do-thi"}) + "period: 2023\n"
    assert told(tmp_path, text) == [("duplicate-key", "period")]


def test_both_beginnings_of_a_section_are_looked_at(tmp_path: Path) -> None:
    text = assessment({"a": "nhiều"}, facts={"vung": "do-thi"}) + "answers:\n  b: 1\n"
    assert told(tmp_path, text) == [("answer", "a"), ("duplicate-key", "answers"), ("unknown-id", "b")]


def test_which_of_two_answers_counts_is_not_known_so_that_they_contradict_nothing(tmp_path: Path) -> None:
    stated = {"met": 1, "of": 1}
    text = assessment({"a": "chưa đạt"}, stated_count=stated)
    assert told(tmp_path, text, one("measure: met")) == [("stated-count", "met")]
    twice = text.replace("  a: chưa đạt\n", "  a: chưa đạt\n  a: đạt\n")
    assert told(tmp_path, twice, one("measure: met")) == [("duplicate-key", "a")]


@pytest.mark.parametrize("format_", ["criterion-set", "units", "workspace"])
def test_a_file_of_another_kind_is_not_read_as_an_assessment(format_: str, tmp_path: Path) -> None:
    text = f"format: wardeval/{format_}/1\nid: a\nid: b\n"
    assert told(tmp_path, text) == [("duplicate-key", "id")]


def test_of_a_family_the_set_is_found_where_the_file_says_enough(tmp_path: Path) -> None:
    body = f"family: chuan\n{one('measure: met')}"
    text = assessment({"a": 7}).replace("set: thu", "set: chuan") + "period: 2024\n"
    assert told(tmp_path, text, body) == [("answer", "a"), ("duplicate-key", "period")]
    assert told(tmp_path, text.replace("period: '2024'", "period: x"), body) == [
        ("value", "period"),
        ("duplicate-key", "period"),
    ]
