"""`wardeval diff`: what changed between two years, folders, files or revisions, unit by unit, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, Layout, Output, Track, Units, Width, Within, columns, msgid, one_of
from wardeval.cli.session import TABLE, Session, UsageProblem, path_of
from wardeval.cli.streams import is_terminal
from wardeval.problems import say

if TYPE_CHECKING:
    from fractions import Fraction

    from wardeval.cli.diffing import Diff
    from wardeval.engine.tally import Tally, Wanted
    from wardeval.problems import Problem
    from wardeval.report.diff_rows import UnitSum
    from wardeval.report.document import Document

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
    within: Within = None,
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
    units: Units = None,
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
    wanted = Wanted(only, ALL.tolerance if spared is None else spared)
    if layout == "json":
        found = _json(diff, session, wanted, target)
    elif diff.alone:
        found = _pages(diff, session, wanted, Paper(layout, wide, target))
    else:
        found = _table(diff, session, wanted, Paper(layout, wide, target))
    session.code = found.code(regression=exit_code)


class Paper(NamedTuple):
    """What a result is written on."""

    layout: str
    width: int | None
    target: Path | None


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


def _json(diff: Diff, session: Session, wanted: Wanted, target: Path | None) -> Tally:
    """Every unit for programs, each written as soon as it is compared; returns the totals."""
    import sys

    from wardeval.cli.diffing import Start
    from wardeval.cli.telling import StartTelling
    from wardeval.engine.tally import Tally
    from wardeval.report.diff_json import Closing, pieces

    sums: list[UnitSum] = []
    start = StartTelling(
        Start(diff.places, diff.wish.track), session.language.code, wanted, json=True, alone=diff.alone
    )

    def units() -> Iterator[str]:
        for told in diff.run(start, quiet=target is None and is_terminal(sys.stdout)):
            sums.append(told.sum)
            if told.text is not None:
                yield told.text

    def closing() -> Closing:
        totals = sum((each.tally for each in sums), Tally(unusable=diff.unread()))
        problems = diff.problems(problem for each in sums for problem in each.problems)
        return Closing(totals, [each.reach for each in sums if each.reach is not None], problems)

    session.deliver(pieces(diff.labels, session.language, wanted, units(), closing), target, exact=True)
    totals, _, problems = closing()
    _complain(session, problems)
    return totals


def _pages(diff: Diff, session: Session, wanted: Wanted, paper: Paper) -> Tally:
    """A page for each comparison of one unit; returns the totals."""
    from wardeval.engine.tally import tally
    from wardeval.report.diff import DiffPage

    comparisons = diff.comparisons()
    pages = (DiffPage(item, session.language, wanted).document() for item in comparisons)
    text = "\n".join(_rendered(page, session, paper) for page in pages)
    _complain(session, diff.problems(problem for item in comparisons for problem in item.problems))
    session.deliver(text, paper.target, exact=paper.layout != TABLE)
    return tally(comparisons, wanted.tolerance, diff.unread())


def _table(diff: Diff, session: Session, wanted: Wanted, paper: Paper) -> Tally:
    """A table of many units; returns the totals."""
    from wardeval.cli.diffing import Start
    from wardeval.cli.telling import StartTelling
    from wardeval.engine.tally import Tally
    from wardeval.report.diff_units import UnitsPage

    compare = Start(diff.places, diff.wish.track, in_short=True)
    told = list(diff.run(StartTelling(compare, session.language.code, wanted)))
    totals = sum((each.sum.tally for each in told), Tally(unusable=diff.unread()))
    _complain(session, diff.problems(problem for each in told for problem in each.sum.problems))
    if told:
        rows = [each.row for each in told if each.row is not None]
        page = UnitsPage(diff.labels, [each.sum for each in told], rows, totals, session.language, wanted.only)
        text = _rendered(page.document(), session, paper)
        session.deliver(text, paper.target, exact=paper.layout != TABLE)
    return totals


def _rendered(page: Document, session: Session, paper: Paper) -> str:
    return session.render(page, paper.layout, paper.width, to_file=paper.target is not None)


def _complain(session: Session, problems: Sequence[Problem]) -> None:
    """Say on stderr what is wrong with any file."""
    if problems:
        from wardeval.report.problems import lines

        session.complain(lines(problems, session.language))
