"""A document for people at a terminal, or in a pipe as plain text. The only module that imports rich."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text
from rich.tree import Tree as RichTree

from wardeval.report.document import (
    Block,
    Branch,
    Cell,
    Document,
    Facts,
    Heading,
    Items,
    Line,
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
        for renderable in _block(block):
            console.print(renderable)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


class _Stream(io.StringIO):
    """Text in memory that says which encoding it is for, so that rich draws lines that can be shown."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding


def _text(cell: Cell) -> Text:
    return Text(visible(cell.text), style=STYLES[cell.tone])


def _block(block: Block) -> Iterator[RenderableType]:
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
            grid.add_column()
            for label, cell in block.rows:
                grid.add_row(Text(visible(label)), _text(cell))
            yield grid
        case Table():
            yield _table(block)
        case Items():
            for index, cell in enumerate(block.rows, start=1):
                yield _item(f"{index}." if block.numbered else "-", cell)
        case Tree():
            root = RichTree(_text(block.root.cell), guide_style="dim")
            _grow(root, block.root)
            yield root


def _item(mark: str, cell: Cell) -> RenderableType:
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, justify="right", min_width=3)
    grid.add_column()
    grid.add_row(Text(mark), _text(cell))
    return Padding(grid, 0)


def _table(block: Table) -> RichTable:
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    for column in block.columns:
        table.add_column(
            Text(visible(column.title)),
            justify="right" if column.right else "left",
            no_wrap=column.narrow,
            overflow="fold",
            ratio=None if column.narrow else 1,
            min_width=None if column.narrow else column.least,
        )
    for row in block.rows:
        table.add_row(*(_text(cell) for cell in row.cells), style="bold" if row.section else "")
    return table


def _grow(tree: RichTree, branch: Branch) -> None:
    for child in branch.children:
        _grow(tree.add(_text(child.cell)), child)
