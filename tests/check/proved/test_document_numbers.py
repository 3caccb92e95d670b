"""Numbers of documents: every one that is attested passes, what is surely none does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from wardeval.check.proved.document_numbers import DocumentType, fault, has_year, type_of
from wardeval.language import Code, Language

ENGLISH = Language(Code.EN)
FILES = sorted([*(ROOT / "examples").rglob("*.yaml"), *(ROOT / "criteria").rglob("*.yaml")])
_NUMBER = re.compile(r"\bnumber: +([^\s,}][^,}\n#]*)")
OF_OFFICES = (
    *("12/BC-UBND", "5764/QĐ-BCA-V05", "5764/QĐ-BCAV05", "541/KH-CAT-PV01", "3371/BCA-V05", "12/NQ-HĐND", "21/BB-CAP"),
    *("124/2021/TT-BCA", "25/2021/QĐ-TTg", "86/2023/NĐ-CP", "1211/2016/UBTVQH13", "1685/NQ-UBTVQH15"),
)
OF_THE_PARTY = ("01-NQ/ĐU", "15-KH/TU", "22-CV/ĐU", "44-KL/TW", "273- KH/TU")
UNUSUAL = (
    "01/NQ-ĐU",
    "100/KH-UBND",
    "Biên bản 3",
    "12",
    "12/2024",
    "15a/KH-UBND",
    "Đề án 68",
    "12 / BC – UBND",
    "Số: 12/BC-UBND",
    "01/KH-BCĐ 138",
    "12/12",
    "MH-CAP/03",
    "HS-CAP-12",
    "15o/KH-UBND",
    "12/KH-UBND (TTg)",
    "12/KH-UBND/2024",
)


def attested() -> Iterator[str]:
    """The numbers of decisions and documents in the sets and examples."""
    for path in FILES:
        for found in _NUMBER.finditer(path.read_text(encoding="utf-8")):
            text = found[1].strip().strip("\"'")
            if text not in ("null", "unknown") and not text.startswith("{"):
                yield text


def test_every_number_in_the_sets_and_examples_passes() -> None:
    numbers = set(attested())
    assert {"5764/QĐ-BCA-V05", "44-KL/TW", "Đề án 68"} <= numbers
    assert {number for number in numbers if fault(number) is not None} == set()


@pytest.mark.parametrize("number", [*OF_OFFICES, *OF_THE_PARTY, *UNUSUAL])
def test_a_number_that_offices_write_passes(number: str) -> None:
    assert fault(number) is None


@pytest.mark.parametrize(
    ("number", "said", "hint"),
    [
        ("/BC-UBND", "has no digits", "copy the whole number"),
        ("/2024/QĐ-UBND", "is left blank", "copy the whole number"),
        ("…/2024/QĐ-UBND", "is left blank", "copy the whole number"),
        ("xx/2024/QĐ-UBND", "is left blank", "copy the whole number"),
        ("05/01/2024", "is a date", "write it under date"),
        ("2024-01-05", "is a date", "write it under date"),
        ("ngày 5 tháng 1 năm 2024", "is a date", "write it under date"),
        ("QĐ/12-UBND", "does not begin with its digits", "write “12/QĐ-UBND”"),
        ("NQ-01/ĐU", "does not begin with its digits", "write “01-NQ/ĐU”"),
        ("12/QÐ-UBND", "U+00D0", "write “12/QĐ-UBND”"),
        ("12/ВС-UBND", "U+0412", "write “12/BC-UBND”"),
        ("00/KH-UBND", "is left blank", "copy the whole number"),
        ("000", "is left blank", "copy the whole number"),
        ("KH-UBND số 12", "does not begin with its digits", "write “12/KH-UBND”"),
        ("nghị quyết 01", "does not begin with its digits", "copy the whole number"),
        ("Kế hoạch số 12/KH-UBND", "does not begin with its digits", "write “12/KH-UBND”"),
        ("12_KH-UBND", "has a sign “_”", "write “12/KH-UBND”"),
        ("12 | KH-UBND", "has a sign “|”", "write “12/KH-UBND”"),
        ("KH-UBND/12", "does not begin with its digits", "write “12/KH-UBND”"),
        ("KH-UBND/2024", "does not begin with its digits", "copy the whole number"),
        ("KH-BCĐ/138", "does not begin with its digits", "copy the whole number"),
        ("...12/KH-UBND", "does not begin with its digits", "copy the whole number"),
        ("1O/KH-UBND", "U+004F", "write “10/KH-UBND”"),
        ("O1/2024/QĐ-UBND", "U+004F", "write “01/2024/QĐ-UBND”"),
        ("12/KH-UBND (bản sao)", "other words follow the number “12/KH-UBND”: (bản sao)", "the number alone"),
        ("12/KH-UBND(bản sao)", "other words follow the number “12/KH-UBND”: (bản sao)", "the number alone"),
        ("12, 13/KH-UBND", "more than one number", "an entry for each"),
        ("12 và 13/KH-UBND", "more than one number", "an entry for each"),
        ("12/BC-", "is missing", "copy the whole number"),
        ("12/-UBND", "is missing", "copy the whole number"),
        ("12/BC-UBND và 13/BC-UBND", "more than one number", "an entry for each"),
        (
            "12/BC-UBND của UBND phường",
            "other words follow the number “12/BC-UBND”: của UBND phường",
            "the number alone",
        ),
    ],
)
def test_what_is_surely_no_number(number: str, said: str, hint: str) -> None:
    found = fault(number)
    assert found is not None
    message, mend = found
    assert said in ENGLISH.text(message)
    assert hint in ENGLISH.text(mend)


@given(st.one_of(st.text(max_size=200), st.text("0123456789/-. BCUNDQĐ…xngày", max_size=200)))
def test_any_text_is_looked_at_and_little_of_it_told(number: str) -> None:
    found = fault(number)
    assert found is None or all(len(ENGLISH.text(message)) < 350 for message in found)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("12/BC-UBND", DocumentType("BC", of_party=False)),
        ("03-NQ/ĐU", DocumentType("NQ", of_party=True)),
        ("07/CTr-UBND", DocumentType("CTR", of_party=False)),
        ("124/2021/TT-BCA", DocumentType("TT", of_party=False)),
        ("273- KH/TU", DocumentType("KH", of_party=True)),
        ("12", None),
        ("Đề án 68", None),
    ],
)
def test_the_kind_of_document_is_read_from_its_number(number: str, kind: DocumentType | None) -> None:
    assert type_of(number) == kind


@pytest.mark.parametrize(("number", "has"), [("124/2021/TT-BCA", True), ("2021/TT-BCA", False), ("12/BC-UBND", False)])
def test_the_year_may_be_part_of_a_number(number: str, *, has: bool) -> None:
    assert has_year(number) is has
