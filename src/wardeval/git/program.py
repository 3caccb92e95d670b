"""The `git` program: run without questions, network, locks or a shell."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NoReturn

from wardeval.problems import InputError, Message, Problem, Span, say

_ALONE = ("--no-optional-locks", "--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false")
_SETTLED = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",  # what NO_LAZY_FETCH says, for older programs
    "LC_ALL": "C",  # its messages are read
}
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""What git tells a hook of the repository that called it; which one is meant here, the folder says."""


class GitError(InputError):
    """The git program is missing, or could not do what it was asked for."""


def run(folder: Path, *arguments: str) -> bytes:
    """What the git program writes; raises `GitError` where it fails."""
    with start(folder, *arguments, stderr=subprocess.PIPE) as process:
        out, err = process.communicate()
    if process.returncode:
        _refuse_failure(folder, " ".join(err.decode(errors="replace").split()))
    return out


def _refuse_failure(folder: Path, said: str) -> NoReturn:
    if "not a git repository" in said:
        hint = say("name files and folders, or go into a folder that git keeps versions of")
        _refuse("no-repository", folder, say("git keeps no versions of this folder"), hint)
    _refuse("git-failed", folder, say("git cannot read the repository: {detail}", detail=said or "git"))


def start(folder: Path, *arguments: str, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """The git program at work in a folder; raises `GitError` where there is none."""
    try:
        return subprocess.Popen(
            ["git", *_ALONE, "-C", str(folder), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            env={**_inherited(), **_SETTLED},
        )
    except OSError:
        hint = say("install git (images such as python:3.12-slim have none), or name files and folders")
        _refuse("no-git", folder, say("git is not installed, so no revision can be read"), hint)


def _inherited() -> dict[str, str]:
    return {
        name: value for name, value in os.environ.items() if name not in _OF_A_HOOK and not name.startswith("GIT_TRACE")
    }


def _refuse(rule: str, folder: Path, message: Message, hint: Message | None = None) -> NoReturn:
    raise GitError([Problem(rule, message, Span(str(folder)), hint=hint)]) from None
