"""`wardeval units`: the register of units, written for a province, and shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wardeval.cli import units_build
from wardeval.cli.help import Command, group, session_of
from wardeval.cli.options import Debug, Lang, Output, Readers, Width, columns, msgid, one_of, read_as
from wardeval.cli.session import Session, path_of
from wardeval.problems import InputError, Problem, Span, say

if TYPE_CHECKING:
    from wardeval.units.lineage import KnownUnit
    from wardeval.units.register import Register

app = group()


app.command("build", cls=Command, help=units_build.HELP)(units_build.command)


@app.command(
    "show", cls=Command, help=msgid("Show which units an id or a name means, what each was made of and became.")
)
def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar=msgid("ID|NAME"), help=msgid("The id of a unit, or its name."))],
    on: Annotated[
        str | None, typer.Option("--on", metavar=msgid("DATE"), help=msgid("Only the unit that is there on this day."))
    ] = None,
    units: Annotated[
        str | None,
        typer.Option(
            "--units", metavar=msgid("FILE"), help=msgid("The register (default: units.yaml of the workspace).")
        ),
    ] = None,
    layout: Readers = "table",
    width: Width = None,
    output: Output = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    from wardeval.report.units import UnitsPage
    from wardeval.units.register import load_register

    session = session_of(ctx)
    one_of("--format", layout, ("table", "markdown"))
    day = _day(on)
    file = _file(session, units)
    target = session.target(output, (file,), session.library(file))
    register = load_register(file)
    found = _found(register, name, day, file)
    session.show(UnitsPage(found, register, session.language).document(), layout, columns(width), target)


def _file(session: Session, units: str | None) -> Path:
    """The register to read; raises `InputError` where there is none."""
    from wardeval.units.register import register_file
    from wardeval.workspace import from_folder

    if units is not None:
        return path_of(units)
    workspace = session.workspace.path if session.workspace else None
    file = from_folder(register_file(workspace, session.folder), session.folder)
    if not file.exists():
        hint = say("write one with: wardeval units build --province NAME; or name another file with --units")
        raise InputError([Problem("missing-file", say("there is no register of units"), Span(str(file)), hint=hint)])
    return file


def _day(text: str | None) -> date | None:
    from wardeval.model.base import calendar_date

    return None if text is None else read_as("--on", calendar_date, text)


def _found(register: Register, name: str, day: date | None, file: Path) -> list[KnownUnit]:
    """The units of an id or a name; raises `InputError` where the register has none, or none on the day."""
    from wardeval.model.mistakes import closest
    from wardeval.units.notes import described

    ever = register.named(name)
    found = [unit for unit in ever if day is None or unit.on(day)]
    if found:
        return found
    hint = None
    if ever:
        message = say("“{text}” is no unit of the register on {day}", text=name, day=day)
        hint = say("it is: {units}", units=tuple(map(described, ever)))
    else:
        message = say("the register knows no unit “{text}”", text=name)
        close = None if name.isdecimal() else closest(name, [unit.name for unit in register.units])
        hint = say("did you mean “{id}”?", id=close) if close else None
    raise InputError([Problem("unknown-unit", message, Span(str(file)), hint=hint)])
