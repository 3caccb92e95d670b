"""A rule about documents of one ward that another one claims, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from wardeval.check.across.offices import Owner, called, owner_of
from wardeval.check.pool import Pool
from wardeval.check.rule import Family, Finding, across
from wardeval.check.traits import Documented, Traits
from wardeval.check.traits_of import issuer_of
from wardeval.check.whose import WARDS, Circle, Others
from wardeval.problems import Severity, say
from wardeval.sides.identity import REORDERED
from wardeval.units.naming import bare


@across(Family.ACROSS, 1, Severity.WARNING)
def document_claimed_twice(pool: Pool) -> Iterator[Finding]:
    """A ward claims a document that another ward issued, and a second unit claims the same one.

    Why: What one ward decided does not prove what was done in another; most often such an entry was copied along with
    the file. The same number, issuer and day make the same document. Only what is certain is reported: the issuer is
    named as an office of a ward that is not the one of the file, nor one that it was made from. Documents of the
    offices above, which wards rightly share, are passed over, and so are those whose title or summary names the unit of
    the file, and 2025 where units.yaml does not say what became of what.

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
    for (file, _), (document, others) in pool.borrowed.items():
        yield _claimed(pool, file, document, others)


class Borrowed(NamedTuple):
    """A document of another ward, and who claims it, too."""

    document: Documented
    others: Others


def borrowed(pool: Pool) -> dict[tuple[str, str], Borrowed]:
    """Every such document by the file that claims it and its key there."""
    found = {}
    foreign = list(_foreign(pool)) if pool.has_several else []
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
            found[file, document.id] = Borrowed(document, others)
    return found


def _key(each: Traits, document: Documented) -> Hashable:
    return each.period, document.number, document.issuer


def _same_day(claims: Sequence[tuple[str, date | None]], day: date | None) -> Iterator[str]:
    """The files that claim a document of a day, or of one that is not known."""
    return (file for file, other in claims if day is None or other in (day, None))


def _claimed(pool: Pool, file: str, document: Documented, others: Others) -> Finding:
    first = others.files[0]
    message = say(
        "document “{number}” is that of another unit; {name} claims it, too, in {file}",
        number=document.written or document.number,
        name=pool.traits[first].unit.name,
        file=first,
    )
    hint = say("name a document of the unit itself, or of an office above it")
    if others.n > 1:
        hint = say("claimed in {files}, too; {hint}", files=others.further, hint=hint)
    return Finding(file, ("evidence", document.id, "number"), message, hint)


def _foreign(pool: Pool) -> Iterator[tuple[str, Documented]]:
    """The documents that wards claim and that other wards, known ones, issued, by the word of the file itself."""
    known: set[Owner] = set()
    for file, each in pool.traits.items():
        own = issuer_of(each.unit.name)
        issuers = {document.issuer for document in each.documents}
        owners = {issuer: owner_of(issuer) for issuer in issuers if own not in issuer}
        if any(owners.values()) and each.unit.type in WARDS:
            known = known or _known(pool)
            for document in each.documents:
                owner = owners.get(document.issuer)
                if owner not in known or owner[1] == bare(each.unit.name) or not _is_telling(document):
                    continue
                if not _may_inherit(pool, file, owner):
                    yield file, document


def _known(pool: Pool) -> set[Owner]:
    """The wards of the run and of the register."""
    units = [each.unit for each in pool.traits.values()]
    found = {called(unit.type, unit.name) for unit in units if unit.type in WARDS}
    if pool.register is not None:
        found.update(called(unit.type, unit.name) for unit in pool.register.units if unit.type in WARDS)
    return found


def _is_telling(document: Documented) -> bool:
    """Whether a number says more than which one of many of its kind it is, and the words do not name the unit itself.

    What wards did together is a document of each.
    """
    return not document.is_ours and any(map(str.isalpha, document.number))


def _may_inherit(pool: Pool, file: str, owner: Owner) -> bool:
    """Whether the unit of a file was made from the owner, or may have been in the year in which units merged."""
    unit = pool.units.found(file).unit if pool.register is not None else None
    if unit is None or pool.register is None:
        return pool.traits[file].period == REORDERED.year
    lineage = pool.register.lineage(unit)
    return lineage is not None and any(called(each.unit.type, each.unit.name) == owner for each in lineage.made_of)
