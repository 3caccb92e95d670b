"""`wardeval new`: writes an assessment with every answer empty, and what is to be known for filling it in."""

from __future__ import annotations

from typing import Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, msgid
from wardeval.cli.session import UsageProblem, path_of
from wardeval.problems import say

Unit = Annotated[
    str | None,
    typer.Option("--unit", metavar=msgid("NAME"), help=msgid("The name of the unit, such as “Phường Ví Dụ”.")),
]
UnitType = Annotated[
    str | None,
    typer.Option(
        "--type", metavar=msgid("TYPE"), help=msgid("The type of the unit; needed where its name does not say it.")
    ),
]
UnitId = Annotated[
    str | None, typer.Option("--unit-id", metavar=msgid("ID"), help=msgid("The code of the unit, such as 26776."))
]
Within = Annotated[
    list[str] | None,
    typer.Option(
        "--within",
        metavar=msgid("PLACE"),
        help=msgid("Where the unit lies: a district, a province. May be given several times, the nearest first."),
    ),
]
Facts = Annotated[
    list[str] | None,
    typer.Option(
        "--facts",
        metavar=msgid("ID=VALUE"),
        help=msgid("A fact of the unit that the set needs. May be given several times."),
    ),
]


def command(
    ctx: typer.Context,
    set_: Annotated[
        str | None,
        typer.Option(
            "--set", metavar=msgid("SET"), help=msgid("What to judge by: the id of a set or family, or a set file.")
        ),
    ] = None,
    unit: Unit = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar=msgid("YEAR"), help=msgid("The year that is assessed."))
    ] = None,
    type_: UnitType = None,
    unit_id: UnitId = None,
    within: Within = None,
    facts: Facts = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar=msgid("FILE"),
            help=msgid("The file of last year: its unit, facts and proof are carried over, its answers are shown."),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar=msgid("FILE"), help=msgid("The file to write (default: named after the unit).")
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=msgid("Replace a file that is there already."))] = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    from wardeval.cli.placing import files, target_of, told
    from wardeval.cli.starting import Given, Starting
    from wardeval.cli.streams import write_files

    session = session_of(ctx)
    if period is None:
        raise UsageProblem(say("{name} is missing", name="--period"))
    last = path_of(from_) if from_ is not None else None
    given = Given(period, set_, unit, type_, unit_id, tuple(within or ()), tuple(facts or ()))
    starting = Starting(session, session.library(last), session.workspace, given, last)
    target = target_of(starting, output, force=force)
    fresh = () if target.exists() else (target,)
    write_files(files(starting, target, session.language), fresh, (target,))
    session.complain(told(starting, target, session.language))
