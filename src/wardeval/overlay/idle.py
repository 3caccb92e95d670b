"""Rules of an overlay that every answer meets, so that they ask for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.library import LoadedSet
from wardeval.model.criterion_set import Indicator
from wardeval.model.mistakes import Mistake
from wardeval.model.overlay import Overlay
from wardeval.overlay.nodes import written_nodes
from wardeval.overlay.strictness import same
from wardeval.problems import say


def idle_mistakes(overlay: Overlay, loaded: LoadedSet, base: LoadedSet) -> Iterator[Mistake]:
    """A rule that the overlay writes must leave an answer that does not meet it."""
    from wardeval.lint.set_requirements import demands

    idle = {demand.node.id for demand in demands(loaded) if demand.exact and demand.possible.inside(demand.wanted)}
    idle |= {node.id for node in loaded.criteria.nodes() if _is_lowest(loaded, node)}
    before = {node.id: node for node in base.criteria.nodes()}
    for node, keys in written_nodes(overlay):
        key = next((name for name in ("met", "at_least") if name in node.given), None)
        old = before.get(node.id)
        if node.id not in idle or key is None or (old is not None and same(old.met, node.met) and key == "met"):
            continue
        message = say("every answer to “{id}” meets this requirement", id=node.id)
        hint = say("compare with the text of the decision")
        yield Mistake("overlay-loosens", (*keys, key.replace("_", "-")), message, hint)


def _is_lowest(loaded: LoadedSet, node: Indicator) -> bool:
    """Whether the lowest level of a scale is enough."""
    if node.met is None or node.met.level is None:
        return False
    return next(iter(loaded.criteria.scales.get(node.scale or "", {})), None) == node.met.level
