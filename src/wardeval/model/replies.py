"""Replies: the answers of an assessment read as what their leaf's measure takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from wardeval.exact import is_negative, less
from wardeval.language import Apart
from wardeval.model.assessment import Answer
from wardeval.model.base import calendar_date, fold, number, refuse, whole_number
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.meant_ids import id_hint, named
from wardeval.model.mistakes import Mistake
from wardeval.model.reply_keys import AS_SHARE, MORE_THAN_TEXTS, TEXT_KEYS, VALUE_KEYS, only_fitting_keys
from wardeval.model.values import (
    Change,
    Events,
    ExceptedEvents,
    Grade,
    Level,
    NotApplicable,
    On,
    Present,
    Ratio,
    Reply,
    Value,
)
from wardeval.problems import Keys, say

SPELLINGS = {  # the most usual first
    Grade.MET: ("đạt", "có", "rồi", "met", "yes", "true"),
    Grade.BASICALLY: ("cơ bản đạt", "đạt cơ bản", "cơ bản", "basically met", "basically"),
    Grade.NOT_MET: ("chưa đạt", "không đạt", "chưa", "không", "not met", "no", "false"),
}
GRADES = {fold(word): grade for grade, words in SPELLINGS.items() for word in words}
NEVER = ("không", "chưa", "chưa có", "không có", "none", "no")
_NEVER = {fold(word) for word in NEVER}
_GRADES_AS_WRITTEN = {word: grade for grade, words in SPELLINGS.items() for word in words}


def grade_of(text: str) -> Grade | None:
    """The grade that a word stands for, however it is written."""
    return _GRADES_AS_WRITTEN.get(text) or GRADES.get(fold(text))


def _is_never(text: str) -> bool:
    """Whether a word says that nothing happened, or that something was not done."""
    return not text.isdecimal() and fold(text) in _NEVER


def read_replies(
    criteria: CriterionSet, answers: Mapping[str, Answer], keys: Keys, mistakes: list[Mistake]
) -> dict[str, Reply]:
    """The replies by node id; what cannot be read is added to `mistakes`."""
    asked = _asked(criteria, keys)
    replies = {}
    for id_, answer in answers.items():
        of = asked.get(id_)
        if of is None:
            at = (*keys, id_)
            message = say("the set has no criterion or indicator “{id}”", id=id_)
            hint = id_hint(id_, criteria, answers) if len(mistakes) < _MOST_GUESSES else None
            mistakes.append(Mistake("unknown-id", at, message, hint, at_key=True))
            continue
        try:
            if of.more is None or not of.more.isdisjoint(answer.given):
                value = _value(criteria, of.node, answer)
            elif of.in_halves:
                texts = answer.value, answer.part, answer.whole, answer.now, answer.before
                value = _value_of_texts(criteria, of.node, *texts)
            else:
                value = _value_of_texts(criteria, of.node, answer.value)
            replies[id_] = tuple.__new__(Reply, (value, answer, of.keys))  # as `Reply(…)`, which is slow
        except PydanticCustomError as error:
            context = error.context or {}
            mistakes.append(Mistake("answer", of.keys, context["message"], context.get("hint")))
    return replies


_MOST_GUESSES = 20
"""Mistakes of a file after which no more guesses are made at what was meant: each takes its time."""


class _Asked(NamedTuple):
    """What a set asks for under an id."""

    node: Indicator
    keys: Keys
    """Where the answer stands."""
    more: set[str] | None
    """The keys of which an answer of texts alone has none; none where no such answer is taken."""
    in_halves: bool


@lru_cache(maxsize=32)
def _asked(criteria: CriterionSet, keys: Keys) -> dict[str, _Asked]:
    """What a set asks for, by id; the answers stand under `keys`."""
    return {
        id_: _Asked(node, (*keys, id_), MORE_THAN_TEXTS.get(node.measure or ""), node.measure in ("ratio", "change"))
        for id_, node in criteria.by_id.items()
    }


def _value(criteria: CriterionSet, node: Indicator, answer: Answer) -> Value | None:
    if answer.not_applicable is not None:
        return _not_applicable(node, answer)
    if node.measure is None:
        refuse(
            say("“{id}” is made of parts; only the parts are answered", id=node.id),
            say("answer {ids} instead", ids=named(node.walk())),
        )
    only_fitting_keys(node, node.measure, answer)
    return READERS[node.measure](criteria, node, answer)


@lru_cache(maxsize=4096)
def _value_of_texts(criteria: CriterionSet, node: Indicator, *said: str | None) -> Value | None:
    """The value that an answer of texts alone says; thousands of units give the same answers."""
    answer = Answer.made(**dict(zip(TEXT_KEYS, said, strict=False)))
    return READERS[node.measure or ""](criteria, node, answer)


def _not_applicable(node: Indicator, answer: Answer) -> NotApplicable:
    if node.not_applicable == "forbidden":
        refuse(
            say("the set does not allow “not applicable” here"), say("answer it, or leave it out while it is missing")
        )
    if answer.given & VALUE_KEYS:
        refuse(say("an answer that does not apply has no value beside it"))
    assert answer.not_applicable is not None
    return NotApplicable(answer.not_applicable)


def _grade(_set: CriterionSet, _node: Indicator, answer: Answer) -> Value | None:
    if answer.value is None:
        return None
    grade = grade_of(answer.value)
    if grade is None:
        refuse(
            say("“{text}” is not an answer to this", text=answer.value[:40]),
            say("write đạt, chưa đạt or cơ bản đạt (met, not met, basically met)"),
        )
    return grade


def _count(_set: CriterionSet, _node: Indicator, answer: Answer) -> Value | None:
    return None if answer.value is None else Fraction(whole_number(answer.value))


def _events(criteria: CriterionSet, node: Indicator, answer: Answer) -> Value | None:
    total = None
    if answer.value is not None:
        total = 0 if _is_never(answer.value) else whole_number(answer.value)
    excepted = []
    for item in answer.excepted:
        if item.reason not in node.except_:
            refuse(
                say("“{ground}” is not a ground of exception here", ground=item.reason),
                say("the set allows: {ids}", ids=node.except_) if node.except_ else None,
            )
        needs = criteria.exceptions[item.reason].needs
        if unknown := set(item.holds or ()) - set(needs):
            refuse(
                say("“{id}” is not a need of this exception", id=min(unknown)),
                say("it needs {ids}", ids=tuple(needs)) if needs else None,
            )
        holds = frozenset(item.holds) if item.holds is not None else (None if needs else frozenset())
        excepted.append(ExceptedEvents(whole_number(item.number), item.reason, holds))
    if total is None:
        return None
    if sum(item.number for item in excepted) > total:
        refuse(say("more events are excepted than happened"))
    return Events(total, tuple(excepted))


def _ratio(_set: CriterionSet, _node: Indicator, answer: Answer) -> Value | None:
    part, whole = answer.part, answer.whole
    if answer.value is not None:
        part, slash, whole = answer.value.partition("/")
        if not slash or answer.part or answer.whole:
            refuse(
                say("the part and the whole are needed, not only their share"),
                AS_SHARE,
            )
    ratio = [number(text.strip()) for text in (part, whole) if text is not None]
    if any(map(is_negative, ratio)):
        refuse(say("a part and a whole are 0 or more"))
    if whole is not None and not ratio[-1]:
        refuse(
            say("the whole is 0, so there is no share"),
            say("if there is nothing to count, write not-applicable with the reason, where the set allows it"),
        )
    if part is None or whole is None:
        return None
    if less(ratio[1], ratio[0]):
        part_, whole_ = (Apart(value, grouped=False) for value in ratio)
        refuse(say("the part ({part}) is more than the whole ({whole})", part=part_, whole=whole_))
    return Ratio(*ratio)


def _amount(_set: CriterionSet, _node: Indicator, answer: Answer) -> Value | None:
    return None if answer.value is None else number(answer.value)


def _change(_set: CriterionSet, _node: Indicator, answer: Answer) -> Value | None:
    change = [number(text) for text in (answer.now, answer.before) if text is not None]
    if any(map(is_negative, change)):
        refuse(say("a number of cases is 0 or more"))
    return None if answer.now is None or answer.before is None else Change(*change)


def _date(_set: CriterionSet, _node: Indicator, answer: Answer) -> Value | None:
    if answer.value is None:
        return None
    return On(None) if _is_never(answer.value) else On(calendar_date(answer.value))


def _level(criteria: CriterionSet, node: Indicator, answer: Answer) -> Value | None:
    if answer.value is None:
        return None
    scale = criteria.scales[node.scale or ""]
    names = [(rank, name) for rank, (id_, title) in enumerate(scale.items()) for name in (id_, title.vi, title.en)]
    exact, alike = ({rank for rank, name in names if same(name) == same(answer.value)} for same in (str.casefold, fold))
    ranks = exact or alike
    if len(ranks) != 1:
        refuse(
            say("“{text}” is not a level of this scale", text=answer.value[:40]),
            say("the levels are {ids}", ids=tuple(scale)),
        )
    rank = ranks.pop()
    return Level(rank, list(scale)[rank])


def _points(_set: CriterionSet, node: Indicator, answer: Answer) -> Value | None:
    if answer.value is None:
        return None
    value = number(answer.value)
    if value < 0 and node.max is None:
        refuse(say("points, 0 or more, are expected here"))
    if value < 0 or (node.max is not None and value > node.max):
        refuse(say("points from 0 to {max} are expected here", max=node.max))
    if node.step and value % node.step:
        refuse(say("points in steps of {step} are expected here", step=node.step))
    return value


def _parts(_set: CriterionSet, node: Indicator, answer: Answer) -> Value | None:
    listed = answer.each_part if answer.parts is None else answer.parts
    if listed is None:
        return None
    if unknown := [id_ for id_ in listed if id_ not in node.parts]:
        refuse(
            say("“{id}” is not one of the parts", id=unknown[0]),
            say("the parts are {ids}", ids=tuple(node.parts)),
        )
    if not isinstance(listed, Mapping):
        return Present(frozenset(listed), frozenset(node.parts) - frozenset(listed))
    grades = {id_: grade_of(word) for id_, word in listed.items()}
    if any(grade not in (Grade.MET, Grade.NOT_MET) for grade in grades.values()):
        refuse(say("có or không (yes or no) is expected for each part"))
    return Present(
        frozenset(id_ for id_, grade in grades.items() if grade is Grade.MET),
        frozenset(id_ for id_, grade in grades.items() if grade is Grade.NOT_MET),
    )


READERS: dict[str, Callable[[CriterionSet, Indicator, Answer], Value | None]] = {
    "met": _grade,
    "events": _events,
    "count": _count,
    "ratio": _ratio,
    "amount": _amount,
    "change": _change,
    "date": _date,
    "level": _level,
    "points": _points,
    "parts": _parts,
}
"""One reader per measure."""
