"""Filling in a file: line by line, on a terminal, interrupted, taken up again."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from tests.conftest import Ran, Run
from wardeval.cli.prompts import Move, Option
from wardeval.cli.session import Session
from wardeval.interview import with_value
from wardeval.library import Library, places
from wardeval.problems import ExitCode
from wardeval.source import parse_source

HEAD = """\
# Hồ sơ năm 2024
format: wardeval/assessment/1
set: {set}
unit: {{name: Phường Ví Dụ, type: phuong}}
period: 2024
"""

Fill = Callable[..., Ran]


@pytest.fixture
def fill(run: Run, monkeypatch: pytest.MonkeyPatch) -> Fill:
    """Run `fill` with lines on stdin."""

    def call(path: Path, *lines: str, more: tuple[str, ...] = (), lang: str = "en") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return run("fill", str(path), *more, lang=lang)

    return call


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    path = tmp_path / "ward.yaml"
    path.write_text(HEAD.format(set="tt-124-2021-xa") + 'answers:\n  # nghị quyết\n  "5.1.a":\n', encoding="utf-8")
    return path


def data(path: Path) -> Any:
    return parse_source(path.read_bytes(), path.name).data


def test_each_answer_is_written_with_its_proof(fill: Fill, ward: Path) -> None:
    ran = fill(ward, "10/02/2024", "+", "01-NQ/ĐU", "10/02/2024", "Đảng ủy phường", "Nghị quyết", "", ".")
    assert ran.code == ExitCode.OK
    assert data(ward)["answers"] == {"5.1.a": {"value": "10/02/2024", "evidence": ["mc-01"]}}
    assert data(ward)["evidence"]["mc-01"]["number"] == "01-NQ/ĐU"
    assert "# nghị quyết\n" in ward.read_text(encoding="utf-8")
    assert "23 answers are still missing" in ran.out


def test_a_wrong_answer_is_told_and_asked_again(fill: Fill, ward: Path) -> None:
    ran = fill(ward, "31/02/2024", "2/2024", "10/02/2024", "", ".")
    assert "there is no day 31/02/2024" in ran.err
    assert "a date is expected here" in ran.err
    assert data(ward)["answers"] == {"5.1.a": "10/02/2024"}


def test_the_question_says_what_is_required_in_the_year_at_hand(fill: Fill, ward: Path) -> None:
    ran = fill(ward, ".")
    assert "from 01/01/2024 to 31/03/2024" in ran.err
    assert "[1/24] 5.1.a" in ran.err


def test_back_why_and_later(fill: Fill, ward: Path) -> None:
    ran = fill(ward, "10/02/2024", "", "?", "<", "11/02/2024", "", "", ".")
    assert "source: Thông tư 124/2021/TT-BCA, Điều 1" in ran.err
    assert "now: 10/02/2024" in ran.err
    assert data(ward)["answers"] == {"5.1.a": "11/02/2024"}


def test_a_move_that_is_none_here_is_told(fill: Fill, ward: Path) -> None:
    ran = fill(ward, "-", "10/02/2024", "?", "", ".")
    assert "“-” (does not apply) cannot be used here" in ran.err
    assert "“?” (why it is asked) cannot be used here" in ran.err
    assert data(ward)["answers"] == {"5.1.a": "10/02/2024"}


def test_a_new_document_never_takes_an_id_that_stands_anywhere(fill: Fill, ward: Path) -> None:
    ward.write_text(ward.read_text(encoding="utf-8") + "# 2023: mc-01, mc-02\n", encoding="utf-8")
    ran = fill(ward, "10/02/2024", "+", "<", "+", "01-NQ/ĐU", "", "", "", "", ".")
    assert "added: mc-03" in ran.err
    assert data(ward)["evidence"] == {"mc-03": {"number": "01-NQ/ĐU"}}


def test_what_is_not_said_to_be_excepted_counts(fill: Fill, ward: Path) -> None:
    ran = fill(ward, "1", "", "", ".", more=("4.4.d.1",))
    assert "may be left out of the count" in ran.err
    assert data(ward)["answers"]["4.4.d.1"] == "1"


def test_it_goes_on_where_it_was_left(fill: Fill, ward: Path) -> None:
    fill(ward, "10/02/2024", "", ".")
    ran = fill(ward, ".")
    assert "[2/24]" in ran.err
    assert "[1/24]" not in ran.err
    assert "[1/24]" in fill(ward, ".", more=("--all",)).err


def test_it_begins_at_a_criterion(fill: Fill, ward: Path) -> None:
    ran = fill(ward, "17/25", "", ".", more=("5.4.b",))
    assert data(ward)["answers"]["5.4.b"] == {"part": "17", "whole": "25"}
    assert "5.1.a" not in ran.err
    assert "did you mean “5.4.b”?" in fill(ward, more=("5.4b",)).err


def test_the_end_of_the_input_stops_and_loses_nothing(fill: Fill, ward: Path) -> None:
    before = ward.read_bytes()
    ran = fill(ward)
    assert ran.code == ExitCode.OK
    assert ward.read_bytes() == before


def test_last_year_is_shown_and_not_taken(fill: Fill, ward: Path, tmp_path: Path) -> None:
    last = tmp_path / "last.yaml"
    last.write_text(HEAD.format(set="tt-124-2021-xa") + "answers: {5.1.a: 05/02/2023}\n", encoding="utf-8")
    ran = fill(ward, ".", more=("--from", str(last)))
    assert "last year: 05/02/2023" in ran.err
    assert data(ward)["answers"] == {"5.1.a": None}


def test_last_year_is_found_in_the_workspace(fill: Fill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wardeval.yaml").write_text("language: vi\n", encoding="utf-8")
    text = HEAD.format(set="tt-124-2021-xa")
    for name, year, unit, day in (("a", 2023, "Phường Khác", "01/02/2023"), ("b", 2023, "PHUONG VI DU", "05/02/2023")):
        path = tmp_path / "assessments" / str(year) / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("Phường Ví Dụ", unit) + f"answers: {{5.1.a: {day}}}\n", encoding="utf-8")
    path = tmp_path / "assessments" / "2024" / "b.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr("wardeval.cli.app._here", lambda: tmp_path)
    assert "last year: 05/02/2023" in fill(path, ".").err


POINTS = HEAD.format(set="vi-du-diem")


@pytest.fixture
def points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from tests.conftest import ROOT

    monkeypatch.setenv("WARDEVAL_CRITERIA", str(ROOT / "examples" / "criteria"))
    path = tmp_path / "points.yaml"
    path.write_text(POINTS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("id_", "lines", "answer"),
    {
        "met": ("2.6", ["1"], "met"),
        "met by name": ("2.6", ["chua dat", "not met"], "not met"),
        "basically": ("2.6", ["basically met", "Còn hai hộ"], {"value": "basically met", "explanation": "Còn hai hộ"}),
        "events": ("2.1", ["0"], "0"),
        "count": ("4.3.a", ["2"], "2"),
        "ratio": ("3.1", ["54 / 60"], {"part": "54", "whole": "60"}),
        "amount": ("3.4", ["82,5"], "82,5"),
        "change": ("2.2", ["19", "20"], {"now": "19", "before": "20"}),
        "change, half": ("2.2", ["19", ""], {"now": "19", "before": None}),
        "level": ("2.3", ["1"], "khong-hoan-thanh"),
        "points": ("2.4", ["99", "3,5"], "3,5"),
        "parts": ("1.3", ["1,2"], ["muc-tieu", "nhiem-vu"]),
        "not applicable": ("1.5", ["-", "", "Không được giao"], {"not-applicable": "Không được giao"}),
    }.values(),
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_every_measure_can_be_answered(fill: Fill, points: Path, id_: str, lines: list[str], answer: Any) -> None:
    ran = fill(points, *lines, "", ".", more=(id_,))
    assert ran.code == ExitCode.OK
    assert data(points)["answers"][id_] == answer


def test_an_answer_that_would_make_the_file_contradict_itself_is_not_written(fill: Fill, tmp_path: Path) -> None:
    path = tmp_path / "cap.yaml"
    head = HEAD.format(set="cap-kieu-mau-20-2024") + "stated-count: {met: 20, of: 20}\n"
    path.write_text(head, encoding="utf-8")
    ran = fill(path, "2", "1", ".")
    assert "not written: " in ran.err
    assert "contradict" in ran.err
    (answer,) = data(path)["answers"].values()
    assert answer == "met"


def test_judged_points_beyond_what_is_left_are_not_written(fill: Fill, tmp_path: Path) -> None:
    path = tmp_path / "tcpl.yaml"
    path.write_text(HEAD.format(set="qd-25-2021"), encoding="utf-8")
    ran = fill(path, "80", "50", "5", "", ".", more=("2.1",))
    assert "not written: " in ran.err
    assert data(path)["answers"] == {"2.1": "80", "2.2": "5"}


LOOSE_COMMENTS = {
    "between braces": ("answers: {\n  5.1.d: 2, # c1\n  5.4.b: 14/15 # c2\n}\n", ("5.1.a",)),
    "inside an answer": ("answers:\n  5.4.b: {part: 14, # biên bản\n    whole: 15}\n", ("5.1.a",)),
    "behind a value": ("answers:\n  5.1.d:\n    value: 2 # kiểm tra 5/11\n", ("5.1.d", "--all")),
}


@pytest.mark.parametrize(("answers", "asked"), LOOSE_COMMENTS.values(), ids=LOOSE_COMMENTS)
def test_no_comment_is_ever_lost(fill: Fill, tmp_path: Path, answers: str, asked: tuple[str, ...]) -> None:
    path = tmp_path / "ward.yaml"
    path.write_text(HEAD.format(set="tt-124-2021-xa") + answers, encoding="utf-8")
    before = path.read_bytes()
    ran = fill(path, "3" if "5.1.d" in asked else "10/02/2024", "", ".", more=asked)
    after = path.read_text(encoding="utf-8")
    comments = [comment for comment in ("# c1", "# c2", "# biên bản", "# kiểm tra 5/11") if comment in answers]
    assert all(comment in after for comment in comments)
    assert ran.code == ExitCode.OK or path.read_bytes() == before


@pytest.mark.parametrize("line", ["  5.1.d: 2 \t# x\n", "  5.1.d: {value: 2, no\tte: x}\n"])
def test_what_cannot_be_changed_safely_is_refused(fill: Fill, tmp_path: Path, line: str) -> None:
    path = tmp_path / "ward.yaml"
    path.write_text(HEAD.format(set="tt-124-2021-xa") + f"answers:\n{line}", encoding="utf-8")
    ran = fill(path, "10/02/2024", "", ".", more=("5.1.a",))
    assert ran.code in (ExitCode.OK, ExitCode.INPUT)
    assert "bug" not in ran.err


def test_what_is_no_ordinary_file_or_too_large_is_refused(fill: Fill, tmp_path: Path) -> None:
    assert fill(Path("/dev/zero")).code == ExitCode.INPUT
    missing = fill(tmp_path / "none.yaml")
    assert (missing.code, "there is no such file" in missing.err) == (ExitCode.INPUT, True)
    large = tmp_path / "large.yaml"
    large.write_text(HEAD.format(set="tt-124-2021-xa") + "# x\n" * 100_000, encoding="utf-8")
    assert "too large to be filled in" in fill(large).err


def test_nothing_foreign_reaches_the_terminal_raw(fill: Fill, tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b[31m\n::error::\u202e.yaml"
    path.write_text(HEAD.format(set="tt-124-2021-xa"), encoding="utf-8")
    ran = fill(path, "1", ".")
    assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)
    assert len(ran.out.splitlines()) == 1


def test_a_file_that_changed_meanwhile_is_not_written_over(
    fill: Fill, ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wardeval.cli.filling import Filling

    take = Filling._take

    def meddle(self: Filling, *rest: Any) -> object:
        ward.write_text(ward.read_text(encoding="utf-8") + "# hers\n", encoding="utf-8")
        return take(self, *rest)

    monkeypatch.setattr(Filling, "_take", meddle)
    ran = fill(ward, "10/02/2024")
    assert ran.code == ExitCode.INPUT
    assert "changed by another program" in ran.err
    assert ward.read_text(encoding="utf-8").endswith("# hers\n")


def test_a_file_with_mistakes_is_refused_at_its_line(fill: Fill, ward: Path) -> None:
    ward.write_text(ward.read_text(encoding="utf-8") + "answer: {}\n", encoding="utf-8")
    ran = fill(ward, ".")
    assert ran.code == ExitCode.INPUT
    assert "ward.yaml:9:1:" in ran.err


def test_an_answer_that_cannot_be_read_is_asked_again(fill: Fill, ward: Path) -> None:
    ward.write_text(ward.read_text(encoding="utf-8").replace('"5.1.a":', '"5.1.a": 99/99/2024'), encoding="utf-8")
    ran = fill(ward, "10/02/2024", "", ".")
    assert "now: 99/99/2024" in ran.err
    assert data(ward)["answers"]["5.1.a"] == "10/02/2024"


def test_everything_answered_says_what_to_do_next(fill: Fill, tmp_path: Path) -> None:
    path = tmp_path / "cap.yaml"
    path.write_text(HEAD.format(set="cap-kieu-mau-20-2024"), encoding="utf-8")
    ran = fill(path, *["1"] * 20)
    assert len(data(path)["answers"]) == 20
    assert ran.out == f"everything is answered; “wardeval score {path}” shows the result\n"


class Typed:
    """A questionnaire whose keys come from a test."""

    def __init__(self, keys: str) -> None:
        from wardeval.cli.questionnaire import Questionnaire

        self.keys = keys
        self.make = Questionnaire

    def ask(self, method: str, *arguments: Any) -> Any:
        session = Session([], {"WARDEVAL_LANG": "en"}, Path())
        with create_pipe_input() as pipe:
            pipe.send_text(self.keys)
            return getattr(self.make(session, input=pipe, output=DummyOutput()), method)("?", *arguments)


DOWN, ENTER, CTRL_C, CTRL_D = "\x1b[B", "\r", "\x03", "\x04"
OPTIONS = (Option("a", "first"), Option("b", "second"))


def fine(said: str) -> None:
    return None


@pytest.mark.parametrize(
    ("keys", "method", "arguments", "found"),
    [
        ("abc" + ENTER, "line", (fine, tuple(Move)), "abc"),
        ("?" + ENTER, "line", (fine, tuple(Move)), Move.WHY),
        (ENTER, "line", (fine, tuple(Move)), Move.SKIP),
        (CTRL_C, "line", (fine, tuple(Move)), Move.STOP),
        (DOWN + ENTER, "choose", (OPTIONS, tuple(Move)), "b"),
        (DOWN + DOWN + ENTER, "choose", (OPTIONS, (Move.WHY,)), Move.WHY),
        (CTRL_C, "choose", (OPTIONS, tuple(Move)), Move.STOP),
        (ENTER + " " + DOWN + " " + ENTER, "tick", (OPTIONS, ()), ["a", "b"]),
        (DOWN + ENTER, "tick", (OPTIONS, (Move.BACK,)), []),
        (DOWN + DOWN + ENTER, "tick", (OPTIONS, (Move.BACK,)), Move.BACK),
        (ENTER + ENTER + " " + ENTER, "tick", (OPTIONS, ()), ["a"]),
        ("-" + ENTER + "\x7f?" + ENTER, "line", (fine, (Move.WHY,)), Move.WHY),
    ],
    ids=str,
)
def test_on_a_terminal(keys: str, method: str, arguments: tuple[Any, ...], found: Any) -> None:
    assert Typed(keys).ask(method, *arguments) == found


@pytest.mark.parametrize("set_id", [id_ for id_, _ in Library(places(None, {})).ids()])
def test_every_built_in_set_can_be_asked_to_the_end(fill: Fill, tmp_path: Path, set_id: str) -> None:
    from wardeval.interview import steps

    loaded = Library(places(None, {})).load(set_id)
    unit = loaded.criteria.units[0]
    path = tmp_path / "ward.yaml"
    path.write_text(HEAD.format(set=set_id).replace("type: phuong", f"type: {unit}"), encoding="utf-8")
    ran = fill(path, *[""] * (len(steps(loaded)) + 5), lang="vi")
    assert ran.code == ExitCode.OK
    assert f"[{len(steps(loaded))}/{len(steps(loaded))}]" in ran.err or not steps(loaded)


def test_a_new_number_drops_how_the_old_one_came_about() -> None:
    old = {"part": "14", "whole": "15", "percent": "93,33", "sum-of": {"Khu A": "14"}, "evidence": ["qd-1"]}
    assert with_value(old, {"part": "13", "whole": "15"}) == {"part": "13", "whole": "15", "evidence": ["qd-1"]}
