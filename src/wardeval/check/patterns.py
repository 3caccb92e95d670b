"""Which paths a pattern fits: `*` stands for anything in one name, `**` for any folders, also none.

A pattern fits a whole path. One that ends with `/` or `/**` fits all that lies in the folder, at any depth. Letters
are compared composed (NFC); capitals differ from small letters.
"""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache
from unicodedata import normalize

_Parts = tuple[re.Pattern[str] | None, ...]
"""A pattern for each name of a path; none stands for any folders."""


def fits(pattern: str, path: str) -> bool:
    """Whether a pattern fits a path; both are written with `/`."""
    return _fits(_parts(pattern), normalize("NFC", path).split("/"))


@lru_cache
def _parts(pattern: str) -> _Parts:
    names = [name for name in normalize("NFC", pattern).split("/") if name != "."]
    if names[-1] == "":
        names[-1] = "**"
    if names[-1] == "**":
        names.append("*")
    kept = [name for name, before in zip(names, ["", *names], strict=False) if name and (name, before) != ("**", "**")]
    return tuple(None if name == "**" else re.compile(translate(name)) for name in kept)


def _fits(parts: _Parts, names: list[str]) -> bool:
    if not parts:
        return not names
    first, rest = parts[0], parts[1:]
    if first is None:
        return any(_fits(rest, names[begin:]) for begin in range(len(names)))
    return bool(names) and first.match(names[0]) is not None and _fits(rest, names[1:])
