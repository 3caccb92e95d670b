"""The files of a new workspace, as the office finds them: settings, instructions, and what editors need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from string import Template

from wardeval.language import Code, Language
from wardeval.model.criterion_set import unit_type
from wardeval.naming import EXAMPLE, OTHER, file_name, type_of
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


@dataclass(frozen=True)
class Office:
    """What is known of an office when its workspace is made."""

    period: int
    sets: Sequence[str]
    """The sets that it uses."""
    example: str
    """A set to explain the commands by, and the first of its leaves."""
    leaf: str
    type: str
    """The type of unit of the examples."""
    unit: str | None = None
    """The unit whose assessments are started together with the workspace."""
    assessments: str = "assessments"

    def example_unit(self, name: str) -> str:
        """The options that say a made-up unit: `--unit "Phường Ví Dụ"`."""
        type_ = Language(Code.VI).text(unit_type(self.type))
        unit = f"{type_[0].upper()}{type_[1:]} {name}"
        return f'--unit "{unit}"' if type_of(unit) == self.type else f'--unit "{unit}" --type {self.type}'

    @property
    def file(self) -> PurePosixPath:
        """The assessment that the instructions are written about."""
        name = self.unit if self.unit is not None else self.example_unit(EXAMPLE).split('"')[1]
        return PurePosixPath(self.assessments) / str(self.period) / file_name(name, self.period, self.example)


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
    begin = "started.md" if office.unit is not None else "start.md"
    sets = f"sets: {flow(list(office.sets))}" if office.sets else f"# sets: {flow([office.example])}"
    return Template(text).substitute(
        sets=sets,
        set=office.example,
        leaf=office.leaf,
        unit=office.example_unit(EXAMPLE),
        other=office.example_unit(OTHER),
        period=office.period,
        next=office.period + 1,
        assessments=office.assessments,
        file=office.file,
        begin=_filled(folder, begin, office, language).rstrip("\n") if template == "README.md" else "",
    )
