"""The points that a set leaves room for: what an overlay fills in stays below every maximum that is stated."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.mistakes import Mistake
from wardeval.model.structure import may_be_met
from wardeval.overlay.found import may_drop_out, may_lose
from wardeval.overlay.sizes import pays, size, top, top_of_sum
from wardeval.overlay.tree import Tree
from wardeval.problems import Keys, Message, say

_NOTHING = Fraction(0)


def overfilled(tree: Tree, base: CriterionSet, merged: CriterionSet) -> Iterator[Mistake]:
    """What the overlay fills in must not exceed what the set leaves, nor change sizes that shares are counted by."""
    after = {node.id: node for node in merged.nodes()}
    bonuses = {node.id for node in base.nodes() if node.bonus}
    told: set[str] = set()
    for extra in merged.nodes():
        if extra.bonus and extra.id not in bonuses:
            told.add(extra.id)
            yield _mistake(tree, extra, say("“{id}” would earn a bonus, beyond what the set leaves", id=extra.id))
    conditions = [each for verdict in base.verdicts for each in verdict.when or ()]
    counted = {node.id for node in base.criteria if any(each.criteria_met for each in conditions)}
    for before in reversed(list(base.nodes())):  # inner nodes first: they say best what is wrong
        node = after.get(before.id)
        if node is None or node is before or told & {part.id for part in node.walk()}:
            continue
        message = _wrong(tree, before, node)
        if message is None and node.id in counted and may_be_met(before) and not may_be_met(node):
            place = tree.place(tree.base_keys(node.id))
            message = say("“{id}” is counted when it is met, and has to say when ({place})", id=node.id, place=place)
        if message is not None:
            told.add(node.id)
            yield _mistake(tree, node, message)
    if base.total is None or told:
        return
    own = merged.criteria[: len(base.criteria)]
    was, now = (top_of_sum(criteria, base.total.max) for criteria in (base.criteria, own))
    if was is not None and now is not None and now > was:
        changed = [node for node in own if any(tree.keys_of(part.id) is not None for part in node.walk())]
        for node in changed[-1:]:
            place = tree.place(("total",))
            says = {"new": now, "old": was, "place": place}
            yield _mistake(tree, node, say("the total could come to {new} points, more than {old} ({place})", **says))


def _wrong(tree: Tree, before: Indicator, node: Indicator) -> Message | None:
    def says() -> dict[str, object]:
        return {"id": node.id, "place": tree.place(tree.base_keys(node.id))}

    if pays(before) and not pays(node):
        return say("“{id}” earns points in the set, and has to earn them ({place})", **says())
    if (may_drop_out(node) and not may_drop_out(before)) or (_is_unbound(node) and not _is_unbound(before)):
        return say("“{id}” could be left out as not applicable, where the set has it count ({place})", **says())
    was, now = top(before), top(node)
    if was is not None and now is None:
        return say("“{id}” would have no most points, which are {old} in the set ({place})", old=was, **says())
    if was is not None and now is not None and now > was:
        return say(
            "“{id}” could earn {new} points, more than the {old} that the set leaves ({place})",
            new=now,
            old=was,
            **says(),
        )
    was, now = size(before), size(node)
    if was is not None and now is None:
        return say("“{id}” would have no most points, which are {old} in the set ({place})", old=was, **says())
    if was is not None and now is not None and now != was:
        return say("the most points of “{id}” are {old} in the set, not {new} ({place})", new=now, old=was, **says())
    if node.combination == "sum" and node.max is not None and before.max is None:
        known = sum((found for part in node.sum if not part.bonus and (found := size(part)) is not None), _NOTHING)
        if known > node.max:
            return say(
                "the parts of “{id}” earn {parts} points, more than {max} ({place})",
                parts=known,
                max=node.max,
                **says(),
            )
    if tree.is_held_down(node.id) and may_lose(node) and not may_lose(before):
        return say("“{id}” could lose points, where the set asks for no more than a number ({place})", **says())
    return None


def _is_unbound(node: Indicator) -> bool:
    """Whether points that are not public stand beside a part that may be left out, so that nothing limits them."""
    sums = [each.sum for each in node.walk() if each.sum]
    return any(None in map(top, parts) and any(map(may_drop_out, parts)) for parts in sums)


def _mistake(tree: Tree, node: Indicator, message: Message) -> Mistake:
    """A mistake at what the overlay writes of a node, or of the first part of it."""
    keys: Keys = next((at for part in node.walk() if (at := tree.keys_of(part.id)) is not None), ())
    hint = say("compare the points with the text; the maximum that the set states holds")
    return Mistake("overlay-loosens", (*keys, "id") if keys else (), message, hint)
