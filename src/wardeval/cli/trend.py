"""`wardeval trend`: one unit over the years, or all of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, Output, Track, Units, Width, Within, columns, msgid, one_of
from wardeval.cli.session import TABLE, Session, UsageProblem, path_of
from wardeval.problems import say

if TYPE_CHECKING:
    from wardeval.cli.trending import Trends
    from wardeval.report.trend_groups import Group

_FORMATS = ("table", "json", "markdown", "svg")


def command(
    ctx: typer.Context,
    unit: Annotated[
        str | None,
        typer.Argument(metavar=msgid("UNIT"), help=msgid("The unit: its id, or its name, with tone marks or without.")),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=msgid("Show all units, a row for each."))] = False,
    inside: Annotated[
        list[str] | None,
        typer.Option(
            "--in",
            metavar=msgid("PATH"),
            help=msgid("Take the assessments of a file or folder (default: those of the workspace); may be repeated."),
        ),
    ] = None,
    use_set: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar=msgid("SET"), help=msgid("Show only results by a set or a family; may be repeated.")
        ),
    ] = None,
    within: Within = None,
    track: Track = None,
    units: Units = None,
    layout: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="table|json|markdown|svg",
            help=msgid("How the result is written: table, json, markdown, or svg, which is a picture."),
        ),
    ] = "table",
    picture: Annotated[
        str | None,
        typer.Option(
            "--picture",
            metavar=msgid("FILE"),
            help=msgid("Write the picture to FILE, too, and name it in the result; FILE ends in .svg."),
        ),
    ] = None,
    width: Width = None,
    output: Output = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    session = session_of(ctx)
    one_of("--format", layout, _FORMATS)
    one_of("--track", track, ("self", "verified"))
    wide = columns(width)
    if (unit is None) is not everything:
        raise UsageProblem(say("name one unit, or write --all"))
    if layout == "svg" or picture is not None:
        _refuse_without_charts(picture)

    from wardeval.cli.trending import Trends, Wish

    paths = tuple(path_of(name) for name in inside or ())
    trends = Trends(session, Wish(paths, tuple(use_set or ()), within, track, units))
    try:
        shown = _Shown(session, trends, unit)
    finally:
        _complain(session, trends)
    written, drawn = (session.target(name, trends.read, trends.library) for name in (output, picture))
    if drawn is not None and drawn == written:
        raise UsageProblem(say("--picture and -o name the same file"))
    if drawn is not None:
        session.deliver(shown.svg(), drawn, exact=True)
    link = None if drawn is None else _link(drawn, written)
    text = shown.text(layout, wide, link, to_file=written is not None)
    session.deliver(text, written, exact=layout != TABLE)
    session.code = trends.code


def _refuse_without_charts(picture: str | None) -> None:
    """Refuse a picture of another kind, and where the package that draws is not there."""
    if picture is not None and path_of(picture).suffix.lower() != ".svg":
        raise UsageProblem(say("--picture takes a file that ends in .svg, not “{text}”", text=picture))
    from importlib.util import find_spec

    if find_spec("matplotlib") is None:
        raise UsageProblem(say("pictures need one more package; install it with: pip install “wardeval[charts]”"))


def _complain(session: Session, trends: Trends) -> None:
    """Say on stderr what is wrong with files."""
    if trends.problems:
        from wardeval.report.problems import lines

        session.complain(lines(trends.problems, session.language))


def _link(picture: Path, document: Path | None) -> str:
    """How a document names a picture: from the folder that it stands in itself."""
    if document is None or picture.is_absolute():
        return picture.as_posix()
    return Path(os.path.relpath(picture, document.parent)).as_posix()


class _Shown:
    """What is shown, of one unit or of all, in any format."""

    def __init__(self, session: Session, found: Trends, unit: str | None) -> None:
        self.session, self.found = session, found
        self.one = None if unit is None else found.one(unit)
        self.trends = [self.one] if self.one is not None else found.all()

    def text(self, layout: str, width: int | None, picture: str | None, *, to_file: bool) -> str:
        """The result in the format asked for."""
        language = self.session.language
        if layout == "svg":
            return self.svg()
        if layout == "json":
            from wardeval.report import trend_json

            return trend_json.render(self.trends, self.groups(), self.found.problems, language)
        if self.one is not None:
            from wardeval.report.trend import document

            shown = document(self.one, language, picture)
        else:
            from wardeval.report import trend_all

            shown = trend_all.document(self.groups(), len(self.trends), language, picture)
        return self.session.render(shown, layout, width, to_file=to_file)

    def groups(self) -> tuple[Group, ...]:
        """The units by the sets that they are judged by; none where one unit was asked for."""
        if self.one is not None:
            return ()
        from wardeval.report.trend_groups import groups_of

        return groups_of([series for trend in self.trends for series in trend.series], self.found.lines(self.trends))

    def svg(self) -> str:
        """The picture."""
        from wardeval.report.picture import draw_totals, draw_trend

        language = self.session.language
        return draw_trend(self.one, language) if self.one is not None else draw_totals(self.groups(), language)
