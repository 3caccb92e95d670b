"""A set that is written in several files: what all of them say together, and which file says what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wardeval.problems import Keys, Span
from wardeval.source import Source, Value, value_at


@dataclass(frozen=True, slots=True)
class LayeredSource(Source):
    """An overlay's file whose data is that of the whole set; every place is that in the file which wrote it."""

    origins: Mapping[Keys, tuple[Source, Keys]] = field(default_factory=dict)

    def locate(self, keys: Keys) -> Span:
        """The place of the value at `keys`, or of the nearest value around it, in the file that wrote it."""
        source, own = self.origin(keys)
        return source.locate(own)

    def locate_key(self, keys: Keys) -> Span:
        """The place of the last of `keys` itself, or of the nearest key around it, in the file that wrote it."""
        source, own = self.origin(keys)
        return source.locate_key(own)

    def origin(self, keys: Keys) -> tuple[Source, Keys]:
        """The file that wrote what stands at `keys`, and its keys there."""
        return origin(self.origins, keys)

    def written_by(self, source: Source) -> list[tuple[Keys, Keys]]:
        """The places that one of the files wrote, each with its keys there."""
        return [(keys, own) for keys, (by, own) in self.origins.items() if by is source]


def origin(origins: Mapping[Keys, tuple[Source, Keys]], keys: Keys) -> tuple[Source, Keys]:
    """Where the nearest known place around `keys` comes from, and what is left of the keys there."""
    end = len(keys)
    while keys[:end] not in origins:
        end -= 1
    source, own = origins[keys[:end]]
    return source, (*own, *keys[end:])


class Draft:
    """The data of a set while an overlay is laid over it."""

    def __init__(self, base: Source, source: Source) -> None:
        """Begin with what `base` says; whatever is put comes from `source`."""
        self.base, self.source = base, source
        self.data = _copied(base.data)
        self.origins: dict[Keys, tuple[Source, Keys]] = {(): (base, ())}
        if isinstance(base, LayeredSource):
            self.origins = dict(base.origins)

    def layered(self) -> LayeredSource:
        """The source of the whole set."""
        return LayeredSource(self.source.name, self.source.content, self.data, self.origins)

    def base_place(self, keys: Keys) -> str:
        """The line of the set that is extended at which `keys` stand."""
        span = self.base.locate(keys)
        return f"{span.file}:{span.line}" if span.line else span.file

    def found(self, keys: Keys) -> tuple[tuple[Source, Keys], Value]:
        """What stands at `keys` so far, and where it comes from."""
        return origin(self.origins, keys), value_at(self.data, keys)

    def put(self, at: Keys, from_: Keys) -> None:
        """Write what the overlay has at `from_` to `at`."""
        self.trace(at, from_)
        around = self._at(at[:-1])
        if around is None and len(at) == 2 and isinstance(self.data, dict):  # noqa: PLR2004 - a section of the set
            around = self.data[str(at[0])] = {}
        if isinstance(around, dict):
            around[str(at[-1])] = _copied(value_at(self.source.data, from_))

    def add(self, at: Keys, from_: Keys, index: int) -> None:
        """Write what the overlay has at `from_` as the entry `index` of the list `at`, the next one.

        A list that holds parts taken over from other sets has no data of its own, and gets only the place.
        """
        self.trace((*at, index), from_)
        around = self._at(at[:-1])
        if isinstance(around, dict) and "use" not in around:
            entries = around.setdefault(str(at[-1]), [])
            if isinstance(entries, list) and len(entries) == index:
                entries.append(_copied(value_at(self.source.data, from_)))

    def write(self, at: Keys, value: Value, from_: Keys) -> None:
        """Write a value that follows from what the overlay has at `from_`, but that no file says so."""
        self.trace(at, from_)
        around = self._at(at[:-1])
        if isinstance(around, dict):
            around[str(at[-1])] = value

    def drop(self, at: Keys) -> None:
        """Take out what the overlay has put something else for."""
        around = self._at(at[:-1])
        if isinstance(around, dict):
            around.pop(str(at[-1]), None)

    def trace(self, at: Keys, from_: Keys) -> None:
        """Keep that what stands at `at` is written by the overlay at `from_`."""
        for keys in [keys for keys in self.origins if len(keys) > len(at) and keys[: len(at)] == at]:
            del self.origins[keys]
        self.origins[at] = (self.source, from_)

    def keep(self, at: Keys, found: tuple[Source, Keys], value: Value) -> None:
        """Put back a part of something put that the overlay leaves as it was."""
        around = self._at(at[:-1])
        if isinstance(around, dict):
            around[str(at[-1])] = _copied(value)
        self.origins[at] = found

    def _at(self, keys: Keys) -> Value:
        return value_at(self.data, keys)


def text_at(data: Value, keys: Keys) -> str:
    """What plain data has at `keys`, in one line."""
    return flat(value_at(data, keys))


def flat(value: Value) -> str:
    """Plain data in one line, as a file writes it."""
    match value:
        case None:
            return "null"
        case dict():
            return "{" + ", ".join(f"{key}: {flat(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flat, value)) + "]"
    return value


def _copied(value: Value) -> Value:
    match value:
        case dict():
            return {key: _copied(inner) for key, inner in value.items()}
        case list():
            return [_copied(inner) for inner in value]
    return value
