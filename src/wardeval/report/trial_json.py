"""`wardeval/criteria-test/1`: tried cases for programs. Its JSON Schema is `wardeval/schemas/criteria-test-1.json`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wardeval.language import Language
from wardeval.problems import Problem
from wardeval.report.json_text import head, indented
from wardeval.report.result_json import problem_data
from wardeval.trial.cases import Kind, SetTrial, Trial

FORMAT = "wardeval/criteria-test/1"
_COUNTED = {"cases": Kind.CASE, "answers": Kind.ANSWER, "boundaries": Kind.BOUNDARY}


def render(trials: Sequence[SetTrial], problems: Sequence[Problem], language: Language) -> str:
    """All sets of one run and all files that could not be read; one line break at the end."""
    data = {
        **head(FORMAT, language),
        "sets": [_set(trial, language) for trial in trials],
        "problems": [problem_data(problem, language) for problem in problems],
    }
    return indented(data)


def _set(trial: SetTrial, language: Language) -> dict[str, Any]:
    cases = trial.cases
    return {
        "id": trial.loaded.criteria.id,
        "digest": trial.loaded.source.digest,
        "cases-file": None if cases is None else {"path": cases.name, "digest": cases.digest},
        "counts": {name: trial.count(kind) for name, kind in _COUNTED.items()},
        "failed": trial.failed,
        **{
            name: [_trial(item, language) for item in trial.trials if item.kind is kind]
            for name, kind in _COUNTED.items()
        },
        "mistakes": [problem_data(problem, language) for problem in trial.mistakes],
    }


def _trial(trial: Trial, language: Language) -> dict[str, Any]:
    return {
        "id": trial.id,
        "title": language.text(trial.says) if trial.says else None,
        "why": language.text(trial.why) if trial.why else None,
        "source": trial.source,
        "passed": trial.passed,
        "found": language.text(trial.found),
        "failures": [problem_data(failure, language) for failure in trial.failures],
    }
