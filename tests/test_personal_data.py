"""Sets and examples name offices and units, never people, and hold nothing by which one could be found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

FILES = sorted([*(ROOT / "criteria").glob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")])
FORBIDDEN = {
    "a rank or form of address": r"\b(?:(?:thiếu|trung|thượng|đại) (?:tướng|tá|úy)|đồng chí)",
    "a mobile number": r"(?<![\d/.])(?:\+?84|0)[ .]?[35789]\d{2}[ .]?\d{3}[ .]?\d{3}(?!\d)",
    "a citizen ID": r"(?<![\d/._-])\d{12}(?![\d._-])",
    "an e-mail address": r"[\w.+-]+@[\w-]+\.[\w.]+",
}


def text_of(path: Path) -> str:
    """A file without the addresses of its sources, which are full of numbers."""
    return re.sub(r"https?://\S+", "", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("what", FORBIDDEN)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_there_is_none(path: Path, what: str) -> None:
    assert re.findall(FORBIDDEN[what], text_of(path), re.IGNORECASE) == []


@pytest.mark.parametrize(
    ("what", "text"),
    list(zip(FORBIDDEN, ("Đại tá A phát biểu", "gọi 0912 345 678", "CCCD 012345678901", "a.b@c.vn"), strict=True)),
)
def test_each_would_be_found(what: str, text: str) -> None:
    assert re.search(FORBIDDEN[what], text, re.IGNORECASE)
