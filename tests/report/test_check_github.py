"""What a check found as workflow commands, read again as GitHub's runner reads them."""

from __future__ import annotations

from typing import NamedTuple

import github_action_utils
import pytest

from tests.conftest import Golden
from tests.report.checkups import CLEAN, GOOD, HOSTILE, NASTY, SMALL, many, problem
from wardeval.check.checkup import Checkup
from wardeval.language import Code, Language
from wardeval.problems import ExitCode, Message, Severity, Span
from wardeval.report.check_github import COMMANDS, MOST_SHOWN, render
from wardeval.report.check_paths import Checkout, repository_path
from wardeval.report.foreign import visible
from wardeval.report.problems import told

ENGLISH = Language(Code.EN)


class Command(NamedTuple):
    """A command as the runner understands a line of the log."""

    name: str
    properties: dict[str, str]
    data: str


def commands(text: str) -> list[Command]:
    """Every command in a log: a line that begins with `::`; up to the next `::` name and properties, then the data."""
    found = []
    for line in text.split("\n"):
        begun = line.lstrip()
        if begun.startswith("::") and "::" in begun[2:]:
            head, _, data = begun[2:].partition("::")
            name, _, properties = head.partition(" ")
            pairs = dict(pair.split("=", 1) for pair in properties.split(",") if pair)
            found.append(Command(name, {key: _read(value) for key, value in pairs.items()}, _read(data)))
    return found


def _read(text: str) -> str:
    for escaped, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, meant)
    return text


@pytest.mark.parametrize("code", list(Code))
def test_annotations(golden: Golden, code: Code) -> None:
    golden(f"check-github.{code}.txt", render(SMALL, Language(code)))


def test_a_clean_run_annotates_nothing() -> None:
    assert render(CLEAN, ENGLISH) == ""


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_read_again_as_it_is_shown(text: str) -> None:
    found = problem(Message("{text}", {"text": text}), Span(text, 3, 5))
    log = render(Checkup((found,), (), ExitCode.NO), ENGLISH)
    assert log.count("\n") == 1
    ((name, properties, data),) = commands(log)
    assert (name, properties["line"], properties["col"]) == ("error", "3", "5")
    assert properties["title"] == "wardeval: fictional-gap"
    assert properties.keys() == {"file", "line", "col", "title"}
    assert properties["file"] == visible(repository_path(text))
    is_inside = not repository_path(text).startswith(("/", "../"))
    assert data == (visible(text) if is_inside else f"{visible(f'{text}:3:5')}: {visible(text)}")


def test_nothing_hostile_is_a_command_of_its_own() -> None:
    log = render(NASTY, ENGLISH)
    assert [command.name for command in commands(log)] == [
        name for name in ("error", "warning", "notice") for _ in HOSTILE
    ]
    others = [line for line in log.splitlines() if not line.startswith("::")]
    assert len(others) == 1
    assert "##[" not in others[0]


def test_the_commands_are_those_that_another_program_writes(capsys: pytest.CaptureFixture[str]) -> None:
    ours = []
    for found in NASTY.problems:
        path, line, column = found.span
        ((_, _, said),) = commands(render(Checkup((found,), (), ExitCode.NO), ENGLISH))
        assert said.endswith(told(found, ENGLISH))
        write = getattr(github_action_utils, COMMANDS[found.severity])
        ((_, properties, _),) = commands(render(Checkup((found,), (), ExitCode.NO), ENGLISH))
        assert path
        write(said, title=f"wardeval: {found.rule}", file=properties["file"], col=column, line=line)
        ours.append(render(Checkup((found,), (), ExitCode.NO), ENGLISH))
    for mine, theirs in zip(ours, capsys.readouterr().out.splitlines(keepends=True), strict=True):
        head, _, data = mine[2:].partition("::")
        other, _, their_data = theirs[2:].partition("::")
        assert sorted(head.split(" ", 1)[1].split(",")) == sorted(other.split(" ", 1)[1].split(","))
        assert data == their_data


def test_errors_come_first_and_the_rest_keeps_its_order() -> None:
    text = render(many(4, 30), ENGLISH)
    assert [command.name for command in commands(text)] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    places = [(command.properties["file"], int(command.properties["line"])) for command in commands(text)]
    assert places[:10] == sorted(places[:10])


@pytest.mark.parametrize(("problems", "said"), [(3 * MOST_SHOWN, False), (3 * MOST_SHOWN + 1, True)])
def test_more_than_github_shows_is_said(problems: int, said: bool) -> None:
    text = render(many(4, problems), ENGLISH)
    assert len(commands(text)) == problems
    assert ("GitHub shows" in text) is said


@pytest.mark.parametrize(
    ("span", "properties"),
    [
        (Span(GOOD), {"file": GOOD}),
        (Span(GOOD, 3), {"file": GOOD, "line": "3"}),
        (Span(f"./{GOOD}", 3, 1), {"file": GOOD, "line": "3", "col": "1"}),
        (Span(""), {}),
    ],
    ids=str,
)
def test_a_place_that_is_not_known_is_left_out(span: Span, properties: dict[str, str]) -> None:
    checkup = Checkup((problem(Message("m"), span, Severity.NOTE),), (), ExitCode.OK)
    ((_, found, _),) = commands(render(checkup, ENGLISH))
    assert found == {**properties, "title": "wardeval: fictional-gap"}


def test_the_file_is_named_from_the_root_of_the_repository() -> None:
    ((_, properties, data),) = commands(
        render(
            Checkup((problem(Message("m"), Span("2024/a.yaml", 1, 1)),), (), ExitCode.NO),
            ENGLISH,
            Checkout("/repo", "/repo/phòng 1"),
        )
    )
    assert properties["file"] == "phòng 1/2024/a.yaml"
    assert data == "m"


@pytest.mark.parametrize("span", [Span(GOOD), Span("", 3), Span("../a.yaml", 3, 5), Span("/etc/a.yaml", 3, 5)], ids=str)
def test_a_place_that_github_cannot_show_stands_in_the_text(span: Span) -> None:
    ((_, _, data),) = commands(render(Checkup((problem(Message("m"), span),), (), ExitCode.NO), ENGLISH))
    assert data == f"{span}: m"
