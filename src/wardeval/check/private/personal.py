"""Numbers and addresses by which a person can be found, told apart from those of documents, money and offices.

A citizen's number has twelve digits (Decree 137/2015/NĐ-CP, Article 13; codes: Circular 59/2021/TT-BCA): three of the
province where the birth was registered, one of sex and century, two of the year of birth, six more. A mobile number has
ten, a fixed line eleven, both with a leading zero (Circular 22/2014/TT-BTTTT).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wardeval.model.base import fold

_PROVINCE = "0(?:0[12468]|1[0124579]|2[024-7]|3[013-8]|4[024-689]|5[12468]|6[024678]|7[024579]|8[0234679]|9[1-6])"
"""The codes of the 63 provinces in numbers of citizens; those of the provinces of 2025 are among them."""

_CITIZEN = re.compile(rf"{_PROVINCE}[0-3][0-9]{{8}}")
"""Of somebody born in this century or in the last one."""

_MOBILE = re.compile(r"0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])[0-9]{7}")
_OLD_MOBILE = re.compile(r"01(?:2[0-9]|6[2-9]|8[68]|99)[0-9]{7}")
_FIXED = re.compile(
    r"02(?:[48][0-9]{8}|(?:0[3-9]|1[0-689]|2[0-25-9]|3[2-9]|5[124-9]|6[0-39]|7[0-7]|9[0-4679])[0-9]{7})"
)
_PHONE_GROUPS = {
    (10,), (4, 3, 3), (3, 3, 4), (3, 4, 3), (4, 2, 2, 2), (3, 3, 2, 2), (3, 2, 2, 3), (2, 4, 4), (4, 6), (3, 7), (5, 5),
    (4, 4, 2), (2, 2, 2, 2, 2),
    (11,), (5, 3, 3), (4, 3, 4), (2, 9), (2, 3, 3, 3), (2, 2, 3, 4), (2, 3, 4, 2),
}  # fmt: skip
"""How the digits of a mobile number are grouped, and those of an old one, which has eleven."""
_FIXED_ALONE = (11,)
_AREA = (3, 4)
"""How long the first group of a fixed line is: the code of the area."""
_CITIZEN_GROUPS = {(12,), (3, 3, 3, 3), (4, 4, 4), (3, 1, 2, 6)}
_OLD_CITIZEN_GROUPS = {(9,), (3, 3, 3)}
_CARD_GROUPS = {(16,), (4, 4, 4, 4)}
_CARD = re.compile(r"(?:4|5[1-5]|2[2-7]|35|9704)[0-9]+")
_DATES = {(2, 2, 4), (4, 2, 2)}
_ACCOUNT = range(8, 20)
"""How many digits an account has."""

_LABEL = re.compile(
    r"(?P<citizen>\b(?:cccd|cmnd|cmtnd|cmt|can cuoc|chung minh (?:nhan dan|thu)|dinh danh ca nhan))"
    r"|(?P<account>\b(?:stk|so tai khoan|tai khoan so|so tk|tk so|account (?:no|number)))"
    r"|(?P<bank>\b(?:tai khoan|ngan hang|account|tk|bank)\b|bank\b)"
    r"|(?P<code>\b(?:mst|ma (?:so|ho so|don vi|doanh nghiep|giao dich|khach hang|van don|buu chinh)|hop dong|seri"
    r"|bien lai|hoa don|phieu (?:thu|chi)|bien nhan))"
    r"|(?P<office>\b(?:hotline|duong day nong|tong dai|truc ban|so truc|fax))"
    r"|(?P<network>\b(?:facebook|fb|tiktok|youtube|instagram|telegram|viber|twitter)\b)"
    r"|(?P<phone>\b(?:sdt|dien thoai|dt|tel|phone|di dong|zalo|lien he|lien lac))"
)
"""What the words before a number say it is."""

_OFFICE_LINE = re.compile(r"\b(?:hotline|duong day nong|tong dai|truc ban|so truc)\b")
_SENTENCE_END = re.compile(r"[.;!?]\s|\n")
_JOINING = re.compile(r"[\s,;/–—-]*(?:(?:hoac|va|or|and)\s+)?")
"""What stands between numbers of which the same is said."""

_OFFICE = re.compile(r"\b(?:ubnd|uy ban|cong an|van phong|tru so|co quan|truong|tram|benh vien|toa soan)\b")
"""Whose fixed line it is, where it is no person's."""

