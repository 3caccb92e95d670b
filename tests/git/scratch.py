"""A repository of its own for a test."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

WHO = {
    **{f"GIT_{who}_{what}": "thu@example.vn" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    **{f"GIT_{who}_DATE": "2024-01-02T03:04:05+07:00" for who in ("AUTHOR", "COMMITTER")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *arguments: str, input_: bytes | None = None) -> str:
    """What git says in a folder."""
    ran = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        input=input_,
        check=True,
        capture_output=True,
        env={**{name: value for name, value in os.environ.items() if not name.startswith("GIT_")}, **WHO},
    )
    return ran.stdout.decode(errors="surrogateescape").strip()


def repository(folder: Path) -> Path:
    """An empty repository."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    return folder


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    """Files below a folder, with their folders."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def commit(folder: Path, files: dict[str, str | bytes], tag: str | None = None) -> None:
    """A commit of files, and a tag on it."""
    write(folder, files)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "thử")
    if tag is not None:
        git(folder, "tag", tag)
