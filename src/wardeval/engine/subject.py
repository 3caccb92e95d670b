"""What is compared: one side's answers beside its set, with what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from wardeval.engine.context import Context
from wardeval.engine.result import SetResult
from wardeval.model.assessment import Evidence, StatedCount
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.record import EMPTY
from wardeval.problems import Message


class Subject(NamedTuple):
    """One side of a comparison, however it came about: from one file, or put together from several."""

    contexts: Mapping[str, Context]
    """The answers of every track; the verified track holds the unit's own where the verifier gave none."""
    stated: Mapping[str, tuple[int, StatedCount]]
    results: Mapping[str, SetResult]
    track: str
    """The track that counts."""
    evidence: Mapping[str, Evidence]
    """The register of documents, by id."""
    apart: Mapping[str, Message] = EMPTY
    """The leaves that cannot be compared, by id, and why."""
    remarks: Mapping[str, Message] = EMPTY
    """What a reader has to know of a leaf's answer, by id: that it is the worst of several."""

    @property
    def criteria(self) -> CriterionSet:
        """The set."""
        return self.contexts[self.track].criteria

    @property
    def result(self) -> SetResult:
        """What the track that counts comes to."""
        return self.results[self.track]
