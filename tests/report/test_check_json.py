"""`wardeval/check/1`: every checkup keeps the schema, whatever names and texts are in it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from tests.conftest import ROOT, Golden
from tests.report.checkups import BY_ID, CLEAN, EMPTY, HOSTILE, NASTY, SMALL, many, of_texts
from wardeval import __version__
from wardeval.check.checkup import Checkup
from wardeval.check.rule import Family
from wardeval.language import Code, Language
from wardeval.problems import ExitCode
from wardeval.report import check_json
from wardeval.report.check_json import VERDICTS, render

SCHEMA = json.loads((ROOT / "src/wardeval/schemas/check-1.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
CHECKUPS = {"small": SMALL, "clean": CLEAN, "empty": EMPTY, "nasty": NASTY, "many": many(9, 200)}


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_json, "by_id", lambda: BY_ID)


def data(checkup: Checkup, code: Code = Code.EN) -> Any:
    found = json.loads(render(checkup, Language(code)).encode(), parse_float=_refuse)
    VALIDATOR.validate(found)
    return found


def _refuse(text: str) -> float:
    raise AssertionError(f"a float in the output: {text}")


@pytest.mark.parametrize("code", list(Code))
def test_json(golden: Golden, code: Code) -> None:
    text = render(SMALL, Language(code))
    golden(f"check-json.{code}.txt", text.replace(f'"version": "{__version__}"', '"version": "…"'))


def test_the_schema_is_one() -> None:
    VALIDATOR.check_schema(SCHEMA)


@pytest.mark.parametrize("code", list(Code))
@pytest.mark.parametrize("name", CHECKUPS)
def test_every_checkup_keeps_the_schema(name: str, code: Code) -> None:
    found = data(CHECKUPS[name], code)
    assert len(found["problems"]) == len(CHECKUPS[name].problems)
    assert len(found["files"]) == found["counts"]["files"] == len(CHECKUPS[name].files)
    assert found["language"] == code


def test_the_schema_knows_every_family_and_every_verdict() -> None:
    families = SCHEMA["$defs"]["problem"]["properties"]["family"]["enum"]
    assert families == [*(family.value for family in Family), None]
    assert SCHEMA["properties"]["verdict"]["enum"] == list(dict.fromkeys(VERDICTS.values()))
    assert set(SCHEMA["properties"]["code"]["enum"]) == set(VERDICTS)


@pytest.mark.parametrize("code", VERDICTS)
def test_the_verdict_is_that_of_the_exit_code(code: ExitCode) -> None:
    found = data(SMALL._replace(code=code))
    assert (found["code"], found["verdict"]) == (code, VERDICTS[code])


def test_counts() -> None:
    assert data(SMALL)["counts"] == {
        **{"files": 3, "errors": 3, "warnings": 1, "notes": 1},
        **{"failing": 4, "ignored": 1, "known": 2, "gone": 3},
    }


def test_what_is_not_known_is_null() -> None:
    found = data(SMALL)
    assert found["files"][2] == {"path": SMALL.files[2].name, "digest": None, "standing": None}
    whole, unknown = found["problems"][2], found["problems"][4]
    assert (whole["line"], whole["column"], whole["hint"]) == (None, None, None)
    assert (unknown["number"], unknown["family"]) == (None, None)


def test_a_rule_is_told_with_its_number_and_family() -> None:
    first = data(SMALL)["problems"][0]
    assert (first["rule"], first["number"], first["family"]) == ("fictional-gap", "299", "complete")
    assert first["keys"] == ["answers", "5.4.b"]


def test_fingerprints_are_the_same_in_each_language() -> None:
    english, vietnamese = (
        [found["fingerprint"] for found in data(SMALL, code)["problems"]] for code in (Code.EN, Code.VI)
    )
    assert english == vietnamese
    assert len({found["fingerprint"] for found in data(NASTY)["problems"]}) == len(NASTY.problems)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_read_again_as_it_is(text: str) -> None:
    found = data(of_texts([text]))
    said = text.replace("\udce9\ud800", "\\udce9\\ud800")  # half of a pair is no text; it is written out
    assert {found["files"][0]["path"], *(each["file"] for each in found["problems"])} == {said}
    assert {each["message"] for each in found["problems"]} == {said}
