"""What `check:` in wardeval.yaml may say, and how mistakes in it are told."""

from __future__ import annotations

import pytest

from wardeval.language import Code, Language
from wardeval.load import build
from wardeval.model.settings import CheckSettings, Settings
from wardeval.problems import InputError
from wardeval.source import parse_source

ENGLISH = Language(Code.EN)


def read(text: str) -> Settings:
    return build(Settings, parse_source(text.encode(), "wardeval.yaml"))


def check(text: str) -> CheckSettings:
    found = read(f"check:\n{text}").check
    assert found is not None
    return found


def test_nothing_said() -> None:
    assert read("language: vi\n").check is None
    assert read("check:\n").check is None
    said = check("  ignore: []\n")
    assert (said.select, said.ignore, said.severity, said.per_path) == (("all",), (), {}, ())


def test_everything_said() -> None:
    said = check(
        "  select: [form, 201]\n"
        "  ignore: round-numbers\n"
        "  severity: {missing-answer: error, plausible: note}\n"
        "  per-path:\n"
        '    - {paths: ["assessments/2023/**", nhap/*.yaml], ignore: [complete], severity: {201: note}}\n'
        "    - {paths: cu/}\n"
    )
    assert said.select == ("form", "201")
    assert said.ignore == ("round-numbers",)
    assert said.severity == {"missing-answer": "error", "plausible": "note"}
    first, second = said.per_path
    assert first.paths == ("assessments/2023/**", "nhap/*.yaml")
    assert (first.ignore, first.severity) == (("complete",), {"201": "note"})
    assert (second.paths, second.ignore, second.severity) == (("cu/",), (), {})


MISTAKES = {
    "another severity": ("  severity: {a: fatal}\n", "2:17", "one of these is expected here: error; warning; note"),
    "no word for off": ("  severity: {a: off}\n", "2:17", "one of these is expected here: error; warning; note"),
    "no mapping": ("  severity: [a]\n", "2:13", "a mapping of keys and values is expected here"),
    "no id": ("  ignore: [a b]\n", "2:12", "an id is expected here"),
    "an unknown key": ("  selects: [a]\n", "2:3", "the key “selects” is not known here"),
    "without paths": ("  per-path:\n    - {ignore: [a]}\n", "3:7", "the key “paths” is missing here"),
    "an absolute path": (
        "  per-path:\n    - {paths: [/srv/x]}\n",
        "3:16",
        "a pattern for files inside the workspace is expected here",
    ),
    "outside": (
        "  per-path:\n    - {paths: [../x]}\n",
        "3:16",
        "a pattern for files inside the workspace is expected here",
    ),
    "backslashes": (
        "  per-path:\n    - {paths: ['a\\b']}\n",
        "3:16",
        "a pattern for files inside the workspace is expected here",
    ),
    "an empty pattern": ("  per-path:\n    - {paths: ['']}\n", "3:16", "text is expected here"),
}


@pytest.mark.parametrize(("text", "place", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_at_its_line(text: str, place: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        check(text)
    (problem,) = caught.value.problems
    assert (str(problem.span), ENGLISH.text(problem.message)) == (f"wardeval.yaml:{place}", said)
