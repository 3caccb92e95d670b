"""A criterion set as it is scored with: complete, with the files that it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from wardeval.model.basis import Basis
from wardeval.model.criterion_set import CriterionSet
from wardeval.source import Source


class Layer(NamedTuple):
    """One file of a set that is written in several, as that file says it."""

    id: str
    source: Source
    basis: Basis | None

    @property
    def digest(self) -> str:
        """The digest of the file."""
        return self.source.digest


class Touch(NamedTuple):
    """What an overlay did to a node: which overlay; added, filled or tightened; which key."""

    by: str
    kind: str
    key: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class LoadedSet:
    """A set ready to score with: complete, checked, and the sets it refers to.

    A set completed by overlays has the last overlay's id, and all of its files as `layers`, the set itself first.
    """

    criteria: CriterionSet
    source: Source
    place: str
    others: Mapping[str, CriterionSet] = field(default_factory=dict)
    layers: tuple[Layer, ...] = ()
    touches: Mapping[str, tuple[Touch, ...]] = field(default_factory=dict)
    """What the overlays did, by the ids of nodes."""
    conditions: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """The overlay that added a condition, by verdict and place."""
    base: LoadedSet | None = None
    """What the last overlay extends."""
