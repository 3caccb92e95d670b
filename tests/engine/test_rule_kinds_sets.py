"""Kinds D20 to D29: how points, gates and counts become a verdict."""

from __future__ import annotations

import pytest

from tests.building import exactly, node_of, score_of, verdict_of
from tests.engine.rule_kinds import LEGAL_2021, Kind, Row, check, kind, leaf, loaded, plain, row, rows_of
from wardeval.language import Code, Language

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
    return f"{{{criteria}, khao-sat: '{survey}', ky-luat: {disciplined}}}"


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
        row(scored("15 30 25 5"), "total = 75 to 95; verdict = undecided", "one missing", **FIRST),
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
def test_kinds_of_sums_floors_and_gates(item: Kind, line: Row, tmp_path_factory: pytest.TempPathFactory) -> None:
    check(item, line, tmp_path_factory.getbasetemp())


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
        "D27 classes with bonus points",  # NĐ 307/2025: the points of priority are beyond the 100
        """
total: {max: 100}
gates: [{id: dan-so, measure: count, met: {at-least: 21000}}]
verdicts:
  - {id: dac-biet, title: Đặc biệt, when: [{total: {at-least: 90}, without: [uu-tien]}, {gate: dan-so}]}
  - {id: loai-1, title: I, when: [{total: {at-least: 75%}}]}
  - {id: loai-2, title: II, when: [{total: {at-least: 60}}, {every-criterion: {at-least: 50%}}]}
  - {id: loai-3, title: III}
criteria: [{id: chinh, measure: points, max: 100}, {id: uu-tien, measure: points, max: 10, bonus: yes}]
""",
        row("{chinh: 74.99, uu-tien: 0}", "total = 74.99; verdict = loai-2", "74.99"),
        row("{chinh: 70, uu-tien: 5}", "total = 75; verdict = loai-1", "70 + 5 are 75 % of 100"),
        row("{chinh: 55, uu-tien: 5}", "total = 60; verdict = loai-2", "55 + 5"),
        row("{chinh: 60, uu-tien: 0}", "verdict = loai-2", "a bonus of 0 is no floor"),
        row("{chinh: 88, uu-tien: 5, dan-so: 30000}", "total = 93; verdict = loai-1", "88 + 5 is not special"),
        row("{chinh: 90, uu-tien: 0, dan-so: 30000}", "verdict = dac-biet", "90 + 0 is special"),
        row("{chinh: 98, uu-tien: 5, dan-so: 30000}", "total = 103; verdict = dac-biet", "D28 98 + 5 is not clipped"),
        row("{chinh: 98}", "total = 98 to 108", "bonus missing"),
        row("{uu-tien: 5}", "total = 5 to 105", "all but the bonus missing"),
        row("{uu-tien: 10.01}", "refused", "more bonus than there is"),
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
        "D29 equality after an exact sum",  # in binary floats the first sum is 95.44999999999999
        """
total: {max: 100}
verdicts: [{id: dat, title: Đ, when: [{total: {at-least: 95.45}}]}, {id: chua-dat, title: C}]
criteria:
  - {id: "1", measure: points, max: 15}
  - {id: "2", measure: points, max: 30}
  - {id: "3", measure: points, max: 25}
  - {id: "4", measure: points, max: 10}
  - {id: "5", measure: points, max: 20}
""",
        row("{1: 15, 2: '29,63', 3: '21,25', 4: '9,57', 5: 20}", "total = 95.45; verdict = dat", "95.45"),
        row("{1: 15, 2: '29,63', 3: '21,25', 4: '9,56', 5: 20}", "total = 95.44; verdict = chua-dat", "95.44"),
    ),
)


@rows_of(*VERDICTS)
def test_kinds_of_verdicts(item: Kind, line: Row, tmp_path_factory: pytest.TempPathFactory) -> None:
    check(item, line, tmp_path_factory.getbasetemp())


@pytest.mark.parametrize(("whole", "needed"), [(25, 18), (15, 11), (14, 10)], ids="D26 70% of {}".format)
def test_what_is_missing_to_a_share_is_a_whole_number(whole: int, needed: int) -> None:
    result = score_of(loaded("criteria: [{id: a, measure: ratio, met: {at-least: 70%}}]"), {"a": f"1/{whole}"})
    closes = node_of(result).closes
    assert closes is not None
    assert Language(Code.EN).text(closes) == f"at least {needed} of {whole}, now 1"
