"""A rule: a function that finds doubtful places; its name is the rule's id, its docstring the manual page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from inspect import cleandoc
from typing import Generic, NamedTuple, Protocol, TypeVar

from wardeval.problems import Keys, Message, Problem, Severity, Span
from wardeval.source import Source


class Checked(Protocol):
    """What rules look at: anything that was read from a file."""

    @property
    def source(self) -> Source:
        """The file."""


C_contra = TypeVar("C_contra", bound=Checked, contravariant=True)


class Hit(NamedTuple):
    """A doubtful place by its keys; `at_key` where the key is meant rather than its value."""

    keys: Keys
    message: Message
    hint: Message | None = None
    at_key: bool = False
    part: str = ""
    """What of the value is meant, as the value has it; empty where all of it is."""
    of: tuple[str, ...] = ()
    """As in `Problem`."""

    def span(self, source: Source) -> Span:
        """The place in the file."""
        if self.at_key:
            return source.locate_key(self.keys)
        return source.locate_part(self.keys, self.part) if self.part else source.locate(self.keys)


@dataclass(frozen=True, slots=True)
class Rule(Generic[C_contra]):
    """A rule and how much its findings matter."""

    severity: Severity
    find: Callable[[C_contra], Iterator[Hit]]

    @property
    def id(self) -> str:
        """The name of the function, in kebab-case."""
        return self.find.__name__.replace("_", "-")

    @property
    def manual(self) -> str:
        """What the rule is about, as its docstring says it."""
        return cleandoc(self.find.__doc__ or "")

    def problems(self, checked: C_contra) -> Iterator[Problem]:
        """What the rule finds, each at its line."""
        for hit in self.find(checked):
            span = hit.span(checked.source)
            yield Problem(self.id, hit.message, span, hit.keys, hit.hint, self.severity)


def rule(severity: Severity) -> Callable[[Callable[[C_contra], Iterator[Hit]]], Rule[C_contra]]:
    """A function as a rule."""

    def made(find: Callable[[C_contra], Iterator[Hit]]) -> Rule[C_contra]:
        return Rule(severity, find)

    return made


def problems_of(rules: Iterable[Rule[C_contra]], checked: C_contra) -> list[Problem]:
    """What the rules find, in the order of the file."""
    found = [problem for each in rules for problem in each.problems(checked)]
    return sorted(found, key=lambda problem: (problem.span, problem.rule))
