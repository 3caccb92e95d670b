"""A YAML file as its parser's events: the data built from them, and the steps of a careful reading.

The only yaml import; a file of plain lines does without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import ScalarToken

from wardeval.content import EMPTY, UNPRINTABLE, Limits, Place, place_of

if TYPE_CHECKING:
    from wardeval.positions import Step
    from wardeval.source import Value

_DIRECTIVE = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?+(?:\r\n|\r|\n))*+%")
_BLANKS = "\0 \t\r\n\x85\u2028\u2029"
_PARSER_ERRORS = (yaml.YAMLError, ValueError, OverflowError)  # the last two are PyYAML's slips, on impossible escapes
_NOT_KEYS = EMPTY | {"<<"}


class PurePythonParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for where libyaml is missing: the same results, some twenty times slower."""

    def __init__(self, stream: bytes) -> None:
        """Begin to read `stream`."""
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_to_next_token(self) -> None:
        """Skip what stands between tokens; unlike PyYAML and like libyaml, tabs too where nothing is indented."""
        while True:
            while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in "\0\r\n\x85\u2028\u2029":
                    self.forward()
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain(self) -> ScalarToken:
        """A text without quotes; unlike PyYAML and like libyaml, tabs are blanks and `{a: b?}` holds no key sign."""
        start_mark = end_mark = self.get_mark()
        text = gap = ""
        while self.peek() != "#":
            if self.column == 0 and self.prefix(3) in ("---", "...") and self.peek(3) in _BLANKS:
                break
            length = 0
            while (character := self.peek(length)) not in _BLANKS:
                following = self.peek(length + 1)
                if character == ":" and self.flow_level and following in ",?[]{}":
                    self.forward(length)
                    raise ScannerError("while scanning a plain scalar", start_mark, "unexpected ':'", self.get_mark())
                if (character == ":" and following in _BLANKS) or (self.flow_level and character in ",[]{}"):
                    break
                length += 1
            if not length:
                break
            self.allow_simple_key = False
            text += gap + self.prefix(length)
            self.forward(length)
            end_mark = self.get_mark()
            gap = self._scan_gap(start_mark)
            if not gap or (not self.flow_level and self.column <= self.indent):
                break
        return ScalarToken(text, True, start_mark, end_mark)

    def _scan_gap(self, start_mark: Any) -> str:
        """What stands for the blanks and line breaks between two words: a fold is a blank."""
        blanks = ""
        breaks: list[str] = []
        while (character := self.peek()) != "\0" and character in _BLANKS:
            if character not in " \t":
                breaks.append(self.scan_line_break())  # type: ignore[no-untyped-call]
                self.allow_simple_key = True
                continue
            if breaks and character == "\t" and self.column <= self.indent:
                problem = "found a tab character that violates indentation"
                raise ScannerError("while scanning a plain scalar", start_mark, problem, self.get_mark())
            blanks += character
            self.forward()
        return "".join(breaks[breaks[0] == "\n" :]) or " " if breaks else blanks


PARSER: Callable[[bytes], Any]
try:
    from yaml._yaml import CParser as PARSER
except ImportError:
    PARSER = PurePythonParser


def build(body: bytes, text: str, limits: Limits, composed: bool) -> dict[str, Value] | None:
    """The data of a file in which everything is as it should be; None where anything is in doubt."""
    try:
        return _build(body, text, limits, composed)
    except _PARSER_ERRORS:
        return None


def _build(  # noqa: PLR0912, PLR0915 - one loop, for speed
    body: bytes, text: str, limits: Limits, composed: bool
) -> dict[str, Value] | None:
    """The data of a file in which everything is as it should be; None, or a parser's error, where any is in doubt.

    NOTE: this is the hottest loop of the program. It doubts what `Survey` refuses, and nothing else.
    """
    if "\ufeff" in text or _DIRECTIVE.match(text):
        return None
    # What the whole text shows need not be asked of every value: a part of an NFC text is NFC, and printable, unless
    # an escape made it; without “&” and “!” nothing carries a name or a type.
    escaped = "\\" in text
    decomposed = escaped or not composed
    marked = "&" in text or "!" in text or len(text) > limits.scalar
    parser = PARSER(body)
    events: Iterator[Any] = islice(iter(parser.get_event, None), limits.nodes)
    scalar, opens_mapping, opens_sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    ends_mapping, ends_sequence = yaml.MappingEndEvent, yaml.SequenceEndEvent
    whole: list[Any] = []
    node: Any = whole
    in_mapping = False
    around: list[tuple[Any, bool]] = []
    key: str | None = None
    try:
        next(events, None), next(events, None)  # the start of the file and of the document
        for event in events:
            kind = type(event)
            if kind is scalar:
                value = event.value
                if marked and (event.anchor or event.tag or len(value) > limits.scalar):
                    return None
                if decomposed and not value.isascii():
                    value = normalize("NFC", value)
                if escaped and UNPRINTABLE.search(value):
                    return None
                if not in_mapping:
                    node.append(None if value in EMPTY and not event.style else value)
                elif key is not None:
                    node[key] = None if value in EMPTY and not event.style else value
                    key = None
                elif value in node or not value or (value in _NOT_KEYS and not event.style):
                    return None
                else:
                    key = value
            elif kind is ends_mapping or kind is ends_sequence:
                node, in_mapping = around.pop()
                if not around:
                    break
            elif kind is opens_mapping or kind is opens_sequence:
                if event.anchor or event.tag or len(around) >= limits.depth:
                    return None
                new: Any = {} if kind is opens_mapping else []
                if not in_mapping:
                    node.append(new)
                elif key is None:
                    return None
                else:
                    node[key] = new
                    key = None
                around.append((node, in_mapping))
                node, in_mapping = new, kind is opens_mapping
            else:
                return None
        ends = type(next(events, None)) is yaml.DocumentEndEvent and type(next(events, None)) is yaml.StreamEndEvent
    finally:
        parser.dispose()
    return whole[0] if ends and isinstance(whole[0], dict) else None


