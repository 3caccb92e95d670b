"""JSON text for programs that people can read, too: how every result begins, and long lists with an entry a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from wardeval import __version__
from wardeval.language import Language

_HALF = re.compile("[\ud800-\udfff]")


def head(format_: str, language: Language) -> dict[str, Any]:
    """What every result begins with: its format, who wrote it, and in which language its texts are."""
    return {
        "format": format_,
        "tool": {"name": "wardeval", "version": __version__},
        "language": str(language.code),
    }


def indented(value: object) -> str:
    """A value with every part of it on a line of its own; one line break at the end."""
    return whole(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def listed(values: Iterable[str], indent: str = "") -> str:
    """A list of values that are JSON text already, each on a line of its own."""
    lines = ",\n".join([f"{indent}  {text}" for text in values])
    return f"[\n{lines}\n{indent}]" if lines else "[]"


def laid_out(parts: Mapping[str, str], indent: str = "") -> str:
    """An object whose values are JSON text already, each key on a line of its own."""
    lines = ",\n".join([f"{indent}  {dense(key)}: {text}" for key, text in parts.items()])
    return f"{{\n{lines}\n{indent}}}"


def short(parts: Mapping[str, str]) -> str:
    """An object whose values are JSON text already, on one line; its keys are plain words."""
    return "{" + ", ".join([f'"{key}": {text}' for key, text in parts.items()]) + "}"


def whole(text: str) -> str:
    r"""JSON text in which half of a pair of characters, as file names may hold it, is written out: `\\udce9`."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALF.sub(lambda half: f"\\\\u{ord(half[0]):04x}", text)
    return text


dense = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
"""A value on one line."""
