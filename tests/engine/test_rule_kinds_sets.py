"""Kinds D20 to D29 of verdicts, and those of E and F that one unit's file can show."""

from __future__ import annotations

import pytest

from tests.building import NO, OPEN, between, case_of, exactly, met_of, node_of, score_of, verdict_of
from tests.engine.rule_kinds import Kind, Row, check, kind, leaf, loaded, row, rows_of
from wardeval.language import Code, Language
from wardeval.library import Library, Place, built_in

LEGAL_2021 = """
total: {max: 100}
gates:
  - {id: dung-dau, ask: Số người đứng đầu bị kỷ luật hoặc truy cứu, measure: events, met: none}
verdicts:
  - {id: dat, title: Đ, when: [{total: {at-least: 80}}, {met: "1"}, {gate: dung-dau}]}
  - {id: chua-dat, title: C}
criteria:
  - {id: "1", measure: points, max: 10, met: {at-least: 50%}}
  - {id: "2-5", measure: points, max: 90}
"""
LEGAL_2017 = """
facts: {loai: {title: Loại, is: one-of, of: [I, II, III]}}
total: {max: 100}
gates:
  - {id: khao-sat, measure: ratio, met: {at-least: 80%}}
  - {id: ky-luat, ask: Số người bị kỷ luật từ cảnh cáo trở lên, measure: events, met: none}
verdicts:
  - id: dat
    title: Đạt
    when:
      - {every-criterion: {at-least: 50%}}
      - {total: {at-least: {by: loai, table: {I: 90%, II: 80%, III: 70%}}}}
      - {gate: khao-sat}
      - {gate: ky-luat}
  - {id: chua-dat, title: Chưa đạt}
criteria:
  - {id: "1", measure: points, max: 15}
  - {id: "2", measure: points, max: 30}
  - {id: "3", measure: points, max: 25}
  - {id: "4", measure: points, max: 10}
  - {id: "5", measure: points, max: 20}
"""


def scored(points: str, survey: str = "100/100", disciplined: str = "0") -> str:
    """Answers to the set of 2017: the points of its five criteria, the survey, and who was disciplined."""
    criteria = ", ".join(f"{number}: '{part}'" for number, part in enumerate(points.split(), 1))
    return f"{{{criteria}, khao-sat: {survey}, ky-luat: {disciplined}}}"


FIRST, SECOND = {"facts": {"loai": "I"}}, {"facts": {"loai": "II"}}

