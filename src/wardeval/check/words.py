"""What the words mean that name rules: an id, a number, the word of a family, or all."""

from __future__ import annotations

from functools import cache

from wardeval.check.rule import Family, Gate
from wardeval.check.rules import RETIRED, RULES, by_id
from wardeval.model.base import fold
from wardeval.model.mistakes import closest
from wardeval.problems import Message, say

ALL = "all"
FAMILIES = {word: family for family in Family for word in family.words}
"""The families by their words."""


@cache
def ids_of(word: str) -> frozenset[str]:
    """The ids of the rules that a word names; none where it is no such word."""
    if word == ALL:
        return frozenset(by_id())
    return frozenset(each.id for each in RULES if word in (each.id, each.number, *each.family.words))


@cache
def unfixed(word: str) -> frozenset[str]:
    """The ids of those among them that can be switched off."""
    return frozenset(id_ for id_ in ids_of(word) if not by_id()[id_].is_fixed)


def unknown(word: str) -> tuple[Message, Message] | None:
    """Why a word names no rule, and what to do; none where it names one."""
    if word in RETIRED or word in RETIRED.values():
        return say("the rule “{word}” no longer exists", word=word), say("remove the word")
    if ids_of(word) or word in FAMILIES:
        return None
    close = closest(word, (*by_id(), *FAMILIES, ALL)) or _only_one_with(word)
    hint = say("did you mean “{id}”?", id=close) if close else say("“wardeval explain rules” lists them")
    return say("there is no rule “{word}”", word=word), hint


def _only_one_with(word: str) -> str | None:
    """The only rule in whose id a word stands: “phone” means phone-number."""
    part = fold(word)
    found = [id_ for id_ in by_id() if part in id_.split("-")]
    return found[0] if len(found) == 1 else None


def why_fixed(word: str) -> Message | None:
    """Why no rule of a word can be switched off; none where one can."""
    if unfixed(word):
        return None
    if all(isinstance(by_id()[id_], Gate) for id_ in ids_of(word)):
        return say("“{word}” cannot be switched off: it holds only where an option asks for it", word=word)
    return say("“{word}” cannot be switched off: a file that breaks it cannot be judged", word=word)
