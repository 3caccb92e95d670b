"""Bytes kept from run to run in a file of the user, by their keys.

Nothing hangs on it: where the file cannot be used, for whatever reason, or is being written by another process, nothing
is found and nothing is kept. A value that is not the one that was kept under its key is none.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")

NAME = "check-1.sqlite"
MOST_DAYS = 30
"""Days after which a value goes that nobody asked for."""
MOST_BYTES = 256 * 1024**2
"""How large the file grows before the values go that were not asked for longest."""
LARGEST = 64 * 1024**2
_PATIENCE = 1
"""Seconds that another process is waited for."""
_SEAL = 16
"""Bytes that stand before every value."""
_OF_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_IN_A_HURRY = "PRAGMA synchronous = OFF"
_IS_NEW = "SELECT count(*) = 0 FROM sqlite_master"
_TABLES = """
PRAGMA auto_vacuum = FULL;
CREATE TABLE IF NOT EXISTS kept (
    key BLOB PRIMARY KEY, size INTEGER NOT NULL, used INTEGER NOT NULL, value BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS kept_used ON kept (used, size);
"""
_FIND = "SELECT used, value FROM kept WHERE key = ? AND size <= ?"
_KEEP = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)"
_USE = "UPDATE kept SET used = ? WHERE key = ?"
_FORGET = "DELETE FROM kept WHERE used NOT BETWEEN ? AND ?"
_SIZE = "SELECT total(size) FROM kept"
_HALVE = (
    "DELETE FROM kept WHERE rowid IN "
    "(SELECT rowid FROM kept ORDER BY used, rowid LIMIT (SELECT (count(*) + 1) / 2 FROM kept))"
)


def folder_of_cache(environ: Mapping[str, str]) -> Path | None:
    """The folder that the user's caches lie in: `WARDEVAL_CACHE`, or the system's; none where there is none."""
    if named := environ.get("WARDEVAL_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        around = environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        around = _at_home(environ, "Library/Caches")
    else:
        around = environ.get("XDG_CACHE_HOME", "")
        around = around if Path(around).is_absolute() else _at_home(environ, ".cache")
    return Path(around, "wardeval") if Path(around).is_absolute() else None


def _at_home(environ: Mapping[str, str], name: str) -> str:
    home = environ.get("HOME", "")
    return f"{home}/{name}" if home else ""


class Kept(NamedTuple):
    """A value that was kept, and whether it is known to have been of use today."""

    value: bytes
    is_fresh: bool


class Store:
    """The file in a folder; opened when anything is first asked of it. Once something went wrong, it is let be."""

    def __init__(self, folder: Path, today: date) -> None:
        """In `folder`, which is made where there is none; `today` is the day on which values are asked for."""
        self._folder, self._today = folder, today.toordinal()
        self._connection: sqlite3.Connection | None = None
        self._is_usable = True

    def get(self, key: bytes) -> Kept | None:
        """What was kept under a key."""

        def find(connection: sqlite3.Connection) -> Kept | None:
            used, sealed = connection.execute(_FIND, (key, LARGEST)).fetchone() or (0, None)
            if not isinstance(sealed, bytes) or sealed[:_SEAL] != _seal(key, value := sealed[_SEAL:]):
                return None
            return Kept(value, used == self._today)

        return self._tried(find)

    def put(self, values: Iterable[tuple[bytes, bytes]], used: Iterable[bytes] = ()) -> None:
        """Keep values under their keys; note of others that they were of use."""
        rows = [(key, len(value), self._today, _seal(key, value) + value) for key, value in values]
        marks = [(self._today, key) for key in used]

        def keep(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(_KEEP, rows)
                connection.executemany(_USE, marks)
                connection.execute(_FORGET, (self._today - MOST_DAYS, self._today))
                if connection.execute(_SIZE).fetchone()[0] > MOST_BYTES:
                    connection.execute(_HALVE)

        if rows or marks:
            self._tried(keep)

    def close(self) -> None:
        """Let go of the file."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _tried(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """What comes of work with the file; none where it cannot be done."""
        if not self._is_usable:
            return None
        try:
            import sqlite3
        except ImportError:  # a Python may have been built without it
            return None
        try:
            if self._connection is None:
                self._connection = _opened(self._folder)
            return work(self._connection)
        except (OSError, sqlite3.Error, ValueError) as error:  # ValueError: no name of a folder
            self._is_usable = False
            self.close()
            if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
                for name in (NAME, f"{NAME}-journal"):  # it is no such file any more
                    with suppress(OSError):
                        (self._folder / name).unlink()
            return None


def _opened(folder: Path) -> sqlite3.Connection:
    import sqlite3

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    about = folder.stat()
    if os.name == "posix" and (about.st_uid != os.geteuid() or about.st_mode & _OF_OTHERS):
        raise PermissionError("others may write there")
    connection = sqlite3.connect(folder / NAME, timeout=_PATIENCE, isolation_level=None)
    connection.execute(_IN_A_HURRY)
    if connection.execute(_IS_NEW).fetchone()[0]:
        connection.executescript(_TABLES)
    return connection


def _seal(key: bytes, value: bytes) -> bytes:
    """What only this value under this key has."""
    return blake2b(value, key=key[:64], digest_size=_SEAL).digest()
