"""What a check found as lines for a log, an editor or a pipe: one problem a line."""

from __future__ import annotations

from wardeval.check.checkup import Checkup
from wardeval.language import Language
from wardeval.report.problems import lines


def render(checkup: Checkup, language: Language) -> str:
    """One line per problem: `file:line:column: error: message; hint [rule]`; nothing for a clean run."""
    return lines(checkup.problems, language)
