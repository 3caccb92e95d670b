"""The commands: name, module and help text of each. Only the module of the one that is called is imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

import typer

from wardeval.cli.help import Command
from wardeval.cli.options import msgid


class Entry(NamedTuple):
    """A command's module, and what its help says first. A module with an `app` is a group of commands."""

    module: str
    help: str


COMMANDS = {
    "score": Entry(
        "score",
        msgid(
            "Score assessments: verdict, points and gaps.\n\n"
            "One file gives a report; several files or folders give one summary and the worst exit code."
        ),
    ),
    "explain": Entry(
        "explain",
        msgid(
            "Show how one criterion came to its result: answer, rule, source, points, verdict.\n\n"
            "With the name of a rule of “wardeval check”: what it asks for and why, and how to mend what it finds."
        ),
    ),
    "diff": Entry(
        "diff",
        msgid(
            "Show what changed between two years, and why: of one unit by criterion, of many in a table.\n\n"
            "Units are paired by id, then by name. One that stands on one side only is listed, never compared with "
            "nothing; what cannot be compared is shown side by side, and the exit code is 5."
        ),
    ),
    "trend": Entry(
        "trend",
        msgid(
            "Show one unit over the years, or all of them: verdict and score of each year with bounds.\n\n"
            "Every change of the set and every merger is marked; numbers of different sets are never joined."
        ),
    ),
    "check": Entry(
        "check",
        msgid(
            "Check assessments: what in them is wrong, doubtful or not proved; "
            "the exit code is 1 where there is an error or a warning.\n\n"
            "“wardeval explain RULE” shows what a rule asks for and how to mend what it finds; wardeval.yaml, and "
            "comments in the files, say which rules do not fit, and why."
        ),
    ),
    "init": Entry(
        "init", msgid("Start a workspace: a folder for the assessments of an office, with all that belongs to it.")
    ),
    "new": Entry(
        "new", msgid("Start an assessment: a file with every criterion explained and every answer still empty.")
    ),
    "fill": Entry(
        "fill", msgid("Fill in an assessment: asks for what is missing and writes each answer as it is given.")
    ),
    "criteria": Entry("criteria", msgid("Criterion sets: list, show, check, test and compare them.")),
    "units": Entry(
        "units", msgid("Units over time: write the register of a province, show what a unit was and became.")
    ),
    "schema": Entry(
        "schema", msgid("Write the JSON Schema of a kind of file, so that an editor completes and checks it.")
    ),
}
"""Every command, in the order in which they are needed."""


def register(program: typer.Typer, arguments: Sequence[str], commands: Mapping[str, Entry] = COMMANDS) -> None:
    """Add the commands to the program; those that `arguments` do not name as stubs, for the help page only."""
    for name, entry in commands.items():
        if name not in arguments:
            program.command(name, cls=Command, help=entry.help)(_stub)
            continue
        module = import_module(f"wardeval.cli.{entry.module}")
        if hasattr(module, "app"):
            program.add_typer(module.app, name=name, help=entry.help)
        else:
            program.command(name, cls=Command, help=entry.help)(module.command)


def _stub() -> None:
    """Stand for a command that is not called."""
