"""What keeps a text from being read as YAML, and forms of YAML that hide from people what a file says."""

from __future__ import annotations

from wardeval.check.rule import refusal


@refusal(10)
def syntax() -> None:
    """A line breaks the form of YAML: a colon, a quotation mark, a bracket or an indent is not where it has to be.

    Why: From there on it is not certain what belongs to what, so nothing in the file counts as an answer.

    Mend: Mend the line that the problem names, or the one above it. Put a space after each colon, indent with spaces,
    close what is opened, and put a text with unusual signs in quotes.

    Fails:

        answers:
          5.3.a: {value: đạt, note: Biên bản: đã họp}

    Passes:

        answers:
          5.3.a: {value: đạt, note: "Biên bản: đã họp"}
    """


@refusal(11)
def directive() -> None:
    """A line at the beginning of the file starts with a percent sign: an instruction to the parser.

    Why: Such a line can change how all that follows is read, and nobody sees it in the answers.

    Mend: Remove the line. If it is a remark, begin it with “#” instead.

    Fails:

        # file: phuong-vi-du.yaml
        %YAML 1.1
        ---
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024

    Passes:

        # file: phuong-vi-du.yaml
        ---
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
    """


@refusal(12)
def second_document() -> None:
    """A line “---” begins a second document in the same file.

    Why: A file is the assessment of one unit for one period; nobody would read what is below the line.

    Mend: Remove the line, or put what follows into a file of its own.

    Fails:

        answers:
          5.3.a: đạt
        ---
        answers:
          5.3.b: 0

    Passes:

        answers:
          5.3.a: đạt
          5.3.b: 0
    """


@refusal(13)
def not_a_mapping() -> None:
    """A file holds a list or a text instead of entries such as “period: 2024”.

    Why: Without keys it is not said what each value is.

    Mend: Write an entry a line, the key before the colon. “wardeval new” writes a file to begin with.

    Fails:

        # file: phuong-vi-du.yaml
        - format: wardeval/assessment/1
        - set: tt-124-2021-xa

    Passes:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
    """


@refusal(14)
def key_not_text() -> None:
    """A key is empty, or is not a text.

    Why: A value without a name belongs to nothing.

    Mend: Write a word before the colon. Put null or ~ in quotes if that is the word.

    Fails:

        answers:
          "": đạt

    Passes:

        answers:
          5.3.a: đạt
    """


@refusal(15)
def duplicate_key() -> None:
    """A key is given twice in the same place, such as two answers to one indicator.

    Why: Other programs keep the last of the two without a word. Which one is meant, only the writer knows.

    Mend: Keep one of the two, or give one another name.

    Fails:

        answers:
          5.3.a: đạt
          5.3.b: 0
          5.3.a: chưa đạt

    Passes:

        answers:
          5.3.a: đạt
          5.3.b: 0
    """


@refusal(16)
def merge_key() -> None:
    """A key “<<” copies entries from somewhere else.

    Why: What is copied stands nowhere in these lines, and nobody signs what cannot be seen.

    Mend: Write the entries out.

    Fails:

        answers:
          5.3.a:
            <<: {value: đạt}
            note: Biên bản họp

    Passes:

        answers:
          5.3.a:
            value: đạt
            note: Biên bản họp
    """


@refusal(17)
def anchor() -> None:
    """A sign “&” before a value gives it a name to refer to.

    Why: A value that is used in several places changes in all of them at once, unseen.

    Mend: Remove the name. If the text begins with “&”, put it in quotes.

    Fails:

        answers:
          5.3.a: &ket-qua đạt

    Passes:

        answers:
          5.3.a: {value: đạt, note: "&1 là ký hiệu trong sổ"}
    """


@refusal(18)
def alias() -> None:
    """A sign “*” before a word refers to a value that stands somewhere else.

    Why: An answer has to stand where it is given. A few lines of references can also stand for millions of values.

    Mend: Write the value out. If the text begins with “*”, put it in quotes.

    Fails:

        answers:
          5.3.a: {value: đạt, note: *bien-ban}

    Passes:

        answers:
          5.3.a: {value: đạt, note: "*Có biên bản kèm theo"}
    """


@refusal(19)
def tag() -> None:
    """A sign “!” before a value gives it a type.

    Why: The type of a value follows from the criterion set. Some programs run code for a type that a file names.

    Mend: Remove the type. If the text begins with “!”, put it in quotes.

    Fails:

        answers:
          5.3.b: !!int 0

    Passes:

        answers:
          5.3.b: {value: 0, note: "!!! số liệu đã đối chiếu"}
    """
