"""Numbers, dates and messages as text, and which language is spoken."""

from __future__ import annotations

import locale
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from wardeval.exact import Met
from wardeval.language import Apart, Code, Language, Share, Words, choose
from wardeval.problems import say, say_n

VI, EN = Language(Code.VI), Language(Code.EN)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("95.45", "95,45", "95.45"),
        ("1234.5", "1.234,5", "1,234.5"),
        ("1000000", "1.000.000", "1,000,000"),
        ("0", "0", "0"),
        ("25", "25", "25"),
        ("-2.5", "-2,5", "-2.5"),
        ("78.3877", "78,39", "78.39"),
        ("78.385", "78,39", "78.39"),
        ("-0.001", "-0,001", "-0.001"),
        ("0.10", "0,1", "0.1"),
    ],
)
def test_numbers(value: str, vi: str, en: str) -> None:
    assert VI.text(Fraction(value)) == vi
    assert EN.text(Fraction(value)) == en


@pytest.mark.parametrize(
    ("share", "threshold", "vi"),
    [
        (Fraction(14, 15), Fraction(7, 10), "93,33%"),
        (Fraction(142, 203), Fraction(7, 10), "69,95%"),
        (Fraction(99999, 100000), None, "99,999%"),
        (Fraction(4, 100000), None, "0,004%"),
        (Fraction(1), None, "100%"),
        (Fraction(0), None, "0%"),
        (Fraction(69996, 100000), Fraction(7, 10), "69,996%"),
        (Fraction(69996, 100000), None, "69,996%"),
        (Fraction(70004, 100000), Fraction(7, 10), "70,004%"),
        (Fraction(7, 10), Fraction(7, 10), "70%"),
        (Fraction(66666, 100000), Fraction(2, 3), "66,666%"),
        (Fraction(2, 3), Fraction(2, 3), "66,67%"),
    ],
)
def test_a_share_reads_as_a_landmark_only_where_it_is_one(share: Fraction, threshold: Fraction | None, vi: str) -> None:
    assert VI.text(Share(share, () if threshold is None else (threshold,))) == vi


@pytest.mark.parametrize(
    ("value", "limit", "vi"),
    [
        ("79.95", "80", "79,95"),
        ("79.996", "80", "79,996"),
        ("80.0004", "80", "80,0004"),
        ("80", "80", "80"),
        ("11.999", "12", "11,999"),
    ],
)
def test_a_number_reads_as_its_threshold_only_where_it_is_it(value: str, limit: str, vi: str) -> None:
    assert VI.text(Apart(Fraction(value), (Fraction(limit),))) == vi


def test_a_number_of_a_file_is_written_as_a_file_may_have_it() -> None:
    assert VI.text(Apart(Fraction(12645, 10), grouped=False)) == "1264,5"
    assert VI.text(Apart(Fraction(12645, 10))) == "1.264,5"


def test_a_number_too_close_to_its_threshold_is_cut_off_and_says_so() -> None:
    almost = Fraction(10**20 - 1, 10**20)
    assert VI.text(Share(almost)) == "99,999999999999…%"
    assert VI.text(Apart(80 * almost, (Fraction(80),))) == "79,999999999999…"


@given(
    share=st.fractions(0, 1, max_denominator=10**6),
    threshold=st.fractions(0, 1, max_denominator=200),
)
def test_no_share_reads_as_another_side_of_its_threshold(share: Fraction, threshold: Fraction) -> None:
    def read(value: Fraction, apart_from: tuple[Fraction, ...]) -> Fraction:
        return Fraction(EN.text(Share(value, apart_from)).rstrip("%").replace("…", ""))

    shown, limit = read(share, (threshold,)), read(threshold, ())
    assert (shown < limit) == (share < threshold)
    assert (shown > limit) == (share > threshold)
    assert (shown == 100) == (share == 1)
    assert (shown == 0) == (share == 0)


def test_dates() -> None:
    assert VI.text(date(2023, 2, 1)) == "01/02/2023"
    assert EN.text(date(2023, 2, 1)) == "2023-02-01"


def test_words_of_a_set_fall_back_to_what_was_issued() -> None:
    assert VI.text(Words("Đạt", "Reached")) == "Đạt"
    assert EN.text(Words("Đạt", "Reached")) == "Reached"
    assert EN.text(Words("Đạt")) == "Đạt"


def test_three_valued_logic_and_lists() -> None:
    assert VI.text([Met.YES, Met.NO, Met.UNDECIDED]) == "đạt; chưa đạt; chưa xác định"
    assert EN.text((1, "x", Words("hai", "two"))) == "1; x; two"


