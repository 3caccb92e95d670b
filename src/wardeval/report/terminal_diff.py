"""A unified diff in the colours of a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.report.document import Tone
from wardeval.report.terminal_check import styled
from wardeval.report.terminal_rows import STYLES

_HEAD = 2
"""The lines of a diff that name its file."""
_BY_FIRST = {"+": STYLES[Tone.GOOD], "-": "red", "@": "cyan"}


def coloured(diff: str) -> str:
    """The diff of one file with its lines coloured by what happens to them."""
    return "".join(_lines(diff))


def _lines(diff: str) -> Iterator[str]:
    for number, line in enumerate(diff.splitlines()):
        style = STYLES[Tone.STRONG] if number < _HEAD else _BY_FIRST.get(line[:1])
        yield f"{line if style is None else styled(line, style)}\n"
