"""`wardeval/result/1`: results for programs. Its JSON Schema is `wardeval/schemas/result-1.json`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from wardeval.case import Case
from wardeval.engine.result import Count, Gap, GroupResult, NodeResult, Outcome, SetResult
from wardeval.exact import Interval, Met
from wardeval.language import Language
from wardeval.model.values import Grade
from wardeval.problems import Problem
from wardeval.report.json_text import head, indented

FORMAT = "wardeval/result/1"
MET = {Met.YES: "yes", Met.NO: "no", Met.UNDECIDED: "undecided"}
_DECIMALS = 12


def render(cases: Sequence[tuple[Case, str, Met | None]], problems: Sequence[Problem], language: Language) -> str:
    """All results of one run and all files that could not be read; one line break at the end."""
    data = {
        **head(FORMAT, language),
        "results": [_case(case, track, required, language) for case, track, required in cases],
        "problems": [problem_data(problem, language) for problem in problems],
    }
    return indented(data)


def number(value: Fraction) -> dict[str, str]:
    """An exact number: as a fraction, and as a decimal that is cut off, never rounded up to a threshold."""
    whole, rest = divmod(abs(value), 1)
    digits = f"{int(rest * 10**_DECIMALS):0{_DECIMALS}d}".rstrip("0")
    return {"exact": str(value), "decimal": f"{'-' if value < 0 else ''}{whole}{f'.{digits}' if digits else ''}"}


def interval_data(interval: Interval | None) -> dict[str, Any] | None:
    """A number, or the two that it lies between; null for none."""
    return None if interval is None else {"least": number(interval.least), "most": number(interval.most)}


def _case(case: Case, track: str, required: Met | None, language: Language) -> dict[str, Any]:
    unit, criteria = case.assessment.unit, case.criteria
    return {
        "file": {"path": case.source.name, "digest": case.source.digest},
        "unit": {"id": unit.id, "name": unit.name, "type": unit.type, "within": list(unit.within)},
        "period": case.assessment.period,
        "as-of": case.assessment.as_of.isoformat() if case.assessment.as_of else None,
        "fictional": case.assessment.fictional,
        "set": {
            "id": criteria.id,
            "title": language.text(criteria.title),
            "basis": criteria.basis.number,
            "completeness": criteria.completeness,
            "derived-from": criteria.derived_from,
            "digest": case.loaded.source.digest,
            "extends": [{"id": layer.id, "digest": layer.digest} for layer in case.loaded.layers[:-1]],
            "gaps": [language.text(gap) for gap in criteria.gaps],
        },
        "notes": [language.text(note) for note in case.notes],
        "track": track,
        "final-track": case.final_track,
        "required": None if required is None else MET[required],
        "tracks": {name: _result(result, case.language(language, name)) for name, result in case.results.items()},
        "differences": _differences(case),
        "if-explanations-were-accepted": {
            name: {"count": count_data(result.count), "status": result.status.value, "verdict": _verdict_id(result)}
            for name, result in case.explained.items()
        },
    }


def _verdict_id(result: SetResult) -> str | None:
    return result.reached.id if result.reached else None


def _result(result: SetResult, language: Language) -> dict[str, Any]:
    text = language.text
    return {
        "status": result.status.value,
        "verdict": _verdict_id(result),
        "candidates": [verdict.id for verdict in result.candidates],
        "verdicts": [
            {
                "id": item.verdict.id,
                "title": text(item.verdict.title),
                "met": MET[item.met],
                "rule-known": not item.verdict.unknown,
                "assumed": text(item.verdict.assumed) if item.verdict.assumed else None,
                "conditions": [
                    {"says": text(part.says), "met": MET[part.met], "found": text(part.found)}
                    for part in item.conditions
                ],
            }
            for item in result.verdicts
        ],
        "count": count_data(result.count),
        "total": outcome_data(result.total) if result.total is not None else None,
        "coverage": {"answered": result.coverage.answered, "of": result.coverage.of},
        "assumptions": [{"at": id_, "text": text(note)} for id_, note in result.assumptions],
        "groups": [_group(group, language) for group in result.groups if group.title is not None or group.id],
        "gates": [_node(node, language) for node in result.gates],
        "criteria": [_node(node, language) for node in result.nodes],
        "gaps": [_gap(gap, language) for gap in result.gaps],
        "unnamed-gaps": result.unnamed,
    }


def _group(group: GroupResult, language: Language) -> dict[str, Any]:
    known = all(node.outcome.known for node in group.criteria)
    return {
        "id": group.id,
        "title": language.text(group.title) if group.title else None,
        "criteria": [node.node.id for node in group.criteria],
        "met": interval_data(group.met),
        "of": group.of,
        "points": interval_data(group.points) if known else None,
        "possible": number(group.possible) if group.possible is not None else None,
    }


def count_data(count: Count) -> dict[str, Any]:
    """How many criteria are met."""
    return {
        "met": interval_data(count.met),
        "of": count.of,
        "not-met": count.not_met,
        "basically-met": count.basically,
        "not-applicable": count.not_applicable,
        "stated": count.stated,
        "hedge": count.hedge,
    }


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """An outcome; points that rest on something not public are bounds of what is known, and never a total."""
    return {
        "met": None if outcome.met is None else MET[outcome.met],
        "points": interval_data(outcome.points) if outcome.known else None,
        "possible": number(outcome.possible) if outcome.possible is not None else None,
        "applies": MET[outcome.applies],
        "known": outcome.known,
    }


def _node(result: NodeResult, language: Language) -> dict[str, Any]:
    node, reply = result.node, result.reply
    answer = reply.answer if reply else None
    return {
        "id": node.id,
        "title": language.text(node.label) if node.label else None,
        "group": node.group,
        "source": node.source,
        "from-set": node.origin,
        "attested": node.attested,
        "state": result.state.value,
        **outcome_data(result.outcome),
        "basically-met": reply is not None and reply.value is Grade.BASICALLY,
        "coverage": {"answered": result.coverage.answered, "of": result.coverage.of},
        "working": [language.text(step) for step in result.steps],
        "closes": language.text(result.closes) if result.closes else None,
        "evidence": list(answer.evidence) if answer else [],
        "explanation": answer.explanation if answer else None,
        "parts": [_node(child, language) for child in result.children],
    }


def _gap(gap: Gap, language: Language) -> dict[str, Any]:
    return {
        "kind": gap.kind.value,
        "id": gap.result.node.id,
        "criterion": gap.criterion.node.id,
        "missing": gap.missing,
        "closes": language.text(gap.closes) if gap.closes else None,
        "points": interval_data(gap.lost) if gap.result.outcome.known else None,
    }


def _differences(case: Case) -> list[dict[str, Any]]:
    if len(case.results) == 1:
        return []
    own, verified = case.results.values()
    return [
        {
            "id": first.node.id,
            "self": outcome_data(first.outcome),
            "verified": outcome_data(second.outcome),
            "reason": case.reason(first.node.id),
        }
        for first, second in zip(own.all_nodes(), verified.all_nodes(), strict=True)
        if not first.node.children and first.reply is not second.reply
    ]


def problem_data(problem: Problem, language: Language) -> dict[str, Any]:
    """A problem for programs."""
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "file": problem.span.file,
        "line": problem.span.line or None,
        "column": problem.span.column or None,
        "message": language.text(problem.message),
        "hint": language.text(problem.hint) if problem.hint else None,
    }
