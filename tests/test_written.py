"""Plain data written as YAML: read back unchanged by our loader, and never taken for something else by another's."""

from __future__ import annotations

from unicodedata import normalize

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wardeval.content import UNPRINTABLE
from wardeval.source import parse_source
from wardeval.written import WIDTH, block, comment, entries, flow, key, scalar

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).filter(
    lambda text: not UNPRINTABLE.search(normalize("NFC", text))
)
KEYS = TEXT.filter(bool).map(lambda text: normalize("NFC", text))
DATA = st.recursive(
    TEXT.map(lambda text: normalize("NFC", text)),
    lambda inner: st.dictionaries(KEYS, inner, min_size=1, max_size=3) | st.lists(inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=4))
def test_what_is_written_is_read(data: dict[str, object]) -> None:
    assert parse_source(block(entries(data)).encode(), "x").data == data
    assert parse_source(f"x: {flow(data)}\n".encode(), "x").data == {"x": data}


@given(KEYS)
def test_a_key_is_a_text_for_every_reader(text: str) -> None:
    assert yaml.safe_load(f"{key(text)}:\n") == {text: None}


@pytest.mark.parametrize(
    ("text", "written"),
    {
        "a number with a point": ("4.2", '"4.2"'),
        "a number": ("1", '"1"'),
        "letters after it": ("5.1.a", "5.1.a"),
        "a Vietnamese letter": ("4.3.đ", "4.3.đ"),
        "an exponent": ("1e3", '"1e3"'),
        "a word for no": ("no", '"no"'),
        "a word for nothing": ("null", '"null"'),
        "hexadecimal": ("0x1f", '"0x1f"'),
        "a day": ("2024-01-01", '"2024-01-01"'),
        "words": ("tru-so", "tru-so"),
    }.values(),
)
def test_ids_are_in_quotes_where_they_would_be_guessed_at(text: str, written: str) -> None:
    assert key(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    {
        "a name": ("Phường Ví Dụ", "Phường Ví Dụ"),
        "a date": ("15/01/2024", "15/01/2024"),
        "a count": ("12", "12"),
        "a leading zero": ("012", '"012"'),
        "a decimal comma": ("82,5", '"82,5"'),
        "a colon": ("A: b", '"A: b"'),
        "a comment": ("A #1", '"A #1"'),
        "a quotation mark": ('A "b"', '"A \\"b\\""'),
        "a line break": ("A\nb", '"A\\nb"'),
        "a blank at the end": ("A ", '"A "'),
        "a direction": ("A\u202eb", '"A\\u202eb"'),
        "an emoji": ("A 😀", '"A 😀"'),
        "yes": ("Yes", '"Yes"'),
        "nothing": ("", '""'),
    }.values(),
)
def test_text_is_in_quotes_where_it_has_to_be(text: str, written: str) -> None:
    assert scalar(text) == written


def test_a_comma_only_needs_quotes_inside() -> None:
    assert (scalar("An ninh, trật tự"), flow(["a, b"])) == ("An ninh, trật tự", '["a, b"]')


@given(st.text())
def test_a_comment_is_nothing_but_comment_lines_of_limited_width(text: str) -> None:
    lines = list(comment(text, "  ", "- "))
    assert lines
    assert all(line.startswith("  #") and len(line) <= WIDTH for line in lines)
    assert all(len(line.splitlines()) == 1 for line in lines)
