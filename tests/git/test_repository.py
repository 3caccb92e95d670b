"""Revisions are read as they are, and nothing is written, followed or fetched."""

from __future__ import annotations

import os
import pickle
import subprocess
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.building import full_set, one
from tests.git.scratch import commit, git, repository, write
from wardeval.content import LIMITS, read_bytes
from wardeval.git.repository import Repository
from wardeval.git.tree import GitPath
from wardeval.language import Code, Language
from wardeval.library import Library, Place
from wardeval.problems import InputError, Problem
from wardeval.source import read_source

ENGLISH = Language(Code.EN)


def refused(folder: Path, revision: str = "HEAD") -> Problem:
    with pytest.raises(InputError) as caught:
        Repository.at(folder).revision(revision)
    (problem,) = caught.value.problems
    return problem


def everything(folder: Path) -> dict[str, bytes]:
    """All files of a folder, those of git too."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_revision_is_a_tree_of_paths(tmp_path: Path) -> None:
    repo = repository(tmp_path / "r")
    commit(repo, {"a/2023/x.yaml": "một\n", "a/y.yml": "hai\n", "b.yaml": "ba\n"}, "v1")
    commit(repo, {"a/2023/x.yaml": "bốn\n"})
    root = Repository.at(repo).revision("v1")
    assert [str(path) for path in sorted(root.rglob("*.y*ml"))] == ["v1:a/2023/x.yaml", "v1:a/y.yml", "v1:b.yaml"]
    assert [path.name for path in (root / "a").glob("*")] == ["y.yml"]
    file = root / "a" / "2023" / "x.yaml"
    assert (file.name, file.stem, file.suffix, file.parent) == ("x.yaml", "x", ".yaml", root / "a/2023")
    assert (file.is_file(), file.is_dir(), file.exists()) == (True, False, True)
    assert (file.parent.is_file(), file.parent.is_dir(), file.parent.exists()) == (False, True, True)
    assert ((root / "a/2").exists(), (root / "a/2").is_dir(), root.is_dir()) == (False, False, True)
    assert [str(path) for path in file.parents] == ["v1:a/2023", "v1:a", "v1:"]
    assert file.read(99) == "một\n".encode()
    assert read_bytes(Repository.at(repo).revision("HEAD~0") / "a/2023/x.yaml", "x") == "bốn\n".encode()
    assert file.read(2) == "một".encode()[:2]
    assert (root / "b.yaml").read(99) == b"ba\n"  # what was passed over is not taken for the next file


def test_what_a_path_is_not(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, {"a/x.yaml": "x: y\n"})
    root = Repository.at(repo).revision("HEAD")
    for path, rule in (("a", "is-a-directory"), ("b.yaml", "missing-file"), ("a/x.yaml/z", "missing-file")):
        with pytest.raises(InputError) as caught:
            read_source(root / path)
        assert [(problem.rule, problem.span.file) for problem in caught.value.problems] == [(rule, f"HEAD:{path}")]


@pytest.mark.parametrize(
    "name",
    [
        "phường-Đống-Đa.yaml",
        normalize("NFD", "hoà.yaml"),
        'dấu "nháy".yaml',
        "hai\ndòng.yaml",
        "tab\tở đây.yaml",
        ":(glob)*.yaml",
        "-q.yaml",
        " trống .yaml",
        "\\lùi.yaml",
    ],
)
def test_hostile_names(name: str, tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, {f"thư mục/{name}": "x: y\n", "khác.yaml": "z: y\n"})
    root = Repository.at(repo / "thư mục").revision("HEAD")
    found = list((root / "thư mục").glob("*.yaml"))
    assert [path.name for path in found] == [name]
    assert read_source(found[0]).data == {"x": "y"}
    composed = root.tree.same(normalize("NFC", f"thư mục/{name}"))
    assert composed == f"thư mục/{name}"


def test_a_name_that_is_no_text_is_kept(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    blob = git(repo, "hash-object", "-w", "--stdin", input_=b"x: y\n")
    tree = git(repo, "mktree", "-z", input_=b"100644 blob " + blob.encode() + b"\tb\xff.yaml\0")
    git(repo, "tag", "odd", tree)
    (path,) = Repository.at(repo).revision("odd").glob("*.yaml")
    assert path.name == "b\udcff.yaml"
    assert read_source(path).data == {"x": "y"}


def test_bytes_are_as_they_were_committed(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    content = "a: một\r\nb: hai\r\n".encode()
    commit(repo, {"x.yaml": content, "trống.yaml": b"", ".gitattributes": "* -text\n"})
    git(repo, "config", "core.autocrlf", "true")
    root = Repository.at(repo).revision("HEAD")
    assert (root / "x.yaml").read(1000) == content
    assert (root / "trống.yaml").read(1000) == b""
    assert (root / "x.yaml").read(1000) == content


def test_links_and_submodules_are_there_but_are_not_followed(tmp_path: Path) -> None:
    repo = repository(tmp_path / "r")
    write(tmp_path, {"secret.yaml": "secret: yes\n"})
    (repo / "a").mkdir()
    (repo / "link.yaml").symlink_to("../secret.yaml")
    (repo / "folder").symlink_to("a")
    commit(repo, {"a/x.yaml": "x: y\n"})
    head = git(repo, "rev-parse", "HEAD")
    git(repo, "update-index", "--add", "--cacheinfo", f"160000,{head},sub.yaml")
    git(repo, "commit", "-q", "-m", "con")
    root = Repository.at(repo).revision("HEAD")
    assert [path.path for path in root.rglob("*.yaml")] == ["a/x.yaml", "link.yaml", "sub.yaml"]
    assert not (root / "folder/x.yaml").exists()
    for name in ("link.yaml", "sub.yaml", "folder"):
        path = root / name
        assert (path.exists(), path.is_file(), path.is_dir()) == (True, False, False)
        with pytest.raises(InputError) as caught:
            read_source(path)
        assert caught.value.problems[0].rule == "unreadable-file"


def test_what_is_too_large_is_not_taken_in_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = repository(tmp_path)
    commit(repo, {"a.yaml": b"x" * (LIMITS.bytes + 70_000), "b.yaml": "x: y\n"})
    root = Repository.at(repo).revision("HEAD")
    monkeypatch.setattr("wardeval.git.tree._MOST", LIMITS.bytes + 1)
    with pytest.raises(InputError) as caught:
        read_source(root / "a.yaml")
    assert caught.value.problems[0].rule == "too-large"
    assert read_source(root / "b.yaml").data == {"x": "y"}


def test_a_bare_repository_a_subfolder_and_a_second_work_tree(tmp_path: Path) -> None:
    repo = repository(tmp_path / "r")
    commit(repo, {"quận 1/a.yaml": "x: y\n"}, "v1")
    git(tmp_path, "clone", "-q", "--bare", str(repo), "bare.git")
    git(repo, "worktree", "add", "-q", str(tmp_path / "second"))
    for folder, prefix in (
        (repo, ""),
        (repo / "quận 1", "quận 1"),
        (tmp_path / "bare.git", ""),
        (tmp_path / "second" / "quận 1", "quận 1"),
    ):
        found = Repository.at(folder)
        assert found.prefix == prefix
        assert found.top == (folder.parent if prefix else folder)
        assert read_source(found.revision("v1") / "quận 1" / "a.yaml").data == {"x": "y"}


def test_a_folder_reached_by_a_link(tmp_path: Path) -> None:
    repo = repository(tmp_path / "r")
    commit(repo, {"sub/a.yaml": "x: y\n"})
    (tmp_path / "link").symlink_to(repo / "sub")
    found = Repository.at(tmp_path / "link")
    assert (found.prefix, found.top) == ("sub", repo.resolve())


@pytest.mark.parametrize(
    "revision",
    ["", "-v", "--all", "--output=x", "none", "HEAD:a.yaml", "v1..v2", "HEAD\0", "HEAD\nHEAD", "^HEAD", "v*", ":0"],
)
def test_what_is_no_revision(revision: str, tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, {"a.yaml": "x: y\n"}, "v1")
    commit(repo, {"a.yaml": "x: z\n"}, "v2")
    before = everything(tmp_path)
    problem = refused(repo, revision)
    assert problem.rule == "unknown-revision"
    assert problem.hint is not None
    assert "git tag" in ENGLISH.text(problem.hint)
    assert everything(tmp_path) == before


@pytest.mark.parametrize("revision", ["HEAD", "HEAD~1", "v1", "main", "v2^", "HEAD^{/th}", "@", "refs/tags/v1"])
def test_what_is_one(revision: str, tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, {"a.yaml": "x: y\n"}, "v1")
    commit(repo, {"b.yaml": "x: z\n"}, "v2")
    assert (Repository.at(repo).revision(revision) / "a.yaml").is_file()


def test_a_repository_without_commits_and_a_folder_without_one(tmp_path: Path) -> None:
    assert refused(repository(tmp_path / "new")).rule == "unknown-revision"
    (tmp_path / "plain").mkdir()
    problem = refused(tmp_path / "plain")
    assert problem.rule == "no-repository"
    assert problem.hint is not None
    assert refused(tmp_path / "none").rule == "git-failed"


def test_a_copy_that_is_not_whole_says_so(tmp_path: Path) -> None:
    repo = repository(tmp_path / "r")
    commit(repo, {"a.yaml": "một\n"}, "v1")
    commit(repo, {"a.yaml": "hai\n"})
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-tags", f"file://{repo}", "copy")
    for folder, said in ((repo, "“git tag”, "), (tmp_path / "copy", "this copy holds only the newest versions; ")):
        hint = refused(folder, "v0").hint
        assert hint is not None
        assert ENGLISH.text(hint).startswith(said)


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = repository(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    problem = refused(repo)
    assert problem.rule == "no-git"
    assert problem.hint is not None
    said = "install git (images such as python:3.12-slim have none), or name files and folders"
    assert ENGLISH.text(problem.hint) == said


def test_what_git_says_is_told(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    (repo / ".git" / "config").write_text("[core\n", encoding="utf-8")
    problem = refused(repo)
    assert problem.rule == "git-failed"
    assert "bad config" in ENGLISH.text(problem.message)


def test_nothing_is_written(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, {"a.yaml": "x: y\n", "criteria/b.yaml": "x: z\n"}, "v1")
    write(repo, {"a.yaml": "x: changed\n"})
    os.utime(repo / "a.yaml", (1, 1))  # the index would be refreshed
    before = everything(tmp_path)
    root = Repository.at(repo).revision("v1")
    assert [read_source(path).data for path in root.rglob("*.yaml")] == [{"x": "y"}, {"x": "z"}]
    assert everything(tmp_path) == before


def test_hooks_aliases_pagers_and_the_environment_of_a_hook_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo, other = repository(tmp_path / "r"), repository(tmp_path / "other")
    commit(repo, {"a.yaml": "x: y\n"})
    commit(other, {"a.yaml": "x: other\n"})
    mark = tmp_path / "mark"
    for key in ("core.pager", "core.fsmonitor", "core.sshCommand", "alias.ls-tree", "diff.external", "alias.cat-file"):
        git(repo, "config", key, f"!touch {mark}" if key.startswith("alias") else f"touch {mark}")
    for name, value in {
        "GIT_DIR": str(other / ".git"),
        "GIT_WORK_TREE": str(other),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_TRACE": str(tmp_path / "trace"),
        "GIT_PAGER": f"touch {mark}",
    }.items():
        monkeypatch.setenv(name, value)
    assert read_source(Repository.at(repo).revision("HEAD") / "a.yaml").data == {"x": "y"}
    assert not mark.exists()
    assert not (tmp_path / "trace").exists()


def test_content_that_is_missing_is_not_fetched(tmp_path: Path) -> None:
    repo = repository(tmp_path / "r")
    git(repo, "config", "uploadpack.allowFilter", "true")
    commit(repo, {"a.yaml": "x: y\n"})
    url = f"file://{repo}"
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", url, "partial")
    partial = tmp_path / "partial"
    before = everything(partial)
    path = Repository.at(partial).revision("HEAD") / "a.yaml"
    with pytest.raises(InputError) as caught:
        read_source(path)
    (problem,) = caught.value.problems
    assert (problem.rule, problem.span.file) == ("unreadable-file", "HEAD:a.yaml")
    assert everything(partial) == before


def test_a_file_is_read_after_one_that_is_missing(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, {"a.yaml": "x: y\n", "b.yaml": "x: z\n"})
    gone = git(repo, "rev-parse", "HEAD:a.yaml")
    (repo / ".git/objects" / gone[:2] / gone[2:]).unlink()
    root = Repository.at(repo).revision("HEAD")
    with pytest.raises(InputError):
        read_source(root / "a.yaml")
    assert read_source(root / "b.yaml").data == {"x": "z"}


def test_the_program_is_one_and_ends(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, {f"{index}.yaml": f"x: {index}\n" for index in range(20)})
    found = Repository.at(repo)
    root = found.revision("HEAD")
    started: list[subprocess.Popen[bytes]] = []
    for index in range(20):
        assert read_source(root / f"{index}.yaml").data == {"x": str(index)}
        assert found._reader is not None
        started.append(found._reader[1])
    assert len({process.pid for process in started}) == 1
    found.close()
    assert started[0].returncode == 0
    found.close()
    assert read_source(root / "1.yaml").data == {"x": "1"}  # and is started again
    started[0] = found._running()
    del found, root
    assert started[0].returncode == 0


def test_a_path_can_be_sent_to_another_process(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, {"a.yaml": "x: y\n"}, "v1")
    path = Repository.at(repo).revision("v1") / "a.yaml"
    assert read_source(path).data == {"x": "y"}
    sent: GitPath = pickle.loads(pickle.dumps(path))
    assert str(sent) == "v1:a.yaml"
    assert read_source(sent).data == {"x": "y"}


def test_a_process_that_was_forked_off_reads_by_itself(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit(repo, {"a.yaml": "x: y\n"}, "v1")
    found = Repository.at(repo)
    root = found.revision("v1")
    assert read_source(root / "a.yaml").data == {"x": "y"}
    mine = found._running()
    found._reader = (os.getpid() + 1, mine)  # as it looks from there
    found._end = None
    assert found._running().pid != mine.pid
    assert read_source(root / "a.yaml").data == {"x": "y"}
    mine.communicate()


def test_sets_of_a_revision(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    met = one("measure: met")
    commit(repo, {"criteria/thu.yaml": full_set(met), "criteria/thu.cases.yaml": "x"}, "v1")
    commit(repo, {"criteria/thu.yaml": full_set(met).replace("title: Thử\n", "title: Khác\n", 1)})
    sets = Library((Place("workspace", Repository.at(repo).revision("v1") / "criteria"),))
    assert [id_ for id_, _ in sets.ids()] == ["thu"]
    assert (sets.has("thu"), sets.has("none"), sets.families()) == (True, False, {})
    loaded = sets.load("thu")
    assert (loaded.criteria.title.vi, loaded.source.name) == ("Thử", "v1:criteria/thu.yaml")
