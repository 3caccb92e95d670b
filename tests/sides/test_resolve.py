"""What one side of a comparison may be, and what is said where it is nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.building import full_set, one
from tests.git.scratch import commit, git, repository, write
from wardeval.engine.change import UnitName
from wardeval.git.tree import GitPath
from wardeval.language import Code, Language
from wardeval.library import Library, built_in
from wardeval.problems import InputError
from wardeval.sides.files import inside
from wardeval.sides.gather import Heads
from wardeval.sides.pairing import pair
from wardeval.sides.resolve import resolve
from wardeval.sides.submission import Found
from wardeval.workspace import NAME, find_workspace

ENGLISH = Language(Code.EN)
LISTED = "“git tag”, “git branch” and “git log --oneline” list the revisions there are"
SETTINGS = "format: wardeval/workspace/1\n"


def ward(period: int | str = 2023, name: str = "Phường Một", id_: str = "001", set_: str = "thu") -> str:
    """The text of an assessment."""
    unit = f'{{id: "{id_}", name: {name}, type: phuong}}' if id_ else f"{{name: {name}, type: phuong}}"
    return f"format: wardeval/assessment/1\nset: {set_}\nunit: {unit}\nperiod: {period}\nanswers:\n  a: đạt\n"


def side(wish: str, folder: Path, environ: Mapping[str, str] = {}, heads: Heads | None = None) -> Found:
    return resolve(wish, find_workspace(folder), folder, environ, heads)


def names(found: Found) -> list[str]:
    return [each.name for each in found.submissions]


def problems(found: Found) -> list[tuple[str, str]]:
    return [(str(problem.span), problem.rule) for problem in found.problems]


def refused(wish: str, folder: Path, environ: Mapping[str, str] = {}) -> tuple[str, str, str]:
    """The rule, the sentence and the hint."""
    with pytest.raises(InputError) as caught:
        side(wish, folder, environ)
    (problem,) = caught.value.problems
    assert problem.span.file == wish
    return problem.rule, ENGLISH.text(problem.message), "" if problem.hint is None else ENGLISH.text(problem.hint)


def years(folder: Path) -> Path:
    """A workspace with two years; one file lies in the folder of the other year."""
    files: dict[str, str | bytes] = {
        NAME: SETTINGS,
        "assessments/2023/mot.yaml": ward(2023),
        "assessments/2023/hai.yaml": ward(2024, "Phường Hai", "002"),
        "assessments/2024/quan-1/mot.yml": ward(2024),
        "assessments/2024/quan-1/criteria/thu.yaml": ward(2024, "Phường Ba", "003"),
        "assessments/.hidden/x.yaml": ward(2024, "Phường Ba", "003"),
        "assessments/2024/.x.yaml": ward(2024, "Phường Ba", "003"),
        "assessments/units.yaml": "format: wardeval/units/1\n",
        "assessments/set.yaml": full_set(one("measure: met")),
        "assessments/note.txt": ward(2024, "Phường Ba", "003"),
        "elsewhere/ba.yaml": ward(2024, "Phường Ba", "003"),
    }
    write(folder, files)
    return folder


# years


def test_a_year_is_what_the_files_say(tmp_path: Path) -> None:
    years(tmp_path)
    assert names(side("2023", tmp_path)) == ["assessments/2023/mot.yaml"]
    found = side("2024", tmp_path)
    assert (found.label, found.problems) == ("2024", ())
    assert names(found) == ["assessments/2023/hai.yaml", "assessments/2024/quan-1/mot.yml"]
    assert [each.path for each in found.submissions] == [tmp_path / name for name in names(found)]
    assert names(side("2023", tmp_path / "assessments/2024")) == ["../2023/mot.yaml"]


def test_a_year_that_nothing_is_of(tmp_path: Path) -> None:
    years(tmp_path)
    told = ("no-such-year", "there is no assessment of 2022 in assessments", "there are assessments of 2023; 2024")
    assert refused("2022", tmp_path) == told
    (tmp_path / "empty").mkdir()
    write(tmp_path / "empty", {NAME: SETTINGS})
    assert refused("2022", tmp_path / "empty") == (
        "no-such-year",
        "there is no assessment of 2022 in assessments",
        "",
    )


def test_a_year_without_a_workspace(tmp_path: Path) -> None:
    said = "a year is looked for in a workspace, and none is here"
    hint = "make one with “wardeval init”, or name files and folders"
    assert refused("2023", tmp_path) == ("no-workspace", said, hint)
    write(tmp_path, {"2023/a.yaml": ward()})
    hint = "write ./2023 for what has that name here"
    assert refused("2023", tmp_path) == ("no-workspace", said, hint)
    assert names(side("./2023", tmp_path)) == ["2023/a.yaml"]


def test_a_year_wins_over_a_folder_and_a_revision(tmp_path: Path) -> None:
    repo = years(repository(tmp_path))
    commit(repo, {"2023/a.yaml": ward(2020)}, "2023")
    assert names(side("2023", repo)) == ["assessments/2023/mot.yaml"]
    assert names(side("./2023", repo)) == ["2023/a.yaml"]
    assert names(side("2023/", repo)) == ["2023/a.yaml"]
    assert names(side("tags/2023", repo))[0] == "tags/2023:assessments/2023/hai.yaml"


def test_the_folder_of_the_settings_counts_and_a_mistake_in_them_is_told(tmp_path: Path) -> None:
    write(tmp_path, {NAME: "assessments: nộp\n", "nộp/a.yaml": ward()})
    assert names(side("2023", tmp_path)) == ["nộp/a.yaml"]
    write(tmp_path, {NAME: "assesments: nộp\n"})
    for wish in ("2023", "nộp", "nộp/a.yaml"):
        with pytest.raises(InputError) as caught:
            side(wish, tmp_path)
        assert caught.value.problems[0].rule == "unknown-key"


def test_one_bad_file_never_hides_the_others(tmp_path: Path) -> None:
    years(tmp_path)
    write(
        tmp_path / "assessments",
        {
            "a-empty.yaml": "",
            "b-broken-2022.yaml": "period: 2022\nunit: [\n",
            "c-broken-2024.yaml": ward(2024).replace("type: phuong", "tipe: phuong"),
            "d-latin.yaml": "period: 2022 \xff".encode("latin-1"),
            "e-mistake-below.yaml": ward(2024, "Phường Năm", "005") + "  b: [\n",
        },
    )
    (tmp_path / "assessments/f-gone.yaml").symlink_to("nowhere")
    (tmp_path / "assessments/g-folder.yaml").mkdir()
    os.mkfifo(tmp_path / "assessments/h-pipe.yaml")
    found = side("2024", tmp_path)
    assert names(found) == [
        "assessments/2023/hai.yaml",
        "assessments/2024/quan-1/mot.yml",
        "assessments/c-broken-2024.yaml",
        "assessments/e-mistake-below.yaml",
    ]
    broken = found.submissions[2]
    assert (broken.unit, broken.period) == (UnitName("001", "Phường Một", ""), 2024)
    assert [(str(problem.span), problem.rule) for problem in broken.problems] == [
        ("assessments/c-broken-2024.yaml:3:7", "missing-key"),
        ("assessments/c-broken-2024.yaml:3:37", "unknown-key"),
    ]
    assert problems(found) == [
        ("assessments/a-empty.yaml:1:1", "empty-file"),
        ("assessments/d-latin.yaml:1:14", "not-utf8"),
        ("assessments/f-gone.yaml", "missing-file"),
        ("assessments/h-pipe.yaml", "unreadable-file"),
    ]
    assert [place for place, _ in problems(side("2023", tmp_path))] == [
        "assessments/a-empty.yaml:1:1",
        "assessments/d-latin.yaml:1:14",
        "assessments/f-gone.yaml",
        "assessments/h-pipe.yaml",
    ]


def test_a_year_whose_files_are_all_broken_is_there(tmp_path: Path) -> None:
    write(tmp_path, {NAME: SETTINGS, "assessments/a.yaml": "period: 2023\nset: [\n", "assessments/b.yaml": ward(2024)})
    found = side("2023", tmp_path)
    assert (names(found), len(found.problems)) == ([], 1)
    assert refused("2022", tmp_path)[2] == "there are assessments of 2023; 2024"


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    years(tmp_path)
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("quan-1"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = side("2024", tmp_path)
    assert names(found) == ["assessments/2023/hai.yaml"]
    assert problems(found) == [("assessments/2024/quan-1", "unreadable-folder")]


def test_a_file_is_read_once_for_two_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    years(tmp_path)
    heads = Heads()
    assert len(names(side("2023", tmp_path, heads=heads))) == 1
    monkeypatch.setattr("wardeval.sides.gather.read_bytes", None)
    assert len(names(side("2024", tmp_path, heads=heads))) == 2


def test_heads_are_the_same_from_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    years(tmp_path)
    write(tmp_path, {"assessments/2023/bad.yaml": "set: [", "assessments/2023/sets.yaml": SETTINGS})
    alone = side("2023", tmp_path)
    monkeypatch.setattr("wardeval.sides.gather._FEW", 1)
    monkeypatch.setattr("wardeval.batch.cores", lambda: 2)
    assert side("2023", tmp_path) == alone
    assert [each.path for each in alone.submissions] == [tmp_path / each.name for each in alone.submissions]
    assert [rule for _, rule in problems(alone)] == ["syntax"]


def test_two_files_of_one_unit_are_told_at_both(tmp_path: Path) -> None:
    years(tmp_path)
    write(tmp_path, {"assessments/2023/again.yaml": ward(2023, "Phuong Mot")})
    found = side("2023", tmp_path)
    assert (len(names(found)), problems(found)) == (2, [])
    (pairing,) = pair(found, side("2024", tmp_path)._replace(submissions=()), None, lambda one, other: False)
    told = [problem for each in pairing.before for problem in each.problems]
    assert [(str(problem.span), problem.rule) for problem in told] == [
        ("assessments/2023/again.yaml", "duplicate-assessment"),
        ("assessments/2023/mot.yaml", "duplicate-assessment"),
    ]
    said = {ENGLISH.text(problem.message) for problem in told}
    assert said == {"assessments/2023/again.yaml; assessments/2023/mot.yaml are of the same unit, set and period"}


def test_suffixes_in_capitals_count(tmp_path: Path) -> None:
    files = {"a/A.YAML": ward(), "a/b.Yml": ward(2023, "Phường Hai", "002"), "a/c.YAMLX": "x", "a/.D.YAML": "x"}
    write(tmp_path, dict(files))
    assert names(side("a", tmp_path)) == ["a/A.YAML", "a/b.Yml"]
    repo = repository(tmp_path / "r")
    commit(repo, dict(files), "v1")
    assert names(side("v1:a", repo)) == ["v1:a/A.YAML", "v1:a/b.Yml"]


def test_a_link_to_a_folder_is_followed_once_and_never_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path, {"far/x/a.yaml": ward(), "all/b.yaml": ward(2023, "Phường Hai", "002")})
    for name, target in (("far", "far"), ("again", "far"), ("inside", "far/x"), ("up", "."), ("self", "all")):
        (tmp_path / "all" / name).symlink_to(tmp_path / target, target_is_directory=True)
    (tmp_path / "far/x/back").symlink_to(tmp_path / "all", target_is_directory=True)
    assert names(side("all", tmp_path)) == ["all/again/x/a.yaml", "all/b.yaml"]
    assert [path.name for path in inside(tmp_path / "all")] == ["a.yaml", "b.yaml"]


# paths


def test_a_file_and_a_folder(tmp_path: Path) -> None:
    years(tmp_path)
    assert names(side("elsewhere/ba.yaml", tmp_path)) == ["elsewhere/ba.yaml"]
    assert names(side("elsewhere", tmp_path)) == ["elsewhere/ba.yaml"]
    assert names(side("./elsewhere/", tmp_path)) == ["elsewhere/ba.yaml"]
    assert len(names(side("assessments", tmp_path))) == 3
    assert names(side(str(tmp_path / "elsewhere"), tmp_path)) == [str(tmp_path / "elsewhere/ba.yaml")]
    assert names(side("../elsewhere", tmp_path / "assessments")) == ["../elsewhere/ba.yaml"]


def test_a_folder_without_assessments_and_a_file_that_is_none(tmp_path: Path) -> None:
    years(tmp_path)
    (tmp_path / "empty").mkdir()
    assert refused("empty", tmp_path) == ("no-assessment", "there is no assessment in empty", "")
    assert side("elsewhere/ba.yaml", tmp_path).is_file
    assert not side("elsewhere", tmp_path).is_file
    found = side("assessments/set.yaml", tmp_path)
    assert (names(found), found.problems[0].rule) == ([], "missing-key")


@pytest.mark.parametrize(
    ("wish", "hint"),
    {
        "a slip": ("asessments", "did you mean “assessments”?"),
        "a slip below": ("elsewhere/b.yaml", "did you mean “ba.yaml”?"),
        "nothing like it": ("v2099", "git keeps no versions of this folder"),
        "a control character": ("\x1b[31m", "git keeps no versions of this folder"),
        "NUL": ("a\0b", "git keeps no versions of this folder"),
        "very long": ("x" * 5000, "git keeps no versions of this folder"),
        "an option": ("--help", "git keeps no versions of this folder"),
    }.values(),
)
def test_what_is_nothing(wish: str, hint: str, tmp_path: Path) -> None:
    said = f"there is no file, folder or revision “{wish}”"
    assert refused(wish, years(tmp_path)) == ("missing-file", said, hint)


def test_nothing_at_all_is_named(tmp_path: Path) -> None:
    assert refused("", tmp_path) == ("missing-file", "the name of a file is empty", "")


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    years(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused("v1", tmp_path)[2] == "git is not installed, so no revision can be read"
    assert refused("v1:a", tmp_path) == (
        "no-git",
        "git is not installed, so no revision can be read",
        "install git (images such as python:3.12-slim have none), or name files and folders",
    )


def test_where_sets_are_looked_for(tmp_path: Path) -> None:
    years(tmp_path)
    write(tmp_path, {"criteria/thu.yaml": "x: y\n"})
    environ = {"WARDEVAL_CRITERIA": str(tmp_path / "elsewhere")}
    for wish in ("2023", "assessments", "assessments/2023/mot.yaml"):
        places = side(wish, tmp_path, environ).places
        assert [place.kind for place in places] == ["built-in", "workspace", "environment"]
        assert places[1].path == tmp_path / "criteria"
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    places = side(str(tmp_path / "assessments"), outside).places
    assert [place.path for place in places] == [built_in(), tmp_path / "criteria"]


# revisions


def history(folder: Path) -> Path:
    """A repository whose workspace lies in a folder, in two versions."""
    repo = repository(folder)
    commit(
        repo,
        {
            f"thành phố/{NAME}": "assessments: cũ\n",
            "thành phố/cũ/mot.yaml": ward(2023),
            "thành phố/cũ/criteria/x.yaml": ward(2023, "Phường Ba", "003"),
            "thành phố/cũ/hai.yaml": ward(2022, "Phường Hai", "002"),
            "thành phố/criteria/thu.yaml": full_set(one("measure: met")),
            "khác/2023/a.yaml": ward(2020, "Phường Năm", "005"),
        },
        "v1",
    )
    git(repo, "mv", "thành phố/cũ", "thành phố/assessments")
    commit(
        repo,
        {
            f"thành phố/{NAME}": SETTINGS,
            "thành phố/assessments/mot.yaml": ward(2024),
            "thành phố/criteria/thu.yaml": full_set(one("measure: met")).replace("title: Thử\n", "title: Mới\n", 1),
        },
        "v2",
    )
    return repo


def test_a_revision_is_the_workspace_as_it_was(tmp_path: Path) -> None:
    place = history(tmp_path) / "thành phố"
    found = side("v1", place)
    assert names(found) == ["v1:thành phố/cũ/hai.yaml", "v1:thành phố/cũ/mot.yaml"]
    assert [each.path for each in found.submissions] == [None, None]
    assert found.submissions[1].content == ward(2023).encode()
    assert names(side("v2", place)) == ["v2:thành phố/assessments/hai.yaml", "v2:thành phố/assessments/mot.yaml"]
    assert names(side("HEAD~1", place / "assessments")) == [
        "HEAD~1:thành phố/cũ/hai.yaml",
        "HEAD~1:thành phố/cũ/mot.yaml",
    ]


def test_a_year_of_a_revision(tmp_path: Path) -> None:
    place = history(tmp_path) / "thành phố"
    assert names(side("v1:2023", place)) == ["v1:thành phố/cũ/mot.yaml"]
    assert names(side("v2:2024", place)) == ["v2:thành phố/assessments/mot.yaml"]
    assert refused("v2:2023", place) == (
        "no-such-year",
        "there is no assessment of 2023 in v2:thành phố/assessments",
        "there are assessments of 2022; 2024",
    )
    assert refused("v2:2023", tmp_path / "khác") == (
        "no-workspace",
        "a year is looked for in a workspace, and none was here then",
        "write v2:./2023 for what has that name there",
    )
    assert names(side("v2:./2023", tmp_path / "khác")) == ["v2:khác/2023/a.yaml"]


def test_a_path_of_a_revision(tmp_path: Path) -> None:
    repo = history(tmp_path)
    for folder, wish in (
        (repo, "v1:thành phố/cũ"),
        (repo / "thành phố", "v1:thành phố/cũ/"),
        (repo / "thành phố", "v1:./cũ"),
        (repo / "khác", "v1:../thành phố/cũ"),
        (repo / "thành phố" / "assessments", "v1:../cũ"),
        (repo, "v1:/thành phố/cũ"),
        (repo, "v1:the\u0300nh phô\u0301/cu\u0303".replace("the\u0300nh", "tha\u0300nh")),
    ):
        assert names(side(wish, folder)) == ["v1:thành phố/cũ/hai.yaml", "v1:thành phố/cũ/mot.yaml"], wish
    assert names(side("v1:thành phố/cũ/mot.yaml", repo)) == ["v1:thành phố/cũ/mot.yaml"]
    assert len(names(side("v1:", repo))) == 3
    assert names(side("HEAD^{/th}:khác", repo)) == ["HEAD^{/th}:khác/2023/a.yaml"]


THERE = "there are: {}"


@pytest.mark.parametrize(
    ("wish", "rule", "hint"),
    {
        "revision": ("v9:khác", "unknown-revision", LISTED),
        "none": (":khác", "unknown-revision", LISTED),
        "path": ("v1:thành phố/cu/mot.yaml", "missing-file", THERE.format("v1:thành phố/criteria; v1:thành phố/cũ")),
        "slip": ("v1:thành phố/cu", "missing-file", "did you mean “v1:thành phố/cũ”?"),
        "from here": ("v1:cũ", "missing-file", "did you mean “v1:./cũ”?"),
        "gone": ("v2:./cũ", "missing-file", THERE.format("v2:thành phố/assessments")),
        "out": ("v1:../../..", "missing-file", ""),
        "empty": ("v1:khác/2023/a.yaml/x", "missing-file", THERE.format("v1:khác/2023/a.yaml")),
    }.values(),
)  # fmt: skip
def test_what_a_revision_does_not_hold(wish: str, rule: str, hint: str, tmp_path: Path) -> None:
    found = refused(wish, history(tmp_path) / "thành phố")
    assert found[0] == rule
    assert found[2].startswith(hint) if hint.startswith(THERE[:9]) else found[2] == hint


def test_a_revision_alone_that_is_none(tmp_path: Path) -> None:
    said = "there is no file, folder or revision “v9”"
    assert refused("v9", history(tmp_path)) == ("missing-file", said, LISTED)


def test_a_path_wins_over_a_revision(tmp_path: Path) -> None:
    repo = history(tmp_path)
    write(repo, {"v1/a.yaml": ward()})
    assert names(side("v1", repo)) == ["v1/a.yaml"]
    assert names(side("tags/v1:khác", repo)) == ["tags/v1:khác/2023/a.yaml"]


def test_sets_of_a_revision_are_those_of_then(tmp_path: Path) -> None:
    repo = history(tmp_path)
    for wish, title in (("v1", "Thử"), ("v2:2024", "Mới"), ("v1:thành phố/cũ/mot.yaml", "Thử"), ("v1:./cũ", "Thử")):
        places = side(wish, repo / "thành phố").places
        assert [place.kind for place in places] == ["built-in", "workspace"]
        assert isinstance(places[1].path, GitPath)
        assert Library(places).load("thu").criteria.title.vi == title
    assert [place.kind for place in side("v1:khác", repo).places] == ["built-in"]
    beside = {"WARDEVAL_CRITERIA": os.pathsep.join([str(repo / "thành phố/criteria"), str(repo / "khác")])}
    assert [place.kind for place in side("v1", repo / "thành phố", beside).places] == [
        "built-in",
        "workspace",
        "environment",
    ]


def test_a_revision_before_there_was_a_workspace(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, {"assessments/a.yaml": ward(2023), "criteria/thu.yaml": "x: y\n"}, "v1")
    assert names(side("v1", repo)) == ["v1:assessments/a.yaml"]
    commit(repo, {NAME: "assessments: assessments\n"}, "v2")
    for wish in ("v1", "v1:2023", "v2"):
        assert names(side(wish, repo)) == [f"{wish[:2]}:assessments/a.yaml"]
        assert [place.kind for place in side(wish, repo).places] == ["built-in", "workspace"]
    write(repo, {NAME: "assessments: mới\n"})
    assert refused("v1", repo) == ("missing-file", "there was no folder v1:mới then", "")


def test_settings_of_a_revision_with_a_mistake_are_told(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, {NAME: "assesments: x\n", "assessments/a.yaml": ward()}, "v1")
    write(repo, {NAME: SETTINGS})
    with pytest.raises(InputError) as caught:
        side("v1", repo)
    assert str(caught.value.problems[0].span) == "v1:wardeval.yaml:1:1"


def test_a_bare_repository(tmp_path: Path) -> None:
    history(tmp_path / "r")
    git(tmp_path, "clone", "-q", "--bare", str(tmp_path / "r"), "bare.git")
    bare = tmp_path / "bare.git"
    assert len(names(side("v1", bare))) == 3
    assert names(side("v1:thành phố/cũ/mot.yaml", bare)) == ["v1:thành phố/cũ/mot.yaml"]
    assert [place.kind for place in side("v1:thành phố", bare).places] == ["built-in", "workspace"]


def test_bad_files_of_a_revision_never_hide_the_others(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    (repo / "assessments").mkdir()
    (repo / "assessments/link.yaml").symlink_to("a.yaml")
    commit(repo, {NAME: SETTINGS, "assessments/a.yaml": ward(), "assessments/b.yaml": "period: 2023\nx: [\n"}, "v1")
    found = side("v1:2023", repo)
    assert names(found) == ["v1:assessments/a.yaml"]
    assert [place for place, _ in problems(found)] == ["v1:assessments/b.yaml:3:1", "v1:assessments/link.yaml"]


def test_a_repository_that_holds_only_the_assessments(tmp_path: Path) -> None:
    write(tmp_path, {NAME: "assessments: nộp\n", "criteria/thu.yaml": "x: y\n"})
    repo = repository(tmp_path / "nộp")
    commit(repo, {"a.yaml": ward(), "b.yaml": ward(2022)}, "v1")
    for wish, folder in (("v1:a.yaml", repo), ("v1:2023", repo), ("v1:2023", tmp_path)):
        assert names(side(wish, folder)) == ["v1:a.yaml"]
        assert [place.path for place in side(wish, folder).places] == [built_in(), tmp_path / "criteria"]
    assert names(side("v1", tmp_path)) == ["v1:a.yaml", "v1:b.yaml"]
