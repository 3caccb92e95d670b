"""`wardeval explain`: the working behind one criterion."""

from __future__ import annotations

from typing import Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, Output, Track, UseSet, Width, columns, msgid, one_of
from wardeval.cli.session import UsageProblem, path_of
from wardeval.problems import InputError, Problem, say


def command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar=msgid("FILE"), help=msgid("An assessment file."))],
    criterion: Annotated[
        str, typer.Argument(metavar=msgid("CRITERION"), help=msgid("The id of a criterion, an indicator or a gate."))
    ],
    track: Track = None,
    use_set: UseSet = None,
    layout: Annotated[
        str, typer.Option("--format", metavar="table|markdown", help=msgid("How it is written: table or markdown."))
    ] = "table",
    width: Width = None,
    output: Output = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    from wardeval.case import load_case
    from wardeval.cli.score import find_set, set_files
    from wardeval.model.mistakes import closest
    from wardeval.report.explain import Explanation

    session = session_of(ctx)
    one_of("--format", layout, ("table", "markdown"))
    one_of("--track", track, ("self", "verified"))
    path = path_of(file)
    library = session.library(path)
    target = session.target(output, (path, *set_files(use_set)), library)
    case = load_case(path, library, find_set(use_set, library) if use_set is not None else None)
    track = track or case.final_track
    if track not in case.results:
        message = say("the file has no answers of a verifier, so --track verified has nothing to show")
        raise InputError([Problem("no-such-track", message, case.source.locate(()))])
    ids = [node.id for node in case.criteria.nodes()]
    if criterion not in ids:
        close = closest(criterion, ids)
        if close is None:
            raise UsageProblem(say("the set has no criterion or indicator “{id}”", id=criterion))
        raise UsageProblem(
            say("the set has no criterion or indicator “{id}”; did you mean “{close}”?", id=criterion, close=close)
        )
    document = Explanation(case, session.language, track).document(criterion)
    session.show(document, layout, columns(width), target)
