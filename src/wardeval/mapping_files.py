"""Which mapping files there are between sets: an office's own go before the one that wardeval brings along."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from wardeval.content import File
from wardeval.library import FOLDER as SETS
from wardeval.library import SUFFIX, Place
from wardeval.problems import Message, say

FOLDER = "mappings"
"""What the folder of mappings is called, inside each folder of sets."""
_BETWEEN = "--"


class MappingFiles:
    """The mapping files beside the sets of some folders, which are listed once."""

    def __init__(self, folders: Sequence[Place]) -> None:
        """Look into `folders`, in this order."""
        self.folders = folders

    @cached_property
    def all(self) -> dict[str, list[tuple[Place, File]]]:
        """Every file by its name without the ending."""
        found: dict[str, list[tuple[Place, File]]] = {}
        for place in self.folders:
            folder = place.path / FOLDER
            for path in sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.name) if folder.is_dir() else ():
                found.setdefault(path.stem, []).append((place, path))
        return found

    def between(self, one: str, other: str) -> list[File]:
        """The files between two sets, in either direction; a built-in one only where an office has none of its own."""
        return [path for _, path in self._between(one, other)]

    def told(self, id_: str) -> Message | None:
        """Which file a mapping stands in, as people call it; none for one that is not here."""
        for place, path in self._of(id_):
            if _is_built_in(place):
                return say("the criteria are related by the mapping that wardeval brings along: {id}", id=path.stem)
            name = f"{SETS}/{FOLDER}/{path.name}" if place.kind == "workspace" else str(path)
            return say("the criteria are related by the mapping {file}", file=name)
        return None

    def is_own(self, id_: str) -> bool:
        """Whether the mapping of an id is an office's own."""
        return any(not _is_built_in(place) for place, _ in self._of(id_))

    def _of(self, id_: str) -> list[tuple[Place, File]]:
        one, _, other = id_.partition(_BETWEEN)
        return self._between(one, other)

    def _between(self, one: str, other: str) -> list[tuple[Place, File]]:
        names = (f"{one}{_BETWEEN}{other}", f"{other}{_BETWEEN}{one}")
        found = [each for name in names for each in self.all.get(name, ())]
        return [each for each in found if not _is_built_in(each[0])] or found


def _is_built_in(place: Place) -> bool:
    return place.kind == "built-in"
