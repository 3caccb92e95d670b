"""The schema of a set takes the answers that wardeval reads, whatever other programs make of them, and few others."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.building import full_set, load_set, one
from tests.engine.generating import Builder, Filler
from tests.model.test_replies import BAD, BASICALLY, GOOD, MET, MISSING, NOT_GRADES, NOT_MET, SET, read
from tests.schema.generic import reread, validator_of
from wardeval.facts import read_facts
from wardeval.language import Code, Language
from wardeval.library import LoadedSet
from wardeval.model.assessment import Answer, Assessment
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.mistakes import Mistake
from wardeval.model.replies import read_replies
from wardeval.report.schema import SetTexts, render
from wardeval.schema.answers import answers_schema
from wardeval.schema.records import plain_definitions
from wardeval.source import parse_source

ENGLISH = Language(Code.EN)


def answers_validator(criteria: CriterionSet) -> Any:
    definitions = {**plain_definitions(), **answers_schema(criteria, SetTexts(criteria, ENGLISH))}
    return validator_of({"$defs": definitions}, "answers")


ANSWERS = answers_validator(SET)


def fits(id_: str, answer: object) -> list[bool]:
    """Whether the schema takes an answer: in quotes, as YAML 1.1 reads it without, as YAML 1.2 does."""
    return [ANSWERS.is_valid({id_: reread(answer, how)}) for how in range(3)]


@pytest.mark.parametrize("word", [*MET, *BASICALLY, *NOT_MET])
def test_grades(word: str) -> None:
    assert all(fits("met", word))
    assert all(fits("met", {"value": word}))


@pytest.mark.parametrize("word", NOT_GRADES)
def test_what_is_no_grade(word: str) -> None:
    quoted, yaml11, yaml12 = fits("met", word)
    assert not quoted
    assert not yaml12
    assert yaml11 is (word in ("on", "off"))  # true and false to YAML 1.1


@pytest.mark.parametrize(("id_", "answer"), [row[:2] for row in GOOD.values()], ids=GOOD.keys())
def test_an_answer_that_is_read(id_: str, answer: object) -> None:
    assert all(fits(id_, answer))


@pytest.mark.parametrize(("id_", "answer"), MISSING.values(), ids=MISSING.keys())
def test_an_answer_that_is_missing(id_: str, answer: object) -> None:
    assert all(fits(id_, answer))


NOT_SEEN = {
    "more excepted than happened",
    "part above whole",
    "part above whole, in short",
    "31 February",
    "29 February of a common year",
    "level that could be two",
    "points above the most",  # in quotes; see the plain one below
    "points between steps",
    "judged points between steps",
}


@pytest.mark.parametrize("name", BAD)
def test_an_answer_that_is_refused(name: str) -> None:
    id_, answer, _ = BAD[name]
    assert fits(id_, answer)[0] is (name in NOT_SEEN)


def test_a_number_without_quotes_has_a_size() -> None:
    assert all(fits("points", "4"))
    assert fits("points", "4.5") == [True, False, False]
    assert fits("points", "3.75") == [True, False, False]
    assert all(fits("open-points", "4.5"))


@pytest.mark.parametrize(("step", "exact"), [("0.5", True), ("0.25", True), ("1", True), ("0.1", False)])
def test_steps_that_no_validator_can_count_in_are_left_out(step: str, exact: bool) -> None:
    criteria = CriterionSet.read(
        parse_source(full_set(one(f"measure: points, max: 4, step: {step}")).encode(), "f").data
    )
    validator = answers_validator(criteria)
    assert ("multipleOf" in str(validator.schema)) is exact
    assert all(validator.is_valid({"a": value}) for value in (0, 1, 0.5, 3.0, "0,3") if step != "1" or value != 0.5)
    assert validator.is_valid({"a": 0.3}) is not exact


def test_what_is_not_applicable_is_offered_only_where_it_is_allowed() -> None:
    offered = {
        id_: "not-applicable" in str(ANSWERS.schema["$defs"][entry["$ref"].removeprefix("#/$defs/")]["anyOf"][-1])
        for id_, entry in ANSWERS.schema["$defs"]["answers"]["properties"].items()
    }
    assert {id_ for id_, is_offered in offered.items() if is_offered and id_ in ("full", "excluded", "5")} == {
        "full",
        "excluded",
        "5",
    }
    assert "6" not in offered
    for id_ in ("met", "full"):
        assert all(fits(id_, {"value": "đạt", "not-applicable": None}))


def test_every_leaf_says_what_it_asks_and_how_it_is_judged() -> None:
    vi_du = answers_schema(SET, SetTexts(SET, ENGLISH))["answers"]["properties"]
    assert vi_du["ratio"]["description"].splitlines()[1:] == ["answer: a part of a whole", "required: at least 70%"]
    vietnamese = answers_schema(SET, SetTexts(SET, Language(Code.VI)))["answers"]["properties"]
    assert vietnamese["ratio"]["description"] != vi_du["ratio"]["description"]


SCALARS = st.one_of(
    st.sampled_from(["đạt", "chưa đạt", "có", "không", "no", "yes", "on", "true", "chưa", "kém", "KÉM", "Hoàn thành"]),
    st.sampled_from(["0", "3", "-0", "00", "03", "4,5", "4.0", "1.000.000", "14/15", "14 / 15", "7", "0/3", "-0/2"]),
    st.sampled_from(["10/02/2024", "2024-02-10", "2024-2-10", " 1.2.2024 ", "loa", "hop", "bao-cao", "qd-1"]),
    st.text("0123456789,./-% đaạtkK", max_size=7),
    st.from_regex(r"-?[0-9]{1,4}([.,][0-9]{1,3}){0,2}", fullmatch=True),
)
KEYS = [
    *("value", "part", "whole", "now", "before", "parts", "not-applicable", "note", "reason", "evidence", "excepted"),
    *("percent", "sum-of"),
]
EXCEPTED = st.lists(
    st.fixed_dictionaries(
        {"reason": st.sampled_from(["bat-kha-khang", "bao-cao", "ngoai"])},
        optional={
            "number": st.sampled_from(["1", "0", "2", "0,5"]),
            "holds": st.sampled_from([None, [], ["phat-hien"], "bao-cao-ngay", ["x"]]),
            "note": st.sampled_from([None, "x"]),
        },
    ),
    max_size=2,
)
PARTS = st.one_of(
    st.lists(st.sampled_from(["loa", "to-roi", "hop", "bao"]), max_size=3),
    st.dictionaries(st.sampled_from(["loa", "to-roi", "bao"]), SCALARS, max_size=2),
    SCALARS,
    st.none(),
)
ANY = st.one_of(
    SCALARS,
    st.none(),
    PARTS,
    st.dictionaries(st.sampled_from(KEYS), st.one_of(SCALARS, st.none(), PARTS, EXCEPTED), max_size=3),
    st.fixed_dictionaries({"value": SCALARS, "excepted": EXCEPTED}),
    st.fixed_dictionaries({"part": SCALARS, "whole": SCALARS}),
    st.fixed_dictionaries({"parts": PARTS}),
    st.fixed_dictionaries({"value": SCALARS}, optional={"sum-of": PARTS, "percent": SCALARS}),
    st.fixed_dictionaries({"part": SCALARS, "whole": SCALARS}, optional={"sum-of": PARTS, "percent": SCALARS}),
)
IDS = [node.id for node in SET.nodes()]


def is_read(id_: str, answer: object) -> bool:
    try:
        return not read(id_, answer)[1]
    except ValueError:  # pydantic's ValidationError is one
        return False


@settings(max_examples=600)
@given(st.sampled_from(IDS), ANY)
def test_whatever_wardeval_reads_the_schema_takes(id_: str, answer: object) -> None:
    if is_read(id_, answer):
        assert fits(id_, answer) == [True, True, True]


@pytest.mark.parametrize("seed", range(40))
def test_full_answers_to_random_sets(seed: int) -> None:
    random = Random(seed)
    data = Builder(random, public=False).criterion_set()
    criteria = CriterionSet.read(data)
    validator = answers_validator(criteria)
    answers = Filler(random, public=False).full([*data["gates"], *data["criteria"]])
    assert answers
    mistakes: list[Mistake] = []
    read_replies(criteria, {id_: Answer.read(value) for id_, value in answers.items()}, ("answers",), mistakes)
    wrong = {mistake.keys[1] for mistake in mistakes}
    for id_, value in answers.items():
        if id_ not in wrong:
            assert all(validator.is_valid({id_: reread(value, how)}) for how in range(3)), (id_, value)


# facts ----------------------------------------------------------------------------------------------------------

FACTUAL = """\
facts:
  vung: {title: Vùng, is: one-of, of: [Đồng bằng, mien-nui, "1", no]}
  kho: {title: Khó, is: yes-no}
  dan-so: {title: Dân số, is: number}
  muc: {title: Mức, is: number}
  khong-can: {title: Không cần, is: yes-no}
