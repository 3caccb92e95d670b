"""Rules about what the files of evidence hold: the bytes that the register says, and any at all."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.check.pool import Pool
from wardeval.check.proved.evidence_files import finding
from wardeval.check.rule import Family, Finding, across
from wardeval.problems import Severity, say


@across(Family.PROVED, 15, Severity.ERROR, asks_disk=True)
def evidence_hash_differs(pool: Pool) -> Iterator[Finding]:
    """A file of evidence has another SHA-256 than the register says.

    Why: The file was changed or replaced after its hash was written down, or the hash is of another file.

    Mend: Put back the file that was meant. If the new one is right, write its hash: sha256sum, shasum -a 256 or
    certutil -hashfile shows it.

    Fails:

        # file: phuong-vi-du.yaml
        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03:
            number: 03-NQ/ĐU
            date: 15/01/2024
            file: minh-chung/nq-03.txt
            sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
        # file: minh-chung/nq-03.txt
        Nghị quyết số 03, bản sửa

    Passes:

        # file: phuong-vi-du.yaml
        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03:
            number: 03-NQ/ĐU
            date: 15/01/2024
            file: minh-chung/nq-03.txt
            sha256: 8ace60c4690225703611e5f76ca4aa531ce44b3990e8caae5953bd041a160f29
        # file: minh-chung/nq-03.txt
        Nghị quyết số 03
    """
    for each in pool.shelf.found:
        if each.claimed.sha256 is None or each.spot.fault is not None:
            continue
        found = pool.disk.digest(each.spot.path)
        if found is None:
            message = say("“{file}” cannot be read, so its SHA-256 is not known", file=each.claimed.file)
            yield finding(each, message, None)
        elif found != each.claimed.sha256:
            message = say("“{file}” has another SHA-256 than is written here", file=each.claimed.file)
            hint = say("its SHA-256 is {digest}: put back the right file, or write this", digest=found)
            yield finding(each, message, hint, "sha256")


@across(Family.PROVED, 16, Severity.WARNING, asks_disk=True)
def evidence_empty_file(pool: Pool) -> Iterator[Finding]:
    """A file of evidence is empty.

    Why: There is nothing in it that could prove anything; copying or scanning it failed.

    Mend: Put the document itself there.

    Fails:

        # file: phuong-vi-du.yaml
        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, file: minh-chung/nq-03.pdf}
        # file: minh-chung/nq-03.pdf

    Passes:

        # file: phuong-vi-du.yaml
        answers:
          5.1.a: {value: 15/01/2024, evidence: [nq-03]}
        evidence:
          nq-03: {number: 03-NQ/ĐU, date: 15/01/2024, file: minh-chung/nq-03.pdf}
        # file: minh-chung/nq-03.pdf
        %PDF
    """
    for each in pool.shelf.found:
        if each.spot.fault is None and pool.disk.size(each.spot.path) == 0:
            yield finding(
                each, say("the file “{file}” is empty", file=each.claimed.file), say("put the document there")
            )
