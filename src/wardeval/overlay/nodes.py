"""The nodes that an overlay writes, each with its keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wardeval.model.criterion_set import COMBINATIONS, AtLeast, Indicator
from wardeval.model.overlay import Overlay
from wardeval.model.record import kebab
from wardeval.problems import Keys


class Written(NamedTuple):
    """A node as the overlay writes it, and its keys there."""

    node: Indicator
    keys: Keys


def parts_of(written: Written) -> Iterator[tuple[Indicator, Keys]]:
    """The parts that the overlay writes in a node, whatever way it combines them."""
    node, keys = written
    for way in COMBINATIONS:
        found = getattr(node, way)
        parts = found.of if isinstance(found, AtLeast) else found
        at = (*keys, kebab(way), *(("of",) if isinstance(found, AtLeast) else ()))
        for index, part in enumerate(parts or ()):
            yield part, (*at, index)


def written_nodes(overlay: Overlay) -> Iterator[Written]:
    """Every node that an overlay writes, with its keys."""
    for section in ("gates", "criteria"):
        for index, node in enumerate(getattr(overlay, section)):
            yield from (Written(part, keys) for part, keys in all_parts(Written(node, (section, index))))


def all_parts(written: Written) -> list[tuple[Indicator, Keys]]:
    """A node that the overlay writes and everything in it."""
    found = [(written.node, written.keys)]
    for node, keys in found:
        found.extend(parts_of(Written(node, keys)))
    return found
