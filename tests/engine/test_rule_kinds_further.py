"""Kinds E and F, as far as the file of one unit can show them: tracks, escapes, shares of shares, unknown texts."""

from __future__ import annotations

import pytest

from tests.building import NO, OPEN, between, case_of, exactly, met_of, node_of, score_of, verdict_of
from tests.engine.rule_kinds import LEGAL_2021, Kind, Row, check, kind, leaf, loaded, plain, row, rows_of
from wardeval.language import Code, Language
from wardeval.library import Library, Place, built_in
from wardeval.model.base import calendar_date

BINH_DUONG = [
    ("51,75", "32,83", "84.58"),
    ("48,75", "33,25", "82.00"),
    ("47,45", "32,82", "80.27"),
    ("46,8", "32,24", "79.04"),
    ("46,5", "31,56", "78.06"),
    ("45,75", "32,08", "77.83"),
    ("44", "32,22", "76.22"),
    ("46", "30,03", "76.03"),
    ("40,45", "31,01", "71.46"),
]
PARTS = "{id: tham-dinh, weight: 65%, measure: points, max: 65}, {id: xa-hoi, weight: 35%, measure: points, max: 35}"
RATING = """scales:
  muc: {khong: Không hoàn thành, hoan-thanh: Hoàn thành, tot: Hoàn thành tốt, xuat-sac: Hoàn thành xuất sắc}
"""

TRACKS = (
    kind(
        "E31 the verified track is final",  # QĐ 25/2021: self 82, council 79
        LEGAL_2021,
        row(
            "{1: 10, 2-5: 72, dung-dau: 0}",
            "self.total = 82; self.verdict = dat; total = 79; verdict = chua-dat",
            "82 and 79",
            verified={"by": "Hội đồng", "answers": {"2-5": "69"}},
        ),
        row("{1: 10, 2-5: 72, dung-dau: 0}", "total = 82; verdict = dat", "not verified"),
    ),
    kind(
        "E32 sum of 65 and 35",  # Bình Dương 2017, all nine published rows
        f"total: {{max: 100}}\ncriteria: [{PARTS}]",
        *(row(f"{{tham-dinh: '{one}', xa-hoi: '{two}'}}", f"total = {sum_}", sum_) for one, two, sum_ in BINH_DUONG),
        row("{tham-dinh: '65,01'}", "refused", "above the maximum"),
    ),
    kind(
        "E32 weights of 65 and 35",
        f"criteria: [{{id: a, max: 100, weighted: [{PARTS}]}}]",
        *(row(f"{{tham-dinh: '{one}', xa-hoi: '{two}'}}", f"a = {sum_}", sum_) for one, two, sum_ in BINH_DUONG),
    ),
)


@rows_of(*TRACKS)
def test_kinds_of_tracks(item: Kind, line: Row, tmp_path_factory: pytest.TempPathFactory) -> None:
    check(item, line, tmp_path_factory.getbasetemp())


def test_e31_the_tracks_differ_by_3() -> None:
    verified = {"by": "Hội đồng", "answers": {"2-5": {"value": "69", "reason": "Thiếu minh chứng"}}}
    case = case_of(loaded(LEGAL_2021), {"1": 10, "2-5": 72, "dung-dau": 0}, verified=verified)
    own, council = (node_of(case.results[track], "2-5").outcome.points for track in ("self", "verified"))
    assert (own, council) == (exactly(72), exactly(69))
    assert case.reason("2-5") == "Thiếu minh chứng"


EVENTS = "measure: events, met: none, except: [{}]"
GROUNDS = """{bat-kha-khang: {title: Bất khả kháng}, kip-thoi: {title: Kịp thời, needs: {
  phat-hien: Phát hiện, giam-thieu: Giảm thiểu, bao-cao: Báo cáo}}}"""
SIX = "".join(f"  - {{id: '7.{place}', measure: met}}\n" for place in (1, 2, 3, 4, 6))

