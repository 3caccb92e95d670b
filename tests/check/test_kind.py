"""Files of wardeval that are no assessments say so themselves."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ROOT, Run
from wardeval.check.kind import other_kind
from wardeval.language import Code, Language
from wardeval.sides.files import is_other
from wardeval.source import parse_source

ENGLISH = Language(Code.EN)


@pytest.mark.parametrize(
    ("kind", "says", "hint"),
    [
        ("criterion-set", "this is a criterion set, not an assessment", "“wardeval criteria lint a.yaml” checks it"),
        (
            "overlay",
            "this completes a criterion set and is not an assessment",
            "“wardeval criteria lint a.yaml” checks it",
        ),
        ("mapping", "this is a mapping between criterion sets, not an assessment", "“wardeval criteria lint a.yaml”"),
        (
            "cases",
            "these are the cases of a criterion set, not an assessment",
            "give it a name that ends in .cases.yaml",
        ),
        ("units", "this is a register of units, not an assessment", "“wardeval units show 1 --units a.yaml” checks it"),
        ("workspace", "these are the settings of a workspace, not an assessment", "leave it out"),
    ],
)
def test_another_kind(kind: str, says: str, hint: str) -> None:
    content = f"a: b\nformat: wardeval/{kind}/1\n".encode()
    assert is_other(content), "in a folder it is passed over"
    problem = other_kind(parse_source(content, "a.yaml"))
    assert problem is not None
    assert (problem.rule, str(problem.span), ENGLISH.text(problem.message)) == ("other-kind", "a.yaml:2:9", says)
    assert problem.hint is not None
    assert ENGLISH.text(problem.hint).startswith(hint)


@pytest.mark.parametrize(
    "text",
    [
        "format: wardeval/assessment/1",
        "format: wardeval/assessment/2",
        "format: wardeval/new-kind/1",
        "format: [wardeval/units/1]",
        "format:",
        "a: wardeval/units/1",
    ],
)
def test_an_assessment_and_what_is_not_known(text: str) -> None:
    assert other_kind(parse_source(text.encode(), "a.yaml")) is None


@pytest.mark.parametrize(
    ("name", "units", "command"),
    {
        "a unit of it": ("a.yaml", '[{id: "00070"}]', "wardeval units show 00070 --units a.yaml"),
        "a unit without an id": ("a.yaml", "[{name: x}]", "wardeval units show 1 --units a.yaml"),
        "an id with a blank": ("a.yaml", "[{id: a b}]", "wardeval units show 1 --units a.yaml"),
        "no units": ("a.yaml", "[]", "wardeval units show 1 --units a.yaml"),
        "a name with a blank": ("xã/đơn vị.yaml", "[]", 'wardeval units show 1 --units "xã/đơn vị.yaml"'),
    }.values(),
)
def test_a_register_is_read_by_asking_for_one_of_its_units(name: str, units: str, command: str) -> None:
    problem = other_kind(parse_source(f"format: wardeval/units/1\nunits: {units}\n".encode(), name))
    assert problem is not None
    assert problem.hint is not None
    assert problem.hint.arguments == {"command": command}


OTHERS = {
    "criterion-set": EXAMPLES / "criteria/vi-du-diem.yaml",
    "overlay": EXAMPLES / "criteria/tt-124-2021-xa-hu-cau.yaml",
    "mapping": ROOT / "criteria/mappings/qd-5764-2021--cap-kieu-mau-20-2024.yaml",
    "cases": ROOT / "criteria/tt-124-2021-xa.cases.yaml",
    "units": EXAMPLES / "units.yaml",
}


@pytest.mark.parametrize("path", OTHERS.values(), ids=OTHERS.keys())
def test_the_command_of_the_hint_works_as_it_stands(path: Path, run: Run, tmp_path: Path) -> None:
    name = f"tệp này{'.cases' if path.name.endswith('.cases.yaml') else ''}.yaml"
    (tmp_path / name).write_bytes(path.read_bytes())
    ran = run("check", name, folder=tmp_path)
    assert ran.code == 3
    command = shlex.split(ran.out.partition("“")[2].partition("”")[0])
    assert (command[0], command[-1]) == ("wardeval", name)
    assert run(*command[1:], folder=tmp_path).code == 0
