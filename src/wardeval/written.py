"""Plain data written as YAML that every reader takes for the same: in quotes wherever one might guess otherwise.

The other direction of `wardeval.source`: what is written here is read there unchanged.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from unicodedata import normalize

from wardeval.content import EMPTY

WIDTH = 110

# A text that begins with a letter and holds nothing that YAML, or an editor, gives a meaning to.
_PLAIN = re.compile(r"[^\W\d_](?:[\w./()“”–-]|[ ](?=\S))*+\Z")
# The same with commas, which only separate inside braces and brackets.
_PLAIN_OUTSIDE = re.compile(r"[^\W\d_](?:[\w./()“”–,-]|[ ](?=\S))*+\Z")
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}\Z", re.ASCII)
_COUNT = re.compile(r"(?:0|[1-9]\d{0,8})\Z", re.ASCII)
_PART_OF_WHOLE = re.compile(r"\d{1,9}/\d{1,9}\Z", re.ASCII)
_KEY = re.compile(r"[\w.-]*[^\W\d_][\w.-]*\Z")
_NUMBER = re.compile(r"[\d.]*e\d+|0[xob][\da-f_]*|\.?(?:inf|nan)", re.IGNORECASE | re.ASCII)
_GUESSED = EMPTY | {"y", "n", "yes", "no", "on", "off", "true", "false"}
_LITERAL = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def scalar(text: str, *, flow: bool = False) -> str:
    """A text as one YAML scalar on one line; `flow` inside braces or brackets."""
    text = normalize("NFC", text)
    plain = (_PLAIN if flow else _PLAIN_OUTSIDE).match(text) or any(
        form.match(text) for form in (_DAY, _COUNT, _PART_OF_WHOLE)
    )
    if plain and text.casefold() not in _GUESSED and not _NUMBER.fullmatch(text):
        return text
    return quoted(text)


def _shown(letter: str) -> str:
    if letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - where \u ends


def key(text: str) -> str:
    """A text as the key of an entry: `5.1.a` as it is, `"4.2"` in quotes, since it would be read as a number."""
    text = normalize("NFC", text)
    fits = _KEY.match(text) and not _NUMBER.fullmatch(text) and text.casefold() not in _GUESSED
    return text if fits and not text.startswith(("-", ".")) else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes, whatever it holds."""
    return '"' + "".join(_LITERAL.get(letter) or _shown(letter) for letter in text) + '"'


def flow(value: object) -> str:
    """Plain data on one line: `{part: 14, whole: 15}`."""
    match value:
        case None:
            return "null"
        case str():
            return scalar(value, flow=True)
        case Mapping():
            return "{" + ", ".join(f"{key(name)}: {flow(item)}" for name, item in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(flow(item) for item in value) + "]"
    raise TypeError(f"no YAML for {type(value).__name__}")


def entries(data: Mapping[str, object], indent: str = "") -> Iterator[str]:
    """The lines of a mapping, an entry a line; mappings in it below their keys, lists in brackets."""
    for name, value in data.items():
        if isinstance(value, Mapping) and value:
            yield f"{indent}{key(name)}:"
            yield from entries(value, f"{indent}  ")
        else:
            text = scalar(value) if isinstance(value, str) else "" if value is None else flow(value)
            yield f"{indent}{key(name)}: {text}".rstrip()


def comment(text: str, indent: str = "", mark: str = "") -> Iterator[str]:
    """A text as comment lines that are not too wide; `mark` begins the first, and the others stand below its text."""
    first = f"{indent}# {mark}"
    following = f"{indent}# {'':{len(mark)}}"
    lines = textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=first,
        subsequent_indent=following,
        break_on_hyphens=False,
    )
    yield from (line.rstrip() for line in lines or [first])


def block(lines: Iterable[str]) -> str:
    """Lines as the text of a file."""
    return "".join(f"{line}\n" for line in lines)
