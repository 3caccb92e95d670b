"""Files as other programs read them, and the schemas that an independent validator holds against them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import yaml
from jsonschema import Draft202012Validator

from tests.conftest import EXAMPLES
from wardeval.language import Code, Language
from wardeval.library import Library, LoadedSet, Place, built_in
from wardeval.model.assessment import Assessment
from wardeval.model.cases import Cases
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.mapping import Mapping as SetMapping
from wardeval.model.overlay import Overlay
from wardeval.model.record import Record
from wardeval.model.settings import Settings
from wardeval.model.units import Units
from wardeval.problems import InputError
from wardeval.report.schema import render
from wardeval.source import parse_source

FILES: dict[str, type[Record]] = {
    "assessment": Assessment,
    "criterion-set": CriterionSet,
    "overlay": Overlay,
    "cases": Cases,
    "mapping": SetMapping,
    "units": Units,
    "workspace": Settings,
}
"""The kinds of file that people write, and the record that reads each."""

Read = Callable[[str], Any]


LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""What `yaml.safe_load` reads with, in C where that is there."""


class Yaml12(LOADER):  # type: ignore[misc]
    """PyYAML with the core schema of YAML 1.2, as most editors have it: `no` is text, `010` is ten."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", "~|null|Null|NULL|", "~nN\0"),
    ("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+.0123456789",
    ),
):
    letters = [letter.replace("\0", "") for letter in first]
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})\\Z"), letters)


def _int(_loader: Yaml12, node: yaml.ScalarNode) -> int:
    base = 8 if "o" in node.value else 16 if "x" in node.value else 10
    return int(node.value, base)


Yaml12.add_constructor("tag:yaml.org,2002:int", _int)


def _as_json(value: Any) -> Any:
    """Data as a program hands it to a validator: keys are text, dates are text."""
    match value:
        case dict():
            return {str(key): _as_json(item) for key, item in value.items()}
        case list():
            return [_as_json(item) for item in value]
        case float() if math.isinf(value) or math.isnan(value):
            return str(value)
        case None | bool() | int() | float() | str():
            return value
    return str(value)


def yaml11(text: str) -> Any:
    """A file as PyYAML reads it."""
    return _as_json(yaml.load(text, Loader=LOADER))


def yaml12(text: str) -> Any:
    """A file as a program with YAML 1.2 reads it."""
    return _as_json(yaml.load(text, Loader=Yaml12))


READERS: dict[str, Read] = {"YAML 1.1": yaml11, "YAML 1.2": yaml12}
try:
    from ruamel.yaml import YAML
except ImportError:
    pass
else:
    READERS["ruamel"] = lambda text: _as_json(YAML(typ="safe", pure=True).load(text))


SPECIAL = {"yes", "no", "true", "false", "on", "off", "null", "~", "", ".inf", "-.inf", ".nan", "="}
"""What is no number and yet no text to YAML."""


@cache
def readings(text: str) -> list[Any]:
    """What other programs may make of a text that stands without quotes; only itself where it needs quotes."""
    found: list[Any] = [text]
    if not any(map(str.isdigit, text)) and text.lower() not in SPECIAL:
        return found
    try:
        if parse_source(f"a: {text}\n".encode(), "f").data == {"a": text}:
            found += [read(f"a: {text}\n")["a"] for read in (yaml11, yaml12)]
    except (InputError, yaml.YAMLError, ValueError):
        pass
    return found


def reread(value: Any, how: int) -> Any:
    """Data of wardeval, all text, as another program would have read the same file."""
    match value:
        case Mapping():
            return {key: reread(item, how) for key, item in value.items()}
        case list():
            return [reread(item, how) for item in value]
        case str():
            found = readings(value)
            return found[min(how, len(found) - 1)]
    return value


@cache
def library() -> Library:
    """The built-in sets and those of the examples."""
    return Library((Place("built-in", built_in()), Place("workspace", EXAMPLES / "criteria")))


@cache
def schema(kind: str, set_id: str | None = None, code: Code = Code.EN) -> Any:
    """A schema as JSON; of assessments against a set, where its id or path is given."""
    return json.loads(render(kind, Language(code), None if set_id is None else loaded_set(set_id)))


@cache
def loaded_set(name: str) -> LoadedSet:
    """A set by its id or path."""
    return library().load_file(Path(name)) if name.endswith(".yaml") else library().load(name)


@cache
def validator(kind: str, set_id: str | None = None) -> Draft202012Validator:
    """The validator of a kind of file."""
    return Draft202012Validator(schema(kind, set_id))


def errors(data: Any, kind: str, set_id: str | None = None) -> list[str]:
    """What a schema has against data."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(kind, set_id).iter_errors(data)]


def validator_of(whole: Any, name: str) -> Draft202012Validator:
    """The validator of one definition of a schema."""
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": whole["$defs"]})
