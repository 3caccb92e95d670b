"""Rules in words: what a measure takes, what is required, what is earned. Used wherever a set is shown."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from wardeval.engine.bands import band_text
from wardeval.language import Share
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.rules import Band, Parameter, Points, Requirement
from wardeval.model.structure import may_be_met
from wardeval.problems import Message, say

MEASURES = {
    "met": say("met, not met or basically met"),
    "events": say("a number of events, 0 for none"),
    "count": say("a whole number"),
    "ratio": say("a part of a whole"),
    "amount": say("an amount"),
    "change": say("this year's number and last year's"),
    "date": say("a date"),
    "level": say("a level of a scale"),
    "points": say("judged points"),
    "parts": say("which parts are there"),
}
NOT_APPLICABLE = {
    "full": say("if it does not apply: counted in full"),
    "excluded": say("if it does not apply: left out"),
    "zero": say("if it does not apply: counted as nothing"),
}
_WORDS = {
    "met": say("has to be met"),
    "basically": say("has to be met, at least basically"),
    "none": say("none may happen"),
    "all": say("all parts have to be there"),
    "max": say("has to reach the most points"),
    "unknown": say("what is required is not public"),
}


def rule(node: Indicator, criteria: CriterionSet) -> Iterator[Message]:
    """How a node is judged, a sentence at a time."""
    if node.measure is not None:
        yield say(
            "answer: {measure}{unit}", measure=MEASURES[node.measure], unit=f" ({node.unit})" if node.unit else ""
        )
    elif node.combination:
        yield _combination(node, criteria)
    requirement = node.met or (Requirement.made(word="met") if node.measure == "met" else None)
    if criteria.purpose == "review" and node.measure == "met" and node.met is None:
        yield say("nothing is required: the answer is only recorded")
    elif requirement is not None:
        yield say("required: {needs}", needs=_requirement(requirement, node, criteria))
    elif node.measure is not None and not node.earns:
        yield say("nothing is required: the answer is only recorded")
    for ground in node.except_:
        yield _exception(criteria, ground)
    if node.points is not None and node.points.form != "judged":
        yield from _points(node.points)
    elif node.measure == "points":
        unknown = say("points: as judged; the most points are not public")
        yield unknown if node.max is None else say("points: as judged, 0 to {max}", max=node.max)
    if node.combination in ("sum", "weighted") and node.max is not None:
        yield say("points: at most {max}", max=node.max)
    if node.bonus:
        yield say("bonus points: beyond the most points of the sum around it")
    if node.not_applicable in NOT_APPLICABLE:
        yield NOT_APPLICABLE[node.not_applicable]
    if node.only_if is not None:
        yield say("counts only if “{id}” is met", id=node.only_if)


def _combination(node: Indicator, criteria: CriterionSet) -> Message:
    match node.combination:
        case "all":
            if not may_be_met(node):
                return say("its parts are only recorded")
            if criteria.purpose == "review":
                return say("shown as met where all parts are")
            return say("all parts have to be met")
        case "any":
            return say("one of the parts has to be met")
        case "at_least":
            assert node.at_least is not None
            return say("at least {n} of the parts have to be met", n=parameter(node.at_least.n))
        case "weighted":
            return say("the weighted sum of the parts")
        case "either":
            return say("the first of the parts that is met decides")
    return say("the sum of the parts")


def _exception(criteria: CriterionSet, ground: str) -> Message:
    exception = criteria.exceptions[ground]
    if not exception.needs:
        return say("does not count: {ground}", ground=exception.title)
    return say("does not count: {ground}, if {needs}", ground=exception.title, needs=tuple(exception.needs.values()))


def _requirement(requirement: Requirement, node: Indicator, criteria: CriterionSet) -> Message:
    if requirement.word is not None:
        return _WORDS[requirement.word]
    if requirement.level is not None:
        return say(
            "“{needed}” or above",
            needed=criteria.scales.get(node.scale or "", {}).get(requirement.level, requirement.level),
        )
    parts = list(_requirements(requirement))
    text = parts[0]
    for part in parts[1:]:
        text = say("{first} and {second}", first=text, second=part)
    return say("{needs} (at the bound itself: not public)", needs=text) if requirement.at_boundary else text


_BOUNDS = {
    "at_least": say("at least {bound}"),
    "more_than": say("more than {bound}"),
    "at_most": say("at most {bound}"),
    "less_than": say("less than {bound}"),
}


def bounds(requirement: Requirement) -> Iterator[Message]:
    """The thresholds of a requirement in words."""
    for name, text in _BOUNDS.items():
        bound = getattr(requirement, name)
        if bound is not None:
            shown = say("a level that is not public") if bound.word == "unknown" else parameter(bound)
            yield Message(text.template, {"bound": shown})


def _requirements(requirement: Requirement) -> Iterator[Message]:
    yield from bounds(requirement)
    if requirement.from_ is not None and requirement.to is not None:
        yield say("from {first} to {last}", first=str(requirement.from_), last=str(requirement.to))
    elif requirement.from_ is not None:
        yield say("on {first} or after", first=str(requirement.from_))
    elif requirement.to is not None:
        yield say("on {last} or before", last=str(requirement.to))
    if requirement.before is not None:
        yield say("before {day}", day=str(requirement.before))
    if requirement.down_by is not None:
        yield say("at least {share} down on the year before", share=parameter(requirement.down_by))
    if requirement.up_by is not None:
        yield say("at least {share} up on the year before", share=parameter(requirement.up_by))
    if requirement.within is not None:
        within = requirement.within
        if within.working_days is not None:
            yield say("within {n} working days of “{id}”", n=within.working_days, id=within.of)
        else:
            yield say("within {n} days of “{id}”", n=within.days, id=within.of)


def parameter(value: Parameter) -> object:
    """A parameter in words: a number, a row per fact, or a product."""
    if value.value is not None:
        return Share(value.value) if value.percent else value.value
    if value.table is not None:
        rows = tuple(say("{row}: {value}", row=row, value=parameter(inner)) for row, inner in value.table.items())
        text = say("by “{fact}” ({rows})", fact=value.by, rows=rows)
        for override in value.override:
            text = say("{text}, but the row “{row}” where “{fact}”", text=text, row=override.row, fact=override.if_)
        return text
    if value.bands:
        ends = [Band.made(from_=band.from_, below=band.below) for band in value.bands]
        rows = tuple(
            say("{value} {band}", value=parameter(band.is_), band=band_text(end))
            for band, end in zip(value.bands, ends, strict=True)
        )
        return say("by “{fact}” ({rows})", fact=value.by, rows=rows)
    if value.times is not None and value.of is not None:
        return say("{times} × {of}", times=parameter(value.times), of=parameter(value.of))
    if value.parameter is not None:
        name = f"{value.set_}: {value.parameter}" if value.set_ else value.parameter
        return say("“{name}”", name=name)
    if value.fact is not None:
        return say("“{name}”", name=value.fact)
    return {"before": say("the year before"), "max": say("the most points")}.get(value.word or "", say("not public"))


def _points(points: Points) -> Iterator[Message]:
    match points.form:
        case "fixed":
            yield say("points: {points} when met", points=points.fixed)
        case "answers":
            met, basically = points.met, points.basically if points.basically is not None else points.not_met or 0
            yield say(
                "points: {met} when met, {basically} when basically met, {not_met} when not",
                met=met,
                basically=basically,
                not_met=points.not_met or 0,
            )
        case "bands":
            for band in points.bands:
                shown: object = band.points if band.points is not None else say("not public")
                yield say("points: {points} {band}", points=shown, band=band_text(band))
        case "proportional":
            full: object = parameter(points.full_at) if points.full_at is not None else Share(Fraction(1))
            yield say("points: {most} in proportion, in full at {full}", most=points.proportional, full=full)
        case "less":
            yield say(
                "points: {most}, less {less} for each {per}, not below {floor}",
                most=points.max,
                less=points.less,
                per=1 if points.per is None else parameter(points.per),
                floor=points.floor or 0,
            )
        case "steps":
            start: object = parameter(points.up_to) if points.up_to is not None else 0
            yield say(
                "points: {base} up to {start}, then {plus} for each {per}",
                base=points.base,
                start=start,
                plus=points.plus,
                per=parameter(points.per) if points.per is not None else 1,
            )
            if points.cap is not None:
                yield say("points: at most {max}", max=points.cap)
        case _:
            yield say("points: not public")
