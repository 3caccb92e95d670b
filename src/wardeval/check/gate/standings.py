"""Whether files reach the verdict that is asked for, and give as many answers as are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from wardeval.check.gate.gates import coverage_too_low, no_such_verdict, verdict_not_reached, verdict_undecided
from wardeval.check.looked import Level, Looked, Standing
from wardeval.check.rule import Gate
from wardeval.check.sources import Sources
from wardeval.exact import Met
from wardeval.language import Share
from wardeval.model.base import fold
from wardeval.problems import Message, Problem, say


def required(files: Iterable[Looked], verdict: str, sources: Sources) -> Iterator[Problem]:
    """Which files do not reach a verdict of that id or title, or may not, or have no such verdict in their set."""
    wanted = fold(verdict)
    for file in files:
        if file.standing is None:
            continue
        level = _level(file.standing, wanted)
        if level is None:
            yield _problem(no_such_verdict, file.name, "set", sources, _lacking(file, verdict, file.standing))
        elif level.reached == Met.NO.name:
            message = say("the verdict “{verdict}” is not reached", verdict=level.title)
            hint = say("“wardeval score” shows what is missing")
            yield _problem(verdict_not_reached, file.name, "set", sources, message, hint)
        elif level.reached == Met.UNDECIDED.name:
            message = say(
                "whether the verdict “{verdict}” is reached is undecided; {n} of {of} answers are given",
                verdict=level.title,
                n=file.standing.answered,
                of=file.standing.of,
            )
            hint = say("“wardeval score” shows what is missing")
            yield _problem(verdict_undecided, file.name, "set", sources, message, hint)


def _level(standing: Standing, wanted: str) -> Level | None:
    """The verdict of the ladder that a word means, by its id or its title."""
    for level in standing.levels:
        if wanted and wanted in (fold(level.id), fold(level.title.vi), fold(level.title.en)):
            return level
    return None


def _lacking(file: Looked, verdict: str, standing: Standing) -> Message:
    ids = tuple(level.id for level in standing.levels)
    set_ = "" if file.traits is None else file.traits.set_
    return say("{set} has no verdict “{text}”; it has {ids}", set=set_, text=verdict, ids=ids)


def covered(files: Iterable[Looked], least: Fraction, sources: Sources) -> Iterator[Problem]:
    """Which files answer a smaller share of what needs an answer than `least`."""
    for file in files:
        standing = file.standing
        if standing is None or standing.answered >= least * standing.of:
            continue
        share = Fraction(standing.answered, standing.of)
        message = say(
            "{n} of {of} answers are given ({share}); at least {least} is asked for",
            n=standing.answered,
            of=standing.of,
            share=Share(share, (least,)),
            least=Share(least),
        )
        hint = say("“wardeval fill” asks for what is missing")
        yield _problem(coverage_too_low, file.name, "answers", sources, message, hint)


def _problem(
    gate: Gate, name: str, key: str, sources: Sources, message: Message, hint: Message | None = None
) -> Problem:
    return Problem(gate.id, message, sources.head(name, key), (key,), hint, gate.severity)
