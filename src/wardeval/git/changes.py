"""Which files of the work tree are as they were in a revision, and which are not."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import NamedTuple

from wardeval.git.program import GitError, run
from wardeval.git.repository import Repository
from wardeval.git.tree import GitPath, Tree, decoded


class Changes(NamedTuple):
    """The files of a work tree beside those of a revision, by their paths from the root."""

    unchanged: frozenset[str]
    different: frozenset[str]
    """What is otherwise, new or gone; not what git passes over."""
    gone: tuple[GitPath, ...]
    """What was there, as it was."""


def changes_since(repository: Repository, revision: str) -> Changes:
    """What became of the files of a revision; raises `InputError`.

    Compared with the commit at which HEAD left the revision: what happened to that since is not ours. Where they have
    none in common, as in a copy that is not whole, with the revision itself.
    """
    tree = _left(repository, revision)
    found = run(
        repository.folder,
        *("diff", "--name-only", "-z", "--no-renames", "--no-relative", "--no-ext-diff", "--no-textconv"),
        *("--ignore-submodules=all", tree.object, "--"),
    )
    new = run(repository.top, "ls-files", "--others", "--exclude-standard", "-z")
    different = _paths(found)
    unchanged = frozenset(tree.entries) - different
    gone = (path for path in sorted(different & tree.entries.keys()) if not os.path.lexists(repository.top / path))
    return Changes(unchanged, different | _paths(new), tuple(GitPath(tree, path) for path in gone))


def _paths(listed: bytes) -> frozenset[str]:
    return frozenset(decoded(path) for path in listed.split(b"\0") if path)


def _left(repository: Repository, revision: str) -> Tree:
    """The tree of the last commit that a revision and HEAD have in common, else that of the revision."""
    tree = repository.revision(revision).tree
    with suppress(GitError):
        commit = run(repository.folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        base = run(repository.folder, "merge-base", commit.decode().strip(), "HEAD")
        return repository.revision(base.decode().strip()).tree
    return tree
