"""A file that cannot be read as an assessment: what is wrong with its answers, so that all is told at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic_core import ValidationError

from wardeval.case import answer_mistakes, set_of
from wardeval.facts import read_facts
from wardeval.library import Library, LoadedSet
from wardeval.load import locate
from wardeval.model.assessment import FORMAT, Assessment
from wardeval.model.mistakes import Mistake
from wardeval.problems import InputError, Keys, Problem
from wardeval.source import Source, Value

_STAND_INS: dict[str, Any] = {"format": FORMAT, "unit": {"name": "?", "type": "xa"}, "period": "2000"}
"""What answers do not hang on, for where it is missing or wrong; nothing is ever scored with it."""


def answer_problems(
    source: Source, found: Iterable[Problem], library: Library, use: LoadedSet | None = None
) -> list[Problem]:
    """What is wrong with the answers of a file, beside the problems that were `found` in its form."""
    if not isinstance(source.data, dict):
        return []
    wrong = [problem.keys for problem in found]
    bad = {str(keys[0]) for keys in wrong if keys} | (_STAND_INS.keys() - source.data.keys())
    data = _without(source.data, wrong)
    try:
        assessment = Assessment.read({**_STAND_INS, **data})
        if use is None and not library.has(assessment.set_) and bad & {"unit", "period"}:
            return []  # of a family, the set in force is not known
        loaded = use or set_of(assessment, source, library)
    except (ValidationError, InputError):
        return []
    mistakes: list[Mistake] = []
    if not bad & {"unit", "facts"}:
        read_facts(loaded, assessment, mistakes)
    mistakes.extend(answer_mistakes(assessment, source, loaded))
    problems = [locate(mistake, source) for mistake in mistakes]
    return [problem for problem in problems if "evidence" not in bad or problem.rule != "unknown-evidence"]


def _without(data: dict[str, Value], wrong: Iterable[Keys]) -> dict[str, Any]:
    """The data of an assessment without what is wrong in it: single answers, else whole sections."""
    left: dict[str, Any] = dict(data)
    verified = left.get("verified")
    if isinstance(verified, dict):
        left["verified"] = verified = {**verified, "by": "?"}
    answers = {("answers",): left, ("verified", "answers"): verified if isinstance(verified, dict) else {}}
    for path, around in answers.items():
        if isinstance(around.get("answers"), dict):
            around["answers"] = inner = dict(around["answers"])
            for keys in wrong:
                if keys[: len(path)] == path and len(keys) > len(path):
                    inner.pop(keys[len(path)], None)
    for keys in wrong:
        match keys:
            case ("answers", _, *_) | ("verified", "answers", _, *_) | ():
                pass
            case ("verified", key, *_) if isinstance(verified, dict):
                if key != "by":
                    verified.pop(str(key), None)
            case (key, *_):
                left.pop(str(key), None)
    return left
