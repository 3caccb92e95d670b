"""The summary of many assessments: a line each, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence

from wardeval.case import Case
from wardeval.engine.combine import range_text
from wardeval.engine.result import SetResult
from wardeval.language import Language
from wardeval.problems import say, say_n
from wardeval.report import words
from wardeval.report.document import Cell, Column, Document, Facts, Heading, Row, Table, Tone


def _unit(case: Case, language: Language) -> str:
    """A unit's name for a table; one that does not exist says so."""
    name = case.assessment.unit.name
    return language.text(say("{name} (fictional)", name=name)) if case.assessment.fictional else name


def _total(case: Case | None, result: SetResult | None, language: Language) -> str:
    """A total for a table; a question mark where the set's points are not all public, nothing where it has none."""
    if case is None or result is None or result.total is None:
        return ""
    total = result.total
    return case.language(language, result.track).text(range_text(total.points)) if total.known and total.points else "?"


def summary(rows: Sequence[tuple[str, Case | None, SetResult | None]], language: Language) -> Document:
    """One line per file: what was judged, the verdict, the counts; files that could not be read say so."""
    text = language.text
    scored = any(result is not None and result.total is not None for _, _, result in rows)
    columns = [
        Column(text(say("Unit")), narrow=False),
        Column(text(say("Period"))),
        Column(text(say("Set"))),
        Column(text(say("Verdict")), narrow=False),
        Column(text(say("Criteria")), narrow=False, least=10),
    ]
    if scored:
        columns.append(Column(text(say("Points")), right=True))
    lines = []
    for name, case, result in rows:
        if case is None or result is None:
            cells = [Cell(name), Cell(""), Cell(""), Cell(text(say("cannot be read")), Tone.BAD), Cell("")]
        else:
            count = result.count
            met = str(count.stated) if count.hedge else text(range_text(count.met))
            hedge = f" “{count.hedge}”" if count.hedge else ""
            cells = [
                Cell(_unit(case, language)),
                Cell(language.text(case.assessment.as_of or str(case.assessment.period))),
                Cell(case.criteria.id),
                words.verdict(result, language),
                Cell(f"{met}/{count.of}{hedge}" if count.of else ""),
            ]
        if scored:
            cells.append(Cell(_total(case, result, language)))
        lines.append(Row(tuple(cells)))
    reached: dict[str, dict[str, int]] = {}
    for _, case, result in rows:
        if case is not None and result is not None:
            verdicts = reached.setdefault(case.criteria.id, {})
            verdict = words.verdict(result, language).text
            verdicts[verdict] = verdicts.get(verdict, 0) + 1
    lists = (
        (id_, [f"{number} × {name}" for name, number in sorted(found.items())])
        for id_, found in sorted(reached.items())
    )
    facts = Facts(tuple((id_, Cell(text(names))) for id_, names in lists))
    return Document(
        (Table(tuple(columns), tuple(lines)), Heading(text(say_n("{n} file", "{n} files", n=len(rows)))), facts)
    )
