"""`wardeval schema`: what a file may say, for editors and validators."""

from __future__ import annotations

from typing import Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, Output, msgid, one_of
from wardeval.cli.session import UsageProblem
from wardeval.problems import say

# NOTE: written out, because the help page must not load what builds the schemas; a test compares.
KINDS = "criterion-set|overlay|cases|mapping|assessment|result|units|workspace"


def command(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar=KINDS, help=msgid("The kind of file."))],
    for_set: Annotated[
        str | None,
        typer.Option(
            "--set",
            metavar=msgid("SET"),
            help=msgid("Of assessments: exactly what this set takes; an id, or the path of a set file."),
        ),
    ] = None,
    output: Output = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    from wardeval.cli.score import find_set, set_files
    from wardeval.report.schema import render

    session = session_of(ctx)
    one_of("KIND", kind, tuple(KINDS.split("|")))
    if for_set is not None and kind != "assessment":
        raise UsageProblem(say("--set goes with “assessment” only: a set says what assessments take"))
    library = session.library()
    target = session.target(output, set_files(for_set), library)
    loaded = find_set(for_set, library) if for_set is not None else None
    session.deliver(render(kind, session.language, loaded), target, exact=True)