POINTS = (
    kind(
        "D20 sum, floor and knock-out",  # QĐ 25/2021; the 90 is what the four other criteria come to
        LEGAL_2021,
        row("{1: 10, 2-5: '70,00', dung-dau: 0}", "total = 80; verdict = dat", "80.00"),
        row("{1: 10, 2-5: '69,99', dung-dau: 0}", "total = 79.99; verdict = chua-dat", "79.99"),
        row("{1: '5,00', 2-5: 90, dung-dau: 0}", "1 = met; verdict = dat", "floor at 5.00"),
        row("{1: '4,99', 2-5: 90, dung-dau: 0}", "total = 94.99; 1 = not met; verdict = chua-dat", "floor at 4.99"),
        row("{1: '4,99', 2-5: 90}", "verdict = chua-dat", "floor at 4.99, the rest missing"),
        row("{1: 10, 2-5: 90, dung-dau: 1}", "total = 100; verdict = chua-dat", "knock-out"),
        row("{1: 10, 2-5: 90}", "total = 100; verdict = undecided", "knock-out missing"),
    ),
    kind(
        "D20 sum by class and floors of all",  # QĐ 619/2017, published by Bàu Bàng, 20/11/2017
        LEGAL_2017,
        row(scored("15 29,63 21,25 9,57 20", "97,35/100"), "total = 95.45; verdict = dat", "Lai Uyen", **FIRST),
        row(scored("15 28,7 21,5 10 20", "97,82/100"), "total = 95.20; verdict = dat", "Tru Van Tho", **SECOND),
        row(scored("15 30 25 4,9 20"), "total = 94.9; verdict = chua-dat", "one at 49 %", **FIRST),
        row(scored("15 30 25 5 20"), "total = 95; verdict = dat", "one at 50 %", **FIRST),
        row(scored("15 30 25 5"), "verdict = undecided, 75 to 95".split(",")[0], "one missing", **FIRST),
    ),
    kind(
        "D22 knock-out by scope",  # QĐ 25/2021: the heads only; any other official costs points in 5.3
        LEGAL_2021,
        row("{1: 10, 2-5: 70, dung-dau: 1}", "verdict = chua-dat", "head prosecuted"),
        row("{1: 10, 2-5: 70, dung-dau: 0}", "verdict = dat", "other official disciplined"),
    ),
    kind(
        "D22 knock-out by severity",  # QĐ 619/2017: any official, from a formal warning up
        LEGAL_2017,
        row(scored("15 30 25 10 20", disciplined="1"), "total = 100; verdict = chua-dat", "a warning", **FIRST),
        row(scored("15 30 25 10 20", disciplined="0"), "verdict = dat", "none", **FIRST),
    ),
    leaf(
        "D22 debt above 0",  # NTM
        "measure: amount, met: {at-most: 0}",
        row("0", "met"),
        row("'0,01'", "not met"),
    ),
    *(
        leaf(
            name,  # TT 124: the heaviest discipline of the year
            f"measure: level, scale: ky-luat, met: {{at-least: {least}}}",
            row("Không", "met", "none"),
            row("Khiển trách", reprimand, "reprimand"),
            row("Cảnh cáo", "not met", "warning"),
            row("", "undecided", "missing"),
            scales="{ky-luat: {cach-chuc: Cách chức, canh-cao: Cảnh cáo, khien-trach: Khiển trách, khong: Không}}",
        )
        for name, least, reprimand in [
            ("D22 any discipline (5.3)", "khong", "not met"),
            ("D22 discipline from a warning up (6.4)", "khien-trach", "met"),
        ]
    ),
    kind(
        "D23 survey gate",  # QĐ 619/2017
        LEGAL_2017,
        row(scored("15 30 25 10 20", "80/100"), "khao-sat = met; verdict = dat", "80.00", **FIRST),
        row(scored("15 30 25 10 20", "79,99/100"), "khao-sat = not met; verdict = chua-dat", "79.99", **FIRST),
    ),
    kind(
        "D23 satisfied and agreeing",  # QĐ 04/2022
        """
criteria:
  - id: a
    all: [{id: hai-long, measure: ratio, met: {at-least: 90%}}, {id: dong-y, measure: ratio, met: {at-least: 90%}}]
""",
        row("{hai-long: 90/100, dong-y: 90/100}", "a = met", "90 and 90"),
        row("{hai-long: 100/100, dong-y: 89/100}", "a = not met", "100 and 89"),
        row("{hai-long: 100/100}", "a = undecided", "one missing"),
    ),
    leaf(
        "D23 of those who attend",  # Phú Thọ
        "measure: ratio, met: {at-least: 90%}",
        row("45/50", "met"),
        row("44/50", "not met"),
    ),
)


@rows_of(*POINTS)
def test_kinds_of_sums_floors_and_gates(item: Kind, line: Row) -> None:
    check(item, line)


def plain(number: int, rule: str = "[{all: criteria}]") -> str:
    """A set of so many criteria without public text."""
    criteria = "\n".join(f'  - {{id: "{place}", title: null, measure: met}}' for place in range(1, number + 1))
    verdicts = f"[{{id: dat, title: Đạt, when: {rule}}}, {{id: chua-dat, title: Chưa đạt}}]"
    return f"verdicts: {verdicts}\ncount: {number}\ncriteria:\n{criteria}\n"


