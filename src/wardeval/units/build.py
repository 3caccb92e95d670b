"""A register written from the data of `vietnamadminunits`, for some provinces or the whole country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from string import Template
from typing import NamedTuple

from wardeval.model.units import FORMAT
from wardeval.naming import type_of
from wardeval.problems import Message, say
from wardeval.units.naming import same_letters
from wardeval.units.package import PACKAGE, Data, Link, Province, Ward
from wardeval.written import block, comment, entries, flow, quoted, scalar

HEAD = Path(__file__).parents[1] / "templates" / "both" / "units.yaml"

SOURCE, DECISION_SOURCE = "S1", "S2"
LAST_BEFORE, FIRST_AFTER = date(2025, 6, 30), date(2025, 7, 1)

DISTRICT = "huyen"
"""What the five islands were that had no wards."""

DECISIONS = {"79": "1685/NQ-UBTVQH15"}
"""The resolutions that made the new units, by the code of the province, as far as they are known."""

DECIDED = {
    "title": "Danh sách 168 xã, phường, đặc khu của Thành phố Hồ Chí Minh",
    "publisher": "CafeF",
    "url": "https://cafef.vn/danh-sach-168-xa-phuong-dac-khu-cua-thanh-pho-ho-chi-minh-188250804163059363.chn",
    "kind": "press",
}
"""Where the number of the resolution of Hồ Chí Minh City is known from."""


class Chosen(NamedTuple):
    """A province that was asked for by a name; a note where it has another name now."""

    province: Province
    note: Message | None = None


def choose(wish: str, data: Data) -> Chosen | None:
    """The new province of a name, with or without its type and tones: its own, or one that it was made of."""
    wanted = same_letters(wish)
    for province in data.provinces:
        if same_letters(province.name) == wanted:
            return Chosen(province)
    for province in data.provinces:
        for name in province.made_of:
            if same_letters(name) == wanted:
                note = say(
                    "{old} has been part of {new} since {day}; the file holds all of {new}",
                    old=name,
                    new=province.name,
                    day=FIRST_AFTER,
                )
                return Chosen(province, note)
    return None


def province_names(data: Data) -> tuple[str, ...]:
    """Every name by which a province can be asked for, the new ones first."""
    names = [province.name for province in data.provinces]
    names += [name for province in data.provinces for name in province.made_of]
    return tuple(dict.fromkeys(names))


def doubtful(data: Data) -> frozenset[str]:
    """Old units of which the data seem to take one for another: none of their links can be relied on.

    Two old units of one name would both have gone into one new unit, one of them only in part. In version 1.0.4 these
    are 30 of the 471 divided ones, such as four wards “Phường 4” of four towns that would all lie in phường Cao Lãnh.
    """
    found: set[str] = set()
    for links in data.links.values():
        by_name: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            by_name[data.old[link.old].key].append(link)
        for same in by_name.values():
            if len(same) > 1:
                found.update(link.old for link in same if not link.whole)
    return frozenset(found)


class Built(NamedTuple):
    """The text of a register, and how much is in it."""

    text: str
    old: int
    new: int
    unknown: int
    """New units whose origin the data leave in doubt."""


def build(provinces: Sequence[Province], data: Data) -> Built:
    """The register of some provinces: their units before and after, and what each new one was made of."""
    chosen = [province for province in data.provinces if province in provinces]
    old: dict[str, list[str]] = defaultdict(list)
    for key, ward in sorted(data.old.items(), key=lambda item: item[1].id):
        old[ward.province].append(key)
    new: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for at, ward in sorted(data.new.items(), key=lambda item: item[1].id):
        new[ward.province].append(at)
    doubts = doubtful(data)
    lines = _head(data, chosen)
    unknown = 0
    for province in chosen:
        lines += ["", *comment(f"{province.name}: đến hết 30/6/2025 / until 30 June 2025", "  ")]
        lines += [_old_line(data.old[key]) for key in old[province.key]]
        lines += ["", *comment(f"{province.name}: từ 1/7/2025 / since 1 July 2025", "  ")]
        for at in new[province.key]:
            links = data.links.get(at, ())
            in_doubt = [link for link in links if link.old in doubts]
            unknown += bool(in_doubt or not links)
            lines += _new_lines(data.new[at], links, in_doubt, data, DECISIONS.get(province.code))
    counted = [sum(len(each[province.key]) for province in chosen) for each in (old, new)]
    return Built(block(lines), counted[0], counted[1], unknown)


def _head(data: Data, chosen: Sequence[Province]) -> list[str]:
    """What a reader has to know of the data, and where they are from."""
    names = ", ".join(province.name for province in chosen)
    if len(chosen) == len(data.provinces):
        names = "cả nước / the whole country"
    text = Template(HEAD.read_text(encoding="utf-8")).substitute(version=data.version)
    sources: dict[str, object] = {
        SOURCE: {
            "title": f"{PACKAGE} {data.version}",
            "publisher": "PyPI",
            "url": f"https://pypi.org/project/{PACKAGE}/{data.version}/",
            "kind": "inferred",
        }
    }
    if any(province.code in DECISIONS for province in chosen):
        sources[DECISION_SOURCE] = DECIDED
    lines = [*comment(names), "#", *text.splitlines(), "", f"format: {FORMAT}"]
    return [*lines, "sources:", *entries(sources, "  "), "units:"]


def _type(ward: Ward) -> str:
    """The type that the name says: seven types of the data say otherwise, against all their other columns."""
    return type_of(ward.name) or DISTRICT


def _old_line(ward: Ward) -> str:
    rest = {
        "name": ward.name,
        "type": _type(ward),
        "within": ward.within,
        "to": f"{LAST_BEFORE:%d/%m/%Y}",
        "source": SOURCE,
    }
    return f"  - {{id: {quoted(ward.id)}, {flow(rest)[1:]}"


def _new_lines(
    ward: Ward, links: Sequence[Link], in_doubt: Sequence[Link], data: Data, decision: str | None
) -> Iterator[str]:
    yield f"  - id: {quoted(ward.id)}"
    yield f"    name: {scalar(ward.name)}"
    yield f"    type: {_type(ward)}"
    yield f"    within: {scalar(ward.within[0])}"
    yield f"    from: {FIRST_AFTER:%d/%m/%Y}"
    if in_doubt or not links:
        yield from _doubt(in_doubt, links, data.old)
        yield "    made-of: unknown"
    else:
        shares = {data.old[link.old].id: "whole" if link.whole else "part" for link in links}
        yield f"    made-of: {flow(shares)}"
    if decision is not None:
        yield f"    decision: {decision}"
    yield f"    source: {SOURCE}"


def _doubt(in_doubt: Sequence[Link], links: Sequence[Link], old: Mapping[str, Ward]) -> Iterator[str]:
    """What the data say, and why it is not taken over."""
    said = "; ".join(
        f"{ward.id} {', '.join((ward.name, *ward.within))}{'' if link.whole else ' (một phần / part)'}"
        for link in links
        for ward in (old[link.old],)
    )
    names = ", ".join(dict.fromkeys(old[link.old].name for link in in_doubt))
    yield from comment(f"Dữ liệu lẫn các đơn vị cùng tên / the data confuse units of one name: {names}. {said}", "    ")
