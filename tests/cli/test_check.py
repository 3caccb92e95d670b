"""`wardeval check`: which files, in which order, what is said of them and with which exit code."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.check.office import BROKEN, GOOD, UNKNOWN, Office, places, rules, shut
from tests.conftest import Run
from wardeval.problems import ExitCode


def given(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input that holds `content`."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_a_clean_workspace_passes(office: Office, check: Run) -> None:
    office.write("a")
    office.write("b")
    ran = check()
    assert (ran.code, ran.out) == (ExitCode.OK, "")
    assert ran.err == "check passed: 0 errors, 0 warnings, 0 notes in 2 files\n"


def test_one_bad_file_never_hides_the_others(office: Office, check: Run) -> None:
    for name in ("a", "c", "e"):
        office.write(name, UNKNOWN)
    office.put("assessments/2024/b.yaml", BROKEN)
    office.put("assessments/2024/d.yaml", "")
    (office.folder / "assessments/2024/f.yaml").write_bytes(b"\xff")
    ran = check("assessments", "nowhere.yaml")
    assert ran.code == ExitCode.INPUT
    assert [place.partition(":")[0] for place in places(ran)] == [
        *(f"assessments/2024/{name}.yaml" for name in "abcdef"),
        "nowhere.yaml",
    ]
    assert ran.err == "check failed, since a file cannot be used: 7 errors, 0 warnings, 0 notes in 7 files\n"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_same_is_said_in_both_languages(lang: str, office: Office, check: Run) -> None:
    office.write("a", UNKNOWN)
    ran = check(lang=lang)
    assert ran.code == ExitCode.INPUT
    assert places(ran) == ["assessments/2024/a.yaml:11:3"]
    assert (": error: " in ran.out) is (lang == "en")
    assert ran.err.startswith("check failed") is (lang == "en")


def test_results_are_the_same_from_one_process_and_from_two(
    office: Office, check: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        office.write(f"{number:02}", UNKNOWN if number % 3 else GOOD)
    alone = check()
    monkeypatch.setattr("wardeval.check.run.FEW", 1)
    monkeypatch.setattr("wardeval.batch.cores", lambda: 2)
    assert check() == alone
    assert len(places(alone)) == 20
    assert places(alone) == sorted(places(alone))


def test_without_a_path_the_assessments_of_the_workspace_are_checked(office: Office, check: Run) -> None:
    office.write("a", UNKNOWN)
    office.put("b.yaml", BROKEN)
    inside = office.folder / "assessments" / "2024"
    assert places(check()) == ["assessments/2024/a.yaml:11:3"]
    assert places(check(folder=inside)) == ["../2024/a.yaml:11:3"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "there is no workspace here; name the files or folders to check"),
        (("empty",), "there is no assessment in empty"),
        (("",), "the name of a file is empty"),
        (("a", "--stdin-filename", "b.yaml"), "--stdin-filename goes with “-”, for standard input"),
        (("a", "--fail-on", "note"), "--fail-on takes one of error; warning, not “note”"),
        (("a", "--format", "xml"), "--format takes one of text; github; sarif; "),
        (("a", "--min-coverage", "lots"), "--min-coverage takes a percentage from 0 to 100, not “lots”"),
        (("a", "--min-coverage", "101"), "--min-coverage takes a percentage from 0 to 100, not “101”"),
        (("a", "--min-coverage", "0,8"), "--min-coverage 0,8 may mean 0,8 or 80 in a hundred: write it with %"),
        (("a", "--min-coverage", "1"), "--min-coverage 1 may mean 1 or 100 in a hundred: write it with %"),
        (("a", "--on", "tomorrow"), "--on: a date is expected here"),
        (("a", "--select", "formm"), "there is no rule “formm”; did you mean “form”?"),
        (("a", "--ignore", "syntax"), "“syntax” cannot be switched off"),
        (("a", "--write-baseline"), "there is no workspace here; name the file to write with --baseline"),
        (("a", "-o", "x", "-o", "y"), "every -o after the first needs a --format of its own"),
        (("a", "--format", "json", "--format", "sarif"), "only the last --format may be without a file (-o)"),
        (("a", "--diff", "--format", "json"), "--diff goes without --format and -o"),
        (("a", "--width", "wide"), "--width takes a number of columns"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_wrong_command_line_is_told_before_anything_is_done(
    arguments: tuple[str, ...], said: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "a.yaml").write_text(BROKEN)
    ran = run("check", *arguments, folder=tmp_path)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert ran.err.startswith(f"wardeval: {said}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(("lang", "said"), [("en", "nothing to check yet\n"), ("vi", None)])
def test_a_workspace_without_an_assessment_passes(lang: str, said: str | None, office: Office, check: Run) -> None:
    office.put("assessments/2024/.gitkeep", "")
    for words in ((), ("assessments",), ("assessments/2024",), (".",)):
        ran = check(*words, lang=lang)
        assert (ran.code, ran.out) == (ExitCode.OK, "")
        assert ran.err.count("\n") == 1
        assert said is None or ran.err == said
    for format_, name in (("json", "a.json"), ("junit", "a.xml"), ("sarif", "a.sarif"), ("gitlab", "b.json")):
        assert check("--format", format_, "-o", name, "--require", "dat").code == ExitCode.OK
        assert (office.folder / name).stat().st_size
    assert check("--diff") == (ExitCode.OK, "", "")
    (office.folder / "khac").mkdir()
    assert check("khac").code == ExitCode.USAGE
    assert check("assessments", "khac").code == ExitCode.USAGE
    office.put("assessments/thu.yaml", (office.folder / "criteria" / "thu.yaml").read_text("utf-8"))
    assert check().code == ExitCode.OK


def test_a_pattern_that_fits_nothing_is_a_missing_file(office: Office, check: Run) -> None:
    office.put("assessments/2024/.gitkeep", "")
    office.write("a")
    for words in (("nowhere/*.yaml",), ("assessments/2023/*.yaml",), ("assessments", "nowhere/*.yaml")):
        ran = check(*words)
        assert (ran.code, rules(ran)) == (ExitCode.INPUT, ["missing-file"])
        assert ran.out.startswith(f"{words[-1]}: error: no assessment fits this pattern")


def test_a_folder_that_cannot_be_read_is_told_and_the_rest_is_checked(
    office: Office, check: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write("a", UNKNOWN)
    office.put("assessments/kín/b.yaml", BROKEN)
    shut("kín", monkeypatch)
    ran = check()
    assert ran.code == ExitCode.INPUT
    assert places(ran) == ["assessments/2024/a.yaml:11:3", "assessments/kín"]
    assert "the folder cannot be read: Permission denied" in ran.out


def test_patterns_with_brackets_and_vietnamese_names(office: Office, check: Run) -> None:
    office.put("[nộp] Quận Một/Phường Đông.yaml", BROKEN)
    office.put("[nộp] Quận Một/Phường Tây.yaml", BROKEN)
    expected = ["[nộp] Quận Một/Phường Tây.yaml", "[nộp] Quận Một/Phường Đông.yaml"]
    for words in (("[nộp] Quận Một",), ("[nộp] Quận Một/*.yaml",), ("**/Phường*.yaml",), ("[[]*/Phường ??*.yaml",)):
        assert [place.partition(":")[0] for place in places(check(*words))] == expected


def test_a_file_is_checked_once_however_often_it_is_named(office: Office, check: Run) -> None:
    path = office.write("a", UNKNOWN)
    name = "assessments/2024/a.yaml"
    ran = check("assessments", name, f"./{name}", str(path), "**/*.yaml", "assessments/2024/../2024")
    assert places(ran) == [f"{name}:11:3"]


@pytest.mark.parametrize("name", ["wardeval.yaml", "criteria/thu.yaml"])
def test_other_files_are_refused_where_they_are_named(name: str, office: Office, check: Run) -> None:
    office.put("wardeval.yaml", "format: wardeval/workspace/1\nlanguage: en\n")
    office.write("a")
    ran = check(name, "assessments")
    assert (ran.code, rules(ran)) == (ExitCode.INPUT, ["other-kind"])
    assert check(".").code == ExitCode.OK


def test_standard_input_is_checked_at_its_name(office: Office, check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    content = office.write("a", UNKNOWN).read_bytes()
    given(content, monkeypatch)
    assert places(check("-")) == ["stdin:11:3"]
    given(content, monkeypatch)
    assert places(check("-", "--stdin-filename", "assessments/2024/b.yaml")) == ["assessments/2024/b.yaml:11:3"]
    given(content, monkeypatch)
    office.write("a", GOOD)  # what is being written counts, not what lies there
    assert places(check("-", "assessments", "--stdin-filename", "assessments/2024/a.yaml")) == [
        "assessments/2024/a.yaml:11:3"
    ]
    given(b"", monkeypatch)
    ran = check("-")
    assert (ran.code, rules(ran)) == (ExitCode.INPUT, ["empty-file"])


def test_what_several_files_say_of_each_other_is_located_in_standard_input_too(
    office: Office, check: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = office.write("a").read_bytes()
    given(content, monkeypatch)
    ran = check("-", "assessments", "--stdin-filename", "b.yaml", select="duplicate-submission")
    assert rules(ran) == ["duplicate-submission"] * 2
    assert places(ran) == ["assessments/2024/a.yaml:3:1", "b.yaml:3:1"]


def test_without_standard_input_there_is_nothing_to_check(check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    ran = check("-")
    assert (ran.code, ran.err.startswith("wardeval: there is no standard input;")) == (ExitCode.USAGE, True)


def test_a_set_that_cannot_be_used_is_told_once(office: Office, check: Run) -> None:
    for name in ("a", "b", "c"):
        office.write(name)
    (office.folder / "criteria" / "thu.yaml").write_text("format: wardeval/criterion-set/1\nid: thu\nkeyy: 1\n")
    ran = check()
    assert ran.code == ExitCode.INPUT
    assert len(set(ran.out.splitlines())) == len(ran.out.splitlines()) > 0
    assert "criteria/thu.yaml" in ran.out


def test_a_register_that_cannot_be_used_is_told_and_the_rest_is_checked(office: Office, check: Run) -> None:
    office.write("a", UNKNOWN)
    office.put("units.yaml", "format: wardeval/units/1\nunits: 3\n")
    ran = check()
    assert ran.code == ExitCode.INPUT
    assert places(ran) == ["assessments/2024/a.yaml:11:3", "units.yaml:2:8"]


def test_who_handed_in_nothing_is_asked_only_where_everything_is_checked(office: Office, check: Run) -> None:
    path = office.write("a")
    unit = "{id: FICTION-%s, name: Phường Ví Dụ %s, type: phuong}"
    units = ", ".join(unit % (id_, id_) for id_ in "ab")
    office.put("units.yaml", f"format: wardeval/units/1\nunits: [{units}]\n")
    every = check(select="across")
    assert (every.code, len(rules(every))) == (ExitCode.NO, 1)
    assert "Phường Ví Dụ b" in every.out
    assert check(str(path), select="across").code == ExitCode.OK
    assert check(str(path), "--units", "units.yaml", select="across").code == ExitCode.OK
    assert check("assessments/2024", "--units", "units.yaml", select="across").out == every.out


def test_fail_on_decides_what_fails_and_nothing_else(office: Office, check: Run) -> None:
    office.write("a", {"1": "đạt"})
    told = check(select="missing-answer")
    assert (told.code, rules(told)) == (ExitCode.NO, ["missing-answer"])
    only_errors = check("--fail-on", "error", select="missing-answer")
    assert (only_errors.code, only_errors.out) == (ExitCode.OK, told.out)
    assert only_errors.err == "check passed: 0 errors, 1 warning, 0 notes in 1 file\n"
    office.write("b", UNKNOWN)
    assert check("--fail-on", "error").code == ExitCode.INPUT


def test_the_day_can_be_another(office: Office, check: Run) -> None:
    office.write("a")
    for day, found in (("30/06/2024", ["period-not-over"]), ("2024-06-30", ["period-not-over"]), ("01/01/2025", [])):
        assert rules(check("--on", day, select="period-not-over")) == found


def test_settings_and_comments_are_followed(office: Office, check: Run, run: Run) -> None:
    path = office.write("a", {"1": "đạt"})
    alone = run("check", "--select", "missing-answer", folder=office.folder)
    assert rules(alone) == ["missing-answer"]
    office.put("wardeval.yaml", "language: en\ncheck: {select: [missing-answer], severity: {missing-answer: note}}\n")
    ran = run("check", folder=office.folder)
    assert (ran.code, rules(ran)) == (ExitCode.OK, ["missing-answer"])
    path.write_text(f"# wardeval: ignore-file[missing-answer] đang chờ số liệu\n{path.read_text('utf-8')}", "utf-8")
    ran = run("check", folder=office.folder)
    assert (ran.code, ran.out) == (ExitCode.OK, "")
    assert "(1 ignored)" in ran.err


def test_a_mistake_in_the_settings_is_told_at_its_line(office: Office, check: Run, run: Run) -> None:
    office.write("a")
    office.put("wardeval.yaml", "language: en\ncheck:\n  ignore: [missing-anser]\n")
    for folder, begin in ((office.folder, ""), (office.folder / "assessments" / "2024", "../../")):
        ran = check(folder=folder)
        assert (ran.code, rules(ran)) == (ExitCode.INPUT, ["unknown-rule"])
        assert ran.out.startswith(f"{begin}wardeval.yaml:3:12: error: ")
        assert ran.err == "check failed, since a file cannot be used: 1 error, 0 warnings, 0 notes in 0 files\n"
    assert check("--min-coverage", "x").code == ExitCode.USAGE  # a wrong command line goes first
    ran = run("check", "assessments", "--select", "formm", folder=office.folder)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")


def test_a_mistake_in_a_set_is_told_at_its_path_from_here(office: Office, check: Run) -> None:
    office.write("a")
    (office.folder / "criteria" / "thu.yaml").write_text("format: wardeval/criterion-set/1\nid: thu\nkeyy: 1\n")
    inside = office.folder / "assessments" / "2024"
    assert {place.partition(":")[0] for place in places(check())} == {"criteria/thu.yaml"}
    assert {place.partition(":")[0] for place in places(check("a.yaml", folder=inside))} == {"../../criteria/thu.yaml"}
