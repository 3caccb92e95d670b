"""Which sets belong together by what their files seem to say: families, and overlays with what they extend."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NamedTuple

from wardeval.content import read_bytes
from wardeval.library import SUFFIX, Library
from wardeval.problems import InputError

_EXTENDS = re.compile(rb"""^[{,\s]*["']?extends["']?\s*:\s*["']?([^\s"'#,}]+)""", re.MULTILINE)


class Kin(NamedTuple):
    """The sets that a name may mean, with those that they extend, and the families of all of them."""

    ids: set[str]
    families: set[str]


class Kinship:
    """The families and overlays of a library as they were when it was made; no set is loaded."""

    def __init__(self, library: Library) -> None:
        """Look into every set file of `library` once."""
        self.families = library.families()
        self.extended = _extended(library)

    def of(self, name: str) -> Kin:
        """What belongs to the name of a set or a family."""
        ids = set(self.families.get(name, (name,)))
        open_ = list(ids)
        for id_ in open_:
            new = self.extended.get(id_, set()) - ids
            open_.extend(new)
            ids |= new
        return Kin(ids, {family for family, members in self.families.items() if ids & {*members}})


def _extended(library: Library) -> dict[str, set[str]]:
    """The set that each overlay extends."""
    found: dict[str, set[str]] = {}
    for id_, place in library.ids():
        with suppress(InputError):
            for name in _EXTENDS.findall(read_bytes(place.path / f"{id_}{SUFFIX}", id_)):
                found.setdefault(id_, set()).add(name.decode(errors="replace"))
    return found
