"""A rule about files of evidence that two units claim."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from os.path import normpath

from wardeval.check.across.offices import is_of_ward, is_own
from wardeval.check.pool import Pool
from wardeval.check.rule import Family, Finding, across
from wardeval.check.shelf import Fault, Found
from wardeval.check.traits import Claimed
from wardeval.check.whose import WARDS, Others
from wardeval.problems import Message, Severity, say


@across(Family.ACROSS, 2, Severity.WARNING, asks_disk=True)
def file_claimed_twice(pool: Pool) -> Iterator[Finding]:
    """Two units claim the same file of evidence, or files with the same content, whatever they are called.

    Why: A record of one unit does not prove what was done in another. A document of an office above both, such as a
    decision that recognises several wards, is rightly claimed by each: where an entry names such an issuer, nothing is
    said. Nor is it in the file of the unit that issued the document, and in another one only once for each entry.

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
    if not pool.has_several:
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
                key = "file" if claimed.sha256 is None else "sha256"
                yield Finding(file, ("evidence", claimed.id, key), message, _own_file(others))


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
    """What more than one assessment claims with one SHA-256: as it is stated, and as the files have it."""
    claims: dict[str | None, dict[_Claim, None]] = defaultdict(dict)  # each claim once, in order
    for file, of in pool.traits.items():
        for each in of.claimed:
            if each.sha256 is not None:
                claims[each.sha256][file, each] = None
    for group in _same_bytes(pool):
        for found in group:
            claims[pool.disk.digest(found.spot.path)][found.file, found.claimed] = None
    return (list(group) for group in claims.values() if len(group) > 1)


def _same_bytes(pool: Pool) -> list[list[Found]]:
    """Files of several units that hold the same; nearly all are told apart by their size, most others by their end."""
    disk = pool.disk
    there = [each for each in pool.shelf.found if each.spot.fault is None]
    sizes = [disk.size(each.spot.path) for each in there]
    common = {size for size, n in Counter(sizes).items() if n > 1 and size}
    found = [[each for each, size in zip(there, sizes, strict=True) if size in common]] if common else []
    for key in (disk.size, partial(disk.digest, whole=False), disk.digest):
        found = [narrower for group in found for narrower in _of_several(pool, group, key)]
    return found


def _of_several(pool: Pool, found: Iterable[Found], key: Callable[[str], str | int | None]) -> list[list[Found]]:
    """Files that have something in common, by the key of their paths, where several units claim them."""
    groups: dict[str | int, list[Found]] = defaultdict(list)
    for each in found:
        if (common := key(each.spot.path)) is not None:
            groups[common].append(each)
    number = pool.units.number
    return [group for group in groups.values() if len(group) > 1 and len({number[each.file] for each in group}) > 1]


def _several(pool: Pool, groups: Iterable[list[_Claim]]) -> Iterator[list[_Claim]]:
    """The claims of each period, those left out of which one is of an office above."""
    for group in groups:
        periods = {pool.traits[file].period for file, _ in group}
        for period in periods if not any(_is_from_above(pool, claim) for claim in group) else ():
            yield [claim for claim in group if pool.traits[claim[0]].period == period]


def _issuer(pool: Pool, claim: _Claim) -> str:
    file, claimed = claim
    return next(each.issuer for each in pool.traits[file].documents if each.id == claimed.id)


def _is_from_above(pool: Pool, claim: _Claim) -> bool:
    """Whether the entry of a claim names an issuer that is no office of a ward, or a ward above a smaller unit."""
    issuer = _issuer(pool, claim)
    return bool(issuer) and (pool.traits[claim[0]].unit.type not in WARDS or not is_of_ward(issuer))


def _with_others(pool: Pool, claims: Sequence[_Claim]) -> Iterator[tuple[str, Claimed, Others]]:
    """Who claims what others claim, too; whose office issued it is right, unless all say so of themselves."""
    circle = pool.units.circle(file for file, _ in claims)
    doubtful = [claim for claim in claims if not is_own(pool.traits[claim[0]].unit, _issuer(pool, claim))]
    for file, claimed in doubtful or claims:
        if (file, claimed.id) in pool.borrowed:
            continue  # document-claimed-twice tells it
        if (others := pool.units.others(file, circle)) is not None:
            yield file, claimed, others


def _first(pool: Pool, others: Others) -> dict[str, str]:
    """The first of the others, as the arguments of a message."""
    return {"name": pool.traits[others.files[0]].unit.name, "file": others.files[0]}


def _own_file(others: Others) -> Message:
    hint = say("give each unit its own file, or write the issuer where it is an office above both")
    return hint if others.n == 1 else say("claimed in {files}, too; {hint}", files=others.further, hint=hint)
