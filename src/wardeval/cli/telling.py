"""What each process of `wardeval diff` makes of its pairings: no more than what is written of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from wardeval.cli.diffing import Start
from wardeval.engine.change import Comparison
from wardeval.engine.tally import Wanted
from wardeval.language import Code, Language
from wardeval.report.diff_rows import UnitRow, UnitSum, unit_row, unit_sum
from wardeval.sides.submission import Pairing


class Told(NamedTuple):
    """One unit: what it counts as, and its row or its JSON text if it is listed."""

    sum: UnitSum
    row: UnitRow | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class StartTelling:
    """Begins the work of one process that compares pairings and says what came of them."""

    compare: Start
    code: Code
    wanted: Wanted
    json: bool = False
    alone: bool = False

    def __call__(self) -> Callable[[Pairing], Told]:
        """What compares a pairing and tells of it."""
        return partial(_told, self.compare(), Language(self.code), self)


def _told(compare: Callable[[Pairing], Comparison], language: Language, start: StartTelling, pairing: Pairing) -> Told:
    item, wanted = compare(pairing), start.wanted
    counts = unit_sum(item, language, wanted)
    if not start.json:
        return Told(counts, unit_row(item, language, wanted))
    from wardeval.report.diff_json import unit_text

    if not wanted.holds(item):
        return Told(counts)
    return Told(counts, text=unit_text(item, language, wanted.tolerance, alone=start.alone))
