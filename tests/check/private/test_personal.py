"""Numbers by which a person can be found, and those that only look like one. All of them are made up."""

from __future__ import annotations

import pytest

from wardeval.check.free_text import may_hold_long_number
from wardeval.check.private.personal import (
    Number,
    is_account,
    is_citizen_id,
    is_luhn,
    is_phone,
    numbers,
    numbers_in_name,
    private_addresses,
)

CITIZEN, PHONE, ACCOUNT = "citizen", "phone", "account"
KINDS = {CITIZEN: is_citizen_id, PHONE: is_phone, ACCOUNT: is_account}


def kinds(found: list[Number]) -> set[str]:
    """What the numbers of a text are taken for."""
    return {kind for number in found for kind, is_one in KINDS.items() if is_one(number)}


@pytest.mark.parametrize(
    "text",
    [
        "Ông A, số căn cước 079199000000, cư trú tại tổ 3",
        "CCCD: 079 199 000 000",
        "CCCD/CMND số: 0791 9900 0000",
        "CCCD079199000000",
        "số định danh cá nhân 999199000000",
        "CMND 000111222 do Công an cấp",
        "CMND số 000.111.222",
        "giấy chứng minh nhân dân: 000 111 222",
        "(079199000000)",
        "079199000000, 001299000000",
        "TÀI KHOẢN VNEID 079199000000",
    ],
)
def test_numbers_of_citizens(text: str) -> None:
    assert kinds(list(numbers(text))) == {CITIZEN}


@pytest.mark.parametrize(
    "text",
    [
        "0900000000",
        "0900 000 000",
        "0900.000.000",
        "090-000-0000",
        "09 0000 0000",
        "0900 00 00 00",
        "+84900000000",
        "+84 900 000 000",
        "(+84) 900 000 000",
        "84900000000",
        "Hồ Văn A (84900000000), tổ 3",
        "Zalo: 84900000000.",
        "+84 (0)900 000 000",
        "SĐT0900000000",
        "ĐT:0900000000.",
        "Hồ Văn A 0900000000 Hồ Văn B",
        "năm 2024 0900 000 000",
        "0900000000-0900000001",
        "0900000000/0900000001",
        "01680000000",
        "Đã công khai đường dây nóng. Tổ trưởng: 0900 000 000",
        "Đường dây nóng: 1900 1234; tổ trưởng Hồ Văn A 0900 000 000",
        "Zalo, Facebook: 0900 000 000",
        "nhà riêng 024 0000 0000",
        "(0236) 0000 000",
        "0236.3.000.000",
    ],
)
def test_telephones(text: str) -> None:
    assert kinds(list(numbers(text))) == {PHONE}


@pytest.mark.parametrize(
    "text",
    [
        "STK 0000111122223",
        "STK: 0000 1111 2222 Agribank",
        "số tài khoản 12345678",
        "Số TK 0900000000",
        "tài khoản 1234567890 tại ngân hàng",
        "Vietcombank 0011001234567",
        "4111 1111 1111 1111",
        "thẻ 4111-1111-1111-1111",
        "Số tài khoản: 0000.1111.22223",
        "STK: 00001111, hoặc 00002222",
    ],
)
def test_accounts_and_cards(text: str) -> None:
    assert kinds(list(numbers(text))) == {ACCOUNT}


