"""The gates: the examples of their pages, run as they stand there; verdicts, coverage, nothing worse than before."""

from __future__ import annotations

import shlex
from fractions import Fraction
from pathlib import Path

import pytest

from tests.check.made import written
from tests.check.office import GOOD, Office
from tests.conftest import Ran, Run
from tests.git.scratch import commit, git, repository
from wardeval.check.gates import GATES
from wardeval.check.rule import Gate
from wardeval.problems import ExitCode

SELECTED = ("--select", "form")


def told(ran: Ran) -> list[str]:
    """The rule of every problem."""
    return [line.rpartition("[")[2].rstrip("]") for line in ran.out.splitlines()]


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_the_examples_of_a_page_fail_and_pass(gate: Gate, run: Run, tmp_path: Path) -> None:
    for example, fails in ((gate.page.fails, True), (gate.page.passes, False)):
        folder = tmp_path / str(fails)
        command, _, rest = example.partition("\n")
        words = shlex.split(command.removeprefix("# wardeval check "))
        assert command.startswith("# wardeval check ")
        written(rest if rest.startswith("#") else example, folder)
        ran = run("check", *words, *SELECTED, *([] if "nay" in words else ["."]), folder=folder)
        assert (gate.id in told(ran)) is fails, (example, ran)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


class Gated:
    """The command with gates in a workspace."""

    def __init__(self, office: Office, run: Run) -> None:
        self.folder, self._run = office.folder, run

    def __call__(self, *arguments: str) -> Ran:
        return self._run("check", *arguments, *SELECTED, folder=self.folder)


@pytest.fixture
def gated(office: Office, run: Run) -> Gated:
    return Gated(office, run)


@pytest.mark.parametrize("word", ["dat", "Đạt", "đạt", "DAT"])
def test_a_verdict_is_required_by_its_id_or_title(word: str, office: Office, gated: Gated) -> None:
    office.write("a")
    assert gated("--require", word) == (ExitCode.OK, "", "check passed: 0 errors, 0 warnings, 0 notes in 1 file\n")
    office.write("b", {**GOOD, "1": "chưa đạt"})
    ran = gated("--require", word)
    assert (ran.code, told(ran)) == (ExitCode.NO, ["verdict-not-reached"])
    assert ran.out.startswith("assessments/2024/b.yaml:2:1: error: the verdict “Đạt” is not reached; ")


def test_a_verdict_that_is_open_is_a_code_of_its_own(office: Office, gated: Gated) -> None:
    office.write("a", {"1": "đạt"})
    ran = gated("--require", "dat")
    assert (ran.code, told(ran)) == (ExitCode.UNDECIDED, ["verdict-undecided"])
    assert "1 of 2 answers are given" in ran.out
    assert ran.err.startswith("check undecided: answers are missing, or the set's rule is not known: 1 error")
    office.write("b", {**GOOD, "1": "chưa đạt"})
    assert gated("--require", "dat").code == ExitCode.NO
    assert gated("--require", "chua-dat").code == ExitCode.OK


def test_a_set_without_the_verdict_is_a_problem_and_a_verdict_of_no_set_a_wrong_command(
    office: Office, gated: Gated
) -> None:
    office.write("a")
    office.write("b", {"1": 10, "2": 9}, set_="diem")
    ran = gated("--require", "good")
    assert (ran.code, told(ran)) == (ExitCode.INPUT, ["no-such-verdict"])
    assert ran.out.startswith("assessments/2024/a.yaml:2:1: error: thu has no verdict “good”; it has dat; chua-dat")
    for word in ("xuat-sac", ""):
        ran = gated("--require", word)
        assert (ran.code, ran.out) == (ExitCode.USAGE, "")
        assert ran.err.startswith(f"wardeval: thu has no verdict “{word}”; it has dat; chua-dat;")


def test_where_no_file_can_be_judged_no_verdict_is_missed(office: Office, gated: Gated) -> None:
    office.put("assessments/a.yaml", "format: wardeval/assessment/1\n")
    ran = gated("--require", "xuat-sac", "--min-coverage", "100")
    assert ran.code == ExitCode.INPUT
    assert set(told(ran)) == {"missing-key"}


@pytest.mark.parametrize(
    ("percent", "passes"),
    [("0", True), ("49,9%", True), ("50", True), ("50 %", True), ("50.1%", False), ("100", False)],
)
def test_coverage_is_compared_exactly(percent: str, passes: bool, office: Office, gated: Gated) -> None:
    office.write("a", {"1": "đạt"})
    ran = gated("--min-coverage", percent)
    assert (ran.code, told(ran)) == ((ExitCode.OK, []) if passes else (ExitCode.NO, ["coverage-too-low"]))


