"""Parts that one criterion set takes over from others, word for word, with what those declare for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.mistakes import Mistake
from wardeval.problems import Keys, say

DECLARED = ("scales", "exceptions", "facts", "parameters")
"""What parts bring along from the set that lends them."""


def declared_by(lent: Mapping[str, CriterionSet], name: str) -> dict[str, object]:
    """What the sets that lend parts declare under one heading."""
    return {key: value for other in lent.values() for key, value in getattr(other, name).items()}


def clashes(criteria: CriterionSet, lent: Mapping[str, CriterionSet]) -> Iterator[Mistake]:
    """What two sets declare differently under one id, so that parts taken over would change their meaning."""
    for name in DECLARED:
        found = {key: ("", repr(value)) for key, value in getattr(criteria, name).items()}
        for id_, other in lent.items():
            for key, value in getattr(other, name).items():
                _, same = found.setdefault(key, (id_, repr(value)))
                if same != repr(value):
                    keys: Keys = (name, key) if key in getattr(criteria, name) else (name,)
                    message = say(
                        "“{id}” is declared otherwise in “{set}”, from which parts are taken", id=key, set=id_
                    )
                    yield Mistake("structure", keys, message, say("give it another id here"))


def copied(node: Indicator, origin: str) -> Indicator:
    """A node as it stands in the set that takes it over: with the set that it comes from."""
    changes: dict[str, object] = {"origin": node.origin or origin}
    if node.combination:
        children = tuple(copied(child, origin) for child in node.children)
        changes[node.combination] = node.at_least.replace(of=children) if node.at_least else children
    return node.replace(**changes)


def filled(node: Indicator, taken: Mapping[int, tuple[Indicator, ...]]) -> Indicator:
    """A node with the parts that it, or a node in it, takes over; `taken` has them by the identity of the node."""
    if id(node) in taken:
        return node.replace(all=taken[id(node)])
    name = node.combination
    if name is None:
        return node
    children = tuple(filled(child, taken) for child in node.children)
    return node.replace(**{name: node.at_least.replace(of=children) if node.at_least else children})
