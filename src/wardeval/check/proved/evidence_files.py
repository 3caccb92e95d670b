"""Rules about where the files of evidence lie: at the place that the register says, below the assessment's folder."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from wardeval.check.pool import Pool
from wardeval.check.rule import Family, Finding, across
from wardeval.check.shelf import Fault, Found
from wardeval.folders import path_in
from wardeval.problems import Message, Severity, say


@across(Family.PROVED, 11, Severity.ERROR, asks_disk=True)
def evidence_missing_file(pool: Pool) -> Iterator[Finding]:
    """A file that the register names is not there.

    Why: The proof was not handed in with the file, or has another name than the register says.

    Mend: Put the file there, or write its path as it is: from the folder of this assessment, with a slash between the
    names. Leave file out where the document is only kept on paper.

    Fails:

        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, file: minh-chung/nq-03.pdf}

    Passes:

        # file: 2024/phuong-vi-du.yaml
        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, file: minh-chung/nq-03.pdf}
        # file: 2024/minh-chung/nq-03.pdf
        %PDF
    """
    for each in pool.shelf.faulty:
        if each.spot.fault in _ABSENT:
            is_missing = each.spot.fault is Fault.MISSING
            yield finding(each, _absent(each), _PUT_THERE if is_missing else _AS_IT_IS)


_ABSENT = {Fault.MISSING, Fault.NO_FILE, Fault.UNREADABLE}
_PUT_THERE = say("put the file there, or write its path from the folder of this assessment, as the names are there")
_AS_IT_IS = say("write the path from the folder of this assessment, as the names are there")


def _absent(each: Found) -> Message:
    """Why there is no file where a path leads: it is the folder or the file that is not what it should be."""
    name, file = each.spot.name, each.claimed.file
    is_around = name.count("/") < _plain(file).count("/")
    if each.spot.fault is Fault.UNREADABLE:
        return say("the folder of “{file}” cannot be read", file=file)
    if each.spot.fault is Fault.MISSING:
        return (
            say("the folder “{name}” is not there", name=name)
            if is_around
            else say("the file “{file}” is not there", file=file)
        )
    return say("“{name}” is no folder", name=name) if is_around else say("“{name}” is no file", name=name)


@across(Family.PROVED, 12, Severity.ERROR, asks_disk=True)
def evidence_outside_folder(pool: Pool) -> Iterator[Finding]:
    """The path of a file leads away from the folder of the assessment, or works on one system only.

    Why: What is handed in has to be whole: a path that begins with a slash or a drive, or that goes up with two dots,
    leads to another place on every computer. Such a path is never opened. A backslash is part of a name on some
    systems. An address of a page belongs under url.

    Mend: Put the file below the folder of this assessment, and write its path from there with slashes.

    Fails:

        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, file: ../chung/nq-03.pdf}

    Passes:

        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, url: "https://example.org/nq-03"}
    """
    below = say("put the file below the folder of this assessment, and write the path from there")
    for each in pool.shelf.faulty:
        file = each.claimed.file
        match each.spot.fault:
            case Fault.ABSOLUTE:
                yield finding(each, say("“{file}” is a path of one computer only", file=file), below)
            case Fault.UPWARDS:
                yield finding(each, say("“{file}” leads out of a folder with “..”", file=file), below)
            case Fault.BACKSLASH:
                right = say("write {path}", path=file.replace("\\", "/"))
                yield finding(each, say("“{file}” has a backslash between its names", file=file), right)
            case Fault.ADDRESS:
                yield finding(each, say("“{file}” is an address, not a file", file=file), say("write it under url"))


@across(Family.PROVED, 13, Severity.ERROR, asks_disk=True)
def evidence_link(pool: Pool) -> Iterator[Finding]:
    """A file of evidence, or a folder on the way to it, is a link.

    Why: A link may lead anywhere, and leads nowhere once the file is handed in. Links are not followed, so that nobody
    knows what the proof is.

    Mend: Put a copy of the file in the place of the link.

    Fails:

        # file: phuong-vi-du.yaml
        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, file: minh-chung/nq-03.pdf}
        # file: minh-chung/nghi-quyet.pdf
        %PDF
        # link: minh-chung/nq-03.pdf -> nghi-quyet.pdf

    Passes:

        # file: phuong-vi-du.yaml
        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, file: minh-chung/nq-03.pdf}
        # file: minh-chung/nq-03.pdf
        %PDF
    """
    for each in pool.shelf.faulty:
        if each.spot.fault is Fault.LINK:
            message = say("“{name}” is a link; links are not followed", name=each.spot.name)
            yield finding(each, message, say("put a copy of the file in its place"))


@across(Family.PROVED, 14, Severity.NOTE, asks_disk=True)
def evidence_name_differs(pool: Pool) -> Iterator[Finding]:
    """A file is there, under a name that only looks the same: in other capitals, or with its letters decomposed.

    Why: Some systems take such names for one, others do not: the file is found on one computer and missing on the
    next. macOS hands back names in which a letter and its marks are apart.

    Mend: Rename the file, or write its name as it is on the disk.

    Fails:

        # file: phuong-vi-du.yaml
        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, file: minh-chung/nq-03.pdf}
        # file: minh-chung/NQ-03.PDF
        %PDF

    Passes:

        # file: phuong-vi-du.yaml
        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, file: minh-chung/NQ-03.PDF}
        # file: minh-chung/NQ-03.PDF
        %PDF
    """
    for each in pool.shelf.found:
        if each.spot.fault is not None or each.spot.name == each.claimed.file:
            continue
        written = _plain(each.claimed.file)
        if each.spot.name == written:
            continue
        if normalize("NFC", each.spot.name) != written:
            message = say("the file is called “{name}” on the disk: capitals differ", name=each.spot.name)
        elif not pool.disk.has(path_in(each.folder, written)):
            name = each.spot.name
            message = say("the file is called “{name}” on the disk: its letters and marks are apart", name=name)
        else:
            continue  # this system takes both forms for one name
        yield finding(each, message, say("rename the file, or write its name as it is"))


def finding(each: Found, message: Message, hint: Message | None, key: str = "file") -> Finding:
    """What is found of a file, at the key of its entry that says it."""
    return Finding(each.file, ("evidence", each.claimed.id, key), message, hint)


def _plain(file: str) -> str:
    """A path without what makes no difference."""
    return "/".join(name for name in file.split("/") if name not in ("", "."))
