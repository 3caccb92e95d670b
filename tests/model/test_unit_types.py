"""Types of unit: what is meant where one is written as in a sentence."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from wardeval.language import Code, Language
from wardeval.model.unit_types import meant_type, type_id

ENGLISH = Language(Code.EN)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("phường", "phuong"),
        ("Phường", "phuong"),
        ("thị  trấn", "thi-tran"),
        ("Đặc khu", "dac-khu"),
        ("phuong", None),
        ("buôn", None),
        ("", None),
    ],
)
def test_what_is_meant(text: str, meant: str | None) -> None:
    assert meant_type(text) == meant


@pytest.mark.parametrize(("text", "hint"), [("thị trấn", "write “thi-tran”"), ("buôn làng", "an id has letters")])
def test_a_type_of_several_words_is_refused_with_what_is_meant(text: str, hint: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        type_id(text)
    assert ENGLISH.text((caught.value.context or {})["hint"]).startswith(hint)


def test_a_type_that_nobody_knows_is_an_id_all_the_same() -> None:
    assert type_id("buôn") == "buôn"
