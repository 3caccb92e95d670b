"""How the marks of a line are said; the same words in the table, the picture and the JSON."""

from __future__ import annotations

from wardeval.language import Language
from wardeval.problems import Message, say, say_n
from wardeval.report import words
from wardeval.report.diff_words import short_count
from wardeval.series.line import Kinship, Mark, MarkKind, Point, Role, Series

NO_RESULT = "–"


def period(point: Point, language: Language) -> str:
    """The year of a point, with the day where the file says one."""
    side = point.side
    return str(side.period) if side.as_of is None else f"{side.period} ({language.text(side.as_of)})"


def count(point: Point, language: Language) -> str:
    """How many criteria are met; nothing where the set counts none."""
    return short_count(point.side.count, language) if point.side.count.of else ""


def head(series: Series) -> Message | str:
    """Whose line it is, and how that unit stands to the one that was asked for."""
    called = name(series)
    match series.role:
        case Role.ORIGIN:
            return say("{unit}, before the merger", unit=called)
        case Role.SUCCESSOR:
            return say("{unit}, after the merger", unit=called)
    return called


def name(series: Series) -> Message | str:
    """The unit of a line; one that does not exist says so."""
    called = series.unit.name
    return say("{name} (fictional)", name=called) if series.fictional else called


def years(mark: Mark) -> str:
    """The years that a mark is about."""
    return str(mark.first) if mark.first == mark.last else f"{mark.first}–{mark.last}"


def mark_text(mark: Mark) -> Message:
    """What a mark says, in one line."""
    at = years(mark)
    match mark.kind:
        case MarkKind.SET:
            return _set_text(mark)
        case MarkKind.TRACK:
            return say("{years}: from here on the {track} counts", years=at, track=words.track(mark.after or ""))
        case MarkKind.MADE_OF:
            return _descent(say("{day}: made of {units}", day=mark.day or at, units=_made_of(mark)), mark)
        case MarkKind.BECAME:
            return _descent(say("{day}: {units}", day=mark.day or at, units=_became(mark)), mark)
        case MarkKind.RENAMED:
            told = say(
                "{day}: now “{after}”, before “{before}”", day=mark.day or at, after=mark.after, before=mark.before
            )
            return _descent(told, mark) if mark.day else told
        case MarkKind.CONTINUED:
            told = say(
                "{day}: a new unit of the same territory, name and code, {unit}", day=mark.day or at, unit=mark.after
            )
            return _descent(told, mark)
        case MarkKind.REUSED:
            return _reused(mark)
        case MarkKind.ABSENT:
            return say("{years}: no assessment", years=at)
        case MarkKind.SUSPENDED:
            return say("{years}: no result, a suspended year", years=at)
        case MarkKind.UNUSABLE:
            return say("{years}: no result, {file} cannot be used", years=at, file=mark.before)
    return say("{years}: more than one file: {files}", years=at, files=(mark.before, mark.after))


def _set_text(mark: Mark) -> Message:
    told = say("{years}: another set, {before} → {after}", years=years(mark), before=mark.before, after=mark.after)
    if mark.mapping is not None:
        return say(
            "{told}; its numbers are others, but a mapping relates them: {mapping}", told=told, mapping=mark.mapping
        )
    return say("{told}; no mapping relates them, so their numbers are not comparable", told=told)


def _reused(mark: Mark) -> Message:
    (other,) = (kin.unit for kin in mark.units)
    said = {"id": other.id, "name": other.name, "day": mark.day}
    if mark.after is not None:
        return say("since {day} the code {id} is that of “{name}”: another unit, as far as is known", **said)
    return say("before {day} the code {id} was that of “{name}”: another unit, as far as is known", **said)


def _descent(told: Message, mark: Mark) -> Message:
    """A mark with the decision that it comes from, where that is known."""
    return say("{told} ({decision})", told=told, decision=mark.decision) if mark.decision else told


def _made_of(mark: Mark) -> tuple[Message, ...]:
    """The units that one was made of, whole or in part."""
    says = {True: say("all of {unit}"), False: say("a part of {unit}"), None: say("{unit}, all or a part")}
    return tuple(Message(says[kin.whole].template, {"unit": _called(kin)}) for kin in mark.units)


def _became(mark: Mark) -> tuple[Message, ...]:
    """The units that one went into, whole or in part."""
    says = {
        True: say("all of it went into {unit}"),
        False: say("a part of it went into {unit}"),
        None: say("it went into {unit}, all or a part"),
    }
    return tuple(Message(says[kin.whole].template, {"unit": _called(kin)}) for kin in mark.units)


def _called(kin: Kinship) -> str:
    return f"{kin.unit.name} [{kin.unit.id}]" if kin.unit.id else kin.unit.name


def brief(mark: Mark) -> Message:
    """What became of a unit, as far as there is room for it beside its years."""
    match mark.kind:
        case MarkKind.MADE_OF:
            told = say_n("{year}: made of {n} unit", "{year}: made of {n} units", n=len(mark.units), year=years(mark))
            parts = sum(kin.whole is not True for kin in mark.units)
            return say_n("{told}, {n} in part", "{told}, {n} in part", n=parts, told=told) if parts else told
        case MarkKind.BECAME:
            return say("{year}: {units}", year=years(mark), units=_became(mark))
    return mark_text(mark)


SHORT = {
    MarkKind.SET: say("another set"),
    MarkKind.MADE_OF: say("merged"),
    MarkKind.BECAME: say("merged"),
    MarkKind.RENAMED: say("renamed"),
    MarkKind.CONTINUED: say("same territory"),
    MarkKind.REUSED: say("code given anew"),
    MarkKind.ABSENT: say("no assessment"),
    MarkKind.SUSPENDED: say("suspended year"),
    MarkKind.UNUSABLE: say("cannot be used"),
    MarkKind.TWICE: say("two files"),
    MarkKind.TRACK: say("another track"),
}
"""What a mark is called where there is little room."""
