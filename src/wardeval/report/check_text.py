"""What a check found as lines for a log, an editor or a pipe: one problem a line."""

from __future__ import annotations

from wardeval.check.checkup import Checkup
from wardeval.language import Language
from wardeval.report.foreign import visible
from wardeval.report.problems import lines


def render(checkup: Checkup, language: Language, *, is_whole: bool = False) -> str:
    """One line per problem: `file:line:column: error: message; hint [rule]`; nothing for a clean run.

    A text that `is_whole` stands alone: its last line says what the run comes to.
    """
    told = lines(checkup.problems, language)
    return f"{told}{visible(language.text(checkup.summary))}\n" if is_whole else told
