"""Cases beside a set: tried on the same way as an assessment file, and compared with what they have to come to."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.building import assessment, full_set
from tests.conftest import ROOT, Run
from wardeval.case import load_case
from wardeval.library import Library, Place
from wardeval.problems import InputError
from wardeval.trial.cases import Kind, SetTrial, cases_beside, try_set

DATA = ROOT / "tests" / "data" / "cases"
SHARE = "{id: a, measure: ratio, met: {at-least: 70%}}"
FILES = sorted(path.name.removesuffix(".cases.yaml") for path in DATA.glob("*.cases.yaml"))
SETS = sorted(path.stem for path in (ROOT / "criteria").glob("*.yaml") if not path.stem.endswith(".cases"))
SCHEMA = json.loads((ROOT / "src/wardeval/schemas/criteria-test-1.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_the_folder_says_what_it_is_for(name: str, run: Run, request: pytest.FixtureRequest) -> None:
    ran = run("criteria", "test", f"tests/data/cases/{name}.cases.yaml")
    text = f"exit code {ran.code}\n--- stdout\n{ran.out}--- stderr\n{ran.err}"
    expected = DATA / f"{name}.txt"
    if request.config.getoption("--update"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8"), f"{expected} differs; look at it, then run pytest --update"


def test_nothing_in_the_folder_is_unused() -> None:
    assert {path.name for path in DATA.iterdir()} == {
        "thu.yaml",
        *(f"{name}{end}" for name in FILES for end in (".cases.yaml", ".txt")),
    }


def tried(tmp_path: Path, cases: str, body: str = f"criteria: [{SHARE}]") -> SetTrial:
    (tmp_path / "thu.yaml").write_text(full_set(body), encoding="utf-8")
    path = tmp_path / "thu.cases.yaml"
    path.write_text(f"format: wardeval/cases/1\nset: thu\n{cases}\n", encoding="utf-8")
    loaded = Library((Place("workspace", tmp_path),)).load("thu")
    assert cases_beside(loaded) == path
    return try_set(loaded, path)


@pytest.mark.parametrize("answer", ["7/10", "69/100", "{part: 7, whole: 10}", "70%", "8/7", "0/0", "", "[x]"])
def test_a_case_is_read_as_an_assessment_file_is(answer: str, tmp_path: Path) -> None:
    found = tried(tmp_path, f"cases: [{{id: x, period: 2024, answers: {{a: {answer}}}, expect: {{verdict: dat}}}}]")
    path = tmp_path / "bai.yaml"
    text = assessment({}).replace("answers: {}", f"answers: {{a: {answer}}}")
    path.write_text(text, encoding="utf-8")
    library = Library((Place("workspace", tmp_path),))
    if found.mistakes:
        with pytest.raises(InputError) as error:
            load_case(path, library)
        assert [item.message for item in found.mistakes] == [item.message for item in error.value.problems]
        return
    result = load_case(path, library).results["self"]
    verdict = result.reached.id if result.reached else result.status.value
    assert found.failed == (verdict != "dat")
    if found.failed:
        assert found.failures[0].message.arguments["difference"].arguments["found"] == verdict


def test_a_decimal_in_braces_is_told_in_a_case_as_well(tmp_path: Path) -> None:
    body = 'total: {max: 9}\ncriteria: [{id: "2", measure: points, max: 9}, {id: "5", measure: met, points: 0}]'
    found = tried(tmp_path, "cases:\n- {id: x, period: 2024, answers: {2: 3,5}, expect: {verdict: xong}}", body)
    assert [problem.rule for problem in found.mistakes] == ["comma-in-braces"]


def test_a_row_needs_only_the_facts_of_its_own_leaf(tmp_path: Path) -> None:
    body = (
        "facts: {vung: {title: V, is: one-of, of: [x, y]}}\n"
        "criteria:\n"
        "- {id: a, measure: count, met: {at-least: {by: vung, table: {x: 1, y: 2}}}}\n"
        "- {id: b, measure: count, met: {at-least: 1}}\n"
    )
    rows = "leaves: {a: [{answer: 1, met: yes}, {answer: 1, facts: {vung: y}, met: no}], b: [{answer: 1, met: yes}]}"
    found = tried(tmp_path, rows, body)
    assert [problem.rule for problem in found.mistakes] == ["missing-fact"]
    assert (found.count(Kind.ANSWER), found.failed) == (2, 0)


def test_what_is_expected_has_to_be_exactly_so(tmp_path: Path) -> None:
    body = "total: {max: 6}\ncriteria: [{id: a, measure: ratio, points: {proportional: 6}}]"
    rows = (
        'leaves: {a: [{answer: 1/3, points: 2}, {answer: 333/1000, points: "1,9980"}, {answer: 333/1000, points: 2}]}'
    )
    found = tried(tmp_path, rows, body)
    assert [trial.passed for trial in found.trials if trial.kind is Kind.ANSWER] == [True, True, False]


def test_a_range_is_not_met_by_a_number_inside_it(tmp_path: Path) -> None:
    body = "total: {max: 3}\ncriteria: [{id: a, measure: points, max: 3}]"
    cases = (
        "cases:\n"
        "- {id: x, period: 2024, answers: {a: 2}, expect: {total: {least: 0, most: 3}}}\n"
        "- {id: y, period: 2024, answers: {}, expect: {total: {least: 0, most: 3}, points: {a: {least: 0, most: 3}}}}\n"
        "- {id: z, period: 2024, answers: {}, expect: {total: 0}}\n"
    )
    found = tried(tmp_path, cases, body)
    assert [trial.passed for trial in found.trials if trial.kind is Kind.CASE] == [False, True, False]


def test_a_total_that_is_not_public_is_unknown_and_nothing_else(tmp_path: Path) -> None:
    leaves = "[{id: a, measure: count, max: 4, points: unknown}, {id: b, measure: met, points: 5}]"
    body = f"total: {{max: 9}}\ncriteria: {leaves}\n"
    cases = (
        "cases:\n"
        "- {id: x, period: 2024, answers: {a: 1, b: đạt}, expect: {total: unknown, points: {a: unknown, b: 5}}}\n"
        "- {id: y, period: 2024, answers: {a: 1, b: đạt}, expect: {total: {least: 5, most: 9}}}\n"
        "- {id: z, period: 2024, answers: {a: 1, b: đạt}, expect: {points: {b: unknown}}}\n"
    )
    found = tried(tmp_path, cases, body)
    assert [trial.passed for trial in found.trials if trial.kind is Kind.CASE] == [True, False, False]


@pytest.mark.parametrize("id_", SETS)
def test_every_built_in_set_has_cases_and_all_come_out(id_: str) -> None:
    loaded = Library((Place("built-in", ROOT / "criteria"),)).load(id_)
    found = try_set(loaded, cases_beside(loaded))
    assert found.mistakes == ()
    assert [str(failure.span) for failure in found.failures] == []
    assert found.count(Kind.CASE)


def test_everything_is_tried_at_once_and_counted(run: Run) -> None:
    ran = run("criteria", "test")
    assert (ran.code, ran.err) == (0, "")
    assert f"{len(SETS)} sets: " in ran.out
    assert "no cases" not in ran.out


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", ["passing", "differing", "unreadable"])
def test_json_keeps_its_schema(name: str, lang: str, run: Run) -> None:
    ran = run("criteria", "test", "--format", "json", f"tests/data/cases/{name}.cases.yaml", "nothing", lang=lang)
    data = json.loads(ran.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert ran.code == 3
    (found,) = data["sets"]
    assert (found["failed"] > 0, bool(found["mistakes"])) == (name == "differing", name == "unreadable")
    assert [problem["rule"] for problem in data["problems"]] == ["unknown-set"]


@pytest.mark.parametrize(
    "what", ["thu", "thu.yaml", "thu.cases.yaml", ".", "thu.yaml thu.cases.yaml"], ids=lambda what: what
)
def test_a_set_is_tried_once_however_it_is_named(what: str, run: Run, tmp_path: Path) -> None:
    for name, target in (("thu.yaml", "thu.yaml"), ("passing.cases.yaml", "thu.cases.yaml")):
        (tmp_path / "criteria").mkdir(exist_ok=True)
        (tmp_path / "criteria" / target).write_bytes((DATA / name).read_bytes())
    (tmp_path / "wardeval.yaml").write_text("language: en\n", encoding="utf-8")
    (tmp_path / "criteria" / "bai.yaml").write_text(assessment({}), encoding="utf-8")
    words = what.split() if what == "thu" else [f"criteria/{word}" for word in what.split()]
    ran = run("criteria", "test", *words, folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "1 set: 6 cases, 8 single answers" in ran.out


def test_a_set_without_cases_is_named_and_its_boundaries_are_tried(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thu.yaml").write_bytes((DATA / "thu.yaml").read_bytes())
    ran = run("criteria", "test", "thu.yaml", folder=tmp_path)
    assert ran.code == 0
    assert "no cases: thu" in ran.out
    assert "0 cases, 0 single answers, 21 boundaries: all as expected" in ran.out


def test_verbose_shows_every_case_with_its_reason(run: Run) -> None:
    ran = run("criteria", "test", "-v", "tests/data/cases/passing.cases.yaml")
    for text in ("du-diem: Enough points", "10 + 4 + 2 + 3 = 19", "“2”: 1 → 2 of 4 points", "“1”: 6 boundaries"):
        assert text in ran.out


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("width", [80, 140])
def test_no_line_of_the_table_is_too_wide(lang: str, width: int, run: Run) -> None:
    ran = run("criteria", "test", "-v", "--width", str(width), "qd-25-2021", "tt-124-2021-xa", lang=lang)
    assert max(map(len, ran.out.splitlines())) <= width


def test_a_folder_without_sets_is_a_wrong_command_line(run: Run, tmp_path: Path) -> None:
    assert run("criteria", "test", str(tmp_path)).code == 2
    assert run("criteria", "test", str(tmp_path / "x.yaml")).code == 3
    assert run("criteria", "test", "--format", "markdown").code == 2


def test_an_overlay_has_cases_of_its_own(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARDEVAL_CRITERIA", str(tmp_path))
    (tmp_path / "thu.yaml").write_text(full_set(f"criteria: [{SHARE}]"), encoding="utf-8")
    overlay = (
        "format: wardeval/overlay/1\nid: thu-them\nextends: thu\n"
        "basis: {number: 1/QĐ-UBND, issuer: Thử, issued: 01/01/2024}\n"
        "sources: {H: {title: Thử, kind: official-text}}\n"
        "criteria: [{id: a, met: {at-least: 80%}},"
        " {id: b, ask: Thêm, measure: met, source: H, attested: official-text}]\n"
    )
    cases = (
        "format: wardeval/cases/1\nset: thu-them\n"
        "cases: [{id: x, period: 2024, answers: {a: 8/10},"
        " expect: {verdict: undecided, criteria-met: {least: 1, most: 2}}}]\n"
        "leaves: {a: [{answer: 79/100, met: no}, {answer: 8/10, met: yes}]}\n"
    )
    for name, text in (("thu-them.yaml", overlay), ("thu-them.cases.yaml", cases), ("wardeval.yaml", "language: en\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    for what in ("thu-them.cases.yaml", "thu-them.yaml"):
        ran = run("criteria", "test", what, folder=tmp_path)
        assert (ran.code, ran.err) == (0, "")
        assert "1 set: 1 case, 2 single answers, 3 boundaries" in ran.out
