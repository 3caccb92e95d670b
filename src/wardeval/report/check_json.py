"""`wardeval/check/1`: what a check found, for programs. Its JSON Schema is `wardeval/schemas/check-1.json`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from wardeval.check.checkup import CheckedFile, Checkup
from wardeval.check.fingerprint import fingerprints
from wardeval.check.looked import Level, Standing
from wardeval.check.rules import by_id
from wardeval.language import Language
from wardeval.problems import ExitCode, Problem, Severity
from wardeval.report.json_text import dense, head, laid_out, listed, short, whole
from wardeval.report.result_json import problem_data

FORMAT = "wardeval/check/1"
VERDICTS = {
    ExitCode.OK: "passed",
    ExitCode.NO: "failed",
    ExitCode.INPUT: "unusable",
    ExitCode.UNDECIDED: "undecided",
    ExitCode.INCOMPARABLE: "not-comparable",
}


def render(checkup: Checkup, language: Language) -> str:
    """What a run came to, every file of it and every problem; one line break at the end."""
    problems = zip(checkup.problems, fingerprints(checkup.problems), strict=True)
    parts = {
        **{name: dense(value) for name, value in head(FORMAT, language).items()},
        "verdict": dense(VERDICTS[checkup.code]),
        "code": dense(int(checkup.code)),
        "says": dense(language.text(checkup.summary)),
        "fail-on": dense(checkup.fail_on.value),
        "counts": dense(_counts(checkup)),
        "files": listed([_file(file, language) for file in checkup.files], "  "),
        "problems": listed([dense(_problem(problem, mark, language)) for problem, mark in problems], "  "),
    }
    return whole(laid_out(parts)) + "\n"


def _counts(checkup: Checkup) -> dict[str, int]:
    return {
        "files": len(checkup.files),
        "errors": checkup.number(Severity.ERROR),
        "warnings": checkup.number(Severity.WARNING),
        "notes": checkup.number(Severity.NOTE),
        "failing": checkup.failing,
        "ignored": checkup.ignored,
        "known": checkup.known,
        "gone": checkup.gone,
    }


def _file(file: CheckedFile, language: Language) -> str:
    """A file as JSON text, put together here since there are thousands of them."""
    standing = _standing(file.standing, language)
    return short({"path": dense(file.name), "digest": dense(file.digest or None), "standing": standing})


def _standing(standing: Standing | None, language: Language) -> str:
    if standing is None:
        return "null"
    coverage = short({"answered": str(standing.answered), "of": str(standing.of)})
    return short({"verdicts": _verdicts(standing.levels, language), "coverage": coverage})


@lru_cache(maxsize=256)
def _verdicts(levels: tuple[Level, ...], language: Language) -> str:
    return dense(
        [{"id": level.id, "title": language.text(level.title), "reached": level.reached.lower()} for level in levels]
    )


def _problem(problem: Problem, fingerprint: str, language: Language) -> dict[str, Any]:
    rule = by_id().get(problem.rule)
    return {
        **problem_data(problem, language),
        "number": rule.number if rule else None,
        "family": rule.family.value if rule else None,
        "keys": list(problem.keys),
        "fingerprint": fingerprint,
    }
