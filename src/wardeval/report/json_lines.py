"""JSON text that is quick to write and can be read: what a long list holds stands on a line each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

_HALF = re.compile("[\ud800-\udfff]")


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