FURTHER = (
    leaf(
        "F42 count times points with a cap",
        "measure: count, points: {base: 0, plus: 5, per: 1, cap: 15}",
        row("0", "0"),
        row("2", "10"),
        row("3", "15"),
        row("4", "15", "4 times 5, at most 15"),
    ),
    kind(
        "F42 bonus less penalty, not below 0",
        """
criteria:
  - id: a
    floor: 0
    sum:
      - {id: cong, measure: count, points: {base: 0, plus: 1, per: 1, cap: 10}}
      - {id: tru, measure: events, points: {max: 0, less: 3, floor: -30}}
""",
        row("{cong: 2, tru: 1}", "tru = -3; a = 0", "2 times 1 less 1 times 3"),
        row("{cong: 5, tru: 1}", "a = 2", "5 less 3"),
        row("{cong: 5, tru: 0}", "a = 5", "no penalty"),
        row("{cong: 5}", "a = 0 to 5", "penalties missing"),
    ),
    leaf(
        "F43 serious crime with its escapes",  # TT 124 4.4b
        EVENTS.format("bat-kha-khang, kip-thoi"),
        row("0", "met", "none"),
        row("1", "not met", "one"),
        row("{value: 1, excepted: [{reason: kip-thoi, holds: [phat-hien, giam-thieu, bao-cao]}]}", "met", "all three"),
        row("{value: 1, excepted: [{reason: kip-thoi, holds: [phat-hien, bao-cao]}]}", "not met", "two of three"),
        row("{value: 1, excepted: [{reason: kip-thoi}]}", "undecided", "needs not answered"),
        row("{value: 1, excepted: [{reason: bat-kha-khang}]}", "met", "force majeure"),
        row("{value: 2, excepted: [{reason: bat-kha-khang}]}", "not met", "force majeure for one of two"),
        exceptions=GROUNDS,
    ),
    leaf(
        "F43 fire with force majeure only",  # TT 124 4.4d
        EVENTS.format("bat-kha-khang"),
        row("{value: 1, excepted: [{reason: bat-kha-khang}]}", "met", "force majeure"),
        row("{value: 1, excepted: [{reason: kip-thoi, holds: [phat-hien]}]}", "refused", "the other escape"),
        exceptions=GROUNDS,
    ),
    kind(
        "F44 chosen parts of another article",  # TT 124 5.2 = 4.2 + 4.3 + 4.4
        "criteria: [{id: '5.2', use: [{set: dieu-4, ids: ['4.2', '4.3']}]}]",
        row("{4.2: đạt, 4.3.a: 0, 4.3.b: 0}", "5.2 = met; count = 1; verdict = dat", "all"),
        row("{4.2: đạt, 4.3.a: 0, 4.3.b: 1}", "4.3 = not met; 5.2 = not met", "an event"),
        row("{4.2: đạt, 4.3.a: 0}", "5.2 = undecided", "one missing"),
        row("{4.1: đạt}", "refused", "a part that is not taken over"),
        dieu_4="""
criteria:
  - {id: "4.1", measure: met}
  - {id: "4.2", measure: met}
  - {id: "4.3", all: [{id: 4.3.a, measure: events, met: none}, {id: 4.3.b, measure: events, met: none}]}
""",
    ),
    kind(
        "F45 registered, and of them recognised",  # TT 124 5.4
        """
criteria:
  - id: "5.4"
    all:
      - {id: 5.4.a, measure: ratio, met: {at-least: 100%}}
      - {id: 5.4.b, measure: ratio, met: {at-least: 70%}}
""",
        row("{5.4.a: 24/25, 5.4.b: 24/25}", "5.4.b = met; 5.4 = not met; verdict = chua-dat", "24 of 25 registered"),
        row("{5.4.a: 25/25, 5.4.b: 18/25}", "5.4 = met; verdict = dat", "18 of 25 recognised"),
        row("{5.4.a: 25/25, 5.4.b: 17/25}", "5.4 = not met", "17 of 25 recognised"),
    ),
    leaf("F46 pooled", "measure: ratio, met: {at-least: 70%}", row("11/13", "met", "10/10 and 1/3 are 11/13")),
    kind(
        "F46 kind by kind",
        """
criteria:
  - id: a
    all: [{id: khu, measure: ratio, met: {at-least: 70%}}, {id: truong, measure: ratio, met: {at-least: 70%}}]
""",
        row("{khu: 10/10, truong: 1/3}", "khu = met; truong = not met; a = not met", "10/10 and 1/3"),
    ),
    kind(
        "F47 levels",  # TT 124 4.5 and 6.4
        f"""
{RATING}
criteria:
  - {{id: "4.5", measure: level, scale: muc, met: {{at-least: hoan-thanh}}}}
  - {{id: "6.4", measure: level, scale: muc, met: {{at-least: tot}}}}
""",
        row("{4.5: Không hoàn thành, 6.4: Không hoàn thành}", "4.5 = not met; 6.4 = not met", "not fulfilled"),
        row("{4.5: Hoàn thành, 6.4: Hoàn thành}", "4.5 = met; 6.4 = not met", "fulfilled"),
        row("{4.5: Hoàn thành tốt, 6.4: hoàn thành tốt}", "4.5 = met; 6.4 = met", "well fulfilled"),
        row("{4.5: xuat-sac, 6.4: Hoàn thành xuất sắc}", "4.5 = met; 6.4 = met", "excellently fulfilled"),
        row("{4.5: Khá}", "refused", "not a level of the scale"),
    ),
    kind(
        "F48 if there is one",  # TT 124 7.5, the guards
        f"""
criteria:
{SIX}
  - {{id: "7.5", not-applicable: excluded, all: [{{id: 7.5.a, measure: met}}, {{id: 7.5.b, measure: met}}]}}
""",
        row(
            "{7.1: đạt, 7.2: đạt, 7.3: đạt, 7.4: đạt, 7.6: đạt, 7.5: {not-applicable: Không có}}",
            "7.5 = left out; count = 5; verdict = dat",
            "none, the other five met",
        ),
        row(
            "{7.1: đạt, 7.2: đạt, 7.3: đạt, 7.4: đạt, 7.6: chưa, 7.5: {not-applicable: Không có}}",
            "count = 4; verdict = chua-dat",
            "none, four of the five met",
        ),
        row("{7.1: đạt, 7.2: đạt, 7.3: đạt, 7.4: đạt, 7.6: đạt}", "verdict = undecided", "not answered"),
        row("{7.5.a: đạt, 7.5.b: chưa}", "7.5 = not met; verdict = chua-dat", "there is one, which fails"),
    ),
    kind(
        "F50 cut-offs not public",  # QĐ 510: 87 of 100 and no grade
        """
total: {max: 100}
verdicts: [{id: tot, title: T, when: unknown}, {id: kha, title: K, when: unknown}, {id: yeu, title: Y}]
criteria: [{id: a, measure: points, max: 60}, {id: b, measure: points, max: 40}]
""",
        row("{a: 52, b: 35}", "total = 87; verdict = unknown-rule", "87"),
        row("{a: 60, b: 40}", "total = 100; verdict = unknown-rule", "100"),
    ),
    kind(
        "F50 a maximum not public",  # TCPL criterion 2: no floor can be tested
        """
total: {max: 100}
verdicts:
  - {id: dat, title: Đ, when: [{total: {at-least: 80}}, {every-criterion: {at-least: 50%}}]}
  - {id: chua-dat, title: C}
criteria: [{id: "1", measure: points, max: 10}, {id: "2", measure: points, points: unknown}]
""",
        row("{1: 10, 2: 75}", "2 = unknown; total = unknown, 10 to 100; verdict = unknown-rule", "10 and 75"),
        row("{1: '4,99', 2: 90}", "verdict = chua-dat", "the known floor decides"),
    ),
    kind(
        "F50 judged points of a maximum not public",  # TCPL criterion 2: the number is kept, no floor can be tested
        """
total: {max: 100}
verdicts:
  - {id: dat, title: Đ, when: [{total: {at-least: 80}}, {every-criterion: {at-least: 50%}}]}
  - {id: chua-dat, title: C}
criteria: [{id: "1", measure: points, max: 10}, {id: "2", measure: points, max: unknown, points: as-judged}]
""",
        row("{1: 10, 2: 75}", "2 = 75; total = 85; verdict = unknown-rule", "10 and 75"),
        row("{1: 10, 2: '69,99'}", "total = 79.99; verdict = chua-dat", "the total decides"),
        row("{1: '4,99', 2: 90}", "total = 94.99; verdict = chua-dat", "the known floor decides"),
        row("{1: 10}", "2 = unknown; total = unknown, 10 to 100; verdict = unknown-rule", "missing"),
        row("{2: 75}", "total = 75 to 85; verdict = unknown-rule", "the other is missing"),
        row("{1: 0, 2: 90}", "total = 90; verdict = chua-dat", "all that is left for it"),
        row("{1: 0, 2: 91}", "refused", "more than is left for it"),
        row("{1: 0, 2: 101}", "refused", "more than there is in all"),
        row("{2: -1}", "refused", "less than nothing"),
    ),
    kind(
        "F52 a parent above the sum of its parts",  # Đông Quang: a part 0 of 2, the whole 3 of 3
        """
criteria:
  - id: "1.1"
    not-applicable: full
    sum: [{id: 1.1.1, measure: met, points: 1}, {id: 1.1.2, measure: met, points: 2}]
""",
        row("{'1.1': {not-applicable: Không được giao}, 1.1.2: chưa đạt}", "1.1.2 = 0; 1.1 = 3", "with the mark"),
        row("{'1.1': 3, 1.1.2: chưa đạt}", "refused", "without it"),
    ),
    kind(
        "F53 one event, gate and indicator",  # QĐ 25/2021; the points of 5.3 are illustrative
        """
total: {max: 100}
gates: [{id: dung-dau, ask: Số người đứng đầu bị kỷ luật, measure: events, met: none}]
verdicts: [{id: dat, title: Đ, when: [{total: {at-least: 80}}, {gate: dung-dau}]}, {id: chua-dat, title: C}]
criteria:
  - {id: "5.3", ask: Số người bị kỷ luật, measure: events, points: {max: 5, less: 5}}
  - {id: khac, measure: points, max: 95}
""",
        row("{5.3: 1, dung-dau: 0, khac: 90}", "5.3 = 0; total = 90; verdict = dat", "another official"),
        row("{5.3: 1, dung-dau: 1, khac: 90}", "5.3 = 0; total = 90; verdict = chua-dat", "a head"),
        row("{5.3: 0, dung-dau: 0, khac: 90}", "5.3 = 5; total = 95; verdict = dat", "nobody"),
    ),
    kind(
        "F54 posting",  # days at the office; days on the portal, or broadcasts
        """
criteria:
  - id: a
    all:
      - {id: tru-so, measure: count, met: {at-least: 5}}
      - id: noi-khac
        any: [{id: cong, measure: count, met: {at-least: 5}}, {id: loa, measure: count, met: {at-least: 3}}]
""",
        row("{tru-so: 5, cong: 4, loa: 2}", "a = not met", "5 4 2"),
        row("{tru-so: 5, cong: 0, loa: 3}", "a = met", "5 0 3"),
        row("{tru-so: 4, cong: 9, loa: 9}", "a = not met", "4 9 9"),
        row("{tru-so: 5, cong: 5}", "a = met", "5 5 and broadcasts missing"),
        row("{tru-so: 5, cong: 4}", "a = undecided", "5 4 and broadcasts missing"),
    ),
    leaf(
        "F54 size of a council",
        "measure: count, met: {at-most: 15}",
        row("15", "met"),
        row("16", "not met"),
    ),
    leaf(
        "F54 quorum",
        "measure: ratio, met: {at-least: 2/3}",
        row("10/15", "met"),
        row("9/15", "not met"),
        row("10/14", "met"),
        row("9/14", "not met"),
    ),
)


