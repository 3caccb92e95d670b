"""A file becomes a point of a line, or it says why it is none."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from wardeval.comparison import read
from wardeval.engine.change import Side
from wardeval.engine.subject import Subject
from wardeval.library import Library
from wardeval.model.criterion_set import Verdict
from wardeval.series.identity import when
from wardeval.series.line import Missing, Point
from wardeval.sides.submission import Submission


def read_point(submission: Submission, library: Library, track: str | None = None) -> Point | Missing:
    """What the file of a submission comes to; with `track`, that track counts."""
    half = read(submission, library, track)
    if half.side is None or half.subject is None or half.problems or half.refusals:
        told = half.refusals or tuple(problem.message for problem in half.problems)
        suspended = half.side is None and not half.problems
        return Missing(submission.name, submission.set_, when(submission), suspended, half.problems, told)
    return point_of(half.side, half.subject)


def point_of(side: Side, subject: Subject) -> Point:
    """A point with what its chart and its table need beside the result."""
    verdicts = subject.result.verdicts
    ladder = tuple((item.verdict.id, item.verdict.title) for item in verdicts)
    least = [next(_totals(item.verdict, subject), None) for item in verdicts]
    limits = tuple((title, value) for (_, title), value in zip(ladder, least, strict=True) if value is not None)
    criteria = subject.criteria
    return Point(side, ladder, least[0] if least else None, limits, criteria.short or criteria.title)


def _totals(verdict: Verdict, subject: Subject) -> Iterator[Fraction]:
    """The totals that a verdict asks for at least; none that are not public."""
    total = subject.result.total
    possible = total.possible if total is not None else None
    for requirement in (condition.total for condition in verdict.when or ()):
        if requirement is None:
            continue
        if requirement.word == "max" and possible is not None:
            yield possible
        for parameter in (requirement.at_least, requirement.more_than):
            if parameter is not None:
                context = subject.contexts[subject.track]
                value = possible if parameter.word == "max" else context.resolve_of(parameter, possible)
                if value is not None:
                    yield value
