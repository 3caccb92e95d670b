"""Values of a check as plain data to be kept as JSON, and back again.

How a value is written hangs on the annotation of its place: data of any other form is refused with `TypeError`,
`ValueError` or `LookupError`, and nothing is made of it. Only what stands in messages says itself what it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from wardeval.exact import Met
from wardeval.language import Apart, Share, Words
from wardeval.problems import Message


def dumps(kind: Any, value: Any) -> bytes:
    """A value of a kind as JSON; raises `TypeError` where something in it is of a kind that is not kept."""
    text = json.dumps(form(kind).write(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="surrogatepass")


def loads(kind: Any, content: bytes) -> Any:
    """The value of a kind that `dumps` wrote; none where something else is written."""
    try:
        return form(kind).read(json.loads(content))
    except (TypeError, ValueError, LookupError, ArithmeticError, RecursionError):
        return None


class Form(NamedTuple):
    """How the values of an annotation become plain data, and plain data such a value."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


@cache
def form(hint: Any) -> Form:
    """The form of what has an annotation; raises `TypeError` for one that nothing is kept of."""
    if hint in (str, int, bool, NoneType):
        return Form(_same, partial(_exactly, hint))
    if hint is date:
        return Form(date.isoformat, date.fromisoformat)
    if hint is Fraction:
        return Form(lambda value: [*value.as_integer_ratio()], _read_fraction)
    if hint is Any:
        return Form(_write_any, _read_any)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        if arguments[-1] is not ...:
            return _several([*map(form, arguments)])
        return _many_plain(arguments[0]) if arguments[0] in (str, int) else _many(form(arguments[0]))
    if origin is Mapping:
        return _mapping(form(arguments[1]))
    if origin in (Union, UnionType):
        return _either(arguments)
    if issubclass(hint, Enum):
        return Form(lambda value: value.value, hint)
    fields = [*get_type_hints(hint).values()]
    return _several([*map(form, fields)], hint)


def _same(value: Any) -> Any:
    return value


def _exactly(kind: type, data: Any) -> Any:
    if type(data) is not kind:
        raise TypeError(f"{kind.__name__} expected")
    return data


def _many_plain(kind: type) -> Form:
    """A tuple of texts or of numbers, however many: thousands are looked at together."""

    def all_read(data: Any) -> tuple[Any, ...]:
        if not set(map(type, _exactly(list, data))) <= {kind}:
            raise TypeError(f"{kind.__name__} expected")
        return tuple(data)

    return Form(list, all_read)


def _many(inner: Form) -> Form:
    """A tuple of values of one form, however many."""
    write, read = inner

    def all_written(values: tuple[Any, ...]) -> list[Any]:
        return [write(value) for value in values]

    def all_read(data: Any) -> tuple[Any, ...]:
        return tuple([read(each) for each in _exactly(list, data)])

    return Form(list if write is _same else all_written, all_read)


def _several(inner: list[Form], kind: type = tuple) -> Form:
    """A record, or a tuple, of so many values."""
    writers, readers, length = [each.write for each in inner], [each.read for each in inner], len(inner)

    def all_written(values: tuple[Any, ...]) -> list[Any]:
        return [write(value) for write, value in zip(writers, values, strict=True)]

    def all_read(data: Any) -> Any:
        if type(data) is not list or len(data) != length:
            raise TypeError(f"{length} values expected")
        return tuple.__new__(kind, [read(each) for read, each in zip(readers, data, strict=True)])

    return Form(list if all(write is _same for write in writers) else all_written, all_read)


def _mapping(inner: Form) -> Form:
    return Form(
        lambda values: {name: inner.write(value) for name, value in values.items()},
        lambda data: {name: inner.read(each) for name, each in _exactly(dict, data).items()},
    )


def _either(hints: tuple[Any, ...]) -> Form:
    """A value or none; or a text or a number."""
    if set(hints) == {str, int}:
        return Form(_same, _text_or_number)
    (hint,) = (each for each in hints if each is not NoneType)
    write, read = form(hint)
    return Form(
        lambda value: None if value is None else write(value), lambda data: None if data is None else read(data)
    )


def _text_or_number(data: Any) -> str | int:
    if type(data) not in (str, int):
        raise TypeError("a text or a number expected")
    number_or_text: str | int = data
    return number_or_text


def _read_fraction(data: Any) -> Fraction:
    above, below = _exactly(list, data)
    return Fraction(_exactly(int, above), _exactly(int, below))


_TOLD: dict[str, type] = {each.__name__: each for each in (Message, Words, Apart, Share, Met, Fraction, date)}
"""What may stand in messages beside texts, numbers and lists of all these."""
_NAMES = {kind: name for name, kind in _TOLD.items()}


def _write_any(value: Any) -> Any:
    """What stands in a message: a text or a number as such, else a list that begins with what it is."""
    kind: Any = type(value)
    if kind in (str, int):
        return value
    if kind in (tuple, list):
        return ["", *map(_write_any, value)]
    if kind in _NAMES:
        return [_NAMES[kind], form(kind).write(value)]
    raise TypeError(f"{kind.__name__} is not kept")


def _read_any(data: Any) -> Any:
    if type(data) is not list:
        return _text_or_number(data)
    kind, *rest = data
    if kind == "":
        return tuple(map(_read_any, rest))
    (inner,) = rest
    return form(_TOLD[kind]).read(inner)
