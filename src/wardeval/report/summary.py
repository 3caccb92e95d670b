"""The summary of many assessments: a line each, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from wardeval.case import Case
from wardeval.engine.enough import range_text
from wardeval.engine.result import SetResult
from wardeval.exact import Met
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


def summary(
    rows: Sequence[tuple[str, Case | None, SetResult | None, Met | None]],
    language: Language,
    suspended: Container[str] = (),
) -> Document:
    """One line per file, by set: what was judged, the verdict, the counts; files that cannot be read say so.

    `suspended` has the names of the files whose year is not judged.
    """
    text = language.text
    scored = any(result is not None and result.total is not None for _, _, result, _ in rows)
    required = any(met is not None for *_, met in rows)
    columns = [
        Column(text(say("Unit")), narrow=False),
        Column(text(say("Period"))),
        Column(text(say("Verdict")), narrow=False),
        Column(text(say("Criteria")), narrow=False, least=10),
        *([Column(text(say("Points")), right=True)] if scored else []),
        *([Column(text(say("Required")))] if required else []),
    ]
    sections: dict[str, list[Row]] = {}
    verdicts: dict[str, dict[str, int]] = {}
    for name, case, result, met in rows:
        if case is None or result is None:
            cells = [Cell(name), Cell(""), _unread(text, suspended=name in suspended), Cell("")]
            set_id = ""
        else:
            set_id, verdict = case.criteria.id, words.verdict(result, language)
            found = verdicts.setdefault(set_id, {})
            found[verdict.text] = found.get(verdict.text, 0) + 1
            period = case.assessment.as_of or str(case.assessment.period)
            cells = [Cell(_unit(case, language)), Cell(text(period)), verdict, Cell(_count(result, language))]
        if scored:
            cells.append(Cell(_total(case, result, language)))
        if required:
            tone = Tone.PLAIN if met is Met.YES else Tone.BAD
            cells.append(Cell("" if met is None else text(words.REQUIRED[met]), tone))
        sections.setdefault(set_id, []).append(Row(tuple(cells)))
    reviews = {case.criteria.id for _, case, _, _ in rows if case is not None and case.criteria.purpose == "review"}
    names = {set_id: text(_heading(set_id, review=set_id in reviews)) for set_id in sorted(sections)}
    lines = [line for set_id, name in names.items() for line in (_section(name, len(columns)), *sections[set_id])]
    counts = (
        (set_id, [f"{times} × {name}" for name, times in sorted(verdicts[set_id].items())])
        for set_id in sorted(verdicts)
    )
    facts = Facts(tuple((set_id, Cell(text(names))) for set_id, names in counts))
    files = Heading(text(say_n("{n} file", "{n} files", n=len(rows))))
    return Document((Table(tuple(columns), tuple(lines)), files, facts))


def _unread(text: Callable[[object], str], *, suspended: bool) -> Cell:
    """Why a file has no result."""
    return Cell(text(say("suspended year")), Tone.OPEN) if suspended else Cell(text(say("cannot be read")), Tone.BAD)


def _heading(set_id: str, *, review: bool) -> object:
    """What the units of one set stand under; a review is no recognition, and says so."""
    return say("{set} (review)", set=set_id) if review else set_id or "–"


def _section(name: str, columns: int) -> Row:
    """The heading over the units of one set."""
    return Row((Cell(name), *[Cell("")] * (columns - 1)), section=True)


def _count(result: SetResult, language: Language) -> str:
    """How many criteria are met, with the hedge that the count was published with."""
    count = result.count
    if not count.of:
        return ""
    of = count.of - count.not_applicable
    number = str(count.stated) if count.hedge else language.text(range_text(count.met))
    return f"{number}/{of} “{count.hedge}”" if count.hedge else f"{number}/{of}"
