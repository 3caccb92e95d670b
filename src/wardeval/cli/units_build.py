"""`wardeval units build`: writes the register of provinces from the data of a package."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, msgid
from wardeval.cli.session import Session, UsageProblem, path_of
from wardeval.problems import Message, say, say_n

if TYPE_CHECKING:
    from wardeval.units.build import Built, Chosen
    from wardeval.units.package import Data, Province

HELP = msgid("Write units.yaml: the units of a province before and after 1 July 2025.")


def command(
    ctx: typer.Context,
    provinces: Annotated[
        list[str] | None,
        typer.Option(
            "--province",
            metavar=msgid("NAME"),
            help=msgid("A province, by its name before or after 1 July 2025. May be given several times."),
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=msgid("All provinces of the country."))] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar=msgid("FILE"),
            help=msgid("The file to write (default: units.yaml of the workspace)."),
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=msgid("Replace a file that is there already."))] = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    from wardeval.cli.streams import write_files
    from wardeval.units.build import build

    session = session_of(ctx)
    if everything == bool(provinces):
        raise UsageProblem(say("give either --province, once or several times, or --all"))
    data = _data()
    chosen = _chosen(provinces or (), data)
    wanted = data.provinces if everything else [each.province for each in chosen]
    target = _target(session, output, force=force)
    built = build(wanted, data)
    write_files({target: built.text}, () if target.exists() else (target,), (target,))
    session.complain(_told(session, [each.note for each in chosen if each.note], built, wanted, target))


def _data() -> Data:
    """The data of the package; a usage problem where it is not installed."""
    from wardeval.units.package import data_folder, read_data

    folder = data_folder()
    if folder is None:
        raise UsageProblem(say("this needs one more package; install it with: pip install “wardeval[units]”"))
    return read_data(folder)


def _chosen(wishes: Sequence[str], data: Data) -> list[Chosen]:
    from wardeval.units.build import choose

    found = [choose(wish, data) for wish in wishes]
    for wish, chosen in zip(wishes, found, strict=True):
        if chosen is None:
            raise UsageProblem(_no_province(wish, data))
    return [chosen for chosen in found if chosen is not None]


def _no_province(wish: str, data: Data) -> Message:
    """That there is no such province, and which may be meant."""
    from wardeval.model.mistakes import closest
    from wardeval.units.build import province_names
    from wardeval.units.naming import bare

    names = {bare(name): name for name in reversed(province_names(data))}
    inside = (name for name in names if f" {name} " in f" {bare(wish)} ")
    close = next(inside, None) or closest(bare(wish), names)
    if close:
        return say("there is no province “{text}”; did you mean {close}?", text=wish, close=names[close])
    known = tuple(province.name for province in data.provinces)
    return say("there is no province “{text}”; there are: {names}", text=wish, names=known)


def _target(session: Session, output: str | None, *, force: bool) -> Path:
    """The file to write; one that is there already only by `force`."""
    from wardeval.units.register import register_file
    from wardeval.workspace import from_folder

    workspace = session.workspace
    root = workspace.path if workspace else None
    path = path_of(output) if output is not None else from_folder(register_file(root, session.folder), session.folder)
    settings = [workspace.file] if workspace else []
    target = session.target(str(path), settings, session.library(), is_result=False) or path
    if target.is_dir():
        raise UsageProblem(say("{file} is a folder; -o takes the name of a file", file=str(target)))
    there = target.is_file() or (os.path.lexists(target) and not target.exists())
    if there and not force:
        raise UsageProblem(
            say("{file} is there already; --force replaces it, and what was added by hand is lost", file=str(target))
        )
    return target


def _told(session: Session, notes: Sequence[Message], built: Built, wanted: Sequence[Province], target: Path) -> str:
    """What was written, and what is missing in it."""
    from wardeval.report.foreign import visible
    from wardeval.units.build import FIRST_AFTER, LAST_BEFORE

    lines = [*(say("please note: {text}", text=note) for note in (*notes, *_missing(built, wanted)))]
    lines.append(
        say(
            "written: {file} ({old} units until {to}, {new} from {from_})",
            file=str(target),
            to=LAST_BEFORE,
            from_=FIRST_AFTER,
            old=built.old,
            new=built.new,
        )
    )
    return "".join(f"{visible(session.language.text(line))}\n" for line in lines)


def _missing(built: Built, wanted: Sequence[Province]) -> Iterator[Message]:
    from wardeval.units.build import DECISIONS, FIRST_AFTER

    if built.unknown:
        yield say_n(
            "of {n} new unit the data do not say reliably what it was made of: see “made-of: unknown”, and complete it",
            "of {n} new units the data do not say reliably what they were made of: see “made-of: unknown”, and complete"
            " them",
            n=built.unknown,
        )
    if any(province.code not in DECISIONS for province in wanted):
        yield say("the numbers of the resolutions are not in the data; add them as decision: where you know them")
    yield say(
        "the data begin just before {day}: units that changed in the years before are not in them; add them by hand",
        day=FIRST_AFTER,
    )
