"""Asking a person: what can be asked, what may be said instead of an answer, and asking line by line."""

from __future__ import annotations

import enum
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from wardeval.cli.session import Session
from wardeval.language import Language
from wardeval.problems import Message, say
from wardeval.report.foreign import visible


class Move(enum.Enum):
    """What may be said instead of an answer: how it is typed, and what it does."""

    WHY = ("?", say("why it is asked"))
    BACK = ("<", say("back"))
    SKIP = ("", say("later"))
    WAIVE = ("-", say("does not apply"))
    STOP = (".", say("stop"))

    @property
    def typed(self) -> str:
        """What is typed for it."""
        return self.value[0]

    @property
    def says(self) -> Message:
        """What it does."""
        return self.value[1]


class Option(NamedTuple):
    """One of several answers: what is written for it, and what it is called."""

    value: str
    label: str


class Refusal(NamedTuple):
    """Why a line cannot be taken, and what to write instead."""

    message: Message
    hint: Message | None = None


Check = Callable[[str], Refusal | None]
"""Why a line cannot be taken; none where it can."""


def misplaced(said: str, moves: Sequence[Move]) -> Refusal | None:
    """What to say to a move that is typed where there is none such."""
    for move in Move:
        if said and said == move.typed and move not in moves:
            return Refusal(say("“{typed}” ({does}) cannot be used here", typed=said, does=move.says))
    return None


def legend(moves: Sequence[Move], language: Language) -> str:
    """What may be typed instead of an answer."""
    return " · ".join(f"{move.typed or '↵'} {language.text(move.says)}" for move in moves)


class Prompts(Protocol):
    """A way to ask a person."""

    def tell(self, text: str) -> None:
        """Say something that is no question."""

    def line(self, question: str, check: Check, moves: Sequence[Move], known: Sequence[str] = ()) -> str | Move:
        """A line of text that `check` lets pass; `known` are completed."""

    def choose(self, question: str, options: Sequence[Option], moves: Sequence[Move]) -> str | Move:
        """One of the options."""

    def tick(self, question: str, options: Sequence[Option], moves: Sequence[Move]) -> list[str] | Move:
        """Any of the options."""


class Lines:
    """Asks on stderr and reads a line from stdin: for pipes, screen readers and terminals that can do no more."""

    def __init__(self, session: Session) -> None:
        """Ask in the language of `session`."""
        self._session, self._text = session, session.language.text

    def tell(self, text: str) -> None:
        """Say something that is no question."""
        self._session.complain(f"  {visible(text)}\n")

    def line(self, question: str, check: Check, moves: Sequence[Move], known: Sequence[str] = ()) -> str | Move:
        """A line of text that `check` lets pass."""
        while True:
            said = self._read(question)
            move = _move(said, moves)
            if move is not None:
                return move
            assert said is not None
            refused = misplaced(said, moves) or check(said)
            if refused is None:
                return said
            self.tell("; ".join(self._text(part) for part in refused if part is not None))
            self.tell(legend(moves, self._session.language))

    def choose(self, question: str, options: Sequence[Option], moves: Sequence[Move]) -> str | Move:
        """One of the options, by its number or by what it is called."""
        self._show(options)
        found = self.line(question, lambda said: self._refusal(said, options), moves)
        return found if isinstance(found, Move) else _picked(found, options)[0]

    def tick(self, question: str, options: Sequence[Option], moves: Sequence[Move]) -> list[str] | Move:
        """Any of the options, by their numbers or names, with commas between; 0 for none."""
        self._show(options)

        def check(said: str) -> Refusal | None:
            refusals = (self._refusal(part, options) for part in _parts(said))
            return next((refused for refused in refusals if refused is not None), None)

        found = self.line(question, check, moves)
        return (
            found if isinstance(found, Move) else [value for part in _parts(found) for value in _picked(part, options)]
        )

    def _show(self, options: Sequence[Option]) -> None:
        for number, option in enumerate(options, 1):
            self.tell(f"  {number} {option.label}")

    def _refusal(self, said: str, options: Sequence[Option]) -> Refusal | None:
        if _picked(said, options):
            return None
        labels = tuple(option.label for option in options)
        return Refusal(say("one of these is expected here: {words}", words=labels))

    def _read(self, question: str) -> str | None:
        self._session.complain(f"  {visible(question)}: ")
        said = sys.stdin.readline() if sys.stdin is not None else ""
        if not said.endswith("\n"):
            self._session.complain("\n")
        return said.strip() if said else None


def _move(said: str | None, moves: Sequence[Move]) -> Move | None:
    """The move that a line says; at the end of the input there is only one."""
    if said is None:
        return Move.STOP
    return next((move for move in moves if said == move.typed), None)


def _parts(said: str) -> list[str]:
    return [] if said == "0" else [part.strip() for part in said.split(",")]


def _picked(said: str, options: Sequence[Option]) -> list[str]:
    from wardeval.model.base import fold

    if said.isascii() and said.isdecimal():
        return [option.value for option in options[int(said) - 1 : int(said)]] if int(said) else []
    return [option.value for option in options if fold(said) in (fold(option.value), fold(option.label))][:1]
