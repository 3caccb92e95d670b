"""A document for people at a terminal, or in a pipe as plain text. The only module that imports rich."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import wrap
from typing import Literal, NamedTuple

from rich import box
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text
from rich.tree import Tree as RichTree

from wardeval.report.document import (
    Block,
    Branch,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Line,
    Picture,
    Row,
    Space,
    Table,
    Tone,
    Tree,
)
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


def render(document: Document, page: Page) -> str:
    """The document as text of at most `page.width` columns, each line without spaces at its end."""
    file = _Stream("utf-8" if page.unicode else "ascii")
    console = Console(
        file=file,
        width=page.width,
        height=25,  # NOTE: with both known, rich never reads COLUMNS and LINES itself, which breaks on “²”
        force_terminal=page.colour,
        color_system="standard" if page.colour else None,
        no_color=not page.colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    for index, block in enumerate(document.blocks):
        if index and isinstance(block, Heading | Space | Tree):
            console.print()
        for renderable in _block(block, page.width):
            if isinstance(renderable, _Rows):
                file.write(renderable.text(page))
                continue
            console.print(renderable, soft_wrap=isinstance(renderable, _Whole))
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


class _Stream(io.StringIO):
    """Text in memory that says which encoding it is for, so that rich draws lines that can be shown."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding


class _Whole(Text):
    """Text that is broken into lines already, none of which is cut or broken again."""


def _text(cell: Cell) -> Text:
    return Text(visible(cell.text), style=STYLES[cell.tone])


def _block(block: Block, width: int) -> Iterator[RenderableType | _Rows]:
    match block:
        case Heading():
            yield Text(visible(block.text), style="bold")
        case Space():
            pass
        case Line():
            yield _text(block.cell)
        case Facts():
            grid = RichTable.grid(padding=(0, 2, 0, 0))
            grid.add_column(no_wrap=True, style="dim")
            grid.add_column(overflow="fold")
            for label, cell in block.rows:
                grid.add_row(Text(visible(label)), _text(cell))
            yield grid
        case Table():
            yield from _tabled(block, width)
        case Items():
            for index, cell in enumerate(block.rows, start=1):
                yield _item(f"{index}." if block.numbered else "-", cell, width)
        case Tree():
            root = RichTree(_text(block.root.cell), guide_style="dim")
            _grow(root, block.root)
            yield root
        case Picture():
            yield Text(visible(block.path))


_ADDRESS = re.compile(r"https?://\S+")


def _item(mark: str, cell: Cell, width: int) -> RenderableType:
    """An item of a list; an address in it stays whole, for whoever copies it, even where it is wider than the page."""
    indent = max(len(mark), _MARK) + 1
    if any(cell_len(found) > width - indent for found in _ADDRESS.findall(visible(cell.text))):
        lines = wrap(visible(cell.text), width - indent, break_long_words=False, break_on_hyphens=False)
        text = f"\n{' ' * indent}".join(lines)
        return _Whole.assemble(f"{mark:>{_MARK}} ", (text, STYLES[cell.tone]))
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, justify="right", min_width=_MARK)
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark), _text(cell))
    return Padding(grid, 0)


_MARK = 3
_BETWEEN_COLUMNS = 3


def _tabled(block: Table, width: int) -> Iterator[RenderableType | _Rows]:
    """A table as wide as it needs to be; one that has no room becomes a record per row."""
    widths = _widths(block, width)
    if widths is None:
        yield from _records(block)
        return
    rows: list[Row] = []
    headed = False
    for row in block.rows:
        if not _is_heading(row):
            rows.append(row)
            continue
        if rows or not headed:
            yield from _drawn(block, rows, widths, headed=headed)
        rows, headed = [], True
        yield Text(visible(row.cells[0].text), style="bold")
    if rows:
        yield from _drawn(block, rows, widths, headed=headed)


def _drawn(block: Table, rows: list[Row], widths: list[int], *, headed: bool) -> Iterator[RenderableType | _Rows]:
    """A head, unless one stands above, and rows."""
    if not headed:
        yield _head(block, widths)
    if rows:
        yield _Rows(block, rows, widths)


class _Rows(NamedTuple):
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
        rooms = [" " * (width - _width(line)) for line in lines]
        if column.right:
            return [f"{room}{line}" for line, room in zip(lines, rooms, strict=True)]
        return [f"{line}{room}" for line, room in zip(lines, rooms, strict=True)]


def _coloured(lines: list[str], cell: Cell, row: Row) -> list[str]:
    style = _CONSOLE.get_style(f"{STYLES[cell.tone]} {'bold' if row.section else ''}")
    return [style.render(line, color_system=ColorSystem.STANDARD) for line in lines]


_NARROW = re.compile("[ -~\xa1-\xac\xae-\u02ff\u1e00-\u1eff\u2013\u2014\u2018-\u201d\u2026\u2190-\u2193]*")
"""Text of letters that take one column each: all of Vietnamese, composed."""


def _width(text: str) -> int:
    """The columns that a text takes."""
    return len(text) if _NARROW.fullmatch(text) else cell_len(text)


@lru_cache(maxsize=1024)
def _folded(text: str, width: int, *, cut: bool) -> tuple[str, ...]:
    """A text in lines of a width, or what there is room for of one that is cut."""
    if _width(text) <= width and text == text.strip() and "\n" not in text:
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


def _is_heading(row: Row) -> bool:
    """Whether a row is one text over the whole width."""
    return row.section and not any(cell.text for cell in row.cells[1:])


def _widths(block: Table, width: int) -> list[int] | None:
    """A width for every column: narrow ones as they need, wide ones what is left; none where there is no room.

    What is left goes to whole words first, so that no number is broken while there is room for it.
    NOTE: left to itself, rich cuts off or leaves out columns of a table that is too narrow.
    """
    rows = [row for row in block.rows if not _is_heading(row)]
    texts = [
        [visible(text) for text in (column.title, *(row.cells[index].text for row in rows))]
        for index, column in enumerate(block.columns)
    ]
    needs = [max(map(_width, each)) for each in texts]
    widths = [
        need if column.narrow else min(need, column.least) for need, column in zip(needs, block.columns, strict=True)
    ]
    room = width - sum(widths) - _BETWEEN_COLUMNS * (len(widths) - 1)
    if room < 0:
        return None
    whole = [
        max(_width(word) for word in {word for text in each for word in text.split()} | {""}) if held < need else need
        for each, held, need in zip(texts, widths, needs, strict=True)
    ]
    for wanted in (whole, needs):
        while room > 0 and (short := [index for index, need in enumerate(wanted) if widths[index] < need]):
            for index in short[:room]:
                widths[index] += 1
            room -= len(short)
    return widths


def _head(block: Table, widths: list[int]) -> RichTable:
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    for column, width in zip(block.columns, widths, strict=True):
        justify: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(Text(visible(column.title)), justify=justify, overflow="fold", width=width)
    return table


def _records(block: Table) -> Iterator[RenderableType]:
    """A table that has no room as a record per row."""
    for row in block.rows:
        if row.section:
            yield Text(" ".join(visible(cell.text) for cell in row.cells if cell.text), style="bold")
            continue
        grid = RichTable.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="dim")
        grid.add_column(overflow="fold")
        for column, cell in zip(block.columns, row.cells, strict=True):
            if cell.text:
                grid.add_row(Text(visible(column.title)), _text(cell))
        yield Padding(grid, (0, 0, 1, 0))


def _grow(tree: RichTree, branch: Branch) -> None:
    for child in branch.children:
        _grow(tree.add(_text(child.cell)), child)
