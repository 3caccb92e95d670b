"""Rules about what does not belong into a file that others read: by what a person can be found or paid."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wardeval.check.free_text import FreeText
from wardeval.check.private.personal import (
    Number,
    is_account,
    is_citizen_id,
    is_phone,
    numbers,
    numbers_in_name,
    private_addresses,
)
from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.problems import Message, Severity, say

_SHOWN = 3
"""How many digits of a number are told: enough to find it, too few to use it."""


@rule(Family.PRIVATE, 1, Severity.WARNING)
def citizen_id(sheet: Sheet) -> Iterator[Hit]:
    """A text holds what looks like a citizen's number: twelve digits of an identity card, or nine of an old one.

    Twelve digits are taken for one where they begin with the code of a province and a digit of sex and century, or
    where CCCD, căn cước, CMND stands before them; nine digits only there.

    Why: Assessments are passed on, compared and often published. With this number somebody can be found and
    impersonated.

    Mend: Leave the number out. Where a person has to be named, the office and the document are enough.

    Fails:

        answers:
          5.1.d: {value: 2, note: "Tổ trưởng, CCCD 079199000000"}

    Passes:

        answers:
          5.1.d: {value: 2, note: "Theo báo cáo của tổ, đã cấp 1.079 thẻ CCCD"}
    """
    return _found(sheet, is_citizen_id, lambda shown: say("what looks like a citizen's number: {number}", number=shown))


@rule(Family.PRIVATE, 2, Severity.WARNING)
def phone_number(sheet: Sheet) -> Iterator[Hit]:
    """A text holds what looks like somebody's telephone number, a mobile one or a fixed line.

    Hotlines and the fixed lines of offices are public: they are passed over where the words before the number say
    so.

    Why: Assessments are passed on, compared and often published. The number then reaches people for whom it was not
    meant.

    Mend: Leave the number out, or name the office and its public line.

    Fails:

        answers:
          5.1.d: {value: 2, note: "Liên hệ tổ trưởng: 0900 000 000"}

    Passes:

        answers:
          5.1.d: {value: 2, note: "Đường dây nóng: 0900 000 000"}
    """
    return _found(sheet, is_phone, lambda shown: say("what looks like a telephone number: {number}", number=shown))


@rule(Family.PRIVATE, 3, Severity.WARNING)
def email_address(sheet: Sheet) -> Iterator[Hit]:
    """A text holds an e-mail address that is not an office's.

    Addresses below gov.vn and other domains of the state and the party are public, and so are mailboxes whose name
    is that of an office.

    Why: Assessments are passed on, compared and often published. The address then reaches people for whom it was
    not meant.

    Mend: Leave the address out, or give that of the office.

    Fails:

        answers:
          5.1.d: {value: 2, note: "Gửi về to.truong@example.com"}

    Passes:

        answers:
          5.1.d: {value: 2, note: "Gửi về phuongvidu@example.gov.vn"}
    """
    for each in sheet.texts if b"@" in sheet.case.source.content else ():
        for name, domain in dict.fromkeys(private_addresses(each.text)):
            address = f"{name[:2]}…@{domain}"
            message = say("what looks like somebody's e-mail address: {address}", address=address)
            yield Hit(each.keys, message, _LEAVE_OUT, part=f"{name}@{domain}")


@rule(Family.PRIVATE, 4, Severity.WARNING)
def bank_account(sheet: Sheet) -> Iterator[Hit]:
    """A text holds what looks like the number of a bank account or of a card.

    A number is taken for that of an account where STK, số tài khoản, tài khoản or ngân hàng stands before it, and for
    that of a card where it is built as one, with its check digit. Accounts at the treasury (kho bạc) are public.

    Why: Assessments are passed on, compared and often published. Such a number helps those who deceive people.

    Mend: Leave the number out; the document in which it stands is enough.

    Fails:

        answers:
          5.1.d: {value: 2, note: "Kinh phí chuyển vào STK 0000111122223"}

    Passes:

        answers:
          5.1.d: {value: 2, note: "Kinh phí qua ngân hàng 1.500.000.000 đồng"}
    """
    return _found(
        sheet,
        is_account,
        lambda shown: say("what looks like the number of a bank account or card: {number}", number=shown),
    )


_LEAVE_OUT = say("leave it out; the office or the document is enough")


def _found(sheet: Sheet, is_one: Callable[[Number], bool], told: Callable[[str], Message]) -> Iterator[Hit]:
    """Such numbers in the texts; only the first digits of each are told."""
    for each, plain in _long_numbered(sheet):
        number = next(filter(is_one, _numbers(plain)), None)
        if number is not None:
            written = number.written_in(plain.text)
            begin = plain.text.find(written)
            part = each.text[begin : begin + len(written)]
            yield Hit(each.keys, told(f"{number.digits[:_SHOWN]}…"), _LEAVE_OUT, part=part)


_WIDE = dict(zip(range(0xFF10, 0xFF1A), "0123456789", strict=True))
"""The digits of full width."""


def _long_numbered(sheet: Sheet) -> Iterator[tuple[FreeText, FreeText]]:
    """The texts in which a long number stands, and the same with plain digits in the place of those of full width."""
    if not sheet.may_have_wide_digits:
        yield from ((each, each) for each in sheet.long_numbered)  # as a rule
        return
    for each in sheet.texts:
        plain = each._replace(text=each.text.translate(_WIDE))
        if plain.has_long_number:
            yield each, plain


def _numbers(text: FreeText) -> Iterator[Number]:
    return numbers_in_name(text.text) if text.is_name else numbers(text.text)
