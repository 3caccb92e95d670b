"""A rule about documents of last year that bear another date this year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from wardeval.check.pool import Pool
from wardeval.check.proved.document_numbers import has_year
from wardeval.check.rule import Family, Finding, across
from wardeval.check.traits import Documented, Traits
from wardeval.problems import Severity, say


@across(Family.PROVED, 50, Severity.WARNING)
def redated_document(pool: Pool) -> Iterator[Finding]:
    """A document that last year's file also names has another date this year.

    Why: What was done last year does not prove this one. Authorities begin their numbers anew every year, so the same
    number and issuer alone mean little; only what is surely one document is reported: both dates are in one year, or
    the number or the title, word for word the same, holds the year, or the files have the same SHA-256.

    Mend: Write the date that the document bears. If it belongs to last year, name another one for this year.

    Fails:

        # file: 2023.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2023
        evidence:
          qd-05: {number: 05/2023/QĐ-UBND, date: 10/03/2023, issuer: UBND tỉnh X}
        # file: 2024.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        evidence:
          qd-05: {number: 05/2023/QĐ-UBND, date: 10/03/2024, issuer: UBND tỉnh X}

    Passes:

        # file: 2023.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2023
        evidence:
          kh-12: {number: 12/KH-UBND, date: 10/03/2023, issuer: UBND phường Ví Dụ}
        # file: 2024.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        evidence:
          kh-12: {number: 12/KH-UBND, date: 10/03/2024, issuer: UBND phường Ví Dụ}
    """
    for name, other in pool.units.before.items():
        mine, theirs = pool.traits[name], pool.traits[other]
        old = _Documents(theirs)
        hashes = {each.id: each.sha256 for each in mine.claimed if each.sha256 is not None} if old.hashed else {}
        for document in mine.documents:
            same = old.same_as(document, hashes.get(document.id))
            if same is not None:
                message = say(
                    "the same document is dated {day} in {file}, the file of {year}",
                    day=same.day,
                    file=other,
                    year=str(theirs.period),
                )
                hint = say("write the date that the document bears; one of last year does not prove this one")
                yield Finding(name, ("evidence", document.id, "date"), message, hint)


class _Documents:
    """The dated documents of last year's file."""

    def __init__(self, of: Traits) -> None:
        self.numbered: dict[tuple[str, str], list[Documented]] = defaultdict(list)
        by_id: dict[str, Documented] = {}
        for each in of.documents:
            if each.day is not None:
                by_id[each.id] = each
                self.numbered[each.number, each.issuer].append(each)
        self.hashed = {each.sha256: by_id[each.id] for each in of.claimed if each.sha256 and each.id in by_id}

    def same_as(self, document: Documented, sha256: str | None) -> Documented | None:
        """A document that is surely the same one, and has another date."""
        if document.day is None:
            return None
        candidates = self.numbered.get((document.number, document.issuer), ()) if document.number else ()
        if any(each.day == document.day for each in candidates):
            return None
        found = next((each for each in candidates if _is_one(each, document)), None)
        if found is None and sha256 is not None:
            found = self.hashed.get(sha256)
        return found if found is not None and found.day != document.day else None


def _is_one(one: Documented, other: Documented) -> bool:
    """Whether two documents of the same number and issuer are surely one."""
    if one.title and one.title == other.title:
        return True
    if not one.issuer or not any(map(str.isalpha, one.number)):
        return False
    years = [each.day.year for each in (one, other) if each.day is not None]
    return years[0] == years[-1] or has_year(one.number)
