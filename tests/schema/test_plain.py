"""The patterns of plain values say what wardeval's own readers say."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from tests.schema.generic import readings
from wardeval.exact import NumberError, parse_number
from wardeval.model import plain
from wardeval.model.base import calendar_date, day, fold, identifier, sha256, share
from wardeval.model.replies import GRADES, NEVER
from wardeval.schema.folding import alike

DIGITS = st.text("0123456789", max_size=5)
NUMBERS = st.one_of(
    st.text("0123456789.,-", max_size=12),
    st.builds("{}{}{}{}".format, st.sampled_from(["", "-"]), DIGITS, st.sampled_from([".", ",", ""]), DIGITS),
    st.from_regex(r"-?[0-9]{1,3}([.,][0-9]{3}){1,3}", fullmatch=True),
)
IDS = st.one_of(st.text(max_size=6), st.text("aA1đĐ.-_ /\u0301é", max_size=8))
DATES = st.one_of(
    st.from_regex(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-](19|20|21)?[0-9]{2}", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}", fullmatch=True),
)
DAYS = st.from_regex(r"[0-9]{1,2}/[0-9]{1,2}/(Y([+-][0-9])?|(19|20|21)[0-9]{2})", fullmatch=True)


def reads(reader: Callable[[str], object], text: str) -> bool:
    try:
        reader(text)
    except (PydanticCustomError, NumberError):
        return False
    return True


def fits(schema: plain.Schema, text: str) -> bool:
    limit = schema.get("maxLength", len(text))
    return re.search(schema["pattern"], text) is not None and len(text) <= limit and not text.endswith("\n")


@given(NUMBERS)
def test_numbers(text: str) -> None:
    assert fits(plain.NUMBER, text) is reads(parse_number, text)
    if reads(parse_number, text):
        assert fits(plain.ANSWERED_NUMBER, f" {text} ")
        assert fits(plain.NOT_NEGATIVE, text) is (parse_number(text) >= 0)
        assert fits(plain.WHOLE, text) is (parse_number(text) >= 0 and parse_number(text).denominator == 1)


@given(NUMBERS, st.sampled_from(["%", " %", "", "/3", "/03", "/-2", "%%"]))
def test_shares(text: str, sign: str) -> None:
    assert fits(plain.SHARE, text + sign) is reads(share, text + sign)


def test_a_share_of_nothing_is_for_wardeval() -> None:
    assert fits(plain.SHARE, "2/0")
    assert not reads(share, "2/0")


@given(IDS)
def test_ids(text: str) -> None:
    if reads(identifier, text):
        assert fits(plain.ID, text)
        assert fits(plain.NAME, text)
    elif text.isascii() and text.isprintable():
        assert not fits(plain.ID, text)


@pytest.mark.parametrize("text", ["a" * 80, "5.4.b", "đ", "Đ.1", "a_b", "x-y", "1"])
def test_good_ids(text: str) -> None:
    assert reads(identifier, text)
    assert fits(plain.ID, text)


@given(DATES)
def test_dates(text: str) -> None:
    if reads(calendar_date, text):
        assert fits(plain.DATE, text)
        assert fits(plain.ANSWERED_DATE, f" {text}")
    elif fits(plain.DATE, text):  # a day that its month does not have
        assert int(max(re.split("[/.-]", text)[:1] + re.split("[/.-]", text)[-1:], key=lambda part: len(part) < 3)) > 28


@given(st.one_of(st.text("0aAfFgG", min_size=63, max_size=65), st.from_regex(r"[0-9a-fA-F]{63,65}\s?", fullmatch=True)))
def test_hashes(text: str) -> None:
    assert fits(plain.SHA256, text) is reads(sha256, text)


@given(DAYS)
def test_days(text: str) -> None:
    if reads(day, text):
        assert fits(plain.DAY, text)
    elif fits(plain.DAY, text):  # a day that its month does not have
        assert int(text.split("/", maxsplit=1)[0]) > 28


LETTERS = "aàÁảãạăẮâbcoóÔơởpnhkgđĐtTsy \u0300\u0323,.x"


@given(
    st.text(LETTERS, max_size=12), st.lists(st.text(LETTERS.strip(), min_size=1, max_size=8), min_size=1, max_size=3)
)
def test_words_are_alike_whatever_their_capitals_and_tones(text: str, words: list[str]) -> None:
    same = fold(text.strip()) in {fold(word) for word in words}
    if same:
        assert re.search(alike(words), text)
    elif re.search(alike(words), text):
        assert fold(text).strip() in {fold(word).strip() for word in words}


@pytest.mark.parametrize("text", ["DAT", "đa\u0323t", " Cơ bản ", "khong dat", "ROI", "chua", "đạt"])
def test_grades_as_people_write_them(text: str) -> None:
    assert re.search(alike(GRADES), text)
    assert fold(text.strip()) in GRADES


@pytest.mark.parametrize("text", ["dat roi", "ok", "đ", "không chưa", "n", ""])
def test_what_is_no_grade(text: str) -> None:
    assert not re.search(alike(GRADES), text)


@given(st.sampled_from([*NEVER, "yes", "on", "12", "010", "5.10", "a", "true", "08"]))
def test_spelled_has_whatever_other_programs_make_of_a_word(word: str) -> None:
    known = [(type(value) is bool, value) for value in plain.spelled(word)]
    for value in readings(word):
        assert (type(value) is bool, value) in known


def test_a_number_of_json_is_what_the_same_digits_are() -> None:
    import json
    from fractions import Fraction

    for text in ("4", "0.5", "97.5", "0.1", "12.35"):
        assert json.loads(text) == plain.json_number(Fraction(text))


def test_what_may_be_left_empty() -> None:
    assert plain.or_null({"type": "string"}) == {"type": ["string", "null"]}
    assert plain.or_null({"enum": ["a"]}) == {"enum": ["a", None]}
    assert plain.or_null({"$ref": "x"}) == {"anyOf": [{"$ref": "x"}, plain.NULL]}
    assert plain.or_null(plain.or_null(plain.WORDS)) == plain.or_null(plain.WORDS)
    assert plain.or_null({"const": "a"}) == {"anyOf": [{"const": "a"}, plain.NULL]}
