"""`wardeval diff`: years, folders, files and revisions; options, formats, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.building import assessment, full_set
from tests.conftest import ROOT, Ran, Run
from wardeval.report.order import alphabetical

SCHEMA = json.loads((ROOT / "src/wardeval/schemas/diff-1.json").read_text())
MET = """
gates: [{id: cong, ask: Không khiếu kiện, measure: events, met: none}]
criteria:
  - {id: "1", title: Một, measure: met}
  - {id: "2", title: Hai, all: [{id: 2.a, ask: Tỷ lệ, measure: ratio, met: {at-least: 70%}}]}
"""
POINTS = """
total: {max: 20}
verdicts: [{id: dat, title: Đạt, when: [{total: {at-least: 15}}]}, {id: chua-dat, title: Chưa đạt}]
criteria:
  - {id: "1", title: Một, measure: points, max: 10}
  - {id: "2", title: Hai, measure: points, max: 10}
"""
OTHER = "criteria: [{id: x, title: Khác, measure: met}]\n"
GOOD: dict[str, object] = {"cong": 0, "1": "đạt", "2.a": "18/25"}
Diff = Callable[..., Ran]


class Office:
    """A workspace of its own, with three sets."""

    def __init__(self, folder: Path) -> None:
        """Begin it in `folder`."""
        self.folder = folder
        (folder / "wardeval.yaml").write_text("language: en\n")
        (folder / "criteria").mkdir()
        for id_, body in {"thu": MET, "diem": POINTS, "khac": OTHER}.items():
            (folder / "criteria" / f"{id_}.yaml").write_text(full_set(body, id_), encoding="utf-8")

    def write(self, year: int, name: str, answers: dict[str, object], set_: str = "thu", **unit: object) -> Path:
        """The assessment of a unit for a year."""
        path = self.folder / "assessments" / str(year) / f"{set_}-{unit.get('id', name)}.yaml".replace("/", "-")
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = {"name": name, "type": "phuong", "within": ["Quận Một", "Thành phố A"], **unit}
        text = assessment(answers, period=year, unit=whole).replace("set: thu", f"set: {set_}")
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def diff(office: Office, run: Run) -> Diff:
    """`wardeval diff` in the workspace."""

    def call(*arguments: str, lang: str = "en") -> Ran:
        return run("diff", *arguments, folder=office.folder, lang=lang)

    return call


def flat(text: str) -> str:
    return " ".join(text.split())


def two(office: Office, before: dict[str, object], after: dict[str, object], set_: str = "thu") -> None:
    """One unit in two years."""
    office.write(2023, "Phường A", {**(GOOD if set_ == "thu" else {}), **before}, set_)
    office.write(2024, "Phường A", {**(GOOD if set_ == "thu" else {}), **after}, set_)


def many(office: Office) -> None:
    """Six units: better, worse, unchanged, new, gone, of another set."""
    for id_, name, before, after in (
        ("1", "Phường Tốt", {"1": "chưa đạt"}, {}),
        ("2", "Phường Kém", {}, {"2.a": "16/25", "cong": 1}),
        ("3", "Phường Yên", {}, {}),
        ("4", "Phường Mới", None, {}),
        ("5", "Phường Cũ", {}, None),
    ):
        for year, answers in ((2023, before), (2024, after)):
            if answers is not None:
                office.write(year, name, {**GOOD, **answers}, id=id_)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({}, {}, "no difference"),
        ({"2.a": "16/25"}, {}, "2.a Tỷ lệ not met: 16 of 25 = 64% met: 18 of 25 = 72% better"),
        ({}, {"cong": 1}, "cong Không khiếu kiện met: 0 not met: 1 worse"),
        ({"1": None}, {}, "1 Một not answered met newly answered, better"),
        ({}, {"1": None}, "1 Một met not answered no longer answered, worse"),
    ],
)
def test_one_unit_is_a_page(
    before: dict[str, object], after: dict[str, object], said: str, office: Office, diff: Diff
) -> None:
    two(office, before, after)
    ran = diff("2023", "2024")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Phường A, Quận Một, Thành phố A: 2023 → 2024\n")
    assert said in flat(ran.out)


def test_there_and_back(office: Office, diff: Diff) -> None:
    two(office, {"1": "chưa đạt"}, {})
    assert "better" in diff("2023", "2024").out
    assert "worse" in diff("2024", "2023").out
    assert "no difference" in diff("2024", "2024").out


def test_years_files_and_folders_say_the_same(office: Office, diff: Diff) -> None:
    two(office, {"1": "chưa đạt"}, {})
    by_year = diff("2023", "2024").out
    assert diff("assessments/2023", "assessments/2024").out == by_year
    assert diff("assessments/2023/thu-Phường A.yaml", "assessments/2024/thu-Phường A.yaml").out == by_year


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_revision_is_read_and_nothing_is_written(office: Office, diff: Diff) -> None:
    path = office.write(2024, "Phường A", {**GOOD, "1": "chưa đạt"})
    git(office.folder, "init")
    git(office.folder, "add", ".")
    git(office.folder, "commit", "-m", "one")
    git(office.folder, "tag", "v1")
    office.write(2024, "Phường A", GOOD)
    before = sorted(office.folder.rglob("*"))
    for side in ("v1:assessments/2024", f"HEAD:{path.relative_to(office.folder).as_posix()}"):
        ran = diff(side, "2024")
        assert (ran.code, ran.err) == (0, "")
        assert "1 Một not met met better" in flat(ran.out)
    assert sorted(office.folder.rglob("*")) == before


def test_many_units_are_a_table_with_totals(office: Office, diff: Diff) -> None:
    many(office)
    ran = diff("2023", "2024")
    assert (ran.code, ran.err) == (0, "")
    text = flat(ran.out)
    assert text.index("Phường Kém") < text.index("Phường Tốt") < text.index("Phường Cũ") < text.index("Phường Mới")
    assert "Phường Yên" not in text
    assert "1 unit without any difference 5 units Compared 3 A higher verdict 1 A lower verdict 1" in text
    assert "Newly submitted 1 No longer submitted 1" in text


@pytest.mark.parametrize("wish", ["Phường Kém", "phuong kem", "2"])
def test_a_unit_has_a_page_of_its_own(wish: str, office: Office, diff: Diff) -> None:
    many(office)
    ran = diff("2023", "2024", "--unit", wish)
    assert ran.out.startswith("Phường Kém (2), ")
    assert "5 units" not in ran.out


def test_a_unit_that_nobody_has_is_a_wrong_command_line(office: Office, diff: Diff) -> None:
    many(office)
    ran = diff("2023", "2024", "--unit", "Phường Kms")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean “Phường " in ran.err
    assert diff("2023", "2024", "--within", "Hà Nội").code == 2


def test_within_a_place(office: Office, diff: Diff) -> None:
    many(office)
    office.write(2023, "Phường Xa", GOOD, id="9", within=["Quận Hai"])
    office.write(2024, "Phường Xa", {**GOOD, "1": "chưa đạt"}, id="9", within=["Quận Hai"])
    assert diff("2023", "2024", "--within", "quan hai").out.startswith("Phường Xa (9), Quận Hai")
    assert "Phường Xa" not in diff("2023", "2024", "--within", "Quận Một").out
    assert diff("2023", "2024", "--within", "Quận Hai", "--exit-code").code == 1


@pytest.mark.parametrize(
    ("only", "shown", "hidden"),
    [
        ("worse", {"Phường Kém"}, {"Phường Tốt", "Phường Mới"}),
        ("better", {"Phường Tốt"}, {"Phường Kém", "Phường Mới"}),
        ("verdict", {"Phường Tốt", "Phường Kém"}, {"Phường Mới"}),
    ],
)
def test_only_narrows_the_list_and_not_the_totals(
    only: str, shown: set[str], hidden: set[str], office: Office, diff: Diff
) -> None:
    many(office)
    ran = diff("2023", "2024", "--only", only, "--exit-code")
    assert ran.code == 1
    assert {name for name in shown | hidden if name in ran.out} == shown
    assert "Compared 3" in flat(ran.out)
    units = json.loads(diff("2023", "2024", "--only", only, "--format", "json").out)["units"]
    assert {unit["unit"]["name"] for unit in units} == shown


LOSSES = {
    "nothing": ("thu", {}, {}, (), 0),
    "not asked for": ("thu", {}, {"1": "chưa đạt"}, None, 0),
    "a verdict and a criterion": ("thu", {}, {"1": "chưa đạt"}, (), 1),
    "a gate": ("thu", {"1": "chưa đạt"}, {"1": "chưa đạt", "cong": 1}, (), 1),
    "an answer": ("thu", {}, {"1": None}, (), 1),
    "only better": ("thu", {"1": "chưa đạt"}, {}, (), 0),
    "points": ("diem", {"1": 10, "2": 9}, {"1": 10, "2": "8,5"}, (), 1),
    "tolerated points": ("diem", {"1": 10, "2": 9}, {"1": 10, "2": "8,5"}, ("--tolerance", "0,5"), 0),
    "more than is tolerated": ("diem", {"1": 10, "2": 9}, {"1": 10, "2": "8,4"}, ("--tolerance", "0.5"), 1),
    "points and a verdict": ("diem", {"1": 10, "2": 5}, {"1": 10, "2": "4,9"}, ("--tolerance", "1"), 1),
}


@pytest.mark.parametrize(("set_", "before", "after", "more", "code"), LOSSES.values(), ids=LOSSES)
@pytest.mark.parametrize("layout", ["table", "json", "markdown"])
def test_exit_code(
    set_: str,
    before: dict[str, object],
    after: dict[str, object],
    more: tuple[str, ...] | None,
    code: int,
    layout: str,
    office: Office,
    diff: Diff,
) -> None:
    two(office, before, after, set_)
    options = () if more is None else ("--exit-code", *more)
    ran = diff("2023", "2024", "--format", layout, *options)
    assert (ran.code, ran.err) == (code, "")
    if layout == "json" and more is not None:
        assert json.loads(ran.out)["totals"]["worsened"] == code


def test_what_cannot_be_compared_exits_with_5_and_shows_both(office: Office, diff: Diff) -> None:
    old = office.write(2023, "Phường A", GOOD)
    new = office.write(2024, "Phường A", {"x": "đạt"}, "khac")
    for sides in (("2023", "2024"), (str(old), str(new))):
        for layout in ("table", "json", "markdown"):
            ran = diff(*sides, "--format", layout, "--exit-code")
            assert (ran.code, ran.err) == (5, "")
            assert "criteria/mappings/thu--khac.yaml" in ran.out.replace("\\", "")
        page = flat(diff(*sides).out)
        assert "VERDICT Đạt Đạt" in page
        assert "Criteria met 2 of 2 1 of 1" in page
    (unit,) = json.loads(diff("2023", "2024", "--format", "json").out)["units"]
    assert (unit["status"], unit["verdict"], unit["count"]) == ("refused", None, None)


def test_a_file_with_mistakes_hides_no_other_and_exits_with_3(office: Office, diff: Diff) -> None:
    many(office)
    office.write(2024, "Phường Yên", {**GOOD, "9.9": "đạt", "1": "có lẽ"}, id="3")
    (office.folder / "assessments" / "2024" / "hong.yaml").write_text("format: wardeval/assessment/1\nset: [\n")
    for layout in ("table", "json", "markdown"):
        ran = diff("2023", "2024", "--format", layout, "--exit-code")
        assert ran.code == 3
        assert "Phường Kém" in ran.out
        assert len([line for line in ran.err.splitlines() if "error:" in line]) >= 3
        assert "hong.yaml" in ran.err
    data = json.loads(diff("2023", "2024", "--format", "json").out)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert data["totals"]["unusable"] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("2023",),
        ("2023", "2024", "--only", "changed"),
        ("2023", "2024", "--format", "xml"),
        ("2023", "2024", "--track", "final"),
        ("2023", "2024", "--width", "wide"),
        ("2023", "2024", "--tolerance", "1"),
        ("2023", "2024", "--exit-code", "--tolerance", "-1"),
        ("2023", "2024", "--exit-code", "--tolerance", "1.234"),
        ("2023", "2024", "--exit-code", "--tolerance", "viel"),
        ("2023", "2024", "-o", "assessments/2024/thu-Phường A.yaml"),
        ("2023", "2024", "-o", "criteria/thu.yaml"),
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_writes_nothing(arguments: tuple[str, ...], office: Office, diff: Diff) -> None:
    two(office, {}, {})
    before = {path: path.read_bytes() for path in office.folder.rglob("*.yaml")}
    ran = diff(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("wardeval: ")
    assert {path: path.read_bytes() for path in office.folder.rglob("*.yaml")} == before


def test_both_sides_are_told_where_neither_is_there(office: Office, diff: Diff) -> None:
    two(office, {}, {})
    ran = diff("nowhere-a.yaml", "nowhere-b.yaml")
    assert (ran.code, ran.out) == (3, "")
    assert "nowhere-a.yaml" in ran.err
    assert "nowhere-b.yaml" in ran.err


def test_a_verified_track(office: Office, diff: Diff) -> None:
    two(office, {}, {})
    ran = diff("2023", "2024", "--track", "verified")
    assert ran.code == 3
    assert "no answers of a verifier" in ran.err
    assert diff("2023", "2024", "--track", "self").code == 0


def test_a_register_that_is_not_there(office: Office, diff: Diff) -> None:
    two(office, {}, {})
    ran = diff("2023", "2024", "--units", "none.yaml")
    assert (ran.code, "none.yaml" in ran.err) == (3, True)


def test_a_result_is_written_whole_into_a_file(office: Office, diff: Diff) -> None:
    many(office)
    ran = diff("2023", "2024", "--format", "markdown", "-o", "out.md")
    assert (ran.code, ran.out) == (0, "")
    assert "| Phường Kém | " in (office.folder / "out.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "arguments", [("2023", "2024"), ("2023", "2024", "--unit", "1"), ("2024", "2023", "--unit", "2")]
)
def test_json_keeps_its_schema(arguments: tuple[str, ...], lang: str, office: Office, diff: Diff) -> None:
    many(office)
    ran = diff(*arguments, "--format", "json", lang=lang)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(ran.out, parse_float=_refuse))
    assert ran.out == diff(*arguments, "--format", "json", lang=lang).out


def test_json_lists_units_by_name_and_writes_the_same_into_a_file(office: Office, diff: Diff) -> None:
    many(office)
    ran = diff("2023", "2024", "--format", "json")
    names = [unit["unit"]["name"] for unit in json.loads(ran.out)["units"]]
    assert names == sorted(names, key=alphabetical)
    target = office.folder / "result.json"
    written = diff("2023", "2024", "--format", "json", "-o", str(target))
    assert (target.read_text(encoding="utf-8"), written.out, written.code) == (ran.out, "", ran.code)


def _refuse(text: str) -> Any:
    raise AssertionError(f"a float in the output: {text}")


HOSTILE = "[bold]Xã\u202e | <b>`*_ {x} =1+1"


@pytest.mark.parametrize("width", ["80", "140"])
def test_foreign_text_is_data(width: str, office: Office, diff: Diff) -> None:
    for name in (HOSTILE, f"{HOSTILE} 2"):
        office.write(2023, name, GOOD, id="1" if name == HOSTILE else "2")
        office.write(2024, name, {**GOOD, "1": "chưa đạt"}, id="1" if name == HOSTILE else "2")
    for more in ((), ("--unit", "1")):
        for layout in ("table", "markdown"):
            ran = diff("2023", "2024", "--format", layout, "--width", width, *more)
            assert ran.code == 0
            assert "\u202e" not in ran.out
            assert "\\u202e" in ran.out
            assert layout == "markdown" or all(len(line) <= int(width) for line in ran.out.splitlines())


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (("--help",), {"pydantic", "yaml", "rich"}),
        (("2023", "2024"), {"pydantic", "json", "rich.progress"}),
        (("2023", "2024", "--format", "json"), {"pydantic", "rich", "concurrent.futures"}),
    ],
)
def test_start_up_loads_no_more_than_it_needs(arguments: tuple[str, ...], absent: set[str], office: Office) -> None:
    many(office)
    code = (
        "import sys, contextlib, io\n"
        "from wardeval.cli.app import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    assert main({['--lang', 'en', 'diff', *arguments]!r}) == 0\n"
        "print(' '.join(sys.modules))\n"
    )
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=office.folder, env=environ)
    assert set(ran.stdout.split()) & absent == set()
    assert ran.stderr == ""


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_explains_both_sides_and_every_option(lang: str, run: Run) -> None:
    out = run("diff", "--help", "--lang", lang).out
    for word in (
        "2023",
        "HEAD~3:assessments/2023",
        "--unit",
        "--within",
        "--only",
        "--exit-code",
        "--tolerance",
        "--units",
    ):
        assert word in out


BROKEN = "format: wardeval/assessment/1\nset: thu\nunit: [\nperiod: 2024\n"


@pytest.mark.parametrize(
    "name",
    [
        "wardeval.yaml",
        "units.yaml",
        "assessments/2024/hong.yaml",
        "assessments/2024/khac.yml",
        "assessments/2030/thu-8.yaml",
        "criteria/mappings/thu--khac.yaml",
        "criteria/thu.cases.yaml",
        "ngoai/ban-cu.yaml",
    ],
)
def test_a_result_is_written_over_nothing_that_wardeval_reads(name: str, office: Office, diff: Diff) -> None:
    many(office)
    office.write(2030, "Phường Sau", GOOD, id="8")
    path = office.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text({"hong.yaml": BROKEN, "ban-cu.yaml": BROKEN}.get(path.name, "a: 1\n"))
    if name == "units.yaml":
        path.write_text('format: wardeval/units/1\nunits: [{id: "77", name: Phường Lạ, type: phuong}]\n')
    (office.folder / "link.txt").symlink_to(path)
    before = path.read_bytes()
    for target in (name, "link.txt"):
        ran = diff("2023", "2024", "-o", target)
        assert (ran.code, ran.out) == (2, "")
        assert "--output would overwrite " in ran.err
        assert target in ran.err or name in ran.err  # of a link to what is read, that is named
        assert path.read_bytes() == before


def test_a_broken_file_that_is_named_is_not_overwritten(tmp_path: Path, run: Run) -> None:
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for file in files:
        file.write_text("neither YAML: [\n")
    ran = run("diff", "a.txt", "b.txt", "-o", "b.txt", folder=tmp_path, lang="en")
    assert ran.code in (2, 3)
    assert files[1].read_text() == "neither YAML: [\n"


def test_an_earlier_result_is_replaced(office: Office, diff: Diff) -> None:
    many(office)
    for layout, name in (("json", "out.json"), ("markdown", "out.md"), ("table", "out.yaml")):
        for _ in range(2):
            assert diff("2023", "2024", "--format", layout, "-o", name).code == 0


def test_who_asks_for_nobody_is_told_who_there_is(office: Office, diff: Diff) -> None:
    many(office)
    office.write(2024, "Phường Sáu", GOOD, id="6")
    office.write(2024, "Phường Bảy", GOOD, id="7")
    said = diff("2023", "2024", "--unit", "Zzz").err
    assert "there are: Phường Bảy; Phường Cũ; Phường Kém; Phường Mới; Phường Sáu; and 2 more" in said
    assert "there are: Quận Một; Thành phố A" in diff("2023", "2024", "--within", "Zzz").err


def test_a_file_that_is_not_there_is_no_revision(office: Office, diff: Diff) -> None:
    two(office, {}, {})
    git(office.folder, "init")
    git(office.folder, "add", ".")
    git(office.folder, "commit", "-m", "one")
    git(office.folder, "tag", "v1")
    said = diff("zzz.yaml", "2024").err
    assert "no file or folder “zzz.yaml” here, and git has no revision of that name" in said
    assert "git tag" not in said
    assert "git tag" in diff("zzz", "2024").err
    assert "there are: v1:assessments/2023; v1:assessments/2024" in diff("v1:assessments/zzz", "2024").err
    assert "there are: v1:assessments" in diff("v1:zzz/zzz", "2024").err


def test_a_workspace_one_level_below_is_named(tmp_path: Path, run: Run) -> None:
    (tmp_path / "xa").mkdir()
    two(Office(tmp_path / "xa"), {}, {})
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "one")
    for sides in (("2023", "2024"), ("HEAD:2023", "HEAD:2024")):
        ran = run("diff", *sides, folder=tmp_path, lang="en")
        assert ran.code == 3
        assert "there is one in xa/: go there, or name files and folders" in ran.err


def test_the_table_says_how_files_came_together(office: Office, diff: Diff) -> None:
    many(office)
    path = office.write(2024, "Phường Tốt", GOOD, id="1")
    path.write_text(path.read_text(encoding="utf-8").replace("id: '1'", "").replace('id: "1"', ""), encoding="utf-8")
    for layout in ("table", "markdown"):
        out = diff("2023", "2024", "--format", layout).out
        assert "Phường Tốt: paired by name, since not both files give an id" in flat(out).replace("\\", "")
        assert out.startswith(("2023 → 2024\n", "# 2023 → 2024\n"))
    assert "; 8 files" in flat(out)


def test_the_mapping_that_is_used_is_named(office: Office, diff: Diff) -> None:
    office.write(2023, "Phường A", GOOD)
    office.write(2024, "Phường A", {"x": "đạt"}, "khac")
    (office.folder / "criteria" / "mappings").mkdir()
    text = "format: wardeval/mapping/1\nfrom: thu\nto: khac\ncriteria: [{from: '1', to: x, relation: equal}]\n"
    (office.folder / "criteria" / "mappings" / "thu--khac.yaml").write_text(text)
    named = "the criteria are related by the mapping criteria/mappings/thu--khac.yaml"
    assert named in flat(diff("2023", "2024").out)
    office.write(2024, "Phường B", GOOD)
    assert f"Phường A: {named}" in flat(diff("2023", "2024").out)
