"""Options that commands share, each defined once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

import typer

from wardeval.cli.session import UsageProblem, columns_of
from wardeval.problems import Message, say

T = TypeVar("T")


def msgid(text: str) -> str:
    """Mark a help text for translation; it is translated where it is shown."""
    return text


Lang = Annotated[str | None, typer.Option("--lang", metavar="vi|en", help=msgid("Language: vi or en."))]
Debug = Annotated[bool, typer.Option("--debug", help=msgid("Show the traceback of a bug."))]
Width = Annotated[
    str | None,
    typer.Option(
        "--width", metavar="N", help=msgid("Width of the page in columns (default: the terminal's, 80 in a pipe).")
    ),
]
Output = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar=msgid("FILE"), help=msgid("Write the result to FILE instead of stdout.")),
]
Layout = Annotated[
    str,
    typer.Option(
        "--format", metavar="table|json|markdown", help=msgid("How the result is written: table, json or markdown.")
    ),
]
Readers = Annotated[
    str, typer.Option("--format", metavar="table|markdown", help=msgid("How it is written: table or markdown."))
]
Track = Annotated[
    str | None,
    typer.Option(
        "--track",
        metavar="self|verified",
        help=msgid("Which track counts (default: the one that the set calls final)."),
    ),
]
UseSet = Annotated[
    str | None,
    typer.Option(
        "--set", metavar=msgid("SET"), help=msgid("Judge against this set instead: an id, or the path of a set file.")
    ),
]
Within = Annotated[
    str | None,
    typer.Option("--within", metavar=msgid("PLACE"), help=msgid("Only units that lie in this place.")),
]
Units = Annotated[
    str | None,
    typer.Option(
        "--units",
        metavar=msgid("FILE"),
        help=msgid("The register that says which units merged (default: units.yaml of the workspace)."),
    ),
]


def one_of(option: str, value: str | None, allowed: tuple[str, ...]) -> None:
    """Refuse a value that an option does not take."""
    if value is not None and value not in allowed:
        raise UsageProblem(say("{option} takes one of {words}, not “{text}”", option=option, words=allowed, text=value))


def read_as(option: str, read: Callable[[object], T], text: str) -> T:
    """What the value of an option means, as `read` of the model takes it; raises `UsageProblem`."""
    from pydantic_core import PydanticCustomError

    try:
        return read(text)
    except PydanticCustomError as error:
        message: Message = (error.context or {})["message"]
        raise UsageProblem(say("{option}: {message}", option=option, message=message)) from error


def columns(value: str | None) -> int | None:
    """The width of a page, where one is given."""
    if value is None:
        return None
    width = columns_of(value)
    if width is None:
        raise UsageProblem(say("--width takes a number of columns, not “{text}”", text=value))
    return width
