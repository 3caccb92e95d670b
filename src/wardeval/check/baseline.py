"""The baseline: problems that are known and accepted for now, so that only new ones fail.

Of a file that cannot be judged nothing is known: no baseline passes over why it cannot be, nor over gates.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from wardeval.check.fingerprint import fingerprints
from wardeval.check.names import Names
from wardeval.check.rules import by_id
from wardeval.content import Limits, decode, place_of, read_bytes
from wardeval.language import Language
from wardeval.problems import InputError, Problem, Span, say
from wardeval.workspace import find_workspace

FORMAT = "wardeval/baseline/1"
NAME = Path(".wardeval", "baseline.json")
"""Where the baseline of a workspace stands."""
LARGEST = Limits(bytes=64 * 1024 * 1024)


class Known(NamedTuple):
    """A problem of a baseline."""

    fingerprint: str
    rule: str
    file: str
    """From the folder of the baseline's workspace, with slashes."""
    message: str = ""
    of: tuple[str, ...] = ()
    """What it tells of, where that is several things."""

    def covers(self, problem: Problem) -> bool:
        """Whether a problem of the same fingerprint tells of nothing that is not known."""
        return set(problem.of) <= set(self.of)


class Compared(NamedTuple):
    """Problems beside a baseline: those that are new, how many are known, and how many of it are gone."""

    new: tuple[Problem, ...]
    known: int = 0
    gone: int = 0


class Baseline(NamedTuple):
    """The known problems of a workspace."""

    root: Path
    """The folder that names of files begin at."""
    problems: tuple[Known, ...]

    def apart_from(self, names: Iterable[str]) -> Iterator[Known]:
        """The problems of files that are there, but not among those of the run that are called `names`."""
        called = Names(self.root)
        checked = set(map(called, names))
        return (each for each in self.problems if each.file not in checked and (self.root / each.file).exists())

    def compare(self, problems: Sequence[Problem], names: Iterable[str], ran: Callable[[str, str], bool]) -> Compared:
        """What of the problems found in the files `names` is new.

        What is known of other files is not gone, unless the file itself is; nor that of a rule that did not run there:
        `ran` says so of a rule and the name of a file.
        """
        called = Names(self.root)
        marks = _marks(problems, called)
        known = {each.fingerprint: each for each in self.problems}
        new = [
            each
            for each, mark in zip(problems, marks, strict=True)
            if not may_be_known(each) or mark not in known or not known[mark].covers(each)
        ]
        checked = {called(name): name for name in names}
        lost = [each for each in self.problems if each.fingerprint not in set(marks)]
        gone = [each for each in lost if self._was_looked_for(each, checked.get(each.file), ran)]
        return Compared(tuple(new), len(problems) - len(new), len(gone))

    def _was_looked_for(self, known: Known, name: str | None, ran: Callable[[str, str], bool]) -> bool:
        """Whether a problem would have been found again: in the file called `name`, if that is of the run."""
        return ran(known.rule, name) if name is not None else not (self.root / known.file).exists()


def root_of(file: Path, here: Path) -> Path:
    """The folder that names of files begin at in a baseline: that of the workspace around it, else the current one."""
    workspace = find_workspace(Path(os.path.realpath(file)).parent)
    return here if workspace is None else workspace.path


def made(problems: Iterable[Problem], root: Path, language: Language, kept: Iterable[Known] = ()) -> Baseline:
    """A baseline of problems and of those that are `kept`; without those that are never known."""
    called = Names(root)
    found = [problem for problem in problems if may_be_known(problem)]
    kept = [each for each in kept if _may_stand(each.rule)]
    new = [
        Known(mark, each.rule, called(each.span.file), language.text(each.message), each.of)
        for mark, each in zip(_marks(found, called), found, strict=True)
    ]
    return Baseline(root, tuple(sorted((*new, *kept), key=lambda each: (each.file, each.rule, each.fingerprint))))


def written(baseline: Baseline) -> str:
    """A baseline as the text of a file, one problem a line."""
    lines = ",\n".join(f"    {json.dumps(_row(each), ensure_ascii=False)}" for each in baseline.problems)
    inside = f"\n{lines}\n  " if lines else ""
    return f'{{\n  "format": "{FORMAT}",\n  "problems": [{inside}]\n}}\n'


def _row(known: Known) -> dict[str, Any]:
    return {name: value for name, value in known._asdict().items() if name != "of" or value}


def read_baseline(path: Path, here: Path) -> Baseline:
    """The baseline in a file; raises `InputError` where it is none, at the line where it ends to be one."""
    name = str(path)
    text = decode(read_bytes(path, name, LARGEST), name, LARGEST)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        _refuse(name, text, error.pos)
    except (RecursionError, ValueError):
        _refuse(name, text, 0)
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("problems"), list):
        _refuse(name, text, 0)
    return Baseline(root_of(path, here), tuple(_known(data["problems"], name, text)))


def _known(rows: Sequence[Any], name: str, text: str) -> Iterator[Known]:
    for index, row in enumerate(rows):
        match row:
            case {"fingerprint": str(mark), "rule": str(rule), "file": str(file), "message": str(message), **rest}:
                of = rest.get("of")
                yield Known(mark, rule, file, message, tuple(map(str, of)) if isinstance(of, list) else ())
            case _:
                _refuse(name, text, _begin_of(text, index))


def _begin_of(text: str, index: int) -> int:
    """Where a problem begins, in a baseline as it is written; the beginning where it is not written so."""
    lines = text.split("\n")
    before = 3 + index
    return sum(len(line) + 1 for line in lines[:before]) if len(lines) > before else 0


def _refuse(name: str, text: str, at: int) -> NoReturn:
    message = say("this is no baseline of wardeval")
    hint = say("“wardeval check --write-baseline --baseline FILE” writes one")
    raise InputError([Problem("not-a-baseline", message, Span(name, *place_of(text, at)), hint=hint)])


def _marks(problems: Iterable[Problem], called: Names) -> list[str]:
    """The fingerprints of problems, the same from whatever folder the files are named."""
    return fingerprints(problem._replace(span=Span(called(problem.span.file))) for problem in problems)


def may_be_known(problem: Problem) -> bool:
    """Whether a problem may be passed over: nothing may by which a file cannot be judged, and no gate."""
    return _may_stand(problem.rule)


def _may_stand(rule: str) -> bool:
    found = by_id().get(rule)
    return found is not None and not found.is_fixed
