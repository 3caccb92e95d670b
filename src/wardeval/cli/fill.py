"""`wardeval fill`: asks for what is missing in a file, one answer after another, and writes each as it comes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, msgid
from wardeval.cli.session import Session, UsageProblem, path_of
from wardeval.problems import say

if TYPE_CHECKING:
    from wardeval.cli.prompts import Prompts


def command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar=msgid("FILE"), help=msgid("The assessment file to fill in."))],
    criterion: Annotated[
        str | None,
        typer.Argument(metavar=msgid("CRITERION"), help=msgid("Begin here: the id of a criterion or an indicator.")),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar=msgid("FILE"), help=msgid("Last year's file, whose answers are shown.")),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=msgid("Ask also what is answered already."))] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help=msgid("Ask line by line, without arrow keys and completion."))
    ] = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    session = session_of(ctx)
    path = path_of(file)
    try:
        from wardeval.cli.filling import Filling
        from wardeval.draft import Draft
    except ImportError as error:
        raise _extra(error) from error
    prompts = _prompts(session, plain=plain)
    draft = Draft(path, session.library(path), _write)
    filling = Filling(session, draft, _last_year(from_), criterion, everything=everything)
    filling.run(prompts)
    session.deliver(filling.summary(), None)


def _write(path: Path, content: bytes) -> None:
    from wardeval.cli.streams import write_file

    write_file(path, content.decode())


def _last_year(name: str | None) -> Mapping[str, object] | None:
    """What the file of last year says; raises `InputError` where it cannot be read."""
    if name is None:
        return None
    from wardeval.load import build
    from wardeval.model.assessment import Assessment
    from wardeval.source import read_source

    source = read_source(path_of(name))
    build(Assessment, source)
    return source.data if isinstance(source.data, dict) else {}


def _prompts(session: Session, *, plain: bool) -> Prompts:
    """Where a person sits at a terminal, with all that it can do; else line by line."""
    import sys

    from wardeval.cli.prompts import Lines
    from wardeval.cli.streams import is_terminal

    if plain or not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        return Lines(session)
    try:
        from wardeval.cli.questionnaire import Questionnaire
    except ImportError as error:
        raise _extra(error) from error
    return Questionnaire(session)


def _extra(error: ImportError) -> UsageProblem:
    """What to do where the libraries of this command are not installed; any other import error is a bug."""
    if (error.name or "").split(".")[0] not in ("ruamel", "questionary", "prompt_toolkit"):
        raise error
    return UsageProblem(say("this needs two more packages; install them with: pip install “wardeval[fill]”"))
