"""Rules about proof that two units claim: one document, one file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from os.path import normpath

from wardeval.check.pool import Pool
from wardeval.check.rule import Family, Finding, across
from wardeval.check.shelf import Fault, Found
from wardeval.check.traits import Claimed, Documented, Traits
from wardeval.check.whose import WARDS, Circle, Others
from wardeval.problems import Message, Severity, say
from wardeval.sides.identity import REORDERED
from wardeval.units.naming import bare

_OF_WARD = re.compile(
    r"(?<!\bthị )(?<!\btác )\b(?P<type>phường|xã|thị trấn|đặc khu)\b(?! hội\b)(?: (?P<name>[^,;()–]+))?"
)
"""An office of a ward or commune: no town, no cooperative, nothing social."""
_TYPES = {"phường": "phuong", "xã": "xa", "thị trấn": "thi-tran", "đặc khu": "dac-khu"}

_Owner = tuple[str, str]
"""The type of a ward, and its name without that."""


@across(Family.ACROSS, 1, Severity.WARNING)
def document_claimed_twice(pool: Pool) -> Iterator[Finding]:
    """A ward claims a document that another ward issued, and a second unit claims the same one.

    Why: What one ward decided does not prove what was done in another; most often such an entry was copied along with
    the file. The same number, issuer and day make the same document. Told is only what is certain: the issuer is named
    as an office of a ward that is not the one of the file, nor one that it was made from. Documents of the offices
    above, which wards rightly share, are passed over, and so is 2025 where units.yaml does not say what became of what.

    Mend: Name the document of the unit itself, or the issuer as it stands on the document.

    Fails:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        evidence:
          kh-12: {number: 12/KH-UBND, date: 22/01/2024, issuer: UBND phường Ví Dụ}
        # file: phuong-khac.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-02, name: Phường Khác, type: phuong}
        period: 2024
        evidence:
          kh-12: {number: 12/KH-UBND, date: 22/01/2024, issuer: UBND phường Ví Dụ}

    Passes:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        evidence:
          kh-12: {number: 12/KH-UBND, date: 22/01/2024, issuer: UBND phường Ví Dụ}
        # file: phuong-khac.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-02, name: Phường Khác, type: phuong}
        period: 2024
        evidence:
          kh-12: {number: 12/KH-UBND, date: 22/01/2024, issuer: UBND phường Khác}
    """
    if len(pool.traits) < 2:  # noqa: PLR2004
        return
    foreign = list(_foreign(pool))
    wanted = {_key(pool.traits[file], document) for file, document in foreign}
    claims: dict[Hashable, list[tuple[str, date | None]]] = defaultdict(list)
    for file, each in pool.traits.items() if wanted else ():
        for document in each.documents:
            if (key := _key(each, document)) in wanted:
                claims[key].append((file, document.day))
    circles: dict[Hashable, Circle] = {}
    for file, document in foreign:
        key = _key(pool.traits[file], document)
        if (key, document.day) not in circles:
            circles[key, document.day] = pool.units.circle(_same_day(claims[key], document.day))
        others = pool.units.others(file, circles[key, document.day])
        if others is not None:
            yield _claimed(pool, file, document, others)


def _key(each: Traits, document: Documented) -> Hashable:
    return each.period, document.number, document.issuer


def _same_day(claims: Sequence[tuple[str, date | None]], day: date | None) -> Iterator[str]:
    """The files that claim a document of a day, or of one that is not known."""
    return (file for file, other in claims if day is None or other in (day, None))


def _claimed(pool: Pool, file: str, document: Documented, others: Others) -> Finding:
    first = others.files[0]
    message = say(
        "document {number} is that of another unit; {name} claims it, too, in {file}",
        number=document.number,
        name=pool.traits[first].unit.name,
        file=first,
    )
    hint = say("name a document of the unit itself, or of an office above it")
    if others.n > 1:
        hint = say("{files} claim it; {hint}", files=others.told, hint=hint)
    return Finding(file, ("evidence", document.id, "number"), message, hint)


def _foreign(pool: Pool) -> Iterator[tuple[str, Documented]]:
    """The documents that wards claim and that other wards, known ones, issued, by the word of the file itself."""
    known: set[_Owner] = set()
    for file, each in pool.traits.items():
        own = each.unit.name.lower()
        issuers = {document.issuer for document in each.documents}
        owners = {issuer: _owner(issuer) for issuer in issuers if own not in issuer}
        if any(owners.values()) and each.unit.type in WARDS:
            known = known or _known(pool)
            for document in each.documents:
                owner = owners.get(document.issuer)
                if owner not in known or owner[1] == bare(each.unit.name) or not _is_telling(document.number):
                    continue
                if not _may_inherit(pool, file, owner):
                    yield file, document


def _known(pool: Pool) -> set[_Owner]:
    """The wards of the run and of the register."""
    units = [each.unit for each in pool.traits.values()]
    found = {_called(unit.type, unit.name) for unit in units if unit.type in WARDS}
    if pool.register is not None:
        found.update(_called(unit.type, unit.name) for unit in pool.register.units if unit.type in WARDS)
    return found


def _is_telling(number: str) -> bool:
    """Whether a number says more than which one of many kinds of document it is."""
    return any(map(str.isalpha, number))


def _called(type_: str, name: str) -> _Owner:
    return type_, bare(name)


@lru_cache(maxsize=16384)
def _owner(issuer: str) -> _Owner | None:
    """The ward whose office an issuer is named as."""
    found = _OF_WARD.search(issuer)
    name = found["name"].partition(" - ")[0] if found is not None and found["name"] else ""
    return _called(_TYPES[found["type"]], f"{found['type']} {name}") if found is not None and name.strip() else None


def _may_inherit(pool: Pool, file: str, owner: _Owner) -> bool:
    """Whether the unit of a file was made from the owner, or may have been in the year in which units merged."""
    unit = pool.units.found(file).unit if pool.register is not None else None
    if unit is None or pool.register is None:
        return pool.traits[file].period == REORDERED.year
    lineage = pool.register.lineage(unit)
    return lineage is not None and any(_called(each.unit.type, each.unit.name) == owner for each in lineage.made_of)


@across(Family.ACROSS, 2, Severity.WARNING)
def file_claimed_twice(pool: Pool) -> Iterator[Finding]:
    """Two units claim the same file of evidence, or files with the same content by their SHA-256.

    Why: A record of one unit does not prove what was done in another. A document of an office above both, such as a
    decision that recognises several wards, is rightly claimed by each: where an entry names such an issuer, nothing is
    said.

    Mend: Give each unit the file of its own, or write the issuer where it is an office above both.

    Fails:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        evidence:
          bb-21: {title: Biên bản, date: 22/01/2024, file: minh-chung/bb-21.pdf}
        # file: phuong-khac.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-02, name: Phường Khác, type: phuong}
        period: 2024
        evidence:
          bb-21: {title: Biên bản, date: 22/01/2024, file: minh-chung/bb-21.pdf}

    Passes:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        evidence:
          bb-21: {title: Biên bản, date: 22/01/2024, file: minh-chung/vi-du-21.pdf}
        # file: phuong-khac.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-02, name: Phường Khác, type: phuong}
        period: 2024
        evidence:
          bb-21: {title: Biên bản, date: 22/01/2024, file: minh-chung/khac-21.pdf}
    """
    if len(pool.traits) < 2:  # noqa: PLR2004
        return
    told = set()
    for claims in _several(pool, _by_path(pool)):
        for file, claimed, others in _with_others(pool, claims):
            told.add((file, claimed.id))
            message = say("{path} is also claimed by {name}, in {file}", path=claimed.file, **_first(pool, others))
            yield Finding(file, ("evidence", claimed.id, "file"), message, _own_file(others))
    for claims in _several(pool, _by_content(pool)):
        for file, claimed, others in _with_others(pool, claims):
            if (file, claimed.id) not in told:
                message = say("{name} claims a file of the same content, in {file}", **_first(pool, others))
                yield Finding(file, ("evidence", claimed.id, "sha256"), message, _own_file(others))


_Claim = tuple[str, Claimed]


def _by_path(pool: Pool) -> Iterator[list[_Claim]]:
    """What several units claim in one place, by where it lies or would lie."""
    first: dict[str, Found] = {}
    shared: dict[str, list[_Claim]] = {}
    number = pool.units.number
    for path, found in _placed(pool):
        other = first.setdefault(path, found).file
        if other != found.file and number[other] != number[found.file]:
            shared[path] = []
    for path, found in _placed(pool) if shared else ():
        if path in shared:
            shared[path].append((found.file, found.claimed))
    yield from shared.values()


def _placed(pool: Pool) -> Iterator[tuple[str, Found]]:
    """Every file that is claimed, and where it lies or would lie."""
    for found in pool.shelf.found:
        if found.spot.fault is None:
            yield found.spot.path, found
        elif found.spot.fault is Fault.MISSING:
            yield normpath(f"{found.folder}/{found.claimed.file}"), found


def _by_content(pool: Pool) -> Iterator[list[_Claim]]:
    """What more than one assessment claims with one SHA-256."""
    claims: dict[str, list[_Claim]] = defaultdict(list)
    for file, of in pool.traits.items():
        for each in of.claimed:
            if each.sha256 is not None:
                claims[each.sha256].append((file, each))
    return (group for group in claims.values() if len(group) > 1)


def _several(pool: Pool, groups: Iterable[list[_Claim]]) -> Iterator[list[_Claim]]:
    """The claims of each period, those left out of which one is of an office above."""
    for group in groups:
        periods = {pool.traits[file].period for file, _ in group}
        for period in periods if not any(_is_from_above(pool, claim) for claim in group) else ():
            yield [claim for claim in group if pool.traits[claim[0]].period == period]


def _is_from_above(pool: Pool, claim: _Claim) -> bool:
    """Whether the entry of a claim names an issuer that is no office of a ward, or a ward above a smaller unit."""
    of = pool.traits[claim[0]]
    issuer = next(each.issuer for each in of.documents if each.id == claim[1].id)
    return bool(issuer) and (of.unit.type not in WARDS or _OF_WARD.search(issuer) is None)


def _with_others(pool: Pool, claims: Sequence[_Claim]) -> Iterator[tuple[str, Claimed, Others]]:
    circle = pool.units.circle(file for file, _ in claims)
    for file, claimed in claims:
        if (others := pool.units.others(file, circle)) is not None:
            yield file, claimed, others


def _first(pool: Pool, others: Others) -> dict[str, str]:
    """The first of the others, as the arguments of a message."""
    return {"name": pool.traits[others.files[0]].unit.name, "file": others.files[0]}


def _own_file(others: Others) -> Message:
    hint = say("give each unit its own file, or write the issuer where it is an office above both")
    return hint if others.n == 1 else say("{files} claim it; {hint}", files=others.told, hint=hint)
