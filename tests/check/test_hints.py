"""What people write wrongly at first: the hint says what to write, and who writes it has a file that can be used."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.check.checking import TODAY
from wardeval.check.look import look
from wardeval.language import Code, Language
from wardeval.library import Library, places
from wardeval.problems import ExitCode, Problem

ENGLISH = Language(Code.EN)
HEAD = """\
format: wardeval/assessment/1
set: tt-124-2021-xa
unit: {name: Phường Ví Dụ, type: phuong}
period: 2024
fictional: yes
"""
ANSWERS = f"{HEAD}answers:\n"
SCHOOL = ANSWERS.replace("tt-124-2021-xa", "tt-124-2021-truong").replace("phuong", "truong")


class Slip(NamedTuple):
    """A file with one mistake, what is said of it, and what to write for it."""

    text: str
    says: str
    hint: str
    old: str
    new: str
    """What the hint says to write in the place of `old`; or what it says in other words."""


def problems(text: str) -> tuple[Problem, ...]:
    looked = look(text.encode(), "a.yaml", Library(places(None, {})), TODAY)
    return looked.problems if looked.code is not ExitCode.OK else ()


def said(problem: Problem) -> tuple[str, str]:
    return ENGLISH.text(problem.message), "" if problem.hint is None else ENGLISH.text(problem.hint)


def answer(lines: str, says: str, hint: str, old: str, new: str) -> Slip:
    return Slip(f"{ANSWERS}  {lines}\n", says, hint, old, new)


NOT_KNOWN = "the set has no criterion or indicator “{}”"
NO_KEY = "the key “{}” is not known here"
NO_SET = "there is no criterion set “{}”"
NO_ID = "an id is expected here"
XA = "did you mean “tt-124-2021-xa”?"
LIST = "one value is expected here, not a list"

SLIPS = {
    "đ typed as dd": answer(
        "4.3.d: 0\n  4.3.dd: 0", NOT_KNOWN.format("4.3.dd"), "did you mean “4.3.đ”?", "4.3.dd", "4.3.đ"
    ),
    "tone marks, where the one without has its answer": answer(
        "4.3.d: 0\n  4.3.D: 0", NOT_KNOWN.format("4.3.D"), "did you mean “4.3.đ”?", "4.3.D", "4.3.đ"
    ),
    "an id that has its answer": answer(
        "5.4.b: 14/15\n  5.4.B: 14/15",
        NOT_KNOWN.format("5.4.B"),
        "“5.4.b” has an answer already; keep one of the two",
        "  5.4.B: 14/15\n",
        "",
    ),
    "an id that is there, still empty": answer(
        "5.4.b:\n  5.4b: 14/15", NOT_KNOWN.format("5.4b"), "did you mean “5.4.b”?", "5.4.b:\n  5.4b", "5.4.b"
    ),
    "a letter that is none beside one that is": answer(
        "5.3.a: đạt\n  5.3.e: đạt", NOT_KNOWN.format("5.3.e"), "answer 5.3.b instead", "5.3.e: đạt", "5.3.b: 0"
    ),
    "a part of what is answered as a whole": answer(
        "4.2.a: đạt", NOT_KNOWN.format("4.2.a"), "answer 4.2 instead", "4.2.a", "4.2"
    ),
    "a part of what is answered as a whole already": answer(
        "4.2: đạt\n  4.2.a: đạt", NOT_KNOWN.format("4.2.a"), "", "  4.2.a: đạt\n", ""
    ),
    "a letter that is none": answer(
        "5.3.e: đạt", NOT_KNOWN.format("5.3.e"), "answer 5.3.a; 5.3.b instead", "5.3.e: đạt", "5.3.b: 0"
    ),
    "a node made of parts": answer(
        "5.2: đạt",
        "“5.2” is made of parts; only the parts are answered",
        "answer 4.2; 4.3.a; 4.3.b; 4.3.c; 4.3.d; 4.3.đ; 4.3.e; 4.3.g; … instead",
        "5.2",
        "4.2",
    ),
    "a set of the decision that is for others": Slip(
        HEAD.replace("-xa", "-phuong"), NO_SET.format("tt-124-2021-phuong"), XA, "tt-124-2021-phuong", "tt-124-2021-xa"
    ),
    "the number of the decision": Slip(
        HEAD.replace("tt-124-2021-xa", "124/2021/TT-BCA"), NO_ID, XA, "124/2021/TT-BCA", "tt-124-2021-xa"
    ),
    "the decision in words": Slip(
        HEAD.replace("tt-124-2021-xa", "Thông tư 124"), NO_ID, XA, "Thông tư 124", "tt-124-2021-xa"
    ),
    "the title of the set": Slip(
        HEAD.replace("tt-124-2021-xa", "An toàn về an ninh, trật tự"),
        *(NO_ID, XA, "An toàn về an ninh, trật tự", "tt-124-2021-xa"),
    ),
    "a key in other words": answer(
        "5.4.b: {part: 14, total: 15}", NO_KEY.format("total"), "write “whole”", "total", "whole"
    ),
    "a key of another section": answer(
        "5.4.b: {part: 14, title: 15}",
        NO_KEY.format("title"),
        "the keys here are value; whole; percent; sum-of; not-applicable; evidence; explanation; reason; note",
        "title",
        "whole",
    ),
    "a key of another measure": answer(
        "5.4.b: {nay: 14, whole: 15}",
        NO_KEY.format("nay"),
        "the keys here are value; part; percent; sum-of; not-applicable; evidence; explanation; reason; note",
        "nay",
        "part",
    ),
    "an explanation in Vietnamese": answer(
        "5.3.a: {value: đạt, giai-trinh: Họp}", NO_KEY.format("giai-trinh"), "write “explanation”", "giai-trinh", "note"
    ),
    "a period in Vietnamese": Slip(
        HEAD.replace("fictional: yes", "kỳ: 2024"),
        NO_KEY.format("kỳ"),
        "“period” stands there already; keep one of the two",
        "kỳ: 2024\n",
        "",
    ),
    "a conclusion": Slip(
        f"{HEAD}ket-luan: đạt\n",
        NO_KEY.format("ket-luan"),
        "write it like this: claims: {verdict: dat, met: 21}",
        "ket-luan: đạt",
        "claims: {verdict: dat, met: 4}",
    ),
    "a name beside the unit": Slip(
        f"{HEAD}thuoc: Thành phố Hư Cấu\n",
        NO_KEY.format("thuoc"),
        "write it under “unit:”, as “within”",
        "phuong}\nperiod: 2024\nfictional: yes\nthuoc: Thành phố Hư Cấu",
        "phuong, within: Thành phố Hư Cấu}\nperiod: 2024",
    ),
    "an answer beside the answers": Slip(
        f"{HEAD}5.3.a: đạt\n",
        NO_KEY.format("5.3.a"),
        "an answer stands under “answers:”, indented by two spaces",
        "5.3.a",
        "answers:\n  5.3.a",
    ),
    "a section inside another": Slip(
        HEAD.replace("type: phuong}", "type: phuong, fictional: yes}").replace("\nfictional: yes", ""),
        NO_KEY.format("fictional"),
        "“fictional” belongs in the first column, as an entry of its own",
        ", fictional: yes}",
        "}\nfictional: yes",
    ),
    "the number of a document": Slip(
        f"{HEAD}evidence:\n  nq-01: {{so-hieu: 01-NQ/ĐU}}\n",
        NO_KEY.format("so-hieu"),
        "write “number”",
        "so-hieu",
        "number",
    ),
    "a number with its unit": answer("4.3.a: 0 vụ", "“0 vụ” is not a number", "write only the number: 0", "0 vụ", "0"),
    "a zero before a number": answer("5.1.d: 018", "“018” begins with a zero too many", "write 18", "018", "18"),
    "a value in brackets": answer("4.3.a: [0]", LIST, "write it without brackets: 0", "[0]", "0"),
    "a value in brackets after its key": answer(
        "4.3.a: {value: [0]}", "text is expected here", "write it without brackets", "[0]", "0"
    ),
    "a share in brackets": answer("5.4.b: [14, 15]", LIST, "write {part: 14, whole: 15} or 14/15", "[14, 15]", "14/15"),
    "the month first": answer(
        "5.1.a: 02/13/2024",
        "there is no day 02/13/2024",
        "the day comes first, then the month: 13/02/2024",
        "02/13/2024",
        "13/02/2024",
    ),
    "a year that is none": answer(
        "5.1.a: 10/02/2204",
        "“2204” is not a year from 1900 to 2099",
        "write day/month/year, for example 10/02/2023, or 2023-02-10",
        "2204",
        "2024",
    ),
    "the register as a list": Slip(
        f"{HEAD}evidence:\n  - {{number: 01-NQ/ĐU}}\n",
        "a mapping of keys and values is expected here",
        "write it like this: evidence: {nq-01: {number: 01-NQ/ĐU, date: 10/02/2024}}",
        "- {",
        "nq-01: {",
    ),
    "a number for the id of a document": Slip(
        f"{HEAD}evidence:\n  01 NQ/ĐU: {{date: 10/02/2024}}\n",
        NO_ID,
        "an id has letters, digits, points and hyphens only, for example 01-NQ-ĐU",
        "01 NQ/ĐU",
        "01-NQ-ĐU",
    ),
    "parts in words": Slip(
        f"{SCHOOL}  7.1.d: [bảo vệ]\n",
        NO_ID,
        "the parts are bao-ve; chinh-tri-noi-bo; quan-ly-nguoi-hoc; phong-chay",
        "bảo vệ",
        "bao-ve",
    ),
    "parts in words, one by one": Slip(
        f"{SCHOOL}  7.1.d: {{parts: {{bảo vệ: có}}}}\n",
        NO_ID,
        "the parts are bao-ve; chinh-tri-noi-bo; quan-ly-nguoi-hoc; phong-chay",
        "bảo vệ",
        "bao-ve",
    ),
    "a part without brackets": Slip(
        f"{SCHOOL}  7.1.d: bao-ve\n",
        "a list of the parts that are there is expected here",
        "write those that are there: [bao-ve, chinh-tri-noi-bo, quan-ly-nguoi-hoc, phong-chay]",
        "bao-ve",
        "[bao-ve]",
    ),
    "a colon in a text in braces": answer(
        "5.3.a: {value: đạt, note: Họp ngày 3/2: thống nhất}",
        "inside brackets or braces, a second colon stands in one entry",
        "put the whole text in quotes if the colon belongs to it; else put a comma before the next entry",
        "Họp ngày 3/2: thống nhất",
        '"Họp ngày 3/2: thống nhất"',
    ),
    "a comma left out in braces": answer(
        "5.4.b: {part: 14 whole: 15}",
        "inside brackets or braces, a second colon stands in one entry",
        "put the whole text in quotes if the colon belongs to it; else put a comma before the next entry",
        "14 whole",
        "14, whole",
    ),
    "no format": Slip(
        HEAD.partition("\n")[2],
        "the key “format” is missing here",
        "write it like this: format: wardeval/assessment/1",
        "set:",
        "format: wardeval/assessment/1\nset:",
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_what_the_hint_says_can_be_written(slip: Slip) -> None:
    assert (slip.says, slip.hint) in [said(problem) for problem in problems(slip.text)]
    assert slip.text.count(slip.old) == 1
    assert problems(slip.text.replace(slip.old, slip.new)) == ()


@pytest.mark.parametrize("id_", ["6.1", "5.41.b", "54.b", "9.b"])
def test_no_guess_is_made_that_may_be_another_criterion(id_: str) -> None:
    assert [said(problem) for problem in problems(f"{ANSWERS}  {id_}: đạt\n")] == [(NOT_KNOWN.format(id_), "")]


def test_what_is_made_of_parts_is_meant_only_where_it_does_not_apply() -> None:
    waived, answered = (f"{SCHOOL}  7.5a: {said}\n" for said in ("{not-applicable: Không có}", "đạt"))
    assert [said(problem)[1] for problem in problems(waived)] == ["did you mean “7.5.a”?"]
    assert problems(waived.replace("7.5a", "7.5.a")) == ()
    assert [said(problem)[1] for problem in problems(answered)] == [""]


def test_a_file_of_quite_another_kind_has_one_message() -> None:
    (problem,) = problems("name: ứng dụng\nversion: 3\nservices:\n  web: {image: x}\n")
    assert (problem.rule, str(problem.span)) == ("missing-key", "a.yaml:1:1")
    assert said(problem) == (
        "this is no file of wardeval: it has no “format”, nor any other key of one",
        "leave it out here; if it is to become one, begin it with the line “format: wardeval/assessment/1”",
    )


@pytest.mark.parametrize("key", ["set", "Answers", "kỳ", "minh chứng"])
def test_a_file_with_one_key_of_an_assessment_is_one(key: str) -> None:
    assert len(problems(f"name: ứng dụng\n{key}: x\n")) > 1


@pytest.mark.parametrize("key", ["explanation", "reason", "note", "not-applicable"])
def test_an_empty_explanation_is_told_as_one(key: str) -> None:
    (problem,) = problems(f'{ANSWERS}  "4.2": {{value: cơ bản đạt, {key}: ""}}\n')
    assert said(problem) == ("text is expected here", "say what there is to say, or leave it out")
