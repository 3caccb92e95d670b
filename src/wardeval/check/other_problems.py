"""Problems that no rule of `wardeval check` is about, although a check may meet them: those of what it reads besides.

What an assessment itself can break is a rule, and has a page.
"""

from __future__ import annotations

from functools import cache

from wardeval.problems import Message, say

COMMAND = say("what the command line or git names cannot be found or used")
SET = say("a mistake in the file of a criterion set, a mapping or their examples")
UNITS = say("a mistake in the register of units (units.yaml)")
SETTINGS = say("a mistake in the settings of the workspace (wardeval.yaml)")
BASELINE = say("a file of known problems is none")

_IDS: tuple[tuple[Message, tuple[str, ...]], ...] = (
    (
        COMMAND,
        (
            *("cannot-amend", "changed-meanwhile", "duplicate-assessment", "git-failed", "no-assessment", "no-git"),
            *("no-repository", "no-such-track", "no-such-year", "no-workspace", "package-data", "unknown-revision"),
            *("unknown-unit", "unreadable-folder"),
        ),
    ),
    (
        SET,
        (
            *("answer-differs", "boundary-differs", "case-differs", "cases-of-another-set", "circle"),
            *("completeness-overstated", "dead-reference"),
            *("mapping-exists-twice", "mapping-file-name", "mapping-folder", "not-equal", "overlay-changes"),
            *("overlay-idle-gaps", "overlay-idle-gate", "overlay-loosens", "overlay-moves", "overlay-new-id"),
            *("set-file-name", "structure"),
        ),
    ),
    (
        UNITS,
        (
            *("id-twice-on-one-day", "origin-goes-on", "origin-not-there", "origin-whole-twice"),
            *("undeclared-source", "unit-days"),
        ),
    ),
    (SETTINGS, ("fixed-rule",)),
    (BASELINE, ("not-a-baseline",)),
)


@cache
def kinds() -> dict[str, tuple[Message, ...]]:
    """What each of these problems is a problem of, by its id."""
    from wardeval.lint import criterion_set, mapping  # few need to know them

    found: dict[str, tuple[Message, ...]] = {}
    for kind, ids in (*_IDS, (SET, (*(each.id for each in criterion_set.RULES), *(each.id for each in mapping.RULES)))):
        for id_ in ids:
            if kind not in found.get(id_, ()):
                found[id_] = (*found.get(id_, ()), kind)
    return found


def said_of(id_: str) -> Message | None:
    """What a problem is, in one sentence; none where there is no such problem."""
    found = kinds().get(id_)
    if found is None:
        return None
    return say("“{id}” is no rule of “wardeval check” but another kind of problem: {kinds}", id=id_, kinds=found)