_COUNTED = re.compile(
    r"\s*(?:dong|d|vnd|trieu|ty|ti|nghin|ngan|usd|nguoi|ho|luot|truong hop|ho so|the|m2|ha|vu|can cuoc)\b|\s*%"
)
"""What follows a number that is money, or counts something."""

_ABROAD = re.compile(r"\(?\+84\)?[ .\-]*(?:\(0\)|0)?(?=[0-9])")
_ABROAD_ALONE = re.compile(
    rf"(?<![0-9a-z_.,/+-])84(?=[35789][0-9]{{8}}(?![0-9a-z_]|[.,/-][0-9a-z]|{_COUNTED.pattern}))"
)
"""The code of the country without its sign, before the number of a mobile telephone without its zero."""
_AREA_IN_BRACKETS = re.compile(r"\((0[0-9]{1,3})\)[ .\-]*")
_NUMBER = re.compile(
    r"(?:(?<=sdt)|(?<=cccd)|(?<=cmnd)|(?<=stk)|(?<=zalo)|(?<![0-9a-z_]))(?<![0-9][,/])"
    r"[0-9]+(?:([ .\-])[0-9]+(?:\1[0-9]+)*)?(?![0-9a-z_])"
)
_NEAR, _FAR = 40, 120
"""How many letters before a number may say what it is, and how many that it is a public line."""

_IN_FILE = re.compile(r"(?:(?<=sdt)|(?<=cccd)|(?<=cmnd)|(?<![0-9a-z]))[0-9]{10,12}(?![0-9a-z])")
_IN_ADDRESS = re.compile(r"(?<=[/=:])[0-9]{10,12}(?=[/?&#]|\Z)")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:")


class Number(NamedTuple):
    """A number in a text: its groups of digits, what stands between them, and what the words around it say."""

    groups: tuple[str, ...]
    between: str = ""
    label: str = ""
    before: str = ""
    is_counted: bool = False
    is_whole: bool = True
    """Whether this is all that stands together there."""

    @property
    def digits(self) -> str:
        """The digits without what stands between them."""
        return "".join(self.groups)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many digits each group has."""
        return tuple(map(len, self.groups))

    def written_in(self, text: str) -> str:
        """The number as a text has it; empty where it is not found."""
        for before, digits in ((r"(?<![0-9])", self.digits), (r"(?<![0-9])\+?84[ .()\-]*0?\)?", self.digits[1:])):
            if found := re.search(before + r"[ .()\-]*".join(digits), text):
                return found[0]
        return ""


def numbers(text: str) -> Iterator[Number]:
    """The long numbers of a text; of several in a row all of them together, and each."""
    said = _AREA_IN_BRACKETS.sub(r"\1 ", _ABROAD.sub("0", _ABROAD_ALONE.sub("0", fold(text))))
    is_public = any(treasury in said for treasury in _TREASURIES)
    end, long_end, label = 0, 0, ""
    for found in _NUMBER.finditer(said):
        before = said[max(end, found.start() - _NEAR) : found.start()]
        end = found.end()
        if len(found[0]) < _ACCOUNT.start:
            continue
        groups = tuple(found[0].split(found[1])) if found[1] else (found[0],)
        is_counted = found[0][0] != "0" and _COUNTED.match(said, end) is not None
        if not long_end or _JOINING.fullmatch(said, long_end, found.start()) is None:
            sentence = _SENTENCE_END.split(said[max(long_end, found.start() - _FAR) : found.start()])[-1]
            label = _label(before, sentence, is_public=is_public)
        long_end = end
        number = Number(groups, found[1] or "", label, before, is_counted)
        yield number
        for part in _parts(groups):
            yield number._replace(groups=part, is_whole=False)


def _label(before: str, sentence: str, *, is_public: bool) -> str:
    """What the nearest word before a number says it is, or its whole sentence, where that speaks of a public line.

    Accounts at the treasury, `is_public`, are those of offices.
    """
    label = _nearest(before)
    if label in ("account", "bank") and is_public:
        return "office"
    if label in ("", "phone") and _OFFICE_LINE.search(sentence):
        return "office"
    return _nearest(sentence) if label == "office" else label


def _nearest(before: str) -> str:
    label = ""
    for found in _LABEL.finditer(before):
        label = found.lastgroup or ""
    return label


_TREASURIES = ("kho bac", "kbnn")


def _parts(groups: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The numbers of telephones and citizens that may stand in a row with others; thousands are not grouped so."""
    for first in range(len(groups)):
        for length in (1, 3):
            part = groups[first : first + length]
            if part != groups and tuple(map(len, part)) in _PARTS:
                yield part


