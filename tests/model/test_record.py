"""Files become records: short forms, and every mistake at once, at its line and column, with what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic_core import CoreSchema

from tests.building import full_set, one
from wardeval.language import Code, Language, Words
from wardeval.load import build
from wardeval.model.assessment import Answer, Assessment
from wardeval.model.base import Day
from wardeval.model.criterion_set import Condition, CriterionSet, Indicator, Verdict
from wardeval.model.record import Check, Record, core_schema_of, kebab, records_of
from wardeval.model.rules import Limit, Parameter, Points, Requirement
from wardeval.problems import InputError, Problem
from wardeval.source import parse_source

ENGLISH = Language(Code.EN)
HEAD = """\
format: wardeval/assessment/1
set: thu
unit: {name: Phường Thử, type: phuong}
period: 2024
"""


def problems_in(record: type[Record], text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        build(record, parse_source(text.encode(), "f.yaml"))
    return caught.value.problems


def shown(problem: Problem) -> tuple[str, str, str, str]:
    """Where, by which rule, what, and what was meant."""
    hint = "" if problem.hint is None else ENGLISH.text(problem.hint)
    return f"{problem.span.line}:{problem.span.column}", problem.rule, ENGLISH.text(problem.message), hint


def only(record: type[Record], text: str) -> tuple[str, str, str, str]:
    (problem,) = problems_in(record, text)
    return shown(problem)


NO_KEY = "the key “{}” is not known here"
MEANT = "did you mean “{}”?"
WRITE = "write “{}”"
LIKE_THIS = "write it like this: {}"
MAPPING = "a mapping of keys and values is expected here"
NO_HASH = (
    "the SHA-256 of a file is expected here: 64 digits from 0 to 9 and a to f",
    "copy it from sha256sum FILE (Linux), shasum -a 256 FILE (macOS) or certutil -hashfile FILE SHA256",
)

# what stands under HEAD, and: where, by which rule, what, and what was meant
WRONG: dict[str, tuple[str, tuple[str, str, str, str]]] = {
    "unknown key": ("answer: {a: 1}\n", ("5:1", "unknown-key", NO_KEY.format("answer"), MEANT.format("answers"))),
    "key in another case": ("Answers: {}\n", ("5:1", "unknown-key", NO_KEY.format("Answers"), WRITE.format("answers"))),
    "key with an underscore": (
        "stated_count: {met: 1, of: 1}\n",
        ("5:1", "unknown-key", NO_KEY.format("stated_count"), WRITE.format("stated-count")),
    ),
    "key like no other": (
        "zzzzzz: 1\n",
        (
            *("5:1", "unknown-key", NO_KEY.format("zzzzzz")),
            "the keys here are as-of; fictional; facts; days-off; answers; stated-count; verified; evidence; claims",
        ),
    ),
    "unknown key deep inside": (
        "answers:\n  a:\n    valeu: 1\n",
        ("7:5", "unknown-key", NO_KEY.format("valeu"), MEANT.format("value")),
    ),
    "unknown key of an exception": (
        "answers:\n  a: {value: 1, excepted: [{reason: b, hold: [c]}]}\n",
        ("6:40", "unknown-key", NO_KEY.format("hold"), MEANT.format("holds")),
    ),
    "missing key": ("stated-count: {met: 1}\n", ("5:15", "missing-key", "the key “of” is missing here", "")),
    "missing key of a verifier": (
        "verified: {answers: {}}\n",
        ("5:11", "missing-key", "the key “by” is missing here", ""),
    ),
    "a list for a mapping": (
        "answers: [a, b]\n",
        ("5:10", "kind", MAPPING, LIKE_THIS.format("answers: {4.2: đạt, 5.4.b: 14/15}")),
    ),
    "text for a mapping": (
        "evidence: qd-1\n",
        (
            *("5:11", "kind", MAPPING),
            LIKE_THIS.format("evidence: {nq-01: {number: 01-NQ/ĐU, date: 10/02/2024}}"),
        ),
    ),
    "a mapping for a list": (
        "days-off: {a: b}\n",
        ("5:11", "kind", "a list is expected here", LIKE_THIS.format("days-off: [30/04/2024, 01/05/2024]")),
    ),
    "text for a list": (
        "days-off: 30/04/2024\n",
        ("5:11", "kind", "a list is expected here", LIKE_THIS.format("days-off: [30/04/2024, 01/05/2024]")),
    ),
    "a mapping for an answer's text": (
        "answers:\n  a: {value: {b: c}}\n",
        ("6:14", "value", "text is expected here", ""),
    ),
    "a list for text": (
        "answers:\n  a: {value: 1, note: [b]}\n",
        ("6:23", "value", "text is expected here", "write it without brackets"),
    ),
    "neither yes nor no": ("fictional: có\n", ("5:12", "value", "yes or no is expected here", "")),
    "a day that is not there": ("as-of: 31/02/2024\n", ("5:8", "value", "there is no day 31/02/2024", "")),
    "an id with a blank": (
        "answers:\n  'a b': 1\n",
        (
            "6:3",
            "value",
            "an id is expected here",
            "an id has letters, digits, points and hyphens only, for example 5.4.b",
        ),
    ),
    "a hash that is cut off": (
        f"evidence:\n  a: {{file: a.pdf, sha256: {'0f' * 31}}}\n",
        ("6:28", "value", *NO_HASH),
    ),
    "a hash with another letter": (f"evidence:\n  a: {{sha256: {'0g' * 32}}}\n", ("6:15", "value", *NO_HASH)),
    "a hash with its name before it": (
        f"evidence:\n  a: {{sha256: 'sha256:{'0f' * 32}'}}\n",
        ("6:15", "value", *NO_HASH),
    ),
    "a comma in braces": (
        "answers:\n  a: {now: 82,5, before: 90}\n",
        (
            "6:15",
            "unknown-key",
            NO_KEY.format("5"),
            "a comma ends a value inside braces; write decimals there with a point, or in quotes",
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_is_told_at_its_place(text: str, expected: tuple[str, str, str, str]) -> None:
    assert only(Assessment, HEAD + text) == expected


@pytest.mark.parametrize("digest", ["0f" * 32, "0F" * 32, "1" * 64])
def test_a_hash_is_kept_in_small_letters(digest: str) -> None:
    text = f"{HEAD}evidence:\n  a: {{file: a.pdf, sha256: {digest}}}\n"
    assessment = build(Assessment, parse_source(text.encode(), "f.yaml"))
    assert assessment.evidence["a"].sha256 == digest.lower()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    {
        "format of another kind": (
            "format: wardeval/assessment/1",
            "format: wardeval/asessment/1",
            (
                "1:9",
                "value",
                "one of these is expected here: wardeval/assessment/1",
                "did you mean “wardeval/assessment/1”?",
            ),
        ),
        "format of the future": (
            "format: wardeval/assessment/1",
            "format: 7",
            ("1:9", "value", "one of these is expected here: wardeval/assessment/1", ""),
        ),
        "no unit": (
            "unit: {name: Phường Thử, type: phuong}\n",
            "",
            (
                *("1:1", "missing-key", "the key “unit” is missing here"),
                LIKE_THIS.format("unit: {name: Phường Ví Dụ, type: phuong}"),
            ),
        ),
        "a unit without a name": (
            "{name: Phường Thử, type: phuong}",
            "{type: phuong}",
            ("3:7", "missing-key", "the key “name” is missing here", ""),
        ),
        "a blank name": ("Phường Thử", "' '", ("3:14", "value", "text is expected here", "")),
        "a year of two digits": (
            "period: 2024",
            "period: 24",
            ("4:9", "value", "a year is expected here, for example 2024", ""),
        ),
        "a quarter": (
            "period: 2024",
            "period: Q1/2024",
            ("4:9", "value", "a year is expected here, for example 2024", ""),
        ),
        "two years": (
            "period: 2024",
            "period: [2023, 2024]",
            ("4:9", "value", "a year is expected here, for example 2024", ""),
        ),
    }.values(),
)
def test_a_mistake_in_the_head(old: str, new: str, expected: tuple[str, str, str, str]) -> None:
    assert HEAD.count(old) == 1
    assert only(Assessment, HEAD.replace(old, new)) == expected


@pytest.mark.parametrize("text", ["- a\n", "a\n", "[]\n"], ids=["a list", "a text", "an empty list"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    place, rule, *_ = only(Assessment, text)
    assert (place, rule) == ("1:1", "not-a-mapping")


# one leaf, and: in which column, by which rule, what, and what was meant
SET_WRONG: dict[str, tuple[str, tuple[str, str, str, str]]] = {
    "a measure misspelt": (
        "measure: evnts",
        (
            "22",
            "value",
            "one of these is expected here: met; events; count; ratio; amount; change; date; level; points; parts",
            MEANT.format("events"),
        ),
    ),
    "a word misspelt": (
        "measure: events, met: nonee",
        ("35", "value", "one of these is expected here: met; basically; none; all; max; unknown", MEANT.format("none")),
    ),
    "a rule misspelt": (
        "measure: count, met: {at-leest: 3}",
        ("35", "unknown-key", NO_KEY.format("at-leest"), MEANT.format("at-least")),
    ),
    "a requirement of nothing": (
        "measure: count, met: {at-boundary: unknown}",
        ("34", "value", "a requirement says what is required, for example at-least: 70%", ""),
    ),
    "a number in two readings": (
        "measure: count, met: {at-least: 3.321}",
        (
            "45",
            "value",
            "“3.321” can be read in two ways",
            "write 3321 for thousands, or 3,3210 for a decimal",
        ),
    ),
    "a share in words": (
        "measure: ratio, met: {at-least: 70 %%}",
        (
            "45",
            "value",
            "“70 %” is not a number",
            "write whole numbers with digits only, decimals with a comma or a point: 25 or 95,45",
        ),
    ),
    "too many decimals to round to": (
        "measure: ratio, points: {proportional: 5, round: 7}",
        ("62", "value", "a number of decimals from 0 to 6 is expected here", ""),
    ),
    "a day without a year": (
        "measure: date, met: {to: 31/03}",
        (
            "38",
            "value",
            "a day is expected here",
            "write day/month/Y, for example 31/03/Y, 10/01/Y+1 for the next year, or 28/02/2022 for a fixed one",
        ),
    ),
    "a day that no year has": (
        "measure: date, met: {to: 31/04/Y}",
        ("38", "value", "there is no day 31/04/Y", ""),
    ),
    "a title in a third language": (
        "measure: met, title: {vi: Một, fr: Un}",
        ("34", "value", "text is expected here, or {vi: …, en: …}", ""),
    ),
    "a title without Vietnamese": (
        "measure: met, title: {en: One}",
        ("34", "value", "text is expected here, or {vi: …, en: …}", ""),
    ),
    "a blank title": (
        "measure: met, title: {vi: ' '}",
        ("34", "value", "text is expected here, or {vi: …, en: …}", ""),
    ),
}


@pytest.mark.parametrize(("leaf", "expected"), SET_WRONG.values(), ids=SET_WRONG.keys())
def test_a_mistake_in_a_set(leaf: str, expected: tuple[str, str, str, str]) -> None:
    text = full_set(one(leaf))
    line = next(number for number, found in enumerate(text.splitlines(), 1) if "{id: a, " in found)
    column, *rest = expected
    assert only(CriterionSet, text) == (f"{line}:{column}", *rest)


def test_every_mistake_of_a_file_comes_at_once_in_the_order_of_the_file() -> None:
    text = """\
