"""The careful reading of a file: the place of every value, and every problem, each at its line and column.

It knows no yaml: `wardeval.events` hands it the parser's events as steps, and a syntax error as one more step.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any, NamedTuple
from unicodedata import normalize

from wardeval.content import BEGINNING, EMPTY, LIMITS, UNPRINTABLE, WHOLE_FILE, Limits, Place
from wardeval.problems import Keys, Message, Problem, Span, say
from wardeval.syntax import ALIAS, ANCHOR, TAG, explain


class Kind(Enum):
    """What a step of the parser is."""

    FRAME = "the start or end of the file, or the end of a document"
    DOCUMENT = "the start of a document"
    SCALAR = "a text"
    ALIAS = "an alias"
    LIST = "the start of a list"
    MAPPING = "the start of a mapping"
    END = "the end of a list or mapping"
    BROKEN = "a syntax error"


class Step(NamedTuple):
    """One event of the parser: where it begins and what it carries."""

    kind: Kind
    place: Place
    text: str = ""
    """The text of a scalar; of a syntax error, the parser's words."""
    plain: bool = False
    """Whether a scalar stands without quotes."""
    anchored: bool = False
    tagged: bool = False
    opened: Place | None = None
    """Of a syntax error: where the thing began that is broken."""
    character: str = ""
    """Of a syntax error: the character at its place."""


class Node:
    """A list or mapping that is being read."""

    __slots__ = ("data", "is_mapping", "key", "key_place", "keys", "lines", "size")

    def __init__(self, keys: Keys, is_mapping: bool, data: Any) -> None:
        """One at `keys`; what is read goes into `data`."""
        self.keys = keys
        self.is_mapping = is_mapping
        self.data = data
        self.size = 0
        self.key: str | None = None  # whose value comes next; "" for one that was refused
        self.key_place = WHOLE_FILE
        self.lines: dict[str, int] = {}  # on which line each key stands


def _begun(step: Step) -> Any:
    """What a step adds to the data: a text or nothing, or a list or mapping that is still empty."""
    if step.kind is Kind.SCALAR:
        return None if step.plain and step.text in EMPTY else normalize("NFC", step.text)
    return {} if step.kind is Kind.MAPPING else []


