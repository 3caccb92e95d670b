"""What `--fix` does to a file: little, and nothing that changes what it says."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from unicodedata import is_normalized, normalize

import pytest

from tests.check.test_mutated import good, mutated
from tests.conftest import EXAMPLES, ROOT, Run
from wardeval.case import Case, case_of, set_of
from wardeval.check.mend.mending import Mended, mended
from wardeval.language import Code, Language
from wardeval.library import Library, places
from wardeval.load import build
from wardeval.model.assessment import Assessment
from wardeval.problems import InputError
from wardeval.report.result_json import render
from wardeval.source import parse_source

ENGLISH = Language(Code.EN)
HEAD = """\
format: wardeval/assessment/1
fictional: yes
set: vi-du-diem
unit: {name: Phường Ví Dụ, type: phuong}
period: 2024
facts: {vung: dong-bang, dan-so: 12400, dac-biet-kho-khan: không}
"""


@cache
def library() -> Library:
    return Library(places(EXAMPLES, {}))


def mend(text: str) -> Mended:
    return mended(text.encode(), "a.yaml", library())


def case(content: bytes) -> Case:
    source = parse_source(content, "a.yaml")
    assessment = build(Assessment, source)
    return case_of(assessment, source, set_of(assessment, source, library()))


def result(content: bytes) -> str:
    """What comes of a file, on every track, without its digest and without the order of its evidence."""
    found = case(content)
    text = render([(found, track, None) for track in found.contexts], (), ENGLISH)
    return re.sub(r'"sha256:[^"]*"', '""', text)


VALUES = {
    "a count": ("4.3.a: 02  # hai", "4.3.a: 2  # hai"),
    "in quotes": ('"2.1": "01"', '"2.1": "1"'),
    "in single quotes": ("\"3.4\": '82.5'", '"3.4": "82,5"'),
    "a decimal without quotes": ('"3.4": 82.5', '"3.4": "82,5"'),
    "a comma without quotes": ('"3.4": 82,5', None),
    "inside braces": ('"3.4": {value: 82.5, note: 82.5}', '"3.4": {value: "82,5", note: 82.5}'),
    "a part of a whole": ("4.1.b: 057/60", None),
    "a part of a whole with blanks": ("4.1.b: 57 / 60", "4.1.b: 57/60"),
    "part and whole": ('"3.1": {part: 04, whole: 60}', '"3.1": {part: 4, whole: 60}'),
    "a text that is no number there": ('"2.6": {value: đạt, note: 03}', None),
    "events that did not happen": ('"2.1": không', None),
    "a date": ('"1.1": 2024-2-7', '"1.1": 07/02/2024'),
    "a date that was not": ('"1.1": chưa', None),
    "a level": ('"2.3": Hoàn thành tốt', None),
    "over two lines": ('"3.4":\n    "82.5"', '"3.4":\n    "82,5"'),
    "below a sign": ('"3.4": >-\n    82.5', None),
}


@pytest.mark.parametrize(("before", "after"), VALUES.values(), ids=VALUES.keys())
def test_a_value_is_written_as_usual_and_nothing_else_is_touched(before: str, after: str | None) -> None:
    found = mend(f"{HEAD}answers:\n  {before}\n")
    assert found.content.decode() == f"{HEAD}answers:\n  {after or before}\n"
    assert len(found.changes) == (after is not None)


def test_values_outside_the_answers() -> None:
    text = """\
format: wardeval/assessment/1
set: tt-124-2021-xa
unit: {id: "00070", name: Phường Ví Dụ, type: phuong}
period: 2024
as-of: 2024-6-30
days-off: [2024-02-08, 09/02/2024]
answers:
  4.4.d.1: {value: 02, excepted: [{reason: bat-kha-khang, number: 01}]}
claims: {verdict: dat, met: 05, percent: 93.50 %}
verified: {by: Tổ 03, date: 1.7.2024}
evidence:
  d-1: {number: 03, date: 2024-01-05, summary: Ngày 2024-01-05}
