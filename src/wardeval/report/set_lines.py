"""What a set says, in lines that two sets can be compared by: its head, verdicts, criteria and declarations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wardeval.engine.bands import limit_text
from wardeval.language import Words
from wardeval.model.basis import Applies, Link, Reference, Remark, Window
from wardeval.model.criterion_set import (
    Condition,
    CriterionSet,
    Exception_,
    Fact,
    Group,
    Indicator,
    Total,
    Verdict,
    unit_type,
)
from wardeval.model.rules import Parameter
from wardeval.problems import Message, say
from wardeval.report import words
from wardeval.report.criteria import conditions
from wardeval.report.rules import Facts, fact_text, parameter, row_text, rule

NONE = say("not stated")
KINDS = {
    "points": say("points and a total"),
    "met": say("met or not met"),
    "review": say("a review, not a recognition"),
}
HEAD = {
    "title": say("Title"),
    "short": say("Short title"),
    "number": say("Number"),
    "article": say("Article"),
    "issuer": say("Issued by"),
    "issued": say("Issued on"),
    "in-force": say("In force"),
    "amended-by": say("Amended by"),
    "family": say("Family"),
    "kind": say("Comes to"),
    "scored": say("Judged"),
    "units": say("Units"),
    "window": say("Window"),
    "applies": say("Years judged"),
    "replaces": say("Replaces"),
    "replaced-by": say("Replaced by"),
    "derived-from": say("Derived from"),
    "final-track": say("Track that counts"),
    "count": say("Criteria"),
    "total": say("Total"),
    "ladder": say("Verdicts"),
    "assessed-if": say("Assessed if"),
    "completeness": say("Published"),
    "gaps": say("Not public in this set"),
    "remarks": say("Remarks"),
}
"""What the facts of a head are called."""


def head_text(name: str, value: Any) -> object:
    """A fact of a set's head in words."""
    if value is None or value == ():
        return say("number not public") if name == "number" else NONE
    if name in _NAMED:
        return _NAMED[name][value]
    match value:
        case Window():
            first, last = str(value.from_), str(value.to)
            return say("{first} to {last}, Y being the year assessed", first=first, last=last)
        case Applies():
            return tuple(_applies(value))
        case Link():
            link = value.set_ or value.number
            return link if value.on is None else say("{set} from {day}", set=link, day=value.on)
        case Total():
            return _total(value)
        case tuple() if name == "units":
            return tuple(unit_type(unit) for unit in value)
    return value


def head_lines(name: str, value: tuple[Any, ...]) -> tuple[object, ...]:
    """A fact of a set's head that has a sentence for each of its parts."""
    match name:
        case "assessed-if":
            return tuple(_conditions(value))
        case "remarks":
            return tuple(_remark(remark) for remark in value)
    return value


IN_LINES = ("assessed-if", "remarks", "gaps")
_NAMED: dict[str, dict[str, Message]] = {
    "kind": KINDS,
    "completeness": words.COMPLETENESS,
    "final-track": words.TRACKS,
    "derived-from": {"press": say("press reports, not the text of the decision")},
}


def _applies(applies: Applies) -> Iterator[Message]:
    if applies.from_ is not None:
        yield say("years from {year}", year=str(applies.from_))
    if applies.to is not None:
        yield say("years to {year}", year=str(applies.to))
    for item in applies.suspended:
        if item.within is None:
            yield say("not {year}", year=str(item.year))
        else:
            yield say("not {year} in {place}", year=str(item.year), place=item.within)


def _total(total: Total) -> Message:
    if total.round is None:
        return say("at most {max}", max=total.max)
    return say("at most {max}, rounded to {n} decimals", max=total.max, n=str(total.round))


def _remark(remark: Remark) -> Message | Words:
    if remark.from_ is None and remark.to is None:
        return remark.text
    same = remark.from_ == remark.to
    years = str(remark.from_) if same else f"{remark.from_ or ''}–{remark.to or ''}"
    return say("{years}: {text}", years=years, text=remark.text)


