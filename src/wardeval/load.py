"""Files into models: every mistake of a file at once, each at its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar, get_args

from pydantic_core import ErrorDetails, ValidationError

from wardeval.content import LIMITS
from wardeval.model.mistakes import Mistake, closest
from wardeval.model.record import Record, inside, is_inside
from wardeval.problems import InputError, Keys, Message, Problem, Span, say, say_n
from wardeval.source import Source, Value, value_at

R = TypeVar("R", bound=Record)
T = TypeVar("T")


def build(record: type[R], source: Source) -> R:
    """The record that a source says; raises `InputError` with every mistake in it, or the first of very many."""
    try:
        return record.read(source.data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=True)
        if stranger := _stranger(record, source, details):
            raise InputError([stranger]) from error
        raise InputError(_first(details, partial(_span, source), partial(_problem, record, source))) from error


def _stranger(record: type[Record], source: Source, details: list[ErrorDetails]) -> Problem | None:
    """That a file is of quite another kind: one message instead of one for every key."""
    from wardeval.model.meant_keys import says_nothing

    formats = [detail for detail in details if detail["loc"] == ("format",) and detail["type"] == "missing"]
    if not formats or not says_nothing(record, source.data):
        return None
    kind = get_args(record.fields()["format"])[0]
    message = say("this is no file of wardeval: it has no “format”, nor any other key of one")
    hint = say("leave it out here; if it is to become one, begin it with the line “format: {kind}”", kind=kind)
    return Problem("missing-key", message, source.locate(()), (), hint)


def refuse_mistakes(mistakes: Iterable[Mistake], source: Source) -> None:
    """Raise `InputError` if there are any mistakes, with all of them or the first of very many."""
    if found := list(mistakes):
        raise InputError(_first(found, partial(_span_of_mistake, source), lambda mistake: locate(mistake, source)))


def _first(found: Iterable[T], span: Callable[[T], Span], problem: Callable[[T], Problem]) -> list[Problem]:
    """The problems in file order; of very many only the first, and at the next place how many more there are."""
    ordered = sorted(found, key=span)
    problems = [problem(item) for item in ordered[: LIMITS.problems]]
    if more := len(ordered) - len(problems):
        message = say_n("there is {n} more problem from here on", "there are {n} more problems from here on", n=more)
        problems.append(Problem("too-many-problems", message, span(ordered[LIMITS.problems])))
    return problems


def locate(mistake: Mistake, source: Source) -> Problem:
    """A mistake at its line."""
    return Problem(mistake.rule, mistake.message, _span_of_mistake(source, mistake), mistake.keys, mistake.hint)


def _span_of_mistake(source: Source, mistake: Mistake) -> Span:
    return source.locate_key(mistake.keys) if mistake.at_key else source.locate(mistake.keys)


def _keys_of(detail: ErrorDetails) -> Keys:
    loc = (_WRITTEN.get(key, key) for key in detail["loc"])
    return tuple(key for key in loc if key != "[key]" and not is_inside(key))


_WRITTEN: dict[str | int, str] = {inside("each_part"): "parts"}
"""The keys under which a file has what stands elsewhere in a record."""


def _keys_in(data: Value, keys: Keys) -> Keys:
    """Keys as a file has them that writes a list in short, without the key that it stands for."""
    found: Keys = ()
    for key in keys:
        if not (isinstance(key, str) and isinstance(value_at(data, found), list)):
            found = (*found, key)
    return found


def _span(source: Source, detail: ErrorDetails) -> Span:
    keys = _keys_in(source.data, _keys_of(detail))
    if detail["type"] == "missing":
        return source.locate(keys[:-1])
    at_key = detail["type"] == "extra_forbidden" or "[key]" in detail["loc"]
    return source.locate_key(keys) if at_key else source.locate(keys)


def _problem(record: type[Record], source: Source, detail: ErrorDetails) -> Problem:
    keys = _keys_of(detail)
    rule, message, hint = said(detail, str(keys[-1]) if keys else "")
    hint = hint or _way_out(record, source, keys, detail, rule)
    around = keys[:-1] if detail["type"] == "missing" else keys
    return Problem(rule, message, _span(source, detail), around, hint)


def _way_out(record: type[Record], source: Source, keys: Keys, detail: ErrorDetails, rule: str) -> Message | None:
    """What to do about a key that is not known, and about a value of the wrong form."""
    from wardeval.model.meant_keys import form_hint, key_hint, sure_hint

    comma = partial(_comma_in_braces, source, keys, detail)
    if rule == "unknown-key":
        return sure_hint(record, keys, source.data) or comma() or key_hint(record, keys, source.data)
    if keys and keys[-1] in _IN_WORDS and not detail["input"]:
        return say("say what there is to say, or leave it out")
    return comma() or (form_hint(record, keys) if rule in ("kind", "missing-key") else None)


_IN_WORDS = frozenset(("explanation", "reason", "note", "not-applicable"))
"""Keys of explanations in one's own words."""


def said(detail: ErrorDetails, key: str = "") -> tuple[str, Message, Message | None]:
    """What is wrong, as people are told: the rule, the sentence, what to do."""
    context: dict[str, Any] = detail.get("ctx", {})
    match detail["type"]:
        case "wardeval":
            return "value", context["message"], context.get("hint")
        case "missing":
            return "missing-key", say("the key “{key}” is missing here", key=key), None
        case "extra_forbidden":
            return "unknown-key", say("the key “{key}” is not known here", key=key), _decimals(key, detail)
        case "literal_error":
            allowed = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
            close = closest(str(detail["input"]), allowed)
            hint = say("did you mean “{id}”?", id=close) if close else None
            return "value", say("one of these is expected here: {words}", words=tuple(allowed)), hint
        case "tuple_type" | "list_type":
            return "kind", say("a list is expected here"), None
        case "string_type":
            return "kind", say("text is expected here"), None
    return "kind", say("a mapping of keys and values is expected here"), None


def _comma_in_braces(source: Source, keys: Keys, detail: ErrorDetails) -> Message | None:
    """`{vi: A, kèm B}`: YAML reads an empty key “kèm B”; the writer meant one text."""
    value: Any = detail["input"]
    if detail["type"] == "extra_forbidden":
        empty = [keys] if value is None else []
    else:
        empty = [(*keys, key) for key, inner in value.items() if inner is None] if isinstance(value, dict) else []
    if any(_follows_comma(source, each) for each in empty):
        return say("a comma ends a value inside braces; put the whole text in quotes")
    return None


def _follows_comma(source: Source, keys: Keys) -> bool:
    """Whether a comma stands before a key: it is one of several inside braces."""
    span = source.locate_key(keys)
    lines = source.content.decode("utf-8-sig").splitlines()[: span.line]
    if not lines:
        return False
    *above, last = lines
    before = last[: span.column - 1].rstrip()
    return (before or (above[-1].rstrip() if above else "")).endswith(",")


def _decimals(key: str, detail: ErrorDetails) -> Message | None:
    """`{now: 82,5}`: YAML reads 82 and an empty key “5”; the writer meant 82.5."""
    if key.isdecimal() and detail["input"] is None:
        return say("a comma ends a value inside braces; write decimals there with a point, or in quotes")
    return None
