"""The files by which assessments are checked where they are handed in: those of CI, and of the hook before a commit."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from wardeval import __version__
from wardeval.language import Language
from wardeval.report.office import TEMPLATES

WAYS: Mapping[str, tuple[str, str]] = {
    "github": (".github/workflows/wardeval.yml", "ci-github.yml"),
    "gitlab": (".gitlab-ci.yml", "ci-gitlab.yml"),
}
"""Where each service looks for its file, and the template of it."""

_HOOK = (".pre-commit-config.yaml", "pre-commit.yaml")
REQUIREMENT = f"wardeval=={__version__}"
"""Where the program comes from: this release."""


def ci_files(service: str, folder: str, language: Language) -> dict[str, str]:
    """The files of a service and of the hook, by their paths from the workspace; `folder` holds the assessments."""
    return {
        path: Template((TEMPLATES / language.code / name).read_text(encoding="utf-8")).substitute(
            requirement=REQUIREMENT, folder=folder
        )
        for path, name in (WAYS[service], _HOOK)
    }
