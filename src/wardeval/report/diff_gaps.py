"""The gaps that are only on one side: those that closed, and those that opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardeval.engine.change import Comparison, GapChange
from wardeval.language import Language
from wardeval.problems import Message, say, say_n
from wardeval.report import words
from wardeval.report.document import Block, Cell, Heading, Items, Tone


def gap_blocks(comparison: Comparison, language: Language) -> Iterator[Block]:
    """A list of each."""
    for title, gaps, tone in (
        (say("Gaps that closed"), comparison.closed, Tone.GOOD),
        (say("Gaps that opened"), comparison.opened, Tone.BAD),
    ):
        if gaps:
            yield Heading(language.text(title))
            texts = (language.text(_run(run, opened=tone is Tone.BAD)) for run in _runs(gaps))
            yield Items(tuple(Cell(text, tone) for text in texts))


def _runs(gaps: Sequence[GapChange]) -> Iterator[list[GapChange]]:
    """Gaps one by one, but together those without public text that stand alike."""
    silent: dict[object, list[GapChange]] = {}
    for gap in gaps:
        key = object() if gap.label is not None else (gap.kind, gap.missing, gap.closes and gap.closes.template)
        silent.setdefault(key, []).append(gap)
    yield from silent.values()


def _run(run: Sequence[GapChange], *, opened: bool) -> Message:
    gap = run[0]
    number = "?" if gap.number == "unknown" else gap.number
    named = say("{id} {label}", id=number, label=gap.label or words.UNPUBLISHED)
    if len(run) > 1:
        named = say_n("{n} criterion, content not published", "{n} criteria, content not published", n=len(run))
    if gap.missing:
        return say("{what}: {state}", what=named, state=say("not answered"))
    if opened and gap.closes is not None:
        return say("{what} · to close it: {closes}", what=named, closes=gap.closes)
    return named
