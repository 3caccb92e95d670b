"""A document for people at a terminal, or in a pipe as plain text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text
from rich.tree import Tree as RichTree

from wardeval.report.document import (
    Block,
    Branch,
    Cell,
    Code,
    Document,
    Facts,
    Heading,
    Items,
    Line,
    Picture,
    Row,
    Space,
    Table,
    Tree,
)
from wardeval.report.foreign import visible
from wardeval.report.terminal_rows import STYLES, Page, Rows, width_of


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
            if isinstance(renderable, Rows):
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


def _block(block: Block, width: int) -> Iterator[RenderableType | Rows]:
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
        case Code():
            yield from (_Whole(f"    {visible(line)}") for line in block.text.splitlines())


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


def _tabled(block: Table, width: int) -> Iterator[RenderableType | Rows]:
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


def _drawn(block: Table, rows: list[Row], widths: list[int], *, headed: bool) -> Iterator[RenderableType | Rows]:
    """A head, unless one stands above, and rows."""
    if not headed:
        yield _head(block, widths)
    if rows:
        yield Rows(block, rows, widths)


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
    needs = [max(map(width_of, each)) for each in texts]
    widths = [
        need if column.narrow else min(need, column.least) for need, column in zip(needs, block.columns, strict=True)
    ]
    room = width - sum(widths) - _BETWEEN_COLUMNS * (len(widths) - 1)
    if room < 0:
        return None
    whole = [
        max(width_of(word) for word in {word for text in each for word in text.split()} | {""}) if held < need else need
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
