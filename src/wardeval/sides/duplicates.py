"""Files that say of which unit, set, period and day they are as another does: which counts is not for us to say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable

from wardeval.problems import Problem, Span, say
from wardeval.sides.submission import Submission


def duplicates(files: Iterable[Submission]) -> list[tuple[Submission, ...]]:
    """Of the files of one unit those that are of the same set, period and day, each with what is wrong with it."""
    groups: dict[Hashable, list[Submission]] = defaultdict(list)
    for file in files:
        groups[file.set_, file.period, file.as_of].append(file)
    return [_told(group) for group in groups.values() if len(group) > 1]


def _told(group: list[Submission]) -> tuple[Submission, ...]:
    group = sorted(group, key=lambda file: file.name)
    message = say("{files} are of the same unit, set and period", files=tuple(file.name for file in group))
    hint = say("keep one of them, or write into each the id of its unit, or the day that it is of (as-of)")
    return tuple(
        file._replace(problems=(*file.problems, Problem("duplicate-assessment", message, Span(file.name), hint=hint)))
        for file in group
    )
