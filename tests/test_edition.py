"""The set in force: a family and a period name one set, or say why not; suspended years have no result."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.building import full_set
from tests.conftest import ROOT, Run
from wardeval.case import Case, load_case
from wardeval.language import Code, Language
from wardeval.library import Library, Place, built_in
from wardeval.problems import ExitCode, InputError, NotComparable, Problem

ENGLISH = Language(Code.EN)
BODY = "criteria: [{id: a, measure: met}]\n"


def sets(folder: Path, **editions: str) -> Library:
    """A library of sets by their ids, each with lines of its own."""
    for name, lines in editions.items():
        id_ = name.replace("_", "-")
        text = full_set(f"{lines}\n{BODY}", id_)
        if "units:" in lines:
            text = text.replace("units: [phuong, xa, thi-tran]\n", "")
        (folder / f"{id_}.yaml").write_text(text, encoding="utf-8")
    return Library((Place("workspace", folder),))


def case(library: Library, folder: Path, set_: str, period: int = 2024, **unit: str) -> Case:
    path = folder / "bai.txt"
    more = "".join(f", {key}: {value}" for key, value in {"type": "phuong", **unit}.items())
    path.write_text(
        f"format: wardeval/assessment/1\nset: {set_}\nunit: {{name: Thử{more}}}\nperiod: {period}\n", encoding="utf-8"
    )
    return load_case(path, library)


def refused(library: Library, folder: Path, set_: str, period: int = 2024, **unit: str) -> tuple[Problem, str, str]:
    with pytest.raises(InputError) as caught:
        case(library, folder, set_, period, **unit)
    (problem,) = caught.value.problems
    return problem, ENGLISH.text(problem.message), "" if problem.hint is None else ENGLISH.text(problem.hint)


def notes(found: Case) -> list[str]:
    return [ENGLISH.text(note) for note in found.notes]


OLD, NEW = "family: chuan\napplies: {from: 2013, to: 2017}", "family: chuan\napplies: {from: 2017}"


@pytest.mark.parametrize(("period", "id_"), [(2013, "cu"), (2016, "cu"), (2018, "moi"), (2030, "moi")])
def test_the_period_picks_the_set_of_a_family(period: int, id_: str, tmp_path: Path) -> None:
    found = case(sets(tmp_path, cu=OLD, moi=NEW), tmp_path, "chuan", period)
    assert found.criteria.id == id_
    assert notes(found) == [f"of “chuan”, “{id_}” is in force for {period}"]


def test_a_period_in_which_a_set_was_replaced_asks_for_the_choice(tmp_path: Path) -> None:
    library = sets(tmp_path, cu=OLD, moi=NEW)
    problem, message, hint = refused(library, tmp_path, "chuan", 2017)
    assert (problem.rule, problem.span.line) == ("several-editions", 2)
    assert message == "more than one set of “chuan” may be in force for 2017: cu (2013 to 2017); moi (from 2017)"
    assert hint == "choose one: set: cu; set: moi"
    assert case(library, tmp_path, "cu", 2017).notes == ()
    assert case(library, tmp_path, "moi", 2017).notes == ()


def test_a_period_of_no_set_lists_the_years(tmp_path: Path) -> None:
    problem, message, hint = refused(sets(tmp_path, cu=OLD, moi=NEW), tmp_path, "chuan", 2012)
    assert problem.rule == "no-edition"
    assert message == "no set of “chuan” is in force for 2012: cu (2013 to 2017); moi (from 2017)"
    assert hint == "to judge by one of them all the same, write its id"


def test_years_that_are_not_known_are_never_picked_among_others(tmp_path: Path) -> None:
    library = sets(tmp_path, cu="family: chuan", moi=NEW)
    _, message, _ = refused(library, tmp_path, "chuan", 2020)
    assert "cu (years not known); moi (from 2017)" in message
    problem, message, hint = refused(library, tmp_path, "chuan", 2016)
    assert problem.rule == "several-editions"
    assert "for 2016: cu (years not known); moi (from 2017)" in message
    assert hint == "choose one: set: cu; set: moi"
    (tmp_path / "moi.yaml").unlink()
    found = case(Library(library.folders), tmp_path, "chuan", 2020)
    assert found.criteria.id == "cu"
    told = "of “chuan”, “cu” is the only set for such a unit; whether it is in force for 2020 is not known"
    assert notes(found) == [told]


def test_a_set_of_unknown_years_is_never_picked_silently(tmp_path: Path) -> None:
    library = Library((Place("built-in", built_in()),))
    problem, message, hint = refused(library, tmp_path, "cong-an-phuong-kieu-mau", 2015)
    assert problem.rule == "several-editions"
    assert "cap-kieu-mau-20-2024 (years not known)" in message
    assert "qd-5764-2021 (from 2021)" in message
    assert "set: cap-kieu-mau-20-2024" in hint


def test_the_type_of_the_unit_picks_the_set(tmp_path: Path) -> None:
    library = sets(tmp_path, kdc="family: chuan\nunits: [khu-dan-cu]", xa="family: chuan\nunits: [xa, phuong]")
    assert case(library, tmp_path, "chuan").criteria.id == "xa"
    assert case(library, tmp_path, "chuan", type="khu-dan-cu").criteria.id == "kdc"
    problem, message, _ = refused(library, tmp_path, "chuan", type="truong")
    assert (problem.rule, problem.span.line) == ("no-edition", 3)
    assert message == "no set of “chuan” is for “school”: kdc (residential area); xa (commune; ward)"
    assert refused(library, tmp_path, "chuan", type="phường")[2] == "write “phuong”"


def test_an_id_goes_before_a_family_of_the_same_name(tmp_path: Path) -> None:
    library = sets(tmp_path, chuan="family: chuan", moi=NEW)
    assert case(library, tmp_path, "chuan", 2024).criteria.id == "chuan"


def test_an_overlay_is_never_picked_by_its_family(tmp_path: Path) -> None:
    library = sets(tmp_path, moi=NEW)
    (tmp_path / "them.yaml").write_text("format: wardeval/overlay/1\nid: them\nextends: moi\n", encoding="utf-8")
    assert case(library, tmp_path, "chuan").criteria.id == "moi"
    assert case(library, tmp_path, "them").criteria.family == "chuan"


def test_a_family_that_is_not_there(tmp_path: Path) -> None:
    problem, _, hint = refused(sets(tmp_path, moi=NEW), tmp_path, "chuann")
    assert (problem.rule, problem.span.line, hint) == ("unknown-set", 2, "did you mean “chuan”?")


def test_a_family_is_no_set_on_the_command_line(run: Run) -> None:
    for arguments in (
        ("criteria", "show", "tiep-can-phap-luat"),
        ("score", "examples/muong-lat-2025.yaml", "--set", "tiep-can-phap-luat"),
    ):
        ran = run(*arguments)
        assert ran.code == ExitCode.INPUT
        assert "is a family of sets, not one set; name one of them: qd-09-2013; qd-25-2021" in ran.err


@pytest.mark.parametrize(
    "line", ["family: chuan", '"family": chuan', "family: 'chuan'", "family:   chuan # họ", "family: chuan\r"]
)
def test_a_family_is_found_however_it_is_written(line: str, tmp_path: Path) -> None:
    assert sets(tmp_path, moi=line).families() == {"chuan": ["moi"]}


def test_a_family_named_only_in_a_text_is_none(tmp_path: Path) -> None:
    library = sets(tmp_path, moi="gaps: ['x\n\n  family: chuan']")
    assert refused(library, tmp_path, "chuan")[0].rule in ("unknown-set", "family-named")


# a period outside the years of a set that is named by its id


def test_a_period_outside_the_years_of_the_set_is_told(tmp_path: Path) -> None:
    library = sets(tmp_path, cu=OLD, moi=NEW, khac="applies: {from: 2020, to: 2021}")
    told = "the set is for the years 2013 to 2017, not for 2024"
    assert notes(case(library, tmp_path, "cu")) == [f"{told}; “moi” is in force then"]
    assert notes(case(library, tmp_path, "moi", 2017)) == []
    assert notes(case(library, tmp_path, "khac")) == ["the set is for the years 2020 to 2021, not for 2024"]
    (tmp_path / "moi.yaml").write_text("format: wardeval/criterion-set/1\nfamily: chuan\n", encoding="utf-8")
    assert notes(case(Library(library.folders), tmp_path, "cu")) == [told]


# suspended years

SUSPENDED = """\
applies:
  from: 2022
  suspended:
    - {year: 2025, within: Tỉnh Thái Nguyên, source: S, note: {vi: Tạm dừng, en: Suspended}}
    - {year: 2026, source: Công văn}
