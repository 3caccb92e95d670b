"""The schemas say what the records read: short forms, keys that belong together, a text for every key."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from pydantic_core import ValidationError

from tests.conftest import EXAMPLES, ROOT
from tests.engine.generating import Builder
from tests.model.test_record import PARAMETERS_WRONG
from tests.schema.generic import FILES, errors, reread, schema, validator_of
from tests.schema.generic import validator as validator_for
from wardeval.model import plain
from wardeval.model.assessment import Answer, Assessment, Claims
from wardeval.model.basis import Link
from wardeval.model.cases import Expected, LeafCase, Range
from wardeval.model.criterion_set import Condition, CriterionSet, Indicator, Verdict
from wardeval.model.mapping import Correspondence, Mapping
from wardeval.model.overlay import MoreOfVerdict, Overlay
from wardeval.model.record import Record, kebab, records_of
from wardeval.model.rules import FORMS, Parameter, Points, Requirement
from wardeval.model.structure import structure_mistakes
from wardeval.model.units import DatedUnit
from wardeval.schema import keys
from wardeval.schema.keys import key_text
from wardeval.schema.records import name_of
from wardeval.source import read_source

RECORDS: dict[type[Record], str] = {}
"""Every record, and the first kind of file that it stands in."""
for _kind, _whole in FILES.items():
    for _record in records_of(_whole):
        RECORDS.setdefault(_record, _kind)


def reads(record: type[Record], value: object) -> bool:
    try:
        record.read(value)
    except ValidationError:
        return False
    return True


def fits(record: type[Record], value: object) -> bool:
    """Whether the schema takes a value, however another program reads its texts."""
    kind = RECORDS[record]
    whole = FILES[kind] is record
    validator = validator_for(kind) if whole else validator_of(schema(kind), name_of(record))
    return all(validator.is_valid(reread(value, how)) for how in range(3))


RELATIONS = ("equal", "subset", "superset", "intersects", "split", "merged", "new", "dropped")

# values of which both sides say the same
SAMPLES: dict[type[Record], list[object]] = {
    Parameter: [
        *(value for value, _ in PARAMETERS_WRONG.values() if value not in ("2/0", {"times": "110%"}, {"of": "5"})),
        *("45", "95,45", "70%", "70 %", "66,7%", "2/3", "unknown", "before", "max", None, "-3", "3.321", "all", ""),
        {"by": "vung", "table": {"cao": "75", "thap": None}, "override": [{"if": "kho", "row": "thap"}]},
        {"by": "vung", "table": {"cao": "75"}, "parameter": None},
        {"by": "dan-so", "bands": [{"below": "10000", "is": "100"}, {"from": "10000", "is": "unknown"}]},
        {"times": "110%", "of": {"parameter": "x"}},
        {"parameter": "x", "set": "y"},
        {"fact": "dan-so"},
        {"fact": "dan-so", "table": {"a": "1"}, "by": "b"},
        {"word": "unknown"},
        {"value": "1"},
    ],
    Requirement: [
        *("met", "basically", "none", "all", "max", "unknown", None, "nonee", "70%", "1", ["met"], {}),
        {"at-least": "70%"},
        {"at-least": "hoan-thanh"},
        {"at-least": "hoàn-thành"},
        {"at-least": "hoan thanh"},
        {"at-least": "max"},
        {"at-least": "1.a"},
        {"at-most": "hoan-thanh"},
        {"at-most": "before"},
        {"at-least": None},
        {"more-than": "75", "at-boundary": "unknown"},
        {"at-boundary": "unknown"},
        {"at-boundary": "yes", "at-least": "1"},
        {"from": "01/01/Y", "to": "31/03/Y+1"},
        {"within": {"days": "3", "of": "1.1"}},
        {"within": {"days": "3"}},
        {"level": "hoan-thanh"},
        {"word": "met"},
    ],
    Points: [
        *("5", "0,5", "unknown", "as-judged", None, "many", "5%", {}, ["5"]),
        {"fixed": "5"},
        {"met": "2", "basically": "1", "not-met": "0"},
        {"met": "2", "max": "5"},
        {"not-met": "1"},
        {"bands": [{"from": "90%", "points": "8"}, {"below": "90%", "points": None}]},
        {"bands": [{"from": "90%"}]},
        {"bands": [{"points": "1"}], "cap": "3"},
        {"proportional": "6", "full-at": "95%", "round": "2"},
        {"proportional": "5", "cap": "3"},
        {"max": "24", "less": "6", "per": "1", "floor": "5"},
        {"max": "24", "less": "6", "cap": "3"},
        {"max": "5"},
        {"base": "2", "up-to": "5000", "plus": "0.5", "per": "500", "cap": "5", "steps": "pro-rata"},
        {"base": "2", "plus": "0.5", "per": {"by": "loai", "table": {"yes": "1", "no": "unknown"}}},
        {"base": "0", "plus": "1"},
        {"base": "0", "plus": "1", "per": "1", "steps": "some"},
    ],
    DatedUnit: [
        {"id": "00019", "name": "Phường Điện Biên", "type": "phuong"},
        {"id": "26740", "name": "Phường Sài Gòn", "type": "phuong", "within": "Thành phố Hồ Chí Minh"},
        {"id": "26740", "name": "Phường Sài Gòn", "type": "phuong", "within": ["Quận 1", "Thành phố Hồ Chí Minh"]},
        *(
            {"id": "1", "name": "Xã A", "type": "xa", "from": "01/07/2025", "made-of": made_of}
            for made_of in (
                {"2": "whole", "3": "part"},
                {},
                "unknown",
                "unkown",
                {"2": "all"},
                {"2": None},
                ["2"],
                None,
            )
        ),
        {"id": "1", "name": "Xã A", "type": "xa", "to": "30/06/2025"},
        {"id": "1", "name": "Xã A", "type": "xa", "to": "2025"},
        {"id": "1", "name": "Xã A", "type": "xa", "until": "30/06/2025"},
        {"id": "1", "name": "Xã A"},
        {"name": "Xã A", "type": "xa"},
    ],
    Condition: [
        *({"all": "criteria"}, {"answered": "criteria"}, {"gate": "g"}, {"met": "1"}, {}, {"all": "gates"}, "all"),
        {"total": {"at-least": "80"}, "without": ["3"]},
        {"total": {"at-least": "80"}, "without": "3"},
        {"all": "criteria", "gate": "g"},
        {"met": "a", "without": ["b"]},
        {"met": "a", "without": []},
        {"without": ["a"]},
        {"criteria-met": {"at-least": "90%"}},
    ],
    Verdict: [
        {"id": "dat", "title": "Đạt", "when": "unknown"},
        {"id": "dat", "title": "Đạt", "when": None},
        {"id": "dat", "title": "Đạt", "when": [{"all": "criteria"}]},
        {"id": "dat", "title": "Đạt", "when": "never"},
        {"id": "dat", "title": "Đạt", "unknown": "yes"},
        {"id": "dat"},
    ],
    MoreOfVerdict: [{"id": "dat", "when": "unknown"}, {"id": "dat"}, {"id": "dat", "unknown": "yes"}, "dat"],
    Indicator: [
        {"id": "1", "number": None, "title": None, "met": None, "points": None},
        {"id": "1", "max": "unknown", "bonus": "yes"},
        {"id": "1", "bonus": "có"},
        {"title": "Một"},
    ],
    Answer: [
        *("đạt", "12", None, ["a", "b"], [], "10/02/2024", "no", "5.10", {}, [["a"]], [None]),
        {"parts": "a"},
        {"parts": {"a": "có", "b": "không"}, "note": "Ghi chú"},
        {"parts": {"a": None}},
        {"parts": {}},
        {"each-part": {"a": "có"}},
        {"value": None, "evidence": "qd-1"},
        {"value": "1", "evidence": None},
        {"value": {"a": "b"}},
        {"value": "1", "excepted": [{"reason": "a", "holds": None}, {"reason": "b", "holds": "c", "number": "2"}]},
        {"value": "1", "excepted": [{"number": "2"}]},
        {"not-applicable": "Không có"},
        {"valeu": "1"},
        *({"percent": value} for value in ("98,33", "98,33%", " 5 % ", "100", "-1", "1/3", "3.321", None, ["1"], "-0")),
        *({"sum-of": value} for value in ({"Tổ 1": "14", "b": " 2,5 "}, {"a": None}, {"a": "x"}, {}, {"a": ["1"]})),
        *({"sum-of": value} for value in (["2.1", "2.2"], ["a b"], [], [None], "2.1", "2.1, 2.2", "", None)),
    ],
    Claims: [
        *({}, {"verdict": "Đạt"}, {"verdict": None}, {"verdict": ""}, {"total": None}, {"totl": "1"}, "dat", None),
        *({"total": value} for value in ("95,45", "-3", "95", "1.000.000", "3.321", " 7 ", "95 điểm", "")),
        *({"met": value} for value in ("22", "22,0", "0", "-1", "22/22", "21,5", "03", None)),
        *({"percent": value} for value in ("95,45%", "103", "x")),
        *(
            {"points": value}
            for value in ({"1": "5"}, {"1.a": "-0,5"}, {}, {"1": None}, {"1": "x"}, {"a b": "1"}, ["1"])
        ),
    ],
    Link: [
        *("23/2012/TT-BCA", {"set": "a", "on": "01/01/2024"}, {"number": "x"}, {}, {"on": "01/01/2024"}, ["a"], ""),
        {"set": None, "number": "x"},
        {"set": None},
    ],
    Range: [
        *("5", "unknown", None, "3.321", "all", {"least": "0", "most": "3"}, {"least": "0"}, {}, ["1"]),
        {"least": "0", "most": None},
    ],
    Expected: [
        *({}, {"track": "self"}, {"verdict": "dat"}, {"total": None}, {"met": {"1": "yes", "2": "undecided"}}),
        {"met": {"1": "maybe"}},
        {"points": {"1": "2", "2": {"least": "0", "most": "2"}, "3": "unknown"}},
        {"refused": "yes"},
        {"refused": "no"},
        {"refused": "yes", "verdict": "dat"},
        {"refused": "no", "verdict": "dat"},
        {"refused": "yes", "track": "self"},
    ],
    Correspondence: [
        *({"from": "1", "to": "2", "relation": relation} for relation in (*RELATIONS, "same", None)),
        *({"from": ["1"], "to": ["2"], "relation": relation} for relation in RELATIONS),
        *({"from": ["1", "1.1"], "to": "2", "relation": relation} for relation in RELATIONS),
        *({"from": "1", "to": ["2", "2.10"], "relation": relation} for relation in RELATIONS),
        *({"from": ["1", "2"], "to": ["1", "2"], "relation": relation} for relation in RELATIONS),
        *({"from": "1", "relation": relation} for relation in RELATIONS),
        *({"to": ["1", "2"], "relation": relation} for relation in RELATIONS),
        *({"to": "1", "from": [], "relation": relation} for relation in RELATIONS),
        *({"to": "1", "from": None, "relation": relation} for relation in RELATIONS),
        *({"relation": "new"}, {"from": "1", "to": "2"}, "equal"),
    ],
    Mapping: [
        {"format": "wardeval/mapping/1", "from": "a", "to": "b", "criteria": [{"to": "1", "relation": "new"}]},
        {"format": "wardeval/mapping/1", "from": "a", "to": "b", "criteria": []},
        {"format": "wardeval/mapping/1", "from": "a", "to": "b"},
        {"format": "wardeval/mapping/1", "from": "a", "criteria": [{"to": "1", "relation": "new"}]},
    ],
    LeafCase: [
        *({"answer": "đạt"}, {"answer": "đạt", "met": "yes"}, {"answer": "x", "refused": "yes"}, {"met": "yes"}),
        {"answer": None, "points": "0"},
        {"answer": "x", "refused": "no"},
        {"answer": "x", "points": None},
    ],
}


@pytest.mark.parametrize(
    ("record", "value"),
    [(record, value) for record, values in SAMPLES.items() for value in values],
    ids=lambda value: value.__name__ if isinstance(value, type) else str(value),
)
def test_reader_and_schema_say_the_same(record: type[Record], value: object) -> None:
    assert fits(record, value) is reads(record, value)


def test_every_record_with_rules_of_its_own_says_them_to_the_schema_too() -> None:
    for record in RECORDS:
        changed = record._before.__func__ is not Record._before.__func__  # type: ignore[attr-defined]
        said = bool(record.written.short or record.written.keys or record.written.optional)
        assert said or not changed or record is Indicator, record  # of which only nothing becomes unknown
        assert not changed or record in SAMPLES or record in (Overlay, Assessment), record
        ruled = record._after is not Record._after
        assert bool(record.written.together) is (ruled or record is CriterionSet), record
        assert not ruled or record in SAMPLES, record


@pytest.mark.parametrize(("written", "fine"), [(None, True), ({}, True), ({"a": {"number": "1"}}, True), ([], False)])
def test_a_register_of_evidence_may_be_empty(written: object, fine: bool) -> None:
    unit = {"name": "Phường Thử", "type": "phuong"}
    data = {"format": "wardeval/assessment/1", "set": "b", "unit": unit, "period": "2024", "evidence": written}
    assert (errors(data, "assessment") == []) is fine
    assert reads(Assessment, data) is fine
    assert fine is (not written or len(Assessment.read(data).evidence) == 1) or not fine


def test_an_overlay_may_ask_for_more_parts_without_writing_them() -> None:
    node = {"id": "1", "at-least": {"n": "3"}}
    head = {"format": "wardeval/overlay/1", "id": "a", "extends": "b"}
    assert errors({**head, "criteria": [{"id": "0", "all": [node]}]}, "overlay") == []
    assert Overlay.read({**head, "criteria": [{"id": "0", "all": [node]}]})
    assert not fits(Indicator, node)
    assert not reads(Indicator, node)


def test_every_way_to_give_points_is_offered() -> None:
    ways = {frozenset(way["required"]) for way in Points.written.together["oneOf"]}
    assert ways == {frozenset(map(kebab, needed)) for form, (needed, _) in FORMS.items() if form != "fixed"}


def mappings(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from mappings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from mappings(inner)


@pytest.mark.parametrize("kind", FILES)
def test_every_key_and_no_internal_one_is_a_property(kind: str) -> None:
    whole = schema(kind)
    for record in records_of(FILES[kind]):
        body = whole if record is FILES[kind] else whole["$defs"][name_of(record)]
        found = next(part for part in mappings(body) if "properties" in part and part.get("type") == "object")
        assert list(found["properties"]) == list(record.written_keys())
        assert found["additionalProperties"] is False


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_key_has_a_text(record: type[Record]) -> None:
    assert {key for key in list(record.written_keys()) if key_text(record, key) is None} == set()


def test_no_text_is_left_of_a_key_that_is_gone() -> None:
    of_records = {record.__name__: set(record.written_keys()) for record in RECORDS}
    of_records["ParameterBand"] |= set(of_records["Band"])
    for name, texts in keys._OF_RECORD.items():
        assert texts.keys() <= of_records[name], name
    assert keys._ANYWHERE.keys() <= set().union(*of_records.values())


def test_definitions_do_not_clash() -> None:
    names = [name_of(record) for record in RECORDS]
    assert len({*names, *plain.NAMED}) == len(names) + len(plain.NAMED)


@pytest.mark.parametrize("kind", FILES)
def test_a_key_that_yaml_11_takes_for_a_truth_value_is_known_as_that_too(kind: str) -> None:
    for record in records_of(FILES[kind]):
        for key in list(record.written_keys()):
            assert key.lower() not in plain.YAML_BOOLEANS or key == "on"
    if kind == "criterion-set":
        link = validator_of(schema(kind), "link")
        assert link.is_valid({"number": "x", "True": "2024-01-01"})
        assert not link.is_valid({"number": "x", "True": "soon"})


@pytest.mark.parametrize("seed", range(60))
def test_a_set_that_is_read_fits_the_schema(seed: int) -> None:
    data = Builder(Random(seed), public=False).criterion_set()
    for how in range(3):
        assert errors(reread(data, how), "criterion-set") == []


MUTATED = sorted(
    (
        *(ROOT / "tests/data/lint").rglob("passing-1.yaml"),
        EXAMPLES / "criteria/vi-du-diem.yaml",
        *(ROOT / "criteria").glob("*.cases.yaml"),
        *(ROOT / "criteria/mappings").glob("*.yaml"),
        *(ROOT / "tests/data/lint-mapping").rglob("passing-1.yaml"),
        *EXAMPLES.glob("*.yaml"),
    )
)
VALUES: list[Any] = [None, "x", "-1", "unknown", "no", "70%", [], {}, ["x"], {"vi": "x"}]


def places(value: Any, keys: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*keys, key)
        yield from places(inner, (*keys, key))


def mutated(data: Any, keys: tuple[Any, ...], random: Random) -> Any:
    """A copy in which one key is gone, has another name, or another value."""
    copy = json.loads(json.dumps(data))
    around = copy
    for key in keys[:-1]:
        around = around[key]
    last = keys[-1]
    match random.randrange(3):
        case 0:
            del around[last]
        case 1 if isinstance(around, dict):
            known = [key for record in RECORDS for key in list(record.written_keys())]
            around[random.choice([f"{last}x", *known])] = around.pop(last)
        case _:
            around[last] = random.choice(VALUES)
    return copy


def accepted(data: Any, kind: str) -> bool:
    if not reads(FILES[kind], data):
        return False
    return kind != "criterion-set" or not any(structure_mistakes(CriterionSet.read(data)))


@pytest.mark.parametrize("path", MUTATED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_wardeval_accepts_the_schema_accepts_after_any_change(path: Any) -> None:
    data: Any = read_source(path).data
    kind = data["format"].split("/")[1] if "format" in data else "workspace"
    random = Random(path.name)
    found = list(places(data))
    for keys_ in random.sample(found, min(15, len(found))):
        changed = mutated(data, keys_, random)
        if accepted(changed, kind):
            assert [errors(reread(changed, how), kind) for how in range(2)] == [[], []], keys_


@pytest.mark.parametrize("arguments", [("criterion-set",), ("assessment", "--set", "tt-124-2021-xa")], ids=" ".join)
def test_the_bytes_are_always_the_same(arguments: tuple[str, ...]) -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-m", "wardeval", "schema", *arguments],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert json.loads(runs[0])
