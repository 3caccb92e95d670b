"""What a set's own file says, with its keys; nothing that the set takes over from others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from wardeval.language import Words
from wardeval.library import LoadedSet
from wardeval.model.criterion_set import Condition, Indicator
from wardeval.model.record import Record, kebab
from wardeval.model.rules import Parameter
from wardeval.problems import Keys
from wardeval.rule import Checked

R = TypeVar("R", bound=Record)


class Placed(NamedTuple):
    """A gate, criterion or indicator, its keys, and the nodes that it lies in, the outermost first."""

    keys: Keys
    node: Indicator
    above: tuple[Indicator, ...]


def nodes(loaded: LoadedSet) -> list[Placed]:
    """The gates, criteria and indicators that the file itself writes."""
    at = dict(records(loaded, Indicator))
    return [
        Placed(keys, node, tuple(at[keys[:end]] for end in range(len(keys)) if keys[:end] in at))
        for keys, node in at.items()
    ]


def records(loaded: LoadedSet, kind: type[R]) -> Iterator[tuple[Keys, R]]:
    """The records of one kind that the file itself writes, at any depth."""
    for keys, value in _walk((), loaded.criteria, loaded.source.data):
        if isinstance(value, kind):
            yield keys, value


def words(loaded: LoadedSet) -> Iterator[tuple[Keys, Words]]:
    """The texts in two languages that the file itself writes."""
    for keys, value in _walk((), loaded.criteria, loaded.source.data):
        if isinstance(value, Words):
            yield keys, value


def texts(loaded: Checked) -> Iterator[tuple[Keys, str, bool]]:
    """Every text and every key of the file, and whether it is a key."""
    yield from _texts((), loaded.source.data)


def conditions(loaded: LoadedSet) -> Iterator[tuple[Keys, Condition]]:
    """The conditions of the verdicts, and of being assessed at all."""
    yield from records(loaded, Condition)


def declared(loaded: LoadedSet, section: str) -> dict[str, object]:
    """The entries of a section that the file itself declares."""
    data = loaded.source.data
    written = data.get(section) if isinstance(data, dict) else None
    entries = getattr(loaded.criteria, section)
    return {name: entry for name, entry in entries.items() if isinstance(written, dict) and name in written}


def literal(parameter: Parameter, loaded: LoadedSet) -> Parameter:
    """What a parameter that only names another one stands for."""
    seen: set[str] = set()
    while parameter.parameter is not None and parameter.set_ is None and parameter.parameter not in seen:
        seen.add(parameter.parameter)
        parameter = loaded.criteria.parameters[parameter.parameter]
    return parameter


def _walk(keys: Keys, value: object, written: object) -> Iterator[tuple[Keys, object]]:
    """The records and words below a value, as far as the plain data of the file has them."""
    if isinstance(value, Words):
        yield keys, value
    elif isinstance(value, Record):
        yield keys, value
        if isinstance(written, dict):
            for name, inner in vars(value).items():
                if kebab(name) in written:
                    yield from _walk((*keys, kebab(name)), inner, written[kebab(name)])
    elif isinstance(value, dict) and isinstance(written, dict):
        for name, inner in value.items():
            if name in written:
                yield from _walk((*keys, name), inner, written[name])
    elif isinstance(value, tuple) and isinstance(written, list):
        for index, (inner, plain) in enumerate(zip(value, written, strict=False)):
            yield from _walk((*keys, index), inner, plain)


def _texts(keys: Keys, value: object) -> Iterator[tuple[Keys, str, bool]]:
    if isinstance(value, str):
        yield keys, value, False
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts((*keys, index), inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield (*keys, name), name, True
            yield from _texts((*keys, name), inner)
