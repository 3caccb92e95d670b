"""Problems as lines: where, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable

from wardeval.language import Language
from wardeval.problems import Problem, Severity, say
from wardeval.report.foreign import visible

_SEVERITY = {Severity.ERROR: say("error"), Severity.WARNING: say("warning"), Severity.NOTE: say("note")}


def lines(problems: Iterable[Problem], language: Language) -> str:
    """One line per problem: `file:line:column: error: message; hint [rule]`."""
    return "".join(f"{_line(problem, language)}\n" for problem in problems)


def _line(problem: Problem, language: Language) -> str:
    text = language.text(problem.message)
    if problem.hint is not None:
        text = f"{text}; {language.text(problem.hint)}"
    severity = language.text(_SEVERITY[problem.severity])
    return f"{visible(str(problem.span))}: {severity}: {visible(text)} [{problem.rule}]"
