"""Which files of the work tree are as they were in a revision."""

from __future__ import annotations

from contextlib import suppress

from wardeval.git.program import GitError, run
from wardeval.git.repository import Repository
from wardeval.git.tree import Tree, decoded


def unchanged_since(repository: Repository, revision: str) -> frozenset[str]:
    """The files that are in the work tree as they were, by their paths from the root; raises `InputError`.

    Compared with the commit at which HEAD left the revision: what happened to that since is not ours. Where they have
    none in common, as in a copy that is not whole, with the revision itself.
    """
    tree = _left(repository, revision)
    found = run(
        repository.folder,
        *("diff", "--name-only", "-z", "--no-renames", "--no-relative", "--no-ext-diff", "--no-textconv"),
        *("--ignore-submodules=all", tree.object, "--"),
    )
    return frozenset(tree.entries) - {decoded(path) for path in found.split(b"\0")}


def _left(repository: Repository, revision: str) -> Tree:
    """The tree of the last commit that a revision and HEAD have in common, else that of the revision."""
    tree = repository.revision(revision).tree
    with suppress(GitError):
        commit = run(repository.folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        base = run(repository.folder, "merge-base", commit.decode().strip(), "HEAD")
        return repository.revision(base.decode().strip()).tree
    return tree
