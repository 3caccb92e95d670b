"""What a check found as workflow commands: GitHub shows each as an annotation beside its line."""

from __future__ import annotations

from collections import Counter

from wardeval.check.checkup import Checkup
from wardeval.language import Language
from wardeval.problems import Problem, Severity, say
from wardeval.report.check_paths import Checkout, is_inside, repository_path
from wardeval.report.foreign import visible
from wardeval.report.problems import told

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
MOST_SHOWN = 10
"""Annotations of one command that GitHub shows of one step; the rest stands in the log only."""


def render(checkup: Checkup, language: Language, checkout: Checkout | None = None) -> str:
    """A command per problem, errors first since GitHub shows the first of each kind; nothing for a clean run."""
    lines = [
        _command(problem, language, checkout)
        for severity in COMMANDS
        for problem in checkup.problems
        if problem.severity is severity
    ]
    if max(Counter(problem.severity for problem in checkup.problems).values(), default=0) > MOST_SHOWN:
        lines.append(
            language.text(
                say(
                    "GitHub shows {most} errors, {most} warnings and {most} notes of a step; this log has all {n}",
                    most=MOST_SHOWN,
                    n=len(checkup.problems),
                )
            )
        )
    return "".join([f"{line}\n" for line in lines])


def _command(problem: Problem, language: Language, checkout: Checkout | None) -> str:
    """A command; its data names the place only where GitHub has no line to show it at."""
    file, line, column = problem.span
    path = repository_path(file, checkout) if file else ""
    properties = {
        "file": visible(path),
        "line": str(line or ""),
        "col": str(column or ""),
        "title": f"wardeval: {problem.rule}",
    }
    said = ",".join([f"{name}={_property(value)}" for name, value in properties.items() if value])
    text = told(problem, language)
    if not (line and is_inside(path)):
        text = f"{visible(str(problem.span))}: {text}"
    return f"::{COMMANDS[problem.severity]} {said}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
