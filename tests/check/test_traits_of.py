"""What is kept of a file for the rules about several files: small values, the same for the same file."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.check.checking import TODAY
from tests.conftest import EXAMPLES
from wardeval.check.look import look
from wardeval.check.looked import Looked
from wardeval.check.traits import Documented, Tallied, Traits
from wardeval.check.traits_of import issuer_of
from wardeval.library import Library, places

HEAD = """\
format: wardeval/assessment/1
set: {set}
unit: {{id: FICTION-01, name: Phường Ví Dụ, type: phuong, within: [Thành phố Hư Cấu]}}
period: 2024
"""


def looked(text: str, set_: str = "tt-124-2021-xa") -> Looked:
    return look((HEAD.format(set=set_) + text).encode(), "a.yaml", Library(places(EXAMPLES, {})), TODAY)


def traits(text: str, set_: str = "tt-124-2021-xa") -> Traits:
    found = looked(text, set_)
    assert found.traits is not None, found.problems
    return found.traits


def test_a_file_is_of_a_unit_a_period_and_a_set() -> None:
    found = traits("as-of: 30/06/2024\n")
    assert found.unit == ("FICTION-01", "Phường Ví Dụ", "phuong", ("Thành phố Hư Cấu",))
    assert (found.period, found.set_, found.as_of) == (2024, "tt-124-2021-xa", date(2024, 6, 30))
    assert found.known_as == ("tt-124-2021-xa", "an-toan-an-ninh-trat-tu")
    assert found.window == (date(2023, 11, 16), date(2024, 11, 15))
    assert "phuong" in found.types
    completed = traits("", "tt-124-2021-xa-hu-cau")
    assert completed.known_as == ("tt-124-2021-xa-hu-cau", "tt-124-2021-xa", "an-toan-an-ninh-trat-tu")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("01/KH-UBND", "1/KH-UBND"),
        ("Số 1 /kh-ubnd", "1/KH-UBND"),
        ("số: 001/KH–UBND", "1/KH-UBND"),
        ("03-NQ/ÐU", "3-NQ/ĐU"),
        ("124/2021/TT-BCA", "124/2021/TT-BCA"),
        ("0", ""),
    ],
)
def test_the_number_of_a_document_has_one_spelling(written: str, number: str) -> None:
    (document,) = traits(f'evidence: {{a: {{number: "{written}"}}}}\n').documents
    assert document == Documented("a", number, "", 0, None, written="" if written == number else written)


def test_a_title_is_kept_only_where_it_names_a_year() -> None:
    lines = ("Kế hoạch năm 2023", "KẾ HOẠCH NĂM 2023", "Kế hoạch năm 2024", "Kế hoạch năm nay")
    entries = "".join(f"  d{place}: {{summary: {line}, issuer: UBND  Phường}}\n" for place, line in enumerate(lines))
    first, same, other, without = traits(f"evidence:\n{entries}").documents
    assert first.title == same.title != 0
    assert other.title not in (0, first.title)
    assert without.title == 0
    assert {each.issuer for each in (first, same, other, without)} == {"ubnd phường"}


def test_the_texts_that_are_compared_are_the_unit_s_own() -> None:
    text = "Hai người chuyển đi nơi khác trong năm, hồ sơ đã bàn giao đủ cho công an nơi đến tiếp nhận"
    found = traits(
        f"""
answers:
  5.3.a: {{value: đạt, explanation: "{text}", note: "{text}"}}
  4.4.d.1: {{value: 1, excepted: [{{reason: bat-kha-khang, note: "{text}"}}]}}
verified:
  by: Ban Chỉ đạo
  answers:
    5.3.a: {{value: chưa đạt, reason: "{text}", explanation: "{text}"}}
