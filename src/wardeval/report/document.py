"""A neutral document: headings, facts, tables, lists, trees. Renderers turn it into one format each."""

from __future__ import annotations

import enum
from typing import NamedTuple


class Tone(enum.Enum):
    """What a cell or line says about its content, for renderers that can show it."""

    PLAIN = "plain"
    STRONG = "strong"
    GOOD = "good"
    BAD = "bad"
    OPEN = "open"
    QUIET = "quiet"


class Cell(NamedTuple):
    """A text and its tone."""

    text: str
    tone: Tone = Tone.PLAIN


class Heading(NamedTuple):
    """A heading; level 1 is the document's own."""

    text: str
    level: int = 2


class Space(NamedTuple):
    """Room between two blocks that belong to one heading."""


class Line(NamedTuple):
    """A paragraph of one line."""

    cell: Cell


class Facts(NamedTuple):
    """Labels and what they say."""

    rows: tuple[tuple[str, Cell], ...]


class Column(NamedTuple):
    """A column of a table; a narrow one is never broken, a wide one gives way down to its `least` width.

    One that is `cut` shows as much of its text as one line has room for.
    """

    title: str
    right: bool = False
    narrow: bool = True
    least: int = 14
    cut: bool = False


class Row(NamedTuple):
    """Cells; a section row is a heading over those that follow."""

    cells: tuple[Cell, ...]
    section: bool = False


class Table(NamedTuple):
    """A table."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Items(NamedTuple):
    """A list, numbered where order matters."""

    rows: tuple[Cell, ...]
    numbered: bool = False


class Branch(NamedTuple):
    """A line of a tree and what hangs on it."""

    cell: Cell
    children: tuple[Branch, ...] = ()


class Tree(NamedTuple):
    """A tree."""

    root: Branch


class Picture(NamedTuple):
    """A picture in a file beside the text, and what it shows."""

    path: str
    text: str


class Code(NamedTuple):
    """Lines that stand as they are written: a part of a YAML file."""

    text: str


Block = Heading | Space | Line | Facts | Table | Items | Tree | Picture | Code


class Document(NamedTuple):
    """Blocks in reading order."""

    blocks: tuple[Block, ...]
