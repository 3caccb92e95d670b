"""A side that is a revision of git: alone, with a path, or with a year of the workspace as it was then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath

from wardeval.git.program import GitError
from wardeval.git.repository import Repository
from wardeval.git.tree import GitPath
from wardeval.library import FOLDER, Place, places
from wardeval.load import build
from wardeval.model.mistakes import closest
from wardeval.model.settings import Settings
from wardeval.problems import Message, say
from wardeval.sides.files import may_be_at
from wardeval.sides.gather import Read, of_year, read, refuse, side_of
from wardeval.sides.resolve import workspace_hint
from wardeval.sides.submission import Found
from wardeval.source import read_source
from wardeval.workspace import NAME, Workspace

_NAMED = re.compile(r"(?P<revision>(?:[^:{]|\{[^}]*\}|\{)*)(?::(?P<path>.*))?", re.DOTALL)
"""A revision, and a path behind the first colon that does not stand in braces: HEAD^{/a: b}:assessments."""
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


def resolve_revision(wish: str, workspace: Workspace | None, folder: Path, environ: Mapping[str, str]) -> Found:
    """The files that a revision names; raises `InputError` where there are none."""
    named = _NAMED.fullmatch(wish)
    assert named is not None  # any text is one
    revision, path = named["revision"], named["path"]
    of_workspace = path is None or _YEAR.fullmatch(path) is not None
    repository = _around(workspace) if workspace is not None and of_workspace else Repository.at(folder)
    try:
        root = repository.revision(revision)
        if of_workspace:
            return _placed(_of_workspace(wish, path, root, workspace, environ), root)
        return _placed(_at_path(wish, path or "", root, workspace, environ), root)
    finally:
        repository.close()


def _placed(found: Found, root: GitPath) -> Found:
    """What was found, each file with its place in the work tree."""
    begin, top = str(root), root.tree.repository.top
    files = (each._replace(place=top / each.name.removeprefix(begin)) for each in found.submissions)
    return found._replace(submissions=tuple(files))


def _around(workspace: Workspace) -> Repository:
    """The repository that holds a workspace, or only its assessments."""
    try:
        return Repository.at(workspace.path)
    except GitError as error:
        if error.problems[0].rule != "no-repository" or not workspace.assessments.is_dir():
            raise
        return Repository.at(workspace.assessments)


@dataclass(frozen=True)
class _Home:
    """A workspace as it was at a revision."""

    path: GitPath
    assessments: str


def _of_workspace(
    wish: str, year: str | None, root: GitPath, workspace: Workspace | None, environ: Mapping[str, str]
) -> Found:
    """The assessments of the workspace at a revision, or of the current folder where there is no workspace."""
    here = root / root.tree.same(root.tree.repository.prefix)
    home = _home(here, workspace)
    if year is not None and home is None and workspace is None:
        hint = workspace_hint(_workspaces_below(here))
        if _joined(here, year).exists():
            hint = say("write {path} for what has that name there", path=f"{root.tree.label}:./{year}")
        refuse(wish, "no-workspace", say("a year is looked for in a workspace, and none was here then"), hint)
    around = here if home is None else _joined(home.path, home.assessments)
    if not around.is_dir():
        refuse(wish, "missing-file", say("there was no folder {path} then", path=str(around)))
    sets = _places(home, workspace, environ)
    found = _inside(around)
    if year is None:
        return side_of(wish, found, (), sets)
    return of_year(wish, int(year), str(around), found, (), sets)


def _at_path(wish: str, path: str, root: GitPath, workspace: Workspace | None, environ: Mapping[str, str]) -> Found:
    """A file or folder of a revision: from the root of the repository, or with `./` from the current folder."""
    tree = root.tree
    begin = tree.repository.prefix if path.split("/", maxsplit=1)[0] in (".", "..") else ""
    inside = normpath(f"{begin}/{path}" if begin else path or ".").strip("/")
    if inside.split("/")[0] == "..":
        refuse(wish, "missing-file", say("the path leads out of the repository"))
    target = root / tree.same("" if inside == "." else inside)
    if not target.exists():
        refuse(wish, "missing-file", say("there was no {path} then", path=str(target)), _hint(target, path))
    sets = _places(_home(target, workspace), workspace, environ)
    if not target.is_dir():
        return side_of(wish, [read(target, str(target), is_named=True)], (), sets, is_file=True)
    return side_of(wish, _inside(target), (), sets)


def _hint(target: GitPath, path: str) -> Message | None:
    """What was probably meant by a path that was not there."""
    tree = target.tree
    here = _joined(GitPath(tree, tree.repository.prefix), path)
    if here.exists():
        return say("did you mean “{id}”?", id=f"{tree.label}:./{path}")
    around = target.parent.path
    begin = f"{around}/" if around else ""
    names = {name[len(begin) :].split("/")[0] for name in tree.below(around)}
    close = closest(target.name, sorted(names))
    if close:
        return say("did you mean “{id}”?", id=f"{tree.label}:{begin}{close}")
    if here.parent.is_dir() and here.parent.path != target.parent.path:
        found = [f"./{join(dirname(path), name)}" for name in _names_in(here.parent)]
    else:
        above = next(each for each in target.parents if each.is_dir())
        found = [f"{above.path}/{name}".lstrip("/") for name in _names_in(above)]
    return say("there are: {names}", names=tuple(f"{tree.label}:{name}" for name in found)) if found else None


_MOST_NAMED = 5


def _names_in(folder: GitPath) -> list[str]:
    """The first names in a folder."""
    begin = f"{folder.path}/" if folder.path else ""
    names = {name[len(begin) :].split("/")[0] for name in folder.tree.below(folder.path)}
    return sorted(names)[:_MOST_NAMED]


def _workspaces_below(folder: GitPath) -> list[str]:
    """The folders in a folder that are workspaces."""
    begin = f"{folder.path}/" if folder.path else ""
    parts = (name[len(begin) :].split("/") for name in folder.tree.below(folder.path))
    return sorted(each[0] for each in parts if each[1:] == [NAME])


def _inside(around: GitPath) -> list[Read]:
    """The assessments of a folder."""
    begin = len(around.path) + 1 if around.path else 0
    files = (each for each in around.rglob("*") if may_be_at(each.path[begin:].split("/")))
    return [found for file in sorted(files) if (found := read(file, str(file))) != Read()]


def _home(place: GitPath, workspace: Workspace | None) -> _Home | None:
    """The nearest workspace of the revision at or above a place, else where the one of today is."""
    for around in (place, *place.parents):
        if (around / NAME).is_file():
            return _Home(around, build(Settings, read_source(around / NAME)).assessments)
    with suppress(GitError):
        repository = Repository.at(workspace.path) if workspace is not None else None
        if workspace is not None and repository is not None and repository.top == place.tree.repository.top:
            return _Home(GitPath(place.tree, repository.prefix), workspace.settings.assessments)
    return None


def _joined(folder: GitPath, path: str) -> GitPath:
    """A path below a folder, as the tree writes it."""
    return GitPath(folder.tree, folder.tree.same((folder / path).path))


def _places(home: _Home | None, workspace: Workspace | None, environ: Mapping[str, str]) -> tuple[Place, ...]:
    """Where sets are looked for: built in, in the workspace as it was, in the folders of WARDEVAL_CRITERIA.

    Of a workspace that the repository does not hold, only today's sets are known.
    """
    if home is None and workspace is not None:
        return places(workspace.path, environ)
    built_in, *named = places(None, environ)
    if home is None or not (home.path / FOLDER).is_dir():
        return (built_in, *named)
    today = (home.path.tree.repository.top / home.path.path / FOLDER).resolve()
    if built_in.path.resolve() == today:
        return (built_in, *named)
    named = [place for place in named if place.path.resolve() != today]
    return (built_in, Place("workspace", home.path / FOLDER), *named)
