"""Help and usage errors in the reader's language: typer has them in English only."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from wardeval.cli.session import Session
from wardeval.language import Language
from wardeval.problems import Message, say

WIDTH = 80
_INDENT = 26


class _AsWritten:
    """Takes what the command line says as it is; commands check their options themselves, in the reader's language."""

    def coerce(self, value: Any, *, param: Any, ctx: Any) -> Any:
        """The value unchanged."""
        return value


def _as_written(params: list[Any]) -> list[Any]:
    """Spare options the pydantic adapter that typer builds for each.

    NOTE: the adapters import pydantic's whole front end, a third of what a `wardeval score` takes. The attribute is
    typer's own; should a release rename it, options are read as before, only slower.
    """
    for param in params:
        param._runtime_param = _AsWritten()
    return params


class Command(TyperCommand):
    """A command that helps in the language of the session."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The arguments and options, read as they are written."""
        return _as_written(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(page(self, ctx))


class Group(TyperGroup):
    """A group of commands that helps in the language of the session."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The arguments and options, read as they are written."""
        return _as_written(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(page(self, ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order in which they are needed."""
        return list(self.commands)


def group() -> typer.Typer:
    """A group of commands, which shows its help where none of them is called."""
    app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, invoke_without_command=True)
    app.callback()(_help_of_group)
    return app


def _help_of_group(ctx: typer.Context) -> None:
    """Show the help where no command is given."""
    if ctx.invoked_subcommand is None:
        session_of(ctx).deliver(ctx.get_help() + "\n", None)


def session_of(ctx: typer.Context) -> Session:
    """The session that the outermost context carries."""
    session = ctx.find_root().obj
    assert isinstance(session, Session)
    return session


def page(command: Any, ctx: typer.Context) -> str:
    """The help page of a command or a group."""
    language = session_of(ctx).language
    lines = [f"{language.text(say('Usage:'))} {usage(command, ctx, language)}", ""]
    if command.help:
        for paragraph in _said(command.help, language).split("\n\n"):
            lines += [*textwrap.wrap(paragraph, WIDTH), ""]
    arguments = [param for param in command.params if param.param_type_name == "argument" and param.help]
    options = [param for param in command.params if param.param_type_name == "option" and not param.hidden]
    if arguments:
        rows = ((_metavar(param, language), _said(param.help, language)) for param in arguments)
        lines += [language.text(say("Arguments:")), *_rows(rows), ""]
    commands = (
        [(name, command.get_command(ctx, name)) for name in command.list_commands(ctx)] if _is_group(command) else []
    )
    if commands:
        rows = ((name, _said(item.help, language).split("\n\n")[0]) for name, item in commands if item is not None)
        lines += [language.text(say("Commands:")), *_rows(rows), ""]
    help_row = ("--help", language.text(say("Show this page.")))
    option_rows = [(_names(param, language), _said(param.help or "", language)) for param in options]
    lines += [language.text(say("Options:")), *_rows([*option_rows, help_row])]
    return "\n".join(lines) + "\n"


def usage(command: Any, ctx: typer.Context, language: Language) -> str:
    """How a command is called."""
    pieces = [ctx.command_path, f"[{language.text(say('OPTIONS'))}]"]
    if _is_group(command):
        pieces.append(language.text(say("COMMAND …")))
    for param in command.params:
        if param.param_type_name == "argument":
            name = f"{_metavar(param, language)}…" if param.nargs == -1 else _metavar(param, language)
            pieces.append(name if param.required else f"[{name}]")
    return " ".join(pieces)


def _is_group(command: Any) -> bool:
    return isinstance(command, TyperGroup)


def _said(text: str, language: Language) -> str:
    return language.message(Message(text)) if text else ""


def _metavar(param: Any, language: Language) -> str:
    return _said(param.metavar or param.name.upper(), language)


def _names(param: Any, language: Language) -> str:
    names = ", ".join(param.opts)
    return f"{names} {_metavar(param, language)}" if param.metavar and not param.is_flag else names


def _rows(rows: Iterable[tuple[str, str]]) -> list[str]:
    lines: list[str] = []
    for name, text in rows:
        wrapped = textwrap.wrap(text, WIDTH - _INDENT) or [""]
        if len(name) > _INDENT - 4:
            lines += [f"  {name}", *(f"{'':{_INDENT}}{line}" for line in wrapped)]
        else:
            lines += [f"  {name:{_INDENT - 2}}{wrapped[0]}", *(f"{'':{_INDENT}}{line}" for line in wrapped[1:])]
    return lines


def usage_message(error: Any) -> Message:
    """What is wrong with a command line, from the error that typer raised."""
    param = getattr(error, "param", None)
    name: object = ""
    if param is not None:
        name = Message(param.metavar) if param.param_type_name == "argument" else param.opts[0]
    match type(error).__name__:
        case "NoSuchOption":
            close = getattr(error, "possibilities", None)
            if close:
                return say(
                    "there is no option {name}; did you mean {close}?",
                    name=error.option_name,
                    close=tuple(sorted(close)),
                )
            return say("there is no option {name}", name=error.option_name)
        case "MissingParameter":
            return say("{name} is missing", name=name)
        case "BadOptionUsage":
            if "does not take" in error.message:
                return say("{name} takes no value", name=error.option_name)
            return say("{name} needs a value", name=error.option_name)
        case "BadParameter" if name:
            return say("{name} cannot be read as what it should be", name=name)
    text = error.format_message()
    named = _NAMED.search(text)
    for start, message in _OTHER.items():
        if text.startswith(start):
            return Message(message.template, {"text": (named[1] or named[2]) if named else ""})
    return say("the command line is wrong: {text}", text=text)


_NAMED = re.compile(r"'(.*?)'(?=[.]? |[.]?$)|\(([^()]*)\)$")
_OTHER = {
    "No such command": say("there is no command “{text}”"),
    "Missing command": say("a command is missing"),
    "Got unexpected extra argument": say("there is one argument too many: {text}"),
}
