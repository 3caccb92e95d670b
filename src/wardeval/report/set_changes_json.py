"""`wardeval/criteria-diff/1`: changes of sets for programs. Its schema is `wardeval/schemas/criteria-diff-1.json`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wardeval.engine.set_changes import Pair, SetChanges
from wardeval.language import Language
from wardeval.library import LoadedSet
from wardeval.model.criterion_set import CriterionSet
from wardeval.report.json_text import head, indented
from wardeval.report.set_changes import reason
from wardeval.report.set_lines import IN_LINES, head_lines, head_text, lines

FORMAT = "wardeval/criteria-diff/1"


def render(changes: SetChanges, old: LoadedSet, new: LoadedSet, language: Language) -> str:
    """What changed from one set to another; one line break at the end."""
    data = {
        **head(FORMAT, language),
        "old": _side(old, language),
        "new": _side(new, language),
        "comparable": not changes.incomparable,
        "incomparable": [
            {"reason": why.value, "text": language.text(reason(why, changes))} for why in changes.incomparable
        ],
        "related": changes.related,
        "head": [_head(pair, language) for pair in changes.head],
        "verdicts": _pairs(changes.verdicts, changes, language),
        "groups": _pairs(changes.groups, changes, language),
        "criteria": _pairs(changes.nodes, changes, language),
        **{
            name: _pairs(changes.declared.get(name, ()), changes, language)
            for name in ("parameters", "facts", "scales", "exceptions", "sources")
        },
    }
    return indented(data)


def _side(loaded: LoadedSet, language: Language) -> dict[str, Any]:
    criteria = loaded.criteria
    return {
        "id": criteria.id,
        "title": language.text(criteria.title),
        "path": loaded.source.name,
        "digest": loaded.source.digest,
    }


def _head(pair: Pair, language: Language) -> dict[str, Any]:
    read = head_lines if pair.id in IN_LINES else head_text
    return {"what": pair.id, **{side: language.text(read(pair.id, getattr(pair, side))) for side in ("old", "new")}}


def _pairs(pairs: Iterable[Pair], changes: SetChanges, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "id": pair.id,
            "old-id": getattr(pair.old, "id", pair.id) if pair.old is not None else None,
            "change": pair.kind,
            "aspects": [aspect.value for aspect in pair.aspects],
            "old": _lines(pair.old, changes.old, language),
            "new": _lines(pair.new, changes.new, language),
        }
        for pair in pairs
    ]


def _lines(item: Any, criteria: CriterionSet, language: Language) -> list[str]:
    return [] if item is None else [language.text(line) for line in lines(item, criteria)]
