"""What every result hangs on beside the files: this version of wardeval, and the criterion sets."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from wardeval import __version__
from wardeval.set_places import SUFFIX, Place

_PACKAGE = Path(__file__).parents[2]


def stamp(places: Iterable[Place]) -> bytes:
    """The digest of wardeval as it is installed, and of all files that sets are read from."""
    whole = sha256(f"{__version__} {sys.version} ".encode())
    for line in sorted(_modules(str(_PACKAGE))):
        whole.update(line.encode(errors="surrogateescape"))
    for place in places:
        whole.update(f"\n{place.kind}".encode())
        for name, content in _sets(Path(str(place.path))):
            whole.update(b"\n%b %b" % (name.encode(errors="surrogateescape"), sha256(content).digest()))
    return whole.digest()


def _modules(folder: str) -> Iterator[str]:
    """Every module, with its size and the time of its last change: a checkout changes without a new version."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                about = entry.stat()
                yield f"\n{entry.path} {about.st_size} {about.st_mtime_ns}"
            elif entry.is_dir() and "." not in entry.name:
                yield from _modules(entry.path)


def _sets(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a folder that may hold sets; one that cannot be read is only named."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names are wanted
    except OSError:
        return
    for name in names:
        if name.endswith(SUFFIX) and not name.endswith(f".cases{SUFFIX}"):
            path = folder / name
            try:
                yield name, path.read_bytes() if path.is_file() else b"\0"
            except OSError:
                yield name, b"\0"
