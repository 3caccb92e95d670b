"""Rules about the comments that ignore other rules; `wardeval.check.ignoring` finds what breaks them."""

from __future__ import annotations

from wardeval.check.rule import about_ignores
from wardeval.problems import Severity


@about_ignores(90, Severity.ERROR)
def ignore_without_reason() -> None:
    """A comment ignores a rule and does not say why.

    Why: The reason is all that an inspector has in place of what the rule asks for. Without one nothing is ignored.

    Mend: Write the reason behind the bracket, in a few words; or remove the comment and mend what the rule finds.

    Fails:

        answers:
          "4.2": cơ bản đạt  # wardeval: ignore[basically-without-explanation]

    Passes:

        answers:
          # wardeval: ignore[basically-without-explanation] báo cáo giấy ngày 05/01
          "4.2": cơ bản đạt
    """


@about_ignores(91, Severity.WARNING)
def unused_ignore() -> None:
    """A comment ignores a rule that finds nothing there, or that nobody can ignore.

    Why: The fault is mended, or the comment stands in the wrong place. Left where it is, it would hide the next fault.

    Mend: Remove the rule from the comment, or the whole comment. A comment on a line of its own stands directly above
    the entry that it is about, one at the end of a line is about that line.

    Fails:

        answers:
          # wardeval: ignore[basically-without-explanation] báo cáo giấy ngày 05/01
          4.3.a: 0
          "4.2": cơ bản đạt

    Passes:

        answers:
          4.3.a: 0
          # wardeval: ignore[basically-without-explanation] báo cáo giấy ngày 05/01
          "4.2": cơ bản đạt
    """


@about_ignores(92, Severity.WARNING)
def unknown_rule() -> None:
    """A comment ignores a rule that does not exist.

    Why: The name is misspelt, or the rule no longer exists, so the comment does nothing.

    Mend: Write the rule as it stands in square brackets behind each problem; a family such as complete may stand for
    all of its rules. The command “wardeval explain rules” lists them.

    Fails:

        answers:
          # wardeval: ignore[basically-unexplained] báo cáo giấy ngày 05/01
          "4.2": cơ bản đạt

    Passes:

        answers:
          # wardeval: ignore[basically-without-explanation] báo cáo giấy ngày 05/01
          "4.2": cơ bản đạt
    """


@about_ignores(93, Severity.WARNING)
def unreadable_ignore() -> None:
    """A comment speaks to wardeval, but not as wardeval understands it.

    Why: It was meant to ignore a rule, and does nothing as it stands.

    Mend: Write ignore, or ignore-file for the whole file, then the rules in square brackets, then the reason.

    Fails:

        answers:
          # wardeval: ignore basically-without-explanation, báo cáo giấy ngày 05/01
          "4.2": cơ bản đạt

    Passes:

        answers:
          # wardeval: ignore[basically-without-explanation] báo cáo giấy ngày 05/01
          "4.2": cơ bản đạt
    """
