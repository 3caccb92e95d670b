"""What keeps a file from being read at all: it is not there, is no text, or is no assessment."""

from __future__ import annotations

from wardeval.check.rule import refusal


@refusal(1)
def missing_file() -> None:
    """A file that has to be read is not there, or a pattern on the command line matches no assessment.

    Why: What is not there cannot be checked, and nothing may pass because it was not found.

    Mend: Write the path from the folder in which the command runs. Capitals, tone marks and blanks in a name count; put
    a name with blanks in quotes on the command line.

    Fails:

        # missing: phuong-vi-du.yaml

    Passes:

        # file: phuong-vi-du.yaml
        answers:
          5.3.a: đạt
    """


@refusal(2)
def is_a_directory() -> None:
    """A folder has the name of a file that has to be read, such as that of a criterion set.

    Why: A folder says nothing by itself, so the file is missing.

    Mend: Give the folder another name, and put the file in its place.

    Fails:

        # folder: criteria/bo-vi-du.yaml
        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: bo-vi-du
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024

    Passes:

        # folder: criteria/bo-vi-du
        # file: phuong-vi-du.yaml
        answers:
          5.3.a: đạt
    """


@refusal(3)
def unreadable_file() -> None:
    """A file or folder is there and cannot be read: the system refuses it, or it is no ordinary file.

    Why: Nothing is known of what it says. A pipe or a device is not opened at all, since it may never end.

    Mend: Ask for the right to read it, mend the link, or copy what it holds into an ordinary file.

    Fails:

        # link: phuong-vi-du.yaml -> phuong-vi-du.yaml

    Passes:

        # link: phuong-vi-du.yaml -> ban-chinh-thuc.yaml
        # file: ban-chinh-thuc.yaml
        answers:
          5.3.a: đạt
    """


@refusal(4)
def too_large() -> None:
    """A file is larger than 4 MiB.

    Why: An assessment is some hundred lines long. One of this size is another file, or something was pasted into it.

    Mend: Check that it is the right file. Keep documents in files of their own, named in the register of evidence.

    Fails:

        # last line 60000 times: phuong-vi-du.yaml
        answers:
          5.3.a: đạt
        # Một dòng được dán vào bản tự đánh giá quá nhiều lần, nên tệp quá lớn.

    Passes:

        # last line 60 times: phuong-vi-du.yaml
        answers:
          5.3.a: đạt
        # Một dòng được dán vào bản tự đánh giá nhiều lần, nhưng tệp vẫn nhỏ.
    """


@refusal(5)
def not_utf8() -> None:
    """A file is saved in another encoding than UTF-8.

    Why: Letters with tone marks would turn into others. A guess at the encoding would sometimes be wrong, and nobody
    would notice.

    Mend: Open the file in the program that wrote it and save it as UTF-8. In Notepad choose “Save as”, then the
    encoding “UTF-8”. Convert texts in TCVN3 or VNI fonts to Unicode first.

    Fails:

        # cp1258: phuong-vi-du.yaml
        answers:
          5.3.a: đạt

    Passes:

        # file: phuong-vi-du.yaml
        answers:
          5.3.a: đạt
    """


@refusal(6)
def binary() -> None:
    r"""A file holds a character that no text holds, such as NUL.

    Why: It is not a text file, or was damaged on the way, so everything else in it is in doubt, too.

    Mend: Remove the character. If there are many, the file is of another program: save it there as plain text.

    Fails:

        # escaped: phuong-vi-du.yaml
        answers:
          5.3.a: đạt\x00

    Passes:

        # escaped: phuong-vi-du.yaml
        answers:
          5.3.a: đạt\x20
    """


@refusal(7)
def empty_file() -> None:
    """A file says nothing: it is empty, or holds only comments.

    Why: An empty file is no assessment without answers; it does not even say whose it is.

    Mend: Begin with what “wardeval new” writes, or take the file away.

    Fails:

        # file: phuong-vi-du.yaml

    Passes:

        # file: phuong-vi-du.yaml
        answers: {}
    """


@refusal(8)
def control_character() -> None:
    r"""A text in double quotes holds a character that cannot be shown, written with a backslash.

    Why: It could hide or change what people see, on a screen or in a report.

    Mend: Remove it. If the backslash belongs to the text, as in a path of Windows, put the text in single quotes.

    Fails:

        answers:
          5.3.a: {value: đạt, note: "D:\bao-cao\bien-ban"}

    Passes:

        answers:
          5.3.a: {value: đạt, note: 'D:\bao-cao\bien-ban'}
    """


@refusal(9)
def other_kind() -> None:
    """A file named on the command line says that it is no assessment: a criterion set, a register of units, and so on.

    Why: Other kinds of file have rules of their own. In a folder they are passed over, since nobody named them.

    Mend: Check it by the command that the problem names, or leave it out here.

    Fails:

        # named: phuong-vi-du.yaml
        format: wardeval/units/1

    Passes:

        # named: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {name: Phường Ví Dụ, type: phuong}
        period: 2024
    """
