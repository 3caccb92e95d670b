"""Texts of one's own words in an assessment, and those among them in which a long number stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from wardeval.content import BOM
from wardeval.model.assessment import Answer, Assessment, StatedCount
from wardeval.problems import Keys


class FreeText(NamedTuple):
    """A text that people write as they like, and where it stands; `is_name` for a file's name or an address."""

    keys: Keys
    text: str
    is_name: bool = False

    @property
    def has_long_number(self) -> bool:
        """Whether a number of eight digits or more stands in it, however it is grouped."""
        return _LONG.search(self.text) is not None


_LONG = re.compile(r"[0-9](?:[ .()\-]{0,3}[0-9]){7}")


def free_texts(said: Assessment) -> Iterator[FreeText]:
    """Every such text of a file."""
    yield FreeText(("unit", "name"), said.unit.name)
    yield from _hedged((), said.stated_count)
    yield from _beside(("answers",), said.answers)
    if said.verified is not None:
        yield FreeText(("verified", "by"), said.verified.by)
        yield from _hedged(("verified",), said.verified.stated_count)
        yield from _beside(("verified", "answers"), said.verified.answers)
    for id_, document in said.evidence.items():
        keys = ("evidence", id_)
        texts = (
            ("number", document.number),
            ("title", document.title),
            ("issuer", document.issuer),
            ("summary", document.summary),
        )
        for key, text in texts:
            if text is not None:
                yield FreeText((*keys, key), text)
        for key, name in (("file", document.file), ("url", document.url)):
            if name is not None:
                yield FreeText((*keys, key), name, is_name=True)


_TELLING = re.compile(rb"#[^\n]*(?:@|[0-9](?:[ .()\-]{0,3}[0-9]){7})")


def comment_texts(content: bytes) -> Iterator[FreeText]:
    """The comments of a file in which a long number or an address may stand, at the entry on their line or above it."""
    if _TELLING.search(content) is None:
        return
    from wardeval.check.layout import Layout  # only a file with such a comment pays for the parser

    layout = Layout(content.removeprefix(BOM).decode())
    entries = [(node.first, node.keys) for node in layout.root.walk() if node.keys]
    for index in layout.comments():
        line = layout.place(index).line
        above = [keys for first, keys in entries if first <= line]
        yield FreeText(above[-1] if above else (), layout.rest_of_line(index))


def _hedged(keys: Keys, count: StatedCount | None) -> Iterator[FreeText]:
    if count is not None and count.hedge is not None:
        yield FreeText((*keys, "stated-count", "hedge"), count.hedge)


def _beside(keys: Keys, answers: Mapping[str, Answer]) -> Iterator[FreeText]:
    for id_, answer in answers.items():
        beside = (
            ("explanation", answer.explanation),
            ("reason", answer.reason),
            ("note", answer.note),
            ("not-applicable", answer.not_applicable),
        )
        for key, text in beside:
            if text is not None:
                yield FreeText((*keys, id_, key), text)
        for name in answer.sum_of.numbers if answer.sum_of is not None else ():
            yield FreeText((*keys, id_, "sum-of", name), name)
        for index, item in enumerate(answer.excepted):
            if item.note is not None:
                yield FreeText((*keys, id_, "excepted", index, "note"), item.note)


_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)
_BETWEEN = b" .-()\r\n"
_EIGHT, _NINE = b"0" * 8, b"0" * 9


def may_hold_long_number(content: bytes) -> bool:
    """Whether a file may hold a number of eight digits without a break, or of nine with blanks, points, hyphens.

    No date is one of either.
    """
    together = content.translate(_DIGITS, _BETWEEN)
    return _EIGHT in together and (_NINE in together or _EIGHT in content.translate(_DIGITS))
