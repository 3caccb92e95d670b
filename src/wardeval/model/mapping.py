"""The mapping: how criteria of one set stand to those of another; one YAML file for a pair of sets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from wardeval.model import plain
from wardeval.model.base import Id, Ids, Text, Title, refuse
from wardeval.model.basis import Reference
from wardeval.model.mistakes import Mistake
from wardeval.model.record import EMPTY, Record, Written
from wardeval.problems import Keys, Message, say

FORMAT = "wardeval/mapping/1"

RelationName = Literal["equal", "subset", "superset", "intersects", "split", "merged", "new", "dropped"]

_ONE: plain.Schema = {"anyOf": [plain.ID, {"type": "array", "minItems": 1, "maxItems": 1}]}
_SEVERAL: plain.Schema = {"type": "array", "minItems": 2}
_SOME: plain.Schema = {"anyOf": [plain.ID, {"type": "array", "minItems": 1}]}
_NONE: plain.Schema = {"type": "array", "maxItems": 0}

_PAIR = ("one", "one")
_SIDES = {
    "equal": _PAIR,
    "subset": _PAIR,
    "superset": _PAIR,
    "intersects": _PAIR,
    "split": ("one", "several"),
    "merged": ("several", "one"),
    "new": ("none", "some"),
    "dropped": ("some", "none"),
}
"""How many ids each relation has on either side."""


def _way(relations: list[str], from_: str, to: str) -> plain.Schema:
    sizes = {"one": _ONE, "several": _SEVERAL, "some": _SOME, "none": _NONE}
    needed = [key for key, size in (("from", from_), ("to", to)) if size != "none"]
    return {
        "properties": {"relation": {"enum": relations}, "from": sizes[from_], "to": sizes[to]},
        "required": needed,
    }


def _fits(size: str, ids: tuple[str, ...]) -> bool:
    match size:
        case "one":
            return len(ids) == 1
        case "several":
            return len(ids) > 1
        case "some":
            return bool(ids)
    return not ids


class Correspondence(Record):
    """How nodes of the first set stand to nodes of the second: gates, criteria or indicators, by their ids."""

    from_: Ids = ()
    to: Ids = ()
    relation: RelationName
    why: Title | None = None
    source: Text | None = None
    assumed: Title | None = None

    written = Written(
        together={
            "oneOf": [
                _way([name for name, sides in _SIDES.items() if sides == way], *way)
                for way in dict.fromkeys(_SIDES.values())
            ]
        }
    )

    def _after(self) -> None:
        from_, to = _SIDES[self.relation]
        if not (_fits(from_, self.from_) and _fits(to, self.to)):
            refuse(*_misfit(self.relation))

    @property
    def sides(self) -> dict[str, tuple[str, ...]]:
        """The ids on either side, by the key they stand under."""
        return {"from": self.from_, "to": self.to}


def _misfit(relation: str) -> tuple[Message, Message]:
    """What a relation leads from and to, and how to write it."""
    match relation:
        case "split":
            return (
                say("“split” leads from one criterion to several"),
                say("write one id under from, and two or more under to"),
            )
        case "merged":
            return (
                say("“merged” leads from several criteria to one"),
                say("write two or more ids under from, and one under to"),
            )
        case "new":
            return (
                say("“new” is said of criteria that only the second set has"),
                say("write their ids under to, and leave from out"),
            )
        case "dropped":
            return (
                say("“dropped” is said of criteria that only the first set has"),
                say("write their ids under from, and leave to out"),
            )
    return (
        say("“{relation}” leads from one criterion to one other", relation=relation),
        say("write one id under from and one under to; for several, the relations are split and merged"),
    )


class Mapping(Record):
    """A mapping as its file says it."""

    written = Written(together={"allOf": [{"properties": {"criteria": {"minItems": 1}}}]})

    format: Literal["wardeval/mapping/1"]
    from_: Id
    to: Id
    sources: dict[Id, Reference] = EMPTY
    note: Title | None = None
    criteria: tuple[Correspondence, ...]

    def _after(self) -> None:
        if not self.criteria:
            refuse(
                say("a mapping relates at least one criterion"),
                say("write an entry with from, to and relation; where nothing is known, no mapping is needed"),
            )

    @property
    def id(self) -> str:
        """What its file is called, without its ending."""
        return f"{self.from_}--{self.to}"


ONE_SIDED = ("new", "dropped")
_LOOSE = ("subset", "superset", "intersects")
"""Relations of which a node may have several, to different nodes."""


def mapping_mistakes(mapping: Mapping) -> Iterator[Mistake]:
    """What cannot be right whatever the two sets say: one set on both sides, nodes that are spoken of twice."""
    if mapping.from_ == mapping.to:
        message = say("both sides of the mapping are the set “{id}”", id=mapping.to)
        yield Mistake(
            "structure", ("to",), message, say("versions of one set need no mapping: ids say what corresponds")
        )
    told: set[tuple[int, int]] = set()
    for side in ("from", "to"):
        yield from _twice(mapping, side, told)


def _twice(mapping: Mapping, side: str, told: set[tuple[int, int]]) -> Iterator[Mistake]:
    """Nodes of one side of which two things are said that cannot hold together; each pair of entries only once."""
    seen: dict[str, list[int]] = {}
    for index, entry in enumerate(mapping.criteria):
        for place, id_ in enumerate(entry.sides[side]):
            at: Keys = ("criteria", index, side, place)
            above = seen.setdefault(id_, [])
            if index in above:
                message = say("the id “{id}” stands twice in this list", id=id_)
                yield Mistake("structure", at, message, say("keep one of the two"))
                continue
            found = next((one for one in above if _contradict(mapping.criteria[one], entry)), None)
            if found is not None and (found, index) not in told:
                told.add((found, index))
                yield _related_already(mapping, found, id_, at)
            above.append(index)


def _related_already(mapping: Mapping, found: int, id_: str, at: Keys) -> Mistake:
    message = say(
        "“{id}” is already related by entry {n}: {relation}",
        id=id_,
        n=found + 1,
        relation=mapping.criteria[found].relation,
    )
    hint = say("keep one of the two; only subset, superset and intersects may stand more than once for a criterion")
    return Mistake("structure", at, message, hint)


def _contradict(one: Correspondence, other: Correspondence) -> bool:
    """Whether two entries that share a node cannot both hold."""
    if one.relation not in _LOOSE or other.relation not in _LOOSE:
        return True
    return one.from_ == other.from_ and one.to == other.to
