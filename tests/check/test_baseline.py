"""Known problems: written and read again, from whatever folder; a file that is none is refused at its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wardeval.check.baseline import FORMAT, Baseline, Known, made, read_baseline, root_of, written
from wardeval.check.names import Names
from wardeval.language import Code, Language
from wardeval.problems import InputError, Problem, Span, say

ENGLISH = Language(Code.EN)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def problem(rule: str = "missing-answer", file: str = "a.yaml", key: str = "1", line: int = 3) -> Problem:
    return Problem(rule, say("{key} is missing", key=key), Span(file, line, 1), ("answers", key))


def always(rule: str, name: str) -> bool:
    return True


def reread(text: str, path: Path = Path("known.json")) -> tuple[Known, ...]:
    path.write_text(text, encoding="utf-8")
    return read_baseline(path, Path.cwd()).problems


def test_one_problem_a_line_sorted_and_the_same_whatever_the_order() -> None:
    problems = [problem(file="b.yaml"), problem("sum-differs"), problem(key="2"), problem()]
    text = written(made(problems, Path.cwd(), ENGLISH))
    assert text == written(made(problems[::-1], Path.cwd(), ENGLISH))
    lines = text.splitlines()
    assert (lines[0], lines[-1]) == ("{", "}")
    rows = [json.loads(line.rstrip(",")) for line in lines[3:-2]]
    assert [(row["file"], row["rule"]) for row in rows] == [
        *[("a.yaml", "missing-answer")] * 2,
        ("a.yaml", "sum-differs"),
        ("b.yaml", "missing-answer"),
    ]
    assert reread(text) == tuple(Known(**row) for row in rows)


def test_nothing_known_is_a_baseline_too() -> None:
    assert reread(written(made([], Path.cwd(), ENGLISH))) == ()


def test_known_problems_are_found_again_on_other_lines_in_another_language_and_from_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    baseline = made([problem(file="x/a.yaml")], tmp_path, Language(Code.VI))
    (tmp_path / "x").mkdir()
    for here, name in ((tmp_path, "x/a.yaml"), (tmp_path / "x", "a.yaml"), (tmp_path, str(tmp_path / "x/a.yaml"))):
        monkeypatch.chdir(here)
        compared = baseline.compare([problem(file=name, line=9)], [name], always)
        assert (compared.new, compared.known, compared.gone) == ((), 1, 0)


def test_another_problem_is_new_and_one_that_is_not_found_is_gone() -> None:
    baseline = made([problem(), problem(key="2")], Path.cwd(), ENGLISH)
    found = [problem(), problem(key="3")]
    compared = baseline.compare(found, ["a.yaml"], always)
    assert (compared.new, compared.known, compared.gone) == ((found[1],), 1, 1)


def test_of_several_things_told_together_only_more_are_new() -> None:
    def missing(*ids: str) -> Problem:
        message = say("{n} answers are missing: {ids}", n=len(ids), ids=ids)
        return Problem("missing-answer", message, Span("a.yaml", 6, 1), ("answers",), of=ids)

    known = Baseline(Path.cwd(), reread(written(made([missing("1", "2", "3")], Path.cwd(), ENGLISH))))
    for ids, is_known in (("123", True), ("13", True), ("4", False), ("124", False), ("1234", False)):
        compared = known.compare([missing(*ids)], ["a.yaml"], always)
        assert (compared.known, len(compared.new), compared.gone) == ((1, 0, 0) if is_known else (0, 1, 0))


def test_the_second_of_two_same_problems_is_new() -> None:
    baseline = made([problem()], Path.cwd(), ENGLISH)
    compared = baseline.compare([problem(), problem(line=9)], ["a.yaml"], always)
    assert [each.span.line for each in compared.new] == [9]


def test_only_what_was_looked_for_can_be_gone() -> None:
    Path("b.yaml").write_text("")
    baseline = made([problem(file=name) for name in ("a.yaml", "b.yaml", "c.yaml")], Path.cwd(), ENGLISH)
    assert baseline.compare([], ["a.yaml"], always).gone == 2  # c.yaml is not there any more
    assert baseline.compare([], ["a.yaml"], lambda rule, name: False).gone == 1


@pytest.mark.parametrize("rule", ["coverage-too-low", "unknown-id", "suspended-year", "set-file-name"])
def test_gates_and_what_makes_a_file_unusable_are_never_known(rule: str) -> None:
    never = problem(rule)
    baseline = made([never, problem()], Path.cwd(), ENGLISH)
    assert [each.rule for each in baseline.problems] == ["missing-answer"]
    assert baseline.compare([never, problem()], ["a.yaml"], always).new == (never,)
    older = reread(written(baseline).replace("missing-answer", rule))  # from a version that took them in
    kept = Baseline(Path.cwd(), older).apart_from([])
    Path("a.yaml").write_text("")
    assert made([], Path.cwd(), ENGLISH, kept).problems == ()


def test_problems_of_files_that_were_not_checked_are_kept() -> None:
    Path("b.yaml").write_text("")
    before = made([problem(file=name) for name in ("a.yaml", "b.yaml", "c.yaml")], Path.cwd(), ENGLISH)
    after = made([problem(key="2")], Path.cwd(), ENGLISH, before.apart_from(["a.yaml"]))
    assert [(each.file, each.message) for each in after.problems] == [
        ("a.yaml", "2 is missing"),
        ("b.yaml", "1 is missing"),
    ]


def test_names_that_are_no_text_are_kept() -> None:
    name = "\udcff.yaml"
    baseline = made([problem(file=name)], Path.cwd(), ENGLISH)
    text = written(baseline).encode(errors="backslashreplace").decode()
    assert reread(text) == baseline.problems


@pytest.mark.parametrize(
    ("text", "place"),
    {
        "nothing": ("", "1:1"),
        "no JSON": ("{\n  broken\n}", "2:3"),
        "an assessment": ("format: wardeval/assessment/1\n", "1:1"),
        "another format": ('{"format": "wardeval/check/1", "problems": []}', "1:1"),
        "no problems": (f'{{"format": "{FORMAT}"}}', "1:1"),
        "a list": ("[]", "1:1"),
        "a problem that is none": (
            f'{{\n  "format": "{FORMAT}",\n  "problems": [\n'
            '    {"fingerprint": "0", "rule": "sum", "file": "a.yaml", "message": ""},\n'
            '    {"fingerprint": 0, "rule": "sum", "file": "a.yaml", "message": ""}\n  ]\n}\n',
            "5:1",
        ),
        "deep": ("[" * 100_000, "1:1"),
        "large numbers": ('{"format": ' + "9" * 5000 + "}", "1:1"),
    }.values(),
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_what_is_no_baseline_is_refused_at_its_line(text: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        reread(text)
    (found,) = caught.value.problems
    assert (str(found.span), found.rule) == (f"known.json:{place}", "not-a-baseline")


def test_names_begin_at_the_workspace_around_the_file(tmp_path: Path) -> None:
    assert root_of(Path("known.json"), tmp_path / "elsewhere") == tmp_path / "elsewhere"
    (tmp_path / "wardeval.yaml").write_text("")
    assert root_of(Path(".wardeval/baseline.json"), tmp_path / "elsewhere") == tmp_path
    assert Names(tmp_path)("../outside.yaml") == "../outside.yaml"
