"""A document as GitHub-flavoured Markdown; foreign text cannot become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

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
    Tone,
    Tree,
)
from wardeval.report.foreign import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&@$])")
_START = re.compile(r"^(\s*(?:\d+(?=[.)](?:\s|$)))?)([-+=.)])")


def render(document: Document) -> str:
    """The document as Markdown, ending with one line break."""
    blocks = ("\n".join(_block(block)) for block in document.blocks if not isinstance(block, Space))
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Text that reads as itself wherever Markdown would see a sign."""
    return _START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", visible(text)))


def _cell(cell: Cell) -> str:
    text = escape(cell.text)
    return f"**{text}**" if cell.tone in (Tone.BAD, Tone.STRONG) and text else text


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {escape(block.text)}"
        case Line():
            yield _cell(block.cell)
        case Facts():
            for label, cell in block.rows:
                yield f"- {escape(label)}: {_cell(cell)}"
        case Table():
            yield f"| {' | '.join(escape(column.title) or ' ' for column in block.columns)} |"
            yield f"| {' | '.join('---:' if column.right else '---' for column in block.columns)} |"
            for row in block.rows:
                yield _row(row)
        case Items():
            for index, cell in enumerate(block.rows, start=1):
                yield f"{index}. {_cell(cell)}" if block.numbered else f"- {_cell(cell)}"
        case Tree():
            yield from _branch(block.root, 0)
        case Picture():
            yield f"![{escape(block.text)}](<{quote(block.path)}>)"
        case Code():
            fence = max(["```", *(f"{found}`" for found in re.findall("`+", block.text))], key=len)
            yield from (f"{fence}yaml", *map(visible, block.text.splitlines()), fence)


def _row(row: Row) -> str:
    if row.section:
        cells = [f"**{escape(cell.text)}**" if cell.text else "" for cell in row.cells]
    else:
        cells = [_cell(cell) for cell in row.cells]
    return f"| {' | '.join(cells)} |"


def _branch(branch: Branch, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- {_cell(branch.cell)}"
    for child in branch.children:
        yield from _branch(child, depth + 1)
