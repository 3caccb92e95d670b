"""How the results of a check are written: formats, files, stdout, GitHub, a baseline, mending."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from unicodedata import is_normalized, normalize

import pytest

from tests.check.office import GOOD, UNKNOWN, Office, rules
from tests.conftest import Ran, Run
from tests.git.scratch import commit, git, repository
from wardeval.check.rules import find_rule
from wardeval.problems import ExitCode

PLACE = "assessments/2024/a.yaml:11:3"
FORMATS = ("text", "github", "sarif", "junit", "gitlab", "json", "markdown")


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
def test_every_format_goes_to_stdout_and_to_a_file(format_: str, lang: str, office: Office, check: Run) -> None:
    office.write("a", UNKNOWN)
    ran = check("--format", format_, lang=lang)
    assert ran.code == ExitCode.INPUT
    assert begins(format_, ran.out)
    assert bool(ran.err) is (format_ in ("text", "github"))
    written = check("--format", format_, "-o", "ket-qua", lang=lang)
    told = f"{ran.out}{ran.err}" if format_ == "text" else ran.out  # text alone in a file says what it comes to
    assert (office.folder / "ket-qua").read_text("utf-8") == told
    assert begins("text", written.out)
    assert written.code == ran.code


def test_several_results_of_one_run(office: Office, check: Run) -> None:
    office.write("a", UNKNOWN)
    ran = check("--format", "json", "-o", "a.json", "--format", "junit", "-o", "a.xml", "--format", "markdown")
    assert begins("json", (office.folder / "a.json").read_text("utf-8"))
    assert begins("junit", (office.folder / "a.xml").read_text("utf-8"))
    assert begins("markdown", ran.out)
    assert ran.err == ""


def test_a_file_without_a_format_gets_text(office: Office, check: Run) -> None:
    office.write("a", UNKNOWN)
    ran = check("-o", "a.txt")
    assert (office.folder / "a.txt").read_text("utf-8") == ran.out + ran.err


def test_a_result_may_go_to_stdout_by_its_name(office: Office, check: Run) -> None:
    office.write("a", UNKNOWN)
    ran = check("--format", "json", "-o", "-", "--format", "junit", "-o", "a.xml")
    assert begins("json", ran.out)
    assert begins("junit", (office.folder / "a.xml").read_text("utf-8"))
    assert not (office.folder / "-").exists()
    assert begins("text", check("-o", "-").out)
    ran = check("--format", "json", "-o", "-", "--format", "junit")
    assert (ran.code, ran.err.split(";")[0]) == (ExitCode.USAGE, "wardeval: two results would go to stdout")


@pytest.mark.parametrize("output", ["assessments/2024/a.yaml", "wardeval.yaml", "criteria/thu.yaml", "units.yaml"])
def test_no_result_takes_the_place_of_what_is_read(output: str, office: Office, check: Run) -> None:
    office.write("a", UNKNOWN)
    office.put("units.yaml", "format: wardeval/units/1\nunits: []\n")
    before = (office.folder / output).read_bytes()
    ran = check("--format", "json", "-o", "new.json", "--format", "text", "-o", output)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert (office.folder / output).read_bytes() == before
    assert not (office.folder / "new.json").exists()


def test_no_result_takes_the_place_of_proof(run: Run, tmp_path: Path) -> None:
    (tmp_path / "proof.txt").write_text("proof", "utf-8")
    (tmp_path / "a.yaml").write_text(
        "format: wardeval/assessment/1\nset: tt-124-2021-xa\nunit: {name: Phường Ví Dụ, type: phuong}\nperiod: 2024\n"
        "answers: {5.1.d: {value: 2, evidence: [k]}}\nevidence: {k: {title: Biên bản, file: proof.txt}}\n",
        encoding="utf-8",
    )
    for words in (("x.txt",), ("proof.txt",), ("./proof.txt",)):
        ran = run("--lang", "en", "check", "a.yaml", "-o", *words, folder=tmp_path)
        told = ran.code, "which is read" in ran.err
        assert told == ((ExitCode.USAGE, True) if "proof" in words[0] else (ExitCode.NO, False))
    assert (tmp_path / "proof.txt").read_text("utf-8") == "proof"


def test_no_two_results_go_to_one_file(office: Office, check: Run) -> None:
    office.write("a", UNKNOWN)
    for name in ("x.json", "./x.json", "assessments/../x.json"):
        ran = check("--format", "json", "-o", "x.json", "--format", "text", "-o", name)
        assert ran.code == ExitCode.USAGE
        assert ran.err.startswith(f"wardeval: two results would go to {name};")
    assert check("--write-baseline", "--baseline", "x.json", "--format", "json", "-o", "x.json").code == ExitCode.USAGE
    assert not (office.folder / "x.json").exists()


def test_where_one_result_cannot_be_written_the_code_says_so(office: Office, check: Run) -> None:
    office.write("a")
    ran = check("--format", "json", "-o", "nowhere/x.json")
    assert ran.code == ExitCode.INPUT
    assert "nowhere/x.json" in ran.err


def test_what_cannot_be_written_does_not_keep_back_what_was_found(
    office: Office, check: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write("a", UNKNOWN)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(office.folder / "nowhere" / "summary.md"))
    ran = check("--format", "json", "-o", "nowhere/x.json", "--format", "github")
    assert (ran.code, begins("github", ran.out)) == (ExitCode.INPUT, True)
    assert "nowhere/x.json" in ran.err


def test_on_github_annotations_and_a_summary(office: Office, check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write("a", UNKNOWN)
    summary = office.put("summary.md", "before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert begins("text", check().out)
    assert summary.read_text("utf-8") == "before\n"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    ran = check()
    assert begins("github", ran.out)
    assert ran.err.startswith("check failed, since a file cannot be used: ")
    assert summary.read_text("utf-8").startswith("before\n## wardeval check\n")
    length = len(summary.read_text("utf-8"))
    assert begins("json", check("--format", "json").out)
    assert len(summary.read_text("utf-8")) == length
    assert begins("github", check("--format", "sarif", "-o", "x.sarif").out)
    assert len(summary.read_text("utf-8")) == 2 * length - len("before\n")
    assert begins("text", check("--format", "github", "-o", "x.txt").out)
    summary.write_text(summary.read_text("utf-8")[:length], "utf-8")
    monkeypatch.delenv("GITHUB_ACTIONS")
    check("--format", "github")
    assert len(summary.read_text("utf-8")) == 2 * length - len("before\n")


def test_names_for_services_begin_at_the_repository(office: Office, check: Run) -> None:
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
    width: int, cut: bool, office: Office, check: Run, monkeypatch: pytest.MonkeyPatch
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


def test_colour_is_forced_or_forbidden(office: Office, check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write("a", UNKNOWN)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in check().out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in check().out


def test_what_standard_input_holds_is_shown_on_a_terminal(
    office: Office, check: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = office.write("a", UNKNOWN).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "đạt" in check("-").out


def test_a_bar_is_drawn_on_a_terminal_only(office: Office, check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wardeval.report.terminal_progress.PATIENCE", 0)
    office.write("a")
    assert check().err.startswith("check passed")
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    check("--no-cache")
    assert "files checked: 1 of 1" in screen.getvalue()


OPEN: dict[str, object] = {"1": "đạt"}
"""Answers of which one is missing."""


def test_known_problems_are_passed_over_until_they_are_gone(office: Office, run: Run) -> None:
    def check(*arguments: str, folder: Path = office.folder) -> Ran:
        return run("check", *arguments, "--select", "missing-answer,form", folder=folder)

    path = office.write("a", OPEN)
    office.write("b", OPEN)
    ran = check("--write-baseline")
    baseline = office.folder / ".wardeval" / "baseline.json"
    assert (ran.code, ran.out) == (ExitCode.OK, "")
    assert ran.err == (
        "2 known problems written to .wardeval/baseline.json\n"
        "check passed: 0 errors, 0 warnings, 0 notes in 2 files (2 known from the baseline)\n"
    )
    before = baseline.read_bytes()
    assert check().code == ExitCode.NO
    known = check("--baseline", ".wardeval/baseline.json")
    assert (known.code, known.out) == (ExitCode.OK, "")
    inside = check("../2024", "--baseline", "../../.wardeval/baseline.json", folder=path.parent)
    assert (inside.code, inside.out) == (ExitCode.OK, "")
    path.write_text(f"# thêm một dòng\n{path.read_text('utf-8')}  # wardeval: ignore[syntaxx] thử\n", "utf-8")
    new = check("--baseline", ".wardeval/baseline.json")
    assert new.code == ExitCode.NO
    assert new.out.startswith("assessments/2024/a.yaml:12:3: warning: ")
    office.write("a")
    gone = check("--baseline", ".wardeval/baseline.json")
    assert gone.err.endswith("(1 known from the baseline; 1 of the baseline gone)\n")
    check("assessments/2024/a.yaml", "--write-baseline")  # what is known of the other file stays
    assert baseline.read_text("utf-8").count("fingerprint") == 1
    office.write("a", OPEN)
    check("--write-baseline")
    assert baseline.read_bytes() == before


@pytest.mark.parametrize(("lang", "said"), [("en", "1 problem is no part of it: "), ("vi", "1 ")])
def test_a_file_that_cannot_be_judged_is_never_known_and_passes_no_gate(
    lang: str, said: str, office: Office, check: Run
) -> None:
    office.write("a", UNKNOWN)
    ran = check("--write-baseline", "--require", "dat", lang=lang)
    assert (ran.code, len(ran.out.splitlines())) == (ExitCode.INPUT, 1)
    assert ran.err.splitlines()[1].startswith(said)
    ran = check("--baseline", ".wardeval/baseline.json", "--require", "chua-dat", "--min-coverage", "0")
    assert (ran.code, len(ran.out.splitlines())) == (ExitCode.INPUT, 1)


def test_what_is_no_baseline_is_neither_read_nor_written_over(office: Office, check: Run) -> None:
    path = office.write("a", UNKNOWN)
    other = office.put("other.json", '{\n  "x": 1,\n}\n')
    for arguments in (("--baseline", "other.json"), ("--baseline", "other.json", "--write-baseline")):
        ran = check(*arguments)
        assert (ran.code, rules(ran)) == (ExitCode.INPUT, ["not-a-baseline"])
        assert ran.out.startswith("other.json:3:1: error: this is no baseline of wardeval; ")
    assert other.read_text("utf-8") == '{\n  "x": 1,\n}\n'
    assert check("--baseline", "nowhere.json").out.startswith("nowhere.json: error: there is no such file")
    text = path.read_text("utf-8")
    assert check("--baseline", "assessments/2024/a.yaml", "--write-baseline").code == ExitCode.INPUT
    assert path.read_text("utf-8") == text


def test_only_what_changed_is_told(office: Office, check: Run) -> None:
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


def test_what_changed_is_compared_with_files_that_did_not(office: Office, check: Run) -> None:
    text = office.write("a").read_text("utf-8")
    repository(office.folder)
    commit(office.folder, {}, "v1")
    office.put("assessments/2024/b.yaml", text)
    ran = check("--changed-since", "v1", select="duplicate-submission")
    assert [line.split(": ")[0] for line in ran.out.splitlines()] == ["assessments/2024/b.yaml:3:1"]


def test_a_file_counts_as_changed_with_what_its_result_hangs_on(office: Office, check: Run) -> None:
    path = office.write("a", UNKNOWN)
    text = path.read_text("utf-8")
    path.write_text(f"{text}evidence:\n  bb: {{number: 01/BB, date: 01/03/2024, file: quét/bb.pdf}}\n", "utf-8")
    scan = office.put("assessments/2024/quét/bb.pdf", "bản quét\n")
    good = office.write("b", GOOD)
    register = office.put("units.yaml", "format: wardeval/units/1\nunits: []\n")
    office.put(".gitignore", "bỏ/\n")
    repository(office.folder)
    commit(office.folder, {}, "v1")

    def told() -> int:
        ran = check("--changed-since", "v1")
        return int(ran.err.rpartition(" in ")[2].split()[0])

    assert told() == 0
    for changed, number in ((scan, 0), (register, 2), (office.folder / "criteria" / "thu.yaml", 2)):
        before = changed.read_bytes()
        changed.write_bytes(before + b"\n")
        assert told() == number, changed  # of a file that cannot be judged, it is not known which documents it claims
        changed.write_bytes(before)
    good.write_text(f"{good.read_text('utf-8')}evidence: {{bb: {{number: 01/BB, file: quét/bb.pdf}}}}\n", "utf-8")
    commit(office.folder, {}, "v2")
    for change in (lambda: scan.write_text("khác\n"), scan.unlink):
        assert check("--changed-since", "v2").err.endswith("in 0 files\n")
        change()
        assert check("--changed-since", "v2").err.endswith("in 1 file\n")
        git(office.folder, "checkout", "-q", "v2", "--", ".")


def test_what_was_deleted_is_named(office: Office, check: Run) -> None:
    office.write("a")
    gone = office.write("b")
    repository(office.folder)
    commit(office.folder, {}, "v1")
    gone.unlink()
    ran = check("--changed-since", "v1", folder=office.folder / "assessments")
    assert (ran.code, rules(ran)) == (ExitCode.OK, ["deleted-assessment"])
    assert ran.out.startswith("2024/b.yaml: note: it was there in v1, and has been deleted")


@pytest.mark.parametrize("revision", ["nowhere", "--all"])
def test_a_revision_that_is_none_is_refused(revision: str, office: Office, check: Run) -> None:
    office.write("a", UNKNOWN)
    ran = check("--changed-since", revision)
    assert (ran.code, rules(ran)) == (ExitCode.INPUT, ["no-repository"])
    assert ran.out.startswith(".: error: ")
    repository(office.folder)
    ran = check("--changed-since", revision)
    assert (ran.code, rules(ran)) == (ExitCode.INPUT, ["unknown-revision"])
    assert ran.out.startswith(f"{revision}: error: git knows no revision “{revision}”")


@pytest.mark.parametrize("stop", ["settings", "revision", "baseline"])
def test_what_stops_a_run_goes_to_every_result(
    stop: str, office: Office, check: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office.write("a")
    words = {"settings": (), "revision": ("--no-worse-than", "v9"), "baseline": ("--baseline", "nowhere.json")}[stop]
    if stop == "settings":
        office.put("wardeval.yaml", "language: en\ncheck: {ignore: [unknown-id]}\n")
    summary = office.put("summary.md", "")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    files = [word for format_ in FORMATS for word in ("--format", format_, "-o", f"x.{format_}")]
    ran = check(*words, *files, "--format", "github")
    assert ran.code == ExitCode.INPUT
    assert ran.out.startswith("::error file=")
    assert summary.read_text("utf-8").startswith("## wardeval check\n")
    for format_ in FORMATS:
        assert begins(format_, (office.folder / f"x.{format_}").read_text("utf-8")) or format_ == "text"
    assert json.loads((office.folder / "x.json").read_text("utf-8"))["code"] == ExitCode.INPUT
    before = path.read_bytes()
    assert check(*words, "--format", "json", "-o", str(path)).code == ExitCode.USAGE
    assert path.read_bytes() == before
    assert (check(*words, "--diff").code == ExitCode.INPUT) is (stop != "revision")


def apart(office: Office, name: str) -> Path:
    """An assessment in which tone marks stand apart from their letters."""
    path = office.write(name)
    path.write_text(normalize("NFD", path.read_text("utf-8")), "utf-8")
    return path


def test_a_diff_shows_what_would_be_mended_and_changes_nothing(office: Office, check: Run) -> None:
    path = apart(office, "a")
    office.write("b")
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


def test_a_diff_has_colour_where_that_is_wanted(office: Office, check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    apart(office, "a")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert check("--diff").out.startswith("\x1b[1m--- assessments/2024/a.yaml\x1b[0m\n")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in check("--diff").out


def test_a_diff_of_standard_input(office: Office, check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    content = apart(office, "a").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert check("-", "--diff", "--stdin-filename", "x.yaml").out.startswith("--- x.yaml\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    ran = check("-", "--fix")
    assert (ran.code, ran.err.split(";")[0]) == (ExitCode.USAGE, "wardeval: --fix cannot write standard input")


def test_what_cannot_be_read_is_told_beside_the_diff(office: Office, check: Run) -> None:
    apart(office, "a")
    ran = check("assessments", "nowhere.yaml", "--diff")
    assert (ran.code, ran.out[:4]) == (ExitCode.INPUT, "--- ")
    assert ran.err.startswith("nowhere.yaml: error: there is no such file")
    assert check("nowhere/*.yaml", "--diff").code == ExitCode.INPUT


def test_a_file_that_cannot_be_used_is_told_in_place_of_a_diff(office: Office, check: Run) -> None:
    apart(office, "a")
    office.write("b", UNKNOWN)
    ran = check("--diff")
    assert (ran.code, ran.out[:4]) == (ExitCode.INPUT, "--- ")
    assert ran.err.startswith("assessments/2024/b.yaml:11:3: error: ")
    assert check("assessments/2024/b.yaml").out == ran.err
    assert check("criteria/thu.yaml", "--diff").err == check("criteria/thu.yaml").out != ""
    office.put("assessments/thu.yaml", (office.folder / "criteria/thu.yaml").read_text("utf-8"))
    assert check("--diff").err == ran.err  # no assessment, and found in a folder
    (office.folder / "criteria" / "thu.yaml").write_text("format: wardeval/criterion-set/1\nid: thu\n")
    told = check("--diff").err.splitlines()
    assert len(set(told)) == len(told) > 0
    office.put("assessments/2024/b.yaml", find_rule_page("suspended-year"))
    assert check("assessments/2024/b.yaml", "--diff").code == ExitCode.INCOMPARABLE


def find_rule_page(id_: str) -> str:
    """The failing example of a rule, a whole file."""
    rule = find_rule(id_)
    assert rule is not None
    return rule.page.fails


def test_what_is_mended_is_written_and_what_is_left_is_told(office: Office, check: Run) -> None:
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


def test_only_what_changed_is_mended(office: Office, check: Run) -> None:
    kept, changed = apart(office, "a"), apart(office, "b")
    repository(office.folder)
    commit(office.folder, {}, "v1")
    changed.write_text(f"{changed.read_text('utf-8')}# mới\n", "utf-8")
    check("--fix", "--changed-since", "v1")
    assert is_normalized("NFC", changed.read_text("utf-8"))
    assert not is_normalized("NFC", kept.read_text("utf-8"))


def test_a_file_that_may_not_be_written_stays(office: Office, check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = office.write("a")
    path.write_text(path.read_text("utf-8").replace("đạt", normalize("NFD", "đạt")), "utf-8")
    before = path.read_bytes()
    monkeypatch.setattr("wardeval.cli.streams.os.access", lambda *_: False)
    for words in (("--fix",), ("--format", "json", "-o", "there.json")):
        office.put("there.json", "{}")
        ran = check(*words)
        assert ran.code == ExitCode.INPUT
        assert "Permission denied" in ran.err
    assert path.read_bytes() == before
    assert (office.folder / "there.json").read_text("utf-8") == "{}"
