"""The rules of `wardeval check`: each in a family, with a number that is never given again."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from wardeval.check.page import Page, page
from wardeval.problems import Keys, Message, Severity, say
from wardeval.rule import Hit as Hit  # noqa: PLC0414 - said on, for the modules of rules

if TYPE_CHECKING:
    from wardeval.check.pool import Pool
    from wardeval.check.sheet import Sheet


class Family(enum.Enum):
    """What a rule is about; the value is its word on the command line."""

    FORM = "form"
    COMPLETE = "complete"
    CONSISTENT = "consistent"
    PROVED = "proved"
    ACROSS = "across"
    PLAUSIBLE = "plausible"
    PRIVATE = "private"
    GATE = "gate"

    @property
    def about(self) -> Message:
        """What its rules ask for, in words."""
        return _ABOUT[self]

    @property
    def number(self) -> int:
        """The hundred of its rules' numbers."""
        return list(Family).index(self) + 1

    @property
    def words(self) -> tuple[str, str]:
        """What it is called where rules are named: its word, and its hundred, such as 7xx."""
        return self.value, f"{self.number}xx"


_ABOUT = {
    Family.FORM: say("what a file says can be read, and is what the set asks for"),
    Family.COMPLETE: say("nothing is left open that has to be said"),
    Family.CONSISTENT: say("what is said in one place agrees with what is said in another"),
    Family.PROVED: say("documents are there, are what they are said to be, and are of the period"),
    Family.ACROSS: say("files agree with each other"),
    Family.PLAUSIBLE: say("what an inspector may want to look at; never an accusation"),
    Family.PRIVATE: say("nothing is said of people that does not belong in a published file"),
    Family.GATE: say("what was asked for on the command line holds"),
}


class Finding(NamedTuple):
    """A doubtful place in one of several files: the file's name, and the place as in `Hit`."""

    file: str
    keys: Keys
    message: Message
    hint: Message | None = None
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its family, its number in it, how much its findings matter, and the function that stands for it."""

    is_fixed: ClassVar[bool] = False
    """Whether nobody can switch the rule off or lower it: a file that breaks it cannot be judged."""

    family: Family
    place: int
    severity: Severity
    function: Callable[..., object]
    """Its name is the rule's id, its docstring the rule's page."""

    @property
    def id(self) -> str:
        """The name of the function, in kebab-case."""
        return self.function.__name__.replace("_", "-")

    @property
    def number(self) -> str:
        """The number of the rule: the family's hundred and its place there."""
        return f"{self.family.number}{self.place:02d}"

    @property
    def page(self) -> Page:
        """The manual page."""
        return page(self.function.__doc__ or "")


class SheetRule(Rule):
    """A rule about one file that can be judged."""

    function: Callable[[Sheet], Iterator[Hit]]

    @property
    def find(self) -> Callable[[Sheet], Iterator[Hit]]:
        """What finds the places where a file breaks the rule."""
        return self.function


@dataclass(frozen=True, slots=True)
class AcrossRule(Rule):
    """A rule about several files, or about what lies beside a file."""

    function: Callable[[Pool], Iterator[Finding]]
    asks_disk: bool = False
    """Whether it looks at what lies beside the files."""

    @property
    def find(self) -> Callable[[Pool], Iterator[Finding]]:
        """What finds the places where files break the rule."""
        return self.function


class Refusal(Rule):
    """A rule that reading a file enforces; its function only holds its page."""

    is_fixed = True


class Gate(Rule):
    """A rule that holds only where the command line asks for it; its function only holds its page."""

    is_fixed = True


class IgnoreRule(Rule):
    """A rule about the comments that ignore others; its function only holds its page."""


def rule(family: Family, place: int, severity: Severity) -> Callable[[Callable[[Sheet], Iterator[Hit]]], SheetRule]:
    """A function as a rule about one file."""
    return lambda find: SheetRule(family, place, severity, find)


def across(
    family: Family, place: int, severity: Severity, *, asks_disk: bool = False
) -> Callable[[Callable[[Pool], Iterator[Finding]]], AcrossRule]:
    """A function as a rule about several files, or about what lies beside them."""
    return lambda find: AcrossRule(family, place, severity, find, asks_disk)


def refusal(place: int) -> Callable[[Callable[[], None]], Refusal]:
    """A function whose name is the id of a problem that is found while a file is read."""
    return lambda page: Refusal(Family.FORM, place, Severity.ERROR, page)


def gate(place: int, severity: Severity = Severity.ERROR) -> Callable[[Callable[[], None]], Gate]:
    """A function whose name is the id of a problem that is looked for where the command line asks for it."""
    return lambda page: Gate(Family.GATE, place, severity, page)


def about_ignores(place: int, severity: Severity) -> Callable[[Callable[[], None]], IgnoreRule]:
    """A function whose name is the id of a problem of the comments that ignore rules."""
    return lambda page: IgnoreRule(Family.FORM, place, severity, page)
