"""JSON Schema of an assessment against one criterion set: its ids, and what exactly each takes."""

from __future__ import annotations

from wardeval.facts import declared_facts, needed_facts, tables_by_type
from wardeval.library import LoadedSet
from wardeval.model.criterion_set import Fact
from wardeval.model.plain import ANSWERED_NUMBER, ANSWERED_PERCENT, ID, TEXT, Schema, or_null, spelled
from wardeval.model.structure import may_be_met
from wardeval.schema.answers import Texts, answers_schema, words_schema
from wardeval.schema.records import plain, plain_definitions, reference, without_unused


def of_set(schema: Schema, loaded: LoadedSet, texts: Texts) -> Schema:
    """The schema of any assessment, narrowed to what `loaded` takes; whatever wardeval accepts, it accepts."""
    criteria = loaded.criteria
    definitions = {**plain_definitions(), **schema["$defs"], **answers_schema(criteria, texts)}
    properties = dict(schema["properties"])
    properties["set"] = _told(properties["set"], {"enum": spelled(*_names(loaded))})
    properties["answers"] = _told(properties["answers"], reference("answers"))
    properties["facts"], needed = _facts(properties["facts"], loaded, texts)
    claims = definitions["claims"]["properties"]
    ids = [verdict.id for verdict in criteria.verdicts]
    claims["verdict"] = _told(claims["verdict"], or_null({"anyOf": [{"enum": spelled(*ids)}, plain(TEXT)]}))
    unit = definitions["unit"]["properties"]
    unit["type"] = _told(unit["type"], _types(loaded))
    verified = definitions["verified"]["properties"]
    verified["answers"] = _told(verified["answers"], reference("answers"))
    stated = definitions["stated-count"]["properties"]
    count = sum(1 for node in criteria.criteria if may_be_met(node))
    for name, limit in (("of", {"minimum": count, "maximum": count}), ("met", {"maximum": count})):
        stated[name] = _told(stated[name], {"allOf": [reference("whole-number"), limit]})
    required = [*schema["required"], *(["facts"] if needed else [])]
    return without_unused({**schema, "properties": properties, "required": required, "$defs": definitions})


def _names(loaded: LoadedSet) -> list[str]:
    """What `set:` may say: the id, or the family of which the period chooses this set."""
    return [name for name in (loaded.criteria.id, loaded.criteria.family) if name]


def _told(old: Schema, new: Schema) -> Schema:
    """A narrower schema with what was said of the key before."""
    return {"description": old["description"], **new} if "description" in old else new


def _types(loaded: LoadedSet) -> Schema:
    """The types of unit: where a rule has a row for each, one of these; else the set's own are only completed."""
    tables = tables_by_type(loaded)
    if tables:
        return {"enum": spelled(*(type_ for type_ in tables[0] if all(type_ in table for table in tables)))}
    return {"anyOf": [{"enum": spelled(*loaded.criteria.units)}, plain(ID)]}


def _facts(old: Schema, loaded: LoadedSet, texts: Texts) -> tuple[Schema, list[str]]:
    """The facts that a set asks for, and which of them it needs."""
    needed = needed_facts(loaded)
    properties = {}
    for name, fact in declared_facts(loaded).items():
        schema = _fact(fact, percent=needed.get(name, False))
        properties[name] = {"description": texts.text(fact.title), **or_null(schema)}  # still to be filled in
    required = [name for name in needed if name in properties]
    facts: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return _told(old, {**facts, **({"required": required} if required else {})}), required


def _fact(fact: Fact, *, percent: bool) -> Schema:
    match fact.is_:
        case "yes-no":
            return reference("yes-or-no")
        case "one-of":
            return words_schema(fact.of)
    if percent:
        return plain(ANSWERED_PERCENT)
    return {"anyOf": [plain(ANSWERED_NUMBER), plain(ANSWERED_PERCENT)]}