set: thu
unit: {nmae: Phường Thử, type: phuong}
period: 24
answers:
  a: {valeu: 1}
  b: {value: 1, evidence: {x: y}}
evidence: [x]
"""
    assert [(problem.rule, problem.span.line, problem.span.column) for problem in problems_in(Assessment, text)] == [
        ("missing-key", 1, 1),  # format
        ("missing-key", 2, 7),  # name
        ("unknown-key", 2, 8),
        ("value", 3, 9),
        ("unknown-key", 5, 7),
        ("kind", 6, 27),
        ("kind", 7, 11),
    ]


INTERNAL = {
    "value of a parameter": ("measure: count, met: {at-least: {value: 3}}", "46", "value"),
    "percent of a parameter": ("measure: count, met: {at-least: {fact: x, percent: yes}}", "55", "percent"),
    "word of a requirement": ("measure: count, met: {word: unknown}", "35", "word"),
    "level of a requirement": ("measure: count, met: {level: tot, at-least: 1}", "35", "level"),
    "word of points": ("measure: points, max: 5, points: {word: unknown}", "47", "word"),
    "fixed points": ("measure: met, points: {met: 1, fixed: 5}", "44", "fixed"),
}


@pytest.mark.parametrize(("leaf", "column", "key"), INTERNAL.values(), ids=INTERNAL.keys())
def test_what_only_the_program_says_is_no_key_of_a_set(leaf: str, column: str, key: str) -> None:
    found = problems_in(CriterionSet, full_set(one(leaf)))
    assert [(f"{problem.span.column}", problem.rule) for problem in found] == [(column, "unknown-key")]
    assert ENGLISH.text(found[0].message) == NO_KEY.format(key)


def test_what_only_the_program_says_is_no_key_of_other_records() -> None:
    verdict = "verdicts: [{id: x, title: X, unknown: yes}]\n" + one("measure: met")
    for record, text in (
        (CriterionSet, full_set(verdict)),
        (Assessment, HEAD + "answers:\n  a: {each-part: {x: có}}\n"),
    ):
        assert [problem.rule for problem in problems_in(record, text)] == ["unknown-key"]
    (problem,) = problems_in(Assessment, HEAD + "answers:\n  a: {each-parts: {x: có}}\n")
    assert problem.hint is None or "each-part" not in ENGLISH.text(problem.hint)


EXCLUSIVE = "a parameter has exactly one form"
PARAMETERS_WRONG = {
    "two forms": ({"fact": "a", "parameter": "b"}, EXCLUSIVE),
    "table and bands": ({"by": "a", "table": {"x": "1"}, "bands": [{"is": "1"}]}, EXCLUSIVE),
    "nothing": ({}, EXCLUSIVE),
    "only by": ({"by": "a"}, EXCLUSIVE),
    "only set": ({"set": "a"}, EXCLUSIVE),
    "a table by nothing": ({"table": {"x": "1"}}, "a table needs “by”"),
    "bands by nothing": ({"bands": [{"is": "1"}]}, "a table needs “by”"),
    "by beside a fact": ({"by": "a", "fact": "b"}, "a table needs “by”"),
    "times of nothing": ({"times": "110%"}, "“times” and “of” belong together"),
    "of without times": ({"of": "5"}, "“times” and “of” belong together"),
    "a word": ("lots", "“lots” is not a number"),
    "a share of nothing": ("2/0", "a percent such as 70% is expected"),
    "two slashes": ("1/2/3", "“2/3” is not a number"),
    "a list": (["1"], MAPPING),
}


@pytest.mark.parametrize(("value", "said"), PARAMETERS_WRONG.values(), ids=PARAMETERS_WRONG.keys())
def test_a_parameter_has_exactly_one_form(value: object, said: str) -> None:
    with pytest.raises(Exception, match="validation error") as caught:
        Parameter.read(value)
    details = caught.value.errors()  # type: ignore[attr-defined]
    (text,) = [ENGLISH.text(each["ctx"]["message"]) if each["type"] == "wardeval" else MAPPING for each in details]
    assert said in text


@pytest.mark.parametrize(
    ("value", "number", "percent", "word"),
    [
        ("45", Fraction(45), False, None),
        ("95,45", Fraction(9545, 100), False, None),
        ("70%", Fraction(7, 10), True, None),
        ("70 %", Fraction(7, 10), True, None),
        ("110%", Fraction(11, 10), True, None),
        ("66,7%", Fraction(667, 1000), True, None),
        ("2/3", Fraction(2, 3), True, None),
        ("unknown", None, False, "unknown"),
        (None, None, False, "unknown"),
        ("before", None, False, "before"),
        ("max", None, False, "max"),
    ],
)
def test_short_forms_of_a_parameter(value: object, number: Fraction | None, percent: bool, word: str | None) -> None:
    parameter = Parameter.read(value)
    assert (parameter.value, parameter.percent, parameter.word) == (number, percent, word)


def test_long_forms_of_a_parameter() -> None:
    table = Parameter.read(
        {"by": "vung", "table": {"cao": "75", "thap": "unknown"}, "override": [{"if": "kho", "row": "thap"}]}
    )
    assert table.table is not None
    assert [(row, inner.value, inner.word) for row, inner in table.table.items()] == [
        ("cao", Fraction(75), None),
        ("thap", None, "unknown"),
    ]
    assert [(row.if_, row.row) for row in table.override] == [("kho", "thap")]
    bands = Parameter.read({"by": "dan-so", "bands": [{"below": "9", "is": "1"}, {"from": "9", "is": "50%"}]}).bands
    assert [(band.from_, band.below, band.is_.value) for band in bands] == [
        (None, Limit("number", Fraction(9)), Fraction(1)),
        (Limit("number", Fraction(9)), None, Fraction(1, 2)),
    ]
    other = Parameter.read({"times": "110%", "of": {"parameter": "p", "set": "s"}}).of
    assert other is not None
    assert (other.parameter, other.set_) == ("p", "s")


@pytest.mark.parametrize(
    ("value", "field", "expected"),
    [
        ("met", "word", "met"),
        ("none", "word", "none"),
        ("unknown", "word", "unknown"),
        (None, "word", "unknown"),
        ({"at-least": "hoan-thanh"}, "level", "hoan-thanh"),
        ({"at-least": "đạt"}, "level", "đạt"),
        ({"to": "31/03/Y"}, "to", Day(31, 3)),
        ({"from": "10/01/Y+1"}, "from_", Day(10, 1, None, 1)),
        ({"before": "16/11/Y-1"}, "before", Day(16, 11, None, -1)),
        ({"to": "28/02/2022"}, "to", Day(28, 2, 2022)),
    ],
)
def test_short_forms_of_a_requirement(value: object, field: str, expected: object) -> None:
    requirement = Requirement.read(value)
    assert getattr(requirement, field) == expected
    assert requirement.given == {field}


@pytest.mark.parametrize(("value", "percent", "word"), [("50%", True, None), ("3", False, None), ("max", False, "max")])
def test_at_least_a_number_is_no_level(value: str, percent: bool, word: str | None) -> None:
    requirement = Requirement.read({"at-least": value})
    assert requirement.level is None
    assert requirement.at_least is not None
    assert (requirement.at_least.percent, requirement.at_least.word) == (percent, word)


def test_days_of_a_set_follow_the_period() -> None:
    days = [Day(31, 3), Day(10, 1, None, 1), Day(16, 11, None, -1), Day(28, 2, 2022)]
    assert [day.on(2024) for day in days] == [
        date(2024, 3, 31),
        date(2025, 1, 10),
        date(2023, 11, 16),
        date(2022, 2, 28),
    ]
    assert [str(day) for day in days] == ["31/03/Y", "10/01/Y+1", "16/11/Y-1", "28/02/2022"]


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("5", "fixed"),
        ("0,5", "fixed"),
        ("unknown", "unknown"),
        (None, "unknown"),
        ("as-judged", "judged"),
        ({"met": "2"}, "answers"),
        ({"met": "2", "basically": "1", "not-met": "0"}, "answers"),
        ({"bands": [{"from": "90%", "points": "unknown"}]}, "bands"),
        ({"proportional": "6", "full-at": "95%", "round": "2"}, "proportional"),
        ({"max": "24", "less": "6", "per": "1", "floor": "5"}, "less"),
        ({"base": "0", "plus": "1", "per": "2", "cap": "3"}, "steps"),
        ({"base": "2", "up-to": "5000", "plus": "0.5", "per": "500", "steps": "pro-rata", "round": "1"}, "steps"),
    ],
)
def test_forms_of_points(value: object, form: str) -> None:
    assert Points.read(value).form == form


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"max": "5"},
        {"base": "0", "plus": "1"},
        {"bands": [{"points": "1"}], "cap": "3"},
        {"met": "2", "max": "5"},
        {"proportional": "5", "cap": "3"},
        {"max": "24", "less": "6", "cap": "3"},
        {"not-met": "1"},
    ],
    ids=str,
)
def test_keys_that_are_not_one_way_to_give_points(value: object) -> None:
    with pytest.raises(ValueError, match="these keys are not one way to give points"):
        Points.read(value)


def test_short_forms_of_an_answer() -> None:
    assert Answer.read("đạt").value == "đạt"
    assert Answer.read(["a", "b"]).parts == ("a", "b")
    assert Answer.read({"parts": "a"}).parts == ("a",)
    each = Answer.read({"parts": {"a": "có", "b": "không"}, "note": "Ghi chú"})
    assert (each.parts, each.each_part, each.note) == (None, {"a": "có", "b": "không"}, "Ghi chú")
    assert Answer.read(None).given == set()


@pytest.mark.parametrize(
    "value",
    [{}, {"all": "criteria", "gate": "g"}, {"met": "a", "without": ["b"]}, {"without": ["a"]}],
    ids=str,
)
def test_a_condition_has_exactly_one_key(value: object) -> None:
    with pytest.raises(ValueError, match="a condition has exactly one key"):
        Condition.read(value)


def test_what_is_null_is_not_public() -> None:
    indicator = Indicator.read({"id": "1", "number": None, "title": None, "met": None, "points": None})
    assert (indicator.number, indicator.title) == ("unknown", None)
    assert indicator.met is not None
    assert indicator.points is not None
    assert (indicator.met.word, indicator.points.form) == ("unknown", "unknown")
    plain = Indicator.read({"id": "1"})
    assert (plain.number, plain.met, plain.points) == (None, None, None)


@pytest.mark.parametrize("when", ["unknown", None])
def test_a_verdict_whose_rule_is_not_public(when: str | None) -> None:
    assert Verdict.read({"id": "dat", "title": "Đạt", "when": when}).unknown
    assert not Verdict.read({"id": "dat", "title": "Đạt"}).unknown


def test_titles_in_one_language_or_two() -> None:
    assert Verdict.read({"id": "a", "title": " Đạt "}).title == Words("Đạt")
    assert Verdict.read({"id": "a", "title": {"vi": "Đạt", "en": "Reached"}}).title == Words("Đạt", "Reached")


def test_a_record_is_frozen_and_knows_what_was_written() -> None:
    answer = Answer.read({"value": "1", "note": "Ghi chú"})
    with pytest.raises(AttributeError, match="Answer is frozen"):
        answer.value = "2"  # type: ignore[misc]
    changed = answer.replace(value="2")
    assert (answer.value, changed.value, changed.note) == ("1", "2", "Ghi chú")
    assert answer.given == {"value", "note"}
    assert Requirement.made(word="met").given == {"word"}


def test_defaults_are_not_shared() -> None:
    one_, other = (Assessment.read(parse_source(HEAD.encode(), "f").data) for _ in range(2))
    assert one_.answers == {}
    assert one_.answers is not other.answers


def test_keys_are_written_in_kebab_case() -> None:
    assert [kebab(name) for name in ("not_applicable", "set_", "from_", "id")] == [
        "not-applicable",
        "set",
        "from",
        "id",
    ]


RECORDS = dict.fromkeys((*records_of(Assessment), *records_of(CriterionSet)))


def checks_of(hint: Any) -> Iterator[Check]:
    if get_origin(hint) is Annotated:
        yield from (extra for extra in hint.__metadata__ if isinstance(extra, Check))
    for argument in get_args(hint):
        yield from checks_of(argument)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_json_schema_knows_every_check(record: type[Record]) -> None:
    for name, hint in record.fields().items():
        for check in checks_of(hint):
            assert {"type", "anyOf"} & set(check.json), name


def plain_checks(schema: Any) -> Iterator[CoreSchema]:
    if isinstance(schema, dict):
        if schema.get("type") == "function-plain":
            yield schema
        for value in schema.values():
            yield from plain_checks(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from plain_checks(value)


@pytest.mark.parametrize("record", [Assessment, CriterionSet], ids=lambda record: record.__name__)
def test_the_core_schema_hands_it_on(record: type[Record]) -> None:
    found = list(plain_checks(core_schema_of(record)))
    assert len(found) > 10
    assert all(check.get("metadata", {}).get("pydantic_js_extra") for check in found)
