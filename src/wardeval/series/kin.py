"""Which sets are of one line: one follows the other, both are of one family, or a mapping relates them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wardeval.library import Library, LoadedSet
from wardeval.mappings import find_bridge
from wardeval.problems import InputError


class SetKin:
    """How the sets of a library stand to each other; a set that cannot be used stands alone."""

    def __init__(self, library: Library) -> None:
        """Ask `library` for the sets."""
        self._library = library
        self._loaded: dict[str, LoadedSet | None] = {}
        self._mapped: dict[tuple[str, str], str | None] = {}

    def keys(self, set_: str) -> frozenset[str]:
        """What a set is known by: its id and family, what it completes, what it follows and what follows it."""
        loaded = self._load(set_)
        if loaded is None:
            return frozenset({set_})
        found: list[str | None] = [set_]
        at: LoadedSet | None = loaded
        while at is not None:
            links = (at.criteria.replaces, at.criteria.replaced_by)
            found += [at.criteria.id, at.criteria.family, *(link.set_ for link in links if link is not None)]
            at = at.base
        return frozenset(key for key in found if key is not None)

    def mapping(self, before: str, after: str) -> str | None:
        """The mapping that relates two sets."""
        if (before, after) not in self._mapped:
            self._mapped[before, after] = self._find(before, after)
        return self._mapped[before, after]

    def lines(self, sets: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """Sets, or families, put together that are of one line, whatever their order."""
        groups: list[tuple[frozenset[str], tuple[str, ...]]] = []
        for set_ in sorted(set(sets)):
            keys = self.keys(set_)
            members: tuple[str, ...] = (set_,)
            apart = []
            for others, names in groups:
                if keys & others or any(self.mapping(name, set_) for name in names):
                    keys, members = keys | others, (*names, *members)
                else:
                    apart.append((others, names))
            groups = [*apart, (keys, members)]
        return tuple(sorted(tuple(sorted(names)) for _, names in groups))

    def named(self, set_: str, wishes: Sequence[str]) -> bool:
        """Whether a set is one of those wished for, by its id or its family."""
        loaded = self._load(set_)
        family = loaded.criteria.family if loaded is not None else None
        return set_ in wishes or family in wishes

    def _load(self, set_: str) -> LoadedSet | None:
        if set_ not in self._loaded:
            try:
                self._loaded[set_] = self._library.load(set_) if self._library.has(set_) else None
            except InputError:  # whoever reads a file of it is told
                self._loaded[set_] = None
        return self._loaded[set_]

    def _find(self, before: str, after: str) -> str | None:
        one, other = self._load(before), self._load(after)
        if one is None or other is None:
            return None
        try:
            bridge = find_bridge(one, other, self._library)
        except InputError:  # a mapping with a mistake relates nothing; `wardeval criteria lint` tells what it is
            return None
        return bridge.mapping if bridge is not None else None
