"""What came of files by their bytes, kept from run to run: one that was looked at before is not looked at again.

What comes of a file hangs on its bytes, on the sets, on this version of wardeval and on the day, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from wardeval.check.kept.store import Store
from wardeval.check.kept.stored import dumps, loads
from wardeval.check.looked import Looked

Row = tuple[bytes, bytes]
"""A key and what is kept under it; nothing, where what is kept already was of use."""

_DAY_AND_RESULT = tuple[date, Looked]


@dataclass(frozen=True, slots=True)
class Cache:
    """Where results are kept, for these sets and this version of wardeval."""

    folder: Path
    day: date
    """The day, by which is known what was of use lately."""
    known: bytes
    """The digest of all that a result hangs on beside the file and the day."""

    def open(self, today: date) -> Before:
        """What came of files before, as they would be checked on a day."""
        return Before(Store(self.folder, self.day), self.known, today)

    def keep(self, rows: Iterable[Row]) -> None:
        """Keep results for the next time."""
        rows = list(rows)
        store = Store(self.folder, self.day)
        store.put([row for row in rows if row[1]], [key for key, value in rows if not value])
        store.close()


class Before:
    """What came of files before."""

    def __init__(self, store: Store, known: bytes, today: date) -> None:
        """By what is in a store."""
        self._store, self._known, self._today = store, known, today

    def find(self, digest: bytes, name: str) -> tuple[Looked, Row | None] | None:
        """What came of a file whose bytes have a digest, under the name that it has now."""
        key = self._key(digest)
        kept = self._store.get(key)
        if kept is None:
            return None
        day, looked = loads(_DAY_AND_RESULT, kept.value) or (date.max, None)
        if looked is None or (day != self._today and not (looked.lasts and day < self._today)):
            return None
        return _called(looked, name), None if kept.is_fresh else (key, b"")

    def row(self, looked: Looked, digest: bytes) -> Row | None:
        """What to keep of a file; nothing where it hangs on what the file is called, or on where a set lies."""
        name = looked.name
        if any(problem.span.file != name for problem in looked.problems):
            return None
        content = dumps(_DAY_AND_RESULT, (self._today, _called(looked, "")))
        return None if dumps(str, name)[1:-1] in content else (self._key(digest), content)

    def _key(self, digest: bytes) -> bytes:
        return sha256(b"file" + self._known + digest).digest()


def _called(looked: Looked, name: str) -> Looked:
    """What came of a file, under another name."""
    problems = tuple([each._replace(span=each.span._replace(file=name)) for each in looked.problems])
    return looked._replace(name=name, problems=problems)
