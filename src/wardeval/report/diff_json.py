"""`wardeval/diff/1`: comparisons for programs. Its JSON Schema is `wardeval/schemas/diff-1.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from fractions import Fraction
from typing import Any

from wardeval import __version__
from wardeval.engine.change import (
    Comparison,
    Decomposition,
    Direction,
    Ends,
    GapChange,
    NodeChange,
    Side,
    Stand,
    UnitName,
)
from wardeval.engine.result import Count, Outcome
from wardeval.engine.tally import ALL, Tally, Wanted, compares_verdicts, verdicts_reached
from wardeval.exact import Interval, Met
from wardeval.language import Language
from wardeval.problems import Problem
from wardeval.report.diff_words import of_comparison, of_side
from wardeval.report.order import in_order
from wardeval.report.result_json import number, problem_data

FORMAT = "wardeval/diff/1"
_MET = {Met.YES: "yes", Met.NO: "no", Met.UNDECIDED: "undecided"}
_DIRECTION = {Direction.BETTER: "better", Direction.WORSE: "worse", Direction.NEITHER: "neither"}


def render(
    labels: tuple[str, str],
    comparisons: Sequence[Comparison],
    tally: Tally,
    problems: Sequence[Problem],
    language: Language,
    wanted: Wanted = ALL,
) -> str:
    """All comparisons of one run and every file that could not be used; one line break at the end.

    `labels` are the two sides as the command line named them. Units that are not `wanted` are left out, but counted.
    """
    data = {
        "format": FORMAT,
        "tool": {"name": "wardeval", "version": __version__},
        "language": str(language.code),
        "before": labels[0],
        "after": labels[1],
        "only": wanted.only,
        "tolerance": number(wanted.tolerance),
        "units": [
            _comparison(item, of_comparison(language, item), wanted.tolerance)
            for item in in_order(comparisons)
            if wanted.holds(item)
        ],
        "totals": {field.name.replace("_", "-"): getattr(tally, field.name) for field in fields(tally)},
        "verdicts": list(_verdicts(comparisons, language)),
        "problems": [problem_data(problem, language) for problem in problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _verdicts(comparisons: Iterable[Comparison], language: Language) -> Iterable[dict[str, Any]]:
    """How many of the units that were compared reach each verdict, by their sets."""
    by_sets: dict[tuple[str, str], list[Comparison]] = {}
    for item in comparisons:
        if item.is_comparable and item.before is not None and item.after is not None:
            by_sets.setdefault((item.before.set_id, item.after.set_id), []).append(item)
    for sets in sorted(by_sets):
        for found in verdicts_reached(by_sets[sets]):
            yield {
                "sets": {"before": sets[0], "after": sets[1]},
                "id": found.id,
                "titles": [language.text(title) for title in found.titles],
                "before": found.before,
                "after": found.after,
                "gained": found.gained,
                "lost": found.lost,
            }


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
        "verdict": _DIRECTION[item.verdict] if compares_verdicts(item) else None,
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


def status(item: Comparison) -> str:
    """How far two sides could be compared, in one word."""
    if item.problems:
        return "unreadable"
    if item.refusals:
        return "refused"
    if item.before is None:
        return "only-after"
    return "only-before" if item.after is None else "compared"


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
        "verdicts": [{"id": id_, "met": _MET[met]} for id_, met in standing.verdicts],
        "count": _count(side.count),
        "total": _outcome(side.total) if side.total is not None else None,
        "coverage": {"answered": side.coverage.answered, "of": side.coverage.of},
        "notes": [language.text(note) for note in side.notes],
        "members": [_side(member, language) for member in side.members],
    }


def _unit(unit: UnitName) -> dict[str, Any]:
    return {"id": unit.id, "name": unit.name, "type": unit.type, "within": list(unit.within)}


def _count(count: Count) -> dict[str, Any]:
    return {
        "met": _interval(count.met),
        "of": count.of,
        "not-met": count.not_met,
        "basically-met": count.basically,
        "not-applicable": count.not_applicable,
        "stated": count.stated,
        "hedge": count.hedge,
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    """An outcome; points that rest on something not public are bounds of what is known, and never a total."""
    return {
        "met": None if outcome.met is None else _MET[outcome.met],
        "points": _interval(outcome.points) if outcome.known else None,
        "possible": number(outcome.possible) if outcome.possible is not None else None,
        "applies": _MET[outcome.applies],
        "known": outcome.known,
    }


def _change(change: NodeChange, language: Language) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "direction": _DIRECTION[change.direction],
        "before": _stand(change.before, language),
        "after": _stand(change.after, language),
        "points": _ends(change.points),
        "evidence": change.proof.value if change.proof else None,
        "agreement": change.agreement.value if change.agreement else None,
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
        **_outcome(stand.outcome),
        "basically-met": stand.basically,
        "answer": language.text(stand.answer) if stand.answer is not None else None,
        "documents": [language.text(document) for document in stand.documents],
    }


def _decomposition(item: Decomposition) -> dict[str, Any]:
    old_old, old_new, new_old, new_new = map(_interval, item.scores)
    return {
        "of": item.of,
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


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    return None if interval is None else {"least": number(interval.least), "most": number(interval.most)}
