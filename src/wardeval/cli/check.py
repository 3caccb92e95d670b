"""`wardeval check`: what is wrong, doubtful or unproven in assessments; the exit code says whether that is enough."""

from __future__ import annotations

from typing import Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, Width, columns, msgid, one_of
from wardeval.cli.session import UsageProblem
from wardeval.problems import InputError, say

PATHS = msgid(
    "Files, folders, patterns such as assessments/**/*.yaml, or - for standard input (default: the assessments of the"
    " workspace)."
)


def command(
    ctx: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar=msgid("PATH"), help=PATHS)] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar=msgid("FORMAT"),
            help=msgid(
                "How the result is written: text, github, sarif, junit, gitlab, json or markdown; may be repeated, each"
                " with a file of its own (-o)."
            ),
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "-o",
            "--output",
            metavar=msgid("FILE"),
            help=msgid("Write the result of the --format before it to FILE; may be repeated."),
        ),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="error|warning",
            help=msgid("Which problems make the check fail: errors only, or warnings, too (default)."),
        ),
    ] = "warning",
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar=msgid("RULES"),
            help=msgid("Follow only these rules: ids, numbers or families, with commas between; may be repeated."),
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar=msgid("RULES"),
            help=msgid("Do not follow these rules, named in the same ways; may be repeated."),
        ),
    ] = None,
    require: Annotated[
        str | None,
        typer.Option(
            "--require",
            metavar=msgid("VERDICT"),
            help=msgid("Every file has to reach this verdict; the exit code is 4 where that is undecided."),
        ),
    ] = None,
    min_coverage: Annotated[
        str | None,
        typer.Option(
            "--min-coverage",
            metavar=msgid("PERCENT"),
            help=msgid("Every file has to give so much of the answers that it needs, such as 80%."),
        ),
    ] = None,
    no_worse_than: Annotated[
        str | None,
        typer.Option(
            "--no-worse-than",
            metavar=msgid("BEFORE"),
            help=msgid(
                "No criterion may be worse than there: a git revision, a folder, a file, or a year of the workspace."
            ),
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline",
            metavar=msgid("FILE"),
            help=msgid("Pass over the known problems in FILE; only others are told, and make the check fail."),
        ),
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option(
            "--write-baseline",
            help=msgid(
                "Write what is found as the known problems, to the file of --baseline (default:"
                " .wardeval/baseline.json of the workspace)."
            ),
        ),
    ] = False,
    changed_since: Annotated[
        str | None,
        typer.Option(
            "--changed-since",
            metavar=msgid("REVISION"),
            help=msgid(
                "Tell only of files that differ from a git revision, or from where HEAD left it; all files are read."
            ),
        ),
    ] = None,
    units: Annotated[
        str | None,
        typer.Option(
            "--units",
            metavar=msgid("FILE"),
            help=msgid("The register of the units that have to hand in (default: units.yaml of the workspace)."),
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar=msgid("DATE"), help=msgid("Check as on this day (default: today).")),
    ] = None,
    stdin_filename: Annotated[
        str | None,
        typer.Option("--stdin-filename", metavar=msgid("NAME"), help=msgid("What standard input is called.")),
    ] = None,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help=msgid(
                "First mend what is safe to mend: tone marks, the form of numbers and dates, the order of keys; then"
                " check what is left."
            ),
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help=msgid("Only show what --fix would change; the exit code is 1 if anything."))
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help=msgid("Look at every file anew, also where it has not changed."))
    ] = False,
    width: Width = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    session = session_of(ctx)
    one_of("--fail-on", fail_on, ("error", "warning"))
    wide = columns(width)
    if diff and (formats or output):
        raise UsageProblem(say("--diff goes without --format and -o: it is written to stdout"))

    from wardeval.cli.check_results import Checked, Results
    from wardeval.cli.wish import Wish

    results = Results(session, tuple(formats or ()), tuple(output or ()), wide)
    wish = Wish(
        paths=tuple(paths or ()),
        stdin_name=stdin_filename,
        fail_on=fail_on,
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        verdict=require,
        coverage=min_coverage,
        before=no_worse_than,
        baseline=baseline,
        write_baseline=write_baseline,
        changed_since=changed_since,
        units=units,
        on=on,
    )
    memory = None
    if not (no_cache or diff):
        from wardeval.cli.memory import Memory

        memory = Memory(session, wish, of_runs=not fix)
        if (recalled := memory.recall()) is not None:
            results.settle(recalled)
            results.deliver(recalled.checkup, recalled)
            return

    from wardeval.cli.checking import Checking

    if diff:
        from wardeval.cli import check_mending

        check_mending.show(session, Checking(session, wish))
        return
    run: Checked
    try:
        run = checking = Checking(session, wish, memory, digests=results.tell_digests)
        results.settle(checking)
        if fix:
            from wardeval.cli import check_mending

            check_mending.fix(session, checking)
        came_to = checking.checkup()
    except InputError as error:
        from wardeval.cli.stopped import Stopped

        run = stopped = Stopped(session, wish, error)
        results.settle(stopped)
        came_to = stopped.checkup()
    results.deliver(came_to, run)
