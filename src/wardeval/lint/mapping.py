"""`wardeval criteria lint`: what is wrong or doubtful in a mapping that can be loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from wardeval.language import Words
from wardeval.library import FOLDER as SETS
from wardeval.library import Place
from wardeval.lint.own import texts
from wardeval.lint.set_texts import lookalike_letter, mixed_alphabets
from wardeval.load import locate
from wardeval.mapping_files import FOLDER
from wardeval.mappings import LoadedMapping
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.mapped import nodes_of
from wardeval.model.mapping import ONE_SIDED
from wardeval.model.mistakes import Mistake, closest
from wardeval.problems import Keys, Message, Problem, Severity, say
from wardeval.rule import Hit, Rule, problems_of, rule

_PLAIN = ("equal", *ONE_SIDED)
"""Relations that need no further word."""


@rule(Severity.WARNING)
def missing_why(loaded: LoadedMapping) -> Iterator[Hit]:
    """A relation that carries no result over does not say in what the criteria differ.

    `why` is all that a reader of a comparison has of it. What is equal, new or dropped needs no further word.
    """
    for index, entry in enumerate(loaded.mapping.criteria):
        if entry.relation not in _PLAIN and entry.why is None:
            yield Hit(
                ("criteria", index),
                say("“{relation}” does not say in what the criteria differ", relation=entry.relation),
                say("write why: with what each of them asks for"),
            )


@rule(Severity.ERROR)
def missing_source(loaded: LoadedMapping) -> Iterator[Hit]:
    """A relation says nowhere where it is known from."""
    for index, entry in enumerate(loaded.mapping.criteria):
        if entry.source is None:
            yield Hit(
                ("criteria", index),
                say("this relation has no source"),
                say("write source: with the id of a source and the place in it, such as L1 Điều 5"),
            )


@rule(Severity.ERROR)
def undeclared_source(loaded: LoadedMapping) -> Iterator[Hit]:
    """A `source` does not begin with a source that the mapping declares.

    Its first word is a key of `sources`; what follows is the place in it, or further sources.
    """
    sources = loaded.mapping.sources
    for index, entry in enumerate(loaded.mapping.criteria):
        id_ = entry.source.split(maxsplit=1)[0].rstrip(",;") if entry.source else None
        if id_ is None or id_ in sources:
            continue
        close = closest(id_, sources)
        hint = say("did you mean “{id}”?", id=close) if close else say("begin with one of {ids}", ids=tuple(sources))
        yield Hit(
            ("criteria", index, "source"),
            say("“{id}” is not one of the mapping's sources", id=id_),
            hint if sources else say("declare it under sources:, with title, url and kind"),
        )


@rule(Severity.WARNING)
def unused_source(loaded: LoadedMapping) -> Iterator[Hit]:
    """A source is declared, but no relation and no text of the mapping names it."""
    said = [text for keys, text, is_key in texts(loaded) if keys[:1] != ("sources",) and not is_key]
    for id_ in loaded.mapping.sources:
        named = re.compile(rf"(?<![\w.\-]){re.escape(id_)}(?![\w\-]|\.\w)")
        if not any(named.search(text) for text in said):
            yield Hit(
                ("sources", id_),
                say("nothing in the mapping names the source “{id}”", id=id_),
                say("name it where it bears out a relation, or remove it"),
                at_key=True,
            )


@rule(Severity.ERROR)
def unknown_wording_related(loaded: LoadedMapping) -> Iterator[Hit]:
    """A criterion without public wording is related to another one, and nothing says that this is assumed.

    What nobody has read cannot be known to be equal to something, a part of it, new or dropped.
    """
    sides = {"from": nodes_of(loaded.before.criteria), "to": nodes_of(loaded.after.criteria)}
    for index, entry in enumerate(loaded.mapping.criteria):
        for side, ids in entry.sides.items() if entry.assumed is None else ():
            for place, id_ in enumerate(ids):
                if _is_hidden(sides[side][id_]):
                    yield Hit(
                        ("criteria", index, side, place),
                        say("the wording of “{id}” is not public, so nothing is known of what it stands to", id=id_),
                        say("leave it out: it is then not comparable; or write assumed: with what was assumed"),
                    )


def _is_hidden(node: Indicator) -> bool:
    return node.label is None and not any(part.label for part in node.walk())


@rule(Severity.WARNING)
def kinds_differ(loaded: LoadedMapping) -> Iterator[Hit]:
    """The two sets do not come to the same kind of result: points, criteria met or not, or a review only.

    No comparison is made by such a mapping, whatever it relates.
    """
    before, after = (_kind(each.criteria) for each in (loaded.before, loaded.after))
    if before != after:
        mapping = loaded.mapping
        yield Hit(
            ("to",),
            say(
                "“{one}” comes to {kind}, “{other}” to {meant}: they are never compared",
                one=mapping.from_,
                other=mapping.to,
                kind=before,
                meant=after,
            ),
            say("remove the mapping"),
        )


def _kind(criteria: CriterionSet) -> Message:
    if criteria.purpose == "review":
        return say("a review only")
    return say("a total of points") if criteria.is_scored else say("criteria met or not met")


@rule(Severity.WARNING)
def missing_english(loaded: LoadedMapping) -> Iterator[Hit]:
    """A text has no English gloss, so that English reports would mix languages. Titles of sources need none."""
    for keys, text in _words(loaded):
        if not text.en:
            yield Hit(keys, say("“{text}” has no English gloss", text=text.vi[:40]), say("write {{vi: …, en: …}}"))


def _words(loaded: LoadedMapping) -> Iterator[tuple[Keys, Words]]:
    if loaded.mapping.note is not None:
        yield ("note",), loaded.mapping.note
    for index, entry in enumerate(loaded.mapping.criteria):
        for key, text in (("why", entry.why), ("assumed", entry.assumed)):
            if text is not None:
                yield ("criteria", index, key), text


RULES: tuple[Rule[LoadedMapping], ...] = (
    missing_why,
    missing_source,
    undeclared_source,
    unused_source,
    unknown_wording_related,
    kinds_differ,
    missing_english,
    lookalike_letter,
    mixed_alphabets,
)
"""Every rule, in the order of the manual; those that sets have as well have the same ids."""


def lint_mapping(loaded: LoadedMapping) -> list[Problem]:
    """What is wrong or doubtful in a mapping, in the order of the file."""
    return problems_of(RULES, loaded)


def place_problems(loaded: LoadedMapping, path: Path, folders: Iterable[Place]) -> list[Problem]:
    """That a mapping lies among the sets, where it is taken for one, and not in their folder of mappings."""
    folder = path.resolve().parent
    if folder.name != SETS and not any(place.path.resolve() == folder for place in folders):
        return []
    message = say("a mapping does not lie among the sets")
    hint = say("move it to {folder}", folder=f"{FOLDER}/{loaded.mapping.id}.yaml")
    return [locate(Mistake("mapping-folder", ("format",), message, hint), loaded.source)]
