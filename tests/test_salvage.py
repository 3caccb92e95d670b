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


@pytest.mark.parametrize("set_", ["không có", "thuu"])
def test_without_its_set_an_answer_is_not_looked_at(set_: str, tmp_path: Path) -> None:
    text = assessment(ANSWERS, period="20x4").replace("set: thu\n", f"set: {set_}\n")  # type: ignore[arg-type]
    assert all(rule == "value" for rule, _ in told(tmp_path, text))


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
