"""What a list of many units keeps of each: what it counts as, and the texts of its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from wardeval.engine.change import Comparison, Ends, Side, UnitName
from wardeval.engine.enough import range_text
from wardeval.engine.tally import Rank, Reach, Tally, Wanted, counted, rank, reach, tally
from wardeval.language import Language
from wardeval.model.base import fold
from wardeval.problems import Problem
from wardeval.report import words
from wardeval.report.diff_notes import Noted, noted
from wardeval.report.diff_words import TONES, is_short, name, of_comparison, period, short_count, signed
from wardeval.report.document import Cell
from wardeval.report.order import Turn, turn_of

BESIDE = " | "
"""What stands between before and after where they are not compared."""


class UnitRow(NamedTuple):
    """One row in one language; small, since that of each unit comes from another process."""

    turn: Turn
    section: str
    """compared, refused, only-before, only-after, or unreadable."""
    sets: str
    named: str
    """The unit by its name alone."""
    apart: str
    """The same with what tells it from others of its name."""
    verdict: Cell
    """For a file that cannot be read, the file."""
    met: str = ""
    """The criteria met."""
    points: str = ""
    better: int = 0
    worse: int = 0
    rank: Rank | None = None
    years: str = ""
    """The periods of both sides."""
    days: str = ""
    """The same with the days within them that the files are of."""
    related: bool = False
    """Whether a mapping relates the sets, or nothing compares their verdicts."""


class UnitSum(NamedTuple):
    """What one unit counts as in the totals of many, whether it is listed or not."""

    tally: Tally
    unit: tuple[str, tuple[str, ...], str | None] | None
    reach: Reach | None
    refusals: tuple[str, ...]
    problems: tuple[Problem, ...]
    scored: bool
    """Whether it is listed and has points."""
    notes: tuple[Noted, ...] = ()
    sets: tuple[str, ...] = ()
    """The sets with their digests."""
    files: int = 0
    """How many files could be read."""


def unit_sum(comparison: Comparison, language: Language, wanted: Wanted) -> UnitSum:
    """What a comparison counts as."""
    sides = _sides(comparison)
    unit = sides[-1].unit if sides else comparison.unit
    files = [each for side in sides for each in (side.members or (side,))]
    return UnitSum(
        _one_tally(tally([comparison], wanted.tolerance)),
        None if unit is None else (unit.name, unit.within, unit.id),
        _one_reach(reach(comparison)),
        () if comparison.problems else tuple(map(language.text, comparison.refusals)),
        comparison.problems,
        wanted.holds(comparison) and any(side.total is not None for side in sides),
        tuple(noted(note, language) for note in comparison.notes),
        tuple(dict.fromkeys(_one_text(f"{side.set_id} {side.set_digest[:19]}") for side in files)),
        len(files),
    )


def unit_key(unit: UnitSum) -> object:
    """What one unit has in common in all of its comparisons: its id and name; without an id, its name and place."""
    if unit.unit is None:
        return tuple(problem.span.file for problem in unit.problems)
    name, within, id_ = unit.unit
    return (id_, fold(name)) if id_ is not None else (fold(name), within)


@lru_cache(maxsize=1024)
def _one_reach(found: Reach | None) -> Reach | None:
    """The same object for the same value: several that travel together are then sent once."""
    return found


@lru_cache(maxsize=1024)
def _one_tally(found: Tally) -> Tally:
    return found


@lru_cache(maxsize=1024)
def _one_text(found: str) -> str:
    return found


def unit_row(comparison: Comparison, language: Language, wanted: Wanted) -> UnitRow | None:
    """The row of a comparison; none where it is not wanted, or nothing changed."""
    if not wanted.holds(comparison) or comparison.is_empty:
        return None
    sides = _sides(comparison)
    row = UnitRow(
        turn_of(comparison),
        status(comparison),
        " → ".join(dict.fromkeys(side.set_id for side in sides)),
        *_names(comparison, language),
        Cell(""),
        years=" → ".join(dict.fromkeys(str(side.period) for side in sides)),
        days=" → ".join(dict.fromkeys(language.text(period(side)) for side in sides)),
        related=comparison.mapping is not None or not comparison.compares_verdicts,
    )
    if comparison.problems or not sides:
        return row._replace(
            verdict=Cell(", ".join(dict.fromkeys(problem.span.file for problem in comparison.problems)))
        )
    language = of_comparison(language, comparison)
    row = row._replace(
        verdict=_verdict(comparison, language),
        met=_count(comparison, language),
        points=_points(comparison, language),
    )
    if not comparison.is_comparable:
        return row
    count = counted(comparison, wanted.tolerance)
    return row._replace(better=count.better, worse=count.worse, rank=rank(comparison, count, wanted.tolerance))


def status(item: Comparison) -> str:
    """How far two sides could be compared, in one word."""
    if item.problems:
        return "unreadable"
    if item.refusals:
        return "refused"
    if item.before is None:
        return "only-after"
    return "only-before" if item.after is None else "compared"


def _names(comparison: Comparison, language: Language) -> tuple[str, str]:
    """A unit by its name alone, and with what it lies in."""
    side = comparison.after or comparison.before
    if side is None:
        unit = comparison.unit
        return ("–", "–") if unit is None else (unit.name, ", ".join((unit.name, *_whole(unit))))
    shown, whole = language.text(name(side)), _whole(side.unit)
    return shown, ", ".join((shown, *whole)) if whole else f"{shown} ({side.file})"


def _whole(unit: UnitName) -> tuple[str, ...]:
    return (*unit.within, *([unit.id] if unit.id else []))


def _verdict(comparison: Comparison, language: Language) -> Cell:
    """The verdict before and after; with an arrow between them only where they can be compared."""
    cells = [[words.standing_cell(side.standing, language) for side in each] for each in _shown(comparison)]
    if not comparison.compares_verdicts:
        return Cell(_beside([[cell.text for cell in each] for each in cells]))
    return Cell(" → ".join(dict.fromkeys(each[0].text for each in cells)), TONES[comparison.verdict])


def _sides(comparison: Comparison) -> list[Side]:
    return [side for side in (comparison.before, comparison.after) if side is not None]


def _shown(comparison: Comparison) -> list[Sequence[Side]]:
    """The results of either side: of one that could not be put together, those of the units that it consists of."""
    if comparison.is_comparable:
        return [[side] for side in _sides(comparison)]
    return [side.members or [side] for side in _sides(comparison)]


def _beside(texts: Sequence[Sequence[str]]) -> str:
    """What stands on both sides, and is not compared."""
    return BESIDE.join("; ".join(each) for each in texts if each)


def _count(comparison: Comparison, language: Language) -> str:
    """The criteria met, and how many more."""
    found = [[short_count(side.count, language) for side in each if side.count.of] for each in _shown(comparison)]
    return _moved(found, comparison, comparison.count, language)


def _points(comparison: Comparison, language: Language) -> str:
    """The points, and how many more; a question mark where the set's points are not all public."""
    found = [list(_totals(each, language)) for each in _shown(comparison)]
    return _moved(found, comparison, comparison.total, language)


def _totals(sides: Sequence[Side], language: Language) -> Iterator[str]:
    for side in sides:
        if side.total is not None:
            points = side.total.points if side.total.known else None
            yield "?" if points is None else language.text(range_text(points))


def _moved(found: Sequence[Sequence[str]], comparison: Comparison, ends: Ends | None, language: Language) -> str:
    """What is there now with the difference, where that is one short number; else what was there, too."""
    if not comparison.is_comparable or ends is None or not all(found):
        return _beside(found)
    old, new = (each[0] for each in found)
    if ends.exact is not None and (not ends.exact or is_short(ends.exact)) and _same_scale(comparison):
        return f"{new} ({signed(ends.exact, language)})" if ends.exact else new
    return f"{old} → {new}" if old != new else new


def _same_scale(comparison: Comparison) -> bool:
    """Whether a number on both sides is out of the same most."""
    counts = {side.count.of - side.count.not_applicable for side in _sides(comparison)}
    totals = {Fraction(-1) if side.total is None else side.total.possible for side in _sides(comparison)}
    return len(counts) == len(totals) == 1
