"""A file that cannot be read as an assessment: what is wrong with its answers, so that all is told at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic_core import ValidationError

from wardeval.case import answer_mistakes, set_of
from wardeval.facts import read_facts
from wardeval.library import Library, LoadedSet
from wardeval.load import build, locate
from wardeval.meant_sets import set_hint
from wardeval.model.assessment import FORMAT, Assessment
from wardeval.model.meant_keys import key_hint
from wardeval.model.mistakes import Mistake
from wardeval.model.reply_keys import keys_of
from wardeval.problems import InputError, Keys, Problem, say
from wardeval.source import GivenTwice, Source, Value, value_at

_STAND_INS: dict[str, Any] = {"format": FORMAT, "unit": {"name": "?", "type": "xa"}, "period": "2000"}
"""What answers do not hang on, for where it is missing or wrong; nothing is ever scored with it."""


def beside(error: GivenTwice, library: Library, use: LoadedSet | None = None) -> InputError:
    """The same with all else that is wrong in a file which gives keys twice."""
    source = error.source
    if source is None or _is_of_another_kind(source.data):
        return error
    found = list(error.problems)
    try:
        build(Assessment, source)
    except InputError as more:
        found += more.problems
    return InputError(every_problem(source, found, library, use))


def every_problem(
    source: Source, found: Iterable[Problem], library: Library, use: LoadedSet | None = None
) -> list[Problem]:
    """The problems `found` in the form of a file, with the hints that its set gives, and those of its answers."""
    problems = list(found)
    if not isinstance(source.data, dict):
        return problems
    wrong = [problem.keys for problem in problems if problem.rule != "duplicate-key"]
    bad = {str(keys[0]) for keys in wrong if keys} | (_STAND_INS.keys() - source.data.keys())
    loaded, more = use, list[Problem]()
    try:
        assessment = Assessment.read({**_STAND_INS, **_without(source.data, wrong)})
        loaded = use or _set_of(assessment, source, library, bad)
    except ValidationError:
        return [_with_set_named(problem, source, library, bad) for problem in problems]
    except InputError as error:
        more = [*error.problems]
    if loaded is None:
        return [*problems, *more]
    mistakes: list[Mistake] = []
    if not bad & {"unit", "facts"}:
        read_facts(loaded, assessment, mistakes)
    mistakes.extend(answer_mistakes(assessment, source, loaded))
    more = [locate(mistake, source) for mistake in mistakes]
    more = [problem for problem in more if "evidence" not in bad or problem.rule != "unknown-evidence"]
    return [*(_with_names(problem, source, loaded) for problem in problems), *more]


def _is_of_another_kind(data: Value) -> bool:
    format_ = value_at(data, ("format",))
    return isinstance(format_, str) and format_.startswith("wardeval/") and not format_.startswith(FORMAT[:-1])


def _set_of(assessment: Assessment, source: Source, library: Library, bad: set[str]) -> LoadedSet | None:
    """The set that a file names; none where what it hangs on is wrong, too."""
    if assessment.set_ in library.families():
        return None if bad & {"unit", "period"} else set_of(assessment, source, library)
    unit = None if "unit" in bad else assessment.unit.type
    return library.load(assessment.set_, lambda: source.locate(("set",)), unit)


def _with_set_named(problem: Problem, source: Source, library: Library, bad: set[str]) -> Problem:
    """A problem with what is no id of a set, such as the number of a decision, together with the set that has it."""
    name = value_at(source.data, ("set",))
    if problem.keys != ("set",) or problem.rule != "value" or not isinstance(name, str):
        return problem
    type_ = None if "unit" in bad else value_at(source.data, ("unit", "type"))
    return problem._replace(hint=set_hint(name, library, type_ if isinstance(type_, str) else None))


def _with_names(problem: Problem, source: Source, loaded: LoadedSet) -> Problem:
    """A problem with a key of an answer, or with the name of a part, together with those that there are."""
    match problem.keys:
        case ("answers", id_, *rest) | ("verified", "answers", id_, *rest):
            node = loaded.criteria.by_id.get(str(id_))
        case _:
            return problem
    match problem.rule, node and node.measure, rest:
        case "unknown-key", str(measure), [_] if value_at(source.data, problem.keys) is not None:
            return problem._replace(hint=key_hint(Assessment, problem.keys, source.data, keys_of(measure)))
        case "value", "parts", ["parts" | int(), *_] if node is not None:
            return problem._replace(hint=say("the parts are {ids}", ids=tuple(node.parts)))
    return problem


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
