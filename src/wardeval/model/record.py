"""Records: classes whose annotations are checked by pydantic-core, without pydantic's slow front end.

pydantic's own class building and schema generation take 170 ms for the models of this package, most of what a whole
`wardeval score` may take; the same checks declared to pydantic-core directly take a twentieth of that. A record is
built from plain data only (`Record.read`), is frozen, refuses unknown keys, and spells its keys in kebab-case.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType, NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    Self,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic_core import CoreSchema, SchemaValidator, core_schema

EMPTY: Any = MappingProxyType({})
"""The default of a mapping field."""


class Written(NamedTuple):
    """How a file may write a record, as JSON Schema, where the fields do not say it: what `_before` and `_after` do."""

    short: Mapping[str, Any] = EMPTY
    """What stands for a whole mapping: a bare number, a word, nothing."""
    keys: Mapping[str, Mapping[str, Any]] = EMPTY
    """What a key may hold beside what its field takes."""
    together: Mapping[str, Any] = EMPTY
    """Which keys belong together; of the mapping only."""
    optional: Mapping[str, tuple[str, ...]] = EMPTY
    """Keys that records inside may leave out in a file of this kind, by the record's name."""


class Check:
    """How a field's plain value becomes its value, and what JSON Schema says of the plain value."""

    __slots__ = ("json", "read")

    def __init__(self, read: Callable[[Any], Any], json: dict[str, Any]) -> None:
        """`read` gets the plain value, and refuses it or returns the field's."""
        self.read, self.json = read, json


class Before:
    """A change of the plain value ahead of the check that the type asks for."""

    __slots__ = ("change",)

    def __init__(self, change: Callable[[Any], Any]) -> None:
        """`change` gets the plain value and returns the one to be checked."""
        self.change = change


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record:
    """A mapping in a file. Subclasses annotate their keys and may override `_before` and `_after`."""

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")
    __pydantic_fields_set__: set[str]

    written = Written()
    internal = frozenset[str]()
    """Fields that only `_before` sets, under `inside` of their names; in a file they are unknown keys."""
    derived = frozenset[str]()
    """What is computed from the fields when it is first asked for, and kept: the cached properties of a subclass."""

    def __init_subclass__(cls) -> None:
        """Note what a copy with other values must not take over."""
        cls.derived |= {name for name, value in vars(cls).items() if isinstance(value, cached_property)}

    @classmethod
    def read(cls, data: object) -> Self:
        """The record that plain data says; raises pydantic's `ValidationError` with every mistake in it."""
        record: Self = _validator(cls).validate_python(data)
        return record

    @classmethod
    def made(cls, **fields: object) -> Self:
        """A record from values that need no check; fields left out have their defaults."""
        record = object.__new__(cls)
        object.__setattr__(record, "__dict__", fields)
        object.__setattr__(record, "__pydantic_fields_set__", set(fields))
        return record

    @classmethod
    def _before(cls, value: Any) -> Any:
        """The mapping that a short form stands for."""
        return value

    def _after(self) -> None:
        """Refuse keys that do not belong together."""

    @classmethod
    def fields(cls) -> dict[str, Any]:
        """The annotation of every field by its name."""
        hints = get_type_hints(cls, vars(sys.modules[cls.__module__]), include_extras=True)
        return {
            name: hint for name, hint in hints.items() if not name.startswith("__") and get_origin(hint) is not ClassVar
        }

    @classmethod
    def written_keys(cls) -> dict[str, str]:
        """The field that every key of a file sets."""
        return {kebab(name): name for name in cls.fields() if name not in cls.internal}

    @property
    def given(self) -> set[str]:
        """The fields that the file wrote."""
        return self.__pydantic_fields_set__

    def replace(self, **changes: object) -> Self:
        """A copy with other values, which are not checked again."""
        copy = object.__new__(type(self))
        own = {name: value for name, value in self.__dict__.items() if name not in self.derived}
        object.__setattr__(copy, "__dict__", {**own, **changes})
        object.__setattr__(copy, "__pydantic_fields_set__", getattr(self, "given", set()) | set(changes))
        return copy

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={self.__dict__[name]!r}" for name in sorted(self.given))
        return f"{type(self).__name__}({shown})"


