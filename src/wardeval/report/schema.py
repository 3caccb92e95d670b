"""`wardeval schema`: the JSON Schema of each kind of file, with its descriptions in one language."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from wardeval.language import Language
from wardeval.library import LoadedSet
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.record import Record
from wardeval.problems import Message, say
from wardeval.report import words
from wardeval.report.json_text import indented
from wardeval.report.rules import rule
from wardeval.schema.assessment import of_set
from wardeval.schema.keys import key_text
from wardeval.schema.records import file_schema

RESULT = Path(__file__).parents[1] / "schemas" / "result-1.json"


class Kind(NamedTuple):
    """A kind of file: the record that reads it, and what it is."""

    module: str
    record: str
    text: Message


KINDS: Mapping[str, Kind] = {
    "criterion-set": Kind("criterion_set", "CriterionSet", say("a criterion set: what is judged, and how")),
    "overlay": Kind("overlay", "Overlay", say("an overlay: completes a criterion set, and never loosens it")),
    "cases": Kind("cases", "Cases", say("the cases of a set: answers, and what they have to come to")),
    "mapping": Kind("mapping", "Mapping", say("a mapping: how the criteria of one set stand to those of another")),
    "assessment": Kind("assessment", "Assessment", say("an assessment: the answers of one unit for one period")),
    "units": Kind("units", "Units", say("a register of units: which an id meant when, and what each was made of")),
    "workspace": Kind("settings", "Settings", say("the settings of a workspace")),
}
"""Every kind of file that people write."""

NAMES = (*KINDS, "result")
"""Every kind that has a schema; results are written by programs and have one of their own."""


def render(name: str, language: Language, loaded: LoadedSet | None = None) -> str:
    """The schema of a kind of file as text; of assessments against `loaded`, where one is given."""
    if name == "result":
        return RESULT.read_text("utf-8")
    kind = KINDS[name]
    module = import_module(f"wardeval.model.{kind.module}")

    def describe(record: type[Record], key: str) -> str | None:
        message = key_text(record, key)
        return None if message is None else language.text(message)

    record: type[Record] = getattr(module, kind.record)
    _, title, version = module.FORMAT.split("/")
    id_ = f"urn:wardeval:schema:{title}:{version}"
    if loaded is not None:
        id_ = f"{id_}:{loaded.criteria.id}"
    schema = file_schema(record, id_, module.FORMAT, language.text(kind.text), describe)
    if loaded is not None:
        schema = of_set(schema, loaded, SetTexts(loaded.criteria, language))
        schema["title"] = language.text(loaded.criteria.title)
    return indented(schema)


class SetTexts:
    """What is said of a set's leaves and facts, and of the keys of an answer."""

    def __init__(self, criteria: CriterionSet, language: Language) -> None:
        """Speak of `criteria` in `language`."""
        self.criteria, self.language = criteria, language

    def leaf(self, node: Indicator) -> str:
        """What a leaf asks and how it is judged, a line each."""
        lines: list[object] = [words.label(node)]
        if node.note is not None:
            lines.append(node.note)
        lines += rule(node, self.criteria)
        if node.proof is not None:
            lines.append(say("proof: {proof}", proof=node.proof))
        if node.source is not None:
            lines.append(say("source: {source}", source=node.source))
        return "\n".join(map(self.text, lines))

    def text(self, value: object) -> str:
        """A text of the set, or a message, in the language of the descriptions."""
        return self.language.text(value)

    def key(self, record: type[Record], key: str) -> str | None:
        """What a key of an answer is for."""
        message = key_text(record, key)
        return None if message is None else self.text(message)
