"""Help, usage errors and bugs: in both languages, on the right stream, with the right code."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT, Run
from wardeval.problems import ExitCode

SETS = ("list", "show", "lint", "test", "diff")
PAGES = ((), ("score",), ("explain",), ("criteria",), *(("criteria", name) for name in SETS))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: " ".join(page) or "wardeval")
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_is_complete_in_both_languages(page: tuple[str, ...], lang: str, run: Run) -> None:
    ran = run(*page, "--help", lang=lang)
    assert (ran.code, ran.err) == (0, "")
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    english = ("Usage:", "OPTIONS", "Options:", "Commands:", "Arguments:", "Show this", "Write the result")
    assert ("Usage:" in ran.out) is (lang == "en")
    if lang == "vi":
        assert not [word for word in english if word in ran.out]


def test_no_arguments_show_the_help(run: Run) -> None:
    assert run() == run("--help")


@pytest.mark.parametrize(
    ("arguments", "said"),
    {
        "no such option": (("score", "x", "--formt", "json"), "--format"),
        "no such command": (("scor",), "scor"),
        "argument missing": (("score",), ""),
        "value missing": (("score", "x", "--format"), "--format"),
        "one too many": (("explain", "a", "b", "c"), "c"),
        "no such language": (("--lang", "fr", "score", "x"), "fr"),
    }.values(),
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_wrong_command_line_is_told_plainly(arguments: tuple[str, ...], said: str, lang: str, run: Run) -> None:
    ran = run(*arguments, lang=lang)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert ran.err.count("\n") == 1
    assert said in ran.err
    assert ("shows what there is" in ran.err) is (lang == "en")


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (("new",), "wardeval new"),
        (("--lang", "en", "new", "--bogus"), "wardeval new"),
        (("--lang=en", "score"), "wardeval score"),
        (("criteria", "show"), "wardeval criteria show"),
        (("criteria", "lst"), "wardeval criteria"),
        (("explain", "new"), "wardeval explain"),
        (("lst", "new"), "wardeval"),
        (("--lang", "fr", "new"), "wardeval new"),
    ],
)
def test_the_help_that_is_named_is_that_of_the_command(arguments: tuple[str, ...], command: str, run: Run) -> None:
    ran = run(*arguments)
    assert ran.code == ExitCode.USAGE
    assert ran.err.endswith(f"; “{command} --help” shows what there is\n")


def test_a_mistyped_command_is_named_alone(run: Run) -> None:
    assert "there is no command “lst”;" in run("criteria", "lst").err


def test_a_bug_is_one_line_with_its_own_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("wardeval.case.load_case", broken)
    ran = run("score", "examples/muong-lat-2025.yaml")
    assert (ran.code, ran.out) == (ExitCode.BUG, "")
    assert ran.err.count("\n") == 1
    assert "ZeroDivisionError: boom" in ran.err
    debugged = run("score", "examples/muong-lat-2025.yaml", "--debug")
    assert "Traceback" in debugged.err


def test_exit_codes_of_the_readme_are_those_of_the_program() -> None:
    for name in ("README.md", "README.vi.md"):
        rows = [
            line.split("|") for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line.startswith("| ")
        ]
        codes = {int(row[1]) for row in rows if row[1].strip().isdecimal()}
        assert codes == {code.value for code in ExitCode}
