"""What a change of points, or of the number of criteria met, comes from: parts that add up to it exactly.

With V and S the scores of the track that counts and of the unit's own, under the set r of answers a (0 before, 1
after): verification is how far V moved away from S. What S moved is coverage and answers: with C the old answers in
which only leaves that are missing on one side are the new ones, and D those in which all else is new, each of the two
is the mean of what it does first and of what it does last. All this is the mean over both sets; what the sets do to
the same answers, the mean over both answers, is the rubric. A fact of the unit that is another one, and a count that is
published, belong to the answers: they are what the unit says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from wardeval.engine.between import Given, between
from wardeval.engine.bridge import Bridge
from wardeval.engine.carry_over import carry_over
from wardeval.engine.change import NOTHING, Decomposition, Ends
from wardeval.engine.context import Context
from wardeval.engine.counterparts import equals
from wardeval.engine.node_changes import known_points
from wardeval.engine.result import SELF, SetResult
from wardeval.engine.subject import Subject
from wardeval.exact import Interval

Pair = tuple[Given, Given]


class _Under(NamedTuple):
    """Old and new answers under one set: by the track that counts, by the unit's own, and the two between these."""

    finals: Pair
    own: Pair
    between: Pair


def decompose(before: Subject, after: Subject, bridge: Bridge) -> tuple[Decomposition, ...]:
    """What the points and the count of criteria met changed by, each where both sides have it and it is public.

    What does not move, not even in parts that cancel out, is left out.
    """
    under = _under(before, after, bridge)
    found = (_decomposition(of, read, under) for of, read in READ.items())
    return tuple(item for item in found if item is not None and not _is_still(item))


def _points(result: SetResult, shown: bool) -> Interval | None:
    if result.total is None:
        return None
    return known_points(result.total) if shown else result.total.points


def _count(result: SetResult, shown: bool) -> Interval | None:
    return result.count.met if result.count.of else None


READ: Mapping[str, Callable[[SetResult, bool], Interval | None]] = {"points": _points, "count": _count}
"""What is decomposed; what is shown has to rest on nothing that is not public."""


def _decomposition(
    of: str, read: Callable[[SetResult, bool], Interval | None], under: tuple[_Under, ...]
) -> Decomposition | None:
    finals: list[tuple[Interval, Interval]] = []
    parts: list[tuple[Ends, Ends, Ends]] = []
    for each in under:
        old, new = (read(given.result, True) for given in each.finals)
        own_old, own_new, first, last = (read(given.result, False) for given in (*each.own, *each.between))
        if old is None or new is None or own_old is None or own_new is None or first is None or last is None:
            return None
        finals.append((old, new))
        coverage = _mean(_moved(own_old, first), _moved(last, own_new))
        answers = _mean(_moved(own_old, last), _moved(first, own_new))
        parts.append((answers, coverage, _moved(old, new) + -_moved(own_old, own_new)))
    answers, coverage, verification = (_mean(*part) for part in zip(*parts, strict=True))
    under_old, under_new = finals[0], finals[-1]
    rubric = _mean(*(_moved(one, other) for one, other in zip(under_old, under_new, strict=True)))
    scores = under_old[0], under_new[0], under_old[1], under_new[1]
    published = of == "count" and _is_published(under)
    return Decomposition(of, scores, answers, coverage, verification, rubric, published)


def _is_published(under: tuple[_Under, ...]) -> bool:
    """Whether published counts are all that moves: without them everything comes to the same."""
    said = {id(given): given for each in under for given in (*each.finals, *each.own)}.values()
    if all(given.stated is None for given in said):
        return False
    plain = (given.result if given.stated is None else Given(given.context, None).result for given in said)
    return len({result.count.met for result in plain}) == 1


def _moved(before: Interval, after: Interval) -> Ends:
    return NOTHING if before == after else Ends.between(before, after)


def _mean(*ends: Ends) -> Ends:
    if all(each is ends[0] for each in ends):
        return ends[0]
    total = sum(ends, NOTHING)
    share = Fraction(1, len(ends))
    return Ends(total.least * share, total.most * share)


def _is_still(item: Decomposition) -> bool:
    parts = (item.answers, item.coverage, item.verification, item.rubric)
    return len(set(item.scores)) == 1 and all(part.is_none for part in parts)


def _under(before: Subject, after: Subject, bridge: Bridge) -> tuple[_Under, ...]:
    """What both sides come to under each set; under one, where it is the same."""
    if bridge.same:
        return (_compared((before, after), _given),)
    equal = equals(before.criteria, after.criteria, bridge)
    back = {other: id_ for id_, other in equal.items()}

    def under_old(side: Subject, track: str) -> Given:
        return _given(side, track) if side is before else _judged(side, track, before, back)

    def under_new(side: Subject, track: str) -> Given:
        return _given(side, track) if side is after else _judged(side, track, after, equal)

    return _compared((before, after), under_old), _compared((before, after), under_new)


def _compared(sides: tuple[Subject, Subject], give: Callable[[Subject, str], Given]) -> _Under:
    finals = [give(side, side.track) for side in sides]
    own = [
        final if side.track == SELF or SELF not in side.contexts else give(side, SELF)
        for final, side in zip(finals, sides, strict=True)
    ]
    return _Under((finals[0], finals[1]), (own[0], own[1]), between(own[0], own[1]))


def _given(side: Subject, track: str) -> Given:
    return Given(side.contexts[track], side.stated.get(track), side.results[track])


def _judged(side: Subject, track: str, judge: Subject, equal: Mapping[str, str]) -> Given:
    """What a side says, as far as the set of the other takes it; a published count is one of the own set alone.

    A fact that only the other set asks for is taken from the other side.
    """
    said, other = side.contexts[track], judge.contexts[judge.track]
    context = Context(
        other.criteria,
        said.period,
        {**other.facts, **said.facts},
        carry_over(said.replies, equal, said.criteria, other.criteria),
        said.days_off,
        other.others,
        said.accept_explained,
    )
    return Given(context, None)
