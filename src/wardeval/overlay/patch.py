"""One node of a set with what an overlay says of it: every key is filled in, tightened, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from wardeval.exact import NumberError, parse_number
from wardeval.language import Words
from wardeval.model.base import fold
from wardeval.model.criterion_set import COMBINATIONS, Indicator
from wardeval.model.record import kebab
from wardeval.model.replies import GRADES
from wardeval.model.rules import Parameter, Requirement
from wardeval.model.values import Grade
from wardeval.overlay.earning import compare_points
from wardeval.overlay.found import STRENGTH, Found, fewer_is_better
from wardeval.overlay.scope import Change, Scope
from wardeval.overlay.sizes import size
from wardeval.overlay.strictness import compare_parameters, compare_requirements, fills, is_open, same
from wardeval.problems import Message, say

RULE_KEYS = {"measure", "met", "points", "max", "unit", "step", "scale", "verdict_of", "parts", "except_"}
"""What goes where a slot that was answered turns out to be made of parts."""

_WORDING = {"title", "ask", "note", "proof", "assumed"}


class Ruling(NamedTuple):
    """What comes of one key: whether it fills, tightens or is refused, its value, and what to do instead."""

    change: Change
    value: object = None
    hint: Message | None = None
    kept: tuple[str, ...] = ()
    """Keys below it that stay as they were."""
    looser: bool = False
    """Whether what is refused surely asks for less, rather than for something else."""


@dataclass(frozen=True, slots=True)
class Patch:
    """What an overlay says of a node that the set has."""

    found: Found
    new: Indicator
    parameters: Mapping[str, Parameter]
    more_parameters: Mapping[str, Parameter]
    scales: Mapping[str, Mapping[str, Words]]
    rows: Mapping[str, frozenset[str]]

    def rulings(self) -> Iterator[tuple[str, Ruling]]:
        """Every key that the overlay writes, but for the id and the parts, in the order of the record."""
        for name in Indicator.fields():
            if name in self.new.given and name not in {"id", "use", *COMBINATIONS}:
                yield name, self._ruling(name)
        if self.new.at_least is not None and self.found.node.at_least is not None:
            yield "at_least", self._at_least()

    def _ruling(self, name: str) -> Ruling:
        old, new = getattr(self.found.node, name), getattr(self.new, name)
        if same(old, new):
            return Ruling(Change.SAME, old)
        if name in _WORDING:
            return self._wording(name)
        own: Callable[[], Ruling] | None = getattr(self, f"_{name}", None)
        if own is not None:
            return own()
        match name:
            case "source":
                known = self.found.source
                return Ruling(Change.FILLED, f"{new} + {known}" if known else new)
            case "number":
                return Ruling(Change.FILLED if old in (None, "unknown") else Change.LOOSER, new)
            case "unit":
                return Ruling(Change.FILLED if old is None or self.found.is_open else Change.LOOSER, new)
            case "bonus":
                return Ruling(Change.LOOSER, new)
            case "only_if":
                return Ruling(self._tightened() if self._if_open(name) is Change.FILLED else Change.LOOSER, new)
            case "except_":
                fewer = set(new) < set(old) and fewer_is_better(self.found.node)
                change = Change.TIGHTER if fewer else self._if_open(name)
                return Ruling(change, new, looser=set(new) > set(old))
            case "weight" if old is not None and new is not None:
                return Ruling(Change.FILLED if fills(old, new) else Change.LOOSER, new)
        return Ruling(self._if_open(name), new)

    def _if_open(self, name: str) -> Change:
        """A key that the set leaves out of a slot that is not public may be filled in."""
        return Change.FILLED if self.found.is_open and name not in self.found.node.given else Change.LOOSER

    def _wording(self, name: str) -> Ruling:
        old, new = getattr(self.found.node, name), getattr(self.new, name)
        if old is None:
            return Ruling(Change.FILLED, new)
        attested = self.new.attested
        better = attested is not None and STRENGTH[attested] > STRENGTH.get(self.found.attested or "", 0)
        settled = name == "assumed" and attested == "official-text"
        if self.new.source is not None and (settled or better) and (new is not None or name == "assumed"):
            return Ruling(Change.FILLED, new)
        hint = say("a wording gives way only to a better attested one: write attested: and source: beside it")
        return Ruling(Change.LOOSER, new, hint)

    def _attested(self) -> Ruling:
        old, new = self.found.attested, self.new.attested
        if old is None or STRENGTH[new or ""] >= STRENGTH[old]:
            return Ruling(Change.FILLED, new)
        return Ruling(Change.LOOSER, new, say("only a better attestation can be filled in"))

    def _not_applicable(self) -> Ruling:
        new = self.new.not_applicable
        if new == "forbidden":
            return Ruling(self._tightened(), new)
        change = Change.LOOSER if self.found.is_guessed else self._if_open("not_applicable")
        return Ruling(change, new)

    def _measure(self) -> Ruling:
        """A stand-in gives way to the measure of the text, unless an answer to it would then say something else."""
        new = self.new.measure
        if not self.found.is_open:
            return Ruling(Change.LOOSER, new)
        if self._is_reread():
            hint = say(
                "an answer to “{id}” as it is would be read as something else; make it all: with one part",
                id=self.found.node.id,
            )
            return Ruling(Change.LOOSER, new, hint)
        return Ruling(Change.FILLED, new)

    def _is_reread(self) -> bool:
        """Whether points as judged would become a number of something, or “no” the answer that is best."""
        node, new = self.found.node, self.new.measure
        levels = self.scales.get(self.new.scale or node.scale or "", {})
        names = [(rank, {id_, title.vi, title.en}) for rank, (id_, title) in enumerate(levels.items())]
        if node.measure == "points":
            return new in ("count", "amount", "events") or any(
                map(_is_number, set().union(*(each for _, each in names)))
            )
        if node.measure != "met" or (node.met is not None and node.met.word == "unknown"):
            return False
        if new != "level":
            return new == "events"  # “không” would be no events at all
        wanted = self.new.met.level if self.new.met is not None else None
        least = list(levels).index(wanted) if wanted is not None and wanted in levels else 0
        return any(
            rank >= least and GRADES.get(fold(name), Grade.MET) is not Grade.MET
            for rank, each in names
            for name in each
            if name
        )

    def _tightened(self) -> Change:
        return Change.TIGHTER if self.found.may_be_tightened else Change.LOOSER

    def _met(self) -> Ruling:
        node, new = self.found.node, self.new.met
        assert new is not None
        old = node.met
        if old is None or (old.word == "met" and self.found.is_open):
            if node.measure == "met" and (self.new.measure or "met") == "met":
                old = Requirement.made(word="met")
            else:
                return Ruling(Change.FILLED if self.found.is_open else Change.LOOSER, new)
        elif old.word != "unknown" and self.new.measure not in (None, node.measure):
            return Ruling(Change.LOOSER, new)
        if same(old, new):
            return Ruling(Change.SAME, node.met)
        levels = tuple(self.scales.get(node.scale or "", ()))
        scope = Scope(self.parameters, self.more_parameters, levels, self.rows, self._most())
        compared = compare_requirements(old, new, scope)
        change = compared.change
        if change is Change.TIGHTER and not self.found.may_be_tightened:
            hint = say("where a part of a ladder, or what costs points, is harder to meet, the result may be better")
            return Ruling(Change.LOOSER, new, hint)
        back = compare_requirements(compared.together, old, Scope(scope.new, scope.old, levels, self.rows))
        looser = change is Change.LOOSER and back.change is Change.TIGHTER
        return Ruling(change, compared.together, None, tuple(kebab(name) for name in compared.kept), looser)

    def _most(self) -> Fraction | None:
        """The most points, or the number of the parts, that an answer to the node of the set can come to."""
        node = self.found.node
        return Fraction(len(node.parts)) if node.measure == "parts" else size(node)

    def _points(self) -> Ruling:
        old, new = self.found.node.points, self.new.points
        assert new is not None
        if old is None:
            return Ruling(Change.FILLED if self.found.is_blank or self._hides_points() else Change.LOOSER, new)
        if self.found.is_open and old.form in ("judged", "unknown"):
            return Ruling(Change.FILLED, new)
        return Ruling(compare_points(old, new), new)

    def _hides_points(self) -> bool:
        """Whether a leaf is judged points without a word of how many."""
        node = self.found.node
        return node.measure == "points" and node.max is None

    def _max(self) -> Ruling:
        node, new = self.found.node, self.new.max
        if node.max is not None or new is None:
            return Ruling(Change.LOOSER, new)
        below = any(Found((), part, (), written=True).has_open_max or _hidden(part) for part in node.walk())
        return Ruling(Change.FILLED if below or self.found.is_blank else Change.LOOSER, new)

    def _parts(self) -> Ruling:
        """A longer list of parts, where all of them are needed."""
        old, new, met = self.found.node.parts, self.new.parts, self.found.node.met
        longer = old.keys() <= new.keys() and all(same(old[key], new[key]) for key in old)
        if longer and met is not None and met.word == "all" and self.found.may_be_tightened:
            return Ruling(Change.TIGHTER, new)
        fewer = new.keys() < old.keys() and met is not None and met.word == "all"
        return Ruling(self._if_open("parts"), new, looser=fewer)

    def _at_least(self) -> Ruling:
        """More of the same parts have to be met."""
        old, new = self.found.node.at_least, self.new.at_least
        assert old is not None
        assert new is not None
        scope = Scope(self.parameters, self.more_parameters, rows=self.rows)
        change = compare_parameters(old.n, new.n, scope, up=True)
        back = compare_parameters(new.n, old.n, Scope(self.more_parameters, self.parameters), up=True)
        if change is Change.TIGHTER and not self.found.may_be_tightened:
            change = Change.LOOSER
        return Ruling(change, new.n, looser=back is Change.TIGHTER)


def _is_number(text: str | None) -> bool:
    try:
        return text is not None and parse_number(text) is not None
    except NumberError as error:
        return error.reason == "ambiguous"


def _hidden(node: Indicator) -> bool:
    """Whether the points of a node are not public."""
    points = node.points
    if points is None:
        return node.measure == "points" and node.max is None
    return (
        points.form == "unknown"
        or any(band.points is None for band in points.bands)
        or any(is_open(each) for each in (points.up_to, points.per, points.full_at) if each is not None)
    )
