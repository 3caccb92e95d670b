"""`wardeval criteria diff`: what changed between two sets, criterion by criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, Layout, Output, Width, columns, msgid, one_of

if TYPE_CHECKING:
    from wardeval.library import LoadedSet
    from wardeval.problems import Problem

HELP = msgid(
    "Show what changed between two sets, criterion by criterion.\n\n"
    "Criteria are matched by id, then by the very same text; nothing is guessed."
)
_SET = msgid("The id of a set, or the path of a set file.")


def command(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="A", help=_SET)],
    new: Annotated[str, typer.Argument(metavar="B", help=_SET)],
    layout: Layout = "table",
    width: Width = None,
    output: Output = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    from wardeval.cli.score import find_set, set_files
    from wardeval.engine.set_changes import compare_sets
    from wardeval.problems import ExitCode, InputError

    session = session_of(ctx)
    one_of("--format", layout, ("table", "json", "markdown"))
    wide = columns(width)
    files = (*set_files(old), *set_files(new))
    library = session.library(files[0] if files else None)
    target = session.target(output, files, library)
    sets: list[LoadedSet] = []
    problems: list[Problem] = []
    for name in (old, new):
        try:
            sets.append(find_set(name, library))
        except InputError as error:
            problems.extend(problem for problem in error.problems if problem not in problems)
    if problems:
        raise InputError(problems)
    before, after = sets
    changes = compare_sets(before.criteria, after.criteria)
    session.code = ExitCode.INCOMPARABLE if changes.incomparable else ExitCode.OK
    if layout == "json":
        from wardeval.report import set_changes_json

        text = set_changes_json.render(changes, before, after, session.language)
        session.deliver(text, target, exact=True)
        return
    from wardeval.report.set_changes import ChangesPage

    session.show(ChangesPage(changes, before, after, session.language).document(), layout, wide, target)