ALL_OF = [
    (22, 22, "dat"),
    (22, 21, "chua-dat"),
    (22, 18, "chua-dat"),
    (34, 31, "chua-dat"),
    (20, 19, "chua-dat"),
    (9, 9, "dat"),
    (8, 8, "dat"),
    (19, 19, "dat"),
]


@pytest.mark.parametrize(("of", "met", "verdict"), ALL_OF, ids=[f"D21 {met} of {of}" for of, met, _ in ALL_OF])
def test_all_criteria_by_answers_and_by_a_stated_count(of: int, met: int, verdict: str) -> None:
    answers = {str(place): "đạt" if place <= met else "chưa đạt" for place in range(1, of + 1)}
    for result in (
        score_of(loaded(plain(of)), answers),
        score_of(loaded(plain(of)), stated_count={"met": met, "of": of}),
    ):
        assert (result.count.met, result.count.of) == (exactly(met), of)
        assert verdict_of(result) == verdict


@pytest.mark.parametrize("met", [28, 34], ids="D21 {} of 34, rule not public".format)
def test_a_count_gives_no_verdict_where_the_rule_is_not_public(met: int) -> None:
    result = score_of(loaded(plain(34, "unknown")), stated_count={"met": met, "of": 34})
    assert result.count.met == exactly(met)
    assert verdict_of(result) == "unknown-rule"


def test_d21_19_of_19_criteria_with_57_of_57_indicators() -> None:
    ids = [[f"{criterion}.{part}" for part in "abc"] for criterion in range(1, 20)]
    criteria = [
        f"  - {{id: c{place}, all: [{', '.join(f'{{id: {id_}, measure: met}}' for id_ in parts)}]}}"
        for place, parts in enumerate(ids, 1)
    ]
    set_ = loaded("criteria:\n" + "\n".join(criteria))
    answers = {id_: "đạt" for parts in ids for id_ in parts}
    full = score_of(set_, answers)
    assert (full.count.met, verdict_of(full)) == (exactly(19), "dat")
    assert (full.coverage.answered, full.coverage.of) == (57, 57)
    one_short = score_of(set_, {**answers, "7.b": "chưa đạt"})
    assert (one_short.count.met, verdict_of(one_short)) == (exactly(18), "chua-dat")


OTHER = "criteria: [{id: x, measure: met}]"