"""
    changed = (
        ("as-of: 2024-6-30", "as-of: 30/06/2024"),
        ("[2024-02-08, 09/02/2024]", "[08/02/2024, 09/02/2024]"),
        ("value: 02", "value: 2"),
        ("number: 01", "number: 1"),
        ("met: 05", "met: 5"),
        ("percent: 93.50 %", 'percent: "93,50%"'),
        ("date: 1.7.2024", "date: 01/07/2024"),
        ("date: 2024-01-05,", "date: 05/01/2024,"),
    )
    expected = text
    for before, after in changed:
        assert before in expected
        expected = expected.replace(before, after)
    found = mend(text)
    assert found.content.decode() == expected
    lines = [change.span.line for change in found.changes]
    assert lines == [5, 6, 8, 8, 9, 9, 10, 12]
    assert ENGLISH.text(found.changes[0].message) == "“2024-6-30” written as 30/06/2024"
    assert str(found.changes[0].span) == "a.yaml:5:8"


def test_tone_marks_are_put_together_with_their_letters() -> None:
    text = f'{HEAD}# Phường Ví Dụ\nanswers:\n  "2.6": đạt\n'
    apart = normalize("NFD", text)
    found = mend(apart)
    assert found.content.decode() == text
    (change,) = found.changes
    assert ENGLISH.text(change.message) == "tone marks put together with their letters in 4 lines"
    assert change.span.line == 4


UNORDERED = """\
# đầu tệp

set: tt-124-2021-xa
format: wardeval/assessment/1

# câu trả lời
answers:
  # một
  5.4.a:
    whole: 60
    part: 54   # phần
  # cuối

period: 2024
# đơn vị
unit: {type: phuong, name: Phường Ví Dụ}  # đv

# hết
"""
ORDERED = """\
# đầu tệp

format: wardeval/assessment/1
set: tt-124-2021-xa
# đơn vị
unit: {name: Phường Ví Dụ, type: phuong}  # đv

period: 2024

# câu trả lời
answers:
  # một
  5.4.a:
    part: 54   # phần
    whole: 60
  # cuối

