"""The files of a new workspace, as the office finds them: settings, instructions, and what editors need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from string import Template

from wardeval.language import Language
from wardeval.naming import file_name
from wardeval.problems import say
from wardeval.report.schema import render
from wardeval.workspace import NAME
from wardeval.written import flow

TEMPLATES = Path(__file__).parents[1] / "templates"
SCHEMAS = ".wardeval"

_TRANSLATED = {NAME: "wardeval.yaml", "README.md": "README.md", "criteria/README.md": "criteria.md"}
_SAME = {
    ".gitignore": "gitignore",
    ".editorconfig": "editorconfig",
    ".vscode/settings.json": "settings.json",
    ".vscode/extensions.json": "extensions.json",
}

_HARMLESS = re.compile(r"[\w .,()-]+")
"""A name that may stand in quotes in an example of a command line."""


@dataclass(frozen=True)
class Office:
    """What is known of an office when its workspace is made."""

    period: int
    sets: Sequence[str]
    """The sets that it uses."""
    example: str
    """A set to explain the commands by, and the first of its leaves."""
    leaf: str
    unit: str | None = None
    assessments: str = "assessments"


def settings_text(office: Office, language: Language) -> str:
    """The text of `wardeval.yaml`."""
    return _filled(language.code, "wardeval.yaml", office, language)


def office_files(office: Office, language: Language) -> dict[str, str]:
    """The files that an office may change, by their paths from its folder."""
    files = {name: _filled(language.code, template, office, language) for name, template in _TRANSLATED.items()}
    files |= {name: _filled("both", template, office, language) for name, template in _SAME.items()}
    return {**files, f"{office.assessments}/{office.period}/.gitkeep": ""}


def editor_files(language: Language) -> dict[str, str]:
    """The schemas that the editor's settings name; they are wardeval's own and follow its version."""
    return {f"{SCHEMAS}/{kind}.schema.json": render(kind, language) for kind in ("workspace", "assessment")}


def _filled(folder: str, template: str, office: Office, language: Language) -> str:
    text = (TEMPLATES / folder / template).read_text(encoding="utf-8")
    unit = office.unit if office.unit is not None and _HARMLESS.fullmatch(office.unit) else None
    name = unit or language.text(say("Phường Ví Dụ"))
    year = PurePosixPath(office.assessments) / str(office.period)
    sets = f"sets: {flow(list(office.sets))}" if office.sets else f"# sets: {flow([office.example])}"
    return Template(text).substitute(
        sets=sets,
        set=office.example,
        leaf=office.leaf,
        unit=name,
        period=office.period,
        next=office.period + 1,
        assessments=office.assessments,
        file=year / file_name(name, office.period, office.example),
    )
