"""How a file is laid out: which characters and lines each entry takes, and what is a comment."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from unicodedata import normalize

from wardeval.content import Place
from wardeval.events import Stretch, stretches
from wardeval.problems import Keys

BREAKS = "\r\n\x85\u2028\u2029"
"""What ends a line."""

_breaks = re.compile(f"\r\n|[{BREAKS}]").finditer


@dataclass(slots=True)
class Node:
    """A text, a list or a mapping, from its first character to its last."""

    start: Stretch
    keys: Keys
    key: Stretch | None = None
    """The key that it stands under, in a mapping."""
    entries: list[Node] = field(default_factory=list)
    end: int = 0
    """The first character after it."""
    last: int = 0
    """The line of the last of its characters."""

    @property
    def first(self) -> int:
        """The line on which it begins, with its key where it has one."""
        return self.start.line if self.key is None else self.key.line

    def walk(self) -> Iterator[Node]:
        """It, and everything inside."""
        yield self
        for entry in self.entries:
            yield from entry.walk()


class Layout:
    """The layout of a file that can be read."""

    def __init__(self, text: str) -> None:
        """Of a whole file without a byte order mark."""
        self.text = text
        self.stretches = [*stretches(text.encode())]
        self._texts = [_said(each, text) for each in self.stretches if each.kind == "text" and each.end > each.begin]
        self._begins = [begin for begin, _ in self._texts]

    @cached_property
    def root(self) -> Node:
        """The whole file's mapping, with all that is in it."""
        return _tree(self.stretches)

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins, the first line first; at last where the text ends."""
        begins = [found.end() for found in _breaks(self.text)]
        return [0, *begins, *([] if begins[-1:] == [len(self.text)] else [len(self.text)])]

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self.starts) - 1

    def line(self, number: int) -> str:
        """A line, counted from 1, with its line break."""
        return self.text[self.starts[number - 1] : self.starts[number]]

    def entry_below(self, index: int) -> tuple[int, int]:
        """The first and last line of what begins on the next line below a character that says anything."""
        at = bisect_right(self._content, index, key=lambda each: each.begin)
        first = self._content[at].line if at < len(self._content) else self.lines
        return first, self._lasts.get(first, first)

    @cached_property
    def _content(self) -> list[Stretch]:
        """Whatever there is to read: texts, brackets; dashes and indentation alone are not."""
        read = (each for each in self.stretches if each.kind in ("text", "end") or each.in_brackets)
        return [each for each in read if each.end > each.begin]

    @cached_property
    def _lasts(self) -> dict[int, int]:
        """The last line of all entries that begin on a line."""
        found: dict[int, int] = {}
        for node in self.root.walk():
            if node.keys:
                found[node.first] = max(found.get(node.first, 0), node.last)
        return found

    def next_content(self, after: int) -> int:
        """The first line below the line `after` that is neither blank nor a comment; that after the last one else."""
        lines = range(after + 1, self.lines + 1)
        return next((each for each in lines if (line := self.line(each).strip()) and line[0] != "#"), self.lines + 1)

    def is_text(self, index: int) -> bool:
        """Whether the character at `index` belongs to a text of the file."""
        at = bisect_right(self._begins, index) - 1
        return at >= 0 and index < self._texts[at][1]

    def place(self, index: int) -> Place:
        """The line and column of a character."""
        line = bisect_right(self.starts, index)
        return Place(line, index - self.starts[line - 1] + 1)

    def rest_of_line(self, index: int) -> str:
        """The text from a character to the end of its line."""
        return self.text[index : self.starts[self.place(index).line]].rstrip(BREAKS)

    def comments(self) -> Iterator[int]:
        """Where each comment begins: at a “#” outside every text, the first of its line."""
        index = self.text.find("#")
        while index >= 0:
            if self.is_text(index):
                index = self.text.find("#", index + 1)
            else:
                yield index
                index = self.text.find("#", self.starts[self.place(index).line])


def _said(stretch: Stretch, text: str) -> tuple[int, int]:
    """From where to where nothing is a comment: of a text below “>” or “|” not the line of the sign."""
    begin = stretch.begin
    if stretch.style in ("|", ">"):
        begin = min((at for each in BREAKS if (at := text.find(each, begin)) >= 0), default=stretch.end)
    return begin, stretch.end


def _tree(found: list[Stretch]) -> Node:
    open_: list[Node] = []
    key: list[Stretch | None] = []  # of each that is open: the key whose value comes next
    for each in found:
        if each.kind == "end":
            node = open_.pop()
            key.pop()
            if node.start.in_brackets:
                node.end, node.last = each.end, each.last
            elif node.entries:
                node.end, node.last = node.entries[-1].end, node.entries[-1].last
            if not open_:
                return node
            continue
        if open_ and open_[-1].start.kind == "mapping" and key[-1] is None:
            key[-1] = each
            continue
        node = Node(each, (), end=each.end, last=each.last)
        if open_:
            around, node.key = open_[-1], key[-1]
            name = len(around.entries) if node.key is None else normalize("NFC", node.key.text)
            node.keys = (*around.keys, name)
            around.entries.append(node)
            key[-1] = None
            if each.end == each.begin and node.key is not None:  # nothing is said: its place may be far away
                node.end, node.last = node.key.end, node.key.last
        if each.kind != "text":
            open_.append(node)
            key.append(None)
    raise ValueError("the file does not end")
