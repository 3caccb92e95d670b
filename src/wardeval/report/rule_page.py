"""The manual page of a rule of `wardeval check`, and lists of rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wardeval.check.rule import Family, Gate, IgnoreRule, Rule
from wardeval.language import Language
from wardeval.problems import Message, Severity, say
from wardeval.report.document import Cell, Code, Column, Document, Facts, Heading, Line, Row, Space, Table, Tone
from wardeval.report.problems import SEVERITY

_PARTS = (say("Why"), say("How to mend it"), say("It fails"), say("It passes"))
_PARTS_OF_NOTES = (say("Why"), say("What to do"), say("It is reported"), say("It is not reported"))


def parts(rule: Rule) -> tuple[Message, ...]:
    """The headings of a page, in their order; what is for the inspector's eye alone is no failure."""
    return _PARTS_OF_NOTES if rule.severity is Severity.NOTE else _PARTS


_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.OPEN, Severity.NOTE: Tone.PLAIN}


def switching(rule: Rule) -> Message:
    """Whether a rule can be switched off, and how."""
    if isinstance(rule, Gate):
        return say("holds only where an option asks for it")
    if rule.is_fixed:
        return say("no: a file that breaks it cannot be judged")
    if isinstance(rule, IgnoreRule):
        return say("yes, in wardeval.yaml or by --ignore")
    return say("yes, in wardeval.yaml, by --ignore, or by a comment with a reason")


def rule_page(rule: Rule, language: Language) -> Document:
    """The page of one rule."""
    text, page = language.text, rule.page
    why, mend, fails, passes = map(text, parts(rule))
    notes = [*reading(page.fails, page.passes)]
    return Document(
        (
            Heading(f"{rule.number} {rule.id}", 1),
            Line(Cell(text(page.what))),
            Facts(
                (
                    (text(say("Family of rules")), Cell(text(_called(rule.family)))),
                    (text(say("Severity")), _severity(rule, language)),
                    (text(say("Can be switched off")), Cell(text(switching(rule)))),
                )
            ),
            Heading(why),
            Line(Cell(text(page.why))),
            Heading(mend),
            Line(Cell(text(page.mend))),
            Heading(fails),
            Code(page.fails),
            Heading(passes),
            Code(page.passes),
            *([Space()] if notes else []),
            *(Line(Cell(text(note), Tone.QUIET)) for note in notes),
        )
    )


NO_HEAD = say("left out above: format, set (tt-124-2021-xa), unit (a ward) and period (2024)")
MARKED = say("a line such as “# file: NAME” says which file or folder follows, or lies beside it; it is not part of it")
_HEAD = re.compile(r"^[-{ \"]*format\"?:", re.MULTILINE)
_MARK = re.compile(r"^# (?:\w[\w -]*): ", re.MULTILINE)


def reading(*examples: str) -> Iterator[Message]:
    """How the examples of a page are to be read."""
    if not all(_HEAD.search(each) for each in examples if "# missing: " not in each):
        yield NO_HEAD
    if any(_MARK.search(each) for each in examples):
        yield MARKED


def other_page(id_: str, said: Message, language: Language) -> Document:
    """What a problem is that is no rule of `wardeval check`."""
    return Document((Heading(id_, 1), Line(Cell(language.text(said)))))


def _called(family: Family) -> Message:
    return say("{family}: {text}", family=family.value, text=family.about)


def _severity(rule: Rule, language: Language) -> Cell:
    return Cell(language.text(SEVERITY[rule.severity]), _TONES[rule.severity])


def rule_list(rules: Iterable[Rule], language: Language) -> Document:
    """Rules by family, a row each."""
    text = language.text
    rows = []
    family = None
    for rule in rules:
        if rule.family is not family:
            family = rule.family
            rows.append(Row((Cell(text(_called(family))), *[Cell("")] * 3), section=True))
        cells = Cell(rule.number), Cell(rule.id), _severity(rule, language), Cell(text(rule.page.what))
        rows.append(Row(cells))
    columns = (
        Column(text(say("No."))),
        Column(text(say("Rule"))),
        Column(text(say("Severity"))),
        Column(text(say("What it looks at")), narrow=False, least=20),
    )
    return Document((Heading(text(say("Rules of wardeval check")), 1), Table(columns, tuple(rows))))
