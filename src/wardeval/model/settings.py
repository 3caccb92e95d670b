"""The settings of a workspace, as its `wardeval.yaml` says them."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Literal

from wardeval.model import plain
from wardeval.model.base import Ids, refuse
from wardeval.model.record import Check, Record
from wardeval.problems import say

FORMAT = "wardeval/workspace/1"
ASSESSMENTS = "assessments"


def folder_inside(value: object) -> str:
    """A folder inside the workspace, written with slashes; one outside is refused."""
    if not isinstance(value, str) or not value.strip():
        refuse(say("text is expected here"))
    path = PurePosixPath(value.strip())
    if path.is_absolute() or ".." in path.parts or "\\" in value or PureWindowsPath(value).drive:
        refuse(
            say("a folder inside the workspace is expected here"),
            say("write its path from the folder of wardeval.yaml, with “/”: assessments, or phuong/tu-cham"),
        )
    return str(path)


class Settings(Record):
    """What an office settles once for all its files; every key may be left out."""

    format: Literal["wardeval/workspace/1"] | None = None
    language: Literal["vi", "en"] | None = None
    sets: Ids = ()
    assessments: Annotated[str, Check(folder_inside, plain.TEXT)] = ASSESSMENTS