"""
    )
    assert [each.keys for each in found.explained] == [
        ("answers", "5.3.a", "explanation"),
        ("answers", "4.4.d.1", "excepted", 0, "note"),
    ]
    assert len({each.sketch for each in found.explained}) == 1


def test_answers_about_another_set_are_those_of_the_track_that_counts() -> None:
    own = traits('answers: {"5.4": đạt}\n', "qd-25-2021")
    assert [(each.keys, each.set_, each.is_met) for each in own.asked] == [(("answers", "5.4"), "tt-124-2021-xa", 1)]
    verifier = "verified: {by: A, answers: {5.4: {value: không, reason: chưa có}}}\n"
    verified = traits(f'answers: {{"5.4": đạt}}\n{verifier}', "qd-25-2021")
    assert [each.is_met for each in verified.asked] == [0]
    assert traits('answers: {"5.4": cơ bản đạt}\n', "qd-25-2021").asked == ()


def test_what_is_reached_met_and_counted() -> None:
    nothing = traits("")
    assert nothing.reached == (1, 1)
    assert nothing.met == Tallied((0, 1), (4, 1), (4, 1))
    assert nothing.points is None
    assert nothing.numbers == (0, 0)
    failed = traits("answers: {5.3.a: chưa đạt}\n")
    assert failed.reached == (0, 0)
    assert failed.met == Tallied((0, 1), (3, 1), (4, 1))


def test_numbers_are_the_same_however_they_are_written() -> None:
    one = traits("answers: {5.1.d: 2, 5.4.a: 14/15, 4.4.b: 0, 4.4.a: {now: 0, before: 3}}\n")
    other = traits("answers: {4.4.a: {before: 3, now: 0}, 5.4.a: {part: '14,0', whole: 15}, 5.1.d: 2, 5.3.b: không}\n")
    assert one.numbers == other.numbers
    assert one.numbers[0] == 3
    assert one.numbers != traits("answers: {5.1.d: 2, 5.4.a: 14/15, 4.4.a: {now: 3, before: 0}}\n").numbers
    assert one.numbers != traits("answers: {5.1.d: 2, 5.4.a: 28/30, 4.4.a: {now: 0, before: 3}}\n").numbers


def said(answers: str, head: str = "") -> int:
    return traits(f"{head}answers: {{{answers}}}\n").said


def test_what_is_said_is_the_same_in_any_order_and_is_nothing_where_there_is_nothing() -> None:
    assert said("5.1.d: 2, 5.3.a: đạt") == said("5.3.a: đạt, 5.1.d: 2", "as-of: 30/06/2024\n") != 0
    assert said("") == said("5.1.d: null") == traits("").said == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5.1.a: 10/01/2024", "5.1.a: {value: 2024-01-10}"),
        ("5.1.d: 2", "5.1.d: {value: '2', note: x, evidence: [a]}"),
        ("5.4.a: 21/21", "5.4.a: {part: 21, whole: '21,0'}"),
        ("5.3.a: đạt", "5.3.a: {value: có, reason: x}"),
        ("5.4.a: {part: 3}", "5.4.a: {part: '3', note: x}"),
        ("4.4.a: {now: 1, before: 2}", "4.4.a: {before: 2, now: 1}"),
    ],
)
def test_what_is_said_is_the_same_however_it_is_written(one: str, other: str) -> None:
    documents = "evidence: {a: {title: Biên bản}}\n"
    assert said(one) == said(other, documents) != 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5.1.a: 10/01/2024", "5.1.a: 11/01/2024"),
        ("5.1.a: 10/01/2024", "5.1.a: chưa"),
        ("5.1.d: 2", "5.1.d: 3"),
        ("5.4.a: 21/21", "5.4.a: 42/42"),
        ("5.3.a: đạt", "5.3.a: chưa đạt"),
        ("5.4.a: {part: 3}", "5.4.a: {part: 4}"),
        ("4.4.a: {now: 1, before: 2}", "4.4.a: {now: 2, before: 1}"),
        ('"4.2": {value: cơ bản đạt, explanation: A}', '"4.2": {value: cơ bản đạt, explanation: B}'),
        ("4.4.d.1: 1", "4.4.d.1: {value: 1, excepted: [{reason: bat-kha-khang}]}"),
    ],
)
def test_other_answers_say_something_else(one: str, other: str) -> None:
    assert said(one) != said(other)


def test_what_is_said_is_the_same_number_for_ever() -> None:
    assert said("5.1.d: 2, 5.3.a: đạt, 5.4.a: 21/21, 5.1.a: 10/01/2024") == 193714256137321


@pytest.mark.parametrize(
    ("written", "issuer"),
    [
        ("Uỷ ban nhân dân  P. Ví Dụ", "ubnd phường ví dụ"),
        ("UBND P.Ví Dụ, TP. Hư Cấu", "ubnd phường ví dụ, thành phố hư cấu"),
        ("Hội đồng nhân dân TP Hư Cấu", "hđnd thành phố hư cấu"),
        ("CA phường Ví Dụ", "công an phường ví dụ"),
        ("CA P. Ví Dụ", "công an phường ví dụ"),
        ("BCĐ 138 phường Ví Dụ", "ban chỉ đạo 138 phường ví dụ"),
        ("Đảng uỷ P. 5", "đảng ủy phường 5"),
        ("P. Tư pháp quận Ví Dụ", "p. tư pháp quận ví dụ"),
        ("UBND xã Ca Ví", "ubnd xã ca ví"),
        ("Ủy ban Mặt trận Tổ quốc phường Ví Dụ", "ủy ban mặt trận tổ quốc phường ví dụ"),
    ],
)
def test_an_issuer_has_one_spelling(written: str, issuer: str) -> None:
    assert issuer_of(written) == issuer_of(issuer) == issuer


def test_documents_are_the_same_whatever_their_keys() -> None:
    one = traits("evidence: {a: {number: 1/KH-UBND, date: 10/01/2024}, b: {number: 2/KH-UBND}}\n")
    other = traits("evidence: {x: {number: 02/KH-UBND}, y: {number: 'Số 1/KH-UBND', date: 2024-01-10}}\n")
    assert one.registered == other.registered != traits("evidence: {a: {number: 1/KH-UBND}}\n").registered


def test_the_numbers_of_two_years_are_those_of_both_tracks() -> None:
    verifier = "verified: {by: A, answers: {4.4.a: {now: 12, before: '14,0', reason: x}}}\n"
    found = traits(f"answers: {{4.4.a: {{now: 11, before: 15}}}}\n{verifier}").yearly
    assert [(each.keys[0], each.now, each.before) for each in found] == [
        ("answers", (11, 1), (15, 1)),
        ("verified", (12, 1), (14, 1)),
    ]
    assert traits("answers: {4.4.a: {now: 11}}\n").yearly == ()


@pytest.mark.parametrize(
    "text",
    ["answers: {khong-co: đạt}\n", "answers: [\n", "answers: {}\nanswers: {}\n", "unknown: 1\n"],
    ids=["unknown id", "not yaml", "key twice", "unknown key"],
)
def test_it_is_known_whose_a_file_with_mistakes_is(text: str) -> None:
    found = looked(text)
    assert found.traits is None
    assert found.whose is not None
    assert (found.whose.unit.id, found.whose.period, found.whose.set_) == ("FICTION-01", 2024, "tt-124-2021-xa")


@pytest.mark.parametrize("text", ["answers: {}\n", "answers: [\n"], ids=["can be read", "cannot be read"])
def test_a_file_that_says_no_period_says_whose_it_is(text: str) -> None:
    head = HEAD.format(set="tt-124-2021-xa").replace("period:", "ky:")
    found = look((head + text).encode(), "a.yaml", Library(places(EXAMPLES, {})), TODAY)
    assert found.whose is not None
    assert (found.whose.unit.id, found.whose.period) == ("FICTION-01", None)


def test_nobody_knows_whose_a_file_is_that_does_not_say_it() -> None:
    assert look(b"answers: [", "a.yaml", Library(places(EXAMPLES, {})), TODAY).whose is None


def plain(value: object) -> Iterator[object]:
    """Every value inside."""
    if isinstance(value, tuple):
        for each in value:
            yield from plain(each)
    else:
        yield value


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("**/hu-cau*.yaml")), ids=lambda path: path.name)
def test_traits_travel_and_are_kept(path: Path) -> None:
    found = look(path.read_bytes(), path.name, Library(places(EXAMPLES, {})), TODAY)
    if found.traits is not None:
        assert {type(value) for value in plain(found.traits)} <= {type(None), str, int, date}
        assert pickle.loads(pickle.dumps(found.traits)) == found.traits
        assert len(pickle.dumps(found.traits)) < 8000
