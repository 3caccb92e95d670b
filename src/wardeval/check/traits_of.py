"""What the rules about several files have to know of one file."""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple
from zlib import crc32

from wardeval.check.sheet import Sheet, leaves_of
from wardeval.check.texts import FEWEST_OF_ABSENCE, sketch, spaced
from wardeval.check.traits import Asked, Claimed, Documented, Explained, Pair, Tallied, Traits, Whose, Yearly
from wardeval.engine.result import VERIFIED, SetResult
from wardeval.engine.unit_name import UnitName
from wardeval.engine.verdict import reaches
from wardeval.exact import Interval
from wardeval.library import LoadedSet
from wardeval.model.assessment import Assessment, Evidence
from wardeval.model.criterion_set import Indicator
from wardeval.model.values import Change, Events, Grade, Level, NotApplicable, On, Present, Ratio, Reply
from wardeval.source import Source


def traits_of(sheet: Sheet) -> Traits:
    """The traits of a file that can be judged."""
    said, own, about = sheet.assessment, sheet.own, _about(sheet.case.loaded)
    numbers, stated = _stated(sheet.case.contexts[own.track].replies, about.judged)
    return Traits(
        UnitName(said.unit.id, said.unit.name, said.unit.type, said.unit.within),
        said.period,
        sheet.criteria.id,
        said.as_of,
        about.known_as,
        sheet.criteria.units,
        sheet.window,
        _documented(said),
        tuple([Claimed(id_, each.file, each.sha256) for id_, each in said.evidence.items() if each.file is not None]),
        tuple(_explained(said)),
        tuple(_asked(sheet, about.asking)) if about.asking else (),
        _reached(sheet.result),
        int(sheet.case.final_track == VERIFIED),
        _tallied(own.count.met, Fraction(own.count.of)),
        None if own.total is None else _tallied(own.total.points, own.total.possible),
        numbers,
        stated,
        tuple(_yearly(sheet, about.yearly)) if about.yearly else (),
    )


def whose(content: bytes, source: Source | None = None) -> Whose | None:
    """Of whom a file is that cannot be judged, as far as it, or what stands above its answers, can be read."""
    from wardeval.sides.head import above_answers, head_of, unit_of

    readable = [*above_answers(content)] if source is None else [source.data]
    if (head := head_of(readable, content, "")) is not None:
        return Whose(head.unit, head.period, head.set_, head.as_of)
    units = [unit for unit in map(unit_of, readable) if unit is not None]
    return Whose(units[0], None, "") if units else None


class _About(NamedTuple):
    """What the same set means for every file."""

    known_as: tuple[str, ...]
    asking: tuple[Indicator, ...]
    """The leaves that ask for the verdict of another set."""
    judged: frozenset[str]
    """The leaves that are answered with judged points."""
    yearly: tuple[str, ...]
    """The leaves that are answered with the numbers of two years."""


@lru_cache(maxsize=64)
def _about(loaded: LoadedSet) -> _About:
    criteria = loaded.criteria
    ids, base = [criteria.id], loaded.base
    while base is not None:
        ids.append(base.criteria.id)
        base = base.base
    return _About(
        (*ids, *([criteria.family] if criteria.family is not None else [])),
        tuple(node for node in criteria.nodes() if node.verdict_of is not None),
        frozenset(leaves_of(criteria, "points")),
        leaves_of(criteria, "change"),
    )


_YEAR = re.compile("(?:19|20)[0-9][0-9]")


def _documented(said: Assessment) -> tuple[Documented, ...]:
    """The documents of the register, put together from columns: thousands of files have dozens each."""
    entries = said.evidence.values()
    texts = [f"{each.title} {each.summary}" for each in entries]
    together = "\n".join(texts)
    stated = [each.number or "" for each in entries]
    numbers = [number_of(each) if each else "" for each in stated]
    columns = (
        said.evidence,
        numbers,
        [issuer_of(each.issuer) if each.issuer is not None else "" for each in entries],
        map(_year_title, entries) if "20" in together or "19" in together else [0] * len(texts),
        [each.date for each in entries],
        _naming(said.unit.name, together, texts),
        ["" if one == other else other[:_MOST_TOLD] for one, other in zip(numbers, stated, strict=True)],
    )
    return tuple([tuple.__new__(Documented, row) for row in zip(*columns, strict=True)])


