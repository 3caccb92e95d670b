"""`wardeval check --fix` and `--diff`: what can be mended is written to the files, or only shown."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from wardeval.check.mend.files import MendedFile, mend_files
from wardeval.cli.session import Session, UsageProblem
from wardeval.cli.streams import is_terminal, write_files
from wardeval.problems import ExitCode, say
from wardeval.report import mended

if TYPE_CHECKING:
    from wardeval.cli.checking import Checking


def show(session: Session, checking: Checking) -> None:
    """Show what --fix would change, as a diff; the exit code is 1 for any change, 3 for a file that is unusable."""
    files = _files(checking)
    colour = session.has_colour()
    shown = colour or is_terminal(sys.stdout)
    refusals = [file.refusal for file in files if file.refusal is not None]
    problems = [*checking.problems, *(problem for refusal in refusals for problem in refusal.problems)]
    if problems:
        from wardeval.report.problems import lines

        text = lines(sorted(problems, key=lambda problem: problem.span), session.language)
        session.complain("".join(dict.fromkeys(text.splitlines(keepends=True))))  # a set is told of once
    changed = [file for file in files if file.changes]
    texts: Iterable[str] = (mended.diff(file.name, file.before, file.after, shown=shown) for file in changed)
    if colour:
        from wardeval.report.terminal_diff import coloured

        texts = map(coloured, texts)
    session.deliver("".join(texts), None, exact=not shown)
    codes = [ExitCode.INPUT for _ in checking.problems] + [ExitCode(each.code) for each in refusals]
    session.code = min(codes, default=ExitCode.NO if changed else ExitCode.OK)


def fix(session: Session, checking: Checking) -> None:
    """Write what can be mended, each file whole; what is wrong with files that cannot be read, the check tells."""
    if checking.contents:
        raise UsageProblem(say("--fix cannot write standard input; --diff shows what it would change"))
    files = [file for file in _files(checking) if file.changes]
    paths = {file.path: file.after.decode() for file in files if file.path is not None}
    write_files(paths, follow=paths)
    session.complain("".join(mended.lines(file.changes, session.language) for file in files))


def _files(checking: Checking) -> list[MendedFile]:
    checking.refuse_nothing()
    return mend_files(checking.mended(), checking.library.folders, checking.contents)
