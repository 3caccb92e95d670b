"""What came of one file: values only, small enough for thousands of them to travel between processes and to be kept."""

from __future__ import annotations

from typing import NamedTuple

from wardeval.check.traits import Traits, Whose
from wardeval.language import Words
from wardeval.problems import ExitCode, Problem


class Ignore(NamedTuple):
    """A comment `# wardeval: ignore[rule] reason`: where it stands, and what it covers.

    It covers the lines from `first` to `last`, both included; a comment for the whole file covers line 0, too.
    """

    line: int
    column: int
    rules: tuple[str, ...]
    reason: str
    first: int
    last: int
    whole: bool = False


class Level(NamedTuple):
    """A verdict of the ladder: its id and title, and whether it, or a higher one, is reached (a word of `Met.name`)."""

    id: str
    title: Words
    reached: str


class Standing(NamedTuple):
    """What a file comes to on the track that counts, as the gates ask for it."""

    levels: tuple[Level, ...]
    """The ladder of the set, the highest first."""
    answered: int
    """Leaves that are answered, of those that need an answer."""
    of: int


class Looked(NamedTuple):
    """What came of one file: what is wrong with it by itself, what stands in it for other files, and its result."""

    name: str
    """What the file is called to people."""
    digest: str
    """The SHA-256 of its bytes, as `sha256:…`; empty where it cannot be read, or where nobody asks for it."""
    problems: tuple[Problem, ...]
    """By every rule about one file, those that are ignored or switched off among them, in the order of the file."""
    code: ExitCode = ExitCode.OK
    """INPUT or INCOMPARABLE where the file cannot be judged."""
    ignores: tuple[Ignore, ...] = ()
    traits: Traits | None = None
    """What the rules about several files look at; none where the file cannot be judged."""
    standing: Standing | None = None
    """None where the file cannot be judged."""
    whose: Whose | None = None
    """Of whom a file is that cannot be judged, as far as that can be read."""
    lasts: bool = True
    """Whether the same will come of it on every later day."""
