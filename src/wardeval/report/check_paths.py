"""Where a checked file lies in its repository: what services that show problems beside a file know it by."""

from __future__ import annotations

import os
import posixpath
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote


class Checkout(NamedTuple):
    """Two absolute folders: the root of the repository, and the one that the names of a run start from."""

    root: str
    here: str


@lru_cache(maxsize=4096)
def repository_path(name: str, checkout: Checkout | None = None) -> str:
    """The path of a file from the root of its repository, with `/`; what is outside keeps its name."""
    called = _normal(_slashed(name))
    if checkout is None:
        return called
    lies = called if _is_absolute(called) else _normal(f"{_slashed(checkout.here)}/{called}")
    root = _slashed(checkout.root).rstrip("/") + "/"
    return lies.removeprefix(root) if lies.startswith(root) else called


def is_inside(path: str) -> bool:
    """Whether a path leads to something in its repository."""
    return bool(path) and not _is_absolute(path) and path.partition("/")[0] != ".."


@lru_cache(maxsize=4096)
def uri(path: str) -> str:
    """A path as a URI: a relative one as a relative reference, an absolute one with `file:`."""
    try:
        content = path.encode(errors="surrogateescape")  # a name that is no text: the bytes of it
    except UnicodeEncodeError:
        content = path.encode(errors="surrogatepass")
    if _is_absolute(path):
        return f"file://{'' if path.startswith('/') else '/'}{quote(content, safe='/:')}"
    return quote(content)


def _normal(path: str) -> str:
    """A path without `.`, `..` in its middle and empty parts; nearly every one has none of them."""
    is_normal = path and "./" not in path and "//" not in path and path[-1] not in "./"
    return path if is_normal else posixpath.normpath(path)


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")


def _is_absolute(path: str) -> bool:
    return os.path.isabs(path)  # noqa: PTH117 - a path object for each of thousands of files takes longer than all else
