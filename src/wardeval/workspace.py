"""The workspace: the folder with `wardeval.yaml`, looked for upward from the current one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

NAME = "wardeval.yaml"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder of assessments, and the language that its office works in."""

    path: Path
    language: str | None = None


def find_workspace(start: Path) -> Workspace | None:
    """The nearest folder at or above `start` that holds `wardeval.yaml`."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return Workspace(folder, _language(folder / NAME))
    return None


def _language(path: Path) -> str | None:
    from wardeval.source import read_source

    data = read_source(path).data
    language = data.get("language") if isinstance(data, dict) else None
    return language if isinstance(language, str) else None
