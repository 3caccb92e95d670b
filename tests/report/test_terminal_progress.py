"""The bar for long work: only on a terminal, only when it takes long, and gone at the end."""

from __future__ import annotations

import io

import pytest

from wardeval.language import Code, Language
from wardeval.problems import say
from wardeval.report.terminal_progress import PATIENCE, ProgressBar


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


class Clock:
    """Nanoseconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def shown(stream: io.StringIO | None, *, after: int = PATIENCE, code: Code = Code.EN) -> str:
    """What a bar writes that is called once, `after` some time."""
    clock = Clock()
    with ProgressBar(stream, Language(code), say("comparing"), clock=clock) as bar:
        clock.now = after
        bar(1234, 3321)
    return "" if stream is None else stream.getvalue()


def test_long_work_is_shown_on_a_terminal() -> None:
    assert "comparing: 1,234 of 3,321" in shown(Terminal())


def test_the_bar_is_gone_at_the_end() -> None:
    assert shown(Terminal()).endswith("\x1b[2K")  # the line is erased, and the cursor stands where it began


def test_short_work_is_not_shown() -> None:
    assert shown(Terminal(), after=PATIENCE - 1) == ""


@pytest.mark.parametrize("stream", [io.StringIO(), None], ids=["a pipe", "closed"])
def test_what_is_no_terminal_stays_silent(stream: io.StringIO | None) -> None:
    assert shown(stream) == ""


def test_a_terminal_that_cannot_move_its_cursor_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert shown(Terminal()) == ""


def test_a_strange_width_is_no_reason_to_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "²")
    assert "1,234 of 3,321" in shown(Terminal())


def test_it_is_not_drawn_for_every_step() -> None:
    stream, clock = Terminal(), Clock()
    with ProgressBar(stream, Language(Code.EN), say("comparing"), clock=clock) as bar:
        clock.now = PATIENCE
        bar(1, 3)
        bar(2, 3)
        drawn = stream.getvalue()
        clock.now = 2 * PATIENCE
        bar(3, 3)
    assert "1 of 3" in drawn
    assert "2 of 3" not in drawn
    assert "3 of 3" in stream.getvalue()


def test_text_is_made_what_the_stream_can_show() -> None:
    stream, clock = Terminal(), Clock()
    with ProgressBar(stream, Language(Code.VI), say("Đạt"), lambda text: text.replace("Đạt", "Dat"), clock) as bar:
        clock.now = PATIENCE
        bar(1, 2)
    assert "Dat" in stream.getvalue()
    assert "Đạt" not in stream.getvalue()
