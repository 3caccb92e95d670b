"""A rule about files that lie among the evidence and belong to nothing."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator

from wardeval.check.disk import Disk
from wardeval.check.pool import Pool
from wardeval.check.rule import Family, Finding, across
from wardeval.check.shelf import Found
from wardeval.folders import Kind, Listing, path_in
from wardeval.problems import Severity, say, say_n
from wardeval.sides.files import SUFFIXES, may_be

_MOST = 20
"""Files of a folder that are told one by one."""
_LEFT_BEHIND = {"thumbs.db", "desktop.ini"}
_LEFT_BEHIND_BY_ENDING = ("~", ".bak", ".part")
"""What systems and editors leave behind; the .gitignore of a new workspace names the same."""


@across(Family.PROVED, 17, Severity.WARNING, asks_disk=True)
def unclaimed_evidence(pool: Pool) -> Iterator[Finding]:
    """A file lies among the evidence, and no entry of a register names it.

    Why: Either the proof was scanned and the answer stands without it, or a file was handed in that does not belong
    here. Only the folders below that of an assessment in which it names a file are looked at, and only where every
    assessment there can be read; hidden files, those called README, what systems and editors leave behind, and folders
    inside are passed over.

    Mend: Write the file into the register under evidence, or take it out of the folder.

    Fails:

        # file: phuong-vi-du.yaml
        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, file: minh-chung/nq-03.pdf}
        # file: minh-chung/nq-03.pdf
        %PDF
        # file: minh-chung/kh-12.pdf
        %PDF

    Passes:

        # file: phuong-vi-du.yaml
        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, file: minh-chung/nq-03.pdf}
        # file: minh-chung/nq-03.pdf
        %PDF
        # file: minh-chung/README.md
        Bản quét các văn bản.
    """
    found, disk = pool.shelf.found, pool.disk
    if not found:
        return
    claimed = {each.spot.path for each in found}
    paths = [str(pool.paths[name]) for name in pool.traits if name in pool.paths]
    judged = {(folder or ".", name) for folder, name in map(os.path.split, paths)}
    is_whole = {base: _is_whole(base, disk, judged) for base in {each.folder for each in found}}
    for folder, claims in _folders(found).items():
        if not all(is_whole[each.folder] for each in claims):
            continue
        first, around = claims[0], claims[0].spot.name.rpartition("/")[0]
        left = _left(folder, disk.listing(folder), claimed)
        hint = say("write it into the register under evidence, or take it out of the folder")
        for name in left[:_MOST]:
            message = say("no entry names the file “{file}”", file=_readable(f"{around}/{name}"))
            yield Finding(first.file, ("evidence",), message, hint, at_key=True)
        if (more := len(left) - _MOST) > 0:
            message = say_n(
                "no entry names {n} more file in “{folder}”",
                "no entry names {n} more files in “{folder}”",
                n=more,
                folder=_readable(around),
            )
            yield Finding(first.file, ("evidence",), message, hint, at_key=True)


def _folders(found: Iterable[Found]) -> dict[str, list[Found]]:
    """The folders below those of assessments in which a file is claimed, and the first claim of each assessment."""
    folders: dict[str, list[Found]] = {}
    for each in found:
        if each.spot.fault is None and "/" in each.spot.name:
            claims = folders.setdefault(each.spot.path.rpartition(os.sep)[0], [])
            if not claims or claims[-1].file != each.file:
                claims.append(each)
    return folders


def _is_whole(base: str, disk: Disk, judged: Container[tuple[str, str]]) -> bool:
    """Whether every assessment in a folder is of the run and can be judged, so that all claims are known."""
    kinds = disk.listing(base).kinds
    names = [name for name in kinds if may_be(name) and (base, name) not in judged]
    return all(kinds[name] is Kind.FILE and disk.says_other(path_in(base, name)) for name in names)


def _left(folder: str, listing: Listing, claimed: Container[str]) -> list[str]:
    """The files of a folder that nobody claims, though somebody may have put them there as evidence, by name."""
    begin = path_in(folder, "")
    left = [name for name in listing.kinds if begin + name not in claimed]
    return sorted(name for name in left if listing.kinds[name] is Kind.FILE and _is_handed_in(name))


def _is_handed_in(name: str) -> bool:
    low = name.lower()
    is_hidden = low.startswith((".", "~$")) or low in _LEFT_BEHIND or low.endswith(_LEFT_BEHIND_BY_ENDING)
    return not (is_hidden or low.startswith("readme") or low.endswith(SUFFIXES))


def _readable(name: str) -> str:
    """A name with what is no text in it written out."""
    return name.encode(errors="backslashreplace").decode()
