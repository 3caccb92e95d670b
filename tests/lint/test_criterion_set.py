from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardeval.engine.context import Context
from wardeval.engine.result import NodeResult
from wardeval.engine.score import score
from wardeval.language import Code, Language
from wardeval.library import Library, LoadedSet, built_in, places
from wardeval.lint import (
    set_bands,
    set_declared,
    set_points,
    set_requirements,
    set_sources,
    set_texts,
    set_verdicts,
)
from wardeval.lint.criterion_set import RULES, lint_set
from wardeval.lint.set_points import most
from wardeval.load import build, refuse_mistakes
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.structure import structure_mistakes
from wardeval.rule import Rule
from wardeval.source import parse_source

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "lint"
CASES = sorted(DATA.glob("*/*.yaml"))
BUILT_IN = [
    path
    for folder in (built_in(), ROOT / "examples" / "criteria")
    for path in sorted(folder.glob("*.yaml"))
    if not path.stem.endswith(".cases")
]
EXPECT = "# expect: "


def load(path: Path) -> LoadedSet:
    return Library(places(None, {})).load_file(path)


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", CASES, ids=name_of)
def test_file_has_exactly_the_problems_it_expects(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    expected = [line.removeprefix(EXPECT) for line in lines if line.startswith(EXPECT)]
    found = [f"{problem.rule} {problem.span.line}" for problem in lint_set(load(path))]
    assert found == expected


@pytest.mark.parametrize("path", CASES, ids=name_of)
def test_failing_file_fails_by_the_rule_of_its_folder_only(path: Path) -> None:
    found = {problem.rule for problem in lint_set(load(path))}
    assert found == ({path.parent.name} if path.stem.startswith("failing-") else set())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_a_failing_and_a_passing_file_and_a_manual(rule: Rule[LoadedSet]) -> None:
    stems = {path.stem for path in (DATA / rule.id).glob("*.yaml")}
    assert {"failing-1", "passing-1"} <= stems
    assert rule.manual.partition("\n")[0].endswith(".")


def test_every_folder_is_a_rule_and_every_rule_is_listed_once() -> None:
    modules = (set_bands, set_points, set_requirements, set_verdicts, set_declared, set_sources, set_texts)
    written = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    assert {path.name for path in DATA.iterdir()} == {rule.id for rule in RULES}
    assert sorted(rule.id for rule in written) == sorted(rule.id for rule in RULES)


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.stem)
def test_built_in_set_is_clean(path: Path) -> None:
    assert [(problem.rule, problem.span.line) for problem in lint_set(load(path))] == []


@pytest.mark.parametrize("path", CASES, ids=name_of)
def test_every_problem_has_a_sentence_and_a_hint(path: Path) -> None:
    english = Language(Code.EN)
    for problem in lint_set(load(path)):
        for message in (problem.message, problem.hint):
            assert message is not None
            text = english.text(message)
            assert text
            assert not text.endswith(".")


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.stem)
def test_most_points_are_those_that_the_engine_finds(path: Path) -> None:
    loaded = load(path)
    open_: list[NodeResult] = list(score(Context(loaded.criteria, 2023, {}, {}, others=loaded.others), "self").nodes)
    for result in open_:
        open_.extend(result.children)
        known = most(result.node)
        assert known is None or known == result.outcome.possible, result.node.id


HEAD = """\
format: wardeval/criterion-set/1
id: thu
title: {vi: Thử, en: Test}
basis: {number: null, issuer: wardeval}
units: [phuong]
completeness: complete
sources: {S: {title: S, kind: official-text}}
verdicts:
  - {id: dat, title: {vi: Đạt, en: Reached}, when: [{total: {at-least: 1}}]}
  - {id: chua-dat, title: {vi: Chưa đạt, en: Not reached}}
total: {max: 100}
criteria:
  - id: "1"
    ask: {vi: Hỏi, en: Asked}
    source: S
    attested: official-text
    measure: MEASURE
    points:
      bands:
"""


def problems_of_bands(measure: str, bands: list[str]) -> list[str]:
    text = HEAD.replace("MEASURE", measure) + "".join(f"        - {{{band}}}\n" for band in bands)
    source = parse_source(text.encode(), "thu.yaml")
    criteria = build(CriterionSet, source)
    refuse_mistakes(structure_mistakes(criteria), source)
    found = [problem.rule for problem in lint_set(LoadedSet(criteria, source, "file"))]
    return [rule for rule in found if rule != "total-differs-from-criteria"]


@st.composite
def complete_bands(draw: st.DrawFn) -> tuple[str, str, list[tuple[str, str]]]:
    """A measure, its sign of a share, and the ends of ordered bands, none empty, each end in one band only."""
    measure, sign, most_ = draw(st.sampled_from([("ratio", "%", 33), ("count", "", 150), ("amount", "", 150)]))
    cuts = sorted(3 * cut for cut in draw(st.sets(st.integers(1, most_), min_size=1, max_size=6)))
    above = [draw(st.booleans()) for _ in cuts]
    ends = []
    for index in range(len(cuts) + 1):
        low = f"{'above' if above[index - 1] else 'from'}: {cuts[index - 1]}{sign}" if index else ""
        high = f"{'to' if above[index] else 'below'}: {cuts[index]}{sign}" if index < len(cuts) else ""
        ends.append((low, high))
    return measure, sign, ends


def written(ends: list[tuple[str, str]]) -> list[str]:
    return [", ".join(part for part in (*pair, f"points: {index}") if part) for index, pair in enumerate(ends)]


@given(complete_bands())
def test_complete_bands_are_never_reported(ladder: tuple[str, str, list[tuple[str, str]]]) -> None:
    measure, _, ends = ladder
    bands = written(ends)
    assert problems_of_bands(measure, bands) == []
    assert problems_of_bands(measure, bands[::-1]) == []


@given(complete_bands(), st.data())
def test_a_band_taken_away_is_a_gap(ladder: tuple[str, str, list[tuple[str, str]]], data: st.DataObject) -> None:
    measure, _, ends = ladder
    bands = written(ends)
    del bands[data.draw(st.integers(0, len(bands) - 1))]
    assert problems_of_bands(measure, bands) == ["band-gap"]


@given(complete_bands(), st.data())
def test_a_band_made_wider_overlaps(ladder: tuple[str, str, list[tuple[str, str]]], data: st.DataObject) -> None:
    measure, sign, ends = ladder
    index = data.draw(st.integers(1, len(ends) - 1))
    ends[index] = (f"from: 0{sign}", ends[index][1])
    assert "band-overlap" in problems_of_bands(measure, written(ends))
