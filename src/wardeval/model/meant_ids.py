"""An answer to what the set does not have, or does not ask as a whole: what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from unicodedata import normalize

from wardeval.model.assessment import Answer
from wardeval.model.base import fold
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.mistakes import closest_id
from wardeval.problems import Message, say

MOST_NAMED = 8
"""Of more ids than that only the first are named."""


def id_hint(id_: str, criteria: CriterionSet, answers: Mapping[str, Answer]) -> Message | None:
    """What to answer instead of `id_`, one of the `answers`; only ids that take such an answer are named."""
    waived = answers[id_].not_applicable is not None
    takes = [node.id for node in criteria.nodes() if _takes(node, waived=waived)]
    free = [known for known in takes if known not in answers or not answers[known].given]
    alike = _alike(id_, takes)
    found = next((known for known in alike if known in free), None)
    if alike and found is None:
        return say("“{id}” has an answer already; keep one of the two", id=alike[0])
    if found := found or closest_id(id_, free):
        return say("did you mean “{id}”?", id=found)
    ids = named([part for node in _around(id_, criteria) for part in node.walk() if part.id in free])
    return say("answer {ids} instead", ids=ids) if ids else None


def named(nodes: Iterable[Indicator]) -> tuple[str, ...]:
    """The ids of those that are answered; of many only the first."""
    ids = [node.id for node in nodes if node.measure is not None]
    return (*ids[:MOST_NAMED], *(["…"] if len(ids) > MOST_NAMED else []))


def _takes(node: Indicator, *, waived: bool) -> bool:
    return node.not_applicable != "forbidden" if waived else node.measure is not None


def _alike(id_: str, known: list[str]) -> list[str]:
    """The ids that differ only in capitals, in tone marks, or in how Vietnamese letters are typed; the surest first."""
    wanted, folded = id_.casefold(), fold(id_)
    spelt = [
        *(each for each in known if each.casefold() == wanted),
        *(each for each in known if _typed(each) == wanted),
        *(each for each in known if fold(each) == folded),
    ]
    return list(dict.fromkeys(spelt))


_TELEX = str.maketrans({"đ": "dd", "â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw"})
_TONES = str.maketrans(dict.fromkeys("\u0300\u0301\u0303\u0309\u0323"))


def _typed(id_: str) -> str:
    """The keys that type an id, but for its tones: `4.3.đ` is typed `4.3.dd`."""
    return normalize("NFC", normalize("NFD", id_.casefold()).translate(_TONES)).translate(_TELEX)


def _around(id_: str, criteria: CriterionSet) -> list[Indicator]:
    """The criteria that an id seems to lie in, or those of a group that it is of."""
    parent = criteria.by_id.get(id_.rpartition(".")[0])
    return [parent] if parent else [node for node in criteria.criteria if node.group == id_]
