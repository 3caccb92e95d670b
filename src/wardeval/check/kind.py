"""Files of wardeval that are no assessments: what they are, and what checks them."""

from __future__ import annotations

from wardeval.problems import Message, Problem, say
from wardeval.source import Source


def other_kind(source: Source) -> Problem | None:
    """That a file says of itself that it is something else than an assessment; none where it does not."""
    format_ = source.data.get("format") if isinstance(source.data, dict) else None
    if not isinstance(format_, str) or format_.startswith("wardeval/assessment/"):
        return None
    for begin, message, command in _OTHERS:
        if format_.startswith(begin):
            hint = say("“{command}” checks it", command=f"{command} {source.name}") if command else _WITH_THE_WORKSPACE
            return Problem("other-kind", message, source.locate(("format",)), ("format",), hint)
    return None


_OTHERS: tuple[tuple[str, Message, str], ...] = (
    ("wardeval/criterion-set/", say("this is a criterion set, and no assessment"), "wardeval criteria lint"),
    ("wardeval/overlay/", say("this completes a criterion set, and is no assessment"), "wardeval criteria lint"),
    ("wardeval/mapping/", say("this is a mapping between criterion sets, and no assessment"), "wardeval criteria lint"),
    ("wardeval/cases/", say("these are the cases of a criterion set, and no assessment"), "wardeval criteria test"),
    ("wardeval/units/", say("this is a register of units, and no assessment"), "wardeval units show ID --units"),
    ("wardeval/workspace/", say("these are the settings of a workspace, and no assessment"), ""),
)

_WITH_THE_WORKSPACE = say("leave it out: it is read together with the workspace")
