"""Where every key and value of a plainly written file stands: as `wardeval.positions` finds it, many times faster.

The contract: `wardeval.plain_lines` has read the file. What it would have refused is not looked for here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wardeval.content import Place
from wardeval.plain_lines import FLOW_ENTRY, LINE, MORE_ENTRY, SECTION_ENTRY
from wardeval.problems import Keys

Places = dict[Keys, tuple[Place, Place]]
"""The place of each value and that of its key, by its keys."""


class _Node(NamedTuple):
    """A list or mapping that is open: its keys, how far its entries are indented, and those of a list so far."""

    keys: Keys
    indent: int = 0
    entries: list[Keys] | None = None

    def inner(self, key: str) -> Keys:
        """The keys of the next entry; `key` is that of a mapping."""
        if self.entries is None:
            return (*self.keys, key)
        self.entries.append((*self.keys, len(self.entries)))
        return self.entries[-1]


def plain_places(text: str) -> Places:
    """The places in a file, that of the whole file among them."""
    text = text.replace("\r\n", "\n")
    places: Places = {}
    node, around = _Node(()), list[_Node]()
    empty: Keys = ()  # the entry above where it has no value yet: that is what stands below
    line, end = 1, 0
    for found in LINE.finditer(text if text.endswith("\n") else f"{text}\n"):
        blanks, dash, word, double, single, deeper, below, *values = found.groups()
        short, more, flow = values[3:6]
        begin, end = end, found.end()
        key = word or double or single
        if key or dash:
            column = len(blanks)
            first = Place(line, column + 1)
            places = places or {(): (first, first)}
            while column < node.indent or (node.entries is not None and column == node.indent and not dash):
                node, empty = around.pop(), ()
            if empty and (dash or column > node.indent):
                places[empty] = first, places[empty][1]
                around.append(node)
                node = _Node(empty, column, [] if dash else None)
            if dash and key:
                around.append(node)
                node = _Node(node.inner(""), column + len(dash))
                first = Place(line, node.indent + 1)
                places[node.keys] = first, first
            keys, empty = node.inner(key or ""), ()
            if not any((below, *values)):
                empty = keys
            place = Place(line + 1, len(deeper) + 1) if below else Place(line, _begin(found) - begin + 1)
            places[keys] = place, first if key else place
            if below:
                _add_section(below, keys, place, places)
            elif short or flow:
                _add_flow(short or flow, keys, place, places)
                for below_it, entry in enumerate(MORE_ENTRY.finditer(more or ""), start=1):
                    keys, first = node.inner(entry[1]), Place(line + below_it, column + 1)
                    place = first._replace(column=entry.start(2) - entry.start())
                    places[keys] = place, first
                    _add_flow(entry[2], keys, place, places)
        line += text.count("\n", begin, end)
    return places


def _begin(found: re.Match[str]) -> int:
    """Where the value on a line begins; one that is not there is behind the colon."""
    word, double, _, _, _, plain, quoted, primed, short, _, flow, _, folded = found.groups()[2:15]
    if plain:
        return found.start(8)
    if quoted or primed:
        return found.start(9 if quoted else 10) - 1
    if short or flow:
        return found.start(11 if short else 13)
    if folded:
        return found.string.rindex(">", found.start(), found.start(15))
    return (found.end(3) if word else found.end(4 if double else 5) + 1) + 1


def _add_section(text: str, keys: Keys, start: Place, places: Places) -> None:
    """Add what is inside a section, which begins at `start`."""
    for line, found in enumerate(SECTION_ENTRY.finditer(text), start.line):
        at_key = Place(line, start.column)
        places[(*keys, found[1])] = Place(line, start.column + found.start(2) - found.start(1)), at_key


def _add_flow(text: str, keys: Keys, start: Place, places: Places) -> None:
    """Add what is inside a list or mapping in brackets, which begins at `start`."""
    line, column = start
    node: _Node | None = None
    around: list[_Node | None] = []
    for found in FLOW_ENTRY.finditer(text):
        word, double, single, opener, plain, quoted, apostrophed, _, ends = found.groups()
        if node is not None:
            key = word or double or single
            keys = node.inner(key or "")
            if plain or opener:
                at = found.start(5 if plain else 4)
            else:
                at = found.start(6 if quoted else 7) - 1 if quoted or apostrophed else found.start(8)
            place = Place(line, column + at)
            if key:
                at_key = found.start(1) if word else found.start(2 if double else 3) - 1
                places[keys] = place, Place(line, column + at_key)
            else:
                places[keys] = place, place
        if opener:
            around.append(node)
            node = _Node(keys, entries=[] if opener == "[" else None)
        elif ends:
            for _ in ends.replace(" ", ""):
                node = around.pop()
