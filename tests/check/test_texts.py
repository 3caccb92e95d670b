"""Sketches of texts: the same for the same words, whatever numbers and names stand among them, in every process."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pace import in_seconds
from wardeval.check.texts import FEWEST_OF_ABSENCE, FEWEST_WORDS, alike, near, sketch, spaced

UNIT = "Phường Ví Dụ"
SAID = (
    "Khu phố rà soát từng hộ thuê trọ, lập danh sách, vận động chủ nhà ký cam kết, phân công tổ bảo vệ tuần tra ban "
    "đêm và báo ngay cho trực ban khi có việc; thiếu sót nêu trong biên bản đã khắc phục xong"
)
OTHER = (
    "Một người đi làm ăn xa từ tháng ba, gia đình đã báo với cảnh sát khu vực, hồ sơ quản lý được gửi theo ngay sau "
    "đó và nơi đến xác nhận đã nhận đủ giấy tờ"
)

syllables = st.text(
    "abcdeghiklmnopqrstuvxyàáâãèéêìíòóôõùúăđĩũơưạảấầẩậắặẹẻẽếềểễệỉịọỏốồổộớờởợụủứừửữựỳỹ", min_size=1, max_size=6
)
words = st.lists(syllables.filter(lambda word: word not in {"ví", "công", "phường"}), min_size=20, max_size=80)
numbers = st.sampled_from(["7", "1.250", "12/06/2024", "2023", "95,5", "3–4", "06:30"])


def of(text: str, name: str = UNIT) -> str:
    return sketch(text, name)


@given(words)
def test_the_same_words_are_near_identical(said: list[str]) -> None:
    one = of(" ".join(said))
    assert one == of(" ".join(said).upper())
    assert one == of(f"“{', '.join(said)}.”")
    assert near(one, one)


@given(words, st.data())
def test_numbers_dates_and_names_make_no_difference(said: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(said)))
    texts = []
    for name in ("Phường Ví Dụ", "Xã Đông Hòa Thượng"):
        own = [data.draw(numbers), name.split(maxsplit=1)[1], data.draw(numbers)]
        texts.append(sketch(" ".join([*said[:place], *own, *said[place:]]), name))
    assert texts[0] == texts[1] == of(" ".join(said))


@given(words, words)
def test_unrelated_words_are_not_near_identical(one: list[str], other: list[str]) -> None:
    apart = [f"{word}zz" for word in other]
    assert not near(of(" ".join(one)), of(" ".join(apart)))
    assert alike([of(" ".join(one)), of(" ".join(apart))]) == []


@given(words, words)
def test_near_is_the_same_there_and_back(one: list[str], other: list[str]) -> None:
    ends = of(" ".join(one)), of(" ".join([*one[: len(one) * 9 // 10], *other[:3]]))
    assert near(*ends) is near(*reversed(ends))


@given(st.lists(st.sampled_from([of(SAID), of(OTHER), of(f"{SAID} hết cả"), of(f"{OTHER} rồi")]), max_size=9))
def test_groups_hold_each_place_once_and_only_what_is_near_their_first(sketches: list[str]) -> None:
    groups = alike(sketches)
    places = [place for group in groups for place in group]
    assert len(places) == len(set(places))
    for group in groups:
        assert len(group) > 1
        assert group == sorted(group)
        assert all(near(sketches[group[0]], sketches[place]) for place in group)
    for one, other in combinations(range(len(sketches)), 2):
        if sketches[one] == sketches[other]:
            assert any({one, other} <= set(group) for group in groups)


@pytest.mark.parametrize(
    ("text", "is_near"),
    [
        (f"{SAID}.", True),
        (f"{SAID} hết cả.", True),
        (SAID.replace("xong", "đầy đủ"), True),
        (SAID.replace("tổ bảo vệ", "dân phòng").replace("chủ nhà", "chủ hộ").replace("từng hộ", "mỗi hộ"), False),
        (SAID[: len(SAID) // 2], False),
        (OTHER, False),
    ],
    ids=["same", "two words more", "last word another", "three places changed", "half of it", "another text"],
)
def test_how_near_is_near(text: str, is_near: bool) -> None:
    assert near(of(SAID), of(text)) is is_near
    assert alike([of(SAID), of(text)]) == ([[0, 1]] if is_near else [])


def test_short_texts_are_passed_over() -> None:
    said = SAID.split()
    assert of(" ".join(said[: FEWEST_WORDS - 1])) == ""
    assert of(" ".join(said[:FEWEST_WORDS])) != ""
    assert sketch(" ".join(said[:FEWEST_WORDS]), UNIT, FEWEST_OF_ABSENCE) == ""
    assert of(" ".join([*said[: FEWEST_WORDS - 1], "12/06/2024", "phường Ví Dụ"])) != ""  # “phường” is a word
    assert of(" ".join([*said[: FEWEST_WORDS - 1], "12/06/2024", "Ví Dụ"])) == ""


def test_a_name_of_one_word_is_one_only_behind_its_type() -> None:
    said = f"{SAID}, người ở nơi khác thì báo phường Khác"
    assert sketch(said, "Phường Khác") == of(said.replace("phường Khác", "phường Ví Dụ"))
    assert sketch(said, "Phường Khác") != of(said.replace("nơi khác", "nơi").replace("phường Khác", "phường Ví Dụ"))


def test_sketches_are_the_same_in_every_process() -> None:
    program = "import sys, json; from wardeval.check.texts import sketch; print(sketch(*json.load(sys.stdin)))"
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps([SAID, UNIT]),
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout.strip()
        for seed in ("0", "1", "4711")
    }
    assert found == {of(SAID)}
    assert of(SAID).startswith("00fcaec1036fc8e3")  # and for ever: sketches may be kept in a cache


def test_a_long_text_is_kept_as_a_sample() -> None:
    chance = random.Random(5)
    long = " ".join(chance.choices(f"{SAID} {OTHER}".split(), k=5000))
    assert len(of(long)) == len(of(f"{long} {long}")) <= 200
    assert near(of(long), of(f"{long} thêm vài chữ nữa"))


@pytest.mark.parametrize("seed", range(3))
def test_thousands_of_copies_and_variants_are_found_quickly(seed: int) -> None:
    chance = random.Random(seed)
    said = [f"{SAID} {chance.choice(OTHER.split())}" for _ in range(3000)]
    own = [" ".join(chance.sample(f"{SAID} {OTHER}".split(), 40)) for _ in range(3000)]
    sketches = [of(text) for text in (*said, *own)]
    with in_seconds(2):  # some 0.03 s
        groups = alike(sketches)
    assert [len(group) for group in groups] == [3000]


@pytest.mark.parametrize(
    "written",
    [
        "Tổ 5  còn thiếu",
        " Tổ 5 còn thiếu",
        "Tổ 5 còn thiếu ",
        "Tổ 5\ncòn thiếu",
        "Tổ\u00a05 còn thiếu",
        "Tổ 5\tcòn thiếu",
    ],
)
def test_blanks_of_every_kind_come_to_one(written: str) -> None:
    assert spaced(written) == spaced("Tổ 5 còn thiếu") == "Tổ 5 còn thiếu"