def _year_title(entry: Evidence) -> int:
    """A number that stands for what a document is about, where a year stands in that; else 0."""
    about = entry.title or entry.summary or ""
    has_year = ("20" in about or "19" in about) and _YEAR.search(about) is not None
    return crc32(about.lower().encode()) if has_year else 0


def _naming(name: str, together: str, texts: list[str]) -> list[int]:
    """Of each text 1 where it names the unit, else 0; `together` is all of them."""
    name = name.lower()
    last = name.rpartition(" ")[2]
    forms = {last, last.capitalize(), last.upper()}
    if not any(map(together.__contains__, forms)):
        return [0] * len(texts)
    return [int(any(map(text.__contains__, forms)) and name in text.lower()) for text in texts]


_MOST_TOLD = 60
"""Letters of a number that are told."""


@lru_cache(maxsize=4096)
def issuer_of(text: str) -> str:
    """An issuer in small letters, its body in one spelling: “Ủy ban nhân dân P. Ví Dụ” is `ubnd phường ví dụ`.

    It is the same object again for all of its documents, which then travel with one.
    """
    issuer = " ".join(text.lower().replace("uỷ", "ủy").split())
    if "nhân dân" in issuer:
        issuer = issuer.replace("ủy ban nhân dân", "ubnd").replace("hội đồng nhân dân", "hđnd")
    if "p." in issuer or "tp" in issuer or "bcđ" in issuer or "ca " in issuer:
        return _SHORT.sub(_in_full, issuer)
    return issuer


_SHORT = re.compile(
    r"\bbcđ\b|\btp\b\.? ?(?=\w)"
    r"|\bca(?= (?:phường|xã|thị trấn|đặc khu|quận|huyện|thị xã|tỉnh|thành phố|p\.|tp\b))"
    r"|(?:(?<=\bubnd )|(?<=\bhđnd )|(?<=\bca )|(?<=\bcông an )|(?<=\bđảng ủy )|(?<= chỉ đạo ))"
    r"p\. ?(?=\w)"
)
"""What is also written in full; “P.” is a ward only behind a body that a ward has, as it may also be an office."""
_FULL = {"bcđ": "ban chỉ đạo", "ca": "công an", "p": "phường ", "tp": "thành phố "}


def _in_full(found: re.Match[str]) -> str:
    return _FULL[found[0].rstrip(" .")]


_ONE_FORM = {ord("Ð"): "Đ", **dict.fromkeys(range(0x2010, 0x2016), "-")}
"""Letters and signs that are written for others."""


@lru_cache(maxsize=4096)
def number_of(text: str) -> str:
    """The number of a document in one spelling: `01/KH-UBND`, `Số 1/kh-ubnd` and `1 / KH-UBND` are the same."""
    number = "".join(text.split()).upper().translate(_ONE_FORM)
    return number.removeprefix("SỐ").lstrip(":.0")


def _explained(said: Assessment) -> Iterator[Explained]:
    """What the unit says in its own words; the verifier's words may be the same for many."""
    name = said.unit.name
    for id_, answer in said.answers.items():
        if answer.explanation is not None and (found := sketch(answer.explanation, name)):
            yield Explained(("answers", id_, "explanation"), found)
        if answer.not_applicable is not None and (found := sketch(answer.not_applicable, name, FEWEST_OF_ABSENCE)):
            yield Explained(("answers", id_, "not-applicable"), found)
        for place, item in enumerate(answer.excepted) if answer.excepted else ():
            if item.note is not None and (found := sketch(item.note, name)):
                yield Explained(("answers", id_, "excepted", place, "note"), found)


def _asked(sheet: Sheet, nodes: tuple[Indicator, ...]) -> Iterator[Asked]:
    """What the file says of the verdicts of other sets, on the track that counts."""
    replies = sheet.case.contexts[sheet.case.final_track].replies
    for node in nodes:
        reply = replies.get(node.id)
        if reply is not None and reply.value in (Grade.MET, Grade.NOT_MET) and node.verdict_of is not None:
            yield Asked(reply.keys, node.verdict_of, int(reply.value is Grade.MET))