def lines(item: Any, criteria: CriterionSet) -> tuple[object, ...]:
    """Everything that a part of a set says, a line each."""
    match item:
        case Indicator():
            return tuple(_node(item, criteria))
        case Verdict():
            return tuple(_verdict(item, criteria.facts))
        case Parameter():
            return tuple(_parameter(item, criteria.facts))
        case Fact():
            return (item.title, say("one of: {words}", words=item.of) if item.of else _FACTS[item.is_])
        case Exception_():
            return (item.title, *(say("needs: {text}", text=text) for text in item.needs.values()))
        case Reference():
            parts = (item.publisher, item.date, item.url)
            return (item.title, *(part for part in parts if part is not None), words.ATTESTED[item.kind])
        case Group():
            return (item.title or words.UNPUBLISHED,)
        case Mapping():
            return tuple(say("{n}. {level}", n=str(n), level=title) for n, title in enumerate(item.values(), start=1))
    raise TypeError(type(item).__name__)


_FACTS = {"yes-no": say("yes or no"), "number": say("a number"), "one-of": say("one of a list")}


def name_of(item: Any, id_: str) -> object:
    """What a part of a set is called."""
    label = item.label if isinstance(item, Indicator) else getattr(item, "title", None)
    if isinstance(item, Indicator) and label is None:
        label = words.UNPUBLISHED
    return say("{id} {label}", id=id_, label=label) if label is not None else id_


def _node(node: Indicator, criteria: CriterionSet) -> Iterator[object]:
    yield say("text: {text}", text=node.label or words.UNPUBLISHED)
    if node.title is not None and node.ask is not None:
        yield say("asks: {text}", text=node.ask)
    if node.note is not None:
        yield say("note: {text}", text=node.note)
    if node.number is not None:
        yield say("number: {number}", number=words.number(node))
    yield from rule(node, criteria)
    if node.floor is not None:
        yield say("not below {floor} points", floor=node.floor)
    if node.cap is not None:
        yield say("not above {cap} points", cap=node.cap)
    if node.weight is not None:
        yield say("weight: {weight}", weight=parameter(node.weight, criteria.facts))
    if node.verdict_of is not None:
        yield say("the verdict of “{set}”", set=node.verdict_of)
    for title in node.parts.values():
        yield say("part: {text}", text=title)
    if node.proof is not None:
        yield say("proof: {proof}", proof=node.proof)
    if node.assumed is not None:
        yield say("assumed: {text}", text=node.assumed)
    source = words.source(node)
    if source is not None:
        yield say("source: {source}", source=source)
    if node.attested is not None:
        yield say("known: {how}", how=words.ATTESTED[node.attested])


def _verdict(verdict: Verdict, facts: Facts) -> Iterator[object]:
    yield verdict.title
    if verdict.unknown:
        yield say("the rule is not public")
    elif verdict.when is None:
        yield say("otherwise")
    yield from conditions(verdict, {}, facts)
    if verdict.assumed is not None:
        yield say("assumed: {text}", text=verdict.assumed)
    if verdict.source is not None:
        yield say("source: {source}", source=verdict.source)


def _conditions(found: tuple[Condition, ...]) -> Iterator[Message]:
    yield from conditions(Verdict.made(id="-", title=Words(""), when=found), {})


def _parameter(value: Parameter, facts: Facts) -> Iterator[object]:
    """A parameter, a line for each of its rows."""
    if value.table is not None:
        yield say("by “{fact}”", fact=fact_text(value.by, facts))
        for row, inner in value.table.items():
            yield say("{row}: {value}", row=row_text(value.by, row, facts), value=parameter(inner, facts))
        for override in value.override:
            chosen = row_text(value.by, override.row, facts)
            yield say("where “{fact}”: the row “{row}”", fact=fact_text(override.if_, facts), row=chosen)
    elif value.bands:
        yield say("by “{fact}”", fact=fact_text(value.by, facts))
        for band in value.bands:
            low = "" if band.from_ is None else limit_text(band.from_)
            high = "" if band.below is None else limit_text(band.below)
            yield say("from {low} to below {high}: {value}", low=low, high=high, value=parameter(band.is_, facts))
    else:
        yield parameter(value, facts)
