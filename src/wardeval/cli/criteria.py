"""`wardeval criteria`: which sets there are, one set as a page, and what is wrong with a set file."""

from __future__ import annotations

from typing import Annotated

import typer

from wardeval.cli import criteria_diff, criteria_test
from wardeval.cli.help import Command, Group, session_of
from wardeval.cli.options import Debug, Lang, Layout, Output, Width, columns, msgid, one_of
from wardeval.cli.session import UsageProblem, path_of
from wardeval.problems import ExitCode, InputError, Problem, Severity, say, say_n

app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    add_completion=False,
    invoke_without_command=True,
)

Readers = Annotated[
    str, typer.Option("--format", metavar="table|markdown", help=msgid("How it is written: table or markdown."))
]


@app.callback()
def root(ctx: typer.Context) -> None:
    """Show the help where no command is given."""
    if ctx.invoked_subcommand is None:
        session_of(ctx).deliver(ctx.get_help() + "\n", None)


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

        session.deliver(set_list_json.render(sets, problems, session.language), target)
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


@app.command("lint", cls=Command, help=msgid("Check set files: form, references, bands, sums, verdicts, sources."))
def lint(
    ctx: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar=msgid("PATH"), help=msgid("Set files, or folders of them."))],
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    from wardeval.check.criterion_set import lint_set, name_problems
    from wardeval.report.problems import lines

    session = session_of(ctx)
    files = [
        item for path in map(path_of, paths) for item in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])
    ]
    files = [file for file in files if not file.name.endswith(".cases.yaml")]
    if not files:
        raise UsageProblem(say("there is no set file in {files}", files=tuple(paths)))
    library = session.library(files[0])
    problems: list[Problem] = []
    broken = False
    for file in files:
        try:
            loaded = library.load_file(file)
            problems.extend(name_problems(loaded, file, library.folders))
            problems.extend(lint_set(loaded))
        except InputError as error:
            broken = True
            problems.extend(error.problems)
    serious = [problem for problem in problems if problem.severity is not Severity.NOTE]
    session.deliver(lines(problems, session.language), None)
    summary = say_n(
        "{n} set checked, {problems}",
        "{n} sets checked, {problems}",
        n=len(files),
        problems=say_n("{n} problem", "{n} problems", n=len(problems)),
    )
    session.complain(f"{session.language.text(summary)}\n")
    session.code = ExitCode.INPUT if broken else ExitCode.NO if serious else ExitCode.OK


app.command("test", cls=Command, help=criteria_test.HELP)(criteria_test.command)
app.command("diff", cls=Command, help=criteria_diff.HELP)(criteria_diff.command)
