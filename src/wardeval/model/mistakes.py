"""A mistake at keys of a file, before anybody knows its line; and what may have been meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from wardeval.model.base import fold
from wardeval.problems import Keys, Message


class Mistake(NamedTuple):
    """Something wrong at keys of a file, to be reported at its line; `at_key` where the key itself is wrong."""

    rule: str
    keys: Keys
    message: Message
    hint: Message | None = None
    at_key: bool = False


def closest(text: str, known: Iterable[str]) -> str | None:
    """The known word that `text` was probably meant to be: other case or tones, or a slip of the finger."""
    from difflib import get_close_matches

    words = list(known)
    for same in (str.casefold, fold):
        if found := [word for word in words if same(word) == same(text)]:
            return found[0]
    folded = {fold(word): word for word in reversed(words)}
    matches = get_close_matches(fold(text), folded, n=1)
    return folded[matches[0]] if matches else None


def closest_id(text: str, known: Iterable[str]) -> str | None:
    """The known id that `text` was probably meant to be; one number, or one single letter, is as near as another."""
    places = _places(text)
    return closest(text, [id_ for id_ in known if _places(id_) == places])


_RUNS = re.compile(r"\d+|[^\W\d_]+")


def _places(id_: str) -> list[str]:
    """The numbers and single letters of an id."""
    return [run for run in _RUNS.findall(fold(id_)) if len(run) == 1 or run.isdecimal()]