parameters:
  p: {by: vung, table: {Đồng bằng: 1, mien-nui: 2, "1": 3, no: 4}, override: [{if: kho, row: mien-nui}]}
  q: {by: muc, bands: [{below: 50%, is: 1}, {from: 50%, is: 2}]}
  r: {by: type, table: {xa: 1, phuong: 2}}
criteria:
  - {id: a, measure: count, met: {at-least: {parameter: p}}}
  - {id: b, measure: count, met: {at-least: {parameter: q}}}
  - {id: c, measure: count, met: {at-least: {fact: dan-so}}}
  - {id: d, measure: count, met: {at-least: {parameter: r}}}
"""


@pytest.fixture(scope="module")
def factual(tmp_path_factory: pytest.TempPathFactory) -> LoadedSet:
    return load_set(FACTUAL, tmp_path_factory.mktemp("sets"))


FINE: dict[str, Any] = {"vung": "đồng bằng", "kho": "không", "dan-so": "12400", "muc": "45%"}


@pytest.mark.parametrize(
    ("changes", "type_"),
    [
        ({}, "xa"),
        ({"vung": "DONG BANG"}, "phuong"),
        ({"vung": "1"}, "xa"),
        ({"vung": "no"}, "xa"),
        ({"vung": "bien"}, "xa"),
        ({"vung": None}, "xa"),
        ({"kho": "có"}, "xa"),
        ({"kho": "no"}, "xa"),
        ({"kho": "cơ bản"}, "xa"),
        ({"dan-so": "45%"}, "xa"),
        ({"dan-so": "1.000.000"}, "xa"),
        ({"dan-so": "đông"}, "xa"),
        ({"muc": "45"}, "xa"),
        ({"muc": " 45 % "}, "xa"),
        ({"khong-can": None}, "xa"),
        ({"khong-can": "rồi"}, "xa"),
        ({"khong-can": "x"}, "xa"),
        ({"moi": "1"}, "xa"),
        ({}, "thi-tran"),
    ],
    ids=str,
)
def test_facts(changes: dict[str, Any], type_: str, factual: LoadedSet) -> None:
    validator = Draft202012Validator(json.loads(render("assessment", ENGLISH, factual)))
    data = {
        "format": "wardeval/assessment/1",
        "set": "thu",
        "unit": {"name": "x", "type": type_},
        "period": "2024",
        "facts": {**FINE, **changes},
    }
    mistakes: list[Mistake] = []
    read_facts(factual, Assessment.read(data), mistakes)
    for how in range(3):
        still_open = None in changes.values()  # a new file has it so, and wardeval asks for it
        assert validator.is_valid(reread(data, how)) is (not mistakes or still_open), how


def test_needed_facts_have_to_be_there(factual: LoadedSet) -> None:
    found = json.loads(render("assessment", ENGLISH, factual))
    assert found["properties"]["facts"]["required"] == ["dan-so", "vung", "kho", "muc"]
    assert "facts" in found["required"]
    assert found["$defs"]["unit"]["properties"]["type"]["enum"] == ["xa", "phuong"]


def test_a_set_without_needs_asks_for_nothing() -> None:
    criteria = CriterionSet.read(parse_source(full_set(one("measure: met")).encode(), "f").data)
    found = json.loads(render("assessment", ENGLISH, LoadedSet(criteria, parse_source(b"a: b\n", "f"), "file")))
    assert "facts" not in found["required"]
    assert found["properties"]["facts"]["properties"] == {}
    assert found["$defs"]["stated-count"]["properties"]["of"]["allOf"][1] == {"minimum": 1, "maximum": 1}
    assert found["$defs"]["unit"]["properties"]["type"]["anyOf"][0] == {"enum": ["phuong", "xa", "thi-tran"]}
