"""Which files are as they were: compared with where HEAD left a revision."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.git.scratch import commit, git, repository, write
from wardeval.check.changed import Changed
from wardeval.git.changes import changes_since
from wardeval.git.repository import Repository
from wardeval.problems import InputError

FILES: dict[str, str | bytes] = {
    name: f"{name}\n" for name in ("giữ.yaml", "sửa.yaml", "xóa.yaml", "dời.yaml", "x/sâu.yaml", "y/ngang.yaml")
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository whose main branch went on after another branch left it."""
    repository(tmp_path)
    commit(tmp_path, FILES, "v1")
    git(tmp_path, "checkout", "-q", "-b", "khac")
    git(tmp_path, "checkout", "-q", "main")
    commit(tmp_path, {"giữ.yaml": "của người khác\n"})
    git(tmp_path, "checkout", "-q", "khac")
    return tmp_path


def unchanged(folder: Path, revision: str) -> set[str]:
    found = Repository.at(folder)
    try:
        return set(changes_since(found, revision).unchanged)
    finally:
        found.close()


def test_what_is_changed_staged_committed_renamed_or_new_differs(folder: Path) -> None:
    write(folder, {"sửa.yaml": "mới\n", "mới.yaml": "mới\n"})
    (folder / "xóa.yaml").unlink()
    git(folder, "mv", "dời.yaml", "đã dời.yaml")
    commit(folder, {"y/ngang.yaml": "mới\n"})
    write(folder, {"x/sâu.yaml": "mới\n", "chưa thêm.yaml": "mới\n"})
    git(folder, "add", "x/sâu.yaml")
    assert unchanged(folder, "v1") == {"giữ.yaml"}
    found = changes_since(Repository.at(folder), "v1")
    assert found.different == {*FILES, "đã dời.yaml", "mới.yaml", "chưa thêm.yaml"} - {"giữ.yaml"}
    assert [each.path for each in found.gone] == ["dời.yaml", "xóa.yaml"]


def test_what_git_passes_over_is_neither_the_same_nor_different(folder: Path) -> None:
    write(folder, {".gitignore": "quét/\n", "quét/a.pdf": "bản quét\n"})
    found = changes_since(Repository.at(folder), "v1")
    assert "quét/a.pdf" not in found.different | found.unchanged
    assert ".gitignore" in changes_since(Repository.at(folder / "x"), "v1").different


def test_what_the_other_branch_did_since_is_not_ours(folder: Path) -> None:
    assert unchanged(folder, "main") == set(map(str, FILES))


def test_without_anything_in_common_the_revision_itself_counts(folder: Path) -> None:
    git(folder, "checkout", "-q", "--orphan", "mồ-côi")
    git(folder, "commit", "-q", "-m", "một gốc khác")
    assert unchanged(folder, "main") == set(FILES) - {"giữ.yaml"}


def test_from_a_folder_in_it_the_same_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {"sửa.yaml": "mới\n"})
    found = Changed(folder / "x", "v1")
    for here in (folder, folder / "x"):
        monkeypatch.chdir(here)
        around = "" if here == folder else "../"
        assert found.is_same(Path(f"{around}giữ.yaml"))
        assert found.is_same(here / f"{around}x/sâu.yaml")
        assert not found.is_same(Path(f"{around}sửa.yaml"))
        assert found.differs(Path(f"{around}sửa.yaml"))
        assert not found.is_same(Path(f"{around}mới.yaml"))
        assert not found.is_same(folder.parent / "giữ.yaml")


@pytest.mark.parametrize(("revision", "rule"), [("nowhere", "unknown-revision"), ("--all", "unknown-revision")])
def test_a_revision_that_is_none_is_refused(folder: Path, revision: str, rule: str) -> None:
    with pytest.raises(InputError) as caught:
        Changed(folder, revision)
    assert [each.rule for each in caught.value.problems] == [rule]


def test_without_a_repository_nothing_can_be_said(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Changed(tmp_path, "HEAD")
    assert [each.rule for each in caught.value.problems] == ["no-repository"]
