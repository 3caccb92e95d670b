"""The settings of a workspace, as its `wardeval.yaml` says them."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Literal

from wardeval.model import plain
from wardeval.model.base import Id, Ids, fold, refuse, texts
from wardeval.model.mistakes import closest
from wardeval.model.record import EMPTY, Before, Check, Record
from wardeval.problems import say

FORMAT = "wardeval/workspace/1"
ASSESSMENTS = "assessments"


def folder_inside(value: object) -> str:
    """A folder inside the workspace, written with slashes; one outside is refused."""
    if not isinstance(value, str) or not value.strip():
        refuse(say("text is expected here"))
    if _is_outside(value):
        refuse(
            say("a folder inside the workspace is expected here"),
            say("write its path from the folder of wardeval.yaml, with “/”: assessments, or phuong/tu-cham"),
        )
    return str(PurePosixPath(value.strip()))


def pattern(value: object) -> str:
    """A pattern for paths inside the workspace; one that no such path can fit is refused."""
    if not isinstance(value, str) or not value.strip():
        refuse(say("text is expected here"))
    if _is_outside(value):
        refuse(
            say("a pattern for files inside the workspace is expected here"),
            say("write it from the folder of wardeval.yaml, with “/”: assessments/2023/**, or **/nhap-*.yaml"),
        )
    return value.strip()


def _is_outside(value: str) -> bool:
    path = PurePosixPath(value.strip())
    return path.is_absolute() or ".." in path.parts or "\\" in value or bool(PureWindowsPath(value).drive)


def level(value: object) -> str:
    """A word for how much findings matter; one that means that they do not matter at all has another place."""
    if isinstance(value, str) and value in _LEVELS:
        return value
    text = value if isinstance(value, str) else ""
    close = closest(text, _LEVELS)
    hint = say("did you mean “{id}”?", id=close) if close else None
    if fold(text) in _OFF:
        hint = say("to switch the rule off, name it in “ignore:”")
    return refuse(say("one of these is expected here: {words}", words=_LEVELS), hint)


_LEVELS = ("error", "warning", "note")
_OFF = frozenset(("off", "no", "none", "ignore", "ignored", "disable", "disabled", "false", "0", "tat", "khong", "bo"))

Level = Annotated[str, Check(level, {"enum": list(_LEVELS)})]
"""How much the findings of a rule matter."""


class PerPath(Record):
    """What `wardeval check` does otherwise with files whose paths fit one of the patterns."""

    paths: Annotated[tuple[Annotated[str, Check(pattern, plain.TEXT)], ...], Before(texts)]
    ignore: Ids = ()
    severity: dict[Id, Level] = EMPTY


class CheckSettings(Record):
    """Which rules `wardeval check` follows: ids, numbers, words of families, or all."""

    select: Ids = ("all",)
    ignore: Ids = ()
    severity: dict[Id, Level] = EMPTY
    per_path: tuple[PerPath, ...] = ()


class Settings(Record):
    """What an office settles once for all its files; every key may be left out."""

    format: Literal["wardeval/workspace/1"] | None = None
    language: Literal["vi", "en"] | None = None
    sets: Ids = ()
    assessments: Annotated[str, Check(folder_inside, plain.TEXT)] = ASSESSMENTS
    check: CheckSettings | None = None