@pytest.mark.parametrize("value", [True, 1.5, None, {}])
def test_what_has_no_exact_text_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        VI.text(value)


@pytest.mark.parametrize(
    "hostile",
    ["{0}", "{n}", "{text.__class__}", "{{x}}", "}{", "%s %(x)s", "[bold]x[/bold]", "<b>", "\\u0041", "đạt", "not met"],
)
@pytest.mark.parametrize("language", [VI, EN], ids=["vi", "en"])
def test_what_a_file_says_is_put_into_a_message_unchanged(language: Language, hostile: str) -> None:
    text = language.text(say("the id “{id}” is used twice", id=hostile))
    assert f"“{hostile}”" in text
    assert f"“{hostile}”" in language.text(say("{name}: {state}", name=say("“{name}”", name=hostile), state=hostile))


def test_messages_inside_messages_are_translated() -> None:
    assert VI.text(say("{verdict}: {met}", verdict=Words("Đạt", "Reached"), met=say("not reached"))) == "Đạt: chưa đạt"


def test_doubled_braces_are_braces() -> None:
    message = say("text is expected here, or {{vi: …, en: …}}")
    assert VI.text(message) == "ở đây cần chữ, hoặc {vi: …, en: …}"
    assert EN.text(message) == "text is expected here, or {vi: …, en: …}"


@pytest.mark.parametrize(("n", "en", "vi"), [(0, "0 files", "0 tệp"), (1, "1 file", "1 tệp"), (2, "2 files", "2 tệp")])
def test_plurals(n: int, en: str, vi: str) -> None:
    assert EN.text(say_n("{n} file", "{n} files", n=n)) == en
    assert VI.text(say_n("{n} file", "{n} files", n=n)) == vi


@pytest.mark.parametrize(
    ("option", "environ", "workspace", "expected"),
    [
        ("en", {"WARDEVAL_LANG": "vi", "LANG": "vi_VN.UTF-8"}, "vi", "en"),
        ("vi", {"WARDEVAL_LANG": "en", "LC_ALL": "C"}, "en", "vi"),
        (None, {"WARDEVAL_LANG": "vi", "LANG": "en_US.UTF-8"}, "en", "vi"),
        (None, {"WARDEVAL_LANG": "VI"}, None, "vi"),
        (None, {"WARDEVAL_LANG": "fr", "LANG": "vi_VN"}, None, "vi"),
        (None, {"WARDEVAL_LANG": ""}, "vi", "vi"),
        (None, {"LANG": "en_US.UTF-8"}, "vi", "vi"),
        (None, {"LANG": "vi_VN"}, "en", "en"),
        (None, {"LANG": "vi_VN.UTF-8"}, None, "vi"),
        (None, {"LC_MESSAGES": "vi_VN", "LANG": "de_DE"}, None, "vi"),
        (None, {"LC_ALL": "C", "LC_MESSAGES": "vi_VN", "LANG": "vi_VN.UTF-8"}, None, "en"),
        (None, {"LC_ALL": "", "LANG": "vi_VN.UTF-8"}, None, "vi"),
        (None, {"LANG": "de_DE.UTF-8"}, None, "en"),
    ],
)
def test_which_language_is_spoken(
    option: str | None, environ: dict[str, str], workspace: str | None, expected: str
) -> None:
    assert choose(option, environ, workspace) == expected


@pytest.mark.parametrize(("name", "expected"), [("vi_VN", "vi"), ("Vietnamese_Vietnam", "vi"), ("en_US", "en")])
def test_without_any_wish_the_system_decides(monkeypatch: pytest.MonkeyPatch, name: str, expected: str) -> None:
    monkeypatch.setattr(locale, "getlocale", lambda: (name, "UTF-8"))
    assert choose(None, {}) == expected


def test_a_system_without_a_locale_speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "getlocale", lambda: (None, None))
    assert choose(None, {}) == "en"


def test_the_option_speaks_even_in_the_message_about_a_wrong_option(run: Run) -> None:
    assert "không có tùy chọn --nowhere" in run("--nowhere", "--lang", "vi").err
    assert "there is no option --nowhere" in run("--nowhere", "--lang=en", lang="vi").err


def test_the_workspace_speaks(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wardeval.yaml").write_text("language: vi\n", encoding="utf-8")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert run("--help", folder=tmp_path, lang="").out.startswith("Cách dùng:")
    assert run("--help", folder=tmp_path, lang="en").out.startswith("Usage:")


def test_a_locale_of_c_speaks_english(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    assert run("--help", folder=tmp_path, lang="").out.startswith("Usage:")