# hết
"""
UNIT = "unit: {name: Phường Ví Dụ, type: phuong}\n"
START = f"format: wardeval/assessment/1\nset: tt-124-2021-xa\n{UNIT}"
STAYS = {
    "answers as they are": f"{START}period: 2024\nanswers:\n  5.4.b: 1/2\n  5.4.a: 1/2\n",
    "what follows the answers": f"{START}period: 2024\nanswers: {{}}\nevidence: {{}}\nclaims: {{verdict: dat}}\n",
    "a comment that may belong to both": f"{START}# hai nghĩa\n\nanswers: {{5.4.a: 1/2}}\nperiod: 2024\n",
    "a comment above the first": f"# một\nset: tt-124-2021-xa\nformat: wardeval/assessment/1\n{UNIT}period: 2024\n",
    "a comment below the last": f"{START}answers: {{5.4.a: 1/2}}\nperiod: 2024\n# cuối\n",
    "a comment between two depths": f"{START}answers:\n  5.4.a: 1/2\n# giữa\n  # sâu\nperiod: 2024\n",
    "braces over two lines": f"{START}period: 2024\nanswers:\n  5.4.a: {{whole: 2,\n    part: 1}}\n",
    "braces with nothing in them": f"{START}period: 2024\nanswers:\n  5.4.a: {{whole: 2, note: , part: 1}}\n",
    "an entry that begins beside a dash": f"{START}period: 2024\nanswers:\n  4.4.d.1:\n    value: 1\n    excepted:\n"
    "      - note: Bão\n        reason: bat-kha-khang\n",
}


def test_keys_are_put_in_order_with_the_comments_that_belong_to_them() -> None:
    found = mend(UNORDERED)
    assert found.content.decode() == ORDERED
    assert [(change.span.line, ENGLISH.text(change.message)) for change in found.changes] == [
        (3, "sections in their usual order"),
        (10, "keys of “5.4.a” in their usual order"),
        (16, "keys of “unit” in their usual order"),
    ]


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS.keys())
def test_keys_stay_where_it_is_not_certain_what_belongs_to_them(text: str) -> None:
    case(text.encode())
    assert mend(text) == Mended(text.encode())


def test_a_last_line_that_does_not_end_is_ended_where_it_moves() -> None:
    text = f"{START}answers: {{5.4.a: 1/2}}\nperiod: 2024"
    assert mend(text).content.decode() == f"{START}period: 2024\nanswers: {{5.4.a: 1/2}}\n"


def test_other_line_ends_and_a_byte_order_mark_stay() -> None:
    text = f"\ufeff{START}answers: {{5.4.a: 01/2}}\nperiod: 2024\n".replace("\n", "\r\n")
    mended_ = f"\ufeff{START}period: 2024\nanswers: {{5.4.a: 1/2}}\n".replace("\n", "\r\n")
    assert mend(text).content.decode() == mended_


def test_comments_that_ignore_rules_stay_with_what_they_are_about() -> None:
    text = (
        f"{START}answers:\n  # wardeval: ignore[complete] vì thế\n  5.4.a: {{whole: 2, part: 01}}\n"
        "# wardeval: ignore[date-in-future] vì thế\nperiod: 2024\n"
    )
    assert mend(text).content.decode() == (
        f"{START}# wardeval: ignore[date-in-future] vì thế\nperiod: 2024\n"
        "answers:\n  # wardeval: ignore[complete] vì thế\n  5.4.a: {part: 1, whole: 2}\n"
    )


@pytest.mark.parametrize(
    "text",
    {
        "no assessment": "a: 1\n",
        "an unknown id": f"{START}period: 2024\nanswers: {{9.9: 03}}\n",
        "a number in two readings": f"{START}period: 2024\nanswers: {{5.1.d: 03, 5.4.a: 1.000/2.000}}\n",
        "broken": f"{START}\n\t- x",
        "another encoding": f"{START}period: 2024\nanswers: {{5.1.d: 03}}\n".encode("utf-16"),
        "nothing": "",
    }.values(),
)
def test_a_file_that_is_refused_is_not_touched(text: str | bytes) -> None:
    assert_untouched(text.encode() if isinstance(text, str) else text)


def assert_untouched(content: bytes) -> None:
    """That a file is refused, and stays as it is."""
    found = mended(content, "a.yaml", library())
    assert found.refusal is not None
    assert found == Mended(content, refusal=found.refusal)


def comments(text: str) -> Counter[str]:
    """What stands behind a “#” on every line, dates in one form: more than the comments, and none of them missing."""
    text = re.sub(r"\b(\d{4})-(\d\d)-(\d\d)\b", r"\3/\2/\1", text)
    text = re.sub(r"\b(\d\d?)\.(\d\d?)\.(\d{4})\b", lambda day: f"{day[1]:>02}/{day[2]:>02}/{day[3]}", text)
    return Counter(normalize("NFC", line.partition("#")[2]).strip() for line in text.splitlines() if "#" in line)


def scrambled(content: bytes, chance: random.Random) -> bytes:
    """A file that says the same in other ways, wherever these ways are found in it."""
    text = content.decode()
    text = re.sub(r"\b(\d\d)/(\d\d)/(20\d\d)\b", lambda found: _dated(found, chance), text)
    text = re.sub(r"(: )(\d)(?=[,}\n])", lambda found: f"{found[1]}{chance.choice(('', '0'))}{found[2]}", text)
    blocks = re.split(r"(?m)^(?=\w)", text)
    lines = [f"# {number}\n" for number in range(3)]
    head, sections = blocks[0], [block if block.endswith("\n") else f"{block}\n" for block in blocks[1:]]
    sections = [chance.choice(("", "", "\n", *lines)) + section + chance.choice(("", *lines)) for section in sections]
    chance.shuffle(sections)
    text = head + "".join(sections)
    if chance.random() < HALF:
        text = "".join(normalize(chance.choice(("NFC", "NFD")), line) for line in text.splitlines(keepends=True))
    return text.replace("\n", chance.choice(("\n", "\n", "\r\n"))).encode()


