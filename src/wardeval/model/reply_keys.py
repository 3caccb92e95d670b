"""Which keys an answer has by its measure; what stands for them where none is written."""

from __future__ import annotations

from typing import get_args

from wardeval.model.assessment import Answer
from wardeval.model.base import refuse
from wardeval.model.criterion_set import Indicator, Measure
from wardeval.model.record import kebab
from wardeval.problems import say

VALUE_KEYS = {"value", "part", "whole", "now", "before", "parts", "each_part", "excepted", "percent", "sum_of"}
_KEYS = {
    "ratio": {"part", "whole", "value"},
    "change": {"now", "before"},
    "parts": {"parts", "each_part"},
    "events": {"value", "excepted"},
}
_SUM_OF = frozenset({"sum_of"})
_WORKING = {"ratio": {"percent", *_SUM_OF}, "events": _SUM_OF, "count": _SUM_OF, "amount": _SUM_OF, "points": _SUM_OF}
"""How a number came about; few answers say that, so that it is looked at only where a key is none of the usual ones."""
_OTHER_KEYS = {measure: VALUE_KEYS - fitting for measure, fitting in _KEYS.items()}
_ALL_BUT_VALUE = VALUE_KEYS - {"value"}
TEXT_KEYS = ("value", "part", "whole", "now", "before")
"""The keys that hold a text each."""
MORE_THAN_TEXTS = {
    measure: (VALUE_KEYS - _KEYS.get(measure, {"value"}).intersection(TEXT_KEYS)) | {"not_applicable"}
    for measure in get_args(Measure)
}
"""The keys of which an answer of a measure has none, as a rule: without them, its texts are all that it says."""
AS_SHARE = say("write {{part: 14, whole: 15}} or 14/15")
_AS_CHANGE = say("write {{now: 12, before: 17}}")


def only_fitting_keys(node: Indicator, measure: str, answer: Answer) -> None:
    """Refuse keys that are not part of an answer of a measure."""
    if measure == "change" and answer.value is not None:
        refuse(
            say("the numbers of this year and of the year before are both needed"),
            _AS_CHANGE,
        )
    others = _OTHER_KEYS.get(measure, _ALL_BUT_VALUE)
    if not others.isdisjoint(answer.given):
        fitting = _KEYS.get(measure, {"value"})
        if extra := answer.given & others - _WORKING.get(measure, set()):
            _refuse_short_form(node, measure, answer)
            refuse(
                say("“{key}” is not part of an answer of this kind", key=_written(min(extra))),
                say("this one takes {keys}", keys=tuple(sorted({_written(key) for key in fitting}))),
            )
        _only_beside_a_number(answer)


def _refuse_short_form(node: Indicator, measure: str, answer: Answer) -> None:
    """Refuse a list where one value is expected, and the other way round, in the words of who wrote no key."""
    if answer.given == {"parts"} and answer.parts is not None:
        one = say("write it without brackets: {text}", text=answer.parts[0]) if len(answer.parts) == 1 else None
        refuse(
            say("one value is expected here, not a list"),
            {"ratio": AS_SHARE, "change": _AS_CHANGE}.get(measure, one),
        )
    if answer.given == {"value"} and measure == "parts":
        ids = ", ".join(node.parts)
        hint = say("write those that are there: [{ids}]", ids=ids)
        refuse(say("a list of the parts that are there is expected here"), hint)


def _only_beside_a_number(answer: Answer) -> None:
    """Refuse to take how a number came about for the number itself."""
    if answer.value is not None or (answer.part is not None and answer.whole is not None):
        return
    if answer.percent is not None:
        refuse(
            say("the part and the whole are needed, not only their share"),
            AS_SHARE,
        )
    if answer.sum_of is not None:
        refuse(
            say("it is said what was added up, but not what that came to"),
            say("write the number too, as value, or as part and whole"),
        )


def keys_of(measure: str) -> set[str]:
    """The keys that may be written in an answer of a measure, those that go with any of them included."""
    others = _OTHER_KEYS.get(measure, _ALL_BUT_VALUE) - _WORKING.get(measure, set())
    return {key for key, name in Answer.written_keys().items() if name not in others}


def _written(key: str) -> str:
    """The key that people write: parts one by one stand under `parts`, too."""
    return "parts" if key == "each_part" else kebab(key)
