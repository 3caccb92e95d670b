"""Files of evidence on the disk: looked for with few questions, never waited for, never outside their folder."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wardeval.check.pool import Pool
from wardeval.check.proved import evidence_contents, evidence_files, unclaimed
from wardeval.check.rule import Finding
from wardeval.check.rules import OF_POOLS, PROVED
from wardeval.check.shelf import Fault
from wardeval.check.traits import Claimed, Traits
from wardeval.engine.change import UnitName
from wardeval.folders import Kind, kind_of
from wardeval.language import Code, Language
from wardeval.report.office import TEMPLATES

ENGLISH = Language(Code.EN)
TODAY = date(2026, 6, 30)
ON_DISK = [each for each in OF_POOLS if each in PROVED]


def pool(folder: Path, *claimed: str, sha256: str | None = None) -> Pool:
    """A run of one assessment, `a.yaml`, that claims files."""
    claims = tuple(Claimed(f"e-{place}", file, sha256) for place, file in enumerate(claimed))
    unit = UnitName(None, "Phường Ví Dụ", "phuong", ())
    (folder / "a.yaml").touch()
    return Pool({"a.yaml": traits(unit, claims)}, {"a.yaml": folder / "a.yaml"}, TODAY)


def traits(unit: UnitName, claims: tuple[Claimed, ...]) -> Traits:
    return Traits(unit=unit, period=2024, set_="tt-124-2021-xa", as_of=None, claimed=claims)


def made(folder: Path, *names: str, text: str = "x") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def said(found: Iterator[Any]) -> list[str]:
    return [ENGLISH.text(each.message) for each in found]


def all_said(run: Pool) -> list[str]:
    """What all rules about the disk find."""
    return [text for each in ON_DISK for text in said(each.find(run))]


def fault_of(run: Pool) -> Fault | None:
    return run.shelf.found[0].spot.fault


def test_each_folder_is_read_once_and_no_file_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"minh-chung/{group}/{place}.txt" for group in "ab" for place in range(50)]
    made(tmp_path, *names)
    read: Counter[str] = Counter()
    scandir = os.scandir

    def counted(folder: str) -> Any:
        read[folder] += 1
        return scandir(folder)

    def never(path: str) -> None:
        raise AssertionError(path)

    monkeypatch.setattr(os, "scandir", counted)
    monkeypatch.setattr(os, "stat", never)
    run = pool(tmp_path, *names)
    monkeypatch.setattr(os, "lstat", never)
    assert {each.spot.fault for each in run.shelf.found} == {None}
    folders = [tmp_path, tmp_path / "minh-chung", tmp_path / "minh-chung" / "a", tmp_path / "minh-chung" / "b"]
    assert read == dict.fromkeys(map(str, folders), 1)


def test_what_comes_from_standard_input_lies_nowhere(tmp_path: Path) -> None:
    run = pool(tmp_path, "../khong-co.txt")
    assert all_said(run) != []
    assert all_said(Pool(run.traits, {}, TODAY)) == []


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "minh-chung/nq-03.txt")
    scandir = os.scandir

    def refused(folder: str) -> Any:
        if folder.endswith("minh-chung"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refused)
    assert all_said(pool(tmp_path, "minh-chung/nq-03.txt")) == ["the folder of “minh-chung/nq-03.txt” cannot be read"]


class Entry:
    """An entry of a folder, as far as it is asked."""

    def __init__(self, *, error: OSError | None = None, is_junction: bool = False) -> None:
        self.error, self._is_junction = error, is_junction

    def is_file(self, *, follow_symlinks: bool) -> bool:
        assert not follow_symlinks
        if self.error is not None:
            raise self.error
        return False

    def is_symlink(self) -> bool:
        return False

    def is_junction(self) -> bool:
        return self._is_junction

    def is_dir(self, *, follow_symlinks: bool) -> bool:
        assert not follow_symlinks
        return True


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (Entry(), Kind.FOLDER),
        (Entry(is_junction=True), Kind.LINK),
        (Entry(error=PermissionError(13, "Permission denied")), Kind.OTHER),
    ],
    ids=["folder", "junction of Windows", "nothing is known of it"],
)
def test_what_an_entry_of_a_folder_is(entry: Any, kind: Kind) -> None:
    assert kind_of(entry) is kind


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("nq-03.txt", None),
        ("./nq-03.txt", None),
        ("minh-chung//nq..03.txt", None),
        ("minh-chung/...", Fault.MISSING),
        ("~/nq-03.txt", Fault.MISSING),
        (".", Fault.NO_FILE),
        ("minh-chung/", Fault.NO_FILE),
        ("nq-03.txt/", Fault.NO_FILE),
        ("nq-03.txt/a", Fault.NO_FILE),
        ("a\0b", Fault.MISSING),
        ("..", Fault.UPWARDS),
        ("minh-chung/../nq-03.txt", Fault.UPWARDS),
        ("/nq-03.txt", Fault.ABSOLUTE),
        ("\\nq-03.txt", Fault.ABSOLUTE),
        ("//may-chu/nq-03.txt", Fault.ABSOLUTE),
        ("c:nq-03.txt", Fault.ABSOLUTE),
        ("file:///nq-03.txt", Fault.ADDRESS),
        ("https://example.org/nq-03.txt", Fault.ADDRESS),
        ("minh-chung\\..\\nq-03.txt", Fault.BACKSLASH),
    ],
)
def test_what_a_path_leads_to(tmp_path: Path, file: str, fault: Fault | None) -> None:
    made(tmp_path, "nq-03.txt", "minh-chung/nq..03.txt")
    assert fault_of(pool(tmp_path, file)) is fault


def test_a_file_with_two_names_is_no_link(tmp_path: Path) -> None:
    made(tmp_path, "minh-chung/nq-03.txt")
    (tmp_path / "minh-chung" / "ban-sao.txt").hardlink_to(tmp_path / "minh-chung" / "nq-03.txt")
    assert all_said(pool(tmp_path, "minh-chung/nq-03.txt", "minh-chung/ban-sao.txt")) == []


def test_a_system_that_takes_both_forms_of_a_name_for_one_is_let_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, "nghi\u0323 quye\u0302\u0301t.txt")
    name = "ngh\u1ecb quy\u1ebft.txt"
    assert len(said(evidence_files.evidence_name_differs.find(pool(tmp_path, name)))) == 1
    monkeypatch.setattr(os.path, "lexists", lambda _path: True)
    assert said(evidence_files.evidence_name_differs.find(pool(tmp_path, name))) == []


def test_the_very_name_goes_before_one_that_looks_like_it(tmp_path: Path) -> None:
    made(tmp_path, "NQ.txt", "nq.txt")
    assert [each.spot.name for each in pool(tmp_path, "nq.txt", "NQ.txt", "Nq.txt").shelf.found] == [
        *("nq.txt", "NQ.txt", "NQ.txt")
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system knows no pipes among files")
def test_a_pipe_that_took_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    made(tmp_path, "nq-03.txt")
    run = pool(tmp_path, "nq-03.txt", sha256="0" * 64)
    assert fault_of(run) is None
    (tmp_path / "nq-03.txt").unlink()
    os.mkfifo(tmp_path / "nq-03.txt")
    assert said(evidence_contents.evidence_hash_differs.find(run)) == [
        "“nq-03.txt” cannot be read, so its SHA-256 is not known"
    ]


def test_a_link_that_took_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    made(tmp_path, "nq-03.txt", "khac.txt")
    run = pool(tmp_path, "nq-03.txt", sha256="0" * 64)
    assert fault_of(run) is None
    (tmp_path / "nq-03.txt").unlink()
    (tmp_path / "nq-03.txt").symlink_to("khac.txt")
    assert said(evidence_contents.evidence_hash_differs.find(run)) == [
        "“nq-03.txt” cannot be read, so its SHA-256 is not known"
    ]


def test_a_file_that_went_away_is_no_empty_file(tmp_path: Path) -> None:
    made(tmp_path, "nq-03.txt", text="")
    assert len(said(evidence_contents.evidence_empty_file.find(pool(tmp_path, "nq-03.txt")))) == 1
    run = pool(tmp_path, "nq-03.txt")
    assert len(run.shelf.found) == 1
    (tmp_path / "nq-03.txt").unlink()
    assert said(evidence_contents.evidence_empty_file.find(run)) == []


def test_a_file_that_several_entries_name_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "nq-03.txt")
    opened = []
    open_ = os.open

    def counted(path: str, flags: int) -> int:
        opened.append(path)
        return open_(path, flags)

    run = pool(tmp_path, "nq-03.txt", "./nq-03.txt", sha256="0" * 64)
    monkeypatch.setattr(os, "open", counted)
    found = list(evidence_contents.evidence_hash_differs.find(run))
    assert len(found) == 2
    assert isinstance(found[0], Finding)
    assert found[0].keys == ("evidence", "e-0", "sha256")
    assert opened == [str(tmp_path / "nq-03.txt")]


def test_of_very_many_files_that_nobody_names_only_the_first_are_told(tmp_path: Path) -> None:
    made(tmp_path, "minh-chung/nq-03.txt", *(f"minh-chung/{place:03}.txt" for place in range(23)))
    texts = said(unclaimed.unclaimed_evidence.find(pool(tmp_path, "minh-chung/nq-03.txt")))
    assert texts[0] == "no entry names the file “minh-chung/000.txt”"
    assert texts[20:] == ["no entry names 3 more files in “minh-chung”"]


def test_names_that_are_no_text_are_written_out(tmp_path: Path) -> None:
    made(tmp_path, "minh-chung/nq-03.txt")
    try:
        Path(os.fsdecode(os.fsencode(tmp_path / "minh-chung") + b"/b\xe9.txt")).touch()
    except OSError:
        pytest.skip("this system knows only names that are text")
    (text,) = said(unclaimed.unclaimed_evidence.find(pool(tmp_path, "minh-chung/nq-03.txt")))
    assert text.encode() == "no entry names the file “minh-chung/b\\udce9.txt”".encode()


def test_a_file_that_is_not_there_is_to_be_put_there(tmp_path: Path) -> None:
    made(tmp_path, "minh-chung/nq-03.txt/a.txt")
    found = [
        ENGLISH.text(each.hint).partition(",")[0]
        for file in ("minh-chung/nq-04.txt", "minh-chung/nq-03.txt")
        for each in evidence_files.evidence_missing_file.find(pool(tmp_path, file))
        if each.hint is not None
    ]
    assert found == ["put the file there", "write the path from the folder of this assessment"]


def test_what_a_new_workspace_ignores_is_no_evidence(tmp_path: Path) -> None:
    patterns = (TEMPLATES / "both" / "gitignore").read_text(encoding="utf-8").replace("$$", "$").splitlines()
    names = [each.replace("*", "nq-03.docx") for each in patterns if each and not each.startswith("#")]
    assert "~$nq-03.docx" in names
    made(tmp_path, "minh-chung/nq-03.txt", *(f"minh-chung/{name}" for name in names), "minh-chung/NQ-03.BAK")
    assert said(unclaimed.unclaimed_evidence.find(pool(tmp_path, "minh-chung/nq-03.txt"))) == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("b.yaml", "format: wardeval/criterion-set/1\n", True),
        ("wardeval.yaml", "language: vi\n", True),
        ("ghi-chu.txt", "ghi chú\n", True),
        ("b.yaml", "format: wardeval/assessment/1\n", False),
        ("b.yml", "", False),
    ],
)
def test_files_are_unclaimed_only_where_every_claim_is_known(
    tmp_path: Path, name: str, text: str, *, told: bool
) -> None:
    made(tmp_path, "minh-chung/nq-03.txt", "minh-chung/thua.txt")
    made(tmp_path, name, text=text)
    assert bool(said(unclaimed.unclaimed_evidence.find(pool(tmp_path, "minh-chung/nq-03.txt")))) is told


def test_an_assessment_that_cannot_be_opened_may_claim_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, "minh-chung/nq-03.txt", "minh-chung/thua.txt")
    made(tmp_path, "b.yaml", text="format: wardeval/criterion-set/1\n")

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    assert said(unclaimed.unclaimed_evidence.find(pool(tmp_path, "minh-chung/nq-03.txt"))) == []
