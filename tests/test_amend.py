"""A file changed value by value: everything else in it stays, byte for byte."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from wardeval import amend
from wardeval.amend import Sheet
from wardeval.problems import InputError
from wardeval.source import parse_source

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
FILE = """\
# head
format: wardeval/assessment/1
set: bo-thu
answers:
  # first
  "5.1.a":   # tail

  # second: 00070, no, 5.10
  5.10: {part: 00070, whole: 100, evidence: [q]}   # beside
  b: no
evidence:
  q: {number: 01/NQ}
# end
"""


def changed(text: str, *changes: tuple[tuple[str, ...], Any], order: tuple[str, ...] = ()) -> str:
    sheet = Sheet(text.encode(), "t.yaml")
    for keys, value in changes:
        sheet.put(keys, value, order)
    return sheet.content().decode()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_not_changed_stays_as_it_is(path: Any) -> None:
    content = path.read_bytes()
    assert Sheet(content, path.name).content() == content


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_writing_the_same_again_changes_nothing(path: Any) -> None:
    sheet = Sheet(path.read_bytes(), path.name)
    assert isinstance(sheet.data, dict)
    for id_, answer in dict(sheet.data.get("answers") or {}).items():  # type: ignore[arg-type]
        sheet.put(("answers", id_), answer)
    assert sheet.content() == path.read_bytes()


def test_only_the_line_of_the_answer_changes() -> None:
    after = changed(FILE, (("answers", "5.1.a"), "10/02/2024"))
    assert after == FILE.replace('"5.1.a":   # tail', '"5.1.a": 10/02/2024 # tail')


def test_a_part_of_an_answer_changes_alone() -> None:
    after = changed(FILE, (("answers", "5.10"), {"part": "00071", "whole": "100", "evidence": ["q"]}))
    assert after.replace("} #", "}   #") == FILE.replace("part: 00070", 'part: "00071"')


def test_a_new_answer_stands_where_the_set_has_it() -> None:
    after = changed(FILE, (("answers", "5.11"), "3,5"), order=("5.1.a", "5.10", "5.11", "b"))
    keys = [line.split(":")[0].strip() for line in after.splitlines() if line.startswith("  ") and "#" not in line[:4]]
    assert keys == ['"5.1.a"', "5.10", '"5.11"', "b", "q"]


def test_new_sections_stand_in_the_order_of_the_format() -> None:
    after = changed(
        "format: x\nset: s\nanswers:\n  a: 1\n", (("facts", "loai"), "I"), (("evidence", "m"), {"number": "1"})
    )
    assert [line.split(":")[0] for line in after.splitlines() if line[0] != " "] == [
        "format",
        "set",
        "facts",
        "answers",
        "evidence",
    ]


@pytest.mark.parametrize(
    "text",
    {
        "four spaces": "a:\n    b: 1\n    # c\n    d:\n",
        "carriage returns": "a:\r\n  b: 1\r\n  # c\r\n",
        "a mark at the start": "\ufeffa:\n  b: 1\n",
        "lists that are not indented": "a:\n  b: 1\nc:\n- x\n- y\n",
        "lists that are": "a:\n  b: 1\nc:\n  - x\n  - y\n",
        "folded text": "a:\n  b: 1\nc: >-\n  eins\n  zwei\n",
    }.values(),
    ids=["four spaces", "CRLF", "BOM", "flush lists", "indented lists", "folded"],
)
def test_the_style_of_the_file_stays(text: str) -> None:
    assert changed(text) == text
    after = changed(text, (("a", "b"), "2"))
    assert after == text.replace("b: 1", "b: 2")


def test_keys_in_decomposed_letters_are_found() -> None:
    decomposed = "answers:\n  to\u031b\u0300: 1\n"
    after = changed(decomposed, (("answers", "t\u1edd"), "2"))
    assert after.count(":") == 2
    assert ": 2" in after


def test_nothing_is_written_where_a_comment_would_be_lost() -> None:
    sheet = Sheet(FILE.encode(), "t.yaml")
    sheet._document["answers"].ca.items.clear()
    with pytest.raises(InputError) as refused:
        sheet.content()
    assert refused.value.problems[0].rule == "cannot-amend"


def test_nothing_is_written_where_something_else_would_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amend, "_styled", lambda value, old=None: "something else")
    sheet = Sheet(FILE.encode(), "t.yaml")
    sheet.put(("answers", "b"), "yes")
    with pytest.raises(InputError):
        sheet.content()


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=40
)


@given(value=TEXT | st.lists(TEXT, max_size=3) | st.dictionaries(st.sampled_from("abc"), TEXT, max_size=3))
def test_whatever_is_written_is_read_as_it_was_meant(value: Any) -> None:
    sheet = Sheet(FILE.encode(), "t.yaml")
    try:
        sheet.put(("answers", "b"), value)
        content = sheet.content()
    except InputError:  # a text that our loader refuses, such as a direction mark
        return
    found = parse_source(content, "t.yaml").data
    assert isinstance(found, dict)
    assert found == sheet.data
    assert FILE.splitlines()[0] in content.decode()
