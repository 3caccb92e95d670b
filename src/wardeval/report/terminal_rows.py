"""The rows of a table at a terminal, drawn without rich, which takes too long for those of a whole country."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.text import Text

from wardeval.report.document import Cell, Column, Row, Table, Tone
from wardeval.report.foreign import visible

STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.GOOD: "green",
    Tone.BAD: "bold red",
    Tone.OPEN: "yellow",
    Tone.QUIET: "dim",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What the text is shown on: its width in columns, whether it has colour, whether it knows Unicode."""

    width: int = 80
    colour: bool = False
    unicode: bool = True


class Rows(NamedTuple):
    """The rows of a table, drawn as rich draws them: itself it takes several seconds for those of a whole country."""

    block: Table
    rows: list[Row]
    widths: list[int]

    def text(self, page: Page) -> str:
        """All of them, each ending its line."""
        between = f" {' ' if page.unicode else '|'} "
        lines: list[str] = []
        for row in self.rows:
            cells = list(map(self._cell, row.cells, self.block.columns, self.widths))
            most = max(map(len, cells))
            cells = [each + [" " * width] * (most - len(each)) for each, width in zip(cells, self.widths, strict=True)]
            if page.colour:
                cells = [_coloured(each, cell, row) for each, cell in zip(cells, row.cells, strict=True)]
            lines.extend(map(between.join, zip(*cells, strict=True)))
        return "".join([f"{line}\n" for line in lines])

    def _cell(self, cell: Cell, column: Column, width: int) -> list[str]:
        """The lines of a cell, each as wide as its column."""
        lines = _folded(visible(cell.text), width, cut=column.cut)
        rooms = [" " * (width - width_of(line)) for line in lines]
        if column.right:
            return [f"{room}{line}" for line, room in zip(lines, rooms, strict=True)]
        return [f"{line}{room}" for line, room in zip(lines, rooms, strict=True)]


def _coloured(lines: list[str], cell: Cell, row: Row) -> list[str]:
    style = _CONSOLE.get_style(f"{STYLES[cell.tone]} {'bold' if row.section else ''}")
    return [style.render(line, color_system=ColorSystem.STANDARD) for line in lines]


_NARROW = re.compile("[ -~\xa1-\xac\xae-\u02ff\u1e00-\u1eff\u2013\u2014\u2018-\u201d\u2026\u2190-\u2193]*")
"""Text of letters that take one column each: all of Vietnamese, composed."""


def width_of(text: str) -> int:
    """The columns that a text takes."""
    return len(text) if _NARROW.fullmatch(text) else cell_len(text)


@lru_cache(maxsize=1024)
def _folded(text: str, width: int, *, cut: bool) -> tuple[str, ...]:
    """A text in lines of a width, or what there is room for of one that is cut."""
    if width_of(text) <= width and text == text.strip() and "\n" not in text:
        return (text,)
    if not cut and _NARROW.fullmatch(text) and (lines := _filled(text.split(" "), width)):
        return lines
    whole = Text(text)
    if cut:
        whole.truncate(width, overflow="ellipsis")
    return tuple(line.plain.rstrip() for line in whole.wrap(_CONSOLE, width, overflow="fold"))


def _filled(words: Sequence[str], width: int) -> tuple[str, ...] | None:
    """Words in lines as rich fills them; none where one is wider than a line, or two have more than a space between."""
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines) if all(words) and max(map(len, words)) <= width else None


_CONSOLE = Console(width=80, height=25, file=io.StringIO())
"""Needed to fold a text; nothing is written to it."""
