"""Which sets exist, and what one set takes over from others."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.building import NO, OPEN, YES, exactly, full_set, met_of, one, points_of, score_of
from wardeval.language import Code, Language
from wardeval.library import Library, LoadedSet, Place, built_in, places
from wardeval.problems import InputError, Problem, Span

ENGLISH = Language(Code.EN)
MET = one("measure: met")


def library(folder: Path, **sets: str) -> Library:
    """A library of one folder, with sets by their ids, `_` for `-`."""
    write(folder, {id_.replace("_", "-"): body for id_, body in sets.items()})
    return Library((Place("workspace", folder),))


def write(folder: Path, sets: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for id_, body in sets.items():
        (folder / f"{id_}.yaml").write_text(full_set(body, id_), encoding="utf-8")


def refused(sets: Library, id_: str = "thu") -> Problem:
    with pytest.raises(InputError) as caught:
        sets.load(id_)
    (problem,) = caught.value.problems
    return problem


def said(problem: Problem) -> tuple[str, str]:
    return ENGLISH.text(problem.message), "" if problem.hint is None else ENGLISH.text(problem.hint)


def pointed_at(problem: Problem, length: int = 12) -> str:
    """What stands in the file where a problem is told."""
    path = Path(problem.span.file)
    line = path.read_text(encoding="utf-8").splitlines()[problem.span.line - 1]
    return f"{path.stem}: {line[problem.span.column - 1 :][:length]}"


# folders and ids


def test_sets_are_found_by_the_names_of_their_files(tmp_path: Path) -> None:
    sets = library(tmp_path, b=MET, a_1=MET)
    (tmp_path / "a-1.cases.yaml").write_text("cases", encoding="utf-8")
    (tmp_path / "ghi-chu.txt").write_text("ghi chú", encoding="utf-8")
    assert [id_ for id_, _ in sets.ids()] == ["a-1", "b"]
    assert sets.load("a-1").criteria.id == "a-1"
    assert sets.load("a-1") is sets.load("a-1")


def test_a_set_that_cannot_be_used_is_read_once_and_told_every_time(tmp_path: Path) -> None:
    sets = library(tmp_path, thu="criteria: []\n")
    first = refused(sets)
    write(tmp_path, {"thu": MET})
    assert refused(sets) == first
    assert Library(sets.folders).load("thu").criteria.id == "thu"


def test_the_families_are_looked_for_once(tmp_path: Path) -> None:
    sets = library(tmp_path, cu=f"family: chuan\n{MET}")
    assert sets.families() == {"chuan": ["cu"]}
    write(tmp_path, {"moi": f"family: chuan\n{MET}"})
    assert sets.families() == {"chuan": ["cu"]}
    assert Library(sets.folders).families() == {"chuan": ["cu", "moi"]}


def test_a_folder_that_is_not_there_has_no_sets(tmp_path: Path) -> None:
    assert list(Library((Place("environment", tmp_path / "none"),)).ids()) == []


@pytest.mark.parametrize(
    ("wrong", "hint"),
    {
        "case": ("TT-124-2021-XA", "did you mean “tt-124-2021-xa”?"),
        "slip of a finger": ("tt-124-2021-xaa", "did you mean “tt-124-2021-xa”?"),
        "a part of the id": ("5764", "did you mean “qd-5764-2021”?"),
        "nothing like it": ("zzz", "“wardeval criteria list” shows the sets there are"),
    }.values(),
)
def test_a_set_that_is_not_there(wrong: str, hint: str, tmp_path: Path) -> None:
    sets = library(tmp_path, tt_124_2021_xa=MET, qd_5764_2021=MET)
    problem = refused(sets, wrong)
    assert (problem.rule, problem.span) == ("unknown-set", Span(wrong))
    assert said(problem) == (f"there is no criterion set “{wrong}”", hint)


def test_a_set_that_is_not_there_is_told_where_it_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        library(tmp_path).load("x", lambda: Span("ward.yaml", 2, 6))
    assert [str(problem.span) for problem in caught.value.problems] == ["ward.yaml:2:6"]


def test_one_id_in_two_folders_is_refused_with_both(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, {"thu": MET})
    problem = refused(Library((Place("built-in", tmp_path / "one"), Place("workspace", tmp_path / "two"))))
    assert problem.rule == "set-exists-twice"
    assert str(tmp_path / "one") in said(problem)[0]
    assert str(tmp_path / "two") in said(problem)[0]
    assert said(problem)[1] == "give your own set an id of its own"


def test_a_file_is_named_by_the_id_of_its_set(tmp_path: Path) -> None:
    (tmp_path / "thu.yaml").write_text(full_set(MET, "khac"), encoding="utf-8")
    problem = refused(Library((Place("workspace", tmp_path),)))
    assert (problem.rule, pointed_at(problem)) == ("set-file-name", "thu: khac")
    assert said(problem)[0] == "the file of this set has to be called khac.yaml"


def test_a_file_of_ones_own_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "ban-nhap.yaml"
    path.write_text(full_set(MET, "thu"), encoding="utf-8")
    loaded = Library(()).load_file(path)
    assert (loaded.criteria.id, loaded.place) == ("thu", "file")


def test_places_are_built_in_workspace_and_environment(tmp_path: Path) -> None:
    (tmp_path / "criteria").mkdir()
    named = os.pathsep.join([str(tmp_path / "x"), "", str(tmp_path / "criteria"), str(tmp_path / "y")])
    assert places(tmp_path, {"WARDEVAL_CRITERIA": named}) == (
        Place("built-in", built_in()),
        Place("workspace", tmp_path / "criteria"),
        Place("environment", tmp_path / "x"),
        Place("environment", tmp_path / "y"),
    )
    assert places(tmp_path / "criteria", {}) == (Place("built-in", built_in()),)
    assert places(None, {}) == (Place("built-in", built_in()),)


# parts taken over

LENDER = """\
scales: {xep-loai: {kem: Kém, tot: Tốt}}
exceptions: {bao: {title: Bão, needs: {som: Báo sớm}}}
facts: {vung: {title: Vùng, is: one-of, of: [cao, thap]}}
parameters: {so: {by: vung, table: {cao: 5, thap: 2}}}
criteria:
  - {id: "1", measure: met}
  - id: "2"
    all:
      - {id: 2.a, measure: events, met: none, except: [bao]}
      - id: 2.b
        at-least:
          n: 1
          of: [{id: 2.b.1, measure: level, scale: xep-loai, met: {at-least: tot}}, {id: 2.b.2, measure: met}]
  - {id: "3", measure: count, met: {at-least: {parameter: so}}}
  - {id: "4", measure: met, only-if: "1"}
  - {id: "5", measure: date, met: {to: 31/03/Y}}
  - {id: "6", measure: date, met: {within: {days: 3, of: "5"}}}