@rows_of(*FURTHER)
def test_further_kinds(item: Kind, line: Row, tmp_path_factory: pytest.TempPathFactory) -> None:
    check(item, line, tmp_path_factory.getbasetemp())


TAKEN = [
    ("tt-124-2021-xa", "5.2", "4.2 4.3 4.4", "4.3", "a b c d đ e g", ["4.1.a", "4.5.a"]),
    ("tt-124-2021-truong", "7.3", "6.3.a 6.3.b 6.3.c 6.3.đ 6.3.e 6.3.g", None, "", ["6.3.d", "6.3.h"]),
]


@pytest.mark.parametrize(("set_", "node", "parts", "inner", "letters", "absent"), TAKEN, ids=["F44 5.2", "F44 7.3"])
def test_parts_of_another_article_in_the_published_sets(
    set_: str, node: str, parts: str, inner: str | None, letters: str, absent: list[str]
) -> None:
    result = score_of(Library((Place("built-in", built_in()),)).load(set_))
    assert [child.node.id for child in node_of(result, node).children] == parts.split()
    if inner is not None:
        wanted = [f"{inner}.{letter}" for letter in letters.split()]
        assert [child.node.id for child in node_of(result, inner).children] == wanted
    assert not set(absent) & {found.node.id for found in result.all_nodes()}


