"""The head of a file says what the whole file says, and costs little."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bench.wards import realistic
from tests.conftest import EXAMPLES
from wardeval.content import LIMITS
from wardeval.engine.change import UnitName
from wardeval.language import Code, Language
from wardeval.load import build
from wardeval.model.assessment import Assessment
from wardeval.problems import InputError
from wardeval.sides import head
from wardeval.sides.files import is_other
from wardeval.sides.head import head_with_mistakes, period_of, read_head
from wardeval.sides.submission import Submission
from wardeval.source import parse_source

ENGLISH = Language(Code.EN)
FORMAT = "format: wardeval/assessment/1\n"
SET = "set: thu\n"
UNIT = 'unit: {id: "00070", name: Phường Thử, type: phuong, within: [Quận 1, Thành phố Thử]}\n'
PERIOD = "period: 2024\n"
PLAIN = FORMAT + SET + UNIT + PERIOD
ANSWERS = "answers:\n  a: đạt\n"
THU = UnitName("00070", "Phường Thử", "phuong", ("Quận 1", "Thành phố Thử"))


def whole(content: bytes) -> Submission:
    """What the whole file says; raises `InputError`."""
    said = build(Assessment, parse_source(content, "a.yaml"))
    unit = UnitName(said.unit.id, said.unit.name, said.unit.type, said.unit.within)
    return Submission("a.yaml", said.set_, unit, said.period, said.as_of)


def agrees(content: bytes) -> bool:
    """Whether a file has no mistakes; if so, its head says the same."""
    try:
        said = whole(content)
    except InputError:
        return False
    assert read_head(content, "a.yaml") == said
    return True


ASSESSMENTS = [
    path for path in sorted(EXAMPLES.rglob("*.yaml")) if b"\nformat: wardeval/assessment" in path.read_bytes()
]


@pytest.mark.parametrize("path", ASSESSMENTS, ids=lambda path: path.stem)
def test_the_examples(path: Path) -> None:
    assert agrees(path.read_bytes())
    assert agrees(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


def test_there_are_examples() -> None:
    assert len(ASSESSMENTS) > 10


VALID = {
    "plain": PLAIN + ANSWERS,
    "no answers": PLAIN,
    "as-of in the head": PLAIN + "as-of: 2024-03-01\n" + ANSWERS,
    "as-of below": PLAIN + ANSWERS + "as-of: 2024-03-01\n",
    "as-of below, in quotes": PLAIN + ANSWERS + "'as-of': 2024-03-01\n",
    "as-of below, escaped": PLAIN + ANSWERS + '"as\\u002dof": 2024-03-01\n',
    "as-of below, asked": PLAIN + ANSWERS + "? as-of\n: 2024-03-01\n",
    "as-of behind other line ends": PLAIN + ANSWERS + "evidence:\n\u2028as-of: 2024-03-01\n",
    "as-of as a note": PLAIN + 'answers: {a: {value: đạt, note: "as-of: \\t 2020-01-01"}}\n',
    "backslashes": PLAIN + "answers:\n  a: {value: đạt, note: 'C:\\as-of'}\n",
    "answers first": ANSWERS + PLAIN,
    "evidence between": FORMAT + SET + "evidence:\n" + UNIT + PERIOD + ANSWERS,
    "unit below": FORMAT + SET + PERIOD + ANSWERS + UNIT,
    "quoted keys": '"format": "wardeval/assessment/1"\n"set": thu\n"unit": {name: A, type: xa}\n"period": "2024"\n',
    "quoted answers": PLAIN + '"answers":\n  a: đạt\n',
    "flow": "{format: wardeval/assessment/1, set: thu, unit: {name: A, type: xa}, period: 2024,\nanswers: {a: đạt}}\n",
    "flow, cut": "{format: wardeval/assessment/1, set: thu,\nunit: {name: A, type: xa},\nperiod: 2024,\nanswers: {}}",
    "open brace": FORMAT + SET + PERIOD + "unit: {name: A, type: xa,\nid: '1'}\n" + ANSWERS,
    "open quote": FORMAT + SET + PERIOD + "unit: {type: xa, name: 'A\nanswers: x'}\n" + ANSWERS,
    "open quote, cut": FORMAT + SET + PERIOD + 'unit: {type: xa, name: "A\nverified: B"}\n' + ANSWERS,
    "block text": FORMAT + SET + PERIOD + "unit:\n  type: xa\n  name: |\n    A\n" + ANSWERS,
    "block text, kept": FORMAT + SET + PERIOD + "unit:\n  type: xa\n  name: |+\n    A\n\n\n" + ANSWERS,
    "folded text": FORMAT + SET + PERIOD + "unit:\n  type: xa\n  name: >-\n    A\n    B\n\n" + ANSWERS,
    "several lines": FORMAT + SET + PERIOD + "unit:\n  type: xa\n  name: A\n    B\n" + ANSWERS,
    "comments": "# answers: x\n" + PLAIN + "# answers:\n" + ANSWERS + "# as-of: 2020-01-01\n",
    "comment behind": PLAIN.replace("2024\n", "2024 # answers:\n") + ANSWERS,
    "document mark": "---\n" + PLAIN + ANSWERS,
    "document end": PLAIN + ANSWERS + "...\n",
    "indented": "".join(f"  {line}\n" for line in (PLAIN + ANSWERS).splitlines()),
    "blank before the colon": PLAIN + "answers : {a: đạt}\n",
    "facts in the head": PLAIN + "facts: {a: b}\nfictional: yes\ndays-off: [01/01/2024]\n" + ANSWERS,
    "stated count": PLAIN + "stated-count: {met: 1, of: 2}\n",
    "decomposed": PLAIN.replace("Phường", "Phu\u031bo\u031b\u0300ng") + ANSWERS,
    "verified first": PLAIN + "verified: {by: Công an, answers: {a: đạt}}\n" + ANSWERS,
    "asked keys": "? format\n: wardeval/assessment/1\n" + SET + UNIT + PERIOD + ANSWERS,
}  # fmt: skip


@pytest.mark.parametrize("text", VALID.values(), ids=list(VALID))
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_other_ways_to_write_it(text: str, end: str, mark: str) -> None:
    assert agrees(f"{mark}{text}".replace("\n", end).encode())


PIECES = st.sampled_from(
    [
        *(
            FORMAT,
            SET,
            UNIT,
            PERIOD,
            ANSWERS,
            "as-of: 2024-03-01\n",
            "'as-of': 01/02/2024\n",
            '"as-\\x6ff": 1/2/2024\n',
        ),
        *("evidence:\n  e1: {number: 1, summary: 'as-of'}\n", "evidence:\n", "facts: {a: b}\n", "fictional: yes\n"),
        *("? as-of\n: 2024-03-01\n", "verified:\n  by: A\n  answers: {a: không đạt}\n", "# answers:\n", "\n", "---\n"),
        *("answers:\n", "answers:\n- a\n", "unit:\n  name: 'A\nanswers: b'\n  type: xa\n", "  as-of: x\n", "\u2028"),
        *(
            'answers:\n  a: "đạt\nas-of: x"\n',
            "answers: {a: đạt,\nb: đạt}\n",
            "period: 2023\n",
            "set: khac\n",
            "{",
            "}",
        ),
    ]
)


@given(st.lists(PIECES, min_size=4, max_size=9), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@example([FORMAT, SET, UNIT, PERIOD, ANSWERS, "as-of: 2024-03-01\n"], "\n", False)
def test_whatever_stands_where(pieces: list[str], end: str, mark: bool) -> None:
    agrees((("\ufeff" if mark else "") + "".join(pieces)).replace("\n", end).encode())


@given(st.permutations([FORMAT, SET, UNIT, PERIOD, ANSWERS, "as-of: 2024-03-01\n", "evidence:\n", "fictional: no\n"]))
def test_any_order_of_keys(pieces: list[str]) -> None:
    assert agrees("".join(pieces).encode())


def test_what_is_read() -> None:
    content = (PLAIN + "as-of: 01/03/2024\n" + ANSWERS).encode()
    assert read_head(content, "a.yaml") == Submission("a.yaml", "thu", THU, 2024, date(2024, 3, 1))


def test_the_answers_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def parse(content: bytes, name: str) -> object:
        read.append(len(content))
        return parse_source(content, name)

    monkeypatch.setattr(head, "parse_source", parse)
    content = realistic()
    assert read_head(content, "a.yaml") == whole(content)._replace(name="a.yaml")
    assert len(read) == 1
    assert read[0] < 400 < len(content) // 20
    read.clear()
    read_head(content + b'# C:\\as-of "as-of"\n', "a.yaml")
    assert len(read) == 1


@pytest.mark.parametrize(
    "rest", ["answers: [\n", "answers:\n  a: *b\n", "answers:\n\ta: b\n", "answers:\n  x: y\nset: z\n"]
)
def test_a_mistake_below_the_head_is_left_to_the_reading_of_the_whole_file(rest: str) -> None:
    content = (PLAIN + rest).encode()
    with pytest.raises(InputError):
        whole(content)
    assert read_head(content, "a.yaml").unit == THU


@pytest.mark.parametrize(
    ("text", "places"),
    {
        "no unit": (FORMAT + SET + PERIOD + ANSWERS, ["a.yaml:1:1"]),
        "two mistakes": (PLAIN.replace("2024", "24").replace("thu\n", "a b\n") + ANSWERS, ["a.yaml:2:6", "a.yaml:4:9"]),
        "one below": (PLAIN.replace("2024", "24") + "answers: {a: {valu: đạt}}\n", ["a.yaml:4:9", "a.yaml:5:15"]),
        "another kind": ("format: wardeval/workspace/1\n", ["a.yaml:1:1", "a.yaml:1:1", "a.yaml:1:1", "a.yaml:1:9"]),
        "as-of": (PLAIN + "as-of: sau\n" + ANSWERS, ["a.yaml:5:8"]),
        "empty": ("", ["a.yaml:1:1"]),
        "a list": ("- a\n", ["a.yaml:1:1"]),
        "given twice": (PLAIN + PERIOD + ANSWERS, ["a.yaml:5:1"]),
        "a tab": ("format:\t- x\n\t- y\n" + ANSWERS, ["a.yaml:1:9"]),
    }.values(),
)
def test_a_broken_head_is_refused_with_all_that_is_wrong(text: str, places: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        read_head(text.encode(), "a.yaml")
    assert [str(problem.span) for problem in caught.value.problems] == places


@pytest.mark.parametrize(
    ("content", "rule"),
    {
        "not UTF-8": (PLAIN.encode("utf-16"), "not-utf8"),
        "control": (PLAIN.replace("Thử", "Th\x07").encode() + ANSWERS.encode(), "binary"),
        "large": ((PLAIN + ANSWERS + "#" * LIMITS.bytes).encode(), "too-large"),
        "bytes": (PLAIN.encode().replace("ử".encode(), b"\xff") + ANSWERS.encode(), "not-utf8"),
    }.values(),
)
def test_what_is_no_text_is_refused(content: bytes, rule: str) -> None:
    with pytest.raises(InputError) as caught:
        read_head(content, "a.yaml")
    assert [problem.rule for problem in caught.value.problems] == [rule]


@pytest.mark.parametrize(
    ("text", "period"),
    {
        "plain": (PLAIN, 2024),
        "broken elsewhere": ("unit: [\n'period': \"2023\"  # kỳ\r\n", 2023),
        "inside": ("a:\n  period: 2023\n", None),
        "twice": (PERIOD + "period: 2023\n", None),
        "no year": ("period: 23\n", None),
        "in a comment": ("# period: 2023\n", None),
    }.values(),
)
def test_the_period_of_a_broken_file(text: str, period: int | None) -> None:
    assert period_of(text.encode()) == period


@pytest.mark.parametrize("kind", ["criterion-set", "overlay", "cases", "mapping", "units", "workspace"])
def test_what_says_that_it_is_something_else(kind: str) -> None:
    assert is_other(f"# x\nformat: wardeval/{kind}/1\n".encode())
    for text in (
        "{{format: {}}}\n",
        "{{units: [], 'format': \"{}\"}}",
        '\ufeff"format": {}\n',
        "---\n\n  format: {}\n",
    ):
        assert is_other(text.format(f"wardeval/{kind}/1").encode()), text
    assert is_other(f"units: []\r\nformat: wardeval/{kind}/1\r\n".encode())
    assert not is_other(f"# format: wardeval/{kind}/1\n{PLAIN}".encode())
    for around in ("note: |\n  {}\n", "answers:\n  a: {{value: x, note: '\n    {}'}}\n", "xformat: 1\n x{}\n"):
        assert not is_other((PLAIN + around.format(f"format: wardeval/{kind}/1")).encode()), around


@pytest.mark.parametrize(
    ("text", "known"),
    {
        "type": (PLAIN.replace("type: phuong", "tipe: x"), THU._replace(type="")),
        "set": (PLAIN.replace("set: thu", "set: [x]"), THU),
        "no name": (PLAIN.replace("name: Phường Thử, ", ""), THU._replace(name="00070")),
        "no id": (PLAIN.replace('id: "00070"', "id: [x]"), THU._replace(id=None)),
        "a mistake below": (PLAIN.replace("set: thu", "st: thu") + "answers: [\n", THU),
        "one place": (PLAIN.replace("[Quận 1, Thành phố Thử]", "Quận 1") + PERIOD, None),
        "a place": (PLAIN.replace("[Quận 1, ", "[").replace("set:", "s:"), THU._replace(within=("Thành phố Thử",))),
        "no period": (PLAIN.replace("2024", "24"), None),
        "no unit": (FORMAT + SET + PERIOD, None),
        "nothing": ("", None),
        "no mapping": ("- a\n", None),
        "unit is text": (FORMAT + SET + "unit: Phường Thử\n" + PERIOD, None),
        "unit is empty": (FORMAT + SET + "unit: {type: xa}\n" + PERIOD, None),
        "broken above": ("unit: [\n" + PERIOD, None),
    }.values(),
)  # fmt: skip
def test_whose_a_file_with_mistakes_is(text: str, known: UnitName | None) -> None:
    with pytest.raises(InputError):
        read_head(text.encode(), "a.yaml")
    found = head_with_mistakes(text.encode(), "a.yaml")
    assert (found and found.unit) == known
    assert found is None or found.period == 2024
