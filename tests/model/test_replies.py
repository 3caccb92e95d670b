"""Answers are read as what their measure takes; anything else is refused where it stands, with what was meant."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from wardeval.language import Code, Language
from wardeval.model.assessment import Answer
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.mistakes import Mistake
from wardeval.model.replies import read_replies
from wardeval.model.values import Change, Events, ExceptedEvents, Grade, Level, NotApplicable, On, Present, Ratio, Reply
from wardeval.problems import Message

SET = CriterionSet.read(
    {
        "format": "wardeval/criterion-set/1",
        "id": "thu",
        "title": "Thử",
        "basis": {"number": None, "issuer": "Thử"},
        "units": ["phuong"],
        "completeness": "complete",
        "sources": {},
        "verdicts": [{"id": "xong", "title": "Xong"}],
        "scales": {
            "xep-loai": {
                "kem": {"vi": "Kém", "en": "Poor"},
                "hoan-thanh": {"vi": "Hoàn thành", "en": "Fulfilled"},
                "hoan-thanh-tot": {"vi": "Hoàn thành tốt"},
            },
            "gan-nhau": {"kem": "Kém", "trung-binh": "Khá", "kha-nang": "Khả"},
        },
        "exceptions": {
            "bat-kha-khang": {"title": "Bất khả kháng"},
            "bao-cao": {"title": "Đã báo cáo", "needs": {"phat-hien": "Phát hiện", "bao-cao-ngay": "Báo cáo ngay"}},
            "ngoai": {"title": "Không dùng ở đây"},
        },
        "criteria": [
            {"id": "met", "measure": "met"},
            {"id": "events", "measure": "events", "met": "none"},
            {"id": "4.3.đ", "measure": "events", "met": "none", "except": ["bat-kha-khang", "bao-cao"]},
            {"id": "count", "measure": "count", "met": {"at-least": "1"}},
            {"id": "ratio", "measure": "ratio", "met": {"at-least": "70%"}},
            {"id": "amount", "measure": "amount", "met": {"more-than": "75"}},
            {"id": "change", "measure": "change", "met": {"at-most": "before"}},
            {"id": "date", "measure": "date", "met": {"to": "31/03/Y"}},
            {"id": "level", "measure": "level", "scale": "xep-loai", "met": {"at-least": "hoan-thanh"}},
            {"id": "near", "measure": "level", "scale": "gan-nhau", "met": {"at-least": "kha-nang"}},
            {"id": "points", "measure": "points", "max": "4", "step": "0.5"},
            {"id": "open-points", "measure": "points", "points": "unknown"},
            {"id": "judged", "measure": "points", "max": "unknown", "step": "0.5", "points": "as-judged"},
            {
                "id": "parts",
                "measure": "parts",
                "parts": {"loa": "Loa", "to-roi": "Tờ rơi", "hop": "Họp"},
                "met": "all",
            },
            {"id": "full", "measure": "met", "not-applicable": "full"},
            {"id": "excluded", "measure": "ratio", "met": {"at-least": "1%"}, "not-applicable": "excluded"},
            {"id": "hoà-giải", "measure": "met"},
            {"id": "tru-so", "measure": "met"},
            {
                "id": "5",
                "not-applicable": "zero",
                "all": [{"id": "5.a", "measure": "met"}, {"id": "5.b", "measure": "met"}],
            },
            {"id": "6", "any": [{"id": "6.a", "measure": "met"}, {"id": "6.b", "measure": "met"}]},
        ],
    }
)
ENGLISH = Language(Code.EN)


def read(id_: str, answer: object) -> tuple[Reply | None, list[Mistake]]:
    mistakes: list[Mistake] = []
    replies = read_replies(SET, {id_: Answer.read(answer)}, ("answers",), mistakes)
    return replies.get(id_), mistakes


def value_of(id_: str, answer: object) -> object:
    reply, mistakes = read(id_, answer)
    assert mistakes == []
    assert reply is not None
    assert reply.keys == ("answers", id_)
    return reply.value


def text(message: Message | None) -> str:
    return "" if message is None else ENGLISH.text(message)


def refusal(id_: str, answer: object) -> tuple[str, str]:
    """What is said, and the way out."""
    reply, (mistake,) = read(id_, answer)
    assert reply is None
    assert mistake.keys == ("answers", id_)
    return text(mistake.message), text(mistake.hint)


MET = ["đạt", "Đạt", "ĐẠT", "dat", "có", "rồi", "met", "Met", "yes", "YES", "true", "True", " đạt ", "đa\u0323t"]
BASICALLY = ["cơ bản đạt", "Cơ bản đạt", "co ban dat", "đạt cơ bản", "cơ bản", "basically met", "Basically"]
NOT_MET = ["chưa đạt", "Chưa đạt", "chua dat", "không đạt", "KHÔNG ĐẠT", "chưa", "không", "khong", "not met"]
NOT_MET += ["no", "No", "false", "False", "FALSE"]
NOT_GRADES = ["off", "on", "n", "y", "ok", "1", "0", "x", "đạt rồi", "không chưa", "22/22", "chưa đạt?", "100%"]


@pytest.mark.parametrize("word", MET)
def test_met(word: str) -> None:
    assert value_of("met", word) is Grade.MET
    assert value_of("met", {"value": word}) is Grade.MET


@pytest.mark.parametrize("word", BASICALLY)
def test_basically_met_is_kept_apart(word: str) -> None:
    assert value_of("met", word) is Grade.BASICALLY


@pytest.mark.parametrize("word", NOT_MET)
def test_not_met(word: str) -> None:
    assert value_of("met", word) is Grade.NOT_MET


@pytest.mark.parametrize("word", NOT_GRADES)
def test_other_words_are_neither(word: str) -> None:
    said, hint = refusal("met", word)
    assert word in said
    assert "chưa đạt" in hint


GOOD: dict[str, tuple[str, object, object]] = {
    "no events": ("events", "0", Events(0)),
    "two events": ("events", "2", Events(2)),
    "03 events": ("events", "03", Events(3)),
    "không": ("events", "không", Events(0)),
    "chưa có": ("events", "Chưa có", Events(0)),
    "không có": ("events", "khong co", Events(0)),
    "none": ("events", "none", Events(0)),
    "count": ("count", "12", Fraction(12)),
    "count in groups": ("count", "1.000.000", Fraction(1_000_000)),
    "count without decimals": ("count", "2,0", Fraction(2)),
    "ratio": ("ratio", {"part": "14", "whole": "15"}, Ratio(Fraction(14), Fraction(15))),
    "ratio in short": ("ratio", "14/15", Ratio(Fraction(14), Fraction(15))),
    "ratio with blanks": ("ratio", "14 / 15", Ratio(Fraction(14), Fraction(15))),
    "ratio of money": ("ratio", {"part": "0,5", "whole": "2,5"}, Ratio(Fraction(1, 2), Fraction(5, 2))),
    "ratio and its percent": (
        "ratio",
        {"part": "118", "whole": "120", "percent": "98,33 %"},
        Ratio(Fraction(118), Fraction(120)),
    ),
    "ratio in short and its percent": ("ratio", {"value": "14/15", "percent": "90"}, Ratio(Fraction(14), Fraction(15))),
    "part that was added up": (
        "ratio",
        {"part": "23", "whole": "24", "sum-of": {"Tổ 1": "14", "Tổ 2": "6", "no": " 3,0 "}},
        Ratio(Fraction(23), Fraction(24)),
    ),
    "events that were added up": ("events", {"value": "2", "sum-of": ["4.3.đ", "events"]}, Events(2)),
    "count that is another": ("count", {"value": "2", "sum-of": "points"}, Fraction(2)),
    "amount that was added up": ("amount", {"value": "-1", "sum-of": {"thu": "2,5", "chi": "-3,5"}}, Fraction(-1)),
    "points that were added up": ("points", {"value": "3,5", "sum-of": {"a": "3", "b": "0,5"}}, Fraction(7, 2)),
    "how it came about left empty": ("count", {"value": "2", "sum-of": None}, Fraction(2)),
    "all of it": ("ratio", "7/7", Ratio(Fraction(7), Fraction(7))),
    "nothing of it": ("ratio", {"part": "0", "whole": "15"}, Ratio(Fraction(0), Fraction(15))),
    "amount": ("amount", "82,5", Fraction(165, 2)),
    "amount below 0": ("amount", "-1", Fraction(-1)),
    "change": ("change", {"now": "12", "before": "17"}, Change(Fraction(12), Fraction(17))),
    "change from 0": ("change", {"now": "0", "before": "0"}, Change(Fraction(0), Fraction(0))),
    "day first": ("date", "10/02/2023", On(date(2023, 2, 10))),
    "day with points": ("date", "10.02.2023", On(date(2023, 2, 10))),
    "day with hyphens": ("date", "10-2-2023", On(date(2023, 2, 10))),
    "year first": ("date", "2023-2-10", On(date(2023, 2, 10))),
    "leap day": ("date", "29/02/2024", On(date(2024, 2, 29))),
    "not done": ("date", "chưa", On(None)),
    "not done, in English": ("date", "no", On(None)),
    "level by id": ("level", "hoan-thanh-tot", Level(2, "hoan-thanh-tot")),
    "level by title": ("level", "Hoàn thành tốt", Level(2, "hoan-thanh-tot")),
    "level without tones": ("level", "hoan thanh", Level(1, "hoan-thanh")),
    "level with tones elsewhere": ("level", "Hòan thành", Level(1, "hoan-thanh")),
    "level in English": ("level", "fulfilled", Level(1, "hoan-thanh")),
    "level like another but for its tone": ("near", "khá", Level(1, "trung-binh")),
    "the other one": ("near", "KHẢ", Level(2, "kha-nang")),
    "lowest level": ("level", "KÉM", Level(0, "kem")),
    "points": ("points", "3,5", Fraction(7, 2)),
    "no points": ("points", "0", Fraction(0)),
    "most points": ("points", "4", Fraction(4)),
    "points without a most": ("open-points", "70", Fraction(70)),
    "parts as a list": ("parts", ["loa", "hop"], Present(frozenset({"loa", "hop"}), frozenset({"to-roi"}))),
    "one part": ("parts", {"parts": "loa"}, Present(frozenset({"loa"}), frozenset({"to-roi", "hop"}))),
    "no part": ("parts", [], Present(frozenset(), frozenset({"loa", "to-roi", "hop"}))),
    "parts one by one": (
        "parts",
        {"parts": {"loa": "có", "to-roi": "không", "hop": "rồi"}},
        Present(frozenset({"loa", "hop"}), frozenset({"to-roi"})),
    ),
    "parts in part": (
        "parts",
        {"parts": {"loa": "yes", "to-roi": "False"}},
        Present(frozenset({"loa"}), frozenset({"to-roi"})),
    ),
    "excepted": (
        "4.3.đ",
        {"value": "3", "excepted": [{"reason": "bat-kha-khang", "number": "2"}]},
        Events(3, (ExceptedEvents(2, "bat-kha-khang", frozenset()),)),
    ),
    "excepted, needs not said": (
        "4.3.đ",
        {"value": "1", "excepted": [{"reason": "bao-cao"}]},
        Events(1, (ExceptedEvents(1, "bao-cao", None),)),
    ),
    "excepted, no need holds": (
        "4.3.đ",
        {"value": "1", "excepted": [{"reason": "bao-cao", "holds": []}]},
        Events(1, (ExceptedEvents(1, "bao-cao", frozenset()),)),
    ),
    "excepted, one need holds": (
        "4.3.đ",
        {"value": "1", "excepted": [{"reason": "bao-cao", "holds": "phat-hien"}]},
        Events(1, (ExceptedEvents(1, "bao-cao", frozenset({"phat-hien"})),)),
    ),
    "not applicable": ("full", {"not-applicable": "Không có việc"}, NotApplicable("Không có việc")),
    "not applicable, with evidence": (
        "excluded",
        {"not-applicable": "Mới lập", "evidence": ["qd-1"], "note": "Ghi chú"},
        NotApplicable("Mới lập"),
    ),
    "not applicable, a node with parts": ("5", {"not-applicable": "Không có"}, NotApplicable("Không có")),
}


@pytest.mark.parametrize(("id_", "answer", "value"), GOOD.values(), ids=GOOD.keys())
def test_an_answer_is_read(id_: str, answer: object, value: object) -> None:
    assert value_of(id_, answer) == value


MISSING: dict[str, tuple[str, object]] = {
    "left empty": ("met", None),
    "an empty value": ("met", {"value": None}),
    "only a note": ("events", {"note": "sẽ bổ sung"}),
    "only evidence": ("date", {"evidence": ["qd-1"]}),
    "only the part": ("ratio", {"part": "14"}),
    "only the whole": ("ratio", {"whole": "15"}),
    "only this year": ("change", {"now": "12"}),
    "only the year before": ("change", {"before": "12"}),
    "parts left empty": ("parts", {"parts": None}),
    "nothing added up yet": ("count", {"sum-of": None}),
    "no percent yet": ("ratio", {"part": "14", "percent": None}),
    "a count left empty": ("count", None),
    "an amount left empty": ("amount", None),
    "a level left empty": ("level", None),
    "points left empty": ("points", None),
}


@pytest.mark.parametrize(("id_", "answer"), MISSING.values(), ids=MISSING.keys())
def test_an_incomplete_answer_is_missing_and_never_zero(id_: str, answer: object) -> None:
    assert value_of(id_, answer) is None


BAD: dict[str, tuple[str, object, str]] = {
    "events below 0": ("events", "-1", "a whole number, 0 or more"),
    "half an event": ("events", "0,5", "a whole number, 0 or more"),
    "events as a word": ("events", "đạt", "“đạt” is not a number"),
    "events as false": ("events", "false", "“false” is not a number"),
    "events with a ground of no leaf": (
        "events",
        {"value": "1", "excepted": [{"reason": "bat-kha-khang"}]},
        "“bat-kha-khang” is not a ground of exception here",
    ),
    "events with a ground of another leaf": (
        "4.3.đ",
        {"value": "1", "excepted": [{"reason": "ngoai"}]},
        "“ngoai” is not a ground of exception here",
    ),
    "events with an unknown need": (
        "4.3.đ",
        {"value": "1", "excepted": [{"reason": "bao-cao", "holds": ["bao-cao"]}]},
        "“bao-cao” is not a need of this exception",
    ),
    "a need where there is none": (
        "4.3.đ",
        {"value": "1", "excepted": [{"reason": "bat-kha-khang", "holds": ["phat-hien"]}]},
        "“phat-hien” is not a need of this exception",
    ),
    "more excepted than happened": (
        "4.3.đ",
        {"value": "1", "excepted": [{"reason": "bat-kha-khang"}, {"reason": "bao-cao"}]},
        "more events are excepted than happened",
    ),
    "half an event excepted": (
        "4.3.đ",
        {"value": "1", "excepted": [{"reason": "bat-kha-khang", "number": "0,5"}]},
        "a whole number, 0 or more",
    ),
    "count below 0": ("count", "-1", "a whole number, 0 or more"),
    "half a count": ("count", "1,5", "a whole number, 0 or more"),
    "count in two readings": ("count", "3.321", "can be read in two ways"),
    "count in octal": ("count", "010", "“010” begins with a zero too many"),
    "count as a word": ("count", "không", "“không” is not a number"),
    "count too long": ("count", "9" * 31, "too long"),
    "a percent": ("ratio", "93,3%", "the part and the whole are needed"),
    "a share as a decimal": ("ratio", "0,933", "the part and the whole are needed"),
    "a percent beside nothing": ("ratio", {"percent": "93,3%"}, "the part and the whole are needed"),
    "a percent beside half": ("ratio", {"part": "14", "percent": "93,3%"}, "the part and the whole are needed"),
    "a percent of a count": ("count", {"value": "3", "percent": "93%"}, "“percent” is not part of an answer"),
    "what was added up of nothing": ("count", {"sum-of": {"a": "1"}}, "it is said what was added up, but not what"),
    "what was added up of half": ("ratio", {"part": "1", "sum-of": ["count"]}, "it is said what was added up, but"),
    "what was added up of a grade": (
        "met",
        {"value": "đạt", "sum-of": {"a": "1"}},
        "“sum-of” is not part of an answer",
    ),
    "what was added up of a change": (
        "change",
        {"now": "3", "before": "2", "sum-of": {"a": "1"}},
        "“sum-of” is not part of an answer",
    ),
    "part above whole": ("ratio", {"part": "16", "whole": "15"}, "the part (16) is more than the whole (15)"),
    "part above whole, in short": ("ratio", "16/15", "the part (16) is more than the whole (15)"),
    "whole of 0": ("ratio", {"part": "0", "whole": "0"}, "the whole is 0"),
    "part below 0": ("ratio", {"part": "-1", "whole": "15"}, "0 or more"),
    "both below 0": ("ratio", "-14/-15", "0 or more"),
    "two slashes": ("ratio", "14/15/16", "“15/16” is not a number"),
    "no whole": ("ratio", "14/", "“” is not a number"),
    "short and long form at once": ("ratio", {"value": "14/15", "part": "14"}, "the part and the whole are needed"),
    "whole in words": ("ratio", {"part": "14", "whole": "all"}, "“all” is not a number"),
    "amount in two readings": ("amount", "82.500", "can be read in two ways"),
    "amount with its unit": ("amount", "82,5 triệu", "“82,5 triệu” is not a number"),
    "change below 0": ("change", {"now": "-1", "before": "3"}, "a number of cases is 0 or more"),
    "change as one number": ("change", "12", "the numbers of this year and of the year before are both needed"),
    "31 February": ("date", "31/02/2023", "there is no day 31/02/2023"),
    "29 February of a common year": ("date", "2023-02-29", "there is no day 2023-02-29"),
    "month 13": ("date", "02/13/2023", "there is no day 02/13/2023"),
    "year of two digits": ("date", "10/02/23", "“23” is not a year from 1900 to 2099"),
    "year of another time": ("date", "10/02/2204", "“2204” is not a year from 1900 to 2099"),
    "year of another time first": ("date", "2204-02-10", "“2204” is not a year from 1900 to 2099"),
    "no year": ("date", "10/02", "a date is expected here"),
    "a date as a word": ("date", "đạt", "a date is expected here"),
    "year last, month unknown": ("date", "tháng 2/2023", "a date is expected here"),
    "no such level": ("level", "xuất sắc", "“xuất sắc” is not a level of this scale"),
    "level that could be two": ("near", "kha", "“kha” is not a level of this scale"),
    "level by number": ("level", "2", "“2” is not a level of this scale"),
    "points below 0": ("points", "-0,5", "points from 0 to 4 are expected here"),
    "points above the most": ("points", "4,5", "points from 0 to 4 are expected here"),
    "points between steps": ("points", "3,75", "points in steps of 0.5 are expected here"),
    "points below 0 without a most": ("open-points", "-1", "points, 0 or more, are expected here"),
    "no such part": ("parts", ["loa", "bao"], "“bao” is not one of the parts"),
    "no such part, one by one": ("parts", {"parts": {"bao": "có"}}, "“bao” is not one of the parts"),
    "a part basically there": ("parts", {"parts": {"loa": "cơ bản"}}, "expected for each part"),
    "a part as a number": ("parts", {"parts": {"loa": "1"}}, "expected for each part"),
    "parts as one word": ("parts", "có", "a list of the parts that are there is expected here"),
    "judged points below 0": ("judged", "-1", "points, 0 or more, are expected here"),
    "judged points between steps": ("judged", "3,75", "points in steps of 0.5 are expected here"),
    "part of a grade": ("met", {"part": "1", "whole": "2"}, "“part” is not part of an answer of this kind"),
    "now of a ratio": ("ratio", {"part": "1", "whole": "2", "now": "1"}, "“now” is not part of an answer"),
    "excepted of a count": (
        "count",
        {"value": "1", "excepted": [{"reason": "bat-kha-khang"}]},
        "“excepted” is not part of an answer of this kind",
    ),
    "parts of a date": ("date", ["loa"], "one value is expected here, not a list"),
    "not applicable where forbidden": (
        "met",
        {"not-applicable": "Không có"},
        "the set does not allow “not applicable” here",
    ),
    "not applicable on a node that forbids it": (
        "6",
        {"not-applicable": "Không có"},
        "the set does not allow “not applicable” here",
    ),
    "not applicable and a value": (
        "full",
        {"not-applicable": "Không có", "value": "đạt"},
        "an answer that does not apply has no value beside it",
    ),
    "not applicable and a part": (
        "excluded",
        {"not-applicable": "Không có", "part": "1"},
        "an answer that does not apply has no value beside it",
    ),
    "not applicable and a percent": (
        "excluded",
        {"not-applicable": "Không có", "percent": "1%"},
        "an answer that does not apply has no value beside it",
    ),
    "an inner node": ("5", "đạt", "“5” is made of parts; only the parts are answered"),
}


@pytest.mark.parametrize(("id_", "answer", "said"), BAD.values(), ids=BAD.keys())
def test_an_answer_is_refused(id_: str, answer: object, said: str) -> None:
    assert said in refusal(id_, answer)[0]


@pytest.mark.parametrize(
    ("id_", "answer", "hint"),
    {
        "two readings": ("count", "3.321", "write 3321 for thousands, or 3,3210 for a decimal"),
        "two readings with a comma": ("count", "12,000", "write 12000 for thousands, or 12,0000 for a decimal"),
        "a percent": ("ratio", "93,3%", "write {part: 14, whole: 15} or 14/15"),
        "whole of 0": ("ratio", "0/0", "write not-applicable with the reason, where the set allows it"),
        "level": ("level", "giỏi", "the levels are kem; hoan-thanh; hoan-thanh-tot"),
        "part": ("parts", ["bao"], "the parts are loa; to-roi; hop"),
        "inner node": ("5", "đạt", "answer 5.a; 5.b instead"),
        "date": ("date", "10/02", "write day/month/year, for example 10/02/2023, or 2023-02-10"),
        "ground": ("4.3.đ", {"value": "1", "excepted": [{"reason": "x"}]}, "the set allows: bat-kha-khang; bao-cao"),
        "keys": ("change", {"part": "1"}, "this one takes before; now"),
        "keys of a share": ("ratio", {"now": "1"}, "this one takes part; value; whole"),
        "zeros": ("count", "0018", "write 18"),
        "zeros and a decimal": ("amount", "-03,50", "write -3,50"),
        "zeros only": ("count", "000", "write 0"),
        "a number and its unit": ("count", "0 vụ", "write only the number: 0"),
        "a number and its unit without a blank": ("amount", "-3,5ha", "write only the number: -3,5"),
        "grouped and its unit": ("amount", "1.000.000 đồng/năm", "write only the number: 1.000.000"),
        "two readings and a unit": ("amount", "3.321 đồng", "write whole numbers with digits only, decimals"),
        "millions": ("amount", "3 triệu đồng", "write whole numbers with digits only, decimals"),
        "a percent for an amount": ("amount", "95 %", "write whole numbers with digits only, decimals"),
        "two numbers": ("amount", "3 ha 20", "write whole numbers with digits only, decimals"),
        "month first": ("date", "02/13/2023", "the day comes first, then the month: 13/02/2023"),
        "month last in ISO form": ("date", "2023-13-02", "the day comes first, then the month: 13/02/2023"),
        "a day that is not there": ("date", "30/02/2023", ""),
        "neither is a month": ("date", "13/13/2023", ""),
        "no day in that month": ("date", "02/30/2023", ""),
        "one in a list": ("met", ["đạt"], "write it without brackets: đạt"),
        "two in a list": ("met", ["đạt", "chưa"], ""),
        "two years in a list": ("change", ["12", "17"], "write {now: 12, before: 17}"),
        "no list of parts": ("parts", "loa", "write those that are there: [loa, to-roi, hop]"),
        "added up": ("count", {"sum-of": {"a": "1"}}, "write the number too, as value, or as part and whole"),
    }.values(),
)
def test_a_refused_answer_comes_with_a_way_out(id_: str, answer: object, hint: str) -> None:
    found = refusal(id_, answer)[1]
    assert hint in found if hint else found == ""


OFFERED = {
    "case": ("Tru-So", "tru-so"),
    "missing tone marks": ("4.3.d", "4.3.đ"),
    "case and tone marks": ("HOA-GIAI", "hoà-giải"),
    "tone placement": ("hòa-giải", "hoà-giải"),
    "as it is typed": ("4.3.dd", "4.3.đ"),
    "as it is typed, in capitals": ("4.3.DD", "4.3.đ"),
    "no point": ("4.3đ", "4.3.đ"),
    "slip of a finger": ("tru-sso", "tru-so"),
    "two letters swapped": ("tur-so", "tru-so"),
}


@pytest.mark.parametrize(("wrong", "meant"), OFFERED.values(), ids=OFFERED.keys())
def test_an_unknown_id_is_refused_and_the_right_one_offered(wrong: str, meant: str) -> None:
    reply, (mistake,) = read(wrong, "đạt")
    assert reply is None
    assert (mistake.rule, mistake.keys, mistake.at_key) == ("unknown-id", ("answers", wrong), True)
    assert text(mistake.message) == f"the set has no criterion or indicator “{wrong}”"
    assert text(mistake.hint) == f"did you mean “{meant}”?"


def test_an_id_like_no_other_gets_no_advice() -> None:
    _, (mistake,) = read("99.99", "đạt")
    assert mistake.hint is None


def test_what_can_be_read_is_kept_beside_what_cannot() -> None:
    mistakes: list[Mistake] = []
    answers = {id_: Answer.read(value) for id_, value in {"met": "off", "count": "3", "zzz": "1", "date": "x"}.items()}
    replies = read_replies(SET, answers, ("verified", "answers"), mistakes)
    assert list(replies) == ["count"]
    assert replies["count"].keys == ("verified", "answers", "count")
    assert [(mistake.rule, mistake.keys[-1]) for mistake in mistakes] == [
        ("answer", "met"),
        ("unknown-id", "zzz"),
        ("answer", "date"),
    ]


@pytest.mark.parametrize(
    ("id_", "answer"),
    {
        "a part that is no number": ("ratio", {"part": "nhiều"}),
        "a part below 0": ("ratio", {"part": "-3"}),
        "a whole of 0": ("ratio", {"whole": "0"}),
        "a year that is no number": ("change", {"now": "ít hơn"}),
        "a year before below 0": ("change", {"before": "-3"}),
    }.values(),
)
def test_half_an_answer_is_checked_too(id_: str, answer: object) -> None:
    refusal(id_, answer)
