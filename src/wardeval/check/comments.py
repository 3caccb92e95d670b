"""Comments by which a file says that a rule does not fit, and why.

`# wardeval: ignore[rule, rule] reason` at the end of a line is about that line; on a line of its own it is about the
entry that begins on the next line that says anything. `# wardeval: ignore-file[rule] reason` is about the whole file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wardeval.check.looked import Ignore
from wardeval.content import BOM

if TYPE_CHECKING:
    from wardeval.check.layout import Layout

_candidate = re.compile(rb"#[# \t]*wardeval(?:[ \t]*:|[^\w\r\n\[]{1,6}ignore)", re.IGNORECASE).search
_says_something = re.compile(r"#[ \t]*wardeval:(.*)", re.DOTALL).match
_nearly = re.compile(r"#[# \t]*(wardeval(?:[ \t]*:|[^\w\r\n\[]{1,6}ignore).*)", re.DOTALL | re.IGNORECASE).match
"""What was meant to be such a comment: other capitals, no colon."""
_form = re.compile(r"\s*(ignore|ignore-file)\s*\[([^\[\]]*)\](.*)").match
_AROUND_REASON = " \t:.,;–—-"


def ignores(content: bytes) -> tuple[Ignore, ...]:
    """The comments that ignore rules in the bytes of a file that can be read, in the order of the file.

    One that begins as such a comment and cannot be read as one has no rules.
    """
    if _candidate(content) is None:
        return ()
    from wardeval.check.layout import Layout  # only a file with such a comment pays for the parser

    return ignores_in(Layout(content.removeprefix(BOM).decode()))


def ignores_in(layout: Layout) -> tuple[Ignore, ...]:
    """The comments that ignore rules in a file that is laid out."""
    found = []
    for index in layout.comments():
        comment = layout.rest_of_line(index)
        if (said := _says_something(comment)) is not None:
            found.append(_ignore(index, said[1], layout))
        elif (meant := _nearly(comment)) is not None:
            line, column = layout.place(index)
            found.append(Ignore(line, column, (), meant[1].strip(), line, line))
    return tuple(found)


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