HALF = Fraction(1, 2)


def _dated(found: re.Match[str], chance: random.Random) -> str:
    day, month, year = found.groups()
    return chance.choice((found[0], f"{year}-{month}-{day}", f"{int(day)}.{int(month)}.{year}"))


def files() -> Iterator[bytes]:
    """Files that say the same in other ways, and files to which something happened."""
    chance = random.Random(8)
    for content in chance.sample([content for content in good() if len(content) < LONG], 120):
        yield scrambled(content, chance)
    yield from mutated(8, 150)


LONG = 3000
"""Bytes beyond which it takes too long."""


def test_mended_files_say_the_same_and_are_mended_once_and_for_all() -> None:
    changed = Counter[bool]()
    for content in files():
        try:
            before = result(content)
        except InputError:
            assert_untouched(content)
            continue
        found = mended(content, "a.yaml", library())
        assert bool(found.changes) is (found.content != content), content.decode()
        changed[bool(found.changes)] += 1
        assert mended(found.content, "a.yaml", library()) == Mended(found.content), content.decode()
        assert comments(found.content.decode()) == comments(content.decode())
        assert same(result(found.content)) == same(before)
        assert is_normalized("NFC", found.content.decode())
    assert min(changed[True], changed[False]) > ENOUGH


ENOUGH = 50


def same(text: str) -> Counter[str]:
    """The lines of a result, in whatever order the file gives them, with numbers and dates in one form."""
    return Counter(re.findall(r'"[^"]*"|[^\s,]+', text))


@pytest.mark.parametrize("words", [("examples",), ("assessments",)], ids=" ".join)
def test_the_examples_need_no_mending(words: tuple[str, ...], run: Run) -> None:
    folder = ROOT if words == ("examples",) else EXAMPLES  # with the sets and the settings of the fictional province
    ran = run("check", "--diff", *words, folder=folder)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


@pytest.mark.parametrize("name", ["README.md", "README.vi.md", "docs/format.md", "docs/format.vi.md"])
def test_what_the_documentation_shows_needs_no_mending(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    blocks = [found for found in re.findall(r"^```yaml.*\n((?:.*\n)*?)```", text, re.MULTILINE) if WHOLE in found]
    assert blocks
    for block in blocks:
        content = block.encode()
        assert mended(content, "a.yaml", library()) == Mended(content)


WHOLE = "format: wardeval/assessment/1\n"
UNIT = "unit: {name: Phường Ví Dụ, type: phuong}\n"
ANSWERS = "answers: {tru-so: đạt}\n"
COUNT = "stated-count: {met: 21, of: 22}\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{WHOLE}set: tt-124-2021-xa\n{UNIT}period: 2024\nfictional: yes\nanswers: {{}}\n",
        f"{WHOLE}fictional: yes\nset: tt-124-2021-xa\n{UNIT}period: 2024\nanswers: {{}}\n",
        f"{WHOLE}set: qd-5764-2021\n{UNIT}period: 2022\n{ANSWERS}{COUNT}"
        "evidence:\n  a: {issuer: Báo, date: 05/09/2022}\n",
        f"{WHOLE}set: qd-5764-2021\n{UNIT}period: 2022\n{COUNT}{ANSWERS}"
        "evidence:\n  a: {date: 05/09/2022, issuer: Báo}\n",
    ],
)
def test_what_is_usual_either_way_stays(text: str) -> None:
    content = text.encode()
    assert mended(content, "a.yaml", library()) == Mended(content)
    turned = text.replace(UNIT, "unit: {type: phuong, name: Phường Ví Dụ}\n")
    assert mended(turned.encode(), "a.yaml", library()).content == content
