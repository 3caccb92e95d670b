"""Problems as lines: where, what is wrong, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wardeval.language import Language
from wardeval.problems import Problem, Severity, say
from wardeval.report.foreign import visible

_COMMAND = re.compile(r"(##\w*)\[")
SEVERITY = {Severity.ERROR: say("error"), Severity.WARNING: say("warning"), Severity.NOTE: say("note")}


def lines(problems: Iterable[Problem], language: Language) -> str:
    """One line per problem: `file:line:column: error: message; hint [rule]`."""
    return "".join(f"{_line(problem, language)}\n" for problem in problems)


def told(problem: Problem, language: Language) -> str:
    """What is wrong and what to do, on one line, with nothing in it that acts unseen."""
    text = language.text(problem.message)
    if problem.hint is not None:
        text = f"{text}; {language.text(problem.hint)}"
    return visible(text)


def place(problem: Problem) -> str:
    """`file:line:column` on one line; none begins with `::`, which a runner would take for a command of its own."""
    text = visible(str(problem.span))
    return f"./{text}" if text.lstrip().startswith("::") else text


def disarmed(text: str) -> str:
    """A line in which no runner finds a command of its own, such as `##[add-mask]`."""
    return _COMMAND.sub(r"\1\[", text) if "##" in text else text


def _line(problem: Problem, language: Language) -> str:
    severity = language.text(SEVERITY[problem.severity])
    return disarmed(f"{place(problem)}: {severity}: {told(problem, language)} [{problem.rule}]")
