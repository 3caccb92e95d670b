"""The page of a rule: what it says of itself, and lines of YAML that stay as they are written."""

from __future__ import annotations

import pytest

from wardeval.check.rules import RULES, by_id
from wardeval.language import Code as Speech
from wardeval.language import Language
from wardeval.report import markdown, terminal
from wardeval.report.document import Code, Document
from wardeval.report.rule_page import rule_list, rule_page, switching
from wardeval.report.terminal_rows import Page

ENGLISH = Language(Speech.EN)
HOSTILE = "a: [b]  # **c** <i>\n\n    e: \u202e| `````x`\n"


@pytest.mark.parametrize(
    ("rule", "said"),
    {
        "duplicate-key": "no: a file that breaks it cannot be judged",
        "worse-than-before": "holds only where an option asks for it",
        "unused-ignore": "yes, in wardeval.yaml or by --ignore",
        "missing-answer": "yes, in wardeval.yaml, by --ignore, or by a comment with a reason",
    }.items(),
)
def test_whether_a_rule_can_be_switched_off(rule: str, said: str) -> None:
    assert ENGLISH.text(switching(by_id()[rule])) == said


def test_lines_of_yaml_stay_as_they_are_written() -> None:
    document = Document((Code(HOSTILE),))
    assert terminal.render(document, Page(40)) == "    a: [b]  # **c** <i>\n\n        e: \\u202e| `````x`\n"
    fence = "`" * 6
    assert markdown.render(document) == f"{fence}yaml\na: [b]  # **c** <i>\n\n    e: \\u202e| `````x`\n{fence}\n"


def test_a_list_has_a_row_for_each_rule_under_its_family() -> None:
    text = markdown.render(rule_list(RULES, ENGLISH))
    assert text.count("\n| **") == len({rule.family for rule in RULES})
    for rule in RULES:
        assert f"| {rule.number} | {rule.id} | " in text


def test_a_page_in_markdown_has_both_examples() -> None:
    rule = by_id()["unused-ignore"]
    text = markdown.render(rule_page(rule, ENGLISH))
    assert text.startswith("# 191 unused-ignore\n")
    for example in (rule.page.fails, rule.page.passes):
        assert f"```yaml\n{example}```\n" in text


def test_a_page_says_how_its_examples_are_to_be_read() -> None:
    def notes(id_: str) -> list[bool]:
        text = markdown.render(rule_page(by_id()[id_], ENGLISH))
        return [note in text for note in ("left out above: format", "it is not part of it")]

    assert notes("missing-evidence") == [True, False]
    assert notes("file-claimed-twice") == [False, True]
    assert notes("evidence-missing-file") == [True, True]
    assert notes("near-identical-explanation")[0] is False
