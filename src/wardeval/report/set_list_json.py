"""`wardeval/criteria-list/1`: the sets for programs. Its JSON Schema is `wardeval/schemas/criteria-list-1.json`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wardeval.language import Language
from wardeval.library import LoadedSet
from wardeval.model.basis import Applies
from wardeval.problems import Problem
from wardeval.report.json_text import head, indented
from wardeval.report.result_json import problem_data
from wardeval.report.set_list import in_order

FORMAT = "wardeval/criteria-list/1"


def render(sets: Sequence[LoadedSet], problems: Sequence[Problem], language: Language) -> str:
    """Every set, and what is wrong with those that cannot be used; one line break at the end."""
    data = {
        **head(FORMAT, language),
        "sets": [_set(loaded, language) for loaded in in_order(sets)],
        "problems": [problem_data(problem, language) for problem in problems],
    }
    return indented(data)


def _set(loaded: LoadedSet, language: Language) -> dict[str, Any]:
    criteria = loaded.criteria
    return {
        "id": criteria.id,
        "title": language.text(criteria.title),
        "short": language.text(criteria.short) if criteria.short else None,
        "family": criteria.family,
        "basis": {
            "number": criteria.basis.number,
            "issuer": criteria.basis.issuer,
            "issued": criteria.basis.issued.isoformat() if criteria.basis.issued else None,
        },
        "years": _years(criteria.applies),
        "units": list(criteria.units),
        "completeness": criteria.completeness,
        "criteria": len(criteria.criteria),
        "named": sum(node.label is not None for node in criteria.criteria),
        "scored": criteria.is_scored,
        "place": loaded.place,
        "overlay-of": loaded.base.criteria.id if loaded.base is not None else None,
        "purpose": criteria.purpose or "recognition",
    }


def _years(applies: Applies | None) -> dict[str, Any]:
    """The years that are judged by a set; an end that is not known is null."""
    return {
        "from": applies.from_ if applies else None,
        "to": applies.to if applies else None,
        "suspended": [
            {"year": item.year, "within": item.within} for item in (applies.suspended if applies is not None else ())
        ],
    }
