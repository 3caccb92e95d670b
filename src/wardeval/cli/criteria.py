"""`wardeval criteria`: which sets there are, one set as a page, and what is wrong with a set file."""

from __future__ import annotations

from typing import Annotated

import typer

from wardeval.cli import criteria_diff, criteria_test
from wardeval.cli.help import Command, group, session_of
from wardeval.cli.options import Debug, Lang, Layout, Output, Readers, Width, columns, msgid, one_of
from wardeval.cli.session import UsageProblem, path_of
from wardeval.problems import ExitCode, InputError, Problem, Severity, say

app = group()


@app.command("list", cls=Command, help=msgid("List the sets: built in, of the workspace, of WARDEVAL_CRITERIA."))
def list_(
    ctx: typer.Context,
    layout: Layout = "table",
    width: Width = None,
    output: Output = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    from wardeval.report.problems import lines

    session = session_of(ctx)
    one_of("--format", layout, ("table", "json", "markdown"))
    library = session.library()
    target = session.target(output, (), library)
    sets = []
    problems: list[Problem] = []
    for id_, _ in library.ids():
        try:
            sets.append(library.load(id_))
        except InputError as error:
            problems.extend(error.problems)
            session.complain(lines(error.problems, session.language))
            session.code = ExitCode.INPUT
    if layout == "json":
        from wardeval.report import set_list_json

        session.deliver(set_list_json.render(sets, problems, session.language), target, exact=True)
        return
    from wardeval.report.set_list import listing

    session.show(listing(sets, session.language), layout, columns(width), target)


@app.command("show", cls=Command, help=msgid("Show a set: its verdicts, criteria, rules and sources."))
def show(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar=msgid("ID"), help=msgid("The id of a set, or the path of a set file."))
    ],
    layout: Readers = "table",
    width: Width = None,
    output: Output = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    from wardeval.cli.score import find_set, set_files
    from wardeval.report.criteria import SetPage

    session = session_of(ctx)
    one_of("--format", layout, ("table", "markdown"))
    library = session.library()
    target = session.target(output, set_files(name), library)
    loaded = find_set(name, library)
    session.show(SetPage(loaded, session.language).document(), layout, columns(width), target)


@app.command(
    "lint",
    cls=Command,
    help=msgid("Check set files: form, references, bands, sums, verdicts, sources; and mappings between sets."),
)
def lint(
    ctx: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar=msgid("PATH"), help=msgid("Set files, or folders of them."))],
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    from wardeval.cli.linting import lint_files, set_files_in
    from wardeval.report.problems import lines

    session = session_of(ctx)
    files = [file for path in map(path_of, paths) for file in set_files_in(path)]
    if not files:
        raise UsageProblem(say("there is no set file in {files}", files=tuple(paths)))
    found = lint_files(files, session.library(files[0]))
    serious = [problem for problem in found.problems if problem.severity is not Severity.NOTE]
    session.deliver(lines(found.problems, session.language), None)
    session.complain(f"{session.language.text(found.summary)}\n")
    session.code = ExitCode.INPUT if found.broken else ExitCode.NO if serious else ExitCode.OK


app.command("test", cls=Command, help=criteria_test.HELP)(criteria_test.command)
app.command("diff", cls=Command, help=criteria_diff.HELP)(criteria_diff.command)
