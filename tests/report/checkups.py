"""Outcomes of a check to show: a small one, a clean one, and one whose names and texts are out to do harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wardeval.check.checkup import CheckedFile, Checkup
from wardeval.check.looked import Level, Standing
from wardeval.check.rule import Family, Hit, refusal, rule
from wardeval.check.sheet import Sheet
from wardeval.language import Words
from wardeval.problems import ExitCode, Keys, Message, Problem, Severity, Span, say

LADDER = (Level("dat", Words("Đạt", "Reached"), "UNDECIDED"), Level("chua-dat", Words("Chưa đạt"), "YES"))
STANDING = Standing(LADDER, 2, 3)
GOOD = "assessments/phuong-vi-du.yaml"
CLEAN_FILE = "assessments/xã sạch.yaml"
BROKEN = "assessments/xã-hỏng.yaml"
TEXT = """\
answers:
  5.1.a: {value: đạt}
  5.4.b: {part: 14}
\t5.4.c: 中文, e\u0323\u0302 và \u200b: hết
"""


@rule(Family.COMPLETE, 99, Severity.WARNING)
def fictional_gap(sheet: Sheet) -> Iterator[Hit]:
    """An answer is missing [here](x) or {0}.

    Why: Missing is not zero.

    Mend: Answer it, or say why it is `open`.

    Fails:

        answers: {}

    Passes:

        answers: {5.1.a: đạt}
    """
    yield from ()


@refusal(98)
def fictional_fault() -> None:
    """A file cannot be read.

    Why: Nothing in it counts.

    Mend: Mend it.

    Fails:

        answers: [

    Passes:

        answers: []
    """


RULES = (fictional_fault, fictional_gap)
BY_ID = {each.id: each for each in RULES}


def problem(
    message: Message,
    span: Span,
    severity: Severity = Severity.ERROR,
    hint: Message | None = None,
    rule: str = "fictional-gap",
    keys: Keys = (),
) -> Problem:
    return Problem(rule, message, span, keys, hint, severity)


SMALL = Checkup(
    (
        problem(
            say("the part and the whole are needed, not only their share"),
            Span(GOOD, 3, 10),
            Severity.WARNING,
            say("write {{part: 14, whole: 15}} or 14/15"),
            keys=("answers", "5.4.b"),
        ),
        problem(say("the key “{key}” is not known here", key="5.4.c"), Span(GOOD, 4, 2), keys=("answers", "5.4.c")),
        problem(say("the key “{key}” is missing here", key="evidence"), Span(GOOD), Severity.NOTE),
        problem(
            say("there is no such file"),
            Span(BROKEN),
            hint=say("check its name and its folder"),
            rule="fictional-fault",
        ),
        problem(say("the key “{key}” is missing here", key="title"), Span("criteria/bo.yaml", 7, 1), rule="of-a-set"),
    ),
    (
        CheckedFile(GOOD, "sha256:" + "1f" * 32, STANDING),
        CheckedFile(CLEAN_FILE, "sha256:" + "2e" * 32, STANDING),
        CheckedFile(BROKEN, ""),
    ),
    ExitCode.INPUT,
    failing=4,
    ignored=1,
    known=2,
    gone=3,
)
"""Every severity, a rule that nobody knows, a file that is clean and one that cannot be read."""

CLEAN = Checkup((), (CheckedFile(GOOD, "sha256:" + "1f" * 32, STANDING),), ExitCode.OK)
EMPTY = Checkup((), (), ExitCode.OK)

HOSTILE = (
    "a\nb\r\nc\rd\u0085e\u2028f",
    "::error file=x,line=1::owned",
    "##[add-mask]owned",
    "100%0A::warning::owned %25 %3A",
    "a,b=c;d:e",
    "<b>bold</b> & <script>alert(1)</script> ]]> -->",
    "[x](https://example.invalid) ![i](y) {0} {{1}} \\[",
    "| a | b |\n|---|---|",
    "`a` ``b`` ~~~ ```c```",
    "@everyone #1 !2 $3 %4 &5 *a* _b_",
    "\u202egnp.yaml\u200f\u2066",
    "\x00\x07\x1b[31mred\x1b]8;;x\x07\x7f\x9b",
    "\udce9\ud800\uffff\ufffe",
    "[[ATTACHMENT|/etc/passwd]]",
    "\U0001f600 中文 e\u0323\u0302",
    "   ",
    "'\"",
    "/tuyệt/đối/../tệp?a=b#c.yaml",
    "C:\\thư mục\\tệp.yaml",
    "file:///x",
    "../ngoài.yaml",
    "dài " * 2500,
)
"""Names and texts as somebody may write them who wants to break the page that they are shown on."""


def of_texts(texts: Iterable[str]) -> Checkup:
    """A checkup with a problem per text, in which the text is all: the file's name, the message and the hint."""
    found = tuple(
        problem(Message("{text}", {"text": text}), Span(text, 3, 5), severity, say("{hint}", hint=text), keys=(text, 0))
        for text in texts
        for severity in Severity
    )
    files = tuple(CheckedFile(text, "sha256:" + "1f" * 32, STANDING) for text in texts)
    return Checkup(found, files, ExitCode.NO, failing=2 * len(files))


NASTY = of_texts(HOSTILE)


def many(files: int, problems: int = 0) -> Checkup:
    """A checkup of many files with so many problems in each of some."""
    names = [f"assessments/2024/phuong-{number:05}.yaml" for number in range(files)]
    found = tuple(
        problem(
            say("the key “{key}” is given twice; it is already on line {line}", key=f"5.{place}", line=place),
            Span(names[place % files], place // files + 1, 3),
            tuple(Severity)[place % 3],
            say("keep one of the two, or give one another name"),
        )
        for place in range(problems)
    )
    checked = tuple(CheckedFile(name, "sha256:" + "1f" * 32, STANDING) for name in names)
    ordered = tuple(sorted(found, key=lambda each: each.span))
    return Checkup(ordered, checked, ExitCode.NO if problems else ExitCode.OK, failing=problems)
