"""`wardeval/diff/1`: comparisons for programs. Its JSON Schema is `wardeval/schemas/diff-1.json`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from fractions import Fraction
from typing import Any, NamedTuple

from wardeval.engine.change import (
    Comparison,
    Decomposition,
    Direction,
    Ends,
    FactChange,
    GapChange,
    NodeChange,
    Side,
    Stand,
    UnitName,
)
from wardeval.engine.tally import Reach, Tally, Wanted, by_sets
from wardeval.exact import Interval
from wardeval.language import Language
from wardeval.problems import Problem
from wardeval.report.diff_rows import status
from wardeval.report.diff_words import of_comparison, of_side
from wardeval.report.json_text import head
from wardeval.report.result_json import MET, count_data, interval_data, number, outcome_data, problem_data

FORMAT = "wardeval/diff/1"
_DIRECTION = {Direction.BETTER: "better", Direction.WORSE: "worse", Direction.NEITHER: "neither"}


class Closing(NamedTuple):
    """What is known when every unit was told."""

    tally: Tally
    reaches: Sequence[Reach]
    problems: Sequence[Problem]


def pieces(
    labels: tuple[str, str],
    language: Language,
    wanted: Wanted,
    units: Iterable[str],
    closing: Callable[[], Closing],
) -> Iterator[str]:
    """The text of one run, piece by piece; one line break at its end.

    `labels` are the two sides as the command line named them. `units` are the texts of those that are `wanted`;
    `closing`, which is asked for after the last of them, counts all.
    """
    front = {
        **head(FORMAT, language),
        "before": labels[0],
        "after": labels[1],
        "only": wanted.only,
        "tolerance": number(wanted.tolerance),
    }
    yield f'{_open(front)},\n  "units": ['
    between = ""
    for unit in units:
        yield f"{between}\n    {unit}"
        between = ","
    yield "\n  ],\n" if between else "],\n"
    totals, reaches, problems = closing()
    back = {
        "totals": {field.name.replace("_", "-"): getattr(totals, field.name) for field in fields(totals)},
        "verdicts": list(_verdicts(reaches, language)),
        "problems": [problem_data(problem, language) for problem in problems],
    }
    yield _open(back).removeprefix("{\n") + "\n}\n"


def _open(data: dict[str, Any]) -> str:
    """An object without its closing brace."""
    return json.dumps(data, ensure_ascii=False, indent=2).removesuffix("\n}")


def unit_text(item: Comparison, language: Language, tolerance: Fraction, *, alone: bool) -> str:
    """One unit: on a line, or in lines to be read where it is `alone`."""
    data = _comparison(item, of_comparison(language, item), tolerance)
    if alone:
        return json.dumps(data, ensure_ascii=False, indent=2).replace("\n", "\n    ")
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _verdicts(reaches: Iterable[Reach], language: Language) -> Iterable[dict[str, Any]]:
    """How many of the units that were compared reach each verdict, by their sets."""
    for sets, reached in by_sets(reaches):
        for found in reached:
            yield {
                "sets": {"before": sets[0], "after": sets[1]},
                "id": found.id,
                "titles": [language.text(title) for title in found.titles],
                "before": _range(found.before),
                "after": _range(found.after),
                "gained": found.gained,
                "lost": found.lost,
            }


def _range(units: Interval) -> dict[str, int]:
    """How many units surely, and how many perhaps."""
    return {"least": int(units.least), "most": int(units.most)}


def _comparison(item: Comparison, language: Language, tolerance: Fraction) -> dict[str, Any]:
    compared = item.is_comparable
    return {
        "status": status(item),
        "empty": item.is_empty,
        "improved": item.improved(tolerance) if compared else None,
        "worsened": item.worsened(tolerance) if compared else None,
        "unit": _unit(item.unit) if item.unit is not None else None,
        "before": _side(item.before, language),
        "after": _side(item.after, language),
        "refusals": [language.text(why) for why in item.refusals],
        "notes": [language.text(note) for note in item.notes],
        "mapping": item.mapping,
        "set-changed": item.set_changed,
        "verdict": _DIRECTION[item.verdict] if item.compares_verdicts else None,
        "verdict-open": item.verdict_open,
        "facts": [_fact(fact, language) for fact in item.facts],
        "gates": [_change(change, language) for change in item.gates],
        "criteria": [_change(change, language) for change in item.criteria],
        "points": _ends(item.total),
        "count": _ends(item.count),
        "stated-count-changed": item.stated_changed,
        "decompositions": [_decomposition(part) for part in item.decompositions],
        "gaps-closed": [_gap(gap, language) for gap in item.closed],
        "gaps-opened": [_gap(gap, language) for gap in item.opened],
        "unmapped": {"before": list(item.unmapped[0]), "after": list(item.unmapped[1])},
        "problems": [problem_data(problem, language) for problem in item.problems],
    }


def _side(side: Side | None, language: Language) -> dict[str, Any] | None:
    if side is None:
        return None
    language = of_side(language, side)
    standing = side.standing
    return {
        "file": {"path": side.file, "digest": side.digest},
        "unit": _unit(side.unit),
        "period": side.period,
        "as-of": side.as_of.isoformat() if side.as_of else None,
        "fictional": side.fictional,
        "set": {
            "id": side.set_id,
            "title": language.text(side.set_title),
            "digest": side.set_digest,
            "comes-to": side.scale,
        },
        "track": side.track,
        "tracks": list(side.tracks),
        "status": standing.status.value,
        "verdict": language.text(standing.reached) if standing.reached else None,
        "candidates": [language.text(title) for title in standing.candidates],
        "verdicts": [{"id": id_, "met": MET[met]} for id_, met in standing.verdicts],
        "count": count_data(side.count),
        "total": outcome_data(side.total) if side.total is not None else None,
        "coverage": {"answered": side.coverage.answered, "of": side.coverage.of},
        "notes": [language.text(note) for note in side.notes],
        "members": [_side(member, language) for member in side.members],
    }


def _unit(unit: UnitName) -> dict[str, Any]:
    return {"id": unit.id, "name": unit.name, "type": unit.type, "within": list(unit.within)}


def _fact(fact: FactChange, language: Language) -> dict[str, Any]:
    """A fact of the unit that is another one; null where a side does not say it."""
    sides = [None if value is None else language.text(value) for value in (fact.before, fact.after)]
    return {"id": fact.id, "title": language.text(fact.title), "before": sides[0], "after": sides[1]}


def _change(change: NodeChange, language: Language) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "direction": _DIRECTION[change.direction],
        "before": _stand(change.before, language),
        "after": _stand(change.after, language),
        "points": _ends(change.points),
        "evidence": change.proof.value if change.proof else None,
        "agreement": change.agreement.value if change.agreement else None,
        "same-answer": change.same_answer,
        "relation": change.relation.value if change.relation else None,
        "notes": [language.text(note) for note in change.notes],
        "parts": [_change(part, language) for part in change.parts],
    }


def _stand(stand: Stand | None, language: Language) -> dict[str, Any] | None:
    if stand is None:
        return None
    return {
        "id": stand.id,
        "number": None if stand.number == "unknown" else stand.number,
        "title": language.text(stand.label) if stand.label else None,
        "state": stand.state.value,
        **outcome_data(stand.outcome),
        "basically-met": stand.basically,
        "put-together": not stand.apart,
        "answer": language.text(stand.answer) if stand.answer is not None else None,
        "documents": [language.text(document) for document in stand.documents],
    }


def _decomposition(item: Decomposition) -> dict[str, Any]:
    old_old, old_new, new_old, new_new = map(interval_data, item.scores)
    return {
        "of": item.of,
        "published": item.published,
        "answers": _ends(item.answers),
        "coverage": _ends(item.coverage),
        "verification": _ends(item.verification),
        "set": _ends(item.rubric),
        "total": _ends(item.total),
        "scores": {
            "old-answers-old-set": old_old,
            "old-answers-new-set": old_new,
            "new-answers-old-set": new_old,
            "new-answers-new-set": new_new,
        },
    }


def _gap(gap: GapChange, language: Language) -> dict[str, Any]:
    return {
        "kind": gap.kind.value,
        "id": gap.id,
        "number": None if gap.number == "unknown" else gap.number,
        "title": language.text(gap.label) if gap.label else None,
        "missing": gap.missing,
        "closes": language.text(gap.closes) if gap.closes else None,
    }


def _ends(ends: Ends | None) -> dict[str, Any] | None:
    """How far both ends moved; the least may move further than the most."""
    return None if ends is None else {"least": number(ends.least), "most": number(ends.most)}
