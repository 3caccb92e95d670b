"""A rule about who signs: authorities that did not exist any more on the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.problems import Keys, Severity, say

POLICE_ENDED = date(2025, 3, 1)
"""The district police ended on this day (press, as the sources of criteria/tt-124-2021-xa.yaml)."""
DISTRICTS_ENDED = date(2025, 7, 1)
"""The government of districts ended on this day (the same); of their Party committees no source of ours says so."""

TOWNSHIPS_ENDED = date(2025, 7, 1)
"""Since this day all 3,321 units below the provinces are communes, wards and special zones (press, the final count)."""

_LONGEST = 100
"""Letters of a name that are looked at, and told."""
_BODY = "ubnd|[uủ][ỷy] ban nhân dân|hđnd|hội đồng nhân dân|công an|phòng (?:tư pháp|nội vụ|văn hóa(?:,| và)? thông tin)"
_OF_DISTRICT = re.compile(rf"\b(?P<body>{_BODY}) (?:huyện|quận|thị xã|thành phố [^,;]+, ?tỉnh)\b")
_OF_TOWNSHIP = re.compile(r"\b(?:ubnd|[uủ][ỷy] ban nhân dân|hđnd|hội đồng nhân dân|công an) thị trấn\b")
_OTHER = re.compile(r"\b(?:phường|(?<!thị )xã|thị trấn|đặc khu|thôn|ấp|khu phố|tổ dân phố|trường|trang|cổng|báo|đài)\b")
"""Whoever is named before a district signs; the district only says where, or whose pages they are."""


@rule(Family.PROVED, 10, Severity.WARNING)
def ceased_authority(sheet: Sheet) -> Iterator[Hit]:
    """A document, or the verification, bears a day on which the authority that signed it no longer existed.

    Why: The district police ended on 1 March 2025 and the government of districts on 1 July 2025, as the press reports
    it. The People's Committee, its offices and the People's Council of a district, a town or a city within a province
    have signed nothing since. Who recognises a ward in their place is not public for most sets. On that day townships
    (thị trấn) ended, too. Where the name leaves it open, as with a city, nothing is said.

    Mend: Check the document: either the date or the issuer is wrong.

    Fails:

        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2025
        answers:
          5.4.b: {part: 20, whole: 25, evidence: [qd-201]}
        evidence:
          qd-201: {number: 201/QĐ-UBND, date: 12/11/2025, issuer: UBND huyện Ví Dụ}

    Passes:

        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2025
        answers:
          5.4.b: {part: 20, whole: 25, evidence: [qd-201]}
        evidence:
          qd-201: {number: 201/QĐ-UBND, date: 12/06/2025, issuer: UBND huyện Ví Dụ}
    """
    verified = sheet.assessment.verified
    seen = verified.date if verified is not None else None
    if max(sheet.columns.last, seen or date.min) < POLICE_ENDED:
        return
    for keys, name, day in _signed(sheet):
        end = ended(name[:_LONGEST]) if day >= POLICE_ENDED else None
        if end is not None and day >= end:
            message = say(
                "“{name}” cannot have signed on {day}: it ended on {end}", name=name[:_LONGEST], day=day, end=end
            )
            yield Hit(keys, message, say("check the document: either the date or the name is wrong"))


def _signed(sheet: Sheet) -> Iterator[tuple[Keys, str, date]]:
    """Who signed what and when, with the place of the name."""
    for id_, entry in sheet.evidence.items():
        if entry.issuer is not None and entry.date is not None:
            yield ("evidence", id_, "issuer"), entry.issuer, entry.date
    verified = sheet.assessment.verified
    if verified is not None and verified.date is not None:
        yield ("verified", "by"), verified.by, verified.date


@lru_cache(maxsize=4096)
def ended(name: str) -> date | None:
    """The day since which an authority is no more; none where it is, or where its name leaves that open."""
    text = " ".join(name.lower().split())
    found = _OF_DISTRICT.search(text) or _OF_TOWNSHIP.search(text)
    if found is None or _OTHER.search(text, 0, found.start()):
        return None
    if found.re is _OF_TOWNSHIP:
        return TOWNSHIPS_ENDED
    return POLICE_ENDED if found["body"] == "công an" else DISTRICTS_ENDED