def steps(body: bytes, text: str) -> Iterator[Step]:
    """The parser's events as `Survey` takes them; a syntax error is the last of them."""
    from wardeval.positions import Kind, Step

    kinds: dict[type[yaml.Event], Kind] = {
        yaml.DocumentStartEvent: Kind.DOCUMENT,
        yaml.ScalarEvent: Kind.SCALAR,
        yaml.AliasEvent: Kind.ALIAS,
        yaml.SequenceStartEvent: Kind.LIST,
        yaml.MappingStartEvent: Kind.MAPPING,
        yaml.SequenceEndEvent: Kind.END,
        yaml.MappingEndEvent: Kind.END,
    }
    if directive := _DIRECTIVE.match(text):
        yield Step(Kind.BROKEN, place_of(text, directive.end() - 1), "directive")
        return
    parser = PARSER(body)
    place = Place(1, 1)
    events: Iterator[Any] = iter(parser.get_event, None)
    try:
        for event in events:
            kind = kinds.get(type(event), Kind.FRAME)
            place = _place(event.start_mark)
            if kind is Kind.SCALAR:
                yield Step(kind, place, event.value, not event.style, bool(event.anchor), bool(event.tag))
            elif kind is Kind.LIST or kind is Kind.MAPPING:
                yield Step(kind, place, anchored=bool(event.anchor), tagged=bool(event.tag))
            else:
                yield Step(kind, place)
    except yaml.MarkedYAMLError as error:
        index = error.problem_mark.index if error.problem_mark else 0
        opened = _place(error.context_mark) if error.context_mark else None
        words = f"{error.context}: {error.problem}"
        # Where the file ends, the two parsers disagree on line and column, not on the index.
        yield Step(Kind.BROKEN, place_of(text, index), words, opened=opened, character=text[index : index + 1])
    except _PARSER_ERRORS:
        yield Step(Kind.BROKEN, place, "in a quoted scalar: ")
    finally:
        parser.dispose()


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


class Stretch(NamedTuple):
    """A text of a file, or the start or end of a list or mapping: from which character to which, on which lines."""

    kind: str
    """text, list, mapping or end."""
    begin: int
    end: int
    """The first character after it."""
    line: int
    last: int
    """The line of the last of its characters."""
    text: str = ""
    style: str = ""
    """How a text is written: " or ', | or >; empty where it stands plainly."""
    in_brackets: bool = False
    """Of a list or mapping: whether it stands in brackets or braces."""


_STRETCHES: dict[type[yaml.Event], str] = {
    yaml.ScalarEvent: "text",
    yaml.SequenceStartEvent: "list",
    yaml.MappingStartEvent: "mapping",
    yaml.SequenceEndEvent: "end",
    yaml.MappingEndEvent: "end",
}


def stretches(body: bytes) -> Iterator[Stretch]:
    """Where everything begins and ends in a file that can be read, in its order."""
    parser = PARSER(body)
    try:
        for event in iter(parser.get_event, None):
            kind = _STRETCHES.get(type(event))
            if kind is not None:
                begin, end = event.start_mark, event.end_mark
                last = end.line + (end.column > 0 or end.line == begin.line)
                text, style = (event.value, event.style or "") if kind == "text" else ("", "")
                in_brackets = bool(getattr(event, "flow_style", False))
                yield Stretch(kind, begin.index, end.index, begin.line + 1, last, text, style, in_brackets)
    finally:
        parser.dispose()