VERDICTS = (
    kind(
        "D24 years registered",  # QĐ 04/2022
        """
facts: {lan: {title: Lần công nhận, is: one-of, of: [dau, lai]}}
gates: [{id: nam, measure: count, met: {at-least: {by: lan, table: {dau: 2, lai: 5}}}}]
verdicts: [{id: dat, title: Đ, when: [{all: criteria}, {gate: nam}]}, {id: chua-dat, title: C}]
criteria: [{id: a, measure: met}]
""",
        row("{a: đạt, nam: 2}", "verdict = dat", "first, 2", facts={"lan": "dau"}),
        row("{a: đạt, nam: 1}", "verdict = chua-dat", "first, 1", facts={"lan": "dau"}),
        row("{a: đạt, nam: 5}", "verdict = dat", "again, 5", facts={"lan": "lai"}),
        row("{a: đạt, nam: 4}", "verdict = chua-dat", "again, 4", facts={"lan": "lai"}),
    ),
    kind(
        "D24 registered in the first quarter",  # TT 124
        """
gates: [{id: dang-ky, measure: date, met: {from: 01/01/Y, to: 31/03/Y}}]
verdicts: [{id: dat, title: Đ, when: [{all: criteria}, {gate: dang-ky}]}, {id: chua-dat, title: C}]
criteria: [{id: a, measure: met}]
""",
        row("{a: đạt, dang-ky: 31/03/2024}", "verdict = dat", "31/03"),
        row("{a: đạt, dang-ky: 01/04/2024}", "verdict = chua-dat", "01/04"),
        row("{a: đạt}", "verdict = undecided", "missing"),
    ),
    kind(
        "D24 holds another verdict",  # QĐ 319: nông thôn mới nâng cao
        """
gates: [{id: nang-cao, measure: met, verdict-of: khac}]
verdicts: [{id: dat, title: Đ, when: [{all: criteria}, {gate: nang-cao}]}, {id: chua-dat, title: C}]
criteria: [{id: a, measure: met}]
""",
        row("{a: đạt, nang-cao: đạt}", "verdict = dat", "held"),
        row("{a: đạt, nang-cao: chưa}", "verdict = chua-dat", "not held"),
        row("{a: đạt}", "verdict = undecided", "not known"),
        khac=OTHER,
    ),
    kind(
        "D25 points for another set's verdict",  # draft of NĐ 86, I.1: 5 points
        """
total: {max: 20}
verdicts: [{id: dat, title: Đ, when: [{total: {at-least: 18}}]}, {id: chua-dat, title: C}]
criteria:
  - {id: an-toan, measure: met, verdict-of: khac, points: 5}
  - {id: khac-nua, measure: points, max: 15}
""",
        row("{an-toan: đạt, khac-nua: 15}", "an-toan = met, 5; verdict = dat", "recognised"),
        row("{an-toan: chưa đạt, khac-nua: 15}", "an-toan = not met, 0; verdict = chua-dat", "not recognised"),
        row(
            "{khac-nua: 15}",
            "an-toan = undecided, 0 to 5; total = 15 to 20; verdict = undecided",
            "unknown there is unknown here",
        ),
        khac=OTHER,
    ),
    leaf(
        "D26 share of children",  # 70 % is compared exactly
        "measure: ratio, met: {at-least: 70%}",
        row("18/25", "met"),
        row("17/25", "not met"),
        row("16/25", "not met"),
        row("14/15", "met"),
        row("11/15", "met"),
        row("10/15", "not met"),
        row("10/14", "met"),
        row("9/14", "not met"),
        row("7/10", "met"),
        row("16/23", "not met"),
        row("142/203", "not met"),
        row("75/249", "not met"),
    ),
    leaf(
        "D29 counts are rounded up",  # 30 % of 249 is 74.7
        "measure: ratio, met: {at-least: 30%}",
        row("75/249", "met"),
        row("74/249", "not met"),
    ),
    kind(
        "D27 classes",  # NĐ 307/2025
        """
total: {max: 110}
gates:
  - id: quy-mo
    any: [{id: dan-so, measure: count, met: {at-least: 21000}}, {id: dien-tich, measure: amount, met: {at-least: 5.5}}]
verdicts:
  - {id: dac-biet, title: Đặc biệt, when: [{total: {at-least: 90}, without: [uu-tien]}, {gate: quy-mo}]}
  - {id: loai-1, title: I, when: [{total: {at-least: 75}}]}
  - {id: loai-2, title: II, when: [{total: {at-least: 60}}]}
  - {id: loai-3, title: III}
criteria: [{id: chinh, measure: points, max: 100}, {id: uu-tien, measure: points, max: 10}]
""",
        row("{chinh: 75, uu-tien: 0}", "verdict = loai-1", "75"),
        row("{chinh: 74.99, uu-tien: 0}", "verdict = loai-2", "74.99"),
        row("{chinh: 60, uu-tien: 0}", "verdict = loai-2", "60"),
        row("{chinh: 59.99, uu-tien: 0}", "verdict = loai-3", "59.99"),
        row("{chinh: 70, uu-tien: 5}", "verdict = loai-1", "70 + 5"),
        row("{chinh: 88, uu-tien: 5, dan-so: 30000}", "total = 93; verdict = loai-1", "88 + 5 is not special"),
        row("{chinh: 90, uu-tien: 0, dan-so: 21000}", "verdict = dac-biet", "90 and the size"),
        row("{chinh: 90, uu-tien: 0, dien-tich: '5,5'}", "verdict = dac-biet", "90 and the area"),
        row("{chinh: 95, uu-tien: 5, dan-so: 20999, dien-tich: '5,4'}", "verdict = loai-1", "95 without the size"),
        row("{chinh: 95, uu-tien: 5}", "verdict = undecided", "size missing"),
        row("{chinh: 98, uu-tien: 5, dan-so: 21000}", "total = 103; verdict = dac-biet", "D28 98 + 5 is not clipped"),
    ),
    kind(
        "D29 each criterion to 2 decimals",  # NĐ 307: rounded before they are added up
        """
total: {max: 30}
criteria:
  - {id: a, measure: ratio, points: {proportional: 10, round: 2}}
  - {id: b, measure: ratio, points: {proportional: 10, round: 2}}
  - {id: c, round: 2, sum: [{id: c.1, measure: ratio, points: {proportional: 10}}]}
""",
        row("{a: 2/3, b: 2/3, c.1: 2/3}", "a = 6.67; c = 6.67; total = 20.01", "three times 6.67"),
        row("{a: 1/3, b: 1/3, c.1: 1/3}", "total = 9.99", "three times 3.33"),
        row("{a: 125/10000, b: 0/1, c.1: 0/1}", "a = 0.13", "half up"),
    ),
    kind(
        "D29 index of an exact mean",  # Bình Dương: 705,49 of 9 units
        "total: {max: 100, round: 2}\ncriteria: [{id: a, measure: ratio, points: {proportional: 100}}]",
        row("{a: '705,49/900'}", "total = 78.39", "78.3877"),
    ),
    kind(
        "D29 equality after an exact sum",
        """
total: {max: 100, round: 2}
verdicts: [{id: dat, title: Đ, when: [{total: {at-least: 95.45}}]}, {id: chua-dat, title: C}]
criteria:
  - {id: a, measure: points, max: 50}
  - {id: b, measure: points, max: 50}
""",
        row("{a: 45.82, b: 49.63}", "total = 95.45; verdict = dat", "95.45"),
        row("{a: 45.81, b: 49.63}", "total = 95.44; verdict = chua-dat", "95.44"),
    ),
)