class Survey:
    """What the careful reading finds: `problems`, and `places`, from keys to the places of the value and of its key."""

    def __init__(self, name: str, limits: Limits = LIMITS) -> None:
        """Nothing is known yet of the file `name`."""
        self.name, self.limits = name, limits
        self.places: dict[Keys, tuple[Place, Place]] = {}
        self.data: Any = None
        """What the file says; of what is given twice, what stands first."""
        self.problems: list[Problem] = []
        self._open: list[Node] = []
        self._documents = 0

    def follow(self, steps: Iterable[Step]) -> Survey:
        """Take every step, up to one that makes the rest unreadable."""
        for count, step in enumerate(steps, 1):
            if count > self.limits.nodes:
                self._add("too-many-values", step.place, say("the file has more than {n} entries", n=self.limits.nodes))
                return self
            if len(self.problems) >= self.limits.problems:
                message = say("reading stopped here, after {n} problems", n=self.limits.problems)
                self._add("too-many-problems", step.place, message)
                return self
            if not self._take(step):
                return self
        if not self._documents:
            self._add_empty()
        return self

    def _add(self, rule: str, place: Place, message: Message, hint: Message | None = None, keys: Keys = ()) -> None:
        self.problems.append(Problem(rule, message, Span(self.name, *place), keys, hint))

    def _add_empty(self) -> None:
        self._add("empty-file", BEGINNING, say("the file is empty; lines like “key: value” are expected"))

    def _take(self, step: Step) -> bool:
        """Take one step; whether the next one can be read."""
        match step.kind:
            case Kind.SCALAR | Kind.ALIAS | Kind.LIST | Kind.MAPPING:
                return self._take_node(step)
            case Kind.END:
                self._open.pop()
            case Kind.DOCUMENT:
                self._documents += 1
                return self._documents == 1 or self._refuse_document(step)
            case Kind.BROKEN:
                opened = step.opened or step.place
                found = explain(step.text, step.character, opened.line, step.place.line)
                self._add(found.rule, opened if found.at_start else step.place, found.message, found.hint)
                return False
            case Kind.FRAME:
                pass
        return True

    def _refuse_document(self, step: Step) -> bool:
        message = say("a second document begins here; a file holds only one")
        hint = say("remove the line “---”, or put this part into a file of its own")
        self._add("second-document", step.place, message, hint)
        return False

    def _take_node(self, step: Step) -> bool:
        parent = self._open[-1] if self._open else None
        keys: Keys = ()
        key_place = step.place
        data = _begun(step)
        if parent is None:
            self._check_top(step)
            self.data = data
        elif not parent.is_mapping:
            keys = (*parent.keys, parent.size)
            parent.size += 1
            parent.data.append(data)
        elif parent.key is None:
            self._take_key(parent, step)
            keys = parent.keys
        else:
            keys = (*parent.keys, parent.key)
            key_place = parent.key_place
            first = parent.data.setdefault(parent.key, data)
            if len(keys) == 1 and isinstance(first, dict) and isinstance(data, dict):
                data = first  # a section that is begun again goes on
            parent.key = None
        self.places.setdefault(keys, (step.place, key_place))
        self._check_carried(step, keys)
        if step.kind is Kind.LIST or step.kind is Kind.MAPPING:
            if len(self._open) >= self.limits.depth:
                message = say("lists and groups are nested more than {n} deep here", n=self.limits.depth)
                self._add("too-deep", step.place, message)
                return False
            self._open.append(Node(keys, step.kind is Kind.MAPPING, data))
        return True

    def _check_top(self, step: Step) -> None:
        """The whole file is a mapping."""
        if step.kind is Kind.SCALAR and step.plain and step.text in EMPTY:
            self._add_empty()
        elif step.kind is Kind.SCALAR or step.kind is Kind.LIST:
            message = say("the file does not begin with an entry; lines like “key: value” are expected")
            self._add("not-a-mapping", step.place, message)

    def _take_key(self, parent: Node, step: Step) -> None:
        """Keep the key for the value that comes next, or say why it cannot be one."""
        parent.key = ""
        parent.key_place = step.place
        key = normalize("NFC", step.text)
        if step.kind is Kind.ALIAS:
            return
        if step.kind is not Kind.SCALAR or not key or (step.plain and key in EMPTY):
            hint = say("write a word before the colon; put “null” or “~” in quotes if that is the word")
            self._add("key-not-text", step.place, say("a key must be a text"), hint, parent.keys)
        elif step.plain and key == "<<":
            message = say("the key “<<” copies entries from elsewhere, which is not allowed")
            self._add("merge-key", step.place, message, say("write the entries out in full"), parent.keys)
        elif key in parent.lines:
            line = parent.lines[key]
            message = say("the key “{key}” is given twice; it is already on line {line}", key=key, line=line)
            hint = say("keep one of the two, or give one another name")
            self._add("duplicate-key", step.place, message, hint, (*parent.keys, key))
            parent.key = key
        else:
            parent.key = key
            parent.lines[key] = step.place.line

    def _check_carried(self, step: Step, keys: Keys) -> None:
        """A value carries no name, reference or type, and not too much text."""
        if step.anchored or step.tagged or step.kind is Kind.ALIAS:
            for carried, found in ((step.anchored, ANCHOR), (step.tagged, TAG), (step.kind is Kind.ALIAS, ALIAS)):
                if carried:
                    self._add(found.rule, step.place, found.message, found.hint, keys)
        if len(step.text) > self.limits.scalar:
            message = say("the text that begins here is longer than {n} characters", n=self.limits.scalar)
            self._add("too-long", step.place, message, say("is a quotation mark not closed?"), keys)
        if not step.text.isprintable() and (unprintable := UNPRINTABLE.search(step.text)):
            code = f"U+{ord(unprintable.group()):04X}"
            message = say("the text that begins here holds the character {code}, which cannot be shown", code=code)
            hint = say("remove the character, or put the text in single quotes if the backslash belongs to it")
            self._add("control-character", step.place, message, hint, keys)
