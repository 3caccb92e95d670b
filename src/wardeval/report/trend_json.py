"""`wardeval/trend/1`: units over the years for programs. Its JSON Schema is `wardeval/schemas/trend-1.json`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from wardeval.engine.change import UnitName
from wardeval.language import Language
from wardeval.problems import Problem
from wardeval.report import trend_words, words
from wardeval.report.diff_words import of_side
from wardeval.report.json_text import head, indented
from wardeval.report.order import alphabetical
from wardeval.report.result_json import MET, interval_data, number, problem_data
from wardeval.report.trend_groups import Group, totals
from wardeval.series.line import Kinship, Mark, MarkKind, Point, Series, Trend

FORMAT = "wardeval/trend/1"


def render(trends: Sequence[Trend], groups: Sequence[Group], problems: Sequence[Problem], language: Language) -> str:
    """All trends of one run, how many units reach the highest verdict, and every file that could not be used."""
    ordered = sorted(trends, key=lambda one: (alphabetical(one.unit.name), one.unit.within, one.unit.id or ""))
    data = {
        **head(FORMAT, language),
        "trends": [_trend(trend, language) for trend in ordered],
        "totals": [total for group in groups for total in _totals(group)],
        "problems": [problem_data(problem, language) for problem in problems],
    }
    return indented(data)


def _trend(trend: Trend, language: Language) -> dict[str, Any]:
    return {
        "unit": _unit(trend.unit),
        "notes": [language.text(note) for note in trend.notes],
        "series": [_series(series, language) for series in trend.series],
    }


def _unit(unit: UnitName) -> dict[str, Any]:
    return {"id": unit.id, "name": unit.name, "type": unit.type, "within": list(unit.within)}


def _series(series: Series, language: Language) -> dict[str, Any]:
    return {
        "unit": _unit(series.unit),
        "role": series.role.value,
        "fictional": series.fictional,
        "sets": list(series.sets),
        "points": [_point(point, language) for point in series.points],
        "joined": [len(run) for run in series.runs()],
        "marks": [_mark(mark, language) for mark in series.marks],
    }


def _point(point: Point, language: Language) -> dict[str, Any]:
    side, standing = point.side, point.side.standing
    language = of_side(language, side)
    text, total, count = language.text, side.total, side.count
    return {
        "period": side.period,
        "as-of": side.as_of.isoformat() if side.as_of else None,
        "file": {"path": side.file, "digest": side.digest},
        "unit": _unit(side.unit),
        "set": {"id": side.set_id, "title": text(side.set_title), "digest": side.set_digest},
        "track": side.track,
        "status": standing.status.value,
        "verdict": text(standing.reached) if standing.reached is not None else None,
        "says": words.standing_cell(standing, language).text,
        "verdicts": [
            {"id": id_, "title": text(title), "met": MET[dict(standing.verdicts)[id_]]} for id_, title in point.ladder
        ],
        "count": {
            "met": interval_data(count.met),
            "of": count.of,
            "not-applicable": count.not_applicable,
            "stated": count.stated,
            "hedge": count.hedge,
        },
        "points": interval_data(total.points) if total is not None and total.known else None,
        "possible": _number(total.possible) if total is not None else None,
        "least-of-the-highest-verdict": _number(point.top),
        "coverage": {"answered": side.coverage.answered, "of": side.coverage.of},
    }


def _number(value: Fraction | None) -> dict[str, str] | None:
    return None if value is None else number(value)


def _mark(mark: Mark, language: Language) -> dict[str, Any]:
    sets = mark.kind is MarkKind.SET
    return {
        "kind": mark.kind.value,
        "before-point": mark.place,
        "from": mark.first or None,
        "to": mark.last or None,
        "day": mark.day.isoformat() if mark.day else None,
        "text": language.text(trend_words.mark_text(mark)),
        "before": mark.before,
        "after": mark.after,
        "related": mark.mapping is not None if sets else None,
        "mapping": mark.mapping,
        "units": [_kinship(kin) for kin in mark.units],
        "decision": mark.decision,
        "why": [language.text(why) for why in mark.told],
    }


def _kinship(kin: Kinship) -> dict[str, Any]:
    return {"unit": _unit(kin.unit), "whole": kin.whole}


def _totals(group: Group) -> Iterator[dict[str, Any]]:
    ladders = {point.side.set_id: point.ladder for series in group.series for point in series.points}
    counted = [totals(group, rung) for rung in range(group.ladder)]
    for key, (reached, of) in sorted(totals(group).items()):
        verdicts = [
            {"id": id_, "reached": interval_data(found[key][0])}
            for (id_, _), found in zip(ladders[key.set_id], counted, strict=False)
            if key in found
        ]
        yield {
            "set": key.set_id,
            "period": key.period,
            "reached": interval_data(reached),
            "of": of,
            "verdicts": verdicts,
        }
