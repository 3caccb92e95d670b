"""`wardeval/diff/1`: every kind of comparison keeps the schema, exact and the same every time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import jsonschema
import pytest

from tests.conftest import ROOT
from tests.report.comparisons import FULL, KINDS, NAMELESS
from wardeval.engine.change import Comparison
from wardeval.engine.tally import ALL, Wanted, reach, tally
from wardeval.language import Code, Language
from wardeval.problems import Problem
from wardeval.report.diff_json import Closing, pieces, unit_text

SCHEMA = json.loads((ROOT / "src/wardeval/schemas/diff-1.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def data(*items: Comparison, code: Code = Code.EN, wanted: Wanted = ALL) -> Any:
    problems = [problem for item in items for problem in item.problems]
    text = written(items, Language(code), wanted, problems)
    return json.loads(text, parse_float=_refuse)


def written(
    items: Sequence[Comparison], language: Language, wanted: Wanted = ALL, problems: Sequence[Problem] = ()
) -> str:
    found = (unit_text(item, language, wanted.tolerance, alone=len(items) == 1) for item in items if wanted.holds(item))
    reaches = [each for item in items if (each := reach(item)) is not None]
    return "".join(pieces(("2023", "2024"), language, wanted, found, lambda: Closing(tally(items), reaches, problems)))


def _refuse(text: str) -> float:
    raise AssertionError(f"a float in the output: {text}")


def test_the_schema_is_one() -> None:
    VALIDATOR.check_schema(SCHEMA)


@pytest.mark.parametrize("code", list(Code))
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_comparison_keeps_the_schema(name: str, code: Code) -> None:
    VALIDATOR.validate(data(KINDS[name], code=code))


def test_all_of_them_together_keep_the_schema() -> None:
    found = data(*KINDS.values())
    VALIDATOR.validate(found)
    assert {unit["status"] for unit in found["units"]} == {
        *("compared", "refused", "only-before", "only-after", "unreadable")
    }


@pytest.mark.parametrize("key", ["units", "totals", "verdicts", "problems", "tolerance"])
def test_the_schema_is_strict(key: str) -> None:
    found = data(FULL)
    missing = {name: value for name, value in found.items() if name != key}
    for wrong in (missing, {**found, "more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            VALIDATOR.validate(wrong)


def objects(schema: Any) -> list[Any]:
    """Every schema of an object inside a schema."""
    inside = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = [schema] if isinstance(schema, dict) and schema.get("type") == "object" else []
    return own + [found for part in inside for found in objects(part)]


def test_no_object_of_the_schema_is_open() -> None:
    found = objects(SCHEMA)
    assert len(found) > 15
    for schema in found:
        assert schema["additionalProperties"] is False
        assert set(schema["required"]) == set(schema["properties"])


def test_numbers_are_exact() -> None:
    (unit,) = data(KINDS["mapped"])["units"]
    assert unit["count"]["least"] == {"exact": "5/3", "decimal": "1.666666666666"}
    assert unit["decompositions"][0]["coverage"]["most"]["exact"] == "-1/3"


@pytest.mark.parametrize("name", ["full", "mapped"])
def test_the_parts_add_up_to_the_whole(name: str) -> None:
    (unit,) = data(KINDS[name])["units"]
    for item in unit["decompositions"]:
        for end in ("least", "most"):
            parts = (Fraction(item[part][end]["exact"]) for part in ("answers", "coverage", "verification", "set"))
            scores = (
                Fraction(item["scores"][key][end]["exact"]) for key in ("new-answers-new-set", "old-answers-old-set")
            )
            new, old = scores
            assert sum(parts) == Fraction(item["total"][end]["exact"]) == new - old


def test_what_is_not_comparable_is_null_and_never_nothing() -> None:
    (unit,) = data(KINDS["refused"])["units"]
    assert (unit["status"], unit["verdict"], unit["points"], unit["count"], unit["worsened"]) == (
        "refused",
        *[None] * 4,
    )
    assert unit["before"]["verdict"] == "Not reached"
    assert "criteria/mappings/bo-cu--bo-khac.yaml" in unit["refusals"][0]


def test_the_order_of_the_comparisons_does_not_matter_for_what_they_come_to() -> None:
    there, back = data(*KINDS.values()), data(*reversed(list(KINDS.values())))
    assert (there["totals"], there["verdicts"]) == (back["totals"], back["verdicts"])
    assert there["units"] == list(reversed(back["units"]))


def test_a_unit_is_told_when_it_is_known_and_the_totals_when_all_are() -> None:
    asked: list[str] = []

    def units() -> Iterator[str]:
        for name in ("full", "mapped"):
            asked.append(name)
            yield unit_text(KINDS[name], Language(Code.EN), ALL.tolerance, alone=False)

    def closing() -> Closing:
        asked.append("closing")
        return Closing(tally([FULL, KINDS["mapped"]]), (), ())

    text = pieces(("a", "b"), Language(Code.EN), ALL, units(), closing)
    front, one, other = (next(text) for _ in range(3))
    assert front.endswith('"units": [')
    assert asked == ["full", "mapped"]
    assert "".join((front, one, other, *text)).endswith("}\n")
    assert asked == ["full", "mapped", "closing"]


def test_each_of_many_units_is_on_a_line_and_one_alone_can_be_read() -> None:
    many, alone = written([FULL, FULL], Language(Code.EN)), written([FULL], Language(Code.EN))
    lines = [line for line in many.splitlines() if line.startswith('    {"status"')]
    assert [json.loads(line.rstrip(",")) for line in lines] == json.loads(alone)["units"] * 2
    assert '\n      "status": "compared",\n' in alone
    assert alone == json.dumps(json.loads(alone), ensure_ascii=False, indent=2) + "\n"


def test_nothing_compared_is_an_empty_list() -> None:
    assert '"units": [],' in written([], Language(Code.EN))
    VALIDATOR.validate(data())


def test_the_same_comparisons_give_the_same_bytes() -> None:
    one, other = (written(list(KINDS.values()), Language(Code.VI)) for _ in range(2))
    assert one == other
    assert one.endswith("}\n")


def test_only_narrows_the_units_and_not_the_totals() -> None:
    everything, worse = data(*KINDS.values()), data(*KINDS.values(), wanted=Wanted("worse"))
    assert worse["totals"] == everything["totals"]
    assert [unit["worsened"] for unit in worse["units"]] == [True] * everything["totals"]["worsened"]
    VALIDATOR.validate(worse)


def test_a_file_of_no_known_unit_is_there_with_its_problem() -> None:
    (unit,) = data(NAMELESS)["units"]
    assert (unit["before"], unit["after"], unit["problems"][0]["line"]) == (None, None, 3)
