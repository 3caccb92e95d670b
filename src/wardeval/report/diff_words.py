"""How changes are said: differences of numbers, kinds of change, where a node stood; the same words in every report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from wardeval.engine.change import Comparison, Direction, Ends, NodeChange, Side, Stand
from wardeval.engine.conditions import count_text
from wardeval.engine.enough import points_text, range_text
from wardeval.engine.kinds import Agreement, Kind, Proof, Relation
from wardeval.engine.result import Count, State
from wardeval.exact import Interval, Met, round_half_up
from wardeval.language import Language
from wardeval.problems import Message, say, say_n
from wardeval.report import words
from wardeval.report.document import Tone

WHOLE_DECIMALS = 6
"""Up to so many places an exact number is written out; else it is written as a fraction."""
BEFORE, AFTER = say("Before"), say("After")
NOT_COMPARABLE = say("not comparable")
UNCHANGED = say("unchanged")

DIRECTIONS = {Direction.BETTER: say("better"), Direction.WORSE: say("worse")}
NONE_SUCH = {
    "worse": say("nothing got worse"),
    "better": say("nothing got better"),
    "verdict": say("no verdict changed"),
}
TONES = {Direction.BETTER: Tone.GOOD, Direction.WORSE: Tone.BAD, Direction.NEITHER: Tone.PLAIN}
VERDICTS = {Direction.BETTER: say("higher"), Direction.WORSE: say("lower")}
KINDS = {
    Kind.BETTER: say("better"),
    Kind.WORSE: say("worse"),
    Kind.ANSWERED: say("newly answered"),
    Kind.MISSING: say("no longer answered"),
    Kind.CHANGED: say("answer changed"),
    Kind.INCOMPARABLE: NOT_COMPARABLE,
    Kind.SAME: say("only in its parts"),
}
JUDGED_OTHERWISE = say("the same answer, judged otherwise")
PROOFS = {
    Proof.ADDED: say("evidence added"),
    Proof.REMOVED: say("evidence removed"),
    Proof.RENEWED: say("evidence renewed"),
    Proof.EXPIRED: say("evidence expired"),
    Proof.REPLACED: say("evidence replaced"),
}
AGREEMENTS = {
    Agreement.SETTLED: say("disagreement with the verifier settled"),
    Agreement.OPENED: say("disagreement with the verifier opened"),
}
RELATIONS = {
    Relation.EQUAL: say("the same in both sets"),
    Relation.SUBSET: say("the old one is only a part of the new one"),
    Relation.SUPERSET: say("the new one is only a part of the old one"),
    Relation.INTERSECTS: say("the two overlap only in part"),
    Relation.SPLIT: say("split into several in the new set"),
    Relation.MERGED: say("several of the old set became one"),
    Relation.NEW: say("new: the old set does not have it"),
    Relation.DROPPED: say("dropped: the new set does not have it"),
}


def is_short(value: Fraction) -> bool:
    """Whether a number has few enough decimals to be written out."""
    return round_half_up(value, WHOLE_DECIMALS) == value


def exact(value: Fraction, language: Language) -> str:
    """A number written so that it is exactly that: `2.5`; `17/3 (about 5.67)`."""
    if is_short(value):
        return language.number(value, WHOLE_DECIMALS)
    over, under = (language.number(Fraction(part)) for part in (value.numerator, value.denominator))
    about = language.number(value)
    return language.text(say("{fraction} (about {number})", fraction=f"{over}/{under}", number=about))


def signed(value: Fraction, language: Language) -> str:
    """A difference with its sign; 0 has none."""
    return f"+{exact(value, language)}" if value > 0 else exact(value, language)


def exact_range(interval: Interval, language: Language) -> str:
    """A number, or the two that it lies between, written so that they are exactly that."""
    if interval.exact is not None:
        return exact(interval.exact, language)
    least, most = exact(interval.least, language), exact(interval.most, language)
    return language.text(say("{least} to {most}", least=least, most=most))


def delta(ends: Ends, language: Language) -> str:
    """How much a number moved; where its ends moved differently, both ends by name."""
    if ends.exact is not None:
        return signed(ends.exact, language) if ends.exact else language.text(UNCHANGED)
    least, most = (signed(end, language) if end else UNCHANGED for end in ends)
    return language.text(say("lower bound {least}, upper bound {most}", least=least, most=most))


def of_side(language: Language, *sides: Side | None) -> Language:
    """`language` for numbers of these sides: none reads as a threshold of theirs that it is not."""
    return language.apart_from({limit for side in sides if side is not None for limit in side.landmarks})


def of_comparison(language: Language, comparison: Comparison) -> Language:
    """`language` for all numbers of a comparison."""
    members = [member for side in (comparison.before, comparison.after) if side is not None for member in side.members]
    return of_side(language, comparison.before, comparison.after, *members)


def number(stand: Stand) -> str:
    """The number that a decision gives a criterion; a question mark where it is not public."""
    return "?" if stand.number == "unknown" else stand.number


def one_of(change: NodeChange) -> Stand:
    """A side of a change to name the node by: the later one, where it is there."""
    found = change.after or change.before
    assert found is not None
    return found


def numbers(change: NodeChange) -> str:
    """The number of a node; both, where the two sets number it differently."""
    found = dict.fromkeys(number(stand) for stand in (change.before, change.after) if stand is not None)
    return " → ".join(found)


def label(stand: Stand) -> object:
    """What a node is called; a slot without public text says so."""
    return stand.label or words.UNPUBLISHED


def state(stand: Stand) -> Message:
    """How a node stands, in one or two words."""
    outcome = stand.outcome
    if stand.apart:
        return say("not put together")
    if stand.state in _APART:
        return _APART[stand.state]
    if stand.basically and outcome.met is not Met.YES:
        return say("basically met")
    match outcome.met:
        case Met.YES:
            return say("met")
        case Met.NO:
            return say("not met")
    if stand.state is State.MISSING:
        return say("not answered")
    if outcome.met is None and outcome.points is None:
        return say("recorded in part") if stand.state is State.PARTIAL else say("recorded")
    if outcome.met is None and outcome.points is not None and outcome.points.exact is not None:
        return SCORED
    return say("undecided")


_APART = {State.NOT_NEEDED: say("not needed"), State.NOT_APPLICABLE: say("not applicable")}


def standing(stand: Stand | None, language: Language) -> str:
    """A node on one side: its state, its answer, its points."""
    if stand is None:
        return "–"
    text = language.text
    found = state(stand)
    shown = [text(found)]
    points = stand.outcome.points if stand.outcome.known else None
    if stand.answer is not None and stand.answer != (points.exact if points else None):
        answer = text(stand.answer)
        if answer.startswith(shown[0]) or found in _SILENT:
            shown = [answer]
        else:
            shown = [text(say("{state}: {why}", state=found, why=answer))]
    if points is not None:
        said = text(points_text(stand.outcome))
        shown = [said] if found == SCORED and shown == [text(found)] else [*shown, said]
    return "; ".join(shown)


SCORED = say("scored")
_SILENT = (SCORED, say("recorded"), say("recorded in part"))
"""States that say no more than that there is an answer."""


def what(change: NodeChange, language: Language) -> str:
    """What happened to a node, in a few words: its kind, its direction where that is not said yet, its points."""
    said: list[object] = []
    if change.same_answer and change.kind in (Kind.BETTER, Kind.WORSE, Kind.CHANGED):
        said.extend([KINDS[change.kind]] if change.kind is not Kind.CHANGED else [])
        said.append(JUDGED_OTHERWISE)
    elif change.kind in KINDS:
        said.append(KINDS[change.kind])
    if change.direction in DIRECTIONS and change.kind not in (Kind.BETTER, Kind.WORSE):
        said.append(DIRECTIONS[change.direction])
    if change.points is not None and not change.points.is_none:
        said.append(say("points: {points}", points=delta(change.points, language)))
    if change.proof is not None:
        said.append(PROOFS[change.proof])
    if change.agreement is not None:
        said.append(AGREEMENTS[change.agreement])
    return ", ".join(map(language.text, said))


def counts(side: Side) -> Message | None:
    """How many criteria are met; none where the set counts none. Of a count with a hedge only what is certain."""
    if not side.count.of:
        return None
    return count_text(side.count._replace(stated=None, hedge=None) if side.count.hedge else side.count)


def short_count(count: Count, language: Language) -> str:
    """How many criteria are met, in a table."""
    of = count.of - count.not_applicable
    met = str(count.stated) if count.hedge else language.text(range_text(count.met))
    return f"{met}/{of} “{count.hedge}”" if count.hedge else f"{met}/{of}"


def total(side: Side) -> Message | None:
    """The total, printed only where everything that it rests on is public."""
    if side.total is None:
        return None
    return points_text(side.total) if side.total.known else say("unknown: some points of the set are not public")


def coverage(side: Side) -> Message:
    """How many answers are there."""
    part = side.coverage
    return say_n("{answered} of {n} answer", "{answered} of {n} answers", n=part.of, answered=part.answered)


def period(side: Side) -> object:
    """The period, and the day within it that the answers describe, where the file says one."""
    if side.as_of is None:
        return str(side.period)
    return say("{period}, as of {day}", period=str(side.period), day=side.as_of)


def name(side: Side, *, fictional: bool = True) -> object:
    """A unit by its name; one that does not exist says so."""
    return say("{name} (fictional)", name=side.unit.name) if side.fictional and fictional else side.unit.name


def listed(ids: Sequence[str]) -> str:
    """Numbers in a row, whole stretches of neighbours as first and last: `1–5, 7`."""
    found: list[list[str]] = []
    for id_ in ids:
        if found and _follows(found[-1][-1], id_):
            found[-1].append(id_)
        else:
            found.append([id_])
    return ", ".join(
        (" – " if "-" in run[0] else "–").join((run[0], run[-1])) if len(run) > 2 else ", ".join(run)  # noqa: PLR2004 - a stretch has a middle
        for run in found
    )


_NUMBERED = re.compile(r"(.*?)([0-9]+)\Z", re.DOTALL)


def _follows(one: str, other: str) -> bool:
    """Whether a number is the next after another, whatever stands before both."""
    first, second = _NUMBERED.match(one), _NUMBERED.match(other)
    return bool(first and second and first[1] == second[1] and int(second[2]) == int(first[2]) + 1)