"""


def taker(ids: str, **more: str) -> str:
    return one(f"title: Lấy, use: [{{set: cho, ids: [{ids}]}}]", **more)


def test_parts_taken_over_keep_their_ids_and_know_where_they_are_from(tmp_path: Path) -> None:
    loaded = library(tmp_path, thu=taker('"1", "2"'), cho=LENDER).load("thu")
    (criterion,) = loaded.criteria.criteria
    assert (criterion.combination, [child.id for child in criterion.children]) == ("all", ["1", "2"])
    assert [(node.id, node.origin) for node in criterion.walk()] == [
        ("a", None),
        ("1", "cho"),
        ("2", "cho"),
        ("2.a", "cho"),
        ("2.b", "cho"),
        ("2.b.1", "cho"),
        ("2.b.2", "cho"),
    ]
    assert list(loaded.others) == ["cho"]
    assert [node.origin for node in loaded.others["cho"].nodes()] == [None] * 10


def test_parts_taken_over_twice_are_from_where_they_were_written(tmp_path: Path) -> None:
    sets = library(
        tmp_path,
        thu=one("title: X, use: [{set: giua, ids: [a]}]").replace("id: a,", "id: b,"),
        giua=taker('"1"'),
        cho=LENDER,
    )
    (criterion,) = sets.load("thu").criteria.criteria
    assert [(node.id, node.origin) for node in criterion.walk()] == [("b", None), ("a", "giua"), ("1", "cho")]


def take(tmp_path: Path, ids: str, **more: str) -> LoadedSet:
    return library(tmp_path, thu=taker(ids, **more), cho=LENDER).load("thu")


def test_every_part_taken_over_has_to_be_met(tmp_path: Path) -> None:
    loaded = take(tmp_path, '"1", 2.b.2')
    assert met_of(score_of(loaded, {"1": "đạt"})) is OPEN
    assert met_of(score_of(loaded, {"1": "đạt", "2.b.2": "đạt"})) is YES
    assert met_of(score_of(loaded, {"1": "đạt", "2.b.2": "chưa"})) is NO


def test_exceptions_and_scales_come_along(tmp_path: Path) -> None:
    loaded = take(tmp_path, '"2"')
    excepted = {"value": 1, "excepted": [{"reason": "bao", "holds": ["som"]}]}
    assert met_of(score_of(loaded, {"2.a": excepted, "2.b.1": "Tốt"})) is YES
    assert met_of(score_of(loaded, {"2.a": 1, "2.b.1": "Tốt"})) is NO
    assert met_of(score_of(loaded, {"2.a": 0, "2.b.1": "Kém", "2.b.2": "chưa"})) is NO


def test_parameters_and_facts_come_along(tmp_path: Path) -> None:
    loaded = take(tmp_path, '"3"')
    assert met_of(score_of(loaded, {"3": 2}, facts={"vung": "thap"})) is YES
    assert met_of(score_of(loaded, {"3": 2}, facts={"vung": "cao"})) is NO


@pytest.mark.parametrize(
    "declared",
    [
        {"scales": "{xep-loai: {tot: Tốt, kem: Kém}}"},
        {"exceptions": "{bao: {title: Bão}}"},
        {"facts": "{vung: {title: Vùng, is: one-of, of: [thap, cao]}}"},
        {"parameters": "{so: 1}"},
    ],
    ids=lambda declared: next(iter(declared)),
)
def test_a_declaration_of_the_same_id_cannot_change_parts_taken_over(declared: dict[str, str], tmp_path: Path) -> None:
    problem = refused(library(tmp_path, thu=taker('"2", "3"', **declared), cho=LENDER))
    assert problem.rule == "structure"
    assert "declared otherwise in “cho”" in said(problem)[0]


def test_the_same_declaration_may_stand_in_both(tmp_path: Path) -> None:
    take(tmp_path, '"2"', scales="{xep-loai: {kem: Kém, tot: Tốt}}")


@pytest.mark.parametrize(
    ("ids", "rule", "place"),
    {
        "an id that is not there": ('"1", "9"', "dead-reference", 'thu: "9"]}]}'),
        "only-if left behind": ('"4"', "dead-reference", "thu: {id: a, titl"),
        "the date counted from left behind": ('"6"', "dead-reference", "thu: {id: a, titl"),
        "nothing": ("", "structure", "thu: [{set: cho, "),
        "the same part twice": ('"1", "1"', "structure", "thu: a, title: Lấ"),
        "a part and the node above it": ('"2", 2.a', "structure", "thu: a, title: Lấ"),
    }.values(),
)
def test_parts_that_cannot_be_taken_over(ids: str, rule: str, place: str, tmp_path: Path) -> None:
    problem = refused(library(tmp_path, thu=taker(ids), cho=LENDER))
    assert (problem.rule, pointed_at(problem)) == (rule, place)


def test_what_parts_refer_to_may_be_taken_over_with_them(tmp_path: Path) -> None:
    assert met_of(score_of(take(tmp_path, '"1", "4"'), {"1": "chưa", "4": "đạt"}), "4") is NO
    answers = {"5": "01/03/2024", "6": "05/03/2024"}
    assert met_of(score_of(take(tmp_path, '"5", "6"'), answers), "6") is NO


def test_an_id_of_ones_own_cannot_be_that_of_a_part_taken_over(tmp_path: Path) -> None:
    body = taker('"1"') + '  - {id: "1", measure: met}\n'
    problem = refused(library(tmp_path, thu=body, cho=LENDER))
    assert said(problem)[0] == "the id “1” is used twice"


@pytest.mark.parametrize("own", ["measure: met", "all: [{id: b, measure: met}]", "any: [{id: b, measure: met}]"])
def test_parts_of_ones_own_are_never_dropped_for_parts_taken_over(own: str, tmp_path: Path) -> None:
    problem = refused(library(tmp_path, thu=one(f'{own}, use: [{{set: cho, ids: ["1"]}}]'), cho=LENDER))
    assert "either has a measure and is answered, or is made of parts in one way" in said(problem)[0]


def test_a_set_to_take_from_that_is_not_there(tmp_path: Path) -> None:
    problem = refused(library(tmp_path, thu=taker('"1"'), choo=LENDER))
    assert (problem.rule, pointed_at(problem)) == ("unknown-set", 'thu: cho, ids: ["')
    assert said(problem)[1] == "did you mean “choo”?"


@pytest.mark.parametrize(
    ("sets", "chain"),
    {
        "itself": ({"thu": "thu"}, "thu → thu"),
        "two": ({"thu": "hai", "hai": "thu"}, "thu → hai → thu"),
        "three": ({"thu": "hai", "hai": "ba", "ba": "thu"}, "thu → hai → ba → thu"),
        "further on": ({"thu": "hai", "hai": "ba", "ba": "hai"}, "thu → hai → ba → hai"),
    }.values(),
)
@pytest.mark.parametrize("how", ["use", "parameter"])
def test_a_circle_is_refused(sets: dict[str, str], chain: str, how: str, tmp_path: Path) -> None:
    bodies = {
        id_: one(f"title: X, use: [{{set: {other}, ids: [a]}}]")
        if how == "use"
        else one("measure: met", parameters=f"{{p: {{parameter: p, set: {other}}}}}")
        for id_, other in sets.items()
    }
    problem = refused(library(tmp_path, **bodies))
    assert (problem.rule, said(problem)[0]) == ("circle", f"the set takes from itself: {chain}")
    assert Path(problem.span.file).stem == chain.split(" → ")[-2]


# parameters of other sets


BY_REGION = """\
facts: {vung: {title: Vùng, is: one-of, of: [cao, thap]}}
parameters:
  goc: {by: vung, table: {cao: 40, thap: 20}}
  muc: {times: 2, of: {parameter: goc}}