_PARTS = {(10,), (12,), (4, 3, 3), (3, 4, 3), (3, 3, 4), (4, 4, 4)}


def numbers_in_name(name: str) -> Iterator[Number]:
    """The long numbers of a file's name, or of an address, where only a whole part of it is one."""
    said = fold(name)
    for digits in (_IN_ADDRESS if _ADDRESS.match(said) else _IN_FILE).findall(said):
        yield Number((f"0{digits[2:]}" if digits.startswith("84") and len(digits) == _ABROAD_DIGITS else digits,))


_ABROAD_DIGITS = 11
"""How many digits a mobile number has with the code of the country, 84, in the place of the zero."""


def is_citizen_id(number: Number) -> bool:
    """Whether a number is that of a citizen: by its digits, or by the words before it."""
    if number.label == "citizen":
        return not number.is_counted and number.sizes in _CITIZEN_GROUPS | _OLD_CITIZEN_GROUPS
    return (
        number.label not in ("account", "code")
        and number.sizes in _CITIZEN_GROUPS
        and bool(_CITIZEN.fullmatch(number.digits))
    )


def is_phone(number: Number) -> bool:
    """Whether a number is a person's telephone; a fixed line behind the name of an office is none."""
    if number.label in ("citizen", "account", "bank", "code", "office"):
        return False
    digits, sizes = number.digits, number.sizes
    if sizes in _PHONE_GROUPS and (_MOBILE.fullmatch(digits) or _OLD_MOBILE.fullmatch(digits)):
        return True
    is_grouped = sizes == _FIXED_ALONE or sizes[0] in _AREA
    return is_grouped and _FIXED.fullmatch(digits) is not None and _OFFICE.search(number.before) is None


def is_account(number: Number) -> bool:
    """Whether a number is that of a bank account, by the words before it, or of a card, by its digits."""
    digits, sizes = number.digits, number.sizes
    if number.is_counted or not number.is_whole:
        return False
    if number.between == "." and (number.label != "account" or _is_in_thousands(number)):
        return False
    match number.label:
        case "account":
            return len(digits) in _ACCOUNT and sizes not in _DATES
        case "bank":
            is_long = len(sizes) == 1 and len(digits) in _ACCOUNT[1:]
            return is_long and not digits.endswith("000") and not is_citizen_id(number)
        case "citizen" | "code" | "network" | "phone" | "office":
            return False
    return sizes in _CARD_GROUPS and _CARD.fullmatch(digits) is not None and is_luhn(digits)


def _is_in_thousands(number: Number) -> bool:
    """Whether the digits are grouped as those of an amount of money."""
    first, *others = number.sizes
    return number.groups[0][0] != "0" and first <= _THOUSANDS and all(size == _THOUSANDS for size in others)


_THOUSANDS = 3


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it, as on every card."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0  # noqa: PLR2004 - Luhn


_EMAIL = re.compile(r"(?<![a-z0-9._%+-])([a-z0-9._%+-]+)@((?:[a-z0-9-]+\.)+[a-z]{2,})", re.IGNORECASE | re.ASCII)
_PUBLIC = ("gov.vn", "chinhphu.vn", "quochoi.vn", "dcs.vn", "cpv.org.vn")
"""The domains of the state and of the party."""

_OF_OFFICE = re.compile(
    r"ubnd|hdnd|mttq|congan|vanphong|vanthu|hotline|lienhe|contact|info|toasoan|phongbao|banbientap"
    r"|^(?:ca[._-]?(?:phuong|xa|thitran|dackhu)|cax|cap[._-]|danguy(?!en)|tuphap|mattran)"
)
"""What stands in the name of an office's mailbox that lies elsewhere."""


def private_addresses(text: str) -> Iterator[tuple[str, str]]:
    """The e-mail addresses of a text that are no office's, as name and domain."""
    for name, domain in _EMAIL.findall(text):
        where = domain.lower()
        is_public = any(where == public or where.endswith(f".{public}") for public in _PUBLIC)
        if not is_public and not _OF_OFFICE.search(name.lower()):
            yield name, domain
