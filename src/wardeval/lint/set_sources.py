"""Rules about sources: where each criterion comes from, and how its wording is attested."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardeval.library import LoadedSet
from wardeval.lint.own import Placed, nodes, records, texts
from wardeval.model.basis import Applies, Remark, Suspension
from wardeval.model.criterion_set import Exception_, Group, Indicator, Verdict
from wardeval.model.mistakes import closest
from wardeval.model.record import Record
from wardeval.problems import Severity, say
from wardeval.rule import Hit, rule

_TOP = 2
_STRENGTH = {"inferred": 0, "press": 1, "official-paraphrase": 2, "official-text": 3}
"""How much a source or an attestation says, the weakest first."""


def _source_id(text: str) -> str:
    return text.split(maxsplit=1)[0].rstrip(",;")


def _nearest(placed: Placed, name: str) -> str | None:
    """What a node, or else the nearest node around it, says."""
    values = [getattr(node, name) for node in (placed.node, *reversed(placed.above))]
    return next((value for value in values if value is not None), None)


@rule(Severity.ERROR)
def missing_source(loaded: LoadedSet) -> Iterator[Hit]:
    """A criterion or gate says nowhere where it comes from.

    `source` stands at the criterion, and holds for its parts; or at each of its parts.
    """
    own = nodes(loaded)
    for keys, node, above in own:
        below = [placed for placed in own if placed.keys[: len(keys)] == keys and not placed.node.children]
        if not above and (not below or any(_nearest(placed, "source") is None for placed in below)) and not node.source:
            yield Hit(
                keys,
                say("“{id}” has no source", id=node.id),
                say("write source: with the id of a source and the place in it, such as L1 Điều 5"),
            )


@rule(Severity.ERROR)
def undeclared_source(loaded: LoadedSet) -> Iterator[Hit]:
    """A `source` does not begin with a source that the set declares.

    Its first word is a key of `sources`; what follows is the place in it, in free words.
    """
    sources = loaded.criteria.sources
    kinds: tuple[type[Record], ...] = (Indicator, Verdict, Group, Exception_, Applies, Suspension, Remark)
    for kind in kinds:
        for keys, record in records(loaded, kind):
            text: str | None = vars(record).get("source")
            if text is None or _source_id(text) in sources:
                continue
            close = closest(_source_id(text), sources)
            yield Hit(
                (*keys, "source"),
                say("“{id}” is not one of the set's sources", id=_source_id(text)),
                say("did you mean “{id}”?", id=close) if close else say("begin with one of {ids}", ids=tuple(sources)),
            )


@rule(Severity.WARNING)
def unused_source(loaded: LoadedSet) -> Iterator[Hit]:
    """A source is declared, but nothing in the set names it.

    A source is named by a `source`, or by its id in a text, such as a gap or a note; notes of parts taken over count.
    """
    said = [text for keys, text, is_key in texts(loaded) if keys[:1] != ("sources",) and not is_key]
    for node in loaded.criteria.nodes():
        if node.origin is not None:
            said += [words.vi for words in (node.title, node.ask, node.note, node.assumed) if words]
    for id_ in loaded.criteria.sources:
        named = re.compile(rf"(?<![\w.\-]){re.escape(id_)}(?![\w\-]|\.\w)")
        if not any(named.search(text) for text in said):
            yield Hit(
                ("sources", id_),
                say("nothing in the set names the source “{id}”", id=id_),
                say("name it where it bears out a criterion, a gap or a note, or remove it"),
                at_key=True,
            )


@rule(Severity.ERROR)
def missing_attestation(loaded: LoadedSet) -> Iterator[Hit]:
    """A criterion does not say how its wording is attested.

    `attested` is official-text, official-paraphrase, press, inferred or not-public.
    """
    for keys, node, above in nodes(loaded):
        if keys[0] == "criteria" and not above and node.attested is None:
            yield Hit(
                keys,
                say("“{id}” does not say how its wording is attested", id=node.id),
                say("write attested: official-text, official-paraphrase, press, inferred or not-public"),
            )


@rule(Severity.ERROR)
def attested_above_source(loaded: LoadedSet) -> Iterator[Hit]:
    """A wording claims to be better attested than its source is.

    What comes from the press cannot be attested as official text.
    """
    for placed in nodes(loaded):
        node, source = placed.node, _nearest(placed, "source")
        reference = loaded.criteria.sources.get(_source_id(source)) if source else None
        if node.attested is None or reference is None:
            continue
        claimed, borne = _STRENGTH.get(node.attested), _STRENGTH.get(reference.kind)
        if claimed is not None and borne is not None and claimed > borne:
            yield Hit(
                (*placed.keys, "attested"),
                say(
                    "“{id}” is attested as {how}, but its source is {kind}",
                    id=node.id,
                    how=node.attested,
                    kind=reference.kind,
                ),
                say("write attested: {kind}, or name the better source", kind=reference.kind),
            )


@rule(Severity.ERROR)
def titled_but_not_public(loaded: LoadedSet) -> Iterator[Hit]:
    """A wording is given, although it is attested as not public. Nothing is invented for an empty slot."""
    for keys, node, _ in nodes(loaded):
        if node.attested == "not-public" and node.label is not None:
            yield Hit(
                (*keys, "title" if node.title is not None else "ask"),
                say("“{id}” is attested as not public, but has a title", id=node.id),
                say("write title: null and keep what is known in a note, or attest the title"),
                at_key=True,
            )


@rule(Severity.ERROR)
def untitled_but_public(loaded: LoadedSet) -> Iterator[Hit]:
    """A node has neither a title nor a question, although it is not attested as not public."""
    for placed in nodes(loaded):
        attested = _nearest(placed, "attested")
        in_gate = placed.keys[0] == "gates"
        if placed.node.label is None and attested != "not-public" and (attested is not None or in_gate):
            yield Hit(
                placed.keys,
                say("“{id}” has no title", id=placed.node.id),
                say("write title: or ask:, or attested: not-public where the wording is not public"),
            )


@rule(Severity.WARNING)
def inferred_without_assumption(loaded: LoadedSet) -> Iterator[Hit]:
    """A criterion is inferred, but does not say what was assumed.

    `assumed` says it to the reader of every result. A source that is itself of the kind inferred says it, too.
    """
    for placed in nodes(loaded):
        source = _nearest(placed, "source")
        reference = loaded.criteria.sources.get(_source_id(source)) if source else None
        if placed.node.attested == "inferred" and placed.node.assumed is None:
            if reference is not None and reference.kind == "inferred":
                continue
            yield Hit(
                (*placed.keys, "attested"),
                say("“{id}” is inferred, but does not say what was assumed", id=placed.node.id),
                say("write assumed: with what was read into the text"),
            )
