"""Which files are as they were: compared with where HEAD left a revision."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.git.scratch import commit, git, repository, write
from wardeval.check.changed import Unchanged
from wardeval.git.changes import unchanged_since
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
        return set(unchanged_since(found, revision))
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


def test_what_the_other_branch_did_since_is_not_ours(folder: Path) -> None:
    assert unchanged(folder, "main") == set(map(str, FILES))


def test_without_anything_in_common_the_revision_itself_counts(folder: Path) -> None:
    git(folder, "checkout", "-q", "--orphan", "mồ-côi")
    git(folder, "commit", "-q", "-m", "một gốc khác")
    assert unchanged(folder, "main") == set(FILES) - {"giữ.yaml"}


def test_from_a_folder_in_it_the_same_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {"sửa.yaml": "mới\n"})
    found = Unchanged(folder / "x", "v1")
    for here in (folder, folder / "x"):
        monkeypatch.chdir(here)
        around = "" if here == folder else "../"
        assert Path(f"{around}giữ.yaml") in found
        assert here / f"{around}x/sâu.yaml" in found
        assert Path(f"{around}sửa.yaml") not in found
        assert Path(f"{around}mới.yaml") not in found
        assert folder.parent / "giữ.yaml" not in found


@pytest.mark.parametrize(("revision", "rule"), [("nowhere", "unknown-revision"), ("--all", "unknown-revision")])
def test_a_revision_that_is_none_is_refused(folder: Path, revision: str, rule: str) -> None:
    with pytest.raises(InputError) as caught:
        Unchanged(folder, revision)
    assert [each.rule for each in caught.value.problems] == [rule]


def test_without_a_repository_nothing_can_be_said(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Unchanged(tmp_path, "HEAD")
    assert [each.rule for each in caught.value.problems] == ["no-repository"]
