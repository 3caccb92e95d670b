"""Of a set that is not there by its name, the one that is meant is named, where possible one for such a unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardeval.language import Code, Language
from wardeval.library import Library, Place, places
from wardeval.meant_sets import headings, set_hint

ENGLISH = Language(Code.EN)
XA = "did you mean “tt-124-2021-xa”?"
OTHERS = "name one of them: tt-124-2021-co-quan; tt-124-2021-kdc; tt-124-2021-truong; tt-124-2021-xa"
MOVEMENT = "name one of them: qd-510-2022-co-quan; qd-510-2022-xa"
NOTHING = "“wardeval criteria list” shows the sets there are"


@pytest.fixture(scope="module")
def library() -> Library:
    """The sets that wardeval brings along."""
    return Library(places(None, {}))


@pytest.mark.parametrize(
    ("text", "unit", "hint"),
    {
        "for another type of unit": ("tt-124-2021-phuong", "phuong", XA),
        "for another type, and whose is not known": ("tt-124-2021-phuong", None, XA),
        "the type in the id goes first": ("tt-124-2021-phuong", "truong", XA),
        "a type of two words": ("tt-124-2021-thi-tran", None, XA),
        "no type": ("tt-124-2021", "xa", XA),
        "no type anywhere": ("tt-124-2021", None, OTHERS),
        "a type that no set is for": ("tt-124-2021", "buon", OTHERS),
        "a slip in the type": ("tt-124-2021-truonng", None, "did you mean “tt-124-2021-truong”?"),
        "a slip in the type, whose is known": ("tt-124-2021-truonng", "phuong", XA),
        "the number": ("124/2021/TT-BCA", "phuong", XA),
        "the number of sets for others": ("124/2021/TT-BCA", None, OTHERS),
        "the number with words before it": ("Thông tư số 124/2021/TT-BCA", "thi-tran", XA),
        "half of the number": ("124/2021", "khu-dan-cu", "did you mean “tt-124-2021-kdc”?"),
        "the number without signs": ("124 2021 tt bca", "xa", XA),
        "two sets of one decision": ("510/QĐ-BCA-V05", None, MOVEMENT),
        "one of two sets of one decision": ("510/QĐ-BCA-V05", "phuong", "did you mean “qd-510-2022-xa”?"),
        "the id with more behind it": ("qd-5764-2021-phuong", None, "did you mean “qd-5764-2021”?"),
        "a part of the id": ("5764", None, "did you mean “qd-5764-2021”?"),
        "capitals": ("QD-5764-2021", None, "did you mean “qd-5764-2021”?"),
        "blanks": ("qd 5764 2021", None, "did you mean “qd-5764-2021”?"),
        "a zero left out": ("qd-4-2022", "phuong", "did you mean “qd-04-2022”?"),
        "the title": ("An toàn về an ninh, trật tự", "phuong", XA),
        "a slip in a family": ("an-toan-an-ninh-trat-tuu", "phuong", "did you mean “an-toan-an-ninh-trat-tu”?"),
        "the number of nothing": ("999/2021/TT-BCA", "phuong", NOTHING),
        "nothing like it": ("zzz", "phuong", NOTHING),
        "a letter": ("a", None, NOTHING),
        "no letter": ("?", None, NOTHING),
    }.values(),
)
def test_the_set_that_is_meant(text: str, unit: str | None, hint: str, library: Library) -> None:
    assert ENGLISH.text(set_hint(text, library, unit)) == hint


def test_an_overlay_is_for_the_units_of_its_set_and_a_broken_file_is_passed_over(tmp_path: Path) -> None:
    overlay = "extends: {}\nbasis: {{number: 7/KH-UBND, issuer: UBND}}\n"
    files = {
        "tinh-1": overlay.format("trong-1"),
        "tinh-2": overlay.format("khong-co"),
        "trong-1": "units: xa\nbasis: [1]\ntitle: {vi: Trong xã}\n",
        "vong-1": overlay.format("vong-1"),
        "vong-2": "units: [xa\n",
        "vong-3": "- a\n",
    }
    for id_, text in files.items():
        (tmp_path / f"{id_}.yaml").write_text(text, encoding="utf-8")
    library = Library((Place("workspace", tmp_path),))
    assert [(each.id, each.number, each.titles, each.units) for each in headings(library)] == [
        ("tinh-1", "7/KH-UBND", (), ("xa",)),
        ("tinh-2", "7/KH-UBND", (), ()),
        ("trong-1", "", ("Trong xã",), ("xa",)),
        ("vong-1", "7/KH-UBND", (), ()),
    ]
    assert ENGLISH.text(set_hint("7/KH-UBND", library, "phuong")) == "name one of them: tinh-2; vong-1"