def _reached(result: SetResult) -> Pair | None:
    """Whether the highest verdict that has conditions is reached, and whether any of them is."""
    ladder = [each for each in result.criteria.verdicts if each.when is not None or each.unknown]
    return (int(reaches(result, ladder[0])), int(reaches(result, ladder[-1]))) if ladder else None


def _tallied(found: Interval | None, of: Fraction | None) -> Tallied | None:
    if found is None or not of:
        return None
    return Tallied(found.least.as_integer_ratio(), found.most.as_integer_ratio(), of.as_integer_ratio())


def _yearly(sheet: Sheet, ids: tuple[str, ...]) -> Iterator[Yearly]:
    """The numbers of two years, the unit's own and then the verifier's."""
    for track, context in sheet.case.contexts.items():
        for id_ in ids:
            reply = context.replies.get(id_)
            if reply is None or (reply.keys[0] == "verified") is not (track == VERIFIED):
                continue
            if isinstance(reply.value, Change):
                now, before = reply.value
                yield Yearly(reply.keys, now.as_integer_ratio(), before.as_integer_ratio())


def _stated(replies: Mapping[str, Reply], judged: frozenset[str]) -> tuple[Pair, int]:
    """How many answers are numbers above 0, with a number that stands for these; and one that stands for all answers.

    It stands for what they mean and explain, however it is written; 0 for nothing. Judged points are no numbers.
    """
    meant: list[tuple[object, ...]] = []
    numbers: list[tuple[object, ...]] = []
    for id_, (value, answer, _) in replies.items():
        explanation = answer.explanation
        plain: Any = None
        if value is not None:
            kind = type(value)
            plain = _MEANT[kind](value)
            if kind in _NUMBER and id_ not in judged and (number := _NUMBER[kind](plain)):
                numbers.append((id_, number))
        elif any(halves := (answer.part, answer.whole, answer.now, answer.before)):
            plain = halves
        elif explanation is None:
            continue
        meant.append((id_, plain, explanation and spaced(explanation)))
    meant.sort(key=_FIRST)
    numbers.sort(key=_FIRST)
    of_numbers = len(numbers), _fingerprint(numbers) if numbers else 0
    return of_numbers, _fingerprint(meant) if meant else 0


_FIRST = itemgetter(0)
_MEANT: dict[type, Callable[[Any], object]] = {
    Grade: attrgetter("_name_"),  # as `name`, which is slow
    Fraction: Fraction.as_integer_ratio,
    Events: lambda value: (value.number, value.excepted and sorted([_excepted(*each) for each in value.excepted])),
    Ratio: lambda value: (value.part.as_integer_ratio(), value.whole.as_integer_ratio()),
    Change: lambda value: (value.now.as_integer_ratio(), value.before.as_integer_ratio()),
    On: lambda value: 0 if value.day is None else value.day.toordinal(),
    Level: lambda value: value.id,
    Present: lambda value: (sorted(value.present), sorted(value.absent)),
    NotApplicable: lambda value: None,
}
"""What an answer means as plain data, by its kind; why something does not apply may be said in other words."""


_NUMBER: dict[type, Callable[[Any], object]] = {
    Fraction: lambda plain: plain[0] and plain,
    Events: lambda plain: plain[0],
    Ratio: lambda plain: (plain[0][0] or plain[1][0]) and plain,
    Change: lambda plain: (plain[0][0] or plain[1][0]) and plain,
}
"""The numbers of an answer, by its kind, where one is above 0: made of what it means as plain data."""


def _excepted(number: int, ground: str, holds: frozenset[str] | None) -> tuple[object, ...]:
    """Excepted events as plain data that can be sorted."""
    return number, ground, holds is not None, sorted(holds or ())


def _fingerprint(data: Any) -> int:
    """A number that stands for plain data; two that differ have the same with a chance of 1 in 2⁴⁸."""
    return int.from_bytes(blake2b(marshal.dumps(data, _NO_REFERENCES), digest_size=6).digest())


_NO_REFERENCES = 2
"""The last version of marshal that writes the same for the same value, whatever objects it is made of."""
