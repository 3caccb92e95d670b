"""What a unit states of itself is only called wrong where no way of filling in what is missing makes it right."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from tests.building import NO, OPEN, YES, between, case_of, exactly, load_set
from tests.check.checking import TODAY
from wardeval.check.consistent.claim import find_verdict, met, numbers, percent, points, stands, total
from wardeval.check.sheet import Sheet
from wardeval.exact import Interval, Met
from wardeval.library import LoadedSet
from wardeval.problems import InputError

COUNTED = """\
verdicts:
  - {id: xuat-sac, title: {vi: Xuất sắc, en: Excellent}, when: [{criteria-met: {at-least: 90%}}]}
  - {id: dat, title: {vi: Đạt, en: Reached}, when: [{criteria-met: {at-least: 50%}}]}
  - {id: chua-dat, title: {vi: Chưa đạt, en: Not reached}}
criteria:
  - {id: a, measure: met, not-applicable: excluded}
  - {id: b, measure: met, not-applicable: excluded}
  - {id: c, measure: met}
"""
ANSWERS: dict[str, object] = {"met": "đạt", "not": "chưa đạt", "waived": {"not-applicable": "Không có"}, "": None}


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> LoadedSet:
    return load_set(COUNTED, tmp_path_factory.mktemp("sets"))


def sheet_of(set_: str | LoadedSet, answers: dict[str, object], **more: object) -> Sheet:
    return Sheet(case_of(set_, answers, **more), TODAY)


def said(kinds: tuple[str, ...]) -> dict[str, object]:
    return {id_: ANSWERS[kind] for id_, kind in zip("abc", kinds, strict=True) if kind}


def ways(kinds: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Every way of filling in what is missing; the last criterion always applies."""
    open_ = [
        ("met", "not", "waived")[: 3 if id_ != "c" else 2] if not kind else (kind,)
        for id_, kind in zip("abc", kinds, strict=True)
    ]
    return list(product(*open_))


def share(kinds: tuple[str, ...]) -> Fraction | None:
    applying = [kind for kind in kinds if kind != "waived"]
    return Fraction(100 * applying.count("met"), len(applying)) if applying else None


PARTIAL = [kinds for kinds in product(ANSWERS, repeat=3) if kinds[2] != "waived"]


@pytest.mark.parametrize("kinds", PARTIAL, ids=lambda kinds: "-".join(kind or "open" for kind in kinds))
def test_the_share_of_the_criteria_holds_every_way_of_filling_in(kinds: tuple[str, ...], counted: LoadedSet) -> None:
    for stated in (None, 0, 1, 2, 3):
        count = {} if stated is None else {"stated_count": {"met": stated, "of": 3}}
        possible = [way for way in ways(kinds) if stated is None or way.count("met") == stated]
        try:
            claim = percent(sheet_of(counted, said(kinds), claims={"percent": "50"}, **count))
        except InputError:
            continue  # a count that the answers contradict
        assert claim is not None
        assert claim.computed is not None
        for way in possible:
            exact = share(way)
            assert exact is not None
            assert claim.computed.contains(Interval.exactly(exact)), (way, claim.computed)
        if claim.computed.exact is not None:
            assert {share(way) for way in possible} <= {claim.computed.exact}


POINTS = """\
total: {max: 30}
verdicts: [{id: tot, title: Tốt, when: [{total: {at-least: 80%}}]}, {id: chua-dat, title: Chưa đạt}]
criteria:
  - {id: "1", sum: [{id: 1.a, measure: points, max: 10, points: as-judged}, {id: 1.b, measure: met, points: 10}]}
  - {id: "2", measure: points, max: 10, points: as-judged}
"""


def test_every_number_beside_what_it_is_compared_with() -> None:
    claims = {"total": "20", "met": "0", "percent": "66,7", "points": {"1": "18", "1.b": "10", "2": "5"}}
    sheet = sheet_of(POINTS, {"1.a": "8", "1.b": "đạt"}, claims=claims)
    found = {claim.keys[1:]: (claim.computed, claim.agrees, claim.missing) for claim in numbers(sheet)}
    assert found == {
        ("total",): (between(18, 28), OPEN, 1),
        ("met",): (None, OPEN, 1),
        ("percent",): (between(60, "280/3"), OPEN, 1),
        ("points", "1"): (exactly(18), YES, 0),
        ("points", "1.b"): (exactly(10), YES, 0),
        ("points", "2"): (between(0, 10), OPEN, 1),
    }