@pytest.mark.parametrize(
    "text",
    [
        "079199000000000",
        "5 079 199 000 000 đồng",
        "1.079.199.000.000 đồng",
        "Cấp CCCD cho 123456789 người",
        "mã số 079199000000",
        "000.00.05.H29-210301-0001",
        "UBND phường (0236) 0000 000",
        "Công an phường: 02360000000",
        "đường dây nóng 0900 000 000",
        "Hotline: 0900.000.000",
        "Đường dây nóng của Chủ tịch UBND phường: 0900.000.000",
        "Đường dây nóng của Công an phường 5 (số điện thoại 0900.000.000)",
        "Đường dây nóng: 0900 000 000 – 0900 000 001 hoặc 0900 000 002",
        "tài khoản Facebook 100000000000001",
        "số tài khoản mở mới là 12.345.678",
        "Fax 024 0000 0000",
        "MST 0900000000",
        "mã số thuế: 0700000000",
        "84900000000 đồng",
        "mã số 84900000000",
        "184900000000",
        "84100000000",
        "84900000000.htm",
        "84900000000.000 đồng",
        "84.900.000.000",
        "84 900 000 000",
        "12/84900000000",
        "1900 1234",
        "113, 114, 115",
        "Ngày 03.2.2024 150 người",
        "03-12-2024 15 hồ sơ",
        "09 12 2024 15 người",
        "2023 03 15 12 30 45",
        "số 0912/2024/QĐ-UBND",
        "0,912345678",
        "1 900 000 000 đồng",
        "12 035 678 901 đồng",
        "09000000001",
        "10.776889, 106.700806",
        "4111 1111 1111 1112",
        "Ngân hàng cho vay 15.000.000.000 đồng",
        "Ngân hàng cho vay 15000000000 đồng",
        "Ngân hàng cho vay 15000000000",
        "tài khoản kho bạc 3713 0 1012345",
        "tài khoản số 37130101234500001 tại Kho bạc",
        "số tài khoản mở ngày 10-01-2024",
        "hợp đồng số 4111111111111111",
    ],
)
def test_numbers_that_are_nobodys(text: str) -> None:
    assert kinds(list(numbers(text))) == set()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("minh-chung/cccd_079199000000.pdf", {CITIZEN}),
        ("079199000000.jpg", {CITIZEN}),
        ("https://example.com/?id=079199000000", {CITIZEN}),
        ("anh-0900000000_1.jpg", {PHONE}),
        ("https://zalo.me/0900000000", {PHONE}),
        ("https://example.com/84900000000?text=a", {PHONE}),
        ("tel:0900000000", {PHONE}),
        ("202401150730.pdf", set()),
        ("minh-chung/2024-03-15-12-30-45.pdf", set()),
        ("abc0900000000.jpg", set()),
        ("https://example.gov.vn/tin-0900000000.htm", set()),
        ("https://example.gov.vn/4111111111111111", set()),
    ],
)
def test_names_of_files_and_addresses(name: str, expected: set[str]) -> None:
    assert kinds(list(numbers_in_name(name))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gửi to.truong@example.com nhé", [("to.truong", "example.com")]),
        ("TO_3+a@Mail.Example.VN", [("TO_3+a", "Mail.Example.VN")]),
        ("vanphong@hucau.gov.vn, a@tphcm.chinhphu.vn", []),
        ("a@gov.vn.example.com", [("a", "gov.vn.example.com")]),
        ("a@notgov.vn", [("a", "notgov.vn")]),
        ("ubnd.phuongvidu@example.com", []),
        ("caphuongvidu@example.com, caxvidu@example.com, danguy.vidu@example.com", []),
        ("tuphapvidu@example.com, mattran.vidu@example.com, cap.vidu@example.com", []),
        ("danguyen@example.com", [("danguyen", "example.com")]),
        ("capham@example.com", [("capham", "example.com")]),
        ("https://example.com/@phuongvidu", []),
        ("2 điểm@tổ", []),
    ],
)
def test_addresses(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(private_addresses(text)) == expected


def test_check_digit_of_a_card() -> None:
    assert [last for last in "0123456789" if is_luhn(f"411111111111111{last}")] == ["1"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"note: 12345678", True),
        (b"note: 0900 000 000", True),
        (b"note: (0236) 000.000", True),
        (b"date: 2024-01-15\nnumber: 01", False),
        (b"date: 15/01/2024", False),
        (b"value: 1234567", False),
        ("số 1 và 2, 34567".encode(), False),
    ],
)
def test_a_file_is_searched_only_where_a_long_number_may_stand(content: bytes, expected: bool) -> None:
    assert may_hold_long_number(content) is expected