def core_schema_of(record: type[Record]) -> CoreSchema:
    """The pydantic-core schema of a record and of the records inside it."""
    definitions: dict[str, CoreSchema] = {}
    _define(record, definitions)
    return core_schema.definitions_schema(
        core_schema.definition_reference_schema(record.__name__), list(definitions.values())
    )


_VALIDATORS: dict[type[Record], SchemaValidator] = {}


def _validator(record: type[Record]) -> SchemaValidator:
    """The validator of a record, built once, when it is first needed."""
    if record not in _VALIDATORS:
        _VALIDATORS[record] = SchemaValidator(core_schema_of(record))
    return _VALIDATORS[record]


def records_of(record: type[Record]) -> tuple[type[Record], ...]:
    """A record and every record that may stand somewhere inside it."""
    found: list[type[Record]] = [record]
    for known in found:
        open_ = list(known.fields().values())
        for hint in open_:
            open_.extend(get_args(hint))
            if isinstance(hint, type) and issubclass(hint, Record) and hint not in found:
                found.append(hint)
    return tuple(found)


def kebab(name: str) -> str:
    """The key that a field is written under: `not_applicable` is `not-applicable`, `set_` is `set`."""
    return name.rstrip("_").replace("_", "-")


def inside(name: str) -> str:
    """The key under which `_before` sets an internal field: one that no file can write."""
    return f"\0{name}"


def is_inside(key: str | int) -> bool:
    """Whether a key stands for an internal field."""
    return isinstance(key, str) and key.startswith("\0")


def _define(record: type[Record], definitions: dict[str, CoreSchema]) -> None:
    if record.__name__ in definitions:
        return
    definitions[record.__name__] = core_schema.any_schema()  # NOTE: holds the place while the record refers to itself
    fields: dict[str, core_schema.ModelField] = {}
    for name, hint in record.fields().items():
        schema = _schema(hint, definitions)
        if hasattr(record, name):
            default = getattr(record, name)
            schema = (
                core_schema.with_default_schema(schema, default_factory=dict)
                if default is EMPTY
                else core_schema.with_default_schema(schema, default=default)
            )
        fields[name] = core_schema.model_field(
            schema, validation_alias=inside(name) if name in record.internal else kebab(name)
        )
    schema = core_schema.model_schema(
        record, core_schema.model_fields_schema(fields, model_name=record.__name__, extra_behavior="forbid")
    )
    if record._after is not Record._after:
        schema = core_schema.no_info_after_validator_function(_checked, schema)
    if record._before.__func__ is not Record._before.__func__:  # type: ignore[attr-defined]
        schema = core_schema.no_info_before_validator_function(record._before, schema)
    schema["ref"] = record.__name__
    definitions[record.__name__] = schema


def _checked(record: Record) -> Record:
    record._after()
    return record


def _schema(hint: Any, definitions: dict[str, CoreSchema]) -> CoreSchema:
    """The check that one annotation asks for."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        match arguments[1]:
            case Check() as check:
                return core_schema.no_info_plain_validator_function(
                    check.read, metadata={"pydantic_js_extra": check.json}
                )
            case Before() as before:
                return core_schema.no_info_before_validator_function(before.change, _schema(arguments[0], definitions))
    if origin is Literal:
        return core_schema.literal_schema(list(arguments))
    if origin is tuple:
        return core_schema.tuple_schema([_schema(arguments[0], definitions)], variadic_item_index=0)
    if origin is dict:
        return core_schema.dict_schema(_schema(arguments[0], definitions), _schema(arguments[1], definitions))
    if origin in (Union, UnionType):
        (argument,) = (argument for argument in arguments if argument is not NoneType)
        return core_schema.nullable_schema(_schema(argument, definitions))
    if isinstance(hint, type) and issubclass(hint, Record):
        _define(hint, definitions)
        return core_schema.definition_reference_schema(hint.__name__)
    if hint is str:
        return core_schema.str_schema(strict=True)
    if hint is bool:
        return core_schema.bool_schema(strict=True)
    raise TypeError(f"no check for {hint!r}")
