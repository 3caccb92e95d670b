"""What a check found, for people at a terminal: below each problem its line of the file, and a caret at the place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style

from wardeval.check.checkup import Checkup
from wardeval.language import Language
from wardeval.problems import Problem, Severity
from wardeval.report.document import Tone
from wardeval.report.foreign import visible
from wardeval.report.problems import SEVERITY, disarmed, place, told
from wardeval.report.terminal_rows import STYLES, Page, width_of

Lines = Callable[[str], Sequence[str]]
"""Gives the lines of a file by the name that problems call it, without their ends; none where it cannot be read."""

_STYLES = {Severity.ERROR: STYLES[Tone.BAD], Severity.WARNING: STYLES[Tone.OPEN], Severity.NOTE: "cyan"}
_TAB = " " * 4
_LEAST_ROOM = 20


def render(checkup: Checkup, language: Language, page: Page, lines: Lines) -> str:
    """The problems in their order, each with its excerpt; nothing for a clean run."""
    of_file = lru_cache(maxsize=2)(lines)
    return "".join(
        [
            "".join((_head(problem, language, page), *_excerpt(problem, page, of_file), "\n"))
            for problem in checkup.problems
        ]
    )


def _head(problem: Problem, language: Language, page: Page) -> str:
    where, severity = disarmed(place(problem)), language.text(SEVERITY[problem.severity])
    text, rule = disarmed(told(problem, language)), f"[{problem.rule}]"
    if page.colour:
        where, rule = styled(where, STYLES[Tone.STRONG]), styled(rule, STYLES[Tone.QUIET])
        severity = styled(severity, _STYLES[problem.severity])
    return f"{where}: {severity}: {text} {rule}\n"


def _excerpt(problem: Problem, page: Page, lines: Lines) -> Iterator[str]:
    """The line that a problem stands in, and a caret below it; nothing where the whole file is meant."""
    _, number, column = problem.span
    found = lines(problem.span.file) if number and column else ()
    if not 0 < number <= len(found):
        return
    margin = f"{number:>5} | "
    cut = excerpt(found[number - 1], column, max(page.width - len(margin), _LEAST_ROOM), page)
    below, caret = f"{'|':>{len(margin) - 1}} ", "^" * cut.length
    if page.colour:
        margin, below = styled(margin, STYLES[Tone.QUIET]), styled(below, STYLES[Tone.QUIET])
        caret = styled(caret, _STYLES[problem.severity])
    yield f"{margin}{cut.text}\n{below}{' ' * cut.before}{caret}\n"


class Excerpt(NamedTuple):
    """As much of a line as there is room for: its text, and the columns before and below which the caret stands."""

    text: str
    before: int
    length: int


def excerpt(line: str, column: int, room: int, page: Page) -> Excerpt:
    """The part of `line` around the character `column`, counted from 1, that takes `room` columns at most."""
    mark = "…" if page.unicode else "..."
    column = min(column, len(line) + 1)
    first = max(column - 1 - room, 0)
    pieces = [_shown(character) for character in line[first : column + room]]
    widths = [width_of(piece) if page.unicode else len(piece) for piece in pieces]
    at = column - 1 - first
    while at and at < len(pieces) and not widths[at]:  # a mark stands above or below the letter before it
        at -= 1
    here = max(sum(widths[at : at + 1]), 1)
    begin, end = 0, len(pieces)
    if first or len(line) > column + room or sum(widths[:at]) + here + sum(widths[at + 1 :]) > room:
        begin, end = _window(widths, at, room - 2 * len(mark))
    left = mark if first or begin else ""
    right = mark if end < len(pieces) or len(line) > column + room else ""
    before = disarmed(left + "".join(pieces[begin:at]))
    text = disarmed(left + "".join(pieces[begin:end]) + right)
    return Excerpt(text.rstrip(), width_of(before) if page.unicode else len(before), here)


def _window(widths: Sequence[int], at: int, room: int) -> tuple[int, int]:
    """The pieces around the one `at` a place that have room together, more of those after it than of those before."""
    begin, end, used = at, at + 1, max(sum(widths[at : at + 1]), 1)
    for least in (room // 3, room):
        while begin and used + widths[begin - 1] <= least:
            begin -= 1
            used += widths[begin]
        while end < len(widths) and used + widths[end] <= room:
            used += widths[end]
            end += 1
    while begin < at and not widths[begin]:
        begin += 1
    return begin, min(end, len(widths))


def _shown(character: str) -> str:
    """A character of a line as it is shown: a tab as blanks, what acts unseen written out."""
    return _TAB if character == "\t" else visible(character)


@lru_cache(maxsize=16)
def _style(words: str) -> Style:
    return Style.parse(words)


def styled(text: str, style: str) -> str:
    """A text in a style, by the words that rich knows it by."""
    return _style(style).render(text, color_system=ColorSystem.STANDARD)