def test_a_total_is_not_rounded_to_its_threshold_nor_to_the_most() -> None:
    for last, stated, holds in (("9,95", "30", NO), ("3,95", "24", NO), ("4,95", "25", YES)):
        sheet = sheet_of(POINTS, {"1.a": "10", "1.b": "đạt", "2": last}, claims={"total": stated})
        claim = total(sheet)
        assert claim is not None
        assert claim.agrees is holds, stated


def test_points_of_what_has_none_are_not_compared(counted: LoadedSet) -> None:
    claims = {"points": {"a": "5", "zzz": "5"}, "total": "10"}
    sheet = sheet_of(counted, {"a": "đạt"}, claims=claims)
    assert list(points(sheet)) == []
    claim = total(sheet)
    assert claim is not None
    assert (claim.computed, claim.agrees) == (None, OPEN)


def test_nothing_stated_is_nothing_compared(counted: LoadedSet) -> None:
    for claims in (None, {}, {"verdict": "dat"}):
        sheet = sheet_of(counted, {"a": "đạt"}, claims=claims)
        assert list(numbers(sheet)) == []
        assert (total(sheet), met(sheet), percent(sheet)) == (None, None, None)


@pytest.mark.parametrize("text", ["dat", "Đạt", "ĐẠT", "đạt", "Dat", "reached", "DAT"])
def test_a_verdict_by_its_id_or_title(text: str, counted: LoadedSet) -> None:
    verdict = find_verdict(counted.criteria, text)
    assert verdict is not None
    assert verdict.id == "dat"


@pytest.mark.parametrize("text", ["đạt chuẩn", "chua", "xuatsac", "not"])
def test_what_is_no_verdict(text: str, counted: LoadedSet) -> None:
    assert find_verdict(counted.criteria, text) is None


def test_titles_that_differ_in_their_tones_alone(tmp_path: Path) -> None:
    loaded = load_set(
        "verdicts: [{id: v1, title: Khá, when: [{all: criteria}]}, {id: v2, title: Khả}]\n"
        "criteria: [{id: a, measure: met}]\n",
        tmp_path,
    )
    found = {text: find_verdict(loaded.criteria, text) for text in ("khá", "KHẢ", "kha")}
    assert {text: verdict and verdict.id for text, verdict in found.items()} == {"khá": "v1", "KHẢ": "v2", "kha": None}


STANDS: dict[str, tuple[tuple[str, ...], dict[str, Met]]] = {
    "all met": (("met", "met", "met"), {"xuat-sac": YES, "dat": NO, "chua-dat": NO}),
    "two met": (("met", "met", "not"), {"xuat-sac": NO, "dat": YES, "chua-dat": NO}),
    "one missing": (("met", "met", ""), {"xuat-sac": OPEN, "dat": OPEN, "chua-dat": NO}),
    "nothing said": (("", "", ""), {"xuat-sac": OPEN, "dat": OPEN, "chua-dat": OPEN}),
}


@pytest.mark.parametrize(("kinds", "expected"), STANDS.values(), ids=STANDS.keys())
def test_where_a_verdict_stands(kinds: tuple[str, ...], expected: dict[str, Met], counted: LoadedSet) -> None:
    sheet = sheet_of(counted, said(kinds))
    assert {verdict.id: stands(sheet, verdict) for verdict in counted.criteria.verdicts} == expected


def test_who_is_not_assessed_has_no_verdict() -> None:
    body = "assessed-if: [{gate: g}]\ngates: [{id: g, measure: met}]\ncriteria: [{id: a, measure: met}]\n"
    sheet = sheet_of(body, {"g": "không", "a": "đạt"})
    assert {stands(sheet, verdict) for verdict in sheet.criteria.verdicts} == {NO}
