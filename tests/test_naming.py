"""Names: the type of unit that one says, and the file that is called after it."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardeval.naming import MOST_LETTERS, file_name, slug, type_of


@pytest.mark.parametrize(
    ("name", "type_"),
    {
        "a ward": ("Phường Tân Chánh Hiệp", "phuong"),
        "without tones": ("phuong 5", "phuong"),
        "decomposed": (normalize("NFD", "Phường 5"), "phuong"),
        "capitals": ("PHƯỜNG VÍ DỤ", "phuong"),
        "a commune": ("Xã Sùng Phài", "xa"),
        "a township": ("Thị  trấn Mường Lát", "thi-tran"),
        "a special zone": ("Đặc khu Phú Quốc", "dac-khu"),
        "its police": ("Công an phường Điện Biên", "phuong"),
        "a school": ("Trường THCS Ví Dụ", "truong"),
        "no type": ("Tân Chánh Hiệp", None),
        "only the type": ("Phường", None),
        "the beginning of another word": ("Xam Nưa", None),
    }.values(),
)
def test_a_name_says_its_type(name: str, type_: str | None) -> None:
    assert type_of(name) == type_


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Phường Đống Đa", "phuong-dong-da"),
        ("../../etc/passwd", "etc-passwd"),
        ('Phường "A": #b\n', "phuong-a-b"),
        ("مرحبا", ""),
        ("😀", ""),
        ("Phường " + "a" * 300, "phuong"),
        ("a" * 300, "a" * MOST_LETTERS),
    ],
)
def test_a_name_becomes_part_of_a_file_name(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_a_file_name_is_plain(name: str) -> None:
    found = file_name(name, 2024)
    assert found.isascii()
    assert not set(found) - set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert found.endswith("-2024.yaml")
    assert len(found) < 80


def test_where_the_year_is_a_folder_the_set_is_in_the_name() -> None:
    assert file_name("Phường Ví Dụ", 2024, "qd-5764-2021") == "phuong-vi-du--qd-5764-2021.yaml"
    assert file_name("😀", 2024) == "don-vi-2024.yaml"
