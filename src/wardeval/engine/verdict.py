"""The verdict: whether each level's conditions hold, in three values, and the level that they settle."""

from __future__ import annotations

from typing import NamedTuple

from wardeval.engine.conditions import Findings, holds, tell
from wardeval.engine.result import SetResult, Status
from wardeval.exact import Met, every
from wardeval.model.criterion_set import Verdict


class Rung(NamedTuple):
    """A verdict of the ladder: whether its conditions hold, and whether all that leaves it open is public."""

    verdict: Verdict
    met: Met
    known: bool = True


class Decision(NamedTuple):
    """How far the verdict is settled, and the place of the next one up."""

    ladder: tuple[Rung, ...]
    status: Status
    reached: Verdict | None
    candidates: tuple[Verdict, ...]
    next: int | None
    assessed: Met


def decide(findings: Findings) -> Decision:
    """The highest verdict whose conditions hold, once those above it surely do not."""
    criteria = findings.context.criteria
    ladder = tuple([_rung(verdict, findings) for verdict in criteria.verdicts])
    candidates: list[Rung] = []
    lowest = len(ladder)
    for place, rung in enumerate(ladder):
        if rung.met is not Met.NO:
            candidates.append(rung)
            lowest = place
        if rung.met is Met.YES:
            break
    assessed = every([holds(condition, findings) for condition in criteria.assessed_if])
    if assessed is Met.NO:
        return Decision(ladder, Status.NOT_ASSESSED, None, (), None, assessed)
    above = [place for place, rung in enumerate(ladder[:lowest]) if rung.met is not Met.YES]
    following = above[-1] if above else None
    reached = None
    if not candidates and assessed is Met.YES:
        return Decision(ladder, Status.NONE_REACHED, None, (), following, assessed)
    if assessed is Met.UNDECIDED or len(candidates) != 1 or candidates[0].met is not Met.YES:
        unknown = any(not rung.known for rung in candidates)
        status = Status.UNKNOWN_RULE if unknown else Status.UNDECIDED
    else:
        status, reached = Status.REACHED, candidates[0].verdict
    return Decision(ladder, status, reached, tuple([rung.verdict for rung in candidates]), following, assessed)


def _rung(verdict: Verdict, findings: Findings) -> Rung:
    if verdict.unknown:
        return Rung(verdict, Met.UNDECIDED, known=False)
    if verdict.when is None:
        return Rung(verdict, Met.YES)
    met = every([holds(condition, findings) for condition in verdict.when])
    return Rung(verdict, met, met.decided or all(tell(condition, findings).known for condition in verdict.when))


def reaches(result: SetResult, wanted: Verdict) -> Met:
    """Whether a result reaches a verdict or a higher one; undecided while both are possible."""
    if result.status is Status.NOT_ASSESSED or not result.candidates:
        return Met.NO
    ladder = [verdict.id for verdict in result.criteria.verdicts]
    height = ladder.index(wanted.id)
    places = [ladder.index(candidate.id) for candidate in result.candidates]
    if all(place <= height for place in places):
        sure = result.assessed is Met.YES and result.mets[max(places)] is Met.YES
        return Met.YES if sure else Met.UNDECIDED
    return Met.NO if all(place > height for place in places) else Met.UNDECIDED
