"""The manual page of a rule, as the docstring of its function says it.

    What is wrong, in one sentence.

    Why: why it matters.

    Mend: what to do.

    Fails:

        answers: …

    Passes:

        answers: …

The examples are what a file holds below its head (`format`, `set`, `unit`, `period`), or a whole file; several files
each follow a line `# file: NAME`. A test runs every one of them.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from functools import cache
from inspect import cleandoc
from typing import NamedTuple

from wardeval.problems import Message


class Page(NamedTuple):
    """A rule's page: messages that are translated, and examples that are not."""

    what: Message
    why: Message
    mend: Message
    fails: str
    passes: str

    def messages(self) -> Iterator[Message]:
        """The texts that the catalogue translates."""
        yield from (self.what, self.why, self.mend)


_PARTS = re.compile(
    r"(?P<what>.+?)\n\nWhy: (?P<why>.+?)\n\nMend: (?P<mend>.+?)"
    r"\n\nFails:\n\n(?P<fails>.+?)\n\nPasses:\n\n(?P<passes>.+)",
    re.DOTALL,
)


@cache
def page(docstring: str) -> Page:
    """The page that a docstring says; raises `ValueError` where a part of it is missing."""
    found = _PARTS.fullmatch(cleandoc(docstring))
    if found is None:
        raise ValueError(f"the page needs what, Why, Mend, Fails and Passes, in this order: {docstring[:60]!r}")
    what, why, mend = (Message(" ".join(found[name].split())) for name in ("what", "why", "mend"))
    fails, passes = (textwrap.dedent(found[name].rstrip("\n")) + "\n" for name in ("fails", "passes"))
    return Page(what, why, mend, fails, passes)
