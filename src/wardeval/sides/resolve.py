"""One side of a comparison as the command line names it: a year, a file, a folder, a revision."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from wardeval.library import places
from wardeval.model.mistakes import closest
from wardeval.problems import Message, Problem, Span, reason, say
from wardeval.sides.files import yaml_files
from wardeval.sides.gather import Heads, Read, of_year, read, refuse, side_of
from wardeval.sides.submission import Found
from wardeval.workspace import NAME, Workspace, find_workspace

YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


def resolve(
    wish: str, workspace: Workspace | None, folder: Path, environ: Mapping[str, str], heads: Heads | None = None
) -> Found:
    """The files that one side names; raises `InputError` where there are none.

    A year is one of the workspace; what exists is a path, as is what begins with `./`; all else is a revision of git,
    alone or with a path or a year in it. What is wrong with single files stands among the problems of what is found.
    `heads` keeps what was read for the other side.
    """
    heads = heads or Heads()
    if YEAR.fullmatch(wish):
        return _year(wish, workspace, folder, environ, heads)
    if not wish:
        refuse(wish, "missing-file", say("the name of a file is empty"))
    path = folder / wish
    if os.path.lexists(path):
        return _path(wish, workspace, path, environ, heads)
    return _revision(wish, workspace, folder, environ)


def _year(wish: str, workspace: Workspace | None, folder: Path, environ: Mapping[str, str], heads: Heads) -> Found:
    """The assessments of a workspace whose files say that they are of a year, whatever their folders are called."""
    if workspace is None:
        hint = workspace_hint(each.parent.name for each in sorted(folder.glob(f"*/{NAME}")))
        if (folder / wish).exists():
            hint = say("write {path} for what has that name here", path=f"./{wish}")
        refuse(wish, "no-workspace", say("a year is looked for in a workspace, and none is here"), hint)
    root = workspace.assessments
    shown = os.path.relpath(root, folder)
    found, problems = _inside(root, shown, heads)
    return of_year(wish, int(wish), shown, found, problems, places(workspace.path, environ))


def _path(wish: str, workspace: Workspace | None, path: Path, environ: Mapping[str, str], heads: Heads) -> Found:
    """A file, or the assessments of a folder."""
    around = workspace or find_workspace(path.resolve() if path.is_dir() else path.resolve().parent)
    if around is not None:
        _ = around.settings  # a mistake in wardeval.yaml is told, not passed over
    sets = places(around.path if around else None, environ)
    if not path.is_dir():
        return side_of(wish, [read(path, str(Path(wish)), is_named=True)], (), sets, is_file=True)
    found, problems = _inside(path, wish, heads)
    return side_of(wish, found, problems, sets)


def _inside(root: Path, shown: str, heads: Heads) -> tuple[list[Read], list[Problem]]:
    """The assessments of a folder that is called `shown` to people, and the folders in it that cannot be read."""
    failed: list[OSError] = []
    cut = len(str(root / "x")) - 1
    begin = str(Path(shown, "x"))[:-1]
    found = heads.read((file, f"{begin}{str(file)[cut:]}") for file in yaml_files(root, failed.append))
    return found, [
        Problem(
            "unreadable-folder",
            say("the folder cannot be read: {detail}", detail=reason(error)),
            Span(f"{begin}{str(error.filename)[cut:]}"),
        )
        for error in failed
        if not isinstance(error, FileNotFoundError)
    ]


def _revision(wish: str, workspace: Workspace | None, folder: Path, environ: Mapping[str, str]) -> Found:
    """What git holds; where it knows no such revision, nothing is called that at all."""
    from wardeval.git.program import GitError
    from wardeval.sides.revision import resolve_revision

    try:
        return resolve_revision(wish, workspace, folder, environ)
    except GitError as error:
        (problem,) = error.problems
        if ":" in wish:
            refuse(wish, problem.rule, problem.message, problem.hint)
        why = problem.hint if problem.rule == "unknown-revision" else problem.message
        message = say("there is no file, folder or revision “{text}”", text=wish)
        if problem.rule == "unknown-revision" and _is_path_like(wish):
            message = say("there is no file or folder “{text}” here, and git has no revision of that name", text=wish)
            why = say("write its path from the current folder; for one of a revision REVISION:{text}", text=wish)
        refuse(wish, "missing-file", message, _near(folder / wish) or why)


def _is_path_like(wish: str) -> bool:
    """Whether a path is meant rather than a revision."""
    return "/" in wish or wish.endswith((".yaml", ".yml"))


def workspace_hint(below: Iterable[str]) -> Message:
    """What to do where there is no workspace: go to one of those that lie just below, or make one."""
    folders = tuple(f"{name}/" for name in below)
    if folders:
        return say("there is one in {folders}: go there, or name files and folders", folders=folders)
    return say("make one with “wardeval init”, or name files and folders")


def _near(path: Path) -> Message | None:
    """What was probably meant by a path that is not there."""
    with suppress(OSError, ValueError):
        close = closest(path.name, [each.name for each in path.parent.iterdir()])
        return say("did you mean “{id}”?", id=close) if close else None
    return None
