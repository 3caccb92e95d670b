"""What a check found as JUnit XML: the schema of Jenkins holds for it, and other readers count what was meant."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import junitparser
import pytest
import xmlschema

from tests.conftest import ROOT, Golden
from tests.report.checkups import BROKEN, CLEAN, CLEAN_FILE, EMPTY, GOOD, HOSTILE, NASTY, SMALL, many, of_texts
from wardeval.check.checkup import Checkup
from wardeval.language import Code, Language
from wardeval.problems import Severity
from wardeval.report.check_junit import render
from wardeval.report.check_paths import Checkout, repository_path
from wardeval.report.foreign import visible

ENGLISH = Language(Code.EN)
SCHEMA = xmlschema.XMLSchema(str(ROOT / "tests" / "data" / "schemas" / "junit-10.xsd"))
CHECKUPS = {"small": SMALL, "clean": CLEAN, "empty": EMPTY, "nasty": NASTY, "many": many(9, 200)}


def cases(checkup: Checkup) -> dict[str, junitparser.TestCase]:
    """The test cases by their names, as another program reads them."""
    text = render(checkup, ENGLISH)
    SCHEMA.validate(io.BytesIO(text.encode()))
    (suite,) = junitparser.JUnitXml.fromstring(text.encode())
    return {case.name: case for case in suite}


@pytest.mark.parametrize("code", list(Code))
def test_junit(golden: Golden, code: Code) -> None:
    golden(f"check-junit.{code}.txt", render(SMALL, Language(code)))


@pytest.mark.parametrize("code", list(Code))
@pytest.mark.parametrize("name", CHECKUPS)
def test_every_checkup_keeps_the_schema(name: str, code: Code) -> None:
    SCHEMA.validate(io.BytesIO(render(CHECKUPS[name], Language(code)).encode()))


def test_a_file_fails_passes_or_cannot_be_judged() -> None:
    found = cases(SMALL)
    assert list(found) == [GOOD, CLEAN_FILE, BROKEN, "criteria/bo.yaml"]
    kinds = {name: [type(result).__name__ for result in case.result] for name, case in found.items()}
    assert kinds == {GOOD: ["Failure"], CLEAN_FILE: [], BROKEN: ["Error"], "criteria/bo.yaml": ["Failure"]}


@pytest.mark.parametrize("name", CHECKUPS)
def test_the_numbers_are_those_of_the_cases(name: str) -> None:
    text = render(CHECKUPS[name], ENGLISH)
    read = junitparser.JUnitXml.fromstring(text.encode())
    stated = [(each.tests, each.failures, each.errors) for each in (read, *read)]
    read.update_statistics()  # type: ignore[no-untyped-call] # of junitparser
    assert stated == [(each.tests, each.failures, each.errors) for each in (read, *read)]


def test_what_does_not_fail_is_told_without_a_failure() -> None:
    case = cases(SMALL)[GOOD]
    assert "“evidence” is missing" in str(case.system_out)
    assert "“evidence” is missing" not in case.result[0].text
    strict = cases(SMALL._replace(fail_on=Severity.ERROR))[GOOD]
    assert "14/15" in str(strict.system_out)
    assert "“5.4.c”" in strict.result[0].text


def test_a_failure_tells_all_problems_of_the_file_and_how_many() -> None:
    (failure,) = cases(SMALL)[GOOD].result
    assert failure.type == "wardeval.fictional-gap"
    assert failure.message.endswith("or 14/15 (and 1 more problem)")
    assert failure.text.count("\n") == 2
    assert failure.text.startswith(f"{GOOD}:3:10: warning: ")


def test_a_file_with_notes_alone_passes() -> None:
    notes = SMALL._replace(problems=tuple(each for each in SMALL.problems if each.severity is Severity.NOTE))
    case = cases(notes)[GOOD]
    assert not case.result
    assert case.system_out


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_read_again_as_it_is_shown(text: str) -> None:
    root = ElementTree.fromstring(render(of_texts([text]), ENGLISH).encode())
    (case,) = root.iter("testcase")
    (failure,) = case.iter("failure")
    name, shown = (visible(seen).replace("\uffff\ufffe", "\\uffff\\ufffe") for seen in (repository_path(text), text))
    assert case.get("name") == name
    assert str(failure.get("message")).startswith(f"{shown}; {shown}" if text.strip() else " ")
    assert "[[ATTACHMENT|" not in str(case.findtext("system-out"))
    assert {each.tag for each in root.iter()} == {"testsuites", "testsuite", "testcase", "failure", "system-out"}


def test_a_file_is_named_from_the_root_of_the_repository() -> None:
    root = ElementTree.fromstring(render(CLEAN, ENGLISH, Checkout("/repo", "/repo/b")).encode())
    (case,) = root.iter("testcase")
    assert (case.get("name"), case.get("classname")) == (f"b/{GOOD}", "wardeval.check")
