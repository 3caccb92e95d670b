"""Texts that stand where something has to be said and say nothing: “không”, “...”, “như trên”, “xem báo cáo”."""

from __future__ import annotations

import re
from itertools import groupby

from wardeval.model.base import fold

MOST_LETTERS = 40
"""A longer text is none of these, unless it has no letters at all."""

_WORD = re.compile(r"[^\W_]+")

_NOTHING = """
khong, ko, none, no, nil, null, na, n a, khong ro, khong biet, khong y kien, khong co y kien, khong co ly do
co, yes, true, ok, dat, da dat, chua dat, khong dat, co ban dat, met, not met, basically met
khong co giai trinh, khong giai trinh, khong can giai trinh, khong ghi, khong ghi chu
chua cap nhat, dang cap nhat, cho cap nhat, se cap nhat, se cap nhat sau, cap nhat sau
chua bo sung, dang bo sung, cho bo sung, se bo sung, se bo sung sau, bo sung sau
se giai trinh, se giai trinh sau, giai trinh sau, dien sau, ghi sau, todo, tbd, tba
nt, nhu tren, nhu muc tren, nhu y tren, tuong tu, tuong tu nhu tren, giong tren, giong nhu tren, as above, ditto
idem, same, same as above, see above, xem tren, xem o tren
nhu nam truoc, nhu nam ngoai, giong nam truoc, tuong tu nam truoc, nhu cu, same as last year
giai trinh, ly do, ghi chu, noi dung, noi dung giai trinh, ghi ro ly do, nhap giai trinh, explanation, reason
note, lorem ipsum, test
khong ap dung, not applicable, khong danh gia, khong cham, kps, k
dat yeu cau, dat theo quy dinh, dung quy dinh, theo quy dinh, dam bao, dam bao theo quy dinh, bao dam theo quy dinh
thuc hien tot, da thuc hien, da lam, hoan thanh, da hoan thanh, dang thuc hien, dang trien khai, chua thuc hien
chua lam, chua dam bao, khong thuc hien, theo thuc te, co ly do
do khach quan, ly do khach quan, vi ly do khach quan, do ly do khach quan, nguyen nhan khach quan
da giai trinh, da giai trinh bang van ban, se giai trinh khi kiem tra, don vi tu giai trinh
cho so lieu, cho ket qua, cap nhat sau khi co so lieu, nhu tren da neu, nhu da neu, nhu da neu o tren
giai trinh tai day, ghi giai trinh o day, noi dung giai trinh o day
"""
_NONE_OF_IT = "khong co, chua co, khong phat sinh, chua phat sinh, chua"
"""What says nothing as an explanation, but may be why something does not apply: there is none of it."""

_ELSEWHERE = """
xem bao cao, theo bao cao, co bao cao, co bao cao kem theo, bao cao kem theo, xem bao cao kem theo
xem minh chung, theo minh chung, co minh chung, co minh chung kem theo, minh chung kem theo, xem minh chung kem theo
xem ho so, theo ho so, co ho so, co ho so kem theo, ho so kem theo, xem van ban, theo van ban, co van ban
co van ban kem theo, van ban kem theo, xem tai lieu, tai lieu kem theo, xem phu luc, theo phu luc, phu luc kem theo
xem file, xem file dinh kem, file dinh kem, xem tep, xem tep dinh kem, tep dinh kem, xem dinh kem, dinh kem
see report, see attachment, see attached, see evidence, see file, attached
"""


def _listed(texts: str) -> frozenset[str]:
    return frozenset(text.strip() for line in texts.splitlines() for text in line.split(",")) - {""}


NOTHING, NONE_OF_IT, ELSEWHERE = _listed(_NOTHING), _listed(_NONE_OF_IT), _listed(_ELSEWHERE)


def is_empty(text: str, *, proved: bool = False) -> bool:
    """Whether a text explains nothing; `proved` where documents stand beside it, to which it may point."""
    if len(text) > MOST_LETTERS:
        return _WORD.search(text) is None
    said = plain(text)
    return _has_no_word(said) or said in NOTHING or said in NONE_OF_IT or (not proved and said in ELSEWHERE)


def is_absence(text: str) -> bool:
    """Whether a text says that there is, or was, none of it."""
    said = plain(text[: 2 * MOST_LETTERS])
    return said in NONE_OF_IT or said in _ABSENT or said.startswith(_ABSENCES)


_ABSENCES = ("khong phat sinh", "chua phat sinh", "khong xay ra", "chua xay ra", "khong co vu", "khong de xay ra")
_ABSENT = frozenset(("khong", "ko", "none", "no", "khong co vu nao", "khong ghi nhan"))


def is_no_ground(text: str) -> bool:
    """Whether a text does not say why something does not apply."""
    if len(text) > MOST_LETTERS:
        return _WORD.search(text) is None
    said = plain(text)
    return _has_no_word(said) or said in NOTHING or said in ELSEWHERE


def plain(text: str) -> str:
    """The words of a text without case, tone marks and punctuation."""
    return " ".join(_WORD.findall(fold(text)))


def _has_no_word(said: str) -> bool:
    """Whether a text is nothing, or one letter or digit however often: “x”, “...”, “000”."""
    return len(list(groupby(said.replace(" ", "")))) <= 1
