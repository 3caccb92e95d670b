"""Asking on a terminal, with arrow keys and completion. The only questionary import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import questionary

from wardeval.cli.prompts import Check, Move, Option
from wardeval.cli.session import Session
from wardeval.problems import say


class Questionnaire:
    """Asks with questionary; typed moves work in lines, listed ones among the options."""

    def __init__(self, session: Session, **streams: Any) -> None:
        """Ask in the language of `session`; `streams` stand for the terminal in tests."""
        self._text, self._streams = session.language.text, streams
        self._plain = not session.has_colour()

    def line(self, question: str, check: Check, moves: Sequence[Move], known: Sequence[str] = ()) -> str | Move:
        """A line of text that `check` lets pass."""
        typed = {move.typed: move for move in moves}

        def valid(said: str) -> bool | str:
            refused = None if said.strip() in typed else check(said.strip())
            return True if refused is None else self._text(refused)

        ask = questionary.autocomplete if known else questionary.text
        arguments: dict[str, Any] = {"choices": list(known)} if known else {}
        said = self._ask(ask(f"{question}:", qmark="", validate=valid, **arguments, **self._look()))
        return said if isinstance(said, Move) else typed.get(said.strip(), said.strip())

    def choose(self, question: str, options: Sequence[Option], moves: Sequence[Move]) -> str | Move:
        """One of the options, or a move listed below them."""
        choices: list[Any] = [questionary.Choice(option.label, option.value) for option in options]
        choices += [questionary.Separator(), *(self._listed(move) for move in moves)]
        found = self._ask(questionary.select(f"{question}:", choices, qmark="", instruction=" ", **self._look()))
        return found if isinstance(found, str | Move) else Move.STOP

    def tick(self, question: str, options: Sequence[Option], moves: Sequence[Move]) -> list[str] | Move:
        """Any of the options; the moves are asked for first."""
        first = self.choose(question, [Option("", self._text(say("say which")))], moves)
        if isinstance(first, Move):
            return first
        choices = [questionary.Choice(option.label, option.value) for option in options]
        found = self._ask(questionary.checkbox(f"{question}:", choices, qmark="", instruction=" ", **self._look()))
        return found if isinstance(found, list | Move) else Move.STOP

    def _listed(self, move: Move) -> questionary.Choice:
        return questionary.Choice(f"({self._text(move.says)})", move)

    def _look(self) -> dict[str, Any]:
        style = questionary.Style([]) if self._plain else None
        return {**self._streams, **({"style": style} if style is not None else {})}

    @staticmethod
    def _ask(question: questionary.Question) -> Any:
        """The answer; Ctrl-C and the end of the input stop."""
        try:
            return question.unsafe_ask()
        except (KeyboardInterrupt, EOFError):
            return Move.STOP
