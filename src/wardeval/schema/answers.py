"""What one criterion set takes for an answer, leaf by leaf, as JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Protocol

from wardeval.model.assessment import Answer
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.plain import (
    ADDED_UP,
    ANSWERED_DATE,
    ANSWERED_FRACTION,
    ANSWERED_NUMBER,
    ID,
    NOT_NEGATIVE,
    NULL,
    STATED_PERCENT,
    TEXT,
    WHOLE,
    ZERO,
    Schema,
    json_number,
    or_null,
    present,
    spelled,
)
from wardeval.model.record import Record
from wardeval.model.replies import NEVER, SPELLINGS
from wardeval.model.values import Grade
from wardeval.schema.folding import alike
from wardeval.schema.records import plain, reference


class Texts(Protocol):
    """Says what things are for, in some language."""

    def leaf(self, node: Indicator, /) -> str:
        """What a leaf asks and how it is judged."""

    def text(self, value: object, /) -> str:
        """A text of the set."""

    def key(self, record: type[Record], key: str, /) -> str | None:
        """What a key of a record is for."""


def answers_schema(criteria: CriterionSet, texts: Texts) -> dict[str, Schema]:
    """The definitions of `answers` and of all that it refers to."""
    definitions: dict[str, Schema] = {}
    properties = {}
    for node in criteria.nodes():
        if node.measure is None and node.not_applicable == "forbidden":
            continue
        name = _defined(definitions, node.measure or "parts-together", _answer(criteria, node, texts))
        properties[node.id] = {"description": texts.leaf(node), **reference(name)}
    answers = {"type": "object", "properties": properties, "additionalProperties": False}
    return {"answers": answers, **definitions, **word_definitions()}


def word_definitions() -> dict[str, Schema]:
    """The words that answers to every set are made of."""
    return {
        "judged": words_schema(word for grade in reversed(Grade) for word in SPELLINGS[grade]),
        "yes-or-no": words_schema((*SPELLINGS[Grade.MET], *SPELLINGS[Grade.NOT_MET])),
        "never": words_schema(NEVER),
    }


def words_schema(words: Iterable[str]) -> Schema:
    """Words, completed by an editor as they stand here, and accepted in other capitals and tone marks."""
    listed = [*dict.fromkeys(words)]
    return {"anyOf": [{"enum": spelled(*listed)}, {"type": "string", "pattern": alike(listed)}]}


def _defined(definitions: dict[str, Schema], name: str, schema: Schema) -> str:
    """The name under which a schema is defined; alike leaves share one definition."""
    number = 1
    while True:
        wanted = f"answer-{name}" if number == 1 else f"answer-{name}-{number}"
        if definitions.setdefault(wanted, schema) == schema:
            return wanted
        number += 1


def _answer(criteria: CriterionSet, node: Indicator, texts: Texts) -> Schema:
    beside = {
        "evidence": {"anyOf": [plain(ID), {"type": "array", "items": plain(ID)}]},
        **{key: plain(or_null(plain(TEXT))) for key in ("explanation", "reason", "note")},
    }
    forms: list[Schema] = []
    if node.measure is not None:
        bare, keys = _MEASURES[node.measure](criteria, node)
        forms = [*bare, dict(NULL), _mapping({**keys, **beside}, texts)]
        forms[-1]["patternProperties"] = {"^not-applicable$": {**NULL}}
        if "whole" in keys:
            forms[-1] |= {"if": present("value"), "then": {"properties": {"part": {**NULL}, "whole": {**NULL}}}}
        if beside_number := [present(key) for key in _WORKING if key in keys]:
            number = [present("value"), *([present("part", "whole")] if "whole" in keys else [])]
            forms[-1]["allOf"] = [{"if": {"anyOf": beside_number}, "then": {"anyOf": number}}]
    if node.not_applicable != "forbidden":
        form = _mapping({"not-applicable": plain(TEXT), **beside}, texts)
        forms.append({**form, "required": ["not-applicable"]})
    return {"anyOf": forms}


def _mapping(properties: dict[str, Schema], texts: Texts, record: type[Record] = Answer) -> Schema:
    described = {}
    for key, schema in properties.items():
        text = texts.key(record, key)
        described[key] = {"description": text, **schema} if text else schema
    return {"type": "object", "properties": described, "additionalProperties": False}


Forms = tuple[list[Schema], dict[str, Schema]]
"""What may stand alone, and the keys of a mapping."""


def _value(*schemas: Schema) -> Forms:
    return [*schemas], {"value": {"anyOf": [*schemas, dict(NULL)]}}


_WORKING: dict[str, Schema] = {"percent": or_null(STATED_PERCENT), "sum-of": or_null(ADDED_UP)}
"""How a number came about; never without the number."""


def _number(*schemas: Schema) -> Forms:
    """A value that may have been added up."""
    bare, keys = _value(*schemas)
    return bare, {**keys, "sum-of": plain(_WORKING["sum-of"])}


def _grade(_set: CriterionSet, _node: Indicator) -> Forms:
    return _value(reference("judged"))


def _count(_set: CriterionSet, _node: Indicator) -> Forms:
    return _number(plain(WHOLE))


def _events(criteria: CriterionSet, node: Indicator) -> Forms:
    bare, keys = _number(plain(WHOLE), reference("never"))
    grounds = [_excepted(ground, criteria.exceptions[ground].needs) for ground in node.except_]
    excepted: Schema = {"type": "array", "maxItems": 0}
    if grounds:
        excepted = {"type": "array", "items": grounds[0] if len(grounds) == 1 else {"anyOf": grounds}}
    return bare, {**keys, "excepted": excepted}


def _excepted(ground: str, needs: Iterable[str]) -> Schema:
    """Some of the events, on one ground."""
    held = spelled(*needs)
    many: Schema = {"type": "array", "items": {"enum": held}} if held else {"type": "array", "maxItems": 0}
    return {
        "type": "object",
        "properties": {
            "reason": {"enum": spelled(ground)},
            "number": plain(WHOLE),
            "holds": {"anyOf": [many, {"enum": [*held, None]}]},
            "note": plain(or_null(plain(TEXT))),
            "evidence": {"anyOf": [plain(ID), {"type": "array", "items": plain(ID)}]},
        },
        "required": ["reason"],
        "additionalProperties": False,
    }


def _ratio(_set: CriterionSet, _node: Indicator) -> Forms:
    bare, keys = _number(plain(ANSWERED_FRACTION))
    part, whole = plain(NOT_NEGATIVE), {"allOf": [plain(NOT_NEGATIVE), {"not": dict(ZERO)}]}
    percent = plain(_WORKING["percent"])
    return bare, {"part": or_null(part), "whole": or_null(whole), **keys, "percent": percent}


def _amount(_set: CriterionSet, _node: Indicator) -> Forms:
    return _number(plain(ANSWERED_NUMBER))


def _change(_set: CriterionSet, _node: Indicator) -> Forms:
    return [], {"now": or_null(plain(NOT_NEGATIVE)), "before": or_null(plain(NOT_NEGATIVE))}


def _date(_set: CriterionSet, _node: Indicator) -> Forms:
    return _value(plain(ANSWERED_DATE), reference("never"))


def _level(criteria: CriterionSet, node: Indicator) -> Forms:
    scale = criteria.scales[node.scale or ""]
    titles = [title for words in scale.values() for title in words if title]
    return _value(words_schema([*scale, *titles]))


def _points(_set: CriterionSet, node: Indicator) -> Forms:
    limits: Schema = {}
    if node.max is not None:
        limits["maximum"] = json_number(node.max)
    if node.step and _is_exact(node.step):
        limits["multipleOf"] = json_number(node.step)
    return _number({"allOf": [plain(NOT_NEGATIVE), limits]} if limits else plain(NOT_NEGATIVE))


def _is_exact(step: Fraction) -> bool:
    """Whether every validator can count in such steps: halves and quarters are exact in binary, tenths are not."""
    return step.denominator & (step.denominator - 1) == 0


def _parts(_set: CriterionSet, node: Indicator) -> Forms:
    ids = spelled(*node.parts)
    many: Schema = {"type": "array", "items": {"enum": ids}}
    one_by_one = {
        "type": "object",
        "properties": {id_: reference("yes-or-no") for id_ in node.parts},
        "additionalProperties": False,
    }
    return [many], {"parts": {"anyOf": [many, {"enum": [*ids, None]}, one_by_one]}}


_MEASURES: dict[str, Callable[[CriterionSet, Indicator], Forms]] = {
    "met": _grade,
    "events": _events,
    "count": _count,
    "ratio": _ratio,
    "amount": _amount,
    "change": _change,
    "date": _date,
    "level": _level,
    "points": _points,
    "parts": _parts,
}
"""One writer per measure, as `wardeval.model.replies` has one reader."""
