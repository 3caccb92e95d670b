"""The gates: the examples of their pages, run as they stand there; verdicts, coverage, nothing worse than before."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.check.made import written
from tests.check.office import GOOD, Office, rules
from tests.conftest import ROOT, Run
from tests.git.scratch import commit, git, repository
from wardeval.check.gate.gates import GATES
from wardeval.check.rule import Gate
from wardeval.problems import ExitCode

DATA = ROOT / "tests" / "data" / "check"
FOLDERS = sorted(path for gate in GATES for path in (DATA / gate.id).glob("*"))
COMMAND, EXPECTED, DELETED = "command.txt", "expected.txt", "deleted.txt"
"""What stands behind `wardeval check` on the command line, and what the gate says then; files of HEAD that are gone."""


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_the_examples_of_a_page_fail_and_pass(gate: Gate, run: Run, tmp_path: Path) -> None:
    for example, fails in ((gate.page.fails, True), (gate.page.passes, False)):
        folder = tmp_path / str(fails)
        command, _, rest = example.partition("\n")
        words = shlex.split(command.removeprefix("# wardeval check "))
        assert command.startswith("# wardeval check ")
        written((rest if rest.startswith("#") else example).replace("# deleted: ", "# file: "), folder)
        if "--changed-since" in words:
            repository(folder)
            commit(folder, {})
        for name in re.findall(r"^# deleted: (.+)", rest, re.MULTILINE):
            (folder / name).unlink()
        ran = run("check", *words, "--select", "form", *([] if "nay" in words else ["."]), folder=folder)
        assert (gate.id in rules(ran)) is fails, (example, ran)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_folder_has_exactly_the_faults_that_it_expects(
    folder: Path, request: pytest.FixtureRequest, run: Run, tmp_path: Path
) -> None:
    words = shlex.split((folder / COMMAND).read_text(encoding="utf-8"))
    copy = shutil.copytree(folder, tmp_path / "copy", ignore=shutil.ignore_patterns(COMMAND, EXPECTED, DELETED))
    if (folder / DELETED).is_file():
        repository(copy)
        commit(copy, {})
        for name in (folder / DELETED).read_text(encoding="utf-8").splitlines():
            (copy / name).unlink()
    ran = run("check", *words, "--no-cache", "--ignore", "all", folder=copy)
    found = "".join(f"{line}\n" for line in ran.out.splitlines() if line.endswith(f"[{folder.parent.name}]"))
    expected = folder / EXPECTED
    if request.config.getoption("--update") and found:
        expected.write_text(found, encoding="utf-8")
    assert found == (expected.read_text(encoding="utf-8") if expected.is_file() else "")
    assert bool(found) is folder.name.startswith("fails-")


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_gate_has_two_folders_of_each_kind(gate: Gate) -> None:
    kinds = Counter(path.name.partition("-")[0] for path in (DATA / gate.id).glob("*"))
    assert kinds["fails"] >= 2
    assert kinds["passes"] >= 2
    assert kinds.keys() == {"fails", "passes"}


@pytest.mark.parametrize("word", ["dat", "Đạt", "đạt", "DAT"])
def test_a_verdict_is_required_by_its_id_or_title(word: str, office: Office, check: Run) -> None:
    office.write("a")
    assert check("--require", word) == (ExitCode.OK, "", "check passed: 0 errors, 0 warnings, 0 notes in 1 file\n")
    office.write("b", {**GOOD, "1": "chưa đạt"})
    ran = check("--require", word)
    assert (ran.code, rules(ran)) == (ExitCode.NO, ["verdict-not-reached"])
    assert ran.out.startswith("assessments/2024/b.yaml:2:1: error: the verdict “Đạt” is not reached; ")


def test_a_verdict_that_is_open_is_a_code_of_its_own(office: Office, check: Run) -> None:
    office.write("a", {"1": "đạt"})
    ran = check("--require", "dat")
    assert (ran.code, rules(ran)) == (ExitCode.UNDECIDED, ["verdict-undecided"])
    assert "1 of 2 answers are given" in ran.out
    assert ran.err.startswith("check undecided, since answers are missing or the set's rule is not known: 1 error")
    office.write("b", {**GOOD, "1": "chưa đạt"})
    assert check("--require", "dat").code == ExitCode.NO
    assert check("--require", "chua-dat").code == ExitCode.OK


def test_a_set_without_the_verdict_is_a_problem_and_a_verdict_of_no_set_a_wrong_command(
    office: Office, check: Run
) -> None:
    office.write("a")
    office.write("b", {"1": 10, "2": 9}, set_="diem")
    ran = check("--require", "good")
    assert (ran.code, rules(ran)) == (ExitCode.INPUT, ["no-such-verdict"])
    assert ran.out.startswith("assessments/2024/a.yaml:2:1: error: thu has no verdict “good”; it has dat; chua-dat")
    for word in ("xuat-sac", ""):
        ran = check("--require", word)
        assert (ran.code, ran.out) == (ExitCode.USAGE, "")
        assert ran.err.startswith(f"wardeval: thu has no verdict “{word}”; it has dat; chua-dat;")


def test_where_no_file_can_be_judged_no_verdict_is_missed(office: Office, check: Run) -> None:
    office.put("assessments/a.yaml", "format: wardeval/assessment/1\n")
    ran = check("--require", "xuat-sac", "--min-coverage", "100")
    assert ran.code == ExitCode.INPUT
    assert set(rules(ran)) == {"missing-key"}


@pytest.mark.parametrize(
    ("percent", "passes"),
    [
        ("0", True),
        ("0,8%", True),
        ("1%", True),
        ("49,9%", True),
        ("50", True),
        ("50 %", True),
        ("50.1%", False),
        ("100", False),
    ],
)
def test_coverage_is_compared_exactly(percent: str, passes: bool, office: Office, check: Run) -> None:
    office.write("a", {"1": "đạt"})
    ran = check("--min-coverage", percent)
    assert (ran.code, rules(ran)) == ((ExitCode.OK, []) if passes else (ExitCode.NO, ["coverage-too-low"]))


def test_a_coverage_just_below_is_never_written_as_the_one_that_is_asked_for(office: Office, check: Run) -> None:
    office.write("a", {"1": "đạt"})
    ran = check("--min-coverage", "50,01")
    assert "1 of 2 answers are given (50%); at least 50.01% is asked for" in ran.out


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"1": "chưa đạt", "2.a": "18/25"}, "9:8: error: 1: met in truoc/2024/a.yaml, not met now"),
        ({"1": "đạt", "2.a": "17/25"}, "10:8: error: 2: met in truoc/2024/a.yaml, not met now"),
        ({"1": "đạt"}, "8:1: error: 2: met in truoc/2024/a.yaml, undecided now"),
        ({"1": None, "2.a": "18/25"}, "9:8: error: 1: met in truoc/2024/a.yaml, undecided now"),
    ],
)
def test_a_criterion_that_was_met_has_to_stay_met(
    answers: dict[str, object], said: str, office: Office, check: Run
) -> None:
    office.write("a")
    (office.folder / "assessments").rename(office.folder / "truoc")
    office.write("a", answers)
    ran = check("--no-worse-than", "truoc")
    assert (ran.code, rules(ran)) == (ExitCode.NO, ["worse-than-before"])
    assert ran.out.startswith(f"assessments/2024/a.yaml:{said}; correct it if it is a slip")
    assert check("truoc", "--no-worse-than", "assessments").code == ExitCode.OK


def two(office: Office, before: dict[str, object], after: dict[str, object], set_: str = "diem") -> None:
    """One unit in two years."""
    office.write("a", before, period=2023, set_=set_)
    office.write("a", after, period=2024, set_=set_)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"1": 10, "2": 9}, {"1": 9, "2": 10}, ["1: 10 of 10 points in assessments/2023/a.yaml, 9 of 10 points now"]),
        ({"1": 10, "2": 9}, {"1": 10, "2": 9}, []),
        ({"1": 8}, {"1": 8, "2": 1}, []),
        ({"1": 8, "2": 0}, {"1": 8}, []),
        ({"1": 8, "2": 1}, {"1": 8}, ["2: 1 of 10 points in assessments/2023/a.yaml, 0 to 10 of 10 points now"]),
    ],
)
def test_points_may_only_grow(
    before: dict[str, object], after: dict[str, object], said: list[str], office: Office, check: Run
) -> None:
    two(office, before, after)
    ran = check("--no-worse-than", "2023")
    assert [line.split(": error: ")[1].split(";")[0] for line in ran.out.splitlines()] == said
    assert ran.code == (ExitCode.NO if said else ExitCode.OK)


def test_a_verifiers_answer_is_where_it_got_worse(office: Office, check: Run) -> None:
    office.write("a", period=2023)
    path = office.write("a")
    path.write_text(f"{path.read_text('utf-8')}verified: {{by: Đoàn thẩm định, answers: {{'2.a': 1/25}}}}\n", "utf-8")
    ran = check("--no-worse-than", "2023")
    assert ran.out.startswith("assessments/2024/a.yaml:12:49: error: 2: met in assessments/2023/a.yaml, not met now")


def test_a_year_is_compared_with_later_ones_only(office: Office, check: Run) -> None:
    office.write("a", {**GOOD, "1": "chưa đạt"}, period=2022)
    two(office, GOOD, {**GOOD, "1": "chưa đạt"}, "thu")
    ran = check("--no-worse-than", "2023")
    assert [line.split(":")[0] for line in ran.out.splitlines()] == ["assessments/2024/a.yaml"]


def test_a_folder_is_not_compared_with_itself(office: Office, check: Run) -> None:
    two(office, GOOD, {**GOOD, "1": "chưa đạt"}, "thu")
    ran = check("assessments", "--no-worse-than", "assessments/2023")
    assert [line.split(":")[0] for line in ran.out.splitlines()] == ["assessments/2024/a.yaml"]


def test_a_revision_is_a_ratchet(office: Office, check: Run) -> None:
    office.write("a")
    repository(office.folder)
    commit(office.folder, {}, "v1")
    office.write("a", {**GOOD, "1": "chưa đạt"})
    office.write("b", {**GOOD, "1": "chưa đạt"})  # was not there before
    ran = check("--no-worse-than", "v1")
    assert [line.split(" now")[0] for line in ran.out.splitlines()] == [
        "assessments/2024/a.yaml:9:8: error: 1: met in v1:assessments/2024/a.yaml, not met"
    ]
    commit(office.folder, {})
    assert check("--no-worse-than", "HEAD").code == ExitCode.OK
    git(office.folder, "reset", "-q", "--hard", "v1")
    assert check("--no-worse-than", "HEAD").code == ExitCode.OK


HAD = "had a file, {}, and has none now; put it back"


def test_a_file_that_is_deleted_is_a_step_back(office: Office, check: Run) -> None:
    office.write("a")
    gone = office.write("b")
    repository(office.folder)
    commit(office.folder, {}, "v1")
    gone.unlink()
    for words in ((), ("assessments/2024",), ("assessments/2024/a.yaml", "assessments")):
        ran = check(*words, "--no-worse-than", "v1")
        assert (ran.code, rules(ran)) == (ExitCode.NO, ["worse-than-before"])
        assert ran.out.startswith("assessments/2024/b.yaml: error: Phường Ví Dụ b had a file")
        assert HAD.format("v1:assessments/2024/b.yaml") in ran.out
    inside = check("--no-worse-than", "v1", folder=office.folder / "assessments")
    assert inside.out.startswith("2024/b.yaml: error: ")
    assert check("assessments/2024/a.yaml", "--no-worse-than", "v1").code == ExitCode.OK  # what else there is is open
    git(office.folder, "checkout", "-q", "v1", "--", ".")
    gone.rename(gone.with_name("c.yaml"))
    assert check("--no-worse-than", "v1").code == ExitCode.OK  # it only has another name


def test_standard_input_is_compared_with_what_was_there(
    office: Office, check: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = office.write("a", period=2024).read_bytes()
    office.write("a", period=2023)
    for answered, told in (
        (content, []),
        (content.replace("đạt".encode(), "chưa đạt".encode()), ["worse-than-before"]),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(answered)))
        ran = check("-", "--stdin-filename", "assessments/2024/a.yaml", "--no-worse-than", "2023")
        assert rules(ran) == told


def test_what_was_there_for_an_older_year_may_go(office: Office, check: Run) -> None:
    older = office.write("a", period=2023)
    newer = office.write("a", period=2024)
    repository(office.folder)
    commit(office.folder, {}, "v1")
    older.unlink()
    assert check("--no-worse-than", "v1").code == ExitCode.OK
    git(office.folder, "checkout", "-q", "v1", "--", ".")
    newer.unlink()
    assert rules(check("--no-worse-than", "v1")) == ["worse-than-before"]


def test_a_unit_of_last_year_has_to_hand_in_again(office: Office, check: Run) -> None:
    two(office, GOOD, GOOD, "thu")
    office.write("b", period=2023)
    for words in ((), ("assessments/2024",)):  # the rest is of 2023
        ran = check(*words, "--no-worse-than", "2023")
        assert ran.out.startswith("assessments/2023/b.yaml: error: Phường Ví Dụ b had a file")
        assert rules(ran) == ["worse-than-before"]
    assert check("--no-worse-than", "2023", "--on", "31/12/2024").code == ExitCode.OK  # there is still time
    office.write("c", period=2025)
    assert check("assessments/2024", "--no-worse-than", "2023").code == ExitCode.OK
    ran = check("assessments/2024", "--no-worse-than", "assessments/2023")
    assert rules(ran) == ["worse-than-before"]
    assert check("assessments", "--no-worse-than", "assessments/2023").code == ExitCode.OK  # it is there


def test_whether_a_file_is_gone_may_be_open(office: Office, check: Run) -> None:
    two(office, GOOD, GOOD, "thu")
    office.write("b", period=2023)
    broken = office.put("assessments/2024/b.yaml", "unit: {id: FICTION-b, name: Phường Ví Dụ b}\nperiod: 2024\n")
    assert "worse-than-before" not in rules(check("--no-worse-than", "2023"))
    broken.write_text("{", encoding="utf-8")
    assert "worse-than-before" not in rules(check("--no-worse-than", "2023"))
    broken.unlink()
    (office.folder / "assessments/2024/a.yaml").unlink()
    office.write("a", period=2026)  # units merged in between
    assert check("--no-worse-than", "2023", "--on", "01/01/2027").code == ExitCode.OK
    unit = "{id: FICTION-b, name: Phường Ví Dụ b, type: phuong%s}"
    office.put("units.yaml", f"format: wardeval/units/1\nunits: [{unit % ''}]\n")
    assert "worse-than-before" in rules(check("--no-worse-than", "2023", "--on", "01/01/2027"))
    office.put("units.yaml", f"format: wardeval/units/1\nunits: [{unit % ', to: 30/06/2025'}]\n")
    assert "worse-than-before" not in rules(check("--no-worse-than", "2023", "--on", "01/01/2027"))


def test_what_cannot_be_compared_is_told_with_a_code_of_its_own(office: Office, check: Run) -> None:
    office.write("a", period=2023)
    office.write("a", {"1": 10, "2": 9}, set_="diem")
    ran = check("--no-worse-than", "2023")
    assert (ran.code, rules(ran)) == (ExitCode.INCOMPARABLE, ["not-comparable-with-before"])
    assert ran.out.startswith("assessments/2024/a.yaml:")
    assert "cannot be compared with assessments/2023/a.yaml: " in ran.out
    assert ran.err.startswith("check not possible, ")


def test_to_mend_what_was_broken_is_no_step_back(office: Office, check: Run) -> None:
    broken = office.write("a", {**GOOD, "7": "đạt"}, period=2023)
    office.write("a")
    ran = check("assessments/2024", "--no-worse-than", "assessments/2023")
    assert (ran.code, rules(ran)) == (ExitCode.OK, ["unusable-before"])
    assert ": note: assessments/2023/a.yaml cannot be used" in ran.out
    broken.write_text("{")
    ran = check("assessments/2024", "--no-worse-than", "assessments/2023")
    assert (ran.code, rules(ran)) == (ExitCode.OK, ["unusable-before"])
    assert "1 file of what was there before cannot be read; it may be the one of this unit" in ran.out


@pytest.mark.parametrize("before", ["nowhere", "2019", "assessments/2019"])
def test_what_was_never_there_is_refused_before_anything_is_checked(before: str, office: Office, check: Run) -> None:
    office.write("a", {"9": "đạt"})
    ran = check("--no-worse-than", before)
    assert (ran.code, ran.out.count("\n")) == (ExitCode.INPUT, 1)
    assert ran.out.startswith(f"{before}: error: there is no ")
    assert check("--no-worse-than", "").code == ExitCode.USAGE


def test_gates_cannot_be_ignored_nor_known(office: Office, check: Run) -> None:
    path = office.write("a", {"1": "đạt"})
    path.write_text(f"# wardeval: ignore-file[coverage-too-low] để sau\n{path.read_text('utf-8')}", "utf-8")
    assert "coverage-too-low" in rules(check("--min-coverage", "80"))
    assert check("--min-coverage", "80", "--write-baseline").code == ExitCode.NO
    assert '"rule": "coverage-too-low"' not in (office.folder / ".wardeval" / "baseline.json").read_text("utf-8")
