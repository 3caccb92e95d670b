"""An assessment file changed in place: one value at a time; comments, order and spelling stay. The only ruamel import.

PyYAML forgets comments; ruamel.yaml keeps them. Its guesses at types are switched off, so that `5.10`, `00070` and
`no` stay as they are written. Whatever it writes is read again by our own loader before anybody sees it.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, ScalarString
from ruamel.yaml.tag import Tag

from wardeval import written
from wardeval.content import BOM
from wardeval.model.assessment import Assessment
from wardeval.model.record import kebab
from wardeval.problems import InputError, Problem, Span, say
from wardeval.source import Value, parse_source

Plain = str | None | Sequence["Plain"] | Mapping[str, "Plain"]
"""A value to write: text, nothing, lists and mappings of them."""

_NO_BREAKS = 1_000_000
_COMMENT = re.compile(r"(?:^|\s)#\s*(.*?)\s*$")
_SECTIONS = tuple(kebab(name) for name in Assessment.fields())


class _AllText(VersionedResolver):
    """Takes every plain scalar as text, and an empty one as nothing."""

    def resolve(self, kind: object, value: object, implicit: object) -> Tag:
        """The tag of a node that has none."""
        if kind is ScalarNode:
            plain = isinstance(implicit, tuple) and implicit[0]
            return Tag(suffix="tag:yaml.org,2002:null" if value == "" and plain else "tag:yaml.org,2002:str")
        found: Tag = super().resolve(kind, value, implicit)
        return found


class Sheet:
    """An assessment file that is being filled in."""

    def __init__(self, content: bytes, name: str) -> None:
        """Take the bytes of a file, called `name` to people; raises `InputError` where they cannot be read."""
        self.name = name
        self._data = parse_source(content, name).data
        self._bom = content.startswith(BOM)
        text = content.removeprefix(BOM).decode()
        self._breaks = "\r\n" if "\r\n" in text else "\n"
        self._before = text.replace("\r\n", "\n")
        self._yaml = _yaml(self._before)
        try:
            self._document = self._yaml.load(self._before)
        except YAMLError as error:
            raise _lossy(name) from error
        self._replaced = ""

    @property
    def data(self) -> Value:
        """What the file says now."""
        return self._data

    def put(self, keys: tuple[str, ...], value: Plain, order: Sequence[str] = ()) -> None:
        """Put `value` at `keys`; mappings on the way are made where they are missing.

        A new last key is put after the one that precedes it in `order`, else at the end.
        """
        document, data = self._document, self._data
        for depth, key in enumerate(keys[:-1]):
            document = _inside(document, key, _SECTIONS if depth == 0 else ())
            data = _plain_inside(data, key)
        last = keys[-1]
        found = _spelling(document, last)
        if found is not None:
            self._replaced += repr(_unstyled(document[found]))
            document[found] = _styled(value, document[found])
        else:
            document.insert(_place(document, last, order), _key(last), _styled(value))
        assert isinstance(data, dict)
        data[last] = _plain(value)

    def content(self) -> bytes:
        """The file as it is to be written; raises `InputError` where anything else in it would change."""
        stream = io.StringIO()
        self._yaml.dump(self._document, stream)
        text = stream.getvalue()
        content = text.replace("\n", self._breaks).encode()
        lost = _comments(self._before) - _comments(text)
        kept = all(comment in self._replaced for comment in lost)  # a `#` inside a text that was replaced
        if not kept or parse_source(content, self.name).data != self._data:
            raise _lossy(self.name)
        return BOM + content if self._bom else content


def _yaml(text: str) -> YAML:
    yaml = YAML()
    yaml.Resolver = _AllText
    yaml.preserve_quotes = True
    yaml.width = _NO_BREAKS
    nested = re.search(r"^[^\s#][^\n]*:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*( +)[^\s#-]", text, re.MULTILINE)
    mapping = len(nested[1]) if nested else 2
    flush = re.search(r"^( *)[^\s#-][^\n]*:[ \t]*\n\1- ", text, re.MULTILINE)
    yaml.indent(mapping=mapping, sequence=mapping if flush else mapping + 2, offset=0 if flush else mapping)
    return yaml


def _lossy(name: str) -> InputError:
    message = say("the file cannot be changed without losing something in it; please edit it by hand")
    return InputError([Problem("cannot-amend", message, Span(name))])


def _comments(text: str) -> Counter[str]:
    """The comments of a file, and what looks like one, with how often they stand there."""
    return Counter(found[1] for line in text.splitlines() if (found := _COMMENT.search(line)))


def _spelling(document: CommentedMap, key: str) -> str | None:
    """The key as the file spells it, tones composed or not."""
    return next((known for known in document if normalize("NFC", str(known)) == key), None)


def _inside(document: CommentedMap, key: str, order: Sequence[str]) -> CommentedMap:
    found = _spelling(document, key)
    if found is None:
        document.insert(_place(document, key, order), key, CommentedMap())
    elif document[found] is None:
        document[found] = CommentedMap()
    inner = document[key if found is None else found]
    assert isinstance(inner, CommentedMap)
    return inner


def _plain_inside(data: Value, key: str) -> Value:
    assert isinstance(data, dict)
    if data.get(key) is None:
        data[key] = {}
    return data[key]


def _place(document: CommentedMap, key: str, order: Sequence[str]) -> int:
    known = [normalize("NFC", str(item)) for item in document]
    for before in reversed(order[: order.index(key)] if key in order else ()):
        if before in known:
            return known.index(before) + 1
    return len(known)


def _key(key: str) -> str:
    """A key; one that other programs would take for a number stands in quotes."""
    return DoubleQuotedScalarString(key) if written.key(key) != key else key


def _styled(value: Plain, old: object = None) -> object:
    """A value in the file's style: short mappings and lists on one line, quotes where other programs would guess."""
    match value:
        case _ if old is not None and _unstyled(old) == _plain(value):
            return old
        case None:
            return None
        case str():
            quoted = isinstance(old, ScalarString) or written.scalar(value, flow=True) != value
            return DoubleQuotedScalarString(value) if quoted else value
        case Mapping():
            mapping = old if isinstance(old, CommentedMap) else CommentedMap()
            for key in [key for key in mapping if normalize("NFC", str(key)) not in value]:
                del mapping[key]
            for key, inner in value.items():
                known = _spelling(mapping, key)
                mapping[known or key] = _styled(inner, mapping[known] if known else None)
            if not isinstance(old, CommentedMap):
                mapping.fa.set_flow_style()
            return mapping
    items = CommentedSeq(_styled(item) for item in value)
    items.fa.set_flow_style()
    return items


def _plain(value: Plain) -> Value:
    match value:
        case None:
            return None
        case str():
            return normalize("NFC", value)
        case Mapping():
            return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(item) for item in value]


def _unstyled(value: object) -> Value:
    """What a value of the document says."""
    match value:
        case CommentedMap():
            return {normalize("NFC", str(key)): _unstyled(inner) for key, inner in value.items()}
        case CommentedSeq():
            return [_unstyled(item) for item in value]
    return None if value is None else normalize("NFC", str(value))
