"""`wardeval check --fix` and `--diff`: what can be mended is written to the files, or only shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from wardeval.check.mend_files import MendedFile, mend_files
from wardeval.cli.session import Session, UsageProblem
from wardeval.cli.streams import is_terminal, write_files
from wardeval.problems import ExitCode, say
from wardeval.report import mended

if TYPE_CHECKING:
    from wardeval.cli.checking import Checking


def show(session: Session, checking: Checking) -> None:
    """Show what --fix would change, as a diff; the exit code is 1 where that is anything."""
    files = _files(checking)
    shown = is_terminal(sys.stdout)
    problems = [*checking.problems, *(problem for file in files for problem in file.problems)]
    changed = [file for file in files if file.changes]
    if problems:
        from wardeval.report.problems import lines

        session.complain(lines(sorted(problems, key=lambda problem: problem.span), session.language))
    session.deliver("".join(mended.diff(file.name, file.before, file.after, shown=shown) for file in changed), None)
    session.code = ExitCode.INPUT if problems else ExitCode.NO if changed else ExitCode.OK


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
    return mend_files(checking.told_of(), checking.library.folders, checking.contents)
