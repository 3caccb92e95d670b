"""Text of a page: addresses stay whole, everything else keeps to the width."""

from __future__ import annotations

import pytest

from wardeval.report.document import Branch, Cell, Document, Facts, Items, Tone, Tree
from wardeval.report.terminal import Page, render

ADDRESS = "https://example.vn/" + "mot-hai-ba-bon-" * 8 + "html"


@pytest.mark.parametrize("width", [40, 80, 140, 200])
@pytest.mark.parametrize("numbered", [True, False])
def test_an_address_is_never_cut_or_broken(width: int, numbered: bool) -> None:
    cells = (Cell(f"S1: Một nguồn: {ADDRESS}"), Cell(f"S2: {'chữ ' * 60}: {ADDRESS}", Tone.OPEN))
    text = render(Document((Items(cells, numbered=numbered),)), Page(width))
    assert text.count(ADDRESS) == 2
    assert "…" not in text
    over = [line for line in text.splitlines() if len(line) > width]
    assert all(line.strip() == ADDRESS for line in over)


def test_an_address_that_has_room_stands_in_its_line() -> None:
    assert render(Document((Items((Cell("S1: https://example.vn/a"),)),)), Page(80)) == "  - S1: https://example.vn/a\n"


def test_an_address_keeps_its_colour() -> None:
    text = render(Document((Items((Cell(ADDRESS, Tone.OPEN),)),)), Page(80, colour=True))
    assert f"\x1b[33m{ADDRESS}\x1b[0m" in text


@pytest.mark.parametrize("width", [40, 60])
def test_no_long_word_is_lost(width: int) -> None:
    cell = Cell("a" * 150)
    for block in (Facts((("Nhãn", cell),)), Items((cell,)), Tree(Branch(cell))):
        text = render(Document((block,)), Page(width))
        assert text.count("a") == 150
        assert max(map(len, text.splitlines())) <= width
