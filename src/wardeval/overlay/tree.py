"""The gates and criteria of a set with those of an overlay laid over them."""

from __future__ import annotations

import re

from wardeval.library import Touch
from wardeval.model.criterion_set import COMBINATIONS, AtLeast, CriterionSet, Indicator
from wardeval.model.mistakes import Mistake, closest
from wardeval.model.overlay import Overlay
from wardeval.model.record import kebab
from wardeval.model.rules import Parameter
from wardeval.overlay.found import Found, costly, fewer_is_better, found_nodes, may_drop_out, parts_at
from wardeval.overlay.layers import Draft
from wardeval.overlay.nodes import Written, all_parts, parts_of, written_nodes
from wardeval.overlay.patch import RULE_KEYS, Patch, Ruling
from wardeval.overlay.refusal import refusal
from wardeval.overlay.scope import Change, fact_values
from wardeval.problems import Keys, Message, say


class Tree:
    """Lays the nodes of an overlay over those of a set; `mistakes` has whatever may not be laid there."""

    def __init__(self, criteria: CriterionSet, overlay: Overlay, draft: Draft) -> None:
        """Read what the overlay says of nodes that the set has, and which ones it adds."""
        self.overlay, self.draft = overlay, draft
        self.mistakes: list[Mistake] = []
        self.touches: dict[str, tuple[Touch, ...]] = {}
        self.parameters: dict[str, Parameter] = {**criteria.parameters, **overlay.parameters}
        self._criteria = criteria
        self._scales = {**criteria.scales, **overlay.scales}
        self._rows = fact_values({**criteria.facts, **overlay.facts}, criteria.units)
        self._found = found_nodes(criteria)
        self._costly = costly(criteria)
        self._patches: dict[str, Written] = {}
        self._added: dict[str, list[Written]] = {"gates": [], "criteria": []}
        self._seen: set[str] = set()
        self._keys = {node.id: keys for node, keys in written_nodes(overlay)}
        for section in ("gates", "criteria"):
            for index, node in enumerate(getattr(overlay, section)):
                self._read(Written(node, (section, index)), section, None)

    def section(self, name: str) -> tuple[Indicator, ...]:
        """The nodes of `gates` or `criteria`, with everything that the overlay says."""
        old = tuple(self._laid(node) for node in getattr(self._criteria, name))
        return (*old, *self._appended((name,), self._added[name], len(old)))

    def added(self, section: str) -> list[Written]:
        """The gates or criteria that the overlay adds."""
        return self._added[section]

    def keys_of(self, id_: str) -> Keys | None:
        """Where the overlay writes a node, if it does."""
        return self._keys.get(id_)

    def base_keys(self, id_: str) -> Keys:
        """Where the set that is extended has a node."""
        return self._found[id_].keys

    def is_held_down(self, id_: str) -> bool:
        """Whether the points of a node of the set are asked to be no more than a number, here or around it."""
        found = self._found[id_]
        return bool({node.id for node in (*found.above, found.node)} & self._costly)

    def may_need_more(self, ground: str) -> bool:
        """Whether a ground on which events do not count may ask for more, wherever it is used."""
        using = [found for found in self._found.values() if ground in found.node.except_]
        return all(self._may_tighten(found) and fewer_is_better(found.node) for found in using)

    def place(self, keys: Keys) -> str:
        """The line of the set that is extended, for a message."""
        return self.draft.base_place(keys)

    def _read(self, written: Written, section: str, parent: Found | None) -> None:
        """Sort one node of the overlay, and its parts, into what is known and what is new."""
        node, keys = written
        if node.id in self._seen:
            self._wrong("structure", (*keys, "id"), say("the id “{id}” is used twice", id=node.id))
            return
        self._seen.add(node.id)
        found = self._found.get(node.id)
        if found is None:
            self._read_new(written, section, parent)
        elif parent is not None and found.parent != parent.node.id:
            self._moved(written, found)
        elif parent is None and found.section != section:
            self._moved(written, found, say("write it under {section}:", section=found.section))
        else:
            self._patches[node.id] = written
            for part, at in parts_of(written):
                if found.node.combination is None:
                    if found.is_open:
                        self._refuse_known(Written(part, at))
                else:
                    self._read(Written(part, at), section, found)

    def _moved(self, written: Written, found: Found, hint: Message | None = None) -> None:
        message = say(
            "“{id}” stands elsewhere in the set that is extended ({place}), and stays there",
            id=written.node.id,
            place=self.place(found.keys),
        )
        default = say("write what is filled in or tightened under {section}: with its id alone", section=found.section)
        self._wrong("overlay-moves", (*written.keys, "id"), message, hint or default)

    def _refuse_known(self, written: Written) -> None:
        """Parts of a new node are new themselves."""
        for part, keys in all_parts(written):
            if part.id in self._found:
                self._moved(Written(part, keys), self._found[part.id])
            elif part.id in self._seen:
                self._wrong("structure", (*keys, "id"), say("the id “{id}” is used twice", id=part.id))
            self._seen.add(part.id)

    def _read_new(self, written: Written, section: str, parent: Found | None) -> None:
        node, keys = written
        slip = next((known for known in self._found if known != node.id and _bare(known) == _bare(node.id)), None)
        if slip is not None:
            message = say(
                "“{id}” is new, but “{known}” of the set that is extended ({place}) differs only in case or marks",
                id=node.id,
                known=slip,
                place=self.place(self._found[slip].keys),
            )
            hint = say("an id cannot be changed; write “{known}”, or a new id that is clearly another", known=slip)
            self._wrong("overlay-new-id", (*keys, "id"), message, hint)
            return
        if node.measure is None and node.combination is None and not node.use:
            close = closest(node.id, self._found)
            message = say(
                "“{id}” is not in “{set}”, and is no whole criterion: it has neither a measure nor parts",
                id=node.id,
                set=self._criteria.id,
            )
            meant = say("did you mean “{id}”?", id=close) if close else None
            self._wrong("overlay-new-id", (*keys, "id"), message, meant)
            return
        self._seen.discard(node.id)
        self._refuse_known(written)
        if parent is None:
            self._added[section].append(written)
            return
        way = parent.node.combination
        if way != "all" or not self._may_tighten(parent) or self._may_come_back(parent):
            message = say(
                "a part cannot be added to “{id}”: that is not surely stricter ({place})",
                id=parent.node.id,
                place=self.place(parent.keys),
            )
            hint = say("parts can be added where all of them have to be met; else add a criterion of its own")
            if not (way == "sum" and parent.has_open_sum):
                self._wrong("overlay-loosens", (*keys, "id"), message, hint)
                return
        self._added.setdefault(parent.node.id, []).append(written)

    def _may_tighten(self, found: Found) -> bool:
        ids = {node.id for node in (*found.above, found.node)}
        return found.may_be_tightened and not ids & self._costly

    def _may_come_back(self, found: Found) -> bool:
        """Whether a new part makes a node count that was left out because no part of it applied."""
        if not all(map(may_drop_out, found.node.children)):
            return False
        conditions = [each for verdict in self._criteria.verdicts for each in verdict.when or ()]
        counted = any(each.criteria_met or each.every_criterion for each in conditions)
        return counted or self._criteria.total is not None or any(node.combination != "all" for node in found.above)

    def _laid(self, node: Indicator) -> Indicator:
        """A node of the set with everything that the overlay says of it and of its parts."""
        found = self._found[node.id]
        values: dict[str, object] = {name: getattr(node, name) for name in node.given}
        way = node.combination
        if way is not None:
            parts = tuple(self._laid(part) for part in node.children)
            parts += self._appended(parts_at(node, found.keys), self._added.get(node.id, []), len(parts))
            values[way] = node.at_least.replace(of=parts) if node.at_least is not None else parts
        if node.id in self._patches:
            self._patch(found, self._patches[node.id], values)
        return Indicator.made(**values)

    def _appended(self, at: Keys, added: list[Written], index: int) -> tuple[Indicator, ...]:
        for place, (node, keys) in enumerate(added, index):
            self.draft.add(at, keys, place)
            for part in node.walk():
                self.touches[part.id] = (*self.touches.get(part.id, ()), Touch(self.overlay.id, "added"))
        return tuple(node for node, _ in added)

    def _patch(self, found: Found, written: Written, values: dict[str, object]) -> None:
        node, keys = written
        patch = Patch(found, node, self._criteria.parameters, self.parameters, self._scales, self._rows)
        for name, ruling in patch.rulings():
            at, from_ = (*found.keys, kebab(name)), (*keys, kebab(name))
            change = ruling.change
            if change is Change.TIGHTER and not self._may_tighten(found):
                change = Change.LOOSER
            if change is Change.LOOSER:
                self._refuse(found, name, from_, ruling)
            elif change is not Change.SAME:
                self._touch(node.id, "tightened" if change is Change.TIGHTER else "filled", kebab(name))
                self._take(name, ruling, at, from_, values)
        self._take_parts(found, written, values)
        touches = self.touches.get(node.id, ())
        told = tuple(touch for touch in touches if touch.key != "source")  # a source says where the rest is from
        if touches:
            self.touches[node.id] = told or touches
        judged = node.measure is None and found.node.measure != "points"
        if node.points is not None and node.max is None and found.has_open_max and "max" in values and not judged:
            del values["max"]
            self.draft.drop((*found.keys, "max"))

    def _take(self, name: str, ruling: Ruling, at: Keys, from_: Keys, values: dict[str, object]) -> None:
        if name == "at_least":
            combined = values["at_least"]
            assert isinstance(combined, AtLeast)
            values["at_least"] = combined.replace(n=ruling.value)
            self.draft.put((*at, "n"), (*from_, "n"))
            return
        values[name] = ruling.value
        kept = [((*at, key), self.draft.found((*at, key))) for key in ruling.kept]
        if name == "source":
            self.draft.write(at, str(ruling.value), from_)
        else:
            self.draft.put(at, from_)
        for key, (where, value) in kept:
            self.draft.keep(key, where, value)

    def _take_parts(self, found: Found, written: Written, values: dict[str, object]) -> None:
        """Make parts of a slot that was answered, where it is not public how it is judged."""
        node, keys = written
        ways = [name for name in (*COMBINATIONS, "use") if getattr(node, name)]
        for way in ways:
            if way == found.node.combination:
                continue
            if not found.is_open:
                self._refuse(found, way, (*keys, kebab(way)), Ruling(Change.LOOSER))
                continue
            self._drop_rule(found, written, values, way)
            values[way] = getattr(node, way)
            self.draft.put((*found.keys, kebab(way)), (*keys, kebab(way)))
            self._touch(node.id, "filled", kebab(way))
            for part, _ in all_parts(written)[1:]:
                self._touch(part.id, "added", "")

    def _drop_rule(self, found: Found, written: Written, values: dict[str, object], way: str) -> None:
        """Take out what only a leaf has; the most points stay, where they are known."""
        points, summed = found.node.points, way in ("sum", "weighted")
        stay = {"max"} if summed and found.node.max is not None else set()
        if points is not None and points.fixed is not None and not summed:
            stay = {"points"}
        for name in RULE_KEYS & values.keys() - written.node.given - stay:
            del values[name]
            self.draft.drop((*found.keys, kebab(name)))
        if points is not None and points.fixed is not None and summed and "max" not in values:
            values["max"] = points.fixed
            self.draft.write((*found.keys, "max"), str(points.fixed), written.keys)

    def _touch(self, id_: str, kind: str, key: str) -> None:
        self.touches[id_] = (*self.touches.get(id_, ()), Touch(self.overlay.id, kind, key))

    def _refuse(self, found: Found, name: str, keys: Keys, ruling: Ruling) -> None:
        rule, at, message = refusal(self.draft, found, name, keys, ruling.value, looser=ruling.looser)
        default = say("an overlay adds, fills gaps and tightens; leave the key out")
        self._wrong(rule, at, message, ruling.hint or default)

    def _wrong(self, rule: str, keys: Keys, message: Message, hint: Message | None = None) -> None:
        self.mistakes.append(Mistake(rule, keys, message, hint))


_RUN = re.compile(r"\d+|[^\W\d_]+")


def _bare(id_: str) -> list[str]:
    """An id without case and marks: its numbers and words."""
    return _RUN.findall(id_.casefold())
