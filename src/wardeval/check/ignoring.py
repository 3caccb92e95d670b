"""Which problems of a file are told: what its comments and the settings pass over, and what is wrong with comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from wardeval.check.looked import Ignore, Looked
from wardeval.check.rule import AcrossRule, IgnoreRule, SheetRule
from wardeval.check.rules import RULES, by_id
from wardeval.check.settings import EVERYTHING, Chosen
from wardeval.check.words import ALL, unfixed, unknown
from wardeval.problems import ExitCode, Message, Problem, Span, say


class Sifted(NamedTuple):
    """The problems of a file that are told, in its order, and how many its comments pass over."""

    told: tuple[Problem, ...]
    ignored: int


_NOTHING = Sifted((), 0)


def sift(
    looked: Looked,
    across: Sequence[Problem] = (),
    chosen: Chosen = EVERYTHING,
    path: Path | None = None,
    *,
    whole: bool = False,
) -> Sifted:
    """What is told of a file at `path`: of its own problems, and of those that rules about several files found in it.

    `whole` where every file of the workspace is part of the run and can be judged: only then is it certain that a rule
    about several files has nothing to find.
    """
    if not (looked.problems or across or looked.ignores):
        return _NOTHING  # as a rule
    covers = [_Cover(each) for each in looked.ignores]
    of_line, wide = _by_line(covers)
    told, ignored = [], 0
    for problem in (*looked.problems, *across):
        found = chosen.told(problem, path)
        near = () if problem.span.file != looked.name else (*of_line.get(problem.span.line, ()), *wide)
        taking = [each for each in near if each.takes(problem)]  # every one of them is of use
        if found is not None and taking:
            ignored += 1
        elif found is not None:
            told.append(found)
    ran = _ran(chosen, path, whole=whole) if looked.code is ExitCode.OK and covers else frozenset()
    for each in covers:
        wrong = (chosen.told(problem, path) for problem in each.problems(looked.name, ran))
        told += [problem for problem in wrong if problem is not None]
    return Sifted(tuple(sorted(told, key=lambda problem: (problem.span, problem.rule))), ignored)


def _ran(chosen: Chosen, path: Path | None, *, whole: bool) -> frozenset[str]:
    """The rules that would have found what there is to find in a file."""
    followed = chosen.severities(path)
    kinds = (SheetRule, AcrossRule) if whole else (SheetRule,)
    return frozenset(each.id for each in RULES if isinstance(each, kinds) and each.id in followed)


def _by_line(covers: Iterable[_Cover]) -> tuple[defaultdict[int, list[_Cover]], list[_Cover]]:
    """Comments about a single line by that line, and all others."""
    of_line: defaultdict[int, list[_Cover]] = defaultdict(list)
    wide: list[_Cover] = []
    for each in covers:
        first, last = each.ignore.first, each.ignore.last
        (of_line[first] if first == last else wide).append(each)
    return of_line, wide


class _Cover:
    """A comment that ignores rules, and which of its words were of use."""

    def __init__(self, ignore: Ignore) -> None:
        """Nothing is ignored yet."""
        self.ignore = ignore
        self._ids = {word: _ignorable(word) for word in ignore.rules}
        self._used: set[str] = set()

    def takes(self, problem: Problem) -> bool:
        """Whether the comment covers a problem; it is of use then."""
        ignore = self.ignore
        if not ignore.reason or not (ignore.whole or ignore.first <= problem.span.line <= ignore.last):
            return False
        fitting = [word for word, ids in self._ids.items() if problem.rule in ids]
        self._used.update(fitting)
        return bool(fitting)

    def problems(self, file: str, ran: frozenset[str]) -> Iterator[Problem]:
        """What is wrong with the comment, where the rules `ran` have found what there is to find."""
        span = Span(file, self.ignore.line, self.ignore.column)
        for rule, message, hint in self._wrong(ran):
            yield Problem(rule, message, span, (), hint, by_id()[rule].severity)

    def _wrong(self, ran: frozenset[str]) -> Iterator[tuple[str, Message, Message | None]]:
        ignore = self.ignore
        if not ignore.rules:
            hint = say("write “# wardeval: ignore[rule] reason”, or ignore-file for the whole file")
            yield "unreadable-ignore", say("“{text}” is no comment for wardeval", text=ignore.reason), hint
            return
        if not ignore.reason:
            hint = say("write the reason behind the bracket; without one nothing is ignored")
            yield "ignore-without-reason", say("{rules} ignored without a reason", rules=", ".join(ignore.rules)), hint
        for word, ids in self._ids.items():
            wrong = unknown(word)
            if word == ALL:
                hint = say("name the rules, or a family of rules")
                yield "unknown-rule", say("a comment cannot ignore all rules"), hint
            elif wrong is not None:
                yield "unknown-rule", *wrong
            elif not ids:
                message = say("“{word}” cannot be ignored by a comment", word=word)
                yield "unused-ignore", message, say("mend what it finds, and remove “{word}” here", word=word)
            elif ignore.reason and word not in self._used and ids <= ran:
                message = say("“{word}” is ignored here, but finds nothing here", word=word)
                yield "unused-ignore", message, say("remove “{word}” from the comment", word=word)


def _ignorable(word: str) -> frozenset[str]:
    """The rules that a word in a comment ignores."""
    if word == ALL:
        return frozenset()
    return frozenset(id_ for id_ in unfixed(word) if not isinstance(by_id()[id_], IgnoreRule))