def test_f49_a_count_with_one_criterion_that_has_a_text() -> None:
    rest = plain(20).replace('{id: "6", title: null, ', '{id: "6", title: Trụ sở, ')
    result = score_of(loaded(rest), {"6": "chưa đạt"}, stated_count={"met": 19, "of": 20})
    assert (result.count.met, verdict_of(result)) == (exactly(19), "chua-dat")
    assert [str(gap.criterion.node.label.vi) for gap in result.gaps if gap.criterion.node.label] == ["Trụ sở"]
    assert len(result.gaps) == 1
    assert result.unnamed == 0
    assert all(met_of(result, str(place)) is (NO if place == 6 else OPEN) for place in range(1, 21))


WINDOWS = [
    ("tt-124-2021-xa", "05/11/2024", 2024),
    ("tt-124-2021-kdc", "05/11/2024", 2025),
    ("tt-124-2021-xa", "15/11/2024", 2024),
    ("tt-124-2021-xa", "16/11/2024", 2025),
]


@pytest.mark.parametrize(("set_", "day", "year"), WINDOWS, ids=[f"E34 {day} {set_}" for set_, day, _ in WINDOWS])
def test_the_year_that_a_day_belongs_to(set_: str, day: str, year: int) -> None:
    window = Library((Place("built-in", built_in()),)).load(set_).criteria.window
    assert window is not None
    on = calendar_date(day)
    assert [y for y in range(2020, 2030) if window.from_.on(y) <= on <= window.to.on(y)] == [year]


