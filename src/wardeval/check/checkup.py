"""What a run of `wardeval check` came to: the one value that every format shows and that gives the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from wardeval.check.looked import Standing
from wardeval.problems import ExitCode, Message, Problem, Severity, say, say_n

Codes = Mapping[tuple[str, str], ExitCode]
"""What problems of a file and a rule say, where that is more than their severity: that the file cannot be used."""


class CheckedFile(NamedTuple):
    """A file of the run: what it is called, the SHA-256 of its bytes if that was asked for, and what it comes to."""

    name: str
    digest: str
    standing: Standing | None = None


class Checkup(NamedTuple):
    """The problems that are told, in path order and in the order of each file, and what they come to."""

    problems: tuple[Problem, ...]
    files: tuple[CheckedFile, ...]
    code: ExitCode
    """Set together with `failing`, from the same problems."""
    failing: int = 0
    """How many of the problems make the check fail."""
    fail_on: Severity = Severity.WARNING
    """Problems of this severity, or of a worse one, make the check fail."""
    ignored: int = 0
    """Problems that a comment passes over, with its reason; rules that are switched off are not asked."""
    known: int = 0
    """Problems that the baseline holds already."""
    gone: int = 0
    """Problems of the baseline that are not found any more."""
    nothing: bool = False
    """Whether there was no assessment at all."""

    def number(self, severity: Severity) -> int:
        """How many of the problems are of a severity."""
        return sum(1 for problem in self.problems if problem.severity is severity)

    def fails(self, problem: Problem) -> bool:
        """Whether a problem is as bad as what makes the check fail."""
        return _is_as_bad(problem.severity, self.fail_on)

    @property
    def verdict(self) -> Message:
        """Whether the check passed, in words; never other than the exit code says."""
        match self.code:
            case ExitCode.OK:
                return say("nothing to check yet") if self.nothing else say("check passed")
            case ExitCode.UNDECIDED:
                return say("check undecided, since answers are missing or the set's rule is not known")
            case ExitCode.INCOMPARABLE:
                return say("check not possible, since the year is suspended or the files cannot be compared")
            case ExitCode.INPUT:
                return say("check failed, since a file cannot be used")
        return say("check failed")

    @property
    def summary(self) -> Message:
        """The verdict and the numbers, in one sentence."""
        if self.nothing and not self.problems:
            return self.verdict
        told = say(
            "{verdict}: {errors}, {warnings}, {notes} in {files}",
            verdict=self.verdict,
            **counted(self.problems, len(self.files)),
        )
        further = (
            (self.ignored, say_n("{n} ignored", "{n} ignored", n=self.ignored)),
            (self.known, say_n("{n} known from the baseline", "{n} known from the baseline", n=self.known)),
            (self.gone, say_n("{n} of the baseline gone", "{n} of the baseline gone", n=self.gone)),
        )
        shown = tuple(message for number, message in further if number)
        return say("{told} ({further})", told=told, further=shown) if shown else told


_WORST = (ExitCode.OK, ExitCode.UNDECIDED, ExitCode.NO, ExitCode.INCOMPARABLE, ExitCode.INPUT)


def counted(problems: Iterable[Problem], files: int) -> dict[str, Message]:
    """How many problems of each severity there are, and in how many files, as the arguments of a sentence."""
    of = Counter(problem.severity for problem in problems)
    return {
        "errors": say_n("{n} error", "{n} errors", n=of[Severity.ERROR]),
        "warnings": say_n("{n} warning", "{n} warnings", n=of[Severity.WARNING]),
        "notes": say_n("{n} note", "{n} notes", n=of[Severity.NOTE]),
        "files": say_n("{n} file", "{n} files", n=files),
    }


def checkup(
    problems: Iterable[Problem],
    files: Iterable[CheckedFile],
    codes: Codes = MappingProxyType({}),
    *,
    fail_on: Severity = Severity.WARNING,
    ignored: int = 0,
    known: int = 0,
    gone: int = 0,
    nothing: bool = False,
) -> Checkup:
    """What the problems that are told come to: the exit code is the worst that any of them asks for."""
    told = tuple(problems)
    asked = [_code(problem, codes, fail_on) for problem in told]
    code = max(asked, key=_WORST.index, default=ExitCode.OK)
    failing = sum(1 for each in asked if each is not ExitCode.OK)
    return Checkup(told, tuple(files), code, failing, fail_on, ignored, known, gone, nothing)


def _code(problem: Problem, codes: Codes, fail_on: Severity) -> ExitCode:
    """What one problem asks for: what its file and rule say, else whether it is severe enough to fail."""
    code = codes.get((problem.span.file, problem.rule))
    if code is not None:
        return code
    return ExitCode.NO if _is_as_bad(problem.severity, fail_on) else ExitCode.OK


def _is_as_bad(severity: Severity, other: Severity) -> bool:
    """Whether a severity is another one or a worse one."""
    return _WORST_FIRST.index(severity) <= _WORST_FIRST.index(other)


_WORST_FIRST = tuple(Severity)
