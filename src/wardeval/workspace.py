"""The workspace: the folder with `wardeval.yaml`, looked for upward from the current one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from wardeval.problems import InputError

if TYPE_CHECKING:
    from wardeval.model.settings import Settings
    from wardeval.source import Source

NAME = "wardeval.yaml"
FOLDER = "criteria"
"""What a folder of sets is called in a workspace."""
UNITS = "units.yaml"
"""What the register of units is called in a workspace."""


@dataclass(frozen=True)
class Workspace:
    """A folder of assessments, and what its office has settled for them."""

    path: Path
    written: Source | None = None
    """The file of the settings, where it is only about to be written."""
    called: str | None = None
    """What the file of the settings is called to people, where that is not its path."""

    @property
    def file(self) -> Path:
        """The file of the settings."""
        return self.path / NAME

    @cached_property
    def settings(self) -> Settings:
        """The settings; raises `InputError` with every mistake in the file."""
        from wardeval.load import build
        from wardeval.model.settings import Settings

        return build(Settings, self.source)

    @cached_property
    def language(self) -> str | None:
        """The language that the office works in; none where the file does not say one that can be understood.

        The rest of the file is not looked at: a mistake in it is told in this language, by whoever needs `settings`.
        """
        try:
            data = self.source.data
        except InputError:
            return None
        language = data.get("language") if isinstance(data, dict) else None
        return language if isinstance(language, str) else None

    @property
    def assessments(self) -> Path:
        """The folder of the assessments; raises `InputError`."""
        return self.path / self.settings.assessments

    @cached_property
    def source(self) -> Source:
        """The file of the settings as it was read; raises `InputError`."""
        from wardeval.source import read_source

        return self.written or read_source(self.file, self.called)


def find_workspace(start: Path, here: Path | None = None) -> Workspace | None:
    """The nearest folder at or above `start` that holds `wardeval.yaml`; the file is not read.

    Its file is called by its path from `here`, where that is given.
    """
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return Workspace(folder, called=None if here is None else str(from_folder(folder / NAME, here)))
    return None


def from_folder(path: Path, folder: Path) -> Path:
    """A path as it is called from a folder; on another drive it has no such name."""
    try:
        return Path(os.path.relpath(path, folder))
    except ValueError:
        return path.absolute()
