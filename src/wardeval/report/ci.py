"""The files by which assessments are checked where they are handed in: those of CI, and of the hook before a commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Template

from wardeval import __version__
from wardeval.language import Language
from wardeval.report.office import TEMPLATES
from wardeval.written import quoted

SERVICES: Mapping[str, tuple[str, str]] = {
    "github": (".github/workflows/wardeval.yml", "ci-github.yml"),
    "gitlab": (".gitlab-ci.yml", "ci-gitlab.yml"),
}
"""Where each service looks for its file, and the template of it."""

_HOOK = (".pre-commit-config.yaml", "pre-commit.yaml")


RELEASE = f"wardeval=={__version__}"


def ci_files(services: Iterable[str], language: Language, requirement: str = RELEASE) -> dict[str, str]:
    """The files of some services and of the hook, by their paths from the workspace.

    `requirement` says what pip installs there.
    """
    return {
        path: Template((TEMPLATES / language.code / name).read_text(encoding="utf-8")).substitute(
            requirement=quoted(requirement)
        )
        for path, name in (*(SERVICES[service] for service in services), _HOOK)
    }
