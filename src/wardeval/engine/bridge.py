"""Which nodes of two sets correspond, and what may be carried over from one to the other."""

from __future__ import annotations

from typing import NamedTuple

from wardeval.engine.kinds import Relation
from wardeval.language import Words


class Tie(NamedTuple):
    """How nodes of the first set stand to nodes of the second; what is new or dropped stands on one side only."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    relation: Relation
    why: Words | None = None
    source: str | None = None
    """Where the relation is known from, in words."""
    assumed: Words | None = None
    """What no source states; it is shown wherever the relation is."""


class Bridge(NamedTuple):
    """How two sets correspond: the same set, versions of one (their ids say it), or as a mapping says it."""

    same: bool = True
    """Whether both sides are judged by the very same rules."""
    mapping: str | None = None
    """The id of the mapping; without one, nodes correspond by their ids."""
    ties: tuple[Tie, ...] = ()
    note: Words | None = None
    """What a reader of a comparison by the mapping has to know."""

    def inverted(self) -> Bridge:
        """The same bridge from the second set to the first."""
        return self._replace(
            ties=tuple(
                tie._replace(before=tie.after, after=tie.before, relation=tie.relation.inverse) for tie in self.ties
            )
        )


SAME = Bridge()
"""Both sides are judged by one set."""

VERSIONS = Bridge(same=False)
"""Both sides are judged by versions of one set."""