CEASED = """
remarks:
  - {from: 2026, text: {vi: Ai công nhận thay cấp huyện chưa công bố, en: Who recognises now is not public}, source: S}
  - {from: 2025, to: 2025, text: Năm chuyển tiếp}
  - {to: 2024, text: Cấp huyện công nhận}
criteria: [{id: a, measure: met}]
"""


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (2024, ["Cấp huyện công nhận"]),
        (2025, ["Năm chuyển tiếp"]),
        (2026, ["Who recognises now is not public (S)"]),
        (2030, ["Who recognises now is not public (S)"]),
    ],
    ids="F57 {}".format,
)
def test_an_authority_that_ceased_is_said_beside_the_result(period: int, said: list[str]) -> None:
    case = case_of(loaded(CEASED), period=period)
    assert [Language(Code.EN).text(note) for note in case.notes] == said


def test_f51_a_hedged_count_is_kept_and_is_not_a_clean_pass() -> None:
    result = score_of(loaded(plain(22)), stated_count={"met": 22, "of": 22, "hedge": "cơ bản"})
    assert (result.count.stated, result.count.hedge) == (22, "cơ bản")
    assert result.count.met == between(0, 22)
    assert verdict_of(result) == "undecided"
    (condition,) = result.verdicts[0].conditions
    assert Language(Code.EN).text(condition.found) == "22 of 22, published as “cơ bản” are met"