criteria: [{id: x, measure: met}]
"""


def test_a_parameter_of_another_set(tmp_path: Path) -> None:
    body = one(
        "measure: amount, met: {at-least: {parameter: nua}}",
        parameters="{nua: {times: 50%, of: {parameter: muc, set: cho}}}",
    )
    loaded = library(tmp_path, thu=body, cho=BY_REGION).load("thu")
    assert list(loaded.others) == ["cho"]
    assert met_of(score_of(loaded, {"a": 40}, facts={"vung": "cao"})) is YES
    assert met_of(score_of(loaded, {"a": "39,9"}, facts={"vung": "cao"})) is NO
    assert met_of(score_of(loaded, {"a": 20}, facts={"vung": "thap"})) is YES


def test_a_parameter_of_another_set_in_the_rule_itself(tmp_path: Path) -> None:
    body = one("measure: amount, met: {at-least: {parameter: muc, set: cho}}")
    loaded = library(tmp_path, thu=body, cho=BY_REGION).load("thu")
    assert met_of(score_of(loaded, {"a": 80}, facts={"vung": "cao"})) is YES
    assert met_of(score_of(loaded, {"a": 79}, facts={"vung": "cao"})) is NO


def test_a_parameter_of_the_same_name_is_not_mixed_up(tmp_path: Path) -> None:
    body = one("measure: amount, met: {at-least: {parameter: muc, set: cho}}", parameters="{goc: 1, muc: 1}")
    loaded = library(tmp_path, thu=body, cho=BY_REGION).load("thu")
    assert met_of(score_of(loaded, {"a": 79}, facts={"vung": "cao"})) is NO


def test_a_parameter_of_a_set_of_a_set(tmp_path: Path) -> None:
    between_ = one(
        "measure: met",
        parameters="{muc: {times: 2, of: {parameter: muc, set: cho}}}",
        facts="{vung: {title: Vùng, is: one-of, of: [cao, thap]}}",
    )
    body = one("measure: amount, met: {at-least: {parameter: muc, set: giua}}")
    loaded = library(tmp_path, thu=body, giua=between_, cho=BY_REGION).load("thu")
    assert met_of(score_of(loaded, {"a": 160}, facts={"vung": "cao"})) is YES
    assert met_of(score_of(loaded, {"a": 159}, facts={"vung": "cao"})) is NO


def test_a_part_taken_over_keeps_its_parameter_of_a_third_set(tmp_path: Path) -> None:
    lender = one("measure: amount, met: {at-least: {parameter: muc, set: cho}}").replace("id: a,", "id: x1,")
    body = one("title: Lấy, use: [{set: giua, ids: [x1]}]")
    loaded = library(tmp_path, thu=body, giua=lender, cho=BY_REGION).load("thu")
    assert met_of(score_of(loaded, {"x1": 80}, facts={"vung": "cao"})) is YES
    assert met_of(score_of(loaded, {"x1": 79}, facts={"vung": "cao"})) is NO


def test_a_parameter_of_a_ladder_of_points(tmp_path: Path) -> None:
    body = one(
        "measure: amount, points: {base: 1, up-to: {parameter: muc, set: cho}, plus: 1, per: 10, cap: 5}",
        total="{max: 5}",
    )
    loaded = library(tmp_path, thu=body, cho=BY_REGION).load("thu")
    assert points_of(score_of(loaded, {"a": 60}, facts={"vung": "thap"})) == exactly(3)
    assert points_of(score_of(loaded, {"a": 60}, facts={"vung": "cao"})) == exactly(1)


@pytest.mark.parametrize(
    ("body", "place"),
    {
        "in parameters": (one("measure: met", parameters="{p: {parameter: nope, set: cho}}"), "thu: {parameter:"),
        "in a rule": (one("measure: count, met: {at-least: {parameter: nope, set: cho}}"), "thu: {id: a, mea"),
    }.values(),
)
def test_a_parameter_that_another_set_does_not_have(body: str, place: str, tmp_path: Path) -> None:
    problem = refused(library(tmp_path, thu=body, cho=BY_REGION))
    assert (problem.rule, pointed_at(problem, 11)) == ("dead-reference", place)
    assert said(problem)[0] == "the set “cho” has no parameter “nope”"
