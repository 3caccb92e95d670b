"""The repository around a folder, and the contents of its files."""

from __future__ import annotations

import os
import subprocess
import weakref
from pathlib import Path
from typing import IO, NoReturn

from wardeval.git.program import GitError, run, start
from wardeval.git.tree import GitPath, Tree, decoded
from wardeval.problems import Problem, Span, say

_PIECE = 1 << 16


class Repository:
    """The repository around a folder; the one program that reads contents runs until `close`."""

    def __init__(self, folder: Path, prefix: str) -> None:
        """Use the repository in which `folder` stands at `prefix`."""
        self.folder = folder
        self.prefix = prefix
        """Where the folder stands in the repository, with slashes; empty at its root."""
        self._reader: tuple[int, subprocess.Popen[bytes]] | None = None
        self._end: weakref.finalize[[subprocess.Popen[bytes]], Repository] | None = None

    @classmethod
    def at(cls, folder: Path) -> Repository:
        """The repository around a folder; raises `InputError` where there is none, or no git."""
        folder = folder.resolve()
        out = run(folder, "rev-parse", "--show-prefix")
        return cls(folder, decoded(out).removesuffix("\n").rstrip("/"))

    @property
    def top(self) -> Path:
        """The folder that holds the whole work tree."""
        return self.folder.parents[self.prefix.count("/")] if self.prefix else self.folder

    def revision(self, name: str) -> GitPath:
        """The root of the tree of a revision: a tag, a branch, a commit; raises `InputError`."""
        if not name or name.startswith(("-", "^")) or "\0" in name:
            self._refuse_revision(name)
        try:
            found = run(self.folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{tree}}")
        except GitError:
            self._refuse_revision(name)
        return GitPath(Tree(self, name, found.decode().strip()), "")

    def _refuse_revision(self, name: str) -> NoReturn:
        hint = say("“git tag”, “git branch” and “git log --oneline” list the revisions there are")
        if self._is_shallow():
            hint = say(
                "this copy holds only the newest versions; “git fetch --unshallow” completes it, in CI fetch-depth: 0"
                " (GitHub) or GIT_DEPTH: 0 (GitLab)"
            )
        message = say("git knows no revision “{name}”", name=name)
        raise GitError([Problem("unknown-revision", message, Span(name), hint=hint)]) from None

    def _is_shallow(self) -> bool:
        """Whether older versions were left out when the repository was copied."""
        try:
            return run(self.folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
        except GitError:
            return False

    def read(self, object_: str, limit: int) -> bytes | None:
        """The first `limit` bytes of a content; none where the repository does not have it."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(f"{object_}\n".encode())
            process.stdin.flush()
            head = process.stdout.readline().split()
            if len(head) != 3 or not head[2].isdigit():  # noqa: PLR2004 - name, kind, size
                return None
            size = int(head[2])
            content = process.stdout.read(min(size, limit))
            _pass_over(process.stdout, size + 1 - len(content))
        except OSError:
            self.close()
            return None
        return content

    def close(self) -> None:
        """End the program that reads; it is started again where it is needed."""
        self._reader = None
        if self._end is not None:
            self._end()
            self._end = None

    def _running(self) -> subprocess.Popen[bytes]:
        """The program that reads contents; a process that was forked off starts its own."""
        if self._reader is not None and self._reader[0] == os.getpid():
            return self._reader[1]
        process = start(self.folder, "cat-file", "--batch")
        if self._end is not None:
            self._end.detach()
        self._end = weakref.finalize(self, _finish, process)
        self._reader = os.getpid(), process
        return process

    def __getstate__(self) -> tuple[Path, str]:
        return self.folder, self.prefix

    def __setstate__(self, state: tuple[Path, str]) -> None:
        self.folder, self.prefix = state
        self._reader = self._end = None


def _pass_over(stream: IO[bytes], size: int) -> None:
    """Read `size` bytes that nobody wants."""
    while size > 0 and (piece := stream.read(min(size, _PIECE))):
        size -= len(piece)


def _finish(process: subprocess.Popen[bytes]) -> None:
    """End the program that reads contents."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
    process.wait()
