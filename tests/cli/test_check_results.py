"""How the results of a check are written: formats, files, stdout, GitHub, a baseline, mending."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import is_normalized, normalize

import pytest

from tests.check.office import GOOD, Office
from tests.conftest import Ran, Run
from tests.git.scratch import commit, git, repository
from wardeval.problems import ExitCode

Check = Callable[..., Ran]
UNKNOWN = {**GOOD, "9": "đạt"}
PLACE = "assessments/2024/a.yaml:11:3"
FORMATS = ("text", "github", "sarif", "junit", "gitlab", "json", "markdown")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def check(office: Office, run: Run) -> Check:
    """`wardeval check` in the workspace, with the rules of one family only unless others are named."""

    def call(*arguments: str, lang: str = "en", folder: Path = office.folder, select: str = "form") -> Ran:
        return run("check", *arguments, "--select", select, folder=folder, lang=lang)

    return call


def begins(format_: str, text: str) -> bool:
    """Whether a result is in a format."""
    beginnings = {
        "text": "assessments/",
        "github": "::error ",
        "sarif": '{\n  "$schema"',
        "junit": "<?xml",
        "gitlab": "[",
        "json": '{\n  "format": "wardeval/check/1"',
        "markdown": "## wardeval check",
    }
    return text.startswith(beginnings[format_])


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_goes_to_stdout_and_to_a_file(format_: str, lang: str, office: Office, check: Check) -> None:
    office.write("a", UNKNOWN)
    ran = check("--format", format_, lang=lang)
    assert ran.code == ExitCode.INPUT
    assert begins(format_, ran.out)
    assert bool(ran.err) is (format_ in ("text", "github"))
    written = check("--format", format_, "-o", "ket-qua", lang=lang)
    assert (office.folder / "ket-qua").read_text("utf-8") == ran.out
    assert begins("text", written.out)
    assert written.code == ran.code


def test_several_results_of_one_run(office: Office, check: Check) -> None:
    office.write("a", UNKNOWN)
    ran = check("--format", "json", "-o", "a.json", "--format", "junit", "-o", "a.xml", "--format", "markdown")
    assert begins("json", (office.folder / "a.json").read_text("utf-8"))
    assert begins("junit", (office.folder / "a.xml").read_text("utf-8"))
    assert begins("markdown", ran.out)
    assert ran.err == ""


def test_a_file_without_a_format_gets_text(office: Office, check: Check) -> None:
    office.write("a", UNKNOWN)
    ran = check("-o", "a.txt")
    assert (office.folder / "a.txt").read_text("utf-8") == ran.out


@pytest.mark.parametrize("output", ["assessments/2024/a.yaml", "wardeval.yaml", "criteria/thu.yaml", "units.yaml"])
def test_no_result_takes_the_place_of_what_is_read(output: str, office: Office, check: Check) -> None:
    office.write("a", UNKNOWN)
    office.put("units.yaml", "format: wardeval/units/1\nunits: []\n")
    before = (office.folder / output).read_bytes()
    ran = check("--format", "json", "-o", "new.json", "--format", "text", "-o", output)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert (office.folder / output).read_bytes() == before
    assert not (office.folder / "new.json").exists()


def test_no_two_results_go_to_one_file(office: Office, check: Check) -> None:
    office.write("a", UNKNOWN)
    for name in ("x.json", "./x.json", "assessments/../x.json"):
        ran = check("--format", "json", "-o", "x.json", "--format", "text", "-o", name)
        assert ran.code == ExitCode.USAGE
        assert ran.err.startswith(f"wardeval: two results would go to {name};")
    assert check("--write-baseline", "--baseline", "x.json", "--format", "json", "-o", "x.json").code == ExitCode.USAGE
    assert not (office.folder / "x.json").exists()


def test_where_one_result_cannot_be_written_the_code_says_so(office: Office, check: Check) -> None:
    office.write("a")
    ran = check("--format", "json", "-o", "nowhere/x.json")
    assert ran.code == ExitCode.INPUT
    assert "nowhere/x.json" in ran.err


def test_on_github_annotations_and_a_summary(office: Office, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write("a", UNKNOWN)
    summary = office.put("summary.md", "before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert begins("text", check().out)
    assert summary.read_text("utf-8") == "before\n"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    ran = check()
    assert begins("github", ran.out)
    assert ran.err.startswith("check failed: ")
    assert summary.read_text("utf-8").startswith("before\n## wardeval check\n")
    length = len(summary.read_text("utf-8"))
    assert begins("json", check("--format", "json").out)
    assert len(summary.read_text("utf-8")) == length
    monkeypatch.delenv("GITHUB_ACTIONS")
    check("--format", "github")
    assert len(summary.read_text("utf-8")) == 2 * length - len("before\n")


def test_names_for_services_begin_at_the_repository(office: Office, check: Check) -> None:
    office.write("a", UNKNOWN)
    (office.folder / ".git").mkdir()
    inside = office.folder / "assessments"
    ran = check("2024", "--format", "gitlab", folder=inside)
    assert json.loads(ran.out)[0]["location"]["path"] == "assessments/2024/a.yaml"


class Screen(io.StringIO):
    """A terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("width", "cut"), [(80, True), (140, False)])
