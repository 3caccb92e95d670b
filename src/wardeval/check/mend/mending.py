"""What is safe and mechanical, done for the writer: NFC, numbers and dates in their usual form, keys in order.

Nothing is done that is not proved: each kind of change is made for the whole file, which is then read again. It must
say the same, have the same comments, and ignore the same rules in the same places; else that kind is left undone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from unicodedata import is_normalized, normalize

from wardeval import written
from wardeval.case import Case
from wardeval.check.comments import ignores_in
from wardeval.check.layout import BREAKS, Layout
from wardeval.check.look import assessment_in, judged
from wardeval.check.mend.canonical import otherwise
from wardeval.check.mend.ordering import is_ordered, ordered
from wardeval.content import BOM
from wardeval.library import Library
from wardeval.problems import InputError, Keys, Message, Span, say, say_n
from wardeval.source import Value, parse_source


class Change(NamedTuple):
    """Something that was changed, and where it stood before."""

    span: Span
    message: Message


class Mended(NamedTuple):
    """A file after mending; without changes it is as it was, byte for byte."""

    content: bytes
    changes: tuple[Change, ...] = ()
    refusal: InputError | None = None
    """Why the file cannot be used, so that nothing in it is mended."""


def mended(content: bytes, name: str, library: Library) -> Mended:
    """The file whose bytes are `content`, called `name` to people, with what can be mended; a refused one as it is."""
    try:
        state = _state(content, name, library)
    except InputError as error:
        return Mended(content, refusal=error)
    changes: list[Change] = []
    for mend in (_compose, _rewrite, _order):
        text, found = mend(state)
        after = _proved(state, text, library) if found else None
        if after is not None:
            state = after
            changes += found
    return Mended(state.bom + state.text.encode(), tuple(sorted(changes, key=lambda change: change.span)))


@dataclass(frozen=True)
class _State:
    """A file between two kinds of change: its text, and what it says."""

    case: Case
    text: str
    bom: bytes

    @cached_property
    def layout(self) -> Layout:
        """How the text is laid out."""
        return Layout(self.text)

    @cached_property
    def otherwise(self) -> dict[Keys, str]:
        """What could be written in a more usual form."""
        return otherwise(self.case)

    @cached_property
    def meaning(self) -> tuple[object, ...]:
        """What has to stay as it is.

        The data, with numbers and dates in one form; the answers, as they are read; the comments, and what they are
        about.
        """
        contexts = self.case.contexts
        answers = {(track, id_): reply.value for track in contexts for id_, reply in contexts[track].replies.items()}
        comments = Counter(_composed(self.layout.rest_of_line(index)) for index in self.layout.comments())
        return _with(self.case.source.data, (), self.otherwise), answers, comments, _ignored(self.layout)


def _state(content: bytes, name: str, library: Library) -> _State:
    """A file that can be judged; raises `InputError`."""
    source = parse_source(content, name)
    case = judged(assessment_in(source, library), source, library)
    bom = BOM if content.startswith(BOM) else b""
    return _State(case, content.removeprefix(BOM).decode(), bom)


def _proved(before: _State, text: str, library: Library) -> _State | None:
    """The file with another text, where it means the same."""
    try:
        after = _state(before.bom + text.encode(), before.case.source.name, library)
    except InputError:
        return None
    return after if after.meaning == before.meaning else None


def _compose(state: _State) -> tuple[str, list[Change]]:
    """Letters and tone marks that stand apart, put together."""
    if is_normalized("NFC", state.text):
        return state.text, []
    text = normalize("NFC", state.text)
    pairs = zip(state.text.split("\n"), text.split("\n"), strict=True)
    lines = [number for number, (old, new) in enumerate(pairs, 1) if old != new]
    message = say_n(
        "tone marks put together with their letters in {n} line",
        "tone marks put together with their letters in {n} lines",
        n=len(lines),
    )
    return text, [Change(Span(state.case.source.name, lines[0], 1), message)]


def _rewrite(state: _State) -> tuple[str, list[Change]]:
    """Numbers and dates in their usual form."""
    if not state.otherwise:
        return state.text, []
    changes = []
    out, at = [], 0
    for node in state.layout.root.walk():
        usual, start = state.otherwise.get(node.keys), node.start
        if usual is None or start.kind != "text" or start.style in ("|", ">") or start.line != start.last:
            continue
        new = written.quoted(usual) if start.style else written.scalar(usual, flow=True)
        out += [state.text[at : start.begin], new]
        at = start.end
        message = say("“{old}” written as {new}", old=start.text, new=new)
        changes.append(Change(Span(state.case.source.name, *state.layout.place(start.begin)), message))
    return "".join((*out, state.text[at:])), changes


def _order(state: _State) -> tuple[str, list[Change]]:
    """Keys in their usual order."""
    if is_ordered(state.case.source.data):
        return state.text, []
    layout = state.layout if state.text.endswith((*BREAKS,)) else Layout(f"{state.text}\n")
    found = ordered(layout)
    changes = []
    for node in found.changed:
        name = next((key for key in reversed(node.keys) if isinstance(key, str)), None)
        message = (
            say("sections in their usual order")
            if name is None
            else say("keys of “{key}” in their usual order", key=name)
        )
        changes.append(Change(Span(state.case.source.name, *layout.place(node.start.begin)), message))
    return found.text, changes


def _with(data: Value, keys: Keys, usual: Mapping[Keys, str]) -> Any:
    """Plain data with some texts in their usual form; mappings without an order."""
    match data:
        case dict():
            return {key: _with(value, (*keys, key), usual) for key, value in data.items()}
        case list():
            return [_with(value, (*keys, index), usual) for index, value in enumerate(data)]
    return usual.get(keys, data)


def _ignored(layout: Layout) -> Counter[object]:
    """What the comments of a file ignore, by keys; where it is the whole file, nothing is named."""
    places = sorted(
        (
            (line, node.keys, line == node.start.line)
            for node in layout.root.walk()
            for line in {node.first, node.start.line}
        ),
        key=lambda place: place[0],
    )
    found: Counter[object] = Counter()
    for ignore in ignores_in(layout):
        begin = bisect_left(places, ignore.first, key=lambda place: place[0])
        end = bisect_right(places, ignore.last, key=lambda place: place[0])
        covered = () if ignore.whole else frozenset(place[1:] for place in places[begin:end])
        found[ignore.rules, _composed(ignore.reason), ignore.whole, covered] += 1
    return found


def _composed(text: str) -> str:
    return normalize("NFC", text).rstrip()
