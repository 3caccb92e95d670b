"""What says nothing, and what is short but says something."""

from __future__ import annotations

import pytest

from wardeval.check.complete.placeholders import ELSEWHERE, NONE_OF_IT, NOTHING, is_empty, is_no_ground, plain


@pytest.mark.parametrize(
    "text",
    [
        "không",
        "KHÔNG.",
        "...",
        "…",
        "-",
        "n/a",
        "N.A.",
        "x",
        "xxx",
        "x x x",
        "0",
        "nt",
        "Như trên",
        "như  trên.",
        "." * 99,
    ],
)
def test_placeholders(text: str) -> None:
    assert is_empty(text)
    assert is_no_ground(text)


@pytest.mark.parametrize(
    "text",
    ["Như 4.2", "Thiếu kinh phí", "Mưa", "12", "Xem báo cáo số 12/BC-UBND", "Đã xử lý", "không còn vụ nào", "如上所述"],
)
def test_short_texts_that_say_something(text: str) -> None:
    assert not is_empty(text)
    assert not is_no_ground(text)


def test_there_may_be_none_of_what_does_not_apply() -> None:
    assert is_empty("Không có")
    assert not is_no_ground("Không có")


def test_a_text_may_point_to_a_document_that_stands_beside_it() -> None:
    assert is_empty("Xem báo cáo kèm theo")
    assert not is_empty("Xem báo cáo kèm theo", proved=True)
    assert is_empty("Như trên", proved=True)


@pytest.mark.parametrize("text", sorted(NOTHING | NONE_OF_IT | ELSEWHERE))
def test_the_lists_are_written_as_texts_are_compared(text: str) -> None:
    assert plain(text) == text
