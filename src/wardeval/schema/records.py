"""JSON Schema 2020-12 of a kind of file: one definition for every record, one property for every key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Protocol, Union, get_args, get_origin

from wardeval.model.base import texts
from wardeval.model.plain import ANY_TEXT, NAME, NAMED, YAML_BOOLEANS, Schema, or_null, spelled
from wardeval.model.record import Before, Check, Record, records_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Describe(Protocol):
    """Says what a key of a record is for, in some language; nothing where there is nothing to say."""

    def __call__(self, record: type[Record], key: str, /) -> str | None:
        """The text of a key."""


def file_schema(record: type[Record], id_: str, title: str, description: str, describe: Describe) -> Schema:
    """The schema of a whole file whose record is `record`."""
    head: Schema = {"$schema": DIALECT, "$id": id_, "title": title, "description": description}
    others = [inner for inner in records_of(record) if inner is not record]
    definitions = plain_definitions()
    definitions |= {
        name_of(inner): _definition(inner, describe, record.written.optional.get(inner.__name__, ()))
        for inner in others
    }
    return without_unused({**head, **_mapping(record, describe), "$defs": definitions})


def plain_definitions() -> dict[str, Schema]:
    """The definitions of the plain values that have a name."""
    return {name: {key: _inner(value) for key, value in schema.items()} for name, schema in NAMED.items()}


def name_of(record: type[Record]) -> str:
    """The name of a record's definition: `ParameterBand` is `parameter-band`."""
    letters = record.__name__.strip("_")
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in letters).strip("-")


def reference(name: str) -> Schema:
    """A reference to a definition of the same schema."""
    return {"$ref": f"#/$defs/{name}"}


def without_unused(schema: Schema) -> Schema:
    """A schema whose definitions are only those that it refers to."""
    body = {key: value for key, value in schema.items() if key != "$defs"}
    definitions = schema.get("$defs", {})
    used: set[str] = set()
    open_ = [*_references(body)]
    while open_:
        name = open_.pop()
        if name not in used:
            used.add(name)
            open_.extend(_references(definitions[name]))
    return {**body, "$defs": {name: definitions[name] for name in sorted(used)}}


def _references(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"].removeprefix("#/$defs/")
        for value in schema.values():
            yield from _references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _references(value)


def _definition(record: type[Record], describe: Describe, optional: tuple[str, ...]) -> Schema:
    mapping = _mapping(record, describe, optional)
    short = plain(record.written.short)
    return {"anyOf": [*(short["anyOf"] if [*short] == ["anyOf"] else [short]), mapping]} if short else mapping


def _mapping(record: type[Record], describe: Describe, optional: tuple[str, ...] = ()) -> Schema:
    """The mapping that a file writes for a record."""
    fields, more = record.fields(), record.written.keys
    properties, also = {}, {}
    for key, name in record.written_keys().items():
        schema = _schema(fields[name])
        if key in more:
            schema = {"anyOf": [*schema.get("anyOf", [schema]), plain(more[key])]}
        text = describe(record, key)
        properties[key] = {"description": text, **schema} if text else schema
        if key in YAML_BOOLEANS:
            also["^[Tt]rue$" if key in ("on", "yes", "true") else "^[Ff]alse$"] = schema
    required = [key for key, name in record.written_keys().items() if not hasattr(record, name) and key not in optional]
    return {
        "type": "object",
        "properties": properties,
        **({"patternProperties": also} if also else {}),  # what YAML 1.1 makes of the key
        **({"required": required} if required else {}),
        "additionalProperties": False,
        **plain(record.written.together),
    }


def plain(schema: Mapping[str, Any]) -> Schema:
    """A copy that refers to the plain values that have a name, instead of repeating them."""
    name = next((name for name, named in NAMED.items() if named == schema), None)
    return reference(name) if name else {key: _inner(value) for key, value in schema.items()}


def _inner(value: Any) -> Any:
    match value:
        case Mapping():
            return plain(value)
        case list():
            return [_inner(item) for item in value]
    return value


def _schema(hint: Any) -> Schema:
    """The schema that one annotation asks for; the same cases as the checks of `wardeval.model.record`."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        match arguments[1]:
            case Check() as check:
                return plain(check.json)
            case Before() as before if before.change is texts:
                many = _schema(arguments[0])
                return {"anyOf": [many, many["items"]]}
    if origin is Literal:
        words = spelled(*arguments)
        return {"const": words[0]} if len(words) == 1 else {"enum": words}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0])}
    if origin is dict:
        return {
            "type": "object",
            **({} if arguments[0] is str else {"propertyNames": dict(NAME)}),
            "additionalProperties": _schema(arguments[1]),
        }
    if origin in (Union, UnionType):
        (argument,) = (argument for argument in arguments if argument is not NoneType)
        return or_null(_schema(argument))
    if isinstance(hint, type) and issubclass(hint, Record):
        return reference(name_of(hint))
    if hint is str:
        return dict(ANY_TEXT)
    raise TypeError(f"no schema for {hint!r}")