@rows_of(*VERDICTS)
def test_kinds_of_verdicts(item: Kind, line: Row) -> None:
    check(item, line)


@pytest.mark.parametrize(("whole", "needed"), [(25, 18), (15, 11), (14, 10)], ids="D26 70% of {}".format)
def test_what_is_missing_to_a_share_is_a_whole_number(whole: int, needed: int) -> None:
    result = score_of(loaded("criteria: [{id: a, measure: ratio, met: {at-least: 70%}}]"), {"a": f"1/{whole}"})
    closes = node_of(result).closes
    assert closes is not None
    assert Language(Code.EN).text(closes) == f"at least {needed} of {whole}, now 1"


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
def test_kinds_of_tracks(item: Kind, line: Row) -> None:
    check(item, line)


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
        row("{4.5: Tốt}", "refused", "not a level of the scale"),
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
criteria: [{id: "1", measure: points, max: 10}, {id: "2", measure: points, points: as-judged}]
""",
        row("{1: 10, 2: 75}", "2 = 75; total = 85; verdict = unknown-rule", "85"),
        row("{1: 10, 2: 69}", "total = 79; verdict = chua-dat", "79 decides"),
        row("{1: '4,99', 2: 90}", "verdict = chua-dat", "the known floor decides"),
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
def test_further_kinds(item: Kind, line: Row) -> None:
    check(item, line)


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


def test_f51_a_hedged_count_is_kept_and_is_not_a_clean_pass() -> None:
    result = score_of(loaded(plain(22)), stated_count={"met": 22, "of": 22, "hedge": "cơ bản"})
    assert (result.count.stated, result.count.hedge) == (22, "cơ bản")
    assert result.count.met == between(0, 22)
    assert verdict_of(result) == "undecided"
    (condition,) = result.verdicts[0].conditions
    assert Language(Code.EN).text(condition.found) == "22 of 22, published as “cơ bản” are met"
