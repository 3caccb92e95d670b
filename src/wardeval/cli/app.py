"""The program: builds the command line, runs one command, turns whatever happens into an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer
from typer.exceptions import TyperException

from wardeval import __version__
from wardeval.cli.commands import register
from wardeval.cli.help import Group, usage_message
from wardeval.cli.options import Debug, Lang, msgid
from wardeval.cli.session import Session, UsageProblem, check_language, wanted_language
from wardeval.problems import ExitCode, InputError, Message, reason, say

HELP = msgid(
    "Judges a ward or commune of Viet Nam against published criterion sets, from text files, with exact numbers."
)


def root(
    ctx: typer.Context,
    version: bool = typer.Option(False, "--version", help=msgid("Show the version.")),
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Options ahead of a command."""
    session: Session = ctx.obj
    if version:
        session.deliver(f"wardeval {__version__}\n", None)
    elif ctx.invoked_subcommand is None:
        session.deliver(ctx.get_help() + "\n", None)


def build(arguments: Sequence[str]) -> typer.Typer:
    """The program for a command line."""
    program = typer.Typer(
        cls=Group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=False,
    )
    program.callback(invoke_without_command=True, help=HELP)(root)
    register(program, arguments)
    return program


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code and raises nothing but `KeyboardInterrupt`."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    session = Session(arguments, os.environ, _here())
    try:
        check_language(wanted_language(arguments))
        ended = build(arguments)(arguments, prog_name="wardeval", standalone_mode=False, obj=session)
    except UsageProblem as error:
        return _wrong_usage(session, error)
    except TyperException as error:
        return _wrong_usage(session, UsageProblem(usage_message(error)))
    except InputError as error:
        from wardeval.report.problems import lines

        session.complain(lines(error.problems, session.language))
        return error.code
    except OSError as error:
        why, named = reason(error), error.filename is not None
        _complain(session, say("{file}: {reason}", file=str(error.filename), reason=why) if named else why)
        return ExitCode.INPUT
    except Exception as error:  # noqa: BLE001 - the rim: a bug becomes one line and its own exit code
        return _bug(session, error)
    return ended or session.code  # typer says 130 where the command was interrupted


def _complain(session: Session, *sentences: Message | str) -> None:
    """One line on stderr, whatever foreign text stands in it."""
    from wardeval.report.foreign import visible

    first, *rest = map(session.language.text, sentences)
    for sentence in rest:
        first = f"{first}{'' if first.endswith('?') else ';'} {sentence}"
    session.complain(f"wardeval: {visible(first)}\n")


def _here() -> Path:
    """The current folder; it may have been deleted while a shell stands in it."""
    try:
        return Path.cwd()
    except OSError:
        return Path()


def _wrong_usage(session: Session, error: UsageProblem) -> ExitCode:
    _complain(session, error.message, say("“{command} --help” shows what there is", command=_called(session.arguments)))
    return ExitCode.USAGE


def _called(arguments: Sequence[str]) -> str:
    """The command that a command line names, with the groups that it stands in: `wardeval criteria show`."""
    command: Any = typer.main.get_command(build(arguments))
    called, before = "wardeval", ""
    for word in arguments:
        commands = getattr(command, "commands", {})
        if word in commands:
            command, called = commands[word], f"{called} {word}"
        elif not word.startswith("-") and before != "--lang":
            break
        before = word
    return called


def _bug(session: Session, error: Exception) -> ExitCode:
    if "--debug" in session.arguments:
        import traceback

        session.complain("".join(traceback.format_exception(error)))
    text = say(
        "a bug in wardeval {version} ({kind}); please report it with this line and the file; --debug shows more",
        version=__version__,
        kind=f"{type(error).__name__}: {str(error)[:120]}",
    )
    _complain(session, text)
    return ExitCode.BUG


_OBJECTS = 20_000
"""New objects after which those that hold each other are looked for: few do, and what is imported stays anyhow."""


def run() -> None:
    """The entry point of the installed program.

    What is in memory is left to the system, as to take it apart takes longer than many a command.
    """
    gc.set_threshold(_OBJECTS)
    code = main()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # it is none where it was closed from the beginning
                stream.flush()
    except (OSError, ValueError):  # nobody reads any more, or the stream is closed
        sys.exit(code)
    os._exit(code)
