"""Rules in words: what a measure takes, what is required, what is earned. Used wherever a set is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from wardeval.engine.bands import band_text
from wardeval.engine.threshold import plainly, sides
from wardeval.language import Share
from wardeval.model.criterion_set import CriterionSet, Fact, Indicator, unit_type
from wardeval.model.record import EMPTY
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
NOT_PUBLIC = say("what is required is not public")
Facts = Mapping[str, Fact]
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
}


def rule(node: Indicator, criteria: CriterionSet) -> Iterator[Message]:
    """How a node is judged, a sentence at a time."""
    if node.measure is not None:
        yield _answer(node)
    elif node.combination:
        yield _combination(node, criteria)
    requirement = node.met or (Requirement.made(word="met") if node.measure == "met" else None)
    if criteria.purpose == "review" and node.measure == "met" and node.met is None:
        yield say("nothing is required: the answer is only recorded")
    elif requirement is not None:
        yield _required(requirement, node, criteria)
    elif node.measure is not None and not node.earns:
        yield say("nothing is required: the answer is only recorded")
    for ground in node.except_:
        yield _exception(criteria, ground)
    if node.points is not None and node.points.form != "judged":
        yield from _points(node.points, criteria.facts)
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


def _answer(node: Indicator) -> Message:
    """What an answer is; events that happen to people or documents are a number of these."""
    assert node.measure is not None
    if node.measure == "events" and node.unit:
        return say("answer: a number of events, 0 for none ({unit})", unit=node.unit)
    return say("answer: {measure}{unit}", measure=MEASURES[node.measure], unit=f" ({node.unit})" if node.unit else "")


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
            return say("at least {n} of the parts have to be met", n=parameter(node.at_least.n, criteria.facts))
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


def _required(requirement: Requirement, node: Indicator, criteria: CriterionSet) -> Message:
    if requirement.word == "unknown":
        return NOT_PUBLIC
    return say("required: {needs}", needs=_requirement(requirement, node, criteria))


def _requirement(requirement: Requirement, node: Indicator, criteria: CriterionSet) -> Message:
    if requirement.word == "none" and node.unit:
        return say("none ({unit})", unit=node.unit)
    if requirement.word is not None:
        return _WORDS[requirement.word]
    if requirement.level is not None:
        return say(
            "“{needed}” or above",
            needed=criteria.scales.get(node.scale or "", {}).get(requirement.level, requirement.level),
        )
    end = _end(requirement, node)
    parts = [end] if end is not None else list(_requirements(requirement, criteria.facts))
    text = parts[0]
    for part in parts[1:]:
        text = say("{first} and {second}", first=text, second=part)
    if not requirement.at_boundary:
        return text
    if text in _BEFORE.values():
        return say("{needs} (whether an equal number is enough, the text does not say)", needs=text)
    return say("{needs} (whether exactly this much is enough, the text does not say)", needs=text)


def _end(requirement: Requirement, node: Indicator) -> Message | None:
    """A single threshold that people say shortly: the number of the year before, nothing at all, everything."""
    stated = sides(requirement)
    if len(stated) != 1 or requirement.down_by is not None or requirement.up_by is not None:
        return None
    side, bound = stated[0]
    if bound.word == "before":
        return _BEFORE[side.key]
    return (
        plainly(side, bound.value, share=bound.percent and node.measure == "ratio") if bound.value is not None else None
    )


_BEFORE = {
    "at_least": say("not less than the year before"),
    "more_than": say("more than the year before"),
    "at_most": say("not more than the year before"),
    "less_than": say("less than the year before"),
}


_BOUNDS = {
    "at_least": say("at least {bound}"),
    "more_than": say("more than {bound}"),
    "at_most": say("at most {bound}"),
    "less_than": say("less than {bound}"),
}


def bounds(requirement: Requirement, facts: Facts = EMPTY) -> Iterator[Message]:
    """The thresholds of a requirement in words."""
    for name, text in _BOUNDS.items():
        bound = getattr(requirement, name)
        if bound is not None:
            shown = say("a level that is not public") if bound.word == "unknown" else parameter(bound, facts)
            yield Message(text.template, {"bound": shown})


def _requirements(requirement: Requirement, facts: Facts) -> Iterator[Message]:
    yield from bounds(requirement, facts)
    if requirement.from_ is not None and requirement.to is not None:
        yield say("from {first} to {last}", first=str(requirement.from_), last=str(requirement.to))
    elif requirement.from_ is not None:
        yield say("on {first} or after", first=str(requirement.from_))
    elif requirement.to is not None:
        yield say("on {last} or before", last=str(requirement.to))
    if requirement.before is not None:
        yield say("before {day}", day=str(requirement.before))
    if requirement.down_by is not None:
        yield say("at least {share} down on the year before", share=parameter(requirement.down_by, facts))
    if requirement.up_by is not None:
        yield say("at least {share} up on the year before", share=parameter(requirement.up_by, facts))
    if requirement.within is not None:
        within = requirement.within
        if within.working_days is not None:
            yield say("within {n} working days of “{id}”", n=within.working_days, id=within.of)
        else:
            yield say("within {n} days of “{id}”", n=within.days, id=within.of)


def parameter(value: Parameter, facts: Facts = EMPTY) -> object:
    """A parameter in words: a number, a row per fact, or a product; facts by their titles, rows as they are written."""
    if value.value is not None:
        return Share(value.value) if value.percent else value.value
    if value.table is not None:
        rows = tuple(
            say("{row}: {value}", row=row_text(value.by, row, facts), value=parameter(inner, facts))
            for row, inner in value.table.items()
        )
        text = say("the level by “{fact}” ({rows})", fact=fact_text(value.by, facts), rows=rows)
        for override in value.override:
            row, fact = row_text(value.by, override.row, facts), fact_text(override.if_, facts)
            text = say("{text}, but the row “{row}” where “{fact}”", text=text, row=row, fact=fact)
        return text
    if value.bands:
        ends = [Band.made(from_=band.from_, below=band.below) for band in value.bands]
        rows = tuple(
            say("{value} {band}", value=parameter(band.is_, facts), band=band_text(end))
            for band, end in zip(value.bands, ends, strict=True)
        )
        return say("the level by “{fact}” ({rows})", fact=fact_text(value.by, facts), rows=rows)
    if value.times is not None and value.of is not None:
        return say("{times} × {of}", times=parameter(value.times, facts), of=parameter(value.of, facts))
    if value.parameter is not None:
        name = f"{value.set_}: {value.parameter}" if value.set_ else value.parameter
        return say("“{name}”", name=name)
    if value.fact is not None:
        return say("“{name}”", name=fact_text(value.fact, facts))
    return {"before": say("the year before"), "max": say("the most points")}.get(value.word or "", say("not public"))


def fact_text(name: str | None, facts: Facts) -> object:
    """What a fact is called where the set says it; else its id."""
    if name in _BUILT_IN and name not in facts:
        return _BUILT_IN[name]
    return facts[name].title if name is not None and name in facts else name or ""


def row_text(name: str | None, row: str, facts: Facts) -> object:
    """A row of a table: yes and no in words, a type of unit by its name, any other as people write it."""
    if name == "type" and name not in facts:
        return unit_type(row)
    return YES_NO.get(row, row) if name is not None and (name not in facts or facts[name].is_ == "yes-no") else row


YES_NO = {"yes": say("yes"), "no": say("no")}
_BUILT_IN = {"year": say("year"), "type": say("type of the unit")}


def _points(points: Points, facts: Facts) -> Iterator[Message]:
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
            full: object = parameter(points.full_at, facts) if points.full_at is not None else Share(Fraction(1))
            yield say("points: {most} in proportion, in full at {full}", most=points.proportional, full=full)
        case "less":
            yield _less(points, facts)
        case "steps":
            yield _steps(points, facts)
            if points.cap is not None:
                yield say("points: at most {max}", max=points.cap)
        case _:
            yield say("points: not public")


def _less(points: Points, facts: Facts) -> Message:
    if points.per is None or points.per.value == 1:
        text = say("points: {most}, less {less} for each event", most=points.max, less=points.less)
    else:
        per = parameter(points.per, facts)
        text = say("points: {most}, less {less} for every {per} events", most=points.max, less=points.less, per=per)
    return say("{why}, not below {floor}", why=text, floor=points.floor) if points.floor else text


def _steps(points: Points, facts: Facts) -> Message:
    per = parameter(points.per, facts) if points.per is not None else 1
    base, plus = points.base, points.plus
    if points.up_to is not None and points.up_to.by is not None:
        level = parameter(points.up_to, facts)
        return say(
            "points: {base} up to {level}, then {plus} for each {per}", base=base, level=level, plus=plus, per=per
        )
    start = parameter(points.up_to, facts) if points.up_to is not None else 0
    return say("points: {base} up to {start}, then {plus} for each {per}", base=base, start=start, plus=plus, per=per)
