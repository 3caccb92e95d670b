"""`wardeval schema` writes what editors and validators need, in both languages, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from wardeval.cli.schema import KINDS
from wardeval.report.schema import NAMES


def test_the_command_knows_every_kind() -> None:
    assert set(KINDS.split("|")) == set(NAMES)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", NAMES)
def test_a_schema_is_written(kind: str, lang: str, run: Run) -> None:
    ran = run("schema", kind, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert ran.out == json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def test_the_schema_of_results_is_the_one_that_results_have(run: Run) -> None:
    assert run("schema", "result").out == (ROOT / "src/wardeval/schemas/result-1.json").read_text("utf-8")


def test_ids_are_names_and_no_addresses(run: Run) -> None:
    assert json.loads(run("schema", "assessment").out)["$id"] == "urn:wardeval:schema:assessment:1"
    assert (
        json.loads(run("schema", "assessment", "--set", "tt-124-2021-xa").out)["$id"]
        == "urn:wardeval:schema:assessment:1:tt-124-2021-xa"
    )


@pytest.mark.parametrize("name", ["tt-124-2021-xa", "criteria/tt-124-2021-xa.yaml"])
def test_a_set_by_its_id_or_its_file(name: str, run: Run) -> None:
    found = json.loads(run("schema", "assessment", "--set", name).out)
    answers = found["$defs"]["answers"]
    assert answers["additionalProperties"] is False
    assert list(answers["properties"])[:2] == ["5.1.a", "5.1.b"]
    assert found["properties"]["set"]["enum"][0] == "tt-124-2021-xa"


def test_descriptions_speak_the_language_that_is_asked_for(run: Run) -> None:
    said = {}
    for lang in ("vi", "en"):
        found = json.loads(run("schema", "assessment", "--set", "tt-124-2021-xa", "--lang", lang).out)
        said[lang] = found["$defs"]["answers"]["properties"]["5.4.b"]["description"]
    assert "required: at least 70%" in said["en"].splitlines()
    assert said["vi"].splitlines()[0].startswith("Số ")


def test_into_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bai.schema.json"
    ran = run("schema", "assessment", "-o", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert path.read_text("utf-8") == run("schema", "assessment").out


def test_never_over_a_set(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "thu.yaml"
    path.write_bytes((ROOT / "criteria" / "tt-124-2021-xa.yaml").read_bytes())
    before = path.read_bytes()
    ran = run("schema", "assessment", "--set", str(path), "-o", str(path))
    assert ran.code == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, ""),
        (("assesment",), 2, "assessment"),
        (("cases", "--set", "tt-124-2021-xa"), 2, "--set goes with “assessment” only"),
        (("assessment", "--set", "tt-124-2021-xaa"), 3, "tt-124-2021-xa"),
        (("assessment", "--set", "khong-co.yaml"), 3, "khong-co.yaml"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done(arguments: tuple[str, ...], code: int, said: str, run: Run) -> None:
    ran = run("schema", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
