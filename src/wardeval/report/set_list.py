"""The list of sets: a line for each, with how much of it is public at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from wardeval.language import Language
from wardeval.library import LoadedSet
from wardeval.model.criterion_set import CriterionSet
from wardeval.problems import Message, say, say_n
from wardeval.report.document import Block, Cell, Column, Document, Heading, Line, Row, Space, Table, Tone

MARKS = {"complete": "●●●", "partial": "●●○", "count-only": "●○○"}
"""How much is public, in marks that need no colour; the streams write them as `ooo`, `oo.` and `o..` in ASCII."""

_PLACES = {"built-in": say("built in"), "workspace": say("workspace"), "environment": say("WARDEVAL_CRITERIA")}
MOST_LETTERS = 40
"""The longest short title; what has only a long one is cut to it."""


def listing(sets: Sequence[LoadedSet], language: Language) -> Document:
    """Every set in one line: id, short title, and how many of its criteria have public text."""
    text = language.text
    columns = (Column(text(say("Id"))), Column(text(say("Title")), narrow=False, cut=True), Column(text(say("Public"))))
    places = list(dict.fromkeys(loaded.place for loaded in sets))
    blocks: list[Block] = []
    for place in places:
        if len(places) > 1:
            blocks.append(Heading(text(_PLACES.get(place, say("file")))))
        inside = sorted((loaded for loaded in sets if loaded.place == place), key=_order)
        blocks.append(Table(columns, tuple(_row(loaded, language) for loaded in inside)))
    return Document((*blocks, Space(), Line(Cell(text(_legend(sets)), Tone.QUIET))))


def in_order(sets: Sequence[LoadedSet]) -> list[LoadedSet]:
    """The sets in the order in which they are listed: place by place."""
    places = list(dict.fromkeys(loaded.place for loaded in sets))
    return sorted(sets, key=lambda loaded: (places.index(loaded.place), *_order(loaded)))


def _order(loaded: LoadedSet) -> tuple[bool, str, int, str, str]:
    """Recognitions before reviews, families together and in time, an overlay after what it completes."""
    criteria = loaded.criteria
    base = loaded.layers[0].id if loaded.layers else criteria.id
    return criteria.purpose == "review", criteria.family or base, _year(criteria), base, criteria.id


def _year(criteria: CriterionSet) -> int:
    if criteria.applies is not None and criteria.applies.from_ is not None:
        return criteria.applies.from_
    day = criteria.basis.in_force or criteria.basis.issued
    return day.year if day is not None else 0


def _row(loaded: LoadedSet, language: Language) -> Row:
    criteria = loaded.criteria
    title = language.text(criteria.short or criteria.title)
    if len(title) > MOST_LETTERS:
        title = f"{title[: MOST_LETTERS - 1].rstrip()}…"
    if loaded.layers:
        title = language.text(say("+ {title}", title=title))
    named = sum(1 for node in criteria.criteria if node.label is not None)
    count = f"{named}/{len(criteria.criteria)}"
    tone = Tone.GOOD if criteria.completeness == "complete" else Tone.OPEN
    return Row((Cell(criteria.id), Cell(title), Cell(f"{MARKS[criteria.completeness]} {count:>5}", tone)))


def _legend(sets: Sequence[LoadedSet]) -> tuple[Message, ...]:
    parts = [
        say_n("{n} set", "{n} sets", n=len(sets)),
        say("{mark} complete", mark=MARKS["complete"]),
        say("{mark} partial", mark=MARKS["partial"]),
        say("{mark} count only", mark=MARKS["count-only"]),
        say("21/22: 21 of 22 criteria have public text"),
    ]
    if any(loaded.layers for loaded in sets):
        parts.append(say("+ an overlay"))
    return tuple(parts)
