"""The kinds of change of a node, of its documents and of its verification, and how nodes of two sets relate."""

from __future__ import annotations

import enum


class Kind(enum.Enum):
    """What happened to a node."""

    BETTER = "better"
    WORSE = "worse"
    ANSWERED = "answered"
    """Newly answered: it was missing, at least in part."""
    MISSING = "missing"
    """Newly missing: it was answered."""
    CHANGED = "changed"
    """Another answer, or another outcome that is neither better nor worse."""
    PROOF = "proof"
    """The same answer on other documents, or another agreement between unit and verifier."""
    INCOMPARABLE = "incomparable"
    """Nothing can be compared: no counterpart, another measure, or numbers that cannot be added up."""
    SAME = "same"
    """Nothing of its own changed; listed because of what changed inside it."""


class Proof(enum.Enum):
    """What happened to the documents behind an answer; going back, each turns into the one beside it."""

    ADDED = "added"
    REMOVED = "removed"
    RENEWED = "renewed"
    """Newer documents; or the same ones, which lie within the period only now."""
    EXPIRED = "expired"
    """Older documents; or the same ones, which lie before the period now."""
    REPLACED = "replaced"
    """Other documents of which neither is known to be newer."""


class Agreement(enum.Enum):
    """What happened to a difference between the unit's answer and the verifier's."""

    SETTLED = "settled"
    OPENED = "opened"


class Relation(enum.Enum):
    """How criteria of two sets stand to each other, read from the first set to the second."""

    EQUAL = "equal"
    SUBSET = "subset"
    SUPERSET = "superset"
    INTERSECTS = "intersects"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DROPPED = "dropped"

    @property
    def inverse(self) -> Relation:
        """The same relation read from the second set to the first."""
        return _INVERSE.get(self, self)


_INVERSE = {
    Relation.SUBSET: Relation.SUPERSET,
    Relation.SUPERSET: Relation.SUBSET,
    Relation.SPLIT: Relation.MERGED,
    Relation.MERGED: Relation.SPLIT,
    Relation.NEW: Relation.DROPPED,
    Relation.DROPPED: Relation.NEW,
}
