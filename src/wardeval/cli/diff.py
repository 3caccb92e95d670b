"""`wardeval diff`: what changed between two years, folders, files or revisions, unit by unit, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, Layout, Output, Track, Width, columns, msgid, one_of
from wardeval.cli.session import Session, UsageProblem, path_of
from wardeval.problems import say

if TYPE_CHECKING:
    from fractions import Fraction

    from wardeval.cli.diffing import Compared
    from wardeval.engine.tally import Wanted

_ONLY = ("worse", "better", "verdict")


def command(
    ctx: typer.Context,
    before: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help=msgid(
                "The side before: a year of the workspace (2023), a folder, a file, a git revision of the workspace "
                "(v2023), or a year, folder or file of one (HEAD~3:assessments/2023)."
            ),
        ),
    ],
    after: Annotated[str, typer.Argument(metavar="B", help=msgid("The side after, named in the same ways."))],
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="ID|NAME", help=msgid("Only this unit, on a page of its own.")),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option("--within", metavar=msgid("PLACE"), help=msgid("Only units that lie in this place.")),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(
            "--only",
            metavar="worse|better|verdict",
            help=msgid(
                "List only what is worse, what is better, or what has another verdict; the totals and the exit code "
                "still count all."
            ),
        ),
    ] = None,
    track: Track = None,
    units: Annotated[
        str | None,
        typer.Option(
            "--units",
            metavar=msgid("FILE"),
            help=msgid("The register that says which units merged (default: units.yaml of the workspace)."),
        ),
    ] = None,
    exit_code: Annotated[
        bool,
        typer.Option(
            "--exit-code",
            help=msgid("Exit with 1 if a verdict, a gate, a criterion or points were lost anywhere."),
        ),
    ] = False,
    tolerance: Annotated[
        str | None,
        typer.Option(
            "--tolerance",
            metavar=msgid("POINTS"),
            help=msgid("A loss of so many points is none yet for --exit-code and --only, nor is a gain."),
        ),
    ] = None,
    layout: Layout = "table",
    width: Width = None,
    output: Output = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    session = session_of(ctx)
    one_of("--format", layout, ("table", "json", "markdown"))
    one_of("--track", track, ("self", "verified"))
    one_of("--only", only, _ONLY)
    wide, spared = columns(width), _points(tolerance)
    if spared is not None and not exit_code and only not in ("worse", "better"):
        raise UsageProblem(say("--tolerance needs --exit-code, --only worse or --only better"))

    from wardeval.cli.diffing import Diff, Wish
    from wardeval.engine.tally import ALL, Wanted

    wish = Wish((before, after), unit, within, track, None if units is None else path_of(units))
    diff = Diff(wish, session)
    target = session.target(output, diff.files(), diff.library)
    found = diff.run(in_short=layout != "json")
    wanted = Wanted(only, ALL.tolerance if spared is None else spared)
    text = _text(found, session, layout, wide, wanted, to_file=target is not None)
    if found.problems:
        from wardeval.report.problems import lines

        session.complain(lines(found.problems, session.language))
    if found.comparisons or layout == "json":
        session.deliver(text, target)
    session.code = found.tally(wanted.tolerance).code(regression=exit_code)


def _points(text: str | None) -> Fraction | None:
    """The points of `--tolerance`."""
    if text is None:
        return None
    from wardeval.exact import NumberError, parse_number

    try:
        points = parse_number(text)
    except NumberError:
        points = None
    if points is None or points < 0:
        raise UsageProblem(say("--tolerance takes a number of points, not “{text}”", text=text))
    return points


def _text(
    found: Compared,
    session: Session,
    layout: str,
    width: int | None,
    wanted: Wanted,
    *,
    to_file: bool,
) -> str:
    """The result in the format asked for: a page for one unit, a table for many."""
    tally, language = found.tally(wanted.tolerance), session.language
    if layout == "json":
        from wardeval.report import diff_json

        return diff_json.render(found.labels, found.comparisons, tally, found.problems, language, wanted)
    if found.alone or len(found.comparisons) == 1:
        from wardeval.report.diff import DiffPage
        from wardeval.report.order import in_order

        pages = (DiffPage(item, language, wanted).document() for item in in_order(found.comparisons))
        return "\n".join(session.render(page, layout, width, to_file=to_file) for page in pages)
    from wardeval.report.diff_units import UnitsPage

    page = UnitsPage(found.comparisons, tally, language, wanted)
    return session.render(page.document(), layout, width, to_file=to_file)
