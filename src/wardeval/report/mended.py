"""What `wardeval check --fix` changes: a unified diff, as `git apply` and `patch` take it, or a line a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from typing import TYPE_CHECKING

from wardeval.language import Language
from wardeval.report.foreign import visible

if TYPE_CHECKING:
    from wardeval.check.mend.mending import Change

_NO_END = "\\ No newline at end of file\n"


def diff(name: str, before: bytes, after: bytes, *, shown: bool = False) -> str:
    """The lines in which two versions of a file differ; nothing where they are the same.

    `shown` to people at a terminal, nothing in it acts unseen; else it is exact, and can be applied.
    """
    old, new = before.decode(), after.decode()
    called = f"{visible(name)}\t" if " " in name else visible(name)  # the tab ends a name with blanks
    lines = unified_diff(_lines(old), _lines(new), called, called)
    return "".join(_marked(lines, shown=shown))


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")[:-1]] + ([text.rpartition("\n")[2]] if text[-1:] != "\n" else [])


def _marked(lines: Iterable[str], *, shown: bool) -> Iterator[str]:
    for line in lines:
        if shown:
            text = line.rstrip().replace("\t", "    ")
            yield f"{visible(text)}\n"
        else:
            yield line if line.endswith("\n") else f"{line}\n{_NO_END}"


def lines(changes: Iterable[Change], language: Language) -> str:
    """One line for each change: `file:line:column: what was done`."""
    return "".join(f"{visible(str(span))}: {visible(language.text(message))}\n" for span, message in changes)
