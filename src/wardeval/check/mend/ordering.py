"""The keys of a file in their usual order: sections as in the description of the format, those of an entry as it reads.

Whole lines change places, with the comments directly above them; inside braces, entries do. Where it is not certain
what a comment belongs to, everything stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wardeval.check.layout import Layout, Node
from wardeval.model.assessment import Answer, Claims, Evidence, Excepted, StatedCount, Unit, Verified
from wardeval.model.record import Record
from wardeval.problems import Keys
from wardeval.source import Value

_SECTIONS = ("format", "fictional", "set", "unit", "period", "as-of", "facts", "days-off", "stated-count", "answers")
"""In their order; the others stand behind them, among themselves as they are."""

_EITHER_WAY = {"fictional": "period", "stated-count": "answers", "issuer": "date"}
"""Keys that are as usual before another one as behind it: they stay on the side of it on which they are."""

_RECORDS: tuple[tuple[tuple[str, ...], type[Record]], ...] = (
    (("unit",), Unit),
    (("verified",), Verified),
    (("claims",), Claims),
    (("stated-count",), StatedCount),
    (("verified", "stated-count"), StatedCount),
    (("evidence", "*"), Evidence),
    (("answers", "*"), Answer),
    (("verified", "answers", "*"), Answer),
    (("answers", "*", "excepted", "*"), Excepted),
    (("verified", "answers", "*", "excepted", "*"), Excepted),
)
"""The records of a file by where they stand; `*` is any key."""


class Ordered(NamedTuple):
    """The text of a file with its keys in order, and the mappings in which some changed places."""

    text: str
    changed: tuple[Node, ...]


class _Piece(NamedTuple):
    """The characters that change places with an entry."""

    begin: int
    end: int


class _Edit(NamedTuple):
    """Characters, and what stands in their place."""

    begin: int
    end: int
    text: str


_Order = Sequence[tuple[int, int]]
"""Places in a mapping, and the entry that belongs into each."""


def ordered(layout: Layout) -> Ordered:
    """The text of a file with its keys in their usual order; its last line ends."""
    changed: list[Node] = []
    edits = [*_edits(layout, layout.root, changed)]
    return Ordered(_applied(layout.text, 0, len(layout.text), edits), tuple(changed))


def _edits(layout: Layout, node: Node, changed: list[Node]) -> Iterator[_Edit]:
    """What to write otherwise in a node, in the order of the file."""
    inside = [edit for entry in node.entries for edit in _edits(layout, entry, changed)]
    is_mapping = node.start.kind == "mapping"
    order = _order(node.keys, [str(entry.keys[-1]) for entry in node.entries]) if is_mapping else ()
    pieces = _pieces(layout, node, order) if order else None
    if pieces is None:
        yield from inside
        return
    changed.append(node)
    texts = [
        _applied(layout.text, *piece, (edit for edit in inside if piece.begin <= edit.begin < piece.end))
        for piece in pieces
    ]
    begin, end = pieces[0].begin, pieces[-1].end
    moved = [_Edit(*piece, texts[index - order[0][0]]) for piece, (_, index) in zip(pieces, order, strict=True)]
    yield from (edit for edit in inside if edit.end <= begin)
    yield _Edit(begin, end, _applied(layout.text, begin, end, moved))
    yield from (edit for edit in inside if edit.begin >= end)


def _applied(text: str, begin: int, end: int, edits: Iterable[_Edit]) -> str:
    out = []
    for edit in edits:
        out += [text[begin : edit.begin], edit.text]
        begin = edit.end
    return "".join((*out, text[begin:end]))


def is_ordered(data: Value, keys: Keys = ()) -> bool:
    """Whether all keys of plain data stand where they belong."""
    if isinstance(data, dict):
        return not _order(keys, [*data]) and all(is_ordered(value, (*keys, key)) for key, value in data.items())
    return not isinstance(data, list) or all(is_ordered(value, (*keys, index)) for index, value in enumerate(data))


def _order(keys: Keys, names: Sequence[str]) -> _Order:
    """Which of the entries `names` of a mapping belong into which places; nothing where all stand where they belong.

    All places are named from the first that is another entry's to the last.
    """
    known = _as_it_stands(_known(keys), names)
    ranks = [known.index(name) if name in known else len(known) for name in names] if known else []
    order = [*enumerate(sorted(range(len(ranks)), key=ranks.__getitem__))]
    while order and order[0][0] == order[0][1]:
        del order[0]
    while order and order[-1][0] == order[-1][1]:
        del order[-1]
    return order


def _as_it_stands(known: Sequence[str], names: Sequence[str]) -> Sequence[str]:
    """The usual order, with what is usual either way as it stands among `names`."""
    for key, other in _EITHER_WAY.items():
        if key in known and {key, other} <= {*names}:
            is_behind = names.index(key) > names.index(other)
            if is_behind is not (known.index(key) > known.index(other)):
                rest = [name for name in known if name != key]
                at = rest.index(other) + is_behind
                known = (*rest[:at], key, *rest[at:])
    return known


def _known(keys: Keys) -> Sequence[str]:
    """The keys of the mapping at `keys` in their order, where they have one."""
    if not keys:
        return _SECTIONS
    for pattern, record in _RECORDS:
        fitting = (part in ("*", key) for part, key in zip(pattern, keys, strict=False))
        if len(pattern) == len(keys) and all(fitting):
            return [*record.written_keys()]
    return ()


def _pieces(layout: Layout, node: Node, order: _Order) -> list[_Piece] | None:
    """What stands in the places of an order; none where it is not certain what belongs together."""
    begin, end = order[0][0], order[-1][0] + 1
    if node.start.in_brackets:
        return _in_braces(node, node.entries[begin:end])
    return _in_lines(layout, node, begin, end)


def _in_braces(node: Node, entries: Sequence[Node]) -> list[_Piece] | None:
    """Entries inside braces on one line; none where one has no value: its end is not certain."""
    if node.start.line != node.last or any(entry.start.end == entry.start.begin for entry in entries):
        return None
    return [_Piece(entry.key.begin, entry.end) for entry in entries if entry.key is not None]


def _in_lines(layout: Layout, node: Node, begin: int, end: int) -> list[_Piece] | None:
    """The lines of some entries, each with the comments that belong to it."""
    column = _indent(layout.line(node.entries[0].first))
    bounds = []
    for index in range(max(begin - 1, 0), end):
        entry = node.entries[index]
        if entry.key is None or entry.key.begin != layout.starts[entry.first - 1] + column:
            return None
        is_last = index + 1 == len(node.entries)
        stop = layout.next_content(entry.last) if is_last else node.entries[index + 1].first
        bound = _after_deeper(layout, entry.last + 1, stop, column)
        if bound is None or not _is_certain(layout, bound, stop, column, is_last=is_last):
            return None
        bounds.append(layout.starts[bound - 1])
    if begin == 0:
        first = node.entries[0].first
        if first > 1 and _is_comment(layout.line(first - 1)):
            return None
        bounds.insert(0, layout.starts[first - 1])
    return [*map(_Piece, bounds, bounds[1:])]


def _after_deeper(layout: Layout, first: int, stop: int, column: int) -> int | None:
    """The line after the last comment from `first` on that is indented deeper; none where others stand between."""
    deeper = [
        line for line in range(first, stop) if _is_comment(layout.line(line)) and _indent(layout.line(line)) > column
    ]
    if not deeper:
        return first
    between = (layout.line(line) for line in range(first, deeper[-1] + 1))
    return deeper[-1] + 1 if all(not line.strip() or _indent(line) > column for line in between) else None


def _is_certain(layout: Layout, first: int, stop: int, column: int, *, is_last: bool) -> bool:
    """Whether the lines from `first` up to the entry at `stop` are blank ones, then comments directly above it.

    Behind the last entry they belong to nothing, unless they follow it directly.
    """
    lines = [layout.line(line) for line in range(first, stop)]
    if is_last:
        return not lines or not lines[0].strip() or _indent(lines[0]) < column
    while lines and not lines[0].strip():
        del lines[0]
    return all(_is_comment(line) and _indent(line) == column for line in lines)


def _is_comment(line: str) -> bool:
    return line.lstrip(" \t").startswith("#")


def _indent(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))
