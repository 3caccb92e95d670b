"""Keys and values of an assessment that are not what its form has in their place."""

from __future__ import annotations

from wardeval.check.rule import refusal


@refusal(24)
def comma_in_braces() -> None:
    """A decimal comma inside braces ends the value, so that the digits behind it become an answer of their own.

    Why: 3,5 would be read as 3, beside an empty answer to criterion 5.

    Mend: Write decimals inside braces with a point or in quotes, or give each answer a line of its own.

    Fails:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: qd-09-2013
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2016
        answers: {2: 3,5}

    Passes:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: qd-09-2013
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2016
        answers: {2: "3,5"}
    """


@refusal(30)
def unknown_key() -> None:
    """A key is not known in its place: it is misspelt, or stands one level too high or too deep.

    Why: Nobody would read what is under it, and the answer or the proof there would be lost.

    Mend: Write the key as the problem suggests, or move it to where it belongs. “wardeval schema assessment” lists all
    keys.

    Fails:

        answers:
          5.3.a: {value: đạt, evidnce: [bc-01]}
        evidence:
          bc-01: {number: 01/BC-UBND, date: 05/12/2024}

    Passes:

        answers:
          5.3.a: {value: đạt, evidence: [bc-01]}
        evidence:
          bc-01: {number: 01/BC-UBND, date: 05/12/2024}
    """


@refusal(31)
def missing_key() -> None:
    """A key is missing that a file cannot do without, such as the set, the name and type of the unit, or the period.

    Why: It would not be clear what is judged. Nothing is guessed from the name of a file, nor from its folder.

    Mend: Write the key; “wardeval new” writes a file that has them all.

    Fails:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ}
        period: 2024

    Passes:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
    """


@refusal(32)
def kind() -> None:
    """A text, a list or a group of keys stands where another of these is expected.

    Why: What is meant cannot be told from the wrong form.

    Mend: Write a list as “- ” lines or in square brackets, a group as “key: value” lines or in braces.

    Fails:

        days-off: ngày Tết

    Passes:

        days-off: [10/02/2024, 11/02/2024]
    """


@refusal(33)
def value() -> None:
    """The value of a key is not one that it takes: a date without a year, an id with blanks, an unknown word.

    Why: A value that can be read in two ways, or in none, is not guessed at.

    Mend: Write it as the problem says. Dates are day/month/year, the period is a year, ids have no blanks.

    Fails:

        evidence:
          nq-01: {number: 01-NQ/ĐU, date: 10/02}

    Passes:

        evidence:
          nq-01: {number: 01-NQ/ĐU, date: 10/02/2024}
    """
