"""The gates: what the command line may ask of every file beyond its rules. Each function stands for its page."""

from __future__ import annotations

from wardeval.check.rule import Gate, gate
from wardeval.problems import ExitCode, Severity


@gate(1)
def verdict_not_reached() -> None:
    """The verdict of --require is surely not reached.

    Why: Whoever asks for a verdict wants to see at once which files do not reach it.

    Mend: Look at the gaps with “wardeval score” and close them, or ask for a lower verdict.

    Fails:

        # wardeval check --require dat
        answers:
          5.3.a: chưa đạt

    Passes:

        # wardeval check --require chua-dat
        answers:
          5.3.a: chưa đạt
    """


@gate(2)
def verdict_undecided() -> None:
    """Whether the verdict of --require is reached is still open.

    Why: A missing answer is neither a success nor a failure, so nobody can say yet what the file comes to.

    Mend: Give the answers that are missing. Where the set itself leaves its rule open, no answer settles it.

    Fails:

        # wardeval check --require dat
        answers:
          5.3.a: đạt

    Passes:

        # wardeval check --require dat
        answers:
          5.3.a: chưa đạt
    """


@gate(3)
def no_such_verdict() -> None:
    """The set of a file has no verdict of the name that --require gives, although the set of another file has.

    Why: What a set does not have cannot be reached; to pass over the file would look like a success.

    Mend: Check the files of each set by themselves, each with a verdict of that set.

    Fails:

        # wardeval check --require xuat-sac
        # file: an-toan.yaml
        answers:
          5.3.a: đạt
        # file: chuyen-doi-so.yaml
        format: wardeval/assessment/1
        set: qd-510-2022-xa
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024

    Passes:

        # wardeval check --require dat
        answers:
          5.3.a: đạt
    """


@gate(4)
def coverage_too_low() -> None:
    """A smaller share of the answers is given than --min-coverage asks for.

    Why: A result that rests on few answers says little, however good it looks.

    Mend: Give the answers that are missing; “wardeval fill” asks for one after the other.

    Fails:

        # wardeval check --min-coverage 80%
        answers:
          5.3.a: đạt

    Passes:

        # wardeval check --min-coverage 1%
        answers:
          5.3.a: đạt
    """


@gate(5)
def worse_than_before() -> None:
    """Compared with what --no-worse-than names, a criterion is no longer met or has fewer points, or a unit is gone.

    Why: What was reached once is to be kept; a step back needs somebody who sees it and agrees to it. A unit that had
    a file and has none now is a step back, too, where all of the workspace or a folder is checked.

    Mend: Correct the answer if it is a slip, and put back a file that is gone. If it is true, check without the option,
    or against a later state.

    Fails:

        # wardeval check nay --no-worse-than truoc
        # file: truoc/phuong-vi-du.yaml
        answers: {5.3.a: đạt, 5.3.b: 0}
        # file: nay/phuong-vi-du.yaml
        answers: {5.3.a: đạt, 5.3.b: 1}

    Passes:

        # wardeval check nay --no-worse-than truoc
        # file: truoc/phuong-vi-du.yaml
        answers: {5.3.a: đạt, 5.3.b: 1}
        # file: nay/phuong-vi-du.yaml
        answers: {5.3.a: đạt, 5.3.b: 0}
    """


@gate(6)
def not_comparable_with_before() -> None:
    """A file cannot be compared with the one that --no-worse-than finds for its unit.

    Why: Without a common measure, as between two sets without a mapping, nobody can say that nothing is worse.

    Mend: Do what the message says, or check such files without the option.

    Fails:

        # wardeval check nay --no-worse-than truoc
        # file: truoc/phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: qd-510-2022-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2023
        # file: nay/phuong-vi-du.yaml
        answers:
          5.3.a: đạt

    Passes:

        # wardeval check nay --no-worse-than truoc
        # file: truoc/phuong-khac.yaml
        format: wardeval/assessment/1
        set: qd-510-2022-xa
        unit: {id: FICTION-02, name: Phường Khác, type: phuong}
        period: 2023
        # file: nay/phuong-vi-du.yaml
        answers:
          5.3.a: đạt
    """


@gate(7, Severity.NOTE)
def unusable_before() -> None:
    """The file that --no-worse-than finds for a unit cannot be used, so nothing is compared with it.

    Why: A file that cannot be read does not say what was met. To mend it is no step back, and must not fail.

    Mend: Nothing has to be done; from the next time on there is something to compare with.

    Fails:

        # wardeval check nay --no-worse-than truoc
        # file: truoc/phuong-vi-du.yaml
        answers:
          5.3.x: đạt
        # file: nay/phuong-vi-du.yaml
        answers:
          5.3.a: đạt

    Passes:

        # wardeval check nay --no-worse-than truoc
        # file: truoc/phuong-vi-du.yaml
        answers:
          5.3.a: đạt
        # file: nay/phuong-vi-du.yaml
        answers:
          5.3.a: đạt
    """


@gate(8, Severity.NOTE)
def deleted_assessment() -> None:
    """An assessment that was there in the revision of --changed-since has been deleted.

    Why: What is not there any more cannot be checked; whoever looks at the changes has to know that it is gone.

    Mend: Put it back if it is gone by mistake. With --no-worse-than the check fails where a unit has no file any more.

    Fails:

        # wardeval check . --changed-since HEAD
        # deleted: phuong-vi-du.yaml
        answers:
          5.3.a: đạt
        # file: phuong-khac.yaml
        answers:
          5.3.a: đạt

    Passes:

        # wardeval check . --changed-since HEAD
        # file: phuong-vi-du.yaml
        answers:
          5.3.a: đạt
        # file: phuong-khac.yaml
        answers:
          5.3.a: đạt
    """


GATES: tuple[Gate, ...] = (
    verdict_not_reached,
    verdict_undecided,
    no_such_verdict,
    coverage_too_low,
    worse_than_before,
    not_comparable_with_before,
    unusable_before,
    deleted_assessment,
)
CODES = {
    verdict_undecided.id: ExitCode.UNDECIDED,
    no_such_verdict.id: ExitCode.INPUT,
    not_comparable_with_before.id: ExitCode.INCOMPARABLE,
}
"""The exit codes that gates ask for by themselves; the others ask for the one of their severity."""
