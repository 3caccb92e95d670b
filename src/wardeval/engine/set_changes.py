"""What changed between two criterion sets, criterion by criterion. Matched by id, then by the very same text.

Nothing is guessed: a criterion under another id whose text is another one is removed on one side, added on the other.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, NamedTuple

from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.parameters import parameters_in
from wardeval.model.record import Record


class Aspect(enum.Enum):
    """What of a criterion or indicator changed."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    WORDING = "wording"
    ENGLISH = "english"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    RULE = "rule"
    POINTS = "points"
    PARAMETER = "parameter"
    PROOF = "proof"
    ASSUMPTION = "assumption"
    SOURCE = "source"


class Incomparable(enum.Enum):
    """Why two sets cannot be compared criterion by criterion."""

    KIND = "kind"
    NOTHING_SHARED = "nothing-shared"


class Pair(NamedTuple):
    """Something on both sides, or on one; `aspects` says what of it changed."""

    id: str
    old: Any
    new: Any
    aspects: tuple[Aspect, ...] = ()

    @property
    def kind(self) -> str:
        """Whether it was added, removed or changed."""
        return "added" if self.old is None else "removed" if self.new is None else "changed"


class SetChanges(NamedTuple):
    """Everything that changed from one set to another, in the order of the second, what was removed last."""

    old: CriterionSet
    new: CriterionSet
    incomparable: tuple[Incomparable, ...]
    related: bool
    head: tuple[Pair, ...]
    verdicts: tuple[Pair, ...]
    nodes: tuple[Pair, ...]
    groups: tuple[Pair, ...]
    declared: Mapping[str, tuple[Pair, ...]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        parts = (self.head, self.verdicts, self.nodes, self.groups, *self.declared.values())
        return not self.incomparable and not any(parts)


def compare_sets(old: CriterionSet, new: CriterionSet) -> SetChanges:
    """What changed from `old` to `new`."""
    pairs = _matched(old, new)
    incomparable = tuple(_incomparable(old, new, pairs))
    head = _head(old, new)
    related = _related(old, new)
    if incomparable:
        return SetChanges(old, new, incomparable, related, head, (), (), (), {})
    declared = {name: tuple(_declared(getattr(old, name), getattr(new, name))) for name in DECLARED}
    renamed = {before.id: after.id for before, after in pairs if before is not None and after is not None}
    changed = {pair.id for pair in declared["parameters"]}
    sides = _Side(old, renamed), _Side(new, {})
    nodes = [_node_pair(before, after, sides, changed) for before, after in pairs]
    return SetChanges(
        old,
        new,
        (),
        related,
        head,
        tuple(_verdicts(old, new)),
        tuple(pair for pair in nodes if pair.kind != "changed" or pair.aspects),
        tuple(_declared({item.id: item for item in old.groups}, {item.id: item for item in new.groups})),
        declared,
    )


def kind_of(criteria: CriterionSet) -> str:
    """What a set comes to: a review, points, or met and not met."""
    if criteria.purpose == "review":
        return "review"
    return "points" if criteria.is_scored else "met"


HEAD: dict[str, Callable[[CriterionSet], Any]] = {
    "title": lambda criteria: criteria.title,
    "short": lambda criteria: criteria.short,
    "number": lambda criteria: criteria.basis.number,
    "article": lambda criteria: criteria.basis.article,
    "issuer": lambda criteria: criteria.basis.issuer,
    "issued": lambda criteria: criteria.basis.issued,
    "in-force": lambda criteria: criteria.basis.in_force,
    "amended-by": lambda criteria: criteria.basis.amended_by,
    "family": lambda criteria: criteria.family,
    "kind": kind_of,
    "scored": lambda criteria: criteria.scored,
    "units": lambda criteria: criteria.units,
    "window": lambda criteria: criteria.window,
    "applies": lambda criteria: criteria.applies,
    "replaces": lambda criteria: criteria.replaces,
    "replaced-by": lambda criteria: criteria.replaced_by,
    "derived-from": lambda criteria: criteria.derived_from,
    "final-track": lambda criteria: criteria.final_track,
    "count": lambda criteria: len(criteria.criteria),
    "total": lambda criteria: criteria.total,
    "ladder": lambda criteria: tuple(verdict.id for verdict in criteria.verdicts),
    "assessed-if": lambda criteria: criteria.assessed_if,
    "completeness": lambda criteria: criteria.completeness,
    "gaps": lambda criteria: criteria.gaps,
    "remarks": lambda criteria: criteria.remarks,
}
"""The facts of a set's head by their names."""

DECLARED = ("facts", "parameters", "scales", "exceptions", "sources")


def said(value: Any) -> Hashable:
    """A value by what it says, so that two that say the same are equal; what is left out says nothing."""
    match value:
        case Record():
            fields = ((name, said(getattr(value, name))) for name in _fields(type(value)))
            return (type(value).__name__, *(pair for pair in fields if not _says_nothing(pair[1])))
        case Mapping():
            return tuple((key, said(inner)) for key, inner in value.items())
        case tuple() if not hasattr(value, "_fields"):
            return tuple(map(said, value))
    found: Hashable = value
    return found


def _says_nothing(value: Hashable) -> bool:
    return value is None or value is False or value == ()  # NOTE: zero says something, and equals False


_FIELDS: dict[type[Record], tuple[str, ...]] = {}


def _fields(record: type[Record]) -> tuple[str, ...]:
    """The fields of a record; asking the record each time would be slow."""
    if record not in _FIELDS:
        _FIELDS[record] = tuple(record.fields())
    return _FIELDS[record]


def _incomparable(
    old: CriterionSet, new: CriterionSet, pairs: list[tuple[Indicator | None, Indicator | None]]
) -> Iterator[Incomparable]:
    if kind_of(old) != kind_of(new):
        yield Incomparable.KIND
    if not any(before is not None and after is not None for before, after in pairs):
        yield Incomparable.NOTHING_SHARED


def _related(old: CriterionSet, new: CriterionSet) -> bool:
    """Whether the sets say that they belong together: one set, one family, or one in place of the other."""
    links = {link.set_ for link in (old.replaces, old.replaced_by) if link} & {new.id}
    links |= {link.set_ for link in (new.replaces, new.replaced_by) if link} & {old.id}
    return old.id == new.id or (old.family is not None and old.family == new.family) or bool(links)


def _matched(old: CriterionSet, new: CriterionSet) -> list[tuple[Indicator | None, Indicator | None]]:
    """The nodes of both sides in pairs, in the order of the new one; what was removed comes last."""
    before = {node.id: node for node in old.nodes()}
    after = {node.id: node for node in new.nodes()}
    lost = _by_text(node for node in before.values() if node.id not in after)
    won = _by_text(node for node in after.values() if node.id not in before)
    renamed = {node.id: lost[text] for text, node in won.items() if node is not None and lost.get(text) is not None}
    pairs: list[tuple[Indicator | None, Indicator | None]] = [
        (before.get(id_) or renamed.get(id_), node) for id_, node in after.items()
    ]
    taken = {node.id for node, _ in pairs if node is not None}
    return [*pairs, *((node, None) for id_, node in before.items() if id_ not in taken)]


def _by_text(nodes: Iterator[Indicator]) -> dict[str, Indicator | None]:
    """Nodes by their text; none where two of a side say the same."""
    found: dict[str, Indicator | None] = {}
    for node in nodes:
        if node.label is not None:
            text = " ".join(node.label.vi.casefold().split())
            found[text] = None if text in found else node
    return found


class _Side:
    """One of the two sets: where its nodes stand, under the ids of the other side."""

    def __init__(self, criteria: CriterionSet, renamed: Mapping[str, str]) -> None:
        self.criteria = criteria
        self.places: dict[str, tuple[str, str | None, str | None]] = {}
        for section, nodes in (("gates", criteria.gates), ("criteria", criteria.criteria)):
            for node in nodes:
                self._place(node, section, None, renamed)

    def _place(self, node: Indicator, section: str, parent: str | None, renamed: Mapping[str, str]) -> None:
        self.places[node.id] = (section, parent, node.group)
        for child in node.children:
            self._place(child, section, renamed.get(node.id, node.id), renamed)


def _node_pair(old: Indicator | None, new: Indicator | None, sides: tuple[_Side, _Side], changed: set[str]) -> Pair:
    if old is None or new is None:
        node = old or new
        assert node is not None
        return Pair(node.id, old, new)
    return Pair(new.id, old, new, tuple(_aspects(old, new, sides, changed)))


_RULE = (
    *("measure", "unit", "step", "scale", "verdict_of", "parts", "except_", "met", "not_applicable"),
    *("weight", "only_if", "combination", "cap", "floor", "round"),
)
_POINTS = ("points", "max", "bonus")


def _aspects(old: Indicator, new: Indicator, sides: tuple[_Side, _Side], changed: set[str]) -> Iterator[Aspect]:
    """What of a node changed."""
    if old.label is None and new.label is not None:
        yield Aspect.PUBLISHED
    elif old.label is not None and new.label is None:
        yield Aspect.WITHDRAWN
    elif _texts(old, 0) != _texts(new, 0):
        yield Aspect.WORDING
    elif _texts(old, 1) != _texts(new, 1):
        yield Aspect.ENGLISH
    if (old.id, old.number) != (new.id, new.number):
        yield Aspect.RENUMBERED
    if sides[0].places[old.id] != sides[1].places[new.id]:
        yield Aspect.MOVED
    if _rule(old) != _rule(new):
        yield Aspect.RULE
    if _parts(old, _POINTS) != _parts(new, _POINTS):
        yield Aspect.POINTS
    if changed & {name for node in (old, new) for name in parameter_names(node)}:
        yield Aspect.PARAMETER
    if old.proof != new.proof:
        yield Aspect.PROOF
    if old.assumed != new.assumed:
        yield Aspect.ASSUMPTION
    if (old.source, old.attested, old.origin) != (new.source, new.attested, new.origin):
        yield Aspect.SOURCE


def _texts(node: Indicator, language: int) -> tuple[str | None, ...]:
    return tuple(None if words is None else words[language] for words in (node.title, node.ask, node.note))


def _rule(node: Indicator) -> Hashable:
    n = node.at_least.n if node.at_least is not None else None
    return (*_parts(node, _RULE), said(n))


def _parts(node: Indicator, names: tuple[str, ...]) -> tuple[Hashable, ...]:
    return tuple(said(getattr(node, name)) for name in names)


def parameter_names(node: Indicator) -> Iterator[str]:
    """The parameters of its own set that the rules of a node name."""
    for parameter in node.parameters():
        for inner in parameters_in(parameter):
            if inner.parameter is not None and inner.set_ is None:
                yield inner.parameter


def _head(old: CriterionSet, new: CriterionSet) -> tuple[Pair, ...]:
    found = ((name, read(old), read(new)) for name, read in HEAD.items())
    return tuple(Pair(name, before, after) for name, before, after in found if said(before) != said(after))


def _verdicts(old: CriterionSet, new: CriterionSet) -> Iterator[Pair]:
    before = {verdict.id: verdict for verdict in old.verdicts}
    after = {verdict.id: verdict for verdict in new.verdicts}
    yield from _declared(before, after)


def _declared(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Pair]:
    """What is declared by id on both sides or on one, and says otherwise."""
    for id_, item in after.items():
        if id_ not in before or said(before[id_]) != said(item):
            yield Pair(id_, before.get(id_), item)
    for id_, item in before.items():
        if id_ not in after:
            yield Pair(id_, item, None)
