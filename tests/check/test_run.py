"""Many files looked at: in order, whatever the processes do; none hides another."""

from __future__ import annotations

import hashlib
import pickle
from datetime import date
from pathlib import Path

import pytest

from tests.check.office import BROKEN, GOOD, Office
from wardeval.check.files import ToCheck
from wardeval.check.look import Paper, look, look_at
from wardeval.check.run import Start, look_all
from wardeval.library import Library, places
from wardeval.problems import ExitCode


def start(office: Office) -> Start:
    return Start(places(office.folder, {}), date(2026, 6, 30))


def to_check(path: Path, *, is_named: bool = False) -> ToCheck:
    return ToCheck(path.name, path, is_named)


def many(office: Office) -> list[ToCheck]:
    """Files of every kind: good, broken, empty, far too deep, gone."""
    paths = []
    for number in range(40):
        path = office.write(f"{number:02}")
        match number % 8:
            case 3:
                path.write_text(BROKEN, encoding="utf-8")
            case 5:
                path.write_bytes(b"\xff\xfe\x00")
            case 6:
                path.write_text("[" * 5000)
            case 7:
                path.unlink()
        paths.append(path)
    return list(map(to_check, paths))


def test_results_come_in_order_from_one_process_and_from_two(office: Office) -> None:
    files = many(office)
    alone = look_all(files, start(office), processes=1)
    assert [each.name for each in alone] == [file.name for file in files]
    assert look_all(files, start(office), processes=2) == alone
    codes = [each.code for each in alone]
    assert codes[:8] == [ExitCode.OK, *[ExitCode.OK] * 2, ExitCode.INPUT, ExitCode.OK, *[ExitCode.INPUT] * 3]
    assert all(each.problems for each in alone if each.code is not ExitCode.OK)


def test_every_file_that_has_bytes_has_their_digest(office: Office) -> None:
    files = many(office)
    for file, found in zip(files, look_all(files, start(office)), strict=True):
        assert file.path is not None
        digest = f"sha256:{hashlib.sha256(file.path.read_bytes()).hexdigest()}" if file.path.exists() else ""
        assert found.digest == digest


@pytest.mark.parametrize("text", ["format: wardeval/units/1\nunits: []\n", "{format: wardeval/criterion-set/1}\n"])
def test_other_files_are_passed_over_in_folders_and_refused_where_they_are_named(text: str, office: Office) -> None:
    path = office.put("assessments/khac.yaml", text)
    assert look_all([to_check(path)], start(office)) == []
    (found,) = look_all([to_check(path, is_named=True)], start(office))
    assert (found.code, [each.rule for each in found.problems]) == (ExitCode.INPUT, ["other-kind"])


def test_what_is_like_an_assessment_but_wrong_is_not_passed_over(office: Office) -> None:
    path = office.put("assessments/khac.yaml", "format: wardeval/assessmnt/1\n")
    (found,) = look_all([to_check(path)], start(office))
    assert found.code is ExitCode.INPUT


def test_bytes_that_lie_nowhere_are_looked_at_in_their_turn(office: Office) -> None:
    first, last = to_check(office.write("1")), to_check(office.write("3"))
    assert first.path is not None
    content = first.path.read_bytes()
    found = look_all([first, ToCheck("2.yaml", None), last], start(office), {"2.yaml": content})
    assert [each.name for each in found] == ["1.yaml", "2.yaml", "3.yaml"]
    assert found[0].digest == found[1].digest


def test_progress_counts_the_files(office: Office) -> None:
    told: list[tuple[int, int]] = []
    look_all(many(office)[:40], start(office), on_progress=lambda done, of: told.append((done, of)))
    assert told == [(32, 40), (40, 40)]


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("kind", ["nothing", "bytes alone", "files", "both"])
def test_something_else_is_done_meanwhile_whatever_is_looked_at(kind: str, processes: int, office: Office) -> None:
    path = office.write("1")
    files = [to_check(path)] if kind in ("files", "both") else []
    if kind in ("bytes alone", "both"):
        files.append(ToCheck("2.yaml", None))
    done: list[str] = []
    contents = {"2.yaml": path.read_bytes()}
    look_all(files, start(office), contents, processes=processes, meanwhile=lambda: done.append(kind))
    assert done == [kind]


def test_files_that_go_in_step_come_to_what_each_comes_to_alone(office: Office) -> None:
    papers = [
        Paper(file.path.read_bytes(), file.name)
        for file in (to_check(office.write("open", {"1": "đạt"})), *many(office))
        if file.path is not None and file.path.is_file()
    ]
    library = Library(places(office.folder, {}))
    together = look_at(papers, library, date(2026, 6, 30))
    assert together == [look(*paper[:2], library, date(2026, 6, 30)) for paper in papers]
    assert len({each.code for each in together}) > 1
    assert any(each.problems for each in together if each.code is ExitCode.OK)


def test_digests_are_left_out_where_nobody_asks_for_them(office: Office) -> None:
    files = many(office)
    plain = look_all(files, Start(places(office.folder, {}), date(2026, 6, 30), digests=False))
    assert {each.digest for each in plain} == {""}
    assert [each._replace(digest="") for each in look_all(files, start(office))] == plain


def test_what_travels_between_processes_arrives_as_it_was(office: Office) -> None:
    evidence = (
        "evidence:\n"
        "  a: {number: 01/BC-UBND, date: 05/02/2024, issuer: UBND phường, file: mc/a.txt}\n"
        "  b: {title: Kế hoạch năm 2024, file: mc/b.txt}\n"
    )
    said = "đã giao ban chỉ đạo khu phố cùng các hộ dân tự quản rà soát lại toàn bộ danh sách"
    path = office.write("a", {**GOOD, "1": {"value": "đạt", "evidence": ["a", "b"], "explanation": said}})
    path.write_text(path.read_text("utf-8") + evidence, "utf-8")
    (found,) = look_all([to_check(path)], start(office))
    assert found.traits is not None
    assert [len(table) for table in (found.traits.documents, found.traits.claimed, found.traits.explained)] == [2, 2, 1]
    assert pickle.loads(pickle.dumps(found)) == found