def test_a_terminal_shows_the_line_and_a_caret(
    width: int, cut: bool, office: Office, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office.write("a", UNKNOWN)
    text = path.read_text("utf-8")
    path.write_text(text.replace("'9': đạt", f"'9': đạt  # {'ghi chú ' * 11}"), "utf-8")
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "dumb")
    check("--width", str(width))
    head, line, caret, *_ = screen.getvalue().splitlines()
    assert head.startswith(f"{PLACE}: error: ")
    assert line.startswith("   11 |   '9': đạt  # ghi chú")
    assert line.endswith("…") is cut
    assert len(line) <= width
    assert caret == "      |   ^"


def test_colour_is_forced_or_forbidden(office: Office, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write("a", UNKNOWN)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in check().out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in check().out


def test_what_standard_input_holds_is_shown_on_a_terminal(
    office: Office, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = office.write("a", UNKNOWN).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "đạt" in check("-").out


def test_a_bar_is_drawn_on_a_terminal_only(office: Office, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wardeval.report.terminal_progress.PATIENCE", 0)
    office.write("a")
    assert check().err.startswith("check passed")
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    check()
    assert "files checked: 1 of 1" in screen.getvalue()


def test_known_problems_are_passed_over_until_they_are_gone(office: Office, check: Check) -> None:
    path = office.write("a", UNKNOWN)
    office.write("b", UNKNOWN)
    ran = check("--write-baseline")
    baseline = office.folder / ".wardeval" / "baseline.json"
    assert (ran.code, ran.out) == (ExitCode.OK, "")
    assert ran.err == (
        "2 known problems written to .wardeval/baseline.json\n"
        "check passed: 0 errors, 0 warnings, 0 notes in 2 files (2 known from the baseline)\n"
    )
    before = baseline.read_bytes()
    assert check().code == ExitCode.INPUT
    known = check("--baseline", ".wardeval/baseline.json")
    assert (known.code, known.out) == (ExitCode.OK, "")
    inside = check("../2024", "--baseline", "../../.wardeval/baseline.json", folder=path.parent)
    assert (inside.code, inside.out) == (ExitCode.OK, "")
    path.write_text(f"# thêm một dòng\n{path.read_text('utf-8')}8: đạt\n", "utf-8")
    new = check("--baseline", ".wardeval/baseline.json")
    assert new.code == ExitCode.INPUT
    assert new.out.startswith("assessments/2024/a.yaml:14:1: error: ")
    office.write("a")
    gone = check("--baseline", ".wardeval/baseline.json")
    assert gone.err.endswith("(1 known from the baseline; 1 of the baseline gone)\n")
    check("assessments/2024/a.yaml", "--write-baseline")  # what is known of the other file stays
    assert baseline.read_text("utf-8").count("fingerprint") == 1
    office.write("a", UNKNOWN)
    check("--write-baseline")
    assert baseline.read_bytes() == before


def test_what_is_no_baseline_is_neither_read_nor_written_over(office: Office, check: Check) -> None:
    path = office.write("a", UNKNOWN)
    other = office.put("other.json", '{\n  "x": 1,\n}\n')
    for arguments in (("--baseline", "other.json"), ("--baseline", "other.json", "--write-baseline")):
        ran = check(*arguments)
        assert (ran.code, ran.out) == (ExitCode.INPUT, "")
        assert ran.err.startswith("other.json:3:1: error: this is no baseline of wardeval; ")
    assert other.read_text("utf-8") == '{\n  "x": 1,\n}\n'
    assert check("--baseline", "nowhere.json").err.startswith("nowhere.json: error: there is no such file")
    text = path.read_text("utf-8")
    assert check("--baseline", "assessments/2024/a.yaml", "--write-baseline").code == ExitCode.INPUT
    assert path.read_text("utf-8") == text


def test_only_what_changed_is_told(office: Office, check: Check) -> None:
    office.write("a", UNKNOWN)
    office.write("b", UNKNOWN)
    repository(office.folder)
    commit(office.folder, {}, "v1")
    ran = check("--changed-since", "v1")
    assert (ran.code, ran.out) == (ExitCode.OK, "")
    assert ran.err == "check passed: 0 errors, 0 warnings, 0 notes in 0 files\n"
    office.write("b", {**UNKNOWN, "1": "chưa đạt"})
    office.write("c", UNKNOWN)
    for arguments in ((), ("--require", "dat"), ("--min-coverage", "100")):
        ran = check("--changed-since", "v1", *arguments)
        assert [line.split(":")[0] for line in ran.out.splitlines()] == [
            f"assessments/2024/{name}.yaml" for name in "bc"
        ]
    from_inside = check("../2024", "--changed-since", "v1", folder=office.folder / "assessments" / "2024")
    assert len(from_inside.out.splitlines()) == 2
    git(office.folder, "add", "-A")
    assert check("--changed-since", "HEAD").out == ran.out


def test_what_changed_is_compared_with_files_that_did_not(office: Office, check: Check) -> None:
    text = office.write("a").read_text("utf-8")
    repository(office.folder)
    commit(office.folder, {}, "v1")
    office.put("assessments/2024/b.yaml", text)
    ran = check("--changed-since", "v1", select="duplicate-submission")
    assert [line.split(": ")[0] for line in ran.out.splitlines()] == ["assessments/2024/b.yaml:3:1"]


@pytest.mark.parametrize("revision", ["nowhere", "--all"])
def test_a_revision_that_is_none_is_refused(revision: str, office: Office, check: Check) -> None:
    office.write("a", UNKNOWN)
    ran = check("--changed-since", revision)
    assert (ran.code, ran.out) == (ExitCode.INPUT, "")
    repository(office.folder)
    ran = check("--changed-since", revision)
    assert (ran.code, ran.out) == (ExitCode.INPUT, "")
    assert ran.err.startswith(f"{revision}: error: git knows no revision “{revision}”")


def apart(office: Office, name: str) -> Path:
    """An assessment in which tone marks stand apart from their letters."""
    path = office.write(name)
    path.write_text(normalize("NFD", path.read_text("utf-8")), "utf-8")
    return path


def test_a_diff_shows_what_would_be_mended_and_changes_nothing(office: Office, check: Check) -> None:
    path = apart(office, "a")
    office.write("b", UNKNOWN)
    before = path.read_bytes()
    for arguments in (("--diff",), ("--diff", "--fix")):
        ran = check(*arguments)
        assert (ran.code, ran.err) == (ExitCode.NO, "")
        assert ran.out.startswith("--- assessments/2024/a.yaml\n+++ assessments/2024/a.yaml\n@@ ")
        assert path.read_bytes() == before
    patched = subprocess.run(["patch", "-p0"], input=ran.out.encode(), cwd=office.folder, check=False)
    assert patched.returncode == 0
    assert check("--diff") == (ExitCode.OK, "", "")
    assert is_normalized("NFC", path.read_text("utf-8"))


def test_a_diff_of_standard_input(office: Office, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    content = apart(office, "a").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert check("-", "--diff", "--stdin-filename", "x.yaml").out.startswith("--- x.yaml\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    ran = check("-", "--fix")
    assert (ran.code, ran.err.split(";")[0]) == (ExitCode.USAGE, "wardeval: --fix cannot write standard input")


def test_what_cannot_be_read_is_told_beside_the_diff(office: Office, check: Check) -> None:
    apart(office, "a")
    ran = check("assessments", "nowhere.yaml", "--diff")
    assert (ran.code, ran.out[:4]) == (ExitCode.INPUT, "--- ")
    assert ran.err.startswith("nowhere.yaml: error: there is no such file")
    assert check("nowhere/*.yaml", "--diff").code == ExitCode.USAGE


def test_what_is_mended_is_written_and_what_is_left_is_told(office: Office, check: Check) -> None:
    path = apart(office, "a")
    link = office.folder / "link.yaml"
    link.symlink_to(path)
    other = office.write("b", UNKNOWN)
    before = other.read_bytes()
    ran = check("link.yaml", "assessments/2024/b.yaml", "--fix")
    assert is_normalized("NFC", path.read_text("utf-8"))
    assert link.is_symlink()
    assert other.read_bytes() == before
    assert ran.code == ExitCode.INPUT
    assert ran.out.startswith("assessments/2024/b.yaml:11:3: error: ")
    assert "link.yaml:5:1: tone marks put together with their letters in 2 lines\n" in ran.err
    assert check("link.yaml", "--fix").err == "check passed: 0 errors, 0 warnings, 0 notes in 1 file\n"


def test_only_what_changed_is_mended(office: Office, check: Check) -> None:
    kept, changed = apart(office, "a"), apart(office, "b")
    repository(office.folder)
    commit(office.folder, {}, "v1")
    changed.write_text(f"{changed.read_text('utf-8')}# mới\n", "utf-8")
    check("--fix", "--changed-since", "v1")
    assert is_normalized("NFC", changed.read_text("utf-8"))
    assert not is_normalized("NFC", kept.read_text("utf-8"))
