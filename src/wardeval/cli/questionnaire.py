"""Asking on a terminal, with arrow keys and completion. The only questionary import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import questionary

from wardeval.cli.prompts import Check, Move, Option, legend, misplaced
from wardeval.cli.session import Session
from wardeval.problems import say
from wardeval.report.foreign import visible


class Questionnaire:
    """Asks with questionary; typed moves work in lines, listed ones among the options."""

    def __init__(self, session: Session, **streams: Any) -> None:
        """Ask in the language of `session`; `streams` stand for the terminal in tests."""
        self._session, self._text, self._streams = session, session.language.text, streams
        self._plain = not session.has_colour()

    def tell(self, text: str) -> None:
        """Say something that is no question."""
        self._session.complain(f"  {visible(text)}\n")

    def line(self, question: str, check: Check, moves: Sequence[Move], known: Sequence[str] = ()) -> str | Move:
        """A line of text that `check` lets pass."""
        typed = {move.typed: move for move in moves}
        width = self._session.width(None)

        def valid(said: str) -> bool | str:
            refused = None if said.strip() in typed else misplaced(said.strip(), moves) or check(said.strip())
            if refused is None:
                return True
            text = "; ".join(self._text(part) for part in refused if part is not None)
            return text if len(text) < width else self._text(refused.message)

        arguments: dict[str, Any] = {"qmark": "", "validate": valid, **self._look()}
        if known:
            asked = questionary.autocomplete(f"{visible(question)}:", list(known), **arguments)
        else:
            below = legend(moves, self._session.language)
            asked = questionary.text(f"{visible(question)}:", bottom_toolbar=below, **arguments)
        said = self._ask(asked)
        return said if isinstance(said, Move) else typed.get(said.strip(), said.strip())

    def choose(self, question: str, options: Sequence[Option], moves: Sequence[Move]) -> str | Move:
        """One of the options, or a move listed below them."""
        choices: list[Any] = [questionary.Choice(visible(option.label), option.value) for option in options]
        choices += [questionary.Separator(), *(self._listed(move) for move in moves)]
        found = self._ask(
            questionary.select(f"{visible(question)}:", choices, qmark="", instruction=" ", **self._look())
        )
        return found if isinstance(found, str | Move) else Move.STOP

    def tick(self, question: str, options: Sequence[Option], moves: Sequence[Move]) -> list[str] | Move:
        """Any of the options; that it is none of them has to be said."""
        first = [Option("some", self._text(say("say which"))), Option("none", self._text(say("none of them")))]
        found = self.choose(question, first, moves)
        if isinstance(found, Move):
            return found
        return [] if found == "none" else self._ticked(question, options)

    def _ticked(self, question: str, options: Sequence[Option]) -> list[str] | Move:
        """At least one of the options."""
        choices = [questionary.Choice(visible(option.label), option.value) for option in options]
        none = self._text(say("nothing is chosen; press the space bar on each that is there"))
        asked = questionary.checkbox(
            f"{visible(question)}:",
            choices,
            qmark="",
            instruction=f"({self._text(say('space bar: choose · Enter: done'))})",
            validate=lambda ticked: True if ticked else none,
            erase_when_done=True,
            **self._look(),
        )
        found = self._ask(asked)
        if not isinstance(found, list):
            return Move.STOP
        self.tell("; ".join(option.label for option in options if option.value in found))
        return found

    def _listed(self, move: Move) -> questionary.Choice:
        return questionary.Choice(f"({self._text(move.says)})", move)

    def _look(self) -> dict[str, Any]:
        return {**self._streams, **({"style": questionary.Style([])} if self._plain else {})}

    @staticmethod
    def _ask(question: questionary.Question) -> Any:
        """The answer; Ctrl-C and the end of the input stop."""
        try:
            return question.unsafe_ask()
        except (KeyboardInterrupt, EOFError):
            return Move.STOP
