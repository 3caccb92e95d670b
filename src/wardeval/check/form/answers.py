"""Answers, documents and facts that the set does not take, or that contradict each other."""

from __future__ import annotations

from wardeval.check.rule import refusal


@refusal(50)
def unknown_id() -> None:
    """An answer is given to a criterion or indicator that the set does not have.

    Why: It would count for nothing, and the one that was meant would be missing.

    Mend: Write the id as the set has it; “wardeval criteria show” lists them.

    Fails:

        answers:
          5.3.e: đạt

    Passes:

        answers:
          5.3.a: đạt
    """


@refusal(51)
def answer() -> None:
    """An answer is not of the kind that the set asks for, or says what cannot be.

    Why: A word is not turned into a number, nor a single number into a share; a part is never more than its whole.

    Mend: Answer as the problem says. Only indicators without parts are answered, each by its own measure; a share is
    written with its part and its whole; “not applicable” needs the set's permission and a reason.

    Fails:

        answers:
          5.4.b: {part: 16, whole: 15}

    Passes:

        answers:
          5.4.b: {part: 14, whole: 15}
    """


@refusal(52)
def stated_count() -> None:
    """The published number of met criteria does not fit the set, or the answers that are given one by one.

    Why: Both cannot be true, and no result is made from a number that the file itself contradicts.

    Mend: Correct the number or the answers. The whole is the number of criteria that the set counts.

    Fails:

        stated-count: {met: 4, of: 4}
        answers:
          5.3.a: chưa đạt

    Passes:

        stated-count: {met: 3, of: 4}
        answers:
          5.3.a: chưa đạt
    """


@refusal(53)
def unknown_evidence() -> None:
    """An answer names a document that is not in the register of evidence.

    Why: A proof that nobody can look up proves nothing.

    Mend: Write the document under evidence, or correct its id in the answer.

    Fails:

        answers:
          5.1.a: {value: 10/02/2024, evidence: [nq-02]}
        evidence:
          nq-01: {number: 01-NQ/ĐU, date: 10/02/2024}

    Passes:

        answers:
          5.1.a: {value: 10/02/2024, evidence: [nq-01]}
        evidence:
          nq-01: {number: 01-NQ/ĐU, date: 10/02/2024}
    """


@refusal(54)
def unknown_fact() -> None:
    """A fact about the unit is given that the set does not ask for.

    Why: Usually it is misspelt, and the fact that was meant is missing.

    Mend: Write its name as the set has it, or leave it out.

    Fails:

        facts: {dan-so: 12400}

    Passes:

        facts: {}
    """


@refusal(55)
def fact() -> None:
    """A fact about the unit, or its type, is none of the values that the set knows.

    Why: Thresholds depend on it; with a wrong one the unit would be judged by those of others.

    Mend: Write one of the values that the problem lists; a percent is written with its sign, as 70%.

    Fails:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: nq-1211-2016-phuong
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
        facts: {bien-gioi: gần biên giới}

    Passes:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: nq-1211-2016-phuong
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
        facts: {bien-gioi: có}
    """


@refusal(56)
def missing_fact() -> None:
    """A fact about the unit is missing that a threshold of the set depends on.

    Why: There is no default for it; without it nobody knows which threshold holds.

    Mend: Write it under facts, in the way that the problem shows.

    Fails:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: nq-1211-2016-phuong
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024

    Passes:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: nq-1211-2016-phuong
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
        facts: {bien-gioi: không}
    """
