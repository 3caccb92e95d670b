"""Limits on what a file holds, all of them far above what a ward writes."""

from __future__ import annotations

from wardeval.check.rule import refusal


@refusal(20)
def too_deep() -> None:
    """Lists and groups are nested more than 40 deep.

    Why: An assessment is some four levels deep. Depth without end is a mistake, or is meant to bring programs down.

    Mend: Look for brackets or braces that are never closed, and for lines that are indented by mistake.

    Fails:

        days-off: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[01/01/2024]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

    Passes:

        days-off: [01/01/2024]
    """


@refusal(21)
def too_long() -> None:
    """A text is longer than 65,536 characters.

    Why: Nobody reads an explanation of that length. Most often a quotation mark is not closed.

    Mend: Close the quotation mark. Put a long text in a document of its own, named in the register of evidence.

    Fails:

        # last line 2000 times: phuong-vi-du.yaml
        answers:
          5.3.a:
            value: đạt
            explanation: |
              Một đoạn được chép từ báo cáo vào bản tự đánh giá.

    Passes:

        # last line 20 times: phuong-vi-du.yaml
        answers:
          5.3.a:
            value: đạt
            explanation: |
              Một đoạn được chép từ báo cáo vào bản tự đánh giá.
    """


@refusal(22)
def too_many_values() -> None:
    """A file has more than 200,000 entries.

    Why: A criterion set has at most some hundred indicators. Reading stops, so that no file holds up all the others.

    Mend: Check that it is the right file; tables of data belong in files of their own.

    Fails:

        # last line 200000 times: phuong-vi-du.yaml
        days-off:
          - 01/01/2024

    Passes:

        # last line 20 times: phuong-vi-du.yaml
        days-off:
          - 01/01/2024
    """


@refusal(23)
def too_many_problems() -> None:
    """A file has more than 100 problems; the rest are not listed.

    Why: So many usually have one cause, such as the wrong criterion set or a lost indent, and hide one another.

    Mend: Mend the first of them, and check again.

    Fails:

        # last line 150 times: phuong-vi-du.yaml
        answers:
          5.3.a: đạt

    Passes:

        answers:
          5.3.a: đạt
    """
