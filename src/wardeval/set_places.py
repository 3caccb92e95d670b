"""Where criterion sets are looked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wardeval.workspace import FOLDER

if TYPE_CHECKING:
    from wardeval.content import File

SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of set files, and where it comes from: built-in, workspace or environment."""

    kind: str
    path: File


def built_in() -> Path:
    """The folder of the sets that wardeval brings along: in the wheel, or beside `src` in a checkout."""
    inside = Path(__file__).with_name(FOLDER)
    return inside if inside.is_dir() else Path(__file__).parents[2] / FOLDER


def places(workspace: Path | None, environ: Mapping[str, str]) -> tuple[Place, ...]:
    """Where sets are looked for: built in, the workspace's `criteria/`, the folders of `WARDEVAL_CRITERIA`."""
    found = [Place("built-in", built_in())]
    if workspace is not None and (workspace / FOLDER).is_dir():
        found.append(Place("workspace", workspace / FOLDER))
    named = environ.get("WARDEVAL_CRITERIA", "").split(os.pathsep)
    found.extend(Place("environment", Path(name)) for name in named if name)
    seen: dict[File, Place] = {}
    for place in found:
        seen.setdefault(place.path.resolve(), place)
    return tuple(seen.values())