"""


@pytest.mark.parametrize(
    "within",
    [
        *("Tỉnh Thái Nguyên", "tỉnh thái nguyên", "TINH  THAI NGUYEN", "Thái Nguyên", "[Huyện X, Tỉnh Thái Nguyên]"),
        *('["Huyện Đại Từ, tỉnh Thái Nguyên"]', "[Tỉnh Thái Nguyên.]", "[T. Thái Nguyên]", "[T.Thái Nguyên]"),
        *(
            '["Tỉnh Thái Nguyên, Việt Nam"]',
            "[Ｔỉnh Ｔｈái Nguyên]",
            "['Tỉnh: Thái-Nguyên']",
            "[Tỉnh Thái\u200bNguyên]",
            "[Tỉnh\u200bThái Nguyên]",
        ),
        *('["Huyện X; Thái Nguyên"]', "[Tỉnh\u00a0Thái Nguyên]"),
    ],
)
def test_a_suspended_year_is_refused(within: str, tmp_path: Path) -> None:
    library = sets(tmp_path, moi=SUSPENDED)
    with pytest.raises(NotComparable) as caught:
        case(library, tmp_path, "moi", 2025, within=within)
    (problem,) = caught.value.problems
    assert (problem.rule, problem.span.line, caught.value.code) == ("suspended-year", 4, ExitCode.INCOMPARABLE)
    message = ENGLISH.text(problem.message)
    assert message == "2025 is not judged by “moi”: it is suspended, Tỉnh Thái Nguyên (S: Thử; Suspended)"
    assert case(library, tmp_path, "moi", 2024, within=within).notes == ()


@pytest.mark.parametrize("within", ["Tỉnh Thái Bình", "[Hà Nội]", "TP. Hồ Chí Minh", '["Huyện X, tỉnh Thái Bình"]'])
def test_a_suspended_year_of_another_place_is_judged(within: str, tmp_path: Path) -> None:
    assert case(sets(tmp_path, moi=SUSPENDED), tmp_path, "moi", 2025, within=within).notes == ()


@pytest.mark.parametrize("within", ["[Huyện Đại Từ]", "Thành phố Thái Nguyên", "TP.Thái Nguyên", "Nguyên", "Tịnh Biên"])
def test_a_place_that_is_no_province_does_not_say_where_a_unit_lies(within: str, tmp_path: Path) -> None:
    found = case(sets(tmp_path, moi=SUSPENDED), tmp_path, "moi", 2025, within=within)
    (told,) = notes(found)
    assert told == "2025 is suspended in Tỉnh Thái Nguyên; the file does not say whether the unit lies there"


def test_where_a_unit_lies_may_not_be_known(tmp_path: Path) -> None:
    library = sets(tmp_path, moi=SUSPENDED)
    told = "2025 is suspended in Tỉnh Thái Nguyên; the file does not say whether the unit lies there"
    assert notes(case(library, tmp_path, "moi", 2025)) == [told]
    problem, message, _ = refused(library, tmp_path, "moi", 2026)
    assert (problem.rule, "suspended, everywhere (Công văn)" in message) == ("suspended-year", True)


ASSESSMENT = """\
format: wardeval/assessment/1
set: {set}
unit: {{name: Xã Thử, type: xa, within: [Tỉnh Thái Nguyên]}}
period: {year}
"""


@pytest.mark.parametrize("set_", ["qd-25-2021", "tiep-can-phap-luat"])
def test_a_suspended_year_has_an_exit_code_of_its_own(set_: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "xa.yaml"
    path.write_text(ASSESSMENT.format(set=set_, year=2025), encoding="utf-8")
    ran = run("score", str(path))
    assert (ran.code, ran.out) == (ExitCode.INCOMPARABLE, "")
    assert "[suspended-year]" in ran.err
    assert run("explain", str(path), "1.1").code == ExitCode.INCOMPARABLE
    ran = run("score", str(path), "--format", "json")
    assert ran.code == ExitCode.INCOMPARABLE
    assert [problem["rule"] for problem in json.loads(ran.out)["problems"]] == ["suspended-year"]


def test_among_many_files_a_suspended_year_hides_none(run: Run, tmp_path: Path) -> None:
    for year in (2024, 2025):
        (tmp_path / f"{year}.yaml").write_text(ASSESSMENT.format(set="qd-25-2021", year=year), encoding="utf-8")
    ran = run("score", str(tmp_path), "--require", "dat")
    assert ran.code == ExitCode.INCOMPARABLE
    assert "suspended year" in ran.out
    (tmp_path / "hong.yaml").write_text("x", encoding="utf-8")
    assert run("score", str(tmp_path)).code == ExitCode.INPUT


# the sets that wardeval brings along


@pytest.mark.parametrize(
    ("year", "id_"),
    [(2016, "qd-09-2013"), (2018, "qd-619-2017"), (2021, "qd-619-2017"), (2022, "qd-25-2021"), (2024, "qd-25-2021")],
)
def test_legal_access_by_the_year(year: int, id_: str, tmp_path: Path) -> None:
    path = tmp_path / "xa.txt"
    text = ASSESSMENT.format(set="tiep-can-phap-luat", year=year).replace("Thái Nguyên", "Bình Dương")
    path.write_text(text + ("facts: {loai: I}\n" if id_ == "qd-619-2017" else ""), encoding="utf-8")
    assert load_case(path, Library((Place("built-in", built_in()),))).criteria.id == id_


def test_every_set_that_names_another_names_one_that_exists() -> None:
    library = Library((Place("built-in", ROOT / "criteria"),))
    for id_, _ in library.ids():
        library.load(id_)


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("replaces: {set: cuu}", "replaces: {set: "),
        ("replaced-by: {set: cuu, on: 01/01/2024}", "replaced-by: {set: "),
        ("criteria: [{id: a, measure: met, verdict-of: cuu}]", "criteria: [{id: a, measure: met, verdict-of: "),
    ],
)
def test_a_set_that_is_named_has_to_exist(lines: str, place: str, tmp_path: Path) -> None:
    sets(tmp_path, cu=OLD)
    body = lines if "criteria" in lines else f"{lines}\n{BODY}"
    (tmp_path / "moi.yaml").write_text(full_set(body, "moi"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Library((Place("workspace", tmp_path),)).load("moi")
    (problem,) = caught.value.problems
    assert (problem.rule, problem.span.column) == ("dead-reference", len(place) + 1)
    assert problem.hint is not None
    assert ENGLISH.text(problem.hint) == "did you mean “cu”?"
    for good in ("cu", "chuan") if "verdict-of" in lines else ("cu",):
        (tmp_path / "moi.yaml").write_text(full_set(body.replace("cuu", good), "moi"), encoding="utf-8")
        assert Library((Place("workspace", tmp_path),)).load("moi").criteria.id == "moi"
