"""The set and the period that a file names: there is no such set, it is not the only one, or the year is not judged."""

from __future__ import annotations

from wardeval.check.rule import refusal


@refusal(70)
def unknown_set() -> None:
    """The set that a file names is not there.

    Why: Without the set there is nothing to judge the answers by.

    Mend: Write its id as “wardeval criteria list” shows it. A set of your own goes into the folder criteria of the
    workspace, in a file named after its id.

    Fails:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-phuong
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024

    Passes:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
    """


@refusal(71)
def set_exists_twice() -> None:
    """Two sets have the id that a file names, such as one of your own and one that comes with wardeval.

    Why: Which of them is meant is not known, and a result by the wrong one would look like any other.

    Mend: Give your own set an id of its own. To complete a set, write an overlay that extends it.

    Fails:

        # file: criteria/tt-124-2021-xa.yaml
        format: wardeval/criterion-set/1
        # file: phuong-vi-du.yaml
        answers:
          5.3.a: đạt

    Passes:

        # file: criteria/tt-124-2021-xa-bo-sung.yaml
        format: wardeval/criterion-set/1
        # file: phuong-vi-du.yaml
        answers:
          5.3.a: đạt
    """


@refusal(72)
def family_named() -> None:
    """A whole family of sets is named where one set is needed.

    Why: The sets of a family differ. An assessment may name a family, since its period says which set is in force; a
    set that takes criteria from another one has to say which.

    Mend: Name one of the sets that the problem lists.

    Fails:

        # file: criteria/bo-vi-du.yaml
        format: wardeval/overlay/1
        id: bo-vi-du
        extends: an-toan-an-ninh-trat-tu
        basis: {number: 01/KH-UBND, issuer: UBND Phường Ví Dụ}
        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: bo-vi-du
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024

    Passes:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: an-toan-an-ninh-trat-tu
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
    """


@refusal(73)
def no_edition() -> None:
    """No set of the family that a file names is in force for its period, or is for such a unit.

    Why: A unit is not judged by a set of other years, or for other units, unless somebody chooses it.

    Mend: Correct the period or the type of the unit. To judge by one of the sets all the same, write its id.

    Fails:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: an-toan-an-ninh-trat-tu
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2012

    Passes:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: an-toan-an-ninh-trat-tu
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
    """


@refusal(74)
def several_editions() -> None:
    """More than one set of the family that a file names may be in force for its period.

    Why: They would give different results, and which of them counts is not for a program to choose.

    Mend: Write the id of one of them instead of the family.

    Fails:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: cong-an-phuong-kieu-mau
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024

    Passes:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: qd-5764-2021
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
    """


@refusal(75)
def suspended_year() -> None:
    """The period is a year for which the assessment by this set was suspended where the unit lies.

    Why: Such a year has no result, neither a good nor a bad one, and is left out of every comparison.

    Mend: Keep the file as it is and leave it out of the check, or correct the period, the place or the set.

    Fails:

        # file: xa-vi-du.yaml
        format: wardeval/assessment/1
        set: qd-25-2021
        unit: {name: Xã Ví Dụ, type: xa, within: [Tỉnh Thái Nguyên]}
        period: 2025
        fictional: yes

    Passes:

        # file: xa-vi-du.yaml
        format: wardeval/assessment/1
        set: qd-25-2021
        unit: {name: Xã Ví Dụ, type: xa, within: [Tỉnh Thái Nguyên]}
        period: 2024
        fictional: yes
    """
