"""Every file of the project fits its schema, and every file that a schema can reject is rejected by it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.cli.test_bad_input import BAD
from tests.conftest import EXAMPLES, ROOT
from tests.schema.generic import FILES, READERS, errors, library, schema, yaml11
from wardeval.case import load_case
from wardeval.language import Code
from wardeval.load import build
from wardeval.mappings import load_mapping
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.settings import Settings
from wardeval.problems import InputError
from wardeval.report.schema import KINDS
from wardeval.source import read_source
from wardeval.trial.cases import read_cases
from wardeval.units.register import load_register

DATA = ROOT / "tests" / "data"
FORMATS = {f"wardeval/{kind}/1": kind for kind in KINDS}
SETS = sorted(path.stem for path in (ROOT / "criteria").glob("*.yaml") if not path.name.endswith(".cases.yaml"))
VALID = sorted(
    path
    for folder in (
        *(ROOT / "criteria", ROOT / "criteria/mappings", EXAMPLES, EXAMPLES / "criteria"),
        *(DATA / "lint").iterdir(),
        *(DATA / "lint-mapping").iterdir(),
    )
    for path in folder.glob("*.yaml")
)
INVALID = sorted((DATA / "invalid").iterdir())


def kind_of(data: Any) -> str:
    return FORMATS[data["format"]] if "format" in data else "workspace"


@pytest.mark.parametrize("code", Code)
@pytest.mark.parametrize("kind", [*KINDS, "result"])
def test_a_schema_is_valid_itself(kind: str, code: Code) -> None:
    Draft202012Validator.check_schema(schema(kind, code=code))


@pytest.mark.parametrize("set_id", [*SETS, "vi-du-diem"])
def test_the_schema_of_a_set_is_valid_itself(set_id: str) -> None:
    found = schema("assessment", set_id)
    Draft202012Validator.check_schema(found)
    assert found["$id"] == f"urn:wardeval:schema:assessment:1:{set_id}"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("path", VALID, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_fits_its_schema(path: Path, reader: str) -> None:
    data = READERS[reader](path.read_text("utf-8"))
    kind = kind_of(data)
    assert errors(data, kind) == []
    if kind == "assessment":
        name = data["set"] if data["set"] in [id_ for id_, _ in library().ids()] else None
        assert name is None or errors(data, kind, name) == []


NOT_BY_SCHEMA = {
    "a-needed-fact-is-left-empty": "a new file has it so, still to be filled in",
    "a-part-above-its-whole": "no schema compares two values",
    "more-excepted-than-happened": "no schema adds up",
    "points-between-steps-in-quotes": "a number in quotes is text, and text has no size",
    "points-above-the-most-in-quotes": "a number in quotes is text, and text has no size",
    "a-day-that-is-not-there": "how many days a month has is not written down a hundred times",
    "evidence-that-is-not-in-the-register": "no schema looks up what stands elsewhere in the file",
    "a-count-that-contradicts-the-answers": "no schema counts what is met",
    "a-number-in-two-readings": "without quotes, other programs read 3.000 as 3",
    "a-number-in-octal": "without quotes, other programs read 010 as 8 or 10",
    "a-word-that-yaml-takes-for-no": "YAML 1.1 reads off as it reads no",
    "an-id-written-twice": "other programs keep the last of two, or refuse the file before any schema",
    "a-set-that-is-not-there": "a schema does not know which sets there are",
    "a-file-outside-the-workspace": "a path is text",
    "an-id-used-twice": "no schema compares entries of lists",
    "a-rule-that-does-not-fit-its-measure": "what fits together is checked when the set is loaded",
    "a-group-that-is-not-there": "no schema looks up what stands elsewhere in the file",
    "a-row-that-is-not-there": "no schema looks up what stands elsewhere in the file",
    "a-share-for-a-number": "what fits together is checked when the set is loaded",
    "a-part-without-a-measure": "a part has the schema that it has in an overlay, where the set gives it the measure",
    "an-alias": "other programs follow it before any schema",
    "overlay-that-loosens": "no schema knows the set that is extended",
    "a-mapping-to-an-unknown-criterion": "no schema knows the two sets",
    "a-criterion-mapped-twice": "no schema compares entries of lists",
    "equal-criteria-that-are-not": "no schema knows the two sets",
    "two-units-of-one-id-on-one-day": "no schema compares entries of lists",
    "a-case-of-an-unknown-verdict": "the cases of all sets have one schema",
}
"""The files of tests/data/invalid that wardeval refuses and no schema can, each with the reason."""


def refused(kind: str, path: Path) -> bool:
    """Whether wardeval refuses a file."""
    try:
        match kind:
            case "assessment":
                load_case(path, library())
            case "cases":
                source = read_source(path)
                read_cases(source, library().load("tt-124-2021-xa"))
            case "mapping":
                load_mapping(path, library(), named=False)
            case "units":
                load_register(path)
            case "workspace":
                build(Settings, read_source(path))
            case _:
                library().load_file(path)
    except InputError:
        return True
    return False


@pytest.mark.parametrize("folder", INVALID, ids=lambda folder: folder.name)
def test_an_invalid_file_is_rejected_by_both(folder: Path) -> None:
    (path,) = folder.iterdir()
    kind = path.stem
    assert refused(kind, path)
    for read in (READERS["YAML 1.1"], READERS["YAML 1.2"]):
        data = read(path.read_text("utf-8"))
        known = kind == "assessment" and data.get("set") in ("tt-124-2021-xa", "vi-du-diem", "qd-9745-2022")
        rejected = bool(errors(data, kind, data["set"] if known else None))
        if read is READERS["YAML 1.1"]:
            assert rejected is (folder.name not in NOT_BY_SCHEMA), NOT_BY_SCHEMA.get(folder.name)
        else:  # what 1.1 cannot see, 1.2 sees at times
            assert rejected or folder.name in NOT_BY_SCHEMA


def test_there_are_enough_of_them_and_every_reason_has_its_file() -> None:
    names = {folder.name for folder in INVALID}
    assert len(names - NOT_BY_SCHEMA.keys()) >= 40
    assert NOT_BY_SCHEMA.keys() <= names


NOT_READ = {"empty", "binary", "utf-16", "not utf-8", "10 MB", "deep", "billion laughs", "tab"}
"""Files of tests/cli/test_bad_input.py that never get as far as a schema."""
NOT_SEEN = {
    "duplicate key": "other programs keep the last of two",
    "hexadecimal": "without quotes, other programs read 16",
    "5,000 digits": "a number has no length in JSON",
    "octal": "without quotes, other programs read 8 or 10",
    "part above whole": "no schema compares two values",
    "31 February": "how many days a month has is not written down a hundred times",
    "a boolean of YAML 1.1": "YAML 1.1 reads off as it reads no",
    "evidence that is not there": "no schema looks up what stands elsewhere in the file",
    "a set that is not there": "a schema does not know which sets there are",
}


@pytest.mark.parametrize("name", sorted(BAD.keys() - NOT_READ))
def test_a_bad_file_of_the_command_line(name: str) -> None:
    text = BAD[name][0].decode()
    try:
        data = yaml11(text)
    except (yaml.YAMLError, ValueError):
        assert name in NOT_SEEN
        return
    known = isinstance(data, dict) and data.get("set") in ("tt-124-2021-xa", "qd-9745-2022")
    assert bool(errors(data, "assessment", data["set"] if known else None)) is (name not in NOT_SEEN)


@pytest.mark.parametrize(
    "path",
    sorted(path for name in ("overlay", "cases") for path in (DATA / name).rglob("*.yaml")),
    ids=lambda path: path.name,
)
def test_what_is_read_of_the_other_test_data_fits_its_schema(path: Path) -> None:
    try:
        source = read_source(path)
        assert isinstance(source.data, dict)
        kind = kind_of(source.data)
        build(FILES[kind], source)
    except InputError:
        return
    assert errors(yaml11(path.read_text("utf-8")), kind) == []


def test_whatever_lint_complains_of_is_valid_in_form() -> None:
    for path in (DATA / "lint").rglob("*.yaml"):
        assert build(CriterionSet, read_source(path))
