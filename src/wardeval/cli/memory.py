"""What earlier runs of `wardeval check` left behind: what the same command line came to, and what came of files.

Nothing that is slow to import is needed here. What cannot be used of it is as if it were not there.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from wardeval.check.checkup import Checkup
from wardeval.check.disk import Disk, digest_of, sign
from wardeval.check.files import STDIN, Listed
from wardeval.check.kept.cache import Cache
from wardeval.check.kept.remembered import Run, checkup_of, run_of, traces_of, unchanged
from wardeval.check.kept.stamp import stamp
from wardeval.check.kept.store import Store, folder_of_cache
from wardeval.check.kept.stored import dumps, loads
from wardeval.cli.session import Session
from wardeval.cli.wish import Wish, workspace_of
from wardeval.folders import path_in
from wardeval.set_places import Place, places
from wardeval.workspace import NAME as SETTINGS
from wardeval.workspace import UNITS

if TYPE_CHECKING:
    from wardeval.library import Library


class Recalled:
    """A run as it was before: what it came to, and what it read."""

    contents: Mapping[str, bytes] = MappingProxyType({})
    writes = None

    def __init__(self, run: Run, sets: tuple[Place, ...]) -> None:
        """Of a run that was kept; raises `LookupError` for one that does not fit together."""
        self.checkup = checkup_of(run)
        self._run, self._sets = run, sets

    @property
    def library(self) -> Library:
        """The sets there are."""
        from wardeval.library import Library  # only where a result goes to a file

        return Library(self._sets)

    def read(self) -> Iterator[Path]:
        """The files that the run read: no result may be written over them."""
        yield from map(Path, (*self._run.traces.meant.names, *self._run.beside))

    def proofs(self) -> Iterator[str]:
        """The files of evidence that were looked at."""
        return (path_in(folder, name) for folder, names, _ in self._run.traces.sizes for name in names)

    def write(self) -> None:
        """Write nothing: known problems are never written from memory."""


class Memory:
    """What is left of earlier runs, as far as a command line may make use of it."""

    def __init__(self, session: Session, wish: Wish, *, of_runs: bool = True) -> None:
        """Nothing is looked up yet; `of_runs` says whether whole runs are remembered."""
        self._session, self._wish, self._of_runs = session, wish, of_runs
        self._today, self.now = date.today(), time.time_ns()
        self._signs: list[str] = []

    @cached_property
    def _workspace(self) -> Path | None:
        session = self._session
        found = workspace_of(session, self._wish.paths)
        return None if found is None else found.path

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        return places(self._workspace, self._session.environ)

    @cached_property
    def cache(self) -> Cache | None:
        """Where what came of files is kept."""
        folder = folder_of_cache(self._session.environ)
        return None if folder is None else Cache(folder, self._today, stamp(self._places))

    @cached_property
    def _key(self) -> bytes | None:
        """What a run hangs on beside the files that it checks; none for one that is not remembered."""
        wish = self._wish
        is_lasting = not (wish.before or wish.changed_since or wish.write_baseline or STDIN in wish.paths)
        if self.cache is None or not self._of_runs or not is_lasting or "" in wish.paths:
            return None
        about = (
            wish,
            wish.on or self._today.isoformat(),
            os.path.realpath(self._session.folder),
            str(self._workspace),
            [(place.kind, str(place.path)) for place in self._places],
            [digest_of(path, follow=True) for path in self._beside()],
        )
        return sha256(b"run" + self.cache.known + json.dumps(about).encode()).digest()

    def _beside(self) -> Iterator[str]:
        """The files that are read beside those that are checked."""
        if self._workspace is not None:
            yield from (str(self._workspace / name) for name in (SETTINGS, UNITS))
        yield from (name for name in (self._wish.units, self._wish.baseline) if name is not None)

    def recall(self) -> Recalled | None:
        """What the same command line came to before, where nothing has changed since."""
        if self.cache is None or self._key is None:
            return None
        store = Store(self.cache.folder, self._today)
        try:
            kept = store.get(self._key)
            run = None if kept is None else loads(Run, kept.value)
            traces = None if run is None else unchanged(run.words, run.traces, self.now)
            if kept is None or run is None or traces is None:
                return None
            found = Recalled(run, self._places)
            is_better = any(now and now != then for now, then in zip(traces.signs, run.traces.signs, strict=True))
            self._keep(store, run._replace(traces=traces) if is_better else None, is_fresh=kept.is_fresh)
            return found
        except (OSError, ValueError, LookupError):  # a run that nobody made
            return None
        finally:
            store.close()

    def note(self, found: Listed) -> None:
        """Note how the files are that are about to be read."""
        self._signs = [] if self._key is None else [sign(file.name, self.now) for file in found.files]

    def keep(self, words: Sequence[str], beside: Iterable[Path], found: Listed, disk: Disk, checkup: Checkup) -> None:
        """Keep what a run came to."""
        if self.cache is None or self._key is None:
            return
        digests = {file.name: file.digest for file in checkup.files}
        traces = traces_of(words, found, digests, self._signs, disk, self.now)
        if traces is not None:
            store = Store(self.cache.folder, self._today)
            self._keep(store, run_of(words, map(str, beside), traces, checkup))
            store.close()

    def _keep(self, store: Store, run: Run | None, *, is_fresh: bool = False) -> None:
        """Keep a run anew, or note that it was of use."""
        assert self._key is not None
        if run is not None:
            store.put([(self._key, dumps(Run, run))])
        elif not is_fresh:
            store.put([], [self._key])
