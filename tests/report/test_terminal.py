"""Text of a page: addresses stay whole, everything else keeps to the width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from wardeval.report import terminal_rows
from wardeval.report.document import Branch, Cell, Column, Document, Facts, Items, Row, Table, Tone, Tree
from wardeval.report.terminal import render
from wardeval.report.terminal_rows import Page

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


def test_what_is_taken_for_narrow_takes_one_column() -> None:
    narrow = [letter for letter in map(chr, range(0x11000)) if terminal_rows._NARROW.fullmatch(letter)]
    assert len(narrow) > 900
    assert [letter for letter in narrow if cell_len(letter) != 1] == []


@pytest.mark.parametrize("width", [5, 8, 13, 40])
@pytest.mark.parametrize(
    "text",
    [
        "Phường Đo Tốc Độ 12, Quận Ví Dụ",
        "Đạt → Chưa đạt",
        "một-từ-dài-hơn-mọi-dòng và thêm",
        "hai  khoảng trống",
        "漢字 ở giữa 漢字漢字",
        "e\u0301 rời dấu",
        "",
    ],
)
def test_a_text_is_folded_as_rich_folds_it(text: str, width: int) -> None:
    lines = Text(text).wrap(Console(width=80), width, overflow="fold")
    assert terminal_rows._folded(text, width, cut=False) == tuple(line.plain.rstrip() for line in lines)


def test_the_cells_of_a_row_keep_their_columns_and_their_colours() -> None:
    columns = (Column("Unit", narrow=False, least=8), Column("Better", right=True))
    rows = (Row((Cell("Phường Hư Cấu Trung Tâm"), Cell("3", Tone.GOOD))),)
    document = Document((Table(columns, rows),))
    body = render(document, Page(40)).splitlines()[-1]
    assert body == "Phường Hư Cấu Trung Tâm        3"
    assert render(document, Page(40, colour=True)).splitlines()[-1].endswith("\x1b[32m     3\x1b[0m")
    assert render(document, Page(40, unicode=False)).splitlines()[-1] == "Phường Hư Cấu Trung Tâm |      3"


def test_words_stay_whole_before_anything_else_gets_room() -> None:
    columns = tuple(Column(title, narrow=False, least=4) for title in ("Đơn vị", "Tiêu chí", "Điểm"))
    row = Row((Cell("một hai ba bốn năm sáu bảy tám"), Cell("x"), Cell("1.234.567.890 đồng/người/năm")))
    text = render(Document((Table(columns, (row,)),)), Page(40))
    assert "1.234.567.890" in text
    assert "đồng/người/năm" in text
    assert "chí" in text
