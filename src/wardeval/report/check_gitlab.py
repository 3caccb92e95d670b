"""What a check found as a Code Quality report: GitLab shows it in the merge request, beside its lines."""

from __future__ import annotations

from wardeval.check.checkup import Checkup
from wardeval.check.fingerprint import fingerprints
from wardeval.check.rules import by_id
from wardeval.language import Language
from wardeval.problems import Problem, Severity
from wardeval.report.check_paths import Checkout, repository_path
from wardeval.report.foreign import visible
from wardeval.report.json_text import dense, listed
from wardeval.report.problems import told

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(checkup: Checkup, language: Language, checkout: Checkout | None = None) -> str:
    """A list with an entry per problem; an empty one for a clean run."""
    entries = [
        {
            "description": told(problem, language),
            "check_name": problem.rule,
            "fingerprint": fingerprint,
            "severity": _severity(problem),
            "location": {
                "path": visible(repository_path(problem.span.file, checkout)),
                "lines": {"begin": max(problem.span.line, 1)},
            },
        }
        for problem, fingerprint in zip(checkup.problems, fingerprints(checkup.problems), strict=True)
    ]
    return listed(map(dense, entries)) + "\n"


def _severity(problem: Problem) -> str:
    """GitLab's word; critical is what nobody can switch off: the file cannot be judged, or a gate does not hold."""
    rule = by_id().get(problem.rule)
    is_fixed = rule is None or rule.is_fixed
    return "critical" if is_fixed and problem.severity is Severity.ERROR else _SEVERITY[problem.severity]
