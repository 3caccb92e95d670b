"""What a new assessment is made from, and how sentences become comments in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wardeval.carry import Carried
from wardeval.language import Language
from wardeval.library import LoadedSet
from wardeval.model.assessment import Unit
from wardeval.report.foreign import visible
from wardeval.written import comment


@dataclass(frozen=True)
class Start:
    """What is known of an assessment before anything is answered."""

    loaded: LoadedSet
    unit: Unit
    period: int
    facts: Mapping[str, str] = field(default_factory=dict)
    carried: Carried | None = None
    schema: str | None = None
    """The path of the schema from the file, for editors."""
    command: str = ""
    """The command that scores the file."""
    notes: Sequence[object] = ()
    """What is to be known of the set in this period."""


class Comments:
    """Comments in one language."""

    def __init__(self, language: Language) -> None:
        """Speak `language`."""
        self.text = language.text

    def say(self, message: object, mark: str = "", indent: str = "") -> Iterator[str]:
        """A sentence as comment lines; `mark` begins the first of them."""
        yield from comment(visible(" ".join(self.text(message).split())), indent, mark)
