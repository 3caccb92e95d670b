"""What can be said about an input: messages, places, problems, errors and exit codes."""

from __future__ import annotations

import enum
import errno
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

Keys = tuple[str | int, ...]
"""A place inside a file by its keys: `("answers", "5.4.b", "part")`."""


class Message(NamedTuple):
    """A sentence for people: an English template, which is also the catalogue key, and its arguments.

    `plural` is the English template for any `count` but one. Arguments may be texts, exact numbers, dates, or
    messages themselves; `wardeval.language.Language` turns all of it into text.
    """

    template: str
    arguments: Mapping[str, Any] = MappingProxyType({})
    plural: str | None = None


def say(template: str, /, **arguments: Any) -> Message:
    """A message; the template is collected for translation from the call itself."""
    return Message(template, arguments)


def say_n(one: str, many: str, /, *, n: int, **arguments: Any) -> Message:
    """A message with a number `n` that decides between singular and plural."""
    return Message(one, {"n": n, **arguments}, many)


class Severity(enum.Enum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(NamedTuple):
    """A place in a file; `line` and `column` count from 1, and are 0 where the whole file is meant."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`file:line:column`, as editors understand it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Problem(NamedTuple):
    """Something wrong or doubtful: which rule says so, where (by keys and by line), and what to do."""

    rule: str
    message: Message
    span: Span
    keys: Keys = ()
    hint: Message | None = None
    severity: Severity = Severity.ERROR
    of: tuple[str, ...] = ()
    """What it is told of, where one problem tells of several: with fewer of them it is the same problem."""


def each_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems, each once: what is wrong with a file that several name, or that stands on two sides, is one problem."""
    seen: set[object] = set()
    for problem in problems:
        key = problem.span, problem.rule, problem.keys, problem.message.template, repr(problem.message.arguments)
        if key not in seen:
            seen.add(key)
            yield problem


def reason(error: OSError) -> Message | str:
    """Why the system refuses something, as far as it says so in a way that is known here."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


_REASONS = {
    errno.ENOENT: say("No such file or directory"),
    errno.ENOTDIR: say("Not a directory"),
    errno.EISDIR: say("Is a directory"),
    errno.EEXIST: say("File exists"),
    errno.EACCES: say("Permission denied"),
    errno.EPERM: say("Operation not permitted"),
    errno.EROFS: say("Read-only file system"),
    errno.ENOSPC: say("No space left on device"),
    errno.ENAMETOOLONG: say("File name too long"),
    errno.ELOOP: say("Too many levels of symbolic links"),
    errno.EBUSY: say("Device or resource busy"),
    errno.EMFILE: say("Too many open files"),
    errno.EBADF: say("Bad file descriptor"),
    errno.EIO: say("Input/output error"),
}
"""The commonest of them, in the words of the system."""


class ExitCode(enum.IntEnum):
    """What a command's exit code says, the same for every command and format."""

    OK = 0
    """Done, and what was asked for holds."""
    NO = 1
    """Done, and the answer is no: a required verdict not reached, problems found, a regression."""
    USAGE = 2
    """The command line is wrong."""
    INPUT = 3
    """A file is missing, unreadable or not what it should be."""
    UNDECIDED = 4
    """Undecided: answers are missing, or the set's rule is not known."""
    INCOMPARABLE = 5
    """Not comparable: two sets without a mapping, or a suspended year."""
    BUG = 70
    """A bug in wardeval."""


class InputError(Exception):
    """An input cannot be used; holds every problem found in it, in file order."""

    code = ExitCode.INPUT

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep `problems`, sorted by their place."""
        self.problems = tuple(sorted(problems, key=lambda problem: problem.span))
        super().__init__("; ".join(f"{problem.span}: {problem.rule}" for problem in self.problems))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Problem, ...]]]:
        """Travel from a worker process with the problems, not with their short text."""
        return type(self), (self.problems,)


class NotComparable(InputError):
    """An input is what it should be, but nothing can be judged by it: its year is suspended."""

    code = ExitCode.INCOMPARABLE