def test_a_coverage_just_below_is_never_written_as_the_one_that_is_asked_for(office: Office, gated: Gated) -> None:
    office.write("a", {"1": "đạt"})
    ran = gated("--min-coverage", "50,01")
    assert "1 of 2 answers are given (50%); at least 50.01% is asked for" in ran.out
    assert Fraction(1, 2) < Fraction(5001, 10000)


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
    answers: dict[str, object], said: str, office: Office, gated: Gated
) -> None:
    office.write("a")
    (office.folder / "assessments").rename(office.folder / "truoc")
    office.write("a", answers)
    ran = gated("--no-worse-than", "truoc")
    assert (ran.code, told(ran)) == (ExitCode.NO, ["worse-than-before"])
    assert ran.out.startswith(f"assessments/2024/a.yaml:{said}; correct it if it is a slip")
    assert gated("truoc", "--no-worse-than", "assessments").code == ExitCode.OK


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
    before: dict[str, object], after: dict[str, object], said: list[str], office: Office, gated: Gated
) -> None:
    two(office, before, after)
    ran = gated("--no-worse-than", "2023")
    assert [line.split(": error: ")[1].split(";")[0] for line in ran.out.splitlines()] == said
    assert ran.code == (ExitCode.NO if said else ExitCode.OK)


def test_a_verifiers_answer_is_where_it_got_worse(office: Office, gated: Gated) -> None:
    office.write("a", period=2023)
    path = office.write("a")
    path.write_text(f"{path.read_text('utf-8')}verified: {{by: Đoàn thẩm định, answers: {{'2.a': 1/25}}}}\n", "utf-8")
    ran = gated("--no-worse-than", "2023")
    assert ran.out.startswith("assessments/2024/a.yaml:12:49: error: 2: met in assessments/2023/a.yaml, not met now")


def test_a_year_is_compared_with_later_ones_only(office: Office, gated: Gated) -> None:
    office.write("a", {**GOOD, "1": "chưa đạt"}, period=2022)
    two(office, GOOD, {**GOOD, "1": "chưa đạt"}, "thu")
    ran = gated("--no-worse-than", "2023")
    assert [line.split(":")[0] for line in ran.out.splitlines()] == ["assessments/2024/a.yaml"]


def test_a_folder_is_not_compared_with_itself(office: Office, gated: Gated) -> None:
    two(office, GOOD, {**GOOD, "1": "chưa đạt"}, "thu")
    ran = gated("assessments", "--no-worse-than", "assessments/2023")
    assert [line.split(":")[0] for line in ran.out.splitlines()] == ["assessments/2024/a.yaml"]


def test_a_revision_is_a_ratchet(office: Office, gated: Gated) -> None:
    office.write("a")
    repository(office.folder)
    commit(office.folder, {}, "v1")
    office.write("a", {**GOOD, "1": "chưa đạt"})
    office.write("b", {**GOOD, "1": "chưa đạt"})  # was not there before
    ran = gated("--no-worse-than", "v1")
    assert [line.split(" now")[0] for line in ran.out.splitlines()] == [
        "assessments/2024/a.yaml:9:8: error: 1: met in v1:assessments/2024/a.yaml, not met"
    ]
    commit(office.folder, {})
    assert gated("--no-worse-than", "HEAD").code == ExitCode.OK
    git(office.folder, "reset", "-q", "--hard", "v1")
    assert gated("--no-worse-than", "HEAD").code == ExitCode.OK


def test_what_cannot_be_compared_is_told_with_a_code_of_its_own(office: Office, gated: Gated) -> None:
    office.write("a", period=2023)
    office.write("a", {"1": 10, "2": 9}, set_="diem")
    ran = gated("--no-worse-than", "2023")
    assert (ran.code, told(ran)) == (ExitCode.INCOMPARABLE, ["not-comparable-with-before"])
    assert ran.out.startswith("assessments/2024/a.yaml:")
    assert "cannot be compared with assessments/2023/a.yaml: " in ran.out
    assert ran.err.startswith("check not possible: ")


def test_to_mend_what_was_broken_is_no_step_back(office: Office, gated: Gated) -> None:
    broken = office.write("a", {**GOOD, "7": "đạt"}, period=2023)
    office.write("a")
    ran = gated("assessments/2024", "--no-worse-than", "assessments/2023")
    assert (ran.code, told(ran)) == (ExitCode.OK, ["unusable-before"])
    assert ": note: assessments/2023/a.yaml cannot be used" in ran.out
    broken.write_text("{")
    ran = gated("assessments/2024", "--no-worse-than", "assessments/2023")
    assert (ran.code, told(ran)) == (ExitCode.OK, ["unusable-before"])
    assert "1 file of what was there before cannot be read; it may be the one of this unit" in ran.out


@pytest.mark.parametrize("before", ["nowhere", "2019", "assessments/2019", ""])
def test_what_was_never_there_is_refused_before_anything_is_checked(before: str, office: Office, gated: Gated) -> None:
    office.write("a", {"9": "đạt"})
    ran = gated("--no-worse-than", before)
    assert (ran.code, ran.out) == (ExitCode.INPUT, "")
    assert ran.err.count("\n") == 1


def test_gates_cannot_be_ignored_nor_known(office: Office, gated: Gated) -> None:
    path = office.write("a", {"1": "đạt"})
    path.write_text(f"# wardeval: ignore-file[coverage-too-low] để sau\n{path.read_text('utf-8')}", "utf-8")
    assert "coverage-too-low" in told(gated("--min-coverage", "80"))
    assert gated("--min-coverage", "80", "--write-baseline").code == ExitCode.NO
    assert '"rule": "coverage-too-low"' not in (office.folder / ".wardeval" / "baseline.json").read_text("utf-8")
