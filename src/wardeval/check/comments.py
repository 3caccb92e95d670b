"""Comments by which a file says that a rule does not fit, and why.

`# wardeval: ignore[rule, rule] reason` at the end of a line is about that line; on a line of its own it is about the
entry that begins on the next line that says anything. `# wardeval: ignore-file[rule] reason` is about the whole file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wardeval.check.looked import Ignore
from wardeval.content import BOM
from wardeval.source import Source

if TYPE_CHECKING:
    from wardeval.check.layout import Layout

_MARK = b"wardeval:"
_candidate = re.compile(r"#[ \t]*wardeval:").search
_says_something = re.compile(r"#[ \t]*wardeval:(.*)", re.DOTALL).match
_form = re.compile(r"\s*(ignore|ignore-file)\s*\[([^\[\]]*)\](.*)").match
_AROUND_REASON = " \t:.,;–—-"


def ignores(source: Source) -> tuple[Ignore, ...]:
    """The comments of a file that ignore rules, in the order of the file.

    One that begins as such a comment and cannot be read as one has no rules.
    """
    if _MARK not in source.content:
        return ()
    text = source.content.removeprefix(BOM).decode()
    if _candidate(text) is None:
        return ()
    from wardeval.check.layout import Layout  # only a file with such a comment pays for the parser

    return ignores_in(Layout(text))


def ignores_in(layout: Layout) -> tuple[Ignore, ...]:
    """The comments that ignore rules in a file that is laid out."""
    comments = ((index, layout.rest_of_line(index)) for index in layout.comments())
    return tuple(
        _ignore(index, said[1], layout) for index, comment in comments if (said := _says_something(comment)) is not None
    )


def _ignore(index: int, said: str, layout: Layout) -> Ignore:
    line, column = layout.place(index)
    form = _form(said)
    rules = tuple(word for each in form[2].split(",") if (word := each.strip())) if form else ()
    if form is None or not rules:
        return Ignore(line, column, (), said.strip(), line, line)
    reason = form[3].strip(_AROUND_REASON)
    if form[1] == "ignore-file":
        return Ignore(line, column, rules, reason, 0, layout.lines, whole=True)
    is_alone = not layout.text[index - column + 1 : index].strip()
    first, last = layout.entry_below(index) if is_alone else (line, line)
    return Ignore(line, column, rules, reason, first, last)
