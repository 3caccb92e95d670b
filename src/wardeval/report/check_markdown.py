"""What a check found as Markdown: for a comment at a merge request, or the summary of a job."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from wardeval.check.checkup import Checkup, counted
from wardeval.language import Language
from wardeval.problems import Message, Problem, Severity, say
from wardeval.report.foreign import visible
from wardeval.report.markdown import escape
from wardeval.report.problems import SEVERITY, told

COMMENT = 60_000
"""Characters that fit into a comment at GitHub, which takes 65,536, with room for what others add."""

SUMMARY = 250_000
"""Characters that fit into the summary of a job at GitHub, which takes 1 MiB, whatever letters they are."""

_COMMAND = "wardeval check"
_TITLES = (say("Place"), say("Severity"), say("What was found"), say("Rule"))
_CALLS = re.compile(r"\\(@|#(?=\d))")
_LONGEST = 500
"""Characters of one problem; the other formats have all of it."""


def render(checkup: Checkup, language: Language, most: int = COMMENT) -> str:
    """The verdict, and as many problems by file as `most` characters have room for; the rest is counted."""
    head = f"## {_COMMAND}\n\n**{escape(language.text(checkup.summary))}**\n"
    shown, left = _shown(checkup.problems, language, most - len(head) - _LONGEST)
    return head + "".join(shown) + (f"\n{escape(language.text(_rest(left)))}\n" if left else "")


def _shown(problems: Sequence[Problem], language: Language, room: int) -> tuple[list[str], Sequence[Problem]]:
    """The text of the first problems that have room, and those that have none."""
    shown: list[str] = []
    for text in _pieces(problems, language):
        room -= len(text)
        if room < 0:
            break
        shown.append(text)
    return shown, problems[len(shown) :]


def _pieces(problems: Sequence[Problem], language: Language) -> Iterator[str]:
    """The text of each problem, that of a file's first one with the file's heading."""
    table = f"| {' | '.join([escape(language.text(title)) for title in _TITLES])} |\n| ---: | --- | --- | --- |\n"
    for file, of_file in groupby(problems, key=lambda problem: problem.span.file):
        opening = f"\n### {_quiet(_cut(visible(file)))}\n\n{table}"
        for problem in of_file:
            yield f"{opening}{_row(problem, language)}"
            opening = ""


def _quiet(text: str) -> str:
    """Text that reads as itself and calls nobody: GitHub tells people and issues that a comment names."""
    return _CALLS.sub(r"\1&#8203;", escape(text))


def _row(problem: Problem, language: Language) -> str:
    _, line, column = problem.span
    place = f"{line}:{column}" if line and column else str(line or "")
    severity = escape(language.text(SEVERITY[problem.severity]))
    if problem.severity is Severity.ERROR:
        severity = f"**{severity}**"
    return f"| {place} | {severity} | {_quiet(_cut(told(problem, language)))} | {escape(problem.rule)} |\n"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _rest(left: Sequence[Problem]) -> Message:
    files = len({problem.span.file for problem in left})
    return say("not shown for lack of room: {errors}, {warnings}, {notes} in {files}", **counted(left, files))
