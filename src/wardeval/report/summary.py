"""The summary of many assessments: a line each, and what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from wardeval.case import Case
from wardeval.engine.enough import range_text
from wardeval.engine.result import SetResult
from wardeval.exact import Met
from wardeval.language import Language
from wardeval.model.assessment import Unit
from wardeval.model.record import EMPTY
from wardeval.problems import say, say_n
from wardeval.report import words
from wardeval.report.document import Cell, Column, Document, Facts, Heading, Row, Table, Tone


class Refused(NamedTuple):
    """A file without a result: the rules that say why, and the unit where the file at least says that."""

    rules: frozenset[str]
    unit: Unit | None = None


Summed = tuple[str, Case | None, SetResult | None, Met | None]
"""A file by its name, its case and result where it has one, and whether a required verdict is reached."""


def _units(rows: Sequence[Summed], refused: Mapping[str, Refused], language: Language) -> list[str]:
    """What each row is called: its unit, with what it lies in where several have its name.

    The file stands beside it where there is no result, and where nothing else tells two rows apart.
    """
    units = [case.assessment.unit if case is not None else _unit_of(refused.get(name)) for name, case, *_ in rows]
    of_name: dict[str, set[tuple[object, ...]]] = {}
    for unit in units:
        if unit is not None:
            of_name.setdefault(unit.name, set()).add((unit.id, unit.within))
    called = [
        None if unit is None else _called(unit, case, language, alone=len(of_name[unit.name]) == 1)
        for unit, (_, case, *_) in zip(units, rows, strict=True)
    ]
    keys = [(text, *_about(case)) for text, (_, case, *_) in zip(called, rows, strict=True)]
    times = Counter(keys)
    shown = []
    for (name, case, *_), unit, text, key in zip(rows, units, called, keys, strict=True):
        if unit is None or text is None:
            shown.append(name)
            continue
        nameless = not unit.within and len(of_name[unit.name]) > 1
        shown.append(f"{text} ({name})" if case is None or nameless or times[key] > 1 else text)
    return shown


def _called(unit: Unit, case: Case | None, language: Language, *, alone: bool) -> str:
    """A unit's name for a table; one that does not exist says so."""
    name = unit.name if alone else ", ".join((unit.name, *unit.within))
    is_fictional = case is not None and case.assessment.fictional
    return language.text(say("{name} (fictional)", name=name)) if is_fictional else name


def _unit_of(refused: Refused | None) -> Unit | None:
    return refused.unit if refused is not None else None


def _about(case: Case | None) -> tuple[object, ...]:
    """What else tells two rows of one unit apart: the set, the period."""
    if case is None:
        return ()
    return case.criteria.id, case.assessment.period, case.assessment.as_of


def _total(case: Case | None, result: SetResult | None, language: Language) -> str:
    """A total for a table; a question mark where the set's points are not all public, nothing where it has none."""
    if case is None or result is None or result.total is None:
        return ""
    total = result.total
    return case.language(language, result.track).text(range_text(total.points)) if total.known and total.points else "?"


def summary(
    rows: Sequence[Summed],
    language: Language,
    refused: Mapping[str, Refused] = EMPTY,
) -> Document:
    """One line per file, by set: what was judged, the verdict, the counts; files that cannot be read say so.

    `refused` says by the names of files why they have none.
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
    for unit, (name, case, result, met) in zip(_units(rows, refused, language), rows, strict=True):
        if case is None or result is None:
            cells = [Cell(unit), Cell(""), _unread(text, refused.get(name)), Cell("")]
            set_id = ""
        else:
            set_id, verdict = case.criteria.id, words.verdict(result, language)
            found = verdicts.setdefault(set_id, {})
            found[verdict.text] = found.get(verdict.text, 0) + 1
            period = case.assessment.as_of or str(case.assessment.period)
            cells = [Cell(unit), Cell(text(period)), verdict, Cell(_count(result, language))]
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


NOT_YET = frozenset({"missing-fact", "several-editions", "no-edition"})
"""The rules that refuse a file which can be read, but lacks what it takes to judge it."""


def _unread(text: Callable[[object], str], refused: Refused | None) -> Cell:
    """Why a file has no result."""
    rules = refused.rules if refused is not None else frozenset()
    if "suspended-year" in rules:
        return Cell(text(say("suspended year")), Tone.OPEN)
    if rules and rules <= NOT_YET:
        return Cell(text(say("cannot be scored yet")), Tone.OPEN)
    return Cell(text(say("cannot be read")), Tone.BAD)


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
